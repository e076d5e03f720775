//! Tasks: what each says of its deadline, its units, its output and its money.

use crate::document::ORDER_COLUMN;
use crate::form::{Assignment, Budget, Task, TaskField};
use crate::indicator::{BudgetPick, FigureId};
use crate::language::{lower_first, normalize_spaces};
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::redline::MarkedRun;
use crate::source::Span;

use super::super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::super::printed_task::{self, PrintedTask, TaskSpot};
use super::super::side::Side;
use super::super::tree::render_plain;
use super::super::words;
use super::budget::{self, SideBudget};
use super::id::describe_new_id;
use super::split::SplitEdits;
use super::{ChangeCollector, build_change, describe_difference};

/// A task of both versions.
#[derive(Clone, Copy)]
pub(super) struct TaskPair<'a> {
    pub(super) old: PrintedTask<'a>,
    pub(super) new: PrintedTask<'a>,
}

impl TaskPair<'_> {
    /// Whether a row of a table is one of both: then a part has no label on paper.
    fn has_row(self) -> bool {
        [self.old, self.new].iter().any(|t| matches!(t.spot, TaskSpot::Row { .. }))
    }

    /// Whether a title is one of both.
    fn has_title(self) -> bool {
        [self.old, self.new].iter().any(|t| matches!(t.spot, TaskSpot::Title(_)))
    }

    /// The money of the task as a figure: by its id, else by the formula that gives it.
    fn money_id(self) -> FigureId {
        if let Some(id) = &self.new.task.id {
            return FigureId::Budget(BudgetPick::Task(id.value.clone()));
        }
        let mut formulas = self.new.task.budget.iter().flat_map(Budget::formulas);
        let span = formulas.next().map_or(self.new.task.span, |formula| formula.span);
        FigureId::Amount(span)
    }
}

impl<'a> ChangeCollector<'a> {
    /// Tasks that both versions have, and the rows of tables that only one has. Titles that
    /// only one has, and those that have moved, are reported with the blocks.
    pub(super) fn collect_tasks(&mut self) {
        let (old, new) = (self.old, self.new);
        let tasks = self.tasks;
        for index in &tasks.removed {
            if !self.splits.has(*index, false) {
                let task = old.printed_tasks()[*index];
                self.collect_one_sided(old, task, ChangeKind::Removed);
            }
        }
        for index in &tasks.added {
            if !self.splits.has(*index, true) {
                let task = new.printed_tasks()[*index];
                self.collect_one_sided(new, task, ChangeKind::Added);
            }
        }
        let mut split_edits = SplitEdits::new();
        for pair in &tasks.pairs {
            let (old, new) = (old.printed_tasks(), new.printed_tasks());
            let task =
                TaskPair { old: old[pair.indices.old], new: new[pair.indices.new] };
            let edit = self.collect_task(task, pair.moved);
            if self.is_told_as_split(pair.indices) {
                split_edits.insert(pair.indices.new, edit);
            } else {
                self.push_edit(edit);
            }
        }
        self.collect_splits(&split_edits);
        self.watch_removed_tasks();
    }

    /// A row of a table that one version alone has.
    fn collect_one_sided(
        &mut self,
        side: &Side<'_>,
        printed: PrintedTask<'_>,
        kind: ChangeKind,
    ) {
        let TaskSpot::Row { table, .. } = printed.spot else { return };
        let title = side.task_title(printed.spot);
        let mut change = build_change(Topic::Task, kind, title, side.places[table]);
        change.place = side.place(table);
        change.details = self.describe_one_sided_task(side, printed, kind);
        self.changes.push(change);
    }

    /// A task of both versions: its title, then what it says of itself, as one edit. What
    /// follows from other edits is collected.
    fn collect_task(&mut self, task: TaskPair<'a>, moved: bool) -> Change {
        let old_title = self.old.task_title(task.old.spot);
        let new_title = self.new.task_title(task.new.spot);
        let node = task.new.spot.node();
        let kind = if moved { ChangeKind::Moved } else { ChangeKind::Changed };
        let order = self.new.places[node];
        let mut change = build_change(Topic::Task, kind, new_title.clone(), order);
        change.place = self.new.place(node);
        if moved {
            let old_spot = name_spot(self.old, task.old.spot);
            let new_spot = name_spot(self.new, task.new.spot);
            // Numbers may be the same in another group.
            let place = describe_difference("vị trí", old_spot, new_spot);
            change.details.extend(place.or_else(|| {
                let old_group = name_spot_group(self.old, task.old.spot);
                let new_group = name_spot_group(self.new, task.new.spot);
                describe_difference("nhóm", old_group, new_group)
            }));
        }
        if old_title != new_title {
            if self.is_typed_alike(task.old.task.title.span, task.new.task.title.span) {
                change.cause = ChangeCause::Follows(Vec::new());
            }
            change.details.push(Detail {
                label: "tên nhiệm vụ".to_owned(),
                ..Detail::words(words::compare_texts(&old_title, &new_title))
            });
        }
        self.watch_deadline(task);
        self.watch_lost_money(task);
        // Its parts are typed: where they differ the task was edited, even if the words of
        // its title only follow from other edits.
        let lines = self.compare_activities(task);
        let (mut details, amounts) = self.compare_fields(task, lines.edited);
        details.extend(self.compare_part_order(task));
        if !amounts.is_empty() {
            self.add_computed_amounts(task.money_id(), change.clone(), amounts);
        }
        if !details.is_empty() || moved {
            change.cause = ChangeCause::Edit;
        }
        change.details.extend(details);
        let mut following = lines.following;
        following.extend(self.compare_computed_texts(task));
        let cause = ChangeCause::Follows(Vec::new());
        let kind = ChangeKind::Changed;
        let follows = Change { kind, cause, details: following, ..change.clone() };
        self.push_edit(follows);
        change
    }

    /// Whether both forms say something in the same words: then what differs on paper is
    /// computed.
    fn is_typed_alike(&self, old: Span, new: Span) -> bool {
        self.old.version.written(old) == self.new.version.written(new)
    }

    /// What differs in the parts of a task: values as values, and the words around them.
    /// Amounts that follow from other edits come by themselves. `lines` are those of what is
    /// done that differ under a title.
    fn compare_fields(
        &self,
        task: TaskPair<'_>,
        lines: Vec<Detail>,
    ) -> (Vec<Detail>, Vec<Detail>) {
        let (old, new) = (task.old.task, task.new.task);
        let old_budget = SideBudget { side: self.old, budget: old.budget.as_ref() };
        let new_budget = SideBudget { side: self.new, budget: new.budget.as_ref() };
        let ids = [old, new].map(|task| task.id.as_ref().map(|id| id.value.as_str()));
        let mut res: Vec<_> = describe_new_id(ids[0], ids[1]).into_iter().collect();
        res.extend(lines);
        for field in [TaskField::Activities, TaskField::Manner, TaskField::Place] {
            res.extend(self.compare_text(task, field));
        }
        let time = describe_difference("thời gian", format_time(old), format_time(new));
        let times = self.compare_field(task, TaskField::Time, time.into_iter().collect());
        res.extend(times.into_iter().map(Detail::into_deadline));
        res.extend(self.compare_units(task));
        res.extend(self.compare_text(task, TaskField::Output));
        let amounts = budget::compare_amounts("kinh phí", old_budget, new_budget);
        let follows = budget::is_computed_alike(old_budget, new_budget)
            && !self.is_reworded(task, TaskField::Budget);
        if follows && !amounts.is_empty() {
            res.extend(self.compare_text(task, TaskField::Note));
            return (res, amounts);
        }
        res.extend(self.compare_field(task, TaskField::Budget, amounts));
        res.extend(self.compare_text(task, TaskField::Note));
        (res, Vec::new())
    }

    /// Who does a task: as values, and in the words of the place where the paper says it, be
    /// that one for all units or one for each kind.
    fn compare_units(&self, task: TaskPair<'_>) -> Vec<Detail> {
        let (old, new) = (task.old.task, task.new.task);
        let leads = describe_difference("chủ trì", name_lead(old), name_lead(new));
        let parts = [
            (TaskField::Lead, leads.into_iter().collect()),
            (
                TaskField::Executors,
                compare_lists("thực hiện", old, new, |known| &known.executors),
            ),
            (
                TaskField::Partners,
                compare_lists("phối hợp", old, new, |known| &known.partners),
            ),
        ];
        let is_split = parts.iter().any(|(field, _)| {
            !self.old.field_text(task.old.spot, *field).is_empty()
                || !self.new.field_text(task.new.spot, *field).is_empty()
        });
        if is_split {
            let mut res: Vec<_> = parts
                .into_iter()
                .flat_map(|(field, values)| self.compare_field(task, field, values))
                .collect();
            res.extend(self.compare_field(task, TaskField::Assignment, Vec::new()));
            return res;
        }
        let values = parts.into_iter().flat_map(|(_, values)| values).collect();
        self.compare_field(task, TaskField::Assignment, values)
    }

    /// A part in words. What is done under a title is compared by its lines; in a row, words
    /// that both forms say alike follow from other edits.
    fn compare_text(&self, task: TaskPair<'_>, field: TaskField) -> Vec<Detail> {
        let is_by_lines = field == TaskField::Activities && !task.has_row();
        if is_by_lines || task.has_row() && self.is_text_alike(task, field) {
            return Vec::new();
        }
        self.compare_field(task, field, Vec::new())
    }

    /// The words of a row that differ though both forms say them alike.
    fn compare_computed_texts(&self, task: TaskPair<'_>) -> Vec<Detail> {
        if !task.has_row() {
            return Vec::new();
        }
        TaskField::ALL
            .into_iter()
            .filter(|field| self.is_text_alike(task, *field))
            .flat_map(|field| self.compare_field(task, field, Vec::new()))
            .collect()
    }

    /// Whether both forms say a part in the same words.
    fn is_text_alike(&self, task: TaskPair<'_>, field: TaskField) -> bool {
        let old = task.old.task.text(field).and_then(Pending::known);
        let new = task.new.task.text(field).and_then(Pending::known);
        let spans = old.zip(new).map(|(old, new)| (old.text.span, new.text.span));
        spans.is_some_and(|(old, new)| self.is_typed_alike(old, new))
    }

    /// The values of a part of a task that differ, and its words on paper: where no value
    /// does, or the form says in words what no value says.
    fn compare_field(
        &self,
        task: TaskPair<'_>,
        field: TaskField,
        mut values: Vec<Detail>,
    ) -> Vec<Detail> {
        let mut old = self.old.field_text(task.old.spot, field);
        let mut new = self.new.field_text(task.new.spot, field);
        if task.has_title() && task.has_row() {
            // A row has no label for the part, and the sign at its end as it is typed.
            let texts = [(task.old.spot, &mut old), (task.new.spot, &mut new)];
            for (spot, text) in texts {
                *text = strip_label(spot, text);
            }
        }
        if old == new && values.is_empty() {
            return self.compare_run_in(task, field).into_iter().collect();
        }
        if old == new || !values.is_empty() && !self.is_reworded(task, field) {
            return values;
        }
        let runs = words::compare_texts(&old, &new);
        if values.is_empty() || !is_all_covered(&values, &runs) {
            let mut detail = Detail::words(runs);
            if task.has_row() {
                detail.label = lower_first(field.default_column());
            }
            values.push(detail);
        }
        values
    }

    /// Whether the form says the label or the words of a part of a task otherwise; so it
    /// does where it has words in place of a value, or the other way round.
    pub(super) fn is_reworded(&self, task: TaskPair<'_>, field: TaskField) -> bool {
        find_typed_words(self.old, task.old.task, field)
            != find_typed_words(self.new, task.new.task, field)
    }
}

/// The words of a part without the label under which a title has them, and without the stop
/// at their end.
fn strip_label(spot: TaskSpot, text: &str) -> String {
    let words = match spot {
        TaskSpot::Title(_) => text.split_once(": ").map_or(text, |(_, words)| words),
        TaskSpot::Row { .. } => text,
    };
    words.trim_end_matches('.').to_owned()
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
        TaskField::Assignment
        | TaskField::Lead
        | TaskField::Executors
        | TaskField::Partners => {
            let assignment = task.assignment.as_ref().and_then(Pending::known);
            assignment
                .map_or((None, None), |known| (known.label.as_ref(), known.text.as_ref()))
        }
        TaskField::Budget => {
            let budget = task.budget.as_ref();
            budget
                .map_or((None, None), |known| (known.label.as_ref(), known.text.as_ref()))
        }
        TaskField::Activities => {
            let text = task.text(field).and_then(Pending::known);
            // What it says is compared by its lines.
            (text.and_then(|text| text.label.as_ref()), None)
        }
        // Compared by their words alone.
        TaskField::Manner | TaskField::Place | TaskField::Output | TaskField::Note => {
            (None, None)
        }
    };
    let label = label.or_else(|| side.common_label(task, field)).map(|label| label.span);
    let text = text.map(|text| text.span);
    [label, text].map(|span| span.map(|span| side.version.written(span)))
}

pub(super) fn format_unit_name(plain: &Plain) -> String {
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

/// Which units of a list were removed and added.
fn compare_lists(
    label: &str,
    old: &Task,
    new: &Task,
    list: impl Fn(&Assignment) -> &[Plain],
) -> Vec<Detail> {
    let (old, new) = (name_units(old, &list), name_units(new, &list));
    let (removed, added) = (list_missing(&old, &new), list_missing(&new, &old));
    describe_difference(label, removed, added).into_iter().collect()
}

/// Where a row stands: the part of the paper, and its number there.
fn name_spot(side: &Side<'_>, spot: TaskSpot) -> Option<String> {
    let place = side.place(spot.node());
    let TaskSpot::Row { table, row } = spot else { return Some(place) };
    let table = side.tree.table(table)?;
    let first = table.columns.first()?;
    let name = if first.id.as_deref() == Some(ORDER_COLUMN) {
        let number = render_plain(&table.rows.get(row)?.cells.first()?.content);
        let title = table.header.first().and_then(|cells| cells.first());
        let label = title.map_or("TT", |cell| cell.label.as_str());
        let group = printed_task::find_group(table, row);
        let group = group.and_then(|group| table.rows[group].cells.first());
        let group = group.map(|cell| format!(" nhóm {}", render_plain(&cell.content)));
        format!("{label} {number}{}", group.unwrap_or_default())
    } else {
        let group = name_spot_group(side, spot);
        group.map(|name| format!("nhóm “{name}”")).unwrap_or_default()
    };
    let parts = [name, place].into_iter().filter(|part| !part.is_empty());
    Some(parts.collect::<Vec<_>>().join(", "))
}

/// The name of the group in which a row stands.
fn name_spot_group(side: &Side<'_>, spot: TaskSpot) -> Option<String> {
    let TaskSpot::Row { table, row } = spot else { return None };
    let table = side.tree.table(table)?;
    printed_task::name_group(&table.rows[printed_task::find_group(table, row)?])
}

pub(super) fn name_lead(task: &Task) -> Option<String> {
    match task.assignment.as_ref()? {
        Pending::Known(assignment) => assignment.lead.as_ref().map(format_unit_name),
        Pending::Unknown => Some("chưa có".to_owned()),
    }
}

pub(super) fn name_units(
    task: &Task,
    list: impl Fn(&Assignment) -> &[Plain],
) -> Vec<String> {
    let known: Option<&Assignment> = task.assignment.as_ref().and_then(Pending::known);
    known
        .map(|known| list(known).iter().map(format_unit_name).collect())
        .unwrap_or_default()
}

/// The names that stand in one list and not in the other.
fn list_missing(names: &[String], other: &[String]) -> Option<String> {
    let missing: Vec<&str> =
        names.iter().filter(|name| !other.contains(name)).map(String::as_str).collect();
    (!missing.is_empty()).then(|| missing.join("; "))
}
