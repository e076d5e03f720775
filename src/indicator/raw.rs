//! A cell before it is read: typed in the form or standing in a file, with its place.

use std::borrow::Cow;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{ByColumn, ColumnId, TypedCell};
use crate::prose::OPEN;
use crate::quantity::Number;
use crate::sheet::{Cell, Sheet};

/// A cell as it comes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Raw<'a> {
    /// Of the form.
    Typed(&'a TypedCell),
    /// Of a file: sheet, row, column.
    Filed(&'a Sheet, usize, usize),
}

/// What a cell says before its column's type is looked at.
#[derive(Debug, Clone)]
pub(super) enum Saying<'a> {
    /// Nothing.
    Empty,
    /// `chua_co`.
    Open,
    /// Text.
    Text(&'a str),
    /// A number of a sheet.
    Number(&'a Number),
    /// A date of a sheet.
    Date(NaiveDate),
    /// An error of a sheet: `#DIV/0!`.
    Error(&'a str),
}

impl<'a> Raw<'a> {
    /// What it says. A lone dash is how tables write nothing.
    pub(super) fn saying(self) -> Saying<'a> {
        // Either text is trimmed where it is read.
        let text = match self {
            Self::Typed(cell) => &cell.text,
            Self::Filed(sheet, row, column) => match sheet.cell(row, column) {
                Cell::Empty => return Saying::Empty,
                Cell::Number(number) => return Saying::Number(number),
                Cell::Date(date) => return Saying::Date(*date),
                Cell::Error(error) => return Saying::Error(error),
                Cell::Text(text) => text,
            },
        };
        match text.as_str() {
            "" | "-" | "–" | "—" => Saying::Empty,
            OPEN => Saying::Open,
            _ => Saying::Text(text),
        }
    }

    /// The text as a person sees it.
    pub(super) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Typed(cell) => Cow::Borrowed(cell.text.as_str()),
            Self::Filed(sheet, row, column) => sheet.text(row, column),
        }
    }

    /// Its words: of a cell of the form without the marks of the form's own language.
    pub(super) fn words(self, text: &'a str) -> Cow<'a, str> {
        match self {
            Self::Typed(cell) => {
                let plain = cell.plain.as_ref().map(crate::prose::Plain::words);
                plain.map_or(Cow::Borrowed(text), Cow::Owned)
            }
            Self::Filed(..) => Cow::Borrowed(text),
        }
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(self) -> bool {
        matches!(self.saying(), Saying::Empty)
    }

    /// Whether it stands in the form.
    pub(super) fn is_typed(self) -> bool {
        matches!(self, Self::Typed(_))
    }

    /// An error at this cell.
    pub(super) fn error(self, code: &'static Code, message: &str) -> Finding {
        match self {
            Self::Typed(cell) => {
                Finding::in_form(Diagnostic::error(code, cell.span, message))
            }
            Self::Filed(sheet, row, column) => {
                let span = sheet.place(row, column);
                let message = match span {
                    Some(_) => message.to_owned(),
                    None => format!("{}: {message}", sheet.address(row, column)),
                };
                let diagnostic = Diagnostic::new(code, Severity::Error, span, message);
                Finding { filed: Some(row), diagnostic }
            }
        }
    }
}

/// The cells of a row, by column of the table.
#[derive(Debug, Clone)]
pub(super) enum Cells<'a> {
    /// Of the form.
    Typed(ByColumn<Option<&'a TypedCell>>),
    /// Of a file: sheet, row, and the column of the sheet for each column of the table.
    Filed(&'a Sheet, usize, Rc<ByColumn<Option<usize>>>),
}

impl<'a> Cells<'a> {
    /// The cell of a column.
    pub(super) fn at(&self, column: ColumnId) -> Option<Raw<'a>> {
        match self {
            Self::Typed(cells) => (*cells.get(column)?).map(Raw::Typed),
            Self::Filed(sheet, row, columns) => {
                (*columns.get(column)?).map(|column| Raw::Filed(sheet, *row, column))
            }
        }
    }

    /// All cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = Raw<'a>> {
        let columns = match self {
            Self::Typed(cells) => cells.len(),
            Self::Filed(_, _, columns) => columns.len(),
        };
        (0..columns).filter_map(|column| self.at(ColumnId::new(column)))
    }
}

/// A row of the form or of a sheet, and its cell for each column of the table.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// Its index among the rows of the form, or in the sheet.
    pub(super) origin: usize,
    pub(super) cells: Cells<'a>,
}

/// A finding in the form, or in the file of a table.
#[derive(Debug)]
pub(super) struct Finding {
    /// Row of the file, where its place is one of the file.
    pub(super) filed: Option<usize>,
    /// The finding.
    pub(super) diagnostic: Diagnostic,
}

impl Finding {
    /// A finding in the form.
    pub(super) fn in_form(diagnostic: Diagnostic) -> Self {
        Self { filed: None, diagnostic }
    }
}
