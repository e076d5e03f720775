//! In what formulas count money: đồng where they read amounts, else the unit that a column,
//! its table or an indicator says.

use std::collections::HashSet;

use crate::form::{ByTable, CellKind, FigureKind, Form, TableColumn, TableId};
use crate::formula::{Aggregate, ArithmeticOp, Conditional, Expr, ExprKind, Operands};
use crate::quantity::{MoneyScale, MoneyUnit, Number, read_money_unit};

use super::names::{IndicatorPart, ResolvedRef};
use super::reading;
use super::table::ComputedTable;

/// The figures of indicators whose formulas give amounts: they are in đồng, whatever unit
/// the indicator prints.
pub(super) type AmountFigures = HashSet<(usize, IndicatorPart)>;

/// What says in what the parts of a formula are counted.
#[derive(Clone, Copy)]
pub(super) struct MoneyUnits<'w> {
    pub(super) form: &'w Form,
    pub(super) tables: &'w ByTable<ComputedTable>,
    pub(super) amounts: &'w AmountFigures,
    /// The table in whose rows the formula stands, if it stands in one.
    pub(super) own_table: Option<TableId>,
}

/// Two sides of one operation that are counted in different units of money.
pub(super) struct UnitClash<'e> {
    /// The side that is an amount, in đồng.
    pub(super) amount: &'e Expr<ResolvedRef>,
    /// The other side.
    pub(super) other: &'e Expr<ResolvedRef>,
    /// In what the other side is counted.
    pub(super) scale: MoneyScale,
}

impl MoneyUnits<'_> {
    /// Whether a formula gives an amount in đồng: a sum of money, so many times some money,
    /// a part of it. A ratio of two amounts is none, nor is one that its divisor brings to
    /// another scale.
    pub(super) fn is_amount(&self, expr: &Expr<ResolvedRef>) -> bool {
        match &expr.kind {
            // How many there are is no amount.
            ExprKind::Aggregate(Aggregate::Count, _) => false,
            ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => {
                self.is_amount_ref(target)
            }
            ExprKind::Negate(part) | ExprKind::Round(part, _) => self.is_amount(part),
            ExprKind::If(choice) => self.is_amount_either_way(choice),
            ExprKind::Binary(op, sides) => {
                let [left, right] =
                    [&sides.left, &sides.right].map(|side| self.is_amount(side));
                match op {
                    ArithmeticOp::Add | ArithmeticOp::Subtract => left || right,
                    ArithmeticOp::Multiply => left != right,
                    ArithmeticOp::Divide => left && !right && !is_large(&sides.right),
                }
            }
            _ => false,
        }
    }

    /// Whether both outcomes of a choice are amounts; a bare number beside one, as 0, is
    /// one too.
    fn is_amount_either_way(&self, choice: &Conditional<ResolvedRef>) -> bool {
        let sides = [&choice.then, &choice.otherwise];
        let fits = |side: &&Expr<ResolvedRef>| {
            matches!(side.kind, ExprKind::Number(_)) || self.is_amount(side)
        };
        sides.iter().all(fits) && sides.iter().any(|side| self.is_amount(side))
    }

    /// Whether what a reference reads is an amount in đồng.
    pub(super) fn is_amount_ref(&self, target: &ResolvedRef) -> bool {
        match target {
            ResolvedRef::Budget(_) => true,
            ResolvedRef::Year => false,
            ResolvedRef::Indicator { index, part } => {
                let written = part.difference().map_or(*part, |[upper, _]| upper);
                let (_, indicator) = &self.form.indicators[*index];
                indicator.kind == FigureKind::Money
                    || self.amounts.contains(&(*index, written))
            }
            _ => self.find_column(target).is_some_and(|TableColumn { table, column }| {
                self.tables[table].is_money(column)
            }),
        }
    }

    fn find_column(&self, target: &ResolvedRef) -> Option<TableColumn> {
        target.column_in(target.table().or(self.own_table)?)
    }

    /// In what a formula counts money; `None` where that is not sure, as where it brings
    /// it to another scale.
    pub(super) fn find_scale(&self, expr: &Expr<ResolvedRef>) -> Option<MoneyScale> {
        if self.is_amount(expr) {
            return Some(MoneyScale::Dong);
        }
        match &expr.kind {
            ExprKind::Aggregate(Aggregate::Count, _) => None,
            ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => {
                self.find_ref_scale(target)
            }
            ExprKind::Negate(part) | ExprKind::Round(part, _) => self.find_scale(part),
            ExprKind::If(choice) => self.find_scale(&choice.then),
            ExprKind::Binary(op, sides) => self.find_binary_scale(*op, sides),
            _ => None,
        }
    }

    fn find_binary_scale(
        &self,
        op: ArithmeticOp,
        sides: &Operands<ResolvedRef>,
    ) -> Option<MoneyScale> {
        let [left, right] = [&sides.left, &sides.right].map(|side| self.find_scale(side));
        let is_converted = is_conversion(&sides.left) || is_conversion(&sides.right);
        match (op, left, right) {
            (ArithmeticOp::Add | ArithmeticOp::Subtract, _, _) => {
                let scale = left.or(right)?;
                right.is_none_or(|right| right == scale).then_some(scale)
            }
            (ArithmeticOp::Multiply, Some(scale), None)
            | (ArithmeticOp::Multiply, None, Some(scale))
            | (ArithmeticOp::Divide, Some(scale), None) => {
                (!is_converted).then_some(scale)
            }
            (ArithmeticOp::Multiply | ArithmeticOp::Divide, _, _) => None,
        }
    }

    /// In what a figure is counted: an amount in đồng, a number as its column or its
    /// indicator says.
    pub(super) fn find_ref_scale(&self, target: &ResolvedRef) -> Option<MoneyScale> {
        if self.is_amount_ref(target) {
            return Some(MoneyScale::Dong);
        }
        if let ResolvedRef::Indicator { index, .. } = target {
            let unit = self.form.indicators[*index].1.unit.as_deref()?;
            return to_counted(read_money_unit(unit)?);
        }
        let TableColumn { table, column } = self.find_column(target)?;
        let known = &self.tables[table].columns[column];
        match known.kind {
            CellKind::Number | CellKind::Decimal => {}
            // Money is an amount in đồng, told above.
            CellKind::Money | CellKind::Text | CellKind::Date | CellKind::Percent => {
                return None;
            }
        }
        let mut labels = known.labels.iter().rev();
        match labels.find_map(|label| reading::find_in_label(label)) {
            Some((unit, _)) => to_counted(unit),
            None => known
                .counted
                .or_else(|| reading::find_table_scale(self.form.tables.get(table)?)),
        }
    }

    /// The unit of bare numbers from which a formula makes what it gives, as so many at so
    /// much: it is no amount, and nothing brings it to đồng.
    pub(super) fn find_bare_scale(&self, expr: &Expr<ResolvedRef>) -> Option<MoneyScale> {
        if self.find_scale(expr) == Some(MoneyScale::Dong) || has_large_number(expr) {
            return None;
        }
        let mut scales =
            expr.refs().filter_map(|(target, _)| self.find_ref_scale(target));
        scales.find(|scale| *scale != MoneyScale::Dong)
    }

    /// The first place where a formula adds, takes away or compares an amount and what is
    /// counted in another unit of money.
    pub(super) fn find_clash<'e>(
        &self,
        expr: &'e Expr<ResolvedRef>,
    ) -> Option<UnitClash<'e>> {
        let below = expr.parts().into_iter().find_map(|part| self.find_clash(part));
        let (ExprKind::Binary(ArithmeticOp::Add | ArithmeticOp::Subtract, sides)
        | ExprKind::Compare(_, sides)) = &expr.kind
        else {
            return below;
        };
        let (left, right) = (&sides.left, &sides.right);
        below
            .or_else(|| self.compare_sides(left, right))
            .or_else(|| self.compare_sides(right, left))
    }

    /// What is wrong with an amount beside something else.
    fn compare_sides<'e>(
        &self,
        amount: &'e Expr<ResolvedRef>,
        other: &'e Expr<ResolvedRef>,
    ) -> Option<UnitClash<'e>> {
        let scale = self.find_scale(other).filter(|scale| *scale != MoneyScale::Dong)?;
        self.is_amount(amount).then_some(UnitClash { amount, other, scale })
    }
}

/// Whether a number is so large that what it divides is not shared out but brought to
/// another scale, or counted in it: 1000, 1000000, 50000.
fn is_large(expr: &Expr<ResolvedRef>) -> bool {
    matches!(&expr.kind, ExprKind::Number(number) if *number >= Number::ONE.times_pow10(3))
}

/// Whether a number of a formula may be an amount in đồng, or bring numbers to đồng.
pub(super) fn has_large_number(expr: &Expr<ResolvedRef>) -> bool {
    is_large(expr) || expr.parts().into_iter().any(has_large_number)
}

/// Whether a number may bring what is counted to another scale: 100, 1000, 1000000.
fn is_conversion(expr: &Expr<ResolvedRef>) -> bool {
    let ExprKind::Number(number) = &expr.kind else { return false };
    let Some(text) = number.exact_text() else { return false };
    let zeros = text.trim_start_matches(['0', '.', ',']).strip_prefix('1');
    let is_power =
        zeros.is_some_and(|zeros| zeros.bytes().all(|b| matches!(b, b'0' | b'.')));
    is_power && *number != Number::ONE
}

/// The scale of a unit of money, for each of something or not.
pub(super) fn to_counted(unit: MoneyUnit) -> Option<MoneyScale> {
    match unit {
        MoneyUnit::Known { scale, .. } => Some(scale),
        MoneyUnit::Unknown => None,
    }
}
