//! The words that a wrong one may have been meant as.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::language::fold;
use crate::register::{
    Compound, CompoundStanding, find_compounds, find_compounds_by_second, list_compounds,
};

use super::Vocabulary;

/// Words that are offered at most.
const MOST: usize = 2;

/// Words that are rarely half of another, which the register lacks.
const LONE_WORDS: [&str; 40] = [
    "các", "cho", "có", "còn", "của", "cũng", "cùng", "dưới", "đã", "đang", "để", "đến",
    "được", "giữa", "hoặc", "khi", "không", "là", "mỗi", "mọi", "nếu", "này", "ngày",
    "nhằm", "những", "như", "nhưng", "phải", "sau", "sẽ", "tại", "theo", "thì", "trên",
    "trong", "trước", "từ", "vào", "về", "với",
];

/// Letters and marks of the longest word that is compared.
const LONGEST: usize = 20;

/// The word that stands in the place of a wrong one, by the words beside it: the other half
/// of a word of two syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NearCompound {
    /// The word.
    pub(crate) compound: Compound,
    /// Whether the wrong one is its first half.
    pub(crate) is_first: bool,
}

impl NearCompound {
    /// The half that the wrong word should be.
    pub(crate) fn right(&self) -> &'static str {
        if self.is_first { self.compound.first } else { self.compound.second }
    }
}

/// The word of two syllables of which the nth word of a form is most likely a half.
pub(crate) fn find_near_compound(
    vocabulary: &Vocabulary,
    nth: usize,
) -> Option<NearCompound> {
    let wrong = vocabulary.at(vocabulary.places[nth]);
    let before = vocabulary.before(nth).map(|word| (word, false));
    let after = vocabulary.after(nth).map(|word| (word, true));
    let mut best: Option<(usize, NearCompound)> = None;
    for (other, is_first) in before.into_iter().chain(after) {
        for compound in list_compounds_beside(&other.lower, &other.folded, is_first) {
            let near = NearCompound { compound, is_first };
            let right = UsualSyllable::new(near.right());
            let Some(distance) = rank_nearness(&wrong.lower, &wrong.folded, &right)
            else {
                continue;
            };
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, near));
            }
        }
    }
    best.map(|(_, near)| near)
}

/// The words with one half given.
fn list_compounds_beside(other: &str, folded: &str, is_first: bool) -> Vec<Compound> {
    let is_word = |word: &Compound| word.standing != CompoundStanding::Chance;
    match is_first {
        true => find_compounds_by_second(folded)
            .filter(|word| word.second == other && is_word(word))
            .collect(),
        false => {
            find_compounds(folded).filter(|w| w.first == other && is_word(w)).collect()
        }
    }
}

/// How near two words are, by their letters and then their marks; `None` where they are
/// not.
fn rank_nearness(lower: &str, folded: &str, right: &UsualSyllable) -> Option<usize> {
    let limit = match folded.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    // So many letters must be added, left out or changed at least.
    let letters = mark_letters(folded);
    let lacking = (letters & !right.letters).count_ones();
    let added = (right.letters & !letters).count_ones();
    if right.folded.len().abs_diff(folded.len()).max(lacking.max(added) as usize) > limit
    {
        return None;
    }
    let letters = measure_distance(folded, &right.folded);
    (letters <= limit).then(|| 100 * letters + measure_distance(lower, right.text))
}

/// A syllable of the words of the register.
struct UsualSyllable {
    text: &'static str,
    /// Without marks.
    folded: String,
    /// Which letters are in it.
    letters: u32,
}

impl UsualSyllable {
    fn new(text: &'static str) -> Self {
        let folded = fold(text);
        Self { text, letters: mark_letters(&folded), folded }
    }
}

/// A bit for each letter that is in a word without marks.
fn mark_letters(folded: &str) -> u32 {
    let letters = folded.bytes().filter(u8::is_ascii_lowercase);
    letters.fold(0, |marks, letter| marks | 1 << (letter - b'a'))
}

/// The syllables of all words, put together when the first wrong one is looked for.
static USUAL_SYLLABLES: LazyLock<Vec<UsualSyllable>> = LazyLock::new(|| {
    let words = list_compounds().filter(|word| word.standing != CompoundStanding::Chance);
    let texts: BTreeSet<_> =
        words.flat_map(|word| [word.first, word.second]).chain(LONE_WORDS).collect();
    texts.into_iter().map(UsualSyllable::new).collect()
});

/// The syllables of frequent words that differ least from a wrong one: none, one or two.
pub(crate) fn find_near_syllables(lower: &str) -> Vec<&'static str> {
    let folded = fold(lower);
    let mut near: Vec<_> = USUAL_SYLLABLES
        .iter()
        .filter_map(|syllable| {
            let rank = rank_nearness(lower, &folded, syllable)?;
            (rank < 200).then_some((rank, syllable.text))
        })
        .collect();
    near.sort_unstable();
    let Some((least, _)) = near.first().copied() else { return Vec::new() };
    near.retain(|(rank, _)| *rank == least);
    near.truncate(MOST);
    near.into_iter().map(|(_, syllable)| syllable).collect()
}

/// How many letters and marks must be added, left out, changed or swapped to make one word of
/// another. Long words are far from all.
fn measure_distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.nfd().take(LONGEST + 1).collect();
    let other: Vec<char> = other.nfd().take(LONGEST + 1).collect();
    if one.len().max(other.len()) > LONGEST {
        return LONGEST;
    }
    let mut rows = vec![(0..=other.len()).collect::<Vec<usize>>()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = rows[i][j] + usize::from(a != b);
            let mut least = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_is_one_slip() {
        assert_eq!(measure_distance("thời", "thời"), 0);
        assert_eq!(measure_distance("gain", "gian"), 1);
        assert_eq!(measure_distance("phhosi", "phoi"), 2);
        assert_eq!(measure_distance("", "ab"), 2);
        assert_eq!(measure_distance(&"a".repeat(1000), "ab"), LONGEST);
    }

    #[test]
    fn the_nearest_syllables_have_the_letters_of_the_wrong_one() {
        assert_eq!(find_near_syllables("nghành"), ["ngành"]);
        assert_eq!(find_near_syllables("ngẽn"), ["nghẽn"]);
        assert_eq!(find_near_syllables("đuợc"), ["được"]);
        assert_eq!(find_near_syllables("trog"), ["trong", "trò"]);
        assert!(find_near_syllables("xyzabc").is_empty());
    }
}
