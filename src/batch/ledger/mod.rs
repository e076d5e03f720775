//! The ledger of numbers: a CSV beside the set, which clerks open in Excel.
//!
//! A unit that has a number keeps it for ever, whatever is run and however the sheet is
//! sorted. A number whose key is blank is of a paper outside the set, and is not given
//! again. A row that cannot be read, or a number that two rows have, stops the numbering:
//! else one number would be on two signed papers.
//!
//! | file | what it does |
//! |---|---|
//! | `row` | reads a row |
//! | `claim` | which row is of which paper, and what is asked of rows that are of none |
//! | `moved_key` | asks of rows whose name is now that of another key |
//! | `twice` | numbers and units that two rows have |
//! | `assign` | gives numbers to all papers of a set |

mod assign;
mod claim;
mod moved_key;
mod row;
#[cfg(test)]
mod tests;
mod twice;

use std::path::Path;

use crate::batch::report::choose_guard;
use crate::build;
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::language::{clean, normalize_spaces, to_key, to_name_key};
use crate::sheet::{self, Sheet, SheetChoice};
use crate::source::{self, NamedPath, ReadError, Source, Span};
use row::{LedgerEntry, RowFault};

pub use assign::NumberRequest;

/// The columns, as the header of a new ledger names them.
const COLUMNS: [&str; 5] = ["Năm", "Cơ quan ban hành", "Số", "Mã đơn vị", "Tên đơn vị"];

/// Rows among which the header is looked for; a ledger may have a title above.
const HEADER_WITHIN: usize = 20;

/// Largest number of a paper that is read or given.
const MAX_NUMBER: u32 = 9_999_999;

/// The numbers that papers have, as a file and as entries.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The text of its file; none where it is new.
    source: Option<Source>,
    /// Its path, as findings name it.
    name: String,
    /// Index of each of [`COLUMNS`] among those of the file.
    columns: [usize; COLUMNS.len()],
    rows: Vec<LedgerRow>,
    /// Whether it differs from its file.
    changed: bool,
}

/// A row of the file, and what it says.
#[derive(Debug, Clone)]
struct LedgerRow {
    cells: Vec<String>,
    /// Its line in the file, from 1; a row that is new has none.
    line: Option<usize>,
    /// None for a row that takes no number, such as the header.
    entry: Option<LedgerEntry>,
}

impl Ledger {
    /// A ledger without numbers, to be written to a path.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let cells = COLUMNS.map(str::to_owned).to_vec();
        Self {
            source: None,
            name: source::show_path(path),
            columns: [0, 1, 2, 3, 4],
            rows: vec![LedgerRow { cells, line: None, entry: None }],
            changed: false,
        }
    }

    /// The ledger at a path; a new one where there is no file.
    ///
    /// # Errors
    ///
    /// As of [`Ledger::read`], and when the file cannot be read at all.
    pub fn open(path: &Path) -> Result<Self, Box<Report>> {
        Self::from_read(path, source::read_data(path))
    }

    /// The ledger that a set names.
    ///
    /// # Errors
    ///
    /// As of [`Ledger::open`].
    pub(super) fn open_named(named: &NamedPath) -> Result<Self, Box<Report>> {
        Self::from_read(named.path(), source::read_data(named.real()))
    }

    fn from_read(
        path: &Path,
        read: Result<Vec<u8>, ReadError>,
    ) -> Result<Self, Box<Report>> {
        match read {
            Ok(bytes) => Self::read(path, bytes),
            Err(ReadError::Missing) => Ok(Self::new(path)),
            Err(error) => Err(Box::new(build::report_unreadable_file(path, error))),
        }
    }

    /// Reads a ledger. All cells are kept, so that it can be written again as it was.
    ///
    /// # Errors
    ///
    /// When it is no such CSV, or a row cannot be read. All faults are reported.
    pub fn read(path: &Path, bytes: Vec<u8>) -> Result<Self, Box<Report>> {
        let name = source::show_path(path);
        let sheet = match sheet::read(path, bytes, SheetChoice::default()) {
            Ok(sheet) => sheet,
            Err(error) => return Err(Box::new(report_unreadable_ledger(&name, &error))),
        };
        let Some(source) = sheet.source().cloned() else {
            let finding = report_broken_ledger(None, "sổ số văn bản phải là tệp .csv")
                .hint("trong Excel chọn Lưu thành (Save as), kiểu CSV UTF-8");
            return Err(Box::new(Report::without_source(&name, finding)));
        };
        let LedgerHeader { row: header, columns } = find_ledger_header(&sheet)
            .map_err(|fault| Box::new(Report::new(source.clone(), vec![*fault], 0)))?;
        let mut faults = Vec::new();
        let mut rows = Vec::with_capacity(sheet.rows());
        for row in 0..sheet.rows() {
            let cells = (0..sheet.width()).map(|column| sheet.text(row, column));
            let cells: Vec<_> = cells.map(std::borrow::Cow::into_owned).collect();
            let span = sheet.place(row, 0).unwrap_or(Span::new(0, 0));
            let line = source.position(span.start).line;
            // The header and rows above it are kept and have no entry.
            let mut entry = None;
            if row > header {
                match row::read_ledger_row(&cells, columns, line) {
                    Ok(read) => entry = read,
                    Err(RowFault { message, hint }) => {
                        let span = Some(source.line(line));
                        faults.push(report_broken_ledger(span, message).hint(hint));
                    }
                }
            }
            rows.push(LedgerRow { cells, line: Some(line), entry });
        }
        let res =
            Self { source: Some(source.clone()), name, columns, rows, changed: false };
        match faults.is_empty() {
            true => Ok(res),
            false => Err(Box::new(Report::new(source, faults, 0))),
        }
    }

    /// The ledger as a file: for Excel, with `;` and the mark of UTF-8. Rows keep their
    /// order, and columns that clerks have added stay.
    #[must_use]
    pub fn text(&self) -> String {
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut res = "\u{feff}".to_owned();
        for row in &self.rows {
            for column in 0..width {
                if column > 0 {
                    res.push(';');
                }
                let cell = row.cells.get(column).map_or("", String::as_str);
                res.push_str(&quote_field(cell));
            }
            res.push_str("\r\n");
        }
        res
    }

    /// Whether it differs from its file, and so must be written before any paper is made
    /// that bears one of its numbers.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// A report of faults that show only when papers ask for numbers.
    fn report(&self, faults: Vec<Diagnostic>) -> Report {
        match &self.source {
            Some(source) => Report::new(source.clone(), faults, 0),
            None => Report::without_text(&self.name, faults),
        }
    }
}

/// Where a ledger says what its columns are.
struct LedgerHeader {
    /// The row of the header.
    row: usize,
    /// Index of each of [`COLUMNS`] in it.
    columns: [usize; COLUMNS.len()],
}

/// Finds the header: among the first rows the one that names most of [`COLUMNS`], of
/// equally good ones the first. A title above it names none of them.
fn find_ledger_header(sheet: &Sheet) -> Result<LedgerHeader, Box<Diagnostic>> {
    let mut row = 0;
    let mut found = find_columns(sheet, 0);
    for other in 1..sheet.rows().min(HEADER_WITHIN) {
        let columns = find_columns(sheet, other);
        if count_named(&columns) > count_named(&found) {
            row = other;
            found = columns;
        }
    }
    let mut columns = [0; COLUMNS.len()];
    for (index, name) in COLUMNS.into_iter().enumerate() {
        let message = match found[index][..] {
            [column] => {
                columns[index] = column;
                continue;
            }
            [] => format!("sổ số văn bản không có cột “{name}”"),
            _ => format!("sổ số văn bản có hai cột “{name}”"),
        };
        let span = sheet
            .source()
            .zip(sheet.place(row, 0))
            .map(|(source, place)| source.line(source.position(place.start).line));
        let hint = format!("dòng ghi tên các cột cần có: {}", COLUMNS.join(", "));
        return Err(Box::new(report_broken_ledger(span, message).hint(hint)));
    }
    Ok(LedgerHeader { row, columns })
}

/// The columns of a row that are headed as each of [`COLUMNS`].
fn find_columns(sheet: &Sheet, row: usize) -> [Vec<usize>; COLUMNS.len()] {
    let width = 0..sheet.width();
    let heads: Vec<_> = width.map(|column| to_key(&sheet.text(row, column))).collect();
    COLUMNS.map(|name| {
        let name = to_key(name);
        (0..heads.len()).filter(|column| heads[*column] == name).collect()
    })
}

/// How many of [`COLUMNS`] a row names.
fn count_named(found: &[Vec<usize>]) -> usize {
    found.iter().filter(|columns| !columns.is_empty()).count()
}

fn report_broken_ledger(span: Option<Span>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&code::batch::LEDGER_BROKEN, Severity::Error, span, message)
}

fn report_unreadable_ledger(name: &str, error: &sheet::SheetError) -> Report {
    match error.source() {
        Some(source) => Report::new(source.clone(), vec![error.diagnostic()], 0),
        None => Report::without_source(name, error.diagnostic()),
    }
}

/// A text as a field of a CSV with `;`, in quotes where it needs them.
pub(super) fn quote_field(text: &str) -> String {
    let plain = !text.contains([';', '"', '\n', '\r', '\t', ',']);
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// A text as its cell has it: behind an apostrophe where Excel would compute it.
/// [`strip_guard`] takes off just what this puts there.
fn escape_cell(text: &str) -> String {
    format!("{}{text}", choose_guard(text.trim_start_matches('\'')))
}

/// The text of a cell, without the apostrophe that [`escape_cell`] puts before it.
fn strip_guard(cell: &str) -> &str {
    let text = cell.strip_prefix('\'');
    text.filter(|text| !choose_guard(text.trim_start_matches('\'')).is_empty())
        .unwrap_or(cell)
}

/// A text as it is compared: spaces and Unicode forms do not matter.
fn normalize_cell(text: &str) -> String {
    normalize_spaces(&clean(text))
}

/// The key of a unit as it is compared: as names are, since a set has no two keys that
/// differ only so.
fn normalize_key(text: &str) -> String {
    to_name_key(&normalize_cell(text))
}

/// A name as it is compared: neither how it is spelled matters nor whether an agency is
/// abbreviated.
pub(super) fn normalize_ledger_name(text: &str) -> String {
    let lower = normalize_cell(text).to_lowercase();
    let words = lower.split(' ').map(|word| match word {
        "ubnd" => "ủy ban nhân dân",
        "hđnd" => "hội đồng nhân dân",
        word => word,
    });
    to_name_key(&words.collect::<Vec<_>>().join(" "))
}
