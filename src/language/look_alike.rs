//! Characters that look like those meant and are others: `Ð` for `Đ`, a Russian `а` in a
//! Latin word, the hyphens of Word. Paper shows no difference; a search, a row that is
//! looked up by its name and a font do.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::syllable::is_syllable;

/// A character that was read as the one that it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterRepair {
    /// As it stands in the file.
    pub from: char,
    /// What it was read as.
    pub to: char,
    /// Byte of it in the cleaned text.
    pub at: usize,
}

/// Letters of Latin that are no Vietnamese ones, and what old fonts and keyboards leave them
/// for.
const LATIN: &[(char, char)] =
    &[('Ð', 'Đ'), ('ð', 'đ'), ('Ɖ', 'Đ'), ('ɖ', 'đ'), ('Ƣ', 'Ư'), ('ƣ', 'ư')];

/// Letters of Russian and Greek with the shape of Latin ones.
const FOREIGN: &[(char, char)] = &[
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('І', 'I'),
    ('Ѕ', 'S'),
    ('Ј', 'J'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
];

/// Letters of a document's symbol that are looked back at.
const LONGEST_SYMBOL: usize = 60;

/// A character on its way to a clean text, and as it stood, if it was another.
#[derive(Debug, Clone, Copy)]
struct Repaired {
    c: char,
    from: Option<char>,
}

/// A text in one Unicode form, with what was repaired in it.
pub(super) struct RepairedText {
    pub(super) text: String,
    pub(super) letters: Vec<LetterRepair>,
}

/// Repairs a text without invisible characters, soft hyphens apart, and composes it. A
/// soft hyphen is dropped unless it joins the parts of a code.
pub(super) fn repair_text(visible: &[char]) -> RepairedText {
    let mut chars = repair_hyphens(visible);
    repair_words(&mut chars);
    let mut res = RepairedText { text: String::new(), letters: Vec::new() };
    // What is repaired begins a piece of its own, so that its place is known whatever is
    // composed before it.
    for piece in chars.chunk_by(|_, next| next.from.is_none()) {
        if let Some(Repaired { c, from: Some(from) }) = piece.first() {
            let repair = LetterRepair { from: *from, to: *c, at: res.text.len() };
            res.letters.push(repair);
        }
        res.text.extend(piece.iter().map(|repaired| repaired.c).nfc());
    }
    res
}

/// Turns the hyphens of Word into the one that is typed.
fn repair_hyphens(visible: &[char]) -> Vec<Repaired> {
    let mut res: Vec<Repaired> = Vec::with_capacity(visible.len());
    for (index, c) in visible.iter().enumerate() {
        let is_hyphen = match c {
            '\u{2010}' | '\u{2011}' | '\u{1E}' => true,
            '\u{AD}' | '\u{1F}' => {
                if !is_code_joint(visible, index) {
                    continue;
                }
                true
            }
            // Word makes a dash of what is typed as a hyphen.
            '–' | '−' => is_symbol_joint(visible, index),
            _ => false,
        };
        res.push(match is_hyphen {
            true => Repaired { c: '-', from: Some(*c) },
            false => Repaired { c: *c, from: None },
        });
    }
    res
}

fn is_soft(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{1F}')
}

/// The part of a word that ends before a place.
fn take_before(visible: &[char], index: usize) -> String {
    let part = visible[..index].iter().rev().take_while(|c| c.is_alphanumeric());
    let reversed: Vec<char> = part.copied().collect();
    reversed.into_iter().rev().collect()
}

/// The part of a word that begins behind a place.
fn take_after(visible: &[char], index: usize) -> String {
    let part = visible[index + 1..].iter().skip_while(|c| is_soft(**c));
    part.take_while(|c| c.is_alphanumeric()).collect()
}

/// Whether a soft hyphen stands where a code has a hyphen: `NĐ|CP`, `2021|2025`. Within a
/// word it only says where a line may break: `KẾ HO|ẠCH`.
fn is_code_joint(visible: &[char], index: usize) -> bool {
    // Of several that touch, the first speaks for all.
    if index > 0 && is_soft(visible[index - 1]) {
        return false;
    }
    let [before, after] = [take_before(visible, index), take_after(visible, index)];
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next())
    else {
        return false;
    };
    if last.is_numeric() && first.is_numeric() {
        return true;
    }
    let is_code = |c: char| c.is_uppercase() || c.is_numeric();
    let is_in_capitals = is_code(last) && is_code(first);
    let is_joint = is_in_capitals || is_in_symbol(visible, index) && is_code(last);
    is_joint
        && !is_syllable(&[before.as_str(), &after].concat())
        && !(is_syllable(&before) && is_syllable(&after))
}

/// Whether a dash stands between two capitals of a document's symbol: `30/2020/NĐ–CP`.
fn is_symbol_joint(visible: &[char], index: usize) -> bool {
    let before = visible[..index].iter().rev().find(|c| !is_soft(**c));
    let after = visible[index + 1..].iter().find(|c| !is_soft(**c));
    let is_capital = |c: Option<&char>| c.is_some_and(|c| c.is_uppercase());
    // Between roads such as `QL1A–QL1B` a dash says from where to where.
    let has_figure = |part: String| part.contains(char::is_numeric);
    is_capital(before)
        && is_capital(after)
        && is_in_symbol(visible, index)
        && !has_figure(take_before(visible, index))
        && !has_figure(take_after(visible, index))
}

/// Whether a place is in the symbol of a document: no blank around, a figure, and behind it
/// a stroke.
fn is_in_symbol(visible: &[char], index: usize) -> bool {
    let before = visible[..index].iter().rev().take(LONGEST_SYMBOL);
    let before = before.take_while(|c| !c.is_whitespace());
    before.skip_while(|c| **c != '/').any(|c| c.is_ascii_digit())
}

/// Turns letters into those that they look like, in words that are Latin but for them.
fn repair_words(chars: &mut [Repaired]) {
    if chars.iter().all(|letter| find_twin(letter.c).is_none()) {
        return;
    }
    for word in chars.chunk_by_mut(|a, b| is_in_word(a.c) && is_in_word(b.c)) {
        let letters = || word.iter().map(|letter| letter.c).filter(|c| c.is_alphabetic());
        let is_repairable = letters().any(|c| find_twin(c).is_some())
            && letters().any(is_latin)
            && letters().all(|c| is_latin(c) || find_twin(c).is_some());
        if !is_repairable {
            continue;
        }
        for letter in word {
            if let Some(twin) = find_twin(letter.c) {
                *letter = Repaired { c: twin, from: Some(letter.c) };
            }
        }
    }
}

fn is_in_word(c: char) -> bool {
    c.is_alphabetic() || c >= '\u{300}' && is_combining_mark(c)
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | 'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
        || matches!(c, 'Ɖ' | 'ɖ')
}

/// The letter that one was meant to be.
fn find_twin(c: char) -> Option<char> {
    let rows = match c {
        'Ð'..='\u{256}' => LATIN,
        '\u{370}'..='\u{52F}' => FOREIGN,
        _ => return None,
    };
    rows.iter().find(|row| row.0 == c).map(|row| row.1)
}

#[cfg(test)]
mod tests {
    use super::super::clean::{clean, clean_noting};
    use proptest::prelude::any;
    use proptest::proptest;
    use proptest::{prop_assert, prop_assert_eq};

    #[test]
    fn letters_in_a_latin_word_become_those_that_they_look_like() {
        for (typed, meant) in [
            ("37/QÐ-UBND, Ðồng Tâm, ðồng", "37/QĐ-UBND, Đồng Tâm, đồng"),
            ("Ɖồng, ɖồng", "Đồng, đồng"),
            ("ngƣời đƣợc TRƢỞNG", "người được TRƯỞNG"),
            // Russian, then Greek.
            ("Hà Nộі, Тhôn Sơn Trа, UВND", "Hà Nội, Thôn Sơn Tra, UBND"),
            ("ΚH-UBND, HΟÀ", "KH-UBND, HOÀ"),
            // A Russian letter with marks of its own.
            ("tа\u{302}\u{301}t", "tất"),
        ] {
            assert_eq!(clean(typed), meant);
        }
    }

    #[test]
    fn words_of_other_alphabets_stay() {
        for text in [
            "Москва, ОТК, Ελλάδα, Ω, α, β, μ, 5 μm, µg, kα, Δt, ΔT",
            "Тhế giới Жuk",
            "–",
            "2021–2025",
            "Hà Nội–Hải Phòng",
            "A–B",
            "Km12/QL1A–QL1B",
            "5 − 3",
        ] {
            let expected = text.replace("Тhế", "Thế");
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn hyphens_of_word_are_the_one_that_is_typed() {
        for (typed, meant) in [
            ("39/2016/NĐ\u{AD}CP", "39/2016/NĐ-CP"),
            ("NĐ\u{AD}\u{AD}CP", "NĐ-CP"),
            ("NĐ\u{1F}CP", "NĐ-CP"),
            ("30/2020/NĐ\u{2011}CP", "30/2020/NĐ-CP"),
            ("32/2020/NĐ\u{2010}CP, VT\u{1E}VP", "32/2020/NĐ-CP, VT-VP"),
            ("01/2014/NQLT\u{AD}CP\u{AD}UBTWMTTQVN", "01/2014/NQLT-CP-UBTWMTTQVN"),
            ("05/2026/TT–BTC, 5/QĐ−UBND", "05/2026/TT-BTC, 5/QĐ-UBND"),
            ("2021\u{AD}2025", "2021-2025"),
            // Where a line may break in a word, it is none.
            (
                "phát\u{AD}triển, KẾ HO\u{AD}ẠCH, PHÁT\u{AD}TRIỂN",
                "pháttriển, KẾ HOẠCH, PHÁTTRIỂN",
            ),
            ("a\u{AD}, \u{AD}b, in\u{AD}for\u{AD}ma\u{AD}tion", "a, b, information"),
        ] {
            assert_eq!(clean(typed), meant, "{typed:?}");
        }
    }

    #[test]
    fn each_repair_is_known_by_its_place_in_the_clean_text() {
        let cleaned = clean_noting("Ke\u{302}\u{301} Ðồng NĐ\u{AD}CP tа\u{301}");
        assert_eq!(cleaned.text, "Kế Đồng NĐ-CP tá");
        let found: Vec<_> = cleaned.letters.iter().map(|l| (l.from, l.to)).collect();
        assert_eq!(found, [('Ð', 'Đ'), ('\u{AD}', '-'), ('а', 'a')]);
        for letter in &cleaned.letters[..2] {
            assert!(cleaned.text[letter.at..].starts_with(letter.to));
        }
        assert_eq!(&cleaned.text[cleaned.letters[2].at..], "á");
    }

    proptest! {
        #[test]
        fn cleaning_odd_letters_twice_changes_nothing_more(
            text in "[aAĐÐðƢаеРΗα\u{302}\u{301}\u{308}NĐC0-2/ \\-–−\u{AD}\u{1F}\u{2011}\u{200B}\u{B}é«]{0,16}",
        ) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            let noted = clean_noting(&text);
            prop_assert_eq!(&noted.text, &once);
            for letter in noted.letters {
                prop_assert!(once.is_char_boundary(letter.at));
            }
        }

        #[test]
        fn any_text_is_cleaned_once(text in any::<String>()) {
            prop_assert_eq!(clean_noting(&text).text, clean(&text));
        }
    }
}
