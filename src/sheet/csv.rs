//! CSV → records with the places of their fields.
//!
//! Written here and not left to a library: a finding needs the place of each field, and a
//! quote that is never closed must not swallow the rest of the file without a word.

use std::path::Path;

use super::Cell;
use super::Choice;
use super::CountedRow;
use super::Disguise;
use super::Excess;
use super::MAX_CELLS;
use super::MAX_COLUMNS;
use super::MAX_ROWS;
use super::Sheet;
use super::SheetError;
use super::Written;
use super::archive;
use crate::source::NotUtf8;
use crate::source::Source;
use crate::source::Span;
use crate::source::decode;

/// What may stand between fields, the surest first: a tab is hardly ever typed, a
/// semicolon seldom, and a comma is also the decimal sign.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// Lines by which the separator is found.
const SAMPLE: usize = 30;

/// One field as it stands.
#[derive(Debug, Clone, Copy)]
struct Field {
    /// Without its quotes, and without the space around.
    span: Span,
    /// Whether quotes inside are written twice.
    doubled: bool,
}

/// What ends a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Separator,
    Line,
    Text,
}

/// Reads a CSV.
pub(super) fn read(
    path: &Path,
    bytes: Vec<u8>,
    choice: Choice<'_>,
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
        let at = source.text().find('\0').unwrap_or(0);
        let source = Box::new(source);
        return Err(SheetError::NotUtf8(NotUtf8 { source, at, utf16 }));
    }
    let separator = separator(source.text(), choice.header);
    let records = match records(source.text(), separator) {
        Ok(records) => records,
        Err(fault) => return Err(fault.of(source)),
    };
    if let Some(Uneven { row, header }) = uneven(&records, choice.header) {
        return Err(SheetError::Fields { source: Box::new(source), row, header });
    }
    let rows = records.iter().map(|record| cells(source.text(), record)).collect();
    let places =
        records.iter().map(|row| row.iter().map(|field| field.span).collect()).collect();
    Ok(Sheet::new(path, None, rows, Some(Written { source, places })))
}

fn cells(text: &str, record: &[Field]) -> Vec<Cell> {
    let cell = |field: &Field| {
        let written = text.get(field.span.range()).unwrap_or_default();
        if field.doubled {
            Cell::text(&written.replace("\"\"", "\""))
        } else {
            Cell::text(written)
        }
    };
    record.iter().map(cell).collect()
}

/// The separator by which most lines, from the header on, have one number of fields; of
/// equally good ones the surest.
fn separator(text: &str, header: Option<usize>) -> u8 {
    let lines = lines(text).skip(header.unwrap_or(0));
    let filled = lines.filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let counted: Vec<_> = filled.map(counts).collect();
    let agreeing = |at: usize| {
        let count = |line: &[usize; 3]| {
            let same = counted.iter().filter(|other| other[at] == line[at]).count();
            if line[at] > 0 { same } else { 0 }
        };
        counted.iter().map(count).max().unwrap_or(0)
    };
    let best = (0..SEPARATORS.len()).rev().max_by_key(|&at| agreeing(at));
    best.map_or(b';', |at| SEPARATORS[at])
}

/// The lines of a text, where a line end inside quotes ends no line.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c: char| {
        quoted ^= c == '"';
        c == '\n' && !quoted
    })
}

/// How often each separator stands in a line outside quotes.
fn counts(line: &str) -> [usize; 3] {
    let (mut counts, mut quoted) = ([0; 3], false);
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some(at) = SEPARATORS.iter().position(|&s| s == byte && !quoted) {
            counts[at] += 1;
        }
    }
    counts
}

/// Why a text is no CSV.
enum Fault {
    TooLarge(Excess),
    OpenQuote(usize),
    TextAfterQuote { open: usize, close: usize },
}

impl Fault {
    fn of(self, source: Source) -> SheetError {
        let source = Box::new(source);
        match self {
            Self::TooLarge(excess) => SheetError::TooLarge(excess),
            Self::OpenQuote(open) => SheetError::OpenQuote { source, open },
            Self::TextAfterQuote { open, close } => {
                SheetError::TextAfterQuote { source, open, close }
            }
        }
    }
}

/// All records; a blank line is a record of one empty field.
fn records(text: &str, separator: u8) -> Result<Vec<Vec<Field>>, Fault> {
    let (mut records, mut record, mut cells) = (Vec::new(), Vec::new(), 0);
    let mut scan = Scan { text, at: 0, separator };
    while scan.at < text.len() || !record.is_empty() {
        let (field, end) = scan.field()?;
        record.push(field);
        cells += 1;
        if record.len() > MAX_COLUMNS {
            return Err(Fault::TooLarge(Excess::Columns(record.len())));
        }
        if cells > MAX_CELLS {
            return Err(Fault::TooLarge(Excess::Cells));
        }
        if end != End::Separator {
            let width = record.len();
            records.push(std::mem::replace(&mut record, Vec::with_capacity(width)));
        }
        if records.len() > MAX_ROWS {
            return Err(Fault::TooLarge(Excess::Rows(records.len())));
        }
    }
    Ok(records)
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
}

impl Scan<'_> {
    /// The next field, and what ends it; the scan stands behind that.
    fn field(&mut self) -> Result<(Field, End), Fault> {
        let open = self.blanks(self.at);
        if self.byte(open) == Some(b'"') {
            return self.quoted(open);
        }
        let stop = |b: u8| b == self.separator || b == b'\n';
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let end =
            rest.iter().position(|&b| stop(b)).map_or(self.text.len(), |n| self.at + n);
        let span = trimmed(self.text, Span::new(self.at, end));
        Ok((Field { span, doubled: false }, self.finish(end)))
    }

    fn quoted(&mut self, open: usize) -> Result<(Field, End), Fault> {
        let (mut from, mut doubled) = (open + 1, false);
        let close = loop {
            let Some(found) = self.text.get(from..).and_then(|rest| rest.find('"'))
            else {
                return Err(Fault::OpenQuote(open));
            };
            let quote = from + found;
            if self.byte(quote + 1) != Some(b'"') {
                break quote;
            }
            doubled = true;
            from = quote + 2;
        };
        let end = self.blanks(close + 1);
        if self.byte(end).is_some_and(|b| b != self.separator && b != b'\n') {
            return Err(Fault::TextAfterQuote { open, close });
        }
        let span = trimmed(self.text, Span::new(open + 1, close));
        Ok((Field { span, doubled }, self.finish(end)))
    }

    fn finish(&mut self, end: usize) -> End {
        self.at = end + 1;
        match self.byte(end) {
            None => End::Text,
            Some(b'\n') => End::Line,
            Some(_) => End::Separator,
        }
    }

    /// The first byte from `at` that is no blank.
    fn blanks(&self, at: usize) -> usize {
        let blank = |b: &&u8| matches!(b, b' ' | b'\t') && **b != self.separator;
        at + self.text.as_bytes().iter().skip(at).take_while(blank).count()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}

/// A span without the space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let written = text.get(span.range()).unwrap_or_default();
    let start = span.start + (written.len() - written.trim_start().len());
    Span::new(start, start + written.trim().len())
}

/// A row with another number of fields than the header.
struct Uneven {
    row: CountedRow,
    header: CountedRow,
}

/// The first row with another number of fields than the header, and the header: the row
/// given, or the first with two filled fields, for a title has one. Fields without text
/// at the end, which Excel adds and drops as it likes, are not counted against a row; nor
/// are blank rows.
fn uneven(records: &[Vec<Field>], header: Option<usize>) -> Option<Uneven> {
    let filled = |row: &[Field]| {
        row.iter().rposition(|f| f.span.start < f.span.end).map_or(0, |last| last + 1)
    };
    let first = |least| records.iter().position(|row| filled(row) >= least);
    let header = header.or_else(|| first(2)).or_else(|| first(1)).unwrap_or(0);
    let (above, below) = records.get(header..)?.split_first()?;
    let least = filled(above);
    let wrong = |row: &&Vec<Field>| {
        let last = filled(row);
        last > 0 && (last > above.len() || row.len() < least)
    };
    let row = counted(below.iter().find(wrong)?);
    Some(Uneven { row, header: counted(above) })
}

fn counted(row: &[Field]) -> CountedRow {
    let start = row.first().map_or(0, |field| field.span.start);
    let end = row.last().map_or(start, |field| field.span.end);
    CountedRow { place: Span::new(start, end), fields: row.len() }
}
