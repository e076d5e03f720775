//! States, findings and counts in Vietnamese.

use super::{Outcome, SeverityCounts};
use crate::batch::{State, Told};
use crate::diagnostic::Severity;
use crate::language::{capitalise_first, grouped};

/// All states, in the order in which they are counted.
pub(super) const STATES: [State; 5] =
    [State::Built, State::Kept, State::Faulty, State::Failed, State::Skipped];

/// A state in words.
pub(super) fn name_state(state: State) -> &'static str {
    match state {
        State::Built => "Đã làm",
        State::Kept => "Giữ nguyên",
        State::Faulty => "Có lỗi",
        State::Failed => "Không làm được",
        State::Skipped => "Chưa làm",
    }
}

/// A state as the page and the JSON name it.
pub(super) fn identify_state(state: State) -> &'static str {
    match state {
        State::Built => "built",
        State::Kept => "kept",
        State::Faulty => "faulty",
        State::Failed => "failed",
        State::Skipped => "skipped",
    }
}

/// What came of a check.
pub(super) fn name_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "Khớp",
        Outcome::Fails => "Không khớp",
        Outcome::Open => "Chưa tính được",
    }
}

/// The same as the page and the JSON name it.
pub(super) fn identify_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::Open => "open",
    }
}

/// The sign before it, for the eye.
pub(super) fn mark_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "✓",
        Outcome::Fails => "✗",
        Outcome::Open => "?",
    }
}

/// `Lỗi`, `Cảnh báo`, `Gợi ý`.
pub(super) fn name_severity(finding: &Told) -> String {
    capitalise_first(parse_severity(finding).vietnamese())
}

/// The severity of a finding; whatever is neither error nor warning is a hint.
pub(super) fn parse_severity(finding: &Told) -> Severity {
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

/// Where a finding stands: `a-luoi.yaml:12`, or the file alone.
pub(super) fn describe_place(finding: &Told) -> String {
    match finding.line {
        0 => finding.file.clone(),
        line => format!("{}:{line}", finding.file),
    }
}

/// A count with dots: `3.321`.
pub(super) fn format_count(n: usize) -> String {
    // No count of what lies in memory is beyond it.
    grouped(i128::try_from(n).unwrap_or(i128::MAX))
}
