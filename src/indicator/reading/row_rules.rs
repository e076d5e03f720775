//! What `hang_tong` and `bo_hang` answer: they add to what is known of the rows, and take
//! nothing from what its signs make sure. `khong` makes rows of those that are asked about.

use std::collections::HashSet;

use crate::form::RowRule;

use super::account::PassReason;
use super::row_roles::{Doubt, DoubtKind, KnownRows, RowRoles, find_roles};
use super::row_signs::{Numeral, RowSigns};
use super::row_sums::{RowSums, is_equal};
use super::total_name::NameKind;

/// What the form says of rows of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleKind {
    /// Nothing.
    None,
    /// `khong`.
    Nothing,
    /// A condition.
    Where,
}

impl RuleKind {
    /// What a rule of the form says.
    pub(super) fn read(rule: Option<&RowRule>) -> Self {
        match rule {
            None => Self::None,
            Some(RowRule::Nothing) => Self::Nothing,
            Some(RowRule::Where(_)) => Self::Where,
        }
    }
}

impl KnownRows {
    /// Whether a row is one of the table, since the form says so.
    pub(super) fn is_plain(&self, row: usize) -> bool {
        self.plain.binary_search(&row).is_ok()
    }
}

/// Finds out what the rows are, with what the form says.
pub(super) fn decide_roles(
    known: &KnownRows,
    sums: &RowSums,
    signs: &RowSigns,
) -> RowRoles {
    if known.total_rule == RuleKind::None && known.skip_rule == RuleKind::None {
        return find_roles(known, sums, signs);
    }
    let mut free = known.clone();
    free.skipped.clear();
    [free.total_rule, free.skip_rule] = [RuleKind::None; 2];
    let free_roles = find_roles(&free, sums, signs);
    let answers = Answers::collect(known, &free_roles);
    let mut answered = known.clone();
    answers.apply(&mut answered, &free_roles, sums, signs);
    loop {
        let mut roles = find_roles(&answered, sums, signs);
        let before = answered.plain.len();
        for doubt in &roles.doubts {
            answered.plain.extend(answers.find_released(known, doubt));
        }
        answered.plain.sort_unstable();
        answered.plain.dedup();
        if answered.plain.len() == before {
            roles.doubts.retain(|doubt| answers.find_released(known, doubt).is_empty());
            keep_sure_sums(&mut roles, &answered, &answers.sums);
            return roles;
        }
    }
}

/// What was a sum without the rules of the form stays one: with the rows that a rule leaves
/// out, or counts in, a table may not prove it any more.
fn keep_sure_sums(roles: &mut RowRoles, answered: &KnownRows, sure: &HashSet<usize>) {
    let RowRoles { doubts, passed, total, second_totals, .. } = roles;
    doubts.retain(|doubt| !doubt.rows.iter().all(|row| sure.contains(row)));
    let decided: HashSet<_> = passed
        .iter()
        .map(|(row, _)| row)
        .chain(doubts.iter().flat_map(|doubt| &doubt.rows))
        .chain(second_totals.iter())
        .chain(total.iter())
        .copied()
        .collect();
    let mut kept: Vec<_> = sure.difference(&decided).copied().collect();
    kept.retain(|row| !answered.is_plain(*row));
    passed.extend(kept.into_iter().map(|row| (row, PassReason::GroupSum)));
}

/// What would be asked without the rules of the form.
struct Answers {
    /// Rows that may be totals.
    totals: Vec<usize>,
    /// Rows that may be sums of groups, or parts.
    groups: Vec<usize>,
    /// Rows that are sums of groups whatever is answered.
    sums: HashSet<usize>,
    /// Whether `bo_hang` leaves out one of those that may be.
    is_group_answered: bool,
}

impl Answers {
    fn collect(known: &KnownRows, free: &RowRoles) -> Self {
        let [mut totals, mut groups] = [Vec::new(), Vec::new()];
        for doubt in &free.doubts {
            match doubt.kind {
                DoubtKind::Total | DoubtKind::Named => totals.extend(&doubt.rows),
                DoubtKind::Groups
                | DoubtKind::Differing
                | DoubtKind::Details
                | DoubtKind::Remarks => {
                    groups.extend(&doubt.rows);
                }
                DoubtKind::Behind => {}
            }
        }
        let is_skipped = |row: &usize| known.skipped.binary_search(row).is_ok();
        let is_group_answered = groups.iter().any(is_skipped);
        let sums = free.passed.iter().filter(|(_, why)| *why == PassReason::GroupSum);
        let sums = sums.map(|(row, _)| *row).collect();
        Self { totals, groups, sums, is_group_answered }
    }

    /// The rows of a question that the form answers: they are rows of the table.
    fn find_released(&self, known: &KnownRows, doubt: &Doubt) -> Vec<usize> {
        let is_group = match doubt.kind {
            DoubtKind::Total | DoubtKind::Named => false,
            DoubtKind::Groups
            | DoubtKind::Differing
            | DoubtKind::Details
            | DoubtKind::Remarks => true,
            DoubtKind::Behind => return Vec::new(),
        };
        let rule = if is_group { known.skip_rule } else { known.total_rule };
        let is_released = |row: &usize| match rule {
            RuleKind::None => false,
            RuleKind::Where if is_group => {
                self.is_group_answered && self.groups.contains(row)
            }
            RuleKind::Nothing | RuleKind::Where => true,
        };
        let mut rows = doubt.rows.clone();
        rows.retain(|row| is_released(row) && !self.sums.contains(row));
        rows
    }

    /// What the rules make of the rows.
    fn apply(
        &self,
        known: &mut KnownRows,
        free: &RowRoles,
        sums: &RowSums,
        signs: &RowSigns,
    ) {
        match known.total_rule {
            RuleKind::None => {}
            RuleKind::Where => {
                for name in &mut known.names {
                    if *name == NameKind::Total {
                        *name = NameKind::Part;
                    }
                }
                for row in &known.form_totals {
                    known.names[*row] = NameKind::Total;
                }
            }
            RuleKind::Nothing => self.release_totals(known, free, sums),
        }
        if known.skip_rule == RuleKind::Nothing && self.groups.is_empty() {
            // Nothing was asked: what only its figures make a sum is meant.
            let is_candidate = |row: usize| {
                !matches!(signs.numeral(row), Numeral::Roman(_) | Numeral::Letter(_))
                    && matches!(known.names[row], NameKind::Other | NameKind::Count)
            };
            known.plain.extend(self.sums.iter().filter(|row| is_candidate(**row)));
        }
        known.plain.sort_unstable();
    }

    /// `hang_tong: khong`: a row that is called a total and adds up stays one, since it
    /// would be counted twice; no other is.
    fn release_totals(&self, known: &mut KnownRows, free: &RowRoles, sums: &RowSums) {
        let sure = free
            .total
            .filter(|total| free.adds_up && known.names[*total] == NameKind::Total);
        for (row, name) in known.names.iter_mut().enumerate() {
            let is_sure =
                sure.is_some_and(|sure| is_equal(sums.row(sure), sums.row(row)));
            if *name == NameKind::Total && !is_sure {
                *name = NameKind::Other;
            }
        }
        if self.totals.is_empty() {
            let repeated =
                free.passed.iter().filter(|(_, why)| *why == PassReason::RepeatedTotal);
            let taken = repeated.map(|(row, _)| *row).chain(free.total);
            let taken: Vec<_> =
                taken.filter(|row| known.names[*row] != NameKind::Total).collect();
            known.plain.extend(taken);
        }
    }
}

/// Takes the total at the edge of the table out of the rows that `bo_hang` meets, where it
/// meets others too: a condition on what sums of districts have in common (`ma = ""`) is
/// not meant for it, and it shows whether a row of data went with them.
pub(super) fn skip_no_total(names: &[NameKind], skipped: &mut Vec<usize>) {
    let mut totals = skipped.iter().filter(|row| names[**row] == NameKind::Total);
    let (Some(total), None) = (totals.next().copied(), totals.next()) else { return };
    let is_at_edge = total == 0 || total + 1 == names.len();
    if is_at_edge && skipped.len() > 1 {
        skipped.retain(|row| *row != total);
    }
}
