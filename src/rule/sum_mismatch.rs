//! `sum-mismatch`: the sources of a budget make its amount.

use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Open;
use crate::quantity::Money;

use super::{Context, Rule};

pub(super) const RULE: Rule = Rule {
    code: "sum-mismatch",
    severity: Severity::Error,
    summary: "các nguồn kinh phí cộng lại phải bằng số tiền",
    explanation: "Tổng các khoản trong `nguon` phải đúng bằng `so_tien`, đến từng đồng. Sửa khoản sai, thêm nguồn còn thiếu, hoặc sửa tổng.",
    clause: None,
    wrong: "noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        - { ten: Ngân sách xã, so_tien: 10.000.000 đồng }\n        - { ten: Vận động, so_tien: 4.000.000 đồng }\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        - { ten: Ngân sách xã, so_tien: 10.000.000 đồng }\n        - { ten: Vận động, so_tien: 5.000.000 đồng }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for budget in context.budgets() {
        let Some(Open::Known(amount)) = budget.amount else { continue };
        let sum: Money = budget.sources.iter().map(|s| s.amount.value).sum();
        if budget.sources.is_empty() || sum == amount.value {
            continue;
        }
        let apart = (sum.dong() - amount.value.dong()).unsigned_abs();
        let apart = i128::try_from(apart).unwrap_or(i128::MAX);
        let side = if sum < amount.value { "thiếu" } else { "thừa" };
        let message = format!(
            "các nguồn cộng lại là {sum}, không bằng số tiền {}: {side} {} đồng",
            amount.value,
            crate::language::grouped(apart),
        );
        let mut finding = rule
            .finding(amount.span, message)
            .label(format!("cần {sum}, nếu các nguồn đã đúng"))
            .hint("sửa khoản sai, thêm nguồn còn thiếu, hoặc sửa `so_tien`");
        for source in &budget.sources {
            finding = finding.related(source.amount.span, "một nguồn");
        }
        found.push(finding);
    }
}
