//! Which column of a file is which column of the table: by name, without case and
//! spaces, and without marks only where that is unambiguous; by the names of its groups
//! too, over one to four rows.
//!
//! A name that two columns have is never the first of them by chance: it is a question.
//!
//! | file | what it does |
//! |---|---|
//! | `wanted` | the names by which each column of the table is looked for |
//! | `grid` | the first rows as names, and the names over each column |
//! | `lookup` | where a name stands among them |
//! | `storeys` | whether names go on in the row below |
//! | `name_rows` | which rows have the names |
//! | `letters` | where data begin if all columns are called by their letters |
//! | `report` | what is said where none fits, or more than one |

mod grid;
mod letters;
mod lookup;
mod name_rows;
mod report;
mod storeys;
#[cfg(test)]
mod tests;
mod wanted;

use std::ops::Range;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, ColumnId, DataFile, Spanned, TableSpec};
use crate::sheet::{DataCell, Sheet};

use super::cell_kind::{has_figure, is_order_label};
use super::raw_cell::RawCell;
use grid::{HeadGrid, NameBlock};
use lookup::{HeaderMatch, find_column};
use report::Asked;
use wanted::{Wanted, WantedColumns};

/// Rows below the names in which a column between two tables has nothing.
const GAP_DEPTH: usize = 20;

/// Where the columns of a table stand in a sheet.
#[derive(Debug)]
pub(super) struct MatchedColumns {
    /// Rows of the sheet with the names. Data begin at its end; it is empty where the file
    /// names no columns. What stands before its start is above the table.
    pub(super) names: Range<usize>,
    /// Column of the sheet, for each column of the table that the sheet has.
    pub(super) columns: ByColumn<Option<usize>>,
}

/// Looks for the columns of a table.
///
/// # Errors
///
/// The findings, at their places in the form, where some column is not there or is not
/// distinguished from another.
pub(super) fn match_columns(
    table: &TableSpec,
    file: &DataFile,
    sheet: &Sheet,
) -> Result<MatchedColumns, Vec<Diagnostic>> {
    let wanted = WantedColumns::new(table, file);
    let grid = name_rows::read_grid(file, sheet);
    let block = name_rows::find_names(table, file, &wanted, &grid)?;
    let mut matches: ByColumn<HeaderMatch> =
        wanted.columns.iter().map(|wanted| find_column(wanted, &block)).collect();
    choose_by_neighbours(&wanted, &block, sheet, &mut matches);
    let mut findings = Vec::new();
    if let Some(blocks) = find_twin_tables(&wanted, &block, &matches) {
        findings.push(report::report_ambiguous_table(file, &grid, &blocks));
    } else {
        report_unmatched(table, &wanted, &grid, &block, &matches, &mut findings);
        report_merged(table, &wanted, &grid, &block, &matches, &mut findings);
        report_shared(table, &wanted, &grid, &block, &matches, &mut findings);
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let columns = matches.iter().map(|found| match found {
        HeaderMatch::Found(column) => Some(*column),
        // A computed column that the file has too is compared; it need not be there.
        HeaderMatch::Several(_) | HeaderMatch::Missing => None,
    });
    // Of the rows of one unit the head is known: where the names of the whole sheet end.
    let is_part = sheet.head() < sheet.rows();
    let end = if is_part { sheet.head() } else { block.rows.end };
    Ok(MatchedColumns { names: block.rows.start..end, columns: columns.collect() })
}

/// Says of each column that the file must have where it is not there, or there several
/// times.
fn report_unmatched(
    table: &TableSpec,
    wanted: &WantedColumns,
    grid: &HeadGrid<'_>,
    block: &NameBlock<'_>,
    matches: &ByColumn<HeaderMatch>,
    findings: &mut Vec<Diagnostic>,
) {
    for (id, found) in matches.enumerate().filter(|(id, _)| wanted.needed[*id]) {
        let column = &table.columns[id];
        match found {
            HeaderMatch::Found(_) => {}
            HeaderMatch::Missing => {
                findings.push(report::report_missing_column(column, grid, block));
            }
            HeaderMatch::Several(columns) => {
                let asked = Asked::column(column);
                findings
                    .push(report::report_several_columns(&asked, grid, block, columns));
            }
        }
    }
}

/// Asks where one name is merged over several columns that all hold something.
fn report_merged(
    table: &TableSpec,
    wanted: &WantedColumns,
    grid: &HeadGrid<'_>,
    block: &NameBlock<'_>,
    matches: &ByColumn<HeaderMatch>,
    findings: &mut Vec<Diagnostic>,
) {
    let lettered: Vec<_> = wanted.columns.iter().filter_map(Wanted::letters).collect();
    for (id, found) in matches.enumerate().filter(|(id, _)| wanted.needed[*id]) {
        let HeaderMatch::Found(column) = found else { continue };
        if wanted.columns[id].letters().is_some() {
            continue;
        }
        let columns = find_columns_under(grid.sheet, block, *column);
        let left = columns.into_iter().filter(|c| c == column || !lettered.contains(c));
        let left: Vec<_> = left.collect();
        if left.len() > 1 {
            let asked = Asked::column(&table.columns[id]);
            findings.push(report::report_several_columns(&asked, grid, block, &left));
        }
    }
}

/// The columns with data over which the own name of a column is merged.
fn find_columns_under(sheet: &Sheet, block: &NameBlock<'_>, column: usize) -> Vec<usize> {
    let leaf =
        block.rows.clone().rev().find(|row| *sheet.cell(*row, column) != DataCell::Empty);
    let area = leaf.and_then(|row| sheet.merged(row, column));
    let Some(area) = area else { return Vec::new() };
    let rows = block.rows.end..sheet.rows().min(block.rows.end + GAP_DEPTH);
    let cells = rows.clone().map(|row| RawCell::FromSheet(sheet, row, column));
    let filled = cells.clone().filter(|cell| !cell.is_empty()).count();
    // The first of several columns of words has the name: family names, given names.
    if cells.filter(|cell| has_figure(*cell)).count() * 2 < filled {
        return Vec::new();
    }
    let mut columns: Vec<_> = area.columns.collect();
    columns.retain(|c| {
        (*c == column || block.paths.get(*c).is_some_and(Vec::is_empty))
            && rows.clone().any(|row| *sheet.cell(row, *c) != DataCell::Empty)
    });
    columns
}

/// Of several columns of one name takes that of the table in which all others stand, where
/// a blank column parts two tables side by side.
fn choose_by_neighbours(
    wanted: &WantedColumns,
    block: &NameBlock<'_>,
    sheet: &Sheet,
    matches: &mut ByColumn<HeaderMatch>,
) {
    let tables = number_tables(block, sheet);
    let found = matches.enumerate().filter_map(|(id, found)| match found {
        HeaderMatch::Found(column) if wanted.needed[id] => Some(tables[*column]),
        _ => None,
    });
    let found: Vec<_> = found.collect();
    let Some(&first) = found.first() else { return };
    if found.iter().any(|table| *table != first) {
        return;
    }
    // A blank column parts tables only where each has a column that names its rows.
    let are_tables = matches.iter().any(|found| match found {
        HeaderMatch::Several(columns) => {
            columns.iter().all(|column| is_first_of_table(*column, &tables, block))
        }
        HeaderMatch::Found(_) | HeaderMatch::Missing => false,
    });
    if !are_tables {
        return;
    }
    for found in matches.iter_mut() {
        let HeaderMatch::Several(columns) = &*found else { continue };
        let mut near = columns.iter().copied().filter(|column| tables[*column] == first);
        if let (Some(column), None) = (near.next(), near.next()) {
            *found = HeaderMatch::Found(column);
        }
    }
}

/// Whether a column is the first of its table, or has the order numbers alone before it.
fn is_first_of_table(column: usize, tables: &[usize], block: &NameBlock<'_>) -> bool {
    let before = (0..column).filter(|c| tables[*c] == tables[column]);
    let mut names = before.filter_map(|c| block.paths[c].last());
    names.all(|name| is_order_label(&name.shown))
}

/// The number of the table that each column of a sheet stands in, of those side by side
/// with a blank column between.
fn number_tables(block: &NameBlock<'_>, sheet: &Sheet) -> Vec<usize> {
    let mut number = 0;
    let mut res = Vec::with_capacity(block.paths.len());
    for (column, path) in block.paths.iter().enumerate() {
        let end = sheet.rows().min(block.rows.end + GAP_DEPTH);
        let mut rows = block.rows.end..end;
        let is_blank = path.is_empty()
            && rows.all(|row| *sheet.cell(row, column) == DataCell::Empty);
        number += usize::from(is_blank);
        res.push(number);
    }
    res
}

/// The columns of each of several tables side by side, where each has all that is looked
/// for by a name and nothing else tells which is meant.
fn find_twin_tables(
    wanted: &WantedColumns,
    block: &NameBlock<'_>,
    matches: &ByColumn<HeaderMatch>,
) -> Option<Vec<Vec<usize>>> {
    let mut tables: Vec<Vec<usize>> = Vec::new();
    let mut names = 0;
    for (id, found) in matches.enumerate() {
        if !wanted.needed[id] || matches!(wanted.columns[id], Wanted::Letters(_)) {
            continue;
        }
        let HeaderMatch::Several(columns) = found else { return None };
        // Columns of two groups under one name are those of one table.
        if columns.iter().any(|column| block.paths[*column].len() > 1) {
            return None;
        }
        tables.resize(columns.len().max(tables.len()), Vec::new());
        if columns.len() != tables.len() {
            return None;
        }
        for (table, column) in tables.iter_mut().zip(columns) {
            table.push(*column);
        }
        names += 1;
    }
    let are_apart =
        tables.windows(2).all(|pair| pair[0].iter().max() < pair[1].iter().min());
    (names > 1 && are_apart).then_some(tables)
}

/// Says where two columns of the table, each in a group of its own, were found in one
/// column of the file by what they are called below their groups.
fn report_shared(
    table: &TableSpec,
    wanted: &WantedColumns,
    grid: &HeadGrid<'_>,
    block: &NameBlock<'_>,
    matches: &ByColumn<HeaderMatch>,
    findings: &mut Vec<Diagnostic>,
) {
    let is_grouped = |id: ColumnId| match &wanted.columns[id] {
        Wanted::Letters(_) => false,
        Wanted::Names(names) => names.iter().any(|name| !name.groups.is_empty()),
    };
    let grouped: Vec<_> = matches
        .enumerate()
        .filter(|(id, _)| wanted.needed[*id] && is_grouped(*id))
        .collect();
    for (index, (id, found)) in grouped.iter().enumerate() {
        let HeaderMatch::Found(column) = found else { continue };
        if let Some((other, _)) = grouped[..index].iter().find(|(_, f)| f == found) {
            let columns = (&table.columns[*id], &table.columns[*other]);
            findings.push(report::report_shared_column(
                columns.0, columns.1, grid, block, *column,
            ));
        }
    }
}

/// The column that says whose a row is, in a sheet that has the rows of many units.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedColumn {
    /// The row of the first of names.
    pub(super) top: usize,
    /// Number of rows down to the last of names.
    pub(super) head: usize,
    /// The column of the sheet.
    pub(super) column: usize,
}

/// Looks for the column `label` of a sheet from which a table takes the rows of a unit.
/// `None` where the sheet does not name the columns of the table either.
///
/// # Errors
///
/// The finding, in the form, where no column or more than one has this name.
pub(super) fn find_unit_column(
    table: &TableSpec,
    file: &DataFile,
    label: &Spanned<String>,
    sheet: &Sheet,
) -> Result<Option<NamedColumn>, Box<Diagnostic>> {
    let wanted = WantedColumns::new(table, file);
    let grid = name_rows::read_grid(file, sheet);
    let Ok(block) = name_rows::find_names(table, file, &wanted, &grid) else {
        return Ok(None);
    };
    match find_column(&Wanted::named(&label.value), &block) {
        HeaderMatch::Found(column) => {
            Ok(Some(NamedColumn { top: block.rows.start, head: block.rows.end, column }))
        }
        HeaderMatch::Several(columns) => {
            let name = report::shorten_name(&label.value);
            let asked = Asked { name, span: label.span, key: "theo_don_vi" };
            Err(Box::new(report::report_several_columns(&asked, &grid, &block, &columns)))
        }
        HeaderMatch::Missing => {
            Err(Box::new(report_no_unit_column(label, sheet, &block)))
        }
    }
}

/// The column that is to say the unit of each row is not there.
fn report_no_unit_column(
    label: &Spanned<String>,
    sheet: &Sheet,
    block: &NameBlock<'_>,
) -> Diagnostic {
    let name = report::shorten_name(&label.value);
    let message =
        format!("tệp {} không có cột “{name}” ghi mã đơn vị", sheet.file_name());
    let finding = Diagnostic::error(&code::indicator::SHEET_COLUMN, label.span, message);
    match report::find_nearest_name(&name, block) {
        Some(nearest) => finding.label(format!("có phải là “{nearest}”?")),
        None => finding
            .label("cột này cho biết mỗi hàng của đơn vị nào")
            .hint(report::describe_columns(block)),
    }
}
