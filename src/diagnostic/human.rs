//! Findings for people: the line itself, a mark under the place, what was
//! expected, the clause and advice.

use std::collections::HashSet;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::snippet::{SnippetMark, clean_places, mark_lines};
use super::{Diagnostic, Report, Severity};
use crate::language;
use crate::source::{Source, Span};

/// Whether colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Plain text, for a file or a pipe.
    Plain,
    /// Escape sequences of a terminal.
    Colour,
}

/// Findings of all reports, for people.
#[must_use]
pub fn format_for_people(reports: &[Report], paint: Paint) -> String {
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colour => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut res = String::new();
    // How a finding is silenced is told once of each code: many findings of one code are
    // mostly one oversight.
    let mut known = HashSet::new();
    for report in reports {
        for finding in report.findings.iter().chain(&report.rest()) {
            let is_first = known.insert(finding.code.id);
            res.push_str(&render_diagnostic(report, finding, is_first, &renderer));
            res.push_str("\n\n");
        }
    }
    res
}

/// The block of one finding: title and code, the lines with the marks, those in other
/// files, the clause, the advice; the first of its code also says how it is silenced.
fn render_diagnostic(
    report: &Report,
    diagnostic: &Diagnostic,
    is_first: bool,
    renderer: &Renderer,
) -> String {
    let title = convert_severity(diagnostic.severity)
        .with_name(Some(diagnostic.severity.vietnamese()))
        .primary_title(diagnostic.message.to_string())
        .id(diagnostic.code.id);
    let mut group = match (&report.source, diagnostic.span) {
        (Some(source), Some(span)) => {
            title.elements(mark_places(source, diagnostic, span))
        }
        _ => {
            let name = language::show_hidden(&report.name);
            title.element(annotate_snippets::Origin::path(name))
        }
    };
    for other in list_other_files(diagnostic) {
        group = group.elements(mark_other_file(other, diagnostic));
    }
    for cell in diagnostic.related.iter().filter(|related| related.is_cell()) {
        let text = cell.elsewhere().unwrap_or_default();
        group = group.element(Level::NOTE.with_name(Some("xem")).message(text));
    }
    if let Some(clause) = diagnostic.clause {
        let text = format!("theo {clause}");
        group = group.element(Level::NOTE.with_name(Some("căn cứ")).message(text));
    }
    for hint in &diagnostic.hints {
        let level = Level::HELP.with_name(Some("cách sửa"));
        group = group.element(level.message(hint.to_string()));
    }
    if is_first && !diagnostic.way_out.is_empty() {
        let level = Level::HELP.with_name(Some("hoặc"));
        group = group.element(level.message(diagnostic.way_out.to_string()));
    }
    let report: [Group<'_>; 1] = [group];
    clean_places(&renderer.render(&report))
}

fn convert_severity(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    }
}

/// The lines of a finding in its own file, with all its places there.
fn mark_places<'a>(
    source: &Source,
    diagnostic: &Diagnostic,
    span: Span,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let mut marks =
        vec![SnippetMark::new(source, AnnotationKind::Primary, span, &diagnostic.label)];
    let related = diagnostic.related.iter().filter(|related| related.source.is_none());
    marks.extend(related.map(|related| SnippetMark::related(source, related)));
    mark_lines(source, &marks)
}

/// The other files in which a finding has places, those with lines.
fn list_other_files(diagnostic: &Diagnostic) -> Vec<&Source> {
    let mut files: Vec<&Source> = Vec::new();
    let related = diagnostic.related.iter().filter(|related| !related.is_cell());
    for file in related.filter_map(|related| related.source.as_ref()) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// The places of a finding in another file.
fn mark_other_file<'a>(
    source: &Source,
    diagnostic: &Diagnostic,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let related = diagnostic.related.iter();
    let marks: Vec<_> = related
        .filter(|related| related.source.as_ref() == Some(source))
        .map(|related| SnippetMark::related(source, related))
        .collect();
    mark_lines(source, &marks)
}
