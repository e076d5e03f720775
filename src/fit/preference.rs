//! Sizes and turns in the order in which an office prefers them; the first that fits.

use std::ops::RangeInclusive;

use crate::document::Page;
use crate::document::Table;
use crate::font::Faces;

use super::Fit;
use super::Lack;
use super::Room;
use super::grid;
use super::grid::TableNeeds;
use super::rows;
use super::setting::Comfort;
use super::setting::LayoutSetting;
use super::setting::widen_to_spans;
use super::width;

/// The turn, how much is asked for, and the sizes from the largest down.
type LayoutTry = (bool, Comfort, RangeInclusive<u32>);

fn list_tries() -> [LayoutTry; 7] {
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

pub(super) fn choose_layout(
    table: &Table,
    page: &Page,
    room: Room,
    faces: &Faces,
) -> Fit {
    let grid = TableNeeds::measure(table, faces);
    for (landscape, comfort, sizes) in list_tries() {
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
                let setting = LayoutSetting::new(&grid, page, landscape, size, comfort);
                let bounds = setting.bounds(&grid, even);
                if bounds.fit(setting.width) {
                    let widths = width::distribute_width(&grid, &bounds, setting.width);
                    return rows::lay_out_rows(table, faces, &setting, widths, None);
                }
            }
        }
    }
    squeeze(table, &grid, page, room, faces)
}

/// What no size and no turn can hold: the widest columns give way, and words in them
/// break anywhere.
fn squeeze(
    table: &Table,
    grid: &TableNeeds,
    page: &Page,
    room: Room,
    faces: &Faces,
) -> Fit {
    let landscape = room != Room::Portrait;
    let mut setting = LayoutSetting::new(grid, page, landscape, 18, Comfort::Least);
    setting.inset = setting.inset.min(50);
    let mut need = vec![0; grid.columns.len()];
    for (need, column) in need.iter_mut().zip(&grid.columns) {
        *need = setting.cell_width(column.body.word.max(column.head.word));
    }
    widen_to_spans(grid, &mut need, |span| setting.cell_width(span.extent.word));
    let mut widths = width::share_too_little(&need, setting.width);
    if need.iter().sum::<u32>() <= setting.width {
        // Words fit; only the longest texts have more lines than they should.
        width::fill_width(&mut widths, &setting.bounds(grid, false).must, setting.width);
        return rows::lay_out_rows(table, faces, &setting, widths, None);
    }
    let labels = grid::label_columns(table);
    let mut wide: Vec<usize> =
        (0..need.len()).filter(|at| widths[*at] < need[*at]).collect();
    wide.sort_by_key(|at| std::cmp::Reverse(need[*at]));
    let columns = wide.iter().take(3).map(|at| labels[*at].to_owned()).collect();
    let need = need.iter().sum::<u32>().div_ceil(10);
    let lack = Lack { need, have: setting.width / 10, columns };
    rows::lay_out_rows(table, faces, &setting, widths, Some(lack))
}
