//! `number-form`: number and symbol of the paper itself.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Head;
use crate::language;
use crate::prose::ProsePiece;
use crate::quantity::Pending;
use crate::rule::bodies::find_short_form;
use crate::rule::{Context, Rule};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "number-form",
        summary: "số của văn bản là số thứ tự; ký hiệu là KH- và chữ viết tắt cơ quan, không có năm",
        explanation: "Số của kế hoạch là số thứ tự trong năm, ghi bằng chữ số; ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan, nối bằng dấu gạch nối, không cách chữ, không có năm: `so: 5` và `ky_hieu: KH-UBND`. Máy in thành Số: 05/KH-UBND. Cơ quan không phải Ủy ban nhân dân, Hội đồng nhân dân thì phải ghi `ky_hieu`, vì chữ viết tắt do người đứng đầu cơ quan quy định.",
    },
    severity: Severity::Error,
    clause: Some("khoản 3 Mục II Phần I Phụ lục I Nghị định 30/2020/NĐ-CP"),
    excuse: None,
    wrong: "van_ban:\n  so: 05/2023/KH-UBND\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2023\n",
    right: "van_ban:\n  so: 5\n  ky_hieu: KH-UBND\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2023\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(head) = &context.form.head else { return };
    found.extend(check_number(rule, head));
    let kind = context.form.kind.abbreviation;
    match &head.symbol {
        Some(_) => found.extend(check_symbol(rule, head, kind)),
        None => found.extend(check_missing_symbol(rule, context, kind)),
    }
}

fn check_number(rule: &Rule, head: &Head) -> Option<Diagnostic> {
    let Pending::Known(number) = &head.number else { return None };
    let text = number.value.as_str();
    let bare = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if bare && text.bytes().any(|b| b != b'0') {
        return None;
    }
    let finding = rule
        .finding(
            number.span,
            format!("số của văn bản ghi “{text}”, không phải một số thứ tự"),
        )
        .label("cần một số, ví dụ 5");
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    Some(match text.rsplit_once('/') {
        Some((_, symbol)) if !digits.is_empty() => {
            finding.hint(format!("ghi `so: {digits}` và `ky_hieu: {}`", symbol.trim()))
        }
        _ => finding.hint("văn thư chưa cấp số thì ghi `so: chua_co`"),
    })
}

fn check_symbol(rule: &Rule, head: &Head, kind: &str) -> Option<Diagnostic> {
    let symbol = head.symbol.as_ref()?;
    let plain =
        symbol.lines.iter().flatten().all(|p| matches!(p, ProsePiece::Text { .. }));
    let text = symbol.collect_words();
    let body = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-'));
    if !plain || body.is_some_and(|body| body.split('-').all(is_group)) {
        return None;
    }
    let message = format!("ký hiệu “{}” không đúng dạng", text.trim());
    Some(
        rule.finding(symbol.span, message)
            .label(format!("cần dạng {kind}-UBND"))
            .hint("viết liền, nối bằng dấu gạch nối; số và năm không thuộc ký hiệu"),
    )
}

/// A group of a symbol: `UBND`, `BCĐ`, `LĐTB&XH`, `THCS2`.
fn is_group(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
        && text.chars().filter(char::is_ascii_digit).count() < 4
}

fn check_missing_symbol(
    rule: &Rule,
    context: &Context<'_>,
    kind: &str,
) -> Option<Diagnostic> {
    let agency = context.form.agency.as_ref()?;
    let name = language::normalize_spaces(&agency.name.collect_words());
    // A name that is shortened has a finding elsewhere.
    let known = language::find_collective_abbreviation(&name).is_some();
    if name.is_empty() || known || find_short_form(&name).is_some() {
        return None;
    }
    Some(
        rule.finding(agency.name.span, format!("chưa có ký hiệu cho văn bản của {name}"))
            .label("máy không biết chữ viết tắt của cơ quan này")
            .hint(format!("thêm `ky_hieu: {kind}-…` vào `van_ban`")),
    )
}
