//! Tables: what is said of them as a whole, their columns and their rows.

use crate::form::{ColumnId, Table as Written, TableId};
use crate::indicator::Table;
use crate::prose::Plain;

use super::super::change::{Change, Detail, Kind, Topic};
use super::super::pair::{Pair, TableMatch, TypedOrder};
use super::super::side::Side;
use super::cause::Moved;
use super::cell::Cells;
use super::setup::{self, ColumnOf};
use super::{Facts, change, differs};

impl Facts<'_> {
    /// Indicators and tables, and the figures that follow from what was typed.
    pub(super) fn figures(&mut self) {
        let mut moved = Moved::default();
        self.indicators(&mut moved);
        let matching = &self.tables.matching;
        self.removed_figures(&matching.removed);
        for table in &matching.removed {
            let found = self.of_table(self.old, *table, Kind::Dropped);
            self.changes.push(found);
        }
        for table in &matching.added {
            let found = self.of_table(self.new, *table, Kind::Added);
            self.changes.push(found);
        }
        for pair in &matching.pairs {
            self.table(*pair, &mut moved);
        }
        self.money_moved(&mut moved);
        self.figure_shifts(&moved);
        let following = moved.explained(self.new.version);
        self.changes.extend(following);
    }

    /// A change of a table, where it is first printed.
    fn of_table(&self, side: &Side<'_>, table: TableId, kind: Kind) -> Change {
        let written = &side.form().tables[table];
        let node = side.node_of_table(written);
        let order = node.map_or(self.end(), |node| side.places[node]);
        let mut res = change(Topic::Table, kind, name(written, table), order);
        res.place = node.map(|node| side.place(node)).unwrap_or_default();
        res
    }

    fn table(&mut self, pair: Pair<TableId>, moved: &mut Moved) {
        let Some(matched) = self.tables.match_of(pair) else { return };
        let about = self.of_table(self.new, pair.new, Kind::Changed);
        let tables = Both {
            old: &self.old.form().tables[pair.old],
            new: &self.new.form().tables[pair.new],
            old_figures: self.old.draft().figures().table(pair.old),
            new_figures: self.new.draft().figures().table(pair.new),
            matched,
            about: &about,
        };
        let mut found = tables.as_a_whole();
        let columns = tables.columns();
        if columns.iter().any(setup::makes_figures) {
            let title = &about.what;
            moved.row(pair.new, format!("{title}: cột thêm, bỏ hoặc đổi cách tính"));
        }
        found.extend(columns);
        if tables.old_figures.is_broken() || tables.new_figures.is_broken() {
            // What could not be read is named apart; its lack is no change.
            self.changes.extend(found);
            return;
        }
        let pairs = || matched.columns.pairs.iter().copied();
        let cells = Cells {
            set_otherwise: pairs().filter(|pair| tables.is_set_otherwise(pair)).collect(),
            given: pairs().filter(|pair| tables.is_given_otherwise(pair)).collect(),
            old: tables.old_figures,
            new: tables.new_figures,
            matched,
            table: pair.new,
            about: &about,
            old_total: tables.old.total.is_some(),
            new_total: tables.new.total.is_some(),
        };
        found.extend(row_changes(&cells, moved));
        found.extend(cells.changes(moved));
        self.changes.extend(found);
    }
}

/// How a table is called: by its title, else its id.
pub(super) fn name(table: &Written, index: TableId) -> String {
    match (&table.caption, &table.id) {
        (Some(caption), _) => format!("Bảng “{}”", caption.words().trim()),
        (None, Some(id)) => format!("Bảng `{}`", id.value),
        (None, None) => format!("Bảng thứ {}", index.index() + 1),
    }
}

/// A table of both versions.
struct Both<'a> {
    old: &'a Written,
    new: &'a Written,
    old_figures: &'a Table,
    new_figures: &'a Table,
    matched: &'a TableMatch,
    /// A change of the table without details.
    about: &'a Change,
}

impl Both<'_> {
    /// What is said of the table as a whole.
    fn as_a_whole(&self) -> Vec<Change> {
        let mut details = setup::of_table(self.old, self.new);
        // Where it stands for a typed column it is told as that column.
        let is_typed_once = self.matched.order.is_some();
        details.retain(|detail| !is_typed_once || detail.label != setup::ORDER);
        if details.is_empty() {
            return Vec::new();
        }
        vec![Change { details, ..self.about.clone() }]
    }

    /// Columns that have come, gone, or say something else of themselves.
    fn columns(&self) -> Vec<Change> {
        let columns = &self.matched.columns;
        let mut res = Vec::new();
        for column in &columns.removed {
            let what = self.column_name(self.old_figures, *column);
            res.push(Change { kind: Kind::Dropped, what, ..self.about.clone() });
        }
        for column in &columns.added {
            let what = self.column_name(self.new_figures, *column);
            res.push(Change { kind: Kind::Added, what, ..self.about.clone() });
        }
        res.extend(self.order());
        let staying = columns.staying();
        for pair in &columns.pairs {
            let details = self.column(*pair);
            let is_moved = !staying.contains(pair);
            if details.is_empty() && !is_moved {
                continue;
            }
            let kind = if is_moved { Kind::Moved } else { Kind::Changed };
            let what = self.column_name(self.new_figures, pair.new);
            res.push(Change { kind, what, details, ..self.about.clone() });
        }
        res
    }

    /// A column of order numbers that one version types and the engine makes in the other.
    fn order(&self) -> Option<Change> {
        const TYPED: &str = "gõ tay";
        const MADE: &str = "máy đánh";
        let made =
            |table: &Written| table.order.as_ref().map_or(String::new(), Plain::words);
        let (old, new, [from, to]) = match self.matched.order? {
            TypedOrder::Old(column) => {
                (setup::label(self.old_figures, column), made(self.new), [TYPED, MADE])
            }
            TypedOrder::New(column) => {
                (made(self.old), setup::label(self.new_figures, column), [MADE, TYPED])
            }
        };
        let what = format!("{} · cột “{new}”", self.about.what);
        let numbers = differs("số thứ tự", Some(from.to_owned()), Some(to.to_owned()));
        let labels = differs("tên cột", Some(old), Some(new));
        let details = labels.into_iter().chain(numbers).collect();
        Some(Change { kind: Kind::Changed, what, details, ..self.about.clone() })
    }

    fn column_name(&self, figures: &Table, column: ColumnId) -> String {
        format!("{} · cột “{}”", self.about.what, setup::label(figures, column))
    }

    /// What a column says otherwise of itself.
    fn column(&self, pair: Pair<ColumnId>) -> Vec<Detail> {
        let [old, new] = self.sides(pair);
        setup::of_column(old, new, self.is_set_otherwise(&pair))
    }

    /// Whether the figures of a column are set otherwise.
    fn is_set_otherwise(&self, pair: &Pair<ColumnId>) -> bool {
        let [old, new] = self.sides(*pair);
        setup::is_set_otherwise(old, new, &self.matched.rows)
    }

    /// Whether somebody has given the total of a column otherwise.
    fn is_given_otherwise(&self, pair: &Pair<ColumnId>) -> bool {
        let [old, new] = self.sides(*pair);
        setup::given_total(old) != setup::given_total(new)
    }

    /// The two columns of a pair, each with its table.
    fn sides(&self, pair: Pair<ColumnId>) -> [ColumnOf<'_>; 2] {
        let old =
            ColumnOf { table: self.old, figures: self.old_figures, column: pair.old };
        let new =
            ColumnOf { table: self.new, figures: self.new_figures, column: pair.new };
        [old, new]
    }
}

/// Rows that have come, gone, been renamed or put elsewhere.
fn row_changes(cells: &Cells<'_>, moved: &mut Moved) -> Vec<Change> {
    let rows = &cells.matched.rows;
    let row_change = |kind: Kind, name: &str| {
        let what = format!("{} · hàng “{name}”", cells.about.what);
        Change { kind, what, ..cells.about.clone() }
    };
    let mut res = Vec::new();
    for row in &rows.removed {
        let name = cells.old.name(*row);
        moved.row(cells.table, format!("bỏ hàng “{name}”"));
        let details = cells.of_row(*row, Kind::Dropped);
        res.push(Change { details, ..row_change(Kind::Dropped, name) });
    }
    for row in &rows.added {
        let name = cells.new.name(*row);
        moved.row(cells.table, format!("thêm hàng “{name}”"));
        let details = cells.of_row(*row, Kind::Added);
        res.push(Change { details, ..row_change(Kind::Added, name) });
    }
    for pair in &rows.pairs {
        let (old, new) = (cells.old.name(pair.old), cells.new.name(pair.new));
        // Rows that nothing names are called by their order.
        let is_order = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        if old != new && !(is_order(old) && is_order(new)) {
            let names = differs("tên hàng", Some(old.to_owned()), Some(new.to_owned()));
            let details = names.into_iter().collect();
            res.push(Change { details, ..row_change(Kind::Changed, new) });
        }
    }
    let staying = rows.staying();
    for pair in rows.pairs.iter().filter(|pair| staying.binary_search(pair).is_err()) {
        res.push(row_change(Kind::Moved, cells.new.name(pair.new)));
    }
    res
}
