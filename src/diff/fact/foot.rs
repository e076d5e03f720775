//! What stands below the sum of a table: rows that were added, removed or are made otherwise.

use crate::form::{
    AddedAmount, AddedBase, FundingSource, RoundingUnit, SumFoot, TableId,
};
use crate::indicator::{ComputedTable, FigureId, FootPart, RowPlace};

use super::super::change::{Change, Detail};
use super::cause::FigureChanges;
use super::describe_difference;
use super::table::ComparedTables;

/// A row below the sum as the form makes it.
#[derive(PartialEq, Eq)]
struct FootSetup {
    /// How it is called.
    name: String,
    /// How its figures are made, in words.
    how: String,
}

impl ComparedTables<'_> {
    /// The rows below the sum that are made otherwise, each a reason for its figures.
    pub(super) fn compare_foot(
        &self,
        table: TableId,
        figure_changes: &mut FigureChanges,
    ) -> Vec<Change> {
        let pairs = &self.matched.foot;
        let mut details = Vec::new();
        for pair in &pairs.pairs {
            let old = describe_row(self.old_foot(), self.old_figures, pair.old);
            let new = describe_row(self.new_foot(), self.new_figures, pair.new);
            if old == new {
                continue;
            }
            details.extend(compare_rows(&old, &new));
            if old.how != new.how {
                let reason = format!("{}: {} → {}", new.name, old.how, new.how);
                note_row(self.new_figures, table, pair.new, figure_changes, reason);
            }
        }
        for row in &pairs.removed {
            let old = describe_row(self.old_foot(), self.old_figures, *row);
            self.note_last(table, figure_changes, format!("bỏ hàng “{}”", old.name));
            details.extend(describe_difference(&old.name, Some(old.how), None));
        }
        for row in &pairs.added {
            let new = describe_row(self.new_foot(), self.new_figures, *row);
            self.note_last(table, figure_changes, format!("thêm hàng “{}”", new.name));
            details.extend(describe_difference(&new.name, None, Some(new.how)));
        }
        if details.is_empty() {
            return Vec::new();
        }
        vec![Change { details, ..self.about.clone() }]
    }

    /// Notes a row below the sum that one version alone has: a reason for the last total.
    fn note_last(
        &self,
        table: TableId,
        figure_changes: &mut FigureChanges,
        reason: String,
    ) {
        if let RowPlace::Foot(row) = self.new_figures.last_place() {
            note_row(self.new_figures, table, row, figure_changes, reason);
        }
    }

    fn old_foot(&self) -> Option<&SumFoot> {
        self.old.total.as_ref().map(|total| &total.foot)
    }

    fn new_foot(&self) -> Option<&SumFoot> {
        self.new.total.as_ref().map(|total| &total.foot)
    }
}

/// Notes that the figures of a row are made otherwise.
fn note_row(
    figures: &ComputedTable,
    table: TableId,
    row: usize,
    figure_changes: &mut FigureChanges,
    reason: String,
) {
    let place = RowPlace::Foot(row);
    let columns = figures.columns().ids();
    let cells = columns.map(|column| FigureId::Cell { table, place, column });
    figure_changes.add_foot_row(cells, reason);
}

/// The name of a row, and how its figures are made, where they differ.
fn compare_rows(old: &FootSetup, new: &FootSetup) -> Vec<Detail> {
    let names =
        describe_difference("tên hàng", Some(old.name.clone()), Some(new.name.clone()));
    let ways =
        describe_difference(&new.name, Some(old.how.clone()), Some(new.how.clone()));
    names.into_iter().chain(ways).collect()
}

fn describe_row(
    foot: Option<&SumFoot>,
    figures: &ComputedTable,
    row: usize,
) -> FootSetup {
    let row = &figures.foot()[row];
    let how = match (row.part, foot) {
        (FootPart::Added(index), Some(foot)) => describe_added(&foot.added[index]),
        (FootPart::Last, Some(foot)) => describe_rounding(foot.rounding),
        (FootPart::Source(index), Some(foot)) => describe_source(&foot.sources[index]),
        _ => "có in".to_owned(),
    };
    FootSetup { name: row.name.clone(), how }
}

fn describe_added(added: &AddedAmount) -> String {
    let AddedAmount { id: _, label: _, percent, base } = added;
    let base = match base {
        AddedBase::Sum => "hàng tổng",
        AddedBase::SoFar => "hàng tổng và các khoản đứng trên",
    };
    format!("{} của {base}", percent.value)
}

fn describe_rounding(rounding: Option<RoundingUnit>) -> String {
    match rounding {
        Some(unit) => format!("làm tròn đến {}", unit.name()),
        None => "không làm tròn".to_owned(),
    }
}

fn describe_source(source: &FundingSource) -> String {
    source.portion.describe()
}
