//! What stands before items and is no figure: điểm letters, Roman numerals, bullets.

/// The letters of điểm in their order: the Vietnamese alphabet without `ă â ê ô ơ ư`, and
/// without `f j w z`.
const DIEM: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r",
    "s", "t", "u", "v", "x", "y",
];

const ROMAN: [(usize, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Above this a Roman numeral would need signs that keyboards do not have.
const ROMAN_MAX: usize = 3999;

/// Whether it is a bullet as Word and other programs set one before an item.
#[must_use]
pub fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '●' | '○' | '◦' | '▪' | '■' | '▫' | '□' | '‣' | '➢' | '➤')
}

/// The letter of the `n`th điểm, from 1. `None` for 0 and after `y`: the decree knows no
/// twenty-fourth điểm.
pub fn to_diem(n: usize) -> Option<&'static str> {
    DIEM.get(n.checked_sub(1)?).copied()
}

/// The place of a điểm letter, from 1: `đ` → 5. Capitals are no điểm letters.
pub fn from_diem(letter: &str) -> Option<usize> {
    DIEM.iter().position(|known| *known == letter).map(|index| index + 1)
}

/// `n` as a Roman numeral; 0, and what is above 3999, in figures.
pub fn to_roman(n: usize) -> String {
    if n == 0 || n > ROMAN_MAX {
        return n.to_string();
    }
    let mut remaining = n;
    let mut text = String::new();
    for (value, sign) in ROMAN {
        while remaining >= value {
            text.push_str(sign);
            remaining -= value;
        }
    }
    text
}

/// The value of a Roman numeral in capitals, written as [`to_roman`] writes it: `IIII` and
/// `iv` are none.
pub fn from_roman(text: &str) -> Option<usize> {
    let mut unread = text;
    let mut value = 0;
    for (step, sign) in ROMAN {
        while let Some(shorter) = unread.strip_prefix(sign) {
            value += step;
            unread = shorter;
        }
    }
    // Writing the value again refuses what adds up and is written in no order: `IIX`.
    (unread.is_empty() && (1..=ROMAN_MAX).contains(&value) && to_roman(value) == text)
        .then_some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::proptest;

    use super::*;

    #[test]
    fn diem_letters_follow_the_vietnamese_alphabet() {
        let all: Vec<_> = (1..).map_while(to_diem).collect();
        assert_eq!(all.join(" "), "a b c d đ e g h i k l m n o p q r s t u v x y");
        assert_eq!((to_diem(0), to_diem(24)), (None, None));
    }

    #[test]
    fn every_diem_letter_knows_its_place() {
        for n in 1..=23 {
            assert_eq!(to_diem(n).and_then(from_diem), Some(n));
        }
        for other in ["f", "j", "w", "z", "ă", "A", "", "ab"] {
            assert_eq!(from_diem(other), None, "{other}");
        }
    }

    #[test]
    fn roman_numerals_are_written_as_taught() {
        let cases =
            [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")];
        for (n, text) in cases {
            assert_eq!(to_roman(n), text);
        }
        assert_eq!((to_roman(0), to_roman(4000)), ("0".to_owned(), "4000".to_owned()));
    }

    #[test]
    fn every_roman_numeral_reads_back_and_odd_ones_do_not() {
        for n in 1..=ROMAN_MAX {
            assert_eq!(from_roman(&to_roman(n)), Some(n));
        }
        for odd in ["", "IIII", "VX", "iv", "IC", "0", "V ", "MMMM"] {
            assert_eq!(from_roman(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            prop_assert!(from_roman(&text).is_none_or(|n| to_roman(n) == text));
            prop_assert!(from_diem(&text).is_none_or(|n| to_diem(n) == Some(text.as_str())));
        }
    }
}
