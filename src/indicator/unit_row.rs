//! What a text says that reads the row of its unit alone.

use std::sync::Arc;

use crate::form::{ColumnId, Form, RowId, SetInputs, TableSpec};
use crate::formula::{Expression, FormulaError};
use crate::quantity::Shown;

use super::Figures;
use super::expression::{Meaning, PrintedExpression};
use super::names::{FormNames, ResolvedRef, RowKey};
use super::table::{ComputedTable, RowPlace};

/// The row of a unit, for what must be known before the form of the unit is read: names,
/// numbers, dates and amounts of it may come from the table of units.
#[derive(Debug)]
pub struct UnitRow {
    form: Form,
    figures: Figures,
}

impl UnitRow {
    /// A table of units with one row, or none: `spec` as the form has it, `row` as computed.
    #[must_use]
    pub fn new(spec: &TableSpec, row: ComputedTable) -> Self {
        let unit = (!row.is_empty()).then(|| row.name(RowId::new(0)).to_owned());
        let shared = SetInputs { tables: 1, unit, ..SetInputs::default() };
        let form = Form::from_tables(vec![spec.clone()].into(), shared, spec.span);
        let mut figures = Figures::from_tables(vec![row]);
        figures.names = Some(Arc::clone(FormNames::new(&form).index()));
        Self { form, figures }
    }

    /// Whether an expression reads a total of all units.
    #[must_use]
    pub fn reads_total(&self, expression: &Expression) -> bool {
        self.reads(expression)
            .iter()
            .any(|target| matches!(target, ResolvedRef::Total { .. }))
    }

    /// Whether an expression reads an empty cell of the row.
    #[must_use]
    pub fn is_empty(&self, expression: &Expression) -> bool {
        self.reads(expression).iter().any(|target| match target {
            ResolvedRef::Cell { table, row: RowKey::Literal(name), column } => {
                let table = &self.figures.tables[*table];
                let row = table.row(name);
                row.is_some_and(|row| table.shown(RowPlace::Row(row), *column).is_none())
            }
            _ => false,
        })
    }

    /// The columns of the row that an expression reads; `None` where it reads anything
    /// else, or a name in it is unknown.
    #[must_use]
    pub fn columns_read(&self, expression: &Expression) -> Option<Vec<ColumnId>> {
        let read = self.reads(expression);
        let columns = read.iter().map(|target| match target {
            ResolvedRef::Cell { column, .. } => Some(*column),
            _ => None,
        });
        columns.collect::<Option<Vec<_>>>().filter(|columns| !columns.is_empty())
    }

    /// What an expression reads; nothing where a name in it is unknown.
    fn reads(&self, expression: &Expression) -> Vec<ResolvedRef> {
        match self.figures.names(&self.form).meaning(expression) {
            Ok(Some(Meaning::Read(target))) => vec![target],
            Ok(Some(Meaning::Computed(expr))) => {
                expr.refs().map(|(target, _)| target.clone()).collect()
            }
            Ok(Some(Meaning::Words(_)) | None) | Err(_) => Vec::new(),
        }
    }

    /// What an expression prints that reads nothing but the row.
    ///
    /// # Errors
    ///
    /// As [`Figures::printed`]; a pointer points to nothing as yet.
    pub fn printed(&self, expression: &Expression) -> Result<Shown, Vec<FormulaError>> {
        let names = self.figures.names(&self.form);
        match self.figures.printed(&names, expression)? {
            PrintedExpression::Text(text) => Ok(Shown::Text(text)),
            PrintedExpression::Pending => Ok(Shown::Pending),
            PrintedExpression::Pointer { .. } => Err(Vec::new()),
        }
    }
}
