//! `kehoach trace`: where a number comes from, and every place of the paper that shows it;
//! of a table, how it was read, row by row.
//!
//! | file | what it does |
//! |---|---|
//! | `text` | for a reader |
//! | `json` | for other programs |
//! | `table` | the account of a table |
//! | `table_text` | that account for a reader |
//! | `table_json` | that account for other programs |

mod json;
mod table;
mod table_json;
mod table_text;
mod text;

use std::io;
use std::path::Path;
use std::slice;

use crate::build::{Engine, Examined, Timings, find_inputs};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::document::{self, Appearance};
use crate::font::Faces;
use crate::form::{Form, TableId};
use crate::formula::{ExprKind, Expression, ExpressionTree, FormulaError, Ref};
use crate::indicator::{Explanation, FigureId, Figures};
use crate::language;
use crate::source::{self, Source, Span};
use crate::template::Templates;
use crate::yaml::{ScalarPlaces, ScalarStyle};

use super::args::{ReportFormat, TraceArgs, TraceFormat};
use super::{ExitStatus, Streams, reach, report};
use table::TableAccount;

/// All that is shown of a number.
struct Trace<'a> {
    source: &'a Source,
    form: &'a Form,
    figures: &'a Figures,
    number: Explanation,
    places: Vec<Appearance>,
}

pub(super) fn run_trace(
    args: &TraceArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let inputs = match find_inputs(slice::from_ref(&args.path)) {
        Ok(inputs) => inputs,
        Err(faults) => return fail_with_reports(&faults, streams),
    };
    let [input] = &inputs[..] else {
        let report = describe_several_forms(&args.path, inputs.len());
        return fail_with_reports(&[report], streams);
    };
    let paths = slice::from_ref(&args.path);
    let Some(files) = reach::open_files(paths, &args.reach, streams)? else {
        return Ok(ExitStatus::UsageError);
    };
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let examined = engine.examine_in(&files, &input.path, &mut Timings::default());
    let source = examined.report.source.as_ref();
    let form = examined.draft.as_ref().map(|draft| draft.form().clone());
    let Some((source, form)) = source.zip(form) else {
        return fail_with_reports(&examined.reports(), streams);
    };
    let asked = parse_name(&args.value);
    if let Some(table) = find_table(&form, asked.text()) {
        let account =
            TableAccount::new(source, &form, &examined.figures, table, args.all);
        write!(streams.out, "{}", format_account(&account, args.format))?;
        return warn_of_errors(&examined, &args.path, streams);
    }
    let subject = match resolve_figure(&form, &examined.figures, &asked) {
        Ok(subject) => subject,
        // What it names has findings, which say what is wrong.
        Err(faults) if faults.is_empty() => {
            return fail_with_reports(&examined.reports(), streams);
        }
        Err(faults) => {
            return fail_with_reports(&[report_unknown_name(&asked, faults)], streams);
        }
    };
    let figures = &examined.figures;
    let plan = examined.plan.as_ref();
    let trace = Trace {
        source,
        form: &form,
        figures,
        places: document::find_appearances(&form, figures, plan, &subject),
        number: figures.explain(&form, subject),
    };
    match args.format {
        TraceFormat::Human => write!(streams.out, "{}", text::format_trace(&trace))?,
        TraceFormat::Json => write!(streams.out, "{}", json::format_trace_json(&trace))?,
    }
    warn_of_errors(&examined, &args.path, streams)
}

/// The report on a name that names no number.
fn report_unknown_name(asked: &Expression, faults: Vec<FormulaError>) -> Report {
    let findings = faults.into_iter().map(|fault| asked.to_diagnostic(fault)).collect();
    let source = Source::new(Path::new("số cần xem"), asked.text());
    Report::new(source, findings, 0)
}

/// The page of a table.
fn format_account(account: &TableAccount, format: TraceFormat) -> String {
    match format {
        TraceFormat::Human => table_text::format_table(account),
        TraceFormat::Json => table_json::format_table_json(account),
    }
}

/// The table that an id names.
fn find_table(form: &Form, id: &str) -> Option<TableId> {
    form.tables.position(|table| table.id.as_ref().is_some_and(|name| name.value == id))
}

/// Says that the form has errors, so that the number may change. That is no failure.
fn warn_of_errors(
    examined: &Examined,
    path: &Path,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let reports = std::iter::once(&examined.report).chain(&examined.data_reports);
    let errors: usize = reports.map(|report| report.count(Severity::Error)).sum();
    if errors > 0 {
        let path = super::show_path(path);
        writeln!(streams.err, "biểu còn {errors} lỗi, xem bằng: kehoach check {path}")?;
    }
    Ok(ExitStatus::Success)
}

fn fail_with_reports(
    reports: &[Report],
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    report::print_reports(reports, ReportFormat::Human, streams)?;
    Ok(ExitStatus::Failure)
}

fn describe_several_forms(path: &Path, count: usize) -> Report {
    let message = format!("thư mục này có {count} biểu, chưa rõ xem số của biểu nào");
    let finding = Diagnostic::new(&code::file::NO_FORM, Severity::Error, None, message)
        .hint("ghi thẳng thư mục hoặc tệp của một biểu");
    Report::without_source(&source::show_path(path), finding)
}

/// What is asked for, as it would stand between braces.
fn parse_name(value: &str) -> Expression {
    // As every text that is read: places count through the cleaned one.
    let value = language::clean(value);
    let value = value.trim();
    let inside = value.strip_prefix("{{").and_then(|v| v.strip_suffix("}}"));
    let text = inside.unwrap_or(value).trim();
    let places =
        ScalarPlaces::new(text, ScalarStyle::Plain, text, Span::new(0, text.len()));
    Expression::read(text, places)
}

/// The figure of a name; no fault where the form has findings on it.
fn resolve_figure(
    form: &Form,
    figures: &Figures,
    asked: &Expression,
) -> Result<FigureId, Vec<FormulaError>> {
    let found = figures.find(form, asked.text(), find_reference(asked)?);
    let (target, _) = found.map_err(|fault| fault.into_iter().collect::<Vec<_>>())?;
    figures.figure_id(&target).ok_or_else(Vec::new)
}

/// The name of a number; how it would print is of no matter.
fn find_reference(asked: &Expression) -> Result<&Ref, Vec<FormulaError>> {
    if let Some(ExpressionTree::Value { value, .. }) = asked.tree()
        && let ExprKind::Ref(reference) = &value.kind
    {
        return Ok(reference);
    }
    if asked.tree().is_none() {
        return Err(asked.errors().to_vec());
    }
    let text = asked.text();
    Err(vec![
        FormulaError::new(0..text.len(), format!("`{text}` không phải là tên một con số"))
            .label("cần một tên như trong lời văn")
            .hint("ví dụ: ngheo.tong.cuoi, ngheo[\"Mai Hà\"].dau, chi_tieu.giam_ngheo, kinh_phi.tong"),
    ])
}
