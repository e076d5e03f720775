//! What of a version is looked up by where the form says it: made once, since a large
//! plan is asked thousands of times.

use std::collections::HashMap;

use super::super::tree::Tree;
use super::super::version::Version;
use crate::document::Role;
use crate::form::{Budget, FundingSource, Part, Task, parts};
use crate::source::Span;

/// Parts of one version by their places in its form.
pub(super) struct Index<'a> {
    /// Its tasks.
    pub(super) tasks: HashMap<Span, &'a Task>,
    /// The budgets of its sections.
    pub(super) budgets: HashMap<Span, &'a Budget>,
    /// The sources of those budgets.
    pub(super) sources: HashMap<Span, &'a FundingSource>,
    /// The first nodes that print its tables.
    pub(super) tables: HashMap<Span, usize>,
}

impl<'a> Index<'a> {
    pub(super) fn new(version: &'a Version, tree: &Tree<'_>) -> Self {
        let draft = version.draft();
        let tasks = draft.form().tasks().into_iter().map(|task| (task.span, task));
        let budgets = parts(draft.sections(), draft.appendices());
        let budgets = budgets.into_iter().filter_map(|part| match part {
            Part::Budget(budget) => Some((budget.span, budget)),
            _ => None,
        });
        let budgets: HashMap<_, _> = budgets.collect();
        let mut sources = HashMap::new();
        for budget in parts(draft.sections(), draft.appendices()) {
            if let Part::Budget(budget) = budget {
                sources.extend(budget.sources.iter().map(|source| (source.span, source)));
            }
        }
        let mut tables = HashMap::new();
        for at in 0..tree.len() {
            if let Some(origin) = tree.origin(at).filter(|o| o.role == Role::Table) {
                tables.entry(origin.span).or_insert(at);
            }
        }
        Self { tasks: tasks.collect(), budgets, sources, tables }
    }
}
