//! The report for other programs. The structs here are the format: they change only
//! with [`VERSION`].

use serde::Serialize;

use super::Check;
use super::Companion;
use super::Found;
use super::Gap;
use super::Measure;
use super::Row;
use super::Shared;
use super::Summary;
use super::words;
use crate::batch::FileRecord;
use crate::batch::Told;
use crate::batch::UnitRecord;

/// Version of the format. A field may be added within a version; none is renamed,
/// dropped or given another meaning.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    set: &'a str,
    title: &'a str,
    part: Option<&'a str>,
    counts: Counts,
    findings: Findings,
    silenced: usize,
    pages: usize,
    /// Null where nothing has to reconcile.
    reconciles: Option<bool>,
    checks: Vec<CheckOf<'a>>,
    shared: Vec<SharedOf<'a>>,
    indicator: Option<IndicatorOf<'a>>,
    common: Option<Paper<'a>>,
    units: Vec<Unit<'a>>,
    companions: Vec<CompanionOf<'a>>,
    leftovers: &'a [String],
}

#[derive(Serialize)]
struct Counts {
    total: usize,
    built: usize,
    kept: usize,
    faulty: usize,
    failed: usize,
    skipped: usize,
}

#[derive(Serialize)]
struct Findings {
    errors: usize,
    warnings: usize,
    hints: usize,
}

/// `outcome` is `holds`, `fails` or `open`.
#[derive(Serialize)]
struct CheckOf<'a> {
    text: &'a str,
    outcome: &'static str,
    left: &'a str,
    right: &'a str,
    gaps: Vec<GapOf<'a>>,
}

#[derive(Serialize)]
struct GapOf<'a> {
    unit: &'a str,
    left: &'a str,
    right: &'a str,
    difference: &'a str,
}

#[derive(Serialize)]
struct SharedOf<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    units: &'a [String],
}

#[derive(Serialize)]
struct IndicatorOf<'a> {
    label: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
struct Unit<'a> {
    ordinal: usize,
    #[serde(flatten)]
    paper: Paper<'a>,
    indicator: Option<Measured<'a>>,
}

/// Lines and columns count from 1; nought where the file as a whole is meant.
#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    hints: &'a [String],
}

#[derive(Serialize)]
struct Paper<'a> {
    key: &'a str,
    name: &'a str,
    paper: &'a str,
    number: Option<u32>,
    state: &'static str,
    pages: usize,
    files: Vec<FileOf<'a>>,
    findings: Vec<Finding<'a>>,
    silenced: usize,
}

#[derive(Serialize)]
struct FileOf<'a> {
    name: &'a str,
    sha256: &'a str,
}

/// `value` is exact: `1595`, `3.3`, or a fraction such as `1/3`.
#[derive(Serialize)]
struct Measured<'a> {
    text: &'a str,
    value: String,
}

#[derive(Serialize)]
struct CompanionOf<'a> {
    label: &'a str,
    file: &'a str,
}

/// The report as JSON, ending in a line end.
#[must_use]
pub fn json(summary: &Summary<'_>) -> String {
    let text = serde_json::to_string_pretty(&root(summary));
    text.expect("strings and whole numbers always become JSON") + "\n"
}

fn root<'a>(summary: &'a Summary<'a>) -> Root<'a> {
    let run = &summary.run;
    let companion = |c: &'a Companion| CompanionOf { label: &c.label, file: &c.file };
    Root {
        version: VERSION,
        set: run.set,
        title: run.title,
        part: run.part,
        counts: counts(summary.counts),
        findings: findings(summary.found),
        silenced: summary.silenced,
        pages: summary.pages,
        reconciles: summary.reconciles,
        checks: run.checks.iter().map(check).collect(),
        shared: run.shared.iter().map(shared).collect(),
        indicator: run.indicator.map(|i| IndicatorOf { label: &i.label, unit: &i.unit }),
        common: run.common.map(paper),
        units: summary.rows.iter().map(unit).collect(),
        companions: run.companions.iter().map(companion).collect(),
        leftovers: run.leftovers,
    }
}

fn counts(counts: super::Counts) -> Counts {
    let super::Counts { total, built, kept, faulty, failed, skipped } = counts;
    Counts { total, built, kept, faulty, failed, skipped }
}

fn findings(found: Found) -> Findings {
    let Found { errors, warnings, hints } = found;
    Findings { errors, warnings, hints }
}

fn check(check: &Check) -> CheckOf<'_> {
    CheckOf {
        text: &check.text,
        outcome: words::outcome_id(check.outcome),
        left: &check.left,
        right: &check.right,
        gaps: check.gaps.iter().map(gap).collect(),
    }
}

fn gap(gap: &Gap) -> GapOf<'_> {
    let Gap { unit, left, right, difference } = gap;
    GapOf { unit, left, right, difference }
}

fn shared(shared: &Shared) -> SharedOf<'_> {
    SharedOf { finding: finding(&shared.told), units: &shared.units }
}

fn finding(told: &Told) -> Finding<'_> {
    let Told { file, line, column, severity, code, message, hints } = told;
    Finding { file, line: *line, column: *column, severity, code, message, hints }
}

fn unit<'a>(row: &'a Row<'a>) -> Unit<'a> {
    let measured =
        |m: &'a Measure| Measured { text: &m.text, value: m.value.to_string() };
    Unit {
        ordinal: row.ordinal,
        paper: paper(row.unit),
        indicator: row.measure.map(measured),
    }
}

fn paper(record: &UnitRecord) -> Paper<'_> {
    let UnitRecord {
        key,
        name,
        paper,
        number,
        state,
        files,
        pages,
        findings,
        silenced,
        // What a paper comes from and what is read out of it are the manifest's alone.
        inputs: _,
        figures: _,
    } = record;
    Paper {
        key,
        name,
        paper,
        number: *number,
        state: words::state_id(*state),
        pages: *pages,
        files: files.iter().map(file).collect(),
        findings: findings.iter().map(finding).collect(),
        silenced: *silenced,
    }
}

fn file(file: &FileRecord) -> FileOf<'_> {
    let FileRecord { name, sha256 } = file;
    FileOf { name, sha256 }
}
