//! `page-range`: the page set-up stays within what the decree allows.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::plan::PAGE_RANGES;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "page-range",
        summary: "lề, cỡ chữ, cách dòng, lùi đầu dòng phải trong khoảng quy định",
        explanation: "Nghị định số 30/2020/NĐ-CP quy định lề trên, lề dưới từ 20 đến 25 mm, lề trái từ 30 đến 35 mm, lề phải từ 15 đến 20 mm; cỡ chữ 13 đến 14; cách dòng từ dòng đơn đến 1,5 dòng; các đoạn cách nhau ít nhất 6 pt; đầu dòng lùi 10 mm hoặc 12,7 mm. Bỏ khóa ấy đi thì máy dùng giá trị mặc định, vốn đúng quy định.",
    },
    severity: Severity::Error,
    clause: Some(
        "khoản 3 Mục I và điểm e khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP",
    ),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "trinh_bay:\n  le: { trai: 25 }\n",
    right: "trinh_bay:\n  le: { trai: 30 }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for range in PAGE_RANGES {
        let Some(measure) = (range.get)(&context.form.page) else { continue };
        if (range.allows)(measure.value) {
            continue;
        }
        let value = language::format_exact(&measure.value);
        let message = format!("{} {value} {} nằm ngoài quy định", range.name, range.unit);
        let mut finding = rule
            .finding(measure.span, message)
            .label(format!("cần {}", range.words))
            .hint("xóa khóa này thì máy dùng giá trị mặc định");
        finding.clause = Some(range.clause);
        found.push(finding);
    }
}
