//! A difference below nought: the target takes away more than there is.

use crate::diagnostic::Severity;
use crate::form::ColumnId;
use crate::formula::{Arithmetic, Expr, ExprKind, Value};
use crate::indicator::{Place, Target};

use super::OpenSet;
use super::cell::{FindingKind, UnitCell, name_column, report_at_cell};
use super::finding::CrossUnitDiagnostic;

/// The code of this judgement.
pub(super) const CODE: &str = "beyond-start";

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
    let is_below = |unit: &usize| {
        let value = table.value(Place::Row(set.units[*unit].row), column);
        matches!(value, Some(Value::Number(number)) if number.is_negative())
    };
    let below: Vec<_> = (0..set.units.len()).filter(is_below).collect();
    // What is below nought in most units is a change, and may be.
    if below.len() * 2 > set.units.len() {
        return Vec::new();
    }
    let met = |unit: usize| {
        let row = Place::Row(set.units[unit].row);
        let text = |column| table.text(row, column).unwrap_or_default();
        let message = format!(
            "cột “{}” ra {}: “{}” ({}) vượt “{}” ({})",
            name_column(set, column),
            text(column),
            name_column(set, taken),
            text(taken),
            name_column(set, start),
            text(start)
        );
        let cell = UnitCell { unit, column: taken };
        let report = report_at_cell(set, cell, KIND, message, |finding| {
            finding
                .label(format!("nhiều nhất là {}", text(start)))
                .hint("xem lại hai số này trong bảng đơn vị")
        });
        CrossUnitDiagnostic::new(unit, report)
    };
    below.into_iter().map(met).collect()
}

/// The two columns of a difference. What stands after its subtrahend is a later state
/// less an earlier one, a change, which may be below nought.
fn match_difference(expr: &Expr<Target>) -> Option<(ColumnId, ColumnId)> {
    let ExprKind::Binary(Arithmetic::Subtract, sides) = &expr.kind else { return None };
    match (&sides.left.kind, &sides.right.kind) {
        (ExprKind::Ref(Target::Own(start)), ExprKind::Ref(Target::Own(taken))) => {
            (start < taken).then_some((*start, *taken))
        }
        _ => None,
    }
}
