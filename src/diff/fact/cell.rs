//! Cells of two tables that are one.

use crate::form::{ColumnId, RowId, TableId};
use crate::indicator::{Place, Subject, Table};

use super::super::change::{Cause, Change, Detail, Kind};
use super::super::pair::{Pair, TableMatch};
use super::cause::{Moved, reason};
use super::figure;

/// Two tables with their columns and rows paired.
pub(super) struct Cells<'a> {
    pub(super) old: &'a Table,
    pub(super) new: &'a Table,
    pub(super) matched: &'a TableMatch,
    /// The new table.
    pub(super) table: TableId,
    /// A change of the table without details.
    pub(super) about: &'a Change,
    /// The columns whose figures are set otherwise: that is told of each, and not of all
    /// its cells.
    pub(super) set_otherwise: Vec<Pair<ColumnId>>,
    /// The columns whose total is given by hand, otherwise in each.
    pub(super) given: Vec<Pair<ColumnId>>,
    /// Whether each has a row of totals.
    pub(super) old_total: bool,
    pub(super) new_total: bool,
}

/// A row of both tables, the sums of a group or the total.
#[derive(Debug, Clone, Copy)]
struct Places {
    old: Place,
    new: Place,
}

impl Cells<'_> {
    /// What the typed cells of a row say that only one version has.
    pub(super) fn of_row(&self, row: RowId, kind: Kind) -> Vec<Detail> {
        let table = if kind == Kind::Added { self.new } else { self.old };
        let mut res = Vec::new();
        for column in table.columns().ids() {
            let typed = table.formula(column).is_none() && Some(column) != table.key();
            let Some(answer) = table.shown(Place::Row(row), column).filter(|_| typed)
            else {
                continue;
            };
            let label = table.columns()[column].labels.join(" / ");
            res.extend(figure::one_sided(&label, kind, Some(&answer)));
        }
        res
    }

    /// Cells that differ: those typed as they stand in the table, the others into `moved`,
    /// which finds out what they follow from.
    pub(super) fn changes(&self, moved: &mut Moved) -> Vec<Change> {
        let mut res = Vec::new();
        for Pair { old, new } in &self.matched.rows.pairs {
            let places = Places { old: Place::Row(*old), new: Place::Row(*new) };
            res.extend(self.row(places, moved));
        }
        let mut groups = self.matched.groups.pairs.clone();
        groups.sort_by_key(|pair| pair.new);
        for Pair { old, new } in groups {
            let places = Places { old: Place::Group(old), new: Place::Group(new) };
            res.extend(self.row(places, moved));
        }
        if self.old_total || self.new_total {
            let places = Places { old: Place::Total, new: Place::Total };
            res.extend(self.row(places, moved));
        }
        res
    }

    fn row(&self, places: Places, moved: &mut Moved) -> Vec<Change> {
        let mut res = Vec::new();
        for column in &self.matched.columns.pairs {
            let names_it = Some(column.new) == self.new.key();
            if names_it && matches!(places.new, Place::Row(_)) {
                continue;
            }
            let old = self.old.shown(places.old, column.old);
            let new = self.new.shown(places.new, column.new);
            let found = figure::differs("", old.as_ref(), new.as_ref());
            let Some(mut detail) = found else { continue };
            let is_same = figure::is_same(old.as_ref(), new.as_ref());
            if is_same && self.set_otherwise.contains(column) {
                continue;
            }
            let name = self.name(places.new, column.new);
            let subject = Subject::Cell {
                table: self.table,
                place: places.new,
                column: column.new,
            };
            detail.label.clone_from(&name);
            moved.watch(&subject, &detail);
            let has_come_or_gone =
                places.new == Place::Total && self.old_total != self.new_total;
            if has_come_or_gone && self.is_computed(places, column) {
                // The row is told as a whole, and one version prints no such sum.
                continue;
            }
            if has_come_or_gone {
                let printed_old = old.as_ref().filter(|_| self.old_total);
                let printed_new = new.as_ref().filter(|_| self.new_total);
                let Some(printed) = figure::differs(&name, printed_old, printed_new)
                else {
                    continue;
                };
                detail = printed;
            }
            let mut change = self.about.clone();
            // One that says the same takes its decimals from others of its column.
            if is_same || self.is_computed(places, column) {
                change.cause = Cause::Follows(Vec::new());
                change.details.push(detail);
                moved.follow(subject, change);
            } else {
                moved.typed(subject, reason(&name, &detail));
                change.details.push(detail);
                res.push(change);
            }
        }
        res
    }

    /// Whether nobody has typed what a cell says: neither the cell nor its total.
    fn is_computed(&self, places: Places, column: &Pair<ColumnId>) -> bool {
        let is_given = places.new == Place::Total
            && (self.given.contains(column)
                || is_overridden(self.old, column.old)
                || is_overridden(self.new, column.new));
        !is_given && self.new.is_computed(places.new, column.new)
    }

    /// How a cell of the new table is called: `Mai Hà · Hộ nghèo`.
    fn name(&self, place: Place, column: ColumnId) -> String {
        let row = match place {
            Place::Total => "tổng".to_owned(),
            Place::Row(row) => self.new.name(row).to_owned(),
            Place::Group(_) => self.new.place_name(place),
        };
        format!("{row} · {}", self.new.columns()[column].labels.join(" / "))
    }
}

/// Whether a total prints as it is given, and not as it is computed.
fn is_overridden(table: &Table, column: ColumnId) -> bool {
    table.value(Place::Total, column) != table.computed(Place::Total, column)
}
