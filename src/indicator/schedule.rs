//! The order of computing: each column, each total and each indicator once, after what
//! it depends on; a circle is an error.

use std::collections::{HashMap, HashSet};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByRow, ColumnTotal, Formula, IndicatorValue};
use crate::formula::{Expr, Value};
use crate::quantity::Pending;

use super::computation::Computation;
use super::compute;
use super::compute_unit::{ComputeUnit, collect_needs};
use super::names::{IndicatorPart, ResolvedRef};
use super::part;
use super::table::TotalKind;

/// How far a unit is; one without a state has not been asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitProgress {
    InProgress,
    Done,
}

/// Computes everything: a walk in depth over what each unit depends on.
pub(super) fn compute_all(computation: &mut Computation<'_>) {
    Scheduler::new(computation).run();
}

/// What is computed already, and what is being computed.
struct Scheduler<'w, 'f> {
    computation: &'w mut Computation<'f>,
    states: HashMap<ComputeUnit, UnitProgress>,
    /// The units in progress, each needed by the one before it.
    path: Vec<ComputeUnit>,
    /// Units of circles that are reported.
    reported: HashSet<ComputeUnit>,
}

impl<'w, 'f> Scheduler<'w, 'f> {
    /// The tables that a set has computed are done.
    fn new(computation: &'w mut Computation<'f>) -> Self {
        let mut states = HashMap::new();
        let ready = computation.form.set_inputs.tables;
        for (table, computed) in computation.tables.enumerate().take(ready) {
            for column in computed.columns.ids() {
                states.insert(ComputeUnit::Column(table, column), UnitProgress::Done);
                states.insert(ComputeUnit::Totals(table, column), UnitProgress::Done);
            }
        }
        Self { computation, states, path: Vec::new(), reported: HashSet::new() }
    }

    fn run(&mut self) {
        for table in self.computation.tables.ids() {
            for column in self.computation.tables[table].columns.ids() {
                self.require(ComputeUnit::Column(table, column));
            }
        }
        for table in self.computation.tables.ids() {
            for column in self.computation.tables[table].columns.ids() {
                self.require(ComputeUnit::Totals(table, column));
            }
        }
        for index in 0..self.computation.form.indicators.len() {
            for part in part::list_parts(&self.computation.form.indicators[index].1) {
                self.require(ComputeUnit::Indicator(index, part));
            }
        }
    }

    /// Makes sure that a unit is computed. The depth is that of the formulas, not of the
    /// rows.
    fn require(&mut self, unit: ComputeUnit) {
        match self.states.get(&unit) {
            Some(UnitProgress::Done) => return,
            Some(UnitProgress::InProgress) => return self.close_circle(unit),
            None => {}
        }
        // Marked before its needs are asked for: one that leads back here is a circle.
        self.states.insert(unit, UnitProgress::InProgress);
        self.path.push(unit);
        for next in self.needs(unit) {
            self.require(next);
        }
        match unit {
            ComputeUnit::Column(table, column) => {
                compute::compute_column(self.computation, table, column);
            }
            ComputeUnit::Totals(table, column) => {
                compute::compute_totals(self.computation, table, column);
            }
            ComputeUnit::Indicator(index, part) => {
                compute::compute_indicator(self.computation, index, part);
            }
        }
        self.path.pop();
        self.states.insert(unit, UnitProgress::Done);
    }

    /// What a unit depends on.
    fn needs(&self, unit: ComputeUnit) -> Vec<ComputeUnit> {
        match unit {
            ComputeUnit::Column(table, column) => {
                let formula =
                    self.computation.tables[table].columns[column].formula.as_ref();
                formula.map_or_else(Vec::new, |expr| {
                    collect_needs(expr, |c| Some(ComputeUnit::Column(table, c)))
                })
            }
            ComputeUnit::Totals(table, column) => {
                let computed = &self.computation.tables[table].columns[column];
                let mut needs = vec![ComputeUnit::Column(table, column)];
                match (&computed.sum, &computed.formula) {
                    (TotalKind::Other(expr), _) | (TotalKind::Own, Some(expr)) => {
                        needs.extend(collect_needs(expr, |c| {
                            Some(ComputeUnit::Totals(table, c))
                        }));
                    }
                    (
                        TotalKind::None
                        | TotalKind::Open(_)
                        | TotalKind::Rows
                        | TotalKind::Own,
                        _,
                    ) => {}
                }
                needs
            }
            ComputeUnit::Indicator(index, part) => {
                let indicator = &self.computation.form.indicators[index].1;
                let written = part::find_written_part(indicator, part);
                if written != part {
                    return vec![ComputeUnit::Indicator(index, written)];
                }
                if part == IndicatorPart::Sum {
                    let years = part::list_year_parts(indicator).into_iter();
                    return years.map(|y| ComputeUnit::Indicator(index, y)).collect();
                }
                let expr = self.figure(index, part).and_then(|f| self.read_figure(f));
                // The formula of an indicator stands in no table.
                expr.map_or_else(Vec::new, |expr| collect_needs(&expr, |_| None))
            }
        }
    }

    fn figure(&self, index: usize, part: IndicatorPart) -> Option<&'f IndicatorValue> {
        let indicator = &self.computation.form.indicators[index].1;
        part::find_indicator_value(indicator, part).and_then(Pending::known)
    }

    /// The formula of a figure, with its references found; errors are reported where it
    /// is computed.
    fn read_figure(&self, figure: &IndicatorValue) -> Option<Expr<ResolvedRef>> {
        let IndicatorValue::Formula(formula) = figure else { return None };
        let expr = crate::formula::parse_formula(&formula.text).ok()?;
        let names = &self.computation.names;
        expr.resolve(&mut |r, wanted| names.find(&formula.text, r, None, wanted).ok())
    }

    /// A formula that, through others, depends on itself. `unit` is the one that was
    /// reached again, so the circle is the path from its first visit on.
    fn close_circle(&mut self, unit: ComputeUnit) {
        let start = self.path.iter().position(|n| *n == unit).unwrap_or(0);
        let circle: Vec<_> = self.path[start..].iter().chain([&unit]).copied().collect();
        let names: Vec<_> =
            circle.iter().map(|unit| format!("`{}`", self.name(*unit))).collect();
        let message = format!("công thức tính vòng tròn: {}", names.join(" → "));
        circle.iter().for_each(|unit| self.leave_pending(*unit));
        // One circle may be entered from several of its units.
        if circle.iter().any(|unit| self.reported.contains(unit)) {
            return;
        }
        self.reported.extend(circle.iter().copied());
        let formula = circle.iter().find_map(|unit| self.formula_of(*unit));
        self.computation.in_form.extend(formula.map(|formula| {
            Diagnostic::error(&code::formula::FORMULA_CYCLE, formula.span, message)
                .label("công thức này cuối cùng lại cần chính nó")
                .hint("một trong các chỗ này phải là số ghi sẵn, không phải công thức")
        }));
    }

    /// Sets a unit that cannot be computed pending, so that what depends on it is no error
    /// too.
    fn leave_pending(&mut self, unit: ComputeUnit) {
        match unit {
            ComputeUnit::Column(table, column) => {
                let table = &mut self.computation.tables[table];
                table.cells[column] = ByRow::filled(Some(Value::Pending), table.len());
            }
            ComputeUnit::Totals(table, column) => {
                let table = &mut self.computation.tables[table];
                table.totals[column] = Some(Value::Pending);
                table
                    .groups
                    .iter_mut()
                    .for_each(|g| g.sums[column] = Some(Value::Pending));
            }
            ComputeUnit::Indicator(index, part) => {
                self.computation.indicators.insert((index, part), Some(Value::Pending));
            }
        }
    }

    fn formula_of(&self, unit: ComputeUnit) -> Option<&'f Formula> {
        let form = self.computation.form;
        match unit {
            ComputeUnit::Column(table, column) => {
                form.tables.get(table)?.columns[column].formula.as_ref()
            }
            ComputeUnit::Totals(table, column) => {
                let column = &form.tables.get(table)?.columns[column];
                match &column.total {
                    ColumnTotal::Formula(formula) => Some(formula),
                    ColumnTotal::Auto | ColumnTotal::None | ColumnTotal::Sum => {
                        column.formula.as_ref()
                    }
                }
            }
            ComputeUnit::Indicator(index, part) => match self.figure(index, part)? {
                IndicatorValue::Formula(formula) => Some(formula),
                IndicatorValue::Given(_) => None,
            },
        }
    }

    fn name(&self, unit: ComputeUnit) -> String {
        match unit {
            ComputeUnit::Column(table, column) => {
                self.computation.tables[table].columns[column].name()
            }
            ComputeUnit::Totals(table, column) => {
                format!("tong.{}", self.computation.tables[table].columns[column].name())
            }
            ComputeUnit::Indicator(index, part) => {
                let id = &self.computation.form.indicators[index].0.value;
                format!("chi_tieu.{id}{}", part.suffix())
            }
        }
    }
}
