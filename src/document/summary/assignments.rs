//! `phan_cong`: who does what, until when, and what comes of it.

use crate::source::Span;

use super::super::composer::Composer;
use super::fact::Fact;
use super::{
    Entry, Made, cell, group_row, header, numbered, task_columns, task_row, words,
};

const WANTED: [Fact; 4] = [Fact::Lead, Fact::Partners, Fact::Due, Fact::Output];

impl Composer<'_> {
    pub(super) fn assignments(&mut self, origin: Span) {
        let plan = self.plan;
        let entries = Entry::all(plan.tasks(), &|_| true);
        let tasks: Vec<_> = entries.iter().flat_map(Entry::tasks).collect();
        let facts = self.facts(&tasks, &WANTED);
        let width = facts.columns.len() + 2;
        let mut said = facts.rows.into_iter();
        let mut rows = Vec::new();
        for (number, entry) in numbered(&entries) {
            let title = self.title_of(entry);
            if let Entry::Group(..) = entry {
                rows.push(group_row(&number, title, width));
                continue;
            }
            let mut cells = vec![cell(words(&number)), cell(title)];
            cells.extend(said.next().unwrap_or_default().into_iter().map(cell));
            rows.push(task_row(cells, entry.key()));
        }
        let labels = facts.columns.iter().map(|fact| fact.label());
        let own = facts.columns.iter().map(|fact| fact.column());
        let header = vec![header(["TT", "Nhiệm vụ"].into_iter().chain(labels))];
        let columns = task_columns().into_iter().chain(own).collect();
        self.made_table(Made { header, columns, rows, ..Made::default() }, origin);
    }
}
