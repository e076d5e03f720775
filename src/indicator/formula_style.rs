//! How the value of a formula prints that stands in no table: an indicator, a `{{ … }}`.

use std::collections::HashSet;

use crate::form::{FigureKind, TableColumn};
use crate::formula::{Aggregate, ArithmeticOp, Expr, ExprKind};
use crate::quantity::{MoneyScale, Number, Style, count_needed_places};

use super::money_unit::MoneyUnits;
use super::names::{IndicatorPart, ResolvedRef};

/// The figures of indicators that are years.
pub(super) type Years = HashSet<(usize, IndicatorPart)>;

/// What says how a value prints.
#[derive(Clone, Copy)]
pub(super) struct Styles<'w> {
    pub(super) units: MoneyUnits<'w>,
    pub(super) years: &'w Years,
}

/// What a value is said to be: what an indicator says of its figures, or nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct SaidFigure<'f> {
    pub(super) kind: FigureKind,
    /// The unit of a number; `None` where it has none.
    pub(super) unit: Option<&'f str>,
}

impl SaidFigure<'_> {
    /// What is said of a value that stands in a text.
    pub(super) const NOTHING: Self = Self { kind: FigureKind::Number, unit: None };
}

impl Styles<'_> {
    /// The style of a value: as the cell that it is; as an amount; as a year; else by the
    /// kind of figure that it is said to be.
    pub(super) fn computed(
        self,
        wording: SaidFigure<'_>,
        expr: Option<&Expr<ResolvedRef>>,
        value: &Number,
    ) -> Style {
        let cell = expr.and_then(|expr| self.of_cell(expr));
        if let Some(style) = expr.and_then(|expr| self.of_amount(wording, expr, cell)) {
            return style;
        }
        match (wording.kind, cell) {
            (FigureKind::Percent, Some(style @ Style::Percent { .. }))
            | (FigureKind::Number, Some(style)) => style,
            (FigureKind::Percent, _) => Style::Percent { places: 2 },
            (FigureKind::Money, _) => Style::DONG,
            (FigureKind::Number, None) => {
                let year = expr.is_some_and(|expr| is_year_formula(expr, self.years));
                match year && is_possible_year(value) {
                    true => Style::Year,
                    false => Style::Number { places: count_needed_places(value).min(2) },
                }
            }
        }
    }

    /// The style of an amount that is said to be a number: in the scale that its unit
    /// names, else as the cell that it is, else in đồng. `None` for what is no amount, and
    /// for an amount for each of something, of which the unit says all.
    fn of_amount(
        self,
        wording: SaidFigure<'_>,
        expr: &Expr<ResolvedRef>,
        cell: Option<Style>,
    ) -> Option<Style> {
        if wording.kind != FigureKind::Number || !self.units.is_amount(expr) {
            return None;
        }
        let Some(unit) = wording.unit else { return Some(cell.unwrap_or(Style::DONG)) };
        let wanted = MoneyScale::from_unit(unit)?;
        let as_cell = cell.filter(
            |cell| matches!(cell, Style::Money { scale, .. } if *scale == wanted),
        );
        Some(as_cell.unwrap_or(Style::Money { scale: wanted, places: None }))
    }

    /// The style of the cell that a formula is, where it is nothing but a cell.
    fn of_cell(self, expr: &Expr<ResolvedRef>) -> Option<Style> {
        let target = match &expr.kind {
            // How many there are is no figure of the column.
            ExprKind::Aggregate(Aggregate::Count, _) => return None,
            ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => target,
            _ => return None,
        };
        let TableColumn { table, column } = target.named_column()?;
        self.units.tables[table].columns[column].style
    }
}

/// Whether a number can be a year: `nam - 2020` is how many there are.
pub(super) fn is_possible_year(value: &Number) -> bool {
    value.to_i128().is_some_and(|year| (1900..=2999).contains(&year))
}

/// Whether a formula gives a year: the one of the plan, so many before or after it, or an
/// indicator that is such a one.
pub(super) fn is_year_formula(expr: &Expr<ResolvedRef>, years: &Years) -> bool {
    match &expr.kind {
        ExprKind::Ref(ResolvedRef::Indicator { index, part }) => {
            years.contains(&(*index, *part))
        }
        ExprKind::Ref(target) => *target == ResolvedRef::Year,
        ExprKind::Round(part, _) => is_year_formula(part, years),
        ExprKind::If(choice) => {
            is_year_formula(&choice.then, years)
                && is_year_formula(&choice.otherwise, years)
        }
        ExprKind::Binary(ArithmeticOp::Add, sides) => {
            is_year_formula(&sides.left, years) != is_year_formula(&sides.right, years)
        }
        ExprKind::Binary(ArithmeticOp::Subtract, sides) => {
            is_year_formula(&sides.left, years) && !is_year_formula(&sides.right, years)
        }
        _ => false,
    }
}
