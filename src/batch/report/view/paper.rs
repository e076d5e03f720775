//! A paper and its findings, in the table of units and above it.

use serde::Serialize;

use super::super::link::encode_href;
use super::super::{SeverityCounts, words};
use crate::batch::{FileRecord, SavedDiagnostic, UnitRecord};

/// What the table of units and the office's own paper have in common.
#[derive(Debug, Serialize)]
pub(super) struct PaperView {
    name: String,
    number: String,
    state: &'static str,
    state_id: &'static str,
    found: String,
    findings: Vec<FindingView>,
    pages: String,
    links: Vec<FileLink>,
}

#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    id: &'static str,
    severity: String,
    place: String,
    message: Vec<MessagePiece>,
    hints: Vec<Vec<MessagePiece>>,
    code: String,
}

/// A piece of a sentence; what stands between backquotes is code.
#[derive(Debug, Serialize)]
pub(super) struct MessagePiece {
    code: bool,
    text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct FileLink {
    href: String,
    label: String,
    name: String,
}

impl FileLink {
    /// A link to a file in the folder of the page.
    pub(super) fn new(label: String, name: &str) -> Self {
        Self { href: encode_href(name), label, name: name.to_owned() }
    }
}

pub(super) fn show_paper(record: &UnitRecord) -> PaperView {
    PaperView {
        name: record.name.clone(),
        number: format_paper_number(record),
        state: words::name_state(record.state),
        state_id: words::identify_state(record.state),
        found: words::describe_severities(SeverityCounts::from_findings(
            &record.findings,
        )),
        findings: record.findings.iter().map(show_finding).collect(),
        pages: match record.pages {
            0 => String::new(),
            n => words::format_count(n),
        },
        links: link_files(&record.files),
    }
}

pub(super) fn format_paper_number(unit: &UnitRecord) -> String {
    unit.number.map_or_else(String::new, |n| n.to_string())
}

pub(super) fn show_finding(finding: &SavedDiagnostic) -> FindingView {
    FindingView {
        id: words::parse_severity(finding).id(),
        severity: words::name_severity(finding),
        place: words::describe_finding_place(finding),
        message: split_code(&finding.message),
        hints: finding.hints.iter().map(|hint| split_code(hint)).collect(),
        code: finding.code.clone(),
    }
}

pub(super) fn split_code(text: &str) -> Vec<MessagePiece> {
    // Where their number is odd, one is part of a text of the form, and none marks code.
    if !text.matches('`').count().is_multiple_of(2) {
        return vec![MessagePiece { code: false, text: text.to_owned() }];
    }
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts
        .map(|(index, part)| MessagePiece { code: index % 2 == 1, text: part.to_owned() })
        .collect()
}

/// The files of a paper: the first of each format, with how many there are.
fn link_files(files: &[FileRecord]) -> Vec<FileLink> {
    let mut formats: Vec<FormatFiles<'_>> = Vec::new();
    for file in files {
        let first = file.name.as_str();
        let word = first.rsplit_once('.').map_or(first, |(_, end)| end).to_uppercase();
        match formats.iter_mut().find(|known| known.word == word) {
            Some(known) => known.count += 1,
            None => formats.push(FormatFiles { word, first, count: 1 }),
        }
    }
    formats.into_iter().map(FormatFiles::link).collect()
}

/// The files of a paper in one format.
struct FormatFiles<'a> {
    word: String,
    /// The name of the first.
    first: &'a str,
    count: usize,
}

impl FormatFiles<'_> {
    fn link(self) -> FileLink {
        let Self { word, first, count } = self;
        let label = match count {
            1 => word,
            count => format!("{word} ({})", words::format_count(count)),
        };
        FileLink::new(label, first)
    }
}
