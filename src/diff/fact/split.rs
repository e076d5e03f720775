//! Tasks that were split and tasks that were joined: one change for what is one act, with all
//! that is different in it.

use std::collections::HashMap;

use crate::quantity::{Money, Pending};

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::pair::{Pair, TaskSplit};
use super::super::side::Side;
use super::super::words;
use super::{ChangeCollector, build_change, figure};

/// Words of a title by which a detail names its task.
const NAMED: usize = 8;

/// The edits of tasks that are told as parts of others, by the index of the new one.
pub(super) type SplitEdits = HashMap<usize, Change>;

/// A split, or a join as a split in the other direction.
#[derive(Clone, Copy)]
struct SplitSides<'a, 'd> {
    /// The side on which the task is whole.
    whole: &'a Side<'d>,
    parts: &'a Side<'d>,
    kind: ChangeKind,
}

impl ChangeCollector<'_> {
    /// Whether a task of both versions is told with the others into which it was split, or
    /// with which it was joined.
    pub(super) fn is_told_as_split(&self, pair: Pair) -> bool {
        let is_split = self.splits.split.iter().any(|split| split.kept == Some(pair.new));
        let mut joined = self.splits.joined.iter();
        is_split || joined.any(|joined| joined.kept == Some(pair.old))
    }

    /// One change for each split and each join; `edits` has what differs in the parts that
    /// both versions have.
    pub(super) fn collect_splits(&mut self, edits: &SplitEdits) {
        let (old, new) = (self.old, self.new);
        let split = SplitSides { whole: old, parts: new, kind: ChangeKind::Split };
        let joined = SplitSides { whole: new, parts: old, kind: ChangeKind::Joined };
        let splits = self.splits.split.iter().map(|found| (split, found));
        let all = splits.chain(self.splits.joined.iter().map(|found| (joined, found)));
        let changes: Vec<_> =
            all.map(|(sides, found)| self.describe_split(sides, found, edits)).collect();
        self.changes.extend(changes);
    }

    fn describe_split(
        &self,
        sides: SplitSides<'_, '_>,
        split: &TaskSplit,
        edits: &SplitEdits,
    ) -> Change {
        let is_split = sides.kind == ChangeKind::Split;
        let whole = name_task(sides.whole, split.whole);
        let mut indices: Vec<usize> =
            split.kept.iter().chain(&split.parts).copied().collect();
        indices.sort_unstable();
        let names: Vec<_> =
            indices.iter().map(|index| name_task(sides.parts, *index)).collect();
        let parts = join_names(&names);
        let what = if is_split {
            format!("“{whole}” thành {parts}")
        } else {
            format!("{parts} thành “{whole}”")
        };
        let new_index = if is_split { indices[0] } else { split.whole };
        let node = self.new.printed_tasks()[new_index].spot.node();
        let order = self.new.places[node];
        let mut res = build_change(Topic::Task, sides.kind, what, order);
        res.place = self.new.place(node);
        res.details.extend(compare_totals(sides, split.whole, &indices));
        let kept = split.kept.and_then(|kept| {
            let new_index = if is_split { kept } else { split.whole };
            edits.get(&new_index).map(|edit| (kept, edit))
        });
        if let Some((kept, edit)) = kept {
            let name = if is_split { name_task(sides.parts, kept) } else { whole };
            res.details.extend(label_details(&name, edit.details.clone()));
        } else {
            // Nothing of it stands in a part that could be compared with it.
            let task = sides.whole.printed_tasks()[split.whole];
            let kind = if is_split { ChangeKind::Removed } else { ChangeKind::Added };
            let details = self.describe_one_sided_task(sides.whole, task, kind);
            res.details.extend(label_details(&whole, details));
        }
        let kind = if is_split { ChangeKind::Added } else { ChangeKind::Removed };
        for part in &split.parts {
            let task = sides.parts.printed_tasks()[*part];
            let details = self.describe_one_sided_task(sides.parts, task, kind);
            res.details.extend(label_details(&name_task(sides.parts, *part), details));
        }
        drop_carried(&mut res.details);
        res
    }
}

/// Drops what one task no longer says where another says just that now: it was carried over,
/// and stands in the detail once.
fn drop_carried(details: &mut Vec<Detail>) {
    let get_label = |detail: &Detail| {
        detail.label.rsplit_once(" · ").map(|(_, label)| label.to_owned())
    };
    let added: Vec<_> = details
        .iter()
        .filter(|detail| detail.old.is_none())
        .map(|detail| (get_label(detail), detail.new.clone()))
        .collect();
    details.retain(|detail| {
        let is_removed = detail.old.is_some() && detail.new.is_none();
        !is_removed || !added.contains(&(get_label(detail), detail.old.clone()))
    });
}

/// What the whole costs and what its parts cost together; `None` where it is not known of
/// each.
fn compare_totals(
    sides: SplitSides<'_, '_>,
    whole: usize,
    parts: &[usize],
) -> Option<Detail> {
    let before = find_money(sides.whole, whole)?;
    let after: Option<Money> =
        parts.iter().map(|part| find_money(sides.parts, *part)).sum();
    let [whole, parts] = [before, after?].map(figure::build_money_figure);
    let (old, new) = match sides.kind {
        ChangeKind::Split => (whole, parts),
        _ => (parts, whole),
    };
    let label = "tổng kinh phí";
    let found = figure::compare_figures(label, Some(&old), Some(&new));
    // That it is the same is what a reader asks.
    Some(found.unwrap_or_else(|| {
        let total = Some(new.to_string());
        Detail { figure: true, ..Detail::value(label, total.clone(), total) }
    }))
}

fn find_money(side: &Side<'_>, index: usize) -> Option<Money> {
    let budget = side.printed_tasks()[index].task.budget.as_ref()?;
    match side.draft().figures().resolve_budget(budget).amount? {
        Pending::Known(money) => Some(money),
        Pending::Unknown => None,
    }
}

/// The title of a task, without the sign that it ends with on paper.
fn name_task(side: &Side<'_>, index: usize) -> String {
    let title = side.task_title(side.printed_tasks()[index].spot);
    title.trim_end_matches([':', '.', ';']).to_owned()
}

/// `“a”, “b” và “c”`
fn join_names(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    match &quoted[..] {
        [others @ .., last] if !others.is_empty() => {
            format!("{} và {last}", others.join(", "))
        }
        _ => quoted.concat(),
    }
}

/// Details of one of several tasks, each with the name of the task.
fn label_details(name: &str, details: Vec<Detail>) -> Vec<Detail> {
    let name = &words::cut_to_words(name, NAMED);
    details
        .into_iter()
        .map(|mut detail| {
            detail.label = match detail.label.as_str() {
                "" => name.clone(),
                label => format!("{name} · {label}"),
            };
            detail
        })
        .collect()
}
