//! The chain as one function: from a path to a checked plan, and from a plan to files.
//!
//! | file | what it does |
//! |---|---|
//! | `input` | which forms a command line names, and what their papers are called |
//! | `disk` | the disk as far as the forms of a run may read it |
//! | `data_file` | the data files of a form, with their faults where they belong |
//! | `dictionary` | the words of the office: `tu-dien.yaml` beside a form and above it |
//! | `task_file` | the data files from which a form takes tasks |
//! | `cache` | the data files of a run, each read and parsed once |
//! | `paper` | one paper on its way from a plan to files |
//! | `paper_fault` | why a paper could not be made: a template, or the program |
//! | `redline` | a redline as a PDF |
//! | `wide_table` | findings of tables that do not fit on their page |
//! | `overrun` | findings of texts that pass the margins |
//! | `file_error` | findings of files that cannot be read or written, and of git |

mod cache;
pub(crate) mod data_file;
mod dictionary;
mod disk;
mod file_error;
mod input;
mod overrun;
mod paper;
mod paper_fault;
mod redline;
mod task_file;
mod wide_table;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::check;
use crate::diagnostic::{Diagnostic, Report};
use crate::document;
use crate::fit;
use crate::font::Faces;
use crate::form::{self, Form, SetContext, TaskSheets};
use crate::indicator::{self, Figures};
use crate::output::Format;
use crate::plan::{Draft, Plan};
use crate::source::{self, Files, Source};
use crate::template::{LIBRARY, Templates, TypstSource};
use crate::typeset::{Fonts, TypesetError};
use crate::yaml::YamlNode;

use task_file::TaskData;

pub use cache::{DataCache, UnownedRows};
pub use dictionary::{DICTIONARY_NAME, OfficeDictionary};
pub use disk::open_disk;
pub(crate) use file_error::explain_outside;
pub use file_error::{explain_git_error, explain_write_error, report_unreadable_file};
pub(crate) use input::make_portable_name;
pub use input::{FORM_NAME, Input, find_inputs, find_inputs_in, name_inputs_in};
pub use paper::{
    LaidOut, Prepared, PreparedWords, Product, STAGES, Timings, lay_out_source,
};
pub use paper_fault::{PaperFault, load_templates};
pub use redline::WhichPages;

/// What all papers of one run share.
pub struct Engine {
    faces: Faces,
    templates: Templates,
    /// The faces as Typst wants them, read when they are first needed.
    fonts: Arc<OnceLock<Fonts>>,
}

/// A form that was read and checked, with all that is known of it.
pub struct Examined {
    /// What was found in the form.
    pub report: Report,
    /// What was found in its data files, one report for each that has findings.
    pub data_reports: Vec<Report>,
    /// The data files that it names.
    pub data_files: Vec<PathBuf>,
    /// Its figures, as far as they could be computed.
    pub figures: Arc<Figures>,
    /// The plan, if the form has no error.
    pub plan: Option<Plan>,
    /// The form as it can be set, errors or not; `None` where it could not be read.
    pub draft: Option<Arc<Draft>>,
}

impl Examined {
    /// All reports: the form's, then those of its data files.
    #[must_use]
    pub fn reports(self) -> Vec<Report> {
        self.report.split().into_iter().chain(self.data_reports).collect()
    }
}

/// What a plan becomes.
#[derive(Default)]
pub struct Produced {
    /// The files of the formats asked for.
    pub products: Vec<Product>,
    /// What only the layout could show.
    pub findings: Vec<Diagnostic>,
}

/// The form of a unit of a set, or of the office that has the set, as a tree.
pub struct MemberForm<'a> {
    /// The texts in which it stands.
    pub source: Source,
    /// Its tree, an override laid over it.
    pub root: &'a YamlNode,
    /// What the set gives to it.
    pub set_context: &'a SetContext,
    /// The first of its tables, which the set has computed.
    pub computed_tables: &'a [indicator::ComputedTable],
    /// What reading the tree has found.
    pub findings: Vec<Diagnostic>,
}

/// A form as read, if it could be, with what was found in it.
struct ReadForm {
    source: Source,
    form: Option<Form>,
    found: Vec<Diagnostic>,
    /// The files from which it takes tasks, where it does.
    tasks: Option<TaskData>,
}

impl Engine {
    /// An engine with these faces and templates.
    #[must_use]
    pub fn new(faces: Faces, templates: Templates) -> Self {
        Self { faces, templates, fonts: Arc::default() }
    }

    /// Begins to read fonts and templates, while forms are read and checked. Callers that
    /// only check do not need them.
    pub fn prepare(&self) {
        let faces = self.faces.clone();
        let fonts = Arc::clone(&self.fonts);
        let templates = self.templates.clone();
        std::thread::spawn(move || {
            templates.prepare();
            fonts.get_or_init(|| Fonts::new(&faces));
            faces.prepare();
        });
    }

    /// Reads and checks a form of the disk, named alone.
    #[must_use]
    pub fn examine(&self, path: &Path, timings: &mut Timings) -> Examined {
        self.examine_in(&open_disk(&[path.to_owned()], &[]), path, timings)
    }

    /// Reads and checks a form of a store; its data files are read from there too.
    #[must_use]
    pub fn examine_in(
        &self,
        files: &Arc<dyn Files>,
        path: &Path,
        timings: &mut Timings,
    ) -> Examined {
        match timings.stage("doc-tep", || source::read_from_store(&**files, path)) {
            Ok(source) => {
                let cache = DataCache::with_store(Arc::clone(files));
                self.examine_alone(source, &cache, timings)
            }
            Err(error) => Examined {
                report: report_unreadable_file(&files.shown(path), error),
                data_reports: Vec::new(),
                data_files: Vec::new(),
                figures: Arc::default(),
                plan: None,
                draft: None,
            },
        }
    }

    /// Checks a form already read.
    #[must_use]
    pub fn examine_source(&self, source: Source, timings: &mut Timings) -> Examined {
        self.examine_alone(source, &DataCache::default(), timings)
    }

    /// Checks a form that belongs to no set.
    fn examine_alone(
        &self,
        source: Source,
        cache: &DataCache,
        timings: &mut Timings,
    ) -> Examined {
        let (form, found) = timings.stage("doc-bieu", || form::read(&source));
        let mut read = ReadForm { source, form, found, tasks: None };
        read.take_task_files(cache, timings, |source, joined, sheets| {
            form::read_with_sheets(source, joined, sheets)
        });
        self.examine_form(read, &[], cache, timings)
    }

    /// Checks a form of a set.
    #[must_use]
    pub fn examine_member(&self, member: MemberForm<'_>, cache: &DataCache) -> Examined {
        let MemberForm { source, root, set_context, computed_tables, findings } = member;
        let mut timings = Timings::default();
        let none = TaskSheets::default();
        let (form, found) = form::read_tree(&source, root, Some(set_context), &none);
        let mut read = ReadForm { source, form, found, tasks: None };
        read.take_task_files(cache, &mut timings, |_, joined, sheets| {
            form::read_tree(joined, root, Some(set_context), sheets)
        });
        read.found.splice(0..0, findings);
        self.examine_form(read, computed_tables, cache, &mut timings)
    }

    /// The stages from a form to a plan: its data files, its figures, its rules. A form
    /// that could not be read passes all of them, so that everything found is in one
    /// report; a fault in a data file leaves no plan.
    fn examine_form(
        &self,
        read: ReadForm,
        ready: &[indicator::ComputedTable],
        cache: &DataCache,
        timings: &mut Timings,
    ) -> Examined {
        let ReadForm { source, form, mut found, tasks } = read;
        let mut data = timings.stage("doc-so-lieu", || match &form {
            Some(form) => data_file::read_data_files(form, &source, cache),
            None => data_file::FormData::default(),
        });
        let task_readings = data.take_tasks(tasks);
        found.append(&mut data.findings);
        let figures = timings.stage("tinh-bang", || {
            let Some(form) = &form else { return Arc::<Figures>::default() };
            let computed = indicator::compute_figures(form, &data.sheets, ready);
            found.extend(computed.form);
            found.extend(computed.rows.into_iter().map(|found| found.finding));
            let in_files =
                computed.files.into_iter().map(|found| (found.table, found.finding));
            let reports = data_file::report_data_findings(&data, in_files.collect());
            data_file::add_reports(&mut data.reports, reports);
            Arc::new(computed.figures)
        });
        let readings = form.iter().flat_map(|form| figures.file_readings(form));
        let readings = task_readings.into_iter().chain(readings).collect();
        let dictionary = cache.dictionary(source.path());
        data_file::add_reports(&mut data.reports, dictionary.reports.clone());
        data.files.extend(dictionary.files.iter().cloned());
        let checked = timings.stage("kiem-tra", || {
            let words = &dictionary.words;
            check::check(form, &figures, &source, words, &self.faces, found)
        });
        let mut report = Report::new(source, checked.findings, checked.suppressed);
        report.unlisted = checked.unlisted;
        report.readings = readings;
        let has_sound_data = !data.reports.iter().any(Report::has_errors);
        Examined {
            report,
            data_reports: data.reports,
            data_files: data.files,
            figures,
            plan: checked.plan.filter(|_| has_sound_data),
            draft: checked.draft,
        }
    }

    /// A plan as files.
    ///
    /// # Errors
    ///
    /// Why a paper could not be made after all: a fault of the program, or of a template
    /// of the user's own.
    pub fn produce(
        &self,
        plan: &Plan,
        source: &Source,
        formats: &[Format],
        timings: &mut Timings,
    ) -> Result<Produced, PaperFault> {
        let prepared = self.prepare_paper(plan, formats, timings)?;
        let laid_out = match &prepared.typst {
            Some(typst) if formats.iter().any(|format| format.has_pages()) => {
                let fonts = timings.stage("doc-phong", || self.fonts());
                let page = &prepared.words.page;
                let laid_out = lay_out_source(typst, page, formats, fonts, timings);
                Some(laid_out.map_err(|error| self.explain_layout(&error))?)
            }
            _ => None,
        };
        Ok(self.finish(source, &prepared, formats, laid_out))
    }

    /// The first half of [`produce`](Self::produce): a plan as a paper that only needs
    /// to be laid out.
    ///
    /// # Errors
    ///
    /// Where a template is faulty.
    pub fn prepare_paper(
        &self,
        plan: &Plan,
        formats: &[Format],
        timings: &mut Timings,
    ) -> Result<Prepared, PaperFault> {
        let document = timings.stage("dung-van-ban", || document::compose(plan));
        let mut words = PreparedWords {
            page: document.page.clone(),
            texts: paper::write_texts(&document, formats),
            blanks: paper::count_blanks(&document),
            findings: Vec::new(),
        };
        if !formats.iter().any(|format| format.needs_typst()) {
            return Ok(Prepared { typst: None, words });
        }
        let layouts =
            timings.stage("do-bang", || fit::lay_out_tables(&document, &self.faces));
        let family = self.faces.family();
        let typst = timings
            .stage("ghep-mau", || self.templates.render(&document, &layouts, family))
            .map_err(|error| PaperFault::of_template(&self.templates, &error))?;
        words.findings = wide_table::report_wide_tables(&document, &layouts);
        Ok(Prepared { typst: Some(typst), words })
    }

    /// The second half of [`produce`](Self::produce): a paper, laid out here or in
    /// another process where it has pages, as files. `source` is the form.
    #[must_use]
    pub fn finish(
        &self,
        source: &Source,
        prepared: &Prepared,
        formats: &[Format],
        laid_out: Option<LaidOut>,
    ) -> Produced {
        let Prepared { typst, words } = prepared;
        let PreparedWords { page: _, texts, blanks: _, findings } = words;
        let mut products = texts.clone();
        let mut findings = findings.clone();
        let Some(paper) = typst else { return Produced { products, findings } };
        if formats.contains(&Format::Typst) {
            self.add_typst_files(paper, &mut products);
        }
        let LaidOut { pages: _, pdf, pictures, overruns } = laid_out.unwrap_or_default();
        if let Some(bytes) = pdf {
            products.push(Product { suffix: ".pdf".to_owned(), bytes });
        }
        for (page, bytes) in (1..).zip(pictures) {
            products.push(Product { suffix: format!("-{page}.png"), bytes });
        }
        findings.extend(overrun::report_overruns(source, &overruns));
        Produced { products, findings }
    }

    /// The source of a paper with all that Typst needs to lay it out.
    fn add_typst_files(&self, paper: &TypstSource, products: &mut Vec<Product>) {
        for (name, text) in [("main.typ", &paper.main), (LIBRARY, &paper.library)] {
            let bytes = text.clone().into_bytes();
            products.push(Product { suffix: format!("-typ/{name}"), bytes });
        }
        for (name, data) in self.faces.files() {
            let bytes = data.to_vec();
            products.push(Product { suffix: format!("-typ/fonts/{name}"), bytes });
        }
    }

    /// The templates of all papers.
    #[must_use]
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// The faces of all papers.
    #[must_use]
    pub fn faces(&self) -> &Faces {
        &self.faces
    }

    /// Why a paper of these templates could not be laid out.
    #[must_use]
    pub fn explain_layout(&self, error: &TypesetError) -> PaperFault {
        PaperFault::of_layout(&self.templates, error)
    }

    fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(|| Fonts::new(&self.faces))
    }
}
