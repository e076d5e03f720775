//! The order of computing: each column, each total and each indicator once, after what
//! it depends on; a circle is an error.

use std::collections::{HashMap, HashSet};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByRow, ColumnId, ColumnTotal, Formula, IndicatorValue, TableId, Task};
use crate::formula::{Expr, Value};
use crate::quantity::Pending;

use super::computation::Computation;
use super::compute;
use super::compute_unit::{ComputeUnit, collect_needs};
use super::foot;
use super::names::{IndicatorPart, ResolvedRef};
use super::part;
use super::table::TotalKind;
use super::{amount, amount_formula};

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
                states.insert(ComputeUnit::Foot(table, column), UnitProgress::Done);
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
        for table in self.computation.tables.ids() {
            for column in self.computation.tables[table].columns.ids() {
                self.require(ComputeUnit::Foot(table, column));
            }
            self.require(ComputeUnit::Sources(table));
        }
        for index in 0..self.computation.amounts.len() {
            self.require(ComputeUnit::Amount(index));
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
            ComputeUnit::Foot(table, column) => {
                foot::compute_foot(self.computation, table, column);
            }
            ComputeUnit::Sources(table) => {
                foot::compute_sources(self.computation, table);
            }
            ComputeUnit::Indicator(index, part) => {
                compute::compute_indicator(self.computation, index, part);
            }
            ComputeUnit::Amount(index) => {
                amount_formula::compute_amount(self.computation, index);
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
                    self.expr_needs(expr, |c| Some(ComputeUnit::Column(table, c)))
                })
            }
            ComputeUnit::Totals(table, column) => {
                let computed = &self.computation.tables[table].columns[column];
                let mut needs = vec![ComputeUnit::Column(table, column)];
                match (&computed.sum, &computed.formula) {
                    (TotalKind::Other(expr), _) | (TotalKind::Own, Some(expr)) => {
                        needs.extend(
                            self.expr_needs(expr, |c| {
                                Some(ComputeUnit::Totals(table, c))
                            }),
                        );
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
            ComputeUnit::Foot(table, column) => self.foot_needs(table, column),
            ComputeUnit::Sources(table) => self.source_needs(table),
            ComputeUnit::Indicator(index, part) => {
                let indicator = &self.computation.form.indicators[index].1;
                let written = part.find_own(indicator);
                if written != part {
                    return vec![ComputeUnit::Indicator(index, written)];
                }
                if part == IndicatorPart::Sum {
                    let years = part::list_year_parts(indicator).into_iter();
                    return years.map(|y| ComputeUnit::Indicator(index, y)).collect();
                }
                let expr = self.figure(index, part).and_then(|f| self.read_figure(f));
                // The formula of an indicator stands in no table.
                expr.map_or_else(Vec::new, |expr| self.expr_needs(&expr, |_| None))
            }
            ComputeUnit::Amount(index) => {
                let expr = self.read_formula(self.computation.amounts[index].formula);
                expr.map_or_else(Vec::new, |expr| self.expr_needs(&expr, |_| None))
            }
        }
    }

    /// What stands below the sum in a column depends on the sum, on what stands below that
    /// of the columns that its formula reads.
    fn foot_needs(&self, table: TableId, column: ColumnId) -> Vec<ComputeUnit> {
        let computed = &self.computation.tables[table];
        let mut res = vec![ComputeUnit::Totals(table, column)];
        let read = foot::list_columns_read(computed, column).into_iter();
        res.extend(read.map(|column| ComputeUnit::Foot(table, column)));
        res
    }

    /// What sources give depends on the last total, and on the formulas of their amounts.
    fn source_needs(&self, table: TableId) -> Vec<ComputeUnit> {
        let Some(column) = self.computation.tables[table].amounts else {
            return Vec::new();
        };
        let mut res = vec![ComputeUnit::Foot(table, column)];
        let total = self.computation.form.tables[table].total.as_ref();
        let sources = total.into_iter().flat_map(|total| &total.foot.sources);
        let formulas = sources.filter_map(|source| source.portion.formula());
        let spans: Vec<_> = formulas.map(|formula| formula.span).collect();
        let amounts = self.computation.amounts.iter().zip(0..);
        let giving = amounts.filter(|(amount, _)| spans.contains(&amount.formula.span));
        res.extend(giving.map(|(_, index)| ComputeUnit::Amount(index)));
        res
    }

    /// What a formula reads, with the amounts of the tasks whose money it reads.
    fn expr_needs(
        &self,
        expr: &Expr<ResolvedRef>,
        from_column: impl Fn(ColumnId) -> Option<ComputeUnit>,
    ) -> Vec<ComputeUnit> {
        let mut res = collect_needs(expr, from_column);
        for (target, _) in expr.refs() {
            let ResolvedRef::Budget(pick) = target else { continue };
            let amounts = self.computation.amounts.iter().zip(0..);
            let picked = amounts.filter(|(known, _)| amount::is_picked(pick, known));
            res.extend(picked.map(|(_, index)| ComputeUnit::Amount(index)));
        }
        res
    }

    fn figure(&self, index: usize, part: IndicatorPart) -> Option<&'f IndicatorValue> {
        let indicator = &self.computation.form.indicators[index].1;
        part::find_indicator_value(indicator, part).and_then(Pending::known)
    }

    /// The formula of a figure, with its references found; errors are reported where it
    /// is computed.
    fn read_figure(&self, figure: &IndicatorValue) -> Option<Expr<ResolvedRef>> {
        let IndicatorValue::Formula(formula) = figure else { return None };
        self.read_formula(formula)
    }

    /// A formula that stands in no table, with its references found.
    fn read_formula(&self, formula: &Formula) -> Option<Expr<ResolvedRef>> {
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
            ComputeUnit::Foot(table, column) => {
                for row in &mut self.computation.tables[table].foot {
                    row.values[column] = Some(Value::Pending);
                }
            }
            ComputeUnit::Indicator(index, part) => {
                self.computation.indicators.insert((index, part), Some(Value::Pending));
            }
            // An amount without a value is pending; no formula reads what sources give.
            ComputeUnit::Amount(_) | ComputeUnit::Sources(_) => {}
        }
    }

    fn formula_of(&self, unit: ComputeUnit) -> Option<&'f Formula> {
        let form = self.computation.form;
        match unit {
            ComputeUnit::Column(table, column) => {
                form.tables.get(table)?.columns[column].formula.as_ref()
            }
            ComputeUnit::Totals(table, column) | ComputeUnit::Foot(table, column) => {
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
            ComputeUnit::Amount(index) => Some(self.computation.amounts[index].formula),
            ComputeUnit::Sources(_) => None,
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
            ComputeUnit::Foot(table, column) => {
                format!("cuoi.{}", self.computation.tables[table].columns[column].name())
            }
            ComputeUnit::Sources(_) => "nguon".to_owned(),
            ComputeUnit::Amount(index) => match self.computation.amounts[index].task {
                Some(Task { id: Some(id), .. }) => format!("kinh_phi[\"{}\"]", id.value),
                _ => "so_tien".to_owned(),
            },
            ComputeUnit::Indicator(index, part) => {
                let id = &self.computation.form.indicators[index].0.value;
                format!("chi_tieu.{id}{}", part.suffix())
            }
        }
    }
}
