//! What the name of a row says of it: that it is the total, the sum of a group, or neither.
//!
//! A small grammar and no list of names: offices write `Tổng cộng (I+II)`, `CỘNG CHUNG`,
//! `Cả huyện`. Each word must be one of a total; a proper name behind `Cộng` or `Toàn` is
//! that of a place: Cộng Hòa, Toàn Thắng and Tổng Cọt are communes.

use crate::language;

use super::raw_cell::{CellContent, RawCell};
use super::total_variants::{classify_variant, is_like_total};

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// The total of the table: `Tổng cộng`, `Cả huyện`.
    Total,
    /// The sum of a part of it: `Cộng I`, `Cộng huyện A`, `Tổng vùng thấp`.
    Part,
    /// So many units: `3 xã`. A total only where it adds up.
    Count,
    /// Begins like a total and goes on in small letters, as no name of a place does: `Tổng
    /// số hộ`, `Tính chung`. What it is its figures say, or a question.
    Like,
    /// Anything else.
    Other,
}

/// Words for the level of a unit, longer ones first.
const LEVELS: [&[&str]; 38] = [
    &["tổ", "dân", "phố"],
    &["thành", "phố"],
    &["thị", "trấn"],
    &["thị", "xã"],
    &["đặc", "khu"],
    &["khu", "phố"],
    &["khu", "vực"],
    &["đơn", "vị"],
    &["địa", "phương"],
    &["địa", "bàn"],
    &["tỉnh"],
    &["huyện"],
    &["quận"],
    &["xã"],
    &["phường"],
    &["thôn"],
    &["xóm"],
    &["bản"],
    &["ấp"],
    &["khu"],
    &["buôn"],
    &["làng"],
    &["tổ"],
    &["khóm"],
    &["trường"],
    &["ngành"],
    &["vùng"],
    &["miền"],
    &["năm"],
    &["nước"],
    &["khối"],
    &["cụm"],
    &["cấp"],
    &["tp"],
    &["tp."],
    &["tt"],
    &["tt."],
    &["tx"],
];

/// Words before what names a part of a table and no unit: `Cộng mục I`.
const PARTS: [&[&str]; 11] = [
    &["tiểu", "khu"],
    &["dự", "án"],
    &["nhóm"],
    &["mục"],
    &["phần"],
    &["loại"],
    &["quý"],
    &["tháng"],
    &["đợt"],
    &["nguồn"],
    &["tiểu", "vùng"],
];

/// How names of totals begin, numerals apart.
const FIRST_WORDS: [&str; 11] =
    ["tổng", "cộng", "toàn", "cả", "tiểu", "chung", "tính", "tong", "cong", "toan", "tc"];

/// Totals that are known without their marks too: `Tong cong`. `Cong` may be the hamlet
/// Cống, so one word alone is none.
const FOLDED: [&str; 23] = [
    "tong so",
    "tong chung",
    "cong chung",
    "toan bo",
    "toan tinh",
    "toan xa",
    "toan huyen",
    "toan phuong",
    "toan thanh pho",
    "toan thi xa",
    "toan quan",
    "tong toan tinh",
    "tong toan huyen",
    "tong toan xa",
    "cong toan tinh",
    "cong toan huyen",
    "cong toan xa",
    "tong cong toan tinh",
    "tong cong toan huyen",
    "tong cong toan xa",
    "tong so toan huyen",
    "tong so toan xa",
    "tong so toan tinh",
];

/// Whether a name is that of the total row of a table. `label` is what the form calls it,
/// in small letters with single spaces.
pub(super) fn is_total_name(name: &str, label: Option<&str>) -> bool {
    is_label(name, label) || classify_name(name) == NameKind::Total
}

/// Whether a name is what the form calls the total.
pub(super) fn is_label(name: &str, label: Option<&str>) -> bool {
    label.is_some_and(|label| language::is_same_name(strip_end(name.trim()), label))
}

/// What a cell says of its row. A figure of a sheet says nothing.
pub(super) fn classify_cell(raw: RawCell<'_>) -> NameKind {
    match raw.content() {
        CellContent::Number(_) | CellContent::Date(_) => NameKind::Other,
        _ => classify_name(&raw.text()),
    }
}

/// What a name says of its row.
pub(super) fn classify_name(name: &str) -> NameKind {
    const MOST_CHARS: usize = 80;
    if let Some(kind) = classify_variant(name) {
        return kind;
    }
    // Most names differ in their first letter.
    if !is_possible_total(name) || name.chars().count() > MOST_CHARS {
        return NameKind::Other;
    }
    if matches!(strip_end(strip_brackets(name.trim())), "TC" | "T.C" | "T/C") {
        return NameKind::Total;
    }
    let small = to_small(name);
    let bare = strip_numeral(strip_expression(strip_end(strip_brackets(&small))));
    let words: Vec<_> = bare.split(' ').filter(|word| !word.is_empty()).collect();
    match classify_words(bare, &words) {
        NameKind::Other if is_like_total(name, &words) => NameKind::Like,
        kind => kind,
    }
}

/// What a name says by its words, in small letters.
fn classify_words(bare: &str, words: &[&str]) -> NameKind {
    if is_count(words) {
        return NameKind::Count;
    }
    if bare.is_ascii() && FOLDED.contains(&bare) {
        return NameKind::Total;
    }
    match words.split_first() {
        Some((&"tổng", rest)) => classify_sum(skip_first(rest, &["cộng", "số"]), rest),
        Some((&"cộng", rest)) => classify_sum(skip_first(rest, &["tổng"]), rest),
        Some((&"tiểu", ["cộng"])) => NameKind::Part,
        Some((&("toàn" | "cả"), rest)) => classify_whole(rest),
        _ => NameKind::Other,
    }
}

/// Whether a name may begin like that of a total at all: with one of the words, a number or
/// a numeral. Nearly every cell of a sheet is asked, so nothing is made of its text.
fn is_possible_total(name: &str) -> bool {
    let trimmed = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = trimmed.chars().next() else { return false };
    if first.is_ascii_digit() {
        return trimmed.contains(char::is_alphabetic);
    }
    if !matches!(first, 'A'..='H' | 'I' | 'V' | 'X' | 'T' | 't' | 'c') {
        return false;
    }
    let word = trimmed.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.len() == 1
        || word.bytes().all(|b| b"IVXLCDMivxlcdm".contains(&b))
        || FIRST_WORDS.iter().any(|wanted| language::has_small_start(word, wanted))
}

fn to_small(name: &str) -> String {
    language::normalize_spaces(name).to_lowercase()
}

/// Without the signs at the end: `Cộng:`, `Tổng số …`.
fn strip_end(name: &str) -> &str {
    name.trim_matches([':', '.', ' ', '…', ';', '=', '*', '-', '–', '+', '"', '“', '”'])
}

/// Without what stands in brackets at the end: `Tổng cộng (I+II)`.
fn strip_brackets(name: &str) -> &str {
    let mut res = strip_end(name);
    for (open, close) in [('(', ')'), ('[', ']'), ('(', ')')] {
        if let Some(inside) = res.strip_suffix(close)
            && let Some((before, _)) = inside.split_once(open)
        {
            res = strip_end(before);
        }
    }
    res
}

/// Without a sum of numerals at the end: `tổng cộng = i + ii`, `tổng cộng a+b`.
fn strip_expression(name: &str) -> &str {
    if let Some((before, after)) = name.split_once(['=', ':'])
        && after.split(['+', ' ', ',']).all(is_numeral)
    {
        return strip_end(before);
    }
    let Some((before, _)) = name.split_once('+') else { return name };
    // The first numeral stands before the sign.
    let start = before.trim_end().rfind(' ').unwrap_or(0);
    if name[start..].split(['+', ' ']).all(is_numeral) {
        strip_end(&name[..start])
    } else {
        name
    }
}

/// Without a numeral before the name: `a. tổng số`.
fn strip_numeral(name: &str) -> &str {
    match name.split_once(['.', ')', '/', '-']) {
        Some((numeral, rest)) if !numeral.is_empty() && is_numeral(numeral.trim()) => {
            rest.trim_start()
        }
        _ => name,
    }
}

/// `i`, `iv`, `a`, `12`, or nothing.
fn is_numeral(text: &str) -> bool {
    text.is_empty()
        || text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
        || text.len() == 1 && text.bytes().all(|b| b.is_ascii_lowercase())
        || language::from_roman(&text.to_uppercase()).is_some()
}

/// The words behind the first, where it is one of these.
fn skip_first<'w, 'a>(words: &'w [&'a str], skipped: &[&str]) -> &'w [&'a str] {
    match words {
        [first, rest @ ..] if skipped.contains(first) => rest,
        _ => words,
    }
}

/// What stands behind `tổng`, `cộng` and what belongs to them; `all` has those too.
fn classify_sum(words: &[&str], all: &[&str]) -> NameKind {
    // `Tổng số thôn` counts hamlets.
    let counts_units = all.first() == Some(&"số");
    match words {
        [] => NameKind::Total,
        ["chung"] | ["toàn", "bộ"] => NameKind::Total,
        ["chung" | "của" | "trên" | "trong", rest @ ..] => match rest {
            ["toàn" | "cả", rest @ ..] => classify_whole(rest),
            _ => NameKind::Other,
        },
        ["toàn" | "cả", rest @ ..] => classify_whole(rest),
        ["các", rest @ ..] | ["tất", "cả", "các", rest @ ..] if !counts_units => {
            match split_level(rest, &LEVELS) {
                Some([]) => NameKind::Total,
                Some(_) => NameKind::Part,
                None => NameKind::Other,
            }
        }
        [number, rest @ ..] if is_digits(number) && !counts_units => {
            match split_level(rest, &LEVELS) {
                Some([]) => NameKind::Total,
                Some(_) | None => NameKind::Other,
            }
        }
        [numeral] if is_numeral(numeral) && !counts_units => NameKind::Part,
        _ if counts_units => NameKind::Other,
        _ => match (split_level(words, &LEVELS), split_level(words, &PARTS)) {
            // `Tổng xã` may count communes; `Cộng xã` and `Tổng cộng xã` may not.
            (Some([]), _) if all.first() == words.first() && all.len() == words.len() => {
                NameKind::Part
            }
            (Some([]), _) => NameKind::Total,
            (Some(_), _) | (None, Some([_, ..])) => NameKind::Part,
            (None, _) => NameKind::Other,
        },
    }
}

/// What stands behind `toàn` or `cả`: a level, and perhaps the name of the unit.
fn classify_whole(words: &[&str]) -> NameKind {
    const MOST_WORDS: usize = 6;
    let words = skip_first(words, &["các"]);
    match (words, split_level(words, &LEVELS)) {
        (["bộ"], _) => NameKind::Total,
        (["bộ", rest @ ..], _) => {
            match split_level(skip_first(rest, &["các"]), &LEVELS) {
                Some([]) => NameKind::Total,
                Some(_) | None => NameKind::Other,
            }
        }
        (_, Some(rest)) if rest.len() <= MOST_WORDS => NameKind::Total,
        _ => NameKind::Other,
    }
}

/// `3 xã`, `12 thôn, bản`.
fn is_count(words: &[&str]) -> bool {
    let [number, rest @ ..] = words else { return false };
    is_digits(number) && matches!(split_level(rest, &LEVELS), Some([]))
}

fn is_digits(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// The words behind a level, or several: `huyện, thị xã, thành phố`. `None` where they
/// begin with none.
fn split_level<'w, 'a>(
    words: &'w [&'a str],
    levels: &[&[&str]],
) -> Option<&'w [&'a str]> {
    let mut rest = words;
    let mut is_found = false;
    while let Some(level) = levels.iter().find(|level| has_level(rest, level)) {
        rest = &rest[level.len()..];
        rest = skip_first(rest, &["và", ",", "-"]);
        is_found = true;
    }
    is_found.then_some(rest)
}

/// Whether words begin with those of a level, a comma behind it or not.
fn has_level(words: &[&str], level: &[&str]) -> bool {
    words.len() >= level.len()
        && words
            .iter()
            .zip(level)
            .all(|(word, wanted)| word.trim_end_matches([',', ';']) == *wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_totals_are_known() {
        for name in [
            "Tổng cộng",
            "Tổng số",
            "Tổng",
            "Tổng toàn huyện",
            "Cộng",
            "Cộng toàn xã",
            "CỘNG CHUNG",
            "Toàn xã",
            "Cả huyện",
            "TC",
            "Tổng cộng (I+II)",
            "Tổng (A+B):",
            "TỔNG SỐ:",
            "Cộng:",
            "Tổng cộng …",
            "Tổng số (hộ)",
            "Tổng cộng = I + II",
            "TỔNG CỘNG I+II",
            "A. Tổng số",
            "Toàn bộ các xã",
            "Tổng 3 xã",
            "Cả năm",
            "Cộng các thôn",
            "Tổng cộng toàn huyện Anh Sơn",
            "Cả nước",
            "Tong cong",
            "Cộng toàn thành phố",
            "Tổng chung",
            "Toàn tỉnh Nghệ An",
            "Tổng cộng xã",
            "TỔNG CỘNG TOÀN TỈNH",
            "Cộng tổng",
            "Toàn trường",
            "Toàn ngành",
            "Cộng (A+B)",
            "Tổng của cả huyện",
            "TOÀN VÙNG",
            "Cộng 12 thôn, xóm",
            "* Tổng số",
        ] {
            assert_eq!(classify_name(name), NameKind::Total, "{name}");
        }
    }

    #[test]
    fn sums_of_groups_are_known() {
        for name in [
            "Cộng I",
            "Cộng huyện A",
            "Tổng vùng thấp",
            "Cộng mục II",
            "Tiểu cộng",
            "Cộng nhóm 1",
            "Tổng A",
            "Tổng cộng xã Mai Hà",
            "Cộng quý I:",
            "Tổng xã",
        ] {
            assert_eq!(classify_name(name), NameKind::Part, "{name}");
        }
    }

    #[test]
    fn proper_names_and_things_that_are_counted_are_no_totals() {
        for name in [
            "Cộng Hòa",
            "Toàn Thắng",
            "Tổng Cọt",
            "Cộng Hiền",
            "Cống",
            "Thôn Cộng",
            "Cả Mọt",
            "Toàn Lưu",
            "Tc",
            "Cong",
            "Ca Nam",
            "Xã Cộng Lạc",
            "Trường Toàn Sơn",
            "Cộng đồng",
            "CỘNG HÒA",
            "TOÀN THẮNG",
            "Tổng hợp, báo cáo kết quả",
            "Tổng công ty Điện lực",
            "Tổng kết mô hình",
            "Chung Chải",
            "Xóm 3",
            "Toàn bộ hồ sơ",
            "I",
            "A",
            "",
            "Thôn 3 (cũ)",
            "Cộng đồng dân cư",
        ] {
            assert_eq!(classify_name(name), NameKind::Other, "{name}");
        }
    }

    #[test]
    fn names_that_go_on_in_small_letters_are_no_places() {
        for name in [
            "Tổng số xã",
            "Tổng số hộ",
            "TỔNG SỐ HỘ",
            "Tổng kinh phí",
            "Tổng số thôn đạt chuẩn",
            "Tổng đàn lợn",
            "Tổng diện tích",
            "Tổng hợp",
            "Cộng dồn",
            "Chung",
            "Tính chung toàn vùng thấp",
            "Cộng hòa",
        ] {
            assert_eq!(classify_name(name), NameKind::Like, "{name}");
        }
    }

    #[test]
    fn so_many_units_are_a_total_only_where_they_add_up() {
        for name in ["3 xã", "12 thôn", "02 phường"] {
            assert_eq!(classify_name(name), NameKind::Count, "{name}");
        }
        assert!(!is_total_name("3 xã", None));
    }

    #[test]
    fn the_label_of_the_form_names_the_total_too() {
        assert!(is_total_name("Kim Liên:", Some("kim liên")));
        assert!(!is_total_name("Kim Liên", Some("nam liên")));
    }
}
