//! `abbreviation-two-names`: one abbreviation has one meaning, one name one abbreviation.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::{find_abbreviation, make_key};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FormAbbreviation, LinePlace};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "abbreviation-two-names",
        summary: "một chữ viết tắt chỉ một tên, một tên có một chữ viết tắt",
        explanation: "Một chữ tắt giải thích hai lần bằng hai tên khác nhau thì người đọc không biết chỗ nào là tên nào. Một tên viết tắt hai cách (LĐTBXH, LĐ-TB&XH) thì tìm không đủ, và người đọc tưởng là hai nơi. Máy cảnh báo khi văn bản tự giải thích như vậy, gợi ý khi hai chữ tắt chỉ khác dấu nối. Chọn một chữ và sửa các chỗ kia.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai tên ấy đúng là cùng viết tắt như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: |\n      Giao Ban Chỉ đạo xã (sau đây viết tắt là BCĐX) đôn đốc các thôn.\n      Giao Ban Chuyên đề xã (sau đây viết tắt là BCĐX) giám sát.\n",
    right: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: |\n      Giao Ban Chỉ đạo xã (sau đây viết tắt là BCĐX) đôn đốc các thôn.\n      Giao Ban Chuyên đề xã giám sát, báo cáo BCĐX.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (short, uses) in context.abbreviations().iter() {
        found.extend(find_two_meanings(rule, context, short, uses));
    }
    found.extend(find_two_shorts(rule, context));
    found.extend(find_two_forms(rule, context));
}

fn locate(context: &Context<'_>, place: &LinePlace) -> Span {
    context.line(place.index).place(context, place.part.start, place.part.end)
}

fn is_covered(context: &Context<'_>, place: &LinePlace) -> bool {
    let text = &context.line(place.index).text;
    context.dictionary.covers(text, &place.part)
}

/// One abbreviation that is explained by two names.
fn find_two_meanings(
    rule: &Rule,
    context: &Context<'_>,
    short: &str,
    uses: &FormAbbreviation,
) -> Option<Diagnostic> {
    let mut named = uses
        .meanings
        .iter()
        .filter_map(|meaning| Some((make_name_key(meaning.name.as_deref()?), meaning)));
    let (key, first) = named.next()?;
    let (_, other) = named.find(|(other, _)| *other != key)?;
    if is_covered(context, &other.place) {
        return None;
    }
    let (first_name, other_name) = (first.name.as_deref()?, other.name.as_deref()?);
    Some(
        rule.finding(
            locate(context, &other.place),
            format!("`{short}` chỉ hai tên: “{first_name}” và “{other_name}”"),
        )
        .label(format!("chỗ trước là “{first_name}”"))
        .related(locate(context, &first.place), format!("`{short}` là “{first_name}”"))
        .hint("đặt cho một trong hai tên chữ viết tắt khác"),
    )
}

/// The key of a name: its words, whatever stands between them.
fn make_name_key(name: &str) -> String {
    const PASSED_OVER: [&str; 3] = ["và", "của", "các"];
    let key = make_key(name);
    let words = key.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> =
        words.filter(|word| !word.is_empty() && !PASSED_OVER.contains(word)).collect();
    words.join(" ")
}

/// A name with the abbreviation that explains it.
struct NamedShort<'f> {
    name: &'f str,
    short: &'f str,
    place: &'f LinePlace,
}

/// One name that is explained by two abbreviations.
fn find_two_shorts(rule: &Rule, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut by_name: BTreeMap<String, Vec<NamedShort<'_>>> = BTreeMap::new();
    for (short, uses) in context.abbreviations().iter() {
        for meaning in &uses.meanings {
            if let Some(name) = &meaning.name {
                let shorts = by_name.entry(make_name_key(name)).or_default();
                shorts.push(NamedShort { name, short, place: &meaning.place });
            }
        }
    }
    let mut res = Vec::new();
    for mut shorts in by_name.into_values() {
        shorts.sort_by_key(|named| (named.place.index, named.place.part.start));
        let Some(first) = shorts.first() else { continue };
        // What differs in signs alone is told below.
        let other = shorts
            .iter()
            .find(|other| to_bare_letters(other.short) != to_bare_letters(first.short));
        let Some(other) = other.filter(|other| !is_covered(context, other.place)) else {
            continue;
        };
        let NamedShort { name, short, place } = first;
        let message =
            format!("“{name}” viết tắt hai cách: `{short}` và `{}`", other.short);
        let finding = rule
            .finding(locate(context, other.place), message)
            .label(format!("chỗ trước viết tắt là `{short}`"))
            .related(locate(context, place), format!("viết tắt là `{short}`"));
        res.push(finding.hint("chọn một chữ viết tắt cho tên ấy"));
    }
    res
}

/// The letters of an abbreviation without `&` and hyphens.
fn to_bare_letters(short: &str) -> String {
    short.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Abbreviations that stand for the same, by the register or by their letters: a hint.
fn find_two_forms(rule: &Rule, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut forms: BTreeMap<String, Vec<(&str, &FormAbbreviation)>> = BTreeMap::new();
    for (short, uses) in context.abbreviations().iter() {
        if !uses.places.is_empty() {
            forms.entry(make_form_key(short)).or_default().push((short, uses));
        }
    }
    let mut res = Vec::new();
    for mut group in forms.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|(_, uses)| std::cmp::Reverse(uses.places.len()));
        let [(usual, uses), (other, other_uses), ..] = &group[..] else { continue };
        let (Some(place), Some(usual_place)) =
            (other_uses.places.first(), uses.places.first())
        else {
            continue;
        };
        if is_covered(context, place) {
            continue;
        }
        let mut finding = rule
            .finding(
                locate(context, place),
                format!("một tên viết tắt hai cách: `{usual}` và `{other}`"),
            )
            .label(format!("chỗ khác viết `{usual}`"))
            .related(locate(context, usual_place), format!("viết `{usual}`"))
            .hint("viết tắt một cách trong cả văn bản");
        finding.severity = Severity::Hint;
        res.push(finding);
    }
    res
}

/// The words in full where there is one meaning, else the letters alone.
fn make_form_key(short: &str) -> String {
    let mut meanings = find_abbreviation(short).into_iter().flat_map(|k| k.meanings());
    match (meanings.next(), meanings.next()) {
        (Some(words), None) => make_name_key(words),
        _ => to_bare_letters(short),
    }
}
