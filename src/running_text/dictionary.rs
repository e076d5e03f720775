//! Words and names of an office, which no rule on spelling judges: what its `tu-dien.yaml`
//! lists.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::normalize_spaces;

/// The words and names that an office has listed. As written there, by capitals and marks,
/// so that a name does not excuse a word in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    entries: BTreeSet<String>,
    /// The length of the longest, in bytes.
    longest: usize,
}

impl Dictionary {
    /// The dictionary with these words and names; white space counts as one blank.
    #[must_use]
    pub fn new<'a>(entries: impl IntoIterator<Item = &'a str>) -> Self {
        let entries: BTreeSet<_> = entries
            .into_iter()
            .map(normalize_spaces)
            .filter(|entry| !entry.is_empty())
            .collect();
        let longest = entries.iter().map(String::len).max().unwrap_or(0);
        Self { entries, longest }
    }

    /// Whether a part of a text lies within a word or name that is listed.
    #[must_use]
    pub fn covers(&self, text: &str, part: &Range<usize>) -> bool {
        if self.entries.is_empty() {
            return false;
        }
        // An entry around the part begins no earlier than its length allows.
        let first = part.end.saturating_sub(self.longest);
        let first = (first..=part.start).find(|place| text.is_char_boundary(*place));
        let starts = text[first.unwrap_or(part.start)..part.start]
            .char_indices()
            .map(|(place, _)| first.unwrap_or(part.start) + place)
            .chain([part.start]);
        starts.filter(|start| is_word_start(text, *start)).any(|start| {
            let entries = self.entries.iter();
            entries.filter(|entry| text[start..].starts_with(entry.as_str())).any(
                |entry| {
                    let end = start + entry.len();
                    part.end <= end && is_word_end(text, end)
                },
            )
        })
    }
}

/// Whether no word goes on over a place.
fn is_word_start(text: &str, place: usize) -> bool {
    let before = text[..place].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether no word goes on behind a place.
fn is_word_end(text: &str, place: usize) -> bool {
    text[place..].chars().next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_an_entry_is_covered_and_nothing_else() {
        let dictionary = Dictionary::new(["Krông  Pắc", "phhosi"]);
        let text = "xã Krông Pắc phhosi, Krông Ana, phhosis";
        let covers = |part: &str| {
            let start = text.find(part).unwrap();
            dictionary.covers(text, &(start..start + part.len()))
        };
        assert!(covers("Krông") && covers("Pắc") && covers("phhosi"));
        assert!(!covers("Ana") && !covers("phhosis") && !covers("xã"));
        assert!(!covers("Pắc phhosi"));
        assert!(!Dictionary::default().covers(text, &(0..4)));
    }
}
