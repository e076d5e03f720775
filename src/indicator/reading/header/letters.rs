//! Where the data begin in a sheet of which every column is called by its letters: no name
//! says which row has the names, and a row must not be taken for one by chance.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, ColumnSpec, DataFile, TableSpec};
use crate::sheet::Sheet;

use super::super::cell_kind::{has_figure, is_order_label};
use super::super::raw_cell::{CellContent, RawCell};
use super::grid::{HeadGrid, HeadKind, NameBlock};
use super::report;
use super::wanted::parse_letters;

/// Rows of a sheet that say what a column holds.
const DEPTH: usize = 200;

/// Storeys of a header at most.
const MOST_STOREYS: usize = 3;

/// The columns of the sheet that the form calls by their letters.
struct LetteredColumns {
    /// Those with figures.
    figures: Vec<usize>,
    /// The others.
    words: Vec<usize>,
}

impl LetteredColumns {
    fn new(table: &TableSpec, sheet: &Sheet) -> Self {
        let mut res = Self { figures: Vec::new(), words: Vec::new() };
        for column in table.columns.iter().filter(|c| c.formula.is_none()) {
            let Some(name) = &column.in_file else { continue };
            let Some(index) = parse_letters(&name.value) else { continue };
            if has_figure_cells(column, sheet, index) {
                res.figures.push(index);
            } else {
                res.words.push(index);
            }
        }
        res
    }
}

/// Whether a column is one of figures: by its type, else by most of its cells below what
/// may be names.
fn has_figure_cells(column: &ColumnSpec, sheet: &Sheet, index: usize) -> bool {
    if let Some(kind) = column.kind {
        return kind != CellKind::Text;
    }
    if is_order_label(&column.label.collect_words()) {
        return false;
    }
    let mut figures = 0;
    let mut filled = 0;
    for row in 0..sheet.rows().min(DEPTH) {
        let cell = RawCell::FromSheet(sheet, row, index);
        filled += usize::from(!cell.is_empty());
        figures += usize::from(is_figure(cell));
    }
    figures > 0 && figures * 2 + MOST_STOREYS >= filled
}

fn is_figure(cell: RawCell<'_>) -> bool {
    has_figure(cell) || matches!(cell.content(), CellContent::Date(_))
}

/// The rows of names above the first row with figures; none where it is the first.
///
/// # Errors
///
/// A question where a row may be either: one of words only, above the first with figures or
/// in a sheet without any.
pub(super) fn find_names_by_letters<'g>(
    table: &TableSpec,
    file: &DataFile,
    grid: &'g HeadGrid<'_>,
) -> Result<NameBlock<'g>, Vec<Diagnostic>> {
    let sheet = grid.sheet;
    if sheet.head() < sheet.rows() {
        // The rows of one unit: where the names end is known.
        let head = sheet.head();
        return Ok(NameBlock::new(grid, head.saturating_sub(1)..head));
    }
    let lettered = LetteredColumns::new(table, sheet);
    let first = grid.rows().find(|row| has_figures(sheet, *row, &lettered.figures));
    let Some(first) = first else {
        return find_names_of_words(file, grid, &lettered);
    };
    if let Some(rows) = find_names_below_title(grid, first, &lettered) {
        return Ok(NameBlock::new(grid, rows));
    }
    let rows = find_words_above(grid, first, &lettered);
    if !rows.is_empty() {
        return Ok(NameBlock::new(grid, rows));
    }
    if let Some(row) = find_doubtful_row(grid, first, &lettered) {
        return Err(vec![report::report_ambiguous_header(file, grid, row)]);
    }
    Ok(NameBlock::new(grid, first..first))
}

fn has_figures(sheet: &Sheet, row: usize, columns: &[usize]) -> bool {
    columns.iter().any(|column| is_figure(RawCell::FromSheet(sheet, row, *column)))
}

/// The names below a row whose only figures are years: that is a title.
fn find_names_below_title(
    grid: &HeadGrid<'_>,
    first: usize,
    lettered: &LetteredColumns,
) -> Option<Range<usize>> {
    if !has_only_years(grid, first, lettered) {
        return None;
    }
    let next = (first + 1..grid.rows().end)
        .find(|row| has_figures(grid.sheet, *row, &lettered.figures))?;
    let rows = find_words_above(grid, next, lettered);
    (!rows.is_empty() && rows.start > first).then_some(rows)
}

/// Whether all figures of a row are years.
fn has_only_years(grid: &HeadGrid<'_>, row: usize, lettered: &LetteredColumns) -> bool {
    let mut figures = lettered.figures.iter().filter_map(|c| grid.cell(row, *c));
    figures.all(|cell| matches!(cell.kind, HeadKind::Year(_)))
}

/// The rows directly above the first with figures that say words in columns of figures.
fn find_words_above(
    grid: &HeadGrid<'_>,
    first: usize,
    lettered: &LetteredColumns,
) -> Range<usize> {
    let above = (0..first).rev().take(MOST_STOREYS);
    let names = above.take_while(|row| {
        lettered.figures.iter().any(|column| is_name(grid, *row, *column))
    });
    first - names.count()..first
}

/// Whether a cell of a column of figures names it: by words that do not say that a figure
/// is not known yet.
fn is_name(grid: &HeadGrid<'_>, row: usize, column: usize) -> bool {
    grid.cell(row, column).is_some_and(|cell| {
        cell.kind == HeadKind::Words
            && cell.name.exact.contains(char::is_alphabetic)
            && !["chuaco", "dangcap", "khongco"]
                .iter()
                .any(|w| cell.name.folded.starts_with(w))
    })
}

/// A row that may be one of names or one of data: the first with figures where all of them
/// are years; a row above it that says something in a column of words.
fn find_doubtful_row(
    grid: &HeadGrid<'_>,
    first: usize,
    lettered: &LetteredColumns,
) -> Option<usize> {
    if has_only_years(grid, first, lettered) {
        return Some(first);
    }
    let columns = lettered.words.iter().chain(&lettered.figures);
    let columns: Vec<_> = columns.collect();
    (0..first).rev().find(|row| columns.iter().any(|c| grid.is_filled(*row, **c)))
}

/// The rows of names of a sheet without figures: a row that has a column of order numbers
/// is one.
fn find_names_of_words<'g>(
    file: &DataFile,
    grid: &'g HeadGrid<'_>,
    lettered: &LetteredColumns,
) -> Result<NameBlock<'g>, Vec<Diagnostic>> {
    let columns = || lettered.words.iter().chain(&lettered.figures);
    let first = grid.rows().find(|row| columns().any(|c| grid.is_filled(*row, *c)));
    let Some(first) = first else { return Ok(NameBlock::new(grid, 0..0)) };
    if grid.filled(first).any(|cell| is_order_label(&cell.name.shown)) {
        return Ok(NameBlock::new(grid, first..first + 1));
    }
    Err(vec![report::report_ambiguous_header(file, grid, first)])
}
