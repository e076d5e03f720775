//! Tables with their marks: columns by id or name, rows by what they are called, cells
//! word by word.

use std::collections::HashMap;

use crate::document::{self, Cell, Column, ORDER, Row, RowRole, Table};
use crate::redline::{self, BlockMark, Mark, Runs};

use super::super::order::longest_rising;
use super::super::pair::common;
use super::super::tree::{hash_of, plain};
use super::super::words;
use super::{header, line};

/// A column of both tables, or of one: its index in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
}

impl Joint {
    fn mark(self) -> Mark {
        match (self.old, self.new) {
            (Some(_), Some(_)) => Mark::Kept,
            (Some(_), None) => Mark::Deleted,
            (None, _) => Mark::Added,
        }
    }
}

/// A table of one version.
pub(super) fn whole(table: &Table, mark: Mark) -> redline::Table {
    let block = match mark {
        Mark::Added => BlockMark::Added,
        Mark::Deleted | Mark::Renumbered => BlockMark::Deleted,
        Mark::Kept | Mark::Number => BlockMark::Kept,
    };
    let row = |row: &Row| redline::Row {
        mark: block,
        role: row.role,
        named: row.named,
        cells: row
            .cells
            .iter()
            .map(|c| redline::Cell {
                content: words::whole(&c.content, mark),
                columns: c.columns,
            })
            .collect(),
    };
    let column = |column: &Column| redline::Column {
        mark,
        align: column.align,
        share: column.share,
    };
    let text = |text: &Option<String>| match text {
        Some(text) => line::whole(text, mark),
        None => redline::Line::default(),
    };
    let notes = table.notes.iter();
    redline::Table {
        caption: text(&table.caption),
        unit: text(&table.unit),
        header: header::whole(table, mark),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: notes
            .map(|note| redline::Line { mark, runs: words::whole(note, mark) })
            .collect(),
        turn: table.turn,
    }
}

/// A table of both versions.
pub(super) fn tables(old: &Table, new: &Table) -> redline::Table {
    let joints = joints(old, new);
    let Some(header) = header::both(old, new, &joints) else {
        return in_turn(old, new);
    };
    let column = |joint: &Joint| {
        let of =
            joint.new.map(|i| &new.columns[i]).or(joint.old.map(|i| &old.columns[i]));
        let (align, share) =
            of.map_or((document::Align::Left, 0), |column| (column.align, column.share));
        redline::Column { mark: joint.mark(), align, share }
    };
    let merge = Rows { old, new, joints: &joints };
    let columns = joints.iter().map(column).collect();
    redline::Table { header, columns, rows: merge.rows(), ..around(old, new) }
}

/// What stands around the header and the rows of both tables.
fn around(old: &Table, new: &Table) -> redline::Table {
    let text =
        |a: &Option<String>, b: &Option<String>| line::one(a.as_deref(), b.as_deref());
    redline::Table {
        caption: text(&old.caption, &new.caption),
        unit: text(&old.unit, &new.unit),
        header: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        notes: notes(old, new),
        turn: new.turn,
    }
}

/// Both tables side by side in one, where their headers cannot be laid over each other:
/// all columns of the old one are gone, all of the new one are new.
fn in_turn(old: &Table, new: &Table) -> redline::Table {
    let (gone, come) = (whole(old, Mark::Deleted), whole(new, Mark::Added));
    let depth = gone.header.len().max(come.header.len());
    let shift = u32::try_from(old.columns.len()).unwrap_or(0);
    let mut header = Vec::with_capacity(depth);
    for level in 0..depth {
        let mut row = Vec::new();
        for (table, by) in [(&gone, 0), (&come, shift)] {
            let last = level + 1 == table.header.len();
            for cell in table.header.get(level).into_iter().flatten() {
                let mut cell = cell.clone();
                cell.at += by;
                if last || level + cell.rows as usize == table.header.len() {
                    let short = u32::try_from(depth - table.header.len()).unwrap_or(0);
                    cell.rows += short;
                }
                row.push(cell);
            }
        }
        header.push(row);
    }
    let (before, after) = (old.columns.len(), new.columns.len());
    let mut rows = Vec::new();
    for (table, left, right) in [(&gone, 0, after), (&come, before, 0)] {
        for row in &table.rows {
            let mut row = row.clone();
            let named = row.named;
            let blank = |n: usize| (0..n).map(|_| empty());
            row.cells = blank(left).chain(row.cells).chain(blank(right)).collect();
            row.named = named.map(|at| at + left);
            rows.push(row);
        }
    }
    let columns = gone.columns.iter().chain(&come.columns).cloned().collect();
    redline::Table { header, columns, rows, ..around(old, new) }
}

fn empty() -> redline::Cell {
    redline::Cell { content: Runs::new(), columns: 1 }
}

fn notes(old: &Table, new: &Table) -> Vec<redline::Line> {
    if old.notes.len() == new.notes.len() {
        let pairs = old.notes.iter().zip(&new.notes);
        return pairs
            .map(|(a, b)| redline::Line { mark: Mark::Kept, runs: words::runs(a, b) })
            .collect();
    }
    let gone = old.notes.iter().map(|note| (note, Mark::Deleted));
    let come = new.notes.iter().map(|note| (note, Mark::Added));
    gone.chain(come)
        .map(|(note, mark)| redline::Line { mark, runs: words::whole(note, mark) })
        .collect()
}

/// The columns of both tables, those of the old one alone where they stood.
fn joints(old: &Table, new: &Table) -> Vec<Joint> {
    let keys = |table: &Table| -> Vec<u64> {
        let labels = header::labels(table);
        let key = |(i, column): (usize, &Column)| match &column.id {
            Some(id) => hash_of(&format!("#{id}")),
            None => hash_of(&labels[i]),
        };
        table.columns.iter().enumerate().map(key).collect()
    };
    let mut pairs = common(&keys(old), &keys(new));
    // Columns in one place between two pairs are one column with another name, where
    // there are as many on both sides.
    let mut extra = Vec::new();
    let ends = (old.columns.len(), new.columns.len());
    let mut before = (0, 0);
    for &(a, b) in pairs.iter().chain(std::iter::once(&ends)) {
        let (gone, come) = (a - before.0, b - before.1);
        if gone == come {
            extra.extend((0..gone).map(|i| (before.0 + i, before.1 + i)));
        }
        before = (a + 1, b + 1);
    }
    pairs.extend(extra);
    pairs.sort_unstable();
    let mut res = Vec::new();
    let (mut at, mut other) = (0, 0);
    for (a, b) in pairs {
        res.extend((at..a).map(|i| Joint { old: Some(i), new: None }));
        res.extend((other..b).map(|i| Joint { old: None, new: Some(i) }));
        res.push(Joint { old: Some(a), new: Some(b) });
        (at, other) = (a + 1, b + 1);
    }
    res.extend((at..old.columns.len()).map(|i| Joint { old: Some(i), new: None }));
    res.extend((other..new.columns.len()).map(|i| Joint { old: None, new: Some(i) }));
    res
}

/// The rows of two tables.
struct Rows<'a> {
    old: &'a Table,
    new: &'a Table,
    joints: &'a [Joint],
}

impl Rows<'_> {
    fn rows(&self) -> Vec<redline::Row> {
        let pairs = row_pairs(self.old, self.new);
        let places: Vec<usize> = pairs.iter().map(|(_, new)| *new).collect();
        let stay: Vec<_> =
            longest_rising(&places).into_iter().map(|i| pairs[i]).collect();
        let moved_to: HashMap<usize, usize> =
            pairs.iter().map(|(a, b)| (*b, *a)).collect();
        let moved: HashMap<usize, usize> = pairs.iter().copied().collect();
        let mut res = Vec::new();
        let (mut at, mut other) = (0, 0);
        let ends = (self.old.rows.len(), self.new.rows.len());
        for (a, b) in stay.into_iter().chain(std::iter::once(ends)) {
            for old in at..a {
                let mark =
                    if moved.contains_key(&old) { Mark::Kept } else { Mark::Deleted };
                let block = if mark == Mark::Kept {
                    BlockMark::MovedFrom
                } else {
                    BlockMark::Deleted
                };
                res.push(self.old_row(&self.old.rows[old], block, mark));
            }
            for new in other..b {
                match moved_to.get(&new) {
                    Some(old) => self.both(*old, new, BlockMark::MovedTo, &mut res),
                    None => res.push(self.new_row(&self.new.rows[new])),
                }
            }
            if a < self.old.rows.len() && b < self.new.rows.len() {
                self.both(a, b, BlockMark::Kept, &mut res);
            }
            (at, other) = (a + 1, b + 1);
        }
        res
    }

    /// A row of both, cell by cell; as two rows where cells over several columns differ.
    fn both(&self, old: usize, new: usize, mark: BlockMark, res: &mut Vec<redline::Row>) {
        let (ours, theirs) = (&self.old.rows[old], &self.new.rows[new]);
        if let Some(row) = self.cell_by_cell(ours, theirs, mark) {
            res.push(row);
            return;
        }
        if mark == BlockMark::Kept {
            res.push(self.old_row(ours, BlockMark::Deleted, Mark::Deleted));
        }
        res.push(self.new_row(theirs));
    }

    fn cell_by_cell(
        &self,
        ours: &Row,
        theirs: &Row,
        mark: BlockMark,
    ) -> Option<redline::Row> {
        let (a, b) = (spread(&ours.cells), spread(&theirs.cells));
        let mut cells: Vec<redline::Cell> = Vec::new();
        // The cells that the last one merges.
        let mut last: Option<(Option<usize>, Option<usize>)> = None;
        for joint in self.joints {
            let old = joint.old.map(|i| a.get(i).copied()).unwrap_or(None);
            let new = joint.new.map(|i| b.get(i).copied()).unwrap_or(None);
            if let (Some((at, other)), Some(cell)) = (last, cells.last_mut()) {
                let goes_on = match (old, new) {
                    (Some(old), Some(new)) => at == Some(old) && other == Some(new),
                    (Some(old), None) => at == Some(old),
                    (None, Some(new)) => other == Some(new),
                    (None, None) => false,
                };
                if goes_on {
                    cell.columns += 1;
                    continue;
                }
                // One side goes on and the other does not: the cells cross.
                if old.is_some() && at == old || new.is_some() && other == new {
                    return None;
                }
            }
            let content = match (old, new) {
                (Some(old), Some(new)) => {
                    let narrow = theirs.cells[new].columns == 1;
                    let (old, new) =
                        (&ours.cells[old].content, &theirs.cells[new].content);
                    if narrow && self.is_order(joint) {
                        words::renumbered(&plain(old), &plain(new))
                    } else {
                        words::runs(old, new)
                    }
                }
                (Some(old), None) => {
                    words::whole(&ours.cells[old].content, Mark::Deleted)
                }
                (None, Some(new)) => {
                    words::whole(&theirs.cells[new].content, Mark::Added)
                }
                (None, None) => Runs::new(),
            };
            cells.push(redline::Cell { content, columns: 1 });
            last = Some((old, new));
        }
        let named = theirs.named.filter(|at| *at < cells.len());
        Some(redline::Row { mark, role: theirs.role, named, cells })
    }

    /// Whether a column has the order numbers of the rows.
    fn is_order(&self, joint: &Joint) -> bool {
        joint.new.is_some_and(|i| self.new.columns[i].id.as_deref() == Some(ORDER))
    }

    fn old_row(&self, row: &Row, block: BlockMark, mark: Mark) -> redline::Row {
        self.one_sided(row, block, mark, |joint| joint.old)
    }

    fn new_row(&self, row: &Row) -> redline::Row {
        self.one_sided(row, BlockMark::Added, Mark::Added, |joint| joint.new)
    }

    fn one_sided(
        &self,
        row: &Row,
        block: BlockMark,
        mark: Mark,
        side: impl Fn(&Joint) -> Option<usize>,
    ) -> redline::Row {
        let spread = spread(&row.cells);
        let mut cells: Vec<redline::Cell> = Vec::new();
        let mut last = None;
        for joint in self.joints {
            let own = side(joint).and_then(|i| spread.get(i).copied());
            // A column of the other version inside a wide cell lies under that cell.
            match own {
                Some(own) if last == Some(own) => {
                    if let Some(cell) = cells.last_mut() {
                        cell.columns += 1;
                    }
                }
                Some(own) => {
                    let content = words::whole(&row.cells[own].content, mark);
                    cells.push(redline::Cell { content, columns: 1 });
                    last = Some(own);
                }
                None if self.within(joint, &side, &spread, last) => {
                    if let Some(cell) = cells.last_mut() {
                        cell.columns += 1;
                    }
                }
                None => cells.push(empty()),
            }
        }
        let named = row.named.filter(|at| *at < cells.len());
        redline::Row { mark: block, role: row.role, named, cells }
    }

    /// Whether a column that the row does not have lies between two of the same cell.
    fn within(
        &self,
        joint: &Joint,
        side: &impl Fn(&Joint) -> Option<usize>,
        spread: &[usize],
        last: Option<usize>,
    ) -> bool {
        let after = self.joints.iter().skip_while(|j| *j != joint);
        let next = after.filter_map(side).next().and_then(|i| spread.get(i).copied());
        last.is_some() && next == last
    }
}

/// For each column the index of the cell that covers it.
fn spread(cells: &[Cell]) -> Vec<usize> {
    let of = |(i, cell): (usize, &Cell)| std::iter::repeat_n(i, cell.columns as usize);
    cells.iter().enumerate().flat_map(of).collect()
}

/// The rows that are one: by what they are called, in order where several are called so;
/// then those that stand alone in their place between two pairs.
fn row_pairs(old: &Table, new: &Table) -> Vec<(usize, usize)> {
    let mut having: HashMap<(RowRole, &str), Vec<usize>> = HashMap::new();
    for (i, row) in new.rows.iter().enumerate().rev() {
        having.entry(name(row)).or_default().push(i);
    }
    let mut res = Vec::new();
    let mut taken = vec![false; new.rows.len()];
    for (i, row) in old.rows.iter().enumerate() {
        if let Some(other) = having.get_mut(&name(row)).and_then(Vec::pop) {
            taken[other] = true;
            res.push((i, other));
        }
    }
    let mut extra = Vec::new();
    let mut before = (0, 0);
    let ends = (old.rows.len(), new.rows.len());
    let rising = longest_rising(&res.iter().map(|(_, b)| *b).collect::<Vec<_>>());
    let stay: Vec<_> = rising.into_iter().map(|i| res[i]).collect();
    let ours: Vec<usize> = res.iter().map(|(a, _)| *a).collect();
    for &(a, b) in stay.iter().chain(std::iter::once(&ends)) {
        let gone: Vec<_> =
            (before.0..a).filter(|i| ours.binary_search(i).is_err()).collect();
        let come: Vec<_> = (before.1..b).filter(|i| !taken[*i]).collect();
        if let ([at], [other]) = (&gone[..], &come[..])
            && old.rows[*at].role == new.rows[*other].role
            && share_a_cell(&old.rows[*at], &new.rows[*other])
        {
            extra.push((*at, *other));
        }
        before = (a + 1, b + 1);
    }
    res.extend(extra);
    res.sort_unstable();
    res
}

/// Sums are called by what they are.
fn name(row: &Row) -> (RowRole, &str) {
    match row.role {
        RowRole::Total => (row.role, ""),
        _ => (row.role, row.key.as_str()),
    }
}

/// Whether two rows have a cell in common that says something, besides a number of order.
fn share_a_cell(old: &Row, new: &Row) -> bool {
    let pairs = old.cells.iter().zip(&new.cells).skip(1);
    pairs.filter(|(a, b)| !a.content.is_empty() && a.content == b.content).count() > 0
}

pub(super) fn is_changed(table: &redline::Table) -> bool {
    let lines = || [&table.caption, &table.unit].into_iter().chain(&table.notes);
    lines().any(|line| line.mark.is_change() || words::is_change(&line.runs))
        || table.header.iter().flatten().any(|cell| words::is_change(&cell.label))
        || table.columns.iter().any(|column| column.mark.is_change())
        || table.rows.iter().any(|row| {
            row.mark != BlockMark::Kept
                || row.cells.iter().any(|cell| words::is_change(&cell.content))
        })
}
