//! Tasks as the rows of a table, in the columns that the form chooses.
//!
//! | file | what it does |
//! |---|---|
//! | `look` | the sides on which columns stand, and how wide they are |

mod look;

use crate::form::{
    ColumnField, LabelledText, OrderColumn, Spanned, TOTAL_NAME, Task, TaskColumn,
    TaskField, TaskGroup, TaskNumbering, TaskTable, TaskTime, Tasks,
};
use crate::indicator::Figures;
use crate::language::{capitalize_first, format_exact, to_roman};
use crate::prose::{Plain, Prose, TextStyle};
use crate::quantity::{Money, MoneyScale, Pending};

use super::composer::Composer;
use super::origin::{BlockRole, Origin};
use super::summary::{
    AmountSum, SummaryEntry, explain_without_amount, make_header_cell, make_plain_row,
    number_entries, sum_whole_amounts,
};
use super::task::FieldWords;
use super::text::{append_inlines, append_text, join_lines, to_inlines, to_text};
use super::{Block, Cell, HeaderCell, ID_KEY, Inline, Orientation, Row, RowRole, Table};

/// Tasks that print as a table, with what is known of it before its rows are set.
struct TableInput<'f> {
    table: &'f TaskTable,
    /// All its tasks, in order.
    tasks: Vec<&'f Task>,
    /// Its columns, but that of the order numbers.
    columns: Vec<TaskColumn>,
    /// In what its amounts are counted.
    scale: MoneyScale,
}

impl<'f> TableInput<'f> {
    fn new(tasks: &'f Tasks, table: &'f TaskTable) -> Self {
        let list = tasks.list();
        let columns = table.columns(&list);
        Self { table, tasks: list, columns, scale: get_scale(table) }
    }

    fn is_numbered(&self) -> bool {
        !matches!(self.table.order, OrderColumn::None)
    }

    fn has(&self, field: TaskField) -> bool {
        self.columns.iter().any(|column| column.field == ColumnField::Part(field))
    }

    /// Whether a column has the blank where nothing is known yet of who does a task.
    fn is_for_open_units(&self, field: TaskField) -> bool {
        let mut fields = [TaskField::Assignment].into_iter().chain(TaskField::UNITS);
        fields.find(|field| self.has(*field)) == Some(field)
    }
}

impl Composer<'_> {
    /// Adds the table of the tasks of a part that is called `part`.
    pub(super) fn task_table(&mut self, tasks: &Tasks, table: &TaskTable, part: &str) {
        let input = TableInput::new(tasks, table);
        let caption = table.caption.as_ref().map(|caption| self.string(caption));
        let header = vec![self.task_header(&input)];
        let entries = SummaryEntry::all(&tasks.items, &|_| true);
        let mut rows = Vec::new();
        for (number, entry) in number_rows(&entries, table.numbering) {
            self.name_entry(&input, entry, &number, part);
            rows.push(match entry {
                SummaryEntry::Group(group, _) => self.group_row(&input, group, &number),
                SummaryEntry::Task(task) => {
                    self.note_part(task.span);
                    let cells = self.task_cells(&input, task, &number);
                    let key = make_row_key(task.id.as_ref(), &task.title);
                    make_plain_row(cells, key)
                }
            });
        }
        rows.extend(self.task_total(&input));
        let notes = self.task_notes(&input);
        let has_money = input.has(TaskField::Budget)
            && sum_whole_amounts(self.plan.figures(), &input.tasks).is_some();
        let orientation = table.orientation.map(Orientation::from);
        self.push(Block::Table(Table {
            caption,
            unit: has_money.then(|| format!("Đơn vị tính: {}", input.scale.name())),
            header,
            column_numbers: table.column_numbers,
            columns: input.document_columns(&rows),
            rows,
            blank_height: 0,
            notes,
            orientation: orientation.or_else(|| self.turn_page(input.columns.len())),
            origin: self
                .with_place(Origin::new(BlockRole::TaskTable, table.span).typed_at([])),
        }));
    }

    fn task_header(&mut self, input: &TableInput<'_>) -> Vec<HeaderCell> {
        let order = match &input.table.order {
            OrderColumn::Usual => Some("TT".to_owned()),
            OrderColumn::Named(label) => Some(self.string(label)),
            OrderColumn::None => None,
        };
        let labels = input.columns.iter().map(|column| match &column.label {
            Some(label) => self.string(label),
            None => column.field.default_label().to_owned(),
        });
        let labels: Vec<_> = labels.collect();
        let cells = order.into_iter().chain(labels);
        cells.map(|label| make_header_cell(label, 1, 1)).collect()
    }

    /// What references call a task or a group that has an id: `nhiệm vụ số 3 Phụ lục II`.
    fn name_entry(
        &mut self,
        input: &TableInput<'_>,
        entry: &SummaryEntry<'_>,
        number: &RowNumber,
        part: &str,
    ) {
        let (id, title, what, counted) = match entry {
            SummaryEntry::Group(group, _) => (&group.id, &group.title, "nhóm", "nhóm"),
            SummaryEntry::Task(task) => {
                (&task.id, &task.title, "nhiệm vụ", "nhiệm vụ số")
            }
        };
        let Some(id) = id else { return };
        let name = if input.is_numbered() {
            let group = number.group.as_ref().map(|group| format!(" nhóm {group}"));
            format!("{counted} {}{}", number.text, group.unwrap_or_default())
        } else {
            format!("{what} “{}”", to_text(&self.inlines(&title.joined())))
        };
        let label = format!("{name} {part}").trim_end().to_owned();
        self.labels.sections.insert(id.value.clone(), label);
    }

    fn group_row(
        &mut self,
        input: &TableInput<'_>,
        group: &TaskGroup,
        number: &RowNumber,
    ) -> Row {
        let mut title = Vec::new();
        let mut cells = Vec::new();
        if input.is_numbered() {
            cells.push(Cell::single(to_inlines(&number.text)));
        } else {
            append_text(&mut title, &format!("{}. ", number.text), TextStyle::default());
        }
        let words = self.inlines(&group.title.joined());
        append_inlines(&mut title, words);
        let key = make_row_key(group.id.as_ref(), &group.title);
        let named = Some(cells.len());
        let columns = u32::try_from(input.columns.len()).unwrap_or(1);
        cells.push(Cell::wide(title, columns));
        Row { role: RowRole::Group, named, cells, key, place: None }
    }

    fn task_cells(
        &mut self,
        input: &TableInput<'_>,
        task: &Task,
        number: &RowNumber,
    ) -> Vec<Cell> {
        let mut res = Vec::with_capacity(input.columns.len() + 1);
        if input.is_numbered() {
            res.push(Cell::single(to_inlines(&number.text)));
        }
        for column in &input.columns {
            res.push(Cell::single(match column.field {
                ColumnField::Title => self.inlines(&task.title.joined()),
                ColumnField::Part(field) => self.task_cell(input, task, field),
            }));
        }
        res
    }

    /// A cell: empty where the task says nothing, a blank where that is not known yet.
    fn task_cell(
        &mut self,
        input: &TableInput<'_>,
        task: &Task,
        field: TaskField,
    ) -> Vec<Inline> {
        let assignment = task.assignment.as_ref();
        match (field, assignment) {
            (TaskField::Time, _) => match &task.time {
                Some(Pending::Known(time)) => self.time_cell(time),
                time => show_blank(time.is_some()),
            },
            (TaskField::Budget, _) => self.money_cell(task, input.scale),
            (TaskField::Assignment, Some(Pending::Known(units))) => {
                match self.assignment(units).text {
                    FieldWords::Written(prose) => self.prose_lines(&prose),
                    FieldWords::Composed(words) => to_inlines(&capitalize_first(&words)),
                }
            }
            (TaskField::Lead, Some(Pending::Known(units))) => {
                self.unit_names(units.lead.as_slice(), false)
            }
            (TaskField::Executors, Some(Pending::Known(units))) => {
                self.unit_names(&units.executors, units.has_open_executors)
            }
            (TaskField::Partners, Some(Pending::Known(units))) => {
                self.unit_names(&units.partners, units.has_open_partners)
            }
            (
                TaskField::Assignment
                | TaskField::Lead
                | TaskField::Executors
                | TaskField::Partners,
                units,
            ) => show_blank(units.is_some() && input.is_for_open_units(field)),
            (
                TaskField::Activities
                | TaskField::Manner
                | TaskField::Place
                | TaskField::Output
                | TaskField::Note,
                _,
            ) => match task.text(field) {
                Some(Pending::Known(LabelledText { text, .. })) => self.prose_lines(text),
                text => show_blank(text.is_some()),
            },
        }
    }

    fn time_cell(&mut self, time: &TaskTime) -> Vec<Inline> {
        match (&time.text, &time.time) {
            (Some(text), _) => self.prose_lines(text),
            (None, Some(time)) => to_inlines(&capitalize_first(&time.value.to_text())),
            (None, None) => Vec::new(),
        }
    }

    /// The amount, which the total has in it, and below it the words of the form, or a line
    /// for each source.
    fn money_cell(&mut self, task: &Task, scale: MoneyScale) -> Vec<Inline> {
        let Some(budget) = &task.budget else { return Vec::new() };
        let amounts = self.plan.figures().resolve_budget(budget);
        let mut lines = Vec::new();
        if amounts.amount.is_some() {
            lines.push(show_amount(amounts.amount, scale));
        }
        if let Some(text) = &budget.text {
            lines.push(self.prose_lines(text));
            return join_lines(lines);
        }
        for (source, amount) in budget.sources.iter().zip(&amounts.sources) {
            let name = self.source_name(&source.name);
            // One source has the whole amount.
            let is_whole = budget.sources.len() == 1 && amounts.amount == Some(*amount);
            if is_whole {
                lines.push(to_inlines(&format!("- {name}")));
                continue;
            }
            let mut line = to_inlines(&format!("- {name}: "));
            append_inlines(&mut line, show_amount(Some(*amount), scale));
            lines.push(line);
        }
        join_lines(lines)
    }

    /// Prose in a cell as it is typed: each paragraph a line, with its marker.
    fn prose_lines(&mut self, prose: &Prose) -> Vec<Inline> {
        let mut lines = Vec::with_capacity(prose.paras.len());
        for para in &prose.paras {
            let words = self.inlines(&para.pieces);
            let sign = para.marker.sign();
            let mut line = Vec::new();
            if !sign.is_empty() {
                append_text(&mut line, &format!("{sign} "), TextStyle::default());
            }
            append_inlines(&mut line, words);
            lines.push(line);
        }
        join_lines(lines)
    }

    /// The total row: its name over all columns before the money.
    fn task_total(&mut self, input: &TableInput<'_>) -> Option<Row> {
        let total = input.table.total.as_ref()?;
        let money = ColumnField::Part(TaskField::Budget);
        let index = input.columns.iter().position(|column| column.field == money)?;
        self.note_part(total.span);
        let label = total.label.as_ref();
        let label =
            label.map_or_else(|| TOTAL_NAME.to_owned(), |label| self.string(label));
        let sum = sum_whole_amounts(self.plan.figures(), &input.tasks);
        let sum = show_amount(sum, input.scale);
        let before = index + usize::from(input.is_numbered());
        let mut cells = Vec::new();
        if before > 0 {
            let columns = u32::try_from(before).unwrap_or(1);
            cells.push(Cell::wide(to_inlines(&label), columns));
        }
        cells.push(Cell::single(sum));
        for column in &input.columns[index + 1..] {
            let is_named = before == 0 && column.field == ColumnField::Title;
            let content = if is_named { to_inlines(&label) } else { Vec::new() };
            cells.push(Cell::single(content));
        }
        let key = String::new();
        Some(Row { role: RowRole::Total, named: None, cells, key, place: None })
    }

    /// The notes of the form, and one on what the total leaves out.
    fn task_notes(&mut self, input: &TableInput<'_>) -> Vec<Vec<Inline>> {
        let typed = input.table.notes.iter();
        let mut res: Vec<_> = typed.map(|note| self.inlines(&note.joined())).collect();
        if input.table.total.is_some() && input.has(TaskField::Budget) {
            let kind = self.plan.kind().name;
            let left_out = explain_without_amount(&input.tasks, kind);
            res.extend(left_out.map(|note| to_inlines(&note)));
        }
        res
    }
}

/// What tells a row from the others: an id, marked as one, else the title.
fn make_row_key(id: Option<&Spanned<String>>, title: &Plain) -> String {
    id.map_or_else(|| title.collect_words(), |id| format!("{ID_KEY}{}", id.value))
}

/// A blank where something is known to be open, else nothing.
fn show_blank(is_open: bool) -> Vec<Inline> {
    if is_open { vec![Inline::Dots] } else { Vec::new() }
}

/// The money of tasks as a row of their table shows it.
pub(super) fn show_task_sum(
    figures: &Figures,
    tasks: &[&Task],
    table: &TaskTable,
) -> String {
    to_text(&show_amount(sum_whole_amounts(figures, tasks), get_scale(table)))
}

/// In what the amounts of a table are counted.
fn get_scale(table: &TaskTable) -> MoneyScale {
    table.unit.as_ref().map_or(MoneyScale::Dong, |unit| unit.value)
}

/// An amount in the unit of the table: exact, with the decimal places that it needs.
fn show_amount(amount: AmountSum, scale: MoneyScale) -> Vec<Inline> {
    match amount {
        Some(Pending::Known(money)) => to_inlines(&format_in_scale(money, scale)),
        Some(Pending::Unknown) => vec![Inline::Dots],
        None => Vec::new(),
    }
}

fn format_in_scale(money: Money, scale: MoneyScale) -> String {
    let one = Money::from_dong(10_i64.pow(scale.power().unsigned_abs())).value();
    format_exact(&(money.value() / one).normalize())
}

/// The number of a row.
struct RowNumber {
    text: String,
    /// The number of the group in which numbers begin anew, where the row stands in one.
    group: Option<String>,
}

/// Entries from above to below with their numbers.
fn number_rows<'e, 'p>(
    entries: &'e [SummaryEntry<'p>],
    numbering: TaskNumbering,
) -> Vec<(RowNumber, &'e SummaryEntry<'p>)> {
    match numbering {
        TaskNumbering::ByGroup => number_by_group(entries),
        TaskNumbering::Through => {
            let mut res = Vec::new();
            number_through(entries, "", &mut 0, &mut res);
            res
        }
    }
}

/// Numbers that begin anew in each group of the first level.
fn number_by_group<'e, 'p>(
    entries: &'e [SummaryEntry<'p>],
) -> Vec<(RowNumber, &'e SummaryEntry<'p>)> {
    let mut tops = entries.iter().map(SummaryEntry::count_rows);
    let (mut below, mut top) = (0, None);
    let mut res = Vec::new();
    for (text, entry) in number_entries(entries) {
        let mut group = None;
        if below == 0 {
            below = tops.next().unwrap_or(1);
            top = Some(text.clone());
        } else {
            group.clone_from(&top);
        }
        below -= 1;
        res.push((RowNumber { text, group }, entry));
    }
    res
}

/// Tasks from 1 on through all groups; groups by Roman numbers, those within one by its
/// number and their own: `I.1`.
fn number_through<'e, 'p>(
    entries: &'e [SummaryEntry<'p>],
    prefix: &str,
    tasks: &mut usize,
    res: &mut Vec<(RowNumber, &'e SummaryEntry<'p>)>,
) {
    let mut groups = 0;
    for entry in entries {
        match entry {
            SummaryEntry::Group(_, children) => {
                groups += 1;
                let text = if prefix.is_empty() {
                    to_roman(groups)
                } else {
                    format!("{prefix}.{groups}")
                };
                res.push((RowNumber { text: text.clone(), group: None }, entry));
                number_through(children, &text, tasks, res);
            }
            SummaryEntry::Task(_) => {
                *tasks += 1;
                res.push((RowNumber { text: tasks.to_string(), group: None }, entry));
            }
        }
    }
}

#[cfg(test)]
mod tests;
