//! What each row of the data is: a row of the table, its total, the sum of a group; by what
//! the form says, by the names of the rows, and by what adds up.

use super::account::PassReason;
use super::row_groups::{self, GroupRows};
use super::row_rules::RuleKind;
use super::row_signs::RowSigns;
use super::row_sums::{RowSums, RunSums, is_equal};
use super::total_name::NameKind;

/// What is known of the rows before anything is added up.
#[derive(Debug, Clone)]
pub(super) struct KnownRows {
    /// What the name of each row says.
    pub(super) names: Vec<NameKind>,
    /// Rows that have no name: they are a finding of their own.
    pub(super) nameless: Vec<bool>,
    /// Rows without a name that have words in another column: `Huyện A`, over the villages
    /// of a pivot.
    pub(super) headed: Vec<usize>,
    /// Rows that say that they are part of others or a rate of them: `Trong đó: nữ`.
    pub(super) remarks: Vec<usize>,
    /// Rows with the name of a group and no figure.
    pub(super) titles: Vec<usize>,
    /// Rows that the form leaves out.
    pub(super) skipped: Vec<usize>,
    /// Rows that are totals by the form.
    pub(super) form_totals: Vec<usize>,
    /// Rows that are rows of the table, whatever they add up to: the form says so.
    pub(super) plain: Vec<usize>,
    /// What the form says of totals: `hang_tong`.
    pub(super) total_rule: RuleKind,
    /// What the form says of rows that are left out: `bo_hang`.
    pub(super) skip_rule: RuleKind,
    /// Whether the form says where the table ends.
    pub(super) has_end: bool,
    /// Whether these are the rows of one unit, of a table of many.
    pub(super) is_part: bool,
    /// Whether rows of a file are told in its account, so that they may be passed over.
    pub(super) is_filed: bool,
}

/// What the rows are.
#[derive(Debug, Default)]
pub(super) struct RowRoles {
    /// The total row.
    pub(super) total: Option<usize>,
    /// Rows that are left out, in no order.
    pub(super) passed: Vec<(usize, PassReason)>,
    /// Further total rows that differ from the first.
    pub(super) second_totals: Vec<usize>,
    /// What has two readings.
    pub(super) doubts: Vec<Doubt>,
    /// Whether the total row is the sum of the rows.
    pub(super) adds_up: bool,
}

/// Rows that can be read in two ways.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) kind: DoubtKind,
    /// The rows, in their order.
    pub(super) rows: Vec<usize>,
    /// The first and the last of the rows that add up to it, where they stand together.
    pub(super) summed: Option<[usize; 2]>,
}

/// What the two readings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DoubtKind {
    /// The total of the table, or a row.
    Total,
    /// Sums of groups, or rows.
    Groups,
    /// Over a group and not its sum.
    Differing,
    /// Called like a total and not the sum.
    Named,
    /// Parts of other rows or rates of them, by their names.
    Remarks,
    /// Under a row by their numbers, and less than it.
    Details,
    /// Behind the total, and perhaps of the table.
    Behind,
}

/// Finds out what the rows are.
pub(super) fn find_roles(
    known: &KnownRows,
    sums: &RowSums,
    signs: &RowSigns,
) -> RowRoles {
    let mut res = RowRoles::default();
    res.passed.extend(known.skipped.iter().map(|row| (*row, PassReason::ByForm)));
    let mut leaves = Vec::with_capacity(known.names.len());
    let (mut totals, mut parts, mut likes) = (Vec::new(), Vec::new(), Vec::new());
    let titles = known.titles.iter();
    let titles = titles.filter(|row| known.skipped.binary_search(row).is_err());
    res.passed.extend(titles.map(|row| (*row, PassReason::GroupTitle)));
    for (row, name) in known.names.iter().enumerate() {
        match name {
            _ if known.skipped.binary_search(&row).is_ok() => {}
            _ if known.titles.binary_search(&row).is_ok() => {}
            NameKind::Total => totals.push(row),
            NameKind::Part if !known.is_plain(row) => parts.push(row),
            _ if known.nameless[row] => {}
            NameKind::Like if !known.is_plain(row) => {
                likes.push(row);
                leaves.push(row);
            }
            NameKind::Part | NameKind::Like | NameKind::Count | NameKind::Other => {
                leaves.push(row);
            }
        }
    }
    let mut roles = Deciding { known, sums, signs, leaves, like_total: None, res };
    if !sums.is_empty() {
        roles.judge_remarks(&totals);
        roles.judge_likes(&likes, &mut totals, &mut parts);
        if totals.is_empty() {
            roles.find_unnamed_totals();
        }
        roles.judge_headed();
        roles.judge_parts(&parts);
        roles.find_groups(&totals);
    }
    roles.judge_totals(totals);
    roles.judge_like_total();
    if !sums.is_empty() && roles.res.second_totals.is_empty() {
        roles.find_unnamed_totals();
    }
    let whole = sums.sum(roles.leaves.iter().copied());
    let total = roles.res.total;
    roles.res.adds_up = total.is_some_and(|total| sums.fits_row(total, &whole));
    roles.res
}

/// The roles as far as they are decided, and the rows that are still rows of the table.
pub(super) struct Deciding<'d> {
    pub(super) known: &'d KnownRows,
    pub(super) sums: &'d RowSums,
    pub(super) signs: &'d RowSigns,
    pub(super) leaves: Vec<usize>,
    /// The total row, where it is only called like one.
    pub(super) like_total: Option<usize>,
    pub(super) res: RowRoles,
}

impl Deciding<'_> {
    /// Rows without a name over others of which they are the sum: those of communes and
    /// districts in a pivot. What does not add up has no name, which is told.
    fn judge_headed(&mut self) {
        if self.known.headed.is_empty() {
            return;
        }
        let runs = RunSums::new(self.sums, self.leaves.clone());
        for row in &self.known.headed {
            if matches!(self.known.names[*row], NameKind::Total | NameKind::Part) {
                continue;
            }
            let position = runs.position(*row);
            if runs.find_run_after(position, *row).is_some()
                || runs.find_run_before(position, *row).is_some()
            {
                self.res.passed.push((*row, PassReason::GroupSum));
            }
        }
    }

    /// Rows whose names say that they are sums of groups.
    fn judge_parts(&mut self, parts: &[usize]) {
        if parts.is_empty() {
            return;
        }
        let runs = RunSums::new(self.sums, self.leaves.clone());
        let mut found = GroupRows::default();
        for row in parts {
            let position = runs.position(*row);
            let is_sum = self.sums.is_nought(*row)
                || runs.find_run_before(position, *row).is_some()
                || runs.find_run_after(position, *row).is_some()
                || runs.fits_beside(position, *row);
            if is_sum { &mut found.sums } else { &mut found.differing }.push(*row);
        }
        self.record_groups(found);
    }

    /// Rows that stand out, or only add up, as sums of groups.
    fn find_groups(&mut self, totals: &[usize]) {
        let mut found = row_groups::find_groups(self.sums, self.signs, &self.leaves);
        let GroupRows { sums, doubtful, differing, details } = &mut found;
        for rows in [sums, doubtful, differing, details] {
            rows.retain(|row| !self.known.is_plain(*row));
        }
        // A total that counts the rows in, or does not, answers what would be asked.
        if let [total] = totals {
            let is_filed = self.known.is_filed;
            let details = found.settle(self.sums, &self.leaves, *total, is_filed);
            self.leaves.retain(|row| !details.contains(row));
            self.res
                .passed
                .extend(details.into_iter().map(|row| (row, PassReason::Part)));
        }
        self.record_groups(found);
    }

    fn record_groups(&mut self, found: GroupRows) {
        let GroupRows { sums, mut doubtful, mut differing, details } = found;
        if self.known.is_filed {
            self.res.passed.extend(sums.iter().map(|row| (*row, PassReason::GroupSum)));
        } else {
            doubtful.extend(&sums);
        }
        doubtful.sort_unstable();
        differing.sort_unstable();
        let taken = [&sums, &doubtful, &differing, &details];
        let mut taken: Vec<_> = taken.into_iter().flatten().copied().collect();
        taken.sort_unstable();
        self.leaves.retain(|row| taken.binary_search(row).is_err());
        self.doubt(DoubtKind::Details, details);
        // One question for all rows of a table.
        if let ([row], []) = (&doubtful[..], &differing[..]) {
            let summed = self.find_summed(*row);
            let kind = DoubtKind::Groups;
            self.res.doubts.push(Doubt { kind, rows: vec![*row], summed });
        } else if differing.is_empty() {
            self.doubt(DoubtKind::Groups, doubtful);
        } else {
            differing.extend(doubtful);
            differing.sort_unstable();
            self.doubt(DoubtKind::Differing, differing);
        }
    }

    /// The first and the last of the rows of the table that add up to a row beside them.
    fn find_summed(&self, row: usize) -> Option<[usize; 2]> {
        let runs = RunSums::new(self.sums, self.leaves.clone());
        let position = runs.position(row);
        let run = runs
            .find_run_after(position, row)
            .or_else(|| runs.find_run_before(position, row))?;
        Some([runs.rows()[run.start], runs.rows()[run.end - 1]])
    }

    /// Asks about rows, if there are any.
    pub(super) fn doubt(&mut self, kind: DoubtKind, rows: Vec<usize>) {
        if !rows.is_empty() {
            self.res.doubts.push(Doubt { kind, rows, summed: None });
        }
    }

    /// Rows whose names say that they are the total: one is, others are sums of groups or
    /// say the same again.
    fn judge_totals(&mut self, totals: Vec<usize>) {
        let Some((&first, more)) = totals.split_first() else { return };
        if more.is_empty() || self.sums.is_empty() {
            self.res.total.get_or_insert(first);
            self.res.second_totals.extend(more);
            self.judge_rows_behind(first);
            return;
        }
        let whole = self.sums.sum(self.leaves.iter().copied());
        let runs = RunSums::new(self.sums, self.leaves.clone());
        let (mut of_all, mut others, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for row in totals {
            let position = runs.position(row);
            if self.sums.fits_row(row, &whole) {
                of_all.push(row);
            } else if self.known.is_filed
                && self.known.form_totals.is_empty()
                && (runs.find_run_before(position, row).is_some()
                    || runs.find_run_after(position, row).is_some())
            {
                parts.push(row);
            } else {
                others.push(row);
            }
        }
        if of_all.is_empty() && others.is_empty() {
            self.judge_blocks(&parts);
        }
        self.res.passed.extend(parts.iter().map(|row| (*row, PassReason::GroupSum)));
        self.choose_total(of_all, others);
    }

    /// Several totals, each of the rows above it, and none of all: two tables, unless the
    /// groups have titles.
    fn judge_blocks(&mut self, totals: &[usize]) {
        let [first, _, ..] = totals else { return };
        let has_rule = self.known.skip_rule != RuleKind::None;
        if self.known.has_end || has_rule || !self.known.titles.is_empty() {
            return;
        }
        let start = self.leaves.partition_point(|row| row < first);
        if start > 0 && start < self.leaves.len() {
            let behind = self.leaves.split_off(start);
            self.doubt(DoubtKind::Behind, behind);
        }
    }

    /// The total among rows that all say so: one that is the sum of the table before
    /// another. Rows that say the same are one.
    fn choose_total(&mut self, of_all: Vec<usize>, others: Vec<usize>) {
        let candidates = [of_all, others].concat();
        let Some((&total, more)) = candidates.split_first() else { return };
        self.res.total = Some(total);
        for row in more {
            // Typed rows stand before their writer's eyes, and have no account.
            let is_told = self.known.is_filed;
            if is_told && is_equal(self.sums.row(*row), self.sums.row(total)) {
                self.res.passed.push((*row, PassReason::RepeatedTotal));
            } else {
                self.res.second_totals.push(*row);
            }
        }
    }

    /// Rows of figures behind a total that has all rows above it.
    fn judge_rows_behind(&mut self, total: usize) {
        let start = self.leaves.partition_point(|row| *row < total);
        if start == 0
            || !self.known.is_filed
            || self.known.has_end
            || self.sums.is_nought(total)
        {
            return;
        }
        let body = self.sums.sum(self.leaves[..start].iter().copied());
        let behind: Vec<_> = self.leaves[start..].to_vec();
        let is_all_above = is_equal(&body, self.sums.row(total));
        if is_all_above && behind.iter().any(|row| !self.sums.is_nought(*row)) {
            self.leaves.truncate(start);
            self.doubt(DoubtKind::Behind, behind);
        }
    }
}
