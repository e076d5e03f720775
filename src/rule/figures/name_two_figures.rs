//! `name-two-figures`: one name has one figure within a list.

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{MeasureKind, Quantity, QuantityLine, find_years};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "name-two-figures",
        summary: "một tên trong một danh sách chỉ có một con số",
        explanation: "Trong một danh sách, một tên được nêu hai lần với hai con số của cùng một thứ: “Thụy Phương 2 (9 ha)” rồi “Thụy Phương 2 (14,5 ha)”. Một trong hai tên, hoặc một trong hai số, có lẽ sai. Nếu là hai nơi thì ghi thêm phần phân biệt vào tên; nếu là hai thời điểm thì ghi thời điểm.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai chỗ này đúng là hai nơi khác nhau"),
    wrong: "noi_dung:\n  - tieu_de: Danh mục\n    doan: Xây dựng các hồ Thụy Phương 2 (9 ha), Cổ Nhuế 1 (10 ha), Thụy Phương 2 (14,5 ha).\n",
    right: "noi_dung:\n  - tieu_de: Danh mục\n    doan: Xây dựng các hồ Thụy Phương 2 (9 ha), Cổ Nhuế 1 (10 ha), Thụy Phương 3 (14,5 ha).\n",
    check,
};

/// Words between two places of a name after which the second is of another time or kind.
const APART: &[&str] = &[
    "giai đoạn",
    "kế hoạch",
    "thực hiện",
    "hiện trạng",
    "quy hoạch",
    "hiện có",
    "hiện nay",
    "tăng",
    "giảm",
    "đợt",
    "quý",
    "tháng",
    "vụ",
    "trong đó",
    "dự kiến",
    "ước",
    "nâng",
    "mở rộng",
];

/// A name with the figure that stands behind it.
struct NamedQuantity<'l> {
    quantity: &'l Quantity,
    /// The name as typed.
    name: Range<usize>,
    /// The name with the word before it that says of which kind it is, in small letters:
    /// `xã tân lập`.
    full: String,
    /// From the name to the unit of the figure and the bracket behind it.
    place: Range<usize>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for line in context.quantity_lines() {
        if line.role != Role::Body || line.quantities.len() < 2 {
            continue;
        }
        let named: Vec<_> =
            line.quantities.iter().filter_map(|q| read_named(line, q)).collect();
        let Some([first, second]) = find_pair(line, &named) else { continue };
        let name = &line.text[second.name.clone()];
        let (one, other) = (line.quote(first.quantity), line.quote(second.quantity));
        let [here, there] =
            [second, first].map(|named| context.place_quantity(line, &named.place));
        found.push(
            rule.finding(here, format!("“{name}” ở trên là {one}, ở đây là {other}"))
                .label("một tên, hai con số")
                .related(there, "chỗ nêu trước")
                .hint("sửa số sai hoặc tên sai; hai nơi khác nhau thì ghi thêm phần phân biệt vào tên"),
        );
    }
}

/// The first two that have one name and two figures of one thing.
fn find_pair<'a, 'l>(
    line: &QuantityLine,
    named: &'a [NamedQuantity<'l>],
) -> Option<[&'a NamedQuantity<'l>; 2]> {
    /// Lists in one paragraph are shorter.
    const MOST: usize = 200;
    let named = &named[..named.len().min(MOST)];
    named.iter().enumerate().find_map(|(nth, second)| {
        let first = named[..nth].iter().find(|first| is_twice(line, first, second))?;
        Some([first, second])
    })
}

/// Whether two are one name with two figures of one thing.
fn is_twice(
    line: &QuantityLine,
    first: &NamedQuantity<'_>,
    second: &NamedQuantity<'_>,
) -> bool {
    let [one, other] = [&first.full, &second.full];
    let is_one_name = one == other || is_end_of(one, other) || is_end_of(other, one);
    let figures = [&first.quantity.figure.value, &second.quantity.figure.value];
    let between = &line.text[first.quantity.figure.end..second.name.start];
    is_one_name
        && first.quantity.is_alike(second.quantity)
        && figures[0] != figures[1]
        && first.quantity.is_exact()
        && second.quantity.is_exact()
        && !between.contains("; ngày")
        && find_years(between).is_empty()
        && !APART.iter().any(|words| between.contains(words))
}

/// The name of a figure that stands in a bracket right behind it or behind its colon:
/// `Cổ Nhuế 1 (10 ha)`, `Phường Ba Đình: 01 điểm`.
fn read_named<'l>(
    line: &'l QuantityLine,
    quantity: &'l Quantity,
) -> Option<NamedQuantity<'l>> {
    let text = &line.text;
    let figure = &quantity.figure;
    if matches!(figure.kind, MeasureKind::Percent | MeasureKind::Points) {
        return None;
    }
    let before = text[..figure.start].trim_end();
    let name_end = before.strip_suffix(['(', ':'])?.trim_end().len();
    let is_bracket = before.ends_with('(');
    let after = text[figure.end..].trim_start();
    let after = match figure.kind {
        MeasureKind::Count => after.get(quantity.unit.len()..).unwrap_or_default(),
        _ => after,
    };
    let is_alone = match is_bracket {
        true => after.starts_with(')'),
        false => after.is_empty() || after.starts_with([',', ';', '.']),
    };
    if !is_alone || line.is_read(quantity) {
        return None;
    }
    let start = find_name_start(&text[..name_end])?;
    let name = start..name_end;
    let kind = take_last_word(&text[..start]);
    let full = format!("{kind} {}", &text[name.clone()]).trim().to_lowercase();
    let end = text.len() - after.len() + usize::from(is_bracket);
    let is_long = text[name.clone()].contains(' ');
    is_long.then_some(NamedQuantity { quantity, name, full, place: start..end })
}

/// Whether a name is another one without the word of its kind.
fn is_end_of(name: &str, other: &str) -> bool {
    other.strip_suffix(name).is_some_and(|kind| {
        kind.strip_suffix(' ').is_some_and(|kind| !kind.contains(' ') && !kind.is_empty())
    })
}

/// Where the name that ends a text begins: words with capitals and numbers, the first one
/// with a capital.
fn find_name_start(text: &str) -> Option<usize> {
    let mut start = None;
    let mut end = text.len();
    while let Some(word) = text[..end].rsplit(' ').next().filter(|w| !w.is_empty()) {
        let from = end - word.len();
        let is_name = word.starts_with(char::is_uppercase)
            || word.starts_with(|c: char| c.is_ascii_digit());
        let is_last_of_phrase =
            end < text.len() && word.ends_with([',', ';', '.', ':', ')']);
        if !is_name || is_last_of_phrase {
            break;
        }
        if word.starts_with(char::is_uppercase) {
            start = Some(from);
        }
        let Some(next) = from.checked_sub(1) else { break };
        end = next;
    }
    start
}

/// The word of small letters that ends a text; nothing where a sign does.
fn take_last_word(text: &str) -> &str {
    let trimmed = text.trim_end();
    let word = trimmed.rsplit(' ').next().unwrap_or_default();
    let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
    if is_word { word } else { "" }
}
