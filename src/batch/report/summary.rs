//! The report computed once: counts, the place of each unit in the order of every
//! column, and bars. All whole numbers.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::{Check, CheckOutcome, HeadlineFigure, RunReport, SharedDiagnostic};
use crate::batch::{SavedDiagnostic, UnitRecord, UnitState};
use crate::diagnostic::Severity;
use crate::language::compare_names;
use crate::quantity::Number;

/// Width that all bars share: the greatest figure is this wide.
const BAR: i32 = 1000;

/// What the formats print.
#[derive(Debug)]
pub struct RunSummary<'a> {
    /// The report that it was computed from.
    pub run: RunReport<'a>,
    /// How many units there are of each state.
    pub counts: StateCounts,
    /// All findings: of units, of the office's own paper, and shared ones once.
    pub found: SeverityCounts,
    /// How many findings the forms suppress.
    pub suppressed: usize,
    /// Pages of all papers that are there.
    pub pages: usize,
    /// Whether all that must reconcile does; `None` where nothing is asked.
    pub reconciles: Option<bool>,
    /// The units, in the order of their table.
    pub rows: Vec<SummaryRow<'a>>,
}

/// How many units there are of each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// All units of the set.
    pub total: usize,
    /// Units whose papers were made in this run.
    pub built: usize,
    /// Units whose papers are of an earlier run, and current.
    pub kept: usize,
    /// Units whose forms have errors.
    pub faulty: usize,
    /// Units whose papers could not be made or written.
    pub failed: usize,
    /// Units whose papers wait for cells of others.
    pub waiting: usize,
    /// Units that the selection of the run left out.
    pub skipped: usize,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeverityCounts {
    /// What keeps a paper from being made.
    pub errors: usize,
    /// What is likely wrong.
    pub warnings: usize,
    /// What may be worth a look.
    pub hints: usize,
}

/// A unit as a row of the table of the report.
#[derive(Debug)]
pub struct SummaryRow<'a> {
    /// Its place in the table, from 1.
    pub ordinal: usize,
    /// What is known of it.
    pub unit: &'a UnitRecord,
    /// How many findings its own files have.
    pub found: SeverityCounts,
    /// Findings of the set and the master that were met in it.
    pub met: Vec<&'a SavedDiagnostic>,
    /// How many findings of `met` there are.
    pub shared: SeverityCounts,
    /// Its headline figure (`chi_so`), where it has one.
    pub measure: Option<&'a HeadlineFigure>,
    /// The picture of that figure.
    pub bar: Option<Bar>,
    /// Its place among all names, in the order of the alphabet; equal names share one.
    pub name_rank: usize,
    /// Its place among all keys.
    pub key_rank: usize,
    /// Its place by findings: errors, then warnings, then hints.
    pub found_rank: usize,
    /// Its place by the headline figure.
    pub measure_rank: Option<usize>,
}

/// A bar, in thousandths of the width that all share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Where it begins, from the left.
    pub start: u32,
    /// How long it is, from there.
    pub width: u32,
    /// Whether the figure is below zero.
    pub negative: bool,
}

impl<'a> RunSummary<'a> {
    /// Computes what all formats show: counts, ranks and bars.
    #[must_use]
    pub fn new(run: RunReport<'a>) -> Self {
        let all = run.units.iter().chain(run.common);
        let mut found = SeverityCounts::default();
        let mut suppressed = 0;
        let mut pages = 0;
        for record in all {
            found = found.plus(SeverityCounts::from_findings(&record.findings));
            suppressed += record.suppressed;
            pages += record.pages;
        }
        found = found.plus(SeverityCounts::from_findings(
            run.shared.iter().map(|s| &s.diagnostic),
        ));
        Self {
            counts: StateCounts::from_units(run.units),
            found,
            suppressed,
            pages,
            reconciles: judge_checks(run.checks),
            rows: build_rows(&run),
            run,
        }
    }

    /// How many checks hold.
    #[must_use]
    pub fn held(&self) -> usize {
        self.run.checks.iter().filter(|c| c.outcome == CheckOutcome::Holds).count()
    }
}

impl StateCounts {
    fn from_units(units: &[UnitRecord]) -> Self {
        let mut counts = Self { total: units.len(), ..Self::default() };
        for unit in units {
            *match unit.state {
                UnitState::Built => &mut counts.built,
                UnitState::Kept => &mut counts.kept,
                UnitState::Faulty => &mut counts.faulty,
                UnitState::Failed => &mut counts.failed,
                UnitState::Waiting => &mut counts.waiting,
                UnitState::Skipped => &mut counts.skipped,
            } += 1;
        }
        counts
    }

    /// How many there are of one state.
    #[must_use]
    pub fn of_state(&self, state: UnitState) -> usize {
        match state {
            UnitState::Built => self.built,
            UnitState::Kept => self.kept,
            UnitState::Faulty => self.faulty,
            UnitState::Failed => self.failed,
            UnitState::Waiting => self.waiting,
            UnitState::Skipped => self.skipped,
        }
    }
}

impl SeverityCounts {
    /// Counts findings by their severity.
    pub fn from_findings<'b>(
        findings: impl IntoIterator<Item = &'b SavedDiagnostic>,
    ) -> Self {
        let mut found = Self::default();
        for finding in findings {
            if finding.is_error() {
                found.errors += 1;
            } else if finding.severity == Severity::Warning.id() {
                found.warnings += 1;
            } else {
                found.hints += 1;
            }
        }
        found
    }

    /// The sum of both, severity by severity.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            hints: self.hints + other.hints,
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// Whether the set reconciles: one check that fails is enough for it not to.
fn judge_checks(checks: &[Check]) -> Option<bool> {
    let holds = checks.iter().all(|c| c.outcome == CheckOutcome::Holds);
    let fails = checks.iter().any(|c| c.outcome == CheckOutcome::Fails);
    // Checks that are open neither hold nor fail. If all others hold, it is not known.
    (holds != fails && !checks.is_empty()).then_some(holds)
}

/// The rows of the table, one a unit. Places in the order of names and keys can be given at
/// once; those by findings and by figures need all rows.
fn build_rows<'a>(run: &RunReport<'a>) -> Vec<SummaryRow<'a>> {
    let mut shared = group_by_unit(run.shared);
    let units = run.units;
    let names = rank_items(units, |a, b| compare_names(&a.name, &b.name));
    let keys = rank_items(units, |a, b| compare_names(&a.key, &b.key));
    let mut rows = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let met = shared.remove(unit.key.as_str()).unwrap_or_default();
        let measure = run.indicator.and_then(|indicator| indicator.values.get(&unit.key));
        rows.push(SummaryRow {
            ordinal: index + 1,
            unit,
            found: SeverityCounts::from_findings(&unit.findings),
            shared: SeverityCounts::from_findings(met.iter().copied()),
            met,
            measure,
            bar: None,
            name_rank: names[index],
            key_rank: keys[index],
            found_rank: 0,
            measure_rank: None,
        });
    }
    rank_by_findings(&mut rows);
    rank_by_measure(&mut rows);
    rows
}

/// Gives each row its place by findings: its own and shared ones together.
fn rank_by_findings(rows: &mut [SummaryRow<'_>]) {
    let totals: Vec<_> = rows.iter().map(|row| row.found.plus(row.shared)).collect();
    for (row, rank) in rows.iter_mut().zip(rank_items(&totals, Ord::cmp)) {
        row.found_rank = rank;
    }
}

/// Gives each row its place and its bar by the headline figure. A row without one stands
/// before all others while they are ranked, and has no place.
fn rank_by_measure(rows: &mut [SummaryRow<'_>]) {
    let values: Vec<_> =
        rows.iter().map(|row| row.measure.map(|measure| &measure.figure.value)).collect();
    let ranks = rank_items(&values, Ord::cmp);
    let scale = BarScale::from_values(values.into_iter().flatten());
    for (row, rank) in rows.iter_mut().zip(ranks) {
        row.bar = row.measure.map(|measure| scale.bar(&measure.figure.value));
        row.measure_rank = row.measure.map(|_| rank);
    }
}

/// The shared findings that each unit has, by its key.
fn group_by_unit(shared: &[SharedDiagnostic]) -> HashMap<&str, Vec<&SavedDiagnostic>> {
    let mut by_unit: HashMap<&str, Vec<&SavedDiagnostic>> = HashMap::new();
    for finding in shared {
        for key in &finding.units {
            by_unit.entry(key).or_default().push(&finding.diagnostic);
        }
    }
    by_unit
}

/// The place of each item in an order, from 0; equal items share one.
fn rank_items<T>(items: &[T], order: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<_> = (0..items.len()).collect();
    sorted.sort_by(|a, b| order(&items[*a], &items[*b]));
    let mut ranks = vec![0; items.len()];
    for pair in sorted.windows(2) {
        let differ = order(&items[pair[0]], &items[pair[1]]) != Ordering::Equal;
        ranks[pair[1]] = ranks[pair[0]] + usize::from(differ);
    }
    ranks
}

/// What all bars are measured against: the least and the greatest figure, with zero
/// between them.
struct BarScale {
    least: Number,
    span: Number,
}

impl BarScale {
    fn from_values<'b>(values: impl Iterator<Item = &'b Number>) -> Self {
        let mut least = Number::ZERO;
        let mut most = Number::ZERO;
        for value in values {
            least = least.min(value.clone());
            most = most.max(value.clone());
        }
        let span = most.checked_sub(&least);
        Self { least, span }
    }

    fn bar(&self, value: &Number) -> Bar {
        let from = if value.is_negative() { value } else { &Number::ZERO };
        let width = self.thousandths(&value.abs());
        let start = self.thousandths(&from.checked_sub(&self.least));
        // What is not zero is seen, and none ends beyond the picture.
        let width = if value.is_zero() { 0 } else { width.max(1) };
        let start = start.min(BAR.unsigned_abs() - width);
        Bar { start, width, negative: value.is_negative() }
    }

    fn thousandths(&self, value: &Number) -> u32 {
        let part = value.checked_mul(&Number::from(BAR)).div(&self.span);
        let rounded = part.and_then(|part| part.rounded(0).to_i128());
        rounded.and_then(|rounded| u32::try_from(rounded).ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[i32]) -> Vec<(u32, u32)> {
        let values: Vec<_> = values.iter().map(|v| Number::from(*v)).collect();
        let scale = BarScale::from_values(values.iter());
        values.iter().map(|v| scale.bar(v)).map(|b| (b.start, b.width)).collect()
    }

    #[test]
    fn the_greatest_figure_has_the_whole_width() {
        assert_eq!(bars(&[0, 1, 2, 3]), [(0, 0), (0, 333), (0, 667), (0, 1000)]);
    }

    #[test]
    fn what_is_below_nought_goes_to_the_left() {
        assert_eq!(bars(&[-1, 0, 3]), [(0, 250), (250, 0), (250, 750)]);
        assert_eq!(bars(&[-4, -1]), [(0, 1000), (750, 250)]);
    }

    #[test]
    fn the_least_of_figures_is_seen_and_no_bar_leaves_the_picture() {
        assert_eq!(bars(&[1, 1_000_000]), [(0, 1), (0, 1000)]);
        assert_eq!(bars(&[1, -1_000_000]), [(999, 1), (0, 1000)]);
        assert_eq!(bars(&[0, 0]), [(0, 0), (0, 0)]);
    }

    #[test]
    fn equals_share_a_place() {
        assert_eq!(rank_items(&[30, 10, 30, 20], Ord::cmp), [2, 0, 2, 1]);
        assert!(rank_items::<u8>(&[], Ord::cmp).is_empty());
    }
}
