//! The header of two tables laid one over the other.

use crate::document::{HeaderCell, Table};
use crate::redline::{self, Mark};

use super::super::words;
use super::table::Joint;

/// A cell of a header with the first column that it covers.
struct Placed<'t> {
    cell: &'t HeaderCell,
    level: usize,
    at: usize,
}

/// The header of one version.
pub(super) fn whole(table: &Table, mark: Mark) -> Vec<Vec<redline::HeaderCell>> {
    let mut res = vec![Vec::new(); table.header.len()];
    for placed in placed(table) {
        res[placed.level].push(redline::HeaderCell {
            label: words::whole_text(&placed.cell.label, mark),
            at: u32::try_from(placed.at).unwrap_or(0),
            columns: placed.cell.columns,
            rows: placed.cell.rows,
        });
    }
    res
}

/// The header of both; `None` where they do not lie on each other: another number of
/// rows, a name that reaches down in one and not in the other, groups that cross.
pub(super) fn both(
    old: &Table,
    new: &Table,
    joints: &[Joint],
) -> Option<Vec<Vec<redline::HeaderCell>>> {
    if old.header.len() != new.header.len() {
        return None;
    }
    let (ours, theirs) = (placed(old), placed(new));
    let mut res = vec![Vec::new(); new.header.len()];
    for (level, row) in res.iter_mut().enumerate() {
        let mut last: Option<(Option<usize>, Option<usize>)> = None;
        for (at, joint) in joints.iter().enumerate() {
            let cell =
                |cells: &[Placed<'_>], column: Option<usize>| -> Option<Option<usize>> {
                    let column = column?;
                    Some(cells.iter().position(|p| p.level == level && covers(p, column)))
                };
            let (a, b) = (cell(&ours, joint.old), cell(&theirs, joint.new));
            let (a, b) = match (a, b) {
                // Neither, or a side that has the column, has a cell that begins here.
                (None | Some(None), None | Some(None)) => {
                    last = None;
                    continue;
                }
                (Some(Some(_)), Some(None)) | (Some(None), Some(Some(_))) => return None,
                (a, b) => (a.flatten(), b.flatten()),
            };
            if let Some((x, y)) = last {
                let same = (a.is_none() || x == a) && (b.is_none() || y == b);
                let touches = a.is_some() && x == a || b.is_some() && y == b;
                if same && touches {
                    let cell: &mut redline::HeaderCell = row.last_mut()?;
                    cell.columns += 1;
                    continue;
                }
                if touches {
                    return None;
                }
            }
            let rows =
                |i: Option<usize>, cells: &[Placed<'_>]| i.map(|i| cells[i].cell.rows);
            let (down, other) = (rows(a, &ours), rows(b, &theirs));
            if let (Some(down), Some(other)) = (down, other)
                && down != other
            {
                return None;
            }
            let text = |i: Option<usize>, cells: &[Placed<'_>]| {
                i.map(|i| cells[i].cell.label.clone())
            };
            let label = match (text(a, &ours), text(b, &theirs)) {
                (Some(a), Some(b)) => words::text_runs(&a, &b),
                (Some(a), None) => words::whole_text(&a, Mark::Deleted),
                (None, b) => words::whole_text(&b.unwrap_or_default(), Mark::Added),
            };
            let rows = down.or(other)?;
            let at = u32::try_from(at).ok()?;
            row.push(redline::HeaderCell { label, at, columns: 1, rows });
            last = Some((a, b));
        }
    }
    Some(res)
}

fn covers(placed: &Placed<'_>, column: usize) -> bool {
    (placed.at..placed.at + placed.cell.columns as usize).contains(&column)
}

/// The cells of a header with their places.
fn placed(table: &Table) -> Vec<Placed<'_>> {
    let mut taken = vec![vec![false; table.columns.len()]; table.header.len()];
    let mut res = Vec::new();
    for (level, row) in table.header.iter().enumerate() {
        for cell in row {
            let Some(at) = taken[level].iter().position(|taken| !taken) else { continue };
            let (wide, high) = (cell.columns as usize, cell.rows as usize);
            for line in taken.iter_mut().skip(level).take(high) {
                line.iter_mut().skip(at).take(wide).for_each(|place| *place = true);
            }
            res.push(Placed { cell, level, at });
        }
    }
    res
}

/// The names over each column, from the outermost to its own.
pub(super) fn labels(table: &Table) -> Vec<String> {
    let placed = placed(table);
    let over = |column: usize| {
        let names = placed.iter().filter(|p| covers(p, column));
        names.map(|p| p.cell.label.as_str()).collect::<Vec<_>>().join("\u{1f}")
    };
    (0..table.columns.len()).map(over).collect()
}
