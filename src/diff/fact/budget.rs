//! Money: of a task and of a section, in all and by source, and the sums of all tasks.

use std::collections::BTreeSet;

use crate::document::Origin;
use crate::form::{Amount, Budget, FundingSource};
use crate::indicator::{BudgetPick, FigureId};
use crate::language::{lower_first, normalize_spaces};
use crate::plan::Draft;
use crate::prose::Plain;
use crate::quantity::{Figure, Money, Number, Pending, Shown, Style};

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

    /// Notes the amounts of tasks that differ, as reasons of their sums; what a sum has no
    /// more is a reason of it too.
    fn record_task_money(&self, figure_changes: &mut FigureChanges) {
        let [old, new] = [self.old, self.new].map(|side| side.draft().figures());
        let all: BTreeSet<&str> =
            old.budgets().tasks().chain(new.budgets().tasks()).collect();
        for id in all {
            let pick = BudgetPick::Task(id.to_owned());
            let (old_amount, new_amount) = (old.money(&pick), new.money(&pick));
            let [old, new] = [self.old, self.new].map(|side| find_budget(side, id));
            let is_shifted = has_new_shares(old, new);
            // What a formula gives is no edit.
            if old_amount == new_amount && !is_shifted || is_computed_alike(old, new) {
                continue;
            }
            let [before, after] = [old_amount, new_amount].map(|amount| {
                amount.map_or("(không)".to_owned(), |amount| amount.to_string())
            });
            let reason = if is_shifted {
                format!("nhiệm vụ `{id}`: {after}, nguồn khác trước")
            } else {
                format!("nhiệm vụ `{id}`: {before} → {after}")
            };
            figure_changes.add_typed(FigureId::Budget(pick), reason);
            let mut lost = old.list_sums();
            let kept = new.list_sums();
            lost.retain(|sum| !kept.contains(sum));
            figure_changes.mark_lost(lost.into_iter().map(FigureId::Budget));
        }
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

    /// Whether a node is a source of a sum that both versions have and that is as it was:
    /// then its sources are told with the sum.
    pub(super) fn is_told_with_sum(&self, side: &Side<'_>, node: usize) -> bool {
        let tree = side.tree;
        let is_source =
            tree.origin(node).is_some_and(|o| side.source_at(o.span).is_some());
        if !is_source {
            return false;
        }
        let siblings = tree.nodes[tree.nodes[node].parent].children.iter().rev();
        let mut before = siblings.filter(|sibling| **sibling < node);
        let budget_of = |side: &Side<'_>, node: usize| {
            let origin = side.tree.origin(node)?;
            side.budget_at(origin.span).map(|budget| budget.span)
        };
        let Some(sum) = before.find(|node| budget_of(side, **node).is_some()) else {
            return false;
        };
        let is_new = std::ptr::eq(side, self.new);
        let (old, new) = if is_new {
            (self.nodes.old[*sum], Some(*sum))
        } else {
            (Some(*sum), self.nodes.new[*sum])
        };
        let old = old.and_then(|node| budget_of(self.old, node));
        let new = new.and_then(|node| budget_of(self.new, node));
        let (Some(old), Some(new)) = (old, new) else { return false };
        let old = SideBudget { side: self.old, budget: self.old.budget_at(old) };
        let new = SideBudget { side: self.new, budget: self.new.budget_at(new) };
        has_new_shares(old, new)
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
            let old_side = SideBudget { side: self.old, budget: Some(old) };
            let new_side = SideBudget { side: self.new, budget: Some(new) };
            let amounts = if has_new_shares(old_side, new_side) {
                compare_amounts("", old_side, new_side).pop()
            } else {
                let (old, new) = (old_side.amount(), new_side.amount());
                figure::compare_figures("", old.as_ref(), new.as_ref())
            };
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

/// The money of the first task with an id.
fn find_budget<'a>(side: &'a Side<'a>, id: &str) -> SideBudget<'a> {
    let tasks = side.form().tasks().into_iter();
    let mut named = tasks.filter(|task| task.id.as_ref().is_some_and(|i| i.value == id));
    SideBudget { side, budget: named.next().and_then(|task| task.budget.as_ref()) }
}

/// A source of a budget with what it gives.
pub(super) struct SourceShare {
    pub(super) name: String,
    pub(super) amount: Shown,
}

impl SideBudget<'_> {
    /// The sums of the tasks' money to which it gives.
    fn list_sums(self) -> Vec<BudgetPick> {
        let Some(budget) = self.budget else { return Vec::new() };
        let draft = self.side.draft();
        let sources = budget.sources.iter().map(|source| pick_source_sum(draft, source));
        let total = self.amount().map(|_| BudgetPick::Total);
        total.into_iter().chain(sources).collect()
    }

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

/// Amounts that differ: in all, which `label` names, and by source. Sources are one by their
/// names; those of the new version come in its order, then those of the old one alone. Where
/// the sum is as it was, its sources are told as one difference: read one by one they would
/// seem to be more money, or less.
pub(super) fn compare_amounts(
    label: &str,
    old: SideBudget<'_>,
    new: SideBudget<'_>,
) -> Vec<Detail> {
    let (old_amount, new_amount) = (old.amount(), new.amount());
    let is_told_as_one = has_new_shares(old, new);
    let (old, new) = (old.shares(), new.shares());
    if is_told_as_one && let Some(total) = &new_amount {
        return vec![describe_new_shares(label, total, &old, &new)];
    }
    let shares = compare_shares(&old, &new);
    let total = figure::compare_figures(label, old_amount.as_ref(), new_amount.as_ref());
    total.into_iter().chain(shares).collect()
}

/// Whether one sum comes from other sources than before, or in other shares.
fn has_new_shares(old: SideBudget<'_>, new: SideBudget<'_>) -> bool {
    let (old_amount, new_amount) = (old.amount(), new.amount());
    matches!(new_amount, Some(Shown::Figure(_)))
        && old_amount == new_amount
        && !compare_shares(&old.shares(), &new.shares()).is_empty()
}

/// What differs in the shares of two budgets, source by source.
fn compare_shares(old: &[SourceShare], new: &[SourceShare]) -> Vec<Detail> {
    let mut res = Vec::new();
    for share in new {
        let same = old.iter().find(|old| old.name == share.name);
        let old_amount = same.map(|old| &old.amount);
        res.extend(figure::compare_figures(&share.name, old_amount, Some(&share.amount)));
    }
    for share in old {
        if new.iter().all(|new| new.name != share.name) {
            res.extend(figure::compare_figures(&share.name, Some(&share.amount), None));
        }
    }
    res
}

/// One sum that comes from other sources than before, or from the same in other shares.
fn describe_new_shares(
    label: &str,
    total: &Shown,
    old: &[SourceShare],
    new: &[SourceShare],
) -> Detail {
    let label = match label {
        _ if !old.is_empty() && !new.is_empty() => "kinh phí theo nguồn",
        "" => "kinh phí",
        label => label,
    };
    let old_text =
        if old.is_empty() { total.to_string() } else { join_shares(old, new.is_empty()) };
    let new_text = if new.is_empty() {
        format!("{total}, không chia theo nguồn")
    } else {
        join_shares(new, old.is_empty())
    };
    let mut res = Detail::value(label, Some(old_text), Some(new_text));
    res.figure = true;
    let total = if old.is_empty() || new.is_empty() {
        "tổng không đổi".to_owned()
    } else {
        format!("tổng {total} không đổi")
    };
    let moved = describe_shift(old, new);
    res.remark = Some(moved.into_iter().chain([total]).collect::<Vec<_>>().join("; "));
    res
}

/// The shares of a sum in one line. That it `is_split` by sources is said where the other
/// version does not do so.
fn join_shares(shares: &[SourceShare], is_split: bool) -> String {
    let texts = shares.iter().map(|share| format!("{} {}", share.name, share.amount));
    let texts = texts.collect::<Vec<_>>().join("; ");
    if is_split { format!("chia theo nguồn: {texts}") } else { texts }
}

/// What has gone from one source to another, where just two have another share.
fn describe_shift(old: &[SourceShare], new: &[SourceShare]) -> Option<String> {
    let names = new.iter().chain(old).map(|share| share.name.as_str());
    let names: BTreeSet<&str> = names.collect();
    let mut moved = Vec::new();
    for name in names {
        let old_amount = find_share(old, name)?;
        let new_amount = find_share(new, name)?;
        if old_amount != new_amount {
            moved.push((name, new_amount - old_amount));
        }
    }
    let [(first, by), (second, other)] = &moved[..] else { return None };
    // What one source loses another gains: else part of it has come from nowhere.
    if old.is_empty() || new.is_empty() || by.abs() != other.abs() {
        return None;
    }
    let is_from_first = by.is_negative();
    let (from, to) = if is_from_first { (first, second) } else { (second, first) };
    let size = Figure { value: by.abs(), style: Style::DONG };
    Some(format!("chuyển {size} từ {from} sang {to}"))
}

/// What a source gives in đồng, nothing where it is not among them; `None` where it is not
/// known.
fn find_share(shares: &[SourceShare], name: &str) -> Option<Number> {
    let mut named = shares.iter().filter(|share| share.name == name);
    let share = match named.next() {
        None => Number::from(0),
        Some(share) => match &share.amount {
            Shown::Figure(figure) => figure.value.clone(),
            _ => return None,
        },
    };
    // Two lines of one name cannot be told apart.
    named.next().is_none().then_some(share)
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
