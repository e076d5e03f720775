//! The order of the Vietnamese alphabet, in which lists of names stand.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization as _;

/// The letters in their order; each with its own marks, without the tone.
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The tones in their order, after none: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Marks that make a letter of its own.
const MARKS: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];

/// What a character weighs: its letter first, its tone where all letters are alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Letter {
    /// Between words: a shorter name stands before a longer one that begins with it.
    Space,
    /// A number, whole: `Tổ 2` before `Tổ 10`.
    Number(usize, String),
    /// One of the alphabet, by its place.
    Known(usize),
    /// A sign or a letter of another alphabet: after all of the known ones.
    Other(char),
}

/// Compares two names by the Vietnamese alphabet: letters first (`a` before `ă` before
/// `â`), then tones (none, huyền, hỏi, ngã, sắc, nặng), then small letters before
/// capitals. Numbers within compare as numbers.
#[must_use]
pub fn compare_names(a: &str, b: &str) -> Ordering {
    let (left, right) = (weigh_letters(a), weigh_letters(b));
    left.cmp(&right).then_with(|| b.cmp(a))
}

/// The letters of a text and, letter by letter, its tones (0 is none). A text is taken
/// apart first, so that it is weighed alike whichever way its marks are typed: a mark that
/// makes a letter of its own (`ă`, `ơ`) is put back on its letter, a tone is kept aside.
fn weigh_letters(text: &str) -> (Vec<Letter>, Vec<usize>) {
    let mut letters = Vec::new();
    let mut tones = Vec::new();
    let mut chars = text.trim().nfd().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        if let Some(tone) = TONES.iter().position(|t| *t == c) {
            if let Some(last) = tones.last_mut() {
                *last = tone + 1;
            }
            continue;
        }
        // The tone may stand before the mark of the letter.
        let mut base = c;
        let mut tone = 0;
        while let Some(mark) = chars.next_if(|m| MARKS.contains(m) || TONES.contains(m)) {
            match TONES.iter().position(|t| *t == mark) {
                Some(index) => tone = index + 1,
                None => base = [base, mark].into_iter().nfc().next().unwrap_or(base),
            }
        }
        if c.is_ascii_digit() {
            let mut digits = String::from(c);
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let digits = digits.trim_start_matches('0').to_owned();
            letters.push(Letter::Number(digits.len(), digits));
        } else if base.is_whitespace() {
            letters.push(Letter::Space);
        } else {
            let place = LETTERS.chars().position(|l| l == base);
            letters.push(place.map_or(Letter::Other(base), Letter::Known));
        }
        tones.push(tone);
    }
    (letters, tones)
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_alphabet() {
        let sorted = [
            "An",
            "Ăn",
            "Ân",
            "Ba Đình",
            "Ba Vì",
            "Dân Chủ",
            "Đại Từ",
            "Đông Anh",
            "Hà",
            "Hạ",
            "Hà Tràng",
            "Hải Thượng",
            "Hộ",
            "Hồ Sơn",
            "Mai Hà",
            "Mỹ Sơn",
            "Ô Môn",
            "Ơn",
            "Tổ 2",
            "Tổ 10",
            "Tu",
            "Tư",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(compare_names(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    proptest! {
        #[test]
        fn the_order_is_one_order(a in "[aâăđôơư bồộ0-9]{0,6}", b in "[aâăđôơư bồộ0-9]{0,6}") {
            prop_assert_eq!(compare_names(&a, &b), compare_names(&b, &a).reverse());
            prop_assert_eq!(compare_names(&a, &a), Ordering::Equal);
        }
    }
}
