//! Rows under other names that are the sum of all others: the total of the table, perhaps
//! with that of a district or a province over it that says the same.

use super::account::PassReason;
use super::row_groups::LEAST_ROWS;
use super::row_roles::{Deciding, Doubt, DoubtKind};
use super::row_signs::Numeral;
use super::row_sums::is_equal;

/// How much the figures of a row must say that it is the sum of all others, where its name
/// does not: in several columns, at the edge of the table.
const LIKELY_WEIGHT: u64 = 1_000;

/// Totals of a table that say the same under names of their own: of a commune, its district,
/// their province, above and below.
const MOST_TOTALS: usize = 4;

impl Deciding<'_> {
    /// Finds the rows under other names that are the sum of all others: first or last among
    /// those that are not nought.
    pub(super) fn find_unnamed_totals(&mut self) {
        if self.res.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Total) {
            return;
        }
        let mut filled = self.leaves.clone();
        filled.retain(|row| !self.sums.is_nought(*row));
        let [first, .., last] = filled[..] else { return };
        for row in [first, last] {
            let found = self.find_equal_totals(&filled, row);
            if found.is_empty() || found.iter().any(|row| self.known.is_plain(*row)) {
                continue;
            }
            // Of a single row that is not nought every equal one is the sum.
            let is_many = filled.len() - found.len() >= LEAST_ROWS - 1;
            let is_proven = match self.res.total {
                Some(_) => self.repeats_total(row) && is_many,
                None => is_many || found.iter().all(|row| self.signs.has_sign(*row)),
            };
            if is_proven {
                self.record_totals(&filled, found);
                return;
            }
        }
    }

    /// The rows at the edges of some that say the same as one at an edge, as many as make
    /// each the sum of all that are left. Where all are equal those with a sign come first.
    fn find_equal_totals(&self, filled: &[usize], row: usize) -> Vec<usize> {
        let whole = self.sums.sum(filled.iter().copied());
        let above =
            filled.iter().copied().take_while(|other| self.says_same(*other, row));
        let below = filled.iter().rev().copied();
        let below = below.take_while(|other| self.says_same(*other, row));
        let is_first = filled.first() == Some(&row);
        let mut edges: Vec<_> = if is_first {
            above.chain(below).collect()
        } else {
            below.chain(above).collect()
        };
        edges.sort_by_key(|row| !self.signs.has_sign(*row));
        edges.truncate(MOST_TOTALS);
        for count in 1..=edges.len() {
            let copies = std::iter::repeat_n(row, count + 1);
            if is_equal(&self.sums.sum(copies), &whole) {
                let mut totals = edges[..count].to_vec();
                totals.sort_unstable();
                totals.dedup();
                return if totals.len() == count { totals } else { Vec::new() };
            }
        }
        Vec::new()
    }

    /// Whether a row says the same as another, and has no numeral of a group.
    fn says_same(&self, other: usize, row: usize) -> bool {
        let numeral = self.signs.numeral(other);
        let is_group = matches!(numeral, Numeral::Roman(_) | Numeral::Letter(_));
        other == row || !is_group && is_equal(self.sums.row(other), self.sums.row(row))
    }

    /// The first of these is the total and the others say the same again, or all are asked
    /// about; one for which there is too little for both stays a row.
    fn record_totals(&mut self, filled: &[usize], totals: Vec<usize>) {
        let first = totals[0];
        let is_sure = self.known.is_filed
            && filled.len() - totals.len() >= LEAST_ROWS
            && (self.repeats_total(first)
                || totals.iter().all(|row| self.has_further_sign(*row)));
        let has_reason = totals.len() > 1 || self.signs.has_sign(first);
        if !is_sure && !has_reason && !self.is_worth_asking(filled.len()) {
            return;
        }
        self.leaves.retain(|leaf| totals.binary_search(leaf).is_err());
        if is_sure {
            let chosen = *self.res.total.get_or_insert(first);
            let mut repeated = totals;
            repeated.retain(|row| *row != chosen);
            let repeated = repeated.into_iter();
            self.res.passed.extend(repeated.map(|row| (row, PassReason::RepeatedTotal)));
        } else {
            let summed = self.find_summed_by(&totals);
            self.res.doubts.push(Doubt { kind: DoubtKind::Total, rows: totals, summed });
        }
    }

    /// The first and the last of the rows that are left, where they all stand on one side
    /// of the only total.
    fn find_summed_by(&self, totals: &[usize]) -> Option<[usize; 2]> {
        let ([total], [first, .., last]) = (totals, &self.leaves[..]) else {
            return None;
        };
        (total < first || total > last).then_some([*first, *last])
    }

    /// Whether the total row says the same.
    fn repeats_total(&self, row: usize) -> bool {
        let total = self.res.total;
        total.is_some_and(|total| is_equal(self.sums.row(total), self.sums.row(row)))
    }

    /// Whether more than the sum says that a row is a total.
    fn has_further_sign(&self, row: usize) -> bool {
        self.signs.has_sign(row)
            || self.sums.count_figures(row) >= 2 && self.sums.weigh(row) >= LIKELY_WEIGHT
    }

    /// Of three rows of one unit one is now and then the sum of the others.
    fn is_worth_asking(&self, filled: usize) -> bool {
        !self.known.is_part || filled > LEAST_ROWS
    }
}
