//! Findings for people: the line itself, a mark under the place, what was
//! expected, the clause and advice.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Report, Severity};
use crate::source::{Source, Span};

/// Whether colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Plain text.
    Plain,
    /// For a terminal.
    Colour,
}

/// Longest mark in characters: a mark under a whole chapter says nothing.
const MAX_MARK: usize = 200;

/// Findings of all reports, for people.
#[must_use]
pub fn human(reports: &[Report], paint: Paint) -> String {
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colour => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut res = String::new();
    for report in reports {
        for finding in &report.findings {
            res.push_str(&one(report, finding, &renderer));
            res.push_str("\n\n");
        }
    }
    res
}

fn one(report: &Report, finding: &Diagnostic, renderer: &Renderer) -> String {
    let title = level(finding.severity)
        .with_name(Some(finding.severity.vietnamese()))
        .primary_title(finding.message.as_str())
        .id(finding.code);
    let mut group = match (&report.source, finding.span) {
        (Some(source), Some(span)) => title.element(snippet(source, finding, span)),
        _ => title.element(annotate_snippets::Origin::path(report.name.as_str())),
    };
    for other in others(finding) {
        group = group.element(elsewhere(other, finding));
    }
    if let Some(clause) = finding.clause {
        let text = format!("theo {clause}");
        group = group.element(Level::NOTE.with_name(Some("căn cứ")).message(text));
    }
    for hint in &finding.hints {
        let level = Level::HELP.with_name(Some("cách sửa"));
        group = group.element(level.message(hint.as_str()));
    }
    let report: [Group<'_>; 1] = [group];
    renderer.render(&report)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    }
}

fn snippet<'a>(
    source: &'a Source,
    finding: &'a Diagnostic,
    span: Span,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let own = finding.related.iter().filter(|r| r.source.is_none());
    Snippet::source(source.text())
        .path(source.name())
        .annotation(mark(source, AnnotationKind::Primary, span, &finding.label))
        .annotations(own.map(|r| mark(source, AnnotationKind::Context, r.span, &r.label)))
}

/// The other files in which a finding has places.
fn others(finding: &Diagnostic) -> Vec<&Source> {
    let mut res: Vec<&Source> = Vec::new();
    for other in finding.related.iter().filter_map(|r| r.source.as_ref()) {
        if !res.contains(&other) {
            res.push(other);
        }
    }
    res
}

/// The places of a finding in another file.
fn elsewhere<'a>(
    source: &'a Source,
    finding: &'a Diagnostic,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let there = finding.related.iter().filter(|r| r.source.as_ref() == Some(source));
    Snippet::source(source.text()).path(source.name()).annotations(
        there.map(|r| mark(source, AnnotationKind::Context, r.span, &r.label)),
    )
}

fn mark<'a>(
    source: &Source,
    kind: AnnotationKind,
    span: Span,
    label: &'a str,
) -> annotate_snippets::Annotation<'a> {
    let mark = kind.span(short_mark(source, span).range());
    if label.is_empty() { mark } else { mark.label(label) }
}

/// The part of a span that is marked: its first line, and not all of a long one.
fn short_mark(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let first = text.split('\n').next().unwrap_or_default().trim_end();
    let end = first.char_indices().nth(MAX_MARK).map_or(first.len(), |(at, _)| at);
    Span::new(span.start, span.start + end)
}
