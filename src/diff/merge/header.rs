//! The header of two tables laid one over the other.

use crate::document::Table;
use crate::redline::{self, Mark};

use super::super::header::{Placed, placed};
use super::super::pair::ColumnMatch;
use super::super::words;

/// The header of one version.
pub(super) fn whole(table: &Table, mark: Mark) -> Vec<Vec<redline::HeaderCell>> {
    let mut res = vec![Vec::new(); table.header.len()];
    for placed in placed(table) {
        res[placed.level].push(redline::HeaderCell {
            label: words::whole_text(&placed.cell.label, mark),
            at: u32::try_from(placed.column).unwrap_or(0),
            columns: placed.cell.columns,
            rows: placed.cell.rows,
        });
    }
    res
}

/// The header of both; `None` where they do not lie on each other: another number of
/// rows, a name that reaches down in one and not in the other, groups that cross.
///
/// Each row of it is walked over the columns of both tables. A column that goes on below
/// the same cells as the one before it widens their common cell; where one version goes on
/// and the other begins a new cell, they cross.
pub(super) fn merged(
    old: &Table,
    new: &Table,
    columns: &[ColumnMatch],
) -> Option<Vec<Vec<redline::HeaderCell>>> {
    if old.header.len() != new.header.len() {
        return None;
    }
    let headers = Headers { old: placed(old), new: placed(new) };
    (0..new.header.len()).map(|level| headers.row(level, columns)).collect()
}

/// The cells of two headers.
struct Headers<'t> {
    old: Vec<Placed<'t>>,
    new: Vec<Placed<'t>>,
}

/// The cells over a column in one row of both headers, by their indices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Over {
    old: Option<usize>,
    new: Option<usize>,
}

impl Over {
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

impl Headers<'_> {
    fn row(
        &self,
        level: usize,
        columns: &[ColumnMatch],
    ) -> Option<Vec<redline::HeaderCell>> {
        let mut res: Vec<redline::HeaderCell> = Vec::new();
        let mut before = Over::default();
        for (index, column) in columns.iter().enumerate() {
            let over = self.over(level, *column)?;
            if over.goes_on(before) {
                res.last_mut()?.columns += 1;
                continue;
            }
            if over.touches(before) {
                return None;
            }
            if over != Over::default() {
                res.push(self.cell(over, index)?);
            }
            before = over;
        }
        Some(res)
    }

    /// What stands over a column in a row; `None` where a name begins there in one version
    /// and reaches down from above in the other.
    fn over(&self, level: usize, column: ColumnMatch) -> Option<Over> {
        let find = |cells: &[Placed<'_>], column: usize| {
            cells.iter().position(|cell| cell.level == level && cell.covers(column))
        };
        let old = column.old.map(|column| find(&self.old, column));
        let new = column.new.map(|column| find(&self.new, column));
        match (old, new) {
            (Some(Some(_)), Some(None)) | (Some(None), Some(Some(_))) => None,
            _ => Some(Over { old: old.flatten(), new: new.flatten() }),
        }
    }

    /// The cell that begins over a column; `None` where it is of another height in each
    /// version.
    fn cell(&self, over: Over, column: usize) -> Option<redline::HeaderCell> {
        let old = over.old.map(|index| self.old[index].cell);
        let new = over.new.map(|index| self.new[index].cell);
        let (label, rows) = match (old, new) {
            (Some(old), Some(new)) if old.rows != new.rows => return None,
            (Some(old), Some(new)) => {
                (words::text_runs(&old.label, &new.label), new.rows)
            }
            (Some(old), None) => (words::whole_text(&old.label, Mark::Deleted), old.rows),
            (None, new) => {
                let new = new?;
                (words::whole_text(&new.label, Mark::Added), new.rows)
            }
        };
        let at = u32::try_from(column).ok()?;
        Some(redline::HeaderCell { label, at, columns: 1, rows })
    }
}
