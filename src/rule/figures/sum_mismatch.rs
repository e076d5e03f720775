//! `sum-mismatch`: the sources of a budget make its amount.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::FundingSource;
use crate::quantity::{Money, Pending, Percent};
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "sum-mismatch",
        summary: "các nguồn kinh phí cộng lại phải bằng số tiền",
        explanation: "Tổng các khoản trong `nguon` phải đúng bằng `so_tien`, đến từng đồng; ghi theo phần trăm thì phải đủ 100%. Sửa khoản sai, thêm nguồn còn thiếu, hoặc sửa tổng.",
    },
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        - { ten: Ngân sách xã, so_tien: 10.000.000 đồng }\n        - { ten: Vận động, so_tien: 4.000.000 đồng }\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        - { ten: Ngân sách xã, so_tien: 10.000.000 đồng }\n        - { ten: Vận động, so_tien: 5.000.000 đồng }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funded in list_funded(context) {
        let sources = funded.sources;
        let shares: Option<Vec<Percent>> =
            sources.iter().map(|s| s.portion.share()).collect();
        let finding = match shares {
            Some(shares) => check_shares(rule, sources, &shares),
            None => check_amounts(rule, &funded),
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

/// An amount with its sources: of a budget, or of the total of a table.
struct FundedAmount<'a> {
    amount: Money,
    /// Where the amount stands.
    span: Span,
    /// What the form calls the amount.
    name: &'static str,
    sources: &'a [FundingSource],
    /// What each source gives.
    given: Vec<Pending<Money>>,
}

/// The known amounts of a form that have sources.
fn list_funded<'a>(context: &Context<'a>) -> Vec<FundedAmount<'a>> {
    let mut res = Vec::new();
    for budget in context.budgets() {
        let amounts = context.figures.resolve_budget(budget);
        let (Some(Pending::Known(written)), Some(Pending::Known(amount))) =
            (&budget.amount, amounts.amount)
        else {
            continue;
        };
        let (span, given) = (written.span(), amounts.sources);
        let sources = &budget.sources[..];
        res.push(FundedAmount { amount, span, name: "`so_tien`", sources, given });
    }
    for (id, table) in context.form.own_tables() {
        let Some(total) = &table.total else { continue };
        let funded = context.figures.table(id).funded_amount();
        let Some((Pending::Known(amount), given)) = funded else { continue };
        let sources = &total.foot.sources[..];
        let span = locate_first_source(sources);
        res.push(FundedAmount { amount, span, name: "tổng cuối", sources, given });
    }
    res
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
fn check_amounts(rule: &Rule, funded: &FundedAmount<'_>) -> Option<Diagnostic> {
    let FundedAmount { amount, span, name, sources, given } = funded;
    let amount = *amount;
    let open = given.contains(&Pending::Unknown);
    let sum: Money = given.iter().filter_map(|given| given.known().copied()).sum();
    if sources.is_empty() || sum == amount || (open && sum < amount) {
        return None;
    }
    let difference = (sum.dong() - amount.dong()).unsigned_abs();
    let difference = i128::try_from(difference).unwrap_or(i128::MAX);
    let side = if sum < amount { "thiếu" } else { "thừa" };
    let message = format!(
        "các nguồn cộng lại là {sum}, không bằng số tiền {amount}: {side} {} đồng",
        crate::language::group_digits(difference),
    );
    let finding = rule.finding(*span, message);
    let shares = sources.iter().any(|s| s.portion.share().is_some());
    let label = if open || shares || *span == locate_first_source(sources) {
        "không khớp với các nguồn".to_owned()
    } else {
        format!("cần {sum}, nếu các nguồn đã đúng")
    };
    let hint = format!("sửa khoản sai, thêm nguồn còn thiếu, hoặc sửa {name}");
    Some(finding.label(label).hint(hint))
}

/// The first source: where a sum stands that has no `so_tien`.
fn locate_first_source(sources: &[FundingSource]) -> Span {
    sources.first().map_or(Span::new(0, 0), |source| source.span)
}
