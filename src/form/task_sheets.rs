//! The rows of data files as tasks, as they come back to the reader of the form.

use crate::source::Span;
use crate::yaml::YamlNode;

/// The rows of the files that a form reads tasks from, as the tasks that they are.
#[derive(Debug, Clone, Default)]
pub struct TaskSheets(Vec<TaskSheet>);

/// What a form has that takes no tasks from files.
pub(super) static NO_SHEETS: TaskSheets = TaskSheets(Vec::new());

/// The rows of one file.
#[derive(Debug, Clone)]
pub struct TaskSheet {
    /// What stands under `du_lieu` in the form.
    pub place: Span,
    /// Tasks and groups, with their places in the joined source.
    pub items: Vec<YamlNode>,
    /// The text of the file in the joined source.
    pub text: Span,
}

impl TaskSheets {
    /// Adds the rows of a file.
    pub fn push(&mut self, sheet: TaskSheet) {
        self.0.push(sheet);
    }

    /// The rows of the file that stands at a place of the form.
    pub(super) fn find(&self, place: Span) -> Option<&TaskSheet> {
        self.0.iter().find(|sheet| sheet.place == place)
    }

    /// The texts of the files that are read within a place of the form.
    pub(super) fn texts_within(&self, area: Span) -> impl Iterator<Item = Span> {
        self.0.iter().filter(move |sheet| area.holds(sheet.place)).map(|sheet| sheet.text)
    }
}
