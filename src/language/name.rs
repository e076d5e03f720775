//! Names as they are looked up: two spellings of one name have one key.
//!
//! Sheets of different offices write one village as `Hoà An` and `Hòa An`, `Cư M’gar` and
//! `Cư M'gar`, `Tân  An` with two blanks: no reader sees two villages there.

use unicode_normalization::UnicodeNormalization;

use super::clean::clean;

/// The key of a name: names that differ only in capitals, in the place of a tone mark
/// within a word, in an apostrophe, in the length of a dash or in blanks have the same
/// one. It is for comparing only, and no text of any language.
///
/// A blank between two digits stays: `Thôn 1 2` is not `Thôn 12`.
pub fn to_name_key(name: &str) -> String {
    let lower = clean(&clean(name).to_lowercase());
    let mut res = String::with_capacity(lower.len() + 8);
    // Where the tone mark of the vowels at hand stands in the key: behind the first of
    // them, whichever of them has it, so that it does not matter where the word ends.
    let mut tone_place = None;
    let mut is_after_blank = false;
    for c in lower.nfd() {
        if is_tone_mark(c) {
            res.insert(tone_place.unwrap_or(res.len()), c);
            continue;
        }
        if is_apostrophe(c) {
            continue;
        }
        if c.is_whitespace() {
            tone_place = None;
            is_after_blank = true;
            continue;
        }
        let is_after_digit = res.chars().next_back().is_some_and(char::is_numeric);
        if is_after_blank && c.is_numeric() && is_after_digit {
            res.push(' ');
        }
        is_after_blank = false;
        res.push(if is_dash(c) { '-' } else { c });
        if is_vowel(c) {
            tone_place = tone_place.or(Some(res.len()));
        } else if !is_letter_mark(c) {
            tone_place = None;
        }
    }
    res
}

/// Whether a text has a syllable whose tone mark may stand on either of two letters, as
/// `hoà` or `hòa`: of two spellings that differ so, both have.
pub fn has_movable_tone(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let is_late = matches!(before, 'o' | 'u' | 'O' | 'U')
            && "àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ".contains(c);
        let is_early = matches!(c, 'a' | 'e' | 'y' | 'A' | 'E' | 'Y')
            && "òóỏõọùúủũụÒÓỎÕỌÙÚỦŨỤ".contains(before);
        before = c;
        is_late || is_early
    })
}

/// The letters and digits of a name in small letters, without tone marks: names that
/// differ in these differ in their keys.
pub(super) fn list_base_letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.nfd().filter(|c| c.is_alphanumeric() && !is_apostrophe(*c));
    // The small letter of a sigma depends on where it stands.
    letters.flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c })
}

/// The five tone marks of Vietnamese, as combining characters.
pub(super) fn is_tone_mark(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The marks that make another letter: those of `ă`, of `â ê ô` and of `ơ ư`.
fn is_letter_mark(c: char) -> bool {
    matches!(c, '\u{302}' | '\u{306}' | '\u{31B}')
}

/// What is typed for the apostrophe of a name of the highlands.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '′' | '＇')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for names in [
            &["Hoà An", "Hòa An", "HÒA AN", "Hoà  An", "Hoà\u{A0}An", "Hoa\u{300} An"][..],
            &["Cư M’gar", "Cư M'gar", "Cư M´gar", "Cư Mʼgar", "Cư Mgar"],
            &["B’ Lao", "B' Lao", "B'Lao"],
            &["Uỷ ban", "Ủy ban"],
            &["Quý", "Qúy"],
            &["Phan Rang - Tháp Chàm", "Phan Rang-Tháp Chàm", "Phan Rang – Tháp Chàm"],
            &["Thôn 1A", "Thôn 1 A"],
            &["Đắk Lắk", "ĐắkLắk", "ĐẮK  LẮK"],
            &["Hoà An", "HoàAn", "HòaAn"],
        ] {
            let keys: Vec<_> = names.iter().map(|name| to_name_key(name)).collect();
            assert!(
                keys.windows(2).all(|pair| pair[0] == pair[1]),
                "{names:?}: {keys:?}"
            );
        }
    }

    #[test]
    fn names_of_two_places_have_two_keys() {
        for (one, other) in [
            ("Hòa An", "Hóa An"),
            ("Thôn 1 2", "Thôn 12"),
            ("Tân An", "Tấn An"),
            ("Mỹ An", "Mĩ An"),
            ("Đông An", "Dông An"),
            ("Ô Môn", "Ơ Môn"),
            ("Má Hà", "Mà Há"),
            ("MáHà", "MàHá"),
            ("Hoà An", "Hoa Àn"),
        ] {
            assert_ne!(to_name_key(one), to_name_key(other), "{one}, {other}");
        }
    }

    proptest! {
        #[test]
        fn blanks_around_a_name_do_not_matter(name in any::<String>()) {
            prop_assert_eq!(to_name_key(&format!("\u{A0} {name} ")), to_name_key(&name));
        }
    }
}
