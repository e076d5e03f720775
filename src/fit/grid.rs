//! What each column of a table needs, whatever the size of the letters.

use std::collections::BTreeMap;

use crate::document::{Align, HeaderCell, Inline, Row, Table, format_column_number};
use crate::font::{EM, Faces, FontStyle};

use super::extent::ContentWidth;

/// What follows the name of a group on a later page.
const AGAIN: &str = " (tiếp)";

/// The longest name of a group, with what follows it, that is never broken.
const SHORT_NAME: u32 = 10 * EM;

/// What a hand writes in a column of words.
const WRITING: u32 = 10 * EM;

/// What the cells of a table need, by columns and by cells over several.
#[derive(Debug)]
pub(super) struct TableNeeds {
    pub(super) columns: Vec<ColumnNeed>,
    pub(super) spans: Vec<SpanNeed>,
}

/// What a column needs.
#[derive(Debug, Default)]
pub(super) struct ColumnNeed {
    /// The widest of its cells below the header.
    pub(super) body: ContentWidth,
    /// The widest of the header's cells over it alone.
    pub(super) head: ContentWidth,
    /// Width of all its cells on one line each, over the number of rows.
    pub(super) mean: u32,
    /// The kind of the column: columns of one kind are equally wide. It is the index of
    /// one of them.
    pub(super) kind: usize,
    /// Whether it holds an order number or the like: it never takes spare room.
    pub(super) is_narrow: bool,
    /// Share of the width that the author gives it, in parts; zero for none.
    pub(super) share: u32,
    /// What a hand would write in it, where it has words and none are there yet: it has so
    /// much where there is room.
    pub(super) writing: u32,
}

/// What a cell over several columns needs.
#[derive(Debug)]
pub(super) struct SpanNeed {
    /// The first column that it covers.
    pub(super) from: usize,
    /// How many columns it covers.
    pub(super) count: usize,
    pub(super) extent: ContentWidth,
    /// Where it stands.
    pub(super) place: SpanPlace,
}

/// Where a cell over several columns stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpanPlace {
    /// In the header.
    Head,
    /// In the row of a group or of a sum: it names the row.
    Name,
    /// In a row of the data: a text that may take several lines.
    Words,
}

/// A cell of the header in its place.
pub(super) struct LocatedHeaderCell<'a> {
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
            let has_blanks = table.blank_height > 0;
            if has_blanks && column.align == Align::Left && need.body.line == 0 {
                need.writing = WRITING;
            }
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
        for placed in locate_header_cells(table) {
            self.add(SpanNeed {
                from: placed.column,
                count: placed.columns,
                extent: ContentWidth::measure(&[make_label(placed.cell)], true, faces),
                place: SpanPlace::Head,
            });
        }
        if table.column_numbers {
            for column in 0..self.columns.len() {
                let number = [make_text(format_column_number(column))];
                let extent = ContentWidth::measure(&number, false, faces);
                let place = SpanPlace::Head;
                self.add(SpanNeed { from: column, count: 1, extent, place });
            }
        }
    }

    /// Measures the cells below the header. The name of a group is measured with what
    /// follows it where it is repeated on the next page.
    fn rows(&mut self, table: &Table, faces: &Faces) {
        let mut sums = vec![0_u64; self.columns.len()];
        for row in &table.rows {
            let bold = row.is_bold();
            let named = find_repeated_name(row);
            let mut column = 0;
            for (index, cell) in row.cells.iter().enumerate() {
                let count = to_size(cell.columns);
                let mut extent = ContentWidth::measure(&cell.content, bold, faces);
                if named == Some(index) {
                    let style = FontStyle { bold: true, italic: false };
                    extent.line += faces.width(AGAIN, style);
                    // A short name and what follows it stand on one line.
                    if extent.line <= SHORT_NAME {
                        extent.some = extent.some.max(extent.line);
                    }
                }
                // A cell that goes on from the one above is printed once.
                if count == 1
                    && !cell.goes_on
                    && let Some(sum) = sums.get_mut(column)
                {
                    *sum += u64::from(extent.line);
                }
                let place = if bold { SpanPlace::Name } else { SpanPlace::Words };
                self.add(SpanNeed { from: column, count, extent, place });
                column += count;
            }
        }
        let count = table.rows.len().max(1) as u64;
        for (need, sum) in self.columns.iter_mut().zip(sums) {
            need.mean = u32::try_from(sum / count).unwrap_or(u32::MAX);
        }
    }

    /// Adds what a cell needs: to its column where it covers one, else as a span.
    fn add(&mut self, mut need: SpanNeed) {
        need.count = need.count.min(self.columns.len().saturating_sub(need.from));
        match self.columns.get_mut(need.from) {
            Some(column) if need.count == 1 => {
                let widest = match need.place {
                    SpanPlace::Head => &mut column.head,
                    SpanPlace::Name | SpanPlace::Words => &mut column.body,
                };
                *widest = widest.max(need.extent);
            }
            Some(_) if need.extent.line > 0 => self.add_span(need),
            _ => {}
        }
    }

    fn add_span(&mut self, need: SpanNeed) {
        let same = self.spans.iter_mut().find(|span| {
            (span.from, span.count, span.place) == (need.from, need.count, need.place)
        });
        match same {
            Some(span) => span.extent = span.extent.max(need.extent),
            None => self.spans.push(need),
        }
    }
}

/// The cells of the header where they stand: each in the first columns of its row that no
/// cell above reaches down into.
pub(super) fn locate_header_cells(table: &Table) -> Vec<LocatedHeaderCell<'_>> {
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
            res.push(LocatedHeaderCell { cell, row, column, columns });
            column += columns;
        }
    }
    res
}

/// The label of the lowest cell of the header over each column.
pub(super) fn label_columns(table: &Table) -> Vec<&str> {
    let mut res = vec![""; table.columns.len()];
    for placed in locate_header_cells(table) {
        res[placed.column..placed.column + placed.columns].fill(&placed.cell.label);
    }
    res
}

/// What follows the name of a group on a later page, as content.
pub(super) fn make_continuation() -> Inline {
    Inline::Text { text: AGAIN.to_owned(), bold: true, italic: false }
}

/// The cell of a group's row with the group's name. A row with a footnote is not repeated:
/// the note would be printed twice.
pub(super) fn find_repeated_name(row: &Row) -> Option<usize> {
    let has_note = row
        .cells
        .iter()
        .flat_map(|cell| &cell.content)
        .any(|inline| matches!(inline, Inline::Note { .. }));
    row.named.filter(|_| !has_note)
}

/// A label as the content of a cell.
pub(super) fn make_label(cell: &HeaderCell) -> Inline {
    make_text(cell.label.clone())
}

fn make_text(text: String) -> Inline {
    Inline::Text { text, bold: false, italic: false }
}

/// The kind of each column. Columns of figures are of one kind where their lowest labels are
/// the same, or where their figures are about equally long; every other column is alone.
///
/// Columns with one label take the index of the first. Then the kinds are walked from the
/// one with the shortest figures: those that are at most three tenths longer than the first
/// of a kind join it, and the first that is longer begins the next.
fn group_alike(table: &Table, needs: &[ColumnNeed]) -> Vec<usize> {
    let mut res: Vec<usize> = (0..needs.len()).collect();
    let mut by_label: BTreeMap<&str, usize> = BTreeMap::new();
    let mut longest: BTreeMap<usize, u32> = BTreeMap::new();
    let columns = table.columns.iter().zip(needs).zip(label_columns(table));
    for (index, ((column, need), label)) in columns.enumerate() {
        if column.align == Align::Right && need.share == 0 {
            let kind = *by_label.entry(label).or_insert(index);
            res[index] = kind;
            let length = longest.entry(kind).or_default();
            *length = need.body.line.max(*length);
        }
    }
    let mut order: Vec<(u32, usize)> =
        longest.into_iter().map(|(kind, length)| (length, kind)).collect();
    order.sort_unstable();
    let Some(&(mut shortest, mut into)) = order.first() else { return res };
    for (length, kind) in order {
        if u64::from(length) * 10 > u64::from(shortest) * 13 {
            shortest = length;
            into = kind;
        }
        for column_kind in &mut res {
            if *column_kind == kind {
                *column_kind = into;
            }
        }
    }
    res
}

pub(super) fn to_size(count: u32) -> usize {
    usize::try_from(count.max(1)).unwrap_or(usize::MAX)
}
