//! `number-form`: number and symbol of the paper itself.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Attachment, Registration, Standing};
use crate::language;
use crate::prose::{Plain, ProsePiece};
use crate::quantity::Pending;
use crate::rule::bodies::find_short_form;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "number-form",
        summary: "số của văn bản là số thứ tự; ký hiệu là KH- và chữ viết tắt cơ quan, không có năm",
        explanation: "Số của kế hoạch là số thứ tự trong năm, ghi bằng chữ số; ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan, nối bằng dấu gạch nối, không cách chữ, không có năm: `so: 5` và `ky_hieu: KH-UBND`. Máy in thành Số: 05/KH-UBND. Cơ quan không phải Ủy ban nhân dân, Hội đồng nhân dân thì phải ghi `ky_hieu`, vì chữ viết tắt do người đứng đầu cơ quan quy định.",
    },
    severity: Severity::Error,
    clause: Some("khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "van_ban:\n  so: 05/2023/KH-UBND\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2023\n",
    right: "van_ban:\n  so: 5\n  ky_hieu: KH-UBND\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2023\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let issued = match &context.form.standing {
        Standing::Issued(issued) => issued,
        Standing::Attached(attachment) => {
            let finding =
                attachment.as_ref().and_then(|a| check_attached_symbol(rule, context, a));
            found.extend(finding);
            return;
        }
    };
    let Some(registration) = &issued.registration else { return };
    found.extend(check_number(rule, registration));
    let kind = context.form.kind.abbreviation;
    match &registration.symbol {
        Some(symbol) => {
            let is_joint = context.form.agency.iter().any(|a| !a.joint.is_empty());
            found.extend(check_symbol(rule, symbol, kind, is_joint));
        }
        None => found.extend(check_missing_symbol(rule, context, kind)),
    }
}

fn check_number(rule: &Rule, registration: &Registration) -> Option<Diagnostic> {
    let Pending::Known(number) = &registration.number else { return None };
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

/// A joint paper says so behind its type, as offices do: `KHLT-SYT-SGDĐT`.
fn check_symbol(
    rule: &Rule,
    symbol: &Plain,
    kind: &str,
    is_joint: bool,
) -> Option<Diagnostic> {
    let plain =
        symbol.lines.iter().flatten().all(|p| matches!(p, ProsePiece::Text { .. }));
    let text = symbol.collect_words();
    let rest = text.strip_prefix(kind);
    let rest = rest.map(|rest| match is_joint {
        true => rest.trim_start_matches(char::is_uppercase),
        false => rest,
    });
    let body = rest.and_then(|rest| rest.strip_prefix('-'));
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
    let is_joint = !agency.joint.is_empty();
    if name.is_empty() || !is_joint && known || find_short_form(&name).is_some() {
        return None;
    }
    if is_joint {
        let finding =
            rule.finding(agency.name.span, "chưa có ký hiệu cho văn bản liên tịch");
        return Some(
            finding
                .label("máy không biết ký hiệu chung của các cơ quan")
                .hint(format!("thêm `ky_hieu: {kind}LT-…-…` vào `van_ban`")),
        );
    }
    Some(
        rule.finding(agency.name.span, format!("chưa có ký hiệu cho văn bản của {name}"))
            .label("máy không biết chữ viết tắt của cơ quan này")
            .hint(format!("thêm `ky_hieu: {kind}-…` vào `van_ban`")),
    )
}

/// While the number of the decision is open, its symbol stands behind the blank.
fn check_attached_symbol(
    rule: &Rule,
    context: &Context<'_>,
    attachment: &Attachment,
) -> Option<Diagnostic> {
    if attachment.symbol.is_some() || attachment.number.known().is_some() {
        return None;
    }
    let usual = Attachment::usual_kind().to_owned();
    let kind = attachment.kind.as_ref().map_or(usual, Plain::collect_words);
    let agency = context.form.agency.as_ref().map(|agency| &agency.name);
    let agency = attachment.agency.as_ref().or(agency)?.collect_words();
    let agency = language::normalize_spaces(&agency);
    if agency.is_empty() || Attachment::usual_symbol(&kind, &agency).is_some() {
        return None;
    }
    let message = format!("chưa có ký hiệu cho {kind} của {agency}");
    Some(
        rule.finding(attachment.span, message)
            .label("máy không biết chữ viết tắt")
            .hint("thêm `ky_hieu: QĐ-…` vào `kem_theo`"),
    )
}
