//! `document-number-form`: numbers of papers are written as numbers are.

use crate::citation::{self, PaperNumber, PaperNumberError};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "document-number-form",
        summary: "số, ký hiệu văn bản viết liền, đúng dấu gạch chéo và gạch nối: 91/KH-UBND",
        explanation: "Giữa số và ký hiệu có dấu gạch chéo (/), giữa các nhóm chữ của ký hiệu có dấu gạch nối (-), không cách chữ. Văn bản của Đảng ghi số, gạch nối, tên loại, rồi gạch chéo và cơ quan: 89-NQ/ĐU. Số viết sai dạng thì không tra lại được văn bản.",
    },
    severity: Severity::Error,
    clause: Some("khoản 3 Mục II Phần I Phụ lục I Nghị định 30/2020/NĐ-CP"),
    wrong: "van_ban_lien_quan:\n  kh-91:\n    loai: Kế hoạch\n    so: 91/KH – UBND\n",
    right: "van_ban_lien_quan:\n  kh-91:\n    loai: Kế hoạch\n    so: 91/KH-UBND\n",
    check,
};

/// What is numbered without being a paper: `Mẫu số 01/LĐ`, `số nhà`, `lô số`.
const OTHER_NUMBERED: [&str; 8] =
    ["mẫu", "biểu", "nhà", "lô", "thửa", "tổ", "ngõ", "bảng"];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, paper) in &context.form.papers {
        if let Some(number) = &paper.number {
            found.extend(check_paper_number(
                rule,
                &PaperNumber::as_typed(&number.value),
                || number.span,
            ));
        }
    }
    for (_, line) in context.lines() {
        for number in citation::find_numbers(&line.text) {
            if is_of_paper(&line.text[..number.start]) {
                found.extend(check_paper_number(rule, &number.number, || {
                    line.place(context, number.start, number.end)
                }));
            }
        }
    }
}

/// Whether the words before a number do not say that it is of something else.
fn is_of_paper(before: &str) -> bool {
    let word = before.split_whitespace().rev().nth(1).unwrap_or_default().to_lowercase();
    !OTHER_NUMBERED.contains(&word.trim_start_matches(|c: char| !c.is_alphabetic()))
}

fn check_paper_number(
    rule: &Rule,
    number: &PaperNumber,
    place: impl FnOnce() -> Span,
) -> Option<Diagnostic> {
    let text = number.text();
    if text == crate::prose::PENDING {
        let message = "số của văn bản được viện dẫn còn để ngỏ";
        let finding = rule.finding(place(), message).label("cần số, ký hiệu");
        return Some(finding.hint("chưa biết số thì xóa dòng `so`"));
    }
    let message = match number.error()? {
        PaperNumberError::LongDash => {
            format!("số văn bản “{text}” dùng dấu gạch dài thay cho gạch nối")
        }
        PaperNumberError::Spaced => format!("số văn bản “{text}” có khoảng trắng"),
        PaperNumberError::Shape => format!("số văn bản “{text}” không đúng dạng"),
    };
    let mut finding = rule.finding(place(), message);
    // Papers of the Party follow the Party's own rules, not the decree.
    if number.mended().is_some_and(|mended| mended.is_party()) {
        finding.clause = None;
    }
    Some(match number.mended() {
        Some(mended) => {
            let mended = mended.text().to_owned();
            let finding = finding.label(format!("cần viết {mended}"));
            finding.hint(format!("sửa thành {mended}, sau khi đối chiếu bản gốc"))
        }
        None => finding
            .label("cần dạng 91/KH-UBND, 61/2015/NĐ-CP hoặc 77-NQ/TU")
            .hint("đối chiếu số, ký hiệu với bản gốc"),
    })
}
