//! The unit that a value of a text prints itself, or in which its table counts it: what
//! stands behind it must not say it again, or another one.

use crate::formula::{Expression, ExpressionTree, Filter, FilterKind, Printable};
use crate::quantity::{Figure, MoneyScale, MoneyUnit, Shown, Style, read_money_unit};

use super::Figures;
use super::Meaning;
use super::money_unit::to_counted;
use super::names::{FormNames, ResolvedRef};

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
            Meaning::Read(target) => self.units(names.form()).find_ref_scale(target),
            Meaning::Computed(expr) => self.units(names.form()).find_scale(expr),
            Meaning::Words(_) => None,
        }
        .map(ShownUnit::Counted)
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
