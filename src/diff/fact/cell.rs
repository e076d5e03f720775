//! Cells of two tables that are one.

use crate::form::{ColumnId, RowId, TableId};
use crate::formula::Value;
use crate::indicator::{Place, Subject, Table};
use crate::quantity::Shown;

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
    /// Whether it has a row of totals.
    pub(super) total: bool,
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
            let Some(answer) = answer(table, Place::Row(row), column).filter(|_| typed)
            else {
                continue;
            };
            let label = table.columns()[column].labels.join(" / ");
            res.extend(figure::one_sided(&label, kind, Some(&answer)));
        }
        res
    }

    /// Cells that differ: those typed as they stand in the table, the computed ones into
    /// `moved`, which finds out what they follow from.
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
        if self.total {
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
            let old = answer(self.old, places.old, column.old);
            let new = answer(self.new, places.new, column.new);
            let found = figure::differs("", old.as_ref(), new.as_ref());
            let Some(mut detail) = found else { continue };
            let name = self.name(places.new, column.new);
            let subject = Subject::Cell {
                table: self.table,
                place: places.new,
                column: column.new,
            };
            detail.label.clone_from(&name);
            moved.watch(&subject, &detail);
            let mut change = self.about.clone();
            if self.new.is_computed(places.new, column.new) {
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

/// What stands in a cell; `None` for an empty one.
fn answer(table: &Table, place: Place, column: ColumnId) -> Option<Shown> {
    match table.value(place, column)? {
        Value::Number(_) => table.figure(place, column).map(Shown::Figure),
        Value::Open => Some(Shown::Pending),
        Value::Text(_) | Value::Date(_) => table.text(place, column).map(Shown::Text),
    }
}
