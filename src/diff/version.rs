//! One of the two versions that are compared.

use std::sync::Arc;

use crate::diagnostic::{Report, Severity};
use crate::document::{self, Document};
use crate::plan::Draft;
use crate::source::{Source, Span};

/// A version of a plan, as far as it could be read.
#[derive(Debug)]
pub struct PlanVersion {
    name: String,
    source: Source,
    draft: Arc<Draft>,
    document: Document,
    unreadable: Vec<UnreadableItem>,
    is_torn: bool,
}

/// What of a version could not be read, and so is not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableItem {
    /// The version, as the user calls it.
    pub version: String,
    /// Where: `ke-hoach.yaml:12`; the file alone for what has no line.
    pub place: String,
    /// What is wrong there, in Vietnamese, in one line.
    pub message: String,
}

impl PlanVersion {
    /// A version called `name`. `reports` are all that was found in it: what they say
    /// could not be read is reported, what breaks a rule can be compared as it stands.
    #[must_use]
    pub fn new(
        name: &str,
        source: Source,
        draft: Arc<Draft>,
        reports: &[Report],
    ) -> Self {
        let unreadable =
            reports.iter().flat_map(|report| list_unreadable(name, report)).collect();
        let document = document::compose_draft(&draft);
        let mut findings = reports.iter().flat_map(|report| &report.findings);
        let is_torn = findings
            .any(|f| f.severity == Severity::Error && f.code.id.starts_with("yaml-"));
        Self { name: name.to_owned(), source, draft, document, unreadable, is_torn }
    }

    /// What the user calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The paper that the form makes, blank where something is missing.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The form and its figures.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What could not be read of it.
    #[must_use]
    pub fn unreadable(&self) -> &[UnreadableItem] {
        &self.unreadable
    }

    /// Whether it is no right YAML: then parts of the form may be lost, or stand
    /// elsewhere in its tree, without a finding of their own.
    pub(super) fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// The first line of a place in the form.
    pub(super) fn first_line(&self, span: Span) -> Span {
        self.source.first_line(span)
    }

    /// What stands in the form at a place.
    pub(super) fn written(&self, span: Span) -> &str {
        self.source.slice(span)
    }
}

/// What a report says could not be read of a version.
pub(super) fn list_unreadable(version: &str, report: &Report) -> Vec<UnreadableItem> {
    let mut res = Vec::new();
    for finding in &report.findings {
        // What a rule judges could be read.
        if finding.severity != Severity::Error || finding.group.is_some() {
            continue;
        }
        let line = finding.span.zip(report.source.as_ref()).map(|(span, source)| {
            let part = source.part_at(span.start);
            format!("{}:{}", part.name(), source.position(span.start).line)
        });
        res.push(UnreadableItem {
            version: version.to_owned(),
            place: line.unwrap_or_else(|| report.name.clone()),
            message: finding.message.as_str().to_owned(),
        });
    }
    res
}
