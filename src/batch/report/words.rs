//! States, findings and counts in Vietnamese.

use super::{CheckOutcome, SeverityCounts};
use crate::batch::{SavedDiagnostic, UnitState};
use crate::diagnostic::Severity;
use crate::language::{capitalize_first, group_digits};

/// All states, in the order in which they are counted.
pub(super) const STATES: [UnitState; 6] = [
    UnitState::Built,
    UnitState::Kept,
    UnitState::Faulty,
    UnitState::Failed,
    UnitState::Waiting,
    UnitState::Skipped,
];

/// A state in words.
pub(super) fn name_state(state: UnitState) -> &'static str {
    match state {
        UnitState::Built => "Đã làm",
        UnitState::Kept => "Giữ nguyên",
        UnitState::Faulty => "Có lỗi",
        UnitState::Failed => "Không làm được",
        UnitState::Waiting => "Chờ số liệu",
        UnitState::Skipped => "Chưa làm",
    }
}

/// A state as the page and the JSON name it.
pub(super) fn identify_state(state: UnitState) -> &'static str {
    match state {
        UnitState::Built => "built",
        UnitState::Kept => "kept",
        UnitState::Faulty => "faulty",
        UnitState::Failed => "failed",
        UnitState::Waiting => "waiting",
        UnitState::Skipped => "skipped",
    }
}

/// The outcome of a check in words.
pub(super) fn name_outcome(outcome: CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::Holds => "Khớp",
        CheckOutcome::Fails => "Không khớp",
        CheckOutcome::Open => "Chưa tính được",
    }
}

/// An outcome as the page and the JSON name it.
pub(super) fn identify_outcome(outcome: CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::Holds => "holds",
        CheckOutcome::Fails => "fails",
        CheckOutcome::Open => "open",
    }
}

/// The sign of an outcome, for the eye.
pub(super) fn mark_outcome(outcome: CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::Holds => "✓",
        CheckOutcome::Fails => "✗",
        CheckOutcome::Open => "?",
    }
}

/// `Lỗi`, `Cảnh báo`, `Gợi ý`.
pub(super) fn name_severity(finding: &SavedDiagnostic) -> String {
    capitalize_first(parse_severity(finding).vietnamese())
}

/// The severity of a finding; whatever is neither error nor warning is a hint.
pub(super) fn parse_severity(finding: &SavedDiagnostic) -> Severity {
    let known = [Severity::Error, Severity::Warning];
    known.into_iter().find(|s| s.id() == finding.severity).unwrap_or(Severity::Hint)
}

/// `2 lỗi, 1 cảnh báo`; empty where nothing was found.
pub(super) fn describe_severities(found: SeverityCounts) -> String {
    let kinds = [
        (found.errors, Severity::Error),
        (found.warnings, Severity::Warning),
        (found.hints, Severity::Hint),
    ];
    let words = kinds.into_iter().filter(|(n, _)| *n > 0);
    let words = words.map(|(n, s)| format!("{} {}", format_count(n), s.vietnamese()));
    words.collect::<Vec<_>>().join(", ")
}

/// The place of a finding: `a-luoi.yaml:12`, or the file alone.
pub(super) fn describe_finding_place(finding: &SavedDiagnostic) -> String {
    match finding.line {
        0 => finding.file.clone(),
        line => format!("{}:{line}", finding.file),
    }
}

/// A count with dots: `3.321`.
pub(super) fn format_count(n: usize) -> String {
    // No count of things in memory is greater.
    group_digits(i128::try_from(n).unwrap_or(i128::MAX))
}
