//! `name-two-figures`: one name has one figure within a list.

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::Marker;
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

/// How a figure stands behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameForm {
    /// `Cổ Nhuế 1 (10 ha)`.
    Bracket,
    /// `Phường Ba Đình: 01 điểm`.
    Colon,
    /// `hồ Cổ Nhuế 1 diện tích 10 ha`, with the words for what is measured.
    Measure(&'static str),
    /// `thôn Mai Hà 20 hộ`.
    Bare,
}

/// A name with the figure that stands behind it.
struct NamedQuantity<'l> {
    line: &'l QuantityLine,
    quantity: &'l Quantity,
    /// The name as typed.
    name: Range<usize>,
    /// The name with the word before it that says of which kind it is, in small letters:
    /// `xã tân lập`.
    full: String,
    /// From the name to the unit of the figure and the bracket behind it.
    place: Range<usize>,
    form: NameForm,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context.quantity_lines();
    let mut items: Vec<NamedQuantity<'_>> = Vec::new();
    for line in lines.iter().filter(|line| line.is_prose()) {
        let named = line.quantities.iter().filter_map(|q| read_named(line, q));
        let named: Vec<_> = named.take(MOST).collect();
        if let Some([first, second]) = find_pair(&named) {
            found.push(describe(rule, context, first, second));
        }
        // Items of one list, each of which begins with its name.
        if items.last().is_some_and(|last| !is_next_item(context, last.line, line)) {
            items.clear();
        }
        let Some(item) = named.into_iter().next().filter(NamedQuantity::is_item) else {
            items.clear();
            continue;
        };
        if let Some(first) = items.iter().rev().take(MOST).find(|o| is_twice(o, &item)) {
            found.push(describe(rule, context, first, &item));
        }
        items.push(item);
    }
}

/// Names that are read in one paragraph or list.
const MOST: usize = 200;

/// Names before another one that it is compared with.
const NEAR: usize = 40;

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    first: &NamedQuantity<'_>,
    second: &NamedQuantity<'_>,
) -> Diagnostic {
    let name = &second.line.text[second.name.clone()];
    let [one, other] = [first, second].map(|named| named.line.quote(named.quantity));
    let [here, there] =
        [second, first].map(|named| context.place_quantity(named.line, &named.place));
    rule.finding(here, format!("“{name}” ở trên là {one}, ở đây là {other}"))
        .label("một tên, hai con số")
        .related(there, "chỗ nêu trước")
        .hint("sửa số sai hoặc tên sai; hai nơi khác nhau thì ghi thêm phần phân biệt vào tên")
}

/// Whether a line is the item behind another one in a list.
fn is_next_item(context: &Context<'_>, last: &QuantityLine, line: &QuantityLine) -> bool {
    let [one, other] = [&context.texts[last.index], &context.texts[line.index]];
    last.index + 1 == line.index
        && one.span == other.span
        && one.marker == other.marker
        && one.marker != Marker::None
}

/// The first two that have one name and two figures of one thing.
fn find_pair<'a, 'l>(
    named: &'a [NamedQuantity<'l>],
) -> Option<[&'a NamedQuantity<'l>; 2]> {
    named.iter().enumerate().find_map(|(nth, second)| {
        let mut before = named[..nth].iter().rev().take(NEAR);
        let first = before.find(|first| {
            let text = &first.line.text;
            let between = first.quantity.figure.end..second.name.start;
            let between = text.get(between).unwrap_or_default();
            is_twice(first, second)
                && !is_apart(between, first.form)
                && is_of_one_list(first, second)
        })?;
        Some([first, second])
    })
}

/// Whether two are one name with two figures of one thing.
fn is_twice(first: &NamedQuantity<'_>, second: &NamedQuantity<'_>) -> bool {
    let [one, other] = [&first.full, &second.full];
    let is_one_name = one == other || is_end_of(one, other) || is_end_of(other, one);
    let figures = [&first.quantity.figure.value, &second.quantity.figure.value];
    is_one_name
        && first.form == second.form
        && first.quantity.is_alike(second.quantity)
        && figures[0] != figures[1]
        && first.quantity.is_exact()
        && second.quantity.is_exact()
}

/// Whether nothing but names with figures stands between two names without a sign behind
/// them. Other words say that another thing is counted: `hộ nghèo ở thôn Mai Hà 20 hộ; hộ
/// cận nghèo ở thôn Mai Hà 12 hộ`.
fn is_of_one_list(first: &NamedQuantity<'_>, second: &NamedQuantity<'_>) -> bool {
    /// Bytes before a name that are compared.
    const REACH: usize = 80;
    if matches!(first.form, NameForm::Bracket | NameForm::Colon) {
        return true;
    }
    let text = &first.line.text;
    let between = text.get(first.place.end..second.name.start).unwrap_or_default();
    let Some((items, last)) = between.rsplit_once([',', ';']) else { return false };
    let near = text.floor_char_boundary(first.name.start.saturating_sub(REACH));
    let opening = text[near..first.name.start].to_lowercase();
    let is_again = |lead: &str| opening.trim_end().ends_with(lead);
    let is_item = |item: &str| {
        let lead = take_small_words(item);
        let has_figure = item.contains(|c: char| c.is_ascii_digit());
        has_figure && !item.contains(". ") && (!lead.contains(' ') || is_again(&lead))
    };
    let lead = take_small_words(last);
    (is_again(&lead) || KINDS.contains(&lead.as_str()))
        && items.split([',', ';']).all(|item| item.is_empty() || is_item(item))
}

/// The words of small letters with which an item of a list begins.
fn take_small_words(item: &str) -> String {
    let words = item.split_whitespace().skip_while(|word| *word == "và");
    let small = words.take_while(|word| word.starts_with(char::is_lowercase));
    small.collect::<Vec<_>>().join(" ")
}

/// Whether the words between two names say that the second is of another time or kind.
fn is_apart(between: &str, form: NameForm) -> bool {
    // `xây mới: … ; sửa chữa: …`.
    form != NameForm::Colon && between.contains(':')
        || between.contains("; ngày")
        || !find_years(between).is_empty()
        || APART.iter().any(|words| between.contains(words))
}

impl NamedQuantity<'_> {
    /// Whether its line begins with its name.
    fn is_item(&self) -> bool {
        let before = self.line.text[..self.name.start].trim_end();
        let lower = self.line.text.to_lowercase();
        !before.contains(' ')
            && !APART.iter().any(|words| lower.contains(words))
            && find_years(&self.line.text).is_empty()
    }
}

/// The name of a figure that stands in a bracket right behind it, behind its colon or right
/// behind it: `Cổ Nhuế 1 (10 ha)`, `Phường Ba Đình: 01 điểm`, `thôn Mai Hà 20 hộ`.
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
    let measured = MEASURES.iter().find(|word| before.ends_with(**word));
    let form = match before.chars().next_back()? {
        '(' => NameForm::Bracket,
        ':' => NameForm::Colon,
        _ => measured.map_or(NameForm::Bare, |word| NameForm::Measure(word)),
    };
    let before = measured.map_or(before, |word| before.trim_end_matches(*word));
    let name_end = before.trim_end_matches(['(', ':']).trim_end().len();
    let after = text[figure.end..].trim_start();
    let after = match figure.kind {
        MeasureKind::Count => after.get(quantity.unit.len()..).unwrap_or_default(),
        _ => after,
    };
    let is_alone = match form {
        NameForm::Bracket => after.starts_with(')'),
        _ => after.is_empty() || after.starts_with([',', ';', '.']),
    };
    if !is_alone || line.is_read(quantity) {
        return None;
    }
    let name = find_name(&text[..name_end], form)?;
    let kind = take_last_word(&text[..name.start]);
    let is_long = text[name.clone()].contains(' ');
    // A short name is called with its kind.
    let (name, kind) = match is_long {
        true => (name, kind),
        false => (name.start - kind.len() - 1..name.end, ""),
    };
    let full = format!("{kind} {}", &text[name.clone()]).trim().to_lowercase();
    let end = text.len() - after.len() + usize::from(form == NameForm::Bracket);
    Some(NamedQuantity { line, quantity, place: name.start..end, name, full, form })
}

/// Words between a name and its figure that say what is measured.
const MEASURES: &[&str] = &[" diện tích", " dài", " rộng", " cao", " sâu", " có", " gồm"];

/// Words for places before a name of one word, or before a number: `xóm Sen`, `xóm 1`.
const KINDS: &[&str] = &[
    "xóm",
    "thôn",
    "bản",
    "ấp",
    "tổ",
    "khối",
    "xã",
    "phường",
    "hồ",
    "cầu",
    "đường",
    "kênh",
    "trường",
    "chợ",
    "trạm",
];

/// The name that ends a text. Bare before a figure a number is none of the name: what it
/// counts is not known then. A word alone, and a number, are a name behind their kind.
fn find_name(text: &str, form: NameForm) -> Option<Range<usize>> {
    let is_numbered = text.ends_with(|c: char| c.is_ascii_digit());
    if form == NameForm::Bare && is_numbered {
        return None;
    }
    let last = text.rfind(' ')? + 1;
    let start = find_name_start(text).unwrap_or(last);
    let name = &text[start..];
    let is_number = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    let is_word = name.starts_with(char::is_uppercase);
    let has_kind = text[..start].ends_with(' ')
        && KINDS.contains(&take_last_word(&text[..start]).to_lowercase().as_str())
        && !text[..start].ends_with("  ");
    (is_word && name.contains(' ') || has_kind && (is_word || is_number))
        .then_some(start..text.len())
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
