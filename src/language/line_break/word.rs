//! The words of a text, and the words that a line break would spoil.

/// A code longer than this may break after a `/`, lest a narrow column run over.
const LONGEST_PART: usize = 24;

/// A part that has no `/` and is longer than this may also break after a hyphen: the line
/// before a longer one would be all blanks.
const LONGEST_SOLID: usize = 20;

/// An address of the web or of mail that is longer than this may break after its signs.
const LONGEST_ADDRESS: usize = 20;

/// A run of characters without white space, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineWord<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    opened: &'a str,
    core: &'a str,
}

impl<'a> LineWord<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let opened = text.trim_start_matches(['(', '[', '"', '“', '‘', '«']);
        let core = opened.trim_end_matches([
            '.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '’', '»',
        ]);
        Self { text, start, opened, core }
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether a typesetter might break the word: a slash, hyphen or dash stands in it.
    pub(super) fn is_fragile(&self) -> bool {
        let solid = self.text.trim_end_matches(is_joint);
        (!solid.is_empty() && solid.contains(is_joint)) || is_long_address(self.text)
    }

    /// Whether a dash that a line may end after is its last letter: it is a word alone in
    /// `2021 - 2030`.
    pub(super) fn ends_in_dash(&self) -> bool {
        self.text.ends_with(['-', '–', '‐'])
    }

    /// The most characters of the word that stand between two places for a break.
    pub(super) fn longest_part(&self) -> usize {
        let parts =
            if self.is_fragile() { split_fragile(self.text) } else { vec![self.text] };
        parts.iter().map(|part| part.chars().count()).max().unwrap_or(0)
    }

    /// The word without the quotes and brackets that open before it.
    pub(super) fn opened(&self) -> &'a str {
        self.opened
    }

    /// The word without quotes, brackets and the punctuation after it.
    pub(super) fn core(&self) -> &'a str {
        self.core
    }
}

/// The words of a text in order.
pub(super) fn split_words(text: &str) -> Vec<LineWord<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    for part in text.split(char::is_whitespace) {
        if !part.is_empty() {
            words.push(LineWord::new(part, start));
        }
        let space = text[start + part.len()..].chars().next().map_or(0, char::len_utf8);
        start += part.len() + space;
    }
    words
}

/// A fragile word in the parts between which it may break: one, unless it is very long.
pub(super) fn split_fragile(word: &str) -> Vec<&str> {
    if is_long_address(word) {
        return split_address(word);
    }
    split_after(word, '/', LONGEST_PART).into_iter().flat_map(split_solid).collect()
}

/// A part of a code in the parts between which it may break: after every hyphen where it is
/// long, so that as much of it as has room stands on a line.
fn split_solid(part: &str) -> Vec<&str> {
    if part.chars().count() > LONGEST_SOLID {
        part.split_inclusive('-').collect()
    } else {
        vec![part]
    }
}

/// Whether a word is an address too long for one piece: `https://…`, `…@…`.
fn is_long_address(word: &str) -> bool {
    let is_address =
        word.contains("://") || word.contains('@') || word.starts_with("www.");
    is_address && word.chars().count() > LONGEST_ADDRESS
}

/// An address cut after each sign but the last of those that stand side by side.
fn split_address(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut is_after_sign = false;
    for (place, c) in word.char_indices() {
        if is_after_sign && c.is_alphanumeric() && place > from {
            parts.push(&word[from..place]);
            from = place;
        }
        is_after_sign = is_address_sign(c);
    }
    parts.push(&word[from..]);
    parts
}

fn is_address_sign(c: char) -> bool {
    matches!(c, '/' | '@' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '%')
}

/// Cuts after `joint` into parts as long as possible within `longest`, from the left; what
/// has no joint stays whole, however long it is.
fn split_after(text: &str, joint: char, longest: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut to = 0;
    for segment in text.split_inclusive(joint) {
        let next = to + segment.len();
        if to > from && text[from..next].chars().count() > longest {
            parts.push(&text[from..to]);
            from = to;
        }
        to = next;
    }
    parts.push(&text[from..]);
    parts
}

fn is_joint(c: char) -> bool {
    matches!(c, '/' | '-' | '–' | '—' | '‐' | '|' | '…')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn is_fragile(text: &str) -> bool {
        LineWord::new(text, 0).is_fragile()
    }

    #[test]
    fn a_word_is_fragile_when_a_joint_stands_before_its_last_letter() {
        for text in ["68/KH-UBND", "2021-2025;", "-5", "và/hoặc", "…/KH"] {
            assert!(is_fragile(text), "{text}");
        }
        for text in ["xã", "4,08", "-", "–", "Bãi-", "…", "./", "1.250.000"] {
            assert!(!is_fragile(text), "{text}");
        }
    }

    #[test]
    fn a_long_address_is_cut_after_its_signs() {
        let cut = |text| split_fragile(text).join("·");
        assert_eq!(
            cut("vanphong.ubnd@kimlien.gov.vn"),
            "vanphong.·ubnd@·kimlien.·gov.·vn"
        );
        assert_eq!(
            cut("https://dichvucong.gov.vn/a-b"),
            "https://·dichvucong.·gov.·vn/·a-·b"
        );
        assert!(is_fragile("vanphong.ubnd@kimlien.gov.vn"));
        assert!(!is_fragile("a@kimlien.gov.vn"), "a short one is one word");
    }

    #[test]
    fn a_long_code_is_cut_after_slashes_first() {
        assert_eq!(split_fragile("1040/UBND-LĐTĐ"), ["1040/UBND-LĐTĐ"]);
        let code = "42/2013/TTLT-BGDĐT-BLĐTBXH-BTC";
        assert_eq!(
            split_fragile(code),
            ["42/2013/", "TTLT-", "BGDĐT-", "BLĐTBXH-", "BTC"]
        );
        let solid = "TTLT-BGDĐT-BLĐTBXH";
        assert_eq!(split_fragile(solid), [solid]);
        let endless = "A-".repeat(50);
        assert!(split_fragile(&endless).iter().all(|part| part.len() <= LONGEST_SOLID));
    }

    #[test]
    fn the_core_of_a_word_has_no_punctuation_around() {
        let core = |text| LineWord::new(text, 0).core().to_owned();
        assert_eq!([core("(“số"), core("2023).”"), core("...")], ["số", "2023", ""]);
    }

    proptest! {
        #[test]
        fn words_are_those_that_white_space_parts(text in any::<String>()) {
            let words = split_words(&text);
            prop_assert_eq!(
                words.iter().map(|word| word.text).collect::<Vec<_>>(),
                text.split_whitespace().collect::<Vec<_>>()
            );
            for word in words {
                prop_assert_eq!(&text[word.start..word.end()], word.text);
                prop_assert_eq!(split_fragile(word.text).concat(), word.text);
            }
        }
    }
}
