//! Which columns and rows of two tables are one. Every pair of tables is paired here and
//! once: the list of changes and the redline both read it, and pair nothing themselves.
//!
//! Columns are one by their id; then by the names over them, at last with other accents;
//! then, between columns that
//! are one, by what stands in them, and where as many are left on both sides, by their
//! order. Rows are one by what they are called; then by most typed cells in common.

use std::collections::BTreeMap;

use crate::document::{self, RowRole};
use crate::form::{self, ColumnId, RowId, TableId};
use crate::indicator::{Column, Place, Table};
use crate::language;

use super::super::header;
use super::super::side::Side;
use super::Pairs;
use super::matching::{Gap, Matching, Pair, Pairing};

/// The tables of two forms, and which are one.
#[derive(Debug)]
pub(in crate::diff) struct Tables {
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
}

/// Which columns and rows of two tables on paper are one, by their order there.
#[derive(Debug)]
pub(in crate::diff) struct PrintedMatch {
    pub(in crate::diff) columns: Matching,
    pub(in crate::diff) rows: Matching,
}

/// A column of both tables on paper, or of one: its index in each. One that has been put
/// elsewhere is two, one of each table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) struct ColumnMatch {
    pub(in crate::diff) old: Option<usize>,
    pub(in crate::diff) new: Option<usize>,
}

/// Cells that are looked at for rows and columns with another name; where there are more,
/// they are told as what has gone and come.
const MOST_LOOKS: usize = 10_000;

impl Tables {
    pub(in crate::diff) fn new(old: &Side<'_>, new: &Side<'_>, nodes: &Pairs) -> Self {
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
fn match_tables(old: &Side<'_>, new: &Side<'_>, nodes: &Pairs) -> Matching<TableId> {
    let (old_tables, new_tables) = (&old.form().tables, &new.form().tables);
    let id = |table: &form::Table| table.id.as_ref().map(|id| id.value.clone());
    let mut res = Pairing::new(old_tables.len(), new_tables.len());
    let (old_table, new_table) =
        (|i| &old_tables[TableId::new(i)], |i| &new_tables[TableId::new(i)]);
    res.by_key(|i| id(old_table(i)), |i| id(new_table(i)));
    res.by_key(
        |i| nodes.new[old.node_of_table(old_table(i))?],
        |i| new.node_of_table(new_table(i)),
    );
    res.matching().numbered(TableId::new)
}

/// The columns and rows of two tables of the forms.
fn match_form_tables(old: &Side<'_>, new: &Side<'_>, pair: Pair<TableId>) -> TableMatch {
    let old = FormTable::new(old, pair.old);
    let new = FormTable::new(new, pair.new);
    let mut rows = Pairing::new(old.figures.len(), new.figures.len());
    rows.by_key(
        |row| Some(old.figures.name(RowId::new(row))),
        |row| Some(new.figures.name(RowId::new(row))),
    );
    let named = rows.matching().numbered(RowId::new);
    let columns = match_columns(&old, &new, &named);
    pair_renamed_rows(&old, &new, &columns, &mut rows);
    let rows = rows.matching().numbered(RowId::new);
    let groups = match_groups(old.figures, new.figures, &rows);
    TableMatch { columns, rows, groups }
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

    fn formula(&self, column: ColumnId) -> Option<&'a str> {
        self.written.columns[column].formula.as_ref().map(|formula| formula.text.as_str())
    }
}

/// The columns of two tables; `rows` are those that one name says are one.
fn match_columns(
    old: &FormTable<'_>,
    new: &FormTable<'_>,
    rows: &Matching<RowId>,
) -> Matching<ColumnId> {
    let count = |sheet: &FormTable<'_>| sheet.figures.columns().len();
    let mut res = Pairing::new(count(old), count(new));
    res.by_key(|i| old.id(ColumnId::new(i)), |i| new.id(ColumnId::new(i)));
    res.by_key(
        |i| Some(old.label(ColumnId::new(i))),
        |i| Some(new.label(ColumnId::new(i))),
    );
    // `(Phân đầu)` is `(Phấn đấu)`: one name with other accents.
    res.by_key(
        |i| folded(&old.label(ColumnId::new(i))),
        |i| folded(&new.label(ColumnId::new(i))),
    );
    for Gap { old: old_columns, new: new_columns } in res.gaps() {
        for old_column in old_columns {
            let same = |new_column: &usize| {
                res.is_free(old_column, *new_column)
                    && say_the_same(
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
    for gap in res.gaps().iter().filter(|gap| gap.old.len() == gap.new.len()) {
        for (old_column, new_column) in gap.old.iter().zip(&gap.new) {
            let pair =
                Pair { old: ColumnId::new(*old_column), new: ColumnId::new(*new_column) };
            if may_be_renamed(old, pair.old, new, pair.new) {
                res.join(*old_column, *new_column);
            }
        }
    }
    res.matching().numbered(ColumnId::new)
}

/// A name without its accents and capitals; one word alone may well be another word so.
fn folded(label: &str) -> Option<String> {
    let is_long = label.split_whitespace().nth(1).is_some();
    is_long.then(|| language::fold(label))
}

/// Whether two columns are computed alike, or hold most of their cells in common: all of
/// them where each has an id of its own.
fn say_the_same(
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
    if formulas != (None, None) || rows.pairs.len() > MOST_LOOKS {
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
fn may_be_renamed(
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
    if removed.len() * added.len() > MOST_LOOKS {
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

impl TableMatch {
    /// The same for what prints of both tables.
    pub(in crate::diff) fn printed(
        &self,
        old: &document::Table,
        new: &document::Table,
    ) -> PrintedMatch {
        let mut columns = Pairing::new(old.columns.len(), new.columns.len());
        // The column of order numbers is the engine's and has no index in the form.
        let made = |column: &document::Column| match column.index {
            None => column.id.clone(),
            Some(_) => None,
        };
        columns.by_key(|i| made(&old.columns[i]), |i| made(&new.columns[i]));
        columns.by_key(
            |i| self.columns.new_of(old.columns[i].index?),
            |i| new.columns[i].index,
        );
        let mut rows = Pairing::new(old.rows.len(), new.rows.len());
        rows.by_key(
            |i| Some((old.rows[i].role, self.place(old.rows[i].place?)?)),
            |i| Some((new.rows[i].role, new.rows[i].place?)),
        );
        PrintedMatch { columns: columns.matching(), rows: rows.matching() }
    }

    /// Where a row of the old table is in the new one.
    fn place(&self, old: Place) -> Option<Place> {
        Some(match old {
            Place::Row(row) => Place::Row(self.rows.new_of(row)?),
            Place::Group(group) => Place::Group(self.groups.new_of(group)?),
            Place::Total => Place::Total,
        })
    }
}

impl PrintedMatch {
    /// Tables that the engine makes, and those that are not one table of the form: by the
    /// names of their columns and rows.
    pub(in crate::diff) fn of_made(old: &document::Table, new: &document::Table) -> Self {
        Self { columns: match_made_columns(old, new), rows: match_made_rows(old, new) }
    }

    /// The columns of both tables, those of the old one alone where they stood.
    pub(in crate::diff) fn all_columns(&self) -> Vec<ColumnMatch> {
        let both = &self.columns;
        let old_count = both.pairs.len() + both.removed.len();
        let new_count = both.pairs.len() + both.added.len();
        let (mut old_from, mut new_from) = (0, 0);
        let mut res = Vec::new();
        for pair in both.staying() {
            res.extend((old_from..pair.old).map(ColumnMatch::removed));
            res.extend((new_from..pair.new).map(ColumnMatch::added));
            res.push(ColumnMatch { old: Some(pair.old), new: Some(pair.new) });
            (old_from, new_from) = (pair.old + 1, pair.new + 1);
        }
        res.extend((old_from..old_count).map(ColumnMatch::removed));
        res.extend((new_from..new_count).map(ColumnMatch::added));
        res
    }
}

impl ColumnMatch {
    fn removed(old: usize) -> Self {
        Self { old: Some(old), new: None }
    }

    fn added(new: usize) -> Self {
        Self { old: None, new: Some(new) }
    }
}

/// By their ids, else their names; and those left in one place, where there are as many on
/// both sides.
fn match_made_columns(old: &document::Table, new: &document::Table) -> Matching {
    let (old_labels, new_labels) = (header::labels(old), header::labels(new));
    let mut res = Pairing::new(old.columns.len(), new.columns.len());
    res.by_key(|i| old.columns[i].id.clone(), |i| new.columns[i].id.clone());
    res.by_key(|i| Some(&old_labels[i]), |i| Some(&new_labels[i]));
    for gap in res.gaps().iter().filter(|gap| gap.old.len() == gap.new.len()) {
        for (old_column, new_column) in gap.old.iter().zip(&gap.new) {
            res.join(*old_column, *new_column);
        }
    }
    res.matching()
}

/// By what they are called; then those that stand alone in their place and share a cell.
fn match_made_rows(old: &document::Table, new: &document::Table) -> Matching {
    let mut res = Pairing::new(old.rows.len(), new.rows.len());
    res.by_key(|i| Some(row_key(&old.rows[i])), |i| Some(row_key(&new.rows[i])));
    for gap in res.gaps() {
        if let ([old_row], [new_row]) = (&gap.old[..], &gap.new[..]) {
            let (old_cells, new_cells) = (&old.rows[*old_row], &new.rows[*new_row]);
            if old_cells.role == new_cells.role && share_a_cell(old_cells, new_cells) {
                res.join(*old_row, *new_row);
            }
        }
    }
    res.matching()
}

/// Sums are called by what they are.
fn row_key(row: &document::Row) -> (RowRole, &str) {
    match row.role {
        RowRole::Total => (row.role, ""),
        _ => (row.role, row.key.as_str()),
    }
}

/// Whether two rows have a cell in common that says something, besides a number of order.
fn share_a_cell(old: &document::Row, new: &document::Row) -> bool {
    old.cells
        .iter()
        .zip(&new.cells)
        .skip(1)
        .any(|(old, new)| !old.content.is_empty() && old.content == new.content)
}
