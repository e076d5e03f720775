//! `thoi_gian`: the tasks by the month in which they are due.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::form::{Summary, Task};
use crate::language::capitalise_first;
use crate::quantity::{Moment, Pending, PlanTime};
use crate::source::Span;

use super::super::composer::Composer;
use super::super::text::make_text;
use super::super::{Cell, Inline, Row, RowRole};
use super::fact::{TaskFact, TaskFacts};
use super::{
    SummaryEntry, SummaryTable, count_tasks, make_cell, make_header_row,
    make_task_columns, make_task_row, to_inlines,
};

const WANTED: [TaskFact; 3] = [TaskFact::Due, TaskFact::Lead, TaskFact::Output];

/// What recurs has no end; its group is the last.
const RECURRING: &str = "Thường xuyên";

/// Where a group stands: year, month, and whether it is a month, a quarter or a year; all
/// that recurs after them.
type DueGroup = (i32, u32, u32);

/// When a task is due.
struct DueTask<'p> {
    group: DueGroup,
    /// The last day on which it may be done.
    end: Option<NaiveDate>,
    label: String,
    task: &'p Task,
}

impl Composer<'_> {
    pub(super) fn deadlines(&mut self, origin: Span) {
        let plan = self.plan;
        let all = SummaryEntry::all(plan.tasks(), &|_| true);
        let all: Vec<_> = all.iter().flat_map(SummaryEntry::tasks).collect();
        let (shown, left): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|task| Summary::Deadlines.shows(task));
        let dues = order_by_time(
            shown.into_iter().filter_map(|task| find_due(task, plan.year())),
        );
        let tasks: Vec<_> = dues.iter().map(|due| due.task).collect();
        let facts = self.facts(&tasks, &WANTED);
        let labels = facts.columns.iter().map(|fact| fact.label());
        let own = facts.columns.iter().map(|fact| fact.column());
        let header = vec![make_header_row(["TT", "Nhiệm vụ"].into_iter().chain(labels))];
        let columns = make_task_columns().into_iter().chain(own).collect();
        let notes = explain_left_out(&left, plan.kind().name);
        let rows = self.month_rows(&dues, facts);
        self.push_summary_table(
            SummaryTable { header, columns, rows, notes, unit: None },
            origin,
        );
    }

    fn month_rows(&mut self, dues: &[DueTask<'_>], facts: TaskFacts) -> Vec<Row> {
        let columns = u32::try_from(facts.columns.len() + 2).unwrap_or(1);
        let mut rows = Vec::new();
        let mut at = None;
        for (i, (due, said)) in dues.iter().zip(facts.rows).enumerate() {
            if at != Some(due.group) {
                at = Some(due.group);
                let cells = vec![Cell { content: to_inlines(&due.label), columns }];
                let key = due.label.clone();
                rows.push(Row {
                    role: RowRole::Group,
                    named: Some(0),
                    cells,
                    key,
                    place: None,
                });
            }
            let entry = SummaryEntry::Task(due.task);
            let title = self.entry_title(&entry);
            let mut cells =
                vec![make_cell(to_inlines(&(i + 1).to_string())), make_cell(title)];
            cells.extend(said.into_iter().map(make_cell));
            rows.push(make_task_row(cells, entry.key()));
        }
        rows
    }
}

/// In order of time; what is due on one day in the order of the paper.
fn order_by_time<'p>(dues: impl Iterator<Item = DueTask<'p>>) -> Vec<DueTask<'p>> {
    let mut groups: BTreeMap<DueGroup, Vec<DueTask<'_>>> = BTreeMap::new();
    for due in dues {
        groups.entry(due.group).or_default().push(due);
    }
    for group in groups.values_mut() {
        group.sort_by_key(|due| due.end);
    }
    groups.into_values().flatten().collect()
}

/// When a task is due; `None` where its time is no more than words.
fn find_due(task: &Task, plan_year: i32) -> Option<DueTask<'_>> {
    let time = task.time.as_ref().and_then(Pending::known)?.time.as_ref()?.value;
    let end = time.end(plan_year);
    let (order, label) = match time {
        PlanTime::Recurring(_) => ((i32::MAX, 0, 0), RECURRING.to_owned()),
        PlanTime::At(moment) | PlanTime::Range(_, moment) => {
            group_by_moment(moment, end?)
        }
        // What must be done before a time is due in the month of the day before it.
        PlanTime::Before(_) => group_by_month(end?),
    };
    Some(DueTask { group: order, end, label, task })
}

/// The group of what is due at a moment that ends on this day.
fn group_by_moment(moment: Moment, end: NaiveDate) -> (DueGroup, String) {
    let (year, month_of_end) = (end.year(), end.month());
    let (rank, whole) = match moment {
        Moment::Day(_) | Moment::Month { .. } => return group_by_month(end),
        Moment::Quarter { quarter, .. } => {
            (1, Moment::Quarter { quarter, year: Some(year) })
        }
        Moment::Year(_) => (2, moment),
    };
    ((year, month_of_end, rank), capitalise_first(&whole.to_text()))
}

fn group_by_month(end: NaiveDate) -> (DueGroup, String) {
    let (month, year) = (end.month(), end.year());
    let moment = Moment::Month { month, year: Some(year) };
    ((year, month, 0), capitalise_first(&moment.to_text()))
}

/// What the table leaves out, by why it does.
fn explain_left_out(left: &[&Task], kind: &str) -> Vec<Vec<Inline>> {
    let in_words = |task: &&&Task| task.time.as_ref().and_then(Pending::known).is_some();
    let in_words = left.iter().filter(in_words).count();
    let open = left.len() - in_words;
    let open =
        (open > 0).then(|| format!("{} chưa xác định thời hạn", count_tasks(open)));
    let in_words = (in_words > 0).then(|| {
        format!("{} mà {kind} chỉ nêu thời gian bằng lời", count_tasks(in_words))
    });
    let left: Vec<_> = open.into_iter().chain(in_words).collect();
    if left.is_empty() {
        return Vec::new();
    }
    vec![vec![make_text(format!("Bảng không gồm {}.", left.join(" và ")))]]
}
