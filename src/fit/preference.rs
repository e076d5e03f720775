//! Font sizes and orientations in the order in which an office prefers them; the first that
//! fits.

use std::ops::RangeInclusive;

use crate::document::{Page, Table};
use crate::font::Faces;

use super::grid::TableNeeds;
use super::setting::{Comfort, LayoutSetting, widen_to_spans};
use super::{AllowedOrientation, TableLayout, WidthShortage, grid, rows, width};

/// Settings that are tried one after the other.
struct LayoutTry {
    landscape: bool,
    /// How much is asked for.
    comfort: Comfort,
    /// Font sizes in half points, tried from the largest down.
    sizes: RangeInclusive<u32>,
}

/// Comfort before an upright page, an upright page before the smallest letters: a table is
/// turned before it is set in 9 points.
const TRIES: [LayoutTry; 7] = [
    LayoutTry { landscape: false, comfort: Comfort::Full, sizes: 22..=26 },
    LayoutTry { landscape: false, comfort: Comfort::Some, sizes: 20..=24 },
    LayoutTry { landscape: true, comfort: Comfort::Full, sizes: 22..=26 },
    LayoutTry { landscape: true, comfort: Comfort::Some, sizes: 18..=24 },
    LayoutTry { landscape: false, comfort: Comfort::Some, sizes: 18..=19 },
    LayoutTry { landscape: false, comfort: Comfort::Least, sizes: 18..=22 },
    LayoutTry { landscape: true, comfort: Comfort::Least, sizes: 18..=22 },
];

/// The layout of a table: the first of [`TRIES`] in which its columns have what they must,
/// or the best that can be done where there is none.
pub(super) fn choose_layout(
    table: &Table,
    page: &Page,
    allowed: AllowedOrientation,
    faces: &Faces,
) -> TableLayout {
    let grid = TableNeeds::measure(table, faces);
    for LayoutTry { landscape, comfort, sizes } in TRIES {
        let is_allowed = match allowed {
            AllowedOrientation::Either => true,
            AllowedOrientation::Portrait => !landscape,
            AllowedOrientation::Landscape => landscape,
        };
        if !is_allowed {
            continue;
        }
        // Columns of one kind are alike, even where that takes a smaller size.
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
    shrink_columns(table, &grid, page, allowed, faces)
}

/// What fits in no size and no orientation: at the smallest size the widest columns give
/// way, and words in them break anywhere. Where at least all words fit, nothing is amiss.
fn shrink_columns(
    table: &Table,
    grid: &TableNeeds,
    page: &Page,
    allowed: AllowedOrientation,
    faces: &Faces,
) -> TableLayout {
    let landscape = allowed != AllowedOrientation::Portrait;
    let mut setting = LayoutSetting::new(grid, page, landscape, 18, Comfort::Least);
    setting.inset = setting.inset.min(50);
    let mut need = vec![0; grid.columns.len()];
    for (need, column) in need.iter_mut().zip(&grid.columns) {
        *need = setting.cell_width(column.body.word.max(column.head.word));
    }
    widen_to_spans(grid, &mut need, |span| setting.cell_width(span.extent.word));
    let mut widths = width::share_scarce_width(&need, setting.width);
    if need.iter().sum::<u32>() <= setting.width {
        // Words fit; only the longest texts have more lines than they should.
        width::fill_width(&mut widths, &setting.bounds(grid, false).must, setting.width);
        return rows::lay_out_rows(table, faces, &setting, widths, None);
    }
    let labels = grid::label_columns(table);
    let mut too_wide: Vec<usize> =
        (0..need.len()).filter(|column| widths[*column] < need[*column]).collect();
    too_wide.sort_by_key(|column| std::cmp::Reverse(need[*column]));
    let widest = too_wide.iter().take(3);
    let columns = widest.map(|column| labels[*column].to_owned()).collect();
    let need = need.iter().sum::<u32>().div_ceil(10);
    let shortage = WidthShortage { need, have: setting.width / 10, columns };
    rows::lay_out_rows(table, faces, &setting, widths, Some(shortage))
}
