//! `hang_tong` and `bo_hang`: which rows of the data meet a condition of the form. It reads
//! cells of the row as they stand, before anything is computed.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellKind, ColumnId, Formula, RowRule, TableSpec};
use crate::formula::{
    Aggregate, Env, Expr, ExprKind, FormulaError, Ref, RefContext, Truth, Value,
    evaluate_condition, parse_condition,
};
use crate::language;

use super::super::resolve::locate_error;
use super::raw_cell::{CellContent, CellDiagnostic, RawRow};
use super::row_sums::read_figure;

/// The rows that meet a rule of the form, by their index; none where the form has no rule.
/// A condition that no row meets is a finding, and one that cannot be read.
pub(super) fn select_rows(
    table: &TableSpec,
    key: &str,
    rule: Option<&RowRule>,
    kinds: &ByColumn<Option<CellKind>>,
    rows: &[RawRow<'_>],
    found: &mut Vec<CellDiagnostic>,
) -> Vec<usize> {
    let Some(formula) = rule.and_then(RowRule::condition) else { return Vec::new() };
    let expr = match read_condition(table, formula) {
        Ok(expr) => expr,
        Err(errors) => {
            found.extend(errors.into_iter().map(CellDiagnostic::in_form));
            return Vec::new();
        }
    };
    let mut res = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        // Cells of two kinds are not equal, and no more is to be said of it.
        if let Ok(Truth::Yes) = evaluate_condition(&expr, &RowCells { kinds, row }) {
            res.push(index);
        }
    }
    if res.is_empty() && !rows.is_empty() {
        let message = format!("không hàng nào của số liệu thỏa điều kiện ở `{key}`");
        let finding =
            Diagnostic::error(&code::indicator::NO_ROW_MEETS, formula.span, message)
                .label("không có hàng nào")
                .hint("so với chữ đúng như trong số liệu, đặt trong dấu nháy kép; không có hàng như vậy thì ghi `khong`");
        found.push(CellDiagnostic::in_form(finding));
    }
    res
}

/// A cell that a condition reads.
#[derive(Debug, Clone, Copy)]
struct ReadCell {
    column: ColumnId,
    /// Whether it is compared with words.
    as_text: bool,
}

/// The condition with its columns found.
fn read_condition(
    table: &TableSpec,
    formula: &Formula,
) -> Result<Expr<ReadCell>, Vec<Diagnostic>> {
    let expr = parse_condition(&formula.text).map_err(|errors| {
        let errors = errors.into_iter();
        errors
            .map(|error| locate_error(&code::formula::FORMULA_SYNTAX, formula, error))
            .collect::<Vec<_>>()
    })?;
    let mut beside_text = Vec::new();
    collect_refs_beside_text(&expr, &mut beside_text);
    let mut errors = Vec::new();
    let resolved = expr.resolve(&mut |reference, wanted| match find_column(
        table, formula, reference, wanted,
    ) {
        Ok(column) => {
            let as_text = beside_text.contains(&reference.range);
            Some(ReadCell { column, as_text })
        }
        Err(error) => {
            errors.push(locate_error(&code::formula::UNKNOWN_NAME, formula, error));
            None
        }
    });
    resolved.ok_or(errors)
}

/// The column that a reference names: one of this table that is not computed.
fn find_column(
    table: &TableSpec,
    formula: &Formula,
    reference: &Ref,
    wanted: RefContext,
) -> Result<ColumnId, FormulaError> {
    let name = reference.plain().filter(|_| wanted == RefContext::Cell);
    let column = name.and_then(|name| table.column(&name.name));
    match column {
        Some(column) if table.columns[column].formula.is_none() => Ok(column),
        Some(_) => {
            let message = "điều kiện này xét số liệu trước khi tính, không đọc được cột có công thức";
            Err(FormulaError::new(reference.range.clone(), message)
                .label("cần cột ghi sẵn"))
        }
        None => {
            let ids = table.columns.iter().filter_map(|column| column.id.as_ref());
            Err(FormulaError::unknown_name(
                &formula.text,
                reference.range.clone(),
                "cột",
                ids.map(|id| id.value.as_str()),
            ))
        }
    }
}

/// The references that are compared with words, by their places: `tt = "I"` asks what
/// stands in the cell, also in a column of numbers.
fn collect_refs_beside_text(expr: &Expr<Ref>, found: &mut Vec<std::ops::Range<usize>>) {
    match &expr.kind {
        ExprKind::Compare(_, sides) => match (&sides.left.kind, &sides.right.kind) {
            (ExprKind::Ref(reference), ExprKind::Text(_))
            | (ExprKind::Text(_), ExprKind::Ref(reference)) => {
                found.push(reference.range.clone());
            }
            _ => {}
        },
        ExprKind::And(sides) | ExprKind::Or(sides) => {
            collect_refs_beside_text(&sides.left, found);
            collect_refs_beside_text(&sides.right, found);
        }
        ExprKind::Not(part) => collect_refs_beside_text(part, found),
        _ => {}
    }
}

/// The cells of a row, as a condition reads them.
struct RowCells<'r, 'a> {
    kinds: &'r ByColumn<Option<CellKind>>,
    row: &'r RawRow<'a>,
}

impl Env<ReadCell> for RowCells<'_, '_> {
    type NoValue = ();

    fn value(&self, cell: &ReadCell) -> Result<Value, ()> {
        let Some(raw) = self.row.cells.get(cell.column) else {
            return Ok(Value::Text(String::new()));
        };
        let is_text = cell.as_text || self.kinds[cell.column] == Some(CellKind::Text);
        let value = match raw.content() {
            CellContent::Date(date) if !cell.as_text => Some(Value::Date(date)),
            CellContent::Pending => Some(Value::Pending),
            _ if is_text => None,
            _ => read_figure(raw).map(Value::Number),
        };
        let words = raw.text();
        Ok(value.unwrap_or_else(|| Value::Text(language::normalize_spaces(&words))))
    }

    fn column(&self, _: &ReadCell, _: Aggregate) -> Result<Vec<Value>, ()> {
        Err(())
    }
}
