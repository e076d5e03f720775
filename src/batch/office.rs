//! The office's own paper: one more unit of the run, whose form reads the figures of all
//! others. It waits until all of these are done and nothing fails to reconcile.

use std::path::Path;

use crate::build::{Examined, MemberForm, report_unreadable_file};
use crate::diagnostic::{Report, TextKind, report_text_notes};
use crate::form::{SetContext, SetInputs};
use crate::source::{self, hash_parts};
use crate::yaml;

use super::build::{BuiltUnit, build_unit};
use super::check::{CheckedUnit, SoundForm};
use super::plan::RunPlan;
use super::pool::Pool;
use super::ready_tables::ReadyTables;
use super::record::{
    Examination, PaperFiles, PaperId, SavedDiagnostic, SavedReading, UnitRecord,
    UnitState,
};
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
    let path = set
        .locate(&set.path, &name.value)
        .map_err(|error| report_unreadable_file(Path::new(&name.value), error))?;
    let form = source::read_named(&path)
        .map_err(|error| report_unreadable_file(path.path(), error))?;
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

    /// Makes its paper, if the form is sound, unless that of an earlier run is what it
    /// would be.
    pub(super) fn build(self, run: &RunPlan<'_>, pool: &Pool) -> BuiltUnit {
        let form = match self.checked {
            CheckedUnit::Sound(form) => form,
            CheckedUnit::Settled(record) => return BuiltUnit::without_paper(record),
        };
        let inputs = hash_inputs(run, &self.id, &form).unwrap_or_default();
        if let Some(known) = run.store.current_office(&inputs) {
            return BuiltUnit::without_paper(known.as_kept(&self.id.name));
        }
        let id = PaperId { inputs, ..self.id };
        build_unit(run, &id, &form, &mut pool.typesetter())
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

/// Hash of all that the office's own paper comes from, but for what all papers come from.
/// It reads the figures of all units, computed in this very run, and is made of them before
/// they are known to have changed: so the paper itself is hashed, as it goes to be laid
/// out, with the files in which findings have their places and with what was found. None
/// where a template fails.
fn hash_inputs(run: &RunPlan<'_>, id: &PaperId, form: &SoundForm) -> Option<String> {
    let ready = form.paper.make_ready(run).ok()?;
    let prepared = ready.prepared.ok()?;
    let main = prepared.typst.as_ref().map_or("", |typst| typst.main.as_str());
    let words = format!("{:?}", prepared.words);
    let found = format!("{:?}", form.examination);
    Some(hash_parts([
        ("paper", id.paper.as_bytes()),
        ("source", ready.source.text().as_bytes()),
        ("typst", main.as_bytes()),
        ("words", words.as_bytes()),
        ("found", found.as_bytes()),
    ]))
}
