//! The room of a table distributed over its columns, in hundredths of a millimetre.

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

/// Widths that fill the room, in which the bounds fit.
///
/// Every column begins with what it must have. What is left goes first to names that would
/// be broken, then to what is comfortable, then to cells on one line, in this order of use;
/// each step gives all columns the same part of what they lack. At the end the columns grow
/// by their width, those of order numbers not at all. A column with a share of the author's
/// takes no part: its share says what it gets.
pub(super) fn distribute_width(
    grid: &TableNeeds,
    bounds: &WidthBounds,
    room: u32,
) -> Vec<u32> {
    let mut widths = bounds.must.clone();
    widen_towards(&mut widths, &drop_shared(grid, &bounds.unbroken_names), room);
    widen_towards(&mut widths, &drop_shared(grid, &bounds.wanted), room);
    if grid.columns.iter().any(|column| column.share > 0) {
        // Those without a share have what is comfortable; all else is for the shares.
        distribute_by_shares(grid, &mut widths, room);
        return widths;
    }
    widen_towards(&mut widths, &bounds.typical, room);
    widen_towards(&mut widths, &bounds.full, room);
    let mut weights: Vec<u32> = grid
        .columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| if column.is_narrow { 0 } else { *width })
        .collect();
    if weights.iter().all(|weight| *weight == 0) {
        weights.clone_from(&widths);
    }
    let spare = room - widths.iter().sum::<u32>();
    add_by_weight(&mut widths, &weights, spare);
    widths
}

/// Aims of the columns without a share; the others aim at nothing.
fn drop_shared(grid: &TableNeeds, aims: &[u32]) -> Vec<u32> {
    let columns = grid.columns.iter().zip(aims);
    columns.map(|(column, aim)| if column.share > 0 { 0 } else { *aim }).collect()
}

/// Widths that fill the room where it is too small: what needs little has it, the others
/// are equal.
pub(super) fn share_scarce_width(need: &[u32], room: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..need.len()).collect();
    order.sort_by_key(|column| need[*column]);
    let mut res = vec![0; need.len()];
    let mut spare = room;
    for (done, column) in order.into_iter().enumerate() {
        let waiting = u32::try_from(need.len() - done).unwrap_or(u32::MAX);
        res[column] = need[column].min(spare / waiting);
        spare -= res[column];
    }
    res
}

/// Brings columns nearer to their aims, then distributes what is left over all.
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
    let spare = room.saturating_sub(widths.iter().sum());
    if lacks.iter().sum::<u32>() <= spare {
        widths.iter_mut().zip(&lacks).for_each(|(width, lack)| *width += lack);
    } else {
        add_by_weight(widths, &lacks, spare);
    }
}

/// Adds `spare` to columns by their weights; what rounding leaves goes to the heaviest.
fn add_by_weight(widths: &mut [u32], weights: &[u32], spare: u32) {
    let all: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let mut left = spare;
    for (width, weight) in widths.iter_mut().zip(weights) {
        let part = u64::from(spare) * u64::from(*weight) / all.max(1);
        let part = u32::try_from(part).unwrap_or(left).min(left);
        *width += part;
        left -= part;
    }
    let heaviest = (0..weights.len()).max_by_key(|column| weights[*column]);
    if let Some(width) = heaviest.and_then(|column| widths.get_mut(column)) {
        *width += left;
    }
}

/// Distributes what the columns without a share leave among those with one.
///
/// No column gets less than it has: one whose share is less keeps its width and drops out,
/// and the others share again, until all that are left can take their shares. Each round
/// drops a column or ends.
fn distribute_by_shares(grid: &TableNeeds, widths: &mut [u32], room: u32) {
    let mut sharing: Vec<usize> =
        (0..widths.len()).filter(|column| grid.columns[*column].share > 0).collect();
    loop {
        let others: u32 = (0..widths.len())
            .filter(|column| !sharing.contains(column))
            .map(|column| widths[column])
            .sum();
        let spare = u64::from(room.saturating_sub(others));
        let shares: u64 =
            sharing.iter().map(|column| u64::from(grid.columns[*column].share)).sum();
        let mut parts = Vec::with_capacity(sharing.len());
        for column in &sharing {
            let part = spare * u64::from(grid.columns[*column].share) / shares.max(1);
            parts.push((*column, u32::try_from(part).unwrap_or(u32::MAX)));
        }
        if parts.iter().all(|(column, part)| *part >= widths[*column]) {
            for (column, part) in parts {
                widths[column] = part;
            }
            return;
        }
        parts.retain(|(column, part)| *part >= widths[*column]);
        sharing = parts.into_iter().map(|(column, _)| column).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_levelled_from_above() {
        assert_eq!(share_scarce_width(&[10, 100, 50], 90), [10, 40, 40]);
        assert_eq!(share_scarce_width(&[1, 1], 10), [1, 1]);
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
