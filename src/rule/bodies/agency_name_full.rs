//! `agency-name-full`: the issuing agency stands in full.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::prose::Plain;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "agency-name-full",
        summary: "tên cơ quan ban hành viết đầy đủ: Ủy ban nhân dân xã Kim Liên",
        explanation: "Tên cơ quan ban hành văn bản là tên chính thức, đầy đủ; chỉ tên cơ quan chủ quản mới được viết tắt những cụm từ thông dụng như UBND, HĐND. Ghi tên đầy đủ vào `ten` của `co_quan`; tên ngắn dùng trong câu thì máy tự rút, hoặc ghi vào `ten_tat`.",
    },
    severity: Severity::Error,
    clause: Some("khoản 2 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "co_quan:\n  ten: UBND xã Kim Liên\n  dia_danh: Kim Liên\n",
    right: "co_quan:\n  ten: Ủy ban nhân dân xã Kim Liên\n  dia_danh: Kim Liên\n",
    check,
};

/// Abbreviations of the collective bodies, as they are typed, and the words in full.
const SHORT: [(&str, &str); 4] = [
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("HDND", "Hội đồng nhân dân"),
    ("UB", "Ủy ban"),
];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(agency) = &context.form.agency else { return };
    found.extend(agency.names().filter_map(|name| check_name(rule, context, name)));
}

fn check_name(rule: &Rule, context: &Context<'_>, typed: &Plain) -> Option<Diagnostic> {
    let name = language::normalize_spaces(&typed.collect_words());
    let (short, long) = find_short_form(&name)?;
    let place = context.place(&name, typed.span, 0, short.len());
    let full = long.to_owned() + &name[short.len()..];
    Some(
        rule.finding(place, format!("tên cơ quan ban hành viết tắt: {name}"))
            .label(format!("cần viết đầy đủ: {long}"))
            .hint(format!("ghi `ten: {full}`; tên ngắn trong câu thì máy tự rút")),
    )
}

/// The abbreviation with which a name begins, and the words that it stands for.
pub(in crate::rule) fn find_short_form(name: &str) -> Option<(&str, &'static str)> {
    let first = name.split(' ').next().unwrap_or_default();
    let letters = language::to_capitals(first).replace('.', "");
    let (_, long) = SHORT.iter().find(|(short, _)| *short == letters)?;
    Some((first, long))
}
