//! `phan_cong`: who does what, until when, and what comes of it.

use crate::source::Span;

use super::super::composer::Composer;
use super::fact::TaskFact;
use super::{
    SummaryEntry, SummaryTable, make_cell, make_group_row, make_header_row,
    make_task_columns, make_task_row, number_entries, to_inlines,
};

const WANTED: [TaskFact; 4] =
    [TaskFact::Lead, TaskFact::Partners, TaskFact::Due, TaskFact::Output];

impl Composer<'_> {
    pub(super) fn assignments(&mut self, origin: Span) {
        let plan = self.plan;
        let entries = SummaryEntry::all(plan.tasks(), &|_| true);
        let tasks: Vec<_> = entries.iter().flat_map(SummaryEntry::tasks).collect();
        let facts = self.facts(&tasks, &WANTED);
        let width = facts.columns.len() + 2;
        let mut said = facts.rows.into_iter();
        let mut rows = Vec::new();
        for (number, entry) in number_entries(&entries) {
            let title = self.entry_title(entry);
            if let SummaryEntry::Group(..) = entry {
                rows.push(make_group_row(&number, title, width));
                continue;
            }
            let mut cells = vec![make_cell(to_inlines(&number)), make_cell(title)];
            cells.extend(said.next().unwrap_or_default().into_iter().map(make_cell));
            rows.push(make_task_row(cells, entry.key()));
        }
        let labels = facts.columns.iter().map(|fact| fact.label());
        let own = facts.columns.iter().map(|fact| fact.column());
        let header = vec![make_header_row(["TT", "Nhiệm vụ"].into_iter().chain(labels))];
        let columns = make_task_columns().into_iter().chain(own).collect();
        self.push_summary_table(
            SummaryTable { header, columns, rows, ..SummaryTable::default() },
            origin,
        );
    }
}
