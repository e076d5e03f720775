//! A paper and its findings, in the table of units and above it.

use serde::Serialize;

use super::super::Found;
use super::super::link::href;
use super::super::words;
use crate::batch::FileRecord;
use crate::batch::Told;
use crate::batch::UnitRecord;

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
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    id: &'static str,
    severity: String,
    place: String,
    message: Vec<Piece>,
    hints: Vec<Vec<Piece>>,
    code: String,
}

/// A piece of a sentence; what stands between backquotes is code.
#[derive(Debug, Serialize)]
struct Piece {
    code: bool,
    text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) name: String,
}

pub(super) fn paper(record: &UnitRecord) -> PaperView {
    PaperView {
        name: record.name.clone(),
        number: number(record),
        state: words::state(record.state),
        state_id: words::state_id(record.state),
        found: words::found(Found::of(&record.findings)),
        findings: record.findings.iter().map(finding).collect(),
        pages: match record.pages {
            0 => String::new(),
            n => words::count(n),
        },
        links: links(&record.files),
    }
}

pub(super) fn number(unit: &UnitRecord) -> String {
    unit.number.map_or_else(String::new, |n| n.to_string())
}

pub(super) fn finding(told: &Told) -> FindingView {
    FindingView {
        id: words::severity_of(told).id(),
        severity: words::severity(told),
        place: words::place(told),
        message: pieces(&told.message),
        hints: told.hints.iter().map(|hint| pieces(hint)).collect(),
        code: told.code.clone(),
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    // An odd backquote is one that somebody typed.
    if !text.matches('`').count().is_multiple_of(2) {
        return vec![Piece { code: false, text: text.to_owned() }];
    }
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(at, part)| Piece { code: at % 2 == 1, text: part.to_owned() }).collect()
}

/// The files of a paper: the first of each format, with how many there are.
fn links(files: &[FileRecord]) -> Vec<Link> {
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
    fn link(self) -> Link {
        let Self { word, first, count } = self;
        let label = match count {
            1 => word,
            count => format!("{word} ({})", words::count(count)),
        };
        Link { href: href(first), label, name: first.to_owned() }
    }
}
