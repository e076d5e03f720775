//! What a task says of itself, as cells of a table.

use crate::form::Task;
use crate::language::capitalise_first;
use crate::prose::{Piece, Plain, Prose, Style};
use crate::quantity::Pending;

use super::super::composer::Composer;
use super::super::text::{append_inlines, push_text, strip_end_signs};
use super::super::{Align, Column, Inline};
use super::to_inlines;

/// Something that a task says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TaskFact {
    Lead,
    Partners,
    Due,
    Output,
}

impl TaskFact {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Lead => "Đơn vị chủ trì",
            Self::Partners => "Đơn vị phối hợp",
            Self::Due => "Thời hạn",
            Self::Output => "Sản phẩm",
        }
    }

    /// Its column: times are short, units and outputs have names of several words.
    pub(super) fn column(self) -> Column {
        let (align, share) = match self {
            Self::Due => (Align::Center, 6),
            Self::Lead | Self::Partners => (Align::Left, 7),
            Self::Output => (Align::Left, 8),
        };
        Column { align, share, id: None, index: None }
    }
}

/// What the tasks say of themselves: one row a task, without the columns of which no task
/// says anything.
pub(super) struct TaskFacts {
    /// The columns that are left.
    pub(super) columns: Vec<TaskFact>,
    /// Their cells, a row for each task.
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

impl Composer<'_> {
    pub(super) fn facts(&mut self, tasks: &[&Task], wanted: &[TaskFact]) -> TaskFacts {
        let mut columns = Vec::new();
        let mut rows: Vec<Vec<_>> = tasks.iter().map(|_| Vec::new()).collect();
        for fact in wanted {
            let cells: Vec<_> = tasks.iter().map(|task| self.fact(task, *fact)).collect();
            let said = |inline: &Inline| *inline != Inline::Dots;
            if cells.iter().flatten().any(said) {
                columns.push(*fact);
                rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
            }
        }
        TaskFacts { columns, rows }
    }

    /// A cell: empty where the task says nothing, a blank where that is known to be open.
    fn fact(&mut self, task: &Task, fact: TaskFact) -> Vec<Inline> {
        let open = vec![Inline::Dots];
        match fact {
            TaskFact::Lead => match &task.assignment {
                Some(Pending::Known(assignment)) => self.name(&assignment.lead),
                Some(Pending::Unknown) => open,
                None => Vec::new(),
            },
            TaskFact::Partners => {
                let assignment = task.assignment.as_ref().and_then(Pending::known);
                let partners = assignment.map_or(&[][..], |a| &a.partners);
                self.names(partners)
            }
            TaskFact::Due => match &task.time {
                Some(Pending::Known(time)) => match (&time.time, &time.text) {
                    (Some(at), _) => to_inlines(&capitalise_first(&at.value.to_text())),
                    (None, Some(text)) => self.prose_cell(text),
                    (None, None) => Vec::new(),
                },
                Some(Pending::Unknown) => open,
                None => Vec::new(),
            },
            TaskFact::Output => match &task.output {
                Some(Pending::Known(output)) => self.prose_cell(&output.text),
                Some(Pending::Unknown) => open,
                None => Vec::new(),
            },
        }
    }

    fn name(&mut self, name: &Plain) -> Vec<Inline> {
        self.inlines(&name.joined())
    }

    fn names(&mut self, names: &[Plain]) -> Vec<Inline> {
        let mut res = Vec::new();
        for name in names {
            if !res.is_empty() {
                push_text(&mut res, "; ", Style::default());
            }
            let name = self.name(name);
            append_inlines(&mut res, name);
        }
        res
    }

    /// Prose in a cell: its paragraphs one after another. Its footnotes stand where the
    /// task does.
    fn prose_cell(&mut self, prose: &Prose) -> Vec<Inline> {
        let mut res = Vec::new();
        for para in &prose.paras {
            let said = |piece: &&Piece| !matches!(piece, Piece::Note { .. });
            let pieces: Vec<_> = para.pieces.iter().filter(said).cloned().collect();
            let mut words = self.inlines(&pieces);
            strip_end_signs(&mut words, &['.', ';', ',']);
            if !res.is_empty() {
                push_text(&mut res, "; ", Style::default());
            }
            append_inlines(&mut res, words);
        }
        res
    }
}
