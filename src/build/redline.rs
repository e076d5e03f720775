//! A redline as a PDF: the last stages of the chain, with the pages without a change left
//! out on request.

use crate::fit;
use crate::redline::Redline;
use crate::template::TypstSource;
use crate::typeset::{self, Pages, TypesetError};

use super::{Engine, PaperFault, STAGES, Timings};

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
        let combined = redline.combined();
        let layouts =
            timings.stage("do-bang", || fit::lay_out_tables(&combined, &self.faces));
        let family = self.faces.family();
        let source = timings
            .stage("ghep-mau", || {
                self.templates.render_redline(redline, &layouts, family)
            })
            .map_err(|error| PaperFault::of_template(&self.templates, &error))?;
        let pdf = self.redline_pages(&source, which, timings);
        typeset::forget_old_memos();
        pdf.map_err(|error| self.explain_layout(&error))
    }

    fn redline_pages(
        &self,
        source: &TypstSource,
        which: WhichPages,
        timings: &mut Timings,
    ) -> Result<Vec<u8>, TypesetError> {
        let fonts = timings.stage("doc-phong", || self.fonts());
        let [layout, pdf, ..] = STAGES;
        let pages = timings.stage(layout, || typeset::lay_out_pages(source, fonts))?;
        timings.stage(pdf, || match which {
            WhichPages::All => write_all_pages(&pages),
            WhichPages::ChangedOnly => match &pages.changed_pages()[..] {
                [] => pages.pdf_of_pages(&[1]),
                changed if changed.len() == pages.count() => write_all_pages(&pages),
                changed => pages.pdf_of_pages(changed),
            },
        })
    }
}

/// All pages, tagged; without tags where Typst cannot set them, as where marks stand in
/// footnotes that go on over several pages: a redline is for reading, not for keeping.
fn write_all_pages(pages: &Pages) -> Result<Vec<u8>, TypesetError> {
    let all: Vec<usize> = (1..=pages.count()).collect();
    pages.pdf().or_else(|_| pages.pdf_of_pages(&all))
}
