//! Tasks: what each says of its deadline, its units, its output and its money; and the
//! money of all of them.

use std::collections::BTreeSet;

use crate::document::Role;
use crate::form::{Assignment, Budget, Field, FundingSource, Task};
use crate::indicator::{Answer, BudgetPick, Subject};
use crate::language::collapse;
use crate::plan::Draft;
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::source::Span;

use super::super::change::{Cause, Detail, Kind, Topic};
use super::super::tree::Tree;
use super::super::words;
use super::cause::Moved;
use super::{Facts, change, differs, figure};

impl Facts<'_> {
    /// Tasks that both versions have. Those that only one has, and those that have moved,
    /// are told with the blocks.
    pub(super) fn tasks(&mut self) {
        let (ours, theirs) = (&self.index.0.tasks, &self.index.1.tasks);
        let mut found = Vec::new();
        for new in 2..self.theirs.len() {
            if self.theirs.role(new) != Role::Task {
                continue;
            }
            let Some(old) = self.pairs.old[new] else { continue };
            let span = |tree: &Tree<'_>, at| tree.origin(at).map(|o| o.span);
            let old_task = span(self.ours, old).and_then(|span| ours.get(&span));
            let new_task = span(self.theirs, new).and_then(|span| theirs.get(&span));
            if let (Some(a), Some(b)) = (old_task, new_task) {
                found.push((old, new, *a, *b));
            }
        }
        for (old, new, a, b) in found {
            let title = self.theirs.text(new);
            let mut change =
                change(Topic::Task, Kind::Changed, title.clone(), self.at_new(new));
            change.place = self.place_of(self.theirs, new);
            let before = self.ours.text(old);
            if before != title {
                if self.same_title(a, b) {
                    change.cause = Cause::Follows(Vec::new());
                }
                change.details.push(Detail {
                    label: "tên nhiệm vụ".to_owned(),
                    ..Detail::words(words::text_runs(&before, &title))
                });
            }
            self.deadline_shift(a, b, (old, new));
            let facts = self.task(a, b, (old, new));
            if !facts.is_empty() {
                change.cause = Cause::Edit;
            }
            change.details.extend(facts);
            self.edit(change);
        }
        self.gone_tasks();
    }

    fn same_title(&self, a: &Task, b: &Task) -> bool {
        self.says_the_same(a.title.span, b.title.span)
    }

    fn task(&self, a: &Task, b: &Task, nodes: (usize, usize)) -> Vec<Detail> {
        let mut res = Vec::new();
        let field = |field| self.field_words(nodes, field);
        let time = differs("thời gian", time(a), time(b));
        res.extend(time.or_else(|| field(Field::Time)));
        let units = assignment(a, b);
        let said = if units.is_empty() { field(Field::Assignment) } else { None };
        res.extend(units.into_iter().chain(said));
        res.extend(field(Field::Output));
        let money = money(a.budget.as_ref(), b.budget.as_ref(), |budget, source| {
            source_name(if budget { self.old.draft() } else { self.new.draft() }, source)
        });
        // Words in place of an amount, or the other way round, are told as well.
        let in_words =
            |task: &Task| task.budget.as_ref().is_some_and(|b| b.text.is_some());
        let said = if money.is_empty() || in_words(a) != in_words(b) {
            field(Field::Budget)
        } else {
            None
        };
        res.extend(money.into_iter().chain(said));
        res
    }

    /// The words of a part of a task, where they differ and the form says them so.
    fn field_words(&self, (old, new): (usize, usize), field: Field) -> Option<Detail> {
        let (a, b) =
            (field_text(self.ours, old, field), field_text(self.theirs, new, field));
        (a != b).then(|| Detail::words(words::text_runs(&a, &b)))
    }

    /// The money of all tasks, and by source.
    pub(super) fn money_moved(&mut self, moved: &mut Moved) {
        let (old, new) = (self.old.draft(), self.new.draft());
        self.task_money(moved);
        let mut picks =
            vec![(BudgetPick::Total, "Tổng kinh phí các nhiệm vụ".to_owned())];
        for draft in [old, new] {
            for source in sources(draft) {
                let name = source_name(draft, source);
                let pick = source_pick(draft, source);
                let label =
                    format!("Tổng kinh phí từ {}", crate::language::lower_first(&name));
                if picks.iter().all(|(known, _)| *known != pick) {
                    picks.push((pick, label));
                }
            }
        }
        for (pick, label) in picks {
            let (a, b) = (old.figures().money(&pick), new.figures().money(&pick));
            if let Some(detail) = figure::differs("", a.as_ref(), b.as_ref()) {
                let mut change =
                    change(Topic::Money, Kind::Changed, label, self.at_end());
                change.cause = Cause::Follows(Vec::new());
                moved.watch(&Subject::Budget(pick.clone()), &detail);
                change.details.push(detail);
                moved.follow(Subject::Budget(pick), change);
            }
        }
    }

    /// Amounts of tasks are reasons of their sums.
    fn task_money(&self, moved: &mut Moved) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let both = [old, new].map(|draft| draft.figures().budgets());
        let all: BTreeSet<&str> =
            both.iter().flat_map(|budgets| budgets.tasks()).collect();
        for id in all {
            let pick = BudgetPick::Task(id.to_owned());
            let (a, b) = (old.figures().money(&pick), new.figures().money(&pick));
            if a != b {
                let shown = |answer: Option<Answer>| {
                    answer.map_or("(không)".to_owned(), |a| a.to_string())
                };
                let reason = format!("nhiệm vụ `{id}`: {} → {}", shown(a), shown(b));
                moved.typed(Subject::Budget(pick), reason);
            }
        }
    }

    /// What a task that only one version has says of itself.
    pub(super) fn task_facts(&self, span: Span, kind: Kind) -> Vec<Detail> {
        let index = if kind == Kind::Added { &self.index.1 } else { &self.index.0 };
        let Some(task) = index.tasks.get(&span) else { return Vec::new() };
        let side = |text: Option<String>| match kind {
            Kind::Added => (None, text),
            _ => (text, None),
        };
        let mut res = Vec::new();
        let (old, new) = side(time(task));
        res.extend(differs("thời gian", old, new));
        let lead = task.assignment.as_ref().and_then(Pending::known);
        let (old, new) = side(lead.map(|a| name(&a.lead)));
        res.extend(differs("chủ trì", old, new));
        let answer = task.budget.as_ref().and_then(amount);
        let (old, new) = match kind {
            Kind::Added => (None, answer),
            _ => (answer, None),
        };
        res.extend(figure::differs("kinh phí", old.as_ref(), new.as_ref()));
        res
    }
}

/// The words of a part of a task, as they print.
pub(super) fn field_text(tree: &Tree<'_>, node: usize, field: Field) -> String {
    let of_field = |at: &&usize| tree.role(**at) == Role::Field(field);
    let parts = tree.nodes[node].children.iter().filter(of_field);
    parts.map(|at| tree.text(*at)).collect::<Vec<_>>().join(" ")
}

fn name(plain: &Plain) -> String {
    if plain.is_open() { "chưa có".to_owned() } else { collapse(&plain.words()) }
}

pub(super) fn time(task: &Task) -> Option<String> {
    match task.time.as_ref()? {
        Pending::Unknown => Some("chưa có".to_owned()),
        Pending::Known(time) => time.time.map(|at| at.value.to_text()),
    }
}

/// Who leads, and who has come and gone among those who co-operate.
fn assignment(a: &Task, b: &Task) -> Vec<Detail> {
    let known = |task: &'_ Task| match &task.assignment {
        Some(Pending::Known(assignment)) => Some(assignment.clone()),
        _ => None,
    };
    let lead = |task: &Task| match &task.assignment {
        Some(Pending::Known(assignment)) => Some(name(&assignment.lead)),
        Some(Pending::Unknown) => Some("chưa có".to_owned()),
        None => None,
    };
    let partners = |of: Option<Assignment>| -> Vec<String> {
        of.map(|a| a.partners.iter().map(name).collect()).unwrap_or_default()
    };
    let mut res: Vec<Detail> = differs("chủ trì", lead(a), lead(b)).into_iter().collect();
    let (ours, theirs) = (partners(known(a)), partners(known(b)));
    let without = |of: &[String], other: &[String]| {
        let rest: Vec<_> = of.iter().filter(|n| !other.contains(n)).cloned().collect();
        (!rest.is_empty()).then(|| rest.join("; "))
    };
    res.extend(differs("phối hợp", without(&ours, &theirs), without(&theirs, &ours)));
    res
}

/// Amounts: in all and by source. `label` names a source, of the old budget or the new.
pub(super) fn money(
    a: Option<&Budget>,
    b: Option<&Budget>,
    label: impl Fn(bool, &FundingSource) -> String,
) -> Vec<Detail> {
    let (was, is) = (a.and_then(amount), b.and_then(amount));
    let mut res: Vec<Detail> =
        figure::differs("kinh phí", was.as_ref(), is.as_ref()).into_iter().collect();
    let sources = |budget: Option<&Budget>, old: bool| -> Vec<(String, Answer)> {
        let sources = budget.map_or(&[][..], |budget| &budget.sources);
        sources.iter().map(|source| (label(old, source), of_source(source))).collect()
    };
    let (ours, theirs) = (sources(a, true), sources(b, false));
    for (name, answer) in &theirs {
        let before =
            ours.iter().find(|(other, _)| other == name).map(|(_, answer)| answer);
        res.extend(figure::differs(name, before, Some(answer)));
    }
    for (name, answer) in &ours {
        if theirs.iter().all(|(other, _)| other != name) {
            res.extend(figure::differs(name, Some(answer), None));
        }
    }
    res
}

pub(super) fn amount(budget: &Budget) -> Option<Answer> {
    Some(match budget.amount.as_ref()? {
        Pending::Known(at) => figure::money(at.value),
        Pending::Unknown => Answer::Open,
    })
}

pub(super) fn of_source(source: &FundingSource) -> Answer {
    match &source.amount {
        Pending::Known(money) => figure::money(*money),
        Pending::Unknown => Answer::Open,
    }
}

fn sources(draft: &Draft) -> Vec<&FundingSource> {
    let tasks = draft.form().tasks();
    tasks.into_iter().filter_map(|t| t.budget.as_ref()).flat_map(|b| &b.sources).collect()
}

/// The sum to which the money of a source belongs.
pub(super) fn source_pick(draft: &Draft, source: &FundingSource) -> BudgetPick {
    BudgetPick::Source(match source.name.usual() {
        Some(kind) => kind.key().to_owned(),
        None => source_name(draft, source),
    })
}

pub(super) fn source_name(draft: &Draft, source: &FundingSource) -> String {
    match source.name.given() {
        Some(plain) => collapse(&plain.words()),
        None => source
            .name
            .usual()
            .map_or("", |kind| kind.name(Some(draft.agency())))
            .to_owned(),
    }
}
