//! The words of a text as they are written: what stands before a place and behind it.

use std::ops::Range;

/// The letters that end at a place.
pub(crate) fn take_word_before(text: &str, place: usize) -> &str {
    let before = &text[..place];
    let start = before.trim_end_matches(char::is_alphabetic).len();
    &before[start..]
}

/// The letters that begin at a place.
pub(crate) fn take_word_after(text: &str, place: usize) -> &str {
    let after = &text[place..];
    &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())]
}

/// What stands around a place without a blank.
pub(crate) fn take_token(text: &str, place: usize) -> &str {
    let start = text[..place].rfind(' ').map_or(0, |blank| blank + 1);
    let end = text[place..].find(' ').map_or(text.len(), |blank| place + blank);
    &text[start..end]
}

/// Where words of letters and figures stand in a text.
pub(crate) fn list_words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
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
