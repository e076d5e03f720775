//! Formulas that add numbers counted in different units of money: a column in triệu đồng
//! and one in nghìn đồng give a sum that is in neither.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, ColumnId, TableId};
use crate::formula::{ArithmeticOp, Expr, ExprKind};
use crate::quantity::MoneyScale;

use super::computation::Computation;
use super::names::ResolvedRef;
use super::table::ComputedColumn;

/// Asks about each column whose formula adds amounts of different units. What says at the
/// columns that they are money answers it, since money is brought to đồng.
pub(super) fn check_added_units(computation: &mut Computation<'_>, table: TableId) {
    let columns = &computation.tables[table].columns;
    let spec = &computation.form.tables[table];
    let mut found = Vec::new();
    for (id, column) in columns.enumerate() {
        let Some(formula) = &column.formula else { continue };
        let mut terms = Vec::new();
        list_terms(formula, &mut terms);
        let mut counted =
            terms.iter().filter_map(|term| Some((*term, find_scale(&columns[*term])?)));
        let Some((first, scale)) = counted.next() else { continue };
        let Some((second, other)) = counted.find(|(_, other)| *other != scale) else {
            continue;
        };
        let [first, second] =
            [first, second].map(|id| format!("“{}”", columns[id].labels.join(" / ")));
        let message = format!(
            "công thức của cột “{}” cộng hai đơn vị tiền khác nhau: cột {first} tính theo {}, cột {second} tính theo {}",
            column.labels.join(" / "),
            scale.name(),
            other.name()
        );
        let span = spec.columns[id].label.span;
        let finding = Diagnostic::error(&code::indicator::AMBIGUOUS_UNIT, span, message)
            .label(format!("kết quả tính theo {} hay {}?", scale.name(), other.name()))
            .hint("ghi `kieu: tien` ở các cột ấy thì máy tự đổi về cùng một đơn vị");
        found.push(finding);
    }
    computation.in_form.extend(found);
}

/// The columns of its own row that a formula adds or takes away as they are.
fn list_terms(expr: &Expr<ResolvedRef>, res: &mut Vec<ColumnId>) {
    match &expr.kind {
        ExprKind::Ref(ResolvedRef::OwnColumn(column)) => res.push(*column),
        ExprKind::Negate(part) | ExprKind::Round(part, _) => list_terms(part, res),
        ExprKind::Binary(ArithmeticOp::Add | ArithmeticOp::Subtract, sides) => {
            list_terms(&sides.left, res);
            list_terms(&sides.right, res);
        }
        _ => {}
    }
}

/// In what the numbers of a column are counted where a formula reads them.
fn find_scale(column: &ComputedColumn) -> Option<MoneyScale> {
    match column.kind {
        CellKind::Money => Some(MoneyScale::Dong),
        CellKind::Number | CellKind::Decimal => column.counted,
        CellKind::Text | CellKind::Date | CellKind::Percent => None,
    }
}
