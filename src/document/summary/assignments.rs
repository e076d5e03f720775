//! `phan_cong`: who does what, until when, and what comes of it.

use crate::form::TaskSummary;
use crate::source::Span;

use super::super::Cell;
use super::super::composer::Composer;
use super::super::text::to_inlines;
use super::fact::TaskFact;
use super::{SummaryEntry, SummaryTable, make_group_row, make_plain_row, number_entries};

/// What is shown of a task, in the order of the columns.
const WANTED: [TaskFact; 5] = [
    TaskFact::Lead,
    TaskFact::Executors,
    TaskFact::Partners,
    TaskFact::Due,
    TaskFact::Output,
];

impl Composer<'_> {
    /// Adds the table: all tasks in their groups, but for those that a table of tasks says
    /// as much of. A group has a row of its name; only tasks
    /// take a row of facts, so that these are drawn in step with the tasks.
    pub(super) fn assignments(&mut self, origin: Span) {
        let plan = self.plan;
        let entries =
            SummaryEntry::all(plan.tasks_of(TaskSummary::Assignments), &|_| true);
        let tasks: Vec<_> = entries.iter().flat_map(SummaryEntry::tasks).collect();
        let facts = self.facts(&tasks, &WANTED);
        let width = facts.columns.len() + 2;
        let header = facts.header();
        let columns = facts.document_columns();
        let mut task_cells = facts.rows.into_iter();
        let mut rows = Vec::new();
        for (number, entry) in number_entries(&entries) {
            let title = self.entry_title(entry);
            if let SummaryEntry::Group(..) = entry {
                rows.push(make_group_row(&number, title, width));
                continue;
            }
            let mut cells = vec![Cell::single(to_inlines(&number)), Cell::single(title)];
            cells.extend(task_cells.next().unwrap_or_default());
            rows.push(make_plain_row(cells, entry.key()));
        }
        let table = SummaryTable { header, columns, rows, ..SummaryTable::default() };
        self.push_summary_table(table, origin);
    }
}
