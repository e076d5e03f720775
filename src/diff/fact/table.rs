//! Tables: by their id, and those without one by where they stand. Columns by id or
//! name, rows by what they are called.

use std::collections::{HashMap, HashSet};

use crate::form::{ColumnId, RowId, Table as Written, TableId};
use crate::indicator::{Place, Table};

use super::super::change::{Change, Kind, Topic};
use super::super::order::longest_rising;
use super::super::tree::Tree;
use super::cause::Moved;
use super::cell::Cells;
use super::{Facts, change, differs};

/// Two tables that are one.
type Both = (TableId, TableId);

/// Columns that are one, of the old and of the new table.
pub(super) type Columns = Vec<(ColumnId, ColumnId)>;

/// Rows that are one, of the old and of the new table.
pub(super) type Rows = Vec<(RowId, RowId)>;

impl Facts<'_> {
    /// Indicators and tables, and the figures that follow from what was typed.
    pub(super) fn figures(&mut self) {
        let mut moved = Moved::default();
        self.indicators(&mut moved);
        let (pairs, gone, come) = self.table_pairs();
        self.gone_figures(&gone);
        for index in gone {
            self.whole_table(index, Kind::Dropped);
        }
        for index in come {
            self.whole_table(index, Kind::Added);
        }
        for both in pairs {
            self.table(both, &mut moved);
        }
        self.money_moved(&mut moved);
        self.figure_shifts(&moved);
        let following = moved.explained(self.new);
        self.changes.extend(following);
    }

    fn table_pairs(&self) -> (Vec<Both>, Vec<TableId>, Vec<TableId>) {
        let (old, new) =
            (&self.old.draft().form().tables, &self.new.draft().form().tables);
        let id = |table: &Written| table.id.as_ref().map(|id| id.value.clone());
        let mut res: Vec<Both> = Vec::new();
        for (a, table) in old.enumerate() {
            let named = id(table);
            let other =
                named.and_then(|id_of| new.position(|t| id(t).as_ref() == Some(&id_of)));
            res.extend(other.map(|b| (a, b)));
        }
        let printed = (&self.index.0.tables, &self.index.1.tables);
        for (a, table) in old.enumerate() {
            if res.iter().any(|(taken, _)| *taken == a) {
                continue;
            }
            let node = printed.0.get(&table.span).and_then(|at| self.pairs.new[*at]);
            let other = node
                .and_then(|node| new.position(|t| printed.1.get(&t.span) == Some(&node)));
            let free = other.filter(|b| res.iter().all(|(_, taken)| taken != b));
            res.extend(free.map(|b| (a, b)));
        }
        res.sort_unstable();
        let gone = old.ids().filter(|a| res.iter().all(|(x, _)| x != a)).collect();
        let come = new.ids().filter(|b| res.iter().all(|(_, x)| x != b)).collect();
        (res, gone, come)
    }

    /// A table that only one version has.
    fn whole_table(&mut self, index: TableId, kind: Kind) {
        let added = kind == Kind::Added;
        let (version, tree, known) = if added {
            (self.new, self.theirs, &self.index.1)
        } else {
            (self.old, self.ours, &self.index.0)
        };
        let table = &version.draft().form().tables[index];
        let node = known.tables.get(&table.span).copied();
        let at = match node {
            Some(node) if added => self.at_new(node),
            Some(node) => self.at_old(node),
            None => self.at_end(),
        };
        let mut res = change(Topic::Table, kind, name(table, index), at);
        res.place = node.map(|node| self.place_of(tree, node)).unwrap_or_default();
        self.changes.push(res);
    }

    fn table(&mut self, (a, b): Both, moved: &mut Moved) {
        let (from, to) = (self.old.draft(), self.new.draft());
        let (ours, theirs) = (&from.form().tables[a], &to.form().tables[b]);
        let (was, is) = (from.figures().table(a), to.figures().table(b));
        let node = self.index.1.tables.get(&theirs.span).copied();
        let at = node.map_or(self.at_end(), |node| self.at_new(node));
        let place = node.map(|node| self.place_of(self.theirs, node)).unwrap_or_default();
        let title = name(theirs, b);
        let make = |kind, what: String| {
            let mut res = change(Topic::Table, kind, what, at);
            res.place.clone_from(&place);
            res
        };
        let columns = columns((ours, was), (theirs, is));
        let mut found = about(ours, theirs, &make, &title);
        let of_columns =
            column_changes((ours, was), (theirs, is), &columns, &make, &title);
        if !of_columns.is_empty() {
            moved.row(b, format!("{title}: cột thêm, bỏ hoặc đổi công thức"));
        }
        found.extend(of_columns);
        if was.is_broken() || is.is_broken() {
            // What could not be read is named apart; its lack is no change.
            self.changes.extend(found);
            return;
        }
        let rows = rows(was, is, &columns);
        let total = ours.total.is_some() || theirs.total.is_some();
        let cells = Cells {
            was,
            is,
            columns: &columns,
            rows: &rows,
            table: b,
            title: &title,
            total,
        };
        found.extend(row_changes(&cells, &make, moved));
        found.extend(cells.changes(&make, moved));
        self.changes.extend(found);
    }

    pub(super) fn place_of(&self, tree: &Tree<'_>, node: usize) -> String {
        tree.origin(node).map(|origin| origin.place.clone()).unwrap_or_default()
    }
}

/// How a table is called: by its title, else its id.
pub(super) fn name(table: &Written, id: TableId) -> String {
    match (&table.caption, &table.id) {
        (Some(caption), _) => format!("Bảng “{}”", caption.words().trim()),
        (None, Some(id)) => format!("Bảng `{}`", id.value),
        (None, None) => format!("Bảng thứ {}", id.index() + 1),
    }
}

/// What is said of the table as a whole.
fn about(
    old: &Written,
    new: &Written,
    make: &dyn Fn(Kind, String) -> Change,
    title: &str,
) -> Vec<Change> {
    let words = |plain: &Option<crate::prose::Plain>| plain.as_ref().map(|p| p.words());
    let notes = |table: &Written| {
        let notes: Vec<_> = table.notes.iter().map(|note| note.words()).collect();
        Some(notes.join("; "))
    };
    let checks = |table: &Written| {
        let checks: Vec<_> =
            table.checks.iter().map(|check| check.text.clone()).collect();
        Some(checks.join("; "))
    };
    let details = [
        differs("tên bảng", words(&old.caption), words(&new.caption)),
        differs("đơn vị tính", words(&old.unit), words(&new.unit)),
        differs("ghi chú", notes(old), notes(new)),
        differs("điều kiện kiểm tra", checks(old), checks(new)),
    ];
    let mut res = make(Kind::Changed, title.to_owned());
    res.details = details.into_iter().flatten().collect();
    if res.details.is_empty() { Vec::new() } else { vec![res] }
}

/// Columns that are one: by id, else by the names over them.
fn columns((a, was): (&Written, &Table), (b, is): (&Written, &Table)) -> Columns {
    let key = |written: &Written, table: &Table, i: ColumnId| match &written.columns[i].id
    {
        Some(id) => format!("#{}", id.value),
        None => table.columns()[i].labels.join(" / "),
    };
    let theirs: Vec<_> = b.columns.ids().map(|j| (j, key(b, is, j))).collect();
    let mut res: Columns = Vec::new();
    for i in a.columns.ids() {
        let ours = key(a, was, i);
        let other = theirs.iter().find(|(_, k)| *k == ours).map(|(j, _)| *j);
        let free = other.filter(|j| res.iter().all(|(_, taken)| taken != j));
        res.extend(free.map(|j| (i, j)));
    }
    res
}

fn column_changes(
    (a, was): (&Written, &Table),
    (b, is): (&Written, &Table),
    columns: &Columns,
    make: &dyn Fn(Kind, String) -> Change,
    title: &str,
) -> Vec<Change> {
    let named = |table: &Table, i: ColumnId| {
        let label = table.columns()[i].labels.join(" / ");
        format!("{title} · cột “{label}”")
    };
    let mut res = Vec::new();
    for i in a.columns.ids() {
        if columns.iter().all(|(x, _)| *x != i) {
            res.push(make(Kind::Dropped, named(was, i)));
        }
    }
    for j in b.columns.ids() {
        if columns.iter().all(|(_, y)| *y != j) {
            res.push(make(Kind::Added, named(is, j)));
        }
    }
    for (i, j) in columns {
        let mut change = make(Kind::Changed, named(is, *j));
        let label =
            |table: &Table, i: ColumnId| Some(table.columns()[i].labels.join(" / "));
        change.details.extend(differs("tên cột", label(was, *i), label(is, *j)));
        let formula = |written: &Written, i: ColumnId| {
            written.columns[i].formula.as_ref().map(|formula| formula.text.clone())
        };
        change.details.extend(differs("công thức", formula(a, *i), formula(b, *j)));
        if !change.details.is_empty() {
            res.push(change);
        }
    }
    res
}

/// More renamed rows than this are told as rows that have come and gone.
const MOST_LOOKS: usize = 10_000;

/// Rows that are one: by what they are called, in order where several are called so; then
/// what has come and what has gone with most typed cells in common.
fn rows(was: &Table, is: &Table, columns: &Columns) -> Rows {
    let mut having: HashMap<&str, Vec<RowId>> = HashMap::new();
    for row in is.rows().rev() {
        having.entry(is.name(row)).or_default().push(row);
    }
    let mut res: Rows = Vec::new();
    for row in was.rows() {
        if let Some(other) = having.get_mut(was.name(row)).and_then(Vec::pop) {
            res.push((row, other));
        }
    }
    let gone: Vec<_> = {
        let taken: HashSet<_> = res.iter().map(|(a, _)| *a).collect();
        was.rows().filter(|row| !taken.contains(row)).collect()
    };
    let mut come: Vec<_> = having.into_values().flatten().collect();
    come.sort_unstable();
    if gone.len() * come.len() > MOST_LOOKS {
        return res;
    }
    let typed: Vec<_> = columns
        .iter()
        .filter(|(i, _)| was.formula(*i).is_none() && Some(*i) != was.key())
        .collect();
    for row in gone {
        let same = |other: &RowId| {
            let alike = typed.iter().filter(|(i, j)| {
                let a = was.value(Place::Row(row), *i);
                a.is_some() && a == is.value(Place::Row(*other), *j)
            });
            alike.count() * 2 > typed.len()
        };
        if let Some(at) = come.iter().position(same) {
            res.push((row, come.remove(at)));
        }
    }
    res.sort_unstable();
    res
}

/// Rows that have come, gone, been renamed or put elsewhere.
fn row_changes(
    cells: &Cells<'_>,
    make: &dyn Fn(Kind, String) -> Change,
    moved: &mut Moved,
) -> Vec<Change> {
    let mut res = Vec::new();
    let named = |name: &str| format!("{} · hàng “{name}”", cells.title);
    let ours: HashSet<_> = cells.rows.iter().map(|(a, _)| *a).collect();
    let theirs: HashSet<_> = cells.rows.iter().map(|(_, b)| *b).collect();
    for row in cells.was.rows().filter(|row| !ours.contains(row)) {
        let what = named(cells.was.name(row));
        moved.row(cells.table, format!("bỏ hàng “{}”", cells.was.name(row)));
        let mut change = make(Kind::Dropped, what);
        change.details = cells.of_row(row, Kind::Dropped);
        res.push(change);
    }
    for row in cells.is.rows().filter(|row| !theirs.contains(row)) {
        let what = named(cells.is.name(row));
        moved.row(cells.table, format!("thêm hàng “{}”", cells.is.name(row)));
        let mut change = make(Kind::Added, what);
        change.details = cells.of_row(row, Kind::Added);
        res.push(change);
    }
    for (a, b) in cells.rows {
        let (was, is) = (cells.was.name(*a), cells.is.name(*b));
        // Rows that nothing names are called by their order.
        let is_order = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        if was != is && !(is_order(was) && is_order(is)) {
            let mut change = make(Kind::Changed, named(is));
            change.details.extend(differs(
                "tên hàng",
                Some(was.to_owned()),
                Some(is.to_owned()),
            ));
            res.push(change);
        }
    }
    let places: Vec<usize> = cells.rows.iter().map(|(_, b)| b.index()).collect();
    let stay = longest_rising(&places);
    for (i, (_, b)) in cells.rows.iter().enumerate() {
        if stay.binary_search(&i).is_err() {
            res.push(make(Kind::Moved, named(cells.is.name(*b))));
        }
    }
    res
}
