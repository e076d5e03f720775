//! Tables that are made from the tasks: who does what, what it costs, when it is due.
//!
//! | file | what it does |
//! |---|---|
//! | `fact` | what a task says of itself, as cells |
//! | `assignments` | tasks with lead, partners, deadline, output |
//! | `budget` | tasks with their money by source, the total and its words |
//! | `deadlines` | tasks by the month in which they are due |

mod assignments;
mod budget;
mod deadlines;
mod fact;

pub(super) use budget::{AmountSum, explain_without_amount, sum_whole_amounts};

use crate::form::{Spanned, Task, TaskGroup, TaskItem, TaskSummary};
use crate::language::{capitalize_first, to_roman};
use crate::source::Span;

use super::composer::Composer;
use super::origin::{BlockRole, Origin};
use super::text::{to_inlines, to_text};
use super::{
    Align, Block, Cell, Column, HeaderCell, Inline, Orientation, Row, RowRole, Table,
};

impl Composer<'_> {
    pub(super) fn summary(&mut self, summary: Spanned<TaskSummary>) {
        self.as_role(BlockRole::Generated, |c| match summary.value {
            TaskSummary::Assignments => c.assignments(summary.span),
            TaskSummary::Budget => c.budget_table(summary.span),
            TaskSummary::Deadlines => c.deadlines(summary.span),
        });
    }

    /// The title of a task or a group, as a cell.
    fn entry_title(&mut self, entry: &SummaryEntry<'_>) -> Vec<Inline> {
        let title = match entry {
            SummaryEntry::Group(group, _) => &group.title,
            SummaryEntry::Task(task) => &task.title,
        };
        to_inlines(&capitalize_first(&to_text(&self.inlines(&title.joined()))))
    }

    fn push_summary_table(&mut self, table: SummaryTable, origin: Span) {
        let SummaryTable { unit, header, columns, rows, notes } = table;
        let words = columns.iter().filter(|column| column.share > 0).count();
        self.push(Block::Table(Table {
            caption: None,
            unit,
            header,
            column_numbers: false,
            columns,
            rows,
            blank_height: 0,
            notes,
            orientation: self.turn_page(words),
            origin: self.with_place(Origin::new(BlockRole::Generated, origin)),
        }));
    }

    /// The page of a table with so many columns of words, where the form does not say: many
    /// read better on a landscape one, and an appendix has pages of its own to turn.
    pub(super) fn turn_page(&self, words: usize) -> Option<Orientation> {
        let is_wide = self.is_in_appendix() && words >= MANY_WORDS;
        is_wide.then_some(Orientation::Landscape)
    }
}

/// Columns of words from which on a table of an appendix asks for a landscape page.
const MANY_WORDS: usize = 5;

/// What differs between the tables.
#[derive(Default)]
struct SummaryTable {
    unit: Option<String>,
    header: Vec<Vec<HeaderCell>>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    notes: Vec<Vec<Inline>>,
}

/// A task that a table shows, or a group that has such tasks.
pub(super) enum SummaryEntry<'p> {
    Group(&'p TaskGroup, Vec<SummaryEntry<'p>>),
    Task(&'p Task),
}

impl<'p> SummaryEntry<'p> {
    /// The tasks that a table shows, in their groups.
    pub(super) fn all(
        items: impl IntoIterator<Item = &'p TaskItem>,
        shows: &dyn Fn(&Task) -> bool,
    ) -> Vec<Self> {
        let mut res = Vec::new();
        for item in items {
            match item {
                TaskItem::Group(group) => {
                    let children = Self::all(&group.items, shows);
                    if !children.is_empty() {
                        res.push(Self::Group(group, children));
                    }
                }
                TaskItem::Task(task) if shows(task) => res.push(Self::Task(task)),
                TaskItem::Task(_) => {}
            }
        }
        res
    }

    /// What tells it from the others: its id, else its title.
    fn key(&self) -> String {
        let (id, title) = match self {
            Self::Group(group, _) => (&group.id, &group.title),
            Self::Task(task) => (&task.id, &task.title),
        };
        id.as_ref().map_or_else(|| title.collect_words(), |id| id.value.clone())
    }

    /// How many rows it takes: one, and those of what stands below it.
    pub(super) fn count_rows(&self) -> usize {
        match self {
            Self::Group(_, children) => {
                1 + children.iter().map(Self::count_rows).sum::<usize>()
            }
            Self::Task(_) => 1,
        }
    }

    /// The tasks of an entry.
    fn tasks(&self) -> Vec<&'p Task> {
        match self {
            Self::Group(_, children) => children.iter().flat_map(Self::tasks).collect(),
            Self::Task(task) => vec![task],
        }
    }
}

/// Entries from above to below with their order numbers: `I`, `1`, `1.1` where there are
/// groups, else `1`, `2`.
pub(super) fn number_entries<'e, 'p>(
    entries: &'e [SummaryEntry<'p>],
) -> Vec<(String, &'e SummaryEntry<'p>)> {
    let has_groups = entries.iter().any(|entry| matches!(entry, SummaryEntry::Group(..)));
    let mut res = Vec::new();
    for (count, entry) in (1_usize..).zip(entries) {
        let number = if has_groups { to_roman(count) } else { count.to_string() };
        res.push((number, entry));
        if let SummaryEntry::Group(_, children) = entry {
            number_below(children, "", &mut res);
        }
    }
    res
}

fn number_below<'e, 'p>(
    entries: &'e [SummaryEntry<'p>],
    prefix: &str,
    res: &mut Vec<(String, &'e SummaryEntry<'p>)>,
) {
    for (count, entry) in (1_usize..).zip(entries) {
        let number = format!("{prefix}{count}");
        res.push((number.clone(), entry));
        if let SummaryEntry::Group(_, children) = entry {
            number_below(children, &format!("{number}."), res);
        }
    }
}

/// A header of one row.
fn make_header_row<'l>(labels: impl IntoIterator<Item = &'l str>) -> Vec<HeaderCell> {
    labels.into_iter().map(|label| make_header_cell(label, 1, 1)).collect()
}

pub(super) fn make_header_cell(
    label: impl Into<String>,
    columns: u32,
    rows: u32,
) -> HeaderCell {
    HeaderCell { label: label.into(), columns, rows }
}

/// The columns of the order number and of the task, which has the longest text.
fn make_task_columns() -> [Column; 2] {
    [Column::order_numbers(), Column::made(Align::Left, 10).naming_rows()]
}

/// The columns of the order number and of the task, and behind them those of figures and
/// words; all as wide as their content asks for.
fn align_columns(aligns: impl IntoIterator<Item = Align>) -> Vec<Column> {
    let task = [Column::order_numbers(), Column::made(Align::Left, 0).naming_rows()];
    let others = aligns.into_iter().map(|align| Column::made(align, 0));
    task.into_iter().chain(others).collect()
}

/// A row that is the name of what stands below it.
pub(super) fn make_group_row(number: &str, title: Vec<Inline>, columns: usize) -> Row {
    let columns = u32::try_from(columns - 1).unwrap_or(1);
    let key = to_text(&title);
    let cells = vec![Cell::single(to_inlines(number)), Cell::wide(title, columns)];
    Row { role: RowRole::Group, named: Some(1), cells, key, place: None }
}

/// `06 nhiệm vụ`.
fn format_task_count(tasks: usize) -> String {
    format!("{tasks:02} nhiệm vụ")
}

/// A row that is no sum and no name, without a cell that a page repeats.
pub(super) fn make_plain_row(cells: Vec<Cell>, key: String) -> Row {
    Row { role: RowRole::Plain, named: None, cells, key, place: None }
}

#[cfg(test)]
mod tests;
