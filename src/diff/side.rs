//! One of the two sides of a comparison: a version, its paper as a tree, and what of both
//! is looked up. It is made once, since a large plan is asked thousands of times.

use std::collections::HashMap;

use crate::document::{BlockRole, Origin};
use crate::form::{
    Budget, ColumnField, Form, FundingSource, SectionPart, TableId, TableSpec, Task,
    TaskField, TaskItem, collect_all_parts,
};
use crate::plan::Draft;
use crate::prose::Plain;
use crate::source::Span;

use super::printed_task::{self, PrintedTask, TaskSpot};
use super::tree::PaperTree;
use super::version::PlanVersion;

/// A version with all that is looked up in it.
pub(super) struct Side<'a> {
    pub(super) version: &'a PlanVersion,
    pub(super) tree: &'a PaperTree<'a>,
    /// Where each node of the tree stands in the common order of both papers, from 1.
    pub(super) places: Vec<usize>,
    index: SideIndex<'a>,
}

/// Parts of a version by their places in its form.
struct SideIndex<'a> {
    tasks: HashMap<Span, &'a Task>,
    /// The labels that the tasks around each task have in common.
    labels: HashMap<Span, &'a [(TaskField, Plain)]>,
    /// The budgets of its sections.
    budgets: HashMap<Span, &'a Budget>,
    /// The sources of those budgets.
    sources: HashMap<Span, BudgetSource<'a>>,
    tables: HashMap<Span, TableId>,
    /// The first node that prints each table.
    printed: HashMap<Span, usize>,
    /// The tasks in the order of the paper.
    printed_tasks: Vec<PrintedTask<'a>>,
}

/// A source of the budget of a section.
#[derive(Clone, Copy)]
pub(super) struct BudgetSource<'a> {
    pub(super) budget: &'a Budget,
    /// Its index among the sources.
    pub(super) index: usize,
}

impl<'a> BudgetSource<'a> {
    /// The source as the form says it.
    pub(super) fn source(self) -> &'a FundingSource {
        &self.budget.sources[self.index]
    }
}

impl<'a> Side<'a> {
    pub(super) fn new(
        version: &'a PlanVersion,
        tree: &'a PaperTree<'a>,
        places: Vec<usize>,
    ) -> Self {
        Self { version, tree, places, index: SideIndex::new(version.draft(), tree) }
    }

    pub(super) fn draft(&self) -> &'a Draft {
        self.version.draft()
    }

    pub(super) fn form(&self) -> &'a Form {
        self.draft().form()
    }

    /// How the paper calls the part in which a node stands.
    pub(super) fn place(&self, node: usize) -> String {
        self.tree.origin(node).map(|origin| origin.place.clone()).unwrap_or_default()
    }

    /// The tasks in the order of the paper.
    pub(super) fn printed_tasks(&self) -> &[PrintedTask<'a>] {
        &self.index.printed_tasks
    }

    /// The task that stands here in the form.
    pub(super) fn task_at(&self, span: Span) -> Option<&'a Task> {
        self.index.tasks.get(&span).copied()
    }

    /// The label that the tasks around one have in common for a part of each.
    pub(super) fn common_label(
        &self,
        task: &Task,
        field: TaskField,
    ) -> Option<&'a Plain> {
        let mut labels = self.index.labels.get(&task.span)?.iter();
        labels.find(|(labelled, _)| *labelled == field).map(|(_, label)| label)
    }

    /// The budget of a section that stands here in the form.
    pub(super) fn budget_at(&self, span: Span) -> Option<&'a Budget> {
        self.index.budgets.get(&span).copied()
    }

    /// The source of such a budget that stands here in the form.
    pub(super) fn source_at(&self, span: Span) -> Option<BudgetSource<'a>> {
        self.index.sources.get(&span).copied()
    }

    /// The table of the form that a node prints.
    pub(super) fn table_of(&self, node: usize) -> Option<TableId> {
        let origin = self.tree.origin(node).filter(|o| o.role == BlockRole::Table)?;
        self.index.tables.get(&origin.span).copied()
    }

    /// The first node that prints a table of the form.
    pub(super) fn node_of_table(&self, table: &TableSpec) -> Option<usize> {
        self.index.printed.get(&table.span).copied()
    }

    /// The words of a part of a task, as they print: with their label, or as a cell.
    pub(super) fn field_text(&self, task: TaskSpot, field: TaskField) -> String {
        match task {
            TaskSpot::Title(node) => {
                let children = self.tree.nodes[node].children.iter();
                let parts = children
                    .filter(|node| self.tree.role(**node) == BlockRole::Field(field));
                parts.map(|node| self.tree.text(*node)).collect::<Vec<_>>().join(" ")
            }
            TaskSpot::Row { table, row } => {
                self.cell_text(table, row, ColumnField::Part(field))
            }
        }
    }

    /// The title of a task, as it prints.
    pub(super) fn task_title(&self, task: TaskSpot) -> String {
        match task {
            TaskSpot::Title(node) => self.tree.text(node),
            TaskSpot::Row { table, row } => {
                self.cell_text(table, row, ColumnField::Title)
            }
        }
    }

    /// What a row of the table of tasks that a node is says in a column.
    fn cell_text(&self, table: usize, row: usize, field: ColumnField) -> String {
        let table = self.tree.table(table);
        table
            .map(|table| printed_task::get_cell_text(table, &table.rows[row], field))
            .unwrap_or_default()
    }

    /// What the form says at some places.
    fn typed_texts<'s>(&'s self, spans: &'s [Span]) -> impl Iterator<Item = &'s str> {
        spans.iter().map(|span| self.version.written(*span))
    }
}

impl<'a> SideIndex<'a> {
    /// One walk over the parts of the form, and one over the nodes of the paper. Places in
    /// the form are the keys, since the origin of a node on paper has no more than that.
    fn new(draft: &'a Draft, tree: &PaperTree<'_>) -> Self {
        let form = draft.form();
        let tasks = form.tasks().into_iter().map(|task| (task.span, task));
        let mut labels = HashMap::new();
        let mut budgets = HashMap::new();
        let mut sources = HashMap::new();
        for part in collect_all_parts(draft.sections(), draft.appendices()) {
            match part {
                SectionPart::Budget(budget) => {
                    budgets.insert(budget.span, budget);
                    let by_place = budget.sources.iter().zip(0..);
                    sources.extend(by_place.map(|(source, index)| {
                        (source.span, BudgetSource { budget, index })
                    }));
                }
                SectionPart::Tasks(tasks) => {
                    label_tasks(&tasks.items, tasks.layout.labels(), &mut labels);
                }
                SectionPart::Prose(_)
                | SectionPart::Numbered(_)
                | SectionPart::Sections(_)
                | SectionPart::Objectives(_)
                | SectionPart::Units(_)
                | SectionPart::Table(_)
                | SectionPart::FromTasks(_)
                | SectionPart::FromTargets(_)
                | SectionPart::Specimen(_) => {}
            }
        }
        let tasks: HashMap<_, _> = tasks.collect();
        let printed_tasks = printed_task::list_printed_tasks(form, tree, &tasks);
        let tables = form.tables.enumerate();
        let mut printed = HashMap::new();
        for node in 0..tree.len() {
            if let Some(origin) = tree.origin(node).filter(|o| o.role == BlockRole::Table)
            {
                // A table may print several times: the first counts.
                printed.entry(origin.span).or_insert(node);
            }
        }
        Self {
            tasks,
            labels,
            budgets,
            sources,
            tables: tables.map(|(index, table)| (table.span, index)).collect(),
            printed,
            printed_tasks,
        }
    }
}

/// Notes for each task the labels that it has in common with others.
fn label_tasks<'a>(
    items: &'a [TaskItem],
    labels: &'a [(TaskField, Plain)],
    res: &mut HashMap<Span, &'a [(TaskField, Plain)]>,
) {
    for item in items {
        match item {
            TaskItem::Group(group) => label_tasks(&group.items, labels, res),
            TaskItem::Task(task) => {
                res.insert(task.span, labels);
            }
        }
    }
}

/// Whether two forms say the text of two blocks in the same words: then what differs on
/// paper is computed or numbered. `false` for blocks that the engine makes, of which the
/// forms say nothing.
pub(super) fn is_typed_alike(
    old: &Side<'_>,
    old_origin: &Origin,
    new: &Side<'_>,
    new_origin: &Origin,
) -> bool {
    !old_origin.typed.is_empty()
        && old.typed_texts(&old_origin.typed).eq(new.typed_texts(&new_origin.typed))
}

/// Whether a difference of two nodes follows from other edits, as their texts are typed
/// alike.
pub(super) fn is_effect(
    old: &Side<'_>,
    old_node: usize,
    new: &Side<'_>,
    new_node: usize,
) -> bool {
    match (old.tree.origin(old_node), new.tree.origin(new_node)) {
        (Some(old_origin), Some(new_origin)) => {
            is_typed_alike(old, old_origin, new, new_origin)
        }
        _ => false,
    }
}
