//! Text without case and marks: how keys and names are compared, and which key was meant.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Bytes of the longest name that is compared with others: comparing takes as many steps
/// as the letters of both multiplied, and nobody is helped by advice on a longer one.
const MAX_LIKE: usize = 500;

/// Names that one is compared with at most. The communes of the country are 3,321.
const MAX_COMPARED: usize = 4_000;

/// Lower case without Vietnamese marks: `Ủy ban Đống Đa` → `uy ban dong da`.
pub fn fold(text: &str) -> String {
    // Nearly every text has nothing but letters of Vietnamese and the signs of a paper.
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match fold_letter(c) {
            Some(folded) => res.push(folded),
            None => return fold_any(text),
        }
    }
    res
}

/// A letter of Vietnamese or a sign without case and mark; `None` for what only a look at
/// its neighbours or at the tables of Unicode can tell.
fn fold_letter(c: char) -> Option<char> {
    let folded = match c {
        '\0'..='@'
        | '['..='\x7f'
        | '–'
        | '—'
        | '“'
        | '”'
        | '‘'
        | '’'
        | '…'
        | '•'
        | '≥'
        | '≤' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Ã' | 'à'..='ã' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'È'..='Ê' | 'è'..='ê' | 'Ẹ'..='ệ' => 'e',
        'Ì' | 'Í' | 'ì' | 'í' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Ò'..='Õ' | 'ò'..='õ' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù' | 'Ú' | 'ù' | 'ú' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'Ỳ'..='ỹ' => 'y',
        'Đ' | 'đ' => 'd',
        _ => return None,
    };
    Some(folded)
}

fn fold_any(text: &str) -> String {
    text.to_lowercase()
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .nfc()
        .collect()
}

/// The key that a heading or a field name stands for: folded, with every run of spaces,
/// hyphens and underscores as one `_`: `Căn cứ`, `can-cu` and `CĂN_CỨ` → `can_cu`.
pub fn to_key(text: &str) -> String {
    // Nearly every key is typed as it is meant.
    if text.split('_').all(is_plain_key_part) {
        return text.to_owned();
    }
    fold(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '_'))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

fn is_plain_key_part(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// The key of `among` that was most likely meant by `wanted`, if any comes near.
///
/// Near is one slip of the finger (letter missing, added, changed, or two swapped), and
/// one more for every six letters; else a key that `wanted`, of three letters or more,
/// begins. Of equally near keys the first in the alphabet is taken, whatever the order
/// of `among`, of which the first 4,000 are looked at. Names of more than 500 bytes are
/// near to none.
pub fn find_nearest<'a>(
    wanted: &str,
    among: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    if wanted.len() > MAX_LIKE {
        return None;
    }
    let wanted = to_key(wanted);
    among
        .take(MAX_COMPARED)
        .filter(|candidate| candidate.len() <= MAX_LIKE)
        .filter_map(|candidate| {
            Some((measure_distance(&wanted, &to_key(candidate))?, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// A longer key is no slip of another: to count its slips would take the square of its
/// letters.
const LONGEST_KEY: usize = 120;

/// How many letters of a key the other does not have: no fewer slips lead from one to the
/// other, whatever their order. It is counted much sooner than slips are.
fn count_other_letters(wanted: &str, candidate: &str) -> usize {
    let mut counts = [0_i32; 128];
    for c in wanted.bytes().filter(u8::is_ascii) {
        counts[usize::from(c)] += 1;
    }
    for c in candidate.bytes().filter(u8::is_ascii) {
        counts[usize::from(c)] -= 1;
    }
    let more: i32 = counts.iter().filter(|count| **count > 0).sum();
    usize::try_from(more).unwrap_or(0)
}

/// How far two keys are apart; a mere beginning ranks after every slip. `None`: too far.
fn measure_distance(wanted: &str, candidate: &str) -> Option<usize> {
    let length = wanted.chars().count();
    let apart = candidate.chars().count().abs_diff(length);
    let most = 1 + length / 6;
    // So many letters must be put in or taken out at least, and behind a beginning no more.
    if apart <= most
        && length <= LONGEST_KEY
        && count_other_letters(wanted, candidate) <= most
    {
        let slips = strsim::damerau_levenshtein(wanted, candidate);
        if slips <= most && slips < length {
            return Some(slips);
        }
    }
    (length >= 3 && candidate.starts_with(wanted)).then_some(length + apart)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    #[test]
    fn letters_that_are_known_fold_as_the_tables_of_unicode_say() {
        for c in '\0'..='\u{ffff}' {
            if let Some(folded) = fold_letter(c) {
                assert_eq!(folded.to_string(), fold_any(&c.to_string()), "{c:?}");
            }
        }
        let known = "aăâbcdđeêghiklmnoôơpqrstuưvxyàạảãáỳỵỷỹýẠẢÃỰỬƯ–“”";
        assert!(known.chars().all(|c| fold_letter(c).is_some()));
    }

    const KEYS: [&str; 7] =
        ["can_cu", "muc_tieu", "nhiem_vu", "phan_cong", "kinh_phi", "phoi_hop", "ma"];

    fn near(wanted: &str) -> Option<&'static str> {
        find_nearest(wanted, KEYS.into_iter())
    }

    #[test]
    fn folding_takes_case_and_marks_away() {
        assert_eq!(fold("ĐẢNG ỦY Xã Quỳnh Đôi"), "dang uy xa quynh doi");
        assert_eq!(fold("ấ ẵ ợ ữ ỷ đ ê"), "a a o u y d e");
    }

    #[test]
    fn a_key_may_be_typed_with_marks_spaces_and_hyphens() {
        for typed in
            ["Căn cứ", "can-cu", "CĂN_CỨ", " căn  cứ ", "can - cu", "ca\u{306}n cứ"]
        {
            assert_eq!(to_key(typed), "can_cu", "{typed}");
        }
    }

    #[test]
    fn the_nearest_key_is_found() {
        assert_eq!(near("nhiem_vụ"), Some("nhiem_vu"));
        assert_eq!(near("nhem_vu"), Some("nhiem_vu"));
        assert_eq!(near("kihn phí"), Some("kinh_phi"));
        assert_eq!(near("phoi"), Some("phoi_hop"));
        assert_eq!(near("mas"), Some("ma"));
    }

    #[test]
    fn what_is_far_from_every_key_gets_no_advice() {
        assert_eq!(near("quoc_hieu"), None);
        assert_eq!(near("x"), None);
        assert_eq!(near(""), None);
    }

    #[test]
    fn a_very_long_name_is_near_to_none() {
        let long = "a".repeat(MAX_LIKE);
        assert_eq!(find_nearest(&long, [long.as_str()].into_iter()), Some(&*long));
        let longer = format!("{long}a");
        assert_eq!(find_nearest(&longer, [longer.as_str()].into_iter()), None);
        assert_eq!(find_nearest("aaa", [longer.as_str()].into_iter()), None);
    }

    #[test]
    fn the_order_of_the_keys_does_not_matter() {
        let there = find_nearest("cat", ["bat", "rat"].into_iter());
        let back = find_nearest("cat", ["rat", "bat"].into_iter());
        assert_eq!((there, back), (Some("bat"), Some("bat")));
    }

    proptest! {
        #[test]
        fn leaving_out_what_is_too_far_apart_changes_nothing(
            wanted in "[abđ]{0,14}",
            candidate in "[abcđ]{0,14}",
        ) {
            let length = wanted.chars().count();
            let slips = strsim::damerau_levenshtein(&wanted, &candidate);
            let near = slips <= 1 + length / 6 && slips < length;
            let begun = length >= 3 && candidate.starts_with(&wanted);
            let plain = near.then_some(slips).or(begun.then_some(length + slips));
            prop_assert_eq!(measure_distance(&wanted, &candidate), plain);
        }

        #[test]
        fn a_key_is_its_own_key(text in any::<String>()) {
            let once = to_key(&text);
            prop_assert_eq!(to_key(&once), once);
        }

        #[test]
        fn nearest_gives_a_key_of_the_list_for_any_text(text in any::<String>()) {
            prop_assert!(near(&text).is_none_or(|found| KEYS.contains(&found)));
        }
    }
}
