//! A redline as a PDF, or as pictures: the last stages of the chain, with the pages without
//! a change left out on request.

use crate::fit;
use crate::redline::Redline;
use crate::typeset::{self, PagePicture, Pages, TypesetError};

use super::{Engine, PaperFault, STAGES, Timings};

/// Dots to the inch of pictures for a screen: small print can be read, and a page of A4 is
/// as wide as a window.
const DOTS_PER_INCH: u16 = 110;

/// Which pages of a redline are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WhichPages {
    /// All, tagged where Typst can.
    #[default]
    All,
    /// Those with a change on them; the first page alone where there is no change at all.
    ChangedOnly,
}

impl Engine {
    /// A redline as a PDF.
    ///
    /// # Errors
    ///
    /// Why it could not be made after all: a fault of the program, or of a template of
    /// the user's own.
    pub fn redline(
        &self,
        redline: &Redline,
        which: WhichPages,
        timings: &mut Timings,
    ) -> Result<Vec<u8>, PaperFault> {
        self.make_of_redline(redline, timings, |pages| match which {
            WhichPages::All => write_all_pages(pages),
            WhichPages::ChangedOnly => match &list_pages(pages, which)[..] {
                listed if listed.len() == pages.count() => write_all_pages(pages),
                listed => pages.pdf_of_pages(listed),
            },
        })
    }

    /// The pages of a redline as pictures, for a screen.
    ///
    /// # Errors
    ///
    /// As [`Self::redline`].
    pub fn redline_pictures(
        &self,
        redline: &Redline,
        which: WhichPages,
        timings: &mut Timings,
    ) -> Result<Vec<PagePicture>, PaperFault> {
        self.make_of_redline(redline, timings, |pages| {
            pages.pictures(&list_pages(pages, which), DOTS_PER_INCH)
        })
    }

    /// Lays out a redline, and makes something of its pages.
    fn make_of_redline<T>(
        &self,
        redline: &Redline,
        timings: &mut Timings,
        make: impl FnOnce(&Pages) -> Result<T, TypesetError>,
    ) -> Result<T, PaperFault> {
        let combined = redline.combined();
        let layouts =
            timings.stage("do-bang", || fit::lay_out_tables(&combined, &self.faces));
        let family = self.faces.family();
        let source = timings
            .stage("ghep-mau", || {
                self.templates.render_redline(redline, &layouts, family)
            })
            .map_err(|error| PaperFault::of_template(&self.templates, &error))?;
        let fonts = timings.stage("doc-phong", || self.fonts());
        let [layout, pdf, ..] = STAGES;
        let pages = timings.stage(layout, || typeset::lay_out_pages(&source, fonts));
        let made = pages.and_then(|pages| timings.stage(pdf, || make(&pages)));
        typeset::forget_old_memos();
        made.map_err(|error| self.explain_layout(&error))
    }
}

/// The pages that are wanted, from 1.
fn list_pages(pages: &Pages, which: WhichPages) -> Vec<usize> {
    match (which, pages.changed_pages()) {
        (WhichPages::All, _) => (1..=pages.count()).collect(),
        (WhichPages::ChangedOnly, changed) if changed.is_empty() => vec![1],
        (WhichPages::ChangedOnly, changed) => changed,
    }
}

/// All pages, tagged; without tags where Typst cannot set them, as where marks stand in
/// footnotes that go on over several pages: a redline is for reading, not for keeping.
fn write_all_pages(pages: &Pages) -> Result<Vec<u8>, TypesetError> {
    let all: Vec<usize> = (1..=pages.count()).collect();
    pages.pdf().or_else(|_| pages.pdf_of_pages(&all))
}
