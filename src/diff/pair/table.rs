//! Which columns and rows of two tables are one. Every pair of tables is paired here and
//! once: the list of changes and the redline both read it, and pair nothing themselves.
//!
//! Columns are one by their id; then by the names over them, at last with other accents;
//! then, between columns that are one, by what stands in them, and where as many are left
//! on both sides, by their order. Rows are one by what they are called; then by most typed
//! cells in common.

use std::collections::BTreeMap;

use crate::form::{self, ColumnId, RowId, TableId};
use crate::indicator::{Column, Place, Table, is_order_label};
use crate::language;

use super::super::side::Side;
use super::NodePairs;
use super::matching::{Matching, Pair, Pairing, UnpairedGap};

/// The tables of two forms, and which are one.
#[derive(Debug)]
pub(in crate::diff) struct TableMatches {
    pub(in crate::diff) matching: Matching<TableId>,
    /// The columns and rows of each pair.
    matches: BTreeMap<Pair<TableId>, TableMatch>,
}

/// Which columns and rows of two tables of a form are one, printed or not.
#[derive(Debug)]
pub(in crate::diff) struct TableMatch {
    pub(in crate::diff) columns: Matching<ColumnId>,
    pub(in crate::diff) rows: Matching<RowId>,
    pub(in crate::diff) groups: Matching,
    /// A column of typed order numbers in place of which the engine has one, or the other
    /// way round: on paper both are one column.
    pub(in crate::diff) order: Option<TypedOrder>,
}

/// The column of the version that types its order numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) enum TypedOrder {
    /// The engine numbers the rows of the new version.
    Old(ColumnId),
    /// The engine numbers the rows of the old version.
    New(ColumnId),
}

/// Cells that are looked at for rows and columns with another name; where there are more,
/// they are told as what has gone and come.
const MOST_COMPARED_CELLS: usize = 10_000;

impl TableMatches {
    pub(in crate::diff) fn new(
        old: &Side<'_>,
        new: &Side<'_>,
        nodes: &NodePairs,
    ) -> Self {
        let matching = match_tables(old, new, nodes);
        let match_of = |pair: &Pair<TableId>| (*pair, match_form_tables(old, new, *pair));
        let matches = matching.pairs.iter().map(match_of).collect();
        Self { matching, matches }
    }

    /// Which columns and rows of two tables of the forms are one; `None` where they are not
    /// one table.
    pub(in crate::diff) fn match_of(&self, pair: Pair<TableId>) -> Option<&TableMatch> {
        self.matches.get(&pair)
    }
}

/// Tables are one by their id; those without one by where they are printed.
fn match_tables(old: &Side<'_>, new: &Side<'_>, nodes: &NodePairs) -> Matching<TableId> {
    let (old_tables, new_tables) = (&old.form().tables, &new.form().tables);
    let id = |table: &form::Table| table.id.as_ref().map(|id| id.value.clone());
    let mut res = Pairing::new(old_tables.len(), new_tables.len());
    let (old_table, new_table) =
        (|i| &old_tables[TableId::new(i)], |i| &new_tables[TableId::new(i)]);
    res.pair_by_key(|i| id(old_table(i)), |i| id(new_table(i)));
    res.pair_by_key(
        |i| nodes.new[old.node_of_table(old_table(i))?],
        |i| new.node_of_table(new_table(i)),
    );
    res.matching().map_indices(TableId::new)
}

/// The columns and rows of two tables of the forms.
fn match_form_tables(old: &Side<'_>, new: &Side<'_>, pair: Pair<TableId>) -> TableMatch {
    let old = FormTable::new(old, pair.old);
    let new = FormTable::new(new, pair.new);
    let mut rows = Pairing::new(old.figures.len(), new.figures.len());
    rows.pair_by_key(
        |row| Some(old.figures.name(RowId::new(row))),
        |row| Some(new.figures.name(RowId::new(row))),
    );
    let named = rows.matching().map_indices(RowId::new);
    let ColumnPairing { columns, order } = match_columns(&old, &new, &named);
    pair_renamed_rows(&old, &new, &columns, &mut rows);
    let rows = rows.matching().map_indices(RowId::new);
    let groups = match_groups(old.figures, new.figures, &rows);
    TableMatch { columns, rows, groups, order }
}

/// A table of a form with its figures.
struct FormTable<'a> {
    written: &'a form::Table,
    figures: &'a Table,
}

impl<'a> FormTable<'a> {
    fn new(side: &Side<'a>, table: TableId) -> Self {
        let figures = side.draft().figures().table(table);
        Self { written: &side.form().tables[table], figures }
    }

    fn id(&self, column: ColumnId) -> Option<&'a str> {
        self.column(column).id.as_deref()
    }

    fn label(&self, column: ColumnId) -> String {
        self.column(column).labels.join("\u{1f}")
    }

    fn column(&self, column: ColumnId) -> &'a Column {
        &self.figures.columns()[column]
    }

    /// Whether it says something of a row that no formula does and its name does not.
    fn tells(&self, column: ColumnId) -> bool {
        self.figures.formula(column).is_none() && Some(column) != self.figures.key()
    }

    /// The first of some columns that by its name and its cells counts the rows: so may
    /// households, by chance.
    fn counting_column(&self, columns: Vec<usize>) -> Option<ColumnId> {
        let counts = |column: &ColumnId| {
            is_order_label(&self.label(*column)) && self.counts_rows(*column)
        };
        columns.into_iter().map(ColumnId::new).find(counts)
    }

    /// Whether what is typed in a column counts the rows: 1, 2, 3. A row of sums that is
    /// typed as a row has no number.
    fn counts_rows(&self, column: ColumnId) -> bool {
        if self.figures.formula(column).is_some() {
            return false;
        }
        let texts = self.figures.rows().filter_map(|row| {
            let text = self.figures.text(Place::Row(row), column)?;
            Some(text.trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
        });
        let mut count = 0_usize;
        let counts = texts.into_iter().all(|text| {
            count += 1;
            text.parse() == Ok(count)
        });
        counts && count > 0
    }

    fn formula(&self, column: ColumnId) -> Option<&'a str> {
        self.written.columns[column].formula.as_ref().map(|formula| formula.text.as_str())
    }
}

/// The columns of two tables; `rows` are those that one name says are one.
fn match_columns(
    old: &FormTable<'_>,
    new: &FormTable<'_>,
    rows: &Matching<RowId>,
) -> ColumnPairing {
    let count = |sheet: &FormTable<'_>| sheet.figures.columns().len();
    let mut res = Pairing::new(count(old), count(new));
    res.pair_by_key(|i| old.id(ColumnId::new(i)), |i| new.id(ColumnId::new(i)));
    res.pair_by_key(
        |i| Some(old.label(ColumnId::new(i))),
        |i| Some(new.label(ColumnId::new(i))),
    );
    let order = match_order_column(old, new, &res);
    pair_by_folded_names(old, new, order, &mut res);
    for UnpairedGap { old: old_columns, new: new_columns } in
        find_column_gaps(&res, order)
    {
        for old_column in old_columns {
            let same = |new_column: &usize| {
                res.is_free(old_column, *new_column)
                    && has_same_content(
                        old,
                        ColumnId::new(old_column),
                        new,
                        ColumnId::new(*new_column),
                        rows,
                    )
            };
            if let Some(new_column) = new_columns.iter().copied().find(same) {
                res.join(old_column, new_column);
            }
        }
    }
    for gap in
        find_column_gaps(&res, order).iter().filter(|gap| gap.old.len() == gap.new.len())
    {
        for (old_column, new_column) in gap.old.iter().zip(&gap.new) {
            let pair =
                Pair { old: ColumnId::new(*old_column), new: ColumnId::new(*new_column) };
            if is_rename_possible(old, pair.old, new, pair.new) {
                res.join(*old_column, *new_column);
            }
        }
    }
    let mut columns = res.matching().map_indices(ColumnId::new);
    columns.removed.retain(|column| order != Some(TypedOrder::Old(*column)));
    columns.added.retain(|column| order != Some(TypedOrder::New(*column)));
    ColumnPairing { columns, order }
}

/// The columns of two tables.
struct ColumnPairing {
    columns: Matching<ColumnId>,
    order: Option<TypedOrder>,
}

/// What is free between the columns that stay, but for typed order numbers.
fn find_column_gaps(columns: &Pairing, order: Option<TypedOrder>) -> Vec<UnpairedGap> {
    let mut res = columns.gaps();
    for gap in &mut res {
        gap.old.retain(|column| order != Some(TypedOrder::Old(ColumnId::new(*column))));
        gap.new.retain(|column| order != Some(TypedOrder::New(ColumnId::new(*column))));
    }
    res
}

/// The column of typed order numbers among what one version alone has so far, where the
/// engine numbers the rows of the other.
fn match_order_column(
    old: &FormTable<'_>,
    new: &FormTable<'_>,
    columns: &Pairing,
) -> Option<TypedOrder> {
    match (&old.written.order, &new.written.order) {
        (None, Some(_)) => old.counting_column(columns.free_old()).map(TypedOrder::Old),
        (Some(_), None) => new.counting_column(columns.free_new()).map(TypedOrder::New),
        (None, None) | (Some(_), Some(_)) => None,
    }
}

/// Pairs columns in one place that have one name with other accents: `(Phân đầu)` is
/// `(Phấn đấu)`. In another place it may well be another name.
fn pair_by_folded_names(
    old: &FormTable<'_>,
    new: &FormTable<'_>,
    order: Option<TypedOrder>,
    columns: &mut Pairing,
) {
    for gap in find_column_gaps(columns, order) {
        for old_column in gap.old {
            let Some(name) = fold_label(&old.label(ColumnId::new(old_column))) else {
                continue;
            };
            let has_name = |new_column: &usize| {
                columns.is_free(old_column, *new_column)
                    && fold_label(&new.label(ColumnId::new(*new_column))).as_ref()
                        == Some(&name)
            };
            if let Some(new_column) = gap.new.iter().copied().find(has_name) {
                columns.join(old_column, new_column);
            }
        }
    }
}

/// A name without its accents and capitals; one word alone may well be another word so.
fn fold_label(label: &str) -> Option<String> {
    let is_long = label.split_whitespace().nth(1).is_some();
    is_long.then(|| language::fold(label))
}

/// Whether two columns are computed alike, or hold most of their cells in common: all of
/// them where each has an id of its own.
fn has_same_content(
    old: &FormTable<'_>,
    old_column: ColumnId,
    new: &FormTable<'_>,
    new_column: ColumnId,
    rows: &Matching<RowId>,
) -> bool {
    let formulas = (old.formula(old_column), new.formula(new_column));
    if let (Some(old_formula), Some(new_formula)) = formulas {
        return old_formula == new_formula;
    }
    if formulas != (None, None) || rows.pairs.len() > MOST_COMPARED_CELLS {
        return false;
    }
    let mut filled = 0;
    let mut shared = 0;
    for pair in &rows.pairs {
        let old_cell = old.figures.value(Place::Row(pair.old), old_column);
        let new_cell = new.figures.value(Place::Row(pair.new), new_column);
        filled += usize::from(old_cell.is_some() || new_cell.is_some());
        shared += usize::from(old_cell.is_some() && old_cell == new_cell);
    }
    if old.id(old_column).is_some() && new.id(new_column).is_some() {
        return filled > 0 && shared == filled;
    }
    shared * 2 > filled
}

/// Whether a column can be one with another name: what has an id is not what has another.
fn is_rename_possible(
    old: &FormTable<'_>,
    old_column: ColumnId,
    new: &FormTable<'_>,
    new_column: ColumnId,
) -> bool {
    let has_one_id = old.id(old_column).is_some() && new.id(new_column).is_some();
    let is_computed = old.formula(old_column).is_some();
    !has_one_id
        && is_computed == new.formula(new_column).is_some()
        && old.column(old_column).kind == new.column(new_column).kind
}

/// Pairs rows that are called otherwise now: those with more than half of their typed
/// cells in common.
fn pair_renamed_rows(
    old: &FormTable<'_>,
    new: &FormTable<'_>,
    columns: &Matching<ColumnId>,
    rows: &mut Pairing,
) {
    let (removed, mut added) = (rows.free_old(), rows.free_new());
    if removed.len() * added.len() > MOST_COMPARED_CELLS {
        return;
    }
    let telling: Vec<Pair<ColumnId>> =
        columns.pairs.iter().copied().filter(|pair| old.tells(pair.old)).collect();
    for old_row in removed {
        let is_alike = |new_row: &usize| {
            let shared = telling.iter().filter(|column| {
                let cell = old.figures.value(Place::Row(RowId::new(old_row)), column.old);
                cell.is_some()
                    && cell
                        == new.figures.value(Place::Row(RowId::new(*new_row)), column.new)
            });
            shared.count() * 2 > telling.len()
        };
        if let Some(found) = added.iter().position(is_alike) {
            rows.join(old_row, added.remove(found));
        }
    }
}

/// Groups are one by their names; then those whose rows are mostly the same.
fn match_groups(old: &Table, new: &Table, rows: &Matching<RowId>) -> Matching {
    let mut res = Pairing::new(old.groups().len(), new.groups().len());
    for (new_group, group) in new.groups().iter().enumerate() {
        if let Some(old_group) = old.group(&group.name)
            && res.is_free(old_group, new_group)
        {
            res.join(old_group, new_group);
        }
    }
    let (removed, added) = (res.free_old(), res.free_new());
    for old_group in removed {
        let kept: Vec<RowId> = old.groups()[old_group]
            .rows
            .iter()
            .filter_map(|row| rows.new_of(*row))
            .collect();
        let is_alike = |new_group: &usize| {
            let group = &new.groups()[*new_group].rows;
            let shared = kept.iter().filter(|row| group.contains(row)).count();
            res.is_free(old_group, *new_group) && shared * 2 > kept.len().max(group.len())
        };
        if let Some(new_group) = added.iter().copied().find(is_alike) {
            res.join(old_group, new_group);
        }
    }
    res.matching()
}
