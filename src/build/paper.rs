//! One paper on its way from a plan to files: what is known before it is laid out, and
//! what the layout gives. Papers laid out here and in other processes pass the same
//! function, so that their bytes are the same.

use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Page};
use crate::output::{Format, MadeFrom, render_text};
use crate::quantity::BLANK;
use crate::template::TypstSource;
use crate::typeset::{self, Fonts, Overrun, TypesetError};

/// Dots to the inch of the pictures.
const PNG_DPI: u16 = 150;

/// The stages of [`lay_out_source`], as [`Timings`] names them.
pub const STAGES: [&str; 4] = ["dan-trang", "xuat-pdf", "xuat-png", "soat-le"];

/// A file to be written: its name after the paper's own, and its bytes.
#[derive(Debug, Clone)]
pub struct Product {
    /// What follows the paper's name: `.pdf`, `-1.png`, `-typ/main.typ`.
    pub suffix: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A paper with all its words, not laid out yet.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// What Typst is given; `None` where no format asked for needs it.
    pub typst: Option<TypstSource>,
    /// All else that is known of it.
    pub words: PreparedWords,
}

/// What is known of a paper before it is laid out, besides the source for Typst, which is
/// nearly all that a paper weighs.
#[derive(Debug, Clone)]
pub struct PreparedWords {
    /// The set-up of its pages.
    pub page: Page,
    /// The files that are made from the document alone.
    pub texts: Vec<Product>,
    /// In how many places it prints dots for a figure or words that are not known yet.
    pub blanks: usize,
    /// What was found of its tables.
    pub findings: Vec<Diagnostic>,
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
    /// Runs a stage and adds how long it took.
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

/// In how many places a document prints dots for what is not known yet.
pub(super) fn count_blanks(document: &Document) -> usize {
    render_text(document).lines().flat_map(|line| line.split('\t')).map(count_dots).sum()
}

/// The blanks in a piece of text. That of a cell is short, and alone in it.
fn count_dots(piece: &str) -> usize {
    let dots = piece.chars().filter(|c| *c == '…').count();
    let is_cell = dots > 1 && dots == piece.chars().count();
    let blanks = piece.split(|c| c != '…').filter(|run| run.len() >= BLANK.len());
    blanks.count().max(usize::from(is_cell))
}

/// The files of the formats asked for that are made from a document alone.
pub(super) fn write_texts(document: &Document, formats: &[Format]) -> Vec<Product> {
    let mut res = Vec::new();
    for format in Format::ALL.into_iter().filter(|format| formats.contains(format)) {
        match format.row().made_from {
            MadeFrom::Document { suffix, write } => res.push(Product {
                suffix: suffix.to_owned(),
                bytes: write(document).into_bytes(),
            }),
            MadeFrom::Source | MadeFrom::Pages => {}
        }
    }
    res
}

/// Lays out a paper in the formats that have pages, and forgets what the typesetter has
/// memoised for it, also where it fails.
///
/// # Errors
///
/// When Typst refuses the source, or cannot write a format.
pub fn lay_out_source(
    source: &TypstSource,
    page: &Page,
    formats: &[Format],
    fonts: &Fonts,
    timings: &mut Timings,
) -> Result<LaidOut, TypesetError> {
    let res = lay_out_formats(source, page, formats, fonts, timings);
    typeset::forget_old_memos();
    res
}

fn lay_out_formats(
    source: &TypstSource,
    page: &Page,
    formats: &[Format],
    fonts: &Fonts,
    timings: &mut Timings,
) -> Result<LaidOut, TypesetError> {
    let [layout, pdf, png, margins] = STAGES;
    let pages = timings.stage(layout, || typeset::lay_out_pages(source, fonts))?;
    let mut res = LaidOut { pages: pages.count(), ..LaidOut::default() };
    for format in Format::ALL.into_iter().filter(|format| formats.contains(format)) {
        match format {
            Format::Pdf => res.pdf = Some(timings.stage(pdf, || pages.pdf())?),
            Format::Png => res.pictures = timings.stage(png, || pages.png(PNG_DPI))?,
            // They are made before there are pages.
            Format::Text | Format::Typst => {}
        }
    }
    res.overruns = timings.stage(margins, || pages.overruns(page));
    Ok(res)
}
