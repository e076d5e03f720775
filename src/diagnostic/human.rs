//! Findings for people: the line itself, a mark under the place, what was
//! expected, the clause and advice.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Related, Report, Severity};
use crate::source::{Source, Span};

/// Whether colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Plain text, for a file or a pipe.
    Plain,
    /// Escape sequences of a terminal.
    Colour,
}

/// Longest mark in characters: a mark under a whole chapter says nothing.
const MAX_MARK: usize = 200;

/// Findings of all reports, for people.
#[must_use]
pub fn format_for_people(reports: &[Report], paint: Paint) -> String {
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colour => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut res = String::new();
    for report in reports {
        for finding in &report.findings {
            res.push_str(&render_diagnostic(report, finding, &renderer));
            res.push_str("\n\n");
        }
    }
    res
}

/// The block of one finding: title and code, the lines with the marks, those in other
/// files, the clause, the advice.
fn render_diagnostic(
    report: &Report,
    diagnostic: &Diagnostic,
    renderer: &Renderer,
) -> String {
    let title = convert_severity(diagnostic.severity)
        .with_name(Some(diagnostic.severity.vietnamese()))
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id);
    let mut group = match (&report.source, diagnostic.span) {
        (Some(source), Some(span)) => {
            title.element(mark_places(source, diagnostic, span))
        }
        _ => title.element(annotate_snippets::Origin::path(report.name.as_str())),
    };
    for other in list_other_files(diagnostic) {
        group = group.element(mark_other_file(other, diagnostic));
    }
    if let Some(clause) = diagnostic.clause {
        let text = format!("theo {clause}");
        group = group.element(Level::NOTE.with_name(Some("căn cứ")).message(text));
    }
    for hint in &diagnostic.hints {
        let level = Level::HELP.with_name(Some("cách sửa"));
        group = group.element(level.message(hint.as_str()));
    }
    let report: [Group<'_>; 1] = [group];
    renderer.render(&report)
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
    source: &'a Source,
    diagnostic: &'a Diagnostic,
    span: Span,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut marks =
        vec![SnippetMark::new(source, AnnotationKind::Primary, span, &diagnostic.label)];
    let related = diagnostic.related.iter().filter(|related| related.source.is_none());
    marks.extend(related.map(|related| SnippetMark::related(source, related)));
    mark_lines(source, &marks)
}

/// The other files in which a finding has places.
fn list_other_files(diagnostic: &Diagnostic) -> Vec<&Source> {
    let mut files: Vec<&Source> = Vec::new();
    for file in diagnostic.related.iter().filter_map(|related| related.source.as_ref()) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// The places of a finding in another file.
fn mark_other_file<'a>(
    source: &'a Source,
    diagnostic: &'a Diagnostic,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let related = diagnostic.related.iter();
    let marks: Vec<_> = related
        .filter(|related| related.source.as_ref() == Some(source))
        .map(|related| SnippetMark::related(source, related))
        .collect();
    mark_lines(source, &marks)
}

/// A place to be marked, which stands on one line.
struct SnippetMark<'a> {
    kind: AnnotationKind,
    span: Span,
    label: &'a str,
}

impl<'a> SnippetMark<'a> {
    fn new(source: &Source, kind: AnnotationKind, span: Span, label: &'a str) -> Self {
        Self { kind, span: shorten_mark(source, span), label }
    }

    fn related(source: &Source, related: &'a Related) -> Self {
        Self::new(source, AnnotationKind::Context, related.span, &related.label)
    }
}

/// The lines with these marks. The renderer walks over every line that it is given, so
/// it is given no others than those from the first mark to the last.
fn mark_lines<'a>(
    source: &'a Source,
    marks: &[SnippetMark<'a>],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    build_snippet(source, find_lines(source.text(), marks), marks)
}

/// Some whole lines with the marks in them.
fn build_snippet<'a>(
    source: &'a Source,
    lines: Span,
    marks: &[SnippetMark<'a>],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let annotations = marks.iter().map(|mark| {
        let place = mark.span.start - lines.start..mark.span.end - lines.start;
        let annotation = mark.kind.span(place);
        if mark.label.is_empty() { annotation } else { annotation.label(mark.label) }
    });
    Snippet::source(source.slice(lines))
        .line_start(source.position(lines.start).line)
        .path(source.name())
        .annotations(annotations)
}

/// From the line before the first mark to the line of the last. The renderer takes the
/// width of its numbers from what stands before the last mark: without the line before,
/// an empty mark at the start of line 10 would be counted as another line.
fn find_lines(text: &str, marks: &[SnippetMark<'_>]) -> Span {
    let first = marks.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.span.end).max().unwrap_or(text.len());
    let line_before = find_line_start(text, first).saturating_sub(1);
    let end = text[last..].find('\n').map_or(text.len(), |end| last + end + 1);
    Span::new(find_line_start(text, line_before), end)
}

/// First byte of the line in which a byte stands.
fn find_line_start(text: &str, byte: usize) -> usize {
    text[..byte].rfind('\n').map_or(0, |end| end + 1)
}

/// The part of a span that is marked: its first line, and not all of a long one.
fn shorten_mark(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let first = text.split('\n').next().unwrap_or_default().trim_end();
    let end = first.char_indices().nth(MAX_MARK).map_or(first.len(), |(byte, _)| byte);
    Span::new(span.start, span.start + end)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    /// A text of short and empty lines, and places in it.
    fn marked_text() -> impl Strategy<Value = (String, Vec<(usize, usize)>)> {
        let text = "(a|đ|: |\n|\n\n){0,60}";
        let places = prop::collection::vec((0..100_usize, 0..6_usize), 1..4);
        (text, places)
    }

    /// A place of some letters of a text.
    fn place(text: &str, from: usize, letters: usize) -> Span {
        let mut ends: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        ends.push(text.len());
        let from = from % ends.len();
        Span::new(ends[from], ends[(from + letters).min(ends.len() - 1)])
    }

    proptest! {
        #[test]
        fn a_finding_prints_as_if_all_lines_were_given((text, places) in marked_text()) {
            let source = Source::new(Path::new("a.yaml"), &text);
            let kinds = [AnnotationKind::Primary, AnnotationKind::Context];
            let marks: Vec<_> = places
                .iter()
                .enumerate()
                .map(|(nth, (from, letters))| {
                    let span = place(source.text(), *from, *letters);
                    SnippetMark::new(&source, kinds[nth.min(1)], span, "đây")
                })
                .collect();
            let printed = |snippet| {
                let title = Level::ERROR.primary_title("sai").element(snippet);
                Renderer::plain().render(&[title])
            };
            let whole = Span::new(0, source.text().len());
            prop_assert_eq!(
                printed(mark_lines(&source, &marks)),
                printed(build_snippet(&source, whole, &marks))
            );
        }
    }
}
