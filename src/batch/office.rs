//! The office's own paper: one more unit of the run, whose form reads the figures of all
//! others. It waits until all of these are done and nothing fails to reconcile.

use crate::build::{Examined, MemberForm, report_unreadable_file};
use crate::diagnostic::{Report, TextKind, report_text_notes};
use crate::form::{SetContext, SetInputs};
use crate::source;
use crate::yaml;

use super::build::{BuiltUnit, build_unit};
use super::check::CheckedUnit;
use super::plan::RunPlan;
use super::pool::Pool;
use super::ready_tables::ReadyTables;
use super::record::{
    Examination, PaperFiles, PaperId, SavedDiagnostic, SavedReading, UnitRecord,
    UnitState,
};
use super::set::resolve_set_path;
use super::sources::{JoinedSource, join_sources};
use super::unit_form::split_reports;
use super::waiting::WaitingPaper;

/// The office's own form, examined.
pub(super) struct CheckedOffice {
    id: PaperId,
    checked: CheckedUnit,
    /// What was found in its files.
    pub(super) reports: Vec<Report>,
}

/// Examines the office's own form, which gets the computed tables of the set; `None` where
/// the set has no such form.
///
/// The form is joined to the text of the set, since what must hold (`doi_chieu`) stands
/// there and is evaluated here: findings on it have places in the set.
///
/// # Errors
///
/// A report on a form that cannot be read.
pub(super) fn examine_office(
    run: &RunPlan<'_>,
    tables: ReadyTables,
) -> Result<Option<Examined>, Report> {
    let set = run.set;
    let Some(name) = &set.set.office else { return Ok(None) };
    let path = resolve_set_path(&set.path, &name.value);
    let form =
        source::read(&path).map_err(|error| report_unreadable_file(&path, error))?;
    let (root, mut findings) = yaml::parse(&form);
    findings.extend(report_text_notes(&form, TextKind::Form));
    let JoinedSource { source, last } = join_sources(&set.sources.set, &form);
    let start = last.start();
    let findings = findings.into_iter().map(|d| d.shifted(start)).collect();
    let Some(root) = root else {
        // The set itself is reported elsewhere; the last report is that of the form.
        let reports = Report::new(source, findings, 0).split();
        return reports.into_iter().last().map_or(Ok(None), Err);
    };
    let assertions = set.set.assertions.clone();
    let ReadyTables { written, computed } = tables;
    let inputs = SetInputs { tables: computed.len(), assertions, ..SetInputs::default() };
    let context = SetContext { tables: written, inputs, ..SetContext::default() };
    let root = root.shifted(start);
    let member = MemberForm {
        source,
        root: &root,
        set_context: &context,
        computed_tables: &computed,
        findings,
    };
    Ok(Some(run.engine.examine_member(member, &set.cache)))
}

impl CheckedOffice {
    /// The office's own paper, from its form as it was examined.
    pub(super) fn new(id: &PaperId, examined: Examined) -> Self {
        let reports = split_reports(&examined);
        let examination = Examination {
            findings: SavedDiagnostic::from_reports(&reports),
            suppressed: examined.report.suppressed,
            figures: Vec::new(),
            readings: SavedReading::from_readings(&examined.report.readings),
        };
        let paper = examined.plan.zip(examined.report.source);
        let paper = paper.map(|(plan, source)| WaitingPaper::Office { plan, source });
        let checked = CheckedUnit::new(id, examination, paper);
        Self { id: id.clone(), checked, reports }
    }

    /// Makes its paper, if the form is sound.
    pub(super) fn build(self, run: &RunPlan<'_>, pool: &Pool) -> BuiltUnit {
        match self.checked {
            CheckedUnit::Sound(form) => {
                build_unit(run, &self.id, &form, &mut pool.typesetter())
            }
            CheckedUnit::Settled(record) => BuiltUnit::without_paper(record),
        }
    }

    /// Holds its paper back: its record says that it was skipped, with its findings.
    pub(super) fn hold(self) -> BuiltUnit {
        BuiltUnit::without_paper(match self.checked {
            CheckedUnit::Sound(form) => {
                let none = PaperFiles::default();
                UnitRecord::new(&self.id, UnitState::Skipped, form.examination, none)
            }
            CheckedUnit::Settled(record) => record,
        })
    }
}
