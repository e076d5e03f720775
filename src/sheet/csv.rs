//! CSV → records with the places of their fields.
//!
//! Written here and not left to a library: a finding needs the place of each field, and a
//! quote that is never closed must not swallow the rest of the file without a word.

use std::path::Path;

use super::{
    CountedRow, CsvText, DataCell, Disguise, Excess, MAX_CELL_CHARS, MAX_CELLS,
    MAX_COLUMNS, MAX_ROWS, Sheet, SheetChoice, SheetError, archive,
};
use crate::git::find_conflicts;
use crate::source::{NotUtf8, Source, Span, decode};

/// What may stand between fields, the surest first: a tab is hardly ever typed, a
/// semicolon seldom, and a comma is also the decimal sign.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// Lines by which the separator is found.
const SAMPLE: usize = 30;

/// One field as it stands.
#[derive(Debug, Clone, Copy)]
struct CsvField {
    /// Without its quotes, and without the space around.
    span: Span,
    /// Whether quotes inside are written twice.
    doubled: bool,
}

/// What ends a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldEnd {
    Separator,
    Line,
    Text,
}

/// Reads a CSV, whichever separator it has; a row that does not fit the header is refused.
pub(super) fn read_csv(
    path: &Path,
    bytes: Vec<u8>,
    choice: SheetChoice<'_>,
) -> Result<Sheet, SheetError> {
    if choice.sheet.is_some() {
        return Err(SheetError::NoSheets);
    }
    if archive::is_workbook(&bytes) {
        return Err(SheetError::Disguised(Disguise::Workbook));
    }
    // UTF-16 without its mark is valid UTF-8 as long as its letters are ASCII.
    let utf16 = bytes.contains(&0);
    let source = decode(path, bytes).map_err(SheetError::NotUtf8)?;
    if utf16 {
        let offset = source.text().find('\0').unwrap_or(0);
        let source = Box::new(source);
        return Err(SheetError::NotUtf8(NotUtf8 { source, offset, utf16, old: None }));
    }
    let conflicts = find_conflicts(&source);
    if !conflicts.is_empty() {
        return Err(SheetError::Conflict { source: Box::new(source), conflicts });
    }
    let separator = detect_separator(source.text(), choice.header);
    let records = match read_records(source.text(), separator) {
        Ok(records) => records,
        Err(error) => return Err(error.into_sheet_error(source)),
    };
    if let Some(UnevenRow { row, header }) = find_uneven_row(&records, choice.header) {
        return Err(SheetError::Fields { source: Box::new(source), row, header });
    }
    let rows = records.iter().map(|record| to_cells(source.text(), record)).collect();
    let places =
        records.iter().map(|row| row.iter().map(|field| field.span).collect()).collect();
    Ok(Sheet::from_csv(path, rows, CsvText { source, places }))
}

fn to_cells(text: &str, record: &[CsvField]) -> Vec<DataCell> {
    let mut cells = Vec::with_capacity(record.len());
    for field in record {
        let written = text.get(field.span.range()).unwrap_or_default();
        cells.push(if field.doubled {
            DataCell::clean_text(written.replace("\"\"", "\""))
        } else {
            DataCell::clean_text(written.to_owned())
        });
    }
    cells
}

/// The separator by which most lines, from the header on, have one number of fields; of
/// equally good ones the surest.
fn detect_separator(text: &str, header: Option<usize>) -> u8 {
    let lines = split_lines(text).skip(header.unwrap_or(0));
    let filled = lines.filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let counts: Vec<_> = filled.map(count_separators).collect();
    // The last of equal ones is taken, and so the surest of them.
    let best =
        (0..SEPARATORS.len()).rev().max_by_key(|&index| count_agreeing(&counts, index));
    best.map_or(b';', |index| SEPARATORS[index])
}

/// How many lines agree on how often this separator stands in them, where it does.
fn count_agreeing(counts: &[[usize; 3]], separator: usize) -> usize {
    let mut most = 0;
    for line in counts.iter().filter(|line| line[separator] > 0) {
        let same = counts.iter().filter(|other| other[separator] == line[separator]);
        most = most.max(same.count());
    }
    most
}

/// The lines of a text, where a line end inside quotes ends no line.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c: char| {
        quoted ^= c == '"';
        c == '\n' && !quoted
    })
}

/// How often each separator stands in a line outside quotes.
fn count_separators(line: &str) -> [usize; 3] {
    let mut counts = [0; 3];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some(index) = SEPARATORS.iter().position(|&s| s == byte && !quoted) {
            counts[index] += 1;
        }
    }
    counts
}

/// Why a text is no CSV.
enum CsvError {
    TooLarge(Excess),
    /// A field is longer than any cell; where it begins, and which of its row it is.
    LongField {
        start: usize,
        column: usize,
    },
    OpenQuote(usize),
    TextAfterQuote {
        open: usize,
        close: usize,
    },
}

impl CsvError {
    fn into_sheet_error(self, source: Source) -> SheetError {
        let source = Box::new(source);
        match self {
            Self::TooLarge(excess) => SheetError::TooLarge(excess),
            Self::LongField { start, column } => {
                let line = source.line_number(start);
                let place = format!("dòng {line}, cột {}", column + 1);
                SheetError::LongCell(Some(place))
            }
            Self::OpenQuote(open) => SheetError::OpenQuote { source, open },
            Self::TextAfterQuote { open, close } => {
                SheetError::TextAfterQuote { source, open, close }
            }
        }
    }
}

/// All records; a blank line is a record of one empty field. The limits are checked after
/// each field, so that a hostile file is refused before it is in memory as fields.
fn read_records(text: &str, separator: u8) -> Result<Vec<Vec<CsvField>>, CsvError> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut cells = 0;
    let mut scanner = CsvScanner { text, offset: 0, separator };
    // After a separator at the very end stands one more field, an empty one.
    while scanner.offset < text.len() || !record.is_empty() {
        let (field, end) = scanner.read_field()?;
        if is_too_long(text, field.span) {
            let (start, column) = (field.span.start, record.len());
            return Err(CsvError::LongField { start, column });
        }
        record.push(field);
        cells += 1;
        if record.len() > MAX_COLUMNS {
            return Err(CsvError::TooLarge(Excess::Columns(record.len())));
        }
        if cells > MAX_CELLS {
            return Err(CsvError::TooLarge(Excess::Cells));
        }
        if end != FieldEnd::Separator {
            let width = record.len();
            records.push(std::mem::replace(&mut record, Vec::with_capacity(width)));
        }
        if records.len() > MAX_ROWS {
            return Err(CsvError::TooLarge(Excess::Rows(records.len())));
        }
    }
    Ok(records)
}

/// Whether a field has more characters than Excel lets type in a cell.
fn is_too_long(text: &str, span: Span) -> bool {
    let written = text.get(span.range()).unwrap_or_default();
    written.len() > MAX_CELL_CHARS && written.chars().count() > MAX_CELL_CHARS
}

struct CsvScanner<'a> {
    text: &'a str,
    /// First byte that is not read yet.
    offset: usize,
    separator: u8,
}

impl CsvScanner<'_> {
    /// The next field, and what ends it; the scan stands behind that.
    fn read_field(&mut self) -> Result<(CsvField, FieldEnd), CsvError> {
        let open = self.skip_blanks(self.offset);
        if self.byte(open) == Some(b'"') {
            return self.read_quoted(open);
        }
        let unread = self.text.as_bytes().get(self.offset..).unwrap_or_default();
        let length = unread.iter().position(|&b| b == self.separator || b == b'\n');
        let end = length.map_or(self.text.len(), |length| self.offset + length);
        let span = trim_span(self.text, Span::new(self.offset, end));
        Ok((CsvField { span, doubled: false }, self.end_field(end)))
    }

    /// A field whose quote stands at `open`. A quote written twice stands for one; after
    /// the closing one only blanks may stand, or it was no closing one.
    fn read_quoted(&mut self, open: usize) -> Result<(CsvField, FieldEnd), CsvError> {
        let mut from = open + 1;
        let mut doubled = false;
        let close = loop {
            let Some(found) = self.text.get(from..).and_then(|text| text.find('"'))
            else {
                return Err(CsvError::OpenQuote(open));
            };
            let quote = from + found;
            if self.byte(quote + 1) != Some(b'"') {
                break quote;
            }
            doubled = true;
            from = quote + 2;
        };
        let end = self.skip_blanks(close + 1);
        if self.byte(end).is_some_and(|b| b != self.separator && b != b'\n') {
            return Err(CsvError::TextAfterQuote { open, close });
        }
        let span = trim_span(self.text, Span::new(open + 1, close));
        Ok((CsvField { span, doubled }, self.end_field(end)))
    }

    fn end_field(&mut self, end: usize) -> FieldEnd {
        self.offset = end + 1;
        match self.byte(end) {
            None => FieldEnd::Text,
            Some(b'\n') => FieldEnd::Line,
            Some(_) => FieldEnd::Separator,
        }
    }

    /// The first byte from `offset` on that is no blank.
    fn skip_blanks(&self, offset: usize) -> usize {
        let unread = self.text.as_bytes().iter().skip(offset);
        let blanks =
            unread.take_while(|b| matches!(b, b' ' | b'\t') && **b != self.separator);
        offset + blanks.count()
    }

    fn byte(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(offset).copied()
    }
}

/// A span without the space at its ends.
fn trim_span(text: &str, span: Span) -> Span {
    let written = text.get(span.range()).unwrap_or_default();
    let start = span.start + (written.len() - written.trim_start().len());
    Span::new(start, start + written.trim().len())
}

/// A row with another number of fields than the header.
struct UnevenRow {
    row: CountedRow,
    header: CountedRow,
}

/// The first row with another number of fields than the header, and the header: the row
/// given, or the first with two filled fields, for a title has one. Fields without text
/// at the end, which Excel adds and drops as it likes, are not counted against a row; nor
/// are blank rows.
fn find_uneven_row(
    records: &[Vec<CsvField>],
    header: Option<usize>,
) -> Option<UnevenRow> {
    let header = header
        .or_else(|| find_filled_row(records, 2))
        .or_else(|| find_filled_row(records, 1))
        .unwrap_or(0);
    let (header, below) = records.get(header..)?.split_first()?;
    let least = count_filled(header);
    let row = below.iter().find(|row| {
        let filled = count_filled(row);
        filled > 0 && (filled > header.len() || row.len() < least)
    })?;
    Some(UnevenRow { row: count_fields(row), header: count_fields(header) })
}

/// Index of the first row with as many filled fields, or more.
fn find_filled_row(records: &[Vec<CsvField>], least: usize) -> Option<usize> {
    records.iter().position(|row| count_filled(row) >= least)
}

/// Number of fields up to the last with text in it.
fn count_filled(row: &[CsvField]) -> usize {
    let last = row.iter().rposition(|field| field.span.start < field.span.end);
    last.map_or(0, |last| last + 1)
}

fn count_fields(row: &[CsvField]) -> CountedRow {
    let start = row.first().map_or(0, |field| field.span.start);
    let end = row.last().map_or(start, |field| field.span.end);
    CountedRow { span: Span::new(start, end), fields: row.len() }
}
