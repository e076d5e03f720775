//! `dash-styles`: spans of years and pairs of words have one kind of dash throughout.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::language::ByteSet;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    FaultPlaces, TextLine, find_values, is_capitalized, is_in_value, take_word_after,
    take_word_before,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "dash-styles",
        summary: "dấu gạch giữa hai năm, hai từ viết một cách: 2021-2025, kinh tế - xã hội",
        explanation: "Khoảng năm viết 2021-2025, 2021 - 2025 hay 2021–2025, từ ghép viết kinh tế - xã hội hay kinh tế-xã hội đều đọc được, nhưng một văn bản thì viết một cách: lẫn lộn thì tìm không đủ chữ. Chọn cách dùng nhiều hơn và sửa các chỗ còn lại.",
    },
    severity: Severity::Hint,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("tên ấy chép nguyên văn"),
    wrong: "noi_dung:\n  - tieu_de: Mục đích\n    doan: Thực hiện chương trình giai đoạn 2021 - 2025 và kế hoạch giai đoạn 2021–2025 của xã.\n",
    right: "noi_dung:\n  - tieu_de: Mục đích\n    doan: Thực hiện chương trình giai đoạn 2021-2025 và kế hoạch giai đoạn 2021-2025 của xã.\n",
    check,
};

/// A dash between two words or two years.
struct WrittenDash {
    /// Its line among those of the form.
    index: usize,
    /// The words with the dash.
    part: Range<usize>,
    /// The dash with its blanks.
    style: String,
}

/// What stands for all spans of years among the keys.
const YEARS: &str = "2021-2025";

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<_> = context.lines().collect();
    let mut dashes: BTreeMap<String, Vec<WrittenDash>> = BTreeMap::new();
    for (index, (role, line)) in lines.iter().enumerate() {
        if !matches!(role, Role::Specimen | Role::Signature) {
            collect_dashes(&line.text, index, &mut dashes);
        }
    }
    let groups =
        dashes.values().filter_map(|group| describe(rule, context, &lines, group));
    found.extend(groups);
}

/// The first bytes of dashes; quotation marks and dots begin with that of the long ones too.
static DASH_BYTES: ByteSet = ByteSet::new(b"-\xE2");

fn collect_dashes(
    text: &str,
    index: usize,
    dashes: &mut BTreeMap<String, Vec<WrittenDash>>,
) {
    let values = find_values(text);
    for start in DASH_BYTES.places(text) {
        let sign = text[start..].chars().next().unwrap_or_default();
        if !matches!(sign, '-' | '–' | '—') {
            continue;
        }
        let (before, after) = (&text[..start], &text[start + sign.len_utf8()..]);
        let left = before.strip_suffix(' ').unwrap_or(before);
        let right = after.strip_prefix(' ').unwrap_or(after);
        let has_left = left.len() < before.len();
        // A blank on one side only is told by `spacing`.
        if has_left != (right.len() < after.len()) || is_in_value(&values, start) {
            continue;
        }
        let end = text.len() - right.len();
        let Some((key, part)) = read_pair(text, left.len(), end) else { continue };
        let style = text[left.len()..end].to_owned();
        dashes.entry(key).or_default().push(WrittenDash { index, part, style });
    }
}

/// The key of the words on both sides of a dash, and where they stand; `None` for what is
/// neither two years nor two words.
fn read_pair(text: &str, left: usize, right: usize) -> Option<(String, Range<usize>)> {
    if let Some(part) = read_years(text, left, right) {
        return Some((YEARS.to_owned(), part));
    }
    let before = take_word_before(text, left);
    let after = take_word_after(text, right);
    let is_word =
        |word: &str| word.chars().count() > 1 && word.contains(char::is_lowercase);
    // Initials of offices and parts of numbers have a rule of their own.
    let part = left - before.len()..right + after.len();
    let is_bounded = !text[..part.start].ends_with(['/', '&', '-', '.'])
        && !text[part.end..].starts_with(['/', '&', '-']);
    // Names keep their own dash.
    let is_name = is_capitalized(before) && is_capitalized(after);
    (is_word(before) && is_word(after) && is_bounded && !is_name)
        .then(|| (format!("{before} {after}").to_lowercase(), part))
}

/// `2021-2025`.
fn read_years(text: &str, left: usize, right: usize) -> Option<Range<usize>> {
    let start = left.checked_sub(4)?;
    let (before, after) = (text.get(start..left)?, text.get(right..right + 4)?);
    let is_year = |part: &str| {
        part.bytes().all(|b| b.is_ascii_digit()) && matches!(&part[..2], "19" | "20")
    };
    let is_whole = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/')
        && !text[right + 4..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
    (is_year(before) && is_year(after) && is_whole).then_some(start..right + 4)
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    lines: &[(Role, &TextLine<'_>)],
    group: &[WrittenDash],
) -> Option<Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for dash in group {
        *counts.entry(&dash.style).or_default() += 1;
    }
    let (usual, _) = counts.iter().max_by_key(|(_, count)| **count)?;
    let odd = group.iter().find(|dash| dash.style != **usual)?;
    let twin = group.iter().find(|dash| dash.style == **usual)?;
    let mut places = FaultPlaces::default();
    for dash in group.iter().filter(|dash| dash.style != **usual) {
        let text = &lines[dash.index].1.text;
        if !context.dictionary.covers(text, &dash.part) {
            places.push(context, lines[dash.index].1, &dash.part);
        }
    }
    let show = |dash: &WrittenDash| &lines[dash.index].1.text[dash.part.clone()];
    let twin_place = lines[twin.index].1.place(context, twin.part.start, twin.part.end);
    Some(
        rule.finding(
            places.first()?,
            format!(
                "dấu gạch viết hai cách trong một văn bản: `{}` và `{}`",
                show(odd),
                show(twin)
            ),
        )
        .label(format!("cách ít dùng hơn{}", places.list_more(context)))
        .related(twin_place, "chỗ này viết cách kia")
        .hint("viết một cách trong cả văn bản"),
    )
}
