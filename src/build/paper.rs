//! One paper on its way from a plan to files: what is known before it is laid out, and
//! what the layout gives. Papers laid out here and in other processes pass the same
//! function, so that their bytes are the same.

use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::document::Page;
use crate::output::Format;
use crate::template::TypstSource;
use crate::typeset::{self, Fonts, Overrun, TypesetError};

/// Dots to the inch of the pictures.
const PNG_DPI: u16 = 150;

/// The stages of [`lay_out`], as [`Timings`] names them.
pub const STAGES: [&str; 4] = ["dan-trang", "xuat-pdf", "xuat-png", "soat-le"];

/// A paper with all its words, not laid out yet.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(super) page: Page,
    /// The paper as plain text, if asked for.
    pub(super) text: Option<String>,
    /// Its source; none where only plain text is asked for.
    pub(super) source: Option<TypstSource>,
    /// What was found of its tables.
    pub(super) findings: Vec<Diagnostic>,
}

impl Prepared {
    /// The set-up of its pages.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// What Typst is given, unless only plain text is asked for.
    #[must_use]
    pub fn source(&self) -> Option<&TypstSource> {
        self.source.as_ref()
    }

    /// Takes out its source, which is nearly all it weighs.
    pub fn take_source(&mut self) -> Option<TypstSource> {
        self.source.take()
    }

    /// Puts its source back.
    pub fn put_source(&mut self, source: TypstSource) {
        self.source = Some(source);
    }
}

/// A paper laid out, in the formats asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaidOut {
    /// Number of its pages.
    pub pages: usize,
    /// The PDF, if asked for.
    pub pdf: Option<Vec<u8>>,
    /// A PNG picture of each page, if asked for.
    pub pictures: Vec<Vec<u8>>,
    /// Texts that pass the margins.
    pub overruns: Vec<Overrun>,
}

/// How long each stage took.
#[derive(Debug, Default)]
pub struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Times a stage.
    pub fn stage<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let res = run();
        self.add(name, start.elapsed());
        res
    }

    /// Adds a stage that was timed elsewhere.
    pub fn add(&mut self, name: &'static str, time: Duration) {
        self.0.push((name, time));
    }

    /// The stages in the order in which they ran.
    pub fn stages(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        self.0.iter().copied()
    }
}

/// Lays out a paper in the formats that have pages, and forgets what the typesetter has
/// memoised for it, also where it fails.
///
/// # Errors
///
/// When Typst refuses the source, or cannot write a format.
pub fn lay_out(
    source: &TypstSource,
    page: &Page,
    formats: &[Format],
    fonts: &Fonts,
    timings: &mut Timings,
) -> Result<LaidOut, TypesetError> {
    let res = laid_out(source, page, formats, fonts, timings);
    typeset::forget();
    res
}

fn laid_out(
    source: &TypstSource,
    page: &Page,
    formats: &[Format],
    fonts: &Fonts,
    timings: &mut Timings,
) -> Result<LaidOut, TypesetError> {
    let [layout, pdf, png, margins] = STAGES;
    let pages = timings.stage(layout, || typeset::typeset(source, fonts))?;
    let mut res = LaidOut { pages: pages.count(), ..LaidOut::default() };
    if formats.contains(&Format::Pdf) {
        res.pdf = Some(timings.stage(pdf, || pages.pdf())?);
    }
    if formats.contains(&Format::Png) {
        res.pictures = timings.stage(png, || pages.png(PNG_DPI))?;
    }
    res.overruns = timings.stage(margins, || pages.overruns(page));
    Ok(res)
}
