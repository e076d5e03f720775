//! Findings for other programs. The structs here are the format: they change only
//! with [`VERSION`].

use serde::Serialize;

use super::{
    Diagnostic, FileReading, LineRange, MessageText, NamedLine, NotedReading,
    PassedLines, Related, Report, TotalAgreement, TotalReading,
};
use crate::language;
use crate::quantity::MoneyScale;
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
    /// How many papers it cites that the register of legal papers does not have.
    unlisted: usize,
    findings: Vec<JsonDiagnostic<'a>>,
    /// How the data files of a form were read, table by table; empty for any other file.
    data: Vec<JsonReading<'a>>,
}

/// How a table was read from its file. Rows count as the program of the file shows them,
/// from 1; of a CSV they are the lines.
#[derive(Serialize)]
struct JsonReading<'a> {
    file: &'a str,
    /// None for a CSV.
    sheet: Option<&'a str>,
    /// None where the form gives the table no id.
    table: Option<&'a str>,
    /// How many rows of the file are rows of the table, a total row apart.
    rows: usize,
    header: Option<JsonLines>,
    total: Option<JsonTotal<'a>>,
    /// Totals of a table that says nothing of a total: they print, and no sum counts them.
    uncounted: Vec<JsonNamed<'a>>,
    passed: Vec<JsonPassed<'a>>,
    /// Hidden rows that were read like the others.
    hidden: Vec<JsonLines>,
    /// In what the first column of money is counted: `dong`, `nghin-dong`, `trieu-dong`,
    /// `ty-dong`; none where no column has money.
    scale: Option<&'a str>,
    /// All scales of its columns of money, where they have more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scales: Vec<&'a str>,
    notes: Vec<JsonNote<'a>>,
}

/// The first row and the last one.
type JsonLines = [usize; 2];

#[derive(Serialize)]
struct JsonTotal<'a> {
    row: usize,
    name: &'a str,
    hidden: bool,
    /// None where there is nothing in it that can be computed, or not yet.
    equal: Option<bool>,
    /// Names of the columns in which it is another than what is computed.
    differs: &'a [String],
}

#[derive(Serialize)]
struct JsonNamed<'a> {
    row: usize,
    name: &'a str,
}

#[derive(Serialize)]
struct JsonPassed<'a> {
    rows: JsonLines,
    /// `column-numbers`, `foot`, `other-table`, …: see `indicator::PassReason`.
    reason: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonNote<'a> {
    kind: &'a str,
    column: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    place: Option<JsonPlace>,
    expected: &'a str,
    related: Vec<JsonRelated<'a>>,
    hints: Vec<&'a str>,
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
    let rests: Vec<_> = reports.iter().map(Report::rest).collect();
    let files = reports.iter().zip(&rests);
    let files =
        files.map(|(report, rest)| convert_report(report, rest.as_ref())).collect();
    let text = serde_json::to_string_pretty(&JsonReports { version: VERSION, files });
    language::escape_json(&text.expect("strings and numbers always become JSON")) + "\n"
}

/// A report; `rest` says what was left out of it.
fn convert_report<'a>(
    report: &'a Report,
    rest: Option<&'a Diagnostic>,
) -> JsonReport<'a> {
    let source = report.source.as_ref();
    let findings = report.findings.iter().chain(rest);
    JsonReport {
        file: &report.name,
        silenced: report.suppressed,
        unlisted: report.unlisted,
        findings: findings.map(|d| convert_diagnostic(source, d)).collect(),
        data: report.readings.iter().map(convert_reading).collect(),
    }
}

fn convert_reading(reading: &FileReading) -> JsonReading<'_> {
    let FileReading {
        file,
        sheet,
        table,
        taken,
        header,
        total,
        uncounted,
        passed,
        hidden,
        scales,
        notes,
    } = reading;
    JsonReading {
        file,
        sheet: sheet.as_deref(),
        table: table.as_deref(),
        rows: *taken,
        header: header.map(convert_lines),
        total: total.as_ref().map(convert_total),
        uncounted: uncounted.iter().map(convert_named).collect(),
        passed: passed.iter().map(convert_passed).collect(),
        hidden: hidden.iter().copied().map(convert_lines).collect(),
        scale: scales.first().copied().map(identify_scale),
        scales: match scales.len() {
            0 | 1 => Vec::new(),
            _ => scales.iter().copied().map(identify_scale).collect(),
        },
        notes: notes.iter().map(convert_note).collect(),
    }
}

/// A scale as programs know it: `trieu-dong`.
#[must_use]
pub fn identify_scale(scale: MoneyScale) -> &'static str {
    match scale {
        MoneyScale::Dong => "dong",
        MoneyScale::Thousand => "nghin-dong",
        MoneyScale::Million => "trieu-dong",
        MoneyScale::Billion => "ty-dong",
    }
}

fn convert_lines(lines: LineRange) -> JsonLines {
    [lines.first, lines.last]
}

fn convert_total(total: &TotalReading) -> JsonTotal<'_> {
    let TotalReading { line, name, hidden, agreement } = total;
    let (equal, differs) = match agreement {
        TotalAgreement::Equal => (Some(true), &[][..]),
        TotalAgreement::Differs(columns) => (Some(false), &columns[..]),
        TotalAgreement::Uncompared | TotalAgreement::Unsettled => (None, &[][..]),
    };
    JsonTotal { row: *line, name, hidden: *hidden, equal, differs }
}

fn convert_named(row: &NamedLine) -> JsonNamed<'_> {
    let NamedLine { line, name } = row;
    JsonNamed { row: *line, name }
}

fn convert_passed(passed: &PassedLines) -> JsonPassed<'_> {
    let PassedLines { lines, reason, words: _, text } = passed;
    JsonPassed { rows: convert_lines(*lines), reason, text }
}

fn convert_note(note: &NotedReading) -> JsonNote<'_> {
    let NotedReading { id, column, words } = note;
    JsonNote { kind: id, column, text: words }
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
        hints: diagnostic.advice().map(MessageText::as_str).collect(),
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
