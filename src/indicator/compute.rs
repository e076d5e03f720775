//! One column, one total, one indicator: what it depends on is computed already.

use std::borrow::Cow;

use crate::form::{
    ByRow, ColumnId, ColumnTotal, FigureKind, Formula, IndicatorValue, RowId, TableId,
};
use crate::formula::{Expr, Value, evaluate};
use crate::quantity::{Figure, Number, Pending};

use super::computation::Computation;
use super::eval_context::EvalContext;
use super::formula_error::{FormulaErrors, report_error};
use super::formula_style::{is_possible_year, is_year_formula};
use super::missing_value::{is_no_total, is_open_total};
use super::names::{IndicatorPart, ResolvedRef};
use super::part::{find_indicator_value, list_year_parts};
use super::rate_sum::check_added_rates;
use super::reconcile;
use super::resolve::FormulaKind;
use super::table::{RowPlace, TablePlace, TotalKind};
use super::unit_mix::check_indicator_unit;

/// The cells of a column: as typed, or by its formula in every row. Typed cells of a
/// computed column are compared with what is computed.
pub(super) fn compute_column(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
) {
    let typed = computation.loaded[table].typed[column].take();
    let Some(expr) = computation.tables[table].columns[column].formula.clone() else {
        let rows = computation.tables[table].len();
        let mut cells = typed.unwrap_or_else(|| ByRow::filled(None, rows));
        reconcile::fill_needed(computation, table, column, &mut cells);
        computation.tables[table].cells[column] = cells;
        return;
    };
    // Errors of all rows are reported once, and a row with one is pending.
    let mut errors = FormulaErrors::in_table(computation.form, table);
    let mut cells = ByRow::with_capacity(computation.tables[table].len());
    for row in computation.tables[table].rows() {
        let position = TablePlace { table, place: RowPlace::Row(row) };
        cells.push(
            match evaluate(&expr, &EvalContext::in_table(computation.known(), position)) {
                Ok(value) => Some(value),
                Err(error) => {
                    errors.add(error, Some(position));
                    Some(Value::Pending)
                }
            },
        );
    }
    if let Some(formula) = &computation.form.tables[table].columns[column].formula {
        errors.report(computation, formula);
    }
    if let Some(typed) = typed {
        reconcile::compare_column(computation, table, column, typed, &cells);
    }
    computation.tables[table].cells[column] = cells;
}

/// The total of a column and its sums by group.
pub(super) fn compute_totals(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
) {
    // A total is computed from the rows and not from the sums of groups.
    for group in 0..computation.tables[table].groups.len() {
        let sum = compute_total_at(computation, table, column, RowPlace::Group(group));
        computation.tables[table].groups[group].sums[column] = sum;
    }
    let computed = compute_total_at(computation, table, column, RowPlace::Total);
    let typed = computation.loaded[table].typed_totals[column].take();
    let total = reconcile::compare_total(computation, table, column, typed, computed);
    computation.tables[table].totals[column] = total;
}

/// The total of a column at a place; `None` where there is none. A table that is only to be
/// filled in has none yet: that of no rows would be 0, which is not known.
fn compute_total_at(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    place: RowPlace,
) -> Option<Value> {
    let computed = &computation.tables[table].columns[column];
    let written = &computation.form.tables[table];
    if written.look.blank.is_some() && computation.tables[table].is_empty() {
        return None;
    }
    let spec = &written.columns[column];
    let mut group = None;
    let is_asked = matches!(computed.sum, TotalKind::Other(_));
    let (expr, formula) = match (&computed.sum, &computed.formula) {
        (TotalKind::None | TotalKind::Open(_), _) | (TotalKind::Own, None) => {
            return None;
        }
        (TotalKind::Rows, _) => return sum_rows(computation, table, column, place),
        (TotalKind::Own, Some(expr)) => (expr.clone(), spec.formula.as_ref()),
        (TotalKind::Other(expr), _) => {
            let ColumnTotal::Formula(formula) = &spec.total else { return None };
            // What a total says of all rows, it says of a group's rows for the group.
            if let RowPlace::Group(index) = place {
                group = Some(index);
            }
            (expr.clone(), Some(formula))
        }
    };
    let position = TablePlace { table, place };
    match evaluate(
        &expr,
        &EvalContext { group, ..EvalContext::in_table(computation.known(), position) },
    ) {
        Ok(value) => Some(value),
        // A total of what has no total is left blank.
        // The form asks for one that reads an open total: that is told.
        Err(error)
            if is_no_total(&error.cause)
                && !(is_asked && is_open_total(&error.cause)) =>
        {
            None
        }
        Err(error) => {
            if let Some(formula) = formula {
                report_error(computation, formula, error, Some(position));
            }
            Some(Value::Pending)
        }
    }
}

/// The sum of the rows at a place: of a group, or of all. `None` where a cell is empty:
/// where the paper shows this total that is a finding already, and a column of which
/// nothing is known has no total. A pending cell leaves the sum pending, empty ones beside
/// it or not.
fn sum_rows(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
    place: RowPlace,
) -> Option<Value> {
    let table = &computation.tables[table];
    let rows: Cow<'_, [RowId]> = match place {
        RowPlace::Group(group) => Cow::Borrowed(&table.groups[group].rows),
        RowPlace::Row(_) | RowPlace::Total | RowPlace::Foot(_) => table.rows().collect(),
    };
    // All rows are looked at before anything is said: one pending cell decides the sum,
    // wherever it stands.
    let cells = &table.cells[column];
    let mut numbers = Vec::with_capacity(rows.len());
    let mut is_pending = false;
    // Words and days that a formula gives have no sum.
    let mut has_none = false;
    for row in rows.iter().filter(|row| !table.uncounted.contains(row)) {
        match &cells[*row] {
            Some(Value::Number(number)) => numbers.push(number),
            Some(Value::Pending) => is_pending = true,
            // Counted where the merged cells begin.
            None if table.is_covered(*row, column) => {}
            Some(Value::Text(_) | Value::Date(_)) | None => has_none = true,
        }
    }
    if is_pending {
        return Some(Value::Pending);
    }
    (!has_none).then(|| Value::Number(numbers.into_iter().sum()))
}

/// A figure of an indicator: as typed, by its formula, as the figure that stands in for it,
/// or the sum of the years.
pub(super) fn compute_indicator(
    computation: &mut Computation<'_>,
    index: usize,
    part: IndicatorPart,
) {
    let indicator = &computation.form.indicators[index].1;
    let written = part.find_own(indicator);
    let value = if written != part {
        if computation.years.contains(&(index, written)) {
            computation.years.insert((index, part));
        }
        if computation.amount_figures.contains(&(index, written)) {
            computation.amount_figures.insert((index, part));
        }
        computation.indicators.get(&(index, written)).cloned().flatten()
    } else if part == IndicatorPart::Sum {
        let years = list_year_parts(indicator);
        let mut years = years.into_iter().map(|year| (index, year));
        if years.any(|year| computation.amount_figures.contains(&year)) {
            computation.amount_figures.insert((index, part));
        }
        Some(sum_years(computation, index))
    } else {
        match find_indicator_value(indicator, part) {
            None => None,
            Some(Pending::Unknown) => Some(Value::Pending),
            Some(Pending::Known(IndicatorValue::Given(quantity))) => {
                Some(Value::Number(Figure::from(quantity.value).value))
            }
            Some(Pending::Known(IndicatorValue::Formula(formula))) => {
                Some(evaluate_figure(computation, index, part, formula))
            }
        }
    };
    computation.indicators.insert((index, part), value);
}

/// The years of an indicator added up; not known where one of them is not.
fn sum_years(computation: &Computation<'_>, index: usize) -> Value {
    let mut sum = Number::ZERO;
    for year in list_year_parts(&computation.form.indicators[index].1) {
        match computation.indicators.get(&(index, year)) {
            Some(Some(Value::Number(number))) => sum = sum.checked_add(number),
            _ => return Value::Pending,
        }
    }
    Value::Number(sum)
}

/// The value of an indicator's formula; that it is a year is noted, since it prints
/// without dots and what is computed from it may be a year too.
fn evaluate_figure(
    computation: &mut Computation<'_>,
    index: usize,
    part: IndicatorPart,
    formula: &Formula,
) -> Value {
    let Some(expr) = computation.read(formula, None, FormulaKind::Value) else {
        return Value::Pending;
    };
    if computation.form.indicators[index].1.kind == FigureKind::Percent
        && let Some(question) = check_added_rates(computation, formula, &expr)
    {
        computation.in_form.push(question);
        return Value::Pending;
    }
    if let Some(question) = check_indicator_unit(computation, index, formula, &expr) {
        computation.in_form.push(question);
        return Value::Pending;
    }
    if computation.units(None).is_amount(&expr) {
        computation.amount_figures.insert((index, part));
    }
    let value = evaluate_alone(computation, formula, &expr).unwrap_or(Value::Pending);
    let may_be_year = matches!(&value, Value::Number(number) if is_possible_year(number));
    if may_be_year && is_year_formula(&expr, &computation.years) {
        computation.years.insert((index, part));
    }
    value
}

/// The value of a formula that stands in no row; `None` where it could not be computed,
/// which is reported.
pub(super) fn evaluate_alone(
    computation: &mut Computation<'_>,
    formula: &Formula,
    expr: &Expr<ResolvedRef>,
) -> Option<Value> {
    match evaluate(expr, &EvalContext::alone(computation.known())) {
        Ok(value) => Some(value),
        Err(error) => {
            report_error(computation, formula, error, None);
            None
        }
    }
}
