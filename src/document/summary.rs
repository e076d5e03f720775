//! Tables that are made from the tasks: who does what, what it costs, when it is due.
//!
//! | file | holds |
//! |---|---|
//! | `assignments` | tasks with lead, partners, deadline, output |
//! | `budget` | tasks with their money by source, the total and its words |
//! | `deadlines` | tasks by the month in which they are due |
//! | `fact` | what a task says of itself, as cells |

mod assignments;
mod budget;
mod deadlines;
mod fact;

use crate::form::{At, Summary, Task, TaskGroup, TaskItem};
use crate::language::{capitalise_first, roman};
use crate::prose::Style;
use crate::source::Span;

use super::composer::Composer;
use super::origin::{Origin, Role};
use super::text::{flat, push};
use super::{Align, Block, Cell, Column, HeaderCell, Inline, Row, RowRole, Table, Turn};

impl Composer<'_> {
    pub(super) fn summary(&mut self, summary: At<Summary>) {
        self.as_role(Role::Made, |c| match summary.value {
            Summary::Assignments => c.assignments(summary.span),
            Summary::Budget => c.budget_table(summary.span),
            Summary::Deadlines => c.deadlines(summary.span),
        });
    }

    /// The title of a task or a group, as a cell.
    fn title_of(&mut self, entry: &Entry<'_>) -> Vec<Inline> {
        let title = match entry {
            Entry::Group(group, _) => &group.title,
            Entry::Task(task) => &task.title,
        };
        words(&capitalise_first(&flat(&self.inlines(&title.joined()))))
    }

    fn made_table(&mut self, made: Made, origin: Span) {
        let Made { unit, header, columns, rows, notes } = made;
        let caption = None;
        // Many columns of words lie better, where the pages are the table's own.
        let words = columns.iter().filter(|c| c.share > 0).count();
        let wide = self.is_in_appendix() && words >= MANY_WORDS;
        let turn = wide.then_some(Turn::Landscape);
        self.push(Block::Table(Table {
            caption,
            unit,
            header,
            columns,
            rows,
            notes,
            turn,
            origin: self.placed(Origin::new(Role::Made, origin)),
        }));
    }
}

/// Columns of words from which on a table of an appendix lies.
const MANY_WORDS: usize = 5;

/// What differs between the tables.
#[derive(Default)]
struct Made {
    unit: Option<String>,
    header: Vec<Vec<HeaderCell>>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    notes: Vec<Vec<Inline>>,
}

/// A task that a table shows, or a group that has such tasks.
enum Entry<'p> {
    Group(&'p TaskGroup, Vec<Entry<'p>>),
    Task(&'p Task),
}

impl<'p> Entry<'p> {
    /// The tasks that a table shows, in their groups.
    fn all(
        items: impl IntoIterator<Item = &'p TaskItem>,
        shows: &dyn Fn(&Task) -> bool,
    ) -> Vec<Self> {
        let entry = |item: &'p TaskItem| match item {
            TaskItem::Group(group) => {
                let children = Self::all(&group.items, shows);
                (!children.is_empty()).then_some(Self::Group(group, children))
            }
            TaskItem::Task(task) => shows(task).then_some(Self::Task(task)),
        };
        items.into_iter().filter_map(entry).collect()
    }

    /// What tells it from the others: its id, else its title.
    fn key(&self) -> String {
        let (id, title) = match self {
            Self::Group(group, _) => (&group.id, &group.title),
            Self::Task(task) => (&task.id, &task.title),
        };
        id.as_ref().map_or_else(|| title.words(), |id| id.value.clone())
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
fn numbered<'e, 'p>(entries: &'e [Entry<'p>]) -> Vec<(String, &'e Entry<'p>)> {
    let groups = entries.iter().any(|entry| matches!(entry, Entry::Group(..)));
    let mut res = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        let number = if groups { roman(i + 1) } else { (i + 1).to_string() };
        res.push((number, entry));
        if let Entry::Group(_, children) = entry {
            below(children, "", &mut res);
        }
    }
    res
}

fn below<'e, 'p>(
    entries: &'e [Entry<'p>],
    prefix: &str,
    res: &mut Vec<(String, &'e Entry<'p>)>,
) {
    for (i, entry) in entries.iter().enumerate() {
        let number = format!("{prefix}{}", i + 1);
        res.push((number.clone(), entry));
        if let Entry::Group(_, children) = entry {
            below(children, &format!("{number}."), res);
        }
    }
}

/// A header of one row.
fn header<'l>(labels: impl IntoIterator<Item = &'l str>) -> Vec<HeaderCell> {
    labels.into_iter().map(|label| head(label, 1, 1)).collect()
}

fn head(label: &str, columns: u32, rows: u32) -> HeaderCell {
    HeaderCell { label: label.to_owned(), columns, rows }
}

/// The columns of the order number and of the task, which has the longest text.
fn task_columns() -> [Column; 2] {
    let column = |align, share| Column { align, share, id: None, index: None };
    [order_column(), column(Align::Left, 10)]
}

fn order_column() -> Column {
    Column {
        align: Align::Center,
        share: 0,
        id: Some(super::ORDER.to_owned()),
        index: None,
    }
}

/// Columns as wide as their content asks for; the first is that of the order numbers.
fn set(aligns: impl IntoIterator<Item = Align>) -> Vec<Column> {
    let mut res: Vec<_> = aligns
        .into_iter()
        .map(|align| Column { align, share: 0, id: None, index: None })
        .collect();
    if let Some(first) = res.first_mut() {
        *first = order_column();
    }
    res
}

fn cell(content: Vec<Inline>) -> Cell {
    Cell { content, columns: 1 }
}

fn words(words: &str) -> Vec<Inline> {
    let mut res = Vec::new();
    push(&mut res, words, Style::default());
    res
}

/// A row that is the name of what stands below it.
fn group_row(number: &str, title: Vec<Inline>, columns: usize) -> Row {
    let columns = u32::try_from(columns - 1).unwrap_or(1);
    let key = flat(&title);
    let cells = vec![cell(words(number)), Cell { content: title, columns }];
    Row { role: RowRole::Group, named: Some(1), cells, key, place: None }
}

/// `06 nhiệm vụ`.
fn count(tasks: usize) -> String {
    format!("{tasks:02} nhiệm vụ")
}

#[cfg(test)]
mod tests;

/// The row of a task: no sum, and no cell that a page repeats.
fn task_row(cells: Vec<Cell>, key: String) -> Row {
    Row { role: RowRole::Plain, named: None, cells, key, place: None }
}
