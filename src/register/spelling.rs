//! The spelling of Vietnamese, from the files of `data/chinh-ta/`. What a list lacks is not
//! wrong for that.

use super::packed::{PackedRow, PackedTable, include_register};

/// Words of two syllables by the letters of the first, without marks.
static COMPOUNDS: PackedTable = include_register!("tu-ghep");

/// The same by the letters of the second.
static COMPOUNDS_BY_SECOND: PackedTable = include_register!("tu-ghep-sau");

/// The same by the letters of both, with a blank.
static COMPOUNDS_BY_BOTH: PackedTable = include_register!("tu-ghep-dau-sau");

/// Usual misspellings by the syllable that is wrong in them.
static MISSPELLINGS: PackedTable = include_register!("loi-chinh-ta");

/// Syllables that may stand twice.
static DOUBLINGS: PackedTable = include_register!("lap-dung");

/// Words of other languages in Vietnamese spelling.
static LOAN_WORDS: PackedTable = include_register!("tu-vay-muon");

/// Two syllables that stand together, in small letters, the tone mark of an open `oa`,
/// `oe`, `uy` on the first vowel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compound {
    /// Both, with a blank.
    pub word: &'static str,
    /// The first.
    pub first: &'static str,
    /// The second.
    pub second: &'static str,
    /// The letters of the second, without marks.
    pub folded_second: &'static str,
    /// What may be concluded from it.
    pub standing: CompoundStanding,
}

/// What may be concluded from two syllables that are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompoundStanding {
    /// A frequent word: the same letters with other marks are most likely meant as it.
    Frequent,
    /// A word.
    Known,
    /// The end of one word and the beginning of the next, with the letters of a frequent
    /// word by chance.
    Chance,
}

/// A usual misspelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misspelling {
    /// As it is written, in small letters.
    pub wrong: &'static str,
    /// As it should be.
    pub right: &'static str,
    /// Words before which make it right, by commas.
    pub right_after: &'static str,
    /// Words behind which make it right, by commas.
    pub right_before: &'static str,
}

/// Where a syllable may stand twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RightDoubling {
    /// Only behind this word; empty: behind any.
    pub before: &'static str,
    /// Only before this word; empty: before any.
    pub after: &'static str,
}

/// The words whose first syllable has these letters, without marks.
pub fn find_compounds(folded_first: &str) -> impl Iterator<Item = Compound> {
    COMPOUNDS.find(folded_first).map(to_compound)
}

/// The words whose second syllable has these letters, without marks.
pub fn find_compounds_by_second(folded_second: &str) -> impl Iterator<Item = Compound> {
    COMPOUNDS_BY_SECOND.find(folded_second).map(to_compound)
}

/// The words whose syllables have these letters, without marks; `None` where two syllables
/// are one of them as they stand.
#[must_use]
pub fn find_other_compounds(
    [folded_first, folded_second]: [&str; 2],
    [first, second]: [&str; 2],
) -> Option<impl Iterator<Item = Compound>> {
    let rows = COMPOUNDS_BY_BOTH.find_joined([folded_first, " ", folded_second]);
    // Every pair of words of a paper is asked, and nearly all that are listed are words.
    let is_listed = rows.clone().any(|row| {
        let after = row.field(2).strip_prefix(first);
        after.and_then(|after| after.strip_prefix(' ')) == Some(second)
    });
    (!is_listed).then(|| rows.map(to_compound))
}

/// Whether two syllables are a word, and do not meet by chance; `folded_first` has the
/// letters of the first, without marks.
#[must_use]
pub fn is_compound(folded_first: &str, first: &str, second: &str) -> bool {
    find_compounds(folded_first).any(|word| {
        word.standing != CompoundStanding::Chance
            && word.first == first
            && word.second == second
    })
}

/// All words.
pub fn list_compounds() -> impl Iterator<Item = Compound> {
    COMPOUNDS.rows().map(to_compound)
}

fn to_compound(row: PackedRow) -> Compound {
    let word = row.field(2);
    let (first, second) = word.split_once(' ').unwrap_or((word, ""));
    let standing = match row.field(3) {
        "2" => CompoundStanding::Frequent,
        "1" => CompoundStanding::Known,
        _ => CompoundStanding::Chance,
    };
    Compound { word, first, second, folded_second: row.field(1), standing }
}

/// The misspellings in which this syllable is wrong.
pub fn find_misspellings(syllable: &str) -> impl Iterator<Item = Misspelling> {
    MISSPELLINGS.find(syllable).map(|row| Misspelling {
        wrong: row.field(1),
        right: row.field(2),
        right_after: row.field(3),
        right_before: row.field(4),
    })
}

/// Where this syllable may stand twice.
pub fn find_right_doublings(syllable: &str) -> impl Iterator<Item = RightDoubling> {
    DOUBLINGS
        .find(syllable)
        .map(|row| RightDoubling { before: row.field(1), after: row.field(2) })
}

/// Whether a word, in small letters, is taken from another language.
#[must_use]
pub fn is_loan_word(word: &str) -> bool {
    LOAN_WORDS.find(word).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{fold, is_syllable};

    #[test]
    fn words_are_found_by_the_letters_of_their_first_syllable() {
        let words: Vec<_> = find_compounds("tuan").map(|word| word.second).collect();
        assert!(words.contains(&"thủ"), "{words:?}");
        assert_eq!(find_compounds("xyz").count(), 0);
        let words: Vec<_> =
            find_compounds_by_second("thu").map(|word| word.first).collect();
        assert!(words.contains(&"tuân"), "{words:?}");
        let find = |folded, pair| {
            let words = find_other_compounds(folded, pair)?;
            Some(words.map(|word| word.word).collect::<Vec<_>>())
        };
        let words = find(["tuan", "thu"], ["tuần", "thu"]).unwrap();
        assert!(words.contains(&"tuân thủ"), "{words:?}");
        assert_eq!(find(["tuan", "thu"], ["tuân", "thủ"]), None);
        assert_eq!(find(["tuan th", "u"], ["tuân th", "u"]), Some(Vec::new()));
    }

    #[test]
    fn the_letters_of_each_word_are_those_of_its_row() {
        for row in COMPOUNDS.rows() {
            let word = to_compound(row);
            assert_eq!(row.key(), fold(word.first));
            assert_eq!(word.folded_second, fold(word.second));
            if word.standing == CompoundStanding::Frequent {
                assert!(is_syllable(word.first) && is_syllable(word.second), "{word:?}");
            }
        }
    }

    #[test]
    fn a_misspelling_has_its_syllable_and_is_none_of_the_frequent_words() {
        for row in MISSPELLINGS.rows() {
            let (wrong, right) = (row.field(1), row.field(2));
            assert!(wrong.split(' ').any(|word| word == row.key()), "{wrong}");
            assert_ne!(wrong, right);
            let (first, second) = wrong.split_once(' ').unwrap_or((wrong, ""));
            assert!(
                !find_compounds(&fold(first)).any(|word| word.first == first
                    && word.second == second
                    && word.standing != CompoundStanding::Chance),
                "{wrong}"
            );
        }
    }

    #[test]
    fn no_loan_word_is_a_syllable() {
        for row in LOAN_WORDS.rows() {
            assert!(!is_syllable(row.key()), "{}", row.key());
        }
        assert!(is_loan_word("ôtô") && !is_loan_word("tô"));
    }
}
