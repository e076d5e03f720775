//! What is found over a whole set, of one unit or of the set itself.

use crate::diagnostic::Report;

/// What was found over a set.
#[derive(Debug, Default)]
pub(in crate::batch) struct CrossUnitFindings {
    /// What was found in each unit, by its index.
    pub(in crate::batch) units: Vec<UnitFindings>,
    /// What stands in the master, or concerns the set itself.
    pub(in crate::batch) set: Vec<Report>,
}

/// What was found in one unit by comparing it with the others.
#[derive(Debug, Clone, Default)]
pub(in crate::batch) struct UnitFindings {
    /// What was found, a report for each finding.
    pub(in crate::batch) reports: Vec<Report>,
    /// How many more the set suppresses.
    pub(in crate::batch) suppressed: usize,
}

/// A finding that only the whole set shows.
#[derive(Debug, Clone)]
pub(super) struct CrossUnitDiagnostic {
    /// Index of the unit in which it was met; none where it stands in the master.
    pub(super) unit: Option<usize>,
    /// Index of the unit that it is about: that one, or the one whose name stands in the
    /// master.
    pub(super) about: usize,
    /// One finding, in its file.
    pub(super) report: Report,
}

impl CrossUnitDiagnostic {
    /// A finding about the unit in which it was met.
    pub(super) fn new(unit: usize, report: Report) -> Self {
        Self { unit: Some(unit), about: unit, report }
    }

    /// The code of the finding.
    pub(super) fn code(&self) -> &'static str {
        self.report.findings.first().map_or("", |finding| finding.code.id)
    }
}
