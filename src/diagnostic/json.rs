//! Findings for other programs. The structs here are the format: they change only
//! with [`VERSION`].

use serde::Serialize;

use super::{Diagnostic, Report};
use crate::source::{Source, Span};

/// Version of the format. A field may be added within a version; none is renamed,
/// dropped or given another meaning.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    silenced: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    place: Option<Place>,
    expected: &'a str,
    related: Vec<Related<'a>>,
    hints: &'a [String],
    clause: Option<&'a str>,
    /// What its rule looks at, a word of `rule::GROUPS`: `so-lieu`. None where the code is
    /// of no rule.
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    /// Where it is another than that of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    place: Option<Place>,
    label: &'a str,
}

/// Lines and columns from 1, columns in characters, the end excluded.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Findings of all reports as JSON, ending in a line end.
#[must_use]
pub fn json(reports: &[Report]) -> String {
    let root = Root { version: VERSION, files: reports.iter().map(file).collect() };
    let text = serde_json::to_string_pretty(&root);
    text.expect("strings and numbers always become JSON") + "\n"
}

fn file(report: &Report) -> File<'_> {
    let source = report.source.as_ref();
    let findings = report.findings.iter().map(|d| finding(source, d)).collect();
    File { file: &report.name, silenced: report.silenced, findings }
}

fn finding<'a>(source: Option<&Source>, d: &'a Diagnostic) -> Finding<'a> {
    let place = |span: Span| source.map(|s| place(s, span));
    Finding {
        code: d.code.id,
        severity: d.severity.id(),
        message: &d.message,
        place: d.span.and_then(place),
        expected: &d.label,
        related: d.related.iter().map(|r| related(source, r)).collect(),
        hints: &d.hints,
        clause: d.clause,
        group: d.group,
    }
}

fn related<'a>(source: Option<&Source>, related: &'a super::Related) -> Related<'a> {
    let other = related.source.as_ref();
    Related {
        file: other.map(Source::name),
        place: other.or(source).map(|source| place(source, related.span)),
        label: &related.label,
    }
}

fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Place {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
