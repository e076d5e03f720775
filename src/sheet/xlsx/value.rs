//! What a cell holds, from its type, its style and the text that is stored.

use super::super::moment::{Calendar, read_iso_date, to_number_cell};
use super::super::style::{CellStyle, CellStyles};
use super::super::xml::{break_off, is_yes};
use super::super::{Damage, DataCell, SheetError};
use super::strings::{SharedStrings, unescape_codes};

/// What the sheets of a workbook share.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) strings: &'a SharedStrings,
    pub(super) styles: &'a CellStyles,
    pub(super) calendar: Calendar,
    /// Whether the results of its formulas are yet to be computed.
    pub(super) stale: bool,
}

/// The type of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum CellType {
    #[default]
    Number,
    Shared,
    /// The text of a formula, or one that stands in the cell itself.
    Text,
    Truth,
    Error,
    Date,
}

impl CellType {
    /// The type of a word. One that Excel does not know is not taken for a figure: what
    /// stands in the cell may be the number of a text.
    pub(super) fn from_word(word: &str) -> Result<Self, SheetError> {
        Ok(match word.trim() {
            "s" => Self::Shared,
            "str" | "inlineStr" => Self::Text,
            "b" => Self::Truth,
            "e" => Self::Error,
            "d" => Self::Date,
            "" | "n" => Self::Number,
            _ => return Err(break_off(Damage::CellType)),
        })
    }
}

impl Context<'_> {
    /// The value of a cell. `stored` is the text of its value, empty where it has none.
    pub(super) fn cell(
        &self,
        kind: CellType,
        style: CellStyle,
        stored: &mut String,
    ) -> Result<DataCell, SheetError> {
        if stored.is_empty() {
            return Ok(DataCell::Empty);
        }
        Ok(match kind {
            CellType::Number => to_number_cell(stored, style.moment, self.calendar),
            CellType::Shared => return self.strings.cell(stored),
            CellType::Text => {
                unescape_codes(stored, 0);
                DataCell::text(stored)
            }
            CellType::Truth => {
                let word = if is_yes(stored) { "TRUE" } else { "FALSE" };
                DataCell::Text(word.to_owned())
            }
            CellType::Error => DataCell::Error(stored.trim().to_owned()),
            CellType::Date => read_iso_date(stored),
        })
    }
}
