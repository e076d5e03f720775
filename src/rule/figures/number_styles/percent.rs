//! The sign of a percentage: right behind its figure throughout, as tables print it.

use std::ops::Range;

use memchr::memchr_iter;

use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule};
use crate::running_text::{FaultPlaces, TextLine, find_values, is_in_value};

/// A percentage in its line.
struct WrittenPercent<'l, 'a> {
    line: &'l TextLine<'a>,
    /// Its figure and its sign.
    place: Range<usize>,
    has_blank: bool,
}

/// Percentages with a blank before their sign, where others have none.
pub(super) fn find_percent_blank(
    rule: &Rule,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let lines = context.lines().filter(|(role, _)| *role != Role::Specimen);
    let percents: Vec<_> = lines.flat_map(|(_, line)| list_percents(line)).collect();
    let first = percents.iter().find(|percent| percent.has_blank)?;
    let twin = percents.iter().find(|percent| !percent.has_blank)?;
    let mut places = FaultPlaces::default();
    for percent in percents.iter().filter(|percent| percent.has_blank) {
        places.push(context, percent.line, &percent.place);
    }
    let (typed, other) = (first.words(), twin.words());
    let message =
        format!("dấu % viết hai cách trong một văn bản: `{typed}` và `{other}`");
    let wanted: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let related = twin.line.place(context, twin.place.start, twin.place.end);
    let mut finding = rule
        .finding(places.first()?, message)
        .label(format!("dấu % cách con số{}", places.list_more(context)))
        .related(related, "chỗ này viết liền")
        .hint(format!("viết liền, như máy in trong bảng: {wanted}"));
    finding.severity = Severity::Hint;
    Some(finding)
}

impl WrittenPercent<'_, '_> {
    /// As it is typed.
    fn words(&self) -> &str {
        &self.line.text[self.place.clone()]
    }
}

/// The percentages that are typed in a line.
fn list_percents<'l, 'a>(line: &'l TextLine<'a>) -> Vec<WrittenPercent<'l, 'a>> {
    let text = line.text.as_str();
    let signs: Vec<_> = memchr_iter(b'%', text.as_bytes()).collect();
    if signs.is_empty() {
        return Vec::new();
    }
    let values = find_values(text);
    let typed = signs.into_iter().filter(|sign| !is_in_value(&values, *sign));
    let percents = typed.filter_map(|sign| {
        let before = &text[..sign];
        let figure = before.trim_end_matches([' ', '\u{a0}']);
        let head = figure
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let start = head.len();
        let is_figure = figure.ends_with(|c: char| c.is_ascii_digit());
        let has_blank = figure.len() < before.len();
        is_figure.then(|| WrittenPercent { line, place: start..sign + 1, has_blank })
    });
    percents.collect()
}
