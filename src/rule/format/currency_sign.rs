//! `currency-sign`: money is in `đồng`; no law knows `VNĐ`.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "currency-sign",
        summary: "đơn vị tiền viết là “đồng”, không viết “VNĐ”",
        explanation: "Theo Luật Ngân hàng Nhà nước Việt Nam và Luật Kế toán, đơn vị tiền là “đồng”, ký hiệu “đ”, ký hiệu quốc tế “VND”. “VNĐ” không có trong luật nào. Trong văn bản hành chính viết “đồng”: 5.000.000 đồng, 2,5 tỷ đồng.",
    },
    severity: Severity::Hint,
    clause: Some("Điều 16 Luật Ngân hàng Nhà nước Việt Nam năm 2010"),
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Kinh phí\n    doan: Kinh phí thực hiện là 5.000.000 VNĐ, từ ngân sách xã.\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí\n    doan: Kinh phí thực hiện là 5.000.000 đồng, từ ngân sách xã.\n",
    check,
};

const SIGN: &str = "VNĐ";

/// Told once, at the first place.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut count = 0;
    let mut first = None;
    for (_, line) in context.lines() {
        for (start, _) in line.text.match_indices(SIGN) {
            let end = start + SIGN.len();
            let is_word = !line.text[..start].ends_with(char::is_alphabetic)
                && !line.text[end..].starts_with(char::is_alphanumeric);
            if is_word {
                count += 1;
                first = first.or_else(|| Some(line.place(context, start, end)));
            }
        }
    }
    let Some(place) = first else { return };
    let mut finding = rule
        .finding(place, "đơn vị tiền viết là “VNĐ”")
        .label("cần `đồng`")
        .hint("viết `đồng`, cách số một dấu cách");
    if count > 1 {
        finding.push_hint(format!("còn {} chỗ nữa như vậy", count - 1));
    }
    found.push(finding);
}
