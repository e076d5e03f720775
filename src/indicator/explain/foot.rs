//! Where figures below the sum of a table come from: what is added, the last total, its
//! sources.

use crate::form::{AddedBase, Amount, ColumnId, Portion, RoundingUnit, TableId};
use crate::formula::Aggregate;
use crate::quantity::Pending;
use crate::source::Span;

use super::super::Figures;
use super::super::foot_row::FootPart;
use super::super::table::{RowPlace, TablePlace};
use super::walk::{Explainer, format_input};
use super::{Derivation, Explanation, FigureId, SumParts, ValueOrigin, WorkedFormula};

/// Cells added up: by their names, and with their numbers.
struct WorkedSum {
    names: String,
    values: String,
    inputs: Vec<Explanation>,
}

impl Figures {
    /// What a figure below the sum of a table is computed from.
    pub(super) fn foot_reads(
        &self,
        table: TableId,
        row: usize,
        column: ColumnId,
    ) -> Vec<FigureId> {
        let Some(computed) = self.tables.get(table) else { return Vec::new() };
        let Some(part) = computed.foot.get(row).map(|row| row.part) else {
            return Vec::new();
        };
        if let Some(expr) = computed.foot_formula(row, column) {
            let position = TablePlace { table, place: RowPlace::Foot(row) };
            return self.expr_reads(expr, Some(position));
        }
        let places = match part {
            // Of the sum alone, or of all above: the sum is what both come from.
            FootPart::Added(_) | FootPart::Last => {
                computed.list_above(row, AddedBase::SoFar)
            }
            FootPart::Source(_) => vec![computed.last_place()],
            FootPart::SourcesHead | FootPart::Words => Vec::new(),
        };
        let cells = places.into_iter();
        cells.map(|place| FigureId::Cell { table, place, column }).collect()
    }
}

impl Explainer<'_> {
    /// How a figure below the sum is computed.
    pub(super) fn foot(
        &mut self,
        table: TableId,
        row: usize,
        column: ColumnId,
    ) -> Derivation {
        let computed = &self.figures.tables[table];
        let spec = &self.form.tables[table];
        let Some(total) = &spec.total else { return Derivation::Nowhere };
        let part = computed.foot[row].part;
        if let (Some(formula), Some(expr)) =
            (&spec.columns[column].formula, computed.foot_formula(row, column))
        {
            let position = TablePlace { table, place: RowPlace::Foot(row) };
            return Derivation::Formula(self.worked(formula, expr, Some(position)));
        }
        match part {
            FootPart::Added(index) => {
                let added = &total.foot.added[index];
                let parts = computed.list_above(row, added.base);
                let share = added.percent.value.to_string();
                self.share_of(table, column, &parts, &share, added.percent.span)
            }
            FootPart::Last => {
                let parts = computed.list_above(row, AddedBase::SoFar);
                if let Some(rounding) = total.foot.rounding {
                    return self.rounded_sum(table, column, &parts, rounding);
                }
                let count = parts.len();
                let cells = parts.into_iter();
                let cells = cells.map(|place| FigureId::Cell { table, place, column });
                let first = cells.map(|cell| self.explain(cell)).collect();
                Derivation::Rows(SumParts { function: Aggregate::Sum, first, count })
            }
            FootPart::Source(index) => {
                let source = &total.foot.sources[index];
                match &source.portion {
                    Portion::Share(share) => {
                        let places = [computed.last_place()];
                        let share = share.to_string();
                        self.share_of(table, column, &places, &share, source.span)
                    }
                    Portion::Amount(Pending::Known(Amount::Formula(formula))) => {
                        self.work_alone(formula)
                    }
                    Portion::Amount(_) => {
                        Derivation::Typed(ValueOrigin::Form(source.span))
                    }
                }
            }
            FootPart::SourcesHead | FootPart::Words => Derivation::Nowhere,
        }
    }

    /// What stands in some rows of a column together, rounded.
    fn rounded_sum(
        &mut self,
        table: TableId,
        column: ColumnId,
        places: &[RowPlace],
        rounding: RoundingUnit,
    ) -> Derivation {
        let sum = self.sum_of(table, column, places);
        let note = format!("làm tròn đến {}", rounding.name());
        Derivation::Formula(WorkedFormula {
            formula: format!("{}, {note}", sum.names),
            span: None,
            numbers: format!("{}, {note}", sum.values),
            inputs: sum.inputs,
        })
    }

    /// What stands in some rows of a column, added up: by names and with numbers put in.
    fn sum_of(
        &mut self,
        table: TableId,
        column: ColumnId,
        places: &[RowPlace],
    ) -> WorkedSum {
        let cells = places.iter();
        let cells: Vec<_> =
            cells.map(|place| FigureId::Cell { table, place: *place, column }).collect();
        let values = cells.iter().map(|cell| format_input(self.value(cell).as_ref()));
        let values = values.collect::<Vec<_>>().join(" + ");
        let inputs: Vec<_> = cells.into_iter().map(|cell| self.explain(cell)).collect();
        let names: Vec<_> = inputs.iter().map(|input| input.name.as_str()).collect();
        WorkedSum { names: names.join(" + "), values, inputs }
    }

    /// A percent of what stands in some rows of a column.
    fn share_of(
        &mut self,
        table: TableId,
        column: ColumnId,
        places: &[RowPlace],
        share: &str,
        span: Span,
    ) -> Derivation {
        let WorkedSum { names, values, inputs } = self.sum_of(table, column, places);
        let (names, values) = match places {
            [_] => (names, values),
            _ => (format!("({names})"), format!("({values})")),
        };
        Derivation::Formula(WorkedFormula {
            formula: format!("{share} * {names}"),
            span: Some(span),
            numbers: format!("{share} * {values}"),
            inputs,
        })
    }
}
