//! The same for tables as they print, by the columns and rows on paper: of tables of the
//! form what is paired there, of those that the engine makes what is called alike.

use std::collections::HashSet;

use crate::document::{self, BlockRole, ORDER_COLUMN, RowRole};
use crate::form::ColumnId;
use crate::indicator::RowPlace;

use super::super::header;
use super::super::printed_task;
use super::super::tree::render_plain;
use super::matching::{Matching, Pairing};
use super::table::{TableMatch, TypedOrder};

/// Which columns and rows of two tables on paper are one, by their order there.
#[derive(Debug)]
pub(in crate::diff) struct PrintedMatch {
    pub(in crate::diff) columns: Matching,
    pub(in crate::diff) rows: Matching,
}

/// A column of both tables on paper, or of one: its index in each. One that has been put
/// elsewhere is two, one of each table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) struct PrintedColumn {
    pub(in crate::diff) old: Option<usize>,
    pub(in crate::diff) new: Option<usize>,
}

impl TableMatch {
    /// The same for what prints of both tables: columns by their index in the form, rows by
    /// their place in the table. The engine's own columns, those of order numbers, have no
    /// index; they are one by their id, or stand for the column of typed order numbers that
    /// the other version has.
    pub(in crate::diff) fn to_printed(
        &self,
        old: &document::Table,
        new: &document::Table,
    ) -> PrintedMatch {
        let mut columns = Pairing::new(old.columns.len(), new.columns.len());
        columns.pair_by_key(
            |i| get_engine_id(&old.columns[i]),
            |i| get_engine_id(&new.columns[i]),
        );
        columns.pair_by_key(
            |i| self.columns.new_of(old.columns[i].index?),
            |i| new.columns[i].index,
        );
        columns.pair_by_key(
            |i| self.is_order(TypedOrder::Old, &old.columns[i]).then_some(()),
            |i| (self.is_old_typed() && new.columns[i].index.is_none()).then_some(()),
        );
        columns.pair_by_key(
            |i| (!self.is_old_typed() && old.columns[i].index.is_none()).then_some(()),
            |i| self.is_order(TypedOrder::New, &new.columns[i]).then_some(()),
        );
        let mut rows = Pairing::new(old.rows.len(), new.rows.len());
        rows.pair_by_key(
            |i| Some((old.rows[i].role, self.place(old.rows[i].place?)?)),
            |i| Some((new.rows[i].role, new.rows[i].place?)),
        );
        // Rows to write in are alike: the first is the first.
        rows.pair_by_key(|i| number_blank_row(old, i), |i| number_blank_row(new, i));
        PrintedMatch { columns: columns.matching(), rows: rows.matching() }
    }

    /// Whether a printed column is that of the typed order numbers of a version.
    fn is_order(
        &self,
        version: fn(ColumnId) -> TypedOrder,
        column: &document::Column,
    ) -> bool {
        column.index.is_some_and(|column| self.order == Some(version(column)))
    }

    fn is_old_typed(&self) -> bool {
        matches!(self.order, Some(TypedOrder::Old(_)))
    }

    /// Where a row of the old table is in the new one.
    fn place(&self, old: RowPlace) -> Option<RowPlace> {
        Some(match old {
            RowPlace::Row(row) => RowPlace::Row(self.rows.new_of(row)?),
            RowPlace::Group(group) => RowPlace::Group(self.groups.new_of(group)?),
            RowPlace::Total => RowPlace::Total,
            RowPlace::Foot(row) => RowPlace::Foot(self.foot.new_of(row)?),
        })
    }
}

/// Which of the rows to write in a row is; they stand together.
fn number_blank_row(table: &document::Table, row: usize) -> Option<usize> {
    let is_blank = table.rows[row].role == RowRole::Blank;
    let first = table.rows.iter().position(|row| row.role == RowRole::Blank);
    first.filter(|_| is_blank).map(|first| row - first)
}

impl PrintedMatch {
    /// Tables that the engine makes, and those that are not one table of the form: by the
    /// names of their columns and rows.
    pub(in crate::diff) fn from_engine_tables(
        old: &document::Table,
        new: &document::Table,
    ) -> Self {
        Self { columns: match_made_columns(old, new), rows: match_made_rows(old, new) }
    }
}

/// The columns of both tables, those of the old one alone where they stood.
pub(in crate::diff) fn list_all_columns(columns: &Matching) -> Vec<PrintedColumn> {
    let old_count = columns.pairs.len() + columns.removed.len();
    let new_count = columns.pairs.len() + columns.added.len();
    let (mut old_from, mut new_from) = (0, 0);
    let mut res = Vec::new();
    for pair in columns.staying() {
        res.extend((old_from..pair.old).map(PrintedColumn::removed));
        res.extend((new_from..pair.new).map(PrintedColumn::added));
        res.push(PrintedColumn { old: Some(pair.old), new: Some(pair.new) });
        (old_from, new_from) = (pair.old + 1, pair.new + 1);
    }
    res.extend((old_from..old_count).map(PrintedColumn::removed));
    res.extend((new_from..new_count).map(PrintedColumn::added));
    res
}

impl PrintedColumn {
    fn removed(old: usize) -> Self {
        Self { old: Some(old), new: None }
    }

    fn added(new: usize) -> Self {
        Self { old: None, new: Some(new) }
    }
}

/// The id of a column that the engine makes; `None` for one of the form.
fn get_engine_id(column: &document::Column) -> Option<&str> {
    match column.index {
        None => column.id.as_deref(),
        Some(_) => None,
    }
}

/// By their ids, else their names; and those left in one place, where there are as many on
/// both sides.
fn match_made_columns(old: &document::Table, new: &document::Table) -> Matching {
    let old_labels = header::list_column_labels(old);
    let new_labels = header::list_column_labels(new);
    let mut res = Pairing::new(old.columns.len(), new.columns.len());
    res.pair_by_key(|i| old.columns[i].id.clone(), |i| new.columns[i].id.clone());
    res.pair_by_key(|i| Some(&old_labels[i]), |i| Some(&new_labels[i]));
    res.pair_in_gaps();
    res.matching()
}

/// By what they are called; then those that stand alone in their place and share a cell.
fn match_made_rows(old: &document::Table, new: &document::Table) -> Matching {
    let mut res = Pairing::new(old.rows.len(), new.rows.len());
    if has_repeated_names(old) || has_repeated_names(new) {
        // As of tasks in two groups: those that say the same are one, then those of one
        // group.
        let keys: [fn(&document::Table, usize) -> RowSign; 3] = [
            |table, row| (get_group_key(table, row), join_words(table, row)),
            |table, row| (String::new(), join_words(table, row)),
            |table, row| (get_group_key(table, row), String::new()),
        ];
        for key in keys {
            res.pair_by_key(
                |i| Some((get_row_key(&old.rows[i]), key(old, i))),
                |i| Some((get_row_key(&new.rows[i]), key(new, i))),
            );
        }
    }
    res.pair_by_key(
        |i| Some(get_row_key(&old.rows[i])),
        |i| Some(get_row_key(&new.rows[i])),
    );
    for gap in res.gaps() {
        if let ([old_row], [new_row]) = (&gap.old[..], &gap.new[..]) {
            let (old_cells, new_cells) = (&old.rows[*old_row], &new.rows[*new_row]);
            // A group of tasks has nothing but its name, which may be another now.
            let is_task_group = old_cells.role == RowRole::Group
                && old.origin.role == BlockRole::TaskTable;
            if old_cells.role == new_cells.role
                && !(has_id(old_cells) && has_id(new_cells))
                && (is_task_group || has_common_cell(old_cells, new_cells))
            {
                res.join(*old_row, *new_row);
            }
        }
    }
    res.matching()
}

/// What tells rows of one name apart: the group in which they stand, and their words.
type RowSign = (String, String);

fn has_repeated_names(table: &document::Table) -> bool {
    let mut known = HashSet::new();
    table.rows.iter().any(|row| !known.insert(get_row_key(row)))
}

/// What the group of a row is called; empty where it stands in none.
fn get_group_key(table: &document::Table, row: usize) -> String {
    let group = printed_task::find_group(table, row);
    group.map(|group| table.rows[group].key.clone()).unwrap_or_default()
}

/// The words of a row, without its order number.
fn join_words(table: &document::Table, row: usize) -> String {
    let first = table.columns.first().and_then(|column| column.id.as_deref());
    let numbers = usize::from(first == Some(ORDER_COLUMN));
    let cells = table.rows[row].cells.iter().skip(numbers);
    let words = cells.map(|cell| render_plain(&cell.content));
    words.collect::<Vec<_>>().join("\u{1f}")
}

/// Whether a row is called by an id.
fn has_id(row: &document::Row) -> bool {
    row.key.starts_with(document::ID_KEY)
}

/// Sums are called by what they are.
fn get_row_key(row: &document::Row) -> (RowRole, &str) {
    match row.role {
        RowRole::Total => (row.role, ""),
        _ => (row.role, row.key.as_str()),
    }
}

/// Whether two rows have a cell in common that says something, besides a number of order.
fn has_common_cell(old: &document::Row, new: &document::Row) -> bool {
    old.cells
        .iter()
        .zip(&new.cells)
        .skip(1)
        .any(|(old, new)| !old.content.is_empty() && old.content == new.content)
}
