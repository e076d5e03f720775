//! The value of a formula.
//!
//! Exact, and rounded only by `lam_tron`. What is pending stays so through every
//! operation; of the two values of `neu` only the chosen one is computed.

use std::ops::Range;

use super::error::{FormulaError, shorten_quote};
use super::expr::{ArithmeticOp, CompareOp, Expr, ExprKind};
use super::function::Aggregate;
use super::truth::{Truth, evaluate_condition};
use super::value::Value;
use crate::quantity::Number;

/// Where a formula finds what its references stand for.
pub trait Env<R> {
    /// Why there is no value: a cell that is empty, or one whose own formula failed.
    type NoValue;

    /// The value of a reference.
    fn value(&self, reference: &R) -> Result<Value, Self::NoValue>;

    /// The values of a column; its empty cells are left out or are an error, as `function`
    /// wants it.
    fn column(
        &self,
        column: &R,
        function: Aggregate,
    ) -> Result<Vec<Value>, Self::NoValue>;

    /// What a function makes of a column. To be overridden where it can be remembered:
    /// a formula with `tong(dau)` asks once for every row.
    fn evaluate_aggregate(
        &self,
        function: Aggregate,
        column: &R,
    ) -> Result<Value, EvalCause<Self::NoValue>> {
        let values = self.column(column, function).map_err(EvalCause::Missing)?;
        apply_aggregate(function, values)
    }
}

/// Why a formula has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalError<M> {
    /// Where: bytes of the formula's text. A divisor, an operand, a reference.
    pub range: Range<usize>,
    /// Why there is none.
    pub cause: EvalCause<M>,
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvalCause<M> {
    /// The divisor is zero.
    DivisionByZero,
    /// The reason that [`Env`] gave.
    Missing(M),
    /// A text or a day where a number is wanted.
    NotANumber(Value),
    /// The same in a cell of a column.
    NotANumberInColumn(Value),
    /// A text, a number and a day do not compare with each other.
    Unlike(Box<[Value; 2]>),
    /// Which of two texts is more.
    NoOrder,
    /// The function has no value over no cells.
    EmptyColumn(Aggregate),
    /// The number has more digits than any figure of a plan.
    TooLarge,
}

/// The value of a formula.
pub fn evaluate<R, E: Env<R>>(
    expr: &Expr<R>,
    env: &E,
) -> Result<Value, EvalError<E::NoValue>> {
    match &expr.kind {
        ExprKind::Number(number) => Ok(Value::Number(number.clone())),
        ExprKind::Text(text) => Ok(Value::Text(text.clone())),
        ExprKind::Date(date) => Ok(Value::Date(*date)),
        ExprKind::Ref(reference) => env
            .value(reference)
            .map_err(|missing| fail_at(expr, EvalCause::Missing(missing))),
        ExprKind::Aggregate(function, column) => env
            .evaluate_aggregate(*function, column)
            .map_err(|cause| fail_at(expr, cause)),
        ExprKind::Binary(op, sides) => {
            let value = evaluate_binary(*op, &sides.left, &sides.right, env)?;
            Ok(value.map_or(Value::Pending, Value::Number))
        }
        ExprKind::Negate(part) => Ok(evaluate_number(part, env)?
            .map_or(Value::Pending, |n| Value::Number(n.neg()))),
        ExprKind::Round(part, places) => {
            let rounded = evaluate_number(part, env)?.map(|n| n.rounded(*places));
            Ok(rounded.map_or(Value::Pending, Value::Number))
        }
        ExprKind::If(choice) => match evaluate_condition(&choice.condition, env)? {
            Truth::Yes => evaluate(&choice.then, env),
            Truth::No(_) => evaluate(&choice.otherwise, env),
            Truth::Pending => Ok(Value::Pending),
        },
        ExprKind::Compare(..) | ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Not(_) => {
            // No formula has one of these where a value is wanted.
            Ok(Value::Pending)
        }
    }
}

/// The number that an operation gives; `None` where a side is pending.
fn evaluate_binary<R, E: Env<R>>(
    op: ArithmeticOp,
    left: &Expr<R>,
    right: &Expr<R>,
    env: &E,
) -> Result<Option<Number>, EvalError<E::NoValue>> {
    let (a, b) = (evaluate_number(left, env)?, evaluate_number(right, env)?);
    if op == ArithmeticOp::Divide && b.as_ref().is_some_and(Number::is_zero) {
        return Err(fail_at(right, EvalCause::DivisionByZero));
    }
    let (Some(a), Some(b)) = (a, b) else { return Ok(None) };
    let value = match op {
        ArithmeticOp::Add => Some(a.checked_add(&b)),
        ArithmeticOp::Subtract => Some(a.checked_sub(&b)),
        ArithmeticOp::Multiply => Some(a.checked_mul(&b)),
        ArithmeticOp::Divide => a.div(&b),
    };
    if value.as_ref().is_some_and(Number::is_huge) {
        return Err(fail_at(left, EvalCause::TooLarge));
    }
    Ok(value)
}

/// The number of a part; `None` where it is pending.
fn evaluate_number<R, E: Env<R>>(
    part: &Expr<R>,
    env: &E,
) -> Result<Option<Number>, EvalError<E::NoValue>> {
    // What nearly every formula is made of takes no way around a `Value`.
    let value = match &part.kind {
        ExprKind::Number(number) => return Ok(Some(number.clone())),
        ExprKind::Binary(op, sides) => {
            return evaluate_binary(*op, &sides.left, &sides.right, env);
        }
        ExprKind::Ref(reference) => env
            .value(reference)
            .map_err(|missing| fail_at(part, EvalCause::Missing(missing)))?,
        _ => evaluate(part, env)?,
    };
    match value {
        Value::Number(number) => Ok(Some(number)),
        Value::Pending => Ok(None),
        other @ (Value::Text(_) | Value::Date(_)) => {
            Err(fail_at(part, EvalCause::NotANumber(other)))
        }
    }
}

fn fail_at<R, M>(expr: &Expr<R>, cause: EvalCause<M>) -> EvalError<M> {
    EvalError { range: expr.range.clone(), cause }
}

/// What a function makes of values. One that is pending makes all of it so, but for
/// `dem`.
pub fn apply_aggregate<M>(
    function: Aggregate,
    values: impl IntoIterator<Item = Value>,
) -> Result<Value, EvalCause<M>> {
    let values = values.into_iter();
    match function {
        Aggregate::Count => Ok(Value::Number(to_number(values.count()))),
        Aggregate::Sum | Aggregate::Mean => total_values(function, values),
        Aggregate::Greatest => find_outermost(function, CompareOp::Greater, values),
        Aggregate::Least => find_outermost(function, CompareOp::Less, values),
    }
}

fn total_values<M>(
    function: Aggregate,
    values: impl Iterator<Item = Value>,
) -> Result<Value, EvalCause<M>> {
    let mut numbers = Vec::new();
    let mut pending = false;
    for value in values {
        match value {
            Value::Number(number) => numbers.push(number),
            Value::Pending => pending = true,
            other @ (Value::Text(_) | Value::Date(_)) => {
                return Err(EvalCause::NotANumberInColumn(other));
            }
        }
    }
    if pending {
        return Ok(Value::Pending);
    }
    let sum: Number = numbers.iter().sum();
    if function == Aggregate::Sum {
        return Ok(Value::Number(sum));
    }
    let count = to_number(numbers.len());
    sum.div(&count).map(Value::Number).ok_or(EvalCause::EmptyColumn(function))
}

fn to_number(count: usize) -> Number {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The value that is more (or less) than every other; days have a greatest one too.
fn find_outermost<M>(
    function: Aggregate,
    op: CompareOp,
    values: impl Iterator<Item = Value>,
) -> Result<Value, EvalCause<M>> {
    let mut best = None;
    let mut pending = false;
    for value in values {
        if let Value::Text(_) = value {
            return Err(EvalCause::NotANumberInColumn(value));
        }
        pending |= value == Value::Pending;
        best = match best {
            None => Some(value),
            Some(best) => match value.compare(op, &best) {
                Ok(more) => Some(if more == Some(true) { value } else { best }),
                Err(_) => return Err(EvalCause::Unlike(Box::new([best, value]))),
            },
        };
    }
    let best = if pending { Some(Value::Pending) } else { best };
    best.ok_or(EvalCause::EmptyColumn(function))
}

impl<M> EvalError<M> {
    /// The error in words. `text` is the formula's; the caller words what it has itself
    /// reported as missing, and the place of it is set here.
    pub fn describe(
        &self,
        text: &str,
        missing: impl FnOnce(&M) -> FormulaError,
    ) -> FormulaError {
        let range = self.range.clone();
        let written = shorten_quote(text.get(range.clone()).unwrap_or_default());
        match &self.cause {
            EvalCause::Missing(missed) => FormulaError { range, ..missing(missed) },
            EvalCause::DivisionByZero => {
                FormulaError::new(range, format!("`{written}` bằng 0, không chia được"))
                    .label("số chia bằng 0")
                    .hint(format!("nếu có thể bằng 0, ghi `neu({written} = 0, 0, …)`"))
            }
            EvalCause::NotANumber(value) => {
                let message = format!("`{written}` là {value}, không phải là số");
                FormulaError::new(range, message).label("ở đây cần một số")
            }
            EvalCause::NotANumberInColumn(value) => {
                let message = format!("trong cột có {value}, không phải là số");
                FormulaError::new(range, message).label("cần một cột toàn số")
            }
            EvalCause::Unlike(values) => {
                let [left, right] = &**values;
                let (one, other) = (left.kind(), right.kind());
                FormulaError::new(
                    range,
                    format!(
                        "{left} là {one}, {right} là {other}, không so sánh với nhau được"
                    ),
                )
            }
            EvalCause::NoOrder => {
                FormulaError::new(range, "hai đoạn chữ không so sánh hơn kém được")
                    .label("chữ chỉ so bằng `=` hoặc `<>`")
            }
            EvalCause::TooLarge => {
                FormulaError::new(range, "phép tính này cho ra một số quá dài")
                    .label("số có quá nhiều chữ số")
            }
            EvalCause::EmptyColumn(function) => {
                let name = function.name();
                FormulaError::new(
                    range,
                    format!("cột chưa có số liệu, `{name}` không có giá trị"),
                )
            }
        }
    }
}
