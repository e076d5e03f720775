//! How cells look: the formats of the file. All of an office's face, all framed, so that
//! the sheet can be printed as it is.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::TextOverflow;
use super::cell::KeptCell;

/// The face of official papers, which every office has.
const FACE: &str = "Times New Roman";

const FACE_SIZE: u8 = 12;

/// Grey of the heads.
const HEAD: Color = Color::RGB(0x00F2_F2F2);

/// Blue of links.
const LINK: Color = Color::RGB(0x0005_63C1);

/// Excel shows a longer text as `####` in a cell whose format is that of text.
const MOST_OF_TEXT_FORMAT: usize = 255;

/// How a cell looks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellLook {
    shape: CellShape,
    overflow: TextOverflow,
    is_total: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum CellShape {
    Plain,
    Pending,
    Text,
    /// A text too long for the format of text: what would be a formula if it were typed
    /// again is held back by the prefix of Excel's own, which no one sees; so it is in a
    /// link.
    LongText,
    LongFigure,
    Number(String),
    Day,
    Link,
}

impl CellLook {
    pub(super) fn new(cell: &KeptCell, overflow: TextOverflow, is_total: bool) -> Self {
        let shape = match cell {
            KeptCell::Empty => CellShape::Plain,
            KeptCell::Pending => CellShape::Pending,
            KeptCell::Text(text) if text.chars().count() > MOST_OF_TEXT_FORMAT => {
                CellShape::LongText
            }
            KeptCell::Text(_) => CellShape::Text,
            KeptCell::LongFigure(_) => CellShape::LongFigure,
            KeptCell::Number(number) => CellShape::Number(number.format.clone()),
            KeptCell::Day(_) => CellShape::Day,
            KeptCell::Link { .. } => CellShape::Link,
        };
        Self { shape, overflow, is_total }
    }

    fn format(&self) -> Format {
        let format = build_framed_format();
        let format = if self.is_total { format.set_bold() } else { format };
        let format = match self.overflow {
            TextOverflow::Wrapped if self.is_text() => format.set_text_wrap(),
            TextOverflow::Wrapped | TextOverflow::Clipped => format,
        };
        match &self.shape {
            CellShape::Plain => format,
            CellShape::Pending => format.set_italic().set_align(FormatAlign::Right),
            CellShape::Text => format.set_num_format("@"),
            CellShape::LongText => format.set_quote_prefix(),
            CellShape::LongFigure => {
                format.set_num_format("@").set_align(FormatAlign::Right)
            }
            CellShape::Number(code) => format.set_num_format(code),
            CellShape::Day => format.set_num_format("dd/mm/yyyy"),
            CellShape::Link => {
                let format = format.set_quote_prefix().set_font_color(LINK);
                format.set_underline(FormatUnderline::Single)
            }
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.shape, CellShape::Text | CellShape::LongText | CellShape::Link)
    }
}

/// The formats of a workbook, each made once.
#[derive(Default)]
pub(super) struct BookLooks {
    formats: BTreeMap<CellLook, Format>,
}

impl BookLooks {
    /// The format of a cell.
    pub(super) fn format(&mut self, look: CellLook) -> &Format {
        self.formats.entry(look).or_insert_with_key(CellLook::format)
    }
}

/// The format of cells in which nothing was written.
pub(super) fn build_base_format() -> Format {
    Format::new().set_font_name(FACE).set_font_size(FACE_SIZE)
}

/// The format of heads.
pub(super) fn build_head_format() -> Format {
    build_framed_format()
        .set_bold()
        .set_text_wrap()
        .set_num_format("@")
        .set_background_color(HEAD)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn build_framed_format() -> Format {
    build_base_format().set_border(FormatBorder::Thin).set_align(FormatAlign::Top)
}
