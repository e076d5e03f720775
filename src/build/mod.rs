//! The chain as one function: from a path to a checked plan, and from a plan to files.

mod data;
mod fault;
mod input;
mod overrun;
mod wide;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::document::{self, Document};
use crate::fit::{self, Fits};
use crate::font::Faces;
use crate::form;
use crate::indicator::{self, Figures};
use crate::output::{self, Format};
use crate::plan::Plan;
use crate::rule;
use crate::source::{self, Source};
use crate::template::{LIBRARY, Templates};
use crate::typeset::{self, Fonts, Overrun};

pub use fault::write_fault;
pub use input::{FORM_NAME, Input, inputs};

/// Dots to the inch of the pictures.
const PNG_DPI: u16 = 150;

/// What all papers of one run share.
pub struct Engine {
    faces: Faces,
    templates: Templates,
    fonts: Arc<OnceLock<Fonts>>,
}

/// A form looked at.
pub struct Examined {
    /// What was found in the form.
    pub report: Report,
    /// What was found in its data files, one report for each that has findings.
    pub data: Vec<Report>,
    /// The data files that it names.
    pub files: Vec<PathBuf>,
    /// Its figures, as far as they could be computed.
    pub figures: Arc<Figures>,
    /// The plan, if the form has no error.
    pub plan: Option<Plan>,
}

impl Examined {
    /// All reports: the form's, then those of its data files.
    #[must_use]
    pub fn reports(self) -> Vec<Report> {
        std::iter::once(self.report).chain(self.data).collect()
    }
}

/// What a plan becomes.
#[derive(Default)]
pub struct Produced {
    /// The files.
    pub products: Vec<Product>,
    /// What only the layout could show.
    pub findings: Vec<Diagnostic>,
}

/// A file to be written: its name after the paper's own, and its bytes.
pub struct Product {
    /// `.pdf`, `-1.png`, `-typ/main.typ`.
    pub suffix: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How long each stage took.
#[derive(Debug, Default)]
pub struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Times a stage.
    pub fn stage<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let res = run();
        self.0.push((name, start.elapsed()));
        res
    }

    /// The stages in the order in which they ran.
    pub fn stages(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        self.0.iter().copied()
    }
}

impl Engine {
    /// An engine with these faces and templates.
    #[must_use]
    pub fn new(faces: Faces, templates: Templates) -> Self {
        Self { faces, templates, fonts: Arc::default() }
    }

    /// Begins to read fonts and templates, while forms are read and checked. Whoever
    /// only checks does not need them.
    pub fn prepare(&self) {
        let (faces, fonts) = (self.faces.clone(), Arc::clone(&self.fonts));
        let templates = self.templates.clone();
        std::thread::spawn(move || {
            templates.prepare();
            fonts.get_or_init(|| Fonts::new(&faces));
            faces.prepare();
        });
    }

    /// Reads and checks a form.
    #[must_use]
    pub fn examine(&self, path: &Path, timings: &mut Timings) -> Examined {
        match timings.stage("doc-tep", || source::read(path)) {
            Ok(source) => self.examine_source(source, timings),
            Err(error) => Examined {
                report: fault::unreadable(path, error),
                data: Vec::new(),
                files: Vec::new(),
                figures: Arc::default(),
                plan: None,
            },
        }
    }

    /// Checks a form already read.
    #[must_use]
    pub fn examine_source(&self, source: Source, timings: &mut Timings) -> Examined {
        let (form, mut found) = timings.stage("doc-bieu", || form::read(&source));
        let mut data = timings.stage("doc-so-lieu", || {
            form.as_ref().map(|form| data::read(form, source.path())).unwrap_or_default()
        });
        found.append(&mut data.found);
        let figures = timings.stage("tinh-bang", || {
            let Some(form) = &form else { return Arc::<Figures>::default() };
            let computed = indicator::compute(form, &data.sheets);
            found.extend(computed.form);
            let mut reports = data::reports(&data, computed.files);
            data.reports.append(&mut reports);
            Arc::new(computed.figures)
        });
        let checked = timings.stage("kiem-tra", || {
            rule::check(form, &figures, &source, &self.faces, found)
        });
        let report = Report::new(source, checked.findings, checked.silenced);
        let sound = !data.reports.iter().any(Report::has_errors);
        let plan = checked.plan.filter(|_| sound);
        Examined { report, data: data.reports, files: data.files, figures, plan }
    }

    /// A plan as files.
    ///
    /// # Errors
    ///
    /// A finding where a paper could not be made after all: a fault of the program, or
    /// of a template of the user's own.
    pub fn produce(
        &self,
        plan: &Plan,
        source: &Source,
        formats: &[Format],
        timings: &mut Timings,
    ) -> Result<Produced, Box<Diagnostic>> {
        let document = timings.stage("dung-van-ban", || document::compose(plan));
        let mut res = Produced::default();
        if formats.contains(&Format::Text) {
            let bytes = output::text(&document).into_bytes();
            res.products.push(Product { suffix: ".txt".to_owned(), bytes });
        }
        if formats.iter().any(|f| *f != Format::Text) {
            let fits = timings.stage("do-bang", || fit::fits(&document, &self.faces));
            let paper = (&document, &fits);
            let laid_out = self.typeset(paper, formats, timings, &mut res.products);
            typeset::forget();
            let overruns = laid_out?;
            res.findings = wide::findings(&document, &fits);
            res.findings.extend(overrun::findings(source, &overruns));
        }
        Ok(res)
    }

    fn typeset(
        &self,
        (document, fits): (&Document, &Fits),
        formats: &[Format],
        timings: &mut Timings,
        res: &mut Vec<Product>,
    ) -> Result<Vec<Overrun>, Box<Diagnostic>> {
        let family = self.faces.family();
        let source = timings
            .stage("ghep-mau", || self.templates.render(document, fits, family))
            .map_err(|err| internal(&err.0))?;
        if formats.contains(&Format::Typst) {
            let files = [("main.typ", &source.main), (LIBRARY, &source.library)];
            for (name, text) in files {
                let bytes = text.clone().into_bytes();
                res.push(Product { suffix: format!("-typ/{name}"), bytes });
            }
            for (name, data) in self.faces.files() {
                let suffix = format!("-typ/fonts/{name}");
                res.push(Product { suffix, bytes: data.to_vec() });
            }
        }
        if !formats.iter().any(|f| f.has_pages()) {
            return Ok(Vec::new());
        }
        let fonts = timings
            .stage("doc-phong", || self.fonts.get_or_init(|| Fonts::new(&self.faces)));
        let pages = timings
            .stage("dan-trang", || typeset::typeset(&source, fonts))
            .map_err(|err| internal(&err.0))?;
        if formats.contains(&Format::Pdf) {
            let pdf = timings.stage("xuat-pdf", || pages.pdf());
            let bytes = pdf.map_err(|err| internal(&err.0))?;
            res.push(Product { suffix: ".pdf".to_owned(), bytes });
        }
        if formats.contains(&Format::Png) {
            let pictures = timings.stage("xuat-png", || pages.png(PNG_DPI));
            for (i, bytes) in
                pictures.map_err(|err| internal(&err.0))?.into_iter().enumerate()
            {
                res.push(Product { suffix: format!("-{}.png", i + 1), bytes });
            }
        }
        Ok(timings.stage("soat-le", || pages.overruns(&document.page)))
    }
}

/// A fault after `check` is ours, and says so.
fn internal(detail: &str) -> Box<Diagnostic> {
    let message = "chương trình không dàn được trang; đây là lỗi của chương trình, không phải của biểu";
    let finding = Diagnostic::new("internal", Severity::Error, None, message)
        .hint("báo cho người viết chương trình, kèm tệp biểu và dòng dưới đây")
        .hint(detail.to_owned());
    Box::new(finding)
}
