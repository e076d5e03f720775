//! How wide a text is in a face: what a table must know before it is typeset.

use ttf_parser::Face;

/// Parts of an em in which widths are told.
pub const EM: u32 = 2048;

/// Every sign that a paper is likely to use comes before this one.
const LIMIT: u32 = 0x2300;

/// One of the four styles of a family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Style {
    /// Place among regular, bold, italic, bold italic.
    pub(super) fn index(self) -> usize {
        usize::from(self.bold) + 2 * usize::from(self.italic)
    }
}

/// The advance of each character of a face, in parts of [`EM`].
#[derive(Debug)]
pub(super) struct Advances(Box<[u16]>);

impl Advances {
    pub(super) fn new(data: &[u8]) -> Self {
        let Ok(face) = Face::parse(data, 0) else { return Self(Box::default()) };
        let units = u32::from(face.units_per_em()).max(1);
        let advance = |c: char| {
            let glyph = face.glyph_index(c)?;
            let width = u32::from(face.glyph_hor_advance(glyph)?);
            u16::try_from((width * EM).div_ceil(units)).ok()
        };
        let of = |code| char::from_u32(code).and_then(advance).unwrap_or(whole_em());
        Self((0..LIMIT).map(of).collect())
    }

    /// The sum of the advances. Kerning only ever draws letters of these faces nearer
    /// to each other, so that no text is wider than this.
    pub(super) fn width(&self, text: &str) -> u32 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> u32 {
        let width = usize::try_from(u32::from(c)).ok().and_then(|at| self.0.get(at));
        u32::from(width.copied().unwrap_or(whole_em()))
    }
}

/// What a sign has whose width is not known: none of a text face is wider.
fn whole_em() -> u16 {
    u16::try_from(EM).unwrap_or(u16::MAX)
}
