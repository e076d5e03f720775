//! Rows of cells as they are filled, within the limits.

use super::{DataCell, Excess, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError};

/// Rows of cells from the first row and the first column of the sheet; a row ends with
/// its last filled cell, the whole with the last filled row.
#[derive(Debug, Default)]
pub(super) struct CellGrid {
    rows: Vec<Vec<DataCell>>,
    cells: usize,
}

impl CellGrid {
    /// Puts a cell. Cells may come in any order; an empty one changes nothing. Cells before
    /// it in its row are filled up as empty ones, and count against the limit as they take
    /// memory; a new row is given the width of the one above, so that it is not moved as it
    /// grows.
    pub(super) fn put(
        &mut self,
        row: usize,
        column: usize,
        cell: DataCell,
    ) -> Result<(), SheetError> {
        if cell == DataCell::Empty {
            return Ok(());
        }
        if row >= MAX_ROWS {
            return Err(Excess::Rows(row + 1).into());
        }
        if column >= MAX_COLUMNS {
            return Err(Excess::Columns(column + 1).into());
        }
        if row >= self.rows.len() {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let width = row.checked_sub(1).map_or(0, |above| self.rows[above].len());
        let cells = &mut self.rows[row];
        if cells.is_empty() {
            cells.reserve_exact(width.max(column + 1));
        }
        if column >= cells.len() {
            self.cells += column + 1 - cells.len();
            if self.cells > MAX_CELLS {
                return Err(Excess::Cells.into());
            }
            cells.resize(column + 1, DataCell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    /// The rows, each to its last filled cell.
    pub(super) fn into_rows(self) -> Vec<Vec<DataCell>> {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> DataCell {
        DataCell::Text(text.to_owned())
    }

    #[test]
    fn cells_may_come_in_any_order() {
        let mut grid = CellGrid::default();
        grid.put(2, 1, text("b")).unwrap();
        grid.put(0, 0, text("a")).unwrap();
        grid.put(7, 9, DataCell::Empty).unwrap();
        grid.put(2, 0, text("c")).unwrap();
        let rows = grid.into_rows();
        assert_eq!(rows, [vec![text("a")], vec![], vec![text("c"), text("b")]]);
    }

    #[test]
    fn a_cell_beyond_a_limit_is_refused() {
        let mut grid = CellGrid::default();
        let rows = grid.put(MAX_ROWS, 0, text("a")).unwrap_err();
        assert!(matches!(rows, SheetError::TooLarge(Excess::Rows(200_001))));
        let columns = grid.put(0, MAX_COLUMNS, text("a")).unwrap_err();
        assert!(matches!(columns, SheetError::TooLarge(Excess::Columns(501))));
        assert!(grid.into_rows().is_empty());
    }

    #[test]
    fn gaps_count_as_cells() {
        let mut grid = CellGrid::default();
        let last = MAX_CELLS / MAX_COLUMNS;
        for row in 0..last {
            grid.put(row, MAX_COLUMNS - 1, text("a")).unwrap();
        }
        let error = grid.put(last, 0, text("a")).unwrap_err();
        assert!(matches!(error, SheetError::TooLarge(Excess::Cells)));
    }
}
