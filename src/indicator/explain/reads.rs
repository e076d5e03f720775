//! What a figure is computed from at once, all of it: for comparisons, which follow a
//! change from what was typed to what prints.

use crate::form::{Figure as Written, Form};
use crate::formula::Expr;
use crate::quantity::Pending;

use super::super::Figures;
use super::super::compute::{self, Kind};
use super::super::name::{BudgetPick, Part, Target};
use super::super::table::{Place, Sum};
use super::Subject;

impl Figures {
    /// The figures from which a figure is computed; none for one that is typed. A sum of
    /// the tasks' money reads the tasks that have an id.
    #[must_use]
    pub fn reads(&self, form: &Form, subject: &Subject) -> Vec<Subject> {
        match subject {
            Subject::Cell { table, place, column } => {
                self.cell_reads(*table, *place, *column)
            }
            Subject::Column { table, column, .. } => {
                self.rows_read(*table, Place::Total, *column)
            }
            Subject::Indicator { index, part } => {
                self.indicator_reads(form, *index, *part)
            }
            Subject::Budget(BudgetPick::Task(_)) | Subject::Year => Vec::new(),
            Subject::Budget(BudgetPick::Total | BudgetPick::Source(_)) => {
                let task = |id: &str| Subject::Budget(BudgetPick::Task(id.to_owned()));
                self.budgets.tasks().map(task).collect()
            }
        }
    }

    fn cell_reads(&self, table: usize, place: Place, column: usize) -> Vec<Subject> {
        let Some(of) = self.tables.get(table).and_then(|t| t.columns.get(column)) else {
            return Vec::new();
        };
        let expr = match (place, &of.sum) {
            (Place::Row(_), _) | (_, Sum::Own) => of.formula.as_ref(),
            (_, Sum::Other(expr)) => Some(expr),
            (_, Sum::Rows) => return self.rows_read(table, place, column),
            (_, Sum::None) => None,
        };
        expr.map_or_else(Vec::new, |expr| self.expr_reads(expr, Some((table, place))))
    }

    fn rows_read(&self, table: usize, place: Place, column: usize) -> Vec<Subject> {
        let Some(of) = self.tables.get(table) else { return Vec::new() };
        let rows = match place {
            Place::Group(group) => &of.groups[group].rows,
            Place::Row(_) | Place::Total => &of.order,
        };
        let row = |row: &usize| Subject::Cell { table, place: Place::Row(*row), column };
        rows.iter().map(row).collect()
    }

    fn indicator_reads(&self, form: &Form, index: usize, part: Part) -> Vec<Subject> {
        let Some((_, indicator)) = form.indicators.get(index) else { return Vec::new() };
        let written = match part {
            Part::Value => indicator.value.as_ref().or(indicator.target.as_ref()),
            Part::Start => indicator.start.as_ref(),
            Part::Goal => indicator.target.as_ref(),
            Part::Drop | Part::Rise => {
                let of = |part| Subject::Indicator { index, part };
                return vec![of(Part::Start), of(Part::Goal)];
            }
        };
        // What the form gives as its goal is its value as well.
        if part == Part::Value && indicator.value.is_none() && written.is_some() {
            return vec![Subject::Indicator { index, part: Part::Goal }];
        }
        let Some(Pending::Known(Written::Formula(formula))) = written else {
            return Vec::new();
        };
        let (expr, _) = compute::read(&self.names(form), formula, None, Kind::Value);
        expr.map_or_else(Vec::new, |expr| self.expr_reads(&expr, None))
    }

    pub(in crate::indicator) fn expr_reads(
        &self,
        expr: &Expr<Target>,
        here: Option<(usize, Place)>,
    ) -> Vec<Subject> {
        let mut res = Vec::new();
        for (target, wanted, _) in expr.reads() {
            if let Some(subject) = self.subject_at(target, wanted, here)
                && !res.contains(&subject)
            {
                res.push(subject);
            }
        }
        res
    }
}
