//! Rows that are none like the others by their words: parts and rates, names that begin like
//! that of a total.

use super::account::PassReason;
use super::row_groups::LEAST_ROWS;
use super::row_roles::{Deciding, DoubtKind};
use super::row_sums::{Sums, is_equal};

impl Deciding<'_> {
    /// Rows that say that they are parts or rates of others. A total that leaves them out,
    /// or counts them in, answers what would be asked. Noughts add nothing, whatever they
    /// are, and are no head and no end of a group either; beside others they go with them.
    pub(super) fn judge_remarks(&mut self, totals: &[usize]) {
        let mut remarks = self.known.remarks.clone();
        remarks.retain(|row| !self.known.is_plain(*row));
        remarks.retain(|row| self.leaves.binary_search(row).is_ok());
        if remarks.is_empty() {
            return;
        }
        let all = self.sums.sum(self.leaves.iter().copied());
        let mut others = self.leaves.clone();
        others.retain(|row| remarks.binary_search(row).is_err());
        let without = self.sums.sum(others.iter().copied());
        let is_total =
            |sum: &Sums| totals.iter().any(|total| is_equal(self.sums.row(*total), sum));
        let is_nought = remarks.iter().all(|row| self.sums.is_nought(*row));
        if is_nought {
            self.leaves = others;
        } else if is_total(&all) {
            self.leaves.retain(|row| {
                remarks.binary_search(row).is_err() || !self.sums.is_nought(*row)
            });
        } else if is_total(&without) && self.known.is_filed {
            let passed = remarks.iter().map(|row| (*row, PassReason::Part));
            self.res.passed.extend(passed);
            self.leaves = others;
        } else {
            self.doubt(DoubtKind::Remarks, remarks);
            self.leaves = others;
        }
    }

    /// Rows that are called like a total. One alone is the total if it adds up; beside a
    /// total they are sums of groups if they add up, and rows if that counts them in.
    pub(super) fn judge_likes(
        &mut self,
        likes: &[usize],
        totals: &mut Vec<usize>,
        parts: &mut Vec<usize>,
    ) {
        // Where most are called so these are things that are listed.
        if likes.is_empty()
            || likes.len() >= LEAST_ROWS && likes.len() * 2 >= self.leaves.len()
            || self.leaves.len() < 2
        {
            return;
        }
        let all = self.sums.sum(self.leaves.iter().copied());
        if totals.iter().any(|total| is_equal(self.sums.row(*total), &all)) {
            return;
        }
        self.leaves.retain(|row| likes.binary_search(row).is_err());
        match (likes, totals.first()) {
            ([like], None) => {
                totals.push(*like);
                self.like_total = Some(*like);
            }
            (_, Some(total)) => {
                let total = self.sums.row(*total).to_vec();
                let (same, others): (Vec<usize>, Vec<usize>) =
                    likes.iter().partition(|row| is_equal(self.sums.row(**row), &total));
                totals.extend(same);
                parts.extend(others);
            }
            (_, None) => parts.extend(likes),
        }
        totals.sort_unstable();
        parts.sort_unstable();
    }

    /// A row that is called like a total and taken for it adds up, or it is asked about.
    pub(super) fn judge_like_total(&mut self) {
        let Some(row) = self.like_total.filter(|row| self.res.total == Some(*row)) else {
            return;
        };
        let whole = self.sums.sum(self.leaves.iter().copied());
        if !is_equal(self.sums.row(row), &whole) && self.res.doubts.is_empty() {
            self.res.total = None;
            self.doubt(DoubtKind::Named, vec![row]);
        }
    }
}
