//! Makes the papers of the sound units. Each is recorded when it is on the disk for good, so
//! that neither a kill nor a power cut loses more than the papers at work.

use std::collections::BTreeMap;

use crate::build::{LaidOut, Prepared, Timings};
use crate::diagnostic::Report;
use crate::output::WriteError;

use super::check::{CheckedUnit, SoundForm, catch_panic};
use super::manifest::UnplacedFile;
use super::merged::MergedReports;
use super::outcome::{Event, Observer};
use super::parallel::{ReorderBuffer, Threads, run_in_groups};
use super::plan::RunPlan;
use super::pool::{Pool, TypesetFailure, Typesetter};
use super::record::{
    Examination, PaperFiles, PaperId, SavedDiagnostic, UnitRecord, UnitState,
};
use super::waiting::{ReadyPaper, WaitingPaper};

/// Most papers that are laid out and wait to be put in their places: what a slow disk
/// keeps waiting is put there and recorded together.
const MOST_UNRECORDED: usize = 64;

/// What building the papers gives.
pub(super) struct BuiltUnits {
    /// Every unit of the set, in its order.
    pub(super) units: Vec<UnitRecord>,
    /// What was found while papers were made.
    pub(super) findings: MergedReports,
}

/// What became of a paper, whether it was made or not.
pub(super) struct BuiltUnit {
    pub(super) record: UnitRecord,
    /// What was found while it was made.
    pub(super) reports: Vec<Report>,
}

impl BuiltUnit {
    /// A unit whose paper was not to be made.
    pub(super) fn without_paper(record: UnitRecord) -> Self {
        Self { record, reports: Vec::new() }
    }
}

/// A paper that is to be made, as a thread takes it.
struct PaperTask {
    /// Index of the unit.
    unit: usize,
    form: SoundForm,
}

/// Makes the papers of the sound units, and records what becomes of each unit.
///
/// Faulty units are recorded first. Sound ones are built in threads, each with its own
/// typesetting process; the calling thread puts them in their places and waits for the
/// disk meanwhile. All that have come while it waited are recorded together, in whatever
/// order; what the user sees of it waits in a [`ReorderBuffer`], so that two runs print the same
/// lines. If a paper cannot be recorded, the run goes on to the end and returns the first
/// error: the papers are there, and only the next run has to make them again.
///
/// # Errors
///
/// When a record cannot be written.
pub(super) fn build_papers(
    run: &RunPlan<'_>,
    checked: Vec<CheckedUnit>,
    pool: &Pool,
    observe: &mut Observer<'_>,
) -> Result<BuiltUnits, WriteError> {
    let mut records = BTreeMap::new();
    let mut settled = Vec::new();
    let mut todo = Vec::new();
    for (unit, checked) in checked.into_iter().enumerate() {
        match checked {
            CheckedUnit::Sound(form) => todo.push(PaperTask { unit, form }),
            CheckedUnit::Settled(record) => {
                // Recorded at once: what an earlier run made is not its paper any more.
                if matches!(record.state, UnitState::Faulty | UnitState::Waiting) {
                    settled.push(record.clone());
                }
                records.insert(unit, record);
            }
        }
    }
    run.store.record(&settled)?;
    let mut findings = MergedReports::default();
    let mut reordered = ReorderBuffer::new();
    let mut done = 0;
    let mut failed = None;
    let threads = Threads { jobs: run.options.jobs, most_waiting: MOST_UNRECORDED };
    run_in_groups(
        threads,
        &todo,
        || pool.typesetter(),
        |typesetter, todo| {
            lay_out_unit(run, &run.units[todo.unit].id, &todo.form, typesetter)
        },
        |group| {
            let place = |(index, laid): (usize, LaidUnit)| (index, place_unit(run, laid));
            let group: Vec<_> = group.into_iter().map(place).collect();
            let made: Vec<_> =
                group.iter().map(|(_, built)| built.record.clone()).collect();
            if let Err(error) = run.store.record(&made) {
                failed.get_or_insert(error);
            }
            let due = group.into_iter().flat_map(|(i, built)| reordered.take(i, built));
            for BuiltUnit { record, reports } in due {
                let unit = todo[done].unit;
                done += 1;
                observe(Event::Made { done, total: todo.len(), unit: &record });
                findings.add_unit_reports(unit, &reports);
                records.insert(unit, record);
            }
        },
    );
    failed.map_or(Ok(()), Err)?;
    Ok(BuiltUnits { units: add_cross_unit(run, records.into_values()), findings })
}

/// The records with what the whole set shows of each unit. It is no part of what the
/// manifest keeps, and units that were left out get nothing.
fn add_cross_unit(
    run: &RunPlan<'_>,
    records: impl Iterator<Item = UnitRecord>,
) -> Vec<UnitRecord> {
    let mut records: Vec<_> = records.collect();
    for (record, unit) in records.iter_mut().zip(&run.units) {
        if record.state != UnitState::Skipped {
            record
                .findings
                .extend(SavedDiagnostic::from_reports(&unit.cross_unit.reports));
            record.suppressed += unit.cross_unit.suppressed;
        }
    }
    records
}

/// A unit whose paper is laid out and written, and not yet in its place.
pub(super) struct LaidUnit {
    id: PaperId,
    examination: Examination,
    result: PaperResult,
}

/// Makes the paper of a unit, or the office's own: lays it out and writes its files under
/// names of their own.
fn lay_out_unit(
    run: &RunPlan<'_>,
    id: &PaperId,
    form: &SoundForm,
    typesetter: &mut Typesetter<'_>,
) -> LaidUnit {
    let made = catch_panic(&id.paper, || build_paper(run, id, &form.paper, typesetter));
    let result = made.unwrap_or_else(|fault| {
        // Its process may hold an answer that was never read.
        typesetter.reset();
        PaperResult::failed(vec![fault])
    });
    LaidUnit { id: id.clone(), examination: form.examination.clone(), result }
}

/// Lets the files of a paper take their places, each whole: it waits for the disk, while
/// others are laid out.
fn place_unit(run: &RunPlan<'_>, laid: LaidUnit) -> BuiltUnit {
    let LaidUnit { id, mut examination, result } = laid;
    let PaperResult { unplaced, pages, blanks, mut reports } = result;
    let mut files = Vec::with_capacity(unplaced.len());
    for file in unplaced {
        match run.store.place(file) {
            Ok(file) => files.push(file),
            Err(unwritten) => {
                // What was put beside a file that is held open is recorded too, so that a
                // later run can prune it.
                files.extend(unwritten.kept);
                reports.push(Report::without_source(&id.paper, *unwritten.finding));
            }
        }
    }
    // A paper may be laid out and none of its files be written. Then it counts as not
    // made, and has no pages.
    let is_written = !files.is_empty();
    let is_sound = is_written && !reports.iter().any(Report::has_errors);
    let state = if is_sound { UnitState::Built } else { UnitState::Failed };
    let pages = if is_written { pages } else { 0 };
    examination.findings.extend(SavedDiagnostic::from_reports(&reports));
    if is_written && blanks > 0 {
        examination.findings.push(SavedDiagnostic::of_blanks(&id.paper, blanks));
    }
    let written = PaperFiles { files, pages };
    BuiltUnit { record: UnitRecord::new(&id, state, examination, written), reports }
}

/// Makes a paper and lets it take its place.
pub(super) fn build_unit(
    run: &RunPlan<'_>,
    id: &PaperId,
    form: &SoundForm,
    typesetter: &mut Typesetter<'_>,
) -> BuiltUnit {
    place_unit(run, lay_out_unit(run, id, form, typesetter))
}

/// What came of making a paper.
#[derive(Default)]
struct PaperResult {
    /// Its files, each under a name of its own.
    unplaced: Vec<UnplacedFile>,
    pages: usize,
    /// In how many places it prints dots.
    blanks: usize,
    reports: Vec<Report>,
}

impl PaperResult {
    /// A paper that could not be made, and why.
    fn failed(reports: Vec<Report>) -> Self {
        Self { reports, ..Self::default() }
    }
}

/// Makes a paper: lays it out and writes its files. The first step that fails ends it,
/// but for the files: each is tried, since one that is held open elsewhere is put beside
/// its place and the others may still be written.
fn build_paper(
    run: &RunPlan<'_>,
    id: &PaperId,
    paper: &WaitingPaper,
    typesetter: &mut Typesetter<'_>,
) -> PaperResult {
    let ReadyPaper { source, prepared } = match paper.make_ready(run) {
        Ok(ready) => ready,
        Err(reports) => return PaperResult::failed(reports),
    };
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => return PaperResult::failed(vec![fault.report(&id.paper)]),
    };
    let laid_out = match lay_out_pages(run, &prepared, typesetter) {
        Ok(laid_out) => laid_out,
        Err(failure) => {
            let fault = failure.explain(run.engine);
            return PaperResult::failed(vec![fault.report(&id.paper)]);
        }
    };
    let blanks = prepared.words.blanks;
    let mut res = PaperResult { blanks, ..PaperResult::default() };
    res.pages = laid_out.as_ref().map_or(0, |laid_out| laid_out.pages);
    let formats = run.options.formats.as_slice();
    let produced = run.engine.finish(&source, &prepared, formats, laid_out);
    res.reports.extend(Report::new(source, produced.findings, 0).split());
    res.reports.retain(|report| !report.findings.is_empty());
    for product in produced.products {
        let name = format!("{}{}", id.paper, product.suffix);
        match run.store.prepare(&name, &product.bytes) {
            Ok(file) => res.unplaced.push(file),
            Err(finding) => {
                res.reports.push(Report::without_source(&id.paper, *finding));
            }
        }
    }
    res
}

/// Lays out a paper, where a format with pages is wanted.
fn lay_out_pages(
    run: &RunPlan<'_>,
    prepared: &Prepared,
    typesetter: &mut Typesetter<'_>,
) -> Result<Option<LaidOut>, TypesetFailure> {
    let formats = run.options.formats.as_slice();
    let has_pages = formats.iter().any(|format| format.has_pages());
    let Some(typst) = prepared.typst.as_ref().filter(|_| has_pages) else {
        return Ok(None);
    };
    let timings = &mut Timings::default();
    typesetter.typeset_again(typst, &prepared.words.page, formats, timings).map(Some)
}
