//! What beside its figures says that a row is no village: a Roman numeral or a letter where
//! others have numbers, no number at all, bold type.

use std::borrow::Cow;

use crate::form::{ColumnId, TableSpec};
use crate::language;
use crate::sheet::Sheet;

use super::LoadedTable;
use super::cell_kind::is_order_label;
use super::raw_cell::{RawCell, RawRow};
use super::row_mark::OutlineMark;
use super::row_shape::find_order_column;
use super::total_name::{NameKind, classify_cell};

/// What stands in the number cell of a row, or before its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// `IV`, from 1.
    Roman(usize),
    /// `B`, from 1.
    Letter(usize),
    /// `12`.
    Digits,
    /// Nothing.
    Empty,
    /// Anything else.
    Other,
}

/// The signs of all rows of a table.
#[derive(Debug)]
pub(super) struct RowSigns {
    numerals: Vec<Numeral>,
    bold: Vec<bool>,
    counts: Vec<bool>,
    marks: Vec<OutlineMark>,
    /// Whether many rows have a number, so that a row without one stands apart.
    pub(super) is_numbered: bool,
    /// Whether the rows have a column of numbers.
    pub(super) has_order: bool,
}

impl RowSigns {
    /// Reads the signs of `rows`, of which `parts` say that they are parts of others.
    pub(super) fn read(
        table: &TableSpec,
        key: ColumnId,
        sheet: Option<&Sheet>,
        rows: &[RawRow<'_>],
        parts: &[usize],
        res: &LoadedTable,
    ) -> Self {
        let order = OrderCells::find(table, sheet, res);
        let mut numerals = Vec::with_capacity(rows.len());
        let mut marks = Vec::with_capacity(rows.len());
        let mut last_letter = 0;
        for row in rows {
            let mut text = order.text(row);
            let name = row.cells.get(key).map(RawCell::text).unwrap_or_default();
            // A name that is merged over the number cell.
            if text == name {
                text = Cow::Borrowed("");
            }
            let mut numeral = classify_numeral(text.trim(), last_letter);
            if matches!(numeral, Numeral::Empty) {
                numeral = classify_numeral(split_prefix(&name), last_letter);
            }
            if let Numeral::Letter(letter) = numeral {
                last_letter = letter;
            }
            numerals.push(numeral);
            marks.push(OutlineMark::read(&text, &name, numeral));
        }
        let bold: Vec<_> = rows.iter().map(|row| is_bold_row(row, key, res)).collect();
        // Where most rows are bold it says nothing.
        let is_bold_rare = bold.iter().filter(|bold| **bold).count() * 2 <= rows.len();
        Self {
            is_numbered: is_mostly_numbered(&numerals, parts),
            has_order: order.is_there(),
            numerals,
            marks,
            bold: bold.into_iter().map(|bold| bold && is_bold_rare).collect(),
            counts: rows.iter().map(|row| is_count_row(row, key)).collect(),
        }
    }

    /// What stands in the number cell of a row.
    pub(super) fn numeral(&self, row: usize) -> Numeral {
        self.numerals[row]
    }

    /// Where each row stands among those that are numbered.
    pub(super) fn marks(&self) -> &[OutlineMark] {
        &self.marks
    }

    /// Whether a row stands out in bold.
    pub(super) fn is_bold(&self, row: usize) -> bool {
        self.bold[row]
    }

    /// Whether a row has no number where most have one.
    pub(super) fn lacks_number(&self, row: usize) -> bool {
        self.is_numbered && self.numerals[row] == Numeral::Empty
    }

    /// Whether a row has any sign of being a sum.
    pub(super) fn has_sign(&self, row: usize) -> bool {
        let is_above =
            matches!(self.numerals[row], Numeral::Roman(_) | Numeral::Letter(_));
        self.is_bold(row)
            || self.lacks_number(row)
            || self.counts[row]
            || is_above && self.is_numbered
    }
}

/// Whether many rows have a number, of those that may have one: however many parts stand
/// below each, the others are numbered or are not.
fn is_mostly_numbered(numerals: &[Numeral], parts: &[usize]) -> bool {
    let rows = numerals.len() - parts.len();
    let numbered = numerals.iter().filter(|n| **n == Numeral::Digits).count();
    numbered * 3 >= rows && numbered > 0
}

/// `3 xã`: a count of units, and no name.
fn is_count_row(row: &RawRow<'_>, key: ColumnId) -> bool {
    row.cells.get(key).is_some_and(|raw| classify_cell(raw) == NameKind::Count)
}

fn is_bold_row(row: &RawRow<'_>, key: ColumnId, res: &LoadedTable) -> bool {
    let is_filed = res.filed.get(key).is_some();
    match row.cells.get(key) {
        Some(RawCell::FromSheet(sheet, row, column)) => {
            is_filed && sheet.is_bold(row, column)
        }
        _ => false,
    }
}

/// Where the numbers of the rows stand.
enum OrderCells<'a> {
    /// In a column of the table.
    Own(ColumnId),
    /// In a column of the sheet that the table does not take.
    Beside(&'a Sheet, usize),
    /// Nowhere.
    None,
}

impl<'a> OrderCells<'a> {
    fn find(table: &TableSpec, sheet: Option<&'a Sheet>, res: &LoadedTable) -> Self {
        let mut columns = table.columns.enumerate();
        let order = columns
            .find(|(_, column)| is_order_label(&column.label.collect_words()))
            .map(|(id, _)| id);
        if let Some(order) = order {
            return Self::Own(order);
        }
        let names = res.account.header.clone();
        match (sheet, names) {
            (Some(sheet), Some(names)) => {
                find_order_column(sheet, &(*names.start()..names.end() + 1))
                    .map_or(Self::None, |column| Self::Beside(sheet, column))
            }
            _ => Self::None,
        }
    }

    fn is_there(&self) -> bool {
        !matches!(self, Self::None)
    }

    fn text<'c>(&self, row: &RawRow<'c>) -> Cow<'c, str>
    where
        'a: 'c,
    {
        match self {
            Self::Own(column) => {
                row.cells.get(*column).map(RawCell::text).unwrap_or_default()
            }
            Self::Beside(sheet, column) => sheet.text(row.origin, *column),
            Self::None => Cow::Borrowed(""),
        }
    }
}

/// A numeral before a name: `I. Vùng thấp`, `A - Khối xã`.
pub(super) fn split_prefix(name: &str) -> &str {
    let name = name.trim();
    match name.split_once(['.', ')', '/', '-', '–', ':']) {
        // `I.` needs no more; a bare letter before a dash is one only with a blank.
        Some((numeral, rest)) if rest.starts_with(' ') && numeral.len() <= 8 => {
            numeral.trim()
        }
        _ => "",
    }
}

/// What a text counts as; after `B` a `C` is a letter and no hundred.
pub(super) fn classify_numeral(text: &str, last_letter: usize) -> Numeral {
    let text = text.trim_matches(['(', ')', '.', '/', ' ', '-']);
    if text.is_empty() {
        return Numeral::Empty;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Numeral::Digits;
    }
    let letter = match text.as_bytes() {
        [byte @ b'A'..=b'Z'] => Some(usize::from(byte - b'A') + 1),
        _ => None,
    };
    match (letter, language::from_roman(text)) {
        (Some(letter), Some(roman)) if letter != last_letter + 1 || letter == 1 => {
            Numeral::Roman(roman)
        }
        (Some(letter), _) => Numeral::Letter(letter),
        (None, Some(roman)) => Numeral::Roman(roman),
        (None, None) => Numeral::Other,
    }
}
