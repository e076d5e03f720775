//! What changed between two versions of a plan.
//!
//! Compared is the meaning: papers as numbered trees, tables by rows and columns, figures
//! as numbers; not lines of the form and not pages. A form with faults is compared as far
//! as it can be read, and what cannot is named.
//!
//! | file | does |
//! |---|---|
//! | `version` | a form as it could be read → one side of the comparison |
//! | `tree` | a paper → a tree with hashes and features |
//! | `pair`, `like` | two trees → which part is which |
//! | `order` | pairs → both papers in one order |
//! | `words` | two texts → runs, word by word |
//! | `merge` | all of it → a [`Redline`] |
//! | `fact` | all of it → [`Changes`], in the plan's own terms |
//! | `rest` | what the redline marks and no fact tells |
//! | `change` | the changes as plain data |
//! | `shift` | targets, totals and deadlines that have moved, as plain data |
//! | `guard` | those without a reason → findings |
//! | `report` | the changes as text, Markdown, JSON |

mod change;
mod fact;
mod guard;
mod like;
mod merge;
mod order;
mod pair;
pub mod report;
mod rest;
mod shift;
mod tree;
mod version;
mod words;

use crate::redline::Redline;

pub use change::{Cause, Change, Changes, Detail, Kind, Topic};
pub use guard::unexplained;
pub use shift::{Shift, Shifts};
pub use version::{Unread, Version};

use fact::Facts;
use merge::Merge;
use tree::{Tree, Vocabulary};

/// What two versions have and have not in common.
#[derive(Debug)]
pub struct Comparison {
    /// What has changed, in the plan's own terms.
    pub changes: Changes,
    /// Both papers in one, with marks.
    pub redline: Redline,
    /// Targets, totals and deadlines that have moved.
    pub shifts: Shifts,
}

/// Compares two versions.
#[must_use]
pub fn compare(old: &Version, new: &Version) -> Comparison {
    let mut vocabulary = Vocabulary::default();
    let ours = Tree::new(old.document(), &mut vocabulary);
    let theirs = Tree::new(new.document(), &mut vocabulary);
    let pairs = pair::pair(&ours, &theirs);
    let steps = order::order(&ours, &theirs, &pairs);
    let moved = order::moved(&ours, &theirs, &pairs);
    let facts = Facts::new((old, new), (&ours, &theirs), &pairs, (&steps, &moved));
    let is_effect = |a: usize, b: usize| facts.is_effect(a, b);
    let merge = Merge {
        old: &ours,
        new: &theirs,
        steps: &steps,
        is_effect: &is_effect,
        recipients: facts.recipients(),
    };
    let papers = (old.document(), new.document());
    let redline = merge.redline(papers, (old.name(), new.name()));
    let mut unread = old.unread().to_vec();
    unread.extend(new.unread().iter().cloned());
    let (old, new) = (old.name().to_owned(), new.name().to_owned());
    let (mut changes, shifts) = facts.changes();
    if changes.is_empty() && unread.is_empty() {
        changes = rest::untold(&redline);
    }
    Comparison { changes: Changes { old, new, changes, unread }, redline, shifts }
}
