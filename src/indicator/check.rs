//! `kiem_tra`: what must hold in every row and in the total.

use std::ops::Range;

use crate::form::{CellKind, Formula, TableColumn, TableId};
use crate::formula::{Expr, FailedComparison, Truth, Value, evaluate_condition};

use super::computation::Computation;
use super::eval_context::EvalContext;
use super::formula_error::{FormulaErrors, name_row_place};
use super::missing_value::is_no_total;
use super::names::ResolvedRef;
use super::table::{RowPlace, TablePlace};

/// A condition that does not hold in a row.
#[derive(Debug, Clone)]
pub struct CheckFailure {
    /// The table of the form that has the condition.
    pub table: TableId,
    /// Index of the condition among those of the table.
    pub check: usize,
    /// The row, group sums or total in which it fails.
    pub place: RowPlace,
    /// How a message names the place: `hàng “Mai Hà”`.
    pub row: String,
    /// What does not hold: both sides and how far they are apart.
    pub message: String,
    /// Where the failing comparison stands in the condition: bytes of its text.
    pub at: Range<usize>,
}

/// Looks at every condition of every table.
pub(super) fn check_conditions(computation: &mut Computation<'_>) -> Vec<CheckFailure> {
    let (form, mut res) = (computation.form, Vec::new());
    for (table, spec) in form.own_tables() {
        for (check, formula) in spec.checks.iter().enumerate() {
            if let Some(expr) = computation.conditions[table][check].take() {
                let condition = TableCondition { table, check, formula, expr };
                condition.check(computation, &mut res);
            }
        }
    }
    res
}

/// A condition of a table.
struct TableCondition<'f> {
    table: TableId,
    /// Its index among those of the table.
    check: usize,
    formula: &'f Formula,
    expr: Expr<ResolvedRef>,
}

impl TableCondition<'_> {
    /// Looks at it in every row, and in the total where the table has one. A condition
    /// that reads no cell of its row is looked at once, for the whole table.
    fn check(&self, computation: &mut Computation<'_>, res: &mut Vec<CheckFailure>) {
        let is_table_wide = !self.expr.refs().any(|(target, _)| target.is_of_row());
        let rows = computation.tables[self.table].rows().filter(|_| !is_table_wide);
        let total = is_table_wide || computation.form.tables[self.table].total.is_some();
        let mut errors = FormulaErrors::default();
        for place in rows.map(RowPlace::Row).chain(total.then_some(RowPlace::Total)) {
            let position = TablePlace { table: self.table, place };
            match evaluate_condition(
                &self.expr,
                &EvalContext::in_table(computation.known(), position),
            ) {
                Ok(Truth::Yes | Truth::Pending) => {}
                Ok(Truth::No(failed)) => {
                    let row = if is_table_wide {
                        "cả bảng".to_owned()
                    } else {
                        name_row_place(computation.known(), position)
                    };
                    res.push(self.failure(computation, place, row, &failed));
                }
                // A condition on what has no total says nothing of the total.
                Err(error) if is_no_total(&error.cause) => {}
                Err(error) => errors.add(error, Some(position)),
            }
        }
        errors.report(computation, self.formula);
    }

    fn failure(
        &self,
        computation: &Computation<'_>,
        place: RowPlace,
        row: String,
        failed: &[FailedComparison],
    ) -> CheckFailure {
        let rates = has_only_rates(computation, self.table, &self.expr);
        let failures: Vec<_> =
            failed.iter().map(|f| describe_comparison(self.formula, f, rates)).collect();
        CheckFailure {
            table: self.table,
            check: self.check,
            place,
            row,
            message: failures.join("; và "),
            at: failed.first().map_or(0..0, |f| f.range.clone()),
        }
    }
}

/// Whether all that a condition reads are rates.
fn has_only_rates(
    computation: &Computation<'_>,
    table: TableId,
    expr: &Expr<ResolvedRef>,
) -> bool {
    let mut refs = expr.refs().peekable();
    refs.peek().is_some()
        && refs.all(|(target, _)| match target.column_in(table) {
            Some(TableColumn { table, column }) => {
                computation.tables[table].columns[column].kind == CellKind::Percent
            }
            None => false,
        })
}

/// A value of a condition; a rate as a percent.
fn format_side_value(value: &Value, is_rate: bool) -> String {
    match value {
        Value::Number(number) if is_rate => {
            format!("{}%", Value::Number(number.times_pow10(2).rounded(4)))
        }
        value => value.to_string(),
    }
}

/// `giam` (5) lớn hơn `dau` (3), chênh 2.
pub(super) fn describe_comparison(
    formula: &Formula,
    failed: &FailedComparison,
    are_rates: bool,
) -> String {
    let [left, right] = &failed.sides;
    let left = describe_side(formula, left, &format_side_value(&failed.left, are_rates));
    let right =
        describe_side(formula, right, &format_side_value(&failed.right, are_rates));
    match (&failed.left, &failed.right, &failed.difference) {
        (a, b, _) if a == b => format!("{left} bằng {right}"),
        (Value::Number(a), Value::Number(b), Some(difference)) => {
            let than = if a > b { "lớn hơn" } else { "nhỏ hơn" };
            let difference =
                format_side_value(&Value::Number(difference.clone()), are_rates);
            let difference = difference.replace('%', " điểm phần trăm");
            format!("{left} {than} {right}, chênh {difference}")
        }
        _ => format!("{left} khác {right}"),
    }
}

/// A side of a comparison: its text and its value; the value alone where the text is a
/// plain number or text, which is its own name.
fn describe_side(formula: &Formula, range: &Range<usize>, value: &str) -> String {
    const QUOTES: [char; 3] = ['"', '“', '”'];
    let text = formula.text.get(range.clone()).unwrap_or_default().trim();
    if text.trim_matches(QUOTES) == value.trim_matches(QUOTES) {
        value.to_owned()
    } else {
        format!("`{text}` ({value})")
    }
}
