//! Formulas that add a bare number to a rate: `ty_le - 0,8` may mean 0,8 points or 80.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, FigureKind, Formula, TableColumn};
use crate::formula::{Aggregate, ArithmeticOp, Expr, ExprKind};
use crate::quantity::Number;

use super::computation::Computation;
use super::names::ResolvedRef;

/// Asks what a bare number is that a formula adds to a rate or takes from one. `None` where
/// there is none.
pub(super) fn check_added_rates(
    computation: &Computation<'_>,
    formula: &Formula,
    expr: &Expr<ResolvedRef>,
) -> Option<Diagnostic> {
    let bare = find_bare_number(computation, formula, expr)?;
    let text = formula.text.get(bare.range.clone())?.trim_matches(['(', ')', ' ']);
    let ExprKind::Number(number) = &bare.kind else { return None };
    let points = number.times_pow10(2).exact_text()?;
    let span = formula.places.span(bare.range.start, bare.range.end);
    let message = format!("số {text} cộng trừ với một tỷ lệ đọc được hai cách");
    Some(
        Diagnostic::error(&code::form::TWO_READINGS, span, message)
            .label(format!("là {text} hay {points} điểm phần trăm?"))
            .hint(format!(
                "nếu là {text} điểm phần trăm, ghi {text}%; nếu là {points} điểm phần trăm, ghi {points}%"
            )),
    )
}

/// A number without a sign of percent that is added to a rate or taken from one. `1` less a
/// rate is its rest.
fn find_bare_number<'e>(
    computation: &Computation<'_>,
    formula: &Formula,
    expr: &'e Expr<ResolvedRef>,
) -> Option<&'e Expr<ResolvedRef>> {
    let mut parts = expr.parts().into_iter();
    let below = parts.find_map(|part| find_bare_number(computation, formula, part));
    if below.is_some() {
        return below;
    }
    let ExprKind::Binary(ArithmeticOp::Add | ArithmeticOp::Subtract, sides) = &expr.kind
    else {
        return None;
    };
    let is_bare = |part: &Expr<ResolvedRef>| {
        let has_sign =
            formula.text.get(part.range.clone()).is_some_and(|t| t.contains('%'));
        matches!(&part.kind, ExprKind::Number(n) if !n.is_zero() && *n != Number::ONE && !has_sign)
    };
    if is_bare(&sides.right) && is_rate(computation, &sides.left) {
        return Some(&sides.right);
    }
    (is_bare(&sides.left) && is_rate(computation, &sides.right)).then_some(&sides.left)
}

/// Whether a part of a formula is a rate: of a column or an indicator that is one, and what
/// is made of such by adding, or by weighing with a number.
fn is_rate(computation: &Computation<'_>, expr: &Expr<ResolvedRef>) -> bool {
    match &expr.kind {
        // How many there are is no rate.
        ExprKind::Aggregate(Aggregate::Count, _) => false,
        ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => match target {
            ResolvedRef::Indicator { index, .. } => {
                computation.form.indicators[*index].1.kind == FigureKind::Percent
            }
            _ => target.named_column().is_some_and(|TableColumn { table, column }| {
                computation.tables[table].columns[column].kind == CellKind::Percent
            }),
        },
        ExprKind::Negate(part) | ExprKind::Round(part, _) => is_rate(computation, part),
        ExprKind::Binary(ArithmeticOp::Add | ArithmeticOp::Subtract, sides) => {
            is_rate(computation, &sides.left) || is_rate(computation, &sides.right)
        }
        _ => false,
    }
}
