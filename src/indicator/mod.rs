//! The figures of a plan: tables from the form or from files, their columns computed,
//! totalled and checked, and the named indicators. A number has one place; text, tables
//! and appendices all read from here.
//!
//! | file | does |
//! |---|---|
//! | `setup` | tables and formulas as written → what can be computed |
//! | `raw`, `read` | a cell as it comes → a value of its column's type |
//! | `header`, `total_row`, `kind`, `load` | rows of the form or of a sheet → typed columns |
//! | `unit_rows` | whose the rows of a file are, in a set |
//! | `name` | names of formulas → what they stand for |
//! | `resolve` | formulas as written → formulas with their names found |
//! | `work` | what is known and found while figures are computed |
//! | `order`, `node` | each column, total and indicator once, after what it stands on |
//! | `compute`, `env` | one of them |
//! | `missing`, `fault` | why a formula has no value, and what is said of it |
//! | `given`, `check` | given figures against computed ones; `kiem_tra` |
//! | `nature` | what adds up from row to row, and what does not |
//! | `settle` | decimal places, order of rows, rounding of parts and totals |
//! | `style` | how what stands in no table prints |
//! | `budget` | the money of the tasks |
//! | `table` | a computed table, to be read |
//! | `expression` | `{{ … }}` of a text → what it prints |
//! | `whole` | what a set asks of its forms |
//! | `explain` | where a figure comes from, as a tree |
//!
//! No I/O: sheets come in as they were read. Exact: what is computed is a
//! [`Number`](crate::quantity::Number) until it prints.

mod additivity;
mod budget;
mod cell_kind;
mod check;
mod column_match;
mod computation;
mod compute;
mod compute_unit;
mod eval_context;
mod explain;
mod expression;
mod fault;
mod formula_style;
mod ingest;
mod missing_value;
mod names;
mod parse_cell;
mod presentation;
mod raw_cell;
mod reconcile;
mod resolve;
mod schedule;
mod set_queries;
mod setup;
mod table;
mod total_row;
mod unit_rows;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::form::{
    At, ByRow, ByTable, ColumnId, Figure as WrittenFigure, FigureKind, Form, Indicator,
    Table as Written, TableId,
};
use crate::formula::{Fault, Ref, Use, Value};
use crate::quantity::{Figure, Number, Pending, Shown, Style};
use crate::sheet::Sheet;

pub use budget::Budgets;
pub use cell_kind::is_order_label;
pub use check::Failure;
pub use computation::Disagreement;
pub use explain::{Explanation, Given, How, Origin, Parts, Subject, Worked, exactly};
pub use expression::{Meaning, Printed, UnitRow};
pub use names::{BudgetPick, Names, Part, RowName, Target, Words};
pub use set_queries::{Asserted, Gap, Holding};
pub use table::{Column, Group, Place, Table, TablePlace, Totals};
pub use unit_rows::UnitColumn;

use computation::Computation;
use eval_context::{AggregateCache, IndicatorValues, KnownFigures};
use formula_style::{Styles, Years};
use names::NameIndex;
use presentation::SortBy;

/// All figures of a plan.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    tables: ByTable<Table>,
    indicators: Vec<IndicatorFigures>,
    budgets: Budgets,
    failures: Vec<Failure>,
    disagreements: Vec<Disagreement>,
    probes: Vec<Option<Value>>,
    switches: Vec<ByRow<bool>>,
    assertions: Vec<Asserted>,
    /// Values of the indicators, as computed.
    values: IndicatorValues,
    /// Which of them are years.
    years: Years,
    /// The names of the form, folded; `None` where there was no form to compute.
    names: Option<Arc<NameIndex>>,
}

/// The figures of an indicator; each `None` where the form has none, and pending where
/// it says `chua_co` or stands on what is.
#[derive(Debug, Clone, Default)]
struct IndicatorFigures {
    value: Option<Pending<Figure>>,
    start: Option<Pending<Figure>>,
    goal: Option<Pending<Figure>>,
}

/// What computing gives.
#[derive(Debug)]
pub struct Computed {
    /// The figures; what could not be computed is open in them.
    pub figures: Figures,
    /// What was found in the form.
    pub form: Vec<Diagnostic>,
    /// What was found in the files of the tables.
    pub files: Vec<InFile>,
}

/// What was found in the file of a table.
#[derive(Debug)]
pub struct InFile {
    /// The table.
    pub table: TableId,
    /// Row of the file, from 0.
    pub row: usize,
    /// The finding, at its place in the file.
    pub finding: Diagnostic,
}

/// Computes all figures of a form. `sheets` has the file of each table, where it has one
/// that could be read; `ready` the tables that its set has computed.
#[must_use]
pub fn compute(
    form: &Form,
    sheets: &ByTable<Option<Arc<Sheet>>>,
    ready: &[Table],
) -> Computed {
    let mut work = setup::prepare_computation(form, sheets, ready);
    schedule::compute_all(&mut work);
    let failures = check::check_conditions(&mut work);
    let probes = set_queries::evaluate_queries(&mut work);
    let switches = set_queries::evaluate_conditions(&mut work);
    let assertions = set_queries::check_assertions(&mut work);
    for (table, written) in form.own_tables() {
        let by = find_sort_column(&mut work, written);
        presentation::order_rows(&mut work.tables[table], by);
        let places = std::mem::take(&mut work.loaded[table].places);
        presentation::choose_styles(&mut work.tables[table], written, &places);
        presentation::balance_rounding(&mut work.tables[table], written);
    }
    let indicators = collect_indicators(&work);
    let figures = Figures {
        tables: work.tables,
        indicators,
        budgets: work.budgets,
        failures,
        disagreements: work.disagreements,
        probes,
        switches,
        assertions,
        values: work.indicators,
        years: work.years,
        names: Some(Arc::clone(work.names.index())),
    };
    Computed { figures, form: work.in_form, files: work.in_files }
}

/// By what the form sorts the rows of a table.
fn find_sort_column(work: &mut Computation<'_>, written: &Written) -> Option<SortBy> {
    let sort = written.sort.as_ref()?;
    let column = written.column(&sort.by.value);
    if column.is_none() {
        work.in_form.push(ingest::report_unknown_column(written, &sort.by));
    }
    Some(SortBy { column: column?, descending: sort.descending })
}

fn collect_indicators(work: &Computation<'_>) -> Vec<IndicatorFigures> {
    let named = |(index, (_, indicator)): (usize, &(At<String>, Indicator))| {
        let figure = |part: Part, written: Option<&Pending<WrittenFigure>>| {
            let written = written?;
            let value = work.indicators.get(&(index, part))?.as_ref()?;
            let Value::Number(value) = value else {
                return Some(Pending::Unknown);
            };
            let style = choose_style(work, indicator.kind, written, value);
            Some(Pending::Known(Figure { value: value.clone(), style }))
        };
        let value = indicator.value.as_ref().or(indicator.target.as_ref());
        IndicatorFigures {
            value: figure(Part::Value, value),
            start: figure(Part::Start, indicator.start.as_ref()),
            goal: figure(Part::Goal, indicator.target.as_ref()),
        }
    };
    work.form.indicators.iter().enumerate().map(named).collect()
}

/// How a figure of an indicator prints: as typed; as the cell that it is; else by its
/// unit.
fn choose_style(
    work: &Computation<'_>,
    kind: FigureKind,
    written: &Pending<WrittenFigure>,
    value: &Number,
) -> Style {
    let formula = match written {
        Pending::Known(WrittenFigure::Given(quantity)) => {
            return Figure::from(quantity.value).style;
        }
        Pending::Known(WrittenFigure::Formula(formula)) => formula,
        Pending::Unknown => return Style::Number { places: 0 },
    };
    let (expr, _) =
        resolve::read_formula(&work.names, formula, None, resolve::FormulaKind::Value);
    let styles = Styles { tables: &work.tables, years: &work.years };
    styles.computed(kind, expr.as_ref(), value)
}

impl Figures {
    /// Figures of tables that are computed already, and no others.
    #[must_use]
    pub fn of_tables(tables: Vec<Table>) -> Self {
        Self { tables: tables.into(), ..Self::default() }
    }

    /// The names of the form from which all was computed.
    #[must_use]
    pub fn names<'f>(&self, form: &'f Form) -> Names<'f> {
        match &self.names {
            Some(index) => Names::indexed(form, Arc::clone(index)),
            None => Names::new(form),
        }
    }

    /// How what is computed prints.
    fn styles(&self) -> Styles<'_> {
        Styles { tables: &self.tables, years: &self.years }
    }

    /// All that formulas can read.
    fn known<'w>(&'w self, form: &'w Form, memo: &'w AggregateCache) -> KnownFigures<'w> {
        KnownFigures {
            form,
            tables: &self.tables,
            indicators: &self.values,
            budgets: &self.budgets,
            memo,
        }
    }

    /// What the set has asked for, by its order there.
    #[must_use]
    pub fn probes(&self) -> &[Option<Value>] {
        &self.probes
    }

    /// For each condition `khi` whether each unit meets it.
    #[must_use]
    pub fn switches(&self) -> &[ByRow<bool>] {
        &self.switches
    }

    /// What holds over the whole set, by its order there.
    #[must_use]
    pub fn assertions(&self) -> &[Asserted] {
        &self.assertions
    }

    /// A table, by its number in the form.
    #[must_use]
    pub fn table(&self, table: TableId) -> &Table {
        &self.tables[table]
    }

    /// The money of the tasks.
    #[must_use]
    pub fn budgets(&self) -> &Budgets {
        &self.budgets
    }

    /// The conditions that do not hold.
    #[must_use]
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// The given figures that are not what can be computed.
    #[must_use]
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }

    /// A figure of an indicator, by the indicator's index.
    #[must_use]
    pub fn indicator(&self, index: usize, part: Part) -> Option<Shown> {
        let named = self.indicators.get(index)?;
        let known = |figure: Option<&Pending<Figure>>| match figure? {
            Pending::Known(figure) => Some(Shown::Figure(figure.clone())),
            Pending::Unknown => Some(Shown::Pending),
        };
        let (lower, upper) = match part {
            Part::Value => return known(named.value.as_ref()),
            Part::Start => return known(named.start.as_ref()),
            Part::Goal => return known(named.goal.as_ref()),
            Part::Drop => (named.goal.as_ref()?, named.start.as_ref()?),
            Part::Rise => (named.start.as_ref()?, named.goal.as_ref()?),
        };
        Some(match (lower, upper) {
            (Pending::Known(lower), Pending::Known(upper)) => {
                let by = upper.value.clone() - lower.value.clone();
                Shown::Figure(upper.changed_by(by).with_places_of(lower))
            }
            _ => Shown::Pending,
        })
    }

    /// What a reference of `{{ … }}` or of `trace` stands for, and its value.
    ///
    /// # Errors
    ///
    /// A fault in the reference; `None` within where what it names has findings of its
    /// own.
    pub fn find(
        &self,
        form: &Form,
        text: &str,
        reference: &Ref,
    ) -> Result<(Target, Shown), Option<Fault>> {
        let target = self.names(form).find(text, reference, None, Use::Cell)?;
        let lost = |table: TableId| self.tables[table].is_broken();
        if target.table().is_some_and(lost) {
            return Err(None);
        }
        let answer = self
            .answer(form, &target)
            .map_err(|fault| Some(Fault { at: reference.at.clone(), ..fault }))?;
        Ok((target, answer))
    }

    /// The value of a reference.
    fn answer(&self, form: &Form, target: &Target) -> Result<Shown, Fault> {
        let cell = |table: TableId, place: Place, column: ColumnId| {
            self.tables[table]
                .shown(place, column)
                .ok_or_else(|| Fault::new(0..0, "ô này để trống, không có gì để đọc"))
        };
        let id = |table: TableId| {
            form.tables[table].id.as_ref().map_or("", |id| id.value.as_str()).to_owned()
        };
        match target {
            Target::Cell { table, row: RowName::Literal(name), column } => {
                let row = self.tables[*table].row(name);
                let row = row.ok_or_else(|| {
                    fault::explain_unknown_row(&self.tables[*table], &id(*table), name)
                })?;
                cell(*table, Place::Row(row), *column)
            }
            Target::Group { table, name, column } => {
                let group = self.tables[*table].group(name).ok_or_else(|| {
                    Fault::new(
                        0..0,
                        format!("bảng `{}` không có nhóm “{name}”", id(*table)),
                    )
                })?;
                cell(*table, Place::Group(group), *column)
            }
            Target::Total { table, column } => cell(*table, Place::Total, *column),
            Target::Indicator { index, part } => self
                .indicator(*index, *part)
                .ok_or_else(|| Fault::new(0..0, "chỉ tiêu này chưa có giá trị ấy")),
            Target::Budget(pick) => {
                self.money(pick).ok_or_else(|| fault::explain_no_money(&pick.to_string()))
            }
            Target::Year => {
                let year =
                    |value: i32| Figure { value: value.into(), style: Style::Year };
                let year = form.year.map(|at| Shown::Figure(year(at.value)));
                Ok(year.unwrap_or(Shown::Pending))
            }
            Target::Own(_) | Target::Column { .. } | Target::Cell { .. } => {
                Err(Fault::new(0..0, "chỗ này cần nói rõ một ô của bảng"))
            }
        }
    }

    /// A sum of the tasks' money; `None` where no task gives an amount to it.
    #[must_use]
    pub fn money(&self, pick: &BudgetPick) -> Option<Shown> {
        Some(match self.budgets.value(pick)? {
            Value::Number(value) => {
                let style = Style::DONG;
                Shown::Figure(Figure { value, style })
            }
            Value::Open | Value::Text(_) | Value::Date(_) => Shown::Pending,
        })
    }
}
