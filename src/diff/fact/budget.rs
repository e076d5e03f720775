//! Money: of a task and of a section, in all and by source, and the sums of all tasks.

use std::collections::BTreeSet;

use crate::document::Origin;
use crate::form::{Budget, FundingSource};
use crate::indicator::{BudgetPick, FigureId};
use crate::language::{lower_first, normalize_spaces};
use crate::plan::Draft;
use crate::prose::Plain;
use crate::quantity::{Pending, Shown};

use super::super::change::{ChangeCause, ChangeKind, Detail, Topic};
use super::super::side::Side;
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
            if old != new {
                let [old, new] = [old, new].map(|amount| {
                    amount.map_or("(không)".to_owned(), |amount| amount.to_string())
                });
                let reason = format!("nhiệm vụ `{id}`: {old} → {new}");
                figure_changes.add_typed(FigureId::Budget(pick), reason);
            }
        }
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
            let (old_amount, new_amount) = (get_amount(old), get_amount(new));
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
            let old_name = name_source(self.old.draft(), old);
            let new_name = name_source(self.new.draft(), new);
            let (old, new) = (get_source_amount(old), get_source_amount(new));
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
struct SourceShare {
    name: String,
    amount: Shown,
}

impl SideBudget<'_> {
    fn amount(self) -> Option<Shown> {
        self.budget.and_then(get_amount)
    }

    fn shares(self) -> Vec<SourceShare> {
        let sources = self.budget.map_or(&[][..], |budget| &budget.sources);
        sources
            .iter()
            .map(|source| SourceShare {
                name: name_source(self.side.draft(), source),
                amount: get_source_amount(source),
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
pub(super) fn get_amount(budget: &Budget) -> Option<Shown> {
    Some(match budget.amount.as_ref()? {
        Pending::Known(money) => figure::build_money_figure(money.value),
        Pending::Unknown => Shown::Pending,
    })
}

/// What a source gives.
pub(super) fn get_source_amount(source: &FundingSource) -> Shown {
    match &source.amount {
        Pending::Known(money) => figure::build_money_figure(*money),
        Pending::Unknown => Shown::Pending,
    }
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
