//! Why a given total is not the computed one, where the rows themselves say it: sums of
//! groups that were counted with their rows, or rows that nobody sees in the file.

use crate::form::{ColumnId, RowId, TableId};
use crate::formula::Value;
use crate::quantity::Number;

use super::Figures;
use super::computation::Disagreement;
use super::table::{ComputedTable, RowPlace};

/// Why a given total is not the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotalGap {
    /// The computed one is exactly twice the given one: these rows are sums of the others.
    /// None where no rows could be named.
    Twice(Vec<RowId>),
    /// They differ by exactly the hidden rows of the file.
    Hidden(Vec<RowId>),
    /// The computed one is greater by exactly these rows: one row, or all that stand out in
    /// bold.
    Rows(Vec<RowId>),
}

impl Figures {
    /// Why a given total differs, as far as the rows say.
    #[must_use]
    pub fn explain_gap(&self, differs: &Disagreement) -> Option<TotalGap> {
        let RowPlace::Total = differs.place else { return None };
        let (Value::Number(given), Value::Number(computed)) =
            (&differs.given, &differs.computed)
        else {
            return None;
        };
        let table = self.table(differs.table);
        let hidden = find_hidden_rows(table);
        let rows_hidden = sum_cells(table, differs.column, &hidden);
        if !hidden.is_empty()
            && !rows_hidden.is_zero()
            && computed.checked_sub(given) == rows_hidden
        {
            return Some(TotalGap::Hidden(hidden));
        }
        let is_twice = !given.is_zero() && given.checked_add(given) == *computed;
        if is_twice {
            return Some(TotalGap::Twice(find_sums(table, differs.column, given)));
        }
        let more = computed.checked_sub(given);
        find_rows_of(table, differs.column, &more).map(TotalGap::Rows)
    }

    /// The numbers of rows in the file of a table, from 1.
    #[must_use]
    pub fn file_rows(&self, table: TableId, rows: &[RowId]) -> Vec<usize> {
        let table = self.table(table);
        let Some(sheet) = &table.sheet else { return Vec::new() };
        let origins = rows.iter().filter_map(|row| table.origins.get(*row));
        origins.map(|row| sheet.file_row(*row) + 1).collect()
    }
}

/// The rows of the file of a table that make up a figure: the only one that has it, or all
/// whose names are bold.
fn find_rows_of(
    table: &ComputedTable,
    column: ColumnId,
    figure: &Number,
) -> Option<Vec<RowId>> {
    if figure.is_zero() || figure.is_negative() {
        return None;
    }
    let rows: Vec<_> = table.rows().collect();
    let equal = rows.iter().filter(|row| find_number(table, column, **row) == *figure);
    if let [row] = equal.collect::<Vec<_>>()[..] {
        return Some(vec![*row]);
    }
    let sheet = table.sheet.as_deref()?;
    let key = table.filed.get(table.key?).copied().flatten()?;
    let is_bold = |row: &&RowId| {
        table.origins.get(**row).is_some_and(|origin| sheet.is_bold(*origin, key))
    };
    let bold: Vec<_> = rows.iter().filter(is_bold).copied().collect();
    let is_some = !bold.is_empty() && bold.len() * 2 < rows.len();
    (is_some && sum_cells(table, column, &bold) == *figure).then_some(bold)
}

/// The rows of the table that are hidden in its file.
fn find_hidden_rows(table: &ComputedTable) -> Vec<RowId> {
    let hidden = &table.account.hidden;
    hidden.iter().filter_map(|row| table.row_of_origin(*row)).collect()
}

fn find_number(table: &ComputedTable, column: ColumnId, row: RowId) -> Number {
    match table.computed(RowPlace::Row(row), column) {
        Some(Value::Number(number)) => number.clone(),
        Some(Value::Text(_) | Value::Date(_) | Value::Pending) | None => Number::ZERO,
    }
}

fn sum_cells(table: &ComputedTable, column: ColumnId, rows: &[RowId]) -> Number {
    rows.iter().map(|row| find_number(table, column, *row)).sum()
}

/// Rows that each are the sum of those behind them up to the next such row, or of those
/// before them, and together the total; none where the rows make no such groups.
fn find_sums(table: &ComputedTable, column: ColumnId, total: &Number) -> Vec<RowId> {
    let rows: Vec<_> = table.rows().collect();
    let figures: Vec<_> =
        rows.iter().map(|row| find_number(table, column, *row)).collect();
    let above = find_heads(&figures);
    let below = above.is_none().then(|| {
        let reversed: Vec<_> = figures.iter().rev().cloned().collect();
        find_heads(&reversed).map(|heads| {
            heads.iter().rev().map(|head| figures.len() - 1 - head).collect::<Vec<_>>()
        })
    });
    let heads = above.or(below.flatten()).unwrap_or_default();
    let heads: Vec<_> = heads.into_iter().map(|head| rows[head]).collect();
    if sum_cells(table, column, &heads) == *total { heads } else { Vec::new() }
}

/// The figures that each are the sum of those behind them up to the next, from the first to
/// the last.
fn find_heads(figures: &[Number]) -> Option<Vec<usize>> {
    let mut heads = Vec::new();
    let mut missing = Number::ZERO;
    for (index, figure) in figures.iter().enumerate() {
        if missing.is_zero() {
            if figure.is_zero() && !heads.is_empty() {
                continue;
            }
            heads.push(index);
            missing = figure.clone();
        } else {
            missing = missing.checked_sub(figure);
            if missing.is_negative() {
                return None;
            }
        }
    }
    (missing.is_zero() && !heads.is_empty()).then_some(heads)
}
