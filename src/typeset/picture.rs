//! Pages as pictures with the text that stands on them.

use typst::layout::Transform;
use typst_render::RenderOptions;

use super::margin::visit_texts;
use super::{Pages, TypesetError};

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePicture {
    /// The number of the page, from 1.
    pub number: usize,
    /// How many pages there are, with and without pictures.
    pub count: usize,
    /// Its width in dots.
    pub width: u32,
    /// Its height in dots.
    pub height: u32,
    /// The picture as PNG.
    pub png: Vec<u8>,
    /// All text on it, in the order in which it is set; of two lines nothing is between.
    pub text: String,
    /// Whether a mark of a change is on it, which only a redline has.
    pub is_changed: bool,
}

impl Pages {
    /// Some pages, from 1, as pictures with so many dots to the inch.
    ///
    /// # Errors
    ///
    /// When a picture cannot be encoded.
    pub fn pictures(
        &self,
        pages: &[usize],
        dots_per_inch: u16,
    ) -> Result<Vec<PagePicture>, TypesetError> {
        let changed = self.changed_pages();
        let options = make_render_options(dots_per_inch);
        let all = self.document.pages().iter().enumerate();
        all.map(|(index, page)| (index + 1, page))
            .filter(|(number, _)| pages.contains(number))
            .map(|(number, page)| {
                let picture = typst_render::render(page, &options);
                let mut text = String::new();
                visit_texts(&page.frame, Transform::identity(), &mut |item, _| {
                    text.push_str(&item.text);
                });
                let png = picture
                    .encode_png()
                    .map_err(|error| TypesetError::failed(error.to_string()))?;
                let (width, height) = (picture.width(), picture.height());
                let is_changed = changed.contains(&number);
                let count = self.count();
                Ok(PagePicture { number, count, width, height, png, text, is_changed })
            })
            .collect()
    }
}

pub(super) fn make_render_options(dots_per_inch: u16) -> RenderOptions {
    RenderOptions {
        pixel_per_pt: (f64::from(dots_per_inch) / 72.0).into(),
        ..RenderOptions::default()
    }
}
