//! The walk down from a figure to what it is computed from, each figure explained once.

use std::collections::HashSet;

use crate::form::{ColumnId, ColumnTotal, Figure as Written, Form, Formula, TableId};
use crate::formula::{Aggregate, Expr, Value, aggregate};
use crate::language::collapse;
use crate::quantity::{BLANK, Figure, Number, Pending, Shown, Style};

use super::super::Figures;
use super::super::names::{BudgetPick, Part, Target};
use super::super::resolve::{self, FormulaKind};
use super::super::table::{Place, TablePlace, TotalKind};
use super::origin;
use super::{Explanation, How, Origin, Parts, Subject, Worked, exactly};

/// Rows of a sum that are explained one by one.
const MOST_ROWS: usize = 20;

/// A walk down from a figure to what is typed.
pub(super) struct Explainer<'a> {
    figures: &'a Figures,
    form: &'a Form,
    /// Figures that stand in the tree already.
    explained: HashSet<Subject>,
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
    pub(super) fn explain(&mut self, subject: Subject) -> Explanation {
        let is_first = self.explained.insert(subject.clone());
        let how = match self.typed(&subject) {
            Some(how) => how,
            None if is_first => self.how(&subject),
            None => How::Told,
        };
        let given = origin::find_given_cell(self.figures, self.form, &subject);
        let (how, given) = match given {
            // Nothing could be computed: what is given stands for itself.
            Some(given) if !self.is_computable(&subject, &how) => {
                (How::Typed(given.origin), None)
            }
            given => (how, given),
        };
        Explanation {
            name: origin::name_figure(self.figures, self.form, &subject),
            value: self.value(&subject),
            style: self.style(&subject),
            shown: self.shown(&subject),
            given,
            how,
            subject,
        }
    }

    /// Whether all is known that a figure is computed from.
    fn is_computable(&self, subject: &Subject, how: &How) -> bool {
        match (how, subject) {
            (How::Formula(worked), _) => {
                worked.inputs.iter().all(|input| is_number(input.value.as_ref()))
            }
            (How::Rows(_), Subject::Cell { table, column, .. }) => {
                let cells = &self.figures.tables[*table].cells[*column];
                cells.iter().all(|cell| is_number(cell.as_ref()))
            }
            _ => true,
        }
    }

    /// Where a figure stands that is not computed.
    fn typed(&self, subject: &Subject) -> Option<How> {
        let origin = match subject {
            Subject::Cell { table, place, column } => {
                let computed = &self.figures.tables[*table];
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
            Subject::Indicator { index, part } => match self.written(*index, *part)? {
                Pending::Known(Written::Given(given)) => Some(Origin::Form(given.span)),
                Pending::Known(Written::Formula(_)) => return None,
                Pending::Unknown => {
                    Some(Origin::Form(self.form.indicators[*index].0.span))
                }
            },
            Subject::Year => self.form.year.map(|year| Origin::Form(year.span)),
            Subject::Column { .. } | Subject::Budget(_) => return None,
        };
        Some(origin.map_or(How::Nowhere, How::Typed))
    }

    /// How a figure is computed.
    fn how(&mut self, subject: &Subject) -> How {
        match subject {
            Subject::Cell { table, place, column } => self.cell(*table, *place, *column),
            Subject::Column { table, column, function } => {
                self.rows(*table, Place::Total, *column, *function)
            }
            Subject::Indicator { index, part } => self.indicator(*index, *part),
            Subject::Budget(pick) => {
                let parts = origin::list_amounts(self.figures, self.form, pick);
                if let (BudgetPick::Task(_), [one]) = (pick, &parts[..]) {
                    return one.how.clone();
                }
                let (function, count) = (Aggregate::Sum, parts.len());
                let first = parts.into_iter().take(MOST_ROWS).collect();
                How::Rows(Parts { function, first, count })
            }
            Subject::Year => How::Nowhere,
        }
    }

    fn cell(&mut self, table: TableId, place: Place, column: ColumnId) -> How {
        let computed = &self.figures.tables[table].columns[column];
        let written = &self.form.tables[table].columns[column];
        let formula = match (place, &computed.sum) {
            (Place::Row(_), _) | (_, TotalKind::Own) => {
                written.formula.as_ref().zip(computed.formula.as_ref())
            }
            (_, TotalKind::Other(expr)) => match &written.total {
                ColumnTotal::Formula(formula) => Some((formula, expr)),
                _ => None,
            },
            (_, TotalKind::Rows) => {
                return self.rows(table, place, column, Aggregate::Sum);
            }
            (_, TotalKind::None) => None,
        };
        match formula {
            Some((formula, expr)) => {
                let position = Some(TablePlace { table, place });
                How::Formula(self.worked(formula, expr, position))
            }
            None => How::Nowhere,
        }
    }

    /// The cells of a column, in all rows or in those of a group.
    fn rows(
        &mut self,
        table: TableId,
        place: Place,
        column: ColumnId,
        function: Aggregate,
    ) -> How {
        let rows = self.figures.tables[table].rows_at(place);
        let mut first = Vec::with_capacity(rows.len().min(MOST_ROWS));
        for row in rows.iter().take(MOST_ROWS) {
            let place = Place::Row(*row);
            first.push(self.explain(Subject::Cell { table, place, column }));
        }
        How::Rows(Parts { function, first, count: rows.len() })
    }

    fn indicator(&mut self, index: usize, part: Part) -> How {
        let ends = match part {
            Part::Drop => [(Part::Start, "dau"), (Part::Goal, "muc_tieu")],
            Part::Rise => [(Part::Goal, "muc_tieu"), (Part::Start, "dau")],
            Part::Value | Part::Start | Part::Goal => {
                let written = self.written(index, part).and_then(Pending::known);
                let Some(Written::Formula(formula)) = written else {
                    return How::Nowhere;
                };
                let (expr, _) = resolve::read_formula(
                    &self.figures.names(self.form),
                    formula,
                    None,
                    FormulaKind::Value,
                );
                let worked = expr.map(|expr| self.worked(formula, &expr, None));
                return worked.map_or(How::Nowhere, How::Formula);
            }
        };
        let inputs =
            ends.map(|(part, _)| self.explain(Subject::Indicator { index, part }));
        let numbers = inputs.each_ref().map(|input| format_input(input.value.as_ref()));
        How::Formula(Worked {
            formula: format!("{} - {}", ends[0].1, ends[1].1),
            span: None,
            numbers: numbers.join(" - "),
            inputs: inputs.into(),
        })
    }

    /// A formula with the numbers of what it reads in place of the names. `position` is
    /// where the formula stands; what cannot be named, as a row that does not exist, keeps its
    /// name.
    fn worked(
        &mut self,
        formula: &Formula,
        expr: &Expr<Target>,
        position: Option<TablePlace>,
    ) -> Worked {
        let text = formula.text.as_str();
        let mut numbers = String::new();
        let mut end = 0;
        let mut inputs: Vec<Explanation> = Vec::new();
        for (target, wanted, range) in expr.reads() {
            let Some(subject) = self.figures.subject_at(target, wanted, position) else {
                continue;
            };
            numbers.push_str(text.get(end..range.start).unwrap_or_default());
            numbers.push_str(&format_input(self.value(&subject).as_ref()));
            end = range.end;
            if inputs.iter().all(|input| input.subject != subject) {
                inputs.push(self.explain(subject));
            }
        }
        numbers.push_str(text.get(end..).unwrap_or_default());
        Worked {
            formula: collapse(text),
            span: Some(formula.span),
            numbers: collapse(&numbers),
            inputs,
        }
    }

    fn written(&self, index: usize, part: Part) -> Option<&'a Pending<Written>> {
        resolve::find_figure(&self.form.indicators[index].1, part)
    }

    /// The exact value of a figure.
    fn value(&self, subject: &Subject) -> Option<Value> {
        match subject {
            Subject::Cell { table, place, column } => {
                self.figures.tables[*table].computed(*place, *column).cloned()
            }
            Subject::Column { table, column, function } => {
                let cells = self.figures.tables[*table].cells[*column].iter().flatten();
                aggregate::<()>(*function, cells.cloned()).ok()
            }
            Subject::Indicator { index, part } => {
                self.figures.indicator(*index, *part).map(to_exact_value)
            }
            Subject::Budget(pick) => self.figures.money(pick).map(to_exact_value),
            Subject::Year => {
                let year = self.form.year?.value;
                Some(Value::Number(Number::from(i64::from(year))))
            }
        }
    }

    fn style(&self, subject: &Subject) -> Option<Style> {
        match subject {
            Subject::Cell { table, column, .. } => {
                self.figures.tables[*table].columns[*column].style
            }
            Subject::Column { table, column, function } => match function {
                Aggregate::Count => None,
                _ => self.figures.tables[*table].columns[*column].style,
            },
            Subject::Indicator { index, part } => {
                get_shown_style(self.figures.indicator(*index, *part)?)
            }
            Subject::Budget(pick) => get_shown_style(self.figures.money(pick)?),
            Subject::Year => None,
        }
    }

    /// A figure as it prints in a sentence.
    fn shown(&self, subject: &Subject) -> Option<String> {
        if let Subject::Cell { table, place, column } = subject {
            let table = &self.figures.tables[*table];
            return match table.value(*place, *column)? {
                Value::Number(_) => table.figure(*place, *column).map(|f| f.to_string()),
                Value::Open => Some(BLANK.to_owned()),
                Value::Text(_) | Value::Date(_) => table.text(*place, *column),
            };
        }
        match (self.value(subject)?, self.style(subject)) {
            (Value::Number(value), Some(style)) => {
                Some(Figure { value, style }.to_string())
            }
            // A year has no dots.
            (Value::Number(value), None) => value.to_i128().map(|n| n.to_string()),
            (Value::Open, _) => Some(BLANK.to_owned()),
            (other, _) => Some(other.to_string()),
        }
    }
}

fn is_number(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Number(_)))
}

fn to_exact_value(shown: Shown) -> Value {
    match shown {
        Shown::Figure(figure) => Value::Number(figure.value),
        Shown::Date(date) => Value::Date(date),
        Shown::Text(text) => Value::Text(text),
        Shown::Pending => Value::Open,
    }
}

fn get_shown_style(shown: Shown) -> Option<Style> {
    match shown {
        Shown::Figure(figure) => Some(figure.style),
        Shown::Date(_) | Shown::Text(_) | Shown::Pending => None,
    }
}

/// A value in place of its name: `51`, `(-5)`, `0,033009708…`.
fn format_input(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) if number.is_negative() => {
            format!("({})", exactly(number))
        }
        Some(Value::Number(number)) => exactly(number),
        Some(other) => other.to_string(),
        None => "(để trống)".to_owned(),
    }
}
