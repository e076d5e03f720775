//! What a figure is computed from at once, all of it: for comparisons, which follow a
//! change from what was typed to what prints.

use crate::form::{Budget, ColumnId, Form, Formula, IndicatorValue, TableId};
use crate::formula::Expr;
use crate::quantity::Pending;

use super::super::Figures;
use super::super::amount;
use super::super::names::{BudgetPick, IndicatorPart, ResolvedRef};
use super::super::part;
use super::super::resolve::{self, FormulaKind};
use super::super::table::{RowPlace, TablePlace, TotalKind};
use super::FigureId;

impl Figures {
    /// The figures from which a figure is computed; none for one that is typed. A sum of
    /// the tasks' money reads the tasks that have an id.
    #[must_use]
    pub fn reads(&self, form: &Form, figure: &FigureId) -> Vec<FigureId> {
        match figure {
            FigureId::Cell { table, place, column } => {
                self.cell_reads(*table, *place, *column)
            }
            FigureId::Column { table, column, .. } => {
                self.rows_read(*table, RowPlace::Total, *column)
            }
            FigureId::Indicator { index, part } => {
                self.indicator_reads(form, *index, *part)
            }
            FigureId::Budget(BudgetPick::Task(id)) => self.task_money_reads(form, id),
            FigureId::Amount(span) => {
                let amounts = amount::list_formulas(form).into_iter();
                let mut formulas = amounts.map(|amount| amount.formula);
                let formula = formulas.find(|formula| formula.span == *span);
                formula.map_or_else(Vec::new, |f| self.formula_reads(form, f))
            }
            FigureId::Year => Vec::new(),
            FigureId::Budget(BudgetPick::Total | BudgetPick::Source(_)) => self
                .budgets
                .tasks()
                .map(|id| FigureId::Budget(BudgetPick::Task(id.to_owned())))
                .collect(),
        }
    }

    fn cell_reads(
        &self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
    ) -> Vec<FigureId> {
        let computed = self.tables.get(table).and_then(|t| t.columns.get(column));
        let Some(computed) = computed else { return Vec::new() };
        if let RowPlace::Foot(row) = place {
            return self.foot_reads(table, row, column);
        }
        let expr = match (place, &computed.sum) {
            (RowPlace::Row(_), _) | (_, TotalKind::Own) => computed.formula.as_ref(),
            (_, TotalKind::Other(expr)) => Some(expr),
            (_, TotalKind::Rows) => return self.rows_read(table, place, column),
            (_, TotalKind::None | TotalKind::Open(_)) => None,
        };
        let position = Some(TablePlace { table, place });
        expr.map_or_else(Vec::new, |expr| self.expr_reads(expr, position))
    }

    fn rows_read(
        &self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
    ) -> Vec<FigureId> {
        let Some(computed) = self.tables.get(table) else { return Vec::new() };
        let mut res = Vec::new();
        for row in computed.rows_at(place) {
            res.push(FigureId::Cell { table, place: RowPlace::Row(*row), column });
        }
        res
    }

    fn indicator_reads(
        &self,
        form: &Form,
        index: usize,
        part: IndicatorPart,
    ) -> Vec<FigureId> {
        let Some((_, indicator)) = form.indicators.get(index) else { return Vec::new() };
        if let Some(ends) = part.difference() {
            return ends.map(|part| FigureId::Indicator { index, part }).into();
        }
        // What stands in for a figure is what it reads.
        let written = part.find_own(indicator);
        if written != part {
            return vec![FigureId::Indicator { index, part: written }];
        }
        if part == IndicatorPart::Sum {
            let years = part::list_year_parts(indicator).into_iter();
            return years.map(|part| FigureId::Indicator { index, part }).collect();
        }
        let indicator_value = part::find_indicator_value(indicator, part);
        let Some(Pending::Known(IndicatorValue::Formula(formula))) = indicator_value
        else {
            return Vec::new();
        };
        self.formula_reads(form, formula)
    }

    /// What the money of a task is computed from, where a formula gives it.
    fn task_money_reads(&self, form: &Form, id: &str) -> Vec<FigureId> {
        let tasks = form.tasks().into_iter();
        let named =
            tasks.filter(|task| task.id.as_ref().is_some_and(|known| known.value == id));
        let budgets = named.flat_map(|task| &task.budget);
        budgets.flat_map(|budget| self.budget_reads(form, budget)).collect()
    }

    /// What the formulas of a budget read.
    #[must_use]
    pub fn budget_reads(&self, form: &Form, budget: &Budget) -> Vec<FigureId> {
        budget.formulas().flat_map(|formula| self.formula_reads(form, formula)).collect()
    }

    /// What a formula reads that stands in no table.
    fn formula_reads(&self, form: &Form, formula: &Formula) -> Vec<FigureId> {
        let (expr, _) = resolve::resolve_formula(
            &self.names(form),
            formula,
            None,
            FormulaKind::Value,
        );
        expr.map_or_else(Vec::new, |expr| self.expr_reads(&expr, None))
    }

    pub(in crate::indicator) fn expr_reads(
        &self,
        expr: &Expr<ResolvedRef>,
        position: Option<TablePlace>,
    ) -> Vec<FigureId> {
        let mut res = Vec::new();
        for (target, wanted, _) in expr.reads() {
            if let Some(figure) = self.figure_at(target, wanted, position)
                && !res.contains(&figure)
            {
                res.push(figure);
            }
        }
        res
    }
}
