//! The sentences, clauses and words of a text, and where its `{{ … }}` stand.

use std::ops::Range;

use crate::formula::find_closing_braces;
use crate::language::{fold, is_letter_or_figure};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoldedWord {
    /// Without case and marks.
    pub(crate) folded: String,
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
}

/// The clauses of a text: what commas, stops, colons, brackets and dashes leave whole.
/// `values` are the places of its `{{ … }}`.
pub(super) fn split_at_clauses(text: &str, values: &[Range<usize>]) -> Vec<Range<usize>> {
    split_at_signs(text, values, |c| {
        matches!(c, ',' | ';' | '.' | ':' | '—' | '(' | ')' | '\n')
    })
}

/// The sentences of a text.
pub(super) fn split_at_sentences(
    text: &str,
    values: &[Range<usize>],
) -> Vec<Range<usize>> {
    split_at_signs(text, values, |c| matches!(c, ';' | '.' | '\n'))
}

/// The stretches of a text that end with a stop, whatever semicolons are in them. A stop
/// within a number or behind the letters of an abbreviation (`TP. Huế`) ends none.
pub(crate) fn split_at_stops(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (place, _) in text.match_indices('.') {
        let after = &text[place + 1..];
        let is_in_number = has_digit_end(&text[..place]) && has_digit_start(after);
        let next = after.trim_start().chars().next();
        let is_small = next.is_some_and(char::is_lowercase);
        if is_in_number || is_small || has_abbreviation_end(&text[start..place]) {
            continue;
        }
        parts.push(start..place);
        start = place + 1;
    }
    if start < text.len() {
        parts.push(start..text.len());
    }
    parts
}

/// Whether a text ends with capitals alone that are short: `TP`, `P`, `ThS`.
fn has_abbreviation_end(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let count = word.chars().count();
    (1..=3).contains(&count)
        && word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_uppercase)
}

/// The parts between signs; a sign between digits or inside one of `values`, the places
/// of `{{ … }}`, parts nothing.
fn split_at_signs(
    text: &str,
    values: &[Range<usize>],
    is_sign: impl Fn(char) -> bool,
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (place, sign) in text.match_indices(is_sign) {
        let after = place + sign.len();
        let is_in_number =
            has_digit_end(&text[..place]) && has_digit_start(&text[after..]);
        if is_in_number || is_in_value(values, place) {
            continue;
        }
        parts.push(start..place);
        start = after;
    }
    parts.push(start..text.len());
    parts
}

/// The places of `{{ … }}`.
pub(crate) fn find_values(text: &str) -> Vec<Range<usize>> {
    // A sign alone is found faster than two, and nearly no text has one.
    if !text.as_bytes().contains(&b'{') {
        return Vec::new();
    }
    let mut values: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|skipped| from + skipped) {
        let length = find_closing_braces(&text[start + 2..]);
        from = length.map_or(text.len(), |length| start + length + 4);
        values.push(start..from);
    }
    values
}

/// Whether a place lies in one of the places of `{{ … }}`, which are in order.
pub(crate) fn is_in_value(values: &[Range<usize>], place: usize) -> bool {
    let after = values.partition_point(|value| value.start <= place);
    after > 0 && values[after - 1].contains(&place)
}

/// The words of a part of a text; what is in one of `values`, the places of `{{ … }}`, is
/// none.
pub(super) fn split_words(
    text: &str,
    part: Range<usize>,
    values: &[Range<usize>],
) -> Vec<FoldedWord> {
    let mut words = Vec::new();
    let mut next = part.start;
    for word in text[part].split(|c| !is_letter_or_figure(c)) {
        let start = next;
        // What parts two words is one character.
        let end = start + word.len();
        next = end + text[end..].chars().next().map_or(0, char::len_utf8);
        if !word.is_empty() && !is_in_value(values, start) {
            words.push(FoldedWord { folded: fold(word), start, end });
        }
    }
    words
}

/// Where the next digit stands, at or behind a place.
pub(super) fn find_digit(text: &str, place: usize) -> Option<usize> {
    let mut bytes = text.as_bytes()[place..].iter();
    Some(place + bytes.position(u8::is_ascii_digit)?)
}

pub(super) fn has_digit_end(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

pub(super) fn has_digit_start(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
