//! By what the units can be filtered: states, severities and codes of findings.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::{RunSummary, SummaryRow, words};
use crate::diagnostic::Severity;

/// A choice of a filter, with how many units it leaves.
#[derive(Debug, Serialize)]
pub(super) struct FilterChoice {
    id: String,
    label: String,
    count: String,
}

/// The mark of a row in which nothing was found. No code has a colon, so that marks and
/// codes never meet.
const NOTHING: &str = ":none";

pub(super) fn list_states(summary: &RunSummary<'_>) -> Vec<FilterChoice> {
    let mut res = Vec::new();
    for state in words::STATES {
        let count = summary.counts.of_state(state);
        if count > 0 {
            let id = words::identify_state(state);
            res.push(FilterChoice::new(id, words::name_state(state), count));
        }
    }
    res
}

/// The choices of the filters by findings: severities first, codes in their order. A
/// choice that leaves no unit is not offered.
pub(super) fn list_choices(
    rows: &[SummaryRow<'_>],
) -> (Vec<FilterChoice>, Vec<FilterChoice>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mark in rows.iter().flat_map(collect_marks) {
        *counts.entry(mark).or_default() += 1;
    }
    let groups = [
        (mark_severity(Severity::Error), "Có lỗi"),
        (mark_severity(Severity::Warning), "Có cảnh báo"),
        (mark_severity(Severity::Hint), "Có gợi ý"),
        (NOTHING.to_owned(), "Không có gì"),
    ];
    let mut severities = Vec::new();
    for (id, label) in groups {
        if let Some(count) = counts.get(&id) {
            severities.push(FilterChoice::new(&id, label, *count));
        }
    }
    let mut codes = Vec::new();
    for (id, count) in counts.iter().filter(|(id, _)| !id.starts_with(':')) {
        codes.push(FilterChoice::new(id, id, *count));
    }
    (severities, codes)
}

impl FilterChoice {
    fn new(id: &str, label: &str, count: usize) -> Self {
        let count = words::format_count(count);
        Self { id: id.to_owned(), label: label.to_owned(), count }
    }
}

fn mark_severity(severity: Severity) -> String {
    format!(":{}", severity.id())
}

pub(super) fn collect_marks(row: &SummaryRow<'_>) -> BTreeSet<String> {
    let findings = row.unit.findings.iter().chain(row.met.iter().copied());
    let marks = findings.flat_map(|finding| {
        let code = finding.code.replace([':', ' '], "-");
        [mark_severity(words::parse_severity(finding)), code]
    });
    let mut marks: BTreeSet<_> = marks.collect();
    if marks.is_empty() {
        marks.insert(NOTHING.to_owned());
    }
    marks
}
