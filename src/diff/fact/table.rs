//! Tables: what is said of them as a whole, their columns and their rows.

use crate::form::{ColumnId, TableId, TableSpec};
use crate::indicator::{ComputedTable, RowPlace};
use crate::prose::Plain;

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::pair::{Pair, TableMatch, TypedOrder};
use super::super::renamed_column::ColumnRenames;
use super::super::side::Side;
use super::cause::FigureChanges;
use super::cell::CellComparison;
use super::replaced_table::ReplacedTables;
use super::row_order::POSITION;
use super::setup::{self, NamedTable, SideColumn};
use super::table_words::find_printed_table;
use super::timetable;
use super::{ChangeCollector, build_change, describe_difference, figure};

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
        let replaced = self.collect_replaced_tables();
        let mut lost = matching.removed.clone();
        lost.retain(|table| !replaced.unchanged.contains(table));
        self.watch_removed_figures(&lost);
        for table in matching.removed.iter().filter(|id| !replaced.old.contains(id)) {
            let found = self.build_table_change(self.old, *table, ChangeKind::Removed);
            self.changes.push(found);
        }
        for table in matching.added.iter().filter(|id| !replaced.new.contains(id)) {
            let found = self.build_table_change(self.new, *table, ChangeKind::Added);
            self.changes.push(found);
        }
        for pair in &matching.pairs {
            self.collect_printing(*pair, &replaced);
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
    pub(super) fn build_table_change(
        &self,
        side: &Side<'_>,
        table: TableId,
        kind: ChangeKind,
    ) -> Change {
        let written = &side.form().tables[table];
        let node = side.node_of_table(written);
        let order = node.map_or(self.end_place(), |node| side.places[node]);
        let what = name_table(side, table);
        let mut res = build_change(Topic::Table, kind, what, order);
        res.place = node.map(|node| side.place(node)).unwrap_or_default();
        res
    }

    /// A table that both forms have and one paper alone prints, under a title that both
    /// have: what prints of a part that one version alone has is told with the part.
    fn collect_printing(&mut self, pair: Pair<TableId>, replaced: &ReplacedTables) {
        let old = self.old.node_of_table(&self.old.form().tables[pair.old]);
        let new = self.new.node_of_table(&self.new.form().tables[pair.new]);
        let (change, note) = match (old, new) {
            (Some(node), None) if !replaced.old.contains(&pair.old) => {
                let parent = self.old.tree.nodes[node].parent;
                if self.nodes.new[parent].is_none() {
                    return;
                }
                let kind = ChangeKind::Removed;
                let change = self.build_table_change(self.old, pair.old, kind);
                (change, "biểu còn bảng này, văn bản không in nữa")
            }
            (None, Some(node)) if !replaced.new.contains(&pair.new) => {
                let parent = self.new.tree.nodes[node].parent;
                if self.nodes.old[parent].is_none() {
                    return;
                }
                let kind = ChangeKind::Added;
                let change = self.build_table_change(self.new, pair.new, kind);
                (change, "biểu đã có bảng này, nay in trong văn bản")
            }
            _ => return,
        };
        self.changes.push(Change { details: vec![Detail::note(note)], ..change });
    }

    fn collect_table(&mut self, pair: Pair<TableId>, figure_changes: &mut FigureChanges) {
        let Some(matched) = self.tables.match_of(pair) else { return };
        let mut about = self.build_table_change(self.new, pair.new, ChangeKind::Changed);
        if about.place.is_empty() {
            // The new paper does not print it: it has the place where the old one did.
            let old = self.build_table_change(self.old, pair.old, ChangeKind::Changed);
            about = Change { what: about.what, ..old };
        }
        let tables = ComparedTables {
            old: &self.old.form().tables[pair.old],
            new: &self.new.form().tables[pair.new],
            old_figures: self.old.draft().figures().table(pair.old),
            new_figures: self.new.draft().figures().table(pair.new),
            matched,
            about: &about,
        };
        let mut found = self.compare_table_words(pair, &about);
        found.extend(tables.compare_setup());
        let columns = tables.compare_columns();
        if columns.iter().any(setup::has_figure_change) {
            let title = &about.what;
            figure_changes
                .add_row(pair.new, format!("{title}: cột thêm, bỏ hoặc đổi cách tính"));
        }
        found.extend(columns);
        if tables.old_figures.is_broken() || tables.new_figures.is_broken() {
            // What could not be read is reported apart; its lack is no change.
            found.extend(tables.compare_sort(false));
            self.changes.extend(found);
            return;
        }
        let cells = tables.pair_cells(pair.new);
        found.extend(collect_row_changes(&cells, figure_changes));
        found.extend(tables.compare_foot(pair.new, figure_changes));
        found.extend(cells.collect_changes(figure_changes));
        // Figures first: where a row stands says less than what stands in it.
        found.extend(tables.compare_row_order(&cells));
        if let Some(timetable) = &tables.new.timetable {
            timetable::fold_times(&mut found, tables.new_figures, timetable);
        }
        self.changes.extend(found);
    }
}

/// How a table is called: by its title, else its id.
pub(super) fn name_table(side: &Side<'_>, index: TableId) -> String {
    let table = &side.form().tables[index];
    let word = if table.timetable.is_some() { "Lịch" } else { "Bảng" };
    let printed = find_printed_table(side, table);
    let printed = printed.and_then(|table| table.caption.as_deref());
    match (&table.caption, &table.id) {
        (Some(caption), _) => {
            let typed = caption.collect_words();
            format!("{word} “{}”", printed.unwrap_or(typed.trim()))
        }
        (None, _) if table.timetable.is_some() => word.to_owned(),
        (None, Some(id)) => format!("Bảng `{}`", id.value),
        (None, None) => format!("Bảng thứ {}", index.index() + 1),
    }
}

/// Columns that are named where their formulas follow the id of another; more are counted.
const NAMED: usize = 3;

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
    /// The cells of both, with what of them is told of their columns; `table` is the new one.
    fn pair_cells(&self, table: TableId) -> CellComparison<'_> {
        let columns = &self.matched.columns.pairs;
        let mut set_otherwise = columns.clone();
        set_otherwise.retain(|pair| self.is_set_otherwise(pair));
        let mut given = columns.clone();
        given.retain(|pair| self.is_given_otherwise(pair));
        CellComparison {
            set_otherwise,
            given,
            old: self.old_figures,
            new: self.new_figures,
            matched: self.matched,
            table,
            about: self.about,
            times: timetable::pair_times(self.new, columns),
            old_total: self.old.total.is_some(),
            new_total: self.new.total.is_some(),
        }
    }

    /// What is said of the table as a whole.
    fn compare_setup(&self) -> Vec<Change> {
        let columns = Some((self.new, &self.matched.columns));
        let old = NamedTable { table: self.old, new: columns };
        let new = NamedTable { table: self.new, new: None };
        let mut details = setup::compare_table_setup(old, new, &self.find_renames());
        // Where it stands for a typed column it is reported with that column.
        let is_typed_once = self.matched.order.is_some();
        details.retain(|detail| !is_typed_once || detail.label != setup::ORDER);
        for detail in &mut details {
            self.complete_total(detail);
        }
        if details.is_empty() {
            return Vec::new();
        }
        vec![Change { details, ..self.about.clone() }]
    }

    /// A total row that one version alone has is told with its sums.
    fn complete_total(&self, detail: &mut Detail) {
        let (text, table, figures) = match detail {
            Detail { label, .. } if label != setup::TOTAL_LABEL => return,
            Detail { old: Some(text), new: None, .. } => {
                (text, self.old, self.old_figures)
            }
            Detail { old: None, new: Some(text), .. } => {
                (text, self.new, self.new_figures)
            }
            _ => return,
        };
        let columns = figures.columns().ids();
        let printed = columns.filter(|column| !table.columns[*column].hidden);
        let sums = printed.filter_map(|column| {
            let label = setup::join_column_labels(figures, column);
            let sum = figures.shown(RowPlace::Total, column)?;
            Some(format!("{label}: {sum}"))
        });
        let sums: Vec<_> = sums.collect();
        if !sums.is_empty() {
            text.push_str(&format!(" ({})", sums.join("; ")));
            detail.figure = true;
        }
        "hàng tổng".clone_into(&mut detail.label);
    }

    /// Columns that were added, removed or moved, or say something else of themselves.
    fn compare_columns(&self) -> Vec<Change> {
        let columns = &self.matched.columns;
        let mut res = Vec::new();
        let removed = columns.removed.iter().map(|column| (ChangeKind::Removed, *column));
        let added = columns.added.iter().map(|column| (ChangeKind::Added, *column));
        for (kind, column) in removed.chain(added) {
            res.push(self.describe_one_sided_column(kind, column));
        }
        res.extend(self.compare_order_column());
        let staying = columns.staying();
        for pair in &columns.pairs {
            let mut details = self.compare_column(*pair);
            let is_moved = !staying.contains(pair);
            if is_moved {
                details.extend(self.compare_position(*pair));
            }
            if details.is_empty() && !is_moved {
                continue;
            }
            let kind = if is_moved { ChangeKind::Moved } else { ChangeKind::Changed };
            let what = self.column_name(self.new_figures, pair.new);
            res.push(Change { kind, what, details, ..self.about.clone() });
        }
        res
    }

    /// A column that one version alone has, with its total.
    fn describe_one_sided_column(&self, kind: ChangeKind, column: ColumnId) -> Change {
        let (table, figures) = match kind {
            ChangeKind::Added => (self.new, self.new_figures),
            _ => (self.old, self.old_figures),
        };
        let what = self.column_name(figures, column);
        let total = figures.shown(RowPlace::Total, column);
        let total = total.filter(|_| table.total.is_some());
        let total = figure::build_one_sided_figure("tổng", kind, total.as_ref());
        let details = total.into_iter().collect();
        Change { kind, what, details, ..self.about.clone() }
    }

    /// From where to where a column was put; `None` where it does not print.
    fn compare_position(&self, pair: Pair<ColumnId>) -> Option<Detail> {
        let old = locate_column(self.old, self.old_figures, pair.old)?;
        let new = locate_column(self.new, self.new_figures, pair.new)?;
        let after = match new.before {
            Some(before) => format!("cột {}, sau “{before}”", new.number),
            None => format!("cột {}", new.number),
        };
        describe_difference(POSITION, Some(format!("cột {}", old.number)), Some(after))
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
        let renames = self.find_renames();
        let is_set = self.is_set_otherwise(&pair);
        let mut res = setup::compare_column_setup(old, new, is_set, &renames);
        let ids = old.id().zip(new.id()).filter(|(old, new)| old != new);
        if let Some((old_id, _)) = ids {
            if self.has_same_cells(old, new) {
                res.push(Detail::note("mọi ô như cũ"));
            }
            res.extend(self.describe_followers(&old_id, &renames));
        }
        res
    }

    /// The columns that have another id now.
    fn find_renames(&self) -> ColumnRenames {
        let columns = self.matched.columns.pairs.iter();
        let columns = columns.map(|pair| [pair.old, pair.new]);
        ColumnRenames::new(self.old, self.new, columns)
    }

    /// The columns whose formulas call a column by its new id, and say what they said.
    fn describe_followers(
        &self,
        old_id: &str,
        renames: &ColumnRenames,
    ) -> Option<Detail> {
        let mut names = Vec::new();
        for pair in &self.matched.columns.pairs {
            let [old, new] = self.sides(*pair);
            let formulas = old.formula().zip(new.formula());
            let follows = formulas.is_some_and(|(old, new)| {
                renames.is_followed_by(old, new) && ColumnRenames::has_word(old, old_id)
            });
            if follows {
                let name = setup::join_column_labels(self.new_figures, pair.new);
                names.push(format!("“{name}”"));
            }
        }
        let columns = match names.len() {
            0 => return None,
            1..=NAMED => format!("cột {}", names.join(", ")),
            count => format!("{count} cột"),
        };
        Some(Detail::note(&format!("công thức của {columns} ghi theo mã mới")))
    }

    /// Whether two columns say the same in all rows.
    fn has_same_cells(&self, old: SideColumn<'_>, new: SideColumn<'_>) -> bool {
        let mut rows = self.matched.rows.pairs.iter();
        rows.all(|row| old.value(row.old) == new.value(row.new))
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

/// Where a column prints.
struct ColumnPosition {
    /// From 1, order numbers that the engine makes not counted.
    number: usize,
    /// How the one before it is called.
    before: Option<String>,
}

/// Where a column prints; `None` where it does not.
fn locate_column(
    table: &TableSpec,
    figures: &ComputedTable,
    column: ColumnId,
) -> Option<ColumnPosition> {
    let grouping = table.grouping.as_ref();
    let grouped = grouping.and_then(|grouping| table.column(&grouping.by.value));
    let columns = table.columns.ids();
    let mut printed =
        columns.filter(|id| !table.columns[*id].hidden && Some(*id) != grouped);
    let mut before = None;
    let mut number = 1;
    let is_printed = printed.any(|id| {
        if id == column {
            return true;
        }
        before = Some(id);
        number += 1;
        false
    });
    let before = before.map(|id| setup::join_column_labels(figures, id));
    is_printed.then_some(ColumnPosition { number, before })
}

/// Whether a row is called by its order, since nothing names it.
fn is_order_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The label of the column of order numbers that the engine makes for a table.
fn name_order_column(table: &TableSpec) -> String {
    table.order_label.as_ref().map_or(String::new(), Plain::collect_words)
}

/// Rows that were added, removed or renamed.
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
    // Rows that another column names now are not renamed.
    let renamed = rows.pairs.iter().filter(|_| cells.has_same_key());
    for pair in renamed {
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
    res
}
