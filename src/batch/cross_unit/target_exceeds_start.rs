//! A difference below zero: the target takes away more than there is.

use crate::code::{self, Code};
use crate::diagnostic::Severity;
use crate::form::ColumnId;
use crate::formula::{ArithmeticOp, Expr, ExprKind, Value};
use crate::indicator::{ResolvedRef, RowPlace};

use super::OpenSet;
use super::cell::{FindingKind, UnitCell, name_column, report_at_cell};
use super::finding::CrossUnitDiagnostic;

/// Code of these findings.
pub(super) const CODE: &Code = &code::batch::BEYOND_START;

const KIND: FindingKind = FindingKind { code: CODE, severity: Severity::Warning };

pub(super) fn find_exceeding_targets(set: &OpenSet) -> Vec<CrossUnitDiagnostic> {
    let columns = set.set.units.columns.ids();
    columns.flat_map(|column| find_below_zero(set, column)).collect()
}

fn find_below_zero(set: &OpenSet, column: ColumnId) -> Vec<CrossUnitDiagnostic> {
    let table = set.units_table();
    let Some((start, taken)) = table.formula(column).and_then(match_difference) else {
        return Vec::new();
    };
    let difference = Difference { result: column, start, taken };
    let mut below_zero = Vec::new();
    for (unit, row) in set.units.iter().enumerate() {
        let value = table.value(RowPlace::Row(row.row), column);
        if matches!(value, Some(Value::Number(number)) if number.is_negative()) {
            below_zero.push(unit);
        }
    }
    // What is below zero in most units is a change, and may be.
    if below_zero.len() * 2 > set.units.len() {
        return Vec::new();
    }
    // A row with an error is looked at anyhow, often for this very figure.
    below_zero.retain(|unit| !set.units[*unit].is_at_fault());
    below_zero.into_iter().map(|unit| report_below_zero(set, difference, unit)).collect()
}

/// A column that is one column less another.
#[derive(Clone, Copy)]
struct Difference {
    result: ColumnId,
    start: ColumnId,
    taken: ColumnId,
}

fn report_below_zero(
    set: &OpenSet,
    difference: Difference,
    unit: usize,
) -> CrossUnitDiagnostic {
    let Difference { result, start, taken } = difference;
    let [result_text, start_text, taken_text] = [result, start, taken].map(|column| {
        let row = RowPlace::Row(set.units[unit].row);
        set.units_table().text(row, column).unwrap_or_default()
    });
    let message = format!(
        "cột “{}” ra {result_text}: “{}” ({taken_text}) vượt “{}” ({start_text})",
        name_column(set, result),
        name_column(set, taken),
        name_column(set, start),
    );
    let cell = UnitCell { unit, column: taken };
    let report = report_at_cell(set, cell, KIND, message, |finding| {
        finding
            .label(format!("nhiều nhất là {start_text}"))
            .hint("xem lại hai số này trong bảng đơn vị")
    });
    CrossUnitDiagnostic::new(unit, report)
}

/// The two columns of a difference. What stands after its subtrahend is a later state
/// less an earlier one, a change, which may be below zero.
fn match_difference(expr: &Expr<ResolvedRef>) -> Option<(ColumnId, ColumnId)> {
    let ExprKind::Binary(ArithmeticOp::Subtract, sides) = &expr.kind else { return None };
    match (&sides.left.kind, &sides.right.kind) {
        (
            ExprKind::Ref(ResolvedRef::OwnColumn(start)),
            ExprKind::Ref(ResolvedRef::OwnColumn(taken)),
        ) => (start < taken).then_some((*start, *taken)),
        _ => None,
    }
}
