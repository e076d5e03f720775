//! Targets, totals and deadlines that have moved: what a version must give reasons for.

use std::collections::BTreeSet;

use crate::source::Span;

use super::change::{ChangeKind, Detail};

/// All watched figures and deadlines that have changed, and the edits that changed them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WatchedChanges {
    /// In the order in which reasons are asked for: what was typed before what follows.
    pub all: Vec<WatchedChange>,
    /// The edits that figures follow from, by the names by which a note may explain them;
    /// `None` for one that has no name, as a cell.
    pub edits: Vec<Option<String>>,
}

/// A target, a total or a deadline that is another in the new version, or absent.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchedChange {
    /// What it is, for people: `chỉ tiêu “Số hộ nghèo giảm”`.
    pub what: String,
    /// What the form calls it: `chi_tieu.giam_ngheo`; `None` where it has no id.
    pub name: Option<String>,
    /// Where it stands in the new form; `None` for what was removed.
    pub span: Option<Span>,
    /// Either [`ChangeKind::Changed`] or [`ChangeKind::Removed`].
    pub kind: ChangeKind,
    /// What it was and is.
    pub details: Vec<Detail>,
    /// Whether it is typed in the form, so that only a note on it explains it.
    pub typed: bool,
    /// The edits that it follows from, as indices of [`WatchedChanges::edits`].
    pub edits: BTreeSet<usize>,
}

impl WatchedChanges {
    /// Adds what has moved; another figure of the same thing joins it.
    pub(super) fn add(&mut self, watched: WatchedChange) {
        let same = self.all.iter_mut().find(|other| {
            other.name.is_some()
                && (&other.name, other.kind) == (&watched.name, watched.kind)
        });
        match same {
            // A task has one name for its deadline and for what else it says.
            Some(other) if other.what == watched.what => {
                other.details.extend(watched.details);
                other.typed |= watched.typed;
                other.edits.extend(watched.edits);
            }
            _ => self.all.push(watched),
        }
    }

    /// What is typed comes first: its reasons explain what follows. Of what follows,
    /// totals come before the indicators, which read them. Ends the adding.
    pub(super) fn finish(&mut self) {
        self.all.sort_by_key(|watched| (!watched.typed, watched.is_indicator()));
    }
}

impl WatchedChange {
    /// Whether it is an indicator: these read the totals.
    fn is_indicator(&self) -> bool {
        self.name.as_ref().is_some_and(|name| name.starts_with("chi_tieu."))
    }
}
