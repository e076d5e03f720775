//! What moved, in the plan's own terms.
//!
//! | file | compares |
//! |---|---|
//! | `head` | agency, number, date, summary, recipients, signature |
//! | `page` | how the pages look, and what else of the form a reviewer must know of |
//! | `basis` | legal bases |
//! | `figure` | two figures: by how much |
//! | `indicator` | named figures |
//! | `table`, `cell` | tables: columns, rows, cells |
//! | `setup` | how a table and its columns are set up |
//! | `task` | tasks and their deadlines, units, output |
//! | `budget` | the money of tasks and sections, in all and by source |
//! | `shift` | what of it all needs a reason: targets, totals, deadlines |
//! | `wording` | sections and words, by the pairs of blocks |
//! | `part` | sections, tasks and words that have come, gone or moved as a whole |
//! | `note` | footnotes |
//! | `cause` | which computed figures follow from which typed ones |

mod basis;
mod budget;
mod cause;
mod cell;
mod figure;
mod head;
mod indicator;
mod note;
mod page;
mod part;
mod setup;
mod table;
mod task;
mod watched;
mod wording;

use crate::document::Origin;

use super::MatchedVersions;
use super::change::{Cause, Change, Detail, Kind, Topic};
use super::order::MergeStep;
use super::pair::{NodePairs, TableMatches};
use super::side::{self, Side};
use super::watched::Shifts;

/// What was found when two versions were compared.
pub(super) struct CollectedChanges {
    /// All changes, in the order of the paper; those that follow from others after them.
    pub(super) changes: Vec<Change>,
    /// What needs a reason.
    pub(super) shifts: Shifts,
}

/// All that two versions do not have in common.
pub(super) fn collect_changes(both: &MatchedVersions<'_>) -> CollectedChanges {
    let mut facts = ChangeCollector {
        old: &both.old,
        new: &both.new,
        nodes: &both.nodes,
        steps: &both.steps,
        moved: &both.moved,
        tables: &both.tables,
        changes: Vec::new(),
        shifts: Shifts::default(),
    };
    facts.collect_head();
    facts.collect_bases();
    facts.collect_wording();
    facts.collect_notes();
    facts.collect_tasks();
    facts.collect_figures();
    facts.collect_closing();
    facts.collect_layout();
    facts.finish()
}

/// The changes of two versions, while they are gathered.
struct ChangeCollector<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    nodes: &'a NodePairs,
    steps: &'a [MergeStep],
    /// For each old node whether it has moved.
    moved: &'a [bool],
    tables: &'a TableMatches,
    changes: Vec<Change>,
    shifts: Shifts,
}

impl ChangeCollector<'_> {
    /// What was gathered, in order and without what nobody has changed.
    fn finish(self) -> CollectedChanges {
        let unread = self.is_partly_unread();
        let old_is_torn = self.old.version.is_torn();
        let new_is_torn = self.new.version.is_torn();
        let Self { changes: mut res, mut shifts, .. } = self;
        // What a form that is no right YAML lacks, or has elsewhere, nobody has taken out.
        res.retain(|change| match change.kind {
            Kind::Dropped => !new_is_torn,
            Kind::Added => !old_is_torn,
            Kind::Moved | Kind::Replaced => !old_is_torn && !new_is_torn,
            // One title in place of another may be that of a part that has slipped up.
            Kind::Changed => {
                change.topic != Topic::Section || !old_is_torn && !new_is_torn
            }
        });
        if unread {
            res.iter_mut().filter(|change| change.follows()).for_each(|change| {
                change.details.retain(|detail| !is_value_lost(detail));
            });
            res.retain(|change| !change.follows() || !change.details.is_empty());
        }
        // What follows from no edit that is told follows from one that is not compared.
        if res.iter().all(Change::follows) {
            for change in &mut res {
                if change.cause == Cause::Follows(Vec::new()) {
                    change.cause = Cause::Edit;
                }
            }
        }
        res.sort_by_key(|change| change.order);
        shifts.finish();
        CollectedChanges { changes: merge_neighbours(res), shifts }
    }

    /// Adds a change that somebody made; none where there is nothing to tell of one that
    /// is only different.
    fn push_edit(&mut self, change: Change) {
        if change.kind != Kind::Changed || !change.details.is_empty() {
            self.changes.push(change);
        }
    }

    /// After all parts of both papers.
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
    fn cause(&self, old: &Origin, new: &Origin) -> Cause {
        if side::is_typed_alike(self.old, old, self.new, new) {
            Cause::Follows(Vec::new())
        } else {
            Cause::Edit
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
    last.kind == Kind::Moved
        && next.kind == Kind::Changed
        && next.topic == Topic::Task
        && (last.topic, &last.what, &last.cause) == (next.topic, &next.what, &next.cause)
}

/// Whether two changes of a table or a task are about one thing.
fn is_same_edit(last: &Change, next: &Change) -> bool {
    matches!(next.topic, Topic::Table | Topic::Task)
        && next.kind == Kind::Changed
        && (last.topic, last.kind) == (next.topic, next.kind)
        && (&last.what, &last.place, &last.cause)
            == (&next.what, &next.place, &next.cause)
}

/// Whether a computed value is a blank, or nothing, in one version.
fn is_value_lost(detail: &Detail) -> bool {
    let blank = |text: &Option<String>| {
        text.as_ref().is_none_or(|text| !text.chars().any(char::is_alphanumeric))
    };
    detail.words.is_empty() && (blank(&detail.old) || blank(&detail.new))
}

/// A change without details; `order` is where it stands in the common order.
fn build_change(
    topic: Topic,
    kind: Kind,
    what: impl Into<String>,
    order: usize,
) -> Change {
    let (cause, place, details) = (Cause::Edit, String::new(), Vec::new());
    Change { topic, kind, cause, place, what: what.into(), details, order }
}

/// A value that each version may have; `None` where it is the same.
fn compare_values(
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
    kind: Kind,
    text: Option<String>,
) -> Option<Detail> {
    match kind {
        Kind::Added => compare_values(label, None, text),
        Kind::Dropped | Kind::Replaced | Kind::Changed | Kind::Moved => {
            compare_values(label, text, None)
        }
    }
}
