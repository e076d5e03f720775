//! Rows on pages: which are so tall that they may break, and which stay together.

use crate::document::{Cell, CellDepth, CellDepths, Inline, Row, RowRole, Table};
use crate::font::Faces;

use super::extent::{ContentWidth, count_lines, cut_into_runs, split_lines};
use super::grid::locate_header_cells;
use super::piece::KeepTogether;
use super::setting::LayoutSetting;
use super::{RowLayout, TableLayout, WidthShortage, grid};

/// Space above and below the text of a cell, in hundredths of a millimetre.
const SPACE: u32 = 200;

/// A table not taller than this, in hundredths of a millimetre, with no more rows than these
/// stands on one page.
const SMALL: u32 = 10_000;
const FEW: usize = 4;

/// Font size of notes and of the names of groups on later pages, in half points.
const NOTE_SIZE: u32 = 26;

/// A table whose columns have their widths.
pub(super) struct RowMeasure<'a> {
    pub(super) table: &'a Table,
    faces: &'a Faces,
    pub(super) setting: &'a LayoutSetting,
    widths: &'a [u32],
    /// How many blank cells beside it the name of a group takes in, by rows.
    name_reaches: Vec<usize>,
}

/// What stays together in the cells below the header.
pub(super) struct KeepTogetherByColumn {
    /// In those of each column.
    columns: Vec<KeepTogether>,
    /// In those over several columns.
    spans: KeepTogether,
}

impl KeepTogetherByColumn {
    fn for_cell(&self, cell: &LocatedCell<'_>) -> KeepTogether {
        let is_single = cell.cell.columns == 1;
        let column = self.columns.get(cell.column).filter(|_| is_single);
        column.copied().unwrap_or(self.spans)
    }
}

/// A cell of a row, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct LocatedCell<'a> {
    pub(super) cell: &'a Cell,
    /// Its index in the row.
    pub(super) index: usize,
    /// The first column that it covers.
    column: usize,
    /// How many columns it covers.
    pub(super) count: usize,
}

/// The last rows of a table that are not parted from each other.
#[derive(Default)]
struct TableFoot {
    /// How many rows they are.
    rows: usize,
    /// Whether the notes stand on their page.
    notes_held: bool,
    /// Whether a cell that reaches down into them from above begins anew: it is too tall to
    /// stand with them.
    cut: bool,
}

/// The layout of a table with these widths.
///
/// First it is found how much of what the language ties can stay together in each column,
/// from which the lines of each cell follow, and the heights of the rows from these. The
/// heights then say which rows may break and which stand together.
pub(super) fn lay_out_rows(
    table: &Table,
    faces: &Faces,
    setting: &LayoutSetting,
    widths: Vec<u32>,
    shortage: Option<WidthShortage>,
) -> TableLayout {
    let mut measure =
        RowMeasure { table, faces, setting, widths: &widths, name_reaches: Vec::new() };
    let by_column = measure.keep_together();
    measure.name_reaches = measure.reach_of_names(&by_column);
    let header = measure.header_keep_together();
    let head = measure.header_height(&header);
    let depths = table.cell_depths(None);
    let mut heights = measure.heights(&by_column, &depths);
    let merged = measure.merge_down(&depths, &by_column, &mut heights);
    let notes = measure.notes_height();
    let repeat = head < setting.height / 2;
    let head_tall = head > setting.height * 9 / 10;
    let above = if repeat { head } else { 0 };
    let mut rows = measure.rows(&heights, above, &by_column, &depths);
    merged.iter().for_each(|cell| cell.loosen_last_row(&mut rows));
    let total: u32 = heights.iter().sum::<u32>() + head + notes;
    let has_tall = rows.iter().any(|row| row.tall);
    let whole = heights.len() <= FEW && total <= SMALL && !has_tall;
    let foot = if whole {
        TableFoot { rows: 0, notes_held: true, cut: false }
    } else {
        measure.foot(&heights, &rows, above, notes, &depths)
    };
    let depths = match foot.cut {
        true => table.cell_depths(Some(heights.len() - foot.rows)),
        false => depths,
    };
    measure.lay_out_cells(&depths, &by_column, &heights, &mut rows);
    TableLayout {
        number: 0,
        size: setting.size,
        landscape: setting.landscape,
        inset: setting.inset,
        columns: by_column.columns,
        spans: by_column.spans,
        header,
        repeat,
        head_tall,
        whole,
        rows,
        foot: u32::try_from(foot.rows).unwrap_or(0),
        notes_held: foot.notes_held,
        shortage,
        widths,
    }
}

impl RowMeasure<'_> {
    /// The cells of a row where they stand; those that the name of a group takes in are part
    /// of it.
    pub(super) fn locate_cells(
        &self,
        row: usize,
    ) -> impl Iterator<Item = LocatedCell<'_>> {
        let reach = self.name_reaches.get(row).copied().unwrap_or(0);
        let row = &self.table.rows[row];
        let named = row.named.filter(|_| reach > 0);
        locate_cells(row).filter_map(move |located| match named {
            Some(named) if located.index == named => {
                Some(LocatedCell { count: located.count + reach, ..located })
            }
            Some(named) if located.index > named && located.index <= named + reach => {
                None
            }
            _ => Some(located),
        })
    }

    /// How many of the blank cells beside it the name of each group takes in: no more than
    /// it needs for as few lines as can be.
    fn reach_of_names(&self, by_column: &KeepTogetherByColumn) -> Vec<usize> {
        if !self.table.rows.iter().any(is_group_row) {
            return Vec::new();
        }
        let rows = self.table.rows.iter();
        rows.map(|row| self.reach_of_name(row, by_column).unwrap_or(0)).collect()
    }

    fn reach_of_name(
        &self,
        row: &Row,
        by_column: &KeepTogetherByColumn,
    ) -> Option<usize> {
        let name = locate_cells(row).nth(row.named?)?;
        let beside = row.cells.get(name.index + 1..)?.iter();
        let blank = beside
            .take_while(|cell| cell.content.is_empty() && cell.columns == 1)
            .count();
        let height = |reach| {
            let wide = LocatedCell { count: name.count + reach, ..name };
            self.cell_height(&wide, row, by_column)
        };
        (0..=blank).min_by_key(|reach| height(*reach))
    }

    /// What stays together in each column, and in cells over several: as much as all cells
    /// have room for.
    fn keep_together(&self) -> KeepTogetherByColumn {
        let mut columns = vec![KeepTogether::ALL; self.widths.len()];
        let mut spans = KeepTogether::ALL;
        for row in &self.table.rows {
            let bold = row.is_bold();
            for located in locate_cells(row) {
                let room = self.room(located.column, located.count);
                let keep = match columns.get_mut(located.column) {
                    Some(keep) if located.count == 1 => keep,
                    _ => &mut spans,
                };
                *keep = self.loosen(&located.cell.content, bold, room, *keep);
            }
        }
        KeepTogetherByColumn { columns, spans }
    }

    /// The same for each cell of the header, by its rows.
    fn header_keep_together(&self) -> Vec<Vec<KeepTogether>> {
        let mut res: Vec<Vec<KeepTogether>> = vec![Vec::new(); self.table.header.len()];
        for placed in locate_header_cells(self.table) {
            let room = self.room(placed.column, placed.columns);
            let content = [grid::make_label(placed.cell)];
            res[placed.row].push(self.loosen(&content, true, room, KeepTogether::ALL));
        }
        res
    }

    /// Room for text in a cell, in parts of an em.
    fn room(&self, from: usize, count: usize) -> u32 {
        let to = (from + count).min(self.widths.len());
        self.setting.content_room(self.widths[from.min(to)..to].iter().sum())
    }

    /// Loosens `keep` until nothing in a cell is wider than the room, or nothing can be
    /// loosened any more.
    ///
    /// Each round looks at the runs that are too wide: a tied chain is opened before a code
    /// is cut, and a word is cut only where it is no code. The limit falls below the length
    /// of the run, so that it breaks in the next round, and each round makes it smaller.
    fn loosen(
        &self,
        content: &[Inline],
        bold: bool,
        room: u32,
        mut keep: KeepTogether,
    ) -> KeepTogether {
        loop {
            let runs = cut_into_runs(content, bold, keep, self.faces);
            let mut next = keep;
            for run in runs.iter().filter(|run| run.width > room) {
                let is_tied = run.chain > run.word && run.chain <= keep.chain;
                if is_tied {
                    next.chain = next.chain.min(run.chain - 1);
                } else if run.code > 0 && run.code <= keep.chain {
                    next.chain = next.chain.min(run.code - 1);
                } else if run.word > 0 {
                    next.word = next.word.min(run.word - 1);
                }
            }
            if next == keep {
                return keep;
            }
            keep = next;
        }
    }

    /// Height of the header: of its rows, or of a cell that reaches down over them; and of
    /// the row of column numbers.
    fn header_height(&self, by_cell: &[Vec<KeepTogether>]) -> u32 {
        let mut rows = vec![0; self.table.header.len()];
        let mut seen = vec![0; rows.len()];
        let mut tall = 0;
        for placed in locate_header_cells(self.table) {
            let keep = by_cell[placed.row][seen[placed.row]];
            seen[placed.row] += 1;
            let room = self.room(placed.column, placed.columns);
            let height = self.height(&[grid::make_label(placed.cell)], true, keep, room);
            if placed.cell.rows > 1 {
                tall = tall.max(height);
            } else {
                rows[placed.row] = height.max(rows[placed.row]);
            }
        }
        let numbers = u32::from(self.table.column_numbers);
        rows.iter().sum::<u32>().max(tall) + numbers * self.line_row()
    }

    /// Height of a row of one line.
    pub(super) fn line_row(&self) -> u32 {
        self.line(self.setting.size) + SPACE
    }

    /// The heights of the rows by the cells that stand in one row each.
    fn heights(&self, by_column: &KeepTogetherByColumn, depths: &CellDepths) -> Vec<u32> {
        let rows = self.table.rows.iter().enumerate();
        rows.map(|(index, row)| {
            let alone = self
                .locate_cells(index)
                .filter(|located| depths.get(index, located.index) == CellDepth::Rows(1));
            let tallest =
                alone.map(|located| self.cell_height(&located, row, by_column)).max();
            match row.role {
                RowRole::Blank => tallest.max(Some(self.table.blank_height * 10)),
                _ => tallest,
            }
            .unwrap_or(0)
        })
        .collect()
    }

    pub(super) fn cell_height(
        &self,
        located: &LocatedCell<'_>,
        row: &Row,
        by_column: &KeepTogetherByColumn,
    ) -> u32 {
        let keep = by_column.for_cell(located);
        let room = self.room(located.column, located.count);
        self.height(&located.cell.content, row.is_bold(), keep, room)
    }

    fn height(
        &self,
        content: &[Inline],
        bold: bool,
        keep: KeepTogether,
        room: u32,
    ) -> u32 {
        let lines = split_lines(content)
            .map(|line| count_lines(&cut_into_runs(line, bold, keep, self.faces), room));
        self.line(self.setting.size) * lines.sum::<u32>() + SPACE
    }

    /// Height of a line of letters of this size in half points.
    fn line(&self, size: u32) -> u32 {
        (size * 2027).div_ceil(100)
    }

    /// Height of the notes below the table, a little more than they take: lines are not
    /// filled to the end.
    fn notes_height(&self) -> u32 {
        if self.table.notes.is_empty() {
            return 0;
        }
        let width = self.widths.iter().sum();
        let room = self.setting.content_room(width) * self.setting.size / NOTE_SIZE;
        let mut res = SPACE;
        for note in &self.table.notes {
            let extent = ContentWidth::measure(note, false, self.faces);
            res += self.line(NOTE_SIZE) * (extent.line * 11 / 10 / room.max(1) + 1);
        }
        res
    }

    fn rows(
        &self,
        heights: &[u32],
        above: u32,
        by_column: &KeepTogetherByColumn,
        depths: &CellDepths,
    ) -> Vec<RowLayout> {
        let rows = &self.table.rows;
        // A group's name stands above the row as well.
        let group =
            if rows.iter().any(is_group_row) { 2 * self.line(NOTE_SIZE) } else { 0 };
        let room = (self.setting.height * 19 / 20).saturating_sub(above + group);
        let mut res = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let tall = heights[index] > room;
            let has_rows = rows.get(index + 1).is_some_and(|next| !is_group_row(next));
            let repeats = is_group_row(row) && has_rows && !tall;
            let named = if repeats { grid::find_repeated_name(row) } else { None };
            let again_wraps =
                named.is_some_and(|cell| self.again_wraps(index, cell, by_column));
            let label = named.and_then(|cell| u32::try_from(cell).ok());
            let is_blank = row.role == RowRole::Blank;
            let line = !is_blank && self.is_line(index, depths);
            let height = is_blank.then_some(self.table.blank_height);
            let cells = Vec::new();
            res.push(RowLayout { tall, label, again_wraps, line, height, cells });
        }
        res
    }

    /// Whether each cell that stands in a row alone is one line of plain text, with room to
    /// spare.
    fn is_line(&self, index: usize, depths: &CellDepths) -> bool {
        let row = &self.table.rows[index];
        let mut alone = self
            .locate_cells(index)
            .filter(|located| depths.get(index, located.index) == CellDepth::Rows(1));
        let mut has_text = false;
        let is_line = alone.all(|located| {
            has_text |= !located.cell.content.is_empty();
            self.is_one_line(&located, row.is_bold())
        });
        is_line && has_text
    }

    fn is_one_line(&self, located: &LocatedCell<'_>, bold: bool) -> bool {
        let content = &located.cell.content;
        let line = ContentWidth::measure(content, bold, self.faces).line;
        content.iter().all(|inline| matches!(inline, Inline::Text { .. }))
            && line * 21 / 20 <= self.room(located.column, located.count)
    }

    /// Whether a group's name with what follows it on a later page takes more lines.
    fn again_wraps(
        &self,
        row: usize,
        named: usize,
        by_column: &KeepTogetherByColumn,
    ) -> bool {
        let mut cells = self.locate_cells(row);
        let Some(located) = cells.find(|located| located.index == named) else {
            return false;
        };
        let keep = by_column.for_cell(&located);
        let room = self.room(located.column, located.count);
        let name = &located.cell.content;
        let mut longer = name.clone();
        longer.push(grid::make_continuation());
        self.height(&longer, true, keep, room) > self.height(name, true, keep, room)
    }

    /// How many of the last rows stay on one page, and whether the notes do with them.
    /// The total is not parted from the row before it, nor the notes from the last row.
    fn foot(
        &self,
        heights: &[u32],
        layouts: &[RowLayout],
        above: u32,
        notes: u32,
        depths: &CellDepths,
    ) -> TableFoot {
        let rows = &self.table.rows;
        let totals = rows.iter().rev().take_while(|row| is_total_row(row)).count();
        let mut count = if totals > 0 { totals + 1 } else { usize::from(notes > 0) };
        // The name of a group goes with its only row.
        if rows.len() > count && is_group_row(&rows[rows.len() - count - 1]) {
            count += 1;
        }
        if count == 0 || count >= rows.len() {
            return TableFoot::default();
        }
        let from = self.begin_foot(rows.len() - count, heights, depths);
        let cut = depths.count_going_on(from) > 0;
        let height: u32 = heights[from..].iter().sum();
        let room = (self.setting.height * 9 / 10).saturating_sub(above);
        if height > room || layouts[from..].iter().any(|row| row.tall) {
            return TableFoot::default();
        }
        TableFoot {
            rows: rows.len() - from,
            notes_held: notes > 0 && height + notes <= room,
            cut,
        }
    }
}

/// Whether a row is a total, or stands below one.
fn is_total_row(row: &Row) -> bool {
    matches!(row.role, RowRole::Total | RowRole::BelowSum)
}

fn is_group_row(row: &Row) -> bool {
    row.role == RowRole::Group
}

/// The cells of a row where they stand.
fn locate_cells(row: &Row) -> impl Iterator<Item = LocatedCell<'_>> {
    row.cells.iter().enumerate().scan(0, |next, (index, cell)| {
        let column = *next;
        let count = grid::to_size(cell.columns);
        *next += count;
        Some(LocatedCell { cell, index, column, count })
    })
}
