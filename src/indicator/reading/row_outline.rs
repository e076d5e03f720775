//! Rows that are numbered one below another: `3` and `3.1`, `1.` and `-` and `+`. What adds
//! up to the row above is its detail; what does not is a doubt.

use super::row_groups::GroupRows;
use super::row_mark::OutlineMark;
use super::row_sums::RowSums;

/// Rows that are sums of those directly below them, by their marks.
pub(super) fn find_outline(
    sums: &RowSums,
    marks: &[OutlineMark],
    leaves: &[usize],
) -> GroupRows {
    let mut res = GroupRows::default();
    let mut proven = 0;
    let outline = Outline::build(marks, leaves);
    for (position, row) in leaves.iter().enumerate() {
        let children = &outline.children[position];
        let filled = children.iter().filter(|row| !sums.is_nought(**row)).count();
        if filled == 0 || sums.is_nought(*row) {
            continue;
        }
        let children_sums = sums.sum(children.iter().copied());
        if sums.fits_row(*row, &children_sums) {
            proven += usize::from(filled >= 2);
            res.sums.push(*row);
        } else if sums.is_less(&children_sums, *row) {
            res.details.extend(outline.list_below(position, leaves));
        } else {
            res.differing.push(*row);
        }
    }
    if proven == 0 && res.sums.len() < 2 {
        res.doubtful = std::mem::take(&mut res.sums);
    }
    res.details.sort_unstable();
    res.details.dedup();
    // What is part of a part is no sum of its own.
    for rows in [&mut res.sums, &mut res.doubtful, &mut res.differing] {
        rows.retain(|row| res.details.binary_search(row).is_err());
    }
    res
}

/// Which rows stand directly under which.
struct Outline {
    /// The rows under each row, by its position.
    children: Vec<Vec<usize>>,
    /// The position behind the last row under each row.
    ends: Vec<usize>,
}

impl Outline {
    fn build(marks: &[OutlineMark], leaves: &[usize]) -> Self {
        let mut children = vec![Vec::new(); leaves.len()];
        let mut ends: Vec<_> = (1..=leaves.len()).collect();
        let mut stack: Vec<usize> = Vec::new();
        for (position, row) in leaves.iter().enumerate() {
            let mark = &marks[*row];
            while let Some(above) = stack.last() {
                if mark.is_below(&marks[leaves[*above]]) {
                    break;
                }
                stack.pop();
            }
            if let Some(above) = stack.last().copied()
                && mark.is_inner()
                && !marks[leaves[above]].is_above()
            {
                children[above].push(*row);
            }
            for above in &stack {
                ends[*above] = position + 1;
            }
            stack.push(position);
        }
        Self { children, ends }
    }

    /// All rows under one, directly or not.
    fn list_below<'l>(&self, position: usize, leaves: &'l [usize]) -> &'l [usize] {
        &leaves[position + 1..self.ends[position]]
    }
}
