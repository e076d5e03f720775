//! The value of a formula.
//!
//! Exact, and rounded only by `lam_tron`. What is open stays open through every
//! operation; of the two values of `neu` only the chosen one is computed.

use std::ops::Range;

use super::expr::{Arithmetic, Comparison, Expr, ExprKind};
use super::fault::{Fault, shorten_quote};
use super::function::Aggregate;
use super::truth::{Truth, holds};
use super::value::Value;
use crate::quantity::Number;

/// Where a formula finds what its references stand for.
pub trait Env<R> {
    /// Why there is no value: a cell that is empty, or one whose own formula failed.
    type Missing;

    /// The value of a reference.
    fn value(&self, reference: &R) -> Result<Value, Self::Missing>;

    /// The values of a column; its empty cells are left out or are a fault, as `function`
    /// wants it.
    fn column(
        &self,
        column: &R,
        function: Aggregate,
    ) -> Result<Vec<Value>, Self::Missing>;

    /// What a function makes of a column. To be overridden by whoever can remember it:
    /// a formula with `tong(dau)` asks once for every row.
    fn aggregate(
        &self,
        function: Aggregate,
        column: &R,
    ) -> Result<Value, Cause<Self::Missing>> {
        let values = self.column(column, function).map_err(Cause::Missing)?;
        aggregate(function, values)
    }
}

/// Why a formula has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalFault<M> {
    /// Where: bytes of the formula's text. A divisor, an operand, a reference.
    pub at: Range<usize>,
    /// Why.
    pub cause: Cause<M>,
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause<M> {
    /// The divisor is zero.
    DivisionByZero,
    /// What [`Env`] said.
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
pub fn eval<R, E: Env<R>>(
    expr: &Expr<R>,
    env: &E,
) -> Result<Value, EvalFault<E::Missing>> {
    match &expr.kind {
        ExprKind::Number(number) => Ok(Value::Number(number.clone())),
        ExprKind::Text(text) => Ok(Value::Text(text.clone())),
        ExprKind::Date(date) => Ok(Value::Date(*date)),
        ExprKind::Ref(reference) => {
            env.value(reference).map_err(|missing| fail_at(expr, Cause::Missing(missing)))
        }
        ExprKind::Aggregate(function, column) => {
            env.aggregate(*function, column).map_err(|cause| fail_at(expr, cause))
        }
        ExprKind::Binary(op, sides) => {
            let value = evaluate_binary(*op, &sides.left, &sides.right, env)?;
            Ok(value.map_or(Value::Open, Value::Number))
        }
        ExprKind::Negate(part) => {
            Ok(evaluate_number(part, env)?
                .map_or(Value::Open, |n| Value::Number(n.neg())))
        }
        ExprKind::Round(part, places) => {
            let rounded = evaluate_number(part, env)?.map(|n| n.rounded(*places));
            Ok(rounded.map_or(Value::Open, Value::Number))
        }
        ExprKind::If(choice) => match holds(&choice.condition, env)? {
            Truth::Yes => eval(&choice.then, env),
            Truth::No(_) => eval(&choice.otherwise, env),
            Truth::Open => Ok(Value::Open),
        },
        ExprKind::Compare(..) | ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Not(_) => {
            // No formula has one of these where a value is wanted.
            Ok(Value::Open)
        }
    }
}

/// The number that an operation gives; `None` where a side is open.
fn evaluate_binary<R, E: Env<R>>(
    op: Arithmetic,
    left: &Expr<R>,
    right: &Expr<R>,
    env: &E,
) -> Result<Option<Number>, EvalFault<E::Missing>> {
    let (a, b) = (evaluate_number(left, env)?, evaluate_number(right, env)?);
    if op == Arithmetic::Divide && b.as_ref().is_some_and(Number::is_zero) {
        return Err(fail_at(right, Cause::DivisionByZero));
    }
    let (Some(a), Some(b)) = (a, b) else { return Ok(None) };
    let value = match op {
        Arithmetic::Add => Some(a.checked_add(&b)),
        Arithmetic::Subtract => Some(a.checked_sub(&b)),
        Arithmetic::Multiply => Some(a.checked_mul(&b)),
        Arithmetic::Divide => a.div(&b),
    };
    if value.as_ref().is_some_and(Number::is_huge) {
        return Err(fail_at(left, Cause::TooLarge));
    }
    Ok(value)
}

/// The number of a part; `None` where it is open.
fn evaluate_number<R, E: Env<R>>(
    part: &Expr<R>,
    env: &E,
) -> Result<Option<Number>, EvalFault<E::Missing>> {
    // What nearly every formula is made of takes no way around a `Value`.
    let value = match &part.kind {
        ExprKind::Number(number) => return Ok(Some(number.clone())),
        ExprKind::Binary(op, sides) => {
            return evaluate_binary(*op, &sides.left, &sides.right, env);
        }
        ExprKind::Ref(reference) => env
            .value(reference)
            .map_err(|missing| fail_at(part, Cause::Missing(missing)))?,
        _ => eval(part, env)?,
    };
    match value {
        Value::Number(number) => Ok(Some(number)),
        Value::Open => Ok(None),
        other @ (Value::Text(_) | Value::Date(_)) => {
            Err(fail_at(part, Cause::NotANumber(other)))
        }
    }
}

fn fail_at<R, M>(expr: &Expr<R>, cause: Cause<M>) -> EvalFault<M> {
    EvalFault { at: expr.at.clone(), cause }
}

/// What a function makes of values. One that is open makes all of it open, but for
/// `dem`.
pub fn aggregate<M>(
    function: Aggregate,
    values: impl IntoIterator<Item = Value>,
) -> Result<Value, Cause<M>> {
    let values = values.into_iter();
    match function {
        Aggregate::Count => Ok(Value::Number(to_number(values.count()))),
        Aggregate::Sum | Aggregate::Mean => total_values(function, values),
        Aggregate::Greatest => find_outermost(function, Comparison::Greater, values),
        Aggregate::Least => find_outermost(function, Comparison::Less, values),
    }
}

fn total_values<M>(
    function: Aggregate,
    values: impl Iterator<Item = Value>,
) -> Result<Value, Cause<M>> {
    let mut numbers = Vec::new();
    let mut open = false;
    for value in values {
        match value {
            Value::Number(number) => numbers.push(number),
            Value::Open => open = true,
            other @ (Value::Text(_) | Value::Date(_)) => {
                return Err(Cause::NotANumberInColumn(other));
            }
        }
    }
    if open {
        return Ok(Value::Open);
    }
    let sum: Number = numbers.iter().sum();
    if function == Aggregate::Sum {
        return Ok(Value::Number(sum));
    }
    let count = to_number(numbers.len());
    sum.div(&count).map(Value::Number).ok_or(Cause::EmptyColumn(function))
}

fn to_number(count: usize) -> Number {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The value that is more (or less) than every other; days have a greatest one too.
fn find_outermost<M>(
    function: Aggregate,
    op: Comparison,
    values: impl Iterator<Item = Value>,
) -> Result<Value, Cause<M>> {
    let mut best = None;
    let mut open = false;
    for value in values {
        if let Value::Text(_) = value {
            return Err(Cause::NotANumberInColumn(value));
        }
        open |= value == Value::Open;
        best = match best {
            None => Some(value),
            Some(best) => match value.compare(op, &best) {
                Ok(more) => Some(if more == Some(true) { value } else { best }),
                Err(_) => return Err(Cause::Unlike(Box::new([best, value]))),
            },
        };
    }
    let best = if open { Some(Value::Open) } else { best };
    best.ok_or(Cause::EmptyColumn(function))
}

impl<M> EvalFault<M> {
    /// The fault in words. `text` is the formula's; what the caller itself said to be
    /// missing it words itself, and its place is put in here.
    pub fn told(&self, text: &str, missing: impl FnOnce(&M) -> Fault) -> Fault {
        let at = self.at.clone();
        let written = shorten_quote(text.get(at.clone()).unwrap_or_default());
        match &self.cause {
            Cause::Missing(missed) => Fault { at, ..missing(missed) },
            Cause::DivisionByZero => {
                Fault::new(at, format!("`{written}` bằng 0, không chia được"))
                    .label("số chia bằng 0")
                    .hint(format!("nếu có thể bằng 0, ghi `neu({written} = 0, 0, …)`"))
            }
            Cause::NotANumber(value) => {
                let message = format!("`{written}` là {value}, không phải là số");
                Fault::new(at, message).label("ở đây cần một số")
            }
            Cause::NotANumberInColumn(value) => {
                let message = format!("trong cột có {value}, không phải là số");
                Fault::new(at, message).label("cần một cột toàn số")
            }
            Cause::Unlike(values) => {
                let [left, right] = &**values;
                let (one, other) = (left.kind(), right.kind());
                Fault::new(
                    at,
                    format!(
                        "{left} là {one}, {right} là {other}, không so sánh với nhau được"
                    ),
                )
            }
            Cause::NoOrder => Fault::new(at, "hai đoạn chữ không so sánh hơn kém được")
                .label("chữ chỉ so bằng `=` hoặc `<>`"),
            Cause::TooLarge => Fault::new(at, "phép tính này cho ra một số quá dài")
                .label("số có quá nhiều chữ số"),
            Cause::EmptyColumn(function) => {
                let name = function.name();
                Fault::new(at, format!("cột chưa có số liệu, `{name}` không có giá trị"))
            }
        }
    }
}
