//! Texts of tasks: their labels or their table, and what each says.

use crate::quantity::Pending;

use super::super::{
    Assignment, LabelledText, OrderColumn, Task, TaskColumn, TaskColumns, TaskGroup,
    TaskItem, TaskLabels, TaskLayout, TaskTable, TaskTime, TaskTotal,
};
use super::{Role, TextCollector};

impl<'f> TextCollector<'f> {
    pub(super) fn task_layout(&mut self, layout: &'f TaskLayout) {
        match layout {
            TaskLayout::Labelled(TaskLabels { labels, marker: _, emphasis: _ }) => {
                self.others(labels.iter().map(|(_, label)| label));
            }
            TaskLayout::Table(table) => self.task_table(table),
        }
    }

    fn task_table(&mut self, table: &'f TaskTable) {
        let TaskTable {
            caption,
            order,
            numbering: _,
            columns,
            has_unread_column: _,
            unit: _,
            column_numbers: _,
            total,
            orientation: _,
            notes,
            span: _,
        } = table;
        self.others(caption);
        if let OrderColumn::Named(label) = order {
            self.others([label]);
        }
        if let TaskColumns::Chosen(columns) = columns {
            for TaskColumn { field: _, label, align: _, share: _, span: _ } in columns {
                self.others(label);
            }
        }
        if let Some(TaskTotal { label, span: _ }) = total {
            self.others(label);
        }
        self.others(notes);
    }

    pub(super) fn items(&mut self, items: &'f [TaskItem]) {
        for item in items {
            match item {
                TaskItem::Group(TaskGroup { id: _, title, numbering: _, items }) => {
                    self.plain(Role::Title, title);
                    self.items(items);
                }
                TaskItem::Task(task) => self.task(task),
            }
        }
    }

    /// A part of a task that is pending has no words yet.
    fn task(&mut self, task: &'f Task) {
        let Task {
            id: _,
            title,
            emphasis: _,
            marker: _,
            activities,
            manner,
            place,
            time,
            output,
            budget,
            assignment,
            note,
            span: _,
        } = task;
        self.plain(Role::Title, title);
        let texts = [activities, manner, place, output, note];
        for text in texts.into_iter().flatten().filter_map(Pending::known) {
            let LabelledText { label, run_in: _, text } = text;
            self.others(label);
            self.prose(text);
        }
        if let Some(Pending::Known(TaskTime { label, run_in: _, time: _, text })) = time {
            self.others(label);
            self.proses(text);
        }
        budget.iter().for_each(|budget| self.budget(budget));
        assignment.iter().filter_map(Pending::known).for_each(|a| self.assignment(a));
    }

    fn assignment(&mut self, assignment: &'f Assignment) {
        let Assignment {
            label,
            run_in: _,
            lead,
            executors,
            has_open_executors: _,
            partners,
            has_open_partners: _,
            text,
        } = assignment;
        self.others(label.iter().chain(lead));
        self.others(executors.iter().chain(partners));
        self.proses(text);
    }
}
