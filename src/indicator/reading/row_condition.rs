//! `hang_tong` and `bo_hang`: which rows of the data meet a condition of the form. It reads
//! cells of the row as they stand, before anything is computed.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellKind, ColumnId, Formula, RowRule, TableSpec};
use crate::formula::{
    Aggregate, Env, EvalCause, Expr, ExprKind, FormulaError, Ref, RefContext, Truth,
    Value, evaluate_condition, parse_condition,
};
use crate::language;

use super::super::resolve::locate_error;
use super::parse_cell::{self, ColumnType};
use super::raw_cell::{CellContent, CellDiagnostic, RawCell, RawRow};
use super::{LoadedTable, typed_columns};

/// The rows that meet a rule of the form, by their index; none where the form has no rule.
/// A condition that no row meets is a finding, and one that cannot be read. Where cells
/// that it reads cannot be read, they have findings of their own.
pub(super) fn select_rows(
    table: &TableSpec,
    key: &str,
    rule: Option<&RowRule>,
    rows: &[RawRow<'_>],
    loaded: &LoadedTable,
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
    let met = find_meeting_rows(&expr, table, rows, loaded);
    if met.rows.is_empty() && !met.has_unread && !rows.is_empty() {
        let message = format!("không hàng nào của số liệu thỏa điều kiện ở `{key}`");
        let finding =
            Diagnostic::error(&code::indicator::NO_ROW_MEETS, formula.span, message)
                .label("không có hàng nào")
                .hint("so với chữ đúng như trong số liệu, đặt trong dấu nháy kép; không có hàng như vậy thì ghi `khong`");
        found.push(CellDiagnostic::in_form(finding));
    }
    met.rows
}

/// The rows that meet a condition.
struct MeetingRows {
    /// By their index.
    rows: Vec<usize>,
    /// Whether some row could not be asked: a cell of it cannot be read.
    has_unread: bool,
}

fn find_meeting_rows(
    expr: &Expr<ReadCell>,
    table: &TableSpec,
    rows: &[RawRow<'_>],
    loaded: &LoadedTable,
) -> MeetingRows {
    let mut types = ByColumn::filled(None, table.columns.len());
    for (cell, _) in expr.refs() {
        if types[cell.column].is_none() {
            types[cell.column] = Some(decide_column(table, cell.column, rows, loaded));
        }
    }
    let mut res = MeetingRows { rows: Vec::new(), has_unread: false };
    for (index, row) in rows.iter().enumerate() {
        match evaluate_condition(expr, &RowCells { types: &types, row }) {
            Ok(Truth::Yes) => res.rows.push(index),
            Ok(Truth::No(_) | Truth::Pending) => {}
            // Cells of two kinds are not equal, and no more is to be said of it.
            Err(error) => {
                res.has_unread |= matches!(error.cause, EvalCause::Missing(()));
            }
        }
    }
    res
}

/// How the cells of a column are read, as they will be for the paper.
pub(super) fn decide_column(
    table: &TableSpec,
    column: ColumnId,
    rows: &[RawRow<'_>],
    loaded: &LoadedTable,
) -> ColumnType {
    let filled: Vec<_> = rows.iter().filter_map(|row| row.cells.get(column)).collect();
    let kind = loaded.kinds[column].unwrap_or(CellKind::Number);
    let scale = loaded.scales[column].read;
    typed_columns::decide_type(&table.columns[column], kind, scale, &filled).column_type
}

/// The rows that meet a condition in which columns are called by these names; `None` for
/// what is no condition.
pub(super) fn find_rows_by_text(
    text: &str,
    names: &ByColumn<String>,
    table: &TableSpec,
    rows: &[RawRow<'_>],
    loaded: &LoadedTable,
) -> Option<Vec<usize>> {
    let expr = parse_condition(text).ok()?;
    let mut beside_text = Vec::new();
    collect_refs_beside_text(&expr, &mut beside_text);
    let resolved = expr.resolve(&mut |reference, _| {
        let name = reference.plain()?;
        let column = names.ids().find(|column| names[*column] == name.name)?;
        Some(ReadCell { column, as_text: beside_text.contains(&reference.range) })
    });
    Some(find_meeting_rows(&resolved?, table, rows, loaded).rows)
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
    /// How the columns are read that the condition names.
    types: &'r ByColumn<Option<ColumnType>>,
    row: &'r RawRow<'a>,
}

impl Env<ReadCell> for RowCells<'_, '_> {
    type NoValue = ();

    fn value(&self, cell: &ReadCell) -> Result<Value, ()> {
        let Some(raw) = self.row.cells.get(cell.column) else {
            return Ok(Value::Text(String::new()));
        };
        let column_type = self.types[cell.column].filter(|_| !cell.as_text);
        let Some(column_type) = column_type else {
            return Ok(match raw.content() {
                CellContent::Pending => Value::Pending,
                _ => Value::Text(read_words(raw)),
            });
        };
        match (parse_cell::read_cell(raw, column_type), raw.content()) {
            (Ok(value), _) => Ok(value.unwrap_or_else(|| Value::Text(String::new()))),
            (Err(_), CellContent::Date(date)) => Ok(Value::Date(date)),
            (Err(_), _) => Err(()),
        }
    }

    fn column(&self, _: &ReadCell, _: Aggregate) -> Result<Vec<Value>, ()> {
        Err(())
    }
}

/// The words of a cell, as a condition compares them.
pub(super) fn read_words(raw: RawCell<'_>) -> String {
    let words = match raw.content() {
        CellContent::Text(text) => raw.words(text),
        _ => raw.text(),
    };
    language::normalize_spaces(&words)
}
