//! `subject-form`: the summary of the paper.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::ProsePiece;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "subject-form",
        summary: "trích yếu viết chữ thường, không có “V/v”, không có dấu chấm cuối",
        explanation: "Trích yếu của kế hoạch viết chữ thường, đậm, ngay dưới tên loại. “V/v” chỉ dùng ở công văn. Trích yếu là một câu ngắn hoặc một cụm từ, không có dấu chấm ở cuối.",
    },
    severity: Severity::Error,
    clause: Some("khoản 5 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: V/v triển khai công tác giảm nghèo năm 2023\n",
    right: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Về triển khai công tác giảm nghèo năm 2023\n",
    check,
};

/// Four slips, each with a finding of its own, since one text may have all of them: `V/v`,
/// the name of the type again, capitals throughout, a stop at the end.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(head) = &context.form.head else { return };
    let span = head.subject.span;
    let text = crate::language::normalize_spaces(&head.subject.collect_words());
    if text.to_lowercase().starts_with("v/v") {
        let place = context.place(&text, span, 0, "v/v".len());
        let kind = context.form.kind.lower_name();
        let message = format!("trích yếu của {kind} không dùng “V/v”");
        let finding = rule.finding(place, message);
        found.push(
            finding.label("chỉ công văn mới ghi V/v").hint("viết `Về …`, hoặc bỏ hẳn"),
        );
    }
    found.extend(check_kind(rule, context, &text));
    // Few letters may be an abbreviation, and one word a name.
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 9 && text.contains(' ') && !text.chars().any(char::is_lowercase) {
        let finding = rule.finding(span, "trích yếu viết toàn chữ hoa");
        found.push(
            finding.label("cần chữ thường").hint("chỉ viết hoa chữ đầu và tên riêng"),
        );
    }
    let body = text.trim_end_matches(['.', '/']);
    let last = head.subject.lines.last().and_then(|line| line.last());
    let written = matches!(last, Some(ProsePiece::Text { .. }));
    if written && text.ends_with('.') && !text.ends_with("..") {
        let place = match body.len() {
            0 => span,
            start => context.place(&text, span, start, text.len()),
        };
        let mut finding = rule.finding(place, "trích yếu có dấu chấm cuối");
        finding.severity = Severity::Warning;
        found.push(finding.label("không cần dấu ở đây").hint("xóa dấu chấm"));
    }
}

/// The type of the paper again: in capitals as over the summary, or at its beginning.
fn check_kind(rule: &Rule, context: &Context<'_>, text: &str) -> Option<Diagnostic> {
    /// What makes the word one of a name: `kế hoạch hóa gia đình`.
    const NAMES: [&str; 5] = ["hóa ", "hoá ", "mục tiêu quốc gia", "MTQG", "sử dụng đất"];
    let span = context.form.head.as_ref()?.subject.span;
    let kind = crate::language::to_capitals(context.form.kind.name);
    let written =
        text.get(..kind.len()).filter(|w| w.to_lowercase() == kind.to_lowercase())?;
    let after = text[written.len()..].strip_prefix(' ')?;
    let is_typed_over = written == kind;
    if !is_typed_over && NAMES.iter().any(|name| after.starts_with(name)) {
        return None;
    }
    let place = context.place(text, span, 0, written.len());
    let mut finding =
        rule.finding(place, format!("trích yếu nhắc lại tên loại {written}"));
    if !is_typed_over {
        finding.severity = Severity::Warning;
    }
    Some(
        finding.label("máy đã in tên loại ở dòng trên").hint(format!("bỏ chữ {written}")),
    )
}
