//! What a formula gives by its nature: an amount, which adds up from row to row, or a
//! rate, whose total is that of the totals.

use crate::form::{ByColumn, ColumnId};
use crate::formula::{Arithmetic, Expr, ExprKind};

use super::names::{RowName, Target};

/// What adds up and what does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Additivity {
    /// The same in every row: a number, a sum over a column.
    Neutral,
    /// Adds up: counts, money, what is so many times a rate.
    Amount,
    /// Does not add up: a rate, an amount for each of something.
    Rate,
}

/// The nature of a formula, by those of the columns.
pub(super) fn of(expr: &Expr<Target>, columns: &ByColumn<Additivity>) -> Additivity {
    use Additivity::{Amount, Neutral, Rate};
    match &expr.kind {
        ExprKind::Ref(Target::Own(column)) => columns[*column],
        // The row of another table that belongs to this row.
        ExprKind::Ref(Target::Cell { row: RowName::ByOwn(_), .. }) => Amount,
        ExprKind::Negate(part) | ExprKind::Round(part, _) => of(part, columns),
        ExprKind::If(choice) => {
            match either(of(&choice.then, columns), of(&choice.otherwise, columns)) {
                // One or the other by what the row is: it counts rows.
                Neutral if reads_row(&choice.condition) => Amount,
                nature => nature,
            }
        }
        ExprKind::Binary(op, sides) => {
            let (left, right) = (of(&sides.left, columns), of(&sides.right, columns));
            match (op, left, right) {
                (Arithmetic::Add | Arithmetic::Subtract, a, b) => either(a, b),
                (Arithmetic::Multiply, Neutral, other)
                | (Arithmetic::Multiply | Arithmetic::Divide, other, Neutral) => other,
                (Arithmetic::Multiply, Rate, Rate) => Rate,
                (Arithmetic::Multiply, _, _) => Amount,
                (Arithmetic::Divide, _, _) => Rate,
            }
        }
        _ => Neutral,
    }
}

/// Whether a formula reads what differs from row to row.
fn reads_row(expr: &Expr<Target>) -> bool {
    let of_row = |target: &Target| {
        matches!(target, Target::Own(_) | Target::Cell { row: RowName::ByOwn(_), .. })
    };
    expr.refs().any(|(target, _)| of_row(target))
}

/// The nature of a sum, or of one of two: what has an amount in it is one.
fn either(a: Additivity, b: Additivity) -> Additivity {
    match (a, b) {
        (Additivity::Amount, _) | (_, Additivity::Amount) => Additivity::Amount,
        (Additivity::Rate, _) | (_, Additivity::Rate) => Additivity::Rate,
        (Additivity::Neutral, Additivity::Neutral) => Additivity::Neutral,
    }
}

/// Whether a formula is nothing but rates added or taken from each other, so that it is
/// one too.
pub(super) fn is_of_rates(
    expr: &Expr<Target>,
    rates: &impl Fn(ColumnId) -> bool,
) -> bool {
    match &expr.kind {
        ExprKind::Ref(Target::Own(column)) => rates(*column),
        ExprKind::Negate(part) | ExprKind::Round(part, _) => is_of_rates(part, rates),
        ExprKind::Binary(Arithmetic::Add | Arithmetic::Subtract, sides) => {
            is_of_rates(&sides.left, rates) && is_of_rates(&sides.right, rates)
        }
        _ => false,
    }
}
