//! `kiem_tra`: what must hold in every row and in the total.

use crate::form::{CellKind, Formula};
use crate::formula::{Expr, Truth, Value, holds};

use super::compute::Work;
use super::env::{Here, is_no_total};
use super::fault::{Faults, row_name};
use super::name::{RowName, Target};
use super::table::Place;

/// A condition that does not hold in a row.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Index of the table.
    pub table: usize,
    /// Index of the condition among those of the table.
    pub check: usize,
    /// Where.
    pub place: Place,
    /// How a message names the place: `hàng “Mai Hà”`.
    pub row: String,
    /// What is said of it: both sides and how far they are apart.
    pub said: String,
    /// Where the failing comparison stands in the condition: bytes of its text.
    pub at: std::ops::Range<usize>,
}

/// Looks at every condition of every table.
pub(super) fn check(work: &mut Work<'_>) -> Vec<Failure> {
    let mut res = Vec::new();
    for table in work.form.shared.tables..work.form.tables.len() {
        for (index, formula) in work.form.tables[table].checks.iter().enumerate() {
            let expr = work.conditions[table][index].take();
            if let Some(expr) = expr {
                one(work, (table, index), formula, &expr, &mut res);
            }
        }
    }
    res
}

fn one(
    work: &mut Work<'_>,
    (table, check): (usize, usize),
    formula: &Formula,
    expr: &Expr<Target>,
    res: &mut Vec<Failure>,
) {
    let of_row = |target: &Target| {
        let by_own = matches!(target, Target::Cell { row: RowName::ByOwn(_), .. });
        by_own || matches!(target, Target::Own(_))
    };
    // What reads no cell of its row is the same in every row.
    let whole = !expr.refs().any(|(target, _)| of_row(target));
    let rows = 0..if whole { 0 } else { work.tables[table].len() };
    let mut faults = Faults::default();
    let total = whole || work.form.tables[table].total.is_some();
    for place in rows.map(Place::Row).chain(total.then_some(Place::Total)) {
        let here = Here { work: work.known(), table: Some(table), place, within: None };
        match holds(expr, &here) {
            Ok(Truth::Yes | Truth::Open) => {}
            Ok(Truth::No(failed)) => {
                let row = row_name(work.known(), table, place).filter(|_| !whole);
                let row = row.unwrap_or_else(|| "cả bảng".to_owned());
                let rates = reads_rates(work, table, expr);
                let said: Vec<_> =
                    failed.iter().map(|f| said(formula, f, rates)).collect();
                let at = failed.first().map_or(0..0, |f| f.at.clone());
                let said = said.join("; và ");
                res.push(Failure { table, check, place, row, said, at });
            }
            // A condition on what has no total says nothing of the total.
            Err(fault) if is_no_total(&fault.cause) => {}
            Err(fault) => faults.add(fault, place),
        }
    }
    let told = faults.tell(work.known(), table, formula);
    work.found.extend(told.into_iter().map(|f| (table, f)));
}

/// Whether all that a condition reads are rates.
fn reads_rates(work: &Work<'_>, table: usize, expr: &Expr<Target>) -> bool {
    let rate = |target: &Target| {
        target.column_in(table).is_some_and(|(table, column)| {
            work.tables[table].columns[column].kind == CellKind::Percent
        })
    };
    let mut refs = expr.refs().peekable();
    refs.peek().is_some() && refs.all(|(target, _)| rate(target))
}

/// A value of a condition; a rate as a percent.
fn told(value: &Value, rates: bool) -> String {
    match value {
        Value::Number(number) if rates => {
            format!("{}%", Value::Number(number.times_pow10(2).rounded(4)))
        }
        value => value.to_string(),
    }
}

/// `giam` (5) lớn hơn `dau` (3), chênh 2.
pub(super) fn said(
    formula: &Formula,
    failed: &crate::formula::Failed,
    rates: bool,
) -> String {
    let text =
        |at: &std::ops::Range<usize>| formula.text.get(at.clone()).unwrap_or_default();
    let [left, right] = &failed.sides;
    let side = |at: &std::ops::Range<usize>, value: &Value| {
        let (text, value) = (text(at).trim(), told(value, rates));
        // A plain number or text is its own name.
        let own = |text: &str| text.trim_matches(['"', '“', '”']).to_owned();
        if own(text) == own(&value) { value } else { format!("`{text}` ({value})") }
    };
    let (left, right) = (side(left, &failed.left), side(right, &failed.right));
    match (&failed.left, &failed.right, &failed.difference) {
        (a, b, _) if a == b => format!("{left} bằng {right}"),
        (Value::Number(a), Value::Number(b), Some(apart)) => {
            let than = if a > b { "lớn hơn" } else { "nhỏ hơn" };
            let apart = told(&Value::Number(apart.clone()), rates);
            let apart = apart.replace('%', " điểm phần trăm");
            format!("{left} {than} {right}, chênh {apart}")
        }
        _ => format!("{left} khác {right}"),
    }
}
