//! `thoi_gian`: the tasks by the month in which they are due.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::form::{Task, TaskSummary};
use crate::language::capitalize_first;
use crate::quantity::{Moment, Pending, PlanTime};
use crate::source::Span;

use super::super::composer::Composer;
use super::super::text::to_inlines;
use super::super::{Cell, Inline, Row, RowRole};
use super::fact::{TaskFact, TaskFacts};
use super::{SummaryEntry, SummaryTable, format_task_count, make_plain_row};

/// What is shown of a task, in the order of the columns.
const WANTED: [TaskFact; 4] =
    [TaskFact::Due, TaskFact::Lead, TaskFact::Executors, TaskFact::Output];

/// What recurs has no end; its group is the last.
const RECURRING: &str = "Thường xuyên";

/// Where a group of tasks stands in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct DueGroup {
    year: i32,
    /// Its last month, from 1.
    month: u32,
    /// Of groups that end in one month: 0 the month, 1 the quarter, 2 the year.
    rank: u32,
}

impl DueGroup {
    /// The group of what recurs, after all others.
    const RECURRING: Self = Self { year: i32::MAX, month: 0, rank: 0 };
}

/// When a task is due.
struct DueTask<'p> {
    group: DueGroup,
    /// The last day on which it may be done; `None` where it recurs.
    end: Option<NaiveDate>,
    /// The name of its group: `Tháng 3 năm 2025`.
    label: String,
    task: &'p Task,
}

impl Composer<'_> {
    /// Adds the table. A note below it counts the tasks that have no time to sort them by.
    pub(super) fn deadlines(&mut self, origin: Span) {
        let plan = self.plan;
        let all = SummaryEntry::all(plan.tasks(), &|_| true);
        let all: Vec<_> = all.iter().flat_map(SummaryEntry::tasks).collect();
        let (shown, left): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|task| TaskSummary::Deadlines.shows(task));
        let dues = order_by_time(
            shown.into_iter().filter_map(|task| find_due(task, plan.year())),
        );
        let tasks: Vec<_> = dues.iter().map(|due| due.task).collect();
        let facts = self.facts(&tasks, &WANTED);
        let table = SummaryTable {
            unit: None,
            header: facts.header(),
            columns: facts.document_columns(),
            notes: explain_left_out(&left, plan.kind().name),
            rows: self.month_rows(&dues, facts),
        };
        self.push_summary_table(table, origin);
    }

    /// The rows of the tasks, numbered through, with a row before the first of each group.
    /// `dues` stand in the order of time and `facts` in theirs.
    fn month_rows(&mut self, dues: &[DueTask<'_>], facts: TaskFacts) -> Vec<Row> {
        let columns = u32::try_from(facts.columns.len() + 2).unwrap_or(1);
        let mut rows = Vec::new();
        let mut group = None;
        for (index, (due, task_cells)) in dues.iter().zip(facts.rows).enumerate() {
            if group != Some(due.group) {
                group = Some(due.group);
                let cells = vec![Cell::wide(to_inlines(&due.label), columns)];
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
            let number = (index + 1).to_string();
            let mut cells = vec![Cell::single(to_inlines(&number)), Cell::single(title)];
            cells.extend(task_cells);
            rows.push(make_plain_row(cells, entry.key()));
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
    let (group, label) = match time {
        PlanTime::Recurring(_) => (DueGroup::RECURRING, RECURRING.to_owned()),
        PlanTime::At(moment) | PlanTime::Range(_, moment) => {
            group_by_moment(moment, end?)
        }
        // What must be done before a time is due in the month of the day before it.
        PlanTime::Before(_) => group_by_month(end?),
    };
    Some(DueTask { group, end, label, task })
}

/// The group of what is due at a moment that ends on this day, and its name.
fn group_by_moment(moment: Moment, end: NaiveDate) -> (DueGroup, String) {
    let year = end.year();
    let (rank, named) = match moment {
        Moment::Day(_) | Moment::Month { .. } => return group_by_month(end),
        Moment::Quarter { quarter, .. } => {
            (1, Moment::Quarter { quarter, year: Some(year) })
        }
        Moment::Year(_) => (2, moment),
    };
    let group = DueGroup { year, month: end.month(), rank };
    (group, capitalize_first(&named.to_text()))
}

/// The group of the month of this day, and its name.
fn group_by_month(end: NaiveDate) -> (DueGroup, String) {
    let year = end.year();
    let month = end.month();
    let named = Moment::Month { month, year: Some(year) };
    (DueGroup { year, month, rank: 0 }, capitalize_first(&named.to_text()))
}

/// What the table leaves out, by why it does.
fn explain_left_out(left: &[&Task], kind: &str) -> Vec<Vec<Inline>> {
    let in_words = left
        .iter()
        .filter(|task| task.time.as_ref().and_then(Pending::known).is_some())
        .count();
    let pending = left.len() - in_words;
    let mut reasons = Vec::new();
    if pending > 0 {
        reasons.push(format!("{} chưa xác định thời hạn", format_task_count(pending)));
    }
    if in_words > 0 {
        let tasks = format_task_count(in_words);
        reasons.push(format!("{tasks} mà {kind} chỉ nêu thời gian bằng lời"));
    }
    if reasons.is_empty() {
        return Vec::new();
    }
    vec![vec![Inline::plain(format!("Bảng không gồm {}.", reasons.join(" và ")))]]
}
