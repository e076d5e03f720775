//! Amounts of money (`so_tien`): what a formula comes to, and what the sources of a budget
//! give.

use std::collections::HashMap;

use crate::form::{
    self, Amount, Budget, Form, Formula, FundingSource, Portion, SectionPart, Spanned,
    Task,
};
use crate::quantity::{Money, Number, Pending, Percent};
use crate::source::Span;

use super::Figures;
use super::names::BudgetPick;

/// What the formulas of amounts come to, by their places in the form.
pub(super) type AmountValues = HashMap<Span, Pending<Money>>;

/// The formula of an amount.
pub(super) struct AmountFormula<'f> {
    pub(super) formula: &'f Formula,
    /// The task whose money it is; `None` for that of a section or of a table.
    pub(super) task: Option<&'f Task>,
    /// Whether it is what a source gives beside an amount that the form says by itself.
    pub(super) is_part: bool,
}

/// What a budget comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetAmounts {
    /// In all; `None` where the form gives words alone.
    pub amount: Option<Pending<Money>>,
    /// From each source, in the order of the form.
    pub sources: Vec<Pending<Money>>,
}

/// What sources are sources of.
pub(super) struct Whole {
    pub(super) amount: Pending<Money>,
    /// To so many đồng shares of it are rounded.
    pub(super) unit: i128,
}

/// The formulas of all amounts of a form.
pub(super) fn list_formulas(form: &Form) -> Vec<AmountFormula<'_>> {
    let mut res = Vec::new();
    for task in form.tasks() {
        let Some(budget) = &task.budget else { continue };
        let amount = budget.amount.as_ref().and_then(Pending::known);
        let is_sum = matches!(amount, Some(Amount::OfSources(_)));
        let whole = amount.and_then(Amount::formula).map(|formula| formula.span);
        res.extend(budget.formulas().map(|formula| AmountFormula {
            formula,
            task: Some(task),
            is_part: !is_sum && whole != Some(formula.span),
        }));
    }
    let sections = form.parts().into_iter().filter_map(|part| match part {
        SectionPart::Budget(budget) => Some(budget),
        _ => None,
    });
    let mut others: Vec<&Formula> = sections.flat_map(Budget::formulas).collect();
    for (_, table) in form.own_tables() {
        let sources = table.total.iter().flat_map(|total| &total.foot.sources);
        others.extend(sources.filter_map(|source| source.portion.formula()));
    }
    let others = others.into_iter();
    res.extend(others.map(|formula| AmountFormula {
        formula,
        task: None,
        is_part: false,
    }));
    res
}

/// Whether a sum of the tasks' money depends on a formula. What a source gives beside an
/// amount does not change the amount.
pub(super) fn is_picked(pick: &BudgetPick, amount: &AmountFormula<'_>) -> bool {
    let Some(task) = amount.task else { return false };
    match pick {
        BudgetPick::Source(_) => true,
        BudgetPick::Total => !amount.is_part,
        BudgetPick::Task(id) => {
            let is_named = task.id.as_ref().is_some_and(|known| known.value == *id);
            is_named && !amount.is_part
        }
    }
}

/// A number of đồng as an amount, half-up; `None` beyond 10^18.
pub(super) fn round_to_dong(number: &Number) -> Option<Money> {
    Money::from_value(&number.decimal(0)?)
}

/// What each source gives: an amount as it is typed or computed, a share of the whole.
pub(super) fn resolve_sources(
    sources: &[FundingSource],
    whole: &Whole,
    values: &AmountValues,
) -> Vec<Pending<Money>> {
    let given: Vec<_> = sources
        .iter()
        .map(|source| match &source.portion {
            Portion::Amount(amount) => resolve_amount(amount, values),
            Portion::Share(_) => Pending::Unknown,
        })
        .collect();
    let shares: Vec<_> = sources.iter().filter_map(|s| s.portion.share()).collect();
    let known = given.iter().filter_map(|amount| amount.known().copied());
    let mut shared = match whole.amount {
        Pending::Known(amount) => {
            compute_shares(amount, known.sum(), &shares, whole.unit)
        }
        Pending::Unknown => Vec::new(),
    }
    .into_iter();
    let amounts = sources.iter().zip(given);
    amounts
        .map(|(source, given)| match source.portion {
            Portion::Amount(_) => given,
            Portion::Share(_) => shared.next().into(),
        })
        .collect()
}

/// Shares of an amount beside what others give, in whole units; in đồng where what is to be
/// shared is none of them.
fn compute_shares(
    amount: Money,
    given: Money,
    shares: &[Percent],
    unit: i128,
) -> Vec<Money> {
    let fits = unit > 1 && amount.dong() % unit == 0 && given.dong() % unit == 0;
    let unit = if fits { unit } else { 1 };
    let in_units = |money: Money| i64::try_from(money.dong() / unit).unwrap_or(i64::MAX);
    let (amount, given) = (in_units(amount), in_units(given));
    let parts =
        form::compute_shares(Money::from_dong(amount), Money::from_dong(given), shares);
    let dong = parts.into_iter().map(|part| part.dong() * unit);
    dong.map(|dong| Money::from_dong(i64::try_from(dong).unwrap_or(i64::MAX))).collect()
}

/// An amount that does not depend on sources.
fn resolve_amount(amount: &Pending<Amount>, values: &AmountValues) -> Pending<Money> {
    match amount {
        Pending::Known(Amount::Given(Spanned { value, .. })) => Pending::Known(*value),
        Pending::Known(Amount::Formula(formula)) => {
            values.get(&formula.span).copied().unwrap_or(Pending::Unknown)
        }
        Pending::Known(Amount::OfSources(_)) | Pending::Unknown => Pending::Unknown,
    }
}

/// What a budget comes to, by the values of its formulas.
pub(super) fn resolve_budget(budget: &Budget, values: &AmountValues) -> BudgetAmounts {
    let amount = budget.amount.as_ref().map(|amount| resolve_amount(amount, values));
    let whole = Whole { amount: amount.unwrap_or(Pending::Unknown), unit: 1 };
    let sources = resolve_sources(&budget.sources, &whole, values);
    let amount = match &budget.amount {
        Some(Pending::Known(Amount::OfSources(_))) => {
            let known: Option<Money> = sources.iter().map(|s| s.known().copied()).sum();
            Some(known.into())
        }
        _ => amount,
    };
    BudgetAmounts { amount, sources }
}

impl Figures {
    /// What a budget of the form comes to, in all and by source.
    #[must_use]
    pub fn resolve_budget(&self, budget: &Budget) -> BudgetAmounts {
        resolve_budget(budget, &self.amount_values)
    }
}
