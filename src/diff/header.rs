//! The cells of a table's header with the columns that each covers.

use crate::document::{HeaderCell, Table};

/// A cell of a header with the first column that it covers.
pub(super) struct HeaderSpan<'t> {
    pub(super) cell: &'t HeaderCell,
    /// The row of the header in which it stands, from 0.
    pub(super) level: usize,
    pub(super) column: usize,
    /// How many rows of the header it covers.
    pub(super) rows: u32,
}

impl HeaderSpan<'_> {
    pub(super) fn covers(&self, column: usize) -> bool {
        (self.column..self.column + self.cell.columns as usize).contains(&column)
    }
}

/// The cells of a header with their places. As in HTML, a cell goes into the first column
/// of its row that no cell from above reaches down into; a cell that finds none is left
/// out.
pub(super) fn locate_header_cells(table: &Table) -> Vec<HeaderSpan<'_>> {
    let mut taken = vec![vec![false; table.columns.len()]; table.header.len()];
    let mut res = Vec::new();
    for (level, row) in table.header.iter().enumerate() {
        for cell in row {
            let free = taken[level].iter().position(|taken| !taken);
            let Some(column) = free else { continue };
            for row in taken.iter_mut().skip(level).take(cell.rows as usize) {
                let covered = row.iter_mut().skip(column).take(cell.columns as usize);
                covered.for_each(|taken| *taken = true);
            }
            res.push(HeaderSpan { cell, level, column, rows: cell.rows });
        }
    }
    res
}

/// The same in a header of so many rows: what reaches down to the last row of its own one
/// reaches down to the last of this.
pub(super) fn locate_deepened_cells(table: &Table, depth: usize) -> Vec<HeaderSpan<'_>> {
    let missing = u32::try_from(depth.saturating_sub(table.header.len())).unwrap_or(0);
    let mut res = locate_header_cells(table);
    for placed in &mut res {
        if placed.level + placed.rows as usize >= table.header.len() {
            placed.rows += missing;
        }
    }
    res
}

/// The names over each column, from the outermost to its own.
pub(super) fn list_column_labels(table: &Table) -> Vec<String> {
    let cells = locate_header_cells(table);
    let mut res = Vec::with_capacity(table.columns.len());
    for column in 0..table.columns.len() {
        let covering = cells.iter().filter(|cell| cell.covers(column));
        let labels: Vec<&str> =
            covering.map(|placed| placed.cell.label.as_str()).collect();
        res.push(labels.join("\u{1f}"));
    }
    res
}
