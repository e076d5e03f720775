//! By what the units can be filtered: states, severities and codes of findings.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::{Summary, SummaryRow, words};
use crate::diagnostic::Severity;

/// A choice of a filter, with how many units it leaves.
#[derive(Debug, Serialize)]
pub(super) struct FilterChoice {
    id: String,
    label: String,
    count: String,
}

/// The mark of a row in which nothing was found. A colon stands in no code.
const NOTHING: &str = ":none";

pub(super) fn list_states(summary: &Summary<'_>) -> Vec<FilterChoice> {
    let states = words::STATES.into_iter();
    let there = states.filter(|s| summary.counts.of_state(*s) > 0);
    there
        .map(|s| FilterChoice {
            id: words::identify_state(s).to_owned(),
            label: words::name_state(s).to_owned(),
            count: words::format_count(summary.counts.of_state(s)),
        })
        .collect()
}

/// By what findings units can be picked: severities, and codes in their order.
pub(super) fn list_choices(
    rows: &[SummaryRow<'_>],
) -> (Vec<FilterChoice>, Vec<FilterChoice>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mark in rows.iter().flat_map(collect_marks) {
        *counts.entry(mark).or_default() += 1;
    }
    let choice = |id: &str, label: &str| {
        counts.get(id).map(|n| FilterChoice {
            id: id.to_owned(),
            label: label.to_owned(),
            count: words::format_count(*n),
        })
    };
    let severities = [
        (Severity::Error, "Có lỗi"),
        (Severity::Warning, "Có cảnh báo"),
        (Severity::Hint, "Có gợi ý"),
    ];
    let named = severities.map(|(s, label)| choice(&mark_severity(s), label));
    let none = choice(NOTHING, "Không có gì");
    let codes = counts.keys().filter(|id| !id.starts_with(':'));
    let codes = codes.filter_map(|id| choice(id, id)).collect();
    (named.into_iter().chain([none]).flatten().collect(), codes)
}

fn mark_severity(severity: Severity) -> String {
    format!(":{}", severity.id())
}

pub(super) fn collect_marks(row: &SummaryRow<'_>) -> BTreeSet<String> {
    let told = row.unit.findings.iter().chain(row.met.iter().copied());
    let marks = told.flat_map(|told| {
        let code = told.code.replace([':', ' '], "-");
        [mark_severity(words::parse_severity(told)), code]
    });
    let mut marks: BTreeSet<_> = marks.collect();
    if marks.is_empty() {
        marks.insert(NOTHING.to_owned());
    }
    marks
}
