//! Whole numbers in words, as an office writes amounts, and back.

use crate::language::clean::normalize_spaces;

const DIGITS: [&str; 10] =
    ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// The name of 10^9, the highest that has one: above it the names begin again.
const BILLION: u128 = 1_000_000_000;

/// A whole number in words: 1.005.000 → `một triệu không trăm linh năm nghìn`.
///
/// Writes `linh`, `nghìn`, `tỷ`, and `tư`, `mốt`, `lăm` after `mươi`. From 10^18 on `tỷ`
/// is said twice: `một tỷ tỷ`.
pub fn spell_number(n: i128) -> String {
    if n == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = if n < 0 { vec!["âm"] } else { Vec::new() };
    spell_unsigned(n.unsigned_abs(), GroupPosition::First, &mut words);
    words.join(" ")
}

/// Reads a whole number in words, in any case. Besides what [`spell_number`] writes it takes
/// `lẻ`, `ngàn`, `tỉ`, `bốn` after `mươi` and `tư` after `linh`; shortened speech (`hai
/// lăm`, `một triệu hai`) and wrong words (`hai mươi năm`) give `None`.
pub fn read_number_words(text: &str) -> Option<i128> {
    let standard = normalize_words(text);
    let (negative, unsigned) = match standard.strip_prefix("âm ") {
        Some(unsigned) => (true, unsigned),
        None => (false, standard.as_str()),
    };
    let value = i128::try_from(sum_words(unsigned)?).ok()?;
    let value = if negative { -value } else { value };
    // The sum trusts the order of the words; writing it again proves them.
    (spell_number(value) == standard).then_some(value)
}

/// Where a group of three digits stands in its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GroupPosition {
    /// No group before it has a value: zeros at its head are silent.
    First,
    /// A group before it has one: `không trăm` and `linh` hold the empty places.
    Later,
}

/// Adds the words of a number above zero. What stands above a billion is a number of its
/// own, with `tỷ` behind it: so `tỷ tỷ` comes about without a name for 10^18.
fn spell_unsigned(n: u128, position: GroupPosition, words: &mut Vec<&'static str>) {
    let mut position = position;
    if n >= BILLION {
        spell_unsigned(n / BILLION, position, words);
        words.push("tỷ");
        position = GroupPosition::Later;
    }
    for (unit, name) in [(1_000_000, Some("triệu")), (1000, Some("nghìn")), (1, None)]
    {
        let group = (n % BILLION / unit % 1000) as usize;
        if group > 0 {
            spell_group(group, position, words);
            words.extend(name);
            position = GroupPosition::Later;
        }
    }
}

/// A group from 1 to 999.
fn spell_group(group: usize, position: GroupPosition, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let has_hundreds = hundreds > 0 || position == GroupPosition::Later;
    if has_hundreds {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if ones > 0 && has_hundreds => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[ones]),
    }
}

/// The text in the words that [`spell_number`] writes, accepted variants replaced.
fn normalize_words(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let text = normalize_spaces(&text.to_lowercase());
    for word in text.split(' ') {
        words.push(match (words.last().copied(), word) {
            (_, "lẻ") => "linh",
            (_, "ngàn") => "nghìn",
            (_, "tỉ") => "tỷ",
            (Some("mươi"), "bốn") => "tư",
            (Some("linh"), "tư") => "bốn",
            _ => word,
        });
    }
    words.join(" ")
}

/// Adds up words left to right without asking whether their order is right. `None` for
/// an unknown word and for a sum too large.
///
/// `digit` waits for the word that says what it counts, `group` for `nghìn` or `triệu`;
/// `tỷ` multiplies all that was summed before it, which is what `tỷ tỷ` means.
fn sum_words(words: &str) -> Option<u128> {
    let mut total = 0_u128;
    let mut group = 0_u128;
    let mut digit = 0_u128;
    for word in words.split(' ') {
        match word {
            "trăm" => group += std::mem::take(&mut digit).checked_mul(100)?,
            "mươi" => group += std::mem::take(&mut digit).checked_mul(10)?,
            "mười" => group += 10,
            "linh" => {}
            "nghìn" | "triệu" => {
                let unit = if word == "nghìn" { 1000 } else { 1_000_000 };
                let part = std::mem::take(&mut group) + std::mem::take(&mut digit);
                total = total.checked_add(part.checked_mul(unit)?)?;
            }
            "tỷ" => {
                let part = std::mem::take(&mut group) + std::mem::take(&mut digit);
                total = total.checked_add(part)?.checked_mul(BILLION)?;
            }
            _ => digit = read_digit_word(word)?,
        }
    }
    total.checked_add(group + digit)
}

fn read_digit_word(word: &str) -> Option<u128> {
    match word {
        "mốt" => Some(1),
        "tư" => Some(4),
        "lăm" => Some(5),
        _ => DIGITS.iter().position(|digit| *digit == word).map(|value| value as u128),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::Just;
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::prop_oneof;
    use proptest::proptest;

    use super::*;

    /// The worked examples of the norm.
    const EXAMPLES: [(i128, &str); 28] = [
        (0, "không"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (44, "bốn mươi tư"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (304, "ba trăm linh bốn"),
        (521, "năm trăm hai mươi mốt"),
        (1005, "một nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (145_000, "một trăm bốn mươi lăm nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (15_000_000, "mười lăm triệu"),
        (24_500_000, "hai mươi tư triệu năm trăm nghìn"),
        (105_040_000, "một trăm linh năm triệu không trăm bốn mươi nghìn"),
        (
            987_654_321,
            "chín trăm tám mươi bảy triệu sáu trăm năm mươi tư nghìn ba trăm hai mươi mốt",
        ),
        (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
        (2_050_000_000, "hai tỷ không trăm năm mươi triệu"),
        (12_345_000_000, "mười hai tỷ ba trăm bốn mươi lăm triệu"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
        (
            1_234_567_891,
            "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt",
        ),
    ];

    /// Each rule, where it holds and where it must not.
    const RULES: [(&str, i128, &str); 34] = [
        ("không alone is zero", 0, "không"),
        ("the first group has no không trăm", 5, "năm"),
        ("the first group has no không trăm", 45_000, "bốn mươi lăm nghìn"),
        ("a later group has it", 1045, "một nghìn không trăm bốn mươi lăm"),
        ("a later group has it", 1_045_000, "một triệu không trăm bốn mươi lăm nghìn"),
        ("a later group has it", 1_010_000_000, "một tỷ không trăm mười triệu"),
        ("a later group has it", 1_000_000_005, "một tỷ không trăm linh năm"),
        ("a later group has it", 3_002_000_000_000, "ba nghìn không trăm linh hai tỷ"),
        ("an empty group is not said", 7_000_100, "bảy triệu một trăm"),
        ("an empty group is not said", 10_i128.pow(15), "một triệu tỷ"),
        ("linh stands for an empty ten", 909, "chín trăm linh chín"),
        ("linh is not before an empty one", 900, "chín trăm"),
        ("mười is ten", 10, "mười"),
        ("mươi is tens", 20, "hai mươi"),
        ("mươi is tens", 90_000_000, "chín mươi triệu"),
        ("mốt from hai mươi on", 31, "ba mươi mốt"),
        ("mốt from hai mươi on", 91_000_000_000, "chín mươi mốt tỷ"),
        ("một after mười", 11, "mười một"),
        ("một after mười", 511_000, "năm trăm mười một nghìn"),
        ("một after linh", 201, "hai trăm linh một"),
        ("tư from hai mươi on", 94_000, "chín mươi tư nghìn"),
        ("bốn after mười", 14, "mười bốn"),
        ("bốn after mười", 614_000_000, "sáu trăm mười bốn triệu"),
        ("bốn after linh", 1_004_000, "một triệu không trăm linh bốn nghìn"),
        ("lăm after mười", 15_000, "mười lăm nghìn"),
        ("lăm after mươi", 255, "hai trăm năm mươi lăm"),
        ("năm as ten", 50, "năm mươi"),
        ("năm after linh", 805, "tám trăm linh năm"),
        ("năm as hundred", 500_500, "năm trăm nghìn năm trăm"),
        ("âm below zero", -2_021, "âm hai nghìn không trăm hai mươi mốt"),
        ("tỷ again from 10^18", 21 * 10_i128.pow(18), "hai mươi mốt tỷ tỷ"),
        ("tỷ again from 10^18", 10_i128.pow(18) + 4, "một tỷ tỷ không trăm linh bốn"),
        ("tỷ again from 10^18", 10_i128.pow(21), "một nghìn tỷ tỷ"),
        ("tỷ again from 10^18", 10_i128.pow(27), "một tỷ tỷ tỷ"),
    ];

    #[test]
    fn the_examples_of_the_norm_come_out_word_for_word() {
        for (n, text) in EXAMPLES {
            assert_eq!(spell_number(n), text);
            assert_eq!(read_number_words(text), Some(n), "{text}");
        }
    }

    #[test]
    fn each_rule_of_the_words_holds_at_every_place() {
        for (rule, n, text) in RULES {
            assert_eq!(spell_number(n), text, "{rule}");
            assert_eq!(read_number_words(text), Some(n), "{rule}: {text}");
        }
    }

    #[test]
    fn large_and_negative_numbers_have_words() {
        assert_eq!(spell_number(10_i128.pow(18)), "một tỷ tỷ");
        assert_eq!(
            spell_number(10_i128.pow(18) + 5_000_000_000),
            "một tỷ không trăm linh năm tỷ"
        );
        assert_eq!(spell_number(-14), "âm mười bốn");
        assert!(spell_number(i128::MIN).starts_with("âm một trăm bảy mươi"));
    }

    #[test]
    fn accepted_variants_are_read() {
        for (text, n) in [
            ("Một trăm lẻ năm ngàn", 105_000),
            ("hai mươi bốn", 24),
            ("HAI TỈ NĂM TRĂM TRIỆU", 2_500_000_000),
            ("  một   trăm linh tư ", 104),
        ] {
            assert_eq!(read_number_words(text), Some(n), "{text}");
        }
    }

    #[test]
    fn wrong_words_are_refused() {
        for text in [
            "",
            "hai mươi năm",
            "hai lăm",
            "một hai",
            "mươi",
            "trăm",
            "âm không",
            "âm",
            "linh",
            "một nghìn một triệu",
            "không trăm",
            "một trăm lăm",
            "không nghìn một",
            "xã",
            "một nghìn linh năm",
            "năm triệu đồng",
        ] {
            assert_eq!(read_number_words(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_read_back(n in -1_000_000_000_000_000_000_i128..=1_000_000_000_000_000_000) {
            prop_assert_eq!(read_number_words(&spell_number(n)), Some(n));
        }

        #[test]
        fn words_of_round_numbers_read_back(n in 0_i128..1_000_000, zeros in 0_u32..13) {
            let n = n * 10_i128.pow(zeros);
            prop_assert_eq!(read_number_words(&spell_number(n)), Some(n));
        }

        #[test]
        fn words_of_full_and_empty_groups_read_back(
            groups in vec(prop_oneof![Just(0_i128), 1..10_i128, 0..1000_i128], 1..13),
            negative in any::<bool>(),
        ) {
            let n = groups.iter().fold(0, |n, group| n * 1000 + group);
            let n = if negative { -n } else { n };
            prop_assert_eq!(read_number_words(&spell_number(n)), Some(n));
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in any::<String>(),
            words in "((một|năm|tư|mươi|trăm|nghìn|tỷ|linh|âm|không) ){0,40}",
        ) {
            prop_assert!(read_number_words(&text).is_none());
            prop_assert!(read_number_words(&words).is_none_or(|n| read_number_words(&spell_number(n)) == Some(n)));
        }
    }
}
