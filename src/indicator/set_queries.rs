//! What a set asks of its forms: figures of each plan, conditions on each unit, and what
//! must hold over all.

use crate::form::{ByRow, Formula, TableColumn, UNITS};
use crate::formula::{Aggregate, Expr, ExprKind, Truth, Value, eval, holds};
use crate::quantity::Number;

use super::check::describe_failure;
use super::computation::Computation;
use super::compute::evaluate_alone;
use super::eval_context::EvalContext;
use super::fault::FormulaFaults;
use super::names::Target;
use super::resolve::FormulaKind;
use super::table::{Place, TablePlace};

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// What it reads is open, or could not be computed, which has findings of its own.
    Unknown,
}

/// One of the things that must hold over a set.
#[derive(Debug, Clone)]
pub struct Asserted {
    /// Whether it does.
    pub holding: Holding,
    /// Where it does not: both sides, and how far they are apart.
    pub said: String,
    /// Both sides as they print; empty where they are open, or where it is no comparison.
    pub sides: [String; 2],
    /// Where it does not and both sides are sums over units: the units in which they
    /// differ.
    pub gaps: Vec<Gap>,
}

/// A unit in which two sums over units differ.
#[derive(Debug, Clone)]
pub struct Gap {
    /// Key of the unit.
    pub unit: String,
    /// What the left and the right side have for it; `None` where one has nothing.
    pub sides: [Option<Number>; 2],
}

/// The value of each probe; `None` where it could not be computed.
pub(super) fn evaluate_queries(computation: &mut Computation<'_>) -> Vec<Option<Value>> {
    let form = computation.form;
    form.shared.probes.iter().map(|probe| evaluate_query(computation, probe)).collect()
}

fn evaluate_query(computation: &mut Computation<'_>, probe: &Formula) -> Option<Value> {
    let expr = computation.read(probe, None, FormulaKind::Value)?;
    evaluate_alone(computation, probe, &expr)
}

/// For each row of the table of units whether it meets each condition; what cannot be said
/// counts as met, and has findings.
pub(super) fn evaluate_conditions(computation: &mut Computation<'_>) -> Vec<ByRow<bool>> {
    let form = computation.form;
    form.shared
        .switches
        .iter()
        .map(|switch| evaluate_over_units(computation, switch))
        .collect()
}

fn evaluate_over_units(
    computation: &mut Computation<'_>,
    switch: &Formula,
) -> ByRow<bool> {
    let Some(units) = computation.tables.get(UNITS) else { return ByRow::new() };
    let rows = units.rows();
    let Some(expr) = computation.read(switch, Some(UNITS), FormulaKind::Truth) else {
        return ByRow::filled(true, rows.len());
    };
    let (mut res, mut faults) =
        (ByRow::with_capacity(rows.len()), FormulaFaults::default());
    for row in rows {
        let here = TablePlace { table: UNITS, place: Place::Row(row) };
        res.push(match holds(&expr, &EvalContext::in_table(computation.known(), here)) {
            Ok(truth) => !matches!(truth, Truth::No(_)),
            Err(fault) => {
                faults.add(fault, Some(here));
                true
            }
        });
    }
    faults.tell(computation, switch);
    res
}

/// What holds over the whole set and what does not.
pub(super) fn check_assertions(computation: &mut Computation<'_>) -> Vec<Asserted> {
    let form = computation.form;
    form.shared
        .assertions
        .iter()
        .map(|assertion| check_assertion(computation, assertion))
        .collect()
}

fn check_assertion(computation: &mut Computation<'_>, assertion: &Formula) -> Asserted {
    let unknown = Asserted {
        holding: Holding::Unknown,
        said: String::new(),
        sides: Default::default(),
        gaps: Vec::new(),
    };
    let Some(expr) = computation.read(assertion, None, FormulaKind::Truth) else {
        return unknown;
    };
    let here = EvalContext::alone(computation.known());
    let side = |expr: &Expr<Target>| match eval(expr, &here) {
        Ok(Value::Open) | Err(_) => String::new(),
        Ok(value) => value.to_string(),
    };
    let (sides, gaps) = match &expr.kind {
        ExprKind::Compare(_, sides) => (
            [side(&sides.left), side(&sides.right)],
            compare_by_unit(
                computation,
                find_summed_column(&sides.left),
                find_summed_column(&sides.right),
            ),
        ),
        _ => Default::default(),
    };
    match holds(&expr, &here) {
        Ok(Truth::Yes) => Asserted { holding: Holding::Yes, sides, ..unknown },
        Ok(Truth::Open) => Asserted { sides, gaps, ..unknown },
        Ok(Truth::No(failed)) => {
            let said: Vec<_> =
                failed.iter().map(|f| describe_failure(assertion, f, false)).collect();
            let (holding, said) = (Holding::No, said.join("; và "));
            Asserted { holding, said, sides, gaps }
        }
        Err(fault) => {
            let mut faults = FormulaFaults::default();
            faults.add(fault, None);
            faults.tell(computation, assertion);
            unknown
        }
    }
}

/// The column that an expression adds up, with its table.
fn find_summed_column(expr: &Expr<Target>) -> Option<TableColumn> {
    match &expr.kind {
        ExprKind::Aggregate(Aggregate::Sum, Target::Column { table, column })
        | ExprKind::Ref(Target::Total { table, column }) => {
            Some(TableColumn { table: *table, column: *column })
        }
        _ => None,
    }
}

/// The rows in which two columns differ, by the names of the rows.
fn compare_by_unit(
    computation: &Computation<'_>,
    left: Option<TableColumn>,
    right: Option<TableColumn>,
) -> Vec<Gap> {
    let (Some(left), Some(right)) = (left, right) else { return Vec::new() };
    let number = |side: TableColumn, name: &str| {
        let table = &computation.tables[side.table];
        match table.computed(Place::Row(table.row(name)?), side.column)? {
            Value::Number(number) => Some(number.clone()),
            Value::Text(_) | Value::Date(_) | Value::Open => None,
        }
    };
    let units = &computation.tables[left.table];
    let gap = |row| {
        let unit = units.name(row).to_owned();
        let sides = [number(left, &unit), number(right, &unit)];
        (sides[0] != sides[1] || sides[0].is_none()).then_some(Gap { unit, sides })
    };
    units.rows().filter_map(gap).collect()
}
