//! In what two spellings of one name differ, in words: on the screen they look the same.

use unicode_normalization::UnicodeNormalization;

use super::clean::clean;
use super::name::{is_apostrophe, is_dash, is_tone_mark, to_name_key};

/// In what two names differ that a reader takes for one: `chỉ khác chỗ đặt dấu huyền: “oà”
/// và “òa”`. `None` where they are the same text, or look like two names.
#[must_use]
pub fn describe_name_difference(one: &str, other: &str) -> Option<String> {
    if one == other {
        return None;
    }
    if to_name_key(one) != to_name_key(other) {
        return describe_look_alike(one, other).map(|words| format!("khác {words}"));
    }
    let differences = [
        describe_tones(one, other),
        describe_signs(one, other, "dấu nháy", is_apostrophe),
        describe_signs(one, other, "dấu gạch", is_dash),
        describe_blanks(one, other),
        describe_capitals(one, other),
    ];
    let differences: Vec<_> = differences.into_iter().flatten().collect();
    Some(match differences[..] {
        [] => "chỉ khác ký tự không nhìn thấy".to_owned(),
        _ => format!("chỉ khác {}", differences.join(", ")),
    })
}

/// `có phải là “Hòa An”?`, with what differs where that is not to be seen.
#[must_use]
pub fn suggest_name(typed: &str, known: &str) -> String {
    match describe_name_difference(typed, known) {
        Some(words) => format!("có phải là “{known}”? ({words})"),
        None => format!("có phải là “{known}”?"),
    }
}

/// A name without what [`describe_signs`] and [`describe_blanks`] look at, in small
/// letters.
fn keep_letters(name: &str) -> String {
    let small = clean(&name.to_lowercase());
    small.chars().filter(|c| c.is_alphanumeric() && !is_apostrophe(*c)).collect()
}

/// Where a tone mark stands on another letter of the word.
fn describe_tones(one: &str, other: &str) -> Option<String> {
    let [one, other] = [one, other].map(keep_letters);
    let (one, other) = cut_common_ends(&one, &other)?;
    // Of several words that differ the first is enough: up to where the letters agree
    // again the tone has been met on both sides.
    let (one, other) = cut_first_change(&one, &other);
    let tone = one.nfd().chain(other.nfd()).find_map(name_tone)?;
    Some(format!("chỗ đặt {tone}: “{one}” và “{other}”"))
}

fn name_tone(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{300}' => "dấu huyền",
        '\u{301}' => "dấu sắc",
        '\u{303}' => "dấu ngã",
        '\u{309}' => "dấu hỏi",
        '\u{323}' => "dấu nặng",
        _ => return None,
    })
}

/// Two texts without the letters that they begin and end with alike; `None` where they are
/// the same.
fn cut_common_ends(one: &str, other: &str) -> Option<(String, String)> {
    if one == other {
        return None;
    }
    let [mut one, mut other]: [Vec<char>; 2] =
        [one, other].map(|text| text.chars().collect());
    for _ in 0..2 {
        let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
        one.drain(..same);
        other.drain(..same);
        one.reverse();
        other.reverse();
    }
    Some((one.into_iter().collect(), other.into_iter().collect()))
}

/// The first letters of two texts of one key in which a tone mark moves: as many as have
/// equally many tone marks on both sides.
fn cut_first_change(one: &str, other: &str) -> (String, String) {
    let [mut shown, mut shown_other] = [String::new(), String::new()];
    let mut balance = 0_i32;
    for (a, b) in one.chars().zip(other.chars()) {
        shown.push(a);
        shown_other.push(b);
        balance += count_tones(a) - count_tones(b);
        if balance == 0 {
            break;
        }
    }
    (shown, shown_other)
}

fn count_tones(c: char) -> i32 {
    i32::from(std::iter::once(c).nfd().any(is_tone_mark))
}

/// Which signs of a kind stand in one name and which in the other.
fn describe_signs(
    one: &str,
    other: &str,
    kind: &str,
    is_sign: fn(char) -> bool,
) -> Option<String> {
    let [one, other]: [Vec<char>; 2] =
        [one, other].map(|name| name.chars().filter(|c| is_sign(*c)).collect());
    let mut pairs = one.iter().zip(&other);
    if let Some((a, b)) = pairs.find(|(a, b)| a != b) {
        return Some(format!("{kind}: {} và {}", show_char(*a), show_char(*b)));
    }
    let more = if one.len() > other.len() { &one } else { &other };
    let sign = more.get(one.len().min(other.len()))?;
    Some(format!("{kind}: một bên không có {}", show_char(*sign)))
}

/// In which blanks two names differ.
fn describe_blanks(one: &str, other: &str) -> Option<String> {
    let [one, other] = [one, other].map(list_blanks);
    if one == other {
        return None;
    }
    let differing = one.iter().zip(&other).find(|(a, b)| a != b);
    let (a, b) =
        differing.map_or((one.last(), other.last()), |(a, b)| (Some(a), Some(b)));
    let odd = [a, b].into_iter().flatten().find_map(|run| describe_odd_blank(run));
    let words = odd.unwrap_or("một bên có, một bên không");
    Some(format!("dấu cách: {words}"))
}

/// The blanks of a name: before it, between what is no blank, and behind it.
fn list_blanks(name: &str) -> Vec<String> {
    let mut res = vec![String::new()];
    for c in clean(name).chars() {
        match c.is_whitespace() {
            true => res.last_mut().map(|run| run.push(c)).unwrap_or_default(),
            // Signs have words of their own.
            false if is_apostrophe(c) || is_dash(c) => {}
            false => res.push(String::new()),
        }
    }
    res
}

fn describe_odd_blank(run: &str) -> Option<&'static str> {
    let odd = run.chars().find(|c| *c != ' ');
    match odd {
        Some('\u{A0}' | '\u{202F}') => Some("dấu cách không ngắt"),
        Some('\t') => Some("dấu tab"),
        Some('\n' | '\r') => Some("chỗ xuống dòng"),
        Some(_) => Some("dấu cách lạ"),
        None if run.len() > 1 => Some("hai dấu cách liền nhau"),
        None => None,
    }
}

fn describe_capitals(one: &str, other: &str) -> Option<String> {
    let [one, other] = [one, other].map(|name| {
        let letters = name.nfd().filter(|c| c.is_alphabetic() && !is_apostrophe(*c));
        letters.map(char::is_uppercase).collect::<Vec<_>>()
    });
    (one != other).then(|| "chữ hoa".to_owned())
}

/// The first letter that is another one and looks the same: of another alphabet.
fn describe_look_alike(one: &str, other: &str) -> Option<String> {
    let [one, other]: [Vec<char>; 2] =
        [one, other].map(|name| clean(name).chars().collect());
    if one.len() != other.len() {
        return None;
    }
    let mut differing = one.iter().zip(&other).filter(|(a, b)| a != b);
    let (a, b) = differing.next()?;
    let is_foreign = is_of_another_alphabet(*a) != is_of_another_alphabet(*b);
    let all_foreign =
        differing.all(|(a, b)| is_of_another_alphabet(*a) != is_of_another_alphabet(*b));
    (is_foreign && all_foreign)
        .then(|| format!("ở chữ {} và {}", show_char(*a), show_char(*b)))
}

/// Whether a letter is none of those that Vietnamese is written with.
fn is_of_another_alphabet(c: char) -> bool {
    let is_vietnamese = c.is_ascii()
        || matches!(c, 'đ' | 'Đ')
        || std::iter::once(c).nfd().next().is_some_and(|base| base.is_ascii());
    c.is_alphabetic() && !is_vietnamese
}

/// A character with its number: `’ (U+2019)`.
fn show_char(c: char) -> String {
    format!("{c} (U+{:04X})", u32::from(c))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::*;

    fn words(one: &str, other: &str) -> String {
        describe_name_difference(one, other).unwrap_or_default()
    }

    #[test]
    fn what_differs_is_told_in_words() {
        for (one, other, expected) in [
            ("Hoà An", "Hòa An", "chỉ khác chỗ đặt dấu huyền: “oà” và “òa”"),
            ("Thuỷ Xuân", "Thủy Xuân", "chỉ khác chỗ đặt dấu hỏi: “uỷ” và “ủy”"),
            ("Quý", "Qúy", "chỉ khác chỗ đặt dấu sắc: “uý” và “úy”"),
            ("Hoà Hoá", "Hòa Hóa", "chỉ khác chỗ đặt dấu huyền: “oà” và “òa”"),
            ("Cư M’gar", "Cư M'gar", "chỉ khác dấu nháy: ’ (U+2019) và ' (U+0027)"),
            ("Cư M’gar", "Cư Mgar", "chỉ khác dấu nháy: một bên không có ’ (U+2019)"),
            (
                "Bà Rịa–Vũng Tàu",
                "Bà Rịa-Vũng Tàu",
                "chỉ khác dấu gạch: – (U+2013) và - (U+002D)",
            ),
            ("Tân  An", "Tân An", "chỉ khác dấu cách: hai dấu cách liền nhau"),
            ("Tân\u{A0}An", "Tân An", "chỉ khác dấu cách: dấu cách không ngắt"),
            ("Thôn 1A", "Thôn 1 A", "chỉ khác dấu cách: một bên có, một bên không"),
            ("Tân An", "TÂN AN", "chỉ khác chữ hoa"),
            ("HOÀ AN", "Hòa An", "chỉ khác chỗ đặt dấu huyền: “oà” và “òa”, chữ hoa"),
            ("Tân An", "Tân\u{200B} An", "chỉ khác ký tự không nhìn thấy"),
            ("Thôn A", "Thôn \u{410}", "khác ở chữ A (U+0041) và \u{410} (U+0410)"),
        ] {
            assert_eq!(words(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn of_two_names_nothing_is_said() {
        for (one, other) in
            [("Tân An", "Tân An"), ("Hòa An", "Hóa An"), ("Mỹ An", "Mĩ An"), ("A", "AB")]
        {
            assert_eq!(describe_name_difference(one, other), None, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn two_spellings_of_one_key_always_have_words(
            one in "[HhoòaàuýúyM ’'-]{1,6}",
            other in "[HhoòaàuýúyM ’'-]{1,6}",
        ) {
            if one != other && to_name_key(&one) == to_name_key(&other) {
                let said = words(&one, &other);
                prop_assert!(said.starts_with("chỉ khác "), "{said}");
                prop_assert!(!said.contains("không nhìn thấy"), "{said}");
            }
        }
    }
}
