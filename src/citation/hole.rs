//! A citation without a number: its type with a date, a year or an issuer right behind it.

use std::ops::Range;

use super::head::{NumberHead, measure_year_words, skip_blanks};
use super::kind::{WrittenKind, match_words};
use super::scan::read_date;
use super::tail::read_tail;

/// A date or a year right behind a type with a capital, `tại Văn bản  năm 2026`, or behind
/// its issuer: `Theo Công văn của Sở Nội vụ ngày 12/3/2026`.
pub(super) fn read_hole(text: &str, written: &WrittenKind) -> Option<NumberHead> {
    // `theo Kế hoạch năm 2026` names the plan of a year.
    const YEARLY: [&str; 3] = ["Kế hoạch", "Nghị quyết", "Chỉ thị"];
    const POINTERS: [&str; 7] =
        ["tại", "theo", "căn cứ", "thực hiện", "triển khai", "kèm theo", "trả lời"];
    let Range { start: kind_start, end } = written.range;
    let kind = &text[kind_start..end];
    let start = skip_blanks(text, end);
    let is_named =
        kind.starts_with(char::is_uppercase) && kind.chars().any(char::is_lowercase);
    let after = match_words(text, start, "ngày").map(|end| skip_blanks(text, end));
    let is_dated = after.is_some_and(|after| read_date(text, after).is_some());
    // `các văn bản năm 2026` has no hole, `đề nghị tại Văn bản năm 2026` has one.
    let is_pointed_at = POINTERS.iter().any(|words| has_end(&text[..kind_start], words));
    let is_of_year = is_pointed_at
        && !YEARLY.contains(&written.kind.name)
        && measure_year_words(text, start).is_some();
    let has_hole =
        is_dated || is_of_year || is_pointed_at && is_dated_behind_issuer(text, end);
    (is_named && has_hole).then_some(NumberHead {
        gap: Some(end..start),
        end,
        ..NumberHead::default()
    })
}

/// Whether an issuer with a date stands behind a type.
fn is_dated_behind_issuer(text: &str, end: usize) -> bool {
    let tail = read_tail(text, end);
    tail.issuer.is_some() && tail.date.is_some()
}

/// Whether a text ends with words, which may begin with a capital there.
fn has_end(text: &str, words: &str) -> bool {
    let text = text.trim_end();
    let mut letters = text.char_indices().rev();
    let start = letters.nth(words.chars().count() - 1).map(|(place, _)| place);
    start.is_some_and(|start| {
        !text[..start].ends_with(char::is_alphanumeric)
            && match_words(text, start, words) == Some(text.len())
    })
}
