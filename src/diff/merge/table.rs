//! Tables with their marks: columns and rows as they are paired, cells word by word.

use crate::document::{self, Align, Cell, Column, Row, Table};
use crate::redline::{self, BlockMark, GoesOn, TextMark};

use super::super::pair::{PrintedColumn, PrintedMatch};
use super::super::words;
use super::{header, line, row};

/// A table of one version.
pub(super) fn mark_table(table: &Table, mark: TextMark) -> redline::Table {
    let Table {
        caption,
        unit,
        header: _,
        column_numbers: _,
        columns,
        rows,
        blank_height,
        notes,
        orientation,
        origin: _,
    } = table;
    let block = match mark {
        TextMark::Added => BlockMark::Added,
        TextMark::Removed | TextMark::Renumbered => BlockMark::Removed,
        TextMark::Kept | TextMark::Number => BlockMark::Kept,
    };
    redline::Table {
        caption: mark_if_present(caption.as_deref(), mark),
        unit: mark_if_present(unit.as_deref(), mark),
        header: header::mark_header(table, mark),
        column_numbers: header::mark_column_numbers(table, mark),
        columns: columns.iter().map(|column| mark_column(column, mark)).collect(),
        rows: rows.iter().map(|row| mark_row(row, block, mark)).collect(),
        blank_height: *blank_height,
        notes: notes.iter().map(|note| mark_note(note, mark)).collect(),
        orientation: *orientation,
    }
}

/// A line that a table may lack.
fn mark_if_present(text: Option<&str>, mark: TextMark) -> redline::MarkedLine {
    text.map_or_else(redline::MarkedLine::default, |text| line::mark_line(text, mark))
}

/// A column; its id and index are not on paper.
fn mark_column(column: &Column, mark: TextMark) -> redline::Column {
    let Column { align, share, names, id: _, index: _ } = column;
    redline::Column { mark, align: *align, share: *share, names: *names }
}

/// A row of one version; its key and its place in the form are not on paper.
fn mark_row(row: &Row, block: BlockMark, mark: TextMark) -> redline::Row {
    let Row { role, named, cells, key: _, place: _ } = row;
    let cells = cells.iter().map(|cell| mark_cell(cell, mark)).collect();
    redline::Row { mark: block, role: *role, named: *named, cells }
}

fn mark_cell(cell: &Cell, mark: TextMark) -> redline::Cell {
    redline::Cell {
        content: words::mark_inlines(&cell.content, mark),
        columns: cell.columns,
        goes_on: GoesOn {
            old: cell.goes_on && mark.is_old(),
            new: cell.goes_on && mark.is_new(),
        },
    }
}

fn mark_note(note: &[document::Inline], mark: TextMark) -> redline::MarkedLine {
    redline::MarkedLine { mark, runs: words::mark_inlines(note, mark) }
}

/// A table of both versions.
pub(super) fn merge_tables(
    old: &Table,
    new: &Table,
    matched: &PrintedMatch,
) -> redline::Table {
    let Some(merged) = header::merge_headers(old, new, &matched.columns) else {
        return join_side_by_side(old, new);
    };
    let header::MergedHeader { columns, header } = merged;
    let rows =
        row::merge_rows(row::MergedTables { old, new, columns: &columns }, &matched.rows);
    let column_numbers = header::merge_column_numbers(old, new, &columns);
    let columns = columns.iter().map(|column| merge_column(old, new, *column)).collect();
    redline::Table {
        header,
        column_numbers,
        columns,
        rows,
        ..merge_surroundings(old, new)
    }
}

fn merge_column(old: &Table, new: &Table, column: PrintedColumn) -> redline::Column {
    match (column.old, column.new) {
        (Some(_), Some(new_column)) => {
            mark_column(&new.columns[new_column], TextMark::Kept)
        }
        (None, Some(new_column)) => {
            mark_column(&new.columns[new_column], TextMark::Added)
        }
        (Some(old_column), None) => {
            mark_column(&old.columns[old_column], TextMark::Removed)
        }
        (None, None) => {
            let (mark, align) = (TextMark::Kept, Align::Left);
            redline::Column { mark, align, share: 0, names: false }
        }
    }
}

/// What stands around the header and the rows of both tables.
fn merge_surroundings(old: &Table, new: &Table) -> redline::Table {
    let Table {
        caption,
        unit,
        header: _,
        column_numbers: _,
        columns: _,
        rows: _,
        blank_height,
        notes: _,
        orientation,
        origin: _,
    } = new;
    redline::Table {
        caption: line::merge_line(old.caption.as_deref(), caption.as_deref()),
        unit: line::merge_line(old.unit.as_deref(), unit.as_deref()),
        header: Vec::new(),
        column_numbers: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        // Rows that only the old version has stand there as well.
        blank_height: (*blank_height).max(old.blank_height),
        notes: merge_notes(old, new),
        orientation: *orientation,
    }
}

/// Both tables side by side in one, where their headers cannot be laid over each other:
/// all columns of the old one are removed, all of the new one added.
fn join_side_by_side(old: &Table, new: &Table) -> redline::Table {
    let (removed, added) =
        (mark_table(old, TextMark::Removed), mark_table(new, TextMark::Added));
    let (old_width, new_width) = (old.columns.len(), new.columns.len());
    let depth = removed.header.len().max(added.header.len());
    let mut header = vec![Vec::new(); depth];
    append_header(&mut header, &removed, 0);
    append_header(&mut header, &added, u32::try_from(old_width).unwrap_or(0));
    let mut column_numbers = Vec::new();
    if old.column_numbers || new.column_numbers {
        for (table, width) in [(&removed, old_width), (&added, new_width)] {
            let mut numbers = table.column_numbers.clone();
            numbers.resize(width, redline::Runs::new());
            column_numbers.append(&mut numbers);
        }
    }
    let old_rows = removed.rows.iter().map(|row| widen_row(row, 0, new_width));
    let new_rows = added.rows.iter().map(|row| widen_row(row, old_width, 0));
    redline::Table {
        header,
        column_numbers,
        columns: removed.columns.iter().chain(&added.columns).cloned().collect(),
        rows: old_rows.chain(new_rows).collect(),
        ..merge_surroundings(old, new)
    }
}

/// Adds the header of a table to a deeper one, so many columns further on: its last names
/// reach down to the end.
fn append_header(
    header: &mut [Vec<redline::HeaderCell>],
    table: &redline::Table,
    columns: u32,
) {
    let depth = table.header.len();
    let missing = u32::try_from(header.len() - depth).unwrap_or(0);
    for (level, cells) in table.header.iter().enumerate() {
        for cell in cells {
            let mut cell = cell.clone();
            cell.at += columns;
            if level + 1 == depth || level + cell.rows as usize == depth {
                cell.rows += missing;
            }
            header[level].push(cell);
        }
    }
}

/// A row with so many empty cells on either side.
fn widen_row(row: &redline::Row, left: usize, right: usize) -> redline::Row {
    let mut cells = vec![row::make_empty_cell(); left];
    cells.extend(row.cells.iter().cloned());
    cells.extend(vec![row::make_empty_cell(); right]);
    redline::Row { named: row.named.map(|cell| cell + left), cells, ..row.clone() }
}

fn merge_notes(old: &Table, new: &Table) -> Vec<redline::MarkedLine> {
    if old.notes.len() == new.notes.len() {
        let pairs = old.notes.iter().zip(&new.notes);
        return pairs
            .map(|(old, new)| redline::MarkedLine {
                mark: TextMark::Kept,
                runs: words::compare_inlines(old, new),
            })
            .collect();
    }
    let removed = old.notes.iter().map(|note| mark_note(note, TextMark::Removed));
    let added = new.notes.iter().map(|note| mark_note(note, TextMark::Added));
    removed.chain(added).collect()
}

/// Whether there is something in a table for a reader to look at.
pub(super) fn is_table_changed(table: &redline::Table) -> bool {
    let redline::Table {
        caption,
        unit,
        header,
        column_numbers,
        columns,
        rows,
        // How tall a row is, is no word of it.
        blank_height: _,
        notes,
        orientation: _,
    } = table;
    let mut lines = [caption, unit].into_iter().chain(notes);
    lines.any(|line| line.mark.is_change() || words::has_change(&line.runs))
        || header.iter().flatten().any(|cell| words::has_change(&cell.label))
        || column_numbers.iter().any(|runs| words::has_change(runs))
        || columns.iter().any(|column| column.mark.is_change())
        || rows.iter().any(|row| {
            row.mark != BlockMark::Kept
                || row.cells.iter().any(|cell| words::has_change(&cell.content))
        })
}
