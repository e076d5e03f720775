//! How many plans of a run are the same on both sides, and how many are not.

use crate::diff::Changes;

/// How the plans of a run were found.
#[derive(Default)]
pub(super) struct PlanCounts {
    pub(super) same: usize,
    pub(super) differing: usize,
    /// Of which nothing, or nothing but what is the same, could be compared.
    pub(super) unreadable: usize,
}

impl PlanCounts {
    pub(super) fn add(&mut self, changes: &Changes) {
        let count = match (changes.differs(), changes.is_same()) {
            (true, _) => &mut self.differing,
            (false, true) => &mut self.same,
            (false, false) => &mut self.unreadable,
        };
        *count += 1;
    }

    /// `12 văn bản: 2 khác, 9 như nhau, 1 không so sánh được`.
    pub(super) fn describe(&self) -> String {
        let Self { same, differing, unreadable } = *self;
        let plans = same + differing + unreadable;
        if same == plans {
            return format!("{plans} văn bản: hai phiên bản như nhau");
        }
        let kinds = [
            (differing, "khác"),
            (same, "như nhau"),
            (unreadable, "không so sánh được hoặc không so sánh được hết"),
        ];
        let counts: Vec<_> = kinds
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        format!("{plans} văn bản: {}", counts.join(", "))
    }
}
