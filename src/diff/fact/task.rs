//! Tasks: what each says of its deadline, its units, its output and its money.

use crate::document::BlockRole;
use crate::form::{Assignment, Task, TaskField};
use crate::language::normalize_spaces;
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::redline::MarkedRun;
use crate::source::Span;

use super::super::change::{ChangeCause, ChangeKind, Detail, Topic};
use super::super::pair::Pair;
use super::super::side::{self, Side};
use super::super::words;
use super::budget::{self, SideBudget};
use super::{
    ChangeCollector, build_change, build_one_sided_value, describe_difference, figure,
};

/// A task of both versions.
#[derive(Clone, Copy)]
pub(super) struct TaskPair<'a> {
    /// The nodes of its titles.
    pub(super) nodes: Pair,
    pub(super) old: &'a Task,
    pub(super) new: &'a Task,
}

impl<'a> ChangeCollector<'a> {
    /// Tasks that both versions have. Those that only one has, and those that have moved,
    /// are reported with the blocks.
    pub(super) fn collect_tasks(&mut self) {
        for new in 2..self.new.tree.len() {
            let Some(old) = self.nodes.old[new] else { continue };
            if let Some(task) = self.task_pair(old, new) {
                self.collect_task(task);
            }
        }
        self.watch_removed_tasks();
    }

    /// The task whose title two nodes are.
    pub(super) fn task_pair(&self, old: usize, new: usize) -> Option<TaskPair<'a>> {
        let are_tasks = self.old.tree.role(old) == BlockRole::Task
            && self.new.tree.role(new) == BlockRole::Task;
        let nodes = Pair { old, new };
        let (old, new) = (self.old.task(old)?, self.new.task(new)?);
        are_tasks.then_some(TaskPair { nodes, old, new })
    }

    /// A task of both versions: its title, then what it says of itself, in one change.
    fn collect_task(&mut self, task: TaskPair<'_>) {
        let Pair { old, new } = task.nodes;
        let (old_title, new_title) = (self.old.tree.text(old), self.new.tree.text(new));
        let order = self.new.places[new];
        let mut change =
            build_change(Topic::Task, ChangeKind::Changed, new_title.clone(), order);
        change.place = self.new.place(new);
        if old_title != new_title {
            if side::is_effect(self.old, old, self.new, new) {
                change.cause = ChangeCause::Follows(Vec::new());
            }
            change.details.push(Detail {
                label: "tên nhiệm vụ".to_owned(),
                ..Detail::words(words::compare_texts(&old_title, &new_title))
            });
        }
        self.watch_deadline(task);
        // Its parts are typed: where they differ the task was edited, even if the words of
        // its title only follow from other edits.
        let details = self.compare_fields(task);
        if !details.is_empty() {
            change.cause = ChangeCause::Edit;
        }
        change.details.extend(details);
        self.push_edit(change);
    }

    /// What differs in the parts of a task: values as values, and the words around them.
    fn compare_fields(&self, task: TaskPair<'_>) -> Vec<Detail> {
        let old_budget = SideBudget { side: self.old, budget: task.old.budget.as_ref() };
        let new_budget = SideBudget { side: self.new, budget: task.new.budget.as_ref() };
        let time = describe_difference(
            "thời gian",
            format_time(task.old),
            format_time(task.new),
        );
        let mut res =
            self.compare_field(task, TaskField::Time, time.into_iter().collect());
        let units = compare_assignments(task.old, task.new);
        res.extend(self.compare_field(task, TaskField::Assignment, units));
        res.extend(self.compare_field(task, TaskField::Output, Vec::new()));
        let amounts = budget::compare_amounts(old_budget, new_budget);
        res.extend(self.compare_field(task, TaskField::Budget, amounts));
        res
    }

    /// The values of a part of a task that differ, and its words on paper: where no value
    /// does, or the form says in words what no value says.
    fn compare_field(
        &self,
        task: TaskPair<'_>,
        field: TaskField,
        mut values: Vec<Detail>,
    ) -> Vec<Detail> {
        let old = self.old.field_text(task.nodes.old, field);
        let new = self.new.field_text(task.nodes.new, field);
        if old == new || !values.is_empty() && !self.is_reworded(task, field) {
            return values;
        }
        let runs = words::compare_texts(&old, &new);
        if values.is_empty() || !is_all_covered(&values, &runs) {
            values.push(Detail::words(runs));
        }
        values
    }

    /// Whether the form says the label or the words of a part of a task otherwise; so it
    /// does where it has words in place of a value, or the other way round.
    fn is_reworded(&self, task: TaskPair<'_>, field: TaskField) -> bool {
        find_typed_words(self.old, task.old, field)
            != find_typed_words(self.new, task.new, field)
    }

    /// What a task that only one version has says of itself.
    pub(super) fn describe_one_sided_task(
        &self,
        side: &Side<'_>,
        span: Span,
        kind: ChangeKind,
    ) -> Vec<Detail> {
        let Some(task) = side.task_at(span) else { return Vec::new() };
        let lead = task.assignment.as_ref().and_then(Pending::known);
        let amount = task.budget.as_ref().and_then(budget::get_amount);
        let details = [
            build_one_sided_value("thời gian", kind, format_time(task)),
            build_one_sided_value(
                "chủ trì",
                kind,
                lead.map(|assignment| format_unit_name(&assignment.lead)),
            ),
            figure::build_one_sided_figure("kinh phí", kind, amount.as_ref()),
        ];
        details.into_iter().flatten().collect()
    }
}

/// Whether values that differ have every word that differs: of the old version in their old
/// values, of the new one in their new ones.
fn is_all_covered(values: &[Detail], runs: &[MarkedRun]) -> bool {
    runs.iter().filter(|run| run.mark.is_change()).all(|run| {
        let is_old = run.mark.is_old();
        let known: Vec<String> = values
            .iter()
            .filter_map(|detail| {
                if is_old { &detail.old } else { &detail.new }.as_deref()
            })
            .flat_map(split_bare_words)
            .collect();
        split_bare_words(words::get_run_text(run)).all(|word| known.contains(&word))
    })
}

/// The words of a text in small letters, without the signs around them.
fn split_bare_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace();
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
}

/// What the form says in words of a part of a task: its label and its text.
fn find_typed_words<'a>(
    side: &'a Side<'_>,
    task: &Task,
    field: TaskField,
) -> [Option<&'a str>; 2] {
    let (label, text) = match field {
        TaskField::Time => {
            let time = task.time.as_ref().and_then(Pending::known);
            time.map_or((None, None), |time| (time.label.as_ref(), time.text.as_ref()))
        }
        TaskField::Assignment => {
            let assignment = task.assignment.as_ref().and_then(Pending::known);
            assignment
                .map_or((None, None), |known| (known.label.as_ref(), known.text.as_ref()))
        }
        TaskField::Budget => {
            let budget = task.budget.as_ref();
            budget
                .map_or((None, None), |known| (known.label.as_ref(), known.text.as_ref()))
        }
        // Compared by their words alone.
        TaskField::Activities | TaskField::Output => (None, None),
    };
    let label = label.or_else(|| side.common_label(task, field)).map(|label| label.span);
    let text = text.map(|text| text.span);
    [label, text].map(|span| span.map(|span| side.version.written(span)))
}

fn format_unit_name(plain: &Plain) -> String {
    if plain.is_pending() {
        "chưa có".to_owned()
    } else {
        normalize_spaces(&plain.collect_words())
    }
}

/// When a task is due, where the form says it as a time.
pub(super) fn format_time(task: &Task) -> Option<String> {
    match task.time.as_ref()? {
        Pending::Unknown => Some("chưa có".to_owned()),
        Pending::Known(time) => time.time.map(|time| time.value.to_text()),
    }
}

/// Who leads, and which of those who co-operate were removed and added.
fn compare_assignments(old: &Task, new: &Task) -> Vec<Detail> {
    let (old_partners, new_partners) = (list_partners(old), list_partners(new));
    let removed = list_missing(&old_partners, &new_partners);
    let added = list_missing(&new_partners, &old_partners);
    let leads = describe_difference("chủ trì", name_lead(old), name_lead(new));
    leads.into_iter().chain(describe_difference("phối hợp", removed, added)).collect()
}

fn name_lead(task: &Task) -> Option<String> {
    match task.assignment.as_ref()? {
        Pending::Known(assignment) => Some(format_unit_name(&assignment.lead)),
        Pending::Unknown => Some("chưa có".to_owned()),
    }
}

fn list_partners(task: &Task) -> Vec<String> {
    let known: Option<&Assignment> = task.assignment.as_ref().and_then(Pending::known);
    known
        .map(|known| known.partners.iter().map(format_unit_name).collect())
        .unwrap_or_default()
}

/// The names that stand in one list and not in the other.
fn list_missing(names: &[String], other: &[String]) -> Option<String> {
    let missing: Vec<&str> =
        names.iter().filter(|name| !other.contains(name)).map(String::as_str).collect();
    (!missing.is_empty()).then(|| missing.join("; "))
}
