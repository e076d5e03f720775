//! The figures of a form while they are computed: what is known so far, and what was
//! found.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::form::{ByTable, ColumnId, Form, Formula, TableColumn, TableId};
use crate::formula::{Expr, Value};

use super::amount::{self, AmountFormula, AmountValues};
use super::budget::Budgets;
use super::eval_context::{AggregateCache, IndicatorValues, KnownFigures};
use super::formula_style::Years;
use super::money_unit::{AmountFigures, MoneyUnits};
use super::names::{FormNames, ResolvedRef};
use super::reading::{CellDiagnostic, LoadedTable};
use super::resolve::{self, FormulaKind};
use super::table::{ComputedTable, RowPlace};
use super::unit_mix;
use super::{FileFinding, RowFinding};

/// The computing of a form: everything that its steps read and write. Each step is a file;
/// [`schedule`](super::schedule) says in what order they compute.
pub(super) struct Computation<'f> {
    pub(super) form: &'f Form,
    pub(super) tables: ByTable<ComputedTable>,
    pub(super) loaded: ByTable<LoadedTable>,
    pub(super) names: FormNames<'f>,
    pub(super) indicators: IndicatorValues,
    /// Which of them are years.
    pub(super) years: Years,
    /// Which of them are amounts, in đồng.
    pub(super) amount_figures: AmountFigures,
    pub(super) disagreements: Vec<Disagreement>,
    /// Findings in the form.
    pub(super) in_form: Vec<Diagnostic>,
    /// Findings of formulas in single rows of the table of units.
    pub(super) in_rows: Vec<RowFinding>,
    /// Findings in the files of tables.
    pub(super) in_files: Vec<FileFinding>,
    pub(super) cache: AggregateCache,
    pub(super) budgets: Budgets,
    /// The formulas of amounts of money.
    pub(super) amounts: Vec<AmountFormula<'f>>,
    /// What they come to.
    pub(super) amount_values: AmountValues,
    /// The conditions of each table, where they could be read.
    pub(super) conditions: ByTable<Vec<Option<Expr<ResolvedRef>>>>,
    /// Columns of tables that some formula or check reads.
    pub(super) read_columns: HashSet<TableColumn>,
}

/// A figure, a word or a date that is not what can be computed.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// The table of the form that has the cell.
    pub table: TableId,
    /// Its row, or the total.
    pub place: RowPlace,
    /// Its column.
    pub column: ColumnId,
    /// As typed in the form or read from a file; this prints.
    pub given: Value,
    /// As computed; other figures are computed from this.
    pub computed: Value,
}

impl<'f> Computation<'f> {
    pub(super) fn new(
        form: &'f Form,
        tables: ByTable<ComputedTable>,
        loaded: ByTable<LoadedTable>,
    ) -> Self {
        Self {
            form,
            tables,
            loaded,
            names: FormNames::new(form),
            indicators: IndicatorValues::new(),
            years: Years::new(),
            amount_figures: AmountFigures::new(),
            disagreements: Vec::new(),
            in_form: Vec::new(),
            in_rows: Vec::new(),
            in_files: Vec::new(),
            cache: AggregateCache::default(),
            budgets: Budgets::from_form(form, &AmountValues::new()),
            amounts: amount::list_formulas(form),
            amount_values: AmountValues::new(),
            conditions: ByTable::new(),
            read_columns: HashSet::new(),
        }
    }

    /// Adds up the money of the tasks anew, after the amount of one was computed.
    pub(super) fn update_budgets(&mut self) {
        self.budgets = Budgets::from_form(self.form, &self.amount_values);
    }

    /// All that is computed so far.
    pub(super) fn known(&self) -> KnownFigures<'_> {
        KnownFigures {
            form: self.form,
            tables: &self.tables,
            indicators: &self.indicators,
            budgets: &self.budgets,
            cache: &self.cache,
        }
    }

    /// Notes a finding in the rows of a table.
    pub(super) fn note(&mut self, table: TableId, finding: CellDiagnostic) {
        let CellDiagnostic { filed, diagnostic } = finding;
        match filed {
            Some(row) => {
                self.in_files.push(FileFinding { table, row, finding: diagnostic });
            }
            None => self.in_form.push(diagnostic),
        }
    }

    /// Reads a formula and finds its names; every error becomes a finding. `table` is the
    /// one in whose rows it stands, if it stands in one.
    pub(super) fn read(
        &mut self,
        formula: &Formula,
        table: Option<TableId>,
        kind: FormulaKind,
    ) -> Option<Expr<ResolvedRef>> {
        let (expr, errors) = resolve::resolve_formula(&self.names, formula, table, kind);
        self.in_form.extend(errors);
        let units = self.units(table);
        let clash = expr.as_ref().and_then(|e| unit_mix::find_clash(&units, formula, e));
        let is_clear = clash.is_none();
        self.in_form.extend(clash);
        expr.filter(|_| is_clear)
    }

    /// In what a formula counts money; `table` is the one in whose rows it stands.
    pub(super) fn units(&self, table: Option<TableId>) -> MoneyUnits<'_> {
        let (form, amounts) = (self.form, &self.amount_figures);
        MoneyUnits { form, tables: &self.tables, amounts, own_table: table }
    }
}
