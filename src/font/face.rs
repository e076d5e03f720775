//! One face as its file describes it: names, style, characters, widths.

use skrifa::charmap::Charmap;
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// A face, read in place. A file may say anything: what cannot be read is not there.
#[derive(Clone)]
pub(super) struct FontFace<'a> {
    font: FontRef<'a>,
    charmap: Charmap<'a>,
    widths: Hmtx<'a>,
    /// How many units an em has.
    units: u16,
}

impl<'a> FontFace<'a> {
    /// The face of a file, the first of a collection. `None` where it is no font, or
    /// lacks what every letter needs.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let font = FontRef::from_index(bytes, 0).ok()?;
        let units = font.head().ok()?.units_per_em();
        let (charmap, widths) = (font.charmap(), font.hmtx().ok()?);
        let is_measurable = units > 0 && font.maxp().is_ok();
        is_measurable.then_some(Self { font, charmap, widths, units })
    }

    /// How many units an em has; never nought.
    pub(super) fn units(&self) -> u32 {
        u32::from(self.units)
    }

    /// The shape of a character. Glyph 0 is the box of a missing one.
    pub(super) fn glyph(&self, c: char) -> Option<GlyphId> {
        self.charmap.map(c).filter(|glyph| *glyph != GlyphId::NOTDEF)
    }

    /// How wide a character is, in units; `None` where its width is not known.
    pub(super) fn advance(&self, c: char) -> Option<u16> {
        self.widths.advance(self.charmap.map(c)?)
    }

    /// Whether one of its names of a family is this.
    pub(super) fn is_of_family(&self, family: &str) -> bool {
        self.font
            .localized_strings(StringId::FAMILY_NAME)
            .any(|name| name.chars().eq(family.chars()))
    }

    /// Whether its letters are bold, and whether they are slanted, as table `OS/2` says.
    pub(super) fn style(&self) -> (bool, bool) {
        let flags = self.font.os2().map(|table| table.fs_selection()).unwrap_or_default();
        (flags.contains(SelectionFlags::BOLD), flags.contains(SelectionFlags::ITALIC))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{EMBEDDED, TIMES};
    use super::*;

    #[test]
    fn the_embedded_faces_are_what_they_are_called() {
        let styles = EMBEDDED.map(|bytes| FontFace::parse(bytes).unwrap().style());
        assert_eq!(styles, [(false, false), (true, false), (false, true), (true, true)]);
        let regular = FontFace::parse(EMBEDDED[0]).unwrap();
        assert!(regular.is_of_family("Liberation Serif") && !regular.is_of_family(TIMES));
        assert_eq!(regular.units(), 2048);
    }

    #[test]
    fn what_is_no_font_is_none() {
        for bytes in [&b""[..], b"x", b"OTTO", &EMBEDDED[0][..12], &EMBEDDED[0][..400]] {
            assert!(FontFace::parse(bytes).is_none(), "{} bytes", bytes.len());
        }
    }

    proptest! {
        /// The head of the file has the tables' places, where a harm does most.
        #[test]
        fn a_harmed_font_is_read_as_far_as_it_goes(
            harms in prop::collection::vec((0usize..400_000, any::<u8>(), 0usize..4), 1..20),
            length in prop::option::of(0usize..400_000),
        ) {
            let mut bytes = EMBEDDED[0].to_vec();
            for (at, byte, near) in harms {
                let at = [at, at % 300, at % 4_000, at % 40_000][near] % bytes.len();
                bytes[at] = byte;
            }
            bytes.truncate(length.unwrap_or(usize::MAX));
            if let Some(face) = FontFace::parse(&bytes) {
                face.is_of_family(TIMES);
                face.style();
                face.glyph('ấ');
                for letter in (0u32..0x2300).filter_map(char::from_u32) {
                    face.advance(letter);
                }
                prop_assert!(face.units() > 0);
            }
        }
    }
}
