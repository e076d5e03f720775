//! Rows that stand elsewhere in a table: each by itself where few were put elsewhere, all in
//! one line where the table is in another order.

use std::collections::{HashMap, HashSet};

use crate::form::{CellKind, ColumnId, RowId, Sort, TableSpec};
use crate::indicator::{ComputedTable, RowPlace};

use super::super::change::{Change, ChangeKind, Detail};
use super::super::pair::{Pair, find_longest_rising};
use super::cell::CellComparison;
use super::describe_difference;
use super::setup::join_column_labels;
use super::table::ComparedTables;

/// Rows that are told one by one where they were put elsewhere; of more, only what order
/// all are in.
const TOLD_ALONE: usize = 2;

/// Rows that are named where a table is in no order that a column gives.
const NAMED: usize = 6;

/// The label of what the form sorts the rows by.
const SORT: &str = "sắp xếp các hàng";

/// The label of where a row or a column stands.
pub(super) const POSITION: &str = "vị trí";

impl ComparedTables<'_> {
    /// What is said of the order of the rows.
    ///
    /// Compared is the order in which they print, wherever it comes from: a form that sorts
    /// what it has sorted says nothing new, though its data file is in another order. What
    /// moves because a figure that the rows are sorted by is another, or a group, follows
    /// from that.
    pub(super) fn compare_row_order(&self, cells: &CellComparison<'_>) -> Vec<Change> {
        let moved = self.find_moved_rows(cells);
        if !self.is_sorted_alike() {
            return self.compare_sort(!moved.is_empty()).into_iter().collect();
        }
        if self.new.sort.is_some() && self.has_other_rows_or_cells() {
            return Vec::new();
        }
        if moved.len() > TOLD_ALONE {
            let detail = Detail::note(&self.describe_order(&moved));
            return vec![self.build_reordered(detail)];
        }
        let mut res = Vec::new();
        for pair in moved {
            let change =
                cells.row_change(ChangeKind::Moved, self.new_figures.name(pair.new));
            let positions = describe_difference(
                POSITION,
                Some(locate_row(self.old_figures, pair.old)),
                Some(locate_row_beside(self.new_figures, pair.new)),
            );
            res.push(Change { details: positions.into_iter().collect(), ..change });
        }
        res
    }

    /// What the form sorts the rows by, where it is another column or direction; `moves`
    /// where rows print elsewhere for it.
    pub(super) fn compare_sort(&self, moves: bool) -> Option<Change> {
        if self.is_sorted_alike() {
            return None;
        }
        let [old, new] = [
            self.old.sort.as_ref().map(|sort| self.describe_old_sort(sort)),
            self.new
                .sort
                .as_ref()
                .map(|sort| describe_sort(self.new, self.new_figures, sort)),
        ];
        if !moves {
            let mut details: Vec<_> =
                describe_difference(SORT, old, new).into_iter().collect();
            details.push(Detail::note("thứ tự các hàng in ra không đổi"));
            return Some(Change { details, ..self.about.clone() });
        }
        let label = format!("{} hàng", self.matched.rows.pairs.len());
        let [old, new] = [old, new]
            .map(|sort| sort.unwrap_or_else(|| "theo thứ tự của số liệu".to_owned()));
        Some(self.build_reordered(Detail::value(label, Some(old), Some(new))))
    }

    fn build_reordered(&self, detail: Detail) -> Change {
        let details = vec![detail];
        Change { kind: ChangeKind::Reordered, details, ..self.about.clone() }
    }

    /// Whether both forms sort the rows by one column, in one direction, or neither does.
    fn is_sorted_alike(&self) -> bool {
        match (&self.old.sort, &self.new.sort) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                let old_column = self.old.column(&old.by.value);
                let new_column = self.new.column(&new.by.value);
                let is_same = old_column
                    .zip(new_column)
                    .map(|(old, new)| self.matched.columns.new_of(old) == Some(new));
                old.descending == new.descending
                    && is_same.unwrap_or(old.by.value == new.by.value)
            }
            (None, Some(_)) | (Some(_), None) => false,
        }
    }

    /// Whether a table that is sorted has other rows than before, or other figures in the
    /// column by which it is.
    fn has_other_rows_or_cells(&self) -> bool {
        let rows = &self.matched.rows;
        let columns = self.old.sort.as_ref().zip(self.new.sort.as_ref());
        let columns = columns.and_then(|(old, new)| {
            self.old.column(&old.by.value).zip(self.new.column(&new.by.value))
        });
        let is_other = |pair: &Pair<RowId>| {
            columns.is_some_and(|(old, new)| {
                self.old_figures.value(RowPlace::Row(pair.old), old)
                    != self.new_figures.value(RowPlace::Row(pair.new), new)
            })
        };
        !rows.removed.is_empty()
            || !rows.added.is_empty()
            || rows.pairs.iter().any(is_other)
    }

    /// The rows of both tables that print elsewhere among the others, in the order of the
    /// new one: the fewest that can have been put elsewhere. A row that is in another group
    /// now follows it; so do all rows where one version alone has groups.
    fn find_moved_rows(&self, cells: &CellComparison<'_>) -> Vec<Pair<RowId>> {
        let (old, new) = (self.old_figures, self.new_figures);
        if old.groups().is_empty() != new.groups().is_empty() {
            return Vec::new();
        }
        let places: HashMap<RowId, usize> =
            new.order().iter().zip(0..).map(|(row, place)| (*row, place)).collect();
        let (old_groups, new_groups) = (index_groups(old), index_groups(new));
        let stays_in_group = |pair: &Pair<RowId>| {
            let group = old_groups.get(&pair.old);
            let group = group.and_then(|group| self.matched.groups.new_of(*group));
            group.as_ref() == new_groups.get(&pair.new)
        };
        let mut pairs = Vec::new();
        for old_row in old.order() {
            let Some(new_row) = self.matched.rows.new_of(*old_row) else { continue };
            let pair = Pair { old: *old_row, new: new_row };
            if let Some(place) = places.get(&new_row)
                && stays_in_group(&pair)
                && !cells.is_at_another_time(pair)
            {
                pairs.push((*place, pair));
            }
        }
        let order: Vec<usize> = pairs.iter().map(|(place, _)| *place).collect();
        let staying: HashSet<usize> = find_longest_rising(&order).into_iter().collect();
        let moved = pairs.into_iter().enumerate();
        let mut moved: Vec<_> = moved
            .filter_map(|(index, pair)| (!staying.contains(&index)).then_some(pair))
            .collect();
        moved.sort_by_key(|(place, _)| *place);
        moved.into_iter().map(|(_, pair)| pair).collect()
    }

    /// `30 hàng theo Hộ nghèo, từ lớn đến nhỏ`; where no column gives the order, how many
    /// stand elsewhere and which.
    fn describe_order(&self, moved: &[Pair<RowId>]) -> String {
        let count = self.matched.rows.pairs.len();
        if let Some((column, descending)) = self.find_new_order() {
            let order = describe_column_order(self.new_figures, column, descending);
            return format!("{count} hàng {order}");
        }
        if moved.len() * 2 > count {
            return format!("{count} hàng theo thứ tự khác");
        }
        let names = moved.iter().take(NAMED).map(|pair| self.new_figures.name(pair.new));
        let mut names: Vec<_> = names.map(|name| format!("“{name}”")).collect();
        if moved.len() > NAMED {
            names.push(format!("… và {} hàng nữa", moved.len() - NAMED));
        }
        format!("{} trong {count} hàng đổi chỗ: {}", moved.len(), names.join(", "))
    }

    /// The column in whose order the rows stand now and did not before; where there are
    /// several, the one that tells the most rows apart.
    fn find_new_order(&self) -> Option<(ColumnId, bool)> {
        let old_by_new: HashMap<ColumnId, ColumnId> =
            self.matched.columns.pairs.iter().map(|pair| (pair.new, pair.old)).collect();
        let mut best = None;
        let mut most = 1;
        for column in self.new_figures.columns().ids() {
            for descending in [true, false] {
                let old_column = old_by_new.get(&column);
                let was_sorted = old_column.is_some_and(|column| {
                    self.old_figures.is_sorted_by(*column, descending)
                });
                if was_sorted || !self.new_figures.is_sorted_by(column, descending) {
                    continue;
                }
                let values = count_values(self.new_figures, column);
                if values > most {
                    most = values;
                    best = Some((column, descending));
                }
            }
        }
        best
    }

    /// What the old form sorts by, its column called as the new version calls it: another
    /// name of a column is told with the column.
    fn describe_old_sort(&self, sort: &Sort) -> String {
        let column = self.old.column(&sort.by.value);
        match column.and_then(|column| self.matched.columns.new_of(column)) {
            Some(column) => {
                describe_column_order(self.new_figures, column, sort.descending)
            }
            None => describe_sort(self.old, self.old_figures, sort),
        }
    }
}

/// How many values a column has in the rows, those that stand apart counted as others.
fn count_values(figures: &ComputedTable, column: ColumnId) -> usize {
    let values =
        figures.order().iter().map(|row| figures.value(RowPlace::Row(*row), column));
    let mut values: Vec<_> = values.collect();
    values.dedup();
    values.len()
}

/// For each row the index of its group.
fn index_groups(figures: &ComputedTable) -> HashMap<RowId, usize> {
    let groups = figures.groups().iter().enumerate();
    groups
        .flat_map(|(index, group)| group.rows.iter().map(move |row| (*row, index)))
        .collect()
}

fn describe_sort(table: &TableSpec, figures: &ComputedTable, sort: &Sort) -> String {
    match table.column(&sort.by.value) {
        Some(column) => describe_column_order(figures, column, sort.descending),
        None => format!("theo `{}`", sort.by.value),
    }
}

/// `theo Hộ nghèo, từ lớn đến nhỏ`.
fn describe_column_order(
    figures: &ComputedTable,
    column: ColumnId,
    descending: bool,
) -> String {
    let way = match (figures.columns()[column].kind, descending) {
        (CellKind::Text, false) => "từ A đến Z",
        (CellKind::Text, true) => "từ Z đến A",
        (CellKind::Date, false) => "từ sớm đến muộn",
        (CellKind::Date, true) => "từ muộn đến sớm",
        (_, false) => "từ nhỏ đến lớn",
        (_, true) => "từ lớn đến nhỏ",
    };
    format!("theo {}, {way}", join_column_labels(figures, column))
}

/// `hàng 3`, in its group where there are groups.
fn locate_row(figures: &ComputedTable, row: RowId) -> String {
    let (group, rows) = find_neighbours(figures, row);
    let number = rows.iter().position(|other| *other == row).map_or(0, |index| index + 1);
    match group {
        Some(group) => format!("hàng {number} của nhóm “{group}”"),
        None => format!("hàng {number}"),
    }
}

/// The same, and what it stands beside: `hàng 12, sau “Xóm 11”`.
fn locate_row_beside(figures: &ComputedTable, row: RowId) -> String {
    let (_, rows) = find_neighbours(figures, row);
    let place = locate_row(figures, row);
    let mut pairs = rows.windows(2);
    if let Some(pair) = pairs.find(|pair| pair[1] == row) {
        return format!("{place}, sau “{}”", figures.name(pair[0]));
    }
    match rows {
        [_, next, ..] => format!("{place}, trước “{}”", figures.name(*next)),
        _ => place,
    }
}

/// The rows among which a row prints, and what its group is called, where it has one.
fn find_neighbours(figures: &ComputedTable, row: RowId) -> (Option<&str>, &[RowId]) {
    let group = figures.groups().iter().find(|group| group.rows.contains(&row));
    match group {
        Some(group) => (Some(&group.name), &group.rows),
        None => (None, figures.order()),
    }
}
