//! The words of a text as they are written: what stands before a place and behind it.

use std::ops::Range;

use crate::language::{capitalize_first, is_letter, is_letter_or_figure};

/// Letters of the longest word that is taken whole; no word of Vietnamese has half as many.
const LONGEST_WORD: usize = 48;

/// Bytes that are taken on either side of a place, so that a long text without a blank is
/// not read again and again.
const LONGEST_TOKEN: usize = 256;

/// The letters that end at a place.
pub(crate) fn take_word_before(text: &str, place: usize) -> &str {
    let letters = text[..place].chars().rev().take(LONGEST_WORD);
    let letters = letters.take_while(|c| is_letter(*c)).map(char::len_utf8);
    &text[place - letters.sum::<usize>()..place]
}

/// The letters that begin at a place.
pub(crate) fn take_word_after(text: &str, place: usize) -> &str {
    let letters = text[place..].chars().take(LONGEST_WORD);
    let letters = letters.take_while(|c| is_letter(*c)).map(char::len_utf8);
    &text[place..place + letters.sum::<usize>()]
}

/// What stands around a place without a blank.
pub(crate) fn take_token(text: &str, place: usize) -> &str {
    let first = text.floor_char_boundary(place.saturating_sub(LONGEST_TOKEN));
    let last = text.ceil_char_boundary((place + LONGEST_TOKEN).min(text.len()));
    let start = text[first..place].rfind(' ').map_or(first, |blank| first + blank + 1);
    let end = text[place..last].find(' ').map_or(last, |blank| place + blank);
    &text[start..end]
}

/// A word with the capitals of the one in whose place it stands: `Cán bộ` for `Cán bô`,
/// `NHIỆM VỤ` for `NHIÊM VỤ`.
pub(crate) fn copy_capitals(from: &str, word: &str) -> String {
    let mut letters = from.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    match (first, letters.next()) {
        (true, Some(_)) if !from.contains(char::is_lowercase) => word.to_uppercase(),
        (true, _) => capitalize_first(word),
        _ => word.to_owned(),
    }
}

/// Whether a text ends with one of some words, whole ones.
pub(crate) fn has_word_end(text: &str, words: &[&str]) -> bool {
    words.iter().any(|words| {
        text.strip_suffix(words).is_some_and(|before| {
            before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric())
        })
    })
}

/// Where words of letters and figures stand in a text.
pub(crate) fn list_words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    for (place, c) in text.char_indices() {
        match (is_letter_or_figure(c), start) {
            (true, None) => start = Some(place),
            (false, Some(first)) => {
                words.push(first..place);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|first| first..text.len()));
    words
}

/// Whether a word begins with a capital and is none of a text in capitals: `Hòa`, not
/// `HÒA`.
pub(crate) fn is_capitalized(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_around_a_place() {
        let text = "xã Hòa Bình, 8giờ";
        let place = text.find(' ').unwrap();
        assert_eq!(take_word_before(text, place), "xã");
        assert_eq!(take_word_after(text, place + 1), "Hòa");
        assert_eq!(take_token(text, text.len()), "8giờ");
        let words: Vec<_> = list_words(text).into_iter().map(|w| &text[w]).collect();
        assert_eq!(words, ["xã", "Hòa", "Bình", "8giờ"]);
        assert!(is_capitalized("Hòa") && !is_capitalized("HÒA") && !is_capitalized("xã"));
    }
}
