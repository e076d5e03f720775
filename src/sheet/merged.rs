//! Merged cells: which area a cell is in, found at once however many there are.

use crate::sheet::Damage;
use std::ops::RangeInclusive;

use super::limit::MAX_MERGED;
use super::xml::break_off;
use super::{Excess, MAX_CELLS, MergedArea, SheetError};

/// The merged areas of a sheet. None meets another: of two that do, which no program
/// writes, the one that begins higher stays.
#[derive(Debug, Default)]
pub(super) struct MergedCells {
    areas: Vec<MergedArea>,
    /// For each column the areas in it, from top to bottom.
    columns: Vec<Vec<u32>>,
}

impl MergedCells {
    /// Notes an area; one of a single cell is none.
    pub(super) fn add(
        &mut self,
        rows: RangeInclusive<usize>,
        columns: RangeInclusive<usize>,
    ) -> Result<(), SheetError> {
        let one = rows.start() >= rows.end() && columns.start() >= columns.end();
        if one || rows.is_empty() || columns.is_empty() {
            return Ok(());
        }
        if self.areas.len() == MAX_MERGED {
            return Err(break_off(Damage::MergedCells));
        }
        self.areas.push(MergedArea { rows, columns });
        Ok(())
    }

    /// Makes the areas ready to be found in a table of this size; what is outside of it is
    /// cut off.
    pub(super) fn index(&mut self, rows: usize, width: usize) -> Result<(), SheetError> {
        if rows == 0 || width == 0 {
            self.areas.clear();
        }
        self.areas.retain(|area| *area.rows.start() < rows);
        self.areas.retain(|area| *area.columns.start() < width);
        self.areas.sort_by_key(|area| (*area.rows.start(), *area.columns.start()));
        self.columns = vec![Vec::new(); width];
        // The first row of each column that no area covers so far.
        let mut free = vec![0; width];
        let mut covered = 0;
        for (number, area) in self.areas.iter().enumerate() {
            let columns =
                *area.columns.start()..width.min(area.columns.end().saturating_add(1));
            let (first, last) = (*area.rows.start(), *area.rows.end());
            if free[columns.clone()].iter().any(|row| *row > first) {
                continue;
            }
            covered += columns.len();
            if covered > MAX_CELLS {
                return Err(Excess::Cells.into());
            }
            let number = u32::try_from(number).expect("fewer than the limit");
            for column in columns {
                free[column] = last.saturating_add(1);
                self.columns[column].push(number);
            }
        }
        Ok(())
    }

    /// The area that a cell is in.
    pub(super) fn find(&self, row: usize, column: usize) -> Option<&MergedArea> {
        let numbers = self.columns.get(column)?;
        let next =
            numbers.partition_point(|number| *self.area(*number).rows.start() <= row);
        let found = self.area(*numbers.get(next.checked_sub(1)?)?);
        found.rows.contains(&row).then_some(found)
    }

    fn area(&self, number: u32) -> &MergedArea {
        &self.areas[usize::try_from(number).expect("a number of an area")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(areas: &[[usize; 4]]) -> MergedCells {
        let mut merged = MergedCells::default();
        for [top, bottom, left, right] in areas {
            merged.add(*top..=*bottom, *left..=*right).unwrap();
        }
        merged.index(10, 5).unwrap();
        merged
    }

    #[test]
    fn a_cell_is_in_the_area_that_covers_it() {
        let merged = merged(&[[4, 6, 1, 1], [0, 0, 0, 9], [1, 2, 0, 1], [3, 3, 3, 3]]);
        let find = |row, column| merged.find(row, column).map(|area| *area.rows.end());
        assert_eq!([find(0, 0), find(0, 4), find(0, 9)], [Some(0), Some(0), None]);
        assert_eq!([find(1, 1), find(2, 0), find(2, 2)], [Some(2), Some(2), None]);
        assert_eq!([find(3, 3), find(3, 1), find(7, 1)], [None; 3]);
        assert_eq!([find(4, 1), find(6, 1)], [Some(6); 2]);
    }

    #[test]
    fn areas_that_meet_do_no_harm() {
        let merged = merged(&[[2, 5, 0, 1], [1, 3, 1, 2], [6, 9, 0, 0], [20, 30, 0, 0]]);
        assert_eq!(merged.find(2, 1).unwrap().columns, 1..=2);
        assert!(merged.find(5, 0).is_none());
        assert_eq!(merged.find(9, 0).unwrap().rows, 6..=9);
        let huge = usize::MAX;
        let mut wide = MergedCells::default();
        wide.add(0..=huge, 0..=huge - 1).unwrap();
        wide.index(3, 3).unwrap();
        assert!(wide.find(2, 2).is_some());
    }

    #[test]
    fn a_hundred_thousand_areas_are_found_at_once() {
        let mut merged = MergedCells::default();
        for row in 0..100_000 {
            merged.add(row * 2..=row * 2 + 1, 0..=2).unwrap();
        }
        merged.index(200_000, 5).unwrap();
        for row in 0..200_000 {
            assert_eq!(*merged.find(row, 2).unwrap().rows.start(), row / 2 * 2);
        }
    }
}
