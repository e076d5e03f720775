//! Money: of a task and of a section, in all and by source, and the sums of all tasks.

use std::collections::BTreeSet;

use crate::document::Origin;
use crate::form::{Amount, Budget, FundingSource};
use crate::indicator::{BudgetPick, FigureId};
use crate::language::{lower_first, normalize_spaces};
use crate::plan::Draft;
use crate::prose::Plain;
use crate::quantity::{Money, Pending, Shown};

use super::super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::super::side::{BudgetSource, Side};
use super::cause::FigureChanges;
use super::{ChangeCollector, build_change, describe_difference, figure};

impl ChangeCollector<'_> {
    /// The money of all tasks, and by source.
    pub(super) fn collect_money_sums(&mut self, figure_changes: &mut FigureChanges) {
        let (old, new) = (self.old.draft(), self.new.draft());
        // First, since sums are explained by the amounts of tasks.
        self.record_task_money(figure_changes);
        let mut picks =
            vec![(BudgetPick::Total, "Tổng kinh phí các nhiệm vụ".to_owned())];
        for draft in [old, new] {
            for source in list_sources(draft) {
                let pick = pick_source_sum(draft, source);
                let name = lower_first(&name_source(draft, source));
                // A source that both versions have is called as the old one calls it.
                if picks.iter().all(|(known, _)| *known != pick) {
                    picks.push((pick, format!("Tổng kinh phí từ {name}")));
                }
            }
        }
        for (pick, label) in picks {
            let (old, new) = (old.figures().money(&pick), new.figures().money(&pick));
            if let Some(detail) = figure::compare_figures("", old.as_ref(), new.as_ref())
            {
                let mut change = build_change(
                    Topic::Money,
                    ChangeKind::Changed,
                    label,
                    self.end_place(),
                );
                change.cause = ChangeCause::Follows(Vec::new());
                figure_changes.watch(&FigureId::Budget(pick.clone()), &detail);
                change.details.push(detail);
                figure_changes.add_following(FigureId::Budget(pick), change);
            }
        }
    }

    /// Notes the amounts of tasks that differ, as reasons of their sums.
    fn record_task_money(&self, figure_changes: &mut FigureChanges) {
        let (old, new) = (self.old.draft().figures(), self.new.draft().figures());
        let all: BTreeSet<&str> =
            old.budgets().tasks().chain(new.budgets().tasks()).collect();
        for id in all {
            let pick = BudgetPick::Task(id.to_owned());
            let (old, new) = (old.money(&pick), new.money(&pick));
            // What a formula gives is no edit.
            if old != new && !self.is_task_computed(id) {
                let [old, new] = [old, new].map(|amount| {
                    amount.map_or("(không)".to_owned(), |amount| amount.to_string())
                });
                let reason = format!("nhiệm vụ `{id}`: {old} → {new}");
                figure_changes.add_typed(FigureId::Budget(pick), reason);
            }
        }
    }

    /// Whether the money of a task is computed, and in both versions in the same way.
    fn is_task_computed(&self, id: &str) -> bool {
        let [old, new] = [self.old, self.new].map(|side| {
            let tasks = side.form().tasks().into_iter();
            let mut named =
                tasks.filter(|t| t.id.as_ref().is_some_and(|i| i.value == id));
            let budget = named.next().and_then(|task| task.budget.as_ref());
            SideBudget { side, budget }
        });
        is_computed_alike(old, new)
    }

    /// The amounts of a budget that differ where formulas give them: what they follow from
    /// is found out with the figures.
    pub(super) fn add_computed_amounts(
        &mut self,
        figure_id: FigureId,
        change: Change,
        amounts: Vec<Detail>,
    ) {
        for detail in amounts {
            let cause = ChangeCause::Follows(Vec::new());
            let change = Change { details: vec![detail], cause, ..change.clone() };
            self.computed_amounts.push((figure_id.clone(), change));
        }
    }

    /// The money of a section as a figure, where both versions compute it in the same way.
    pub(super) fn find_computed_money(
        &self,
        old: &Origin,
        new: &Origin,
    ) -> Option<FigureId> {
        let old_budget = self.old.budget_at(old.span);
        let old_budget = old_budget.or(self.old.source_at(old.span).map(|s| s.budget))?;
        let new_budget = self.new.budget_at(new.span);
        let new_budget = new_budget.or(self.new.source_at(new.span).map(|s| s.budget))?;
        let old = SideBudget { side: self.old, budget: Some(old_budget) };
        let new = SideBudget { side: self.new, budget: Some(new_budget) };
        let formula =
            new_budget.formulas().next().filter(|_| is_computed_alike(old, new));
        formula.map(|formula| FigureId::Amount(formula.span))
    }

    /// What differs in the money of a section, or in one of its sources; nothing where
    /// its amounts are the same.
    pub(super) fn compare_section_money(
        &self,
        old: &Origin,
        new: &Origin,
    ) -> Vec<Detail> {
        let budgets = (self.old.budget_at(old.span), self.new.budget_at(new.span));
        if let (Some(old), Some(new)) = budgets {
            let old_amount = get_amount(self.old.draft(), old);
            let new_amount = get_amount(self.new.draft(), new);
            let amounts =
                figure::compare_figures("", old_amount.as_ref(), new_amount.as_ref());
            let old_label = old.label.as_ref().map(Plain::collect_words);
            let new_label = new.label.as_ref().map(Plain::collect_words);
            let labels = describe_difference("nhãn", old_label, new_label);
            // Where the label alone is another, the words show it.
            return match amounts {
                Some(amounts) => [amounts].into_iter().chain(labels).collect(),
                None => Vec::new(),
            };
        }
        let sources = (self.old.source_at(old.span), self.new.source_at(new.span));
        if let (Some(old), Some(new)) = sources {
            let old_name = name_source(self.old.draft(), old.source());
            let new_name = name_source(self.new.draft(), new.source());
            let old = get_source_amount(self.old.draft(), old);
            let new = get_source_amount(self.new.draft(), new);
            let amounts = figure::compare_figures(&new_name, Some(&old), Some(&new));
            let names = describe_difference("nguồn", Some(old_name), Some(new_name));
            return names.into_iter().chain(amounts).collect();
        }
        Vec::new()
    }
}

/// A budget of one version.
#[derive(Clone, Copy)]
pub(super) struct SideBudget<'a> {
    pub(super) side: &'a Side<'a>,
    pub(super) budget: Option<&'a Budget>,
}

/// A source of a budget with what it gives.
pub(super) struct SourceShare {
    pub(super) name: String,
    pub(super) amount: Shown,
}

impl SideBudget<'_> {
    fn amount(self) -> Option<Shown> {
        self.budget.and_then(|budget| get_amount(self.side.draft(), budget))
    }

    pub(super) fn shares(self) -> Vec<SourceShare> {
        let Some(budget) = self.budget else { return Vec::new() };
        let draft = self.side.draft();
        let amounts = draft.figures().resolve_budget(budget).sources;
        let sources = budget.sources.iter().zip(amounts);
        sources
            .map(|(source, amount)| SourceShare {
                name: name_source(draft, source),
                amount: show_amount(amount),
            })
            .collect()
    }
}

/// Amounts that differ: in all and by source. Sources are one by their names; those of the
/// new version come in its order, then those of the old one alone.
pub(super) fn compare_amounts(old: SideBudget<'_>, new: SideBudget<'_>) -> Vec<Detail> {
    let (old_amount, new_amount) = (old.amount(), new.amount());
    let total =
        figure::compare_figures("kinh phí", old_amount.as_ref(), new_amount.as_ref());
    let mut res: Vec<Detail> = total.into_iter().collect();
    let (old, new) = (old.shares(), new.shares());
    for share in &new {
        let same = old.iter().find(|old| old.name == share.name);
        let old_amount = same.map(|old| &old.amount);
        res.extend(figure::compare_figures(&share.name, old_amount, Some(&share.amount)));
    }
    for share in &old {
        if new.iter().all(|new| new.name != share.name) {
            res.extend(figure::compare_figures(&share.name, Some(&share.amount), None));
        }
    }
    res
}

/// What a budget gives in all.
pub(super) fn get_amount(draft: &Draft, budget: &Budget) -> Option<Shown> {
    draft.figures().resolve_budget(budget).amount.map(show_amount)
}

pub(super) fn show_amount(amount: Pending<Money>) -> Shown {
    match amount {
        Pending::Known(money) => figure::build_money_figure(money),
        Pending::Unknown => Shown::Pending,
    }
}

/// What a source gives of the budget of a section.
fn get_source_amount(draft: &Draft, source: BudgetSource<'_>) -> Shown {
    let amounts = draft.figures().resolve_budget(source.budget).sources;
    amounts.get(source.index).map_or(Shown::Pending, |amount| show_amount(*amount))
}

/// Whether both versions compute a budget in the same way: what differs in its amounts then
/// follows from other edits.
pub(super) fn is_computed_alike(old: SideBudget<'_>, new: SideBudget<'_>) -> bool {
    let [old_parts, new_parts] = [old, new].map(list_typed_portions);
    let is_formula = new.budget.is_some_and(|budget| budget.formulas().next().is_some());
    is_formula && old_parts == new_parts
}

/// What a budget gives, as it is typed: each part with the source that it comes from.
fn list_typed_portions(side: SideBudget<'_>) -> Vec<(String, &str)> {
    let Some(budget) = side.budget else { return Vec::new() };
    let amount = budget.amount.iter().filter_map(|amount| amount.known());
    let given = amount.filter(|amount| !matches!(amount, Amount::OfSources(_)));
    let whole = given.map(|amount| (String::new(), amount.span()));
    let draft = side.side.draft();
    let sources = budget.sources.iter();
    let all =
        whole.chain(sources.map(|source| (name_source(draft, source), source.span)));
    all.map(|(name, span)| (name, side.side.version.written(span))).collect()
}

/// The sources of all tasks.
fn list_sources(draft: &Draft) -> Vec<&FundingSource> {
    let tasks = draft.form().tasks().into_iter();
    tasks.filter_map(|task| task.budget.as_ref()).flat_map(|b| &b.sources).collect()
}

/// The sum to which the money of a source belongs.
pub(super) fn pick_source_sum(draft: &Draft, source: &FundingSource) -> BudgetPick {
    BudgetPick::Source(match source.name.usual_kind() {
        Some(kind) => kind.key().to_owned(),
        None => name_source(draft, source),
    })
}

/// How a source is called: as the form says it, else by its usual name.
pub(super) fn name_source(draft: &Draft, source: &FundingSource) -> String {
    match source.name.custom_name() {
        Some(plain) => normalize_spaces(&plain.collect_words()),
        None => source
            .name
            .usual_kind()
            .map_or("", |kind| kind.name(Some(draft.agency())))
            .to_owned(),
    }
}
