//! What a set asks of its forms: figures of each plan, conditions on each unit, and what
//! must hold over all.

use crate::form::{ByRow, Formula, TableColumn, UNITS};
use crate::formula::{
    Aggregate, Expr, ExprKind, Truth, Value, evaluate, evaluate_condition,
};
use crate::quantity::Number;

use super::check::describe_comparison;
use super::computation::Computation;
use super::compute::evaluate_alone;
use super::eval_context::EvalContext;
use super::formula_error::{FormulaErrors, report_error};
use super::names::ResolvedRef;
use super::resolve::FormulaKind;
use super::table::{RowPlace, TablePlace};

/// Whether something that must hold over a set does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssertionStatus {
    /// Both sides are known, and the assertion holds.
    Yes,
    /// Both sides are known, and the assertion does not hold.
    No,
    /// What it reads is pending, or could not be computed, which has findings of its own.
    Unknown,
}

/// One of the things that must hold over a set.
#[derive(Debug, Clone)]
pub struct AssertionResult {
    /// Whether the assertion holds.
    pub status: AssertionStatus,
    /// Where it does not: both sides, and how far they are apart.
    pub message: String,
    /// Both sides as they print; empty where they are pending, or where it is no
    /// comparison.
    pub sides: [String; 2],
    /// Where it does not and both sides are sums over units: the units in which they
    /// differ.
    pub differences: Vec<UnitDifference>,
}

/// A unit in which two sums over units differ.
#[derive(Debug, Clone)]
pub struct UnitDifference {
    /// Key of the unit, which names its row in both tables.
    pub unit: String,
    /// What the left and the right side have for it; `None` where one has nothing.
    pub sides: [Option<Number>; 2],
}

/// The value of each roll-up query of the set; `None` where it could not be computed.
pub(super) fn evaluate_queries(computation: &mut Computation<'_>) -> Vec<Option<Value>> {
    let form = computation.form;
    form.set_inputs
        .rollup_queries
        .iter()
        .map(|query| evaluate_query(computation, query))
        .collect()
}

fn evaluate_query(computation: &mut Computation<'_>, query: &Formula) -> Option<Value> {
    let expr = computation.read(query, None, FormulaKind::Value)?;
    evaluate_alone(computation, query, &expr)
}

/// For each row of the table of units whether it meets each condition; what cannot be
/// computed counts as met, and has findings.
pub(super) fn evaluate_conditions(computation: &mut Computation<'_>) -> Vec<ByRow<bool>> {
    let conditions = &computation.form.set_inputs.conditions;
    conditions.iter().map(|formula| evaluate_over_units(computation, formula)).collect()
}

/// Whether each unit meets a condition. The errors of all rows are reported together.
fn evaluate_over_units(
    computation: &mut Computation<'_>,
    condition: &Formula,
) -> ByRow<bool> {
    let Some(units) = computation.tables.get(UNITS) else { return ByRow::new() };
    let rows = units.rows();
    let Some(expr) = computation.read(condition, Some(UNITS), FormulaKind::Truth) else {
        return ByRow::filled(true, rows.len());
    };
    // A unit for which the condition has no value is not left out of the run: it counts as
    // one that meets it.
    let mut res = ByRow::with_capacity(rows.len());
    let mut errors = FormulaErrors::default();
    for row in rows {
        let unit = TablePlace { table: UNITS, place: RowPlace::Row(row) };
        res.push(
            match evaluate_condition(
                &expr,
                &EvalContext::in_table(computation.known(), unit),
            ) {
                Ok(truth) => !matches!(truth, Truth::No(_)),
                Err(error) => {
                    errors.add(error, Some(unit));
                    true
                }
            },
        );
    }
    errors.report(computation, condition);
    res
}

/// What holds over the whole set and what does not.
pub(super) fn check_assertions(
    computation: &mut Computation<'_>,
) -> Vec<AssertionResult> {
    let assertions = &computation.form.set_inputs.assertions;
    assertions.iter().map(|formula| check_assertion(computation, formula)).collect()
}

/// Whether an assertion holds, with what the report shows of it.
fn check_assertion(
    computation: &mut Computation<'_>,
    assertion: &Formula,
) -> AssertionResult {
    let unknown = AssertionResult {
        status: AssertionStatus::Unknown,
        message: String::new(),
        sides: Default::default(),
        differences: Vec::new(),
    };
    let Some(expr) = computation.read(assertion, None, FormulaKind::Truth) else {
        return unknown;
    };
    let context = EvalContext::alone(computation.known());
    // Before it is known whether it holds: the report shows the sides of what holds too,
    // and the differences of what is pending.
    let (sides, differences) = match &expr.kind {
        ExprKind::Compare(_, sides) => (
            [format_side(&sides.left, &context), format_side(&sides.right, &context)],
            compare_by_unit(computation, &sides.left, &sides.right),
        ),
        _ => Default::default(),
    };
    match evaluate_condition(&expr, &context) {
        Ok(Truth::Yes) => {
            AssertionResult { status: AssertionStatus::Yes, sides, ..unknown }
        }
        Ok(Truth::Pending) => AssertionResult { sides, differences, ..unknown },
        Ok(Truth::No(failed)) => {
            let failures: Vec<_> = failed
                .iter()
                .map(|failed| describe_comparison(assertion, failed, false))
                .collect();
            AssertionResult {
                status: AssertionStatus::No,
                message: failures.join("; và "),
                sides,
                differences,
            }
        }
        Err(error) => {
            report_error(computation, assertion, error, None);
            unknown
        }
    }
}

/// A side of a comparison as it prints; empty where it is pending or has no value.
fn format_side(side: &Expr<ResolvedRef>, context: &EvalContext<'_>) -> String {
    match evaluate(side, context) {
        Ok(Value::Pending) | Err(_) => String::new(),
        Ok(value) => value.to_string(),
    }
}

/// The column that an expression adds up, with its table.
fn find_summed_column(expr: &Expr<ResolvedRef>) -> Option<TableColumn> {
    match &expr.kind {
        ExprKind::Aggregate(Aggregate::Sum, ResolvedRef::Column { table, column })
        | ExprKind::Ref(ResolvedRef::Total { table, column }) => {
            Some(TableColumn { table: *table, column: *column })
        }
        _ => None,
    }
}

/// The units in which two sums differ, where both are sums over units. Rows belong
/// together by their names; a unit that has a number on neither side is listed too, since
/// it is not known to agree.
fn compare_by_unit(
    computation: &Computation<'_>,
    left: &Expr<ResolvedRef>,
    right: &Expr<ResolvedRef>,
) -> Vec<UnitDifference> {
    let (Some(left), Some(right)) = (find_summed_column(left), find_summed_column(right))
    else {
        return Vec::new();
    };
    let units = &computation.tables[left.table];
    let mut res = Vec::new();
    for row in units.rows() {
        let unit = units.name(row).to_owned();
        let sides = [left, right].map(|side| find_number(computation, side, &unit));
        if sides[0] != sides[1] || sides[0].is_none() {
            res.push(UnitDifference { unit, sides });
        }
    }
    res
}

/// The number that a column has in the row of a name.
fn find_number(
    computation: &Computation<'_>,
    side: TableColumn,
    name: &str,
) -> Option<Number> {
    let table = &computation.tables[side.table];
    match table.computed(RowPlace::Row(table.row(name)?), side.column)? {
        Value::Number(number) => Some(number.clone()),
        Value::Text(_) | Value::Date(_) | Value::Pending => None,
    }
}
