//! The order of computing: each column, each total and each indicator once, after what
//! it stands on; a circle is a fault.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::form::{ByRow, ColumnTotal, Figure as Written, Formula};
use crate::formula::{Expr, Value};
use crate::quantity::Pending;

use super::computation::Computation;
use super::compute;
use super::compute_unit::{ComputeUnit, collect_needs};
use super::names::{Part, Target};
use super::resolve;
use super::table::TotalKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitState {
    AtWork,
    Done,
}

/// Computes everything.
pub(super) fn compute_all(computation: &mut Computation<'_>) {
    Scheduler::new(computation).run();
}

/// What is computed already, and what is being computed.
struct Scheduler<'w, 'f> {
    computation: &'w mut Computation<'f>,
    states: HashMap<ComputeUnit, UnitState>,
    /// The nodes at work, each needed by the one before it.
    path: Vec<ComputeUnit>,
    /// Nodes of circles that are told.
    told: HashSet<ComputeUnit>,
}

impl<'w, 'f> Scheduler<'w, 'f> {
    /// The tables that a set has computed are done.
    fn new(computation: &'w mut Computation<'f>) -> Self {
        let ready = computation.tables.enumerate().take(computation.form.shared.tables);
        let nodes = ready.flat_map(|(table, computed)| {
            let columns = computed.columns.ids();
            columns.flat_map(move |c| {
                [ComputeUnit::Column(table, c), ComputeUnit::Totals(table, c)]
            })
        });
        let states = nodes.map(|node| (node, UnitState::Done)).collect();
        Self { states, computation, path: Vec::new(), told: HashSet::new() }
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
            for part in [Part::Value, Part::Start, Part::Goal] {
                self.require(ComputeUnit::Indicator(index, part));
            }
        }
    }

    /// Sees to it that a node is computed.
    fn require(&mut self, node: ComputeUnit) {
        match self.states.get(&node) {
            Some(UnitState::Done) => return,
            Some(UnitState::AtWork) => return self.circle(node),
            None => {}
        }
        self.states.insert(node, UnitState::AtWork);
        self.path.push(node);
        for next in self.needs(node) {
            self.require(next);
        }
        match node {
            ComputeUnit::Column(table, column) => {
                compute::compute_column(self.computation, table, column)
            }
            ComputeUnit::Totals(table, column) => {
                compute::compute_totals(self.computation, table, column)
            }
            ComputeUnit::Indicator(index, part) => {
                compute::compute_indicator(self.computation, index, part)
            }
        }
        self.path.pop();
        self.states.insert(node, UnitState::Done);
    }

    /// What a node stands on.
    fn needs(&self, node: ComputeUnit) -> Vec<ComputeUnit> {
        match node {
            ComputeUnit::Column(table, column) => {
                let formula =
                    self.computation.tables[table].columns[column].formula.as_ref();
                let own = |c| Some(ComputeUnit::Column(table, c));
                formula.map_or_else(Vec::new, |expr| collect_needs(expr, own))
            }
            ComputeUnit::Totals(table, column) => {
                let computed = &self.computation.tables[table].columns[column];
                let own = |c| Some(ComputeUnit::Totals(table, c));
                let mut needs = vec![ComputeUnit::Column(table, column)];
                match (&computed.sum, &computed.formula) {
                    (TotalKind::Other(expr), _) | (TotalKind::Own, Some(expr)) => {
                        needs.extend(collect_needs(expr, own));
                    }
                    (TotalKind::None | TotalKind::Rows | TotalKind::Own, _) => {}
                }
                needs
            }
            ComputeUnit::Indicator(index, part) => {
                let expr = self.figure(index, part).and_then(|f| self.read_figure(f));
                // No formula of an indicator has columns of its own.
                expr.map_or_else(Vec::new, |expr| collect_needs(&expr, |_| None))
            }
        }
    }

    fn figure(&self, index: usize, part: Part) -> Option<&'f Written> {
        let indicator = &self.computation.form.indicators[index].1;
        resolve::find_figure(indicator, part).and_then(Pending::known)
    }

    /// The formula of a figure, with its references found; faults are noted where it is
    /// computed.
    fn read_figure(&self, figure: &Written) -> Option<Expr<Target>> {
        let Written::Formula(formula) = figure else { return None };
        let expr = crate::formula::formula(&formula.text).ok()?;
        let names = &self.computation.names;
        expr.resolve(&mut |r, wanted| names.find(&formula.text, r, None, wanted).ok())
    }

    /// A formula that, through others, stands on itself.
    fn circle(&mut self, node: ComputeUnit) {
        let from = self.path.iter().position(|n| *n == node).unwrap_or(0);
        let around: Vec<_> = self.path[from..].iter().chain([&node]).copied().collect();
        let names: Vec<_> =
            around.iter().map(|n| format!("`{}`", self.named(*n))).collect();
        let message = format!("công thức tính vòng tròn: {}", names.join(" → "));
        around.iter().for_each(|node| self.leave_open(*node));
        // One circle may be entered from several of its nodes.
        if around.iter().any(|node| self.told.contains(node)) {
            return;
        }
        self.told.extend(around.iter().copied());
        let first = around.iter().find_map(|node| self.formula_of(*node));
        self.computation.in_form.extend(first.map(|formula| {
            Diagnostic::error("formula-cycle", formula.span, message)
                .label("công thức này cuối cùng lại cần chính nó")
                .hint("một trong các chỗ này phải là số ghi sẵn, không phải công thức")
        }));
    }

    /// What stands on a node that cannot be computed has no fault of its own.
    fn leave_open(&mut self, node: ComputeUnit) {
        match node {
            ComputeUnit::Column(table, column) => {
                let table = &mut self.computation.tables[table];
                table.cells[column] = ByRow::filled(Some(Value::Open), table.len());
            }
            ComputeUnit::Totals(table, column) => {
                let table = &mut self.computation.tables[table];
                table.totals[column] = Some(Value::Open);
                table.groups.iter_mut().for_each(|g| g.sums[column] = Some(Value::Open));
            }
            ComputeUnit::Indicator(index, part) => {
                self.computation.indicators.insert((index, part), Some(Value::Open));
            }
        }
    }

    fn formula_of(&self, node: ComputeUnit) -> Option<&'f Formula> {
        let form = self.computation.form;
        match node {
            ComputeUnit::Column(table, column) => {
                form.tables.get(table)?.columns[column].formula.as_ref()
            }
            ComputeUnit::Totals(table, column) => {
                let column = &form.tables.get(table)?.columns[column];
                match &column.total {
                    ColumnTotal::Formula(formula) => Some(formula),
                    ColumnTotal::Auto | ColumnTotal::None => column.formula.as_ref(),
                }
            }
            ComputeUnit::Indicator(index, part) => match self.figure(index, part)? {
                Written::Formula(formula) => Some(formula),
                Written::Given(_) => None,
            },
        }
    }

    fn named(&self, node: ComputeUnit) -> String {
        match node {
            ComputeUnit::Column(table, column) => {
                self.computation.tables[table].columns[column].name()
            }
            ComputeUnit::Totals(table, column) => {
                format!("tong.{}", self.computation.tables[table].columns[column].name())
            }
            ComputeUnit::Indicator(index, _) => {
                format!("chi_tieu.{}", self.computation.form.indicators[index].0.value)
            }
        }
    }
}
