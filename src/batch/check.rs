//! Examines every unit that the run is asked for and that has changed: all findings are
//! known before the first paper is made.

use std::collections::BTreeMap;

use crate::build::Examined;
use crate::code;
use crate::diagnostic::{self, Diagnostic, Report, Severity};
use crate::formula::Value;

use super::merged::MergedReports;
use super::outcome::{Event, Observer};
use super::parallel::{ReorderBuffer, run_in_threads};
use super::plan::{RunPlan, UnitPlan};
use super::record::{
    Examination, PaperFiles, PaperId, SavedDiagnostic, SavedReading, UnitRecord,
    UnitState,
};
use super::unit_form::split_reports;
use super::waiting::WaitingPaper;

/// A unit, or the office's own paper, whose form was examined.
pub(super) enum CheckedUnit {
    /// No paper of it is to be made in this run: it has errors, its papers are current, or
    /// it was left out.
    Settled(UnitRecord),
    /// Its form has no errors: its paper is to be made.
    Sound(SoundForm),
}

/// A form without errors, and its paper.
pub(super) struct SoundForm {
    pub(super) examination: Examination,
    pub(super) paper: WaitingPaper,
}

/// What examining one form gives, before it is known which of its findings are
/// reported.
struct Inspection {
    reports: Vec<Report>,
    suppressed: usize,
    figures: Vec<Option<String>>,
    readings: Vec<SavedReading>,
    /// Whether it reads what is missing of other units, so that its paper waits.
    waits: bool,
    /// Its paper, where it is sound and does not wait.
    paper: Option<WaitingPaper>,
}

impl CheckedUnit {
    /// A unit as its form was examined; without a `paper` it has errors.
    pub(super) fn new(
        id: &PaperId,
        examination: Examination,
        paper: Option<WaitingPaper>,
    ) -> Self {
        match paper {
            Some(paper) => Self::Sound(SoundForm { examination, paper }),
            None => Self::without_paper(id, UnitState::Faulty, examination),
        }
    }

    fn without_paper(id: &PaperId, state: UnitState, examination: Examination) -> Self {
        let none = PaperFiles::default();
        Self::Settled(UnitRecord::new(id, state, examination, none))
    }

    /// A unit that was not examined: its papers are current, or it was left out.
    fn without_check(unit: &UnitPlan) -> Self {
        Self::Settled(unit.current.clone().unwrap_or_else(|| {
            let not_examined = Examination::default();
            let none = PaperFiles::default();
            UnitRecord::new(&unit.id, UnitState::Skipped, not_examined, none)
        }))
    }

    /// The figures that the set reads out of its plan; none of a form that is not sound.
    pub(super) fn figures(&self) -> &[Option<String>] {
        match self {
            Self::Settled(record) if record.state.is_done() => &record.figures,
            Self::Settled(_) => &[],
            Self::Sound(sound) => &sound.examination.figures,
        }
    }
}

/// Examines every unit that the run is asked for and whose papers are not current. What
/// is found is added to `findings`.
///
/// Two passes: only when all forms are examined is it known what is unused in all of
/// them. The first pass collects, [`MergedReports::forget_unused`] drops what some unit
/// uses, and the second makes the records, without what was dropped.
pub(super) fn check_units(
    run: &RunPlan<'_>,
    findings: &mut MergedReports,
    observe: &mut Observer<'_>,
) -> Vec<CheckedUnit> {
    let units = run.units.iter().enumerate();
    let todo = units.filter(|(_, unit)| unit.asked && unit.current.is_none());
    let todo: Vec<usize> = todo.map(|(index, _)| index).collect();
    let inspections = inspect_units(run, &todo, observe);
    // Rows of units that the set does not have stand in files that all units share, and
    // are known when all of these are read.
    let keys: Vec<_> = run.set.units.iter().map(|unit| unit.key.clone()).collect();
    findings.add_set_reports(&run.set.cache.report_foreign_rows(&keys));
    for (index, inspection) in todo.iter().zip(&inspections) {
        findings.add_unit_reports(*index, &inspection.reports);
    }
    let sources = &run.set.sources;
    let shared = [sources.set.name(), sources.master.name()];
    findings.forget_unused(&shared, run.set.units.len());
    let mut inspections: BTreeMap<usize, Inspection> =
        todo.into_iter().zip(inspections).collect();
    let mut res = Vec::with_capacity(run.units.len());
    for (index, unit) in run.units.iter().enumerate() {
        res.push(match inspections.remove(&index) {
            Some(inspection) => inspection.into_checked(unit, findings),
            None => CheckedUnit::without_check(unit),
        });
    }
    res
}

/// Examines these units, by their indices, in threads; the results are in their order.
fn inspect_units(
    run: &RunPlan<'_>,
    todo: &[usize],
    observe: &mut Observer<'_>,
) -> Vec<Inspection> {
    let mut reordered = ReorderBuffer::new();
    let mut inspections = Vec::new();
    let mut done = 0;
    run_in_threads(
        run.options.jobs,
        todo,
        || (),
        |(), unit| {
            let paper = &run.units[*unit].id.paper;
            catch_panic(paper, || inspect_unit(run, *unit))
                .unwrap_or_else(|report| Inspection::failed(vec![report]))
        },
        |index, inspection| {
            done += 1;
            inspections.extend(reordered.take(index, inspection));
            observe(Event::Checked { done, total: todo.len() });
        },
    );
    inspections
}

/// Examines one unit. Its paper is prepared and spooled at once where its form is sound.
fn inspect_unit(run: &RunPlan<'_>, index: usize) -> Inspection {
    let unit = &run.set.units[index];
    let mut reports = unit.faults.clone();
    let number = run.units[index].id.number;
    let examined = match run.set.examine(run.engine, unit, number) {
        Ok(examined) => examined,
        Err(report) => {
            reports.push(report);
            return Inspection::failed(reports);
        }
    };
    // What the row lacks is reported already, and would be found again in the form.
    if !reports.iter().any(Report::has_errors) {
        reports.extend(split_reports(&examined));
    }
    let is_sound = !reports.iter().any(Report::has_errors);
    let held = match is_sound {
        true => run.held.report_wait(run.set, unit),
        false => Vec::new(),
    };
    let waits = !held.is_empty();
    reports.extend(held);
    let paper =
        (is_sound && !waits).then(|| WaitingPaper::from_unit(run, index, &examined));
    let suppressed = examined.report.suppressed;
    let readings = SavedReading::from_readings(&examined.report.readings);
    let figures = read_query_figures(&examined);
    Inspection { reports, suppressed, figures, readings, waits, paper }
}

/// The figures that the set reads out of a plan, exact.
fn read_query_figures(examined: &Examined) -> Vec<Option<String>> {
    let values = examined.figures.rollup_values().iter();
    values
        .map(|value| match value {
            Some(Value::Number(number)) => Some(number.ratio()),
            _ => None,
        })
        .collect()
}

impl Inspection {
    /// A unit that could not be examined.
    fn failed(reports: Vec<Report>) -> Self {
        Self {
            reports,
            suppressed: 0,
            figures: Vec::new(),
            readings: Vec::new(),
            waits: false,
            paper: None,
        }
    }

    /// What it comes to, without findings that are not reported after all.
    fn into_checked(self, unit: &UnitPlan, findings: &MergedReports) -> CheckedUnit {
        let Self { mut reports, suppressed, figures, readings, waits, paper } = self;
        for Report { name, findings: found, .. } in &mut reports {
            found.retain(|finding| findings.contains(name, finding));
        }
        let findings = SavedDiagnostic::from_reports(&reports);
        let examination = Examination { findings, suppressed, figures, readings };
        if waits {
            return CheckedUnit::without_paper(&unit.id, UnitState::Waiting, examination);
        }
        CheckedUnit::new(&unit.id, examination, paper)
    }
}

/// Does work for one paper. A panic in it becomes a finding of that paper, and stops no
/// other.
pub(super) fn catch_panic<R>(paper: &str, work: impl FnOnce() -> R) -> Result<R, Report> {
    diagnostic::catch_panic(work).map_err(|text| {
        let message = "chương trình bị vấp ở văn bản này; đây là lỗi của chương trình, không phải của biểu";
        let finding = Diagnostic::new(&code::layout::INTERNAL, Severity::Error, None, message)
            .hint("báo cho người viết chương trình, kèm tệp biểu và dòng dưới đây")
            .hint(text);
        Report::without_source(paper, finding)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_finding_of_its_paper() {
        assert_eq!(catch_panic("a", || 1).ok(), Some(1));
        let report =
            catch_panic("a", || panic!("at {}", 5)).map(|(): ()| ()).unwrap_err();
        assert_eq!((report.name.as_str(), report.findings[0].code.id), ("a", "internal"));
        let shown = format!("{:?}", report.findings[0]);
        assert!(shown.contains("at 5"), "{shown}");
    }
}
