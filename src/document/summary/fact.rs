//! What a task says of itself, as cells of a table.

use crate::form::Task;
use crate::language::capitalize_first;
use crate::prose::{Plain, Prose, ProsePiece, TextStyle};
use crate::quantity::Pending;

use super::super::composer::Composer;
use super::super::text::{append_inlines, append_text, strip_end_signs, to_inlines};
use super::super::{Align, Cell, Column, HeaderCell, Inline};
use super::{make_header_row, make_task_columns};

/// Something that a task says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TaskFact {
    /// The unit that leads it.
    Lead,
    /// The units that do it.
    Executors,
    /// The units that take part.
    Partners,
    /// When it is due, or how its time is put in words.
    Due,
    /// What comes of it.
    Output,
}

impl TaskFact {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Lead => "Đơn vị chủ trì",
            Self::Executors => "Đơn vị thực hiện",
            Self::Partners => "Đơn vị phối hợp",
            Self::Due => "Thời hạn",
            Self::Output => "Sản phẩm",
        }
    }

    /// Its column: times are short, units and outputs have names of several words.
    pub(super) fn column(self) -> Column {
        let (align, share) = match self {
            Self::Due => (Align::Center, 6),
            Self::Lead | Self::Executors | Self::Partners => (Align::Left, 7),
            Self::Output => (Align::Left, 8),
        };
        Column::made(align, share)
    }
}

/// What the tasks say of themselves: one row a task, without the columns of which no task
/// says anything.
pub(super) struct TaskFacts {
    /// The columns that are left.
    pub(super) columns: Vec<TaskFact>,
    /// Their cells, a row for each task.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl TaskFacts {
    /// The header of a table that has the task and the facts of it.
    pub(super) fn header(&self) -> Vec<Vec<HeaderCell>> {
        let facts = self.columns.iter().map(|fact| fact.label());
        vec![make_header_row(["TT", "Nhiệm vụ"].into_iter().chain(facts))]
    }

    /// The columns of such a table.
    pub(super) fn document_columns(&self) -> Vec<Column> {
        let facts = self.columns.iter().map(|fact| fact.column());
        make_task_columns().into_iter().chain(facts).collect()
    }
}

impl Composer<'_> {
    pub(super) fn facts(&mut self, tasks: &[&Task], wanted: &[TaskFact]) -> TaskFacts {
        let mut columns = Vec::new();
        let mut rows: Vec<Vec<_>> = tasks.iter().map(|_| Vec::new()).collect();
        for fact in wanted {
            let cells: Vec<_> = tasks.iter().map(|task| self.fact(task, *fact)).collect();
            // A column of nothing but blanks says nothing either.
            if cells.iter().flatten().any(|inline| *inline != Inline::Dots) {
                columns.push(*fact);
                for (row, content) in rows.iter_mut().zip(cells) {
                    row.push(Cell::single(content));
                }
            }
        }
        TaskFacts { columns, rows }
    }

    /// A cell: empty where the task says nothing, a blank where that is not known yet.
    fn fact(&mut self, task: &Task, fact: TaskFact) -> Vec<Inline> {
        let blank = vec![Inline::Dots];
        let units = task.assignment.as_ref().and_then(Pending::known);
        match fact {
            TaskFact::Lead => match &task.assignment {
                Some(Pending::Known(assignment)) => {
                    self.unit_names(assignment.lead.as_slice(), false)
                }
                Some(Pending::Unknown) => blank,
                None => Vec::new(),
            },
            TaskFact::Executors => units
                .map(|known| self.unit_names(&known.executors, known.has_open_executors))
                .unwrap_or_default(),
            TaskFact::Partners => units
                .map(|known| self.unit_names(&known.partners, known.has_open_partners))
                .unwrap_or_default(),
            TaskFact::Due => match &task.time {
                Some(Pending::Known(time)) => match (&time.time, &time.text) {
                    (Some(time), _) => {
                        to_inlines(&capitalize_first(&time.value.to_text()))
                    }
                    (None, Some(text)) => self.prose_cell(text),
                    (None, None) => Vec::new(),
                },
                Some(Pending::Unknown) => blank,
                None => Vec::new(),
            },
            TaskFact::Output => match &task.output {
                Some(Pending::Known(output)) => self.prose_cell(&output.text),
                Some(Pending::Unknown) => blank,
                None => Vec::new(),
            },
        }
    }

    /// Names of units in a cell, and a blank behind them where some are not known yet.
    pub(in crate::document) fn unit_names(
        &mut self,
        units: &[Plain],
        is_open: bool,
    ) -> Vec<Inline> {
        let names = units.iter().map(|unit| self.inlines(&unit.joined()));
        let mut parts: Vec<_> = names.collect();
        parts.extend(is_open.then(|| vec![Inline::Dots]));
        let mut res = Vec::new();
        for part in parts {
            if !res.is_empty() {
                append_text(&mut res, "; ", TextStyle::default());
            }
            append_inlines(&mut res, part);
        }
        res
    }

    /// Prose in a cell: its paragraphs one after another. Its footnotes stand where the
    /// task does.
    fn prose_cell(&mut self, prose: &Prose) -> Vec<Inline> {
        let mut res = Vec::new();
        for para in &prose.paras {
            let pieces: Vec<_> = para
                .pieces
                .iter()
                .filter(|piece| !matches!(piece, ProsePiece::Note { .. }))
                .cloned()
                .collect();
            let mut words = self.inlines(&pieces);
            strip_end_signs(&mut words, &['.', ';', ',']);
            if !res.is_empty() {
                append_text(&mut res, "; ", TextStyle::default());
            }
            append_inlines(&mut res, words);
        }
        res
    }
}
