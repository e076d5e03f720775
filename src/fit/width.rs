//! The room of a table spread over its columns, in hundredths of a millimetre.

use super::grid::TableNeeds;

/// What columns must have, and would have, one width a column.
#[derive(Debug)]
pub(super) struct WidthBounds {
    /// Without this the setting is no good.
    pub(super) must: Vec<u32>,
    /// With this names are not broken.
    pub(super) unbroken_names: Vec<u32>,
    /// With this it is comfortable.
    pub(super) wanted: Vec<u32>,
    /// Most cells on one line.
    pub(super) typical: Vec<u32>,
    /// All cells on one line.
    pub(super) full: Vec<u32>,
}

impl WidthBounds {
    pub(super) fn fit(&self, room: u32) -> bool {
        self.must.iter().sum::<u32>() <= room
    }
}

/// Widths that fill the room, which the bounds fit.
pub(super) fn distribute_width(
    grid: &TableNeeds,
    bounds: &WidthBounds,
    room: u32,
) -> Vec<u32> {
    let mut widths = bounds.must.clone();
    let shared: u32 = grid.columns.iter().map(|c| c.share).sum();
    let own = |at: usize, to: u32| if grid.columns[at].share > 0 { 0 } else { to };
    let unshared = |aim: &[u32]| -> Vec<u32> {
        aim.iter().enumerate().map(|(at, to)| own(at, *to)).collect()
    };
    widen_towards(&mut widths, &unshared(&bounds.unbroken_names), room);
    widen_towards(&mut widths, &unshared(&bounds.wanted), room);
    if shared > 0 {
        // Those without a share take what is comfortable; the rest is shared out.
        share_by_authors_shares(grid, &mut widths, room);
        return widths;
    }
    widen_towards(&mut widths, &bounds.typical, room);
    widen_towards(&mut widths, &bounds.full, room);
    let rest = room - widths.iter().sum::<u32>();
    let elastic = |at: &usize| !grid.columns[*at].is_narrow;
    let mut weights: Vec<u32> =
        (0..widths.len()).map(|at| if elastic(&at) { widths[at] } else { 0 }).collect();
    if weights.iter().all(|weight| *weight == 0) {
        weights.clone_from(&widths);
    }
    add_by_weight(&mut widths, &weights, rest);
    widths
}

/// Widths that fill the room where it is too small: what needs little has it, the others
/// are equal.
pub(super) fn share_too_little(need: &[u32], room: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..need.len()).collect();
    order.sort_by_key(|at| need[*at]);
    let mut res = vec![0; need.len()];
    let mut rest = room;
    for (done, at) in order.into_iter().enumerate() {
        let left = u32::try_from(need.len() - done).unwrap_or(u32::MAX);
        res[at] = need[at].min(rest / left);
        rest -= res[at];
    }
    res
}

/// Brings columns nearer to their aims, then spreads what is left over all.
pub(super) fn fill_width(widths: &mut [u32], aims: &[u32], room: u32) {
    widen_towards(widths, aims, room);
    let weights = widths.to_vec();
    add_by_weight(widths, &weights, room.saturating_sub(weights.iter().sum()));
}

/// Brings columns nearer to their aims, as far as the room goes: each by the same part
/// of what it lacks.
fn widen_towards(widths: &mut [u32], aims: &[u32], room: u32) {
    let lacks: Vec<u32> =
        widths.iter().zip(aims).map(|(width, aim)| aim.saturating_sub(*width)).collect();
    let rest = room.saturating_sub(widths.iter().sum());
    if lacks.iter().sum::<u32>() <= rest {
        widths.iter_mut().zip(&lacks).for_each(|(width, lack)| *width += lack);
    } else {
        add_by_weight(widths, &lacks, rest);
    }
}

/// Adds `rest` to columns by their weights; what rounding leaves goes to the heaviest.
fn add_by_weight(widths: &mut [u32], weights: &[u32], rest: u32) {
    let all: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let mut left = rest;
    for (width, weight) in widths.iter_mut().zip(weights) {
        let part = u64::from(rest) * u64::from(*weight) / all.max(1);
        let part = u32::try_from(part).unwrap_or(left).min(left);
        *width += part;
        left -= part;
    }
    let heaviest = (0..weights.len()).max_by_key(|at| weights[*at]);
    if let Some(width) = heaviest.and_then(|at| widths.get_mut(at)) {
        *width += left;
    }
}

/// Divides what is left among the columns with a share, each at least as wide as it is.
fn share_by_authors_shares(grid: &TableNeeds, widths: &mut [u32], room: u32) {
    let mut open: Vec<usize> =
        (0..widths.len()).filter(|at| grid.columns[*at].share > 0).collect();
    loop {
        let others: u32 =
            (0..widths.len()).filter(|at| !open.contains(at)).map(|at| widths[at]).sum();
        let rest = u64::from(room.saturating_sub(others));
        let shares: u64 = open.iter().map(|at| u64::from(grid.columns[*at].share)).sum();
        let part = |at: usize| {
            let part = rest * u64::from(grid.columns[at].share) / shares.max(1);
            u32::try_from(part).unwrap_or(u32::MAX)
        };
        let count = open.len();
        let mut still: Vec<usize> =
            open.iter().copied().filter(|at| part(*at) >= widths[*at]).collect();
        if still.len() == count {
            for at in open {
                widths[at] = part(at);
            }
            return;
        }
        std::mem::swap(&mut open, &mut still);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_levelled_from_above() {
        assert_eq!(share_too_little(&[10, 100, 50], 90), [10, 40, 40]);
        assert_eq!(share_too_little(&[1, 1], 10), [1, 1]);
    }

    #[test]
    fn columns_grow_by_what_they_lack() {
        let mut widths = vec![10, 10, 10];
        widen_towards(&mut widths, &[10, 20, 40], 50);
        assert_eq!(widths, [10, 15, 25]);
        widen_towards(&mut widths, &[10, 20, 40], 100);
        assert_eq!(widths, [10, 20, 40]);
    }
}
