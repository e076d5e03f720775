//! What stands below a table and is no row of it: notes, a date, who has made it, who
//! signs.

use crate::language;

/// How surely a row of words is the foot of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FootMark {
    /// A note; a row of the table could begin so.
    Note,
    /// A date, who has made the table, who signs.
    Signature,
}

/// How signatures begin, without marks.
const SIGNATURES: [&str; 17] = [
    "nguoi lap",
    "nguoi tong hop",
    "nguoi bao cao",
    "nguoi kiem tra",
    "lap bieu",
    "thu truong",
    "noi nhan",
    "tm.",
    "tm uy ban",
    "kt.",
    "tl.",
    "tuq.",
    "q. ",
    "(ky",
    "ky ten",
    "ky, ",
    "xac nhan cua",
];

/// How notes begin, without marks.
const NOTES: [&str; 16] = [
    "ghi chu",
    "chu thich",
    "luu y",
    "nguon:",
    "nguon so lieu",
    "nguon du lieu",
    "(nguon",
    "(*",
    "(ghi chu",
    "*",
    "so lieu den",
    "so lieu tinh den",
    "so lieu ra soat",
    "don vi bao cao",
    "ke toan",
    "chu y",
];

/// Posts under which somebody signs.
const POSTS: [&str; 10] = [
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "truong phong",
    "pho truong phong",
    "hieu truong",
    "truong ban",
    "chanh van phong",
    "ke toan truong",
];

/// How a row begins that is none of data although it has a figure: `Ghi chú: số liệu năm |
/// 2025`.
const FIGURED: [&str; 14] = [
    "ghi chu",
    "chu thich",
    "luu y",
    "nguon:",
    "nguon so lieu",
    "nguon du lieu",
    "(nguon",
    "(ghi chu",
    "so lieu den",
    "so lieu tinh den",
    "so lieu ra soat",
    "nguoi lap bieu",
    "lap bieu",
    "xac nhan cua",
];

/// How rows begin that are rates or averages of the others.
const RATES: [&str; 8] = [
    "tỷ lệ",
    "tỉ lệ",
    "tỷ giá",
    "tỉ giá",
    "tỷ trọng",
    "tỉ trọng",
    "bình quân",
    "trung bình",
];

/// How rows begin that set figures of the table beside others: below a total they are
/// remarks on it.
const COMPARISONS: [&str; 3] = ["so với", "so sánh", "tốc độ"];

/// What a row says that is no row like the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    /// A rate or an average of the others.
    Rate,
    /// Part of the row above.
    Part,
    /// A comparison with another year.
    Comparison,
}

/// Whether a text stands in the foot of a table.
pub(super) fn find_foot_mark(text: &str) -> Option<FootMark> {
    const LONGEST_DATE: usize = 120;
    let folded = language::fold(&language::normalize_spaces(text));
    if SIGNATURES.iter().any(|word| folded.starts_with(word))
        || text.len() <= LONGEST_DATE && is_dated(&folded)
    {
        return Some(FootMark::Signature);
    }
    let is_note = NOTES.iter().any(|word| folded.starts_with(word));
    (is_note || POSTS.contains(&folded.as_str())).then_some(FootMark::Note)
}

/// Whether a row that has a figure is none of data by the words that name it.
pub(super) fn is_figured_note(text: &str) -> bool {
    let folded = language::fold(&language::normalize_spaces(text));
    FIGURED.iter().any(|word| folded.starts_with(word))
        || text.len() <= 80 && is_dated(&folded)
}

/// What the name of a row says, where it is none like the others. A name in which every
/// word has a capital is that of a place: Trung Bình is a commune.
pub(super) fn find_remark(name: &str) -> Option<Remark> {
    let name = language::normalize_spaces(name);
    let name = name.trim_start_matches(['-', '+', '*', '•', ' ', '(']);
    let is_place = name.chars().any(char::is_lowercase)
        && name
            .split(' ')
            .nth(1)
            .is_some_and(|word| word.starts_with(char::is_uppercase));
    if is_place {
        return None;
    }
    let small = name.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| has_first_words(&small, word));
    if begins(&RATES) {
        Some(Remark::Rate)
    } else if begins(&["trong đó"]) {
        Some(Remark::Part)
    } else {
        begins(&COMPARISONS).then_some(Remark::Comparison)
    }
}

/// Whether a text begins with these words, and not with longer ones.
fn has_first_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// `Thử Nghiệm, ngày 05 tháng 01 năm 2026`, the numbers there or not.
fn is_dated(folded: &str) -> bool {
    let Some((before, after)) = folded.split_once("ngay ") else { return false };
    let Some((day, after)) = after.split_once(" thang") else { return false };
    let Some((month, year)) = after.split_once(" nam") else { return false };
    (before.is_empty() || before.ends_with([' ', ',', '(']))
        && [day, month, year]
            .into_iter()
            .all(|part| part.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_a_table_is_known() {
        for (text, mark) in [
            ("Người lập biểu", FootMark::Signature),
            ("NGƯỜI LẬP", FootMark::Signature),
            ("TM. ỦY BAN NHÂN DÂN", FootMark::Signature),
            ("Thử Nghiệm, ngày 05 tháng 01 năm 2026", FootMark::Signature),
            ("Ngày … tháng … năm 2026", FootMark::Signature),
            ("THỦ TRƯỞNG ĐƠN VỊ", FootMark::Signature),
            ("Ghi chú: số liệu rà soát", FootMark::Note),
            ("Nguồn: Phòng Lao động", FootMark::Note),
            ("(*) Số ước tính", FootMark::Note),
            ("CHỦ TỊCH", FootMark::Note),
            ("Lưu ý: chưa tính hộ mới", FootMark::Note),
        ] {
            assert_eq!(find_foot_mark(text), Some(mark), "{text}");
        }
        for text in [
            "Thôn Thượng",
            "Nguồn nước sinh hoạt",
            "Chủ tịch hội",
            "Mai Hà",
            "Tam Kỳ",
            "Kỳ Sơn",
            "Ngày công tháng 3 năm nay",
            "Họp ngày 05 tháng 01 năm 2026 tại xã",
        ] {
            assert_eq!(find_foot_mark(text), None, "{text}");
        }
    }

    #[test]
    fn remarks_on_a_total_are_known() {
        assert_eq!(find_remark("Tỷ lệ (%)"), Some(Remark::Rate));
        assert_eq!(find_remark("BÌNH QUÂN"), Some(Remark::Rate));
        assert_eq!(find_remark("- Trong đó: nữ"), Some(Remark::Part));
        for name in ["Thôn Trung", "Trung Bình", "Bình Quân", "So Vối", "Trung bìnhx"]
        {
            assert_eq!(find_remark(name), None, "{name}");
        }
    }

    #[test]
    fn a_note_with_a_figure_is_no_row() {
        assert!(is_figured_note("Ghi chú: số liệu năm"));
        assert!(is_figured_note("Nguồn: Phòng Lao động"));
        for name in
            ["Nguồn nước sinh hoạt", "Kế toán", "Chủ tịch", "Thôn Lưu Ý", "Kỳ Sơn"]
        {
            assert!(!is_figured_note(name), "{name}");
        }
    }
}
