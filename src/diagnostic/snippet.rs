//! The lines around the places of a finding, as they are shown: no more of a file than is
//! looked at, and every hidden sign visible.

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use super::{MessageText, Related};
use crate::language;
use crate::source::{Position, Source, Span};

/// Longest mark in characters: a mark under a whole chapter says nothing.
const MAX_MARK: usize = 200;

/// Bytes of a line that are given to the renderer on either side of its marks. It shows
/// fewer, but walks over all.
const AROUND: usize = 1_000;

/// Marks that stand farther apart than so many bytes are shown apart.
const NEAR: usize = 16_000;

/// Marks that begin farther apart than so many columns are shown apart: the renderer prints
/// all that is between them of every line.
const WIDE: usize = 120;

/// What parts the place of a snippet from the one that the renderer puts behind it, which
/// counts from where the given text begins. In a text as shown it does not occur.
const PLACE_END: char = '\u{1}';

/// A place to be marked, which stands on one line.
pub(super) struct SnippetMark<'a> {
    kind: AnnotationKind,
    span: Span,
    label: &'a MessageText,
}

impl<'a> SnippetMark<'a> {
    pub(super) fn new(
        source: &Source,
        kind: AnnotationKind,
        span: Span,
        label: &'a MessageText,
    ) -> Self {
        Self { kind, span: shorten_mark(source, span), label }
    }

    pub(super) fn related(source: &Source, related: &'a Related) -> Self {
        Self::new(source, AnnotationKind::Context, related.span, &related.label)
    }
}

/// The lines with these marks: one snippet where they stand near each other, that of the
/// first mark before the others.
pub(super) fn mark_lines<'a>(
    source: &Source,
    marks: &[SnippetMark<'_>],
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let groups = group_marks(source, marks);
    let snippets = groups
        .iter()
        .map(|marks| build_snippet(source, find_lines(source.text(), marks), marks));
    snippets.collect()
}

/// Takes away what the renderer has put behind the places of snippets.
pub(super) fn clean_places(text: &str) -> String {
    let mut parts = text.split(PLACE_END);
    let mut res = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        res += part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    res
}

/// Marks that stand near each other, in the order in which they were given; the group of
/// the first mark before the others, which have the order of the file.
fn group_marks<'m, 'a>(
    source: &Source,
    marks: &'m [SnippetMark<'a>],
) -> Vec<Vec<&'m SnippetMark<'a>>> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|nth| marks[*nth].span.start);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut end = 0;
    // The first and the last column at which a mark of the group begins.
    let mut columns = (0, 0);
    for nth in order {
        let span = marks[nth].span;
        let column = source.position(span.start).column;
        let wider = (column.min(columns.0), column.max(columns.1));
        let is_near = span.start <= end + NEAR && wider.1 - wider.0 <= WIDE;
        match groups.last_mut() {
            Some(group) if is_near => {
                group.push(nth);
                columns = wider;
            }
            _ => {
                groups.push(vec![nth]);
                columns = (column, column);
            }
        }
        end = end.max(span.end);
    }
    groups.sort_by_key(|group| !group.contains(&0));
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.iter().map(|group| group.iter().map(|nth| &marks[*nth]).collect()).collect()
}

/// Some lines with the marks in them.
fn build_snippet<'a>(
    source: &Source,
    lines: Span,
    marks: &[&SnippetMark<'_>],
) -> Snippet<'a, Annotation<'a>> {
    let shown = language::show_lines(source.slice(lines));
    let annotations = marks.iter().map(|mark| {
        let [start, end] = [mark.span.start, mark.span.end]
            .map(|offset| shown.place(offset - lines.start));
        let annotation = mark.kind.span(start..end);
        match mark.label.is_empty() {
            true => annotation,
            false => annotation.label(mark.label.to_string()),
        }
    });
    let annotations: Vec<_> = annotations.collect();
    let Position { line, column } = source.position(find_shown_place(source, marks));
    let name = language::show_hidden(source.name());
    Snippet::source(shown.text)
        .line_start(source.position(lines.start).line)
        .path(format!("{name}:{line}:{column}{PLACE_END}"))
        .annotations(annotations)
}

/// The place that stands beside the name of the file: of the finding itself, or of the
/// last mark on the first line that has one.
fn find_shown_place(source: &Source, marks: &[&SnippetMark<'_>]) -> usize {
    let starts = || marks.iter().map(|mark| mark.span.start);
    let first = starts().min().unwrap_or(0);
    match marks.first() {
        Some(mark) if mark.kind == AnnotationKind::Primary => mark.span.start,
        _ => {
            let line = source.position(first).line;
            let on_line = starts().filter(|start| source.position(*start).line == line);
            on_line.max().unwrap_or(first)
        }
    }
}

/// From the line before the first mark to the line of the last, as far as they are near.
/// The renderer takes the width of its numbers from what stands before the last mark:
/// without the line before, an empty mark at the start of line 10 would be counted as
/// another line.
fn find_lines(text: &str, marks: &[&SnippetMark<'_>]) -> Span {
    let first = marks.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.span.end).max().unwrap_or(text.len());
    let line_before = find_line_start(text, first).saturating_sub(1);
    let most = text.ceil_char_boundary(last + AROUND);
    let end = text[last..most].find('\n').map_or(most, |end| last + end + 1);
    Span::new(find_line_start(text, line_before), end)
}

/// First byte of the line in which a byte stands, or of what is near it.
fn find_line_start(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let least = text.floor_char_boundary(byte.saturating_sub(AROUND));
    text[least..byte].rfind('\n').map_or(least, |end| least + end + 1)
}

/// The part of a span that is marked: its first line, and not all of a long one.
fn shorten_mark(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    // No letter has more than four bytes.
    let text = &text[..text.floor_char_boundary(4 * MAX_MARK)];
    let first = text.split('\n').next().unwrap_or_default().trim_end();
    let end = first.char_indices().nth(MAX_MARK).map_or(first.len(), |(byte, _)| byte);
    // A place behind the text is its end.
    let start = source.text().floor_char_boundary(span.start);
    Span::new(start, start + end)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use annotate_snippets::{Level, Renderer};
    use proptest::prelude::*;

    use super::*;

    /// A text of short and empty lines, and places in it.
    fn marked_text() -> impl Strategy<Value = (String, Vec<(usize, usize)>)> {
        let text = "(a|đ|: |\n|\n\n|\u{1b}|\u{9b}){0,60}";
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

    /// What is printed of some snippets.
    fn print(snippets: Vec<Snippet<'_, Annotation<'_>>>) -> String {
        let title = Level::ERROR.primary_title("sai").elements(snippets);
        clean_places(&Renderer::plain().render(&[title]))
    }

    proptest! {
        #[test]
        fn a_finding_prints_as_if_all_lines_were_given((text, places) in marked_text()) {
            let source = Source::new(Path::new("a.yaml"), &text);
            let kinds = [AnnotationKind::Primary, AnnotationKind::Context];
            let label = MessageText::from("đây");
            let marks: Vec<_> = places
                .iter()
                .enumerate()
                .map(|(nth, (from, letters))| {
                    let span = place(source.text(), *from, *letters);
                    SnippetMark::new(&source, kinds[nth.min(1)], span, &label)
                })
                .collect();
            let whole = Span::new(0, source.text().len());
            let all: Vec<_> = marks.iter().collect();
            prop_assert_eq!(
                print(mark_lines(&source, &marks)),
                print(vec![build_snippet(&source, whole, &all)])
            );
        }
    }

    #[test]
    fn marks_far_apart_on_long_lines_are_shown_each_by_itself() {
        let line = format!("{}sai{}sai\n", "đ ".repeat(20), "ố ".repeat(300));
        let source = Source::new(Path::new("a.yaml"), &line);
        let label = MessageText::from("đây");
        let kinds = [AnnotationKind::Context, AnnotationKind::Primary];
        let places = source.text().match_indices("sai");
        let mut marks: Vec<_> = places
            .zip(kinds)
            .map(|((at, words), kind)| {
                SnippetMark::new(&source, kind, Span::new(at, at + words.len()), &label)
            })
            .collect();
        marks.reverse();
        let printed = print(mark_lines(&source, &marks));
        assert!(printed.contains("--> a.yaml:1:644\n"), "{printed}");
        assert!(printed.contains("::: a.yaml:1:41\n"), "{printed}");
        let longest = printed.lines().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= 160), "{printed}");
    }

    #[test]
    fn of_a_long_line_only_what_is_near_a_mark_is_given() {
        let line = "đ".repeat(400_000) + "sai" + &"ố".repeat(400_000);
        let source = Source::new(Path::new("a.yaml"), &format!("một\n{line}\nba: sai\n"));
        let label = MessageText::from("đây");
        let at = |nth| {
            let (at, words) = source.text().match_indices("sai").nth(nth).unwrap();
            Span::new(at, at + words.len())
        };
        let marks = [
            SnippetMark::new(&source, AnnotationKind::Primary, at(0), &label),
            SnippetMark::new(&source, AnnotationKind::Context, at(1), &label),
        ];
        let printed = print(mark_lines(&source, &marks));
        assert!(printed.contains("--> a.yaml:2:400001\n"), "{printed}");
        assert!(printed.contains("::: a.yaml:3:5\n"), "{printed}");
        assert!(printed.contains("3 | ba: sai"), "{printed}");
        assert!(printed.len() < 2_000, "{printed}");
        let mark = printed.lines().find(|line| line.contains("^^^ đây")).unwrap();
        let line = printed.lines().find(|line| line.contains("đsaiố")).unwrap();
        let column =
            |text: &str, part: &str| text[..text.find(part).unwrap()].chars().count();
        assert_eq!(column(mark, "^"), column(line, "sai"), "{printed}");
    }
}
