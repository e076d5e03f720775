//! Which rows are sums of groups: `I Vùng thấp` above its villages, `Cộng huyện A` below
//! them. What adds up and stands out is one; what only adds up, or only stands out, is a
//! doubt.

use std::ops::Range;

use super::row_outline::find_outline;
use super::row_signs::{Numeral, RowSigns};
use super::row_sums::{RowSums, RunSums, is_equal};

/// Rows beside sums without which nothing is taken for granted.
pub(super) const LEAST_ROWS: usize = 3;

/// About how many rows must be tried until one adds up by chance, for sums that nothing
/// but their figures shows.
pub(super) const SURE_WEIGHT: u64 = 10_000;

/// What was found of the groups of a table.
#[derive(Debug, Default)]
pub(super) struct GroupRows {
    /// Rows that are sums of groups.
    pub(super) sums: Vec<usize>,
    /// Rows that add up, and could be rows like others.
    pub(super) doubtful: Vec<usize>,
    /// Rows that stand over a group and are not its sum.
    pub(super) differing: Vec<usize>,
    /// Rows that are less than the one over them, by their numbers: its parts perhaps.
    pub(super) details: Vec<usize>,
}

impl GroupRows {
    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.sums.is_empty()
            && self.doubtful.is_empty()
            && self.differing.is_empty()
            && self.details.is_empty()
    }

    fn extend(&mut self, other: Self) {
        self.sums.extend(other.sums);
        self.doubtful.extend(other.doubtful);
        self.differing.extend(other.differing);
        self.details.extend(other.details);
    }

    /// Settles doubts by the total of the table: it counts the rows in or does not. Returns
    /// rows that are parts of others by it.
    pub(super) fn settle(
        &mut self,
        sums: &RowSums,
        leaves: &[usize],
        total: usize,
        is_filed: bool,
    ) -> Vec<usize> {
        let doubts = [&self.doubtful, &self.differing, &self.details];
        if doubts.iter().all(|rows| rows.is_empty()) {
            return Vec::new();
        }
        let has_total = |left_out: &[&[usize]]| {
            let is_left = |row: &&usize| left_out.iter().all(|rows| !rows.contains(row));
            sums.fits_row(total, &sums.sum(leaves.iter().filter(is_left).copied()))
        };
        if self.sums.is_empty() && has_total(&[]) {
            *self = Self::default();
        } else if is_filed && self.differing.is_empty() {
            if self.details.is_empty() && has_total(&[&self.sums]) {
                self.doubtful.clear();
            } else if has_total(&[&self.sums, &self.doubtful, &self.details]) {
                self.sums.append(&mut self.doubtful);
                self.sums.sort_unstable();
                return std::mem::take(&mut self.details);
            }
        }
        Vec::new()
    }
}

/// Looks for groups among `leaves`, rows that are no totals by their names. Inner groups
/// come before those around them, which are sums of what is left.
pub(super) fn find_groups(
    sums: &RowSums,
    signs: &RowSigns,
    leaves: &[usize],
) -> GroupRows {
    let mut res = find_outline(sums, signs.marks(), leaves);
    let mut left = leaves.to_vec();
    left.retain(|row| {
        [&res.sums, &res.doubtful, &res.differing, &res.details]
            .iter()
            .all(|rows| !rows.contains(row))
    });
    let families = list_families(signs, &left);
    for index in 0..families.len() {
        let runs = RunSums::new(sums, left.clone());
        // A group ends where one of its own level begins, or one around it.
        let mut ends: Vec<_> =
            families[index..].iter().flat_map(|f| f.rows.iter().copied()).collect();
        ends.sort_unstable();
        let family = &families[index];
        let found = match family.sign {
            Sign::Numeral => judge_numerals(sums, signs, &runs, family, &ends),
            Sign::Bold | Sign::NoNumber => judge_marked(sums, &runs, family, &ends),
        };
        left.retain(|row| {
            found.sums.binary_search(row).is_err()
                && found.doubtful.binary_search(row).is_err()
        });
        res.extend(found);
    }
    if res.is_empty() {
        res = find_any_cover(sums, &left);
    }
    if res.is_empty() {
        res.doubtful = find_partial_heads(sums, &left);
    }
    res
}

/// Rows over or under some rows of the table that add up to them, where that is hardly
/// chance: their figures are many or large for the number of rows.
fn find_partial_heads(sums: &RowSums, leaves: &[usize]) -> Vec<usize> {
    const TRIES: u64 = 1_000;
    let runs = RunSums::new(sums, leaves.to_vec());
    let mut heads = Vec::new();
    let mut end = 0;
    for (position, row) in leaves.iter().enumerate() {
        if position < end || sums.is_nought(*row) {
            continue;
        }
        let Some(run) = runs.find_run_after(position + 1, *row) else { continue };
        if runs.count_filled(run.clone()) >= 2 {
            heads.push(*row);
            end = run.end;
        }
    }
    if heads.is_empty() {
        let mut start = leaves.len();
        for (position, row) in leaves.iter().enumerate().rev() {
            if position >= start || sums.is_nought(*row) {
                continue;
            }
            let Some(run) = runs.find_run_before(position, *row) else { continue };
            if runs.count_filled(run.clone()) >= 2 {
                heads.push(*row);
                start = run.start;
            }
        }
        heads.reverse();
    }
    let tries = u64::try_from(leaves.len()).unwrap_or(u64::MAX).saturating_mul(TRIES);
    let all = heads.iter().fold(1_u64, |all, _| all.saturating_mul(tries));
    if weigh_all(sums, &heads) >= all { heads } else { Vec::new() }
}

/// Groups that only add up, with a total under another name above or below them or without
/// one.
fn find_any_cover(sums: &RowSums, leaves: &[usize]) -> GroupRows {
    let [first, .., last] = leaves else { return GroupRows::default() };
    let runs = RunSums::new(sums, leaves.to_vec());
    let end = leaves.len();
    let tries = [(0..end, None), (0..end - 1, Some(last)), (1..end, Some(first))];
    for (run, total) in tries {
        let found = find_cover(sums, &runs, run);
        let heads = [&found.sums[..], &found.doubtful[..]].concat();
        let is_total = total
            .is_none_or(|total| is_equal(sums.row(*total), &sums.sum(heads.clone())));
        if is_total && !heads.is_empty() {
            return found;
        }
    }
    GroupRows::default()
}

/// What the rows of a family have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Numeral,
    Bold,
    NoNumber,
}

/// Rows with one sign.
#[derive(Debug)]
struct Family {
    sign: Sign,
    rows: Vec<usize>,
}

/// The families of rows that stand out, inner ones first: what comes first stands around
/// what follows.
fn list_families(signs: &RowSigns, leaves: &[usize]) -> Vec<Family> {
    let pick = |keep: &dyn Fn(usize) -> bool| -> Vec<usize> {
        leaves.iter().copied().filter(|row| keep(*row)).collect()
    };
    let numerals = [
        pick(&|row| matches!(signs.numeral(row), Numeral::Roman(_))),
        pick(&|row| matches!(signs.numeral(row), Numeral::Letter(_))),
    ];
    let mut res = Vec::new();
    for rows in numerals {
        if is_counted_through(signs, &rows) && rows.len() < leaves.len() {
            res.push(Family { sign: Sign::Numeral, rows });
        }
    }
    if res.is_empty() {
        let bold = pick(&|row| signs.is_bold(row));
        let unnumbered = pick(&|row| signs.lacks_number(row));
        let is_same = bold == unnumbered;
        for (sign, rows) in [(Sign::Bold, bold), (Sign::NoNumber, unnumbered)] {
            let is_again = is_same && sign == Sign::NoNumber;
            if !rows.is_empty() && !is_again {
                res.push(Family { sign, rows });
            }
        }
    }
    res.sort_by_key(|family| std::cmp::Reverse(family.rows[0]));
    res
}

/// Whether numerals count from one, each from the one before or from one again.
fn is_counted_through(signs: &RowSigns, rows: &[usize]) -> bool {
    let values: Vec<_> = rows
        .iter()
        .map(|row| match signs.numeral(*row) {
            Numeral::Roman(value) | Numeral::Letter(value) => value,
            Numeral::Digits | Numeral::Empty | Numeral::Other => 0,
        })
        .collect();
    // The row with the first Roman numeral may be hidden, and any left out by the form.
    let is_roman = rows.iter().all(|r| matches!(signs.numeral(*r), Numeral::Roman(_)));
    let may_lack = !rows.is_empty() && is_roman && signs.has_order;
    (values.first() == Some(&1) || may_lack)
        && values.windows(2).all(|pair| {
            pair[1] == pair[0] + 1 || pair[1] == 1 || may_lack && pair[1] > pair[0]
        })
}

/// The rows of a family by what their groups add up to.
#[derive(Debug, Default)]
struct Judged {
    sums: Vec<usize>,
    /// Sums of two rows at least that are no noughts.
    proven: usize,
    differing: Vec<usize>,
    /// Filled rows in all groups.
    filled: usize,
    /// All rows in groups that add up.
    covered: usize,
}

/// Compares the rows of a family with their groups.
fn compare_groups(
    sums: &RowSums,
    runs: &RunSums<'_>,
    groups: impl Iterator<Item = (usize, Range<usize>)>,
) -> Judged {
    let mut res = Judged::default();
    for (row, run) in groups {
        if run.is_empty() || !sums.has_figure(row) {
            continue;
        }
        if runs.fits_run(run.clone(), row) {
            let filled = runs.count_filled(run.clone());
            res.proven += usize::from(filled >= 2 && !sums.is_nought(row));
            res.filled += filled;
            res.covered += run.len();
            res.sums.push(row);
        } else {
            res.filled += runs.count_filled(run);
            res.differing.push(row);
        }
    }
    res
}

/// Rows with Roman numerals or letters. That they stand over a group is plain; what is not
/// its sum is a doubt.
fn judge_numerals(
    sums: &RowSums,
    signs: &RowSigns,
    runs: &RunSums<'_>,
    family: &Family,
    ends: &[usize],
) -> GroupRows {
    let groups = family.rows.iter().map(|row| {
        let run = trim_run(signs, runs, *row, find_run_below(runs, *row, ends));
        (*row, run)
    });
    let judged = compare_groups(sums, runs, groups);
    let is_all_sums = judged.sums.len() >= 2 && judged.differing.is_empty();
    if judged.proven > 0 || is_all_sums || signs.has_order && !judged.sums.is_empty() {
        return if judged.filled >= LEAST_ROWS {
            GroupRows {
                sums: judged.sums,
                differing: judged.differing,
                ..GroupRows::default()
            }
        } else {
            GroupRows {
                doubtful: judged.sums,
                differing: judged.differing,
                ..GroupRows::default()
            }
        };
    }
    // Numbers that begin again below each: groups by their look.
    let is_nested = signs.has_order
        && judged.differing.iter().all(|row| {
            let next = runs.rows().get(runs.position(*row) + 1);
            next.is_some_and(|next| signs.numeral(*next) == Numeral::Digits)
        });
    let differing = if is_nested { judged.differing } else { Vec::new() };
    GroupRows { differing, ..GroupRows::default() }
}

/// Without the last row, where that is a total under another name.
fn trim_run(
    signs: &RowSigns,
    runs: &RunSums<'_>,
    row: usize,
    run: Range<usize>,
) -> Range<usize> {
    let is_last = run.end == runs.rows().len() && run.len() > 1;
    if is_last && !runs.fits_run(run.clone(), row) {
        let shorter = run.start..run.end - 1;
        if signs.has_sign(runs.rows()[shorter.end]) && runs.fits_run(shorter.clone(), row)
        {
            return shorter;
        }
    }
    run
}

/// Rows in bold, or without a number. A village may be so too: they are sums where all
/// rows stand in groups that add up. Noughts over other rows are the sum of nothing: what
/// they do not let add up may do so without them.
fn judge_marked(
    sums: &RowSums,
    runs: &RunSums<'_>,
    family: &Family,
    ends: &[usize],
) -> GroupRows {
    let found = judge_marked_rows(sums, runs, &family.rows, ends);
    let is_nought = |row: &usize| sums.has_figure(*row) && sums.is_nought(*row);
    if !found.is_empty() || !family.rows.iter().any(is_nought) {
        return found;
    }
    let [rows, ends] = [&family.rows[..], ends].map(|rows| {
        rows.iter().copied().filter(|row| !is_nought(row)).collect::<Vec<_>>()
    });
    judge_marked_rows(sums, runs, &rows, &ends)
}

fn judge_marked_rows(
    sums: &RowSums,
    runs: &RunSums<'_>,
    family: &[usize],
    ends: &[usize],
) -> GroupRows {
    let below = family.iter().map(|row| (*row, find_run_below(runs, *row, ends)));
    let below = compare_groups(sums, runs, below);
    let above = family.iter().map(|row| (*row, find_run_above(runs, *row, ends)));
    let above = compare_groups(sums, runs, above);
    let judged = if above.proven > below.proven { above } else { below };
    // Groups of one row each are equal neighbours, but for the sign.
    let is_all_sums = judged.sums.len() >= 2 && judged.differing.is_empty();
    let is_more =
        is_all_sums || judged.proven > 0 && judged.sums.len() > judged.differing.len();
    if !is_more || judged.covered + family.len() < runs.rows().len() {
        return GroupRows::default();
    }
    // One group of all rows is the total, which is looked for elsewhere.
    if judged.covered + 1 == runs.rows().len() && family.len() == 1 {
        return GroupRows::default();
    }
    let differing = judged.differing;
    if judged.filled >= LEAST_ROWS && judged.proven > 0 {
        GroupRows { sums: judged.sums, differing, ..GroupRows::default() }
    } else {
        GroupRows { doubtful: judged.sums, differing, ..GroupRows::default() }
    }
}

/// The rows from behind a row to the next one that ends its group.
fn find_run_below(runs: &RunSums<'_>, row: usize, ends: &[usize]) -> Range<usize> {
    let next = ends.get(ends.partition_point(|end| *end <= row));
    let start = runs.position(row) + 1;
    let end = next.map_or(runs.rows().len(), |next| runs.position(*next));
    start.min(end)..end
}

/// The rows from behind the last one that ends a group to a row.
fn find_run_above(runs: &RunSums<'_>, row: usize, ends: &[usize]) -> Range<usize> {
    let before = ends.partition_point(|end| *end < row).checked_sub(1);
    let end = runs.position(row);
    let start = before.map_or(0, |before| runs.position(ends[before]) + 1);
    start.min(end)..end
}

/// Groups in a run that only add up: they must take in all its rows, and most must have
/// two rows at least, for equal neighbours are common.
fn find_cover(sums: &RowSums, runs: &RunSums<'_>, run: Range<usize>) -> GroupRows {
    let rows = run.len();
    let heads = find_heads_above(sums, runs, run.clone())
        .or_else(|| find_heads_below(sums, runs, run));
    let Some(heads) = heads.filter(|heads| heads.len() >= 2) else {
        return GroupRows::default();
    };
    let weight = weigh_all(sums, &heads);
    let is_paired = runs.rows().len() == heads.len() * 2;
    let is_sure = !is_paired
        && heads.iter().all(|row| sums.count_figures(*row) >= 2)
        && weight >= SURE_WEIGHT
        && rows - heads.len() >= LEAST_ROWS;
    if is_sure {
        GroupRows { sums: heads, ..GroupRows::default() }
    } else {
        GroupRows { doubtful: heads, ..GroupRows::default() }
    }
}

/// The rows over groups that take in all rows of a run, from the first on.
fn find_heads_above(
    sums: &RowSums,
    runs: &RunSums<'_>,
    Range { mut start, end }: Range<usize>,
) -> Option<Vec<usize>> {
    let (mut heads, mut proven) = (Vec::new(), 0);
    while start < end {
        let row = runs.rows()[start];
        if sums.is_nought(row) {
            // Noughts belong to the group above them.
            heads.last()?;
            start += 1;
            continue;
        }
        let run = runs.scan_from_start(start + 1..end, row)?;
        proven += usize::from(runs.count_filled(run.clone()) >= 2);
        heads.push(row);
        start = run.end;
    }
    is_convincing(sums, &heads, proven).then_some(heads)
}

/// Whether groups are more than equal neighbours: most have two rows at least, or some and
/// all sums are large and differ.
fn is_convincing(sums: &RowSums, heads: &[usize], proven: usize) -> bool {
    let mut figures: Vec<_> = heads.iter().map(|head| sums.row(*head)).collect();
    figures.sort();
    figures.dedup();
    // Neighbours that are equal in pairs throughout are groups of one row each.
    let is_paired = proven == 0 && heads.len() >= 2;
    proven * 2 > heads.len()
        || (proven > 0 || is_paired)
            && figures.len() == heads.len()
            && weigh_all(sums, heads) >= SURE_WEIGHT
}

/// How much it says that all of these rows are sums.
fn weigh_all(sums: &RowSums, rows: &[usize]) -> u64 {
    rows.iter().fold(1, |weight: u64, row| weight.saturating_mul(sums.weigh(*row)))
}

/// The rows under groups that take in all rows of a run, from the last on.
fn find_heads_below(
    sums: &RowSums,
    runs: &RunSums<'_>,
    Range { start, mut end }: Range<usize>,
) -> Option<Vec<usize>> {
    let (mut heads, mut proven) = (Vec::new(), 0);
    while end > start {
        let row = runs.rows()[end - 1];
        if sums.is_nought(row) {
            heads.last()?;
            end -= 1;
            continue;
        }
        let run = runs.scan_from_end(start..end - 1, row)?;
        proven += usize::from(runs.count_filled(run.clone()) >= 2);
        heads.push(row);
        end = run.start;
    }
    heads.reverse();
    is_convincing(sums, &heads, proven).then_some(heads)
}
