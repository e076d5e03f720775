//! Timetables: entries that are at another time are told once for all that moved alike.

use crate::form::{ColumnId, TableSpec, Timetable};
use crate::indicator::ComputedTable;

use super::super::change::{Change, ChangeKind, Detail};
use super::super::pair::Pair;

/// Names of entries that are told one by one.
const NAMED: usize = 4;

/// The columns of a timetable, among those of both versions, that say when an entry is done.
pub(super) fn pair_times(
    table: &TableSpec,
    columns: &[Pair<ColumnId>],
) -> Vec<Pair<ColumnId>> {
    let Some(timetable) = &table.timetable else { return Vec::new() };
    let times = columns.iter().filter(|pair| timetable.times.contains(&pair.new));
    times.copied().collect()
}

/// Makes one change of those that tell the same of several entries, as where all of a day
/// are on another one: `10/4 → 11/4` is not said as often as there are entries.
pub(super) fn fold_times(
    changes: &mut Vec<Change>,
    figures: &ComputedTable,
    timetable: &Timetable,
) {
    let labels = timetable.times.iter();
    let labels: Vec<_> =
        labels.map(|column| figures.columns()[*column].labels.join(" / ")).collect();
    let mut folded: Vec<FoldedTime> = Vec::new();
    changes.retain(|change| {
        let Some(moved) = FoldedTime::read(change, &labels) else { return true };
        let same = folded.iter_mut().find(|other| other.is_alike(&moved));
        match same {
            Some(other) => {
                other.names.extend(moved.names);
                false
            }
            None => {
                folded.push(moved);
                true
            }
        }
    });
    for change in changes {
        let Some(moved) = FoldedTime::read(change, &labels) else { continue };
        let all = folded.iter().find(|other| other.is_alike(&moved));
        let (Some(all), [detail]) = (all, &mut change.details[..]) else { continue };
        detail.deadline = true;
        if all.names.len() > 1 {
            detail.label = all.describe();
        }
    }
}

/// Entries of which one column says another time, and the same one.
struct FoldedTime {
    /// The name of the column.
    label: String,
    times: [Option<String>; 2],
    /// The names of the entries.
    names: Vec<String>,
}

impl FoldedTime {
    /// What a change tells of one entry; `None` where it tells anything but a time.
    fn read(change: &Change, labels: &[String]) -> Option<Self> {
        let [Detail { label, old, new, .. }] = &change.details[..] else { return None };
        if change.kind != ChangeKind::Changed {
            return None;
        }
        let (name, column) = label.rsplit_once(" · ")?;
        let column = labels.iter().find(|label| *label == column)?;
        Some(Self {
            label: column.clone(),
            times: [old.clone(), new.clone()],
            names: vec![name.to_owned()],
        })
    }

    fn is_alike(&self, other: &Self) -> bool {
        self.label == other.label && self.times == other.times
    }

    /// `Ngày của 5 việc (Đón đoàn; Kiểm tra; … và 3 việc nữa)`.
    fn describe(&self) -> String {
        let count = self.names.len();
        let mut names = self.names[..count.min(NAMED)].join("; ");
        if count > NAMED {
            names += &format!("; … và {} việc nữa", count - NAMED);
        }
        format!("{} của {count} việc ({names})", self.label)
    }
}
