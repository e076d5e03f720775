//! Tasks: what each says of its deadline, its units, its output and its money.

use crate::document::Role;
use crate::form::{Assignment, Field, Task};
use crate::language::collapse;
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::redline::Run;
use crate::source::Span;

use super::super::change::{Cause, Detail, Kind, Topic};
use super::super::pair::Pair;
use super::super::side::{self, Side};
use super::super::words;
use super::budget::{self, BudgetOf};
use super::{Facts, change, differs, figure, one_sided};

/// A task of both versions.
#[derive(Clone, Copy)]
pub(super) struct TaskPair<'a> {
    /// The nodes of its titles.
    pub(super) nodes: Pair,
    pub(super) old: &'a Task,
    pub(super) new: &'a Task,
}

impl<'a> Facts<'a> {
    /// Tasks that both versions have. Those that only one has, and those that have moved,
    /// are told with the blocks.
    pub(super) fn tasks(&mut self) {
        for new in 2..self.new.tree.len() {
            let Some(old) = self.nodes.old[new] else { continue };
            if let Some(task) = self.task_pair(old, new) {
                self.task(task);
            }
        }
        self.removed_tasks();
    }

    /// The task whose title two nodes are.
    pub(super) fn task_pair(&self, old: usize, new: usize) -> Option<TaskPair<'a>> {
        let are_tasks = self.old.tree.role(old) == Role::Task
            && self.new.tree.role(new) == Role::Task;
        let nodes = Pair { old, new };
        let (old, new) = (self.old.task(old)?, self.new.task(new)?);
        are_tasks.then_some(TaskPair { nodes, old, new })
    }

    fn task(&mut self, task: TaskPair<'_>) {
        let Pair { old, new } = task.nodes;
        let (old_title, new_title) = (self.old.tree.text(old), self.new.tree.text(new));
        let order = self.new.places[new];
        let mut change = change(Topic::Task, Kind::Changed, new_title.clone(), order);
        change.place = self.new.place(new);
        if old_title != new_title {
            if side::is_effect(self.old, old, self.new, new) {
                change.cause = Cause::Follows(Vec::new());
            }
            change.details.push(Detail {
                label: "tên nhiệm vụ".to_owned(),
                ..Detail::words(words::text_runs(&old_title, &new_title))
            });
        }
        self.deadline_shift(task);
        let facts = self.fields(task);
        if !facts.is_empty() {
            change.cause = Cause::Edit;
        }
        change.details.extend(facts);
        self.edit(change);
    }

    /// What differs in the parts of a task: values as values, and the words around them.
    fn fields(&self, task: TaskPair<'_>) -> Vec<Detail> {
        let old_budget = BudgetOf { side: self.old, budget: task.old.budget.as_ref() };
        let new_budget = BudgetOf { side: self.new, budget: task.new.budget.as_ref() };
        let time = differs("thời gian", time(task.old), time(task.new));
        let mut res = self.field(task, Field::Time, time.into_iter().collect());
        let units = assignment(task.old, task.new);
        res.extend(self.field(task, Field::Assignment, units));
        res.extend(self.field(task, Field::Output, Vec::new()));
        let amounts = budget::amounts(old_budget, new_budget);
        res.extend(self.field(task, Field::Budget, amounts));
        res
    }

    /// The values of a part of a task that differ, and its words on paper: where no value
    /// does, or the form says in words what no value says.
    fn field(
        &self,
        task: TaskPair<'_>,
        field: Field,
        mut values: Vec<Detail>,
    ) -> Vec<Detail> {
        let old = self.old.field_text(task.nodes.old, field);
        let new = self.new.field_text(task.nodes.new, field);
        if old == new || !values.is_empty() && !self.is_reworded(task, field) {
            return values;
        }
        let runs = words::text_runs(&old, &new);
        if values.is_empty() || !say_all(&values, &runs) {
            values.push(Detail::words(runs));
        }
        values
    }

    /// Whether the form says the label or the words of a part of a task otherwise; so it
    /// does where it has words in place of a value, or the other way round.
    fn is_reworded(&self, task: TaskPair<'_>, field: Field) -> bool {
        typed_words(self.old, task.old, field) != typed_words(self.new, task.new, field)
    }

    /// What a task that only one version has says of itself.
    pub(super) fn task_facts(
        &self,
        side: &Side<'_>,
        span: Span,
        kind: Kind,
    ) -> Vec<Detail> {
        let Some(task) = side.task_at(span) else { return Vec::new() };
        let lead = task.assignment.as_ref().and_then(Pending::known);
        let amount = task.budget.as_ref().and_then(budget::amount);
        let details = [
            one_sided("thời gian", kind, time(task)),
            one_sided("chủ trì", kind, lead.map(|assignment| name(&assignment.lead))),
            figure::one_sided("kinh phí", kind, amount.as_ref()),
        ];
        details.into_iter().flatten().collect()
    }
}

/// Whether values that differ say every word that does.
fn say_all(values: &[Detail], runs: &[Run]) -> bool {
    runs.iter().filter(|run| run.mark.is_change()).all(|run| {
        let value = |detail: &Detail| {
            if run.mark.is_old() { detail.old.clone() } else { detail.new.clone() }
        };
        let values: Vec<String> = values.iter().filter_map(value).collect();
        let known: Vec<String> =
            values.iter().flat_map(|value| bare_words(value)).collect();
        bare_words(words::text(run)).all(|word| known.contains(&word))
    })
}

/// The words of a text in small letters, without the signs around them.
fn bare_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace();
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
}

/// What the form says in words of a part of a task: its label and its text.
fn typed_words<'a>(
    side: &'a Side<'_>,
    task: &Task,
    field: Field,
) -> [Option<&'a str>; 2] {
    let (label, text) = match field {
        Field::Time => {
            let time = task.time.as_ref().and_then(Pending::known);
            time.map_or((None, None), |time| (time.label.as_ref(), time.text.as_ref()))
        }
        Field::Assignment => {
            let assignment = task.assignment.as_ref().and_then(Pending::known);
            assignment
                .map_or((None, None), |known| (known.label.as_ref(), known.text.as_ref()))
        }
        Field::Budget => {
            let budget = task.budget.as_ref();
            budget
                .map_or((None, None), |known| (known.label.as_ref(), known.text.as_ref()))
        }
        // Told by their words alone.
        Field::Activities | Field::Output => (None, None),
    };
    let label = label.or_else(|| side.common_label(task, field)).map(|label| label.span);
    let text = text.map(|text| text.span);
    [label, text].map(|span| span.map(|span| side.version.written(span)))
}

fn name(plain: &Plain) -> String {
    if plain.is_open() { "chưa có".to_owned() } else { collapse(&plain.words()) }
}

/// When a task is due, where the form says it as a time.
pub(super) fn time(task: &Task) -> Option<String> {
    match task.time.as_ref()? {
        Pending::Unknown => Some("chưa có".to_owned()),
        Pending::Known(time) => time.time.map(|time| time.value.to_text()),
    }
}

/// Who leads, and who has come and gone among those who co-operate.
fn assignment(old: &Task, new: &Task) -> Vec<Detail> {
    let (old_partners, new_partners) = (partners(old), partners(new));
    let removed = without(&old_partners, &new_partners);
    let added = without(&new_partners, &old_partners);
    let leads = differs("chủ trì", lead(old), lead(new));
    leads.into_iter().chain(differs("phối hợp", removed, added)).collect()
}

fn lead(task: &Task) -> Option<String> {
    match task.assignment.as_ref()? {
        Pending::Known(assignment) => Some(name(&assignment.lead)),
        Pending::Unknown => Some("chưa có".to_owned()),
    }
}

fn partners(task: &Task) -> Vec<String> {
    let known: Option<&Assignment> = task.assignment.as_ref().and_then(Pending::known);
    known.map(|known| known.partners.iter().map(name).collect()).unwrap_or_default()
}

/// The names that stand in one list and not in the other.
fn without(names: &[String], other: &[String]) -> Option<String> {
    let rest: Vec<&str> =
        names.iter().filter(|name| !other.contains(name)).map(String::as_str).collect();
    (!rest.is_empty()).then(|| rest.join("; "))
}
