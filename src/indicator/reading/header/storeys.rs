//! Whether names of columns go on in the row below: a header of two to four storeys.

use std::ops::Range;

use super::grid::{HeadGrid, NameBlock};
use super::lookup::{HeaderMatch, find_column};
use super::wanted::WantedColumns;

/// Storeys of a header at most.
const MOST_STOREYS: usize = 4;

/// The names of the columns from a row on: that row, and those below it that go on with
/// names.
pub(super) fn measure_block<'g>(
    grid: &'g HeadGrid<'_>,
    top: usize,
    wanted: &WantedColumns,
) -> NameBlock<'g> {
    let mut rows = top..top + 1;
    while rows.len() < MOST_STOREYS
        && rows.end < grid.rows().end
        && (is_next_storey(grid, &rows) || has_more_names(grid, &rows, wanted))
    {
        rows.end += 1;
    }
    NameBlock::new(grid, rows)
}

/// Whether the sheet shows by itself that the next row has names too: a name is merged with
/// the cell below it, or groups stand above with names below and nothing else.
fn is_next_storey(grid: &HeadGrid<'_>, rows: &Range<usize>) -> bool {
    let next = rows.end;
    grid.is_names(next)
        && (grid.columns().any(|column| is_merged_down(grid, rows, column))
            || has_groups_above(grid, rows))
}

/// Whether a name of these rows is merged with the cell below them.
fn is_merged_down(grid: &HeadGrid<'_>, rows: &Range<usize>, column: usize) -> bool {
    grid.sheet.merged(rows.end - 1, column).is_some_and(|area| {
        *area.rows.end() >= rows.end
            && *area.rows.start() >= rows.start
            && area.rows.clone().count() <= MOST_STOREYS
            && grid.is_filled(*area.rows.start(), *area.columns.start())
    })
}

/// Whether the last of these rows has names of groups, and the next one names in them: a
/// column in no group then has its name in one of the two only.
fn has_groups_above(grid: &HeadGrid<'_>, rows: &Range<usize>) -> bool {
    let bottom = rows.end - 1;
    let next = rows.end;
    let mut groups = 0;
    let mut merged = 0;
    let mut above = 0;
    let mut below = 0;
    let mut column = 0;
    while column < grid.columns().end {
        let span = grid.count_spanned(bottom, column).max(1);
        let covered = column..column + span;
        let named = covered.clone().filter(|c| grid.is_filled(next, *c)).count();
        match (grid.is_filled(bottom, column), span > 1) {
            (true, true) if named > 1 && grid.is_filled(next, column) => {
                groups += 1;
                merged += usize::from(grid.sheet.merged(bottom, column).is_some());
            }
            // Merged over columns without names of their own.
            (true, true) => {}
            (true, false) if named == 0 => above += 1,
            (true, false) if is_no_name(grid, bottom, column) => {}
            (true, false) => return false,
            (false, _) => below += named,
        }
        column = covered.end;
    }
    if groups == 0 {
        return false;
    }
    // Where nothing is merged, one column at least must show that the two rows go together,
    // or a row with figures below both.
    merged > 0 || above > 0 || (below > 0 || groups > 1) && has_figures_below(grid, next)
}

/// Whether what stands below a name is none: the same again, or a unit in brackets.
fn is_no_name(grid: &HeadGrid<'_>, row: usize, column: usize) -> bool {
    let (Some(name), Some(below)) = (grid.cell(row, column), grid.cell(row + 1, column))
    else {
        return false;
    };
    let exact = &below.name.exact;
    name.name.exact == *exact || exact.starts_with('(') && exact.ends_with(')')
}

/// Whether the row after the given one has figures. In the rows of one unit it is known
/// already that names end there.
fn has_figures_below(grid: &HeadGrid<'_>, row: usize) -> bool {
    let below = row + 1;
    if below == grid.sheet.head() {
        return below < grid.sheet.rows();
    }
    below < grid.rows().end
        && !grid.is_words(below)
        && grid.filled(below).next().is_some()
}

/// Whether the next row has nothing but words, and names columns that these rows do not:
/// data may say anything, so a name of these rows must stand over a blank of the next.
fn has_more_names(
    grid: &HeadGrid<'_>,
    rows: &Range<usize>,
    wanted: &WantedColumns,
) -> bool {
    let next = rows.end;
    let bottom = next - 1;
    grid.is_words(next)
        && grid.columns().any(|c| grid.is_filled(bottom, c) && !grid.is_filled(next, c))
        && count_found(&NameBlock::new(grid, rows.start..next + 1), wanted)
            > count_found(&NameBlock::new(grid, rows.clone()), wanted)
}

/// How many of the columns that are looked for by a name are found.
pub(super) fn count_found(block: &NameBlock<'_>, wanted: &WantedColumns) -> usize {
    let matches = wanted.named().map(|wanted| find_column(wanted, block));
    matches.filter(|found| matches!(found, HeaderMatch::Found(_))).count()
}
