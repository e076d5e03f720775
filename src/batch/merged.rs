//! The findings of all units, each fault reported once: what stands in the set or in the
//! master is one fault, however many units meet it.

use std::collections::{BTreeMap, HashMap};

use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Report};
use crate::source::Span;

use super::record::{SavedDiagnostic, UnitRecord};
use super::report::SharedDiagnostic;

/// Units named in a finding; more are counted.
const MOST_NAMED: usize = 5;

/// Codes that say that something is unused.
const UNUSED: [&Code; 2] =
    [&code::suppression::SILENCE_UNUSED, &code::integrity::UNUSED_TABLE];

/// What tells findings apart. Those of two units with the same key are one fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct MergeKey {
    file: String,
    span: Option<Span>,
    code: &'static str,
    /// Its message, where it has no span: in a workbook, that says the cell.
    cell: String,
    /// Number among those of one unit with this code at this place, from 0.
    nth: usize,
}

impl MergeKey {
    /// The key of the first finding of its code at its place.
    fn first(file: &str, finding: &Diagnostic) -> Self {
        let cell = match finding.span {
            Some(_) => String::new(),
            None => finding.message.as_str().to_owned(),
        };
        Self {
            file: file.to_owned(),
            span: finding.span,
            code: finding.code.id,
            cell,
            nth: 0,
        }
    }
}

/// A finding and the units that meet it.
struct MergedDiagnostic {
    finding: Diagnostic,
    /// Indices of the units; none where it concerns the set.
    units: Vec<usize>,
    /// Whether its message differs between units.
    varies: bool,
}

/// The findings of a run, each fault once.
#[derive(Default)]
pub(super) struct MergedReports {
    /// A report for each file, without findings, in the order in which files came in.
    files: Vec<Report>,
    /// Index of each file among them, by name.
    known: HashMap<String, usize>,
    /// Every finding once, in the order of its place.
    findings: BTreeMap<MergeKey, MergedDiagnostic>,
}

impl MergedReports {
    /// Adds findings of the set itself.
    pub(super) fn add_set_reports(&mut self, reports: &[Report]) {
        self.add(reports, None);
    }

    /// Adds the findings of a unit, by its index.
    pub(super) fn add_unit_reports(&mut self, unit: usize, reports: &[Report]) {
        self.add(reports, Some(unit));
    }

    /// Adds the findings of a unit, or of the set.
    ///
    /// A finding is the same as one of another unit if file, key and code agree; the
    /// message may differ in the values of the unit. Where one unit has several of one
    /// code at one key, they are paired by their order, the n-th with the n-th.
    fn add(&mut self, reports: &[Report], unit: Option<usize>) {
        for report in reports {
            if !self.known.contains_key(&report.name) {
                self.known.insert(report.name.clone(), self.files.len());
                self.files.push(Report {
                    source: report.source.clone(),
                    ..Report::without_text(&report.name, Vec::new())
                });
            }
            let mut counts = BTreeMap::new();
            for finding in &report.findings {
                let mut key = MergeKey::first(&report.name, finding);
                let count = counts.entry(key.clone()).or_insert(0);
                key.nth = *count;
                *count += 1;
                let merged =
                    self.findings.entry(key).or_insert_with(|| MergedDiagnostic {
                        finding: finding.clone(),
                        units: Vec::new(),
                        varies: false,
                    });
                // Units come in their order, so the last is enough to see that this one is
                // already there.
                merged.varies |= merged.finding.message != finding.message;
                if let Some(unit) = unit.filter(|unit| merged.units.last() != Some(unit))
                {
                    merged.units.push(unit);
                }
            }
        }
    }

    /// Drops what is unused in some units only: a rule suppressed in one of the files that
    /// all units share, or a table of it, is of use where one unit needs it. `all` is how
    /// many units there are: where not all were examined, it is not known.
    pub(super) fn forget_unused(&mut self, shared: &[&str], all: usize) {
        self.findings.retain(|key, merged| {
            let is_own = !shared.contains(&key.file.as_str()) || merged.units.is_empty();
            !UNUSED.iter().any(|code| code.id == key.code)
                || is_own
                || merged.units.len() >= all
        });
    }

    /// Whether a finding of a unit is reported.
    pub(super) fn contains(&self, file: &str, finding: &Diagnostic) -> bool {
        self.findings.contains_key(&MergeKey::first(file, finding))
    }

    /// One report a file, each finding once, with the units that meet it. `names` are the
    /// names of all units.
    pub(super) fn reports(&self, names: &[&str]) -> Vec<Report> {
        let mut res = self.files.clone();
        for (key, merged) in &self.findings {
            if let Some(file) = self.known.get(&key.file) {
                res[*file].findings.push(merged.to_diagnostic(names));
            }
        }
        for report in &mut res {
            report.findings.sort_by_key(|d| (d.span, d.severity));
        }
        res.retain(|report| !report.findings.is_empty());
        res
    }

    /// What concerns the set itself, for the report.
    pub(super) fn shared(&self) -> Vec<SharedDiagnostic> {
        let mut res = Vec::new();
        for (key, merged) in
            self.findings.iter().filter(|(_, merged)| merged.units.is_empty())
        {
            let Some(file) = self.known.get(&key.file) else { continue };
            let findings = vec![merged.finding.clone()];
            let report = Report { findings, ..self.files[*file].clone() };
            for diagnostic in SavedDiagnostic::from_reports(&[report]) {
                res.push(SharedDiagnostic { diagnostic, units: Vec::new() });
            }
        }
        res
    }
}

/// Takes what several units share out of their own findings. Unlike [`MergedReports`] it
/// works on records, so it sees also units whose papers are of an earlier run.
pub(super) fn extract_shared(units: &mut [UnitRecord]) -> Vec<SharedDiagnostic> {
    let mut merged: BTreeMap<SavedPlace, SharedDiagnostic> = BTreeMap::new();
    for unit in units.iter() {
        for finding in &unit.findings {
            let shared =
                merged.entry(SavedPlace::from_finding(finding)).or_insert_with(|| {
                    SharedDiagnostic { diagnostic: finding.clone(), units: Vec::new() }
                });
            if shared.units.last() != Some(&unit.key) {
                shared.units.push(unit.key.clone());
            }
        }
    }
    merged.retain(|_, shared| shared.units.len() > 1);
    for unit in units {
        unit.findings
            .retain(|finding| !merged.contains_key(&SavedPlace::from_finding(finding)));
    }
    merged.into_values().collect()
}

/// Where a saved finding stands, in the order in which they are shown. It is a
/// [`MergeKey`] of data that has no spans any more.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SavedPlace {
    file: String,
    line: usize,
    column: usize,
    code: String,
    /// Its message, where it has no line: in a workbook, that says the cell.
    cell: String,
}

impl SavedPlace {
    fn from_finding(finding: &SavedDiagnostic) -> Self {
        Self {
            file: finding.file.clone(),
            line: finding.line,
            column: finding.column,
            code: finding.code.clone(),
            cell: if finding.line == 0 { finding.message.clone() } else { String::new() },
        }
    }
}

impl MergedDiagnostic {
    fn to_diagnostic(&self, names: &[&str]) -> Diagnostic {
        let mut finding = self.finding.clone();
        let named = self.units.iter().take(MOST_NAMED).map(|unit| names[*unit]);
        let named = named.collect::<Vec<_>>().join(", ");
        let count = self.units.len();
        let units = match count {
            0 => return finding,
            1 => format!("đơn vị {named}"),
            _ if count == names.len() => format!("cả {count} đơn vị"),
            _ if count > MOST_NAMED => {
                format!("{count} đơn vị: {named} và {} đơn vị khác", count - MOST_NAMED)
            }
            _ => format!("{count} đơn vị: {named}"),
        };
        // The message is that of the unit in which it was met first.
        let first = if self.varies && count > 1 {
            "; số và chữ ở đây là của đơn vị đầu tiên"
        } else {
            ""
        };
        finding.message += &format!(" ({units}{first})");
        finding
    }
}
