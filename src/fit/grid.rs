//! What each column of a table needs, whatever the size of the letters.

use std::collections::BTreeMap;

use crate::document::Align;
use crate::document::HeaderCell;
use crate::document::Inline;
use crate::document::Row;
use crate::document::RowRole;
use crate::document::Table;
use crate::font::EM;
use crate::font::Faces;
use crate::font::Style;

use super::extent::ContentWidth;

/// What follows the name of a group on a later page.
const AGAIN: &str = " (tiếp)";

/// The longest name of a group, with what follows it, that is never broken.
const SHORT_NAME: u32 = 10 * EM;

/// A table measured.
#[derive(Debug)]
pub(super) struct TableNeeds {
    pub(super) columns: Vec<ColumnNeed>,
    pub(super) spans: Vec<SpanNeed>,
}

/// What a column needs.
#[derive(Debug, Default)]
pub(super) struct ColumnNeed {
    /// Its cells.
    pub(super) body: ContentWidth,
    /// Its own cells of the header.
    pub(super) head: ContentWidth,
    /// Width of all its cells on one line each, over the number of rows.
    pub(super) mean: u32,
    /// Columns of one kind are equally wide.
    pub(super) kind: usize,
    /// Whether it holds an order number or the like: it never takes spare room.
    pub(super) is_narrow: bool,
    pub(super) share: u32,
}

/// What a cell over several columns needs.
#[derive(Debug)]
pub(super) struct SpanNeed {
    pub(super) from: usize,
    pub(super) count: usize,
    pub(super) extent: ContentWidth,
    pub(super) is_head: bool,
}

/// A cell of the header in its place.
pub(super) struct PlacedHeaderCell<'a> {
    pub(super) cell: &'a HeaderCell,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
}

impl TableNeeds {
    pub(super) fn measure(table: &Table, faces: &Faces) -> Self {
        let mut grid = Self { columns: Vec::new(), spans: Vec::new() };
        grid.columns.resize_with(table.columns.len(), ColumnNeed::default);
        for (need, column) in grid.columns.iter_mut().zip(&table.columns) {
            need.share = column.share;
        }
        grid.header(table, faces);
        grid.rows(table, faces);
        for (need, column) in grid.columns.iter_mut().zip(&table.columns) {
            need.is_narrow = column.align == Align::Center && need.body.line <= 3 * EM;
        }
        let kinds = group_alike(table, &grid.columns);
        for (need, kind) in grid.columns.iter_mut().zip(kinds) {
            need.kind = kind;
        }
        // A cell that all columns but one are needed for comes after the narrower.
        grid.spans.sort_by_key(|span| span.count);
        grid
    }

    fn header(&mut self, table: &Table, faces: &Faces) {
        for placed in place_header_cells(table) {
            let extent = ContentWidth::measure(&[make_label(placed.cell)], true, faces);
            self.cell(placed.column, placed.columns, extent, true);
        }
    }

    fn rows(&mut self, table: &Table, faces: &Faces) {
        let mut sums = vec![0_u64; self.columns.len()];
        for row in &table.rows {
            let bold = row.role != RowRole::Plain;
            let named = find_repeated_name(row);
            let mut at = 0;
            for (place, cell) in row.cells.iter().enumerate() {
                let count = to_size(cell.columns);
                let mut extent = ContentWidth::measure(&cell.content, bold, faces);
                if named == Some(place) {
                    extent.line +=
                        faces.width(AGAIN, Style { bold: true, italic: false });
                    // A short name and what follows it stand on one line.
                    if extent.line <= SHORT_NAME {
                        extent.some = extent.some.max(extent.line);
                    }
                }
                if count == 1
                    && let Some(sum) = sums.get_mut(at)
                {
                    *sum += u64::from(extent.line);
                }
                self.cell(at, count, extent, false);
                at += count;
            }
        }
        let count = table.rows.len().max(1) as u64;
        for (need, sum) in self.columns.iter_mut().zip(sums) {
            need.mean = u32::try_from(sum / count).unwrap_or(u32::MAX);
        }
    }

    fn cell(&mut self, from: usize, count: usize, extent: ContentWidth, is_head: bool) {
        let count = count.min(self.columns.len().saturating_sub(from));
        match self.columns.get_mut(from) {
            Some(need) if count == 1 => {
                let of = if is_head { &mut need.head } else { &mut need.body };
                *of = of.max(extent);
            }
            Some(_) if extent.line > 0 => self.span(from, count, extent, is_head),
            _ => {}
        }
    }

    fn span(&mut self, from: usize, count: usize, extent: ContentWidth, is_head: bool) {
        let same =
            |s: &&mut SpanNeed| (s.from, s.count, s.is_head) == (from, count, is_head);
        match self.spans.iter_mut().find(same) {
            Some(span) => span.extent = span.extent.max(extent),
            None => self.spans.push(SpanNeed { from, count, extent, is_head }),
        }
    }
}

/// The cells of the header where they stand: each in the first columns of its row that no
/// cell above reaches down into.
pub(super) fn place_header_cells(table: &Table) -> Vec<PlacedHeaderCell<'_>> {
    let width = table.columns.len();
    let mut taken = vec![0_usize; width];
    let mut res = Vec::new();
    for (row, cells) in table.header.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while column < width && taken[column] > row {
                column += 1;
            }
            let columns = to_size(cell.columns).min(width - column);
            for below in &mut taken[column..column + columns] {
                *below = row + to_size(cell.rows);
            }
            res.push(PlacedHeaderCell { cell, row, column, columns });
            column += columns;
        }
    }
    res
}

/// The label of the lowest cell of the header over each column.
pub(super) fn label_columns(table: &Table) -> Vec<&str> {
    let mut res = vec![""; table.columns.len()];
    for placed in place_header_cells(table) {
        res[placed.column..placed.column + placed.columns].fill(&placed.cell.label);
    }
    res
}

/// What follows the name of a group on a later page, as content.
pub(super) fn make_continuation() -> Inline {
    Inline::Text { text: AGAIN.to_owned(), bold: true, italic: false }
}

/// The cell of a group's row with the group's name. One with a footnote is not said
/// twice.
pub(super) fn find_repeated_name(row: &Row) -> Option<usize> {
    let is_note = |i: &Inline| matches!(i, Inline::Note { .. });
    let noted = row.cells.iter().any(|cell| cell.content.iter().any(is_note));
    row.named.filter(|_| !noted)
}

/// A label as the content of a cell.
pub(super) fn make_label(cell: &HeaderCell) -> Inline {
    Inline::Text { text: cell.label.clone(), bold: false, italic: false }
}

/// Columns of figures are of one kind where their lowest labels are the same, or where
/// their figures are about equally long.
fn group_alike(table: &Table, needs: &[ColumnNeed]) -> Vec<usize> {
    let mut res: Vec<usize> = (0..needs.len()).collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let is_figure =
        |at: usize| table.columns[at].align == Align::Right && needs[at].share == 0;
    for (at, name) in label_columns(table).into_iter().enumerate() {
        if is_figure(at) {
            res[at] = *named.entry(name).or_insert(at);
        }
    }
    let mut longest: BTreeMap<usize, u32> = BTreeMap::new();
    for at in (0..needs.len()).filter(|at| is_figure(*at)) {
        let of = longest.entry(res[at]).or_default();
        *of = needs[at].body.line.max(*of);
    }
    let mut order: Vec<(u32, usize)> = longest.into_iter().map(|(k, l)| (l, k)).collect();
    order.sort_unstable();
    let Some(&(mut shortest, mut into)) = order.first() else { return res };
    for (long, kind) in order {
        if u64::from(long) * 10 > u64::from(shortest) * 13 {
            (shortest, into) = (long, kind);
        }
        res.iter_mut().filter(|k| **k == kind).for_each(|k| *k = into);
    }
    res
}

pub(super) fn to_size(count: u32) -> usize {
    usize::try_from(count.max(1)).unwrap_or(usize::MAX)
}
