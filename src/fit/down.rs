//! Cells that reach down over rows: what they add to the heights of these, and which of them
//! may break.

use crate::document::{CellDepth, CellDepths};

use super::rows::{KeepTogetherByColumn, RowMeasure};
use super::{CellBreak, CellLayout, RowLayout};

/// A cell over several rows.
pub(super) struct MergedCell {
    /// The last row that it covers.
    last: usize,
    /// Whether its words may take all the height of its rows: then the last row is as tall
    /// as they need.
    is_full: bool,
}

impl MergedCell {
    /// Leaves the height of the last row to the typesetter, which gives it what the words
    /// of the cell lack.
    pub(super) fn loosen_last_row(&self, rows: &mut [RowLayout]) {
        if let Some(row) = rows.get_mut(self.last).filter(|_| self.is_full) {
            row.line = false;
        }
    }
}

impl RowMeasure<'_> {
    /// The cells that reach down; where one is taller than its rows, the last of them grows
    /// by the difference. The lower cells come first, for they lie within the others.
    pub(super) fn merge_down(
        &self,
        depths: &CellDepths,
        by_column: &KeepTogetherByColumn,
        heights: &mut [u32],
    ) -> Vec<MergedCell> {
        let mut found = Vec::new();
        for (index, row) in self.table.rows.iter().enumerate() {
            for located in self.locate_cells(index) {
                if let CellDepth::Rows(count @ 2..) = depths.get(index, located.index) {
                    let last = index + count as usize - 1;
                    let height = self.cell_height(&located, row, by_column);
                    found.push((index, last, height));
                }
            }
        }
        found.sort_by_key(|(first, last, _)| last - first);
        let mut res = Vec::with_capacity(found.len());
        for (first, last, height) in found {
            let rows: u32 = heights[first..=last].iter().sum();
            heights[last] += height.saturating_sub(rows);
            let is_full = height + self.line_row() > rows && height > self.line_row();
            res.push(MergedCell { last, is_full });
        }
        res
    }

    /// Says of the cells of each row how far they reach, and how pages may part them.
    pub(super) fn lay_out_cells(
        &self,
        depths: &CellDepths,
        by_column: &KeepTogetherByColumn,
        heights: &[u32],
        rows: &mut [RowLayout],
    ) {
        for (index, row) in self.table.rows.iter().enumerate() {
            let covered = CellLayout { down: 0, across: 0, breaks: None };
            let mut cells = vec![covered; row.cells.len()];
            for located in self.locate_cells(index) {
                let across = u32::try_from(located.count).unwrap_or(1);
                let CellDepth::Rows(down) = depths.get(index, located.index) else {
                    cells[located.index].across = across;
                    continue;
                };
                let below = index..index + down as usize;
                let height = heights[below.clone()].iter().sum::<u32>();
                let has_tall = rows[below].iter().any(|row| row.tall);
                let words = self.cell_height(&located, row, by_column);
                let breaks = self.choose_break(height, words, has_tall);
                cells[located.index] = CellLayout { down, across, breaks };
            }
            let mut reaches = cells.iter().zip(&row.cells);
            if reaches
                .any(|(reach, cell)| reach.down != 1 || reach.across != cell.columns)
            {
                rows[index].cells = cells;
            }
        }
    }

    /// How pages may part rows in one whose words are so tall. What is short stays whole, as
    /// does what has so many words that neither part might hold them; `has_tall` where one of
    /// the rows breaks in any case. Of two parts one has half the height.
    fn choose_break(&self, height: u32, words: u32, has_tall: bool) -> Option<CellBreak> {
        let is_roomy = words <= height / 3;
        if !has_tall && (!self.is_tall(height) || !is_roomy && self.fits_page(height)) {
            None
        } else if is_roomy && !has_tall {
            Some(CellBreak::Repeated)
        } else {
            Some(CellBreak::Flowing)
        }
    }

    /// Where the foot begins that must have this row: at the nearest row where no cell goes
    /// on from above, if that is not far; else where as few as can be begin anew, as far up
    /// as can be.
    pub(super) fn begin_foot(
        &self,
        row: usize,
        heights: &[u32],
        depths: &CellDepths,
    ) -> usize {
        let low = (1..=row)
            .rev()
            .take_while(|first| !self.is_tall(heights[*first..].iter().sum::<u32>()));
        let whole = low.clone().find(|first| depths.count_going_on(*first) == 0);
        let fewest = low.min_by_key(|first| (depths.count_going_on(*first), *first));
        whole.or(fewest).unwrap_or(row)
    }

    /// Whether rows in one are so tall that a page may part them.
    pub(super) fn is_tall(&self, height: u32) -> bool {
        height > self.setting.height / 4
    }

    fn fits_page(&self, height: u32) -> bool {
        height < self.setting.height * 3 / 4
    }
}
