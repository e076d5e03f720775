//! `number-styles`: thousands are parted by dots, everywhere in a paper.
//!
//! | file | what it does |
//! |---|---|
//! | `percent` | whether the sign of a percentage is written one way |

mod percent;

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Role, Rows};
use crate::language::group_digits;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    NumberToken, TextLine, is_measure, is_year, list_number_tokens,
};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "number-styles",
        summary: "trong một văn bản, số lớn viết theo một cách",
        explanation: "Dấu chấm ngăn hàng nghìn (1.545 hộ; 26.000.000 đồng), dấu phẩy ngăn phần thập phân (3,30%). Trong một văn bản viết 1.200 hộ rồi viết 1545 hộ, hoặc viết 1,545 hộ, 26,000,000 đồng như trong bảng tính tiếng Anh, thì người đọc có thể đọc sai nghìn lần. Viết mọi số theo một cách. Dấu % cũng vậy: đã viết 3,30% thì không viết 4,08 % ở chỗ khác. Số lấy từ bảng bằng {{ … }} tự in đúng.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("con số này chép nguyên văn, hoặc là một ký hiệu"),
    wrong: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Xã có 1.200 hộ làm nông nghiệp, 1545 hộ làm nghề khác.\n",
    right: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Xã có 1.200 hộ làm nông nghiệp, 1.545 hộ làm nghề khác.\n",
    check,
};

/// How a number over 999 is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grouping {
    /// `1.545`.
    Dots,
    /// `1545`.
    None,
    /// `1,545`, `26,000,000`.
    Commas,
}

/// A number over 999 in its line.
struct LongNumber<'l, 'a> {
    line: &'l TextLine<'a>,
    token: NumberToken,
    grouping: Grouping,
}

/// Places that a finding points at besides the first.
const MOST_RELATED: usize = 10;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(find_point_in_cell(rule, context));
    found.extend(percent::find_percent_blank(rule, context));
    let numbers = list_long_numbers(context);
    let dotted = numbers.iter().find(|number| number.grouping == Grouping::Dots);
    let is_odd = |number: &&LongNumber<'_, '_>| match number.grouping {
        Grouping::Dots => false,
        Grouping::None => dotted.is_some(),
        Grouping::Commas => true,
    };
    let odd: Vec<_> = numbers.iter().filter(is_odd).collect();
    let Some(first) = odd.first() else { return };
    let typed = &first.line.text[first.token.place.clone()];
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let Ok(value) = digits.parse::<i128>() else { return };
    let wanted = group_digits(value);
    let message = match (first.grouping, dotted) {
        (Grouping::None, Some(dotted)) => format!(
            "“{typed}” không có dấu ngăn hàng nghìn, mà chỗ khác viết “{}”",
            &dotted.line.text[dotted.token.place.clone()]
        ),
        _ => format!("“{typed}” ngăn hàng nghìn bằng dấu phẩy"),
    };
    let mut finding = rule
        .finding(locate_number(context, first), message)
        .label(format!("viết {wanted}"))
        .hint("dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân");
    if let Some(dotted) = dotted.filter(|_| first.grouping == Grouping::None) {
        finding = finding.related(locate_number(context, dotted), "cách viết kia");
    }
    for other in odd.iter().skip(1).take(MOST_RELATED) {
        finding = finding.related(locate_number(context, other), "cũng vậy");
    }
    if odd.len() > 1 {
        finding = finding.hint(format!("còn {} số nữa viết như vậy", odd.len() - 1));
    }
    found.push(finding);
}

/// The first cell with a decimal point, where the text writes commas: it prints with a
/// comma, so that only who reads the form is misled.
fn find_point_in_cell(rule: &Rule, context: &Context<'_>) -> Option<Diagnostic> {
    let mut cells = context.form.own_tables().flat_map(|(_, table)| match &table.rows {
        Rows::Typed(rows) => rows.as_slice(),
        Rows::File(_) | Rows::Ready(_) => &[],
    });
    // The first cell of a row is its number or its name.
    let cell = cells
        .find_map(|row| row.cells.iter().skip(1).find(|cell| has_point(&cell.text)))?;
    let mut lines = context.lines();
    let (line, place) = lines.find_map(|(_, line)| Some((line, find_comma(line)?)))?;
    let typed = &line.text[place.clone()];
    let printed = cell.text.replace('.', ",");
    let message = format!(
        "ô ghi {}, mà lời văn ngăn phần thập phân bằng dấu phẩy ({typed})",
        cell.text
    );
    let mut finding = rule
        .finding(cell.span, message)
        .label(format!("in ra là {printed}"))
        .related(line.place(context, place.start, place.end), "cách viết kia")
        .hint("viết dấu phẩy trong ngoặc kép để cả biểu theo một cách");
    finding.severity = Severity::Hint;
    Some(finding)
}

/// Whether a cell is a number with one or two digits behind a point.
fn has_point(cell: &str) -> bool {
    let Some((whole, decimals)) = cell.split_once('.') else { return false };
    let is_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    decimals.len() < 3 && is_digits(whole) && is_digits(decimals)
}

/// The first number of a line with a decimal comma.
fn find_comma(line: &TextLine<'_>) -> Option<Range<usize>> {
    let tokens = list_number_tokens(&line.text).into_iter();
    let mut tokens = tokens.filter(|token| !token.is_name);
    let found = tokens.find(|token| {
        let typed = &line.text[token.place.clone()];
        let decimals = typed.split_once(',').map_or("", |(_, decimals)| decimals);
        matches!(decimals.len(), 1 | 2) && is_measure(&line.text[token.place.end..])
    });
    found.map(|token| token.place)
}

fn locate_number(context: &Context<'_>, number: &LongNumber<'_, '_>) -> Span {
    let place = &number.token.place;
    number.line.place(context, place.start, place.end)
}

/// The numbers over 999 that count or measure something.
fn list_long_numbers<'l, 'a>(context: &'l Context<'a>) -> Vec<LongNumber<'l, 'a>> {
    let mut found = Vec::new();
    for (role, line) in context.lines() {
        if !matches!(role, Role::Body | Role::Title) {
            continue;
        }
        for token in list_number_tokens(&line.text) {
            if token.is_name || token.place.len() < 4 {
                continue;
            }
            let grouping = classify_grouping(&line.text, &token);
            found.extend(grouping.map(|grouping| LongNumber { line, token, grouping }));
        }
    }
    found
}

/// How a number is written; `None` where it is short, a year, a name or has two readings.
fn classify_grouping(text: &str, token: &NumberToken) -> Option<Grouping> {
    let typed = &text[token.place.clone()];
    let before = text[..token.place.start].trim_end();
    let after = &text[token.place.end..];
    if is_named(before) || typed.starts_with('0') {
        return None;
    }
    let groups = |sign: char| {
        let mut parts = typed.split(sign);
        let head = parts.next().unwrap_or_default();
        let tail: Vec<_> = parts.collect();
        let is_whole = (1..=3).contains(&head.len())
            && tail.iter().all(|group| group.len() == 3)
            && !typed.contains(if sign == '.' { ',' } else { '.' });
        if is_whole { tail.len() } else { 0 }
    };
    let is_counted = is_counting(after);
    if groups('.') > 0 {
        return is_counted.then_some(Grouping::Dots);
    }
    match groups(',') {
        0 => {}
        // `1,545 tấn` may have three decimals.
        1 => return is_thing(after).then_some(Grouping::Commas),
        _ => return Some(Grouping::Commas),
    }
    let is_plain = typed.bytes().all(|b| b.is_ascii_digit());
    (is_plain && !is_year(typed) && is_counted).then_some(Grouping::None)
}

/// Words before digits that make them a name: of a paper, a road, a telephone.
fn is_named(before: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let last = last.trim_end_matches([':', '.']);
    if last == "số" {
        return !before.to_lowercase().ends_with("tổng số");
    }
    matches!(
        last,
        "năm"
            | "mã"
            | "đt"
            | "thoại"
            | "fax"
            | "lộ"
            | "ql"
            | "tk"
            | "khoản"
            | "tcvn"
            | "iso"
            | "qcvn"
            | "hiệu"
            | "lô"
            | "thửa"
            | "công văn"
    )
}

/// Whether something that is counted stands behind a number.
fn is_counting(after: &str) -> bool {
    is_measure(after) || is_thing(after)
}

/// Things that come whole.
const THINGS: &[&str] = &[
    "hộ",
    "khẩu",
    "người",
    "học",
    "lao",
    "nhân",
    "em",
    "cháu",
    "cây",
    "con",
    "đồng",
    "VNĐ",
    "đ",
    "lượt",
    "suất",
    "cán",
    "doanh",
    "hội",
    "đoàn",
    "đảng",
    "trường",
    "bản",
    "ngôi",
    "nhà",
    "căn",
    "phòng",
    "sinh",
    "giáo",
    "công",
    "trẻ",
    "phụ",
    "hồ",
    "văn",
    "thẻ",
    "giường",
    "chiếc",
    "cái",
    "bộ",
    "cuốn",
    "tờ",
    "xe",
    "đối",
];

fn is_thing(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{A0}']);
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    THINGS.contains(&word)
}
