//! Formulas whose unit of money is not the one of what they read, or of where they stand: a
//! column in triệu đồng and one in nghìn đồng give a sum that is in neither, and đồng in a
//! column of nghìn đồng are a thousand times too many.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{
    CellKind, ColumnId, FigureKind, Formula, IndicatorValue, TableColumn, TableId,
};
use crate::formula::{ArithmeticOp, Expr, ExprKind, FormulaError};
use crate::quantity::{MoneyScale, Number, Pending};

use super::computation::Computation;
use super::money_unit::{MoneyUnits, UnitClash, has_large_number};
use super::names::ResolvedRef;
use super::resolve::locate_error;
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

/// An amount that a formula adds to, takes from or compares with what is counted in another
/// unit of money.
pub(super) fn find_clash(
    units: &MoneyUnits<'_>,
    formula: &Formula,
    expr: &Expr<ResolvedRef>,
) -> Option<Diagnostic> {
    let clash = units.find_clash(expr)?;
    let error = explain_clash(&clash, &formula.text);
    Some(locate_error(&code::indicator::AMBIGUOUS_UNIT, formula, error))
}

/// What is wrong with the two sides of an operation, as an error in the text of a formula.
pub(super) fn explain_clash(clash: &UnitClash<'_>, text: &str) -> FormulaError {
    let [amount, other] = [clash.amount, clash.other]
        .map(|side| text.get(side.range.clone()).unwrap_or_default().trim());
    let scale = clash.scale.name();
    let message = format!(
        "không cộng, trừ, so sánh được hai số khác đơn vị: `{amount}` tính bằng đồng, `{other}` tính bằng {scale}"
    );
    let other = match clash.other.kind {
        ExprKind::Ref(_) | ExprKind::Aggregate(..) => other.to_owned(),
        _ => format!("({other})"),
    };
    let times = write_factor(clash.scale);
    FormulaError::new(clash.other.range.clone(), message)
        .label(format!("số này tính bằng {scale}"))
        .hint(format!("đổi ra đồng: ghi `{other} * {times}`"))
}

/// By how much a scale is multiplied to give đồng, as it is typed in a formula.
fn write_factor(scale: MoneyScale) -> String {
    Number::ONE.times_pow10(scale.power()).text(0).replace('.', "")
}

/// Asks about each column whose formula gives another unit of money than the one that the
/// column prints.
pub(super) fn check_column_units(computation: &mut Computation<'_>, table: TableId) {
    let spec = &computation.form.tables[table];
    let columns = &computation.tables[table].columns;
    let units = computation.units(Some(table));
    let found = columns.enumerate().filter_map(|(id, column)| {
        let written = spec.columns[id].formula.as_ref()?;
        let expr = column.formula.as_ref()?;
        match column.kind {
            CellKind::Number | CellKind::Decimal => {
                let target = ResolvedRef::OwnColumn(id);
                let scale = units.find_ref_scale(&target)?;
                let is_wrong = scale != MoneyScale::Dong && units.is_amount(expr);
                is_wrong.then(|| report_unconverted(column, written, scale))
            }
            CellKind::Money => {
                let is_wrong = column.scale != MoneyScale::Dong
                    && !units.is_amount(expr)
                    && units.find_scale(expr) != Some(MoneyScale::Dong)
                    && has_bare_numbers(computation, table, expr);
                is_wrong.then(|| report_bare_numbers(column, written))
            }
            CellKind::Text | CellKind::Date | CellKind::Percent => None,
        }
    });
    let found: Vec<_> = found.collect();
    computation.in_form.extend(found);
}

/// Whether a formula reads numbers of columns, and brings them to no other scale.
fn has_bare_numbers(
    computation: &Computation<'_>,
    table: TableId,
    expr: &Expr<ResolvedRef>,
) -> bool {
    let is_number = |target: &ResolvedRef| {
        target.column_in(table).is_some_and(|TableColumn { table, column }| {
            let kind = computation.tables[table].columns[column].kind;
            matches!(kind, CellKind::Number | CellKind::Decimal)
        })
    };
    expr.refs().any(|(target, _)| is_number(target)) && !has_large_number(expr)
}

/// A column of bare numbers whose formula gives đồng.
fn report_unconverted(
    column: &ComputedColumn,
    formula: &Formula,
    scale: MoneyScale,
) -> Diagnostic {
    let message = format!(
        "công thức của cột “{}” cho ra số tiền bằng đồng, mà cột ghi theo {}",
        column.labels.join(" / "),
        scale.name()
    );
    Diagnostic::error(&code::indicator::AMBIGUOUS_UNIT, formula.span, message)
        .label(format!("kết quả là đồng, không phải {}", scale.name()))
        .hint(format!(
            "ghi ở cột này `kieu: tien` thì máy tự đổi ra {} khi in",
            scale.name()
        ))
}

/// A column of amounts whose formula reads bare numbers, which count as đồng.
fn report_bare_numbers(column: &ComputedColumn, formula: &Formula) -> Diagnostic {
    let scale = column.scale.name();
    let message = format!(
        "cột “{}” in theo {scale}, mà công thức không đọc số tiền nào: máy coi kết quả là đồng",
        column.labels.join(" / "),
    );
    Diagnostic::error(&code::indicator::AMBIGUOUS_UNIT, formula.span, message)
        .label(format!("kết quả tính theo đồng hay {scale}?"))
        .hint(format!(
            "ghi `kieu: tien` ở cột đơn giá thì máy tự đổi; hoặc nhân với {} nếu đơn giá ghi theo {scale}",
            write_factor(column.scale)
        ))
}

/// Asks about an indicator whose formula gives another unit of money than the one that it
/// says. An amount is brought to that unit where it prints, but not beside typed figures,
/// which stay as they are typed.
pub(super) fn check_indicator_unit(
    computation: &Computation<'_>,
    index: usize,
    formula: &Formula,
    expr: &Expr<ResolvedRef>,
) -> Option<Diagnostic> {
    let indicator = &computation.form.indicators[index].1;
    let wanted = match (indicator.kind, &indicator.unit) {
        (FigureKind::Money, _) => MoneyScale::Dong,
        (FigureKind::Number, Some(unit)) => MoneyScale::from_unit(unit)?,
        (FigureKind::Number | FigureKind::Percent, _) => return None,
    };
    let units = computation.units(None);
    let is_typed = |value: &Pending<IndicatorValue>| {
        matches!(value, Pending::Known(IndicatorValue::Given(_)))
    };
    let given = units.find_scale(expr).or_else(|| units.find_bare_scale(expr))?;
    let is_brought = units.is_amount(expr) && !indicator.values().any(is_typed);
    if given == wanted || is_brought {
        return None;
    }
    let how = match given {
        MoneyScale::Dong => format!("chia cho {}", write_factor(wanted)),
        _ => format!("đổi công thức ra {}", wanted.name()),
    };
    let (given, wanted) = (given.name(), wanted.name());
    let message = format!(
        "công thức cho ra số tính bằng {given}, mà chỉ tiêu ghi `don_vi: {wanted}`"
    );
    Some(
        Diagnostic::error(&code::indicator::AMBIGUOUS_UNIT, formula.span, message)
            .label(format!("kết quả là {given}, không phải {wanted}"))
            .hint(format!("{how}; hoặc ghi `don_vi: {given}`")),
    )
}
