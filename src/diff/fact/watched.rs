//! What of the changes is a target, a total or a deadline, for the check that asks for
//! reasons.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::document::BlockRole;
use crate::form::{ColumnId, FundingSource, TableId, Task, TaskField};
use crate::indicator::{BudgetPick, FigureId, IndicatorPart, RowPlace};
use crate::language::{lower_first, normalize_spaces};
use crate::plan::Draft;
use crate::quantity::{Pending, Shown};
use crate::source::Span;

use super::super::change::{ChangeKind, Detail};
use super::super::printed_task::PrintedTask;
use super::super::side::Side;
use super::super::tree::BODY;
use super::super::watched::WatchedChange;
use super::budget::{get_amount, name_source, pick_source_sum, show_amount};
use super::cause::{FigureChanges, MoneyEdits, WatchedOrigin};
use super::indicator::print_name;
use super::task::{TaskPair, format_time};
use super::{ChangeCollector, describe_difference, figure};

impl ChangeCollector<'_> {
    /// Figures that have moved: indicators, totals of tables, sums of the tasks' money.
    ///
    /// Edits are indices into one list: first those that the comparison of figures has
    /// named, then tasks without an id, which have no figure that it could name.
    pub(super) fn watch_figures(&mut self, figure_changes: &FigureChanges) {
        self.watched.edits = figure_changes.edit_names(self.new.version);
        let picks: Vec<_> = figure_changes
            .watched()
            .filter_map(|(figure_id, _)| find_money_pick(figure_id))
            .collect();
        let mut money = MoneyEdits::new();
        let mut known = figure_changes.task_edits();
        // A sum of money has no tree of figures below it: its edits are those of the
        // tasks that give to it.
        for pick in picks {
            let edits = self.money_edits(&pick, &mut known);
            money.insert(FigureId::Budget(pick), edits);
        }
        let mut found = Vec::new();
        let origins = figure_changes.origins(self.new.version, &money);
        for ((figure_id, detail), origin) in figure_changes.watched().zip(origins) {
            // A figure is noted as watched before it is known whether it has moved.
            if has_moved(detail)
                && let Some(change) = self.build_figure_watch(figure_id, detail)
            {
                let WatchedOrigin { typed, edits } = origin;
                found.push(WatchedChange { typed, edits, ..change });
            }
        }
        found.into_iter().for_each(|change| self.watched.add(change));
    }

    /// What a figure is called and where it stands; `None` for one that needs no reason:
    /// cells that are no totals, values at the start of a period, money of one task.
    fn build_figure_watch(
        &self,
        figure_id: &FigureId,
        detail: &Detail,
    ) -> Option<WatchedChange> {
        let draft = self.new.draft();
        let mut detail = detail.clone();
        let (what, name, span) = match figure_id {
            FigureId::Indicator {
                index,
                part: IndicatorPart::Goal | IndicatorPart::Value | IndicatorPart::Year(_),
            } => {
                let (id, indicator) = &draft.indicators()[*index];
                let name = format!("chi_tieu.{}", id.value);
                (
                    format!("chỉ tiêu “{}”", print_name(draft, indicator)),
                    Some(name),
                    Some(id.span),
                )
            }
            FigureId::Cell { table, place, column }
                if self.is_watched_total(*table, *place) =>
            {
                // The label names row and column, which the sentence has already.
                detail.label.clear();
                self.describe_total(*table, *place, *column)
            }
            FigureId::Budget(pick @ (BudgetPick::Total | BudgetPick::Source(_))) => (
                self.describe_money(pick),
                Some(format_money_id(pick)),
                self.money_span(pick),
            ),
            _ => return None,
        };
        let span = span.map(|span| self.new.version.first_line(span));
        Some(WatchedChange {
            what,
            name,
            span,
            kind: ChangeKind::Changed,
            details: vec![detail],
            typed: false,
            edits: BTreeSet::new(),
        })
    }

    /// The total of a column: what it is called, how a note names it, where it stands.
    fn describe_total(
        &self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
    ) -> (String, Option<String>, Option<Span>) {
        let draft = self.new.draft();
        let written = &draft.form().tables[table];
        let title = lower_first(&super::table::name_table(self.new, table));
        let label = draft.figures().table(table).columns()[column].labels.join(" / ");
        let (row, word) = match place {
            RowPlace::Foot(_) => ("cuoi", "tổng cuối"),
            RowPlace::Row(_) | RowPlace::Group(_) | RowPlace::Total => ("tong", "tổng"),
        };
        // A note can name the total only by an id of the table; the column goes by its id,
        // else by the names over it.
        let name = written.id.as_ref().map(|id| {
            let column = written.columns[column].id.as_ref();
            let column = column.map_or(label.as_str(), |id| id.value.as_str());
            format!("{}.{row}.{column}", id.value)
        });
        let span = written.id.as_ref().map_or(written.span, |id| id.span);
        (format!("{word} “{label}” của {title}"), name, Some(span))
    }

    /// Whether a place is that of the sum of a table, or of the total below it.
    fn is_watched_total(&self, table: TableId, place: RowPlace) -> bool {
        let table = self.new.draft().figures().table(table);
        place == RowPlace::Total || place == table.last_place()
    }

    /// A sum of money in a sentence.
    fn describe_money(&self, pick: &BudgetPick) -> String {
        let BudgetPick::Source(_) = pick else {
            return "tổng kinh phí các nhiệm vụ".to_owned();
        };
        let name = find_source_name(self.new.draft(), pick)
            .or_else(|| find_source_name(self.old.draft(), pick));
        format!("tổng kinh phí từ {}", name.unwrap_or_default())
    }

    /// The first amount of the new form that is another than in the old one, else the
    /// first of all: a sum itself stands nowhere.
    fn money_span(&self, pick: &BudgetPick) -> Option<Span> {
        let old = group_amounts(self.old.draft(), pick);
        let tasks = self.new.draft().form().tasks();
        let giving: Vec<_> = tasks
            .iter()
            .filter(|task| !format_task_amount(self.new.draft(), task, pick).is_empty())
            .collect();
        // Without an id tasks are known by their amounts alone, as one group.
        let edited = giving.iter().find(|task| {
            let amount = format_task_amount(self.new.draft(), task, pick);
            old.get(&get_task_id(task)).is_none_or(|amounts| !amounts.contains(&amount))
        });
        let task = edited.or(giving.first())?;
        task.budget.as_ref().map(|budget| budget.span)
    }

    /// The edits by which a sum has moved: one for each task whose share of it has, and
    /// one for all tasks without an id.
    fn money_edits(
        &mut self,
        pick: &BudgetPick,
        known: &mut HashMap<Option<String>, usize>,
    ) -> BTreeSet<usize> {
        let old = group_amounts(self.old.draft(), pick);
        let new = group_amounts(self.new.draft(), pick);
        let ids: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
        let edited = ids.into_iter().filter(|id| old.get(id) != new.get(id));
        // A task has one edit for all sums that its money is in.
        let mut res = BTreeSet::new();
        for id in edited {
            let edits = &mut self.watched.edits;
            let index = *known.entry(id.clone()).or_insert_with(|| {
                edits.push(id);
                edits.len() - 1
            });
            res.insert(index);
        }
        res
    }

    /// Indicators that were removed, and the tables with totals among those removed.
    pub(super) fn watch_removed_figures(&mut self, tables: &[TableId]) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let mut found = Vec::new();
        for (index, (id, indicator)) in old.indicators().iter().enumerate() {
            let value = old.figures().indicator(index, IndicatorPart::Value);
            let kept = new.indicators().iter().any(|(other, _)| other.value == id.value);
            // An indicator that was pending has promised nothing.
            let Some(value @ Shown::Figure(_)) = value.filter(|_| !kept) else {
                continue;
            };
            let what = format!("chỉ tiêu “{}”", print_name(old, indicator));
            let name = format!("chi_tieu.{}", id.value);
            found.push(build_removed(
                what,
                name,
                figure::compare_figures("", Some(&value), None),
            ));
        }
        for index in tables {
            let table = &old.form().tables[*index];
            if table.total.is_none() {
                continue;
            }
            let title = super::table::name_table(self.old, *index);
            let name = table.id.as_ref().map(|id| id.value.clone());
            let name = name.unwrap_or_else(|| normalize_spaces(&title));
            found.push(build_removed(lower_first(&title), name, None));
        }
        found.into_iter().for_each(|change| self.watched.add(change));
    }

    /// A deadline that both versions have, and that is another now.
    pub(super) fn watch_deadline(&mut self, task: TaskPair<'_>) {
        let Some(detail) = self.compare_deadline(task) else { return };
        let title = self.new.task_title(task.new.spot);
        let new = task.new.task;
        let known = new.time.as_ref().and_then(Pending::known);
        let time = known.and_then(|known| known.time.as_ref());
        let span = time.map_or(new.title.span, |time| time.span);
        let change = WatchedChange {
            what: format!("thời gian của nhiệm vụ “{}”", trim_title(&title)),
            name: new.id.as_ref().map(|id| id.value.clone()),
            span: Some(self.new.version.first_line(span)),
            kind: ChangeKind::Changed,
            details: vec![detail],
            typed: true,
            edits: BTreeSet::new(),
        };
        self.watched.add(change);
    }

    /// How a deadline differs that the old version has: as a time, else in its words.
    fn compare_deadline(&self, task: TaskPair<'_>) -> Option<Detail> {
        let (old_task, new_task) = (task.old.task, task.new.task);
        if !matches!(old_task.time, Some(Pending::Known(_))) {
            return None;
        }
        let (old, new) = (format_time(old_task), format_time(new_task));
        // As words where either version says the deadline in words alone, or the time
        // is the same and only the words around it may differ.
        let in_words =
            old.is_none() || (new.is_none() && new_task.time.is_some()) || old == new;
        if !in_words {
            return describe_difference("", old, new);
        }
        let old = self.old.field_text(task.old.spot, TaskField::Time);
        let new = self.new.field_text(task.new.spot, TaskField::Time);
        describe_difference("", Some(old), Some(new))
    }

    /// The money of a task that both versions have, where the new one gives none any more. Of
    /// an amount that is another the sums ask for a reason.
    pub(super) fn watch_lost_money(&mut self, task: TaskPair<'_>) {
        let (old_task, new_task) = (task.old.task, task.new.task);
        let old = old_task.budget.as_ref().and_then(|b| get_amount(self.old.draft(), b));
        let new = new_task.budget.as_ref().and_then(|b| get_amount(self.new.draft(), b));
        if !is_lost(old.as_ref(), new.as_ref()) {
            return;
        }
        let title = self.new.task_title(task.new.spot);
        let span = new_task.budget.as_ref().map_or(new_task.title.span, |b| b.span);
        let detail = figure::compare_figures("", old.as_ref(), new.as_ref());
        let change = WatchedChange {
            what: format!("kinh phí của nhiệm vụ “{}”", trim_title(&title)),
            name: get_task_id(new_task),
            span: Some(self.new.version.first_line(span)),
            kind: if new.is_none() { ChangeKind::Removed } else { ChangeKind::Changed },
            details: detail.into_iter().collect(),
            typed: true,
            edits: BTreeSet::new(),
        };
        self.watched.add(change);
    }

    /// The money of sections that the old version gives, and the new one does not any more.
    /// A section is called by its id, else by its title.
    pub(super) fn watch_lost_section_money(&mut self) {
        let mut found = Vec::new();
        for node in BODY + 1..self.old.tree.len() {
            let old = find_section_amount(self.old, node);
            let partner = self.nodes.new[node];
            let new = partner.and_then(|node| find_section_amount(self.new, node));
            if !is_lost(old.as_ref(), new.as_ref()) {
                continue;
            }
            let tree = self.old.tree;
            let section = tree.nodes[node].parent;
            let title = tree.title(section);
            let id = tree.origin(section).and_then(|origin| origin.id.clone());
            let typed = tree.origin(section).and_then(|origin| origin.typed.first());
            let typed = typed.map(|span| self.old.version.written(*span));
            let typed = typed.filter(|text| !text.contains(['"', '\'', '\n', '{']));
            let title = typed.map_or(title, str::to_owned);
            let name = id.unwrap_or_else(|| trim_title(&title).to_owned());
            let what = match trim_title(&title) {
                "" => "kinh phí".to_owned(),
                title => format!("kinh phí ở mục “{title}”"),
            };
            let detail = figure::compare_figures("", old.as_ref(), new.as_ref());
            found.push(build_removed(what, name, detail));
        }
        found.into_iter().for_each(|change| self.watched.add(change));
    }

    /// Tasks that were removed, and had a deadline or money.
    pub(super) fn watch_removed_tasks(&mut self) {
        for index in &self.tasks.removed {
            let PrintedTask { spot, task } = self.old.printed_tasks()[*index];
            // Only what was known is missed.
            let due = format_time(task)
                .filter(|_| matches!(task.time, Some(Pending::Known(_))));
            let money =
                task.budget.as_ref().and_then(|b| get_amount(self.old.draft(), b));
            let money = money.filter(|answer| matches!(answer, Shown::Figure(_)));
            let title = trim_title(&self.old.task_title(spot)).to_owned();
            let name = task.id.as_ref().map_or(title.clone(), |id| id.value.clone());
            let mut change = build_removed(format!("nhiệm vụ “{title}”"), name, None);
            change.details.extend(describe_difference("thời gian", due, None));
            change.details.extend(figure::compare_figures(
                "kinh phí",
                money.as_ref(),
                None,
            ));
            if !change.details.is_empty() {
                self.watched.add(change);
            }
        }
    }
}

/// Whether an amount was known, and the new version gives none.
fn is_lost(old: Option<&Shown>, new: Option<&Shown>) -> bool {
    matches!(old, Some(Shown::Figure(_))) && !matches!(new, Some(Shown::Figure(_)))
}

/// What the budget of a section gives in all, whose sum a node prints.
fn find_section_amount(side: &Side<'_>, node: usize) -> Option<Shown> {
    let origin = side.tree.origin(node).filter(|o| o.role == BlockRole::Money)?;
    get_amount(side.draft(), side.budget_at(origin.span)?)
}

/// What the old version alone has.
fn build_removed(what: String, name: String, detail: Option<Detail>) -> WatchedChange {
    WatchedChange {
        what,
        name: Some(normalize_spaces(&name)),
        span: None,
        kind: ChangeKind::Removed,
        details: detail.into_iter().collect(),
        typed: true,
        edits: BTreeSet::new(),
    }
}

/// A title without the colon that it ends with on paper.
fn trim_title(title: &str) -> &str {
    title.trim_end_matches([':', '.', ';'])
}

/// Whether a figure was known and is another now. One that was absent or pending has not
/// moved: it was added.
fn has_moved(detail: &Detail) -> bool {
    let pending = Shown::Pending.to_string();
    let is_old_known = detail.old.as_ref().is_some_and(|text| *text != pending);
    let is_new_known = detail.new.as_ref().is_some_and(|text| *text != pending);
    detail.figure && is_old_known && (detail.by.is_some() || !is_new_known)
}

/// How the first source is called whose money belongs to a sum.
fn find_source_name(draft: &Draft, pick: &BudgetPick) -> Option<String> {
    let tasks = draft.form().tasks().into_iter();
    let mut sources =
        tasks.filter_map(|task| task.budget.as_ref()).flat_map(|budget| &budget.sources);
    let found = sources.find(|source| is_source_of(draft, source, pick));
    found.map(|source| lower_first(&name_source(draft, source)))
}

/// The sum of money that a figure is; `None` for another figure.
fn find_money_pick(figure_id: &FigureId) -> Option<BudgetPick> {
    match figure_id {
        FigureId::Budget(pick @ (BudgetPick::Total | BudgetPick::Source(_))) => {
            Some(pick.clone())
        }
        _ => None,
    }
}

/// A sum of money as the form calls it.
fn format_money_id(pick: &BudgetPick) -> String {
    match pick {
        BudgetPick::Source(name)
            if name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') =>
        {
            format!("kinh_phi.nguon.{name}")
        }
        BudgetPick::Source(name) => format!("kinh_phi.nguon[\"{name}\"]"),
        BudgetPick::Total | BudgetPick::Task(_) => "kinh_phi.tong".to_owned(),
    }
}

fn get_task_id(task: &Task) -> Option<String> {
    task.id.as_ref().map(|id| id.value.clone())
}

/// What the tasks give to a sum, by their ids; those without one together.
fn group_amounts(
    draft: &Draft,
    pick: &BudgetPick,
) -> BTreeMap<Option<String>, Vec<String>> {
    let mut res: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for task in draft.form().tasks() {
        let amount = format_task_amount(draft, task, pick);
        if !amount.is_empty() {
            res.entry(get_task_id(task)).or_default().push(amount);
        }
    }
    res
}

/// What a task gives to a sum, as text; empty for nothing.
fn format_task_amount(draft: &Draft, task: &Task, pick: &BudgetPick) -> String {
    let Some(budget) = &task.budget else { return String::new() };
    if let BudgetPick::Source(_) = pick {
        let amounts = draft.figures().resolve_budget(budget).sources;
        let sources = budget.sources.iter().zip(amounts);
        let giving = sources.filter(|(source, _)| is_source_of(draft, source, pick));
        let texts: Vec<_> =
            giving.map(|(_, amount)| show_amount(amount).to_string()).collect();
        return texts.join("; ");
    }
    get_amount(draft, budget).map(|answer| answer.to_string()).unwrap_or_default()
}

fn is_source_of(draft: &Draft, source: &FundingSource, pick: &BudgetPick) -> bool {
    *pick == pick_source_sum(draft, source)
}
