//! `thoi_gian`: the tasks by the month in which they are due.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::form::{Summary, Task};
use crate::language::capitalise_first;
use crate::quantity::{Moment, Pending, PlanTime};
use crate::source::Span;

use super::super::composer::Composer;
use super::super::text::text;
use super::super::{Cell, Inline, Row, RowRole};
use super::fact::{Fact, Facts};
use super::{Entry, Made, cell, count, header, task_columns, task_row, words};

const WANTED: [Fact; 3] = [Fact::Due, Fact::Lead, Fact::Output];

/// What recurs has no end; its group is the last.
const RECURRING: &str = "Thường xuyên";

/// Where a group stands: year, month, and whether it is a month, a quarter or a year; all
/// that recurs after them.
type Order = (i32, u32, u32);

/// When a task is due.
struct Due<'p> {
    order: Order,
    /// The last day on which it may be done.
    end: Option<NaiveDate>,
    label: String,
    task: &'p Task,
}

impl Composer<'_> {
    pub(super) fn deadlines(&mut self, origin: Span) {
        let plan = self.plan;
        let all = Entry::all(plan.tasks(), &|_| true);
        let all: Vec<_> = all.iter().flat_map(Entry::tasks).collect();
        let (shown, left): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|task| Summary::Deadlines.shows(task));
        let dues = ordered(shown.into_iter().filter_map(|task| due(task, plan.year())));
        let tasks: Vec<_> = dues.iter().map(|due| due.task).collect();
        let facts = self.facts(&tasks, &WANTED);
        let labels = facts.columns.iter().map(|fact| fact.label());
        let own = facts.columns.iter().map(|fact| fact.column());
        let header = vec![header(["TT", "Nhiệm vụ"].into_iter().chain(labels))];
        let columns = task_columns().into_iter().chain(own).collect();
        let notes = notes(&left, plan.kind().name);
        let rows = self.by_month(&dues, facts);
        self.made_table(Made { header, columns, rows, notes, unit: None }, origin);
    }

    fn by_month(&mut self, dues: &[Due<'_>], facts: Facts) -> Vec<Row> {
        let columns = u32::try_from(facts.columns.len() + 2).unwrap_or(1);
        let mut rows = Vec::new();
        let mut at = None;
        for (i, (due, said)) in dues.iter().zip(facts.rows).enumerate() {
            if at != Some(due.order) {
                at = Some(due.order);
                let cells = vec![Cell { content: words(&due.label), columns }];
                let key = due.label.clone();
                rows.push(Row {
                    role: RowRole::Group,
                    named: Some(0),
                    cells,
                    key,
                    place: None,
                });
            }
            let entry = Entry::Task(due.task);
            let title = self.title_of(&entry);
            let mut cells = vec![cell(words(&(i + 1).to_string())), cell(title)];
            cells.extend(said.into_iter().map(cell));
            rows.push(task_row(cells, entry.key()));
        }
        rows
    }
}

/// In order of time; what is due on one day in the order of the paper.
fn ordered<'p>(dues: impl Iterator<Item = Due<'p>>) -> Vec<Due<'p>> {
    let mut groups: BTreeMap<Order, Vec<Due<'_>>> = BTreeMap::new();
    for due in dues {
        groups.entry(due.order).or_default().push(due);
    }
    for group in groups.values_mut() {
        group.sort_by_key(|due| due.end);
    }
    groups.into_values().flatten().collect()
}

/// When a task is due; `None` where its time is no more than words.
fn due(task: &Task, plan_year: i32) -> Option<Due<'_>> {
    let time = task.time.as_ref().and_then(Pending::known)?.time.as_ref()?.value;
    let end = time.end(plan_year);
    let (order, label) = match time {
        PlanTime::Recurring(_) => ((i32::MAX, 0, 0), RECURRING.to_owned()),
        PlanTime::At(moment) | PlanTime::Range(_, moment) => group(moment, end?),
        // What must be done before a time is due in the month of the day before it.
        PlanTime::Before(_) => month(end?),
    };
    Some(Due { order, end, label, task })
}

/// The group of what is due at a moment that ends on this day.
fn group(moment: Moment, end: NaiveDate) -> (Order, String) {
    let (year, month_of_end) = (end.year(), end.month());
    let (rank, whole) = match moment {
        Moment::Day(_) | Moment::Month { .. } => return month(end),
        Moment::Quarter { quarter, .. } => {
            (1, Moment::Quarter { quarter, year: Some(year) })
        }
        Moment::Year(_) => (2, moment),
    };
    ((year, month_of_end, rank), capitalise_first(&whole.to_text()))
}

fn month(end: NaiveDate) -> (Order, String) {
    let (month, year) = (end.month(), end.year());
    let moment = Moment::Month { month, year: Some(year) };
    ((year, month, 0), capitalise_first(&moment.to_text()))
}

/// What the table leaves out, by why it does.
fn notes(left: &[&Task], kind: &str) -> Vec<Vec<Inline>> {
    let in_words = |task: &&&Task| task.time.as_ref().and_then(Pending::known).is_some();
    let in_words = left.iter().filter(in_words).count();
    let open = left.len() - in_words;
    let open = (open > 0).then(|| format!("{} chưa xác định thời hạn", count(open)));
    let in_words = (in_words > 0)
        .then(|| format!("{} mà {kind} chỉ nêu thời gian bằng lời", count(in_words)));
    let left: Vec<_> = open.into_iter().chain(in_words).collect();
    if left.is_empty() {
        return Vec::new();
    }
    vec![vec![text(format!("Bảng không gồm {}.", left.join(" và ")))]]
}
