//! The header of two tables laid one over the other.

use crate::document::{Table, format_column_number};
use crate::redline::{self, Runs, TextMark};

use super::super::header::{HeaderSpan, locate_header_cells};
use super::super::pair::PrintedColumn;
use super::super::words;

/// The header of one version.
pub(super) fn mark_header(
    table: &Table,
    mark: TextMark,
) -> Vec<Vec<redline::HeaderCell>> {
    let mut res = vec![Vec::new(); table.header.len()];
    for placed in locate_header_cells(table) {
        res[placed.level].push(redline::HeaderCell {
            label: words::mark_text(&placed.cell.label, mark),
            at: u32::try_from(placed.column).unwrap_or(0),
            columns: placed.cell.columns,
            rows: placed.cell.rows,
        });
    }
    res
}

/// The numbers of the columns of one version, where it has a row of them.
pub(super) fn mark_column_numbers(table: &Table, mark: TextMark) -> Vec<Runs> {
    if !table.column_numbers {
        return Vec::new();
    }
    let numbers = (0..table.columns.len()).map(format_column_number);
    numbers.map(|number| words::mark_text(&number, mark)).collect()
}

/// The numbers of the columns of both. One that is another now is no change.
pub(super) fn merge_column_numbers(
    old: &Table,
    new: &Table,
    columns: &[PrintedColumn],
) -> Vec<Runs> {
    if !old.column_numbers && !new.column_numbers {
        return Vec::new();
    }
    let merged = columns.iter().map(|column| {
        let number = |index: Option<usize>, table: &Table| {
            index.filter(|_| table.column_numbers).map(format_column_number)
        };
        match (number(column.old, old), number(column.new, new)) {
            (Some(old), Some(new)) => words::mark_renumbered(&old, &new),
            (Some(old), None) => words::mark_text(&old, TextMark::Removed),
            (None, Some(new)) => words::mark_text(&new, TextMark::Added),
            (None, None) => Runs::new(),
        }
    });
    merged.collect()
}

/// The header of both; `None` where one cannot be laid over the other: another number of
/// rows, a name that reaches down in one and not in the other, groups that cross.
///
/// Each row of it is walked over the columns of both tables. A column that goes on below
/// the same cells as the one before it widens their common cell; where one version goes on
/// and the other begins a new cell, they cross.
pub(super) fn merge_headers(
    old: &Table,
    new: &Table,
    columns: &[PrintedColumn],
) -> Option<Vec<Vec<redline::HeaderCell>>> {
    if old.header.len() != new.header.len() {
        return None;
    }
    let headers =
        HeaderPair { old: locate_header_cells(old), new: locate_header_cells(new) };
    (0..new.header.len()).map(|level| headers.merge_row(level, columns)).collect()
}

/// The cells of two headers.
struct HeaderPair<'t> {
    old: Vec<HeaderSpan<'t>>,
    new: Vec<HeaderSpan<'t>>,
}

/// The cells over a column in one row of both headers, by their indices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct HeaderOverlap {
    old: Option<usize>,
    new: Option<usize>,
}

impl HeaderOverlap {
    /// Whether one version at least goes on below the same cell.
    fn touches(self, before: Self) -> bool {
        self.old.is_some() && self.old == before.old
            || self.new.is_some() && self.new == before.new
    }

    /// Whether each version that has the column goes on below the same cell.
    fn goes_on(self, before: Self) -> bool {
        self.touches(before)
            && (self.old.is_none() || self.old == before.old)
            && (self.new.is_none() || self.new == before.new)
    }
}

/// The cell of a row of a header that covers a column; `None` where a name reaches down
/// into the row from above.
fn find_cell(cells: &[HeaderSpan<'_>], level: usize, column: usize) -> Option<usize> {
    cells.iter().position(|cell| cell.level == level && cell.covers(column))
}

impl HeaderPair<'_> {
    /// The cells of one row over the columns of both tables; `None` where they cross.
    fn merge_row(
        &self,
        level: usize,
        columns: &[PrintedColumn],
    ) -> Option<Vec<redline::HeaderCell>> {
        let mut res: Vec<redline::HeaderCell> = Vec::new();
        let mut before = HeaderOverlap::default();
        for (index, column) in columns.iter().enumerate() {
            let overlap = self.find_overlap(level, *column)?;
            if overlap.goes_on(before) {
                res.last_mut()?.columns += 1;
                continue;
            }
            if overlap.touches(before) {
                return None;
            }
            if overlap != HeaderOverlap::default() {
                res.push(self.merge_cell(overlap, index)?);
            }
            before = overlap;
        }
        Some(res)
    }

    /// What stands over a column in a row; `None` where a name begins there in one version
    /// and reaches down from above in the other.
    fn find_overlap(&self, level: usize, column: PrintedColumn) -> Option<HeaderOverlap> {
        let old = column.old.map(|column| find_cell(&self.old, level, column));
        let new = column.new.map(|column| find_cell(&self.new, level, column));
        match (old, new) {
            (Some(Some(_)), Some(None)) | (Some(None), Some(Some(_))) => None,
            _ => Some(HeaderOverlap { old: old.flatten(), new: new.flatten() }),
        }
    }

    /// The cell that begins over a column; `None` where it is of another height in each
    /// version.
    fn merge_cell(
        &self,
        overlap: HeaderOverlap,
        column: usize,
    ) -> Option<redline::HeaderCell> {
        let old = overlap.old.map(|index| self.old[index].cell);
        let new = overlap.new.map(|index| self.new[index].cell);
        let (label, rows) = match (old, new) {
            (Some(old), Some(new)) if old.rows != new.rows => return None,
            (Some(old), Some(new)) => {
                (words::compare_texts(&old.label, &new.label), new.rows)
            }
            (Some(old), None) => {
                (words::mark_text(&old.label, TextMark::Removed), old.rows)
            }
            (None, new) => {
                let new = new?;
                (words::mark_text(&new.label, TextMark::Added), new.rows)
            }
        };
        Some(redline::HeaderCell {
            label,
            at: u32::try_from(column).ok()?,
            columns: 1,
            rows,
        })
    }
}
