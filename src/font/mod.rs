//! The faces in use, and which characters they have.
//!
//! Liberation Serif 2.1 is embedded: its letters are as wide as those of Times New
//! Roman, and it has every Vietnamese one. A folder of fonts is used when the user
//! gives one, never the system's: the same form must give the same pages everywhere.
//!
//! | file | what it does |
//! |---|---|
//! | `face` | one face as its file describes it |
//! | `width` | how wide a text is in a face |

mod face;
mod width;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::source;
use face::FontFace;
use width::Advances;

pub use width::{EM, FontStyle};

/// The family that the decree asks for (Phụ lục I, Phần I, I.4).
pub const TIMES: &str = "Times New Roman";

/// The family that is embedded, for those who have no Times New Roman.
pub const LIBERATION: &str = "Liberation Serif";

static EMBEDDED: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// File names of the embedded faces.
pub const FILES: [&str; 4] = [
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
];

/// Four faces of one family: regular, bold, italic, bold italic.
#[derive(Debug, Clone)]
pub struct Faces {
    family: &'static str,
    names: [String; 4],
    data: [std::borrow::Cow<'static, [u8]>; 4],
    /// Widths of characters; read once, shared by all papers.
    advances: Arc<[OnceLock<Advances>; 4]>,
}

/// Why a folder of fonts cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontError {
    /// It has no Times New Roman at all.
    None,
    /// It lacks some of the four styles.
    Incomplete(Vec<&'static str>),
}

const STYLES: [(&str, bool, bool); 4] = [
    ("thường", false, false),
    ("đậm", true, false),
    ("nghiêng", false, true),
    ("đậm nghiêng", true, true),
];

impl Faces {
    /// The embedded faces.
    #[must_use]
    pub fn embedded() -> Self {
        let data = EMBEDDED.map(std::borrow::Cow::Borrowed);
        let names = FILES.map(str::to_owned);
        Self { family: LIBERATION, names, data, advances: Arc::default() }
    }

    /// Times New Roman from a folder. What a file holds is read from the font itself, since
    /// file names differ from system to system; of two files of one style the first counts.
    ///
    /// # Errors
    ///
    /// When the folder does not have all four styles of it.
    pub fn from_dir(dir: &Path) -> Result<Self, FontError> {
        let mut found: [Option<(String, Vec<u8>)>; 4] = [None, None, None, None];
        for path in source::list_files(dir) {
            let extension = path.extension().map(|e| e.to_ascii_lowercase());
            if !extension.is_some_and(|e| e == "ttf" || e == "otf") {
                continue;
            }
            let Ok(bytes) = source::read_bytes(&path) else { continue };
            let Some(style) = detect_times_style(&bytes) else { continue };
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
            found[style].get_or_insert((name.unwrap_or_default(), bytes));
        }
        if found.iter().all(Option::is_none) {
            return Err(FontError::None);
        }
        let lacking: Vec<_> = STYLES
            .iter()
            .zip(&found)
            .filter(|(_, f)| f.is_none())
            .map(|(s, _)| s.0)
            .collect();
        let [Some(a), Some(b), Some(c), Some(d)] = found else {
            return Err(FontError::Incomplete(lacking));
        };
        let names = [&a, &b, &c, &d].map(|f| f.0.clone());
        let data = [a.1, b.1, c.1, d.1].map(std::borrow::Cow::Owned);
        Ok(Self { family: TIMES, names, data, advances: Arc::default() })
    }

    /// Name of the family.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.family
    }

    /// File name and bytes of each face.
    pub fn files(
        &self,
    ) -> impl Iterator<Item = (&str, &std::borrow::Cow<'static, [u8]>)> {
        self.names.iter().map(String::as_str).zip(&self.data)
    }

    /// How wide a text on one line is, in parts of [`EM`]: never less than what the
    /// typesetter makes of it.
    #[must_use]
    pub fn width(&self, text: &str, style: FontStyle) -> u32 {
        self.advances(style.index()).width(text)
    }

    fn advances(&self, face: usize) -> &Advances {
        self.advances[face].get_or_init(|| Advances::new(&self.data[face]))
    }

    /// Reads the widths of the upright faces, which tables are set in, before they are
    /// asked for.
    pub fn prepare(&self) {
        for bold in [false, true] {
            self.advances(FontStyle { bold, italic: false }.index());
        }
    }

    /// The characters of a text that some face lacks.
    #[must_use]
    pub fn lacking(&self, text: &str) -> Vec<char> {
        // A look at ASCII and the Vietnamese letters once a character of a text is
        // cheap: the tables are read in place.
        let faces: Vec<_> =
            self.data.iter().filter_map(|data| FontFace::parse(data)).collect();
        // White space of every kind collapses to a blank before it is set.
        let mut seen = SeenLetters::default();
        let mut res: Vec<_> = text
            .chars()
            .filter(|c| !c.is_ascii_graphic() && seen.add(*c) && !c.is_whitespace())
            .collect();
        res.sort_unstable();
        res.dedup();
        res.retain(|c| {
            is_nameless(*c) || !faces.iter().all(|face| face.glyph(*c).is_some())
        });
        res
    }
}

/// Characters that a text has, so that each is asked for once.
struct SeenLetters {
    /// A bit for each character of the first plane.
    blocks: [u64; 1 << 10],
}

impl Default for SeenLetters {
    fn default() -> Self {
        Self { blocks: [0; 1 << 10] }
    }
}

impl SeenLetters {
    /// Adds a character; whether it may be new. One beyond the first plane always may.
    fn add(&mut self, c: char) -> bool {
        let number = u32::from(c);
        let bit = 1 << (number % u64::BITS);
        let Some(block) = self.blocks.get_mut((number / u64::BITS) as usize) else {
            return true;
        };
        let is_new = *block & bit == 0;
        *block |= bit;
        is_new
    }
}

/// Control characters and those for private use: a face may well map them to something,
/// and PDF/A takes none, since they have no meaning to read.
fn is_nameless(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    private || c.is_control() || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// Which of the four styles of Times New Roman a file holds.
fn detect_times_style(bytes: &[u8]) -> Option<usize> {
    let face = FontFace::parse(bytes).filter(|face| face.is_of_family(TIMES))?;
    let (bold, italic) = face.style();
    STYLES.iter().position(|&(_, b, i)| b == bold && i == italic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOWELS: &str = "aăâeêioôơuưy";
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

    /// The 67 accented small letters of Vietnamese.
    fn accented() -> Vec<String> {
        use unicode_normalization::UnicodeNormalization as _;
        let toned = VOWELS
            .chars()
            .flat_map(|v| TONES.map(|t| [v, t].into_iter().nfc().collect()));
        let bare = "ăâêôơưđ".chars().map(String::from);
        toned.chain(bare).collect()
    }

    #[test]
    fn every_face_has_all_134_letters_and_the_signs_in_use() {
        let small = accented();
        assert_eq!(small.len(), 67);
        let letters = small.concat() + &small.concat().to_uppercase();
        assert_eq!(letters.chars().count(), 134);
        let signs = "₫–—“”‘’…²³°±×÷½≤≥•§€";
        assert!(Faces::embedded().lacking(&(letters + signs)).is_empty());
    }

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        let faces = Faces::embedded();
        let regular = |text| faces.width(text, FontStyle::default());
        assert_eq!(regular("0123456789"), 10 * EM / 2);
        assert_eq!(regular("ấ"), regular("a"));
        let bold = FontStyle { bold: true, italic: false };
        assert!(faces.width("Tổng cộng", bold) > regular("Tổng cộng"));
        assert_eq!(regular("漢"), EM);
    }

    #[test]
    fn a_character_without_a_shape_is_told() {
        assert_eq!(Faces::embedded().lacking("Tổ 1 ✓ 漢"), ['✓', '漢']);
    }

    #[test]
    fn a_control_character_has_no_shape_and_white_space_needs_none() {
        let odd = ['\0', '\u{7}', '\u{7f}', '\u{9b}', '\u{f001}', '\u{ffff}'];
        assert_eq!(Faces::embedded().lacking(&String::from_iter(odd)), odd);
        assert!(Faces::embedded().lacking("a\tb\nc\u{a0}d").is_empty());
    }
}
