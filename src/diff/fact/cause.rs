//! Which computed figures follow from which typed ones.

use std::collections::{BTreeSet, HashMap};

use crate::indicator::{Place, Subject};

use super::super::change::{Cause, Change};
use super::super::version::Version;

/// The figures that have moved, those of the new version.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// Typed ones, with how they are named as a reason.
    typed: HashMap<Subject, usize>,
    /// What names the reasons.
    reasons: Vec<String>,
    /// Rows that have come and gone, by table.
    rows: HashMap<usize, Vec<usize>>,
    /// Computed ones, with what is told of them.
    following: Vec<(Subject, Change)>,
}

impl Moved {
    /// A figure that somebody has changed.
    pub(super) fn typed(&mut self, subject: Subject, reason: String) {
        self.typed.insert(subject, self.reasons.len());
        self.reasons.push(reason);
    }

    /// A row that has come or gone, or a formula that is another: all sums of its table
    /// may hang on it.
    pub(super) fn row(&mut self, table: usize, reason: String) {
        self.rows.entry(table).or_default().push(self.reasons.len());
        self.reasons.push(reason);
    }

    /// A figure that is computed, and has moved.
    pub(super) fn follow(&mut self, subject: Subject, change: Change) {
        self.following.push((subject, change));
    }

    /// The changes that follow, each with its reasons.
    pub(super) fn explained(self, new: &Version) -> Vec<Change> {
        let mut search = Search { moved: &self, new, known: HashMap::new() };
        let mut res = Vec::with_capacity(self.following.len());
        for (subject, change) in &self.following {
            let found = search.reasons(subject);
            let reasons = found.iter().map(|i| self.reasons[*i].clone()).collect();
            res.push(Change { cause: Cause::Follows(reasons), ..change.clone() });
        }
        res
    }
}

struct Search<'a> {
    moved: &'a Moved,
    new: &'a Version,
    /// What is known already; nothing while a figure is being looked at, so that a circle
    /// ends.
    known: HashMap<Subject, BTreeSet<usize>>,
}

impl Search<'_> {
    fn reasons(&mut self, subject: &Subject) -> BTreeSet<usize> {
        if let Some(known) = self.known.get(subject) {
            return known.clone();
        }
        self.known.insert(subject.clone(), BTreeSet::new());
        let mut res: BTreeSet<usize> =
            self.moved.typed.get(subject).into_iter().copied().collect();
        let of_rows = match subject {
            Subject::Cell { table, place: Place::Total | Place::Group(_), .. }
            | Subject::Column { table, .. } => self.moved.rows.get(table),
            _ => None,
        };
        res.extend(of_rows.into_iter().flatten());
        let draft = self.new.draft();
        for read in draft.figures().reads(draft.form(), subject) {
            res.extend(self.reasons(&read));
        }
        self.known.insert(subject.clone(), res.clone());
        res
    }
}
