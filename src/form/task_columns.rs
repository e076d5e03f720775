//! Which columns a table of tasks has, by what its tasks say.

use super::task::Task;
use super::task_field::TaskField;
use super::task_table::{ColumnField, TaskColumn, TaskColumns, TaskTable};

/// The order of the usual columns: as offices have them.
const USUAL: [TaskField; 10] = [
    TaskField::Activities,
    TaskField::Manner,
    TaskField::Place,
    TaskField::Lead,
    TaskField::Executors,
    TaskField::Partners,
    TaskField::Time,
    TaskField::Output,
    TaskField::Budget,
    TaskField::Note,
];

impl TaskTable {
    /// The columns from left to right, for these tasks. A usual table always says who leads
    /// and when, which a plan owes.
    #[must_use]
    pub fn columns(&self, tasks: &[&Task]) -> Vec<TaskColumn> {
        match &self.columns {
            TaskColumns::Chosen(columns) => columns.clone(),
            TaskColumns::Usual => {
                let is_led = !tasks.iter().any(|task| task.says(TaskField::Executors));
                let parts = USUAL.into_iter().filter(|field| {
                    let is_owed =
                        *field == TaskField::Time || *field == TaskField::Lead && is_led;
                    is_owed || tasks.iter().any(|task| task.says(*field))
                });
                let fields = parts.map(ColumnField::Part);
                std::iter::once(ColumnField::Title)
                    .chain(fields)
                    .map(TaskColumn::usual)
                    .collect()
            }
        }
    }

    /// Whether a column prints a part of these tasks; that of the whole assignment prints
    /// who leads, who does it and who takes part.
    #[must_use]
    pub fn shows(&self, tasks: &[&Task], field: TaskField) -> bool {
        self.columns(tasks).iter().any(|column| column.shows(field))
    }
}
