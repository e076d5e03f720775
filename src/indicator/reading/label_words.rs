//! What the label of a column says of its figures: that they count things, that they
//! measure or rate them, that they are differences.

/// What is counted one by one, so that no figure of it has a fraction: the first words of a
/// label (`Hộ nghèo`; `Hỗ trợ hộ nghèo` may be money), or its unit in brackets.
const COUNTED: &[&str] = &[
    "cán bộ",
    "con",
    "công trình",
    "hội viên",
    "hộ",
    "học sinh",
    "học viên",
    "khẩu",
    "lao động",
    "lượt",
    "người",
    "nhân khẩu",
    "trẻ em",
    "đoàn viên",
    "đảng viên",
];

/// What is measured, paid or rated: a fraction is nothing odd there.
const MEASURED: &[&str] = &[
    "bình quân",
    "chi phí",
    "chiều dài",
    "chỉ số",
    "công suất",
    "diện tích",
    "doanh thu",
    "dài",
    "giá",
    "ha",
    "hệ số",
    "khối lượng",
    "hỗ trợ",
    "kg",
    "kinh phí",
    "km",
    "lít",
    "m",
    "m2",
    "m3",
    "mật độ",
    "mức",
    "ngàn",
    "ngân sách",
    "nghìn",
    "năng suất",
    "rộng",
    "số dư",
    "sản lượng",
    "thu nhập",
    "tiền",
    "tr",
    "triệu",
    "trđ",
    "trung bình",
    "tuổi",
    "tạ",
    "tấn",
    "tỉ",
    "tỷ",
    "vốn",
    "điểm",
    "đồng",
    "độ",
];

/// What is counted, and may well be a half.
const PARTED: &[&str] =
    &["buổi", "công", "dư", "giờ", "lượng", "ngày", "tháng", "tiết", "điểm"];

/// What is divided by something: three decimals are more likely than thousands.
const RATED: &[&str] = &[
    "bình quân",
    "chỉ số",
    "hệ số",
    "mật độ",
    "năng suất",
    "trung bình",
    "tỉ lệ",
    "tỉ suất",
    "tỷ lệ",
    "tỷ suất",
];

/// With which words the label of a difference begins, or what stands anywhere in it.
const DIFFERENCE: &[&str] = &[
    "bội chi",
    "chênh",
    "giảm",
    "lãi",
    "lỗ",
    "so sánh",
    "so với",
    "thiếu",
    "thừa",
    "tăng",
    "điều chỉnh",
];

/// Whether a label says that its figures count things one by one: `Số hộ`, `Nhân khẩu`.
pub(super) fn is_count_label(label: &str) -> bool {
    let words = collect_label_words(label);
    let unit = label.rsplit_once('(').map(|(_, unit)| collect_label_words(unit));
    let has_unit = unit.is_some_and(|unit| COUNTED.contains(&unit.as_str()));
    let number_of = words.strip_prefix("tổng ").unwrap_or(&words).strip_prefix("số ");
    // `Số hộ vay vốn` counts households, whatever else it speaks of.
    if number_of.is_some_and(has_counted_start) {
        return !has_rate_sign(label) && !is_quotient_label(label);
    }
    let is_number_of = number_of.is_some();
    !is_measure_label(label) && (is_number_of || has_counted_start(&words) || has_unit)
}

/// Whether a label can be nothing but that of counts: `Số hộ`, `Đàn trâu (con)`; those of
/// `Người phụ trách` and `Số quyết định` may be words.
pub(super) fn is_sure_count_label(label: &str) -> bool {
    let words = collect_label_words(label);
    let unit = label.rsplit_once('(').map(|(_, unit)| collect_label_words(unit));
    let has_unit = unit.is_some_and(|unit| is_counted_unit(&unit));
    let number_of = words.strip_prefix("tổng ").unwrap_or(&words).strip_prefix("số ");
    is_count_label(label) && (has_unit || number_of.is_some_and(has_counted_start))
}

/// Whether a word is what is counted: `người` of `12 người`.
pub(super) fn is_counted_unit(word: &str) -> bool {
    COUNTED.contains(&word)
}

/// Whether the words of a label begin with what is counted.
fn has_counted_start(words: &str) -> bool {
    let words = words.strip_prefix("tổng ").unwrap_or(words);
    let mut rests = COUNTED.iter().filter_map(|counted| words.strip_prefix(counted));
    rests.any(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a label says that its figures measure or rate something.
pub(super) fn is_measure_label(label: &str) -> bool {
    let words = collect_label_words(label);
    let counted = words.strip_prefix("tổng ").unwrap_or(&words).strip_prefix("số ");
    let first = counted.and_then(|counted| counted.split(' ').next());
    has_rate_sign(label)
        || has_any(&words, MEASURED)
        || first.is_some_and(|first| PARTED.contains(&first))
}

/// Whether a label has the sign of a rate or of a measure: `người/hộ`, `km²`.
fn has_rate_sign(label: &str) -> bool {
    let mut sides = label.split('/').map(str::trim);
    let mut before = sides.next().unwrap_or_default();
    // The strokes of a date part figures.
    let is_quotient = sides.any(|after| {
        let parts_words = before.ends_with(char::is_alphabetic)
            && after.starts_with(char::is_alphabetic);
        before = after;
        parts_words
    });
    is_quotient || label.contains(['%', '‰', '²', '³'])
}

/// Whether a label says that its figures are so much for each of something.
pub(super) fn is_quotient_label(label: &str) -> bool {
    label.contains(['%', '‰']) || has_any(&collect_label_words(label), RATED)
}

/// Whether a label says that its figures may be below nought: `Tăng, giảm`.
pub(super) fn is_difference_label(label: &str) -> bool {
    let words = collect_label_words(label);
    let begins = DIFFERENCE.iter().any(|w| words.starts_with(w));
    begins
        || ["chênh lệch", "tăng giảm", "so với"].iter().any(|w| words.contains(w))
        || ["+/-", "±", "(+", "(-"].iter().any(|sign| label.contains(sign))
}

/// Whether a label has a word: `hộ` in `Số hộ nghèo`.
pub(super) fn has_label_word(label: &str, word: &str) -> bool {
    has_any(&collect_label_words(label), &[&word.to_lowercase()])
}

/// The words of a label in small letters, with one blank between them and nothing else.
fn collect_label_words(label: &str) -> String {
    let lower = label.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether one of these stands among words, whole.
fn has_any(words: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|word| has_whole(words, word))
}

/// Whether a word, or several, stands among words, whole.
fn has_whole(words: &str, wanted: &str) -> bool {
    words.match_indices(wanted).any(|(start, found)| {
        let after = &words[start + found.len()..];
        (start == 0 || words[..start].ends_with(' '))
            && (after.is_empty() || after.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_counts_are_told_from_those_of_measures() {
        for label in [
            "Số hộ",
            "Tổng số hộ",
            "Hộ nghèo",
            "Nhân khẩu",
            "Số lớp",
            "Đàn trâu (con)",
            "Tổng nhân khẩu",
            "Số hộ vay vốn",
        ] {
            assert!(is_count_label(label), "{label}");
        }
        for label in [
            "Diện tích (ha)",
            "Số tiền",
            "Thu nhập bình quân",
            "Số hộ/km²",
            "Kinh phí",
            "Tỷ lệ hộ nghèo (%)",
            "Sản lượng (tấn)",
            "Số vốn (triệu đồng)",
            "Ngân sách xã",
            "Ngân sách xã (tr.đ)",
            "Hỗ trợ hộ nghèo",
            "Giảm hộ nghèo",
            "Còn lại",
            "Ghi chú",
        ] {
            assert!(!is_count_label(label), "{label}");
        }
    }

    #[test]
    fn labels_that_can_only_count_are_told_from_those_of_words() {
        for label in ["Số hộ", "Tổng số khẩu", "Đàn trâu (con)"] {
            assert!(is_sure_count_label(label), "{label}");
        }
        for label in ["Người phụ trách", "Số quyết định", "Số hiệu", "Ghi chú"]
        {
            assert!(!is_sure_count_label(label), "{label}");
        }
    }

    #[test]
    fn labels_of_differences_are_known() {
        for label in ["Tăng, giảm", "Tăng (+), giảm (-)", "Chênh lệch", "So với 2023"]
        {
            assert!(is_difference_label(label), "{label}");
        }
        for label in ["Kinh phí giảm nghèo", "Kinh phí", "Số hộ"] {
            assert!(!is_difference_label(label), "{label}");
        }
    }
}
