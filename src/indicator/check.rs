//! `kiem_tra`: what must hold in every row and in the total.

use crate::form::{CellKind, Formula, TableColumn, TableId};
use crate::formula::{Expr, Failed, Truth, Value, holds};

use super::computation::Computation;
use super::eval_context::EvalContext;
use super::fault::{FormulaFaults, name_place};
use super::missing_value::is_no_total;
use super::names::{RowName, Target};
use super::table::{Place, TablePlace};

/// A condition that does not hold in a row.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The table.
    pub table: TableId,
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
pub(super) fn check_conditions(computation: &mut Computation<'_>) -> Vec<Failure> {
    let (form, mut res) = (computation.form, Vec::new());
    for (table, written) in form.own_tables() {
        for (check, formula) in written.checks.iter().enumerate() {
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
    expr: Expr<Target>,
}

impl TableCondition<'_> {
    /// Looks at it in every row and in the total.
    fn check(&self, computation: &mut Computation<'_>, res: &mut Vec<Failure>) {
        // What reads no cell of its row is the same in every row.
        let whole = !self.expr.refs().any(|(target, _)| is_row_reference(target));
        let rows = computation.tables[self.table].rows().filter(|_| !whole);
        let total = whole || computation.form.tables[self.table].total.is_some();
        let mut faults = FormulaFaults::default();
        for place in rows.map(Place::Row).chain(total.then_some(Place::Total)) {
            let here = TablePlace { table: self.table, place };
            match holds(&self.expr, &EvalContext::in_table(computation.known(), here)) {
                Ok(Truth::Yes | Truth::Open) => {}
                Ok(Truth::No(failed)) => {
                    let row = if whole {
                        "cả bảng".to_owned()
                    } else {
                        name_place(computation.known(), here)
                    };
                    res.push(self.failure(computation, place, row, &failed));
                }
                // A condition on what has no total says nothing of the total.
                Err(fault) if is_no_total(&fault.cause) => {}
                Err(fault) => faults.add(fault, Some(here)),
            }
        }
        faults.tell(computation, self.formula);
    }

    fn failure(
        &self,
        computation: &Computation<'_>,
        place: Place,
        row: String,
        failed: &[Failed],
    ) -> Failure {
        let rates = has_only_rates(computation, self.table, &self.expr);
        let said: Vec<_> =
            failed.iter().map(|f| describe_failure(self.formula, f, rates)).collect();
        Failure {
            table: self.table,
            check: self.check,
            place,
            row,
            said: said.join("; và "),
            at: failed.first().map_or(0..0, |f| f.at.clone()),
        }
    }
}

/// Whether a reference is to what differs from row to row.
fn is_row_reference(target: &Target) -> bool {
    matches!(target, Target::Own(_) | Target::Cell { row: RowName::ByOwn(_), .. })
}

/// Whether all that a condition reads are rates.
fn has_only_rates(
    computation: &Computation<'_>,
    table: TableId,
    expr: &Expr<Target>,
) -> bool {
    let rate = |target: &Target| {
        target.column_in(table).is_some_and(|TableColumn { table, column }| {
            computation.tables[table].columns[column].kind == CellKind::Percent
        })
    };
    let mut refs = expr.refs().peekable();
    refs.peek().is_some() && refs.all(|(target, _)| rate(target))
}

/// A value of a condition; a rate as a percent.
fn format_value(value: &Value, rates: bool) -> String {
    match value {
        Value::Number(number) if rates => {
            format!("{}%", Value::Number(number.times_pow10(2).rounded(4)))
        }
        value => value.to_string(),
    }
}

/// `giam` (5) lớn hơn `dau` (3), chênh 2.
pub(super) fn describe_failure(
    formula: &Formula,
    failed: &Failed,
    rates: bool,
) -> String {
    let text =
        |at: &std::ops::Range<usize>| formula.text.get(at.clone()).unwrap_or_default();
    let [left, right] = &failed.sides;
    let side = |at: &std::ops::Range<usize>, value: &Value| {
        let (text, value) = (text(at).trim(), format_value(value, rates));
        // A plain number or text is its own name.
        let own = |text: &str| text.trim_matches(['"', '“', '”']).to_owned();
        if own(text) == own(&value) { value } else { format!("`{text}` ({value})") }
    };
    let (left, right) = (side(left, &failed.left), side(right, &failed.right));
    match (&failed.left, &failed.right, &failed.difference) {
        (a, b, _) if a == b => format!("{left} bằng {right}"),
        (Value::Number(a), Value::Number(b), Some(apart)) => {
            let than = if a > b { "lớn hơn" } else { "nhỏ hơn" };
            let apart = format_value(&Value::Number(apart.clone()), rates);
            let apart = apart.replace('%', " điểm phần trăm");
            format!("{left} {than} {right}, chênh {apart}")
        }
        _ => format!("{left} khác {right}"),
    }
}
