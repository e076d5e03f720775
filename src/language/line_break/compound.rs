//! The compounds of Vietnamese that a title keeps on one line.
//!
//! Syllables are written apart, so that a reader sees where a word ends only by knowing it:
//! here are the words that stand in titles.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrase::Seam;
use super::word::LineWord;
use crate::language::name::to_name_key;

const LIST: &str = include_str!("compounds.txt");

/// The sign, in the list, of a place where a compound may be broken if it must.
const LOOSE_PLACE: &str = "·";

/// The seams of each compound by its key.
static COMPOUNDS: LazyLock<HashMap<String, Vec<Seam>>> =
    LazyLock::new(|| list_entries().map(read_entry).collect());

/// The most syllables, and dashes, of a compound.
static LONGEST: LazyLock<usize> =
    LazyLock::new(|| COMPOUNDS.values().map(|seams| seams.len() + 1).max().unwrap_or(1));

/// A run of words that is a compound, or one word.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// The index of its first word.
    pub(super) first: usize,
    /// How many words it has.
    pub(super) length: usize,
    /// Its words in small letters, without the punctuation around them.
    pub(super) lower: String,
    /// What stands between its words.
    pub(super) seams: &'static [Seam],
}

/// Words with what compounds are compared by.
struct KeyedWords<'a> {
    words: &'a [LineWord<'a>],
    /// Of each word with the punctuation after it.
    full: Vec<String>,
    /// Of each word alone.
    core: Vec<String>,
}

/// A way to cut the rest of a text.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// The words of its first segment.
    length: usize,
    /// Its weight and that of all that follow: the least is the best.
    weight: usize,
}

/// The weights of a segment. Two compounds are better than a longer one and a syllable
/// that is left over: `đầu tư | công tác`, not `đầu tư công | tác`.
const COMPOUND_WEIGHT: usize = 2;
const SYLLABLE_WEIGHT: usize = 3;

fn list_entries() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The key of a line of the list, and its seams.
fn read_entry(line: &str) -> (String, Vec<Seam>) {
    let mut keys = Vec::new();
    let mut seams = Vec::new();
    let mut is_loose = false;
    for token in line.split(' ') {
        if token == LOOSE_PLACE {
            is_loose = true;
            continue;
        }
        if !keys.is_empty() {
            seams.push(if is_loose { Seam::Name } else { Seam::Compound });
        }
        is_loose = false;
        keys.push(to_name_key(token));
    }
    (keys.join(" "), seams)
}

/// A text cut into compounds and single words, so that as little as can be is left over.
pub(super) fn split_segments(words: &[LineWord<'_>]) -> Vec<Segment> {
    let keyed = KeyedWords {
        words,
        full: words.iter().map(|word| to_name_key(word.opened())).collect(),
        core: words.iter().map(|word| to_name_key(word.core())).collect(),
    };
    let cuts = keyed.choose_cuts();
    let mut segments = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let length = cuts[first].length;
        let seams =
            COMPOUNDS.get(&keyed.key(first, length)).map_or(&[][..], Vec::as_slice);
        segments.push(Segment {
            first,
            length,
            lower: keyed.lower(first, length),
            seams,
        });
        first += length;
    }
    segments
}

impl KeyedWords<'_> {
    /// The best way to go on from each word, found from the last one backwards.
    fn choose_cuts(&self) -> Vec<Cut> {
        let count = self.words.len();
        let mut cuts = vec![Cut { length: 0, weight: 0 }; count + 1];
        for first in (0..count).rev() {
            let alone =
                Cut { length: 1, weight: cuts[first + 1].weight + SYLLABLE_WEIGHT };
            let longest = (*LONGEST).min(count - first);
            cuts[first] = (2..=longest)
                .take_while(|length| self.is_open_within(first, *length))
                .filter(|length| COMPOUNDS.contains_key(&self.key(first, *length)))
                .map(|length| Cut {
                    length,
                    weight: cuts[first + length].weight + COMPOUND_WEIGHT,
                })
                .fold(
                    alone,
                    |best, cut| if cut.weight <= best.weight { cut } else { best },
                );
        }
        cuts
    }

    /// Whether nothing opens before the last of so many words: no compound goes on there.
    fn is_open_within(&self, first: usize, length: usize) -> bool {
        let word = &self.words[first + length - 1];
        word.opened() == word.text
    }

    fn key(&self, first: usize, length: usize) -> String {
        let last = first + length - 1;
        let mut parts: Vec<&str> =
            self.full[first..last].iter().map(String::as_str).collect();
        parts.push(&self.core[last]);
        parts.join(" ")
    }

    fn lower(&self, first: usize, length: usize) -> String {
        let words = self.words[first..first + length].iter();
        words.map(|word| word.core().to_lowercase()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::line_break::word::split_words;

    fn shown(text: &str) -> String {
        let words = split_words(text);
        let show = |segment: &Segment| {
            let end = segment.first + segment.length - 1;
            text[words[segment.first].start..words[end].end()].to_owned()
        };
        split_segments(&words).iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn the_list_is_in_order_and_says_nothing_twice() {
        let entries: Vec<_> = list_entries().collect();
        assert!(entries.is_sorted_by(|a, b| a < b), "not in order");
        assert_eq!(COMPOUNDS.len(), entries.len(), "an entry stands twice");
        for entry in entries {
            assert!(entry.split(' ').filter(|token| *token != LOOSE_PLACE).count() > 1);
            assert!(!entry.starts_with(LOOSE_PLACE) && !entry.ends_with(LOOSE_PLACE));
            assert_eq!(entry, entry.to_lowercase());
        }
    }

    #[test]
    fn a_text_is_cut_so_that_little_is_left_over() {
        for cut in [
            "đầu tư|công tác",
            "nhân dân|chủ động",
            "KẾ HOẠCH|TRIỂN KHAI|CÔNG TÁC|GIẢM NGHÈO BỀN VỮNG",
            "Uỷ ban nhân dân|xã|Hoà|An",
            "phát triển|kinh tế - xã hội,|quốc phòng",
            "phòng, chống|thiên tai",
        ] {
            assert_eq!(shown(&cut.replace('|', " ")), cut);
        }
    }

    #[test]
    fn no_compound_reaches_over_punctuation() {
        assert_eq!(shown("kế, hoạch"), "kế,|hoạch");
        assert_eq!(shown("công “tác”"), "công|“tác”");
    }
}
