//! Whether a condition holds, and if not, why.

use std::ops::Range;

use super::eval::{Env, EvalCause, EvalError, evaluate};
use super::expr::{CompareOp, Expr, ExprKind, Operands};
use super::value::{Unlike, Value};
use crate::quantity::Number;

/// Whether a condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// The condition holds.
    Yes,
    /// It does not hold, because of these comparisons: one, or all that `hoac` joins.
    No(Vec<FailedComparison>),
    /// A value that decides it is not known yet (`chua_co`).
    Pending,
}

/// A comparison that should hold and does not. Under `khong` it is the one that would
/// have to hold instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedComparison {
    /// Where the comparison stands: bytes of the formula's text.
    pub range: Range<usize>,
    /// Where its two sides stand.
    pub sides: [Range<usize>; 2],
    /// What was to hold between the sides.
    pub wanted: CompareOp,
    /// What the left side gives.
    pub left: Value,
    /// What the right side gives.
    pub right: Value,
    /// How far apart they are, never negative; none for texts and days.
    pub difference: Option<Number>,
}

/// Whether a condition holds. The right side of `va` and of `hoac` is looked at only
/// where the left one does not settle it.
pub fn evaluate_condition<R, E: Env<R>>(
    condition: &Expr<R>,
    env: &E,
) -> Result<Truth, EvalError<E::NoValue>> {
    evaluate_truth(condition, true, env)
}

/// Whether a condition is as it should be, true or false. What is denied is asked the
/// other way round, so that what fails is always a comparison that should hold.
fn evaluate_truth<R, E: Env<R>>(
    condition: &Expr<R>,
    should: bool,
    env: &E,
) -> Result<Truth, EvalError<E::NoValue>> {
    match &condition.kind {
        ExprKind::Compare(op, sides) => {
            let wanted = if should { *op } else { op.negated() };
            evaluate_comparison(&condition.range, wanted, sides, env)
        }
        ExprKind::Not(part) => evaluate_truth(part, !should, env),
        ExprKind::And(sides) if should => evaluate_all(sides, should, env),
        ExprKind::Or(sides) if !should => evaluate_all(sides, should, env),
        ExprKind::And(sides) | ExprKind::Or(sides) => evaluate_any(sides, should, env),
        // No condition is any of the others.
        _ => Ok(Truth::Pending),
    }
}

/// Whether both sides are as they should be. A side that is pending leaves it so only if
/// the other does not decide it.
fn evaluate_all<R, E: Env<R>>(
    sides: &Operands<R>,
    should: bool,
    env: &E,
) -> Result<Truth, EvalError<E::NoValue>> {
    match evaluate_truth(&sides.left, should, env)? {
        Truth::Yes => evaluate_truth(&sides.right, should, env),
        Truth::Pending => Ok(match evaluate_truth(&sides.right, should, env)? {
            Truth::Yes => Truth::Pending,
            settled => settled,
        }),
        no @ Truth::No(_) => Ok(no),
    }
}

/// Whether one side is as it should be; if neither is, the failed comparisons of both.
fn evaluate_any<R, E: Env<R>>(
    sides: &Operands<R>,
    should: bool,
    env: &E,
) -> Result<Truth, EvalError<E::NoValue>> {
    match evaluate_truth(&sides.left, should, env)? {
        Truth::Yes => Ok(Truth::Yes),
        Truth::Pending => Ok(match evaluate_truth(&sides.right, should, env)? {
            Truth::No(_) => Truth::Pending,
            settled => settled,
        }),
        Truth::No(mut failed) => Ok(match evaluate_truth(&sides.right, should, env)? {
            Truth::No(more) => {
                failed.extend(more);
                Truth::No(failed)
            }
            settled => settled,
        }),
    }
}

/// A comparison that is to hold. Where it does not, both values and their difference are
/// kept, since a message shows them.
fn evaluate_comparison<R, E: Env<R>>(
    range: &Range<usize>,
    wanted: CompareOp,
    sides: &Operands<R>,
    env: &E,
) -> Result<Truth, EvalError<E::NoValue>> {
    let (left, right) = (evaluate(&sides.left, env)?, evaluate(&sides.right, env)?);
    match left.compare(wanted, &right) {
        Ok(Some(true)) => Ok(Truth::Yes),
        Ok(None) => Ok(Truth::Pending),
        Ok(Some(false)) => {
            let difference = match (&left, &right) {
                (Value::Number(a), Value::Number(b)) => Some(a.checked_sub(b).abs()),
                _ => None,
            };
            let sides = [sides.left.range.clone(), sides.right.range.clone()];
            let range = range.clone();
            Ok(Truth::No(vec![FailedComparison {
                range,
                sides,
                wanted,
                left,
                right,
                difference,
            }]))
        }
        Err(why) => {
            let cause = match why {
                Unlike::NoOrder => EvalCause::NoOrder,
                Unlike::Kinds => EvalCause::Unlike(Box::new([left, right])),
            };
            Err(EvalError { range: range.clone(), cause })
        }
    }
}
