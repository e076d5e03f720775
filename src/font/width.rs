//! How wide a text is in a face: what a table must know before it is typeset.

use super::face::FontFace;

/// Parts of an em in which widths are given.
pub const EM: u32 = 2048;

/// The width of a sign whose own is not known: none of a text face is wider.
const WHOLE_EM: u16 = 2048;

const _: () = assert!(WHOLE_EM as u32 == EM);

/// Every sign that a paper is likely to use comes before this one.
const LIMIT: u32 = 0x2300;

/// One of the four styles of a family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FontStyle {
    /// Whether the letters are bold, as in headings and in the heads of tables.
    pub bold: bool,
    /// Whether they are slanted, as in the date of a paper and in notes.
    pub italic: bool,
}

impl FontStyle {
    /// Its index among regular, bold, italic, bold italic.
    pub(super) fn index(self) -> usize {
        usize::from(self.bold) + 2 * usize::from(self.italic)
    }
}

/// The advance of each character of a face, in parts of [`EM`].
#[derive(Debug)]
pub(super) struct Advances(Box<[u16]>);

impl Advances {
    pub(super) fn new(data: &[u8]) -> Self {
        let Some(face) = FontFace::parse(data) else { return Self(Box::default()) };
        let units = face.units();
        let mut advances = Vec::with_capacity(LIMIT as usize);
        for code in 0..LIMIT {
            let width = char::from_u32(code)
                .and_then(|c| face.advance(c))
                .map(|width| (u32::from(width) * EM).div_ceil(units));
            advances.push(width.and_then(|w| u16::try_from(w).ok()).unwrap_or(WHOLE_EM));
        }
        Self(advances.into())
    }

    /// The sum of the advances. Kerning only ever draws letters of these faces nearer
    /// to each other, so that no text is wider than this.
    pub(super) fn width(&self, text: &str) -> u32 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> u32 {
        let width = usize::try_from(u32::from(c)).ok().and_then(|code| self.0.get(code));
        u32::from(width.copied().unwrap_or(WHOLE_EM))
    }
}
