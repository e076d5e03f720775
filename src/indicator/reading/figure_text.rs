//! The text of a cell as a figure: what stands around its digits, and what a text says
//! that is no figure and was to be one.

use std::borrow::Cow;

use crate::form::DigitGrouping;
use crate::language::{
    Notation, Reading, has_small_start, join_blank_groups, normalize_spaces, read_count,
    read_decimal, translate_english,
};

use super::label_words;

/// What an office writes where it has no figure yet, in small letters.
const PENDING_WORDS: &[&str] = &[
    "chưa báo cáo",
    "chưa có",
    "chưa có báo cáo",
    "chưa có dữ liệu",
    "chưa có số",
    "chưa có số liệu",
    "chưa có thông tin",
    "chưa cung cấp",
    "chưa cập nhật",
    "chưa thống kê",
    "không có dữ liệu",
    "không có số liệu",
    "đang cập nhật",
    "đang rà soát",
    "đang thống kê",
    "đang tổng hợp",
    "n/a",
    "n.a.",
    "#n/a",
    "…",
    "...",
    "..",
    "……",
];

/// How these begin.
const PENDING_STARTS: &[&str] =
    &["chưa", "không", "đang", "n/a", "n.a", "#n/a", "…", ".."];

/// Whether a text is a figure, whole or with decimals, in whatever way it is written.
pub(super) fn is_figure(text: &str) -> bool {
    // Words begin with a letter.
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '\u{2212}') {
        return false;
    }
    let text = join_blank_groups(text);
    read_count(&text) != Reading::NotANumber
        || read_decimal(&text) != Reading::NotANumber
        || Notation::read(&text) == Some(Notation::English)
            && is_figure_core(text.trim_start_matches(['-', '\u{2212}']))
}

/// Whether a text has nothing but digits, dots and commas.
pub(super) fn is_figure_core(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// Whether a text says that there is no figure yet.
pub(super) fn is_pending_words(text: &str) -> bool {
    // Nearly every cell is a figure or a name.
    let start = text.trim_start_matches([' ', '(', ')', '[', ']']).trim_start();
    if !PENDING_STARTS.iter().any(|word| has_small_start(start, word)) {
        return false;
    }
    let words = normalize_spaces(text).to_lowercase();
    let words = words.trim_matches(['(', ')', '[', ']']);
    // The dots of `…` are the whole of it.
    let trimmed = words.trim_end_matches(['.', '!', ';']);
    PENDING_WORDS.contains(&words) || PENDING_WORDS.contains(&trimmed)
}

/// `1E+05`, `1,23E+11`: a program's way to shorten a figure, which may have lost digits.
pub(super) fn is_scientific(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '+', '\u{2212}']);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((base, power)) = text.split_once(['e', 'E']) else { return false };
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    is_figure_core(base)
        && (1..=4).contains(&power.len())
        && power.bytes().all(|b| b.is_ascii_digit())
}

/// `NaN`, `Infinity`: what a program gives where a division failed.
pub(super) fn is_failed_figure(text: &str) -> bool {
    const LONGEST: usize = 9;
    let text = text.trim_start_matches(['-', '+', '\u{2212}']);
    text.len() <= LONGEST
        && matches!(
            text.to_lowercase().as_str(),
            "nan" | "inf" | "infinity" | "∞" | "null" | "undefined"
        )
}

/// What stands in the brackets of `(9.000.000)`, as accountants write what is below
/// nought; it may have a unit.
pub(super) fn find_bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?.trim();
    let begins = inside.starts_with(|c: char| c.is_ascii_digit());
    let end = inside.rfind(|c: char| c.is_ascii_digit())? + 1;
    let unit = inside[end..].trim();
    let is_plain = unit.is_empty() || unit == "%" || unit.chars().all(is_unit_letter);
    (begins && is_plain && is_figure(&inside[..end])).then_some(inside)
}

fn is_unit_letter(c: char) -> bool {
    c.is_alphabetic() || c == ' '
}

/// The figure of a text that has a mark beside it: `205*`, `~240`, `205 (1)`. `None` for a
/// text without a mark, and for one in which more than marks stand beside the figure.
pub(super) fn find_marked(text: &str) -> Option<&str> {
    if is_figure_core(text) {
        return None;
    }
    let left = trim_leading_mark(text);
    if !left.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    let left = trim_trailing_marks(left);
    let has_marks = left.len() < text.len();
    let rate = left.strip_suffix('%').map_or(left, str::trim_end);
    (has_marks && is_figure(rate)).then_some(left)
}

/// The figure of a text that has behind it what it counts: `12 người`.
pub(super) fn find_counted(text: &str) -> Option<&str> {
    let end = text.find(|c: char| c.is_alphabetic())?;
    let (figure, unit) = text.split_at(end);
    let figure = figure.trim_end();
    let is_unit = label_words::is_counted_unit(&normalize_spaces(unit).to_lowercase());
    (is_unit && is_figure(figure)).then_some(figure)
}

/// A text without what says before it that it is no exact figure.
fn trim_leading_mark(text: &str) -> &str {
    for word in ["khoảng ", "ước tính ", "ước "] {
        // Small letters are as long as capitals here.
        if has_small_start(text, word) && text.is_char_boundary(word.len()) {
            return text[word.len()..].trim_start();
        }
    }
    text.trim_start_matches(['~', '≈', '≃', '∼', '±', '*', '\'']).trim_start()
}

/// A text without the marks of a note behind it: `*`, `(1)`, `[2]`, `¹`, `?`.
fn trim_trailing_marks(text: &str) -> &str {
    let mut left = text;
    loop {
        let before = left.len();
        let marks = ['*', '¹', '²', '³', '⁴', '⁵', '†', '‡', '?', '#', '^'];
        left = left.trim_end_matches(marks).trim_end();
        for (open, close) in [('(', ')'), ('[', ']')] {
            let inside = left.strip_suffix(close).and_then(|l| l.rsplit_once(open));
            if let Some((figure, note)) = inside
                && !figure.is_empty()
                && is_note_mark(note)
            {
                left = figure.trim_end();
            }
        }
        if left.len() == before {
            return left;
        }
    }
}

/// What stands in the brackets of a note: its number or its stars.
pub(super) fn is_note_mark(note: &str) -> bool {
    let is_short = (1..=2).contains(&note.chars().count());
    let is_letter = note.len() == 1 && note.bytes().all(|b| b.is_ascii_lowercase());
    is_letter
        || is_short
            && (note.bytes().all(|b| b.is_ascii_digit())
                || note.bytes().all(|b| b == b'*'))
        || note == "***"
}

/// A figure with the signs of Vietnam, by what is known of its column: blanks and the sign
/// that groups its digits are gone, and what is left has one reading.
pub(super) fn normalize_signs(
    text: &str,
    grouping: Option<DigitGrouping>,
) -> Cow<'_, str> {
    let joined = join_blank_groups(text);
    match (grouping, Notation::read(&joined)) {
        (
            Some(DigitGrouping::Comma),
            Some(
                Notation::OneComma
                | Notation::English
                | Notation::OneDot
                | Notation::DecimalDot,
            ),
        ) => Cow::Owned(translate_english(&joined)),
        (Some(DigitGrouping::Dot), Some(Notation::OneDot | Notation::Vietnamese)) => {
            Cow::Owned(joined.replace('.', ""))
        }
        _ => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_beside_a_figure_are_seen() {
        for (text, figure) in [
            ("205*", "205"),
            ("205 **", "205"),
            ("~240", "240"),
            ("≈ 240", "240"),
            ("205 (1)", "205"),
            ("1.205 (*)", "1.205"),
            ("205¹", "205"),
            ("khoảng 240", "240"),
            ("3,5%*", "3,5%"),
            ("205[2]", "205"),
        ] {
            assert_eq!(find_marked(text), Some(figure), "{text}");
        }
    }

    #[test]
    fn a_text_without_a_mark_or_with_more_is_no_marked_figure() {
        for text in [
            "205",
            "1.205",
            "-5",
            "205 hộ",
            "12a",
            "5 (ba)",
            "2 (3 lớp)",
            "trên 95%",
            "(5)",
            "*",
            "(1)",
            "20/5",
            "1*2*",
            "2024-2025",
        ] {
            assert_eq!(find_marked(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_figure_counts_is_seen_behind_it() {
        assert_eq!(find_counted("12 người"), Some("12"));
        assert_eq!(find_counted("1.205 Hộ"), Some("1.205"));
        for text in ["12", "12 tháng", "5 triệu", "người", "12 người 3 hộ", "12A"]
        {
            assert_eq!(find_counted(text), None, "{text}");
        }
    }

    #[test]
    fn brackets_around_a_figure_and_nothing_else_are_found() {
        for (text, inside) in [
            ("(9.000.000)", "9.000.000"),
            ("( 5 )", "5"),
            ("(12,5%)", "12,5%"),
            ("(5 triệu đồng)", "5 triệu đồng"),
        ] {
            assert_eq!(find_bracketed(text), Some(inside), "{text}");
        }
        for text in ["(a)", "(1) (2)", "()", "(1+2)", "5 (3)", "(-5)", "(tăng 5)"] {
            assert_eq!(find_bracketed(text), None, "{text}");
        }
    }

    #[test]
    fn words_for_no_figure_yet_are_known() {
        for text in ["Chưa có dữ liệu", "CHƯA CÓ", "…", "...", "N/A", "Đang cập nhật."]
        {
            assert!(is_pending_words(text), "{text}");
        }
        for text in ["0", "-", "chưa", "Không", "Chưa có điện", "chưa rà soát", "x"]
        {
            assert!(!is_pending_words(text), "{text}");
        }
    }

    #[test]
    fn figures_of_programs_are_told_from_figures() {
        for text in ["1E+05", "1e999", "1,23E+11", "-2.5e-3"] {
            assert!(is_scientific(text), "{text}");
        }
        for text in ["E5", "1e", "e", "2 e 3", "15E", "1E5A"] {
            assert!(!is_scientific(text), "{text}");
        }
        assert!(["NaN", "-Infinity", "INF"].iter().all(|t| is_failed_figure(t)));
        assert!(!is_failed_figure("Nam"));
    }

    #[test]
    fn signs_are_unified_by_what_groups_the_digits() {
        use DigitGrouping::{Comma, Dot};
        for (text, grouping, unified) in [
            ("1,250", Some(Comma), "1250"),
            ("3,048,000.5", Some(Comma), "3048000,5"),
            ("1.250", Some(Comma), "1,250"),
            ("1.250", Some(Dot), "1250"),
            ("1,250", Some(Dot), "1,250"),
            ("1.250", None, "1.250"),
            ("1 250", None, "1250"),
            ("4.08", Some(Dot), "4.08"),
        ] {
            assert_eq!(normalize_signs(text, grouping), unified, "{text}");
        }
    }
}
