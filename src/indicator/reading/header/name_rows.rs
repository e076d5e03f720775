//! Which rows of a sheet have the names of the columns.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{DataFile, TableSpec};
use crate::sheet::Sheet;

use super::grid::{HeadGrid, NameBlock};
use super::letters;
use super::report;
use super::storeys::{count_found, measure_block};
use super::wanted::WantedColumns;

/// Rows at the top of a sheet among which the names of the columns are looked for.
const DEPTH: usize = 40;

/// Rows of names above one that the form gives.
const ABOVE: usize = 3;

/// Reads the rows of a sheet in which names of columns may stand.
pub(super) fn read_grid<'a>(file: &DataFile, sheet: &'a Sheet) -> HeadGrid<'a> {
    let rows = match &file.header_row {
        Some(row) if row.value > 0 => {
            (row.value - 1).saturating_sub(ABOVE)..row.value + ABOVE
        }
        _ => 0..DEPTH,
    };
    HeadGrid::read(sheet, rows)
}

/// The rows with the names of the columns: those that the form says, else those that look
/// most like it.
///
/// # Errors
///
/// The finding where there are none, or where it cannot be told.
pub(super) fn find_names<'g>(
    table: &TableSpec,
    file: &DataFile,
    wanted: &WantedColumns,
    grid: &'g HeadGrid<'_>,
) -> Result<NameBlock<'g>, Vec<Diagnostic>> {
    let sheet = grid.sheet;
    if let Some(row) = &file.header_row {
        let Some(top) = row.value.checked_sub(1) else {
            return Ok(NameBlock::new(grid, 0..0));
        };
        if row.value <= sheet.rows() {
            return Ok(measure_given(grid, top, wanted));
        }
        let message = format!("tệp {} chỉ có {} dòng", sheet.file_name(), sheet.rows());
        let finding =
            Diagnostic::error(&code::indicator::SHEET_COLUMN, row.span, message);
        return Err(vec![finding.label("tệp không có dòng này")]);
    }
    if wanted.has_only_letters() {
        return letters::find_names_by_letters(table, file, grid);
    }
    if let Some(block) =
        find_full_row(grid, wanted).or_else(|| find_best_row(grid, wanted))
    {
        return Ok(block);
    }
    let fullest = find_fullest_row(grid);
    if wanted.named().count() > 1 {
        return Err(vec![report::report_no_header(file, grid, fullest)]);
    }
    Ok(NameBlock::new(grid, fullest..fullest + 1))
}

/// The names from the row on that the form gives. Where it gives the lower row of a header
/// of two storeys, those above tell its columns apart.
fn measure_given<'g>(
    grid: &'g HeadGrid<'_>,
    top: usize,
    wanted: &WantedColumns,
) -> NameBlock<'g> {
    let given = measure_block(grid, top, wanted);
    let found = count_found(&given, wanted);
    if found == wanted.named().count() {
        return given;
    }
    let above =
        (grid.rows().start..top).rev().map(|row| measure_block(grid, row, wanted));
    above
        .filter(|block| block.rows.contains(&top))
        .find(|block| count_found(block, wanted) > found)
        .unwrap_or(given)
}

/// The first row from which on every column that is looked for by a name is named: above
/// the names stand the lines of a title; below them the data, in which a cell may by chance
/// say the name of a column.
///
/// Not looked for where it would say nothing: a column that the form names by its letters
/// is in every row, and so a single column may be by chance.
fn find_full_row<'g>(
    grid: &'g HeadGrid<'_>,
    wanted: &WantedColumns,
) -> Option<NameBlock<'g>> {
    let names = wanted.named().count();
    if wanted.has_letters() || names < 2 {
        return None;
    }
    let mut figured = None;
    for row in grid.rows().filter(|row| has_any_name(grid, *row, wanted)) {
        let block = measure_block(grid, row, wanted);
        if count_found(&block, wanted) < names {
            continue;
        }
        if grid.is_names(row) {
            return Some(block);
        }
        figured = figured.or(Some(block));
    }
    figured
}

/// The rows that look most like names: those that name most of the wanted columns; of equal
/// ones those of words, for a row with figures is one of data, a total above them; then
/// those with most filled cells; then the first.
fn find_best_row<'g>(
    grid: &'g HeadGrid<'_>,
    wanted: &WantedColumns,
) -> Option<NameBlock<'g>> {
    let rows = grid.rows().rev().filter(|row| has_any_name(grid, *row, wanted));
    // Of equal ones `max_by_key` keeps the last.
    rows.map(|row| measure_block(grid, row, wanted)).max_by_key(|block| {
        let row = block.rows.start;
        let filled = grid.filled(row).count();
        (count_found(block, wanted), grid.is_names(row), filled)
    })
}

/// Whether a row itself says any of the names that are looked for. One that does not adds
/// nothing to the names below it, nor does a title, merged over all of them.
fn has_any_name(grid: &HeadGrid<'_>, row: usize, wanted: &WantedColumns) -> bool {
    let names = grid.columns().filter(|column| grid.is_filled(row, *column));
    let names: Vec<_> = names.collect();
    if let [single] = names[..]
        && grid.count_spanned(row, single) == grid.columns().len()
        && grid.columns().len() > 1
    {
        return false;
    }
    let mut cells = grid.filled(row);
    cells.any(|cell| wanted.named().any(|wanted| wanted.has_part(&cell.name)))
}

/// The row with most filled cells; of equal ones the first.
fn find_fullest_row(grid: &HeadGrid<'_>) -> usize {
    let rows = grid.rows().rev();
    rows.max_by_key(|row| grid.filled(*row).count()).unwrap_or(0)
}
