//! The unit that a value of a text prints itself, or in which its table counts it: what
//! stands behind it must not say it again, or another one.

use crate::form::CellKind;
use crate::formula::{
    Aggregate, ArithmeticOp, Expr, ExprKind, Expression, ExpressionTree, Filter,
    FilterKind, Printable,
};
use crate::quantity::{Figure, MoneyScale, MoneyUnit, Shown, Style, read_money_unit};

use super::Figures;
use super::Meaning;
use super::names::{FormNames, ResolvedRef};
use super::reading;

/// A unit of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownUnit {
    /// It prints money, `17 triệu đồng`: the scale of its last words.
    Money(MoneyScale),
    /// It prints `3,3%`.
    Percent,
    /// It prints `0,78 điểm phần trăm`.
    Points,
    /// It prints a unit of the form: `17 hộ`.
    Named(String),
    /// It prints a bare number, which its table or indicator counts in a scale of money.
    Counted(MoneyScale),
}

impl Figures {
    /// The unit of what an expression prints; `None` where it has none, or no value.
    #[must_use]
    pub fn shown_unit(
        &self,
        names: &FormNames<'_>,
        expression: &Expression,
    ) -> Option<ShownUnit> {
        let Some(ExpressionTree::Value { filters, .. }) = expression.tree() else {
            return None;
        };
        let meaning = names.meaning(expression).ok()??;
        let value = self.evaluate_meaning(names, &meaning, expression).ok()?;
        let mut printed = value;
        let mut words_of = None;
        for filter in filters {
            if matches!(printed.shown, Shown::Figure(_)) {
                words_of = Some((filter, printed.clone()));
            }
            printed = filter.apply(printed).ok()?;
        }
        match (&printed.shown, words_of) {
            (Shown::Figure(figure), _) => find_printed_unit(figure)
                .or_else(|| self.find_counted_unit(names, &meaning, &printed)),
            (Shown::Text(text), Some((filter, before))) => {
                find_worded_unit(filter, &before, text)
                    .or_else(|| self.find_counted_unit(names, &meaning, &before))
            }
            (Shown::Text(_) | Shown::Date(_) | Shown::Pending, _) => None,
        }
    }

    /// In what its table or its indicator counts a number that prints no unit.
    fn find_counted_unit(
        &self,
        names: &FormNames<'_>,
        meaning: &Meaning,
        value: &Printable,
    ) -> Option<ShownUnit> {
        let Shown::Figure(Figure { style: Style::Number { .. }, .. }) = &value.shown
        else {
            return None;
        };
        match meaning {
            Meaning::Read(ResolvedRef::Indicator { .. }) => {
                to_counted(read_money_unit(value.unit.as_deref()?)?)
            }
            Meaning::Read(target) => self.find_target_scale(names, target),
            Meaning::Computed(expr) => self.find_expr_scale(names, expr),
            Meaning::Words(_) => None,
        }
        .map(ShownUnit::Counted)
    }

    /// In what a figure is counted: money is in đồng where something is computed from it,
    /// a number as its column says.
    fn find_target_scale(
        &self,
        names: &FormNames<'_>,
        target: &ResolvedRef,
    ) -> Option<MoneyScale> {
        let (table, column) = match target {
            ResolvedRef::Cell { table, column, .. }
            | ResolvedRef::Group { table, column, .. }
            | ResolvedRef::Column { table, column }
            | ResolvedRef::Foot { table, column, .. }
            | ResolvedRef::Total { table, column } => (*table, *column),
            ResolvedRef::Budget(_) => return Some(MoneyScale::Dong),
            ResolvedRef::Indicator { .. }
            | ResolvedRef::OwnColumn(_)
            | ResolvedRef::Year => return None,
        };
        let known = &self.tables[table].columns[column];
        match known.kind {
            CellKind::Money => return Some(MoneyScale::Dong),
            CellKind::Text | CellKind::Date | CellKind::Percent => return None,
            CellKind::Number | CellKind::Decimal => {}
        }
        let mut labels = known.labels.iter().rev();
        match labels.find_map(|label| reading::find_in_label(label)) {
            Some((unit, _)) => to_counted(unit),
            None => known
                .counted
                .or_else(|| reading::find_table_scale(names.form().tables.get(table)?)),
        }
    }

    /// In what something computed is counted; `None` where that is not sure, as where it
    /// is brought to another scale.
    fn find_expr_scale(
        &self,
        names: &FormNames<'_>,
        expr: &Expr<ResolvedRef>,
    ) -> Option<MoneyScale> {
        match &expr.kind {
            ExprKind::Ref(target) | ExprKind::Aggregate(_, target) => {
                let is_count =
                    matches!(expr.kind, ExprKind::Aggregate(Aggregate::Count, _));
                self.find_target_scale(names, target).filter(|_| !is_count)
            }
            ExprKind::Negate(part) | ExprKind::Round(part, _) => {
                self.find_expr_scale(names, part)
            }
            ExprKind::If(choice) => self.find_expr_scale(names, &choice.then),
            ExprKind::Binary(op, sides) => {
                let left = self.find_expr_scale(names, &sides.left);
                let right = self.find_expr_scale(names, &sides.right);
                let is_converted =
                    is_conversion(&sides.left) || is_conversion(&sides.right);
                match (op, left, right) {
                    (ArithmeticOp::Add | ArithmeticOp::Subtract, _, _) => {
                        let scale = left.or(right)?;
                        (right.is_none_or(|right| right == scale)).then_some(scale)
                    }
                    (ArithmeticOp::Multiply, Some(scale), None)
                    | (ArithmeticOp::Multiply, None, Some(scale))
                    | (ArithmeticOp::Divide, Some(scale), None) => {
                        (!is_converted).then_some(scale)
                    }
                    (ArithmeticOp::Multiply | ArithmeticOp::Divide, _, _) => None,
                }
            }
            _ => None,
        }
    }
}

/// Whether a number brings an amount to another scale: 1000, 1000000.
fn is_conversion(expr: &Expr<ResolvedRef>) -> bool {
    let ExprKind::Number(number) = &expr.kind else { return false };
    let digits = number.exact_text().unwrap_or_default();
    let digits = digits.trim_start_matches(['0', '.', ',']);
    let zeros = digits.strip_prefix('1').unwrap_or("x");
    let has_steps = matches!(number.exact_text().as_deref(), Some(text) if text != "1");
    has_steps && zeros.bytes().all(|b| matches!(b, b'0' | b'.'))
}

fn to_counted(unit: MoneyUnit) -> Option<MoneyScale> {
    match unit {
        MoneyUnit::Known { scale, .. } => Some(scale),
        MoneyUnit::Unknown => None,
    }
}

/// The unit that a figure prints.
fn find_printed_unit(figure: &Figure) -> Option<ShownUnit> {
    match figure.style {
        Style::Number { .. } | Style::Year => None,
        Style::Percent { .. } => Some(ShownUnit::Percent),
        Style::Points { .. } => Some(ShownUnit::Points),
        Style::Money { scale, .. } => Some(ShownUnit::Money(scale)),
    }
}

/// The unit at the end of the words that a filter makes of a figure.
fn find_worded_unit(
    filter: &Filter,
    before: &Printable,
    text: &str,
) -> Option<ShownUnit> {
    let figure = before.shown.figure()?;
    if matches!(filter.kind, FilterKind::WithUnit | FilterKind::Change)
        && let Some(unit) = before.unit.as_deref().filter(|unit| text.ends_with(unit))
    {
        return match read_money_unit(unit) {
            Some(MoneyUnit::Known { scale, .. }) => Some(ShownUnit::Money(scale)),
            Some(MoneyUnit::Unknown) | None => Some(ShownUnit::Named(unit.to_owned())),
        };
    }
    let printed = find_printed_unit(figure)?;
    match printed {
        ShownUnit::Money(scale) => {
            // In words an amount is in đồng, whatever its scale in figures.
            let is_in_words = filter.kind == FilterKind::InWords;
            let scale = if is_in_words { MoneyScale::Dong } else { scale };
            text.ends_with(scale.name()).then_some(ShownUnit::Money(scale))
        }
        ShownUnit::Percent => text.ends_with('%').then_some(ShownUnit::Percent),
        ShownUnit::Points => text.ends_with("trăm").then_some(ShownUnit::Points),
        ShownUnit::Named(_) | ShownUnit::Counted(_) => None,
    }
}
