//! A cell before it is read: typed in the form or standing in a file, with its position.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{ByColumn, ColumnId, TypedCell};
use crate::prose::PENDING;
use crate::quantity::{Day, Number};
use crate::sheet::{DataCell, NumberFormat, Sheet};

/// Length of a rate that nobody has typed: it is shown rounded, as the result of a formula.
const LONG_RATE: usize = 10;

/// A cell before its type is known, with all that a finding on it needs.
#[derive(Debug, Clone, Copy)]
pub(in crate::indicator) enum RawCell<'a> {
    /// Typed in the form.
    FromForm(&'a TypedCell),
    /// Standing in a file: sheet, row, column.
    FromSheet(&'a Sheet, usize, usize),
}

/// Where a cell stands in its file, as a list of cells of one column names it.
pub(super) struct CellAddress {
    /// `B7` of a workbook; the line of a CSV.
    pub(super) place: String,
    /// Whether it is a line.
    pub(super) is_line: bool,
}

/// What a cell says before its column's type is looked at.
#[derive(Debug, Clone)]
pub(super) enum CellContent<'a> {
    /// Nothing, or a lone dash.
    Empty,
    /// `chua_co`: not known yet.
    Pending,
    /// Text that is neither, trimmed; it may be a number or a date.
    Text(&'a str),
    /// A number of a sheet, exact already.
    Number(&'a Number),
    /// A cell that the sheet has as a date.
    Date(NaiveDate),
    /// An error of a sheet: `#DIV/0!`.
    Error(&'a str),
    /// A formula whose result the file does not hold.
    Uncomputed,
    /// One of merged cells in its column, but not the first, which has what they hold.
    Covered,
}

impl<'a> RawCell<'a> {
    /// What the cell says. A lone dash is how tables write nothing.
    pub(super) fn content(self) -> CellContent<'a> {
        // Either text is trimmed where it is read.
        let text = match self {
            Self::FromForm(cell) => &cell.text,
            Self::FromSheet(sheet, row, column) if sheet.lacks_result(row, column) => {
                return CellContent::Uncomputed;
            }
            Self::FromSheet(sheet, row, column) => match sheet.cell(row, column) {
                DataCell::Empty => {
                    return match find_covering(sheet, row, column) {
                        Some(_) => CellContent::Covered,
                        None => CellContent::Empty,
                    };
                }
                DataCell::Number(number) => return CellContent::Number(number),
                DataCell::Date(date) => return CellContent::Date(*date),
                DataCell::Error(error) => return CellContent::Error(error),
                DataCell::Text(text) => text,
            },
        };
        match text.as_str() {
            "" | "-" | "–" | "—" | "\u{2212}" => CellContent::Empty,
            PENDING => CellContent::Pending,
            _ => CellContent::Text(text),
        }
    }

    /// Whether its figure is that of merged cells which begin above it, in a row that is
    /// read too: it counts there.
    pub(super) fn is_counted_above(self) -> bool {
        let Self::FromSheet(sheet, row, column) = self else { return false };
        matches!(self.content(), CellContent::Covered)
            && sheet.merged(row, column).is_some_and(|area| {
                *sheet.cell(*area.rows.start(), column) != DataCell::Empty
            })
    }

    /// How its sheet shows it.
    pub(super) fn format(self) -> &'a NumberFormat {
        match self {
            Self::FromForm(_) => &NumberFormat::General,
            Self::FromSheet(sheet, row, column) => sheet.format(row, column),
        }
    }

    /// By which power of ten its sheet divides it before it is shown; nought mostly.
    pub(super) fn shown_power(self) -> i32 {
        match self.format() {
            NumberFormat::Number { thousands: thousands @ 1.., divided_from, .. } => {
                let is_small = matches!(
                    self.content(),
                    CellContent::Number(number)
                        if number.abs() < Number::from(i64::try_from(*divided_from).unwrap_or(0))
                );
                if is_small { 0 } else { 3 * i32::from(*thousands) }
            }
            _ => 0,
        }
    }

    /// The rows of the sheet over which its cells are merged, where it is one of several.
    pub(super) fn merged_rows(self) -> Option<RangeInclusive<usize>> {
        match self {
            Self::FromForm(_) => None,
            Self::FromSheet(sheet, row, column) => Some(sheet.merged(row, column)?.rows),
        }
    }

    /// The text as a person sees it: of a code with its noughts, and of merged cells in
    /// each of them.
    pub(super) fn text(self) -> Cow<'a, str> {
        let (sheet, row, column) = match self {
            Self::FromForm(cell) => return Cow::Borrowed(cell.text.as_str()),
            Self::FromSheet(sheet, row, column) => (sheet, row, column),
        };
        let cell = match sheet.cell(row, column) {
            DataCell::Empty => find_covering(sheet, row, column),
            cell => Some(cell),
        };
        let number = match cell.unwrap_or(&DataCell::Empty) {
            DataCell::Empty => return Cow::Borrowed(""),
            DataCell::Text(text) | DataCell::Error(text) => return Cow::Borrowed(text),
            DataCell::Date(date) => {
                return Cow::Owned(match sheet.format(row, column) {
                    NumberFormat::Month => date.format("%m/%Y").to_string(),
                    _ => Day(*date).short(),
                });
            }
            DataCell::Number(number) => number,
        };
        // A whole number has no dots, for it may be a year.
        let text = number.exact_text().unwrap_or_default().replace('.', "");
        match sheet.format(row, column) {
            NumberFormat::Percent { places } => {
                let rate = number.times_pow10(2);
                let places = u32::from(*places);
                let exact = rate.exact_text().filter(|text| text.len() < LONG_RATE);
                Cow::Owned(format!("{}%", exact.unwrap_or_else(|| rate.text(places))))
            }
            NumberFormat::LiteralPercent { .. } => Cow::Owned(format!("{text}%")),
            NumberFormat::Number { least_digits: least @ 2.., .. }
                if text.bytes().all(|b| b.is_ascii_digit()) =>
            {
                Cow::Owned(format!("{text:0>least$}", least = usize::from(*least)))
            }
            _ => Cow::Owned(text),
        }
    }

    /// Whether a lone dash stands in it, which accountants write for nought.
    pub(super) fn is_dash(self) -> bool {
        !matches!(self.content(), CellContent::Number(_) | CellContent::Date(_))
            && matches!(self.text().as_ref(), "-" | "–" | "—" | "\u{2212}")
    }

    /// Where it stands in its file; `None` for a cell of the form.
    pub(super) fn address(self) -> Option<CellAddress> {
        let Self::FromSheet(sheet, row, column) = self else { return None };
        let address = sheet.address(row, column);
        let line = address.strip_prefix("dòng ").and_then(|a| a.split_once(','));
        Some(match line {
            Some((line, _)) => CellAddress { place: line.to_owned(), is_line: true },
            None => {
                let place = address.strip_prefix("ô ").unwrap_or(&address);
                CellAddress { place: place.to_owned(), is_line: false }
            }
        })
    }

    /// Its words: of a cell of the form without the marks of the form's own language.
    pub(super) fn words(self, text: &'a str) -> Cow<'a, str> {
        match self {
            Self::FromForm(cell) => {
                let plain = cell.plain.as_ref().map(crate::prose::Plain::collect_words);
                plain.map_or(Cow::Borrowed(text), Cow::Owned)
            }
            Self::FromSheet(..) => Cow::Borrowed(text),
        }
    }

    /// Whether nothing stands in it.
    pub(in crate::indicator) fn is_empty(self) -> bool {
        matches!(self.content(), CellContent::Empty | CellContent::Covered)
    }

    /// Whether it names nothing: one of merged cells is named by the first.
    pub(super) fn is_nameless(self) -> bool {
        matches!(self.content(), CellContent::Empty)
    }

    /// Whether it stands in the form.
    pub(super) fn is_typed(self) -> bool {
        matches!(self, Self::FromForm(_))
    }

    /// An error whose position is this cell. In a file that has no text, as a workbook, the
    /// message names the cell.
    pub(in crate::indicator) fn error(
        self,
        code: &'static Code,
        message: &str,
    ) -> CellDiagnostic {
        match self {
            Self::FromForm(cell) => {
                CellDiagnostic::in_form(Diagnostic::error(code, cell.span, message))
            }
            Self::FromSheet(sheet, row, column) => {
                let span = sheet.place(row, column);
                let message = match span {
                    Some(_) => message.to_owned(),
                    None => format!("{}: {message}", sheet.address(row, column)),
                };
                let diagnostic = Diagnostic::new(code, Severity::Error, span, message);
                CellDiagnostic { filed: Some(row), diagnostic }
            }
        }
    }
}

/// What the first of merged cells holds, where a cell is another of them in its column.
/// What is merged over columns stands in the first of them alone.
fn find_covering(sheet: &Sheet, row: usize, column: usize) -> Option<&DataCell> {
    let area = sheet.merged(row, column)?;
    let first = sheet.merged_cell(row, column)?;
    (*area.columns.start() == column && *first != DataCell::Empty).then_some(first)
}

/// The cells of a row, by column of the table. All rows of a sheet share one list of
/// columns.
#[derive(Debug, Clone)]
pub(super) enum RawCells<'a> {
    /// Typed in the form; `None` for a column without a cell in this row.
    FromForm(ByColumn<Option<&'a TypedCell>>),
    /// Standing in a file: sheet, row, and the column of the sheet for each column of the table.
    FromSheet(&'a Sheet, usize, Rc<ByColumn<Option<usize>>>),
}

impl<'a> RawCells<'a> {
    /// The cell of a column; `None` where the row has none for it.
    pub(super) fn get(&self, column: ColumnId) -> Option<RawCell<'a>> {
        match self {
            Self::FromForm(cells) => (*cells.get(column)?).map(RawCell::FromForm),
            Self::FromSheet(sheet, row, columns) => (*columns.get(column)?)
                .map(|column| RawCell::FromSheet(sheet, *row, column)),
        }
    }

    /// All cells that the row has.
    pub(super) fn iter(&self) -> impl Iterator<Item = RawCell<'a>> {
        let columns = match self {
            Self::FromForm(cells) => cells.len(),
            Self::FromSheet(_, _, columns) => columns.len(),
        };
        (0..columns).filter_map(|column| self.get(ColumnId::new(column)))
    }
}

/// A row of the form or of a sheet, and its cell for each column of the table.
#[derive(Debug, Clone)]
pub(super) struct RawRow<'a> {
    /// Its index among the rows of the form, or in the sheet.
    pub(super) origin: usize,
    pub(super) cells: RawCells<'a>,
}

/// A finding in the form, or in the file of a table.
#[derive(Debug)]
pub(in crate::indicator) struct CellDiagnostic {
    /// Row of the file; `None` where the position is one of the form.
    pub(in crate::indicator) filed: Option<usize>,
    /// What was found.
    pub(in crate::indicator) diagnostic: Diagnostic,
}

impl CellDiagnostic {
    /// A finding in the form.
    pub(in crate::indicator) fn in_form(diagnostic: Diagnostic) -> Self {
        Self { filed: None, diagnostic }
    }
}
