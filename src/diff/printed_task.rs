//! Tasks as a paper shows them: under a title of their own, or as a row of a table.

use std::collections::HashMap;

use crate::document::{BlockRole, Cell, Row, RowRole, Table};
use crate::form::{ColumnField, Form, SectionPart, Task};
use crate::source::Span;

use super::tree::{PaperTree, render_plain};

/// Where a task stands in a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum TaskSpot {
    /// Under the title that this node is.
    Title(usize),
    /// In a row of the table that a node is.
    Row {
        /// The node of the table.
        table: usize,
        /// The index of the row.
        row: usize,
    },
}

impl TaskSpot {
    /// The node in which it stands.
    pub(super) fn node(self) -> usize {
        match self {
            Self::Title(node) => node,
            Self::Row { table, .. } => table,
        }
    }
}

/// A task and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct PrintedTask<'a> {
    pub(super) spot: TaskSpot,
    pub(super) task: &'a Task,
}

/// All tasks of a paper, in its order. The rows of a table of tasks are its tasks in their
/// order, those of groups and sums apart.
pub(super) fn list_printed_tasks<'a>(
    form: &'a Form,
    tree: &PaperTree<'_>,
    by_span: &HashMap<Span, &'a Task>,
) -> Vec<PrintedTask<'a>> {
    let mut by_table: HashMap<Span, Vec<&'a Task>> = HashMap::new();
    for part in form.parts() {
        if let SectionPart::Tasks(tasks) = part
            && let Some(table) = tasks.layout.table()
        {
            by_table.insert(table.span, tasks.list());
        }
    }
    let mut res = Vec::new();
    for node in 0..tree.len() {
        let Some(origin) = tree.origin(node) else { continue };
        match (origin.role, tree.table(node)) {
            (BlockRole::Task, _) => {
                let task = by_span.get(&origin.span);
                res.extend(
                    task.map(|task| PrintedTask { spot: TaskSpot::Title(node), task }),
                );
            }
            (BlockRole::TaskTable, Some(table)) => {
                let tasks = by_table.get(&origin.span).into_iter().flatten();
                let rows = list_task_rows(table).zip(tasks);
                res.extend(rows.map(|(row, task)| {
                    let spot = TaskSpot::Row { table: node, row };
                    PrintedTask { spot, task }
                }));
            }
            _ => {}
        }
    }
    res
}

/// The rows of a table that are tasks.
fn list_task_rows(table: &Table) -> impl Iterator<Item = usize> {
    let rows = table.rows.iter().enumerate();
    rows.filter(|(_, row)| row.role == RowRole::Plain).map(|(index, _)| index)
}

/// The row of the group in which a row stands: the last above it.
pub(super) fn find_group(table: &Table, row: usize) -> Option<usize> {
    let above = table.rows.get(..row)?;
    above.iter().rposition(|row| row.role == RowRole::Group)
}

/// The name of a group, without its number; `None` for another row.
pub(super) fn name_group(row: &Row) -> Option<String> {
    let name = row.cells.get(row.named?)?;
    (row.role == RowRole::Group).then(|| render_plain(&name.content))
}

/// What a row of a table of tasks says of its task in a column; empty where it has none.
pub(super) fn get_cell_text(table: &Table, row: &Row, field: ColumnField) -> String {
    let cell = get_cell(table, row, field);
    cell.map(|cell| render_plain(&cell.content)).unwrap_or_default()
}

/// The cell of a row of a table of tasks in a column.
pub(super) fn get_cell<'t>(
    table: &Table,
    row: &'t Row,
    field: ColumnField,
) -> Option<&'t Cell> {
    let key = Some(field.key());
    let column = table.columns.iter().position(|column| column.id.as_deref() == key);
    // The row of a task has a cell for each column.
    column.and_then(|column| row.cells.get(column))
}
