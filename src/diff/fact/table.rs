//! Tables: what is said of them as a whole, their columns and their rows.

use crate::form::{ColumnId, TableId, TableSpec};
use crate::indicator::ComputedTable;
use crate::prose::Plain;

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::pair::{Pair, TableMatch, TypedOrder};
use super::super::side::Side;
use super::cause::FigureChanges;
use super::cell::CellComparison;
use super::setup::{self, SideColumn};
use super::timetable;
use super::{ChangeCollector, build_change, describe_difference};

impl ChangeCollector<'_> {
    /// Indicators and tables, and the figures that follow from what was typed.
    ///
    /// Figures are compared first, all of them, and noted by what they are: typed or
    /// computed. Only then can it be found out what the computed ones follow from, since an
    /// indicator may read a table that comes after it.
    pub(super) fn collect_figures(&mut self) {
        let mut figure_changes = FigureChanges::default();
        self.collect_indicators(&mut figure_changes);
        let matching = &self.tables.matching;
        self.watch_removed_figures(&matching.removed);
        for table in &matching.removed {
            let found = self.build_table_change(self.old, *table, ChangeKind::Removed);
            self.changes.push(found);
        }
        for table in &matching.added {
            let found = self.build_table_change(self.new, *table, ChangeKind::Added);
            self.changes.push(found);
        }
        for pair in &matching.pairs {
            self.collect_table(*pair, &mut figure_changes);
        }
        self.collect_money_sums(&mut figure_changes);
        for (figure_id, change) in std::mem::take(&mut self.computed_amounts) {
            figure_changes.add_following(figure_id, change);
        }
        self.watch_figures(&figure_changes);
        let following = figure_changes.explain_following(self.new.version);
        self.changes.extend(following);
    }

    /// A change of a table, where it is first printed.
    fn build_table_change(
        &self,
        side: &Side<'_>,
        table: TableId,
        kind: ChangeKind,
    ) -> Change {
        let written = &side.form().tables[table];
        let node = side.node_of_table(written);
        let order = node.map_or(self.end_place(), |node| side.places[node]);
        let mut res = build_change(Topic::Table, kind, name_table(written, table), order);
        res.place = node.map(|node| side.place(node)).unwrap_or_default();
        res
    }

    fn collect_table(&mut self, pair: Pair<TableId>, figure_changes: &mut FigureChanges) {
        let Some(matched) = self.tables.match_of(pair) else { return };
        let about = self.build_table_change(self.new, pair.new, ChangeKind::Changed);
        let tables = ComparedTables {
            old: &self.old.form().tables[pair.old],
            new: &self.new.form().tables[pair.new],
            old_figures: self.old.draft().figures().table(pair.old),
            new_figures: self.new.draft().figures().table(pair.new),
            matched,
            about: &about,
        };
        let mut found = tables.compare_setup();
        let columns = tables.compare_columns();
        if columns.iter().any(setup::has_figure_change) {
            let title = &about.what;
            figure_changes
                .add_row(pair.new, format!("{title}: cột thêm, bỏ hoặc đổi cách tính"));
        }
        found.extend(columns);
        if tables.old_figures.is_broken() || tables.new_figures.is_broken() {
            // What could not be read is reported apart; its lack is no change.
            self.changes.extend(found);
            return;
        }
        let mut set_otherwise = matched.columns.pairs.clone();
        set_otherwise.retain(|pair| tables.is_set_otherwise(pair));
        let mut given = matched.columns.pairs.clone();
        given.retain(|pair| tables.is_given_otherwise(pair));
        let cells = CellComparison {
            set_otherwise,
            given,
            old: tables.old_figures,
            new: tables.new_figures,
            matched,
            table: pair.new,
            about: &about,
            times: timetable::pair_times(tables.new, &matched.columns.pairs),
            old_total: tables.old.total.is_some(),
            new_total: tables.new.total.is_some(),
        };
        found.extend(collect_row_changes(&cells, figure_changes));
        found.extend(tables.compare_foot(pair.new, figure_changes));
        found.extend(cells.collect_changes(figure_changes));
        if let Some(timetable) = &tables.new.timetable {
            timetable::fold_times(&mut found, tables.new_figures, timetable);
        }
        self.changes.extend(found);
    }
}

/// How a table is called: by its title, else its id.
pub(super) fn name_table(table: &TableSpec, index: TableId) -> String {
    let word = if table.timetable.is_some() { "Lịch" } else { "Bảng" };
    match (&table.caption, &table.id) {
        (Some(caption), _) => format!("{word} “{}”", caption.collect_words().trim()),
        (None, _) if table.timetable.is_some() => word.to_owned(),
        (None, Some(id)) => format!("Bảng `{}`", id.value),
        (None, None) => format!("Bảng thứ {}", index.index() + 1),
    }
}

/// A table of both versions: as the forms say it, and as it is computed.
pub(super) struct ComparedTables<'a> {
    pub(super) old: &'a TableSpec,
    pub(super) new: &'a TableSpec,
    pub(super) old_figures: &'a ComputedTable,
    pub(super) new_figures: &'a ComputedTable,
    pub(super) matched: &'a TableMatch,
    /// A change of the table without details.
    pub(super) about: &'a Change,
}

impl ComparedTables<'_> {
    /// What is said of the table as a whole.
    fn compare_setup(&self) -> Vec<Change> {
        let mut details = setup::compare_table_setup(self.old, self.new);
        // Where it stands for a typed column it is reported with that column.
        let is_typed_once = self.matched.order.is_some();
        details.retain(|detail| !is_typed_once || detail.label != setup::ORDER);
        if details.is_empty() {
            return Vec::new();
        }
        vec![Change { details, ..self.about.clone() }]
    }

    /// Columns that were added, removed or moved, or say something else of themselves.
    fn compare_columns(&self) -> Vec<Change> {
        let columns = &self.matched.columns;
        let mut res = Vec::new();
        for column in &columns.removed {
            let what = self.column_name(self.old_figures, *column);
            res.push(Change { kind: ChangeKind::Removed, what, ..self.about.clone() });
        }
        for column in &columns.added {
            let what = self.column_name(self.new_figures, *column);
            res.push(Change { kind: ChangeKind::Added, what, ..self.about.clone() });
        }
        res.extend(self.compare_order_column());
        let staying = columns.staying();
        for pair in &columns.pairs {
            let details = self.compare_column(*pair);
            let is_moved = !staying.contains(pair);
            if details.is_empty() && !is_moved {
                continue;
            }
            let kind = if is_moved { ChangeKind::Moved } else { ChangeKind::Changed };
            let what = self.column_name(self.new_figures, pair.new);
            res.push(Change { kind, what, details, ..self.about.clone() });
        }
        res
    }

    /// A column of order numbers that one version types and the engine makes in the other.
    fn compare_order_column(&self) -> Option<Change> {
        const TYPED: &str = "gõ tay";
        const MADE: &str = "máy đánh";
        let (old_label, new_label, [old_numbers, new_numbers]) =
            match self.matched.order? {
                TypedOrder::Old(column) => (
                    setup::join_column_labels(self.old_figures, column),
                    name_order_column(self.new),
                    [TYPED, MADE],
                ),
                TypedOrder::New(column) => (
                    name_order_column(self.old),
                    setup::join_column_labels(self.new_figures, column),
                    [MADE, TYPED],
                ),
            };
        let what = format!("{} · cột “{new_label}”", self.about.what);
        let old_numbers = Some(old_numbers.to_owned());
        let new_numbers = Some(new_numbers.to_owned());
        let numbers = describe_difference("số thứ tự", old_numbers, new_numbers);
        let labels = describe_difference("tên cột", Some(old_label), Some(new_label));
        let details = labels.into_iter().chain(numbers).collect();
        Some(Change { kind: ChangeKind::Changed, what, details, ..self.about.clone() })
    }

    fn column_name(&self, figures: &ComputedTable, column: ColumnId) -> String {
        format!(
            "{} · cột “{}”",
            self.about.what,
            setup::join_column_labels(figures, column)
        )
    }

    /// What a column says otherwise of itself.
    fn compare_column(&self, pair: Pair<ColumnId>) -> Vec<Detail> {
        let [old, new] = self.sides(pair);
        setup::compare_column_setup(old, new, self.is_set_otherwise(&pair))
    }

    /// Whether the figures of a column are set otherwise.
    fn is_set_otherwise(&self, pair: &Pair<ColumnId>) -> bool {
        let [old, new] = self.sides(*pair);
        setup::is_set_otherwise(old, new, &self.matched.rows)
    }

    /// Whether the total of a column is given by hand, and otherwise than before.
    fn is_given_otherwise(&self, pair: &Pair<ColumnId>) -> bool {
        let [old, new] = self.sides(*pair);
        setup::find_typed_total(old) != setup::find_typed_total(new)
    }

    /// The two columns of a pair, each with its table.
    fn sides(&self, pair: Pair<ColumnId>) -> [SideColumn<'_>; 2] {
        let old =
            SideColumn { table: self.old, figures: self.old_figures, column: pair.old };
        let new =
            SideColumn { table: self.new, figures: self.new_figures, column: pair.new };
        [old, new]
    }
}

/// Whether a row is called by its order, since nothing names it.
fn is_order_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The label of the column of order numbers that the engine makes for a table.
fn name_order_column(table: &TableSpec) -> String {
    table.order_label.as_ref().map_or(String::new(), Plain::collect_words)
}

/// Rows that were added, removed, renamed or put elsewhere.
fn collect_row_changes(
    cells: &CellComparison<'_>,
    figure_changes: &mut FigureChanges,
) -> Vec<Change> {
    let rows = &cells.matched.rows;
    let mut res = Vec::new();
    // A row that one version alone has is also a reason for the sums of the table.
    for row in &rows.removed {
        let name = cells.old.name(*row);
        figure_changes.add_row(cells.table, format!("bỏ hàng “{name}”"));
        let details = cells.row_details(*row, ChangeKind::Removed);
        res.push(Change { details, ..cells.row_change(ChangeKind::Removed, name) });
    }
    for row in &rows.added {
        let name = cells.new.name(*row);
        figure_changes.add_row(cells.table, format!("thêm hàng “{name}”"));
        let details = cells.row_details(*row, ChangeKind::Added);
        res.push(Change { details, ..cells.row_change(ChangeKind::Added, name) });
    }
    for pair in &rows.pairs {
        let (old, new) = (cells.old.name(pair.old), cells.new.name(pair.new));
        if old != new && !(is_order_number(old) && is_order_number(new)) {
            let names = describe_difference(
                "tên hàng",
                Some(old.to_owned()),
                Some(new.to_owned()),
            );
            let details = names.into_iter().collect();
            res.push(Change { details, ..cells.row_change(ChangeKind::Changed, new) });
        }
    }
    // A row that was moved may have another name or other cells as well, each a change.
    let staying = rows.staying();
    let moved = rows.pairs.iter().filter(|pair| staying.binary_search(pair).is_err());
    for pair in moved.filter(|pair| !cells.is_at_another_time(**pair)) {
        res.push(cells.row_change(ChangeKind::Moved, cells.new.name(pair.new)));
    }
    res
}
