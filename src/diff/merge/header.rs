//! The header of two tables laid one over the other.

use crate::document::{Table, format_column_number};
use crate::redline::{self, Runs, TextMark};

use super::super::header::{HeaderSpan, locate_deepened_cells, locate_header_cells};
use super::super::pair::{Matching, Pair, PrintedColumn, list_all_columns};
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

/// The header of both, and the columns over which it is laid.
pub(super) struct MergedHeader {
    pub(super) columns: Vec<PrintedColumn>,
    pub(super) header: Vec<Vec<redline::HeaderCell>>,
}

/// The header of both; `None` where one cannot be laid over the other at all.
///
/// A header of fewer rows is stretched to as many as the other has. Where names of columns
/// that are one stand in another way over them, as where a group has taken a column in,
/// these columns are shown as removed and added; where groups cross besides, all that stand
/// in groups: so that the rows, and the other columns, are still one.
pub(super) fn merge_headers(
    old: &Table,
    new: &Table,
    columns: &Matching,
) -> Option<MergedHeader> {
    let depth = old.header.len().max(new.header.len());
    let headers = HeaderPair {
        old: locate_deepened_cells(old, depth),
        new: locate_deepened_cells(new, depth),
    };
    let alike = separate_columns(columns, |pair| headers.stands_alike(pair));
    let plain = separate_columns(columns, |pair| headers.is_plain(pair, depth));
    [columns, &alike, &plain].into_iter().find_map(|matching| {
        let columns = list_all_columns(matching);
        let rows = (0..depth).map(|level| headers.merge_row(level, &columns));
        let header = rows.collect::<Option<_>>()?;
        (!matching.pairs.is_empty()).then_some(MergedHeader { columns, header })
    })
}

/// The same columns, of which those pairs are one that `is_one` says; the others are two.
fn separate_columns(columns: &Matching, is_one: impl Fn(Pair) -> bool) -> Matching {
    let (pairs, apart): (Vec<_>, Vec<_>) =
        columns.pairs.iter().copied().partition(|pair| is_one(*pair));
    let mut removed = columns.removed.clone();
    let mut added = columns.added.clone();
    removed.extend(apart.iter().map(|pair| pair.old));
    added.extend(apart.iter().map(|pair| pair.new));
    removed.sort_unstable();
    added.sort_unstable();
    Matching { pairs, removed, added }
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

/// How many rows each name over a column covers, from the outermost to its own.
fn list_heights(cells: &[HeaderSpan<'_>], column: usize) -> Vec<u32> {
    cells.iter().filter(|cell| cell.covers(column)).map(|cell| cell.rows).collect()
}

/// Whether one name, of all rows, stands over a column and over no other.
fn is_plain_column(cells: &[HeaderSpan<'_>], column: usize, depth: usize) -> bool {
    let covering = cells.iter().find(|cell| cell.covers(column));
    covering.is_some_and(|cell| cell.rows as usize == depth && cell.cell.columns == 1)
}

impl HeaderPair<'_> {
    /// Whether as many names stand over a column in both, each as high.
    fn stands_alike(&self, column: Pair) -> bool {
        list_heights(&self.old, column.old) == list_heights(&self.new, column.new)
    }

    /// Whether a column stands in no group in either.
    fn is_plain(&self, column: Pair, depth: usize) -> bool {
        is_plain_column(&self.old, column.old, depth)
            && is_plain_column(&self.new, column.new, depth)
    }

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
        let old = overlap.old.map(|index| &self.old[index]);
        let new = overlap.new.map(|index| &self.new[index]);
        let (label, rows) = match (old, new) {
            (Some(old), Some(new)) if old.rows != new.rows => return None,
            (Some(old), Some(new)) => {
                (words::compare_texts(&old.cell.label, &new.cell.label), new.rows)
            }
            (Some(old), None) => {
                (words::mark_text(&old.cell.label, TextMark::Removed), old.rows)
            }
            (None, new) => {
                let new = new?;
                (words::mark_text(&new.cell.label, TextMark::Added), new.rows)
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
