//! `check-failed`: what the form says must hold in its tables holds.

use crate::diagnostic::{Diagnostic, Severity};

use super::{Context, Rule};

pub(super) const RULE: Rule = Rule {
    code: "check-failed",
    severity: Severity::Error,
    summary: "điều ghi ở `kiem_tra` phải đúng ở mọi hàng và hàng tổng",
    explanation: "Mỗi điều trong `kiem_tra` của bảng được xét ở từng hàng và ở hàng tổng, bằng số chưa làm tròn. Chỗ không đúng được nêu kèm giá trị hai vế và mức chênh. Sửa số liệu của hàng ấy, hoặc sửa điều kiện nếu ghi nhầm.",
    clause: None,
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n    hang:\n      - [Mai Hà, 3, 5]\n    kiem_tra: [giam <= dau]\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n    hang:\n      - [Mai Hà, 5, 3]\n    kiem_tra: [giam <= dau]\nnoi_dung:\n  - tieu_de: Thực trạng\n    bang: ngheo\n",
    check,
};

/// Failing rows of one condition that are told one by one.
const MOST: usize = 10;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let failures = context.figures.failures();
    for (at, failure) in failures.iter().enumerate() {
        let same = |other: &&crate::indicator::Failure| {
            (other.table, other.check) == (failure.table, failure.check)
        };
        let before = failures[..at].iter().filter(same).count();
        if before >= MOST {
            continue;
        }
        let formula = &context.form.tables[failure.table].checks[failure.check];
        let span = formula.places.of(failure.at.start, failure.at.end);
        let message = format!("{}: {}", failure.row, failure.said);
        let mut finding =
            rule.finding(span, message).label(format!("không đúng ở {}", failure.row));
        let more = failures[at + 1..].iter().filter(same).count();
        if before + 1 == MOST && more > 0 {
            finding = finding.hint(format!("còn {more} hàng nữa cũng không đúng"));
        }
        found.push(finding);
    }
}
