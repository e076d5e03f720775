//! Further names of totals: with a word of another tongue, a mark too few, and the sums
//! that are carried from page to page.

use crate::language;

use super::total_name::{NameKind, classify_name};

/// Names of totals, without marks; none of them is that of a place.
const TOTALS: [&str; 12] = [
    "tong cong",
    "tat ca",
    "toan the",
    "total",
    "grand total",
    "sum",
    "t/so",
    "t.so",
    "t/cong",
    "tong/cong",
    "cong tong",
    "so tong cong",
];

/// How sums begin that are carried from page to page, without marks.
const CARRIED: [&str; 15] = [
    "mang sang",
    "chuyen sang",
    "cong mang sang",
    "cong chuyen",
    "so mang sang",
    "so chuyen sang",
    "tong mang sang",
    "cong trang",
    "tong trang",
    "tong cong trang",
    "so trang truoc",
    "trang truoc",
    "luy ke",
    "cong luy ke",
    "tong luy ke",
];

/// What a name says that the grammar of totals does not know.
pub(super) fn classify_variant(name: &str) -> Option<NameKind> {
    if name.len() > 80 || !is_possible_variant(name) {
        return None;
    }
    let folded = language::fold(&language::normalize_spaces(name));
    let folded = folded.trim_matches([':', '.', ' ', '…', '=', '*', '-', '(', ')']);
    let is_carried = CARRIED.iter().any(|words| {
        let rest = folded.strip_prefix(words);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if is_carried && !is_place(name) {
        return Some(NameKind::Part);
    }
    (TOTALS.contains(&folded) || is_whole_count(folded) || is_doubled(name))
        .then_some(NameKind::Total)
}

/// Whether the first two letters are those of some name here. Nearly every row of a sheet
/// is asked, and most names of villages begin with `Th`.
fn is_possible_variant(name: &str) -> bool {
    let mut letters = name.trim_start().chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else {
        return false;
    };
    let second = || language::fold(second.encode_utf8(&mut [0; 4]));
    match first.to_ascii_lowercase() {
        't' => matches!(second().as_str(), "o" | "a" | "r" | "/" | "."),
        'm' => second() == "a",
        'c' => matches!(second().as_str(), "o" | "a" | "h"),
        's' => matches!(second().as_str(), "o" | "u"),
        'l' => second() == "u",
        'g' => second() == "r",
        _ => false,
    }
}

/// `Cả 3 thôn`.
fn is_whole_count(folded: &str) -> bool {
    let words: Vec<_> = folded.split(' ').collect();
    let ["ca", number, level] = words[..] else { return false };
    number.len() <= 3
        && number.bytes().all(|b| b.is_ascii_digit())
        && matches!(
            level,
            "thon"
                | "xom"
                | "ban"
                | "ap"
                | "khu"
                | "to"
                | "xa"
                | "phuong"
                | "huyen"
                | "don"
                | "truong"
        )
}

/// `Tổng cộng/Toàn xã`.
fn is_doubled(name: &str) -> bool {
    name.split_once('/').is_some_and(|(one, other)| {
        [one, other].iter().all(|part| classify_name(part) == NameKind::Total)
    })
}

/// Whether each word has a capital and others do not: `Lũy Kế`.
fn is_place(name: &str) -> bool {
    let mut words = name.split_whitespace();
    name.chars().any(char::is_lowercase)
        && words.all(|word| word.starts_with(char::is_uppercase))
}

/// Things that are counted, behind `Tổng`: in capitals they alone tell it from a place.
const COUNTED: [&str; 24] = [
    "số", "hợp", "diện", "dân", "hộ", "kinh", "vốn", "khẩu", "nhân", "lao", "sản", "thu",
    "chi", "mức", "tiền", "nguồn", "lượng", "dự", "ngân", "đầu", "nợ", "đàn", "nhu",
    "các",
];

/// Words behind `Tổng`, `Cộng`, `Toàn` that make a body or a deed of it: `Tổng công ty`,
/// `Cộng đồng`, `Tổng kết mô hình`.
const NO_SUMS: [&str; 18] = [
    "công", "cục", "hội", "kho", "đài", "bí", "thư", "giám", "kết", "thanh", "phụ",
    "điều", "vệ", "duyệt", "rà", "đồng", "tác", "dân",
];

/// Whether a name begins like that of a total and goes on in small letters; in capitals,
/// with what is counted.
pub(super) fn is_like_total(name: &str, words: &[&str]) -> bool {
    const MOST_WORDS: usize = 3;
    let is_capital = !name.chars().any(char::is_lowercase);
    let second = name.split_whitespace().nth(1).unwrap_or_default();
    let is_small = second.starts_with(char::is_lowercase);
    let words: Vec<_> = words.iter().map(|w| w.trim_end_matches([',', ';'])).collect();
    match words[..] {
        ["chung"] | ["tính", "chung", ..] => true,
        ["tổng", "hợp"] | ["cộng", "dồn", ..] => is_small || is_capital,
        ["tổng", "hợp", ..] => false,
        ["tổng", second, ..] if COUNTED.contains(&second) => is_small || is_capital,
        ["tổng" | "cộng", second, ..] => is_small && !NO_SUMS.contains(&second),
        ["toàn" | "cả", second, ..] => {
            is_small && words.len() <= MOST_WORDS && !NO_SUMS.contains(&second)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_known() {
        for name in [
            "Tổng công",
            "TÔNG CỘNG",
            "Tất cả:",
            "Toàn thể",
            "Total",
            "T/số",
            "Cả 3 thôn",
            "Tổng cộng/Toàn xã",
        ] {
            assert_eq!(classify_variant(name), Some(NameKind::Total), "{name}");
        }
        for name in ["Cộng mang sang", "Mang sang", "Cộng trang 1", "Lũy kế từ đầu năm"]
        {
            assert_eq!(classify_variant(name), Some(NameKind::Part), "{name}");
        }
        for name in [
            "Tất Thắng",
            "Mang Yang",
            "Cộng Hòa",
            "Tông Cọ",
            "Mang Sang",
            "Cả 3 bên",
            "Tổng/Hạ",
        ] {
            assert_eq!(classify_variant(name), None, "{name}");
        }
    }
}
