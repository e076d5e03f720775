//! One way to set a table: a font size, an orientation, and what columns need in it.

use crate::document::Page;
use crate::font::EM;

use super::grid::{ColumnNeed, SpanNeed, SpanPlace, TableNeeds};
use super::width::WidthBounds;

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

/// Lines of a header that are wanted, and that will do.
const FEW_HEAD_LINES: u32 = 4;
const HEAD_LINES: u32 = 6;

/// How much of what a table wants is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comfort {
    /// Short texts on one line, long ones on not more than 12.
    Full,
    /// Short chains and codes unbroken, long texts on not more than 22 lines.
    Some,
    /// Words unbroken, long texts on not more than 40 lines.
    Least,
}

/// One way to set a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayoutSetting {
    /// Font size in half points.
    pub(super) size: u32,
    pub(super) landscape: bool,
    /// Space beside the text of a cell, in hundredths of a millimetre.
    pub(super) inset: u32,
    /// Room for all columns, in hundredths of a millimetre.
    pub(super) width: u32,
    /// Room for rows on a page, in hundredths of a millimetre.
    pub(super) height: u32,
    comfort: Comfort,
}

impl LayoutSetting {
    pub(super) fn new(
        grid: &TableNeeds,
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
    pub(super) fn cell_width(&self, content: u32) -> u32 {
        if content == 0 { 0 } else { self.length(content) + 2 * self.inset + SLACK }
    }

    /// Parts of [`EM`] at the font size, in hundredths of a millimetre, rounded up: an em is
    /// `size` half points, and an inch, 72 points, is 25.4 mm.
    fn length(&self, content: u32) -> u32 {
        let length = u64::from(content) * u64::from(self.size) * 2540;
        u32::try_from(length.div_ceil(2 * 72 * u64::from(EM))).unwrap_or(u32::MAX / 64)
    }

    /// What a cell of this width holds, in parts of [`EM`].
    pub(super) fn content_room(&self, width: u32) -> u32 {
        let room = u64::from(width.saturating_sub(2 * self.inset + SLACK));
        let parts = room * 2 * 72 * u64::from(EM) / (u64::from(self.size) * 2540);
        u32::try_from(parts).unwrap_or(u32::MAX)
    }

    /// What the columns must and would have. `even` makes columns of one kind alike. Only the
    /// first bound depends on the comfort; the others are aims for the room that is left.
    pub(super) fn bounds(&self, grid: &TableNeeds, even: bool) -> WidthBounds {
        WidthBounds {
            must: measure_columns(
                grid,
                even,
                |need| self.must(need),
                |span| self.must_span(span),
            ),
            unbroken_names: measure_columns(
                grid,
                even,
                |need| self.unbroken(need, NAME, HEAD_LINES),
                |span| self.wanted_span(span),
            ),
            wanted: measure_columns(
                grid,
                even,
                |need| self.wanted(need),
                |span| self.wanted_span(span),
            ),
            typical: measure_columns(
                grid,
                even,
                |need| self.typical(need),
                |span| self.wanted_span(span),
            ),
            full: measure_columns(
                grid,
                even,
                |need| {
                    let body = need.body.line.max(need.writing);
                    self.cell_width(body.max(need.head.line))
                },
                |span| self.full_span(span),
            ),
        }
    }

    /// Names unbroken, and the header on few lines.
    fn wanted(&self, need: &ColumnNeed) -> u32 {
        let unbroken = self.unbroken(need, NAME, FEW_HEAD_LINES);
        unbroken.max(self.cell_width(need.head.some))
    }

    /// Most cells on one line, and the header on two.
    fn typical(&self, need: &ColumnNeed) -> u32 {
        let body = need.body.line.min(2 * need.mean).max(need.writing);
        self.cell_width(body.max(need.head.line / 2))
    }

    /// Without this width of a column the setting is no good.
    fn must(&self, need: &ColumnNeed) -> u32 {
        match self.comfort {
            // The author's share stands for what the column wants.
            Comfort::Full if need.share == 0 => self.unbroken(need, SHORT, HEAD_LINES),
            Comfort::Full | Comfort::Some => self
                .unbroken_pieces(need)
                .max(self.comfortable(need.body.line, MANY_LINES, NARROW)),
            Comfort::Least => self
                .cell_width(need.body.word.max(need.head.word))
                .max(self.comfortable(need.body.line, MOST_LINES, 0)),
        }
    }

    /// The same for a cell over several columns.
    fn must_span(&self, span: &SpanNeed) -> u32 {
        match (self.comfort, span.place) {
            (Comfort::Full, _) => self.wanted_span(span),
            (Comfort::Some, SpanPlace::Name | SpanPlace::Words) => {
                self.cell_width(span.extent.some)
            }
            (Comfort::Some, SpanPlace::Head) | (Comfort::Least, _) => {
                self.cell_width(span.extent.word)
            }
        }
    }

    /// A name of a row on one line, a text too if it is not long, and the header on few.
    fn wanted_span(&self, span: &SpanNeed) -> u32 {
        let lines = match span.place {
            SpanPlace::Head => 4,
            SpanPlace::Name => 1,
            SpanPlace::Words => return self.words_span(span),
        };
        self.cell_width(span.extent.some.max(span.extent.line / lines))
    }

    /// All on one line but a long text: one row does not widen the columns of all.
    fn full_span(&self, span: &SpanNeed) -> u32 {
        match span.place {
            SpanPlace::Head | SpanPlace::Name => self.cell_width(span.extent.line),
            SpanPlace::Words => self.words_span(span),
        }
    }

    /// A width in which a text over several columns has one line; one that would take more
    /// than half of the page has several.
    fn words_span(&self, span: &SpanNeed) -> u32 {
        let on_one_line = self.cell_width(span.extent.line).min(self.width / 2);
        on_one_line.max(self.cell_width(span.extent.some))
    }

    /// A width in which texts up to `short` are not broken, longer ones take few lines,
    /// and the header about so many.
    fn unbroken(&self, need: &ColumnNeed, short: u32, head_lines: u32) -> u32 {
        let comfortable = self.comfortable(need.body.line, LINES, short);
        let head = self.cell_width(need.head.line / head_lines);
        self.unbroken_pieces(need).max(comfortable).max(head)
    }

    /// Short chains and codes of the cells unbroken, and words of the header.
    fn unbroken_pieces(&self, need: &ColumnNeed) -> u32 {
        self.cell_width(need.body.some.max(need.head.word))
    }

    /// A width in which a text takes about so many lines and is no narrower than `short`
    /// without need.
    fn comfortable(&self, line: u32, lines: u32, short: u32) -> u32 {
        let on_one_line = self.cell_width(line);
        // Lines are not filled to the end: each has an eighth to spare.
        let on_many_lines = self.cell_width(line / lines + line / (8 * lines));
        on_one_line.min(on_many_lines.max(short)).min(WIDEST)
    }
}

/// A width for each column: what columns need, and cells over several of them.
fn measure_columns(
    grid: &TableNeeds,
    even: bool,
    column: impl Fn(&ColumnNeed) -> u32,
    span: impl Fn(&SpanNeed) -> u32,
) -> Vec<u32> {
    let mut widths: Vec<u32> = grid.columns.iter().map(column).collect();
    widen_to_spans(grid, &mut widths, span);
    if even {
        widen_alike(grid, &mut widths);
    }
    widths
}

/// Widens columns equally until cells over several of them have what they need.
pub(super) fn widen_to_spans(
    grid: &TableNeeds,
    widths: &mut [u32],
    need: impl Fn(&SpanNeed) -> u32,
) {
    for span in &grid.spans {
        let below = &mut widths[span.from..span.from + span.count];
        let lack = need(span).saturating_sub(below.iter().sum());
        let count = u32::try_from(span.count).unwrap_or(u32::MAX);
        below.iter_mut().for_each(|width| *width += lack.div_ceil(count));
    }
}

/// Widens columns to the widest of their kind.
fn widen_alike(grid: &TableNeeds, widths: &mut [u32]) {
    for index in 0..widths.len() {
        let kind = grid.columns[index].kind;
        let alike =
            grid.columns.iter().zip(&*widths).filter(|(need, _)| need.kind == kind);
        let widest = alike.map(|(_, width)| *width).max();
        widths[index] = widest.unwrap_or(widths[index]);
    }
}
