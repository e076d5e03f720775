//! Findings for other programs. The structs here are the format: they change only
//! with [`VERSION`].

use serde::Serialize;

use super::{Diagnostic, Related, Report};
use crate::source::{Source, Span};

/// Version of the format. A field may be added within a version; none is renamed,
/// dropped or given another meaning.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonReports<'a> {
    version: u32,
    files: Vec<JsonReport<'a>>,
}

#[derive(Serialize)]
struct JsonReport<'a> {
    file: &'a str,
    silenced: usize,
    findings: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    place: Option<JsonPlace>,
    expected: &'a str,
    related: Vec<JsonRelated<'a>>,
    hints: &'a [String],
    clause: Option<&'a str>,
    /// What the rule that found it looks at, a word of `rule::GROUPS`: `so-lieu`. None where
    /// no rule did: also where the reader of the form has found what a rule looks for too,
    /// as a date that is in no calendar (`code::rule`).
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    /// Where it is another than that of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    place: Option<JsonPlace>,
    label: &'a str,
}

/// Lines and columns from 1, columns in characters, the end excluded.
#[derive(Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Findings of all reports as JSON, ending in a line end.
#[must_use]
pub fn format_as_json(reports: &[Report]) -> String {
    let files = reports.iter().map(convert_report).collect();
    let text = serde_json::to_string_pretty(&JsonReports { version: VERSION, files });
    text.expect("strings and numbers always become JSON") + "\n"
}

fn convert_report(report: &Report) -> JsonReport<'_> {
    let source = report.source.as_ref();
    JsonReport {
        file: &report.name,
        silenced: report.suppressed,
        findings: report.findings.iter().map(|d| convert_diagnostic(source, d)).collect(),
    }
}

/// A finding; without a text to look its places up in, they are left out.
fn convert_diagnostic<'a>(
    source: Option<&Source>,
    diagnostic: &'a Diagnostic,
) -> JsonDiagnostic<'a> {
    let place = source.zip(diagnostic.span);
    let related = diagnostic.related.iter();
    JsonDiagnostic {
        code: diagnostic.code.id,
        severity: diagnostic.severity.id(),
        message: &diagnostic.message,
        place: place.map(|(source, span)| convert_place(source, span)),
        expected: &diagnostic.label,
        related: related.map(|related| convert_related(source, related)).collect(),
        hints: &diagnostic.hints,
        clause: diagnostic.clause,
        group: diagnostic.group,
    }
}

fn convert_related<'a>(source: Option<&Source>, related: &'a Related) -> JsonRelated<'a> {
    let other = related.source.as_ref();
    JsonRelated {
        file: other.map(Source::name),
        place: other.or(source).map(|source| convert_place(source, related.span)),
        label: &related.label,
    }
}

fn convert_place(source: &Source, span: Span) -> JsonPlace {
    let start = source.position(span.start);
    let end = source.position(span.end);
    JsonPlace {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
