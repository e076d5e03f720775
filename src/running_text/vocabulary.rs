//! The words of a form: each that differs once, and where each stands.

use std::collections::HashMap;

use crate::language::{fold, is_syllable, move_tone, to_lower};
use crate::register::make_key;

use super::TextLine;
use super::word_hash::WordHashes;
use super::word_split::{SplitWord, split_line};

/// A word as it stands in some texts, however often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VocabularyWord {
    /// As typed.
    pub(crate) text: String,
    /// In small letters, the tone mark of an open `oa`, `oe`, `uy` on the first vowel.
    pub(crate) lower: String,
    /// Without case and marks.
    pub(crate) folded: String,
    /// The first of the words with the same `lower`.
    pub(crate) twin: usize,
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
    /// The nth word.
    fn new(text: &str, nth: usize) -> Self {
        let lower = to_lower(text);
        let lower = match has_newer_end(&lower) {
            true => make_key(&lower),
            false => lower,
        };
        let folded = fold(&lower);
        // The `u` of `qu` and the `i` of `gi` may be the first letter of a rhyme elsewhere.
        let is_sound = !folded.starts_with(['q', 'g']) || move_tone(&lower).is_none();
        let is_syllable = is_sound && is_syllable(&lower);
        Self { text: text.to_owned(), lower, folded, twin: nth, is_syllable }
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
        let hashes = WordHashes::default();
        let mut known: HashMap<&str, usize, _> = HashMap::with_hasher(hashes.clone());
        let mut res = Self::default();
        let mut parts = Vec::new();
        for (index, line) in lines.enumerate() {
            split_line(&line.text, &mut parts);
            for SplitWord { start, end, follows } in parts.drain(..) {
                let text = &line.text[start..end];
                let word = *known.entry(text).or_insert_with(|| {
                    res.words.push(VocabularyWord::new(text, res.words.len()));
                    res.words.len() - 1
                });
                res.places.push(WordPlace { line: index, start, end, word, follows });
            }
        }
        link_twins(&mut res.words, hashes);
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
        let wanted: Vec<bool> = self.words.iter().map(is_wanted).collect();
        if !wanted.contains(&true) {
            return Vec::new();
        }
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); self.words.len()];
        for (nth, place) in self.places.iter().enumerate() {
            if wanted[place.word] {
                places[place.word].push(nth);
            }
        }
        places.into_iter().enumerate().filter(|(_, nths)| !nths.is_empty()).collect()
    }
}

/// Tells each word which is the first that differs from it in capitals alone, if at all.
fn link_twins(words: &mut [VocabularyWord], hashes: WordHashes) {
    let mut firsts: HashMap<&str, usize, _> = HashMap::with_hasher(hashes);
    let twins: Vec<usize> = words
        .iter()
        .enumerate()
        .map(|(nth, word)| *firsts.entry(&word.lower).or_insert(nth))
        .collect();
    for (word, twin) in words.iter_mut().zip(twins) {
        word.twin = twin;
    }
}

/// Whether a word in small letters ends with a tone mark in the newer place.
fn has_newer_end(lower: &str) -> bool {
    let mut letters = lower.chars().rev();
    letters.next().is_some_and(|c| !c.is_ascii() && "àáảãạèéẻẽẹỳýỷỹỵ".contains(c))
        && letters.next().is_some_and(|c| matches!(c, 'o' | 'u'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_older_style() {
        let word = VocabularyWord::new("Thuỷ", 0);
        assert_eq!(
            (&*word.lower, &*word.folded, word.is_syllable),
            ("thủy", "thuy", true)
        );
        assert!(word.is_capitalized() && !word.is_small() && word.has_marks());
        assert_eq!(VocabularyWord::new("quý", 0).lower, "quý");
    }
}
