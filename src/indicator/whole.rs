//! What a set asks of its forms: figures of each plan, conditions on each unit, and what
//! must hold over all.

use crate::form::Formula;
use crate::formula::{Aggregate, Expr, ExprKind, Truth, Value, eval, holds};
use crate::quantity::Number;

use super::check::said;
use super::compute::{self, Kind, Work};
use super::env::Here;
use super::fault::Faults;
use super::name::Target;
use super::table::Place;

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

/// The index under which faults of formulas without a table are noted.
const NO_TABLE: usize = 0;

/// The value of each probe; `None` where it could not be computed.
pub(super) fn probes(work: &mut Work<'_>) -> Vec<Option<Value>> {
    let form = work.form;
    form.shared.probes.iter().map(|probe| one(work, probe)).collect()
}

fn one(work: &mut Work<'_>, probe: &Formula) -> Option<Value> {
    let expr = read(work, probe, None, Kind::Value)?;
    let here =
        Here { work: work.known(), table: None, place: Place::Total, within: None };
    match eval(&expr, &here) {
        Ok(value) => Some(value),
        Err(fault) => {
            let mut faults = Faults::default();
            faults.add(fault, Place::Total);
            tell(work, faults, usize::MAX, probe);
            None
        }
    }
}

/// For each row of the first table whether it meets each condition; what cannot be said
/// counts as met, and has findings.
pub(super) fn switches(work: &mut Work<'_>) -> Vec<Vec<bool>> {
    let form = work.form;
    form.shared.switches.iter().map(|switch| over_rows(work, switch)).collect()
}

fn over_rows(work: &mut Work<'_>, switch: &Formula) -> Vec<bool> {
    let rows = work.tables.first().map_or(0, super::Table::len);
    let Some(expr) = read(work, switch, Some(0), Kind::Truth) else {
        return vec![true; rows];
    };
    let (mut res, mut faults) = (Vec::with_capacity(rows), Faults::default());
    for row in 0..rows {
        let place = Place::Row(row);
        let here = Here { work: work.known(), table: Some(0), place, within: None };
        res.push(match holds(&expr, &here) {
            Ok(truth) => !matches!(truth, Truth::No(_)),
            Err(fault) => {
                faults.add(fault, place);
                true
            }
        });
    }
    tell(work, faults, 0, switch);
    res
}

/// What holds over the whole set and what does not.
pub(super) fn assertions(work: &mut Work<'_>) -> Vec<Asserted> {
    let form = work.form;
    form.shared.assertions.iter().map(|assertion| asserted(work, assertion)).collect()
}

fn asserted(work: &mut Work<'_>, assertion: &Formula) -> Asserted {
    let unknown = Asserted {
        holding: Holding::Unknown,
        said: String::new(),
        sides: Default::default(),
        gaps: Vec::new(),
    };
    let Some(expr) = read(work, assertion, None, Kind::Truth) else { return unknown };
    let here =
        Here { work: work.known(), table: None, place: Place::Total, within: None };
    let side = |expr: &Expr<Target>| match eval(expr, &here) {
        Ok(Value::Open) | Err(_) => String::new(),
        Ok(value) => value.to_string(),
    };
    let (sides, gaps) = match &expr.kind {
        ExprKind::Compare(_, sides) => (
            [side(&sides.left), side(&sides.right)],
            gaps(work, column_of(&sides.left), column_of(&sides.right)),
        ),
        _ => Default::default(),
    };
    match holds(&expr, &here) {
        Ok(Truth::Yes) => Asserted { holding: Holding::Yes, sides, ..unknown },
        Ok(Truth::Open) => Asserted { sides, gaps, ..unknown },
        Ok(Truth::No(failed)) => {
            let said: Vec<_> = failed.iter().map(|f| said(assertion, f, false)).collect();
            let (holding, said) = (Holding::No, said.join("; và "));
            Asserted { holding, said, sides, gaps }
        }
        Err(fault) => {
            let mut faults = Faults::default();
            faults.add(fault, Place::Total);
            tell(work, faults, usize::MAX, assertion);
            unknown
        }
    }
}

/// The column that an expression adds up, with its table.
fn column_of(expr: &Expr<Target>) -> Option<(usize, usize)> {
    match &expr.kind {
        ExprKind::Aggregate(Aggregate::Sum, Target::Column { table, column })
        | ExprKind::Ref(Target::Total { table, column }) => Some((*table, *column)),
        _ => None,
    }
}

/// The rows in which two columns differ, by the names of the rows.
fn gaps(
    work: &Work<'_>,
    left: Option<(usize, usize)>,
    right: Option<(usize, usize)>,
) -> Vec<Gap> {
    let (Some(left), Some(right)) = (left, right) else { return Vec::new() };
    let number = |(table, column): (usize, usize), name: &str| {
        let of = &work.tables[table];
        match of.computed(Place::Row(of.row(name)?), column)? {
            Value::Number(number) => Some(number.clone()),
            Value::Text(_) | Value::Date(_) | Value::Open => None,
        }
    };
    let rows = &work.tables[left.0];
    let gap = |row: usize| {
        let unit = rows.name(row).to_owned();
        let sides = [number(left, &unit), number(right, &unit)];
        (sides[0] != sides[1] || sides[0].is_none()).then_some(Gap { unit, sides })
    };
    (0..rows.len()).filter_map(gap).collect()
}

fn read(
    work: &mut Work<'_>,
    formula: &Formula,
    here: Option<usize>,
    kind: Kind,
) -> Option<Expr<Target>> {
    let (expr, faults) = compute::read(&work.names, formula, here, kind);
    work.found.extend(faults.into_iter().map(|fault| (NO_TABLE, fault)));
    expr
}

fn tell(work: &mut Work<'_>, faults: Faults, table: usize, formula: &Formula) {
    let told = faults.tell(work.known(), table, formula);
    work.found.extend(told.into_iter().map(|fault| (NO_TABLE, fault)));
}
