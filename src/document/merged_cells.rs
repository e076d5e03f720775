//! Cells that are one with the cell above them, and the order numbers of rows, which count
//! such cells once.

use crate::indicator::RowPlace;

use super::printed_table::PrintedTable;
use super::text::{to_inlines, to_text};
use super::{Cell, Inline, Row, RowRole, Table};

/// How far down a cell reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellDepth {
    /// It begins here and covers so many rows, from 1.
    Rows(u32),
    /// It is part of the cell above it, where its words stand.
    Above,
}

/// How far down each cell of a table reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellDepths {
    /// By row and cell; nothing where every cell stands in one row, as in most tables.
    rows: Vec<Vec<CellDepth>>,
}

impl CellDepths {
    /// How far down a cell reaches, by the index of its row and its own in the row.
    #[must_use]
    pub fn get(&self, row: usize, cell: usize) -> CellDepth {
        let depth = self.rows.get(row).and_then(|cells| cells.get(cell));
        depth.copied().unwrap_or(CellDepth::Rows(1))
    }

    /// How many cells of a row go on from the row above.
    #[must_use]
    pub fn count_going_on(&self, row: usize) -> usize {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        cells.iter().filter(|depth| **depth == CellDepth::Above).count()
    }
}

impl Table {
    /// How far down each cell reaches. A cell goes on from the one above only where both
    /// rows are rows of the data and both cells say the same, whoever has made the table;
    /// and none goes on over the top of the row `cut`.
    #[must_use]
    pub fn cell_depths(&self, cut: Option<usize>) -> CellDepths {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        if !cells.any(|cell| cell.goes_on) {
            return CellDepths { rows: Vec::new() };
        }
        let mut res: Vec<Vec<CellDepth>> = self
            .rows
            .iter()
            .map(|row| vec![CellDepth::Rows(1); row.cells.len()])
            .collect();
        // For each column the cell that the row above has there.
        let mut above: Vec<Option<CellBegin>> = vec![None; self.columns.len()];
        for (row, Row { role, cells, .. }) in self.rows.iter().enumerate() {
            let mut here = vec![None; self.columns.len()];
            let mut column = 0;
            for (index, cell) in cells.iter().enumerate() {
                let begin = above.get(column).copied().flatten().filter(|begin| {
                    cell.goes_on
                        && cut != Some(row)
                        && *role == RowRole::Plain
                        && self.rows[begin.row].role == RowRole::Plain
                        && is_same_cell(&self.rows[begin.row].cells[begin.index], cell)
                });
                if let Some(begin) = begin {
                    if let CellDepth::Rows(count) = &mut res[begin.row][begin.index] {
                        *count += 1;
                    }
                    res[row][index] = CellDepth::Above;
                }
                if let Some(place) = here.get_mut(column) {
                    *place = Some(begin.unwrap_or(CellBegin { row, index }));
                }
                column += cell.columns as usize;
            }
            above = here;
        }
        CellDepths { rows: res }
    }
}

/// Where a cell begins that rows below may go on with.
#[derive(Debug, Clone, Copy)]
struct CellBegin {
    row: usize,
    index: usize,
}

/// Whether two cells can be one: each of one column, with the same words, wherever their
/// lines end. What is not known yet may differ, and a footnote has one place.
fn is_same_cell(above: &Cell, below: &Cell) -> bool {
    above.columns == 1
        && below.columns == 1
        && !below.content.is_empty()
        && has_only_words(above)
        && has_only_words(below)
        && to_text(&above.content) == to_text(&below.content)
}

fn has_only_words(cell: &Cell) -> bool {
    let mut inlines = cell.content.iter();
    inlines.all(|inline| matches!(inline, Inline::Text { .. } | Inline::Break))
}

/// Marks the cells of merging columns that say the same as those above them. One goes on
/// only where those of the merging columns to its left do, so that one subject is not
/// merged over two days; groups and sums end every cell, since they are rows of their own.
pub(super) fn mark_merged_cells(printed: &PrintedTable<'_>, rows: &mut [Row]) {
    let merging = printed.columns.iter().enumerate();
    let merging: Vec<usize> = merging
        .filter(|(_, column)| printed.spec.columns[**column].look.merges)
        .map(|(index, _)| index)
        .collect();
    if merging.is_empty() {
        return;
    }
    for row in 1..rows.len() {
        let (above, below) = rows.split_at_mut(row);
        let (above, below) = (&above[row - 1], &mut below[0]);
        if above.role != RowRole::Plain || below.role != RowRole::Plain {
            continue;
        }
        let is_other_day = is_day_begun(printed, below);
        for column in &merging {
            let (Some(above), Some(index)) =
                (find_cell(above, *column), find_cell_index(below, *column))
            else {
                break;
            };
            let is_other_time = is_other_day && is_time(printed, *column);
            if is_other_time || !is_same_cell(above, &below.cells[index]) {
                break;
            }
            below.cells[index].goes_on = true;
        }
    }
}

/// Whether a row is the first of a day of a timetable: two days that are not known yet print
/// alike and are two.
fn is_day_begun(printed: &PrintedTable<'_>, row: &Row) -> bool {
    let Some(timetable) = &printed.spec.timetable else { return false };
    let Some(RowPlace::Row(index)) = row.place else { return false };
    let index = index.index();
    let above = index.checked_sub(1).and_then(|above| timetable.entries.get(above));
    let entry = timetable.entries.get(index);
    above.zip(entry).is_some_and(|(above, entry)| above.item != entry.item)
}

/// Whether a column of a timetable says when something is done.
fn is_time(printed: &PrintedTable<'_>, column: usize) -> bool {
    let timetable = printed.spec.timetable.as_ref();
    timetable.is_some_and(|timetable| timetable.times.contains(&printed.columns[column]))
}

/// Puts an order number before the cells of each row of the data and each blank row. They
/// begin anew in each group; where the column beside them merges, each of its cells has one
/// number.
pub(super) fn number_rows(rows: &mut [Row]) {
    let mut number = 0;
    for row in rows {
        match row.role {
            RowRole::Plain | RowRole::Blank => {
                let goes_on = row.cells.first().is_some_and(|cell| cell.goes_on);
                number += usize::from(!goes_on);
                let content = to_inlines(&number.to_string());
                row.cells.insert(0, Cell { content, columns: 1, goes_on });
            }
            RowRole::Group => number = 0,
            RowRole::Subtotal | RowRole::Total | RowRole::BelowSum => {}
        }
    }
}

/// The cell that begins in a column.
fn find_cell(row: &Row, column: usize) -> Option<&Cell> {
    find_cell_index(row, column).map(|index| &row.cells[index])
}

fn find_cell_index(row: &Row, column: usize) -> Option<usize> {
    let mut begin = 0;
    for (index, cell) in row.cells.iter().enumerate() {
        if begin == column {
            return Some(index);
        }
        begin += cell.columns as usize;
    }
    None
}
