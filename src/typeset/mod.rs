//! From Typst to pages, and from pages to PDF and pictures. The only module that knows
//! Typst.
//!
//! | file | what it does |
//! |---|---|
//! | `world` | what Typst sees: the two files of a paper, the faces, and nothing else |
//! | `list_tag` | tags of list items, which Typst keeps to itself |
//! | `warm_layout` | layout that starts from what the paper before has shown |
//! | `margin` | texts that pass the margins of a page |
//! | `changed_pages` | which pages of a redline carry a change |
//! | `picture` | pages as pictures, with the text on them |

mod changed_pages;
mod list_tag;
mod margin;
mod picture;
mod warm_layout;
mod world;

use std::fmt::Write as _;
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use typst::WorldExt as _;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst::layout::PageRanges;
use typst::syntax::DiagSpan;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::font::Faces;
use crate::template::{LIBRARY, TypstSource};
use warm_layout::WarmLayout;
use world::{FontSet, PaperWorld};

pub use margin::Overrun;
pub use picture::PagePicture;

/// What the PDF says made it.
const CREATOR: &str = concat!("kehoach ", env!("CARGO_PKG_VERSION"));

/// Fonts as Typst wants them; made once, shared by all papers.
pub struct Fonts(FontSet);

/// The pages of one paper, laid out.
pub struct Pages {
    document: PagedDocument,
    /// Identifier of the PDF; it depends on the source alone.
    ident: String,
}

/// Why a paper could not be laid out or written. It is a fault of the program or of a
/// template of the user's own, never of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypesetError {
    /// What Typst says, each fault with its file and line.
    pub text: String,
    /// The line of the library, from 1, where the first fault in it is known to stand.
    pub library_line: Option<usize>,
    /// Whether Typst refuses the source, and has not failed at it.
    pub is_refused: bool,
}

impl TypesetError {
    /// The typesetter has failed, at whatever source.
    #[must_use]
    pub fn failed(text: impl Into<String>) -> Self {
        Self { text: text.into(), library_line: None, is_refused: false }
    }

    /// The source is refused.
    fn refused(text: String) -> Self {
        Self { is_refused: true, ..Self::failed(text) }
    }
}

/// A fault of the grammar of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxFault {
    /// Its line, from 1.
    pub line: usize,
    /// What Typst says.
    pub message: String,
}

/// What is wrong with the text of a library before it is run.
#[must_use]
pub fn find_syntax_faults(text: &str) -> Vec<SyntaxFault> {
    let fonts = FontSet::new(std::iter::empty());
    let source = TypstSource { main: String::new(), library: text.to_owned() };
    let paper = PaperWorld::with_places(&source, &fonts);
    let (errors, _) = paper.layout_library().root().errors_and_warnings();
    let errors = errors.into_iter();
    errors
        .map(|error| {
            let place = locate_diagnostic(&paper, error.span);
            let line = place.map_or(1, |place| place.line);
            SyntaxFault { line, message: error.message.to_string() }
        })
        .collect()
}

impl Fonts {
    /// The four faces of a run.
    #[must_use]
    pub fn new(faces: &Faces) -> Self {
        Self(FontSet::new(faces.files().map(|(_, data)| data.to_vec())))
    }

    /// Fonts from the bytes of their files, as a worker process is given them.
    #[must_use]
    pub fn from_files(files: Vec<Vec<u8>>) -> Self {
        Self(FontSet::new(files.into_iter()))
    }
}

/// Lays out a paper: twice where it fails, since the fast way keeps no places.
///
/// # Errors
///
/// When Typst refuses the source, or warns of anything: a right template draws no
/// warning.
pub fn lay_out_pages(source: &TypstSource, fonts: &Fonts) -> Result<Pages, TypesetError> {
    let ident = hash_source(source);
    // A paper that fails is laid out again, slower, to find the lines of its faults.
    let result = run_typst(&PaperWorld::new(source, &fonts.0));
    let document =
        result.or_else(|_| run_typst(&PaperWorld::with_places(source, &fonts.0)))?;
    Ok(Pages { document, ident })
}

fn run_typst(paper: &PaperWorld<'_>) -> Result<PagedDocument, TypesetError> {
    let Warned { output, warnings } = typst::compile::<WarmLayout>(paper);
    match output {
        Ok(warm) if warnings.is_empty() => Ok(warm.into_document()),
        Ok(_) => Err(explain_with_lines(paper, &warnings)),
        Err(errors) => Err(explain_with_lines(paper, &errors)),
    }
}

/// Forgets what was memoised longer than one paper ago, also after a failure: it would
/// pile up. Papers of one kind share much with the one before.
pub fn forget_old_memos() {
    typst::comemo::evict(1);
}

impl Pages {
    /// Number of pages.
    #[must_use]
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Texts that pass the margins of a page set-up.
    #[must_use]
    pub fn overruns(&self, setup: &crate::document::Page) -> Vec<Overrun> {
        let pages = self.document.pages().iter().enumerate();
        pages
            .flat_map(|(i, page)| margin::find_overruns(&page.frame, i + 1, setup))
            .collect()
    }

    /// As PDF/A-2a with PDF/UA-1.
    ///
    /// # Errors
    ///
    /// When something in the paper breaks one of the two standards.
    pub fn pdf(&self) -> Result<Vec<u8>, TypesetError> {
        let standards = check_standards(&[PdfStandard::A_2a, PdfStandard::Ua_1])?;
        self.write(&PdfOptions {
            tagged: true,
            ..make_pdf_options(self.ident.clone(), standards)
        })
    }

    /// The pages, from 1, that carry a mark of a change, which only a redline has.
    #[must_use]
    pub fn changed_pages(&self) -> Vec<usize> {
        changed_pages::find_changed_pages(
            self.document.pages().iter().map(|page| &page.frame),
        )
    }

    /// Some pages, from 1, as PDF/A-2u. The structure of a paper is of all its pages;
    /// where some are left out, Typst writes none, which the stricter standards ask for.
    ///
    /// # Errors
    ///
    /// When something in the paper breaks the standard.
    pub fn pdf_of_pages(&self, pages: &[usize]) -> Result<Vec<u8>, TypesetError> {
        let pages: Vec<_> = pages.iter().copied().filter_map(NonZeroUsize::new).collect();
        let ident = format!("{} {pages:?}", self.ident);
        let ranges = pages.into_iter().map(|page| Some(page)..=Some(page)).collect();
        self.write(&PdfOptions {
            tagged: false,
            page_ranges: Some(PageRanges::new(ranges)),
            ..make_pdf_options(ident, check_standards(&[PdfStandard::A_2u])?)
        })
    }

    fn write(&self, options: &PdfOptions) -> Result<Vec<u8>, TypesetError> {
        let pdf = typst_pdf::pdf(&self.document, options);
        pdf.map_err(|errors| TypesetError::refused(join_messages(&errors)))
    }

    /// Each page as a PNG picture with so many dots to the inch.
    ///
    /// # Errors
    ///
    /// When a picture cannot be encoded.
    pub fn png(&self, dots_per_inch: u16) -> Result<Vec<Vec<u8>>, TypesetError> {
        let options = picture::make_render_options(dots_per_inch);
        self.document
            .pages()
            .iter()
            .map(|page| typst_render::render(page, &options).encode_png())
            .collect::<Result<_, _>>()
            .map_err(|err| TypesetError::failed(err.to_string()))
    }
}

fn check_standards(list: &[PdfStandard]) -> Result<PdfStandards, TypesetError> {
    PdfStandards::new(list).map_err(|err| TypesetError::failed(format!("{err:?}")))
}

fn make_pdf_options(ident: String, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        standards,
        ..PdfOptions::default()
    }
}

/// An identifier that depends on the content alone.
fn hash_source(source: &TypstSource) -> String {
    let mut hash = Sha256::new();
    hash.update(source.main.as_bytes());
    hash.update(source.library.as_bytes());
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Messages with the line of the template's output.
fn explain_with_lines(
    paper: &PaperWorld<'_>,
    found: &[SourceDiagnostic],
) -> TypesetError {
    let mut lines = Vec::with_capacity(found.len());
    let mut library_line = None;
    for diagnostic in found {
        let message = &diagnostic.message;
        lines.push(match locate_diagnostic(paper, diagnostic.span) {
            Some(SourcePlace { file, line }) => {
                if file == LIBRARY {
                    library_line.get_or_insert(line);
                }
                format!("{file}:{line}: {message}")
            }
            None => message.to_string(),
        });
    }
    TypesetError { library_line, ..TypesetError::refused(lines.join("; ")) }
}

/// A line of one of the two files of a paper.
struct SourcePlace {
    file: String,
    line: usize,
}

/// The file and the line of a span. None where the file does not know its places.
fn locate_diagnostic(paper: &PaperWorld<'_>, span: DiagSpan) -> Option<SourcePlace> {
    let id = span.id()?;
    let range = paper.range(span)?;
    let source = typst::World::source(paper, id).ok()?;
    let line = source.lines().byte_to_line(range.start)? + 1;
    Some(SourcePlace { file: id.vpath().get_without_slash().to_owned(), line })
}

fn join_messages(found: &[SourceDiagnostic]) -> String {
    let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    messages.join("; ")
}

#[cfg(test)]
mod tests;
