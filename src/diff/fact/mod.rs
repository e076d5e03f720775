//! What moved, in the plan's own terms.
//!
//! | file | compares |
//! |---|---|
//! | `head` | agency, number, date, summary, recipients, signature, page |
//! | `basis` | legal bases |
//! | `figure` | two figures: by how much |
//! | `indicator` | named figures |
//! | `table`, `cell` | tables: columns, rows, cells |
//! | `task` | tasks and their money, deadlines, units |
//! | `shift` | what of it all needs a reason: targets, totals, deadlines |
//! | `wording` | sections and words, by the pairs of blocks |
//! | `index` | what is looked up by its place in the form |
//! | `cause` | which computed figures follow from which typed ones |

mod basis;
mod cause;
mod cell;
mod figure;
mod head;
mod index;
mod indicator;
mod shift;
mod table;
mod task;
mod wording;

use crate::source::Span;

use super::change::{Cause, Change, Detail, Kind, Topic};
use super::order::Step;
use super::pair::Pairs;
use super::shift::Shifts;
use super::tree::Tree;
use super::version::Version;
use index::Index;

/// Two versions with their parts paired.
pub(super) struct Facts<'a> {
    pub(super) old: &'a Version,
    pub(super) new: &'a Version,
    pub(super) ours: &'a Tree<'a>,
    pub(super) theirs: &'a Tree<'a>,
    pub(super) pairs: &'a Pairs,
    pub(super) steps: &'a [Step],
    /// For each old node whether it has moved.
    pub(super) moved: &'a [bool],
    /// What is looked up in each version.
    index: (Index<'a>, Index<'a>),
    /// Where each old and each new node stands in the common order.
    places: (Vec<usize>, Vec<usize>),
    changes: Vec<Change>,
    shifts: Shifts,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        (old, new): (&'a Version, &'a Version),
        (ours, theirs): (&'a Tree<'a>, &'a Tree<'a>),
        pairs: &'a Pairs,
        (steps, moved): (&'a [Step], &'a [bool]),
    ) -> Self {
        let mut places = (vec![0; ours.len()], vec![0; theirs.len()]);
        for (at, step) in steps.iter().enumerate() {
            match *step {
                Step::Both { old, new } => {
                    places.0[old] = at + 1;
                    places.1[new] = at + 1;
                }
                Step::Deleted(old) | Step::MovedFrom { old, .. } => {
                    places.0[old] = at + 1;
                }
                Step::Added(new) | Step::MovedTo { new, .. } => places.1[new] = at + 1,
            }
        }
        let index = (Index::new(old, ours), Index::new(new, theirs));
        let (changes, shifts) = (Vec::new(), Shifts::default());
        Self {
            old,
            new,
            ours,
            theirs,
            pairs,
            steps,
            moved,
            index,
            places,
            changes,
            shifts,
        }
    }

    /// All changes, in the order of the paper; those that follow from others after them.
    /// With them what needs a reason.
    pub(super) fn changes(mut self) -> (Vec<Change>, Shifts) {
        self.head();
        self.bases();
        self.wording();
        self.notes();
        self.tasks();
        self.figures();
        self.closing();
        self.layout();
        let unread = self.is_partly_unread();
        let torn = (self.old.is_torn(), self.new.is_torn());
        let mut res = self.changes;
        // What a form that is no right YAML lacks, or has elsewhere, nobody has taken out.
        res.retain(|change| match change.kind {
            Kind::Dropped => !torn.1,
            Kind::Added => !torn.0,
            Kind::Moved | Kind::Replaced => !torn.0 && !torn.1,
            // One title in place of another may be that of a part that has slipped up.
            Kind::Changed => change.topic != Topic::Section || !torn.0 && !torn.1,
        });
        if unread {
            res.iter_mut().filter(|change| change.follows()).for_each(|change| {
                change.details.retain(|detail| !is_lost(detail));
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
        res.sort_by_key(|change| change.at);
        self.shifts.settle();
        (together(res), self.shifts)
    }

    /// Adds a change that somebody made; none where there is nothing to tell of one that
    /// is only different.
    fn edit(&mut self, change: Change) {
        if change.kind != Kind::Changed || !change.details.is_empty() {
            self.changes.push(change);
        }
    }

    /// Where a new node stands in the common order.
    fn at_new(&self, node: usize) -> usize {
        self.places.1[node]
    }

    /// Where an old node stands in the common order.
    fn at_old(&self, node: usize) -> usize {
        self.places.0[node]
    }

    /// After all parts of both papers.
    fn at_end(&self) -> usize {
        self.steps.len() + 2
    }

    /// Whether the form says of two places the same.
    fn says_the_same(&self, old: Span, new: Span) -> bool {
        let written = self.old.written(old);
        !written.is_empty() && written == self.new.written(new)
    }

    /// Whether something of a version could not be read: then a value that is lacking may
    /// be so for that alone.
    fn is_partly_unread(&self) -> bool {
        !self.old.unread().is_empty() || !self.new.unread().is_empty()
    }

    /// Who made a change of what the form says at two places.
    fn cause(&self, old: Span, new: Span) -> Cause {
        if self.says_the_same(old, new) {
            Cause::Follows(Vec::new())
        } else {
            Cause::Edit
        }
    }
}

/// Neighbours that are about one thing and have one cause as one change.
fn together(changes: Vec<Change>) -> Vec<Change> {
    let mut res: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        let named = |c: &Change| {
            (c.topic, c.kind, c.what.clone(), c.place.clone(), c.cause.clone())
        };
        let moved = |last: &Change| {
            last.kind == Kind::Moved
                && change.kind == Kind::Changed
                && change.topic == Topic::Task
                && (last.topic, &last.what, &last.cause)
                    == (change.topic, &change.what, &change.cause)
        };
        match res.last_mut() {
            Some(last) if moved(last) => last.details.extend(change.details),
            Some(last)
                if matches!(change.topic, Topic::Table | Topic::Task)
                    && change.kind == Kind::Changed
                    && named(last) == named(&change) =>
            {
                last.details.extend(change.details);
            }
            _ => res.push(change),
        }
    }
    res
}

/// Whether a computed value is a blank, or nothing, in one version.
fn is_lost(detail: &Detail) -> bool {
    let blank = |text: &Option<String>| {
        text.as_ref().is_none_or(|text| !text.chars().any(char::is_alphanumeric))
    };
    detail.words.is_empty() && (blank(&detail.old) || blank(&detail.new))
}

/// A change without details.
fn change(topic: Topic, kind: Kind, what: impl Into<String>, at: usize) -> Change {
    let (cause, place, details) = (Cause::Edit, String::new(), Vec::new());
    Change { topic, kind, cause, place, what: what.into(), details, at }
}

/// A value that each version may have; `None` where it is the same.
fn differs(label: &str, old: Option<String>, new: Option<String>) -> Option<Detail> {
    let old = old.filter(|text| !text.is_empty());
    let new = new.filter(|text| !text.is_empty());
    (old != new).then(|| Detail::value(label, old, new))
}
