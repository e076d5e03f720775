//! The figures of all units in one table, what must hold over them, and the office's own
//! plan, which reads them.

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{ByTable, Form, Formula, SetInputs, TableSpec};
use crate::formula::Value;
use crate::indicator::{self, AssertionResult, AssertionStatus, RowPlace};
use crate::language;
use crate::quantity::Number;

use super::check::CheckedUnit;
use super::merged_table::{MergedTable, merge_tables};
use super::office::{self, CheckedOffice};
use super::plan::RunPlan;
use super::ready_tables::{self, ReadyTables};
use super::report::{Check, CheckGap, CheckOutcome, HeadlineFigure, HeadlineIndicator};
use super::set::OpenSet;

/// What the units come to.
pub(super) struct Rollup {
    /// The lines of `doi_chieu`, evaluated.
    pub(super) checks: Vec<Check>,
    /// Findings of the set, and of the office's own form where it cannot be read.
    pub(super) reports: Vec<Report>,
    /// The office's own form, examined; none where the set has none.
    pub(super) office: Option<CheckedOffice>,
    /// The merged table, in its formats.
    pub(super) table: MergedTable,
    /// The headline indicator, of which each unit has a bar in the report.
    pub(super) indicator: Option<HeadlineIndicator>,
}

impl Rollup {
    /// Whether something fails to reconcile.
    pub(super) fn has_mismatch(&self) -> bool {
        self.checks.iter().any(|check| check.outcome == CheckOutcome::Fails)
    }
}

/// Rolls up the figures of all units, and examines the office's own form.
///
/// The merged table is computed as a form of two tables, that of the units and that of
/// the figures read out of their plans. Where the set has a form of the office, that form
/// gets both tables ready and evaluates `doi_chieu` itself, since a line there may read
/// its own indicators; else the lines are evaluated with the merged table.
pub(super) fn compute_rollup(run: &RunPlan<'_>, checked: &[CheckedUnit]) -> Rollup {
    let set = run.set;
    let written = set.set.rollup_table(collect_rollup_rows(run, checked));
    let computed = compute_set_figures(set, &written);
    let figures = computed.figures;
    let mut found = computed.form;
    // Two rows of one key are reported with the table of units.
    found.retain(|finding| *finding.code != code::indicator::ROW_TWICE);
    let mut reports = Vec::new();
    let units = ReadyTables::with_units(
        set.units_spec.clone(),
        ready_tables::select_units_table(&figures).clone(),
    );
    let ready =
        units.with_rollup(written, ready_tables::select_rollup_table(&figures).clone());
    let examined = office::examine_office(run, ready).unwrap_or_else(|report| {
        reports.push(report);
        None
    });
    // Lines of `doi_chieu` may read figures of the office's own form: where there is one,
    // it has evaluated them.
    let asserted = examined.as_ref().map_or(&figures, |examined| &*examined.figures);
    let checks = evaluate_checks(&set.set.assertions, asserted.assertions(), &mut found);
    reports.extend(Report::new(set.sources.set.clone(), found, 0).split());
    reports.retain(|report| !report.findings.is_empty());
    let office = run.office.as_ref().zip(examined);
    Rollup {
        checks,
        reports,
        office: office.map(|(id, examined)| CheckedOffice::new(id, examined)),
        table: merge_tables(set, &figures),
        indicator: read_headline(set),
    }
}

/// The figures of both tables of the set. What must hold is evaluated in the office's own
/// form, where there is one.
fn compute_set_figures(set: &OpenSet, rollup: &TableSpec) -> indicator::Computed {
    let units = set.units_table().clone();
    let ReadyTables { mut written, computed } =
        ReadyTables::with_units(set.units_spec.clone(), units);
    written.push(rollup.clone());
    let assertions = match set.set.office {
        Some(_) => Vec::new(),
        None => set.set.assertions.clone(),
    };
    let shared = SetInputs { tables: computed.len(), assertions, ..SetInputs::default() };
    let form = Form::from_tables(written, shared, set.set.span);
    indicator::compute_figures(&form, &ByTable::new(), &computed)
}

/// The rows of `tong_hop`: key, name and figures. What a unit lacks is pending.
fn collect_rollup_rows(
    run: &RunPlan<'_>,
    checked: &[CheckedUnit],
) -> Vec<Vec<Option<Value>>> {
    let mut res = Vec::new();
    for (unit, checked) in run.units.iter().zip(checked) {
        let figures = checked.figures();
        let mut row = vec![
            Some(Value::Text(unit.id.key.clone())),
            Some(Value::Text(unit.id.name.clone())),
        ];
        for query in 0..run.set.set.rollup.len() {
            let text = figures.get(query).and_then(Option::as_deref);
            let number = text.and_then(Number::from_ratio);
            row.push(Some(number.map_or(Value::Pending, Value::Number)));
        }
        res.push(row);
    }
    res
}

/// The reconciliation, with a finding for each thing that does not hold.
fn evaluate_checks(
    assertions: &[Formula],
    asserted: &[AssertionResult],
    found: &mut Vec<Diagnostic>,
) -> Vec<Check> {
    let mut res = Vec::new();
    for (index, assertion) in assertions.iter().enumerate() {
        let known = asserted.get(index);
        let status = known.map_or(AssertionStatus::Unknown, |known| known.status);
        let [left, right] = known.map(|known| known.sides.clone()).unwrap_or_default();
        // Where the sums agree, units that differ are not listed.
        let gaps = known.map_or_else(Vec::new, |known| {
            if status == AssertionStatus::Yes { Vec::new() } else { list_gaps(known) }
        });
        if let Some(known) = known.filter(|_| status == AssertionStatus::No) {
            found.push(report_mismatch(assertion, known, &gaps));
        }
        let outcome = match status {
            AssertionStatus::Yes => CheckOutcome::Holds,
            AssertionStatus::No => CheckOutcome::Fails,
            AssertionStatus::Unknown => CheckOutcome::Open,
        };
        let text = assertion.text.trim().to_owned();
        res.push(Check { text, outcome, left, right, gaps });
    }
    res
}

fn report_mismatch(
    assertion: &Formula,
    known: &AssertionResult,
    gaps: &[CheckGap],
) -> Diagnostic {
    // Units named in the finding; the report has all of them.
    const MOST: usize = 5;
    let message = format!("cả bộ không khớp: {}", known.message);
    let finding = Diagnostic::new(
        &code::batch::SET_MISMATCH,
        Severity::Error,
        Some(assertion.span),
        message,
    )
    .label("điều này không đúng");
    let named = gaps
        .iter()
        .take(MOST)
        .map(|gap| format!("{} ({} và {})", gap.unit, gap.left, gap.right));
    let named: Vec<_> = named.collect();
    match (named.is_empty(), gaps.len().saturating_sub(MOST)) {
        (true, _) => finding.hint("xem lại số của từng đơn vị trong tong-hop.xlsx"),
        (false, 0) => finding.hint(format!("các đơn vị lệch: {}", named.join(", "))),
        (false, more) => {
            let named = named.join(", ");
            finding.hint(format!("các đơn vị lệch: {named} và {more} đơn vị nữa"))
        }
    }
}

fn list_gaps(known: &AssertionResult) -> Vec<CheckGap> {
    let mut res = Vec::new();
    for gap in &known.differences {
        let [left, right] = &gap.sides;
        let difference = match (left, right) {
            (Some(left), Some(right)) => Value::Number(left - right).to_string(),
            _ => String::new(),
        };
        let unit = gap.unit.clone();
        let left = show_side(left.as_ref());
        let right = show_side(right.as_ref());
        res.push(CheckGap { unit, left, right, difference });
    }
    res
}

fn show_side(side: Option<&Number>) -> String {
    side.map_or_else(
        || "chưa có".to_owned(),
        |number| Value::Number(number.clone()).to_string(),
    )
}

/// The headline indicator of every unit.
fn read_headline(set: &OpenSet) -> Option<HeadlineIndicator> {
    let id = set.set.headline.as_ref()?;
    let column = set.set.units.column(&id.value)?;
    let table = set.units_table();
    let values = set.units.iter().filter_map(|unit| {
        let place = RowPlace::Row(unit.row);
        let figure = table.figure(place, column)?;
        let text = table.text(place, column)?;
        Some((unit.key.clone(), HeadlineFigure { text, figure }))
    });
    let values: BTreeMap<_, _> = values.collect();
    let label =
        language::normalize_spaces(&set.set.units.columns[column].label.collect_words());
    Some(HeadlineIndicator { label, unit: String::new(), values })
}
