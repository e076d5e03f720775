//! Which tables are added up by texts and formulas of the form, although they show no
//! total: a row that is the sum of others would be counted twice there too.

use crate::form::{ColumnTotal, Form, Formula, IndicatorValue, TableSpec, collect_texts};
use crate::prose::ProsePiece;
use crate::quantity::Pending;

use super::amount;

/// Functions that add up a column.
const SUMS: [&str; 2] = ["tong(", "tb("];

/// The texts and formulas of a form that may add something up, looked for once for all its
/// tables.
pub(super) struct SumTexts<'f>(Vec<&'f str>);

impl<'f> SumTexts<'f> {
    /// Of a form.
    pub(super) fn new(form: &'f Form) -> Self {
        let texts = collect_texts(form).into_iter().flat_map(|text| text.pieces);
        let expressions = texts.filter_map(|piece| match piece {
            ProsePiece::Value { expression, .. } => Some(expression.text()),
            ProsePiece::Text { .. }
            | ProsePiece::Note { .. }
            | ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => None,
        });
        let formulas = collect_formulas(form).into_iter().map(|f| f.text.as_str());
        Self(expressions.chain(formulas).filter(|text| is_maybe_sum(text)).collect())
    }

    /// Whether one of them reads the total of a table or adds up one of its columns.
    pub(super) fn has_sum_of(&self, table: &TableSpec) -> bool {
        let Some(id) = table.id.as_ref().map(|id| id.value.as_str()) else {
            return false;
        };
        let totals = ["tong", "cuoi"].map(|total| format!("{id}.{total}."));
        let column = format!("{id}.");
        self.0.iter().any(|text| has_sum(text, &totals, &column))
            || collect_table_formulas(table)
                .into_iter()
                .any(|formula| SUMS.iter().any(|sum| formula.text.contains(sum)))
    }
}

fn is_maybe_sum(text: &str) -> bool {
    text.contains(".tong.")
        || text.contains(".cuoi.")
        || SUMS.iter().any(|sum| text.contains(sum))
}

fn has_sum(text: &str, totals: &[String], column: &str) -> bool {
    totals.iter().any(|total| text.contains(total))
        || text.contains(column) && SUMS.iter().any(|sum| text.contains(sum))
}

/// The formulas of indicators, of amounts of money and of all tables.
fn collect_formulas(form: &Form) -> Vec<&Formula> {
    let figures = form.indicators.iter().flat_map(|(_, indicator)| indicator.values());
    let mut res: Vec<_> = figures
        .filter_map(|figure| match figure {
            Pending::Known(IndicatorValue::Formula(formula)) => Some(formula),
            _ => None,
        })
        .collect();
    res.extend(amount::list_formulas(form).into_iter().map(|amount| amount.formula));
    for table in &form.tables {
        res.extend(collect_table_formulas(table));
    }
    res
}

/// The formulas and conditions of a table.
fn collect_table_formulas(table: &TableSpec) -> Vec<&Formula> {
    let mut res: Vec<_> = table.checks.iter().collect();
    for column in &table.columns {
        res.extend(&column.formula);
        if let ColumnTotal::Formula(formula) = &column.total {
            res.push(formula);
        }
    }
    res
}
