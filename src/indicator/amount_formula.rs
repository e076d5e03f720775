//! The formulas of amounts: what each gives, and whether that is money.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::Formula;
use crate::formula::{ArithmeticOp, Expr, ExprKind, Value};
use crate::quantity::Money;

use super::amount::round_to_dong;
use super::computation::Computation;
use super::compute;
use super::names::ResolvedRef;
use super::resolve::FormulaKind;

/// Computes an amount by its formula. What gives no amount is pending, and reported.
pub(super) fn compute_amount(computation: &mut Computation<'_>, index: usize) {
    let formula = computation.amounts[index].formula;
    let expr = computation.read(formula, None, FormulaKind::Value);
    let value = expr.filter(|expr| check_unit(computation, formula, expr));
    let value = value.and_then(|e| compute::evaluate_alone(computation, formula, &e));
    let money = value.and_then(|value| to_money(computation, formula, &value));
    computation.amount_values.insert(formula.span, money.into());
    if computation.amounts[index].task.is_some() {
        computation.update_budgets();
    }
}

/// The amount that a value is; `None` where it is pending, or no amount, which is reported.
fn to_money(
    computation: &mut Computation<'_>,
    formula: &Formula,
    value: &Value,
) -> Option<Money> {
    let message = match value {
        Value::Pending => return None,
        Value::Text(_) | Value::Date(_) => "công thức của số tiền cho ra chữ hoặc ngày",
        Value::Number(number) if number.is_negative() => {
            "công thức của số tiền cho ra số âm"
        }
        Value::Number(number) => match round_to_dong(number) {
            Some(money) => return Some(money),
            None => "công thức của số tiền cho ra số quá lớn",
        },
    };
    computation.in_form.push(
        Diagnostic::error(&code::indicator::NOT_AN_AMOUNT, formula.span, message)
            .label("cần một số tiền, không âm"),
    );
    None
}

/// Whether a formula gives đồng: what it adds up is money. What multiplies may be anything,
/// as so many people at so much each.
fn check_unit(
    computation: &mut Computation<'_>,
    formula: &Formula,
    expr: &Expr<ResolvedRef>,
) -> bool {
    let wrong = list_terms(expr).into_iter().find_map(|t| describe_term(computation, t));
    let wrong = wrong.or_else(|| describe_bare_numbers(computation, expr));
    let Some(what) = wrong else { return true };
    computation.in_form.push(
        Diagnostic::error(&code::indicator::NOT_AN_AMOUNT, formula.span, what.message)
            .label("cần số tiền tính bằng đồng")
            .hint(what.hint),
    );
    false
}

/// What a formula adds up and takes away, if it does nothing else.
fn list_terms(expr: &Expr<ResolvedRef>) -> Vec<&ResolvedRef> {
    match &expr.kind {
        ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => vec![target],
        ExprKind::Negate(part) | ExprKind::Round(part, _) => list_terms(part),
        ExprKind::Binary(ArithmeticOp::Add | ArithmeticOp::Subtract, sides) => {
            let mut res = list_terms(&sides.left);
            res.extend(list_terms(&sides.right));
            res
        }
        _ => Vec::new(),
    }
}

/// Why something that is added up is no amount in đồng.
struct WrongUnit {
    message: String,
    hint: &'static str,
}

/// Why what a formula makes of bare numbers is no amount in đồng.
fn describe_bare_numbers(
    computation: &Computation<'_>,
    expr: &Expr<ResolvedRef>,
) -> Option<WrongUnit> {
    let scale = computation.units(None).find_bare_scale(expr)?.name();
    Some(WrongUnit {
        message: format!("công thức nhân, chia các số tính bằng {scale}"),
        hint: "ghi ở cột đơn giá `kieu: tien`; đơn vị tính của bảng máy tự đổi ra đồng",
    })
}

fn describe_term(
    computation: &Computation<'_>,
    target: &ResolvedRef,
) -> Option<WrongUnit> {
    if computation.units(None).is_amount_ref(target) {
        return None;
    }
    if let ResolvedRef::Indicator { index, .. } = target {
        let (id, _) = &computation.form.indicators[*index];
        return Some(WrongUnit {
            message: format!("chỉ tiêu `{}` không phải số tiền tính bằng đồng", id.value),
            hint: "chỉ tiêu là số tiền thì ghi ở chỉ tiêu: `don_vi: đồng`",
        });
    }
    let column = target.named_column()?;
    let table = &computation.tables[column.table];
    if table.is_broken() {
        return None;
    }
    let name = table.columns[column.column].name();
    Some(WrongUnit {
        message: format!("cột `{name}` không phải cột tiền"),
        hint: "ghi ở cột ấy `kieu: tien`; đơn vị tính của bảng máy tự đổi ra đồng",
    })
}
