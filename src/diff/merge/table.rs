//! Tables with their marks: columns and rows as they are paired, cells word by word.

use crate::document::{self, Align, Cell, Column, Row, Table};
use crate::redline::{self, BlockMark, Mark};

use super::super::pair::{ColumnMatch, PrintedMatch};
use super::super::words;
use super::{header, line, row};

/// A table of one version.
pub(super) fn whole(table: &Table, mark: Mark) -> redline::Table {
    let Table { caption, unit, header: _, columns, rows, notes, turn, origin: _ } = table;
    let block = match mark {
        Mark::Added => BlockMark::Added,
        Mark::Deleted | Mark::Renumbered => BlockMark::Deleted,
        Mark::Kept | Mark::Number => BlockMark::Kept,
    };
    let text = |text: &Option<String>| match text {
        Some(text) => line::whole(text, mark),
        None => redline::Line::default(),
    };
    redline::Table {
        caption: text(caption),
        unit: text(unit),
        header: header::whole(table, mark),
        columns: columns.iter().map(|column| marked_column(column, mark)).collect(),
        rows: rows.iter().map(|row| whole_row(row, block, mark)).collect(),
        notes: notes.iter().map(|note| whole_note(note, mark)).collect(),
        turn: *turn,
    }
}

/// A column; its id and index are not on paper.
fn marked_column(column: &Column, mark: Mark) -> redline::Column {
    let Column { align, share, id: _, index: _ } = column;
    redline::Column { mark, align: *align, share: *share }
}

/// A row of one version; what tells it from others is not on paper.
fn whole_row(row: &Row, block: BlockMark, mark: Mark) -> redline::Row {
    let Row { role, named, cells, key: _, place: _ } = row;
    let cell = |cell: &Cell| redline::Cell {
        content: words::whole(&cell.content, mark),
        columns: cell.columns,
    };
    let cells = cells.iter().map(cell).collect();
    redline::Row { mark: block, role: *role, named: *named, cells }
}

fn whole_note(note: &[document::Inline], mark: Mark) -> redline::Line {
    redline::Line { mark, runs: words::whole(note, mark) }
}

/// A table of both versions.
pub(super) fn merged(old: &Table, new: &Table, matched: &PrintedMatch) -> redline::Table {
    let columns = matched.all_columns();
    let Some(header) = header::merged(old, new, &columns) else {
        return in_turn(old, new);
    };
    let rows = row::rows(row::Tables { old, new, columns: &columns }, &matched.rows);
    let column = |column: &ColumnMatch| merged_column(old, new, *column);
    let columns = columns.iter().map(column).collect();
    redline::Table { header, columns, rows, ..around(old, new) }
}

fn merged_column(old: &Table, new: &Table, column: ColumnMatch) -> redline::Column {
    match (column.old, column.new) {
        (Some(_), Some(new_column)) => {
            marked_column(&new.columns[new_column], Mark::Kept)
        }
        (None, Some(new_column)) => marked_column(&new.columns[new_column], Mark::Added),
        (Some(old_column), None) => {
            marked_column(&old.columns[old_column], Mark::Deleted)
        }
        (None, None) => {
            redline::Column { mark: Mark::Kept, align: Align::Left, share: 0 }
        }
    }
}

/// What stands around the header and the rows of both tables.
fn around(old: &Table, new: &Table) -> redline::Table {
    let Table {
        caption,
        unit,
        header: _,
        columns: _,
        rows: _,
        notes: _,
        turn,
        origin: _,
    } = new;
    redline::Table {
        caption: line::one(old.caption.as_deref(), caption.as_deref()),
        unit: line::one(old.unit.as_deref(), unit.as_deref()),
        header: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        notes: notes(old, new),
        turn: *turn,
    }
}

/// Both tables side by side in one, where their headers cannot be laid over each other:
/// all columns of the old one are gone, all of the new one are new.
fn in_turn(old: &Table, new: &Table) -> redline::Table {
    let (removed, added) = (whole(old, Mark::Deleted), whole(new, Mark::Added));
    let (old_width, new_width) = (old.columns.len(), new.columns.len());
    let depth = removed.header.len().max(added.header.len());
    let mut header = vec![Vec::new(); depth];
    put_beside(&mut header, &removed, 0);
    put_beside(&mut header, &added, u32::try_from(old_width).unwrap_or(0));
    let old_rows = removed.rows.iter().map(|row| widened(row, 0, new_width));
    let new_rows = added.rows.iter().map(|row| widened(row, old_width, 0));
    redline::Table {
        header,
        columns: removed.columns.iter().chain(&added.columns).cloned().collect(),
        rows: old_rows.chain(new_rows).collect(),
        ..around(old, new)
    }
}

/// Adds the header of a table to a deeper one, so many columns further on: its last names
/// reach down to the end.
fn put_beside(
    header: &mut [Vec<redline::HeaderCell>],
    table: &redline::Table,
    columns: u32,
) {
    let own_depth = table.header.len();
    let missing = u32::try_from(header.len() - own_depth).unwrap_or(0);
    for (level, cells) in table.header.iter().enumerate() {
        for cell in cells {
            let mut cell = cell.clone();
            cell.at += columns;
            if level + 1 == own_depth || level + cell.rows as usize == own_depth {
                cell.rows += missing;
            }
            header[level].push(cell);
        }
    }
}

/// A row with so many empty cells on either side.
fn widened(row: &redline::Row, left: usize, right: usize) -> redline::Row {
    let blank = |count: usize| (0..count).map(|_| row::empty());
    let cells = blank(left).chain(row.cells.iter().cloned()).chain(blank(right));
    let named = row.named.map(|cell| cell + left);
    redline::Row { cells: cells.collect(), named, ..row.clone() }
}

fn notes(old: &Table, new: &Table) -> Vec<redline::Line> {
    if old.notes.len() == new.notes.len() {
        let pairs = old.notes.iter().zip(&new.notes);
        return pairs
            .map(|(old, new)| redline::Line {
                mark: Mark::Kept,
                runs: words::runs(old, new),
            })
            .collect();
    }
    let removed = old.notes.iter().map(|note| whole_note(note, Mark::Deleted));
    let added = new.notes.iter().map(|note| whole_note(note, Mark::Added));
    removed.chain(added).collect()
}

/// Whether there is something in a table for a reader to look at.
pub(super) fn is_changed(table: &redline::Table) -> bool {
    let redline::Table { caption, unit, header, columns, rows, notes, turn: _ } = table;
    let lines = || [caption, unit].into_iter().chain(notes);
    lines().any(|line| line.mark.is_change() || words::is_change(&line.runs))
        || header.iter().flatten().any(|cell| words::is_change(&cell.label))
        || columns.iter().any(|column| column.mark.is_change())
        || rows.iter().any(|row| {
            row.mark != BlockMark::Kept
                || row.cells.iter().any(|cell| words::is_change(&cell.content))
        })
}
