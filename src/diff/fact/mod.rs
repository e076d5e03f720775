//! What changed, in the plan's own terms.
//!
//! | file | what it does |
//! |---|---|
//! | `head` | compares agency, number, date, summary, recipients, signature |
//! | `page` | compares layout of the pages, and what else of the form a reviewer must know |
//! | `activity` | compares what is done in a task, line by line |
//! | `basis` | compares legal bases |
//! | `content` | what is in a task, a section or an appendix that one version alone has |
//! | `foot` | what stands below the sum of a table |
//! | `figure` | compares two figures: by how much they differ |
//! | `id` | tells of another id of what says the same |
//! | `indicator` | compares named figures |
//! | `table` | compares tables: columns and rows |
//! | `table_words` | compares the title and the notes of a table |
//! | `row_order` | tells of rows that stand elsewhere, and of tables in another order |
//! | `cell` | compares the cells of two tables |
//! | `setup` | compares how a table and its columns are set up |
//! | `task` | compares tasks: deadlines, units, output |
//! | `run_in` | a text that runs on after its title in one version alone |
//! | `split` | tells of tasks that were split and joined |
//! | `made_table` | compares what tables of tasks and of targets have alike: names of columns, notes |
//! | `task_table` | compares tables of tasks: names of groups, numbering |
//! | `target_table` | compares tables of targets: names of groups |
//! | `replaced_table` | tells of tables in place of which one of another kind stands |
//! | `budget` | compares the money of tasks and sections, in all and by source |
//! | `timetable` | tells of entries of a timetable that are at another time, once for all of a day |
//! | `watched` | picks what needs a reason: targets, totals, deadlines |
//! | `wording` | compares sections and words, by the pairs of blocks |
//! | `renaming` | puts together what one name in place of another changes |
//! | `part` | describes sections, tasks and words added, removed or moved as a whole |
//! | `note` | compares footnotes |
//! | `cause` | finds which computed figures follow from which typed ones |

mod activity;
mod basis;
mod budget;
mod cause;
mod cell;
mod content;
mod figure;
mod foot;
mod head;
mod id;
mod indicator;
mod made_table;
mod note;
mod page;
mod part;
mod renaming;
mod replaced_table;
mod row_order;
mod run_in;
mod setup;
mod split;
mod table;
mod table_words;
mod target_table;
mod task;
mod task_table;
mod timetable;
mod watched;
mod wording;

use crate::document::Origin;
use crate::indicator::FigureId;

use super::MatchedVersions;
use super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::order::MergeStep;
use super::pair::{NodePairs, TableMatches, TaskPairs, TaskSplits};
use super::side::{self, Side};
use super::watched::WatchedChanges;

/// All changes of two versions, and those of them that need a reason.
pub(super) struct CollectedChanges {
    /// All changes, in the order of the paper; those that follow from others after them.
    pub(super) changes: Vec<Change>,
    /// What needs a reason.
    pub(super) watched: WatchedChanges,
}

/// All that two versions do not have in common.
pub(super) fn collect_changes(matched: &MatchedVersions<'_>) -> CollectedChanges {
    let mut collector = ChangeCollector {
        old: &matched.old,
        new: &matched.new,
        nodes: &matched.nodes,
        steps: &matched.steps,
        moved: &matched.moved,
        tables: &matched.tables,
        tasks: &matched.tasks,
        splits: &matched.splits,
        changes: Vec::new(),
        watched: WatchedChanges::default(),
        computed_amounts: Vec::new(),
    };
    collector.collect_head();
    collector.collect_bases();
    collector.collect_wording();
    collector.collect_notes();
    collector.collect_tasks();
    collector.watch_lost_section_money();
    collector.collect_task_tables();
    collector.collect_target_tables();
    collector.collect_table_ids();
    collector.collect_figures();
    collector.collect_closing();
    collector.collect_layout();
    collector.finish()
}

/// Collects the changes of two versions, file by file of this folder.
struct ChangeCollector<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    nodes: &'a NodePairs,
    steps: &'a [MergeStep],
    /// For each old node whether it has moved.
    moved: &'a [bool],
    tables: &'a TableMatches,
    tasks: &'a TaskPairs,
    splits: &'a TaskSplits,
    changes: Vec<Change>,
    watched: WatchedChanges,
    /// Amounts that formulas give, with the changes that report them.
    computed_amounts: Vec<(FigureId, Change)>,
}

impl ChangeCollector<'_> {
    /// What was collected, in order and without what only seems to have changed.
    ///
    /// What could not be read makes differences that are none. Of a form that is no right
    /// YAML parts may be lost or stand elsewhere, so that what seems removed from it, added
    /// to the other version, or moved is dropped. Where something at least could not be
    /// read, a computed value that is blank in one version is dropped. What is left without
    /// any edit follows from one that is not compared, and counts as an edit itself.
    fn finish(self) -> CollectedChanges {
        let unread = self.is_partly_unread();
        let old_is_torn = self.old.version.is_torn();
        let new_is_torn = self.new.version.is_torn();
        let Self { changes: mut res, mut watched, old, new, .. } = self;
        res.retain(|change| match change.kind {
            ChangeKind::Removed => !new_is_torn,
            ChangeKind::Added => !old_is_torn,
            ChangeKind::Renamed => true,
            ChangeKind::Moved
            | ChangeKind::Replaced
            | ChangeKind::Reordered
            | ChangeKind::Split
            | ChangeKind::Joined => !old_is_torn && !new_is_torn,
            // One title in place of another may be that of a part that has slipped up; the
            // layout and the rules passed over are the usual ones where their keys are lost.
            ChangeKind::Changed => {
                !matches!(change.topic, Topic::Section | Topic::Layout)
                    || !old_is_torn && !new_is_torn
            }
        });
        if unread {
            res.iter_mut().filter(|change| change.follows()).for_each(|change| {
                change.details.retain(|detail| !is_value_lost(detail));
            });
            res.retain(|change| !change.follows() || !change.details.is_empty());
        }
        if res.iter().all(Change::follows) {
            for change in &mut res {
                if change.cause == ChangeCause::Follows(Vec::new()) {
                    change.cause = ChangeCause::Edit;
                }
            }
        }
        res = renaming::join_renamings(res, old, new);
        res.sort_by_key(|change| change.order);
        watched.finish();
        CollectedChanges { changes: merge_neighbours(res), watched }
    }

    /// Adds an edit, but for one of kind `Changed` that has no details.
    fn push_edit(&mut self, change: Change) {
        if change.kind != ChangeKind::Changed || !change.details.is_empty() {
            self.changes.push(change);
        }
    }

    /// The place after all parts of both papers, in the common order.
    fn end_place(&self) -> usize {
        self.steps.len() + 2
    }

    /// Whether something of a version could not be read: then a value that is lacking may
    /// be so for that alone.
    fn is_partly_unread(&self) -> bool {
        !self.old.version.unreadable().is_empty()
            || !self.new.version.unreadable().is_empty()
    }

    /// Who made a change of a text: the engine, where both forms say the text alike.
    fn cause(&self, old: &Origin, new: &Origin) -> ChangeCause {
        if side::is_typed_alike(self.old, old, self.new, new) {
            ChangeCause::Follows(Vec::new())
        } else {
            ChangeCause::Edit
        }
    }
}

/// Neighbours that are about one thing and have one cause as one change.
fn merge_neighbours(changes: Vec<Change>) -> Vec<Change> {
    let mut res: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        match res.last_mut() {
            Some(last) if is_same_move(last, &change) || is_same_edit(last, &change) => {
                last.details.extend(change.details);
            }
            _ => res.push(change),
        }
    }
    res
}

/// Whether a task has moved, and what it says has changed on the way.
fn is_same_move(last: &Change, next: &Change) -> bool {
    last.kind == ChangeKind::Moved
        && next.kind == ChangeKind::Changed
        && next.topic == Topic::Task
        && (last.topic, &last.what, &last.cause) == (next.topic, &next.what, &next.cause)
}

/// Whether two changes of a table, a task, a unit or a sum of money are about one thing.
fn is_same_edit(last: &Change, next: &Change) -> bool {
    let is_merged = matches!(
        next.topic,
        Topic::Table | Topic::Task | Topic::Assignment | Topic::Money
    );
    is_merged
        && next.kind == ChangeKind::Changed
        && (last.topic, last.kind) == (next.topic, next.kind)
        && (&last.what, &last.place, &last.cause)
            == (&next.what, &next.place, &next.cause)
}

/// Whether a computed value is a blank, or absent, in one version.
fn is_value_lost(detail: &Detail) -> bool {
    let is_blank = [&detail.old, &detail.new].into_iter().any(|text| {
        text.as_ref().is_none_or(|text| !text.chars().any(char::is_alphanumeric))
    });
    detail.words.is_empty() && is_blank
}

/// A change without details; `order` is where it stands in the common order.
fn build_change(
    topic: Topic,
    kind: ChangeKind,
    what: impl Into<String>,
    order: usize,
) -> Change {
    Change {
        topic,
        kind,
        cause: ChangeCause::Edit,
        place: String::new(),
        what: what.into(),
        details: Vec::new(),
        order,
    }
}

/// A value that each version may have; `None` where it is the same.
fn describe_difference(
    label: &str,
    old: Option<String>,
    new: Option<String>,
) -> Option<Detail> {
    let old = old.filter(|text| !text.is_empty());
    let new = new.filter(|text| !text.is_empty());
    (old != new).then(|| Detail::value(label, old, new))
}

/// A value that one version alone has.
fn build_one_sided_value(
    label: &str,
    kind: ChangeKind,
    text: Option<String>,
) -> Option<Detail> {
    match kind {
        ChangeKind::Added => describe_difference(label, None, text),
        ChangeKind::Removed
        | ChangeKind::Replaced
        | ChangeKind::Changed
        | ChangeKind::Moved
        | ChangeKind::Renamed
        | ChangeKind::Reordered
        | ChangeKind::Split
        | ChangeKind::Joined => describe_difference(label, text, None),
    }
}
