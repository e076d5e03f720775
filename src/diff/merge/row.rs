//! The rows of two tables in one order, each laid out over the columns of both.

use std::collections::HashMap;

use crate::document::{Cell, ORDER_COLUMN, Row, Table};
use crate::redline::{self, BlockMark, GoesOn, Runs, TextMark};

use super::super::pair::{Matching, Pair, PrintedColumn};
use super::super::tree::render_plain;
use super::super::words;

/// Two tables and the columns of both in their common order.
#[derive(Clone, Copy)]
pub(super) struct MergedTables<'a> {
    pub(super) old: &'a Table,
    pub(super) new: &'a Table,
    pub(super) columns: &'a [PrintedColumn],
}

/// The rows of both tables: the new one's, with those of the old one alone where they
/// stood. A row that stands elsewhere now is there twice.
///
/// The rows that stay in one order split both tables into gaps, the end of both being the
/// last bound. In a gap the old rows come first, removed or moved away from here; then the
/// new ones, added or moved to here; then the row that bounds it.
pub(super) fn merge_rows(tables: MergedTables<'_>, rows: &Matching) -> Vec<redline::Row> {
    let old_by_new: HashMap<usize, usize> =
        rows.pairs.iter().map(|pair| (pair.new, pair.old)).collect();
    let end = Pair { old: tables.old.rows.len(), new: tables.new.rows.len() };
    let (mut old_from, mut new_from) = (0, 0);
    let mut res = Vec::new();
    for pair in rows.staying().into_iter().chain([end]) {
        // An old row of a pair that does not stay has moved away from here.
        for old in old_from..pair.old {
            res.push(tables.mark_old_row(old, rows.new_of(old).is_some()));
        }
        for new in new_from..pair.new {
            match old_by_new.get(&new) {
                Some(old) => {
                    res.extend(
                        tables.merge_row(Pair { old: *old, new }, BlockMark::MovedTo),
                    );
                }
                None => res.push(tables.mark_new_row(new)),
            }
        }
        // The end of both tables bounds the last gap and is no row.
        if pair != end {
            res.extend(tables.merge_row(pair, BlockMark::Kept));
        }
        (old_from, new_from) = (pair.old + 1, pair.new + 1);
    }
    res
}

/// The version from which a row is taken.
#[derive(Debug, Clone, Copy)]
enum RowVersion {
    Old,
    New,
}

impl RowVersion {
    fn column(self, column: &PrintedColumn) -> Option<usize> {
        match self {
            Self::Old => column.old,
            Self::New => column.new,
        }
    }
}

/// The cells of both rows that cover a column, by their indices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct CellOverlap {
    old: Option<usize>,
    new: Option<usize>,
}

impl CellOverlap {
    /// Whether each version that has the column goes on in the same cell.
    fn goes_on(self, before: Self) -> bool {
        (self.old.is_some() || self.new.is_some())
            && (self.old.is_none() || self.old == before.old)
            && (self.new.is_none() || self.new == before.new)
    }

    /// Whether one version at least goes on in the cell that it was in last.
    fn touches(self, last: Self) -> bool {
        self.old.is_some() && self.old == last.old
            || self.new.is_some() && self.new == last.new
    }

    /// The cells of both after this column, where `last` are those before it: a column
    /// that one version lacks does not end its cell.
    fn after(self, last: Self) -> Self {
        Self { old: self.old.or(last.old), new: self.new.or(last.new) }
    }
}

impl MergedTables<'_> {
    /// A row of both, cell by cell; as two rows where cells over several columns differ.
    fn merge_row(self, pair: Pair, mark: BlockMark) -> Vec<redline::Row> {
        if let Some(row) = self.merge_row_cells(pair, mark) {
            return vec![row];
        }
        let mut res = Vec::new();
        if mark == BlockMark::Kept {
            res.push(self.mark_old_row(pair.old, false));
        }
        res.push(self.mark_new_row(pair.new));
        res
    }

    /// A row of both as one, walked over the columns of both tables. `None` where one
    /// version goes on in a wide cell and the other does not: the cells cross.
    ///
    /// `before` has the cells under the column before this one, and `last` the last cell of
    /// each version, which a column that the version lacks does not end. A column under the
    /// cells of `before` widens the merged cell; one that still touches a cell of `last`
    /// without doing so is where the cells cross.
    fn merge_row_cells(self, pair: Pair, mark: BlockMark) -> Option<redline::Row> {
        let (old_row, new_row) = (&self.old.rows[pair.old], &self.new.rows[pair.new]);
        let old_cells = map_columns_to_cells(&old_row.cells);
        let new_cells = map_columns_to_cells(&new_row.cells);
        let mut cells: Vec<redline::Cell> = Vec::new();
        let mut before = CellOverlap::default();
        let mut last = CellOverlap::default();
        for column in self.columns {
            let overlap = CellOverlap {
                old: column.old.and_then(|column| old_cells.get(column).copied()),
                new: column.new.and_then(|column| new_cells.get(column).copied()),
            };
            // Both versions go on below the cells of the column before.
            if let Some(cell) = cells.last_mut().filter(|_| overlap.goes_on(before)) {
                cell.columns += 1;
                continue;
            }
            // One version goes on in a wide cell where the other begins a new one.
            if overlap.touches(last) {
                return None;
            }
            let content = self.merge_content(pair, overlap, column);
            let goes_on = GoesOn {
                old: overlap.old.is_some_and(|cell| old_row.cells[cell].goes_on),
                new: overlap.new.is_some_and(|cell| new_row.cells[cell].goes_on),
            };
            cells.push(redline::Cell { content, columns: 1, goes_on });
            before = overlap;
            last = overlap.after(last);
        }
        let named = new_row.named.filter(|cell| *cell < cells.len());
        Some(redline::Row { mark, role: new_row.role, named, cells })
    }

    /// What stands in the cells of both, word by word; numbers of order are renumbered.
    fn merge_content(
        self,
        pair: Pair,
        overlap: CellOverlap,
        column: &PrintedColumn,
    ) -> Runs {
        let old = overlap.old.map(|cell| &self.old.rows[pair.old].cells[cell]);
        let new = overlap.new.map(|cell| &self.new.rows[pair.new].cells[cell]);
        match (old, new) {
            (Some(old), Some(new)) if new.columns == 1 && self.is_order(column) => {
                words::mark_renumbered(
                    &render_plain(&old.content),
                    &render_plain(&new.content),
                )
            }
            (Some(old), Some(new)) => words::compare_inlines(&old.content, &new.content),
            (Some(old), None) => words::mark_inlines(&old.content, TextMark::Removed),
            (None, Some(new)) => words::mark_inlines(&new.content, TextMark::Added),
            (None, None) => Runs::new(),
        }
    }

    /// Whether a column has the order numbers of the rows.
    fn is_order(self, column: &PrintedColumn) -> bool {
        has_order_numbers(self.old, column.old) || has_order_numbers(self.new, column.new)
    }

    /// A row as it stood in the old table, alone or moved.
    fn mark_old_row(self, row: usize, moved: bool) -> redline::Row {
        let (block, mark) = if moved {
            (BlockMark::MovedFrom, TextMark::Kept)
        } else {
            (BlockMark::Removed, TextMark::Removed)
        };
        let cells = self.mark_cells(&self.old.rows[row], mark, RowVersion::Old);
        build_row(&self.old.rows[row], block, cells)
    }

    /// A row that the new table alone has.
    fn mark_new_row(self, row: usize) -> redline::Row {
        let cells =
            self.mark_cells(&self.new.rows[row], TextMark::Added, RowVersion::New);
        build_row(&self.new.rows[row], BlockMark::Added, cells)
    }

    /// The cells of a row of one version over the columns of both tables.
    ///
    /// A column of the row's own version widens the last cell where it is covered by the
    /// same one, and else begins a new cell. A column of the other version widens the last
    /// cell where that goes on behind it, as the next column of the row's version shows;
    /// else it has an empty cell.
    fn mark_cells(
        self,
        row: &Row,
        mark: TextMark,
        version: RowVersion,
    ) -> Vec<redline::Cell> {
        let cells_by_column = map_columns_to_cells(&row.cells);
        let mut res: Vec<redline::Cell> = Vec::new();
        let mut before = None;
        for (index, column) in self.columns.iter().enumerate() {
            let own_column = version.column(column);
            let cell = own_column.and_then(|column| cells_by_column.get(column).copied());
            let goes_on = match cell {
                Some(_) => cell == before,
                None => {
                    let mut following = self.columns[index..].iter();
                    let next = following
                        .find_map(|column| version.column(column))
                        .and_then(|column| cells_by_column.get(column).copied());
                    before.is_some() && next == before
                }
            };
            match (cell, res.last_mut()) {
                // An empty cell is never widened: behind it no cell of the row goes
                // on.
                (_, Some(last)) if goes_on => last.columns += 1,
                (Some(cell), _) => {
                    let goes_on = row.cells[cell].goes_on;
                    let goes_on = match version {
                        RowVersion::Old => GoesOn { old: goes_on, new: false },
                        RowVersion::New => GoesOn { old: false, new: goes_on },
                    };
                    let content = words::mark_inlines(&row.cells[cell].content, mark);
                    res.push(redline::Cell { content, columns: 1, goes_on });
                    before = Some(cell);
                }
                (None, _) => res.push(make_empty_cell()),
            }
        }
        res
    }
}

/// Whether a column has the order numbers that the engine makes.
fn has_order_numbers(table: &Table, column: Option<usize>) -> bool {
    column.is_some_and(|column| table.columns[column].id.as_deref() == Some(ORDER_COLUMN))
}

/// A cell of a column that the row's version does not have.
pub(super) fn make_empty_cell() -> redline::Cell {
    redline::Cell { content: Runs::new(), columns: 1, goes_on: GoesOn::default() }
}

/// A row of one version in its new cells.
fn build_row(row: &Row, mark: BlockMark, cells: Vec<redline::Cell>) -> redline::Row {
    let named = row.named.filter(|cell| *cell < cells.len());
    redline::Row { mark, role: row.role, named, cells }
}

/// For each column the index of the cell that covers it.
fn map_columns_to_cells(cells: &[Cell]) -> Vec<usize> {
    let covered = cells.iter().enumerate();
    covered
        .flat_map(|(index, cell)| std::iter::repeat_n(index, cell.columns as usize))
        .collect()
}
