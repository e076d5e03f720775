//! What a formula gives: an amount, which adds up from row to row, or a rate, whose total
//! is that of the totals.

use crate::form::{ByColumn, ColumnId};
use crate::formula::{ArithmeticOp, Expr, ExprKind};

use super::names::{ResolvedRef, RowKey};

/// Whether values of a column add up from row to row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Additivity {
    /// The same in every row: a number, a sum over a column.
    Constant,
    /// Adds up: counts, money, what is so many times a rate.
    Additive,
    /// Does not add up: a rate, an amount for each of something.
    Ratio,
}

/// Whether what a formula gives adds up, by what is known of the columns.
///
/// As with units of measure: sums keep what their terms are, a constant factor changes
/// nothing, so many times a rate is an amount, and what is divided by something that
/// differs from row to row is a rate.
pub(super) fn classify_formula(
    expr: &Expr<ResolvedRef>,
    columns: &ByColumn<Additivity>,
) -> Additivity {
    use Additivity::{Additive, Constant, Ratio};
    match &expr.kind {
        ExprKind::Ref(ResolvedRef::OwnColumn(column)) => columns[*column],
        // The row of another table that belongs to this row.
        ExprKind::Ref(ResolvedRef::Cell { row: RowKey::FromColumn(_), .. }) => Additive,
        ExprKind::Negate(part) | ExprKind::Round(part, _) => {
            classify_formula(part, columns)
        }
        ExprKind::If(choice) => {
            match combine_terms(
                classify_formula(&choice.then, columns),
                classify_formula(&choice.otherwise, columns),
            ) {
                // One or the other by what the row is: it counts rows.
                Constant if is_row_dependent(&choice.condition) => Additive,
                additivity => additivity,
            }
        }
        ExprKind::Binary(op, sides) => {
            let (left, right) = (
                classify_formula(&sides.left, columns),
                classify_formula(&sides.right, columns),
            );
            match (op, left, right) {
                (ArithmeticOp::Add | ArithmeticOp::Subtract, a, b) => combine_terms(a, b),
                (ArithmeticOp::Multiply, Constant, other)
                | (ArithmeticOp::Multiply | ArithmeticOp::Divide, other, Constant) => {
                    other
                }
                (ArithmeticOp::Multiply, Ratio, Ratio) => Ratio,
                (ArithmeticOp::Multiply, _, _) => Additive,
                (ArithmeticOp::Divide, _, _) => Ratio,
            }
        }
        _ => Constant,
    }
}

/// Whether a formula reads what differs from row to row.
fn is_row_dependent(expr: &Expr<ResolvedRef>) -> bool {
    expr.refs().any(|(target, _)| target.is_of_row())
}

/// What a sum is, or one of two: what has an amount in it is one.
fn combine_terms(a: Additivity, b: Additivity) -> Additivity {
    match (a, b) {
        (Additivity::Additive, _) | (_, Additivity::Additive) => Additivity::Additive,
        (Additivity::Ratio, _) | (_, Additivity::Ratio) => Additivity::Ratio,
        (Additivity::Constant, Additivity::Constant) => Additivity::Constant,
    }
}

/// Whether a formula is nothing but rates added or taken from each other, so that it is
/// one too.
pub(super) fn is_of_rates(
    expr: &Expr<ResolvedRef>,
    rates: &impl Fn(ColumnId) -> bool,
) -> bool {
    match &expr.kind {
        ExprKind::Ref(ResolvedRef::OwnColumn(column)) => rates(*column),
        ExprKind::Negate(part) | ExprKind::Round(part, _) => is_of_rates(part, rates),
        ExprKind::Binary(ArithmeticOp::Add | ArithmeticOp::Subtract, sides) => {
            is_of_rates(&sides.left, rates) && is_of_rates(&sides.right, rates)
        }
        _ => false,
    }
}
