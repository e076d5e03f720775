//! The walk down from a figure to what it is computed from, each figure explained once.

use std::collections::HashSet;

use crate::form::{ColumnId, ColumnTotal, Form, Formula, IndicatorValue, TableId};
use crate::formula::{Aggregate, Expr, Value, apply_aggregate};
use crate::language::normalize_spaces;
use crate::quantity::{BLANK, Figure, Number, Pending, Shown, Style};

use super::super::Figures;
use super::super::names::{BudgetPick, IndicatorPart, ResolvedRef};
use super::super::part;
use super::super::resolve::{self, FormulaKind};
use super::super::table::{RowPlace, TablePlace, TotalKind};
use super::origin::{self, AmountPart};
use super::{
    Derivation, Explanation, FigureId, SumParts, ValueOrigin, WorkedFormula,
    format_exactly,
};

/// Rows of a sum that are explained one by one.
const MOST_ROWS: usize = 20;

/// A walk down from a figure to what is typed.
pub(super) struct Explainer<'a> {
    pub(super) figures: &'a Figures,
    pub(super) form: &'a Form,
    /// Figures that stand in the tree already.
    explained: HashSet<FigureId>,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(figures: &'a Figures, form: &'a Form) -> Self {
        Self { figures, form, explained: HashSet::new() }
    }

    /// Explains a figure and all below it.
    ///
    /// A figure that stands in the tree already is not explained again, so that the tree
    /// grows with the figures and not with the ways to them. What is typed is a leaf and is
    /// named each time.
    pub(super) fn explain(&mut self, figure: FigureId) -> Explanation {
        let is_first = self.explained.insert(figure.clone());
        let derivation = match self.typed(&figure) {
            Some(derivation) => derivation,
            None if is_first => self.derivation(&figure),
            None => Derivation::Repeated,
        };
        let given = origin::find_given_cell(self.figures, self.form, &figure);
        let (derivation, given) = match given {
            // Nothing could be computed: what is given stands for itself.
            Some(given) if !self.is_computable(&figure, &derivation) => {
                (Derivation::Typed(given.origin), None)
            }
            given => (derivation, given),
        };
        Explanation {
            name: origin::name_figure_id(self.figures, self.form, &figure),
            value: self.value(&figure),
            style: self.style(&figure),
            shown: self.shown(&figure),
            given,
            derivation,
            figure,
        }
    }

    /// Whether all is known that a figure is computed from.
    fn is_computable(&self, figure: &FigureId, derivation: &Derivation) -> bool {
        match (derivation, figure) {
            (Derivation::Formula(worked), _) => {
                worked.inputs.iter().all(|input| is_known_number(input.value.as_ref()))
            }
            (Derivation::Rows(_), FigureId::Cell { table, column, .. }) => {
                let cells = &self.figures.tables[*table].cells[*column];
                cells.iter().all(|cell| is_known_number(cell.as_ref()))
            }
            _ => true,
        }
    }

    /// Where a figure stands that is not computed.
    fn typed(&self, figure: &FigureId) -> Option<Derivation> {
        let origin = match figure {
            FigureId::Cell { table, place, column } => {
                let computed = &self.figures.tables[*table];
                // A computed cell without a value is a total of what has none.
                let has_value = computed.computed(*place, *column).is_some();
                match (computed.is_computed(*place, *column), has_value) {
                    (true, true) => return None,
                    (_, false) => None,
                    (false, true) => origin::find_cell_origin(
                        self.figures,
                        self.form,
                        *table,
                        *place,
                        *column,
                    ),
                }
            }
            FigureId::Indicator { index, part } => {
                match self.indicator_value(*index, *part)? {
                    Pending::Known(IndicatorValue::Given(given)) => {
                        Some(ValueOrigin::Form(given.span))
                    }
                    Pending::Known(IndicatorValue::Formula(_)) => return None,
                    Pending::Unknown => {
                        Some(ValueOrigin::Form(self.form.indicators[*index].0.span))
                    }
                }
            }
            FigureId::Year => self.form.year.map(|year| ValueOrigin::Form(year.span)),
            FigureId::Column { .. } | FigureId::Budget(_) | FigureId::Amount(_) => {
                return None;
            }
        };
        Some(origin.map_or(Derivation::Nowhere, Derivation::Typed))
    }

    /// How a figure is computed.
    fn derivation(&mut self, figure: &FigureId) -> Derivation {
        match figure {
            FigureId::Cell { table, place, column } => self.cell(*table, *place, *column),
            FigureId::Column { table, column, function } => {
                self.rows(*table, RowPlace::Total, *column, *function)
            }
            FigureId::Indicator { index, part } => self.indicator(*index, *part),
            FigureId::Budget(pick) => {
                let parts = self.list_amounts(pick);
                if let (BudgetPick::Task(_), [one]) = (pick, &parts[..]) {
                    return one.derivation.clone();
                }
                let (function, count) = (Aggregate::Sum, parts.len());
                let first = parts.into_iter().take(MOST_ROWS).collect();
                Derivation::Rows(SumParts { function, first, count })
            }
            // Named by no reference: what asks for one asks for what it is part of.
            FigureId::Amount(_) | FigureId::Year => Derivation::Nowhere,
        }
    }

    /// The amounts of which a sum of the tasks' money is made, each with its formula worked.
    fn list_amounts(&mut self, pick: &BudgetPick) -> Vec<Explanation> {
        let parts = origin::list_amounts(self.figures, self.form, pick);
        let mut res = Vec::with_capacity(parts.len());
        for AmountPart { mut explanation, formula } in parts {
            if let Some(formula) = formula {
                explanation.derivation = self.work_alone(formula);
            }
            res.push(explanation);
        }
        res
    }

    /// How a formula that stands in no table gives its value.
    pub(super) fn work_alone(&mut self, formula: &Formula) -> Derivation {
        let (expr, _) = resolve::resolve_formula(
            &self.figures.names(self.form),
            formula,
            None,
            FormulaKind::Value,
        );
        let worked = expr.map(|expr| self.worked(formula, &expr, None));
        worked.map_or(Derivation::Nowhere, Derivation::Formula)
    }

    /// How a cell is computed: by the formula of its column in a row; in a sum or a total
    /// as the total of the column says.
    fn cell(&mut self, table: TableId, place: RowPlace, column: ColumnId) -> Derivation {
        if let RowPlace::Foot(row) = place {
            return self.foot(table, row, column);
        }
        let computed = &self.figures.tables[table].columns[column];
        let spec = &self.form.tables[table].columns[column];
        // The formula as written, for its text, and as resolved, for what it reads.
        let formula = match (place, &computed.sum) {
            (RowPlace::Row(_), _) | (_, TotalKind::Own) => {
                spec.formula.as_ref().zip(computed.formula.as_ref())
            }
            (_, TotalKind::Other(expr)) => match &spec.total {
                ColumnTotal::Formula(formula) => Some((formula, expr)),
                _ => None,
            },
            (_, TotalKind::Rows) => {
                return self.rows(table, place, column, Aggregate::Sum);
            }
            (_, TotalKind::None | TotalKind::Open(_)) => None,
        };
        match formula {
            Some((formula, expr)) => {
                let position = Some(TablePlace { table, place });
                Derivation::Formula(self.worked(formula, expr, position))
            }
            None => Derivation::Nowhere,
        }
    }

    /// The cells of a column, in all rows or in those of a group.
    fn rows(
        &mut self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
        function: Aggregate,
    ) -> Derivation {
        let rows = self.figures.tables[table].rows_at(place);
        let mut first = Vec::with_capacity(rows.len().min(MOST_ROWS));
        for row in rows.iter().take(MOST_ROWS) {
            let place = RowPlace::Row(*row);
            first.push(self.explain(FigureId::Cell { table, place, column }));
        }
        Derivation::Rows(SumParts { function, first, count: rows.len() })
    }

    /// How a figure of an indicator is computed. A change and a sum have no formula in the
    /// form, so one is made: one end less the other, year and year.
    fn indicator(&mut self, index: usize, part: IndicatorPart) -> Derivation {
        let indicator = &self.form.indicators[index].1;
        if let Some(ends) = part.difference() {
            return self.joined_parts(index, &ends, " - ");
        }
        if part.find_own(indicator) == IndicatorPart::Sum {
            return self.joined_parts(index, &part::list_year_parts(indicator), " + ");
        }
        let indicator_value = self.indicator_value(index, part).and_then(Pending::known);
        let Some(IndicatorValue::Formula(formula)) = indicator_value else {
            return Derivation::Nowhere;
        };
        self.work_alone(formula)
    }

    /// Figures of an indicator with a sign between them.
    fn joined_parts(
        &mut self,
        index: usize,
        parts: &[IndicatorPart],
        sign: &str,
    ) -> Derivation {
        let names: Vec<_> = parts
            .iter()
            .map(|part| part.suffix().trim_start_matches('.').to_owned())
            .collect();
        let inputs: Vec<_> = parts
            .iter()
            .map(|part| self.explain(FigureId::Indicator { index, part: *part }))
            .collect();
        let numbers: Vec<_> =
            inputs.iter().map(|input| format_input(input.value.as_ref())).collect();
        Derivation::Formula(WorkedFormula {
            formula: names.join(sign),
            span: None,
            numbers: numbers.join(sign),
            inputs,
        })
    }

    /// A formula with the numbers of what it reads in place of the names. `position` is
    /// where the formula stands; what cannot be found, as a row that does not exist, keeps
    /// its name.
    pub(super) fn worked(
        &mut self,
        formula: &Formula,
        expr: &Expr<ResolvedRef>,
        position: Option<TablePlace>,
    ) -> WorkedFormula {
        let text = formula.text.as_str();
        let mut numbers = String::new();
        let mut end = 0;
        let mut inputs: Vec<Explanation> = Vec::new();
        // The text between two references is copied, each reference is replaced.
        for (target, wanted, range) in expr.reads() {
            let Some(figure) = self.figures.figure_at(target, wanted, position) else {
                continue;
            };
            numbers.push_str(text.get(end..range.start).unwrap_or_default());
            numbers.push_str(&format_input(self.value(&figure).as_ref()));
            end = range.end;
            if inputs.iter().all(|input| input.figure != figure) {
                inputs.push(self.explain(figure));
            }
        }
        numbers.push_str(text.get(end..).unwrap_or_default());
        WorkedFormula {
            formula: normalize_spaces(text),
            span: Some(formula.span),
            numbers: normalize_spaces(&numbers),
            inputs,
        }
    }

    fn indicator_value(
        &self,
        index: usize,
        part: IndicatorPart,
    ) -> Option<&'a Pending<IndicatorValue>> {
        part::find_indicator_value(&self.form.indicators[index].1, part)
    }

    /// The exact value of a figure.
    pub(super) fn value(&self, figure: &FigureId) -> Option<Value> {
        match figure {
            FigureId::Cell { table, place, column } => {
                self.figures.tables[*table].computed(*place, *column).cloned()
            }
            FigureId::Column { table, column, function } => {
                let cells = self.figures.tables[*table].cells[*column].iter().flatten();
                apply_aggregate::<()>(*function, cells.cloned()).ok()
            }
            FigureId::Indicator { index, part } => {
                self.figures.indicator(*index, *part).map(to_exact_value)
            }
            FigureId::Budget(pick) => self.figures.money(pick).map(to_exact_value),
            FigureId::Amount(_) => None,
            FigureId::Year => {
                let year = self.form.year?.value;
                Some(Value::Number(Number::from(i64::from(year))))
            }
        }
    }

    fn style(&self, figure: &FigureId) -> Option<Style> {
        match figure {
            FigureId::Cell { table, column, .. } => {
                self.figures.tables[*table].columns[*column].style
            }
            FigureId::Column { table, column, function } => match function {
                Aggregate::Count => None,
                _ => self.figures.tables[*table].columns[*column].style,
            },
            FigureId::Indicator { index, part } => {
                get_shown_style(self.figures.indicator(*index, *part)?)
            }
            FigureId::Budget(pick) => get_shown_style(self.figures.money(pick)?),
            FigureId::Amount(_) | FigureId::Year => None,
        }
    }

    /// A figure as it prints in a sentence.
    fn shown(&self, figure: &FigureId) -> Option<String> {
        if let FigureId::Cell { table, place, column } = figure {
            let table = &self.figures.tables[*table];
            return match table.value(*place, *column)? {
                Value::Number(_) => table.figure(*place, *column).map(|f| f.to_string()),
                Value::Pending => Some(BLANK.to_owned()),
                Value::Text(_) | Value::Date(_) => table.text(*place, *column),
            };
        }
        match (self.value(figure)?, self.style(figure)) {
            (Value::Number(value), Some(style)) => {
                Some(Figure { value, style }.to_string())
            }
            // A year has no dots.
            (Value::Number(value), None) => value.to_i128().map(|n| n.to_string()),
            (Value::Pending, _) => Some(BLANK.to_owned()),
            (other, _) => Some(other.to_string()),
        }
    }
}

fn is_known_number(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Number(_)))
}

fn to_exact_value(shown: Shown) -> Value {
    match shown {
        Shown::Figure(figure) => Value::Number(figure.value),
        Shown::Date(date) => Value::Date(date),
        Shown::Text(text) => Value::Text(text),
        Shown::Pending => Value::Pending,
    }
}

fn get_shown_style(shown: Shown) -> Option<Style> {
    match shown {
        Shown::Figure(figure) => Some(figure.style),
        Shown::Date(_) | Shown::Text(_) | Shown::Pending => None,
    }
}

/// A value in place of its name: `51`, `(-5)`, `0,033009708…`.
pub(super) fn format_input(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) if number.is_negative() => {
            format!("({})", format_exactly(number))
        }
        Some(Value::Number(number)) => format_exactly(number),
        Some(other) => other.to_string(),
        None => "(để trống)".to_owned(),
    }
}
