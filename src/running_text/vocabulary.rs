//! The words of a form: each that differs once, and where each stands.

use std::collections::HashMap;
use std::ops::Range;

use crate::language::{fold, is_syllable, move_tone};
use crate::register::make_key;

use super::TextLine;
use super::split::{find_values, is_in_value};

/// A word as it stands in some texts, however often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VocabularyWord {
    /// As typed.
    pub(crate) text: String,
    /// In small letters, the tone mark of an open `oa`, `oe`, `uy` on the first vowel.
    pub(crate) lower: String,
    /// Without case and marks.
    pub(crate) folded: String,
    /// Whether it can be a syllable of Vietnamese, its tone mark in one of its two places.
    pub(crate) is_syllable: bool,
}

/// A place at which a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordPlace {
    /// Which of the lines of the form.
    pub(crate) line: usize,
    /// First byte in the line.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Which of the words.
    pub(crate) word: usize,
    /// Whether blanks alone part it from the word before in the line.
    pub(crate) follows: bool,
}

/// The words of a form. What has a figure, a hyphen, an apostrophe or a stroke in it is
/// none: it is a number, a code or a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Vocabulary {
    /// Each word once, by its first place.
    pub(crate) words: Vec<VocabularyWord>,
    /// All places, in the order of the texts.
    pub(crate) places: Vec<WordPlace>,
}

impl VocabularyWord {
    fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let lower = match has_newer_end(&lower) {
            true => make_key(&lower),
            false => lower,
        };
        let folded = fold(&lower);
        // The `u` of `qu` and the `i` of `gi` may be the first letter of a rhyme elsewhere.
        let is_sound = !folded.starts_with(['q', 'g']) || move_tone(&lower).is_none();
        let is_syllable = is_sound && is_syllable(&lower);
        Self { text: text.to_owned(), lower, folded, is_syllable }
    }

    /// Whether its first letter is a capital, and no other.
    pub(crate) fn is_capitalized(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase)
    }

    /// Whether all its letters are small.
    pub(crate) fn is_small(&self) -> bool {
        !self.text.chars().any(char::is_uppercase)
    }

    /// Whether it has letters beside those of ASCII: marks of Vietnamese, mostly.
    pub(crate) fn has_marks(&self) -> bool {
        !self.text.is_ascii()
    }
}

impl Vocabulary {
    /// The words of these lines.
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a TextLine<'a>>) -> Self {
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut res = Self::default();
        for (index, line) in lines.enumerate() {
            for (part, follows) in split_line(&line.text) {
                let text = &line.text[part.clone()];
                let word = known.get(text).copied().unwrap_or_else(|| {
                    known.insert(text.to_owned(), res.words.len());
                    res.words.push(VocabularyWord::new(text));
                    res.words.len() - 1
                });
                let Range { start, end } = part;
                res.places.push(WordPlace { line: index, start, end, word, follows });
            }
        }
        res
    }

    /// The word at a place.
    pub(crate) fn at(&self, place: WordPlace) -> &VocabularyWord {
        &self.words[place.word]
    }

    /// Whether blanks alone part the nth place from the word before.
    pub(crate) fn follows(&self, nth: usize) -> bool {
        self.places.get(nth).is_some_and(|place| place.follows)
    }

    /// The word before the nth place, where blanks alone part the two.
    pub(crate) fn before(&self, nth: usize) -> Option<&VocabularyWord> {
        let before = nth.checked_sub(1).filter(|_| self.follows(nth))?;
        self.places.get(before).map(|place| self.at(*place))
    }

    /// The word behind the nth place, where blanks alone part the two.
    pub(crate) fn after(&self, nth: usize) -> Option<&VocabularyWord> {
        let place = self.places.get(nth + 1).filter(|place| place.follows)?;
        Some(self.at(*place))
    }

    /// The places of each word, by their numbers, as far as `is_wanted` says.
    pub(crate) fn list_places(
        &self,
        is_wanted: impl Fn(&VocabularyWord) -> bool,
    ) -> Vec<(usize, Vec<usize>)> {
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); self.words.len()];
        let wanted: Vec<bool> = self.words.iter().map(is_wanted).collect();
        for (nth, place) in self.places.iter().enumerate() {
            if wanted[place.word] {
                places[place.word].push(nth);
            }
        }
        places.into_iter().enumerate().filter(|(_, nths)| !nths.is_empty()).collect()
    }
}

/// The words of a text with whether blanks alone part each from the one before.
fn split_line(text: &str) -> Vec<(Range<usize>, bool)> {
    let values = find_values(text);
    let mut res = Vec::new();
    // Whether the last word reaches to the blank before what comes.
    let mut is_open = false;
    let mut start = 0;
    for chunk in text.split(char::is_whitespace) {
        let place = start;
        let after = text[place + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        start = place + chunk.len() + after;
        if chunk.is_empty() {
            continue;
        }
        let trimmed = chunk.trim_matches(|c: char| !is_letter(c));
        if trimmed.is_empty() || is_code(chunk) || is_in_value(&values, place) {
            is_open = false;
            continue;
        }
        let mut next = place;
        for word in chunk.split(|c: char| !is_word_sign(c)) {
            let end = next + word.len();
            if !word.is_empty() {
                res.push((next..end, is_open && next == place));
                is_open = end == place + chunk.len();
            }
            next = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
        is_open = is_open && chunk.ends_with(is_word_sign);
    }
    res
}

/// Whether a piece between blanks is a number, a code or a name rather than words: it has a
/// figure, or a hyphen or the like between letters.
fn is_code(chunk: &str) -> bool {
    if chunk.contains("{{") || chunk.contains("}}") {
        return true;
    }
    let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    inner.chars().any(|c| {
        c.is_numeric()
            || matches!(
                c,
                '-' | '–' | '—' | '/' | '\\' | '\'' | '’' | '@' | '_' | '+' | '=' | '%'
            )
    })
}

/// Letters, and marks that could not be joined with theirs.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// What a word is made of: `GD&ĐT` is one.
fn is_word_sign(c: char) -> bool {
    is_letter(c) || c == '&'
}

/// Whether a word in small letters ends with a tone mark in the newer place.
fn has_newer_end(lower: &str) -> bool {
    let mut letters = lower.chars().rev();
    letters.next().is_some_and(|c| "àáảãạèéẻẽẹỳýỷỹỵ".contains(c))
        && letters.next().is_some_and(|c| matches!(c, 'o' | 'u'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    /// The words of a text; a stroke stands before one that something parts from the last.
    fn split(text: &str) -> String {
        let mut res = String::new();
        for (part, follows) in split_line(text) {
            res.push_str(if follows { " " } else { "|" });
            res.push_str(&text[part]);
        }
        res
    }

    #[test]
    fn words_follow_each_other_where_blanks_alone_part_them() {
        for (text, expected) in [
            ("Thực  hiện các dự án", "|Thực hiện các dự án"),
            ("đào tạo, tập huấn (nếu có)", "|đào tạo|tập huấn|nếu có"),
            ("đào tạo.tập huấn", "|đào tạo|tập huấn"),
            ("-Thực hiện; 30/2020/NĐ-CP quy định", "|Thực hiện|quy định"),
            ("Phòng GD&DDT huyện", "|Phòng GD&DDT huyện"),
            ("Cư M’gar có {{ so }} hộ", "|Cư|có|hộ"),
            ("{{ bang.a }} hộ", "|hộ"),
            ("kinh tế-xã hội 2024", "|kinh|hội"),
            ("", ""),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_is_known_by_its_older_style() {
        let word = VocabularyWord::new("Thuỷ");
        assert_eq!(
            (&*word.lower, &*word.folded, word.is_syllable),
            ("thủy", "thuy", true)
        );
        assert!(word.is_capitalized() && !word.is_small() && word.has_marks());
        assert_eq!(VocabularyWord::new("quý").lower, "quý");
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order(text in any::<String>()) {
            let mut before = 0;
            for (part, _) in split_line(&text) {
                prop_assert!(before <= part.start && part.start < part.end);
                prop_assert!(text.get(part.clone()).is_some());
                before = part.end;
                VocabularyWord::new(&text[part]);
            }
        }
    }
}
