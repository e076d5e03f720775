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

/// How rows begin that set figures of the table beside others: below a total they are
/// remarks on it.
const REMARKS: [&str; 12] = [
    "tỷ lệ",
    "tỉ lệ",
    "tỷ giá",
    "tỉ giá",
    "tỷ trọng",
    "tỉ trọng",
    "bình quân",
    "trung bình",
    "trong đó",
    "so với",
    "so sánh",
    "tốc độ",
];

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

/// Whether the name of a row below a total makes it a remark.
pub(super) fn is_remark(name: &str) -> bool {
    let name = language::normalize_spaces(name).to_lowercase();
    let name = name.trim_start_matches(['-', '+', '*', '•', ' ', '(']);
    REMARKS.iter().any(|word| name.starts_with(word))
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
        assert!(is_remark("Tỷ lệ (%)") && is_remark("- Trong đó: nữ"));
        assert!(!is_remark("Thôn Trung"));
    }
}
