//! The order of computing: each column, each total and each indicator once, after what
//! it stands on; a circle is a fault.

use std::collections::{HashMap, HashSet};

use crate::form::{ColumnTotal, Figure as Written, Form, Formula, Table as WrittenTable};
use crate::formula::{Expr, Use, Value, eval};
use crate::quantity::Pending;

use super::budget::Budgets;
use super::env::{Here, Known, Memo, Values, is_no_total};
use super::fault::{Faults, at_formula};
use super::given::{self, Disagreement};
use super::load::Loaded;
use super::name::{Names, Part, Target};
use super::node::{Node, needs_of};
use super::raw::Finding;
use super::table::{Place, Sum, Table};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    AtWork,
    Done,
}

/// The computing of a form.
pub(super) struct Work<'f> {
    pub(super) form: &'f Form,
    pub(super) tables: Vec<Table>,
    pub(super) loaded: Vec<Loaded>,
    pub(super) names: Names<'f>,
    pub(super) indicators: Values,
    pub(super) disagreements: Vec<Disagreement>,
    pub(super) found: Vec<(usize, Finding)>,
    pub(super) memo: Memo,
    pub(super) budgets: Budgets,
    states: HashMap<Node, State>,
    path: Vec<Node>,
    /// Nodes of circles that are told.
    told: HashSet<Node>,
    /// The conditions of each table, where they could be read.
    pub(super) conditions: Vec<Vec<Option<Expr<Target>>>>,
    /// Columns of tables that some formula or check reads.
    pub(super) read_columns: HashSet<(usize, usize)>,
}

impl<'f> Work<'f> {
    pub(super) fn new(form: &'f Form, tables: Vec<Table>, loaded: Vec<Loaded>) -> Self {
        let ready = tables.iter().take(form.shared.tables).enumerate();
        let nodes = ready.flat_map(|(table, of)| {
            let columns = 0..of.columns.len();
            columns.flat_map(move |c| [Node::Column(table, c), Node::Totals(table, c)])
        });
        let states = nodes.map(|node| (node, State::Done)).collect();
        Self {
            states,
            form,
            tables,
            loaded,
            names: Names::new(form),
            indicators: Values::new(),
            disagreements: Vec::new(),
            found: Vec::new(),
            memo: Memo::default(),
            budgets: Budgets::of(form),
            path: Vec::new(),
            told: HashSet::new(),
            conditions: Vec::new(),
            read_columns: HashSet::new(),
        }
    }

    /// All that is computed so far.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            form: self.form,
            tables: &self.tables,
            indicators: &self.indicators,
            budgets: &self.budgets,
            memo: &self.memo,
        }
    }

    /// Computes everything.
    pub(super) fn run(&mut self) {
        for table in 0..self.tables.len() {
            for column in 0..self.tables[table].columns.len() {
                self.require(Node::Column(table, column));
            }
        }
        for table in 0..self.tables.len() {
            for column in 0..self.tables[table].columns.len() {
                self.require(Node::Totals(table, column));
            }
        }
        for index in 0..self.form.indicators.len() {
            for part in [Part::Value, Part::Start, Part::Goal] {
                self.require(Node::Indicator(index, part));
            }
        }
    }

    pub(super) fn note(&mut self, table: usize, finding: Finding) {
        self.found.push((table, finding));
    }

    /// Sees to it that a node is computed.
    fn require(&mut self, node: Node) {
        match self.states.get(&node) {
            Some(State::Done) => return,
            Some(State::AtWork) => return self.circle(node),
            None => {}
        }
        self.states.insert(node, State::AtWork);
        self.path.push(node);
        for next in self.needs(node) {
            self.require(next);
        }
        match node {
            Node::Column(table, column) => self.column(table, column),
            Node::Totals(table, column) => self.totals(table, column),
            Node::Indicator(index, part) => self.indicator(index, part),
        }
        self.path.pop();
        self.states.insert(node, State::Done);
    }

    /// What a node stands on.
    fn needs(&self, node: Node) -> Vec<Node> {
        match node {
            Node::Column(table, column) => {
                let formula = self.tables[table].columns[column].formula.as_ref();
                let own = |c| Node::Column(table, c);
                formula.map_or_else(Vec::new, |expr| needs_of(expr, own))
            }
            Node::Totals(table, column) => {
                let of = &self.tables[table].columns[column];
                let own = |c| Node::Totals(table, c);
                let mut needs = vec![Node::Column(table, column)];
                match (&of.sum, &of.formula) {
                    (Sum::Other(expr), _) | (Sum::Own, Some(expr)) => {
                        needs.extend(needs_of(expr, own));
                    }
                    (Sum::None | Sum::Rows | Sum::Own, _) => {}
                }
                needs
            }
            Node::Indicator(index, part) => {
                let expr = self.figure(index, part).and_then(|f| self.read_figure(f));
                // No formula of an indicator has columns of its own.
                expr.map_or_else(Vec::new, |expr| {
                    needs_of(&expr, |c| Node::Column(usize::MAX, c))
                })
            }
        }
    }

    fn figure(&self, index: usize, part: Part) -> Option<&'f Written> {
        let indicator = &self.form.indicators[index].1;
        let figure = match part {
            Part::Value => indicator.value.as_ref().or(indicator.target.as_ref()),
            Part::Start => indicator.start.as_ref(),
            Part::Goal => indicator.target.as_ref(),
            Part::Drop | Part::Rise => None,
        };
        figure.and_then(Pending::known)
    }

    /// The formula of a figure, with its references found; faults are noted where it is
    /// computed.
    fn read_figure(&self, figure: &Written) -> Option<Expr<Target>> {
        let Written::Formula(formula) = figure else { return None };
        let expr = crate::formula::formula(&formula.text).ok()?;
        expr.resolve(&mut |r, wanted| {
            self.names.find(&formula.text, r, None, wanted).ok()
        })
    }

    /// A formula that, through others, stands on itself.
    fn circle(&mut self, node: Node) {
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
        for node in &around {
            let Some((table, formula)) = self.formula_of(*node) else { continue };
            let finding = crate::diagnostic::Diagnostic::error(
                "formula-cycle",
                formula.span,
                message,
            )
            .label("công thức này cuối cùng lại cần chính nó")
            .hint("một trong các chỗ này phải là số ghi sẵn, không phải công thức");
            let finding = Finding { filed: None, diagnostic: finding };
            self.note(table, finding);
            return;
        }
    }

    /// What stands on a node that cannot be computed has no fault of its own.
    fn leave_open(&mut self, node: Node) {
        match node {
            Node::Column(table, column) => {
                let of = &mut self.tables[table];
                of.cells[column] = vec![Some(Value::Open); of.len()];
            }
            Node::Totals(table, column) => {
                let of = &mut self.tables[table];
                of.totals[column] = Some(Value::Open);
                of.groups.iter_mut().for_each(|g| g.sums[column] = Some(Value::Open));
            }
            Node::Indicator(index, part) => {
                self.indicators.insert((index, part), Some(Value::Open));
            }
        }
    }

    fn formula_of(&self, node: Node) -> Option<(usize, &'f Formula)> {
        match node {
            Node::Column(table, column) => {
                let column = &self.form.tables.get(table)?.columns[column];
                column.formula.as_ref().map(|f| (table, f))
            }
            Node::Totals(table, column) => {
                let column = &self.form.tables.get(table)?.columns[column];
                let formula = match &column.total {
                    ColumnTotal::Formula(formula) => Some(formula),
                    ColumnTotal::Auto | ColumnTotal::None => column.formula.as_ref(),
                };
                formula.map(|f| (table, f))
            }
            Node::Indicator(index, part) => match self.figure(index, part)? {
                Written::Formula(formula) => Some((0, formula)),
                Written::Given(_) => None,
            },
        }
    }

    fn named(&self, node: Node) -> String {
        match node {
            Node::Column(table, column) | Node::Totals(table, column) => {
                let of = &self.tables[table];
                let id = of.columns[column].id.clone();
                let id = id.unwrap_or_else(|| of.columns[column].labels.join(" / "));
                match node {
                    Node::Totals(..) => format!("tong.{id}"),
                    _ => id,
                }
            }
            Node::Indicator(index, _) => {
                format!("chi_tieu.{}", self.form.indicators[index].0.value)
            }
        }
    }

    fn written(&self, table: usize) -> &'f WrittenTable {
        &self.form.tables[table]
    }

    /// The cells of a column.
    fn column(&mut self, table: usize, column: usize) {
        let given = self.loaded[table].given[column].take();
        let rows = self.tables[table].len();
        let Some(expr) = self.tables[table].columns[column].formula.clone() else {
            let mut cells = given.unwrap_or_else(|| vec![None; rows]);
            given::fill_needed(self, table, column, &mut cells);
            self.tables[table].cells[column] = cells;
            return;
        };
        let formula = self.written(table).columns[column].formula.as_ref();
        let mut faults = Faults::default();
        let mut cells = Vec::with_capacity(rows);
        for row in 0..rows {
            let place = Place::Row(row);
            let here =
                Here { work: self.known(), table: Some(table), place, within: None };
            cells.push(match eval(&expr, &here) {
                Ok(value) => Some(value),
                Err(fault) => {
                    faults.add(fault, Place::Row(row));
                    Some(Value::Open)
                }
            });
        }
        if let Some(formula) = formula {
            let told = faults.tell(self.known(), table, formula);
            self.found.extend(told.into_iter().map(|f| (table, f)));
        }
        if let Some(given) = given {
            given::compare_column(self, table, column, given, &cells);
        }
        self.tables[table].cells[column] = cells;
    }

    /// The total of a column and its sums by group.
    fn totals(&mut self, table: usize, column: usize) {
        for group in 0..self.tables[table].groups.len() {
            let sum = self.total_at(table, column, Place::Group(group));
            self.tables[table].groups[group].sums[column] = sum;
        }
        let computed = self.total_at(table, column, Place::Total);
        let given = self.loaded[table].totals[column].take();
        let total = given::compare_total(self, table, column, given, computed);
        self.tables[table].totals[column] = total;
    }

    fn total_at(&mut self, table: usize, column: usize, place: Place) -> Option<Value> {
        let of = &self.tables[table].columns[column];
        let mut within = None;
        let (expr, formula) = match (&of.sum, &of.formula) {
            (Sum::None, _) | (Sum::Own, None) => return None,
            (Sum::Rows, _) => return self.sum(table, column, place),
            (Sum::Own, Some(expr)) => {
                (expr.clone(), self.written(table).columns[column].formula.as_ref())
            }
            (Sum::Other(expr), _) => {
                let total = &self.written(table).columns[column].total;
                let ColumnTotal::Formula(formula) = total else {
                    return None;
                };
                // What a total says of all rows, it says of a group's rows for the group.
                if let Place::Group(group) = place {
                    within = Some(group);
                }
                (expr.clone(), Some(formula))
            }
        };
        let here = Here { work: self.known(), table: Some(table), place, within };
        match eval(&expr, &here) {
            Ok(value) => Some(value),
            // A total of what has no total is left blank.
            Err(fault) if is_no_total(&fault.cause) => None,
            Err(fault) => {
                let mut faults = Faults::default();
                faults.add(fault, place);
                if let Some(formula) = formula {
                    let told = faults.tell(self.known(), table, formula);
                    self.found.extend(told.into_iter().map(|f| (table, f)));
                }
                Some(Value::Open)
            }
        }
    }

    /// The sum of the rows at a place.
    fn sum(&mut self, table: usize, column: usize, place: Place) -> Option<Value> {
        let of = &self.tables[table];
        let all: Vec<usize>;
        let rows = match place {
            Place::Group(group) => &of.groups[group].rows[..],
            Place::Row(_) | Place::Total => {
                all = (0..of.len()).collect();
                &all[..]
            }
        };
        let cells = &of.cells[column];
        let (mut numbers, mut open, mut empty) =
            (Vec::with_capacity(rows.len()), false, None);
        for &row in rows {
            match &cells[row] {
                Some(Value::Number(number)) => numbers.push(number),
                Some(_) => open = true,
                None => empty = empty.or(Some(row)),
            }
        }
        if open {
            return Some(Value::Open);
        }
        let sum = Value::Number(numbers.iter().copied().sum());
        match empty {
            None => Some(sum),
            // A column of which nothing is known has no total.
            Some(_) if numbers.is_empty() => None,
            // An empty cell of a total that the paper shows is told already.
            Some(_) => None,
        }
    }

    fn indicator(&mut self, index: usize, part: Part) {
        let indicator = &self.form.indicators[index].1;
        let written = match part {
            Part::Value => indicator.value.as_ref().or(indicator.target.as_ref()),
            Part::Start => indicator.start.as_ref(),
            Part::Goal | Part::Drop | Part::Rise => indicator.target.as_ref(),
        };
        let value = match written {
            None => None,
            Some(Pending::Unknown) => Some(Value::Open),
            Some(Pending::Known(Written::Given(quantity))) => {
                let figure = crate::quantity::Figure::from(quantity.value);
                Some(Value::Number(figure.value))
            }
            Some(Pending::Known(Written::Formula(formula))) => {
                Some(self.formula(formula))
            }
        };
        self.indicators.insert((index, part), value);
    }

    /// A formula that stands in no row.
    fn formula(&mut self, formula: &Formula) -> Value {
        let Some(expr) = self.read(formula, None) else { return Value::Open };
        let here =
            Here { work: self.known(), table: None, place: Place::Total, within: None };
        match eval(&expr, &here) {
            Ok(value) => value,
            Err(fault) => {
                let mut faults = Faults::default();
                faults.add(fault, Place::Total);
                let told = faults.tell(self.known(), usize::MAX, formula);
                self.found.extend(told.into_iter().map(|f| (0, f)));
                Value::Open
            }
        }
    }

    /// Reads a formula and finds its names; every fault is noted.
    pub(super) fn read(
        &mut self,
        formula: &Formula,
        here: Option<usize>,
    ) -> Option<Expr<Target>> {
        let (expr, faults) = read(&self.names, formula, here, Kind::Value);
        self.found.extend(faults.into_iter().map(|f| (here.unwrap_or(0), f)));
        expr
    }
}

/// What a formula is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Value,
    Truth,
}

/// A formula with its names found, and its faults.
pub(super) fn read(
    names: &Names<'_>,
    formula: &Formula,
    here: Option<usize>,
    kind: Kind,
) -> (Option<Expr<Target>>, Vec<Finding>) {
    let text = &formula.text;
    let parsed = match kind {
        Kind::Value => crate::formula::formula(text),
        Kind::Truth => crate::formula::condition(text),
    };
    let expr = match parsed {
        Ok(expr) => expr,
        Err(faults) => {
            let told = |f| at_formula("formula-syntax", formula, f);
            return (None, faults.into_iter().map(told).collect());
        }
    };
    let mut found = Vec::new();
    let expr =
        expr.resolve(&mut |r, wanted: Use| match names.find(text, r, here, wanted) {
            Ok(target) => Some(target),
            Err(fault) => {
                found.extend(fault.map(|f| at_formula("unknown-name", formula, f)));
                None
            }
        });
    (expr, found)
}
