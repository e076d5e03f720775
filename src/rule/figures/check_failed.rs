//! `check-failed`: what the form says must hold in its tables holds.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Form;
use crate::indicator::CheckFailure;
use crate::rule::{Context, Rule, Validity};

pub(crate) static RULE: Rule = Rule {
    code: &Code {
        id: "check-failed",
        summary: "điều ghi ở `kiem_tra` phải đúng ở mọi hàng và hàng tổng",
        explanation: "Mỗi điều trong `kiem_tra` của bảng được xét ở từng hàng và ở hàng tổng, bằng số chưa làm tròn. Chỗ không đúng được nêu kèm giá trị hai vế và mức chênh. Sửa số liệu của hàng ấy, hoặc sửa điều kiện nếu ghi nhầm.",
    },
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n    hang:\n      - [Mai Hà, 3, 5]\n    kiem_tra: [giam <= dau]\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n    hang:\n      - [Mai Hà, 5, 3]\n    kiem_tra: [giam <= dau]\nnoi_dung:\n  - tieu_de: Thực trạng\n    bang: ngheo\n",
    check,
};

/// Failing rows of one condition that are reported one by one.
const MOST: usize = 10;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // The failing rows of each condition: its table, and its index there.
    let mut by_condition: BTreeMap<_, Vec<&CheckFailure>> = BTreeMap::new();
    for failure in context.figures.failures() {
        // A file that gave no rows has a finding where it was read.
        let is_read = context.form.tables[failure.table].file().is_none()
            || !context.figures.table(failure.table).is_empty();
        if is_read {
            by_condition.entry((failure.table, failure.check)).or_default().push(failure);
        }
    }
    for failures in by_condition.into_values() {
        let more = failures.len().saturating_sub(MOST);
        for (index, failure) in failures.into_iter().take(MOST).enumerate() {
            let mut finding = describe_failure(rule, context.form, failure);
            if index + 1 == MOST && more > 0 {
                finding = finding.hint(format!("còn {more} hàng nữa cũng không đúng"));
            }
            found.push(finding);
        }
    }
}

/// The finding of one row.
pub(crate) fn describe_failure(
    rule: &Rule,
    form: &Form,
    failure: &CheckFailure,
) -> Diagnostic {
    let formula = &form.tables[failure.table].checks[failure.check];
    let span = formula.places.span(failure.at.start, failure.at.end);
    let message = format!("{}: {}", failure.row, failure.message);
    rule.finding(span, message).label(format!("không đúng ở {}", failure.row))
}
