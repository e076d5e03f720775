//! Rows on pages: which are so tall that they may break, and which stay together.

use crate::document::Cell;
use crate::document::Inline;
use crate::document::Row;
use crate::document::RowRole;
use crate::document::Table;
use crate::font::Faces;

use super::Fit;
use super::Lack;
use super::RowFit;
use super::extent::ContentWidth;
use super::extent::count_lines;
use super::extent::cut_into_runs;
use super::grid;
use super::grid::place_header_cells;
use super::piece::Hold;
use super::setting::LayoutSetting;

/// Space above and below the text of a cell, in hundredths of a millimetre.
const SPACE: u32 = 200;

/// A table not taller than this, with so many rows, is never parted.
const SMALL: u32 = 10_000;
const FEW: usize = 4;

/// Tables with the widths settled.
struct RowMeasure<'a> {
    table: &'a Table,
    faces: &'a Faces,
    setting: &'a LayoutSetting,
    widths: &'a [u32],
}

/// What holds together in the cells of the rows.
struct KeepTogetherByColumn {
    /// In those of each column.
    columns: Vec<Hold>,
    /// In those over several columns.
    spans: Hold,
}

impl KeepTogetherByColumn {
    /// In a cell that begins in a column and covers so many.
    fn for_cell(&self, column: usize, count: usize) -> Hold {
        let one = self.columns.get(column).filter(|_| count == 1);
        one.copied().unwrap_or(self.spans)
    }
}

pub(super) fn lay_out_rows(
    table: &Table,
    faces: &Faces,
    setting: &LayoutSetting,
    widths: Vec<u32>,
    lack: Option<Lack>,
) -> Fit {
    let lay = RowMeasure { table, faces, setting, widths: &widths };
    let holds = lay.holds();
    let header = lay.header_holds();
    let head = lay.header_height(&header);
    let heights = lay.heights(&holds);
    let notes = lay.notes_height();
    let page = setting.height;
    let repeat = head < page / 2;
    let above = if repeat { head } else { 0 };
    let rows = lay.rows(&heights, above, &holds);
    let total: u32 = heights.iter().sum::<u32>() + head + notes;
    let has_tall = rows.iter().any(|row| row.tall);
    let whole = heights.len() <= FEW && total <= SMALL && !has_tall;
    let (foot, notes_held) =
        if whole { (0, false) } else { lay.foot(&heights, &rows, above, notes) };
    let notes_held = notes_held || whole;
    Fit {
        number: 0,
        size: setting.size,
        landscape: setting.landscape,
        inset: setting.inset,
        columns: holds.columns,
        spans: holds.spans,
        header,
        repeat,
        whole,
        rows,
        foot,
        notes_held,
        lack,
        widths,
    }
}

impl RowMeasure<'_> {
    /// What holds together in each column, and in cells over several.
    fn holds(&self) -> KeepTogetherByColumn {
        let mut columns = vec![Hold::ALL; self.widths.len()];
        let mut spans = Hold::ALL;
        for row in &self.table.rows {
            let bold = row.role != RowRole::Plain;
            for (at, count, cell) in locate_cells(row) {
                let room = self.room(at, count);
                let hold = match columns.get_mut(at) {
                    Some(hold) if count == 1 => hold,
                    _ => &mut spans,
                };
                *hold = self.loosen(&cell.content, bold, room, *hold);
            }
        }
        KeepTogetherByColumn { columns, spans }
    }

    fn header_holds(&self) -> Vec<Vec<Hold>> {
        let mut res: Vec<Vec<Hold>> = vec![Vec::new(); self.table.header.len()];
        for placed in place_header_cells(self.table) {
            let room = self.room(placed.column, placed.columns);
            let content = [grid::make_label(placed.cell)];
            res[placed.row].push(self.loosen(&content, true, room, Hold::ALL));
        }
        res
    }

    /// Room for text in a cell, in parts of an em.
    fn room(&self, from: usize, count: usize) -> u32 {
        let to = (from + count).min(self.widths.len());
        self.setting.content_room(self.widths[from.min(to)..to].iter().sum())
    }

    /// Loosens `hold` until nothing in a cell is wider than the room.
    fn loosen(&self, content: &[Inline], bold: bool, room: u32, mut hold: Hold) -> Hold {
        loop {
            let runs = cut_into_runs(content, bold, hold, self.faces);
            let mut next = hold;
            for run in runs.iter().filter(|run| run.width > room) {
                let is_tied = run.chain > run.word && run.chain <= hold.chain;
                if is_tied {
                    next.chain = next.chain.min(run.chain - 1);
                } else if run.code > 0 && run.code <= hold.chain {
                    next.chain = next.chain.min(run.code - 1);
                } else if run.word > 0 {
                    next.word = next.word.min(run.word - 1);
                }
            }
            if next == hold {
                return hold;
            }
            hold = next;
        }
    }

    fn header_height(&self, holds: &[Vec<Hold>]) -> u32 {
        let mut rows = vec![0; self.table.header.len()];
        let mut at = vec![0; rows.len()];
        let mut tall = 0;
        for placed in place_header_cells(self.table) {
            let hold = holds[placed.row][at[placed.row]];
            at[placed.row] += 1;
            let room = self.room(placed.column, placed.columns);
            let height = self.height(&[grid::make_label(placed.cell)], true, hold, room);
            if placed.cell.rows > 1 {
                tall = tall.max(height);
            } else {
                rows[placed.row] = height.max(rows[placed.row]);
            }
        }
        rows.iter().sum::<u32>().max(tall)
    }

    fn heights(&self, holds: &KeepTogetherByColumn) -> Vec<u32> {
        let height = |row: &Row| {
            let bold = row.role != RowRole::Plain;
            locate_cells(row)
                .map(|(at, count, cell)| {
                    let hold = holds.for_cell(at, count);
                    self.height(&cell.content, bold, hold, self.room(at, count))
                })
                .max()
                .unwrap_or(0)
        };
        self.table.rows.iter().map(height).collect()
    }

    fn height(&self, content: &[Inline], bold: bool, hold: Hold, room: u32) -> u32 {
        let runs = cut_into_runs(content, bold, hold, self.faces);
        self.line(self.setting.size) * count_lines(&runs, room) + SPACE
    }

    /// Height of a line of letters of this size in half points.
    fn line(&self, size: u32) -> u32 {
        (size * 2027).div_ceil(100)
    }

    fn notes_height(&self) -> u32 {
        let width = self.widths.iter().sum();
        let room = self.setting.content_room(width) * self.setting.size / 26;
        let note = |note: &Vec<Inline>| {
            let extent = ContentWidth::measure(note, false, self.faces);
            self.line(26) * (extent.line * 11 / 10 / room.max(1) + 1)
        };
        match self.table.notes.len() {
            0 => 0,
            _ => SPACE + self.table.notes.iter().map(note).sum::<u32>(),
        }
    }

    fn rows(
        &self,
        heights: &[u32],
        above: u32,
        holds: &KeepTogetherByColumn,
    ) -> Vec<RowFit> {
        let rows = &self.table.rows;
        // A group's name stands above the row as well.
        let group = if rows.iter().any(is_group) { 2 * self.line(26) } else { 0 };
        let room = (self.setting.height * 19 / 20).saturating_sub(above + group);
        let is_under = |at: usize| rows.get(at + 1).is_some_and(|next| !is_group(next));
        let mut res = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let tall = heights[at] > room;
            let repeats = is_group(row) && is_under(at) && !tall;
            let named = if repeats { grid::find_repeated_name(row) } else { None };
            let again_wraps =
                named.is_some_and(|cell| self.again_wraps(row, cell, holds));
            let label = named.and_then(|cell| u32::try_from(cell).ok());
            let line = self.is_line(row);
            res.push(RowFit { tall, label, again_wraps, line });
        }
        res
    }

    /// Whether each cell of a row is one line of plain text, with room to spare.
    fn is_line(&self, row: &Row) -> bool {
        let is_text = |i: &Inline| matches!(i, Inline::Text { .. });
        let bold = row.role != RowRole::Plain;
        let has_text = row.cells.iter().any(|cell| !cell.content.is_empty());
        has_text
            && locate_cells(row).all(|(at, count, cell)| {
                let line = ContentWidth::measure(&cell.content, bold, self.faces).line;
                cell.content.iter().all(is_text) && line * 21 / 20 <= self.room(at, count)
            })
    }

    /// Whether a group's name with what follows it on a later page takes more lines.
    fn again_wraps(&self, row: &Row, named: usize, holds: &KeepTogetherByColumn) -> bool {
        let Some((at, count, cell)) = locate_cells(row).nth(named) else { return false };
        let hold = holds.for_cell(at, count);
        let room = self.room(at, count);
        let mut longer = cell.content.clone();
        longer.push(grid::make_continuation());
        self.height(&longer, true, hold, room)
            > self.height(&cell.content, true, hold, room)
    }

    /// How many of the last rows stay on one page, and whether the notes do with them.
    fn foot(
        &self,
        heights: &[u32],
        fits: &[RowFit],
        above: u32,
        notes: u32,
    ) -> (u32, bool) {
        let rows = &self.table.rows;
        let totals = rows.iter().rev().take_while(|r| r.role == RowRole::Total).count();
        let mut count = if totals > 0 { totals + 1 } else { usize::from(notes > 0) };
        // The name of a group goes with its only row.
        if rows.len() > count && is_group(&rows[rows.len() - count - 1]) {
            count += 1;
        }
        if count == 0 || count >= rows.len() {
            return (0, false);
        }
        let from = rows.len() - count;
        let height: u32 = heights[from..].iter().sum();
        let room = (self.setting.height * 9 / 10).saturating_sub(above);
        if height > room || fits[from..].iter().any(|row| row.tall) {
            return (0, false);
        }
        let held = notes > 0 && height + notes <= room;
        (u32::try_from(count).unwrap_or(0), held)
    }
}

fn is_group(row: &Row) -> bool {
    row.role == RowRole::Group
}

/// The cells of a row with the column in which each begins, and how many it covers.
fn locate_cells(row: &Row) -> impl Iterator<Item = (usize, usize, &Cell)> {
    row.cells.iter().scan(0, |next, cell| {
        let (at, count) = (*next, grid::to_size(cell.columns));
        *next += count;
        Some((at, count, cell))
    })
}
