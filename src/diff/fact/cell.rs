//! Cells of two tables that are one.

use crate::form::{ColumnId, RowId, TableId};
use crate::indicator::{ComputedTable, FigureId, RowPlace};

use super::super::change::{Change, ChangeCause, ChangeKind, Detail};
use super::super::pair::{Pair, TableMatch};
use super::cause::{FigureChanges, format_reason};
use super::figure;

/// Two tables with their columns and rows paired.
pub(super) struct CellComparison<'a> {
    pub(super) old: &'a ComputedTable,
    pub(super) new: &'a ComputedTable,
    pub(super) matched: &'a TableMatch,
    /// The new table, by which its cells are known as figures.
    pub(super) table: TableId,
    /// A change of the table without details.
    pub(super) about: &'a Change,
    /// The columns whose figures are set otherwise: that is reported once for each, and not
    /// for all its cells.
    pub(super) set_otherwise: Vec<Pair<ColumnId>>,
    /// The columns whose total is given by hand, otherwise in each.
    pub(super) given: Vec<Pair<ColumnId>>,
    /// The columns that say when something is done, in a timetable.
    pub(super) times: Vec<Pair<ColumnId>>,
    /// Whether each has a row of totals.
    pub(super) old_total: bool,
    pub(super) new_total: bool,
}

/// A row of both tables, the sums of a group or the total.
#[derive(Debug, Clone, Copy)]
struct CellPlaces {
    old: RowPlace,
    new: RowPlace,
}

impl CellComparison<'_> {
    /// A change of a row, without details.
    pub(super) fn row_change(&self, kind: ChangeKind, name: &str) -> Change {
        let what = format!("{} · hàng “{name}”", self.about.what);
        Change { kind, what, ..self.about.clone() }
    }

    /// What the typed cells of a row say that only one version has.
    pub(super) fn row_details(&self, row: RowId, kind: ChangeKind) -> Vec<Detail> {
        let table = if kind == ChangeKind::Added { self.new } else { self.old };
        let mut res = Vec::new();
        for column in table.columns().ids() {
            let typed = table.formula(column).is_none() && Some(column) != table.key();
            let Some(answer) = table.shown(RowPlace::Row(row), column).filter(|_| typed)
            else {
                continue;
            };
            let label = table.columns()[column].labels.join(" / ");
            res.extend(figure::build_one_sided_figure(&label, kind, Some(&answer)));
        }
        res
    }

    /// Cells that differ: those typed as they stand in the table, the others into
    /// `figure_changes`, which finds out what they follow from.
    pub(super) fn collect_changes(
        &self,
        figure_changes: &mut FigureChanges,
    ) -> Vec<Change> {
        let mut res = Vec::new();
        for Pair { old, new } in &self.matched.rows.pairs {
            let places =
                CellPlaces { old: RowPlace::Row(*old), new: RowPlace::Row(*new) };
            res.extend(self.compare_row(places, figure_changes));
        }
        let mut groups = self.matched.groups.pairs.clone();
        groups.sort_by_key(|pair| pair.new);
        for Pair { old, new } in groups {
            let places =
                CellPlaces { old: RowPlace::Group(old), new: RowPlace::Group(new) };
            res.extend(self.compare_row(places, figure_changes));
        }
        for Pair { old, new } in &self.matched.foot.pairs {
            let places =
                CellPlaces { old: RowPlace::Foot(*old), new: RowPlace::Foot(*new) };
            res.extend(self.compare_row(places, figure_changes));
        }
        if self.old_total || self.new_total {
            let places = CellPlaces { old: RowPlace::Total, new: RowPlace::Total };
            res.extend(self.compare_row(places, figure_changes));
        }
        res
    }

    /// Whether the rows of both are named by one column, or by none.
    pub(super) fn has_same_key(&self) -> bool {
        let old = self.old.key();
        old.map(|key| self.matched.columns.new_of(key)) == self.new.key().map(Some)
    }

    /// Whether a row of a timetable stands elsewhere because it is at another time, which is
    /// told of its cells.
    pub(super) fn is_at_another_time(&self, row: Pair<RowId>) -> bool {
        self.times.iter().any(|column| {
            let old = self.old.text(RowPlace::Row(row.old), column.old);
            old != self.new.text(RowPlace::Row(row.new), column.new)
        })
    }

    /// The typed cells of a row that differ, column by column.
    fn compare_row(
        &self,
        places: CellPlaces,
        figure_changes: &mut FigureChanges,
    ) -> Vec<Change> {
        let mut res = Vec::new();
        for column in &self.matched.columns.pairs {
            let is_key = Some(column.new) == self.new.key() && self.has_same_key();
            if is_key && matches!(places.new, RowPlace::Row(_)) {
                // It names the row, and another name is a change of the row.
                continue;
            }
            res.extend(self.compare_cell(places, column, figure_changes));
        }
        res
    }

    /// A typed cell that differs; a computed one goes into `figure_changes`.
    ///
    /// A cell is one of three: reported with its column, since the figures of that are
    /// set otherwise; computed, and noted as following from what was typed; or typed,
    /// which is a change and a reason for what follows. A cell of a total row that one
    /// version alone prints is reported only if its total is given by hand, with what
    /// prints of it. Every figure that differs, but for the first kind, is noted as watched.
    fn compare_cell(
        &self,
        places: CellPlaces,
        column: &Pair<ColumnId>,
        figure_changes: &mut FigureChanges,
    ) -> Option<Change> {
        let old = self.old.shown(places.old, column.old);
        let new = self.new.shown(places.new, column.new);
        let mut detail = figure::compare_figures("", old.as_ref(), new.as_ref())?;
        let is_same = figure::is_same_value(old.as_ref(), new.as_ref());
        if is_same && self.set_otherwise.contains(column) {
            return None;
        }
        let name = self.cell_name(places.new, column.new);
        let (table, place) = (self.table, places.new);
        let figure_id = FigureId::Cell { table, place, column: column.new };
        detail.label.clone_from(&name);
        figure_changes.watch(&figure_id, &detail);
        let is_one_sided =
            places.new == RowPlace::Total && self.old_total != self.new_total;
        if is_one_sided {
            if self.is_computed(places, column) {
                // The row is reported as a whole, and one version prints no such sum.
                return None;
            }
            let printed_old = old.as_ref().filter(|_| self.old_total);
            let printed_new = new.as_ref().filter(|_| self.new_total);
            detail = figure::compare_figures(&name, printed_old, printed_new)?;
        }
        let mut change = self.about.clone();
        // One that says the same takes its decimals from others of its column.
        if is_same || self.is_computed(places, column) {
            change.cause = ChangeCause::Follows(Vec::new());
            change.details.push(detail);
            figure_changes.add_following(figure_id, change);
            return None;
        }
        figure_changes.add_typed(figure_id, format_reason(&name, &detail));
        change.details.push(detail);
        Some(change)
    }

    /// Whether what a cell says is computed: neither the cell nor its total is typed.
    fn is_computed(&self, places: CellPlaces, column: &Pair<ColumnId>) -> bool {
        let is_given = places.new == RowPlace::Total
            && (self.given.contains(column)
                || is_overridden(self.old, column.old)
                || is_overridden(self.new, column.new));
        !is_given && self.new.is_computed(places.new, column.new)
    }

    /// How a cell of the new table is called: `Mai Hà · Hộ nghèo`.
    fn cell_name(&self, place: RowPlace, column: ColumnId) -> String {
        let row = match place {
            RowPlace::Total => "tổng".to_owned(),
            RowPlace::Row(row) => self.new.name(row).to_owned(),
            RowPlace::Foot(_) if place == self.new.last_place() => "tổng cuối".to_owned(),
            RowPlace::Foot(row) => self.new.foot()[row].name.clone(),
            RowPlace::Group(_) => self.new.place_name(place),
        };
        format!("{row} · {}", self.new.columns()[column].labels.join(" / "))
    }
}

/// Whether a total prints as it is given, and not as it is computed.
fn is_overridden(table: &ComputedTable, column: ColumnId) -> bool {
    table.value(RowPlace::Total, column) != table.computed(RowPlace::Total, column)
}
