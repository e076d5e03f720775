//! How the columns of a table of tasks look: on which side their text stands, and what
//! share of the width each has.

use crate::form::{ColumnField, TaskField};

use super::super::text::to_text;
use super::super::{Align, Column, Row, RowRole};
use super::TableInput;

/// The share of a column with few words or none: room for its name, and to write in.
const LEAST_SHARE: usize = 6;

/// How many characters of words stand well on the right, under figures.
const SHORT_WORDS: usize = 30;

impl TableInput<'_> {
    /// The columns as the paper has them, with that of the order numbers.
    pub(super) fn document_columns(&self, rows: &[Row]) -> Vec<Column> {
        let order = self.is_numbered().then(Column::order_numbers);
        let is_shared_out = self.columns.iter().any(|column| column.share > 0);
        let first = usize::from(self.is_numbered());
        let others = self.columns.iter().zip(first..).map(|(column, index)| {
            let (align, share) = self.default_look(column.field);
            let is_of_words = share > 0 && !is_shared_out;
            let share = if is_of_words { weigh_words(rows, index) } else { share };
            Column {
                align: column.align.map_or(align, Align::from),
                share: if column.share > 0 { column.share } else { share },
                names: column.field == ColumnField::Title,
                id: Some(column.field.key().to_owned()),
                index: None,
            }
        });
        order.into_iter().chain(others).collect()
    }

    /// Times are short, units and outputs have names of several words; amounts take the
    /// room that they need.
    fn default_look(&self, field: ColumnField) -> (Align, u32) {
        match field {
            ColumnField::Title | ColumnField::Part(TaskField::Activities) => {
                (Align::Left, 10)
            }
            ColumnField::Part(field) => match field {
                TaskField::Activities | TaskField::Assignment => (Align::Left, 10),
                TaskField::Lead | TaskField::Executors | TaskField::Partners => {
                    (Align::Left, 7)
                }
                TaskField::Output => (Align::Left, 8),
                TaskField::Time => (Align::Center, 6),
                TaskField::Manner | TaskField::Place => (Align::Left, 6),
                TaskField::Budget if self.has_bare_amounts() => (Align::Right, 0),
                TaskField::Budget if self.has_amounts_and_short_words() => {
                    (Align::Right, 7)
                }
                TaskField::Budget => (Align::Left, 7),
                TaskField::Note => (Align::Left, 4),
            },
        }
    }

    /// Whether the cells of money are figures alone.
    fn has_bare_amounts(&self) -> bool {
        let mut budgets = self.tasks.iter().filter_map(|task| task.budget.as_ref());
        budgets.all(|budget| budget.text.is_none() && budget.sources.is_empty())
    }

    /// Whether most cells of money are figures alone, and the others have few words: then
    /// these stand under the figures.
    fn has_amounts_and_short_words(&self) -> bool {
        let budgets = self.tasks.iter().filter_map(|task| task.budget.as_ref());
        let budgets: Vec<_> = budgets.collect();
        let words = budgets.iter().filter_map(|budget| budget.text.as_ref());
        let lengths: Vec<_> =
            words.map(|text| text.collect_words().chars().count()).collect();
        budgets.iter().all(|budget| budget.sources.is_empty())
            && lengths.iter().all(|length| *length <= SHORT_WORDS)
            && 2 * lengths.len() <= budgets.len()
    }
}

/// The share of a column by the words in its cells, where the form gives no share to any. A
/// cell of four times the words is twice as wide and twice as tall.
fn weigh_words(rows: &[Row], index: usize) -> u32 {
    let rows = rows.iter().filter(|row| row.role == RowRole::Plain);
    let cells = rows.filter_map(|row| row.cells.get(index));
    let lengths: Vec<_> =
        cells.map(|cell| to_text(&cell.content).chars().count()).collect();
    let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
    let longest = lengths.iter().copied().max().unwrap_or_default();
    // One long cell weighs less than many, and more than none.
    let typical = (3 * mean + longest) / 4;
    let share = (4 * typical).isqrt().max(LEAST_SHARE);
    u32::try_from(share).unwrap_or(u32::MAX)
}
