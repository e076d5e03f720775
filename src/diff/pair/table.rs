//! Which columns and rows of two tables are one. Every pair of tables is paired here and
//! once: the list of changes and the redline both read it, and pair nothing themselves.
//!
//! Columns are one by their id; then by the names over them, at last with other accents;
//! then, between columns that are one, by what stands in them, and where as many are left
//! on both sides, by their order. Rows are one by what they are called; then by most typed
//! cells in common.

use std::collections::BTreeMap;

use crate::form::{self, ColumnId, RowId, TableId};
use crate::indicator::{ComputedColumn, ComputedTable, RowPlace, is_order_label};
use crate::language;

use super::super::renamed_column::ColumnRenames;
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
    /// The rows below the sum.
    pub(in crate::diff) foot: Matching,
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
/// they are reported as removed and added.
const MOST_COMPARED_CELLS: usize = 10_000;

impl TableMatches {
    pub(in crate::diff) fn new(
        old: &Side<'_>,
        new: &Side<'_>,
        nodes: &NodePairs,
    ) -> Self {
        let matching = match_tables(old, new, nodes);
        let pairs = matching.pairs.iter();
        let matches =
            pairs.map(|pair| (*pair, match_form_tables(old, new, *pair))).collect();
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
    let old_tables = &old.form().tables;
    let new_tables = &new.form().tables;
    let mut res = Pairing::new(old_tables.len(), new_tables.len());
    res.pair_by_key(
        |i| old_tables[TableId::new(i)].id.as_ref().map(|id| &id.value),
        |i| new_tables[TableId::new(i)].id.as_ref().map(|id| &id.value),
    );
    res.pair_by_key(
        |i| nodes.new[old.node_of_table(&old_tables[TableId::new(i)])?],
        |i| new.node_of_table(&new_tables[TableId::new(i)]),
    );
    res.matching().map_indices(TableId::new)
}

/// The columns and rows of two tables of the forms.
///
/// Columns are known by what stands in the rows that are one, and rows by what stands in
/// the columns that are one. The circle is cut at the rows: those of one name are paired
/// first, then all columns, then the rows that are left, then the groups of the rows.
fn match_form_tables(old: &Side<'_>, new: &Side<'_>, pair: Pair<TableId>) -> TableMatch {
    let tables = FormTables {
        old: FormTable::new(old, pair.old),
        new: FormTable::new(new, pair.new),
    };
    let old_figures = tables.old.figures;
    let new_figures = tables.new.figures;
    let mut rows = Pairing::new(old_figures.len(), new_figures.len());
    if tables.old.has_repeated_names() || tables.new.has_repeated_names() {
        // Rows of one name, as in a column that merges: those that say the same are one, so
        // that a row put between them is one row.
        rows.pair_by_key(
            |row| Some(tables.old.join_typed_cells(RowId::new(row))),
            |row| Some(tables.new.join_typed_cells(RowId::new(row))),
        );
    }
    rows.pair_by_key(
        |row| Some(old_figures.name(RowId::new(row))),
        |row| Some(new_figures.name(RowId::new(row))),
    );
    let named_rows = rows.matching().map_indices(RowId::new);
    let ColumnPairing { columns, order } = tables.match_columns(&named_rows);
    tables.pair_renamed_rows(&columns, &mut rows);
    let rows = rows.matching().map_indices(RowId::new);
    let groups = match_groups(old_figures, new_figures, &rows);
    let foot = match_foot(old_figures, new_figures);
    TableMatch { columns, rows, groups, foot, order }
}

/// The rows below the sums of two tables, by what they are.
fn match_foot(old: &ComputedTable, new: &ComputedTable) -> Matching {
    let mut res = Pairing::new(old.foot().len(), new.foot().len());
    res.pair_by_key(|row| Some(&old.foot()[row].key), |row| Some(&new.foot()[row].key));
    res.matching()
}

/// A table of a form with its figures.
struct FormTable<'a> {
    written: &'a form::TableSpec,
    figures: &'a ComputedTable,
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

    fn column(&self, column: ColumnId) -> &'a ComputedColumn {
        &self.figures.columns()[column]
    }

    /// Whether it says something of a row that no formula does and its name does not.
    fn is_telling(&self, column: ColumnId) -> bool {
        self.figures.formula(column).is_none() && Some(column) != self.figures.key()
    }

    /// The first of some columns that counts the rows, both by its name and by its cells:
    /// numbers of households may rise by one as well, by chance.
    fn counting_column(&self, columns: Vec<usize>) -> Option<ColumnId> {
        columns.into_iter().map(ColumnId::new).find(|column| {
            is_order_label(&self.label(*column)) && self.counts_rows(*column)
        })
    }

    /// Whether what is typed in a column counts the rows: 1, 2, 3. A row of sums that is
    /// typed as a row has no number.
    fn counts_rows(&self, column: ColumnId) -> bool {
        if self.figures.formula(column).is_some() {
            return false;
        }
        let texts = self.figures.rows().filter_map(|row| {
            let text = self.figures.text(RowPlace::Row(row), column)?;
            Some(text.trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
        });
        let mut count = 0_usize;
        let counts = texts.into_iter().all(|text| {
            count += 1;
            text.parse() == Ok(count)
        });
        counts && count > 0
    }

    fn has_repeated_names(&self) -> bool {
        !self.figures.repeated_rows().is_empty()
    }

    /// What is typed in a row, in one text.
    fn join_typed_cells(&self, row: RowId) -> String {
        let columns = self.figures.columns().ids();
        let typed = columns.filter(|column| self.figures.formula(*column).is_none());
        let texts = typed.map(|column| {
            self.figures.text(RowPlace::Row(row), column).unwrap_or_default()
        });
        texts.collect::<Vec<_>>().join("\u{1f}")
    }

    fn formula(&self, column: ColumnId) -> Option<&'a str> {
        self.written.columns[column].formula.as_ref().map(|formula| formula.text.as_str())
    }
}

/// The two tables of a pair.
struct FormTables<'a> {
    old: FormTable<'a>,
    new: FormTable<'a>,
}

/// The columns of two tables.
struct ColumnPairing {
    columns: Matching<ColumnId>,
    order: Option<TypedOrder>,
}

impl FormTables<'_> {
    /// The columns; `rows` are those that one name says are one.
    ///
    /// From the surest sign to the weakest: ids; the names over the columns; then, only
    /// between columns that stay in place, the same names with other accents; what stands
    /// in them; at last their order, where as many are left on both sides. A column of
    /// typed order numbers is taken out before the weaker signs are looked at, since the
    /// engine's own column stands for it in the other version.
    fn match_columns(&self, rows: &Matching<RowId>) -> ColumnPairing {
        let Self { old, new } = self;
        let mut res =
            Pairing::new(old.figures.columns().len(), new.figures.columns().len());
        res.pair_by_key(|i| old.id(ColumnId::new(i)), |i| new.id(ColumnId::new(i)));
        res.pair_by_key(
            |i| Some(old.label(ColumnId::new(i))),
            |i| Some(new.label(ColumnId::new(i))),
        );
        let order = self.match_order_column(&res);
        self.pair_by_folded_names(order, &mut res);
        self.pair_by_content(order, rows, &mut res);
        // A formula says the same as well where it calls a column by its new id, once that is
        // known to be the same column.
        self.pair_by_content(order, rows, &mut res);
        self.pair_by_place(order, &mut res);
        let mut columns = res.matching().map_indices(ColumnId::new);
        columns.removed.retain(|column| order != Some(TypedOrder::Old(*column)));
        columns.added.retain(|column| order != Some(TypedOrder::New(*column)));
        ColumnPairing { columns, order }
    }

    /// The column of typed order numbers among what one version alone has so far, where
    /// the engine numbers the rows of the other.
    fn match_order_column(&self, columns: &Pairing) -> Option<TypedOrder> {
        let Self { old, new } = self;
        match (&old.written.order_label, &new.written.order_label) {
            (None, Some(_)) => {
                old.counting_column(columns.free_old()).map(TypedOrder::Old)
            }
            (Some(_), None) => {
                new.counting_column(columns.free_new()).map(TypedOrder::New)
            }
            (None, None) | (Some(_), Some(_)) => None,
        }
    }

    /// Pairs columns in one place that have one name with other accents: `(Phân đầu)` is
    /// `(Phấn đấu)`. In another place it may well be another name.
    fn pair_by_folded_names(&self, order: Option<TypedOrder>, columns: &mut Pairing) {
        for gap in find_column_gaps(columns, order) {
            for old_column in gap.old {
                let name = fold_label(&self.old.label(ColumnId::new(old_column)));
                if name.is_none() {
                    continue;
                }
                let found = gap.new.iter().copied().find(|new_column| {
                    columns.is_free(old_column, *new_column)
                        && fold_label(&self.new.label(ColumnId::new(*new_column))) == name
                });
                if let Some(new_column) = found {
                    columns.join(old_column, new_column);
                }
            }
        }
    }

    /// Pairs columns in one place that say the same, each with the first that does.
    fn pair_by_content(
        &self,
        order: Option<TypedOrder>,
        rows: &Matching<RowId>,
        columns: &mut Pairing,
    ) {
        let known = columns.matching().map_indices(ColumnId::new);
        let known = known.pairs.into_iter().map(|pair| [pair.old, pair.new]);
        let renames = ColumnRenames::new(self.old.written, self.new.written, known);
        for gap in find_column_gaps(columns, order) {
            let is_alone = gap.old.len() == 1 && gap.new.len() == 1;
            for old_column in gap.old {
                let found = gap.new.iter().copied().find(|new_column| {
                    let (old, new) =
                        (ColumnId::new(old_column), ColumnId::new(*new_column));
                    let pair = Pair { old, new };
                    columns.is_free(old_column, *new_column)
                        && (self.is_computed_alike(pair, &renames)
                            || self.has_same_content(pair, rows, is_alone))
                });
                if let Some(new_column) = found {
                    columns.join(old_column, new_column);
                }
            }
        }
    }

    /// Pairs columns by their order in a gap that has as many of both versions.
    fn pair_by_place(&self, order: Option<TypedOrder>, columns: &mut Pairing) {
        for gap in find_column_gaps(columns, order) {
            if gap.old.len() != gap.new.len() {
                continue;
            }
            for (old_column, new_column) in gap.old.into_iter().zip(gap.new) {
                let (old, new) = (ColumnId::new(old_column), ColumnId::new(new_column));
                if self.is_rename_possible(Pair { old, new }) {
                    columns.join(old_column, new_column);
                }
            }
        }
    }

    /// Whether two columns have one formula, but for other ids of columns.
    fn is_computed_alike(&self, pair: Pair<ColumnId>, renames: &ColumnRenames) -> bool {
        let formulas = self.old.formula(pair.old).zip(self.new.formula(pair.new));
        formulas.is_some_and(|(old, new)| old == new || renames.is_followed_by(old, new))
    }

    /// Whether two typed columns hold most of their cells in common. Cells that are empty in
    /// both count for nothing.
    ///
    /// Where each has an id of its own, it was changed by hand: then only a column that is
    /// the same throughout is the same, or one that `is_alone` in its place and has nearly
    /// all of its cells, so that the few that differ are told.
    fn has_same_content(
        &self,
        pair: Pair<ColumnId>,
        rows: &Matching<RowId>,
        is_alone: bool,
    ) -> bool {
        let Self { old, new } = self;
        let is_typed = old.formula(pair.old).is_none() && new.formula(pair.new).is_none();
        if !is_typed || rows.pairs.len() > MOST_COMPARED_CELLS {
            return false;
        }
        let mut filled = 0;
        let mut shared = 0;
        for row in &rows.pairs {
            let old_cell = old.figures.value(RowPlace::Row(row.old), pair.old);
            let new_cell = new.figures.value(RowPlace::Row(row.new), pair.new);
            filled += usize::from(old_cell.is_some() || new_cell.is_some());
            shared += usize::from(old_cell.is_some() && old_cell == new_cell);
        }
        if old.id(pair.old).is_some() && new.id(pair.new).is_some() {
            let is_nearly_same = is_alone && shared * 4 >= filled * 3;
            return filled > 0 && (shared == filled || is_nearly_same);
        }
        shared * 2 > filled
    }

    /// Whether a column can be one with another name: what has an id is not what has
    /// another.
    fn is_rename_possible(&self, pair: Pair<ColumnId>) -> bool {
        let Self { old, new } = self;
        let have_both_ids = old.id(pair.old).is_some() && new.id(pair.new).is_some();
        let is_computed = old.formula(pair.old).is_some();
        !have_both_ids
            && is_computed == new.formula(pair.new).is_some()
            && old.column(pair.old).kind == new.column(pair.new).kind
    }

    /// Pairs rows that have another name now: those with more than half of their typed
    /// cells in common, each with the first such row.
    fn pair_renamed_rows(&self, columns: &Matching<ColumnId>, rows: &mut Pairing) {
        let removed = rows.free_old();
        let mut added = rows.free_new();
        if removed.len() * added.len() > MOST_COMPARED_CELLS {
            return;
        }
        let telling: Vec<Pair<ColumnId>> = columns
            .pairs
            .iter()
            .copied()
            .filter(|pair| self.old.is_telling(pair.old))
            .collect();
        for old_row in removed {
            let found = added.iter().position(|new_row| {
                let row = Pair { old: RowId::new(old_row), new: RowId::new(*new_row) };
                // More than half: a row with few cells in common was removed, and
                // another one added.
                self.count_shared_cells(row, &telling) * 2 > telling.len()
            });
            if let Some(index) = found {
                rows.join(old_row, added.remove(index));
            }
        }
    }

    /// In how many of some columns two rows say the same.
    fn count_shared_cells(&self, row: Pair<RowId>, columns: &[Pair<ColumnId>]) -> usize {
        let shared = columns.iter().filter(|column| {
            let old_cell = self.old.figures.value(RowPlace::Row(row.old), column.old);
            let new_cell = self.new.figures.value(RowPlace::Row(row.new), column.new);
            old_cell.is_some() && old_cell == new_cell
        });
        shared.count()
    }
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

/// A name without its accents and capitals; `None` for one word alone, which may well be
/// another word so.
fn fold_label(label: &str) -> Option<String> {
    let is_long = label.split_whitespace().nth(1).is_some();
    is_long.then(|| language::fold(label))
}

/// Groups are one by their names; then those whose rows are mostly the same, each with the
/// first such group. A group that took in as many rows as it kept is another one.
fn match_groups(
    old: &ComputedTable,
    new: &ComputedTable,
    rows: &Matching<RowId>,
) -> Matching {
    let mut res = Pairing::new(old.groups().len(), new.groups().len());
    for (new_group, group) in new.groups().iter().enumerate() {
        if let Some(old_group) = old.group(&group.name)
            && res.is_free(old_group, new_group)
        {
            res.join(old_group, new_group);
        }
    }
    let added = res.free_new();
    for old_group in res.free_old() {
        // What has stayed of the rows of the old group, as rows of the new table.
        let old_rows = old.groups()[old_group].rows.iter();
        let kept: Vec<RowId> = old_rows.filter_map(|row| rows.new_of(*row)).collect();
        let found = added.iter().copied().find(|new_group| {
            let new_rows = &new.groups()[*new_group].rows;
            let shared = kept.iter().filter(|row| new_rows.contains(row)).count();
            res.is_free(old_group, *new_group)
                && shared * 2 > kept.len().max(new_rows.len())
        });
        if let Some(new_group) = found {
            res.join(old_group, new_group);
        }
    }
    res.matching()
}
