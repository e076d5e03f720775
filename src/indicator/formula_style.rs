//! How the value of a formula prints that stands in no table: an indicator, a `{{ … }}`.

use std::collections::HashSet;

use crate::form::{ByTable, FigureKind};
use crate::formula::{Aggregate, ArithmeticOp, Expr, ExprKind};
use crate::quantity::{Number, Style, count_needed_places};

use super::names::{IndicatorPart, ResolvedRef};
use super::table::ComputedTable;

/// The figures of indicators that are years.
pub(super) type Years = HashSet<(usize, IndicatorPart)>;

/// What says how a value prints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles<'w> {
    pub(super) tables: &'w ByTable<ComputedTable>,
    pub(super) years: &'w Years,
}

impl Styles<'_> {
    /// The style of a value: as the cell that it is; as a year; else by the kind of figure
    /// that it is said to be.
    pub(super) fn computed(
        self,
        kind: FigureKind,
        expr: Option<&Expr<ResolvedRef>>,
        value: &Number,
    ) -> Style {
        match (kind, expr.and_then(|expr| self.of_cell(expr))) {
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

    /// The style of the cell that a formula is, where it is nothing but a cell.
    fn of_cell(self, expr: &Expr<ResolvedRef>) -> Option<Style> {
        let target = match &expr.kind {
            // How many there are is no figure of the column.
            ExprKind::Aggregate(Aggregate::Count, _) => return None,
            ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => target,
            _ => return None,
        };
        match target {
            ResolvedRef::Cell { table, column, .. }
            | ResolvedRef::Group { table, column, .. }
            | ResolvedRef::Total { table, column }
            | ResolvedRef::Foot { table, column, .. }
            | ResolvedRef::Column { table, column } => {
                self.tables[*table].columns[*column].style
            }
            ResolvedRef::OwnColumn(_)
            | ResolvedRef::Indicator { .. }
            | ResolvedRef::Budget(_)
            | ResolvedRef::Year => None,
        }
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
