//! Tables as a workbook that Excel and LibreOffice open: figures are numbers there, codes
//! stay text, days are days.
//!
//! The only module that knows `rust_xlsxwriter`. A caller says what each cell is, and
//! nothing of how it looks; what a cell is, is never guessed from its text. No clock: the
//! same tables are the same bytes.
//!
//! | file | what it does |
//! |---|---|
//! | `cell` | what the file keeps of a cell: digits and their format, a text within limits |
//! | `look` | how cells look: the formats of the file |
//! | `width` | how wide columns are, from the texts in them |
//! | `write` | the sheets, written |

mod cell;
mod look;
mod width;
mod write;

use std::io;

use chrono::NaiveDate;

use crate::quantity::{Figure, Number, Style};

/// A workbook to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// Its title, a property of the file.
    pub title: String,
    /// Its sheets, in their order.
    pub sheets: Vec<BookSheet>,
}

/// A table that fills a sheet, its heads in the first row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookSheet {
    /// Name of the sheet: no two alike in a workbook, at most 31 characters, none of
    /// `[ ] : * ? / \`.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<BookColumn>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<BookCell>>,
    /// The row below all others that sums them; filters and sorting leave it in its place.
    pub total: Option<Vec<BookCell>>,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookColumn {
    /// Its head.
    pub head: String,
    /// What becomes of a text that is wider than the column.
    pub overflow: TextOverflow,
}

/// What becomes of a text that is wider than its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextOverflow {
    /// It goes on in the next line of its cell.
    Wrapped,
    /// It stays on one line: so long a text would leave one row on a screen.
    Clipped,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookCell {
    /// Nothing.
    Empty,
    /// A figure that is known to be not known yet.
    Pending,
    /// Words or a code: never a number, never a formula.
    Text(String),
    /// A figure, rounded as it prints on paper.
    Figure(Figure),
    /// A day of the calendar.
    Day(NaiveDate),
    /// A text that opens a file.
    Link {
        /// What is read.
        text: String,
        /// The file by its name from the folder of the workbook, `/` between folders.
        file: String,
    },
}

/// A workbook as bytes, and what it could not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedBook {
    /// The file.
    pub bytes: Vec<u8>,
    /// Figures with more digits than Excel keeps, written as text.
    pub long_figures: Vec<CellPlace>,
    /// Sheets with more rows than Excel opens.
    pub cut: Vec<CutSheet>,
}

/// A cell of a workbook, as its user finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// `C7`.
    pub address: String,
}

/// A sheet that lacks rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutSheet {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// How many rows are left out.
    pub rows: usize,
}

impl Book {
    /// The workbook as a file.
    ///
    /// # Errors
    ///
    /// When it comes to be larger than a file of this kind can be.
    pub fn render(&self) -> io::Result<RenderedBook> {
        write::write_book(self, write::MOST_ROWS)
            .map_err(|error| io::Error::other(error.to_string()))
    }
}

impl BookColumn {
    /// A column whose texts go on in the next line.
    #[must_use]
    pub fn wrapped(head: impl Into<String>) -> Self {
        Self { head: head.into(), overflow: TextOverflow::Wrapped }
    }

    /// A column whose texts stay on one line.
    #[must_use]
    pub fn clipped(head: impl Into<String>) -> Self {
        Self { head: head.into(), overflow: TextOverflow::Clipped }
    }
}

impl BookCell {
    /// A count of things: `3.321`.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::whole(count, Style::Number { places: 0 })
    }

    /// A number that counts nothing, without dots: the number of a paper, of a line.
    #[must_use]
    pub fn ordinal(ordinal: usize) -> Self {
        Self::whole(ordinal, Style::Year)
    }

    fn whole(number: usize, style: Style) -> Self {
        // No number of things in memory is greater.
        let value = Number::from(i128::try_from(number).unwrap_or(i128::MAX));
        Self::Figure(Figure { value, style })
    }
}
