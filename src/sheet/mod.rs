//! Tables of data files (CSV, XLSX, XLSB, XLS, ODS) as rows of cells, each with its address.
//!
//! Nothing is guessed here: a CSV cell is text until its column says what it is, a number
//! of a workbook is made exact at once, text is NFC and trimmed. Merged cells are one
//! filled cell and empty ones; how they are shown is kept beside them. Every failure is a [`SheetError`] that says to a clerk what
//! to do in Excel; hostile bytes are refused within the limits of this module.
//!
//! | file | what it does |
//! |---|---|
//! | `limit` | how large a table may be |
//! | `error` | why a file gives no table |
//! | `finding` | how that is said to a clerk |
//! | `choice` | which sheet of a workbook is meant |
//! | `grid` | rows of cells as they are filled, within the limits |
//! | `look` | what is seen besides: formats, bold, hidden rows, results that are missing |
//! | `format` | how a cell is shown |
//! | `format_code` | number formats of Excel: `#,##0.0,,` |
//! | `merged` | which merged area a cell is in |
//! | `style` | the cell styles of a workbook of Excel |
//! | `exact` | figures of a workbook → exact numbers |
//! | `moment` | figures that stand for days and hours |
//! | `csv` | CSV → records with the places of their fields |
//! | `line` | the number of a row as its program shows it |
//! | `split` | the rows of each unit as a sheet of their own |
//! | `workbook` | what kind of workbook a file is, whatever its ending says |
//! | `archive` | the zip of a workbook: its sizes |
//! | `xml` | the XML of a part, event by event |
//! | `relation` | how the parts of a workbook of Excel lead to each other |
//! | `text_note` | what the letters of a file have to tell |
//! | `string_pool` | texts that many cells share |
//! | `xlsx` | workbooks of Excel: XML in a zip |
//! | `xlsb` | the same in binary records |
//! | `xls` | workbooks of Excel before 2007 |
//! | `ods` | workbooks of `LibreOffice` |

mod archive;
mod choice;
mod csv;
mod error;
mod exact;
mod finding;
mod format;
mod format_code;
mod grid;
mod limit;
mod line;
mod look;
mod merged;
mod moment;
mod ods;
mod relation;
mod split;
mod string_pool;
mod style;
#[cfg(test)]
mod tests;
mod text_note;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

pub use error::{CountedRow, Damage, Disguise, Excess, SheetError};
pub use format::{MergedArea, NumberFormat};
pub use limit::{
    MAX_CELL_CHARS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_TEXT, MAX_UNPACKED,
};
pub use split::{RowOwner, UnitRows};

use grid::CellGrid;
use look::{Look, Looks, SheetLook};
use text_note::CellNotes;

use crate::language::{clean_noting, has_old_signs, is_clean};
use crate::quantity::{Day, Number};
use crate::source;
use crate::source::{Source, Span};

/// Endings of workbooks that are read.
pub const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "xlsb", "ods"];

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataCell {
    /// Nothing, or white space only.
    Empty,
    /// Text, NFC and trimmed; line ends inside stay. A truth value is `TRUE` or `FALSE`.
    Text(String),
    /// A number of a workbook. A cell that Excel shows as 3,30% holds 0,033.
    Number(Number),
    /// A day of a workbook; a time of day is dropped.
    Date(NaiveDate),
    /// A formula of the workbook failed: `#DIV/0!`.
    Error(String),
}

impl DataCell {
    /// The cell of a text as it stands in a workbook. A text of which there is something to
    /// tell stays as it stands until the whole sheet is known: [`text_note::clean_cells`].
    fn text(text: &str) -> Self {
        let text = text.trim();
        if is_clean(text) {
            return Self::clean_text(text.to_owned());
        }
        let cleaned = clean_noting(text);
        match Self::clean_text(cleaned.text) {
            Self::Text(_) if !cleaned.letters.is_empty() || has_old_signs(text) => {
                Self::Text(text.to_owned())
            }
            cell => cell,
        }
    }

    /// The cell of a clean text.
    fn clean_text(text: String) -> Self {
        match text.trim() {
            "" => Self::Empty,
            trimmed if trimmed.len() == text.len() => Self::Text(text),
            part => Self::Text(part.to_owned()),
        }
    }
}

/// What of a file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SheetChoice<'a> {
    /// Name of the sheet. None: the only visible one with data.
    pub sheet: Option<&'a str>,
    /// Row of the column names, from 0. None: the first row that is not blank. A CSV
    /// needs it: the header says what separates fields and how many a row has.
    pub header: Option<usize>,
}

/// The rows of one table, with the address of each cell. Rows and columns count from 0,
/// from the first of the file, blank ones included; those after the last filled cell are
/// not there. A clone costs nothing.
///
/// Of a [`UnitRows`], a sheet has only some rows of the file; they count on without a gap,
/// and their addresses stay those of the file.
#[derive(Debug, Clone)]
pub struct Sheet {
    file: Arc<SheetData>,
    picked: Option<PickedRows>,
}

/// All rows of a table.
#[derive(Debug)]
struct SheetData {
    name: String,
    title: Option<String>,
    rows: Vec<Vec<DataCell>>,
    width: usize,
    written: Option<CsvText>,
    look: SheetLook,
    text_notes: CellNotes,
}

/// The cells of a table as they were read, and what is known of them besides.
#[derive(Default)]
struct TableRows {
    rows: Vec<Vec<DataCell>>,
    look: SheetLook,
    text_notes: CellNotes,
}

/// Some rows of a table.
#[derive(Debug, Clone)]
struct PickedRows {
    rows: Arc<[usize]>,
    /// How many of them are the head that all parts of a table share.
    head: usize,
}

/// The text of a CSV and the places of its fields, at least one in each row.
#[derive(Debug)]
struct CsvText {
    source: Source,
    places: Vec<Vec<Span>>,
}

impl Sheet {
    /// The sheet of a CSV.
    fn from_csv(path: &Path, rows: Vec<Vec<DataCell>>, written: CsvText) -> Self {
        let table = TableRows { rows, ..TableRows::default() };
        Self::new(path, None, table, Some(written))
    }

    /// A sheet of a workbook with its name.
    fn from_grid(
        path: &Path,
        name: &str,
        grid: CellGrid,
        looks: Looks,
    ) -> Result<Self, SheetError> {
        let (mut rows, look) = grid.finish(looks)?;
        let text_notes = text_note::clean_cells(&mut rows);
        let table = TableRows { rows, look, text_notes };
        Ok(Self::new(path, Some(choice::show_name(name)), table, None))
    }

    fn new(
        path: &Path,
        title: Option<String>,
        table: TableRows,
        written: Option<CsvText>,
    ) -> Self {
        let TableRows { mut rows, look, text_notes } = table;
        for (number, row) in rows.iter_mut().enumerate() {
            let filled = row.iter().rposition(|cell| *cell != DataCell::Empty);
            let filled = filled.map_or(0, |last| last + 1);
            row.truncate(filled.max(look.count_lacking(number)));
        }
        let filled = rows.iter().rposition(|row| !row.is_empty());
        rows.truncate(filled.map_or(0, |last| last + 1));
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let name = source::show_path(path);
        let file =
            Arc::new(SheetData { name, title, rows, width, written, look, text_notes });
        Self { file, picked: None }
    }

    /// The row of the file, for a row of the sheet.
    fn in_file(&self, row: usize) -> Option<usize> {
        match &self.picked {
            Some(picked) => picked.rows.get(row).copied(),
            None => Some(row),
        }
    }

    /// The file as findings show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// The file without its folders, as a sentence names it.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.name().rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Name of the sheet in its workbook; a CSV has none.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.file.title.as_deref()
    }

    /// Number of rows, to the last filled one.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.picked.as_ref().map_or(self.file.rows.len(), |picked| picked.rows.len())
    }

    /// Number of rows among which the names of the columns stand: those before the first
    /// that belongs to one unit, in a sheet of a [`UnitRows`], and all in any other.
    #[must_use]
    pub fn head(&self) -> usize {
        self.picked.as_ref().map_or(self.file.rows.len(), |picked| picked.head)
    }

    /// Number of columns, to the last filled one.
    #[must_use]
    pub fn width(&self) -> usize {
        self.file.width
    }

    /// A cell; [`DataCell::Empty`] where the sheet has none.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &DataCell {
        let row = self.in_file(row).and_then(|row| self.file.rows.get(row));
        row.and_then(|row| row.get(column)).unwrap_or(&DataCell::Empty)
    }

    /// Whether no cell of a row is filled.
    #[must_use]
    pub fn is_blank(&self, row: usize) -> bool {
        let row = self.in_file(row).and_then(|row| self.file.rows.get(row));
        row.is_none_or(Vec::is_empty)
    }

    /// A cell as a person sees it, for messages and names of columns: `2023`, `3,3`,
    /// `01/7/2023`. A whole number has no dots, for it may be a year.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> Cow<'_, str> {
        match self.cell(row, column) {
            DataCell::Empty => Cow::Borrowed(""),
            DataCell::Text(text) | DataCell::Error(text) => Cow::Borrowed(text),
            DataCell::Number(number) => {
                Cow::Owned(number.exact_text().unwrap_or_default().replace('.', ""))
            }
            DataCell::Date(date) => Cow::Owned(Day(*date).short()),
        }
    }

    /// Where a cell stands, as its program shows it: `ô B7`; in a CSV `dòng 7, cột 2`,
    /// the line as an editor of text counts it.
    #[must_use]
    pub fn address(&self, row: usize, column: usize) -> String {
        let row = self.in_file(row).unwrap_or(row);
        let Some(written) = &self.file.written else {
            return show_address(row, column);
        };
        let fields = written.places.get(row);
        let place = fields.and_then(|row| row.get(column).or(row.last()));
        let line = place.map_or(row + 1, |span| written.source.line_number(span.start));
        format!("dòng {line}, cột {}", column + 1)
    }

    /// The place of a field in the text of its CSV, without its quotes. None in a
    /// workbook, and where the row has no such field.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> Option<Span> {
        let places = &self.file.written.as_ref()?.places;
        places.get(self.in_file(row)?)?.get(column).copied()
    }

    /// How a cell is shown; [`NumberFormat::General`] where the file does not say.
    #[must_use]
    pub fn format(&self, row: usize, column: usize) -> &NumberFormat {
        &self.look(row, column).format
    }

    /// What the format of a cell shows beside its figure: `đ` of `#,##0" đ"`. None where
    /// the format divides the figure.
    #[must_use]
    pub fn format_unit(&self, row: usize, column: usize) -> Option<&str> {
        self.look(row, column).unit.as_deref()
    }

    /// Whether the format of any cell of the workbook shows words beside its figure.
    #[must_use]
    pub fn has_format_units(&self) -> bool {
        self.file.look.looks.iter().any(|look| look.unit.is_some())
    }

    /// Whether a cell is set in bold.
    #[must_use]
    pub fn is_bold(&self, row: usize, column: usize) -> bool {
        self.look(row, column).bold
    }

    fn look(&self, row: usize, column: usize) -> &Look {
        // A row that the sheet does not have is beyond all that the file has.
        self.file.look.look(self.in_file(row).unwrap_or(usize::MAX), column)
    }

    /// Whether a person does not see the row, for it is hidden or filtered out.
    #[must_use]
    pub fn is_hidden(&self, row: usize) -> bool {
        self.in_file(row).is_some_and(|row| self.file.look.is_hidden(row))
    }

    /// The merged cells that a cell is one of, if it is merged with any. In the sheet of a
    /// unit the area has only the rows of the unit; the value of the whole is that of
    /// [`Self::merged_cell`].
    #[must_use]
    pub fn merged(&self, row: usize, column: usize) -> Option<MergedArea> {
        let area = self.file.look.merged.find(self.in_file(row)?, column)?;
        let columns = area.columns.clone();
        let Some(picked) = &self.picked else {
            return Some(MergedArea { rows: area.rows.clone(), columns });
        };
        let first = picked.rows.partition_point(|row| row < area.rows.start());
        let end = picked.rows.partition_point(|row| row <= area.rows.end());
        Some(MergedArea { rows: first..=end.saturating_sub(1), columns })
    }

    /// What a merged cell shows: the value of the area that it is in, which stands in the
    /// first of its cells, even where that is in the row of another unit.
    #[must_use]
    pub fn merged_cell(&self, row: usize, column: usize) -> Option<&DataCell> {
        let area = self.file.look.merged.find(self.in_file(row)?, column)?;
        let cells = self.file.rows.get(*area.rows.start());
        cells
            .and_then(|cells| cells.get(*area.columns.start()))
            .or(Some(&DataCell::Empty))
    }

    /// Whether a cell has a formula and the file not its result: none is stored, or a
    /// nought in a workbook that asks to be computed as it is opened. A row with such a
    /// cell is not blank.
    #[must_use]
    pub fn lacks_result(&self, row: usize, column: usize) -> bool {
        let row = self.in_file(row);
        row.is_some_and(|row| self.file.look.lacks_result(row, column))
    }

    /// The cleaned text of a CSV.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.file.written.as_ref().map(|written| &written.source)
    }
}

/// Reads the chosen table of a file already in memory. Its ending says whether it is a CSV;
/// what kind of workbook it is, its bytes say.
///
/// # Errors
///
/// When the file is none of the formats, is broken, encrypted or too large, has no such
/// sheet or several without a choice, or holds nothing.
pub fn read(
    path: &Path,
    bytes: Vec<u8>,
    choice: SheetChoice<'_>,
) -> Result<Sheet, SheetError> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let ending = extension.to_lowercase();
    let sheet = if ending == "csv" {
        csv::read_csv(path, bytes, choice)?
    } else if ENDINGS.contains(&ending.as_str()) {
        workbook::read_workbook(path, bytes, choice.sheet)?
    } else {
        return Err(SheetError::Format(extension.into_owned()));
    };
    if sheet.rows() == 0 {
        return Err(SheetError::Empty(sheet.title().map(str::to_owned)));
    }
    Ok(sheet)
}

/// The address of a cell of a workbook: `ô B7`.
fn show_address(row: usize, column: usize) -> String {
    format!("ô {}{}", to_letters(column), row + 1)
}

/// The letters of a column: 0 → `A`, 26 → `AA`.
pub(crate) fn to_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).expect("less than 26");
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}
