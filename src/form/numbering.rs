//! `danh_so`, `chu`: how the parts of a level are numbered, and how their titles are set.

use crate::language;
use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::Keyword;

/// How the parts of a level are numbered (Phụ lục I, Phần I, II.6.d).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// `Phần I`, on a line above the title.
    Part,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `1.1.`: the number of the level above goes before.
    Decimal,
    /// `1.1.1.`: the numbers of the two levels above go before.
    ThreeFigures,
    /// `(1)`
    Bracketed,
    /// `(1).`
    BracketedStop,
    /// `a)` in the Vietnamese alphabet.
    Letter,
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `*`
    Star,
    /// No number and no mark: `khong`.
    None,
}

/// The styles as they are typed.
const WRITTEN: &[(&str, Numbering)] = &[
    ("Phần I", Numbering::Part),
    ("I.", Numbering::Roman),
    ("1.", Numbering::Arabic),
    ("1.1.", Numbering::Decimal),
    ("1.1.1.", Numbering::ThreeFigures),
    ("(1)", Numbering::Bracketed),
    ("(1).", Numbering::BracketedStop),
    ("a)", Numbering::Letter),
    ("-", Numbering::Dash),
    ("+", Numbering::Plus),
    ("*", Numbering::Star),
    ("khong", Numbering::None),
];

impl Numbering {
    /// As it is typed in a form.
    #[must_use]
    pub fn written(self) -> &'static str {
        WRITTEN.iter().find(|(_, n)| *n == self).map_or("", |(w, _)| w)
    }

    /// The style of the level below where the form names none.
    #[must_use]
    pub fn below(self) -> Self {
        match self {
            Self::Part => Self::Roman,
            Self::Roman => Self::Arabic,
            Self::Arabic | Self::Decimal | Self::ThreeFigures => Self::Letter,
            Self::Letter
            | Self::Bracketed
            | Self::BracketedStop
            | Self::None
            | Self::Star => Self::Dash,
            Self::Dash | Self::Plus => Self::Plus,
        }
    }

    /// How a title of this level is set where the form does not say: bold for the
    /// sections and titled parts, upright for `a)` and below.
    #[must_use]
    pub fn emphasis(self) -> TitleEmphasis {
        match self {
            Self::Part
            | Self::Roman
            | Self::Arabic
            | Self::Decimal
            | Self::ThreeFigures
            | Self::None => TitleEmphasis::Bold,
            Self::Bracketed
            | Self::BracketedStop
            | Self::Letter
            | Self::Dash
            | Self::Plus
            | Self::Star => TitleEmphasis::Plain,
        }
    }
}

/// The letters of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleEmphasis {
    /// `dam`.
    Bold,
    /// `nghieng`.
    Italic,
    /// `dam_nghieng`.
    BoldItalic,
    /// `thuong`: as the text.
    Plain,
}

/// The words under `chu`, in the order of [`EMPHASES`].
pub(super) static EMPHASIS_WORDS: &[Keyword] = &[
    Keyword::new("dam", "Chữ đậm."),
    Keyword::new("nghieng", "Chữ nghiêng."),
    Keyword::new("dam_nghieng", "Chữ đậm, nghiêng."),
    Keyword::new("thuong", "Chữ thường, đứng."),
];

const EMPHASES: &[TitleEmphasis] = &[
    TitleEmphasis::Bold,
    TitleEmphasis::Italic,
    TitleEmphasis::BoldItalic,
    TitleEmphasis::Plain,
];

/// Reads a style of numbering.
pub(super) fn read_numbering(
    reader: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Numbering> {
    let scalar = reader.scalar(node)?;
    let text = scalar.text.trim();
    // As it stands, or without marks and capitals: `phan i`.
    let exact = WRITTEN.iter().find(|(written, _)| *written == text);
    let found = exact.or_else(|| {
        let key = language::to_key(text);
        WRITTEN.iter().find(|(written, _)| language::to_key(written) == key)
    });
    if found.is_none() {
        let words: Vec<_> = WRITTEN.iter().map(|(w, _)| format!("`\"{w}\"`")).collect();
        reader
            .report_wrong_type(node, &format!("một kiểu đánh số: {}", words.join(", ")));
    }
    found.map(|(_, n)| *n)
}

/// Reads how a title is set.
pub(super) fn read_emphasis(
    reader: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TitleEmphasis> {
    reader.choice(node, EMPHASIS_WORDS).map(|i| EMPHASES[i])
}
