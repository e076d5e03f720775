//! The end of a run: what is left of earlier runs, notes, reports, and the manifest put
//! in order.

use crate::diagnostic::Report;

use super::manifest::Manifest;
use super::merged::{MergedReports, extract_shared};
use super::merged_readings::merge_readings;
use super::notes;
use super::options::{Options, Prune};
use super::orphans::{OrphanFiles, clean_up_orphans};
use super::outcome::Outcome;
use super::plan::RunPlan;
use super::record::{UnitRecord, UnitState};
use super::report::{RunReport, SharedDiagnostic};
use super::rollup::Rollup;
use super::run_files::{PrintedSet, RunFiles};

/// All that the stages of a run have given.
pub(super) struct StageResults {
    /// Every unit of the set, in its order.
    pub(super) units: Vec<UnitRecord>,
    /// The office's own paper.
    pub(super) office: Option<UnitRecord>,
    /// What the units come to.
    pub(super) rollup: Rollup,
    /// Findings of the set itself, as the report has them.
    pub(super) shared: Vec<SharedDiagnostic>,
    /// What was found while papers were made.
    pub(super) findings: MergedReports,
    /// Papers of earlier runs whose units are at fault or were left out.
    pub(super) outdated: Vec<String>,
}

impl StageResults {
    /// What the user should know besides findings, but of the files of the run.
    fn notes(&self, manifest: &Manifest, options: &Options) -> Vec<String> {
        let is_whole = options.selection.is_whole();
        let office = self.office.as_ref();
        let mut res = manifest.notes().to_vec();
        res.extend(
            office.and_then(|office| notes::note_office(office, &self.units, is_whole)),
        );
        res.extend(notes::note_outdated(&self.outdated));
        res.extend(notes::note_blanks(&self.units));
        res
    }
}

/// Ends a run.
///
/// The manifest is finished after all else is written, so that a kill in between leaves
/// its journal, and the next run finds everything done. A report that cannot be written is
/// a finding and undoes no paper.
pub(super) fn finish_run(run: RunPlan<'_>, results: StageResults) -> Outcome {
    let RunPlan { options, set, store, .. } = run;
    let mut files = RunFiles::new();
    if let Some(office) = results.office.as_ref().filter(|office| is_new(office)) {
        files.check_written(options, store.record(std::slice::from_ref(office)));
    }
    // All records of this run are in by now, so that none of its files counts as an orphan.
    let mut manifest = store.into_manifest();
    let orphans = clean_up_orphans(&mut manifest, set, options.prune);
    files.notes.extend(results.notes(&manifest, options));
    let StageResults { units, office, rollup, mut shared, mut findings, .. } = results;
    let title = set.title();
    let printed = PrintedSet { title: &title, office: office.as_ref(), units: &units };
    files.print(&manifest, options, printed);
    let shown = move_shared(&units, &mut shared);
    // Taken out, since the report borrows them while `files` writes it.
    let companions = std::mem::take(&mut files.companions);
    let part = options.selection.shard.map(|shard| shard.to_string());
    let readings = merge_readings(set, office.as_ref(), &units);
    let report = RunReport {
        set: set.sources.set.name(),
        title: &title,
        part: part.as_deref(),
        units: &shown,
        shared: &shared,
        checks: &rollup.checks,
        indicator: rollup.indicator.as_ref(),
        common: office.as_ref(),
        companions: &companions,
        leftovers: &orphans.left,
        readings: Some(&readings),
    };
    files.write(&manifest, options, report, &rollup.table);
    files.check_written(options, manifest.finish());
    findings.add_set_reports(&files.unwritten);
    let failed = units.iter().chain(&office).any(|record| is_lacking(record, options))
        || files.is_print_lacking
        || rollup.reports.iter().chain(&files.unwritten).any(Report::has_errors);
    Outcome {
        reports: findings.reports(&set.names()),
        units,
        office,
        checks: rollup.checks,
        notes: files.notes,
        orphans: list_orphans(&orphans, options),
        edited_orphans: orphans.changed,
        removed: orphans.removed,
        written: files.written,
        failed,
    }
}

/// The orphans that the user is told of: by the run that has the whole set before it, or
/// is to remove them.
fn list_orphans(orphans: &OrphanFiles, options: &Options) -> Vec<String> {
    match options.selection.is_whole() || options.prune == Prune::Remove {
        true => orphans.left.clone(),
        false => Vec::new(),
    }
}

/// Whether the record of the office's own paper is to be written down: what is kept is
/// already, and what is held back leaves its old paper.
fn is_new(office: &UnitRecord) -> bool {
    !matches!(office.state, UnitState::Kept | UnitState::Skipped)
}

/// Whether a run fails for want of a paper. One of the whole set, which joins what shards
/// have made, has to end with all of them; one of a part leaves the others to other runs.
fn is_lacking(record: &UnitRecord, options: &Options) -> bool {
    let is_whole = options.selection.is_whole();
    record.state.is_at_fault() || (is_whole && !record.state.is_done())
}

/// The units as the report has them: it names a finding of several units once, above the
/// table. What the run returns keeps it with each unit.
fn move_shared(
    units: &[UnitRecord],
    shared: &mut Vec<SharedDiagnostic>,
) -> Vec<UnitRecord> {
    let mut shown = units.to_vec();
    shared.extend(extract_shared(&mut shown));
    shown
}
