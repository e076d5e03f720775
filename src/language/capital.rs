//! Capitals of Vietnamese text.

use unicode_normalization::UnicodeNormalization as _;

use super::fold::fold;
use super::letter::from_roman;
use super::syllable::is_syllable;

/// The text in capitals: `Kế hoạch năm 2023` → `KẾ HOẠCH NĂM 2023`.
pub fn to_capitals(text: &str) -> String {
    text.to_uppercase()
}

/// Whether a name is typed in capitals throughout: `ĐẠI VIỆT`. Abbreviations (`UBND`, `TP`)
/// are no names in capitals: they have no tones, and few of them are syllables. So a
/// word with a tone is one, and so are two syllables side by side.
pub fn is_in_capitals(name: &str) -> bool {
    if name.chars().any(char::is_lowercase) {
        return false;
    }
    let mut is_behind_one = false;
    for word in name.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_one = is_whole_syllable(bare);
        if has_tone(bare) || is_one && is_behind_one && word.starts_with(bare) {
            return true;
        }
        is_behind_one = is_one && word.ends_with(bare);
    }
    false
}

/// The same of a place, which is an abbreviation only where it has no vowel (`TP. HCM`).
pub fn is_place_in_capitals(place: &str) -> bool {
    !place.chars().any(char::is_lowercase) && place.split(' ').any(has_vowel)
}

/// Whether a word of two letters or more can be spoken.
fn has_vowel(word: &str) -> bool {
    word.chars().nth(1).is_some() && fold(word).contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Whether a word is a syllable of two letters or more, and no Roman numeral.
fn is_whole_syllable(word: &str) -> bool {
    word.chars().nth(1).is_some() && from_roman(word).is_none() && is_syllable(word)
}

/// Whether a word of two letters or more bears one of the five marks of tones.
fn has_tone(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.nfd().any(|c| {
            matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
        })
}

/// Whether a text begins with some small letters, its own being small or capital.
pub fn has_small_start(text: &str, wanted: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    wanted.chars().all(|letter| letters.next() == Some(letter))
}

/// Whether a text says what another does in small letters with single spaces.
pub fn is_small_form(text: &str, small: &str) -> bool {
    let mut letters = small.chars();
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 && letters.next() != Some(' ') {
            return false;
        }
        if !word.chars().flat_map(char::to_lowercase).all(|c| letters.next() == Some(c)) {
            return false;
        }
    }
    letters.next().is_none()
}

/// The text with its first letter as a capital, quotes and brackets before it skipped:
/// `(năm triệu đồng)` → `(Năm triệu đồng)`. A text that begins with a figure stays.
pub fn capitalize_first(text: &str) -> String {
    replace_first_letter(text, |letter, _| letter.to_uppercase().collect())
}

/// The text with its first letter small: `Ủy ban` → `ủy ban`. An abbreviation
/// (`UBND xã`), a text beginning with two capitals, stays.
pub fn lower_first(text: &str) -> String {
    replace_first_letter(text, |letter, after| {
        if after.chars().next().is_some_and(char::is_uppercase) {
            letter.to_string()
        } else {
            letter.to_lowercase().collect()
        }
    })
}

fn replace_first_letter(text: &str, change: impl Fn(char, &str) -> String) -> String {
    let Some((start, letter)) = text.char_indices().find(|(_, c)| c.is_alphanumeric())
    else {
        return text.to_owned();
    };
    let after = &text[start + letter.len_utf8()..];
    format!("{}{}{after}", &text[..start], change(letter, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    const SMALL: &str = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộ\
                         ơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz";
    const LARGE: &str = "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘ\
                         ƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ";

    #[test]
    fn small_letters_are_compared_as_they_stand() {
        assert!(has_small_start("TỔNG CỘNG", "tổng") && !has_small_start("Tổ", "tổng"));
        for (text, small) in [("Tên  ĐƠN\u{A0}vị\n", "tên đơn vị"), ("", ""), (" ", "")]
        {
            assert!(is_small_form(text, small), "{text}");
        }
        for (text, small) in [("Thôn Hạ", "thôn"), ("Thôn", "thôn hạ"), ("a b", "ab")]
        {
            assert!(!is_small_form(text, small), "{text}");
        }
    }

    #[test]
    fn a_name_in_capitals_is_known_from_abbreviations() {
        for name in
            ["ĐẠI VIỆT", "HUẾ", "LONG AN", "ĐẮK LẮK", "UBND XÃ KIM LIÊN", "(CÁC THÔN)"]
        {
            assert!(is_in_capitals(name) && is_place_in_capitals(name), "{name}");
        }
        for name in [
            "UBND",
            "HĐND, UBND",
            "VNPT",
            "TP",
            "TP. HCM",
            "VT, VHXH",
            "CA, QS",
            "TƯ, TU, HU",
            "Đại Việt",
            "BAN QLDA",
            "VI",
            "KHTC - BAN",
            "",
            "2026",
            "A",
            "VT, BCĐ",
        ] {
            assert!(!is_in_capitals(name), "{name}");
        }
        assert!(is_place_in_capitals("VINH") && is_place_in_capitals("SA PA"));
        assert!(!is_place_in_capitals("TP. HCM") && !is_place_in_capitals("TPHCM"));
        assert!(!is_place_in_capitals("Vinh"));
    }

    #[test]
    fn every_vietnamese_letter_has_its_capital() {
        assert_eq!(to_capitals(SMALL), LARGE);
    }

    #[test]
    fn the_first_letter_is_found_behind_quotes_and_brackets() {
        assert_eq!(capitalize_first("đồng chí"), "Đồng chí");
        assert_eq!(capitalize_first("(“ủy ban”)"), "(“Ủy ban”)");
        assert_eq!(capitalize_first("5 triệu"), "5 triệu");
        assert_eq!(capitalize_first(""), "");
        assert_eq!(capitalize_first("…"), "…");
    }

    #[test]
    fn an_abbreviation_keeps_its_capitals() {
        assert_eq!(lower_first("Ủy ban nhân dân"), "ủy ban nhân dân");
        assert_eq!(lower_first("Ở địa phương"), "ở địa phương");
        assert_eq!(lower_first("UBND xã"), "UBND xã");
    }

    proptest! {
        #[test]
        fn a_capital_taken_back_gives_the_text(text in "[a-zàđếưỷ ]{0,20}") {
            prop_assert_eq!(lower_first(&capitalize_first(&text)), text);
        }

        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            prop_assert_eq!(capitalize_first(&capitalize_first(&text)), capitalize_first(&text));
            prop_assert_eq!(lower_first(&text).is_empty(), text.is_empty());
        }
    }
}
