//! Rows of cells as they are filled, within the limits.

use super::limit::{MAX_CELL_CHARS, MAX_TEXT};
use super::look::{Looks, SheetLook};
use super::{
    DataCell, Excess, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError, show_address,
};

/// Rows of cells from the first row and the first column of the sheet; a row ends with
/// its last filled cell, the whole with the last filled row. And how they are shown.
#[derive(Debug, Default)]
pub(super) struct CellGrid {
    rows: Vec<Vec<DataCell>>,
    cells: usize,
    /// Bytes of text in all cells.
    text: usize,
    pub(super) look: SheetLook,
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
        self.weigh(row, column, &cell, 1)?;
        *self.make_room(row, column)? = cell;
        Ok(())
    }

    /// Puts a cell that stands for `rows` × `columns` alike. Whether they are too many is
    /// known before the first is put.
    pub(super) fn put_area(
        &mut self,
        row: usize,
        column: usize,
        [rows, columns]: [usize; 2],
        cell: &DataCell,
    ) -> Result<(), SheetError> {
        if *cell == DataCell::Empty || rows == 0 || columns == 0 {
            return Ok(());
        }
        let [last, end] = self.check_area(row, column, [rows, columns])?;
        self.weigh(row, column, cell, rows * columns)?;
        for row in row..=last {
            for column in column..=end {
                *self.make_room(row, column)? = cell.clone();
            }
        }
        Ok(())
    }

    /// Notes a formula whose result the file does not hold. Its place counts as one that
    /// is filled: what stands there is not known, and not nothing.
    pub(super) fn put_lacking(
        &mut self,
        row: usize,
        column: usize,
    ) -> Result<(), SheetError> {
        self.make_room(row, column)?;
        // One cell may be there again and again.
        if self.look.lacking.len() == MAX_CELLS {
            return Err(Excess::Cells.into());
        }
        self.look.lacking.push((row, column));
        Ok(())
    }

    /// Notes `rows` × `columns` formulas without a result.
    pub(super) fn put_lacking_area(
        &mut self,
        row: usize,
        column: usize,
        [rows, columns]: [usize; 2],
    ) -> Result<(), SheetError> {
        if rows == 0 || columns == 0 {
            return Ok(());
        }
        let [last, end] = self.check_area(row, column, [rows, columns])?;
        for row in row..=last {
            for column in column..=end {
                self.put_lacking(row, column)?;
            }
        }
        Ok(())
    }

    /// The last row and the last column of an area that has room.
    fn check_area(
        &self,
        row: usize,
        column: usize,
        [rows, columns]: [usize; 2],
    ) -> Result<[usize; 2], SheetError> {
        let last = row.saturating_add(rows - 1);
        let end = column.saturating_add(columns - 1);
        check_place(last, end)?;
        if rows.saturating_mul(columns) > MAX_CELLS.saturating_sub(self.cells) {
            return Err(Excess::Cells.into());
        }
        Ok([last, end])
    }

    /// Adds the text of so many cells, unless it is too long for one or for all.
    fn weigh(
        &mut self,
        row: usize,
        column: usize,
        cell: &DataCell,
        count: usize,
    ) -> Result<(), SheetError> {
        let (DataCell::Text(text) | DataCell::Error(text)) = cell else { return Ok(()) };
        if text.len() > MAX_CELL_CHARS && text.chars().count() > MAX_CELL_CHARS {
            return Err(SheetError::LongCell(Some(show_address(row, column))));
        }
        self.text = self.text.saturating_add(text.len().saturating_mul(count));
        if self.text > MAX_TEXT { Err(Excess::Text.into()) } else { Ok(()) }
    }

    /// The place of a cell, with all before it.
    fn make_room(
        &mut self,
        row: usize,
        column: usize,
    ) -> Result<&mut DataCell, SheetError> {
        check_place(row, column)?;
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
        Ok(&mut cells[column])
    }

    /// The rows, each to its last filled cell, and how they are shown in the looks of the
    /// workbook.
    pub(super) fn finish(
        self,
        looks: Looks,
    ) -> Result<(Vec<Vec<DataCell>>, SheetLook), SheetError> {
        let mut look = self.look;
        look.looks = looks.into_list();
        look.lacking.sort_unstable();
        look.lacking.dedup();
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        look.merged.index(self.rows.len(), width)?;
        Ok((self.rows, look))
    }
}

fn check_place(row: usize, column: usize) -> Result<(), SheetError> {
    if row >= MAX_ROWS {
        return Err(Excess::Rows(row.saturating_add(1)).into());
    }
    if column >= MAX_COLUMNS {
        return Err(Excess::Columns(column.saturating_add(1)).into());
    }
    Ok(())
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
        let rows = grid.rows;
        assert_eq!(rows, [vec![text("a")], vec![], vec![text("c"), text("b")]]);
    }

    #[test]
    fn a_cell_beyond_a_limit_is_refused() {
        let mut grid = CellGrid::default();
        let rows = grid.put(MAX_ROWS, 0, text("a")).unwrap_err();
        assert!(matches!(rows, SheetError::TooLarge(Excess::Rows(200_001))));
        let columns = grid.put(0, MAX_COLUMNS, text("a")).unwrap_err();
        assert!(matches!(columns, SheetError::TooLarge(Excess::Columns(501))));
        assert!(grid.rows.is_empty());
    }

    #[test]
    fn formulas_without_a_result_are_no_more_than_cells() {
        let mut grid = CellGrid::default();
        grid.look.lacking = vec![(0, 0); MAX_CELLS];
        let error = grid.put_lacking(0, 0).unwrap_err();
        assert!(matches!(error, SheetError::TooLarge(Excess::Cells)));
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
