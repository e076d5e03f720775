//! Sizes and turns in the order in which an office prefers them; the first that fits.

use crate::document::Page;
use crate::document::Table;
use crate::font::EM;
use crate::font::Faces;

use super::Fit;
use super::Lack;
use super::Room;
use super::grid;
use super::grid::ColumnNeed;
use super::grid::Grid;
use super::grid::SpanNeed;
use super::rows;
use super::spread;
use super::spread::Bounds;

/// Width that is added to every cell for the rounding of lengths, in hundredths of a
/// millimetre.
const SLACK: u32 = 10;

/// Lines that a long text takes where there is room, where there is less, and at most.
const LINES: u32 = 12;
const MANY_LINES: u32 = 22;
const MOST_LINES: u32 = 40;

/// A text shorter than this stands on one line, in hundredths of a millimetre.
const SHORT: u32 = 3000;

/// A name shorter than this is not broken where there is room.
const NAME: u32 = 5000;

/// A longer text has no less than this, if possible.
const NARROW: u32 = 1800;

/// No text needs more than this, however long it is.
const WIDEST: u32 = 7000;

/// How much of what a table wants is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comfort {
    /// Short texts on one line, long ones on not more than 12.
    Full,
    /// Short chains and codes whole, long texts on not more than 22 lines.
    Some,
    /// Words whole.
    Least,
}

/// One way to set a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Half points.
    pub(super) size: u32,
    pub(super) landscape: bool,
    /// Hundredths of a millimetre.
    pub(super) inset: u32,
    /// Room for all columns, in hundredths of a millimetre.
    pub(super) width: u32,
    /// Room for rows on a page, in hundredths of a millimetre.
    pub(super) height: u32,
    comfort: Comfort,
}

/// The turn, how much is asked for, and the sizes from the largest down.
type Try = (bool, Comfort, std::ops::RangeInclusive<u32>);

fn tries() -> [Try; 7] {
    [
        (false, Comfort::Full, 22..=26),
        (false, Comfort::Some, 20..=24),
        (true, Comfort::Full, 22..=26),
        (true, Comfort::Some, 18..=24),
        (false, Comfort::Some, 18..=19),
        (false, Comfort::Least, 18..=22),
        (true, Comfort::Least, 18..=22),
    ]
}

pub(super) fn choose(table: &Table, page: &Page, room: Room, faces: &Faces) -> Fit {
    let grid = Grid::of(table, faces);
    for (landscape, comfort, sizes) in tries() {
        let turn_is_free = match room {
            Room::Either => true,
            Room::Portrait => !landscape,
            Room::Landscape => landscape,
        };
        if !turn_is_free {
            continue;
        }
        // Columns of one kind are alike, even where that takes smaller letters.
        for even in [true, false] {
            for size in sizes.clone().rev() {
                let setting = Setting::new(&grid, page, landscape, size, comfort);
                let bounds = setting.bounds(&grid, even);
                if bounds.fit(setting.width) {
                    let widths = spread::spread(&grid, &bounds, setting.width);
                    return rows::fit(table, faces, &setting, widths, None);
                }
            }
        }
    }
    squeeze(table, &grid, page, room, faces)
}

/// What no size and no turn can hold: the widest columns give way, and words in them
/// break anywhere.
fn squeeze(table: &Table, grid: &Grid, page: &Page, room: Room, faces: &Faces) -> Fit {
    let landscape = room != Room::Portrait;
    let mut setting = Setting::new(grid, page, landscape, 18, Comfort::Least);
    setting.inset = setting.inset.min(50);
    let mut need = vec![0; grid.columns.len()];
    for (need, column) in need.iter_mut().zip(&grid.columns) {
        *need = setting.cell(column.body.word.max(column.head.word));
    }
    raise(grid, &mut need, |span| setting.cell(span.extent.word));
    let mut widths = spread::level(&need, setting.width);
    if need.iter().sum::<u32>() <= setting.width {
        // Words fit; only the longest texts have more lines than they should.
        spread::fill(&mut widths, &setting.bounds(grid, false).must, setting.width);
        return rows::fit(table, faces, &setting, widths, None);
    }
    let labels = grid::labels(table);
    let mut wide: Vec<usize> =
        (0..need.len()).filter(|at| widths[*at] < need[*at]).collect();
    wide.sort_by_key(|at| std::cmp::Reverse(need[*at]));
    let columns = wide.iter().take(3).map(|at| labels[*at].to_owned()).collect();
    let need = need.iter().sum::<u32>().div_ceil(10);
    let lack = Lack { need, have: setting.width / 10, columns };
    rows::fit(table, faces, &setting, widths, Some(lack))
}

impl Setting {
    fn new(
        grid: &Grid,
        page: &Page,
        landscape: bool,
        size: u32,
        comfort: Comfort,
    ) -> Self {
        let (across, down): (u32, u32) =
            if landscape { (2970, 2100) } else { (2100, 2970) };
        let width = across.saturating_sub(page.left + page.right).max(100) * 10;
        let height = down.saturating_sub(page.top + page.bottom).max(100) * 10;
        let inset = match grid.columns.len() {
            0..=6 => 190,
            7..=12 => 130,
            _ => 90,
        };
        let is_dense = comfort == Comfort::Least || size < 20;
        let inset = if is_dense { inset.min(70) } else { inset };
        Self { size, landscape, inset, width, height, comfort }
    }

    /// Width of a cell whose content is so wide, in hundredths of a millimetre.
    fn cell(&self, content: u32) -> u32 {
        if content == 0 { 0 } else { self.length(content) + 2 * self.inset + SLACK }
    }

    fn length(&self, content: u32) -> u32 {
        let length = u64::from(content) * u64::from(self.size) * 2540;
        u32::try_from(length.div_ceil(2 * 72 * u64::from(EM))).unwrap_or(u32::MAX / 64)
    }

    /// What a cell of this width holds, in parts of [`EM`].
    pub(super) fn inside(&self, width: u32) -> u32 {
        let room = u64::from(width.saturating_sub(2 * self.inset + SLACK));
        let parts = room * 2 * 72 * u64::from(EM) / (u64::from(self.size) * 2540);
        u32::try_from(parts).unwrap_or(u32::MAX)
    }

    /// What the columns must and would have. `even` makes columns of one kind alike.
    fn bounds(&self, grid: &Grid, even: bool) -> Bounds {
        let of = |column: &dyn Fn(&ColumnNeed) -> u32,
                  span: &dyn Fn(&SpanNeed) -> u32| {
            let mut res: Vec<u32> = grid.columns.iter().map(column).collect();
            raise(grid, &mut res, span);
            if even {
                alike(grid, &mut res);
            }
            res
        };
        let with = |need: &ColumnNeed, short: u32, head_lines: u32| {
            let comfortable = self.comfortable(need.body.line, LINES, short);
            let head = self.cell(need.head.line / head_lines);
            self.whole(need).max(comfortable).max(head)
        };
        let wanted_span = |span: &SpanNeed| {
            let lines = if span.is_head { 4 } else { 1 };
            self.cell(span.extent.some.max(span.extent.line / lines))
        };
        let must = |need: &ColumnNeed| match self.comfort {
            // The author's share stands for what the column wants.
            Comfort::Full if need.share == 0 => with(need, SHORT, 6),
            Comfort::Full | Comfort::Some => {
                self.whole(need).max(self.comfortable(need.body.line, MANY_LINES, NARROW))
            }
            Comfort::Least => self
                .cell(need.body.word.max(need.head.word))
                .max(self.comfortable(need.body.line, MOST_LINES, 0)),
        };
        let must_span = |span: &SpanNeed| match self.comfort {
            Comfort::Full => wanted_span(span),
            Comfort::Some if !span.is_head => self.cell(span.extent.some),
            Comfort::Some | Comfort::Least => self.cell(span.extent.word),
        };
        Bounds {
            must: of(&must, &must_span),
            named: of(&|need| with(need, NAME, 6), &wanted_span),
            wanted: of(
                &|need| with(need, NAME, 4).max(self.cell(need.head.some)),
                &wanted_span,
            ),
            typical: of(
                &|need| {
                    let body = need.body.line.min(2 * need.mean);
                    self.cell(body.max(need.head.line / 2))
                },
                &wanted_span,
            ),
            full: of(&|need| self.cell(need.body.line.max(need.head.line)), &|span| {
                self.cell(span.extent.line)
            }),
        }
    }

    /// Short chains and codes of the cells whole, and words of the header.
    fn whole(&self, need: &ColumnNeed) -> u32 {
        self.cell(need.body.some.max(need.head.word))
    }

    /// A width in which a text takes about so many lines and is no narrower than `short`
    /// without need.
    fn comfortable(&self, line: u32, lines: u32, short: u32) -> u32 {
        let whole = self.cell(line);
        // Lines are not filled to the end.
        let share = self.cell(line / lines + line / (8 * lines));
        whole.min(share.max(short)).min(WIDEST)
    }
}

/// Raises columns equally until cells over several of them have what they need.
fn raise(grid: &Grid, widths: &mut [u32], need: impl Fn(&SpanNeed) -> u32) {
    for span in &grid.spans {
        let below = &mut widths[span.from..span.from + span.count];
        let lack = need(span).saturating_sub(below.iter().sum());
        let count = u32::try_from(span.count).unwrap_or(u32::MAX);
        below.iter_mut().for_each(|width| *width += lack.div_ceil(count));
    }
}

fn alike(grid: &Grid, widths: &mut [u32]) {
    for at in 0..widths.len() {
        let same = |other: &usize| grid.columns[*other].kind == grid.columns[at].kind;
        let all = (0..widths.len()).filter(same);
        widths[at] = all.map(|other| widths[other]).max().unwrap_or(widths[at]);
    }
}
