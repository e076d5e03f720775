//! The figures of a plan: tables from the form or from files, their columns computed,
//! totalled and checked, and the named indicators. A number has one place; text, tables
//! and appendices all read from here.
//!
//! No I/O: sheets come in as they were read. Exact: what is computed is a
//! [`Number`] until it prints.
//!
//! In the order of the work:
//!
//! | file | what it does |
//! |---|---|
//! | `setup` | tables and formulas as written → a `Computation` in which nothing is computed |
//! | `reading` | rows of the form or of a sheet → typed columns, and the account of it |
//! | `names` | names in formulas → what they refer to |
//! | `part` | which figures an indicator has, and which stands in for which |
//! | `rate_sum` | formulas that add a bare number to a rate |
//! | `resolve` | a formula as written → an expression with its names found |
//! | `nature` | what a column counts by its name: what adds up, and what does not |
//! | `additivity` | what adds up from row to row, by its formula |
//! | `totals` | what the total of each column is |
//! | `computation` | what is known and found while figures are computed |
//! | `schedule` | each column, total and indicator once, after what it depends on |
//! | `compute_unit` | what is computed as a whole, and what it depends on |
//! | `compute` | one column, one total, one indicator |
//! | `eval_context` | what a formula reads where it stands |
//! | `missing_value` | why a reference has no value |
//! | `formula_error` | what is reported of a formula without a value |
//! | `reconcile` | given figures against computed ones; cells that must not be empty |
//! | `check` | the conditions of `kiem_tra` |
//! | `set_queries` | what a set asks of its forms |
//! | `presentation` | decimal places, order of rows, rounding of parts and totals |
//! | `money_unit` | in what formulas count money, and where they mix two units of it |
//! | `formula_style` | how a value prints that stands in no table |
//! | `foot` | what stands below the sum of a table: what is added, the last total, sources |
//! | `foot_row` | a row below the sum |
//! | `amount` | amounts of money: what a budget comes to, what its sources give |
//! | `amount_formula` | the formulas of amounts |
//! | `budget` | the money of the tasks |
//! | `text_sums` | which tables are added up by texts and formulas |
//! | `total_gap` | why a given total is not the computed one |
//! | `table` | a computed table, to be read |
//! | `answer` | the value of a reference, as a text shows it |
//! | `expression` | `{{ … }}` of a text → what it prints |
//! | `shown_unit` | the unit that a value of a text prints itself |
//! | `spelling` | rows of one name in two spellings: what differs, in words |
//! | `unit_mix` | formulas whose unit of money is not the one of what they read, or of where they stand |
//! | `unit_row` | what a text prints that reads the row of its unit alone |
//! | `explain` | where a figure comes from, as a tree |
//! | `file_reading` | how tables were read from their files, as a person counts rows |

mod additivity;
mod amount;
mod amount_formula;
mod answer;
mod budget;
mod check;
mod computation;
mod compute;
mod compute_unit;
mod eval_context;
mod explain;
mod expression;
mod file_reading;
mod foot;
mod foot_row;
mod formula_error;
mod formula_style;
mod missing_value;
mod money_unit;
mod names;
mod nature;
mod part;
mod presentation;
mod rate_sum;
mod reading;
mod reconcile;
mod resolve;
mod schedule;
mod set_queries;
mod setup;
mod shown_unit;
mod spelling;
mod table;
mod text_sums;
mod total_gap;
mod totals;
mod unit_mix;
mod unit_row;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::form::{
    ByRow, ByTable, Form, Indicator, IndicatorValue, RowId, TableId, TableSpec,
};
use crate::formula::Value;
use crate::quantity::{Figure, Number, Pending, Style, count_needed_places};
use crate::sheet::Sheet;

pub use amount::BudgetAmounts;
pub use budget::Budgets;
pub use check::CheckFailure;
pub use computation::Disagreement;
pub use explain::{
    Derivation, Explanation, FigureId, GivenCell, SumParts, ValueOrigin, WorkedFormula,
    format_exactly,
};
pub use expression::{Meaning, PrintedExpression};
pub use foot_row::{FootPart, FootRow};
pub use names::{
    BudgetPick, FormNames, FormWords, IndicatorPart, ResolvedRef, RowKey, YearStep,
};
pub use reading::{
    GivenTotal, NamedRow, PassReason, PassedRows, ReadingAccount, ReadingNote,
    ReadingWord, TaskRows, UnitColumn, is_order_label, read_task_rows,
};
pub use set_queries::{AssertionResult, AssertionStatus, UnitDifference};
pub use shown_unit::ShownUnit;
pub use table::{
    ComputedColumn, ComputedTable, RowGroup, RowPlace, TablePlace, UnitTotals,
};
pub use total_gap::TotalGap;
pub use unit_row::UnitRow;

use amount::AmountValues;
use computation::Computation;
use eval_context::{AggregateCache, IndicatorValues, KnownFigures};
use formula_style::{SaidFigure, Styles, Years};
use money_unit::{AmountFigures, MoneyUnits};
use names::NameIndex;
use presentation::SortBy;

/// All figures of a plan, with all that texts, rules and comparisons ask about them.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    tables: ByTable<ComputedTable>,
    indicators: Vec<IndicatorFigures>,
    budgets: Budgets,
    amount_values: AmountValues,
    failures: Vec<CheckFailure>,
    disagreements: Vec<Disagreement>,
    rollup_values: Vec<Option<Value>>,
    conditions_met: Vec<ByRow<bool>>,
    assertions: Vec<AssertionResult>,
    /// Values of the indicators, as computed.
    values: IndicatorValues,
    /// Which of those values are years.
    years: Years,
    /// Which of them are amounts, in đồng.
    amount_figures: AmountFigures,
    /// The names of the form, folded; `None` where there was no form to compute.
    names: Option<Arc<NameIndex>>,
}

/// The figures of an indicator that the form has; pending where it says `chua_co` or what
/// they are computed from is.
type IndicatorFigures = BTreeMap<IndicatorPart, Pending<Figure>>;

/// The figures of a form, and all that was found while they were computed.
#[derive(Debug)]
pub struct Computed {
    /// The figures; what could not be computed is pending in them.
    pub figures: Figures,
    /// Findings in the form.
    pub form: Vec<Diagnostic>,
    /// Findings in the form that are of single rows of the table of units: only a set has
    /// any.
    pub rows: Vec<RowFinding>,
    /// Findings in the files of the tables.
    pub files: Vec<FileFinding>,
}

/// A finding of a formula, in one row of its table.
#[derive(Debug)]
pub struct RowFinding {
    /// The table.
    pub table: TableId,
    /// Its row.
    pub row: RowId,
    /// What was found, with its place in the form.
    pub finding: Diagnostic,
}

/// A finding in the file from which a table takes its rows.
#[derive(Debug)]
pub struct FileFinding {
    /// The table that reads the file.
    pub table: TableId,
    /// Row of the file, from 0.
    pub row: usize,
    /// What was found, with its position in the file.
    pub finding: Diagnostic,
}

/// Computes all figures of a form. `sheets` has the file of each table, where it has one
/// that could be read; `ready` the tables that its set has computed.
#[must_use]
pub fn compute_figures(
    form: &Form,
    sheets: &ByTable<Option<Arc<Sheet>>>,
    ready: &[ComputedTable],
) -> Computed {
    let mut computation = setup::prepare_computation(form, sheets, ready);
    schedule::compute_all(&mut computation);
    // Checks, and what the set asks, read exact values. They come before rounding, which
    // only changes what prints.
    let failures = check::check_conditions(&mut computation);
    let rollup_values = set_queries::evaluate_queries(&mut computation);
    let conditions_met = set_queries::evaluate_conditions(&mut computation);
    let assertions = set_queries::check_assertions(&mut computation);
    // Rounding compares what is shown, so the styles must be chosen; the style of an
    // indicator may be that of a cell, so indicators come last.
    for (table, spec) in form.own_tables() {
        let sort = find_sort_column(&mut computation, spec);
        presentation::order_rows(&mut computation.tables[table], sort);
        let places = std::mem::take(&mut computation.loaded[table].places);
        presentation::choose_styles(&mut computation.tables[table], spec, &places);
        presentation::balance_rounding(&mut computation.tables[table], spec);
    }
    let indicators = collect_indicators(&computation);
    let figures = Figures {
        tables: computation.tables,
        indicators,
        budgets: computation.budgets,
        amount_values: computation.amount_values,
        failures,
        disagreements: computation.disagreements,
        rollup_values,
        conditions_met,
        assertions,
        values: computation.indicators,
        years: computation.years,
        amount_figures: computation.amount_figures,
        names: Some(Arc::clone(computation.names.index())),
    };
    Computed {
        figures,
        form: computation.in_form,
        rows: computation.in_rows,
        files: computation.in_files,
    }
}

/// The column by which the form sorts the rows of a table, and in which direction.
fn find_sort_column(
    computation: &mut Computation<'_>,
    spec: &TableSpec,
) -> Option<SortBy> {
    let sort = spec.sort.as_ref()?;
    let column = spec.column(&sort.by.value);
    if column.is_none() {
        computation.in_form.push(reading::report_unknown_column_id(spec, &sort.by));
    }
    Some(SortBy { column: column?, descending: sort.descending })
}

/// The figures of all indicators, in the order of the form.
fn collect_indicators(computation: &Computation<'_>) -> Vec<IndicatorFigures> {
    let mut res = Vec::with_capacity(computation.form.indicators.len());
    for (index, (_, indicator)) in computation.form.indicators.iter().enumerate() {
        let mut figures = IndicatorFigures::new();
        for part in part::list_parts(indicator) {
            let figure = match part.find_own(indicator) {
                IndicatorPart::Sum => style_sum(computation, index),
                _ => style_figure(computation, index, part),
            };
            figures.extend(figure.map(|figure| (part, figure)));
        }
        res.push(figures);
    }
    res
}

/// The sum of the years, with as many decimal places as the year that has most.
fn style_sum(computation: &Computation<'_>, index: usize) -> Option<Pending<Figure>> {
    let indicator = &computation.form.indicators[index].1;
    let value = computation.indicators.get(&(index, IndicatorPart::Sum))?.as_ref()?;
    let Value::Number(value) = value else { return Some(Pending::Unknown) };
    let years = part::list_year_parts(indicator);
    let figures = years.into_iter().filter_map(|y| style_figure(computation, index, y));
    let figures = figures.filter_map(|figure| figure.known().cloned());
    let style = figures.reduce(|sum, figure| sum.with_places_of(&figure))?.style;
    Some(Pending::Known(Figure { value: value.clone(), style }))
}

/// A figure of an indicator in its style; `None` where the form has none, pending where
/// it could not be computed.
fn style_figure(
    computation: &Computation<'_>,
    index: usize,
    part: IndicatorPart,
) -> Option<Pending<Figure>> {
    let indicator = &computation.form.indicators[index].1;
    let indicator_value = part::find_indicator_value(indicator, part)?;
    let value = computation.indicators.get(&(index, part))?.as_ref()?;
    let Value::Number(value) = value else { return Some(Pending::Unknown) };
    let wording = SaidFigure { kind: indicator.kind, unit: indicator.unit.as_deref() };
    let style = choose_style(computation, wording, indicator_value, value);
    let figure = Figure { value: value.clone(), style };
    Some(Pending::Known(match indicator_value {
        Pending::Known(IndicatorValue::Formula(_)) if indicator.years.is_some() => {
            with_places_of_series(figure, indicator)
        }
        _ => figure,
    }))
}

/// A computed rate of an indicator that goes by years: with the decimal places of the typed
/// ones where these agree, else with those that it needs.
fn with_places_of_series(figure: Figure, indicator: &Indicator) -> Figure {
    const MOST_PLACES: u32 = 2;
    if !matches!(figure.style, Style::Percent { .. }) {
        return figure;
    }
    let mut typed = indicator.values().filter_map(|value| match value {
        Pending::Known(IndicatorValue::Given(given)) => {
            Some(read_rate_places(Figure::from(given.value).style))
        }
        Pending::Known(IndicatorValue::Formula(_)) | Pending::Unknown => None,
    });
    let first = typed.next();
    let common = first.filter(|first| typed.all(|places| places == *first)).unwrap_or(0);
    let needed = count_needed_places(&figure.value.times_pow10(2)).min(MOST_PLACES);
    figure.with_places(needed.max(common))
}

fn read_rate_places(style: Style) -> u32 {
    match style {
        Style::Percent { places } => places,
        Style::Number { .. }
        | Style::Year
        | Style::Points { .. }
        | Style::Money { .. } => 0,
    }
}

/// How a figure of an indicator prints: as typed; as the cell that it is; else by its
/// unit.
fn choose_style(
    computation: &Computation<'_>,
    wording: SaidFigure<'_>,
    indicator_value: &Pending<IndicatorValue>,
    value: &Number,
) -> Style {
    let formula = match indicator_value {
        Pending::Known(IndicatorValue::Given(quantity)) => {
            return Figure::from(quantity.value).style;
        }
        Pending::Known(IndicatorValue::Formula(formula)) => formula,
        Pending::Unknown => return Style::Number { places: 0 },
    };
    let (expr, _) = resolve::resolve_formula(
        &computation.names,
        formula,
        None,
        resolve::FormulaKind::Value,
    );
    let styles = Styles { units: computation.units(None), years: &computation.years };
    styles.computed(wording, expr.as_ref(), value)
}

impl Figures {
    /// Figures of tables that are computed already, and no others.
    #[must_use]
    pub fn from_tables(tables: Vec<ComputedTable>) -> Self {
        Self { tables: tables.into(), ..Self::default() }
    }

    /// The names of the form from which all was computed.
    #[must_use]
    pub fn names<'f>(&self, form: &'f Form) -> FormNames<'f> {
        match &self.names {
            Some(index) => FormNames::indexed(form, Arc::clone(index)),
            None => FormNames::new(form),
        }
    }

    /// How what is computed prints.
    fn styles<'w>(&'w self, form: &'w Form) -> Styles<'w> {
        Styles { units: self.units(form), years: &self.years }
    }

    /// In what formulas of texts count money.
    fn units<'w>(&'w self, form: &'w Form) -> MoneyUnits<'w> {
        let (tables, amounts) = (&self.tables, &self.amount_figures);
        MoneyUnits { form, tables, amounts, own_table: None }
    }

    /// All that formulas can read.
    fn known<'w>(
        &'w self,
        form: &'w Form,
        cache: &'w AggregateCache,
    ) -> KnownFigures<'w> {
        KnownFigures {
            form,
            tables: &self.tables,
            indicators: &self.values,
            budgets: &self.budgets,
            cache,
        }
    }

    /// The value of each roll-up query of the set, in the order of
    /// [`SetInputs`](crate::form::SetInputs); `None` where it could not be computed.
    #[must_use]
    pub fn rollup_values(&self) -> &[Option<Value>] {
        &self.rollup_values
    }

    /// For each condition `khi` of the set whether each unit meets it.
    #[must_use]
    pub fn conditions_met(&self) -> &[ByRow<bool>] {
        &self.conditions_met
    }

    /// For each assertion of the set whether it holds.
    #[must_use]
    pub fn assertions(&self) -> &[AssertionResult] {
        &self.assertions
    }

    /// A table, by its number in the form.
    #[must_use]
    pub fn table(&self, table: TableId) -> &ComputedTable {
        &self.tables[table]
    }

    /// The sums of the tasks' money.
    #[must_use]
    pub fn budgets(&self) -> &Budgets {
        &self.budgets
    }

    /// The conditions of `kiem_tra` that do not hold, by table and row.
    #[must_use]
    pub fn failures(&self) -> &[CheckFailure] {
        &self.failures
    }

    /// The given figures that are not what can be computed.
    #[must_use]
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }
}
