//! The key at the start of a line or of an item, whatever its colon looks like.

use super::character::{is_blank, is_colon_like, is_strange_blank};

/// How much is known of what stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// Only a key can stand here.
    Key,
    /// A key or text: only what nobody would write as text is a key.
    KeyOrText,
}

/// A key that was found; bytes are counted from where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundKey {
    /// Where its text ends.
    pub(super) text_end: usize,
    /// Where its colon begins.
    pub(super) colon: usize,
    /// What its colon is.
    pub(super) sign: char,
}

impl FoundKey {
    /// Where what follows the colon begins.
    pub(super) fn end(self) -> usize {
        self.colon + self.sign.len_utf8()
    }
}

/// Letters of the longest key that is read into a colon which is none.
const LONGEST: usize = 40;

/// The key with which a text begins.
pub(super) fn find_key(text: &str, expected: Expected) -> Option<FoundKey> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let text_end = 2 + text.get(1..)?.find(quote)?;
        let colon = text.len() - text.get(text_end..)?.trim_start_matches(is_blank).len();
        let after = text.get(colon..)?.strip_prefix(':')?;
        return is_end_of_key(after).then_some(FoundKey { text_end, colon, sign: ':' });
    }
    if text.starts_with(['[', '{', '|', '>', '&', '*', '!', '%', '@', '`', '#', ',']) {
        return None;
    }
    let mut before = ' ';
    for (colon, sign) in text.char_indices() {
        if sign == '#' && is_blank(before) {
            return None;
        }
        before = sign;
        let after = &text[colon + sign.len_utf8()..];
        let is_colon = sign == ':' && is_end_of_key(after);
        let is_meant =
            is_colon_like(sign) || (sign == ':' && after.starts_with(is_strange_blank));
        if !is_colon && !is_meant {
            continue;
        }
        let written = text[..colon].trim_end_matches(is_blank);
        if is_colon || is_key_text(written, expected) {
            return Some(FoundKey { text_end: written.len(), colon, sign });
        }
    }
    None
}

fn is_end_of_key(after: &str) -> bool {
    after.is_empty() || after.starts_with([' ', '\t'])
}

/// Whether a text is a key, by itself or because nothing else can stand there.
pub(super) fn is_key_text(text: &str, expected: Expected) -> bool {
    let is_identifier = text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    match expected {
        Expected::KeyOrText => is_identifier,
        Expected::Key => {
            !text.is_empty()
                && text.chars().count() <= LONGEST
                && text.chars().all(|c| c.is_alphanumeric() || "_- .".contains(c))
        }
    }
}
