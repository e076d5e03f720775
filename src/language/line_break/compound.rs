//! The compounds of Vietnamese that a title keeps on one line.
//!
//! Syllables are written apart, so that a reader sees where a word ends only by knowing it:
//! here are the words that stand in titles.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrase::Seam;
use super::word::LineWord;

const LIST: &str = include_str!("compounds.txt");

/// The sign, in the list, of a place where a compound may be broken if it must.
const LOOSE_PLACE: &str = "·";

/// The seams of each compound by its words.
static COMPOUNDS: LazyLock<HashMap<Cow<'static, str>, Vec<Seam>>> =
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
    /// Its words as the list spells them, without the punctuation around them.
    pub(super) words: String,
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

/// The words of a line of the list, and its seams.
fn read_entry(line: &'static str) -> (Cow<'static, str>, Vec<Seam>) {
    let mut seams = Vec::new();
    let mut seam = Seam::Compound;
    for token in line.split(' ').skip(1) {
        if token == LOOSE_PLACE {
            seam = Seam::Name;
        } else {
            // A name may well be broken before its `và`.
            let opens = token == "và" && seam == Seam::Name;
            seams.push(if opens { Seam::Bound } else { seam });
            seam = Seam::Compound;
        }
    }
    if !line.contains(LOOSE_PLACE) {
        return (Cow::Borrowed(line), seams);
    }
    let words: Vec<&str> =
        line.split(' ').filter(|token| *token != LOOSE_PLACE).collect();
    (Cow::Owned(words.join(" ")), seams)
}

/// A word as the list spells it: in small letters, the tone mark of an open syllable on the
/// first of two vowels, any dash as a hyphen.
fn spell_as_listed(word: &str) -> String {
    const LATE: &str = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ";
    const EARLY: &str = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy";
    if matches!(word, "–" | "—") {
        return "-".to_owned();
    }
    let lower = word.to_lowercase();
    let (syllable, comma) =
        lower.strip_suffix(',').map_or((&*lower, ""), |word| (word, ","));
    let mut pairs = LATE.split(' ').zip(EARLY.split(' '));
    let found =
        pairs.find_map(|(late, early)| Some((syllable.strip_suffix(late)?, early)));
    match found {
        // The `u` of `qu` is no vowel.
        Some((start, early)) if !start.ends_with('q') => format!("{start}{early}{comma}"),
        _ => lower,
    }
}

/// A text cut into compounds and single words, so that as little as can be is left over.
pub(super) fn split_segments(words: &[LineWord<'_>]) -> Vec<Segment> {
    let keyed = KeyedWords {
        words,
        full: words.iter().map(|word| spell_as_listed(word.opened())).collect(),
        core: words.iter().map(|word| spell_as_listed(word.core())).collect(),
    };
    let cuts = keyed.choose_cuts();
    let mut segments = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let length = cuts[first].length;
        let words = keyed.join(first, length);
        let seams = COMPOUNDS.get(&*words).map_or(&[][..], Vec::as_slice);
        segments.push(Segment { first, length, words, seams });
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
                .filter(|length| COMPOUNDS.contains_key(&*self.join(first, *length)))
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

    /// So many words from the first on, as the list spells them.
    fn join(&self, first: usize, length: usize) -> String {
        let last = first + length - 1;
        let mut words = self.full[first..last].join(" ");
        if length > 1 {
            words.push(' ');
        }
        words + &self.core[last]
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
            for word in entry.split(' ') {
                assert_eq!(word, spell_as_listed(word));
            }
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
