//! The report for other programs. The structs here are the format: they change only
//! with [`VERSION`].

use serde::Serialize;

use super::{
    Check, CheckGap, Companion, HeadlineFigure, RunSummary, SeverityCounts,
    SharedDiagnostic, SummaryRow, TableReadings, UnitClause, words,
};
use crate::batch::{FileRecord, SavedDiagnostic, UnitRecord};
use crate::language;

/// Version of the format. A field may be added within a version; none is renamed,
/// dropped or given another meaning.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportRoot<'a> {
    version: u32,
    set: &'a str,
    title: &'a str,
    part: Option<&'a str>,
    counts: ReportCounts,
    findings: ReportSeverities,
    silenced: usize,
    pages: usize,
    /// Null where nothing has to reconcile.
    reconciles: Option<bool>,
    checks: Vec<ReportCheck<'a>>,
    shared: Vec<ReportShared<'a>>,
    indicator: Option<ReportIndicator<'a>>,
    common: Option<ReportPaper<'a>>,
    units: Vec<ReportUnit<'a>>,
    /// How data files were read, table by table.
    data: Vec<ReportData<'a>>,
    /// Of how many tables nothing is listed in `data`.
    data_left_out: usize,
    companions: Vec<ReportCompanion<'a>>,
    leftovers: &'a [String],
}

#[derive(Serialize)]
struct ReportCounts {
    total: usize,
    built: usize,
    kept: usize,
    faulty: usize,
    failed: usize,
    waiting: usize,
    skipped: usize,
}

#[derive(Serialize)]
struct ReportSeverities {
    errors: usize,
    warnings: usize,
    hints: usize,
}

/// `outcome` is `holds`, `fails` or `open`.
#[derive(Serialize)]
struct ReportCheck<'a> {
    text: &'a str,
    outcome: &'static str,
    left: &'a str,
    right: &'a str,
    gaps: Vec<ReportGap<'a>>,
}

#[derive(Serialize)]
struct ReportGap<'a> {
    unit: &'a str,
    left: &'a str,
    right: &'a str,
    difference: &'a str,
}

#[derive(Serialize)]
struct ReportShared<'a> {
    #[serde(flatten)]
    finding: ReportFinding<'a>,
    units: &'a [String],
}

#[derive(Serialize)]
struct ReportIndicator<'a> {
    label: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
struct ReportUnit<'a> {
    ordinal: usize,
    #[serde(flatten)]
    paper: ReportPaper<'a>,
    indicator: Option<ReportFigure<'a>>,
}

/// Lines and columns count from 1; 0 where the file as a whole is meant.
#[derive(Serialize)]
struct ReportFinding<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    hints: &'a [String],
}

#[derive(Serialize)]
struct ReportPaper<'a> {
    key: &'a str,
    name: &'a str,
    paper: &'a str,
    number: Option<u32>,
    state: &'static str,
    pages: usize,
    files: Vec<ReportFile<'a>>,
    findings: Vec<ReportFinding<'a>>,
    silenced: usize,
}

#[derive(Serialize)]
struct ReportFile<'a> {
    name: &'a str,
    sha256: &'a str,
}

/// `value` is exact: `1595`, `3.3`, or a fraction such as `1/3`.
#[derive(Serialize)]
struct ReportFigure<'a> {
    text: &'a str,
    value: String,
}

/// `table` is empty where it has no id; `units` are the keys of units, none where the set
/// itself reads the file.
#[derive(Serialize)]
struct ReportData<'a> {
    file: &'a str,
    table: &'a str,
    rows: usize,
    readers: usize,
    odd: bool,
    notes: Vec<ReportDataNote<'a>>,
}

#[derive(Serialize)]
struct ReportDataNote<'a> {
    text: &'a str,
    units: &'a [String],
}

#[derive(Serialize)]
struct ReportCompanion<'a> {
    label: &'a str,
    file: &'a str,
}

/// The report as JSON, ending in a line end.
#[must_use]
pub fn render_json(summary: &RunSummary<'_>) -> String {
    let text = serde_json::to_string_pretty(&build_root(summary));
    language::escape_json(&text.expect("strings and whole numbers always become JSON"))
        + "\n"
}

fn build_root<'a>(summary: &'a RunSummary<'a>) -> ReportRoot<'a> {
    let run = &summary.run;
    let tables = run.readings.iter().flat_map(|readings| &readings.tables);
    ReportRoot {
        version: VERSION,
        set: run.set,
        title: run.title,
        part: run.part,
        counts: convert_counts(summary.counts),
        findings: convert_severities(summary.found),
        silenced: summary.suppressed,
        pages: summary.pages,
        reconciles: summary.reconciles,
        checks: run.checks.iter().map(convert_check).collect(),
        shared: run.shared.iter().map(convert_shared).collect(),
        indicator: run
            .indicator
            .map(|i| ReportIndicator { label: &i.label, unit: &i.unit }),
        common: run.common.map(convert_paper),
        units: summary.rows.iter().map(convert_unit).collect(),
        data: tables.map(convert_data).collect(),
        data_left_out: run.readings.map_or(0, |readings| readings.left_out),
        companions: run.companions.iter().map(convert_companion).collect(),
        leftovers: run.leftovers,
    }
}

fn convert_counts(counts: super::StateCounts) -> ReportCounts {
    let super::StateCounts { total, built, kept, faulty, failed, waiting, skipped } =
        counts;
    ReportCounts { total, built, kept, faulty, failed, waiting, skipped }
}

fn convert_severities(found: SeverityCounts) -> ReportSeverities {
    let SeverityCounts { errors, warnings, hints } = found;
    ReportSeverities { errors, warnings, hints }
}

fn convert_check(check: &Check) -> ReportCheck<'_> {
    ReportCheck {
        text: &check.text,
        outcome: words::identify_outcome(check.outcome),
        left: &check.left,
        right: &check.right,
        gaps: check.gaps.iter().map(convert_gap).collect(),
    }
}

fn convert_gap(gap: &CheckGap) -> ReportGap<'_> {
    let CheckGap { unit, left, right, difference } = gap;
    ReportGap { unit, left, right, difference }
}

fn convert_shared(shared: &SharedDiagnostic) -> ReportShared<'_> {
    ReportShared { finding: convert_finding(&shared.diagnostic), units: &shared.units }
}

fn convert_finding(finding: &SavedDiagnostic) -> ReportFinding<'_> {
    let SavedDiagnostic { file, line, column, severity, code, message, hints } = finding;
    ReportFinding { file, line: *line, column: *column, severity, code, message, hints }
}

fn convert_unit<'a>(row: &'a SummaryRow<'a>) -> ReportUnit<'a> {
    ReportUnit {
        ordinal: row.ordinal,
        paper: convert_paper(row.unit),
        indicator: row.measure.map(convert_figure),
    }
}

fn convert_paper(record: &UnitRecord) -> ReportPaper<'_> {
    let UnitRecord {
        key,
        name,
        paper,
        number,
        state,
        files,
        pages,
        findings,
        suppressed,
        // What a paper comes from and what is read out of it are the manifest's alone.
        inputs: _,
        figures: _,
        // Those of all units are joined, file by file.
        readings: _,
    } = record;
    ReportPaper {
        key,
        name,
        paper,
        number: *number,
        state: words::identify_state(*state),
        pages: *pages,
        files: files.iter().map(convert_file).collect(),
        findings: findings.iter().map(convert_finding).collect(),
        silenced: *suppressed,
    }
}

fn convert_data(data: &TableReadings) -> ReportData<'_> {
    let TableReadings { file, table, readers, least: _, most: _, rows, is_odd, notes } =
        data;
    let notes = notes.iter().map(|note| {
        let UnitClause { text, units } = note;
        ReportDataNote { text, units }
    });
    ReportData {
        file,
        table,
        rows: *rows,
        readers: *readers,
        odd: *is_odd,
        notes: notes.collect(),
    }
}

fn convert_companion(companion: &Companion) -> ReportCompanion<'_> {
    let Companion { label, file } = companion;
    ReportCompanion { label, file }
}

fn convert_figure(measure: &HeadlineFigure) -> ReportFigure<'_> {
    ReportFigure { text: &measure.text, value: measure.figure.value.to_string() }
}

fn convert_file(file: &FileRecord) -> ReportFile<'_> {
    let FileRecord { name, sha256 } = file;
    ReportFile { name, sha256 }
}
