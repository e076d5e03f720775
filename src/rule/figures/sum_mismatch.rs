//! `sum-mismatch`: the sources of a budget make its amount.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{FundingSource, Spanned};
use crate::quantity::{Money, Pending, Percent};
use crate::rule::{Context, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "sum-mismatch",
        summary: "các nguồn kinh phí cộng lại phải bằng số tiền",
        explanation: "Tổng các khoản trong `nguon` phải đúng bằng `so_tien`, đến từng đồng; ghi theo phần trăm thì phải đủ 100%. Sửa khoản sai, thêm nguồn còn thiếu, hoặc sửa tổng.",
    },
    severity: Severity::Error,
    clause: None,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        - { ten: Ngân sách xã, so_tien: 10.000.000 đồng }\n        - { ten: Vận động, so_tien: 4.000.000 đồng }\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        - { ten: Ngân sách xã, so_tien: 10.000.000 đồng }\n        - { ten: Vận động, so_tien: 5.000.000 đồng }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for budget in context.budgets() {
        let Some(Pending::Known(amount)) = &budget.amount else { continue };
        let sources = &budget.sources[..];
        let shares: Option<Vec<Percent>> = sources.iter().map(|s| s.share).collect();
        let finding = match shares {
            Some(shares) => check_shares(rule, sources, &shares),
            None => check_amounts(rule, sources, *amount),
        };
        let Some(mut finding) = finding else { continue };
        for source in sources {
            if finding.span != Some(source.span) {
                finding = finding.related(source.span, "một nguồn");
            }
        }
        found.push(finding);
    }
}

/// Sources that are all shares make the whole.
fn check_shares(
    rule: &Rule,
    sources: &[FundingSource],
    shares: &[Percent],
) -> Option<Diagnostic> {
    let sum: Decimal = shares.iter().map(|share| share.0).sum();
    if sources.is_empty() || sum == Decimal::ONE_HUNDRED {
        return None;
    }
    let side = if sum < Decimal::ONE_HUNDRED { "thiếu" } else { "thừa" };
    let difference = Percent((sum - Decimal::ONE_HUNDRED).abs().normalize());
    let sum = Percent(sum.normalize());
    let message =
        format!("phần trăm của các nguồn cộng lại là {sum}: {side} {difference}");
    let finding =
        rule.finding(locate_first_source(sources), message).label("cần đủ 100%");
    Some(finding.hint("sửa phần trăm sai, thêm hoặc bớt một nguồn"))
}

/// Amounts, and shares by what they come to, make the amount; open ones may be anything
/// that is left.
fn check_amounts(
    rule: &Rule,
    sources: &[FundingSource],
    amount: Spanned<Money>,
) -> Option<Diagnostic> {
    let open = sources.iter().any(|s| s.amount == Pending::Unknown);
    let sum: Money = sources.iter().filter_map(|s| s.amount.known().copied()).sum();
    if sources.is_empty() || sum == amount.value || (open && sum < amount.value) {
        return None;
    }
    let difference = (sum.dong() - amount.value.dong()).unsigned_abs();
    let difference = i128::try_from(difference).unwrap_or(i128::MAX);
    let side = if sum < amount.value { "thiếu" } else { "thừa" };
    let message = format!(
        "các nguồn cộng lại là {sum}, không bằng số tiền {}: {side} {} đồng",
        amount.value,
        crate::language::group_digits(difference),
    );
    let finding = rule.finding(amount.span, message);
    let shares = sources.iter().any(|s| s.share.is_some());
    let label = if open || shares {
        "không khớp với các nguồn".to_owned()
    } else {
        format!("cần {sum}, nếu các nguồn đã đúng")
    };
    let hint = "sửa khoản sai, thêm nguồn còn thiếu, hoặc sửa `so_tien`";
    Some(finding.label(label).hint(hint))
}

/// The first source: where a sum stands that has no `so_tien`.
fn locate_first_source(sources: &[FundingSource]) -> Span {
    sources.first().map_or(Span::new(0, 0), |source| source.span)
}
