//! Cells of two tables that are one.

use crate::form::{ColumnId, RowId, TableId};
use crate::formula::Value;
use crate::indicator::{Answer, Place, Subject, Table};

use super::super::change::{Cause, Change, Detail, Kind};
use super::cause::Moved;
use super::figure;
use super::indicator::told;
use super::table::{Columns, Rows};

/// Two tables with their columns and rows joined.
pub(super) struct Cells<'a> {
    pub(super) was: &'a Table,
    pub(super) is: &'a Table,
    pub(super) columns: &'a Columns,
    pub(super) rows: &'a Rows,
    /// The new table.
    pub(super) table: TableId,
    pub(super) title: &'a str,
    /// Whether it has a row of totals.
    pub(super) total: bool,
}

impl Cells<'_> {
    /// What the typed cells of a row say that only one version has.
    pub(super) fn of_row(&self, row: RowId, kind: Kind) -> Vec<Detail> {
        let table = if kind == Kind::Added { self.is } else { self.was };
        let mut res = Vec::new();
        for column in table.columns().ids() {
            let typed = table.formula(column).is_none() && Some(column) != table.key();
            let Some(answer) = answer(table, Place::Row(row), column).filter(|_| typed)
            else {
                continue;
            };
            let label = table.columns()[column].labels.join(" / ");
            let (old, new) = match kind {
                Kind::Added => (None, Some(&answer)),
                _ => (Some(&answer), None),
            };
            res.extend(figure::differs(&label, old, new));
        }
        res
    }

    /// Cells that differ: those typed as they stand in the table, the computed ones into
    /// `moved`, which finds out what they follow from.
    pub(super) fn changes(
        &self,
        make: &dyn Fn(Kind, String) -> Change,
        moved: &mut Moved,
    ) -> Vec<Change> {
        let mut res = Vec::new();
        for (a, b) in self.rows {
            res.extend(self.row(Place::Row(*a), Place::Row(*b), make, moved));
        }
        for (b, group) in self.is.groups().iter().enumerate() {
            if let Some(a) = self.was.group(&group.name) {
                res.extend(self.row(Place::Group(a), Place::Group(b), make, moved));
            }
        }
        if self.total {
            res.extend(self.row(Place::Total, Place::Total, make, moved));
        }
        res
    }

    fn row(
        &self,
        from: Place,
        to: Place,
        make: &dyn Fn(Kind, String) -> Change,
        moved: &mut Moved,
    ) -> Vec<Change> {
        let mut res = Vec::new();
        for (i, j) in self.columns {
            let renamed = matches!(to, Place::Row(_)) && Some(*j) == self.is.key();
            if renamed {
                continue;
            }
            let (a, b) = (answer(self.was, from, *i), answer(self.is, to, *j));
            let label = self.is.columns()[*j].labels.join(" / ");
            let Some(mut detail) = figure::differs("", a.as_ref(), b.as_ref()) else {
                continue;
            };
            let row = match to {
                Place::Total => "tổng".to_owned(),
                Place::Row(row) => self.is.name(row).to_owned(),
                place @ Place::Group(_) => self.is.place_name(place),
            };
            let name = format!("{row} · {label}");
            let subject = Subject::Cell { table: self.table, place: to, column: *j };
            detail.label = name.clone();
            moved.watch(&subject, &detail);
            if self.is.is_computed(to, *j) {
                let mut change = make(Kind::Changed, self.title.to_owned());
                change.cause = Cause::Follows(Vec::new());
                change.details.push(detail);
                moved.follow(subject, change);
            } else {
                moved.typed(subject, told(&name, &detail));
                let mut change = make(Kind::Changed, self.title.to_owned());
                change.details.push(detail);
                res.push(change);
            }
        }
        res
    }
}

/// What stands in a cell; `None` for an empty one.
fn answer(table: &Table, place: Place, column: ColumnId) -> Option<Answer> {
    match table.value(place, column)? {
        Value::Number(_) => table.figure(place, column).map(Answer::Figure),
        Value::Open => Some(Answer::Open),
        Value::Text(_) | Value::Date(_) => table.text(place, column).map(Answer::Text),
    }
}
