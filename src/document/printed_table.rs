//! What is printed of a table of the form: its columns, how far its header reaches, and
//! the rows that are no more than figures.

use crate::form::{
    self, CellKind, ColumnId, GroupNumbers, Header, RowId, Rows, TableId, TypedCell,
    ZeroStyle,
};
use crate::formula::Value;
use crate::indicator::{self, RowPlace};
use crate::language::{self, to_roman};
use crate::plan::Draft;
use crate::sheet::DataCell;

use super::text::{spell_total, to_inlines};
use super::{Align, Cell, Column, Inline, Row, RowRole};

/// A table of the form with its figures, and what is printed of it.
pub(super) struct PrintedTable<'p> {
    pub(super) spec: &'p form::TableSpec,
    pub(super) figures: &'p indicator::ComputedTable,
    /// The printed columns, in order.
    pub(super) columns: Vec<ColumnId>,
    /// Whether a column of order numbers stands first.
    pub(super) numbered: bool,
    /// The column that says what a row is.
    pub(super) naming: Option<ColumnId>,
}

impl<'p> PrintedTable<'p> {
    /// What is printed of a table: all columns but those that the author hides and the
    /// one by which rows are grouped, which stands in the names of the groups.
    ///
    /// A row is called by its key column; where there is none, or none that is printed,
    /// by the first column of words.
    pub(super) fn new(plan: &'p Draft, table: TableId) -> Self {
        let spec = plan.table(table);
        let figures = plan.figures().table(table);
        let group_column =
            spec.grouping.as_ref().and_then(|group| spec.column(&group.by.value));
        let columns: Vec<ColumnId> = spec
            .columns
            .ids()
            .filter(|column| !spec.columns[*column].hidden)
            .filter(|column| Some(*column) != group_column)
            .collect();
        let naming = figures.key().filter(|key| columns.contains(key)).or_else(|| {
            columns
                .iter()
                .find(|column| figures.columns()[**column].kind == CellKind::Text)
                .copied()
        });
        Self { spec, figures, columns, numbered: spec.order_label.is_some(), naming }
    }

    /// How many rows of the header a part of it takes.
    pub(super) fn header_depth(&self, header: &Header) -> usize {
        match header {
            Header::Column(_) => 1,
            Header::Group { children, .. } => {
                let printed = children.iter().filter(|h| self.covered_columns(h) > 0);
                1 + printed.map(|h| self.header_depth(h)).max().unwrap_or(0)
            }
        }
    }

    /// How many printed columns a part of the header covers.
    pub(super) fn covered_columns(&self, header: &Header) -> u32 {
        match header {
            Header::Column(column) => u32::from(self.columns.contains(column)),
            Header::Group { children, .. } => {
                children.iter().map(|h| self.covered_columns(h)).sum()
            }
        }
    }

    /// The columns as the paper has them, with that of the order numbers.
    pub(super) fn document_columns(&self) -> Vec<Column> {
        let mut res = Vec::with_capacity(self.columns.len() + 1);
        if self.numbered {
            res.push(Column::order_numbers());
        }
        res.extend(self.columns.iter().map(|column| self.document_column(*column)));
        res
    }

    fn document_column(&self, index: ColumnId) -> Column {
        let column = &self.spec.columns[index];
        let usual = match self.figures.columns()[index].kind {
            CellKind::Text => Align::Left,
            CellKind::Date => Align::Center,
            _ => Align::Right,
        };
        let align = column.look.align.map_or(usual, Align::from);
        let id = column.id.as_ref().map(|id| id.value.clone());
        let names = Some(index) == self.naming;
        Column { align, share: column.look.share, names, id, index: Some(index) }
    }

    /// A cell that is typed in the form.
    pub(super) fn typed_cell(
        &self,
        row: RowId,
        column: ColumnId,
    ) -> Option<&'p TypedCell> {
        let Rows::Typed(rows) = &self.spec.rows else { return None };
        let row = rows.get(self.figures.typed_row(row)?)?;
        self.spec.typed_cell(row, column)
    }

    /// The lines of a cell of words as they stand in a file, where it has more than one:
    /// what is read of it has them in one.
    pub(super) fn file_lines(&self, row: RowId, column: ColumnId) -> Option<Vec<String>> {
        let (sheet, sheet_row, sheet_column) = self.figures.sheet_cell(row, column)?;
        let mut cell = sheet.cell(sheet_row, sheet_column);
        if *cell == DataCell::Empty {
            cell = sheet.merged_cell(sheet_row, sheet_column)?;
        }
        let DataCell::Text(text) = cell else { return None };
        let lines = text.lines().map(language::normalize_spaces);
        let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
        let read = self.figures.text(RowPlace::Row(row), column)?;
        (lines.len() > 1 && lines.join(" ") == read).then_some(lines)
    }

    /// A row to write in by hand, without its order number.
    pub(super) fn blank_row(&self) -> Row {
        let cells = self.columns.iter().map(|_| Cell::single(Vec::new())).collect();
        Row { role: RowRole::Blank, named: None, cells, key: String::new(), place: None }
    }

    /// The row of the last total in words, over all columns.
    pub(super) fn words_row(&self, place: RowPlace) -> Row {
        let content = spell_total(self.figures.printed_amount());
        let columns = self.columns.len() + usize::from(self.numbered);
        let all = u32::try_from(columns).unwrap_or(1);
        let cells = vec![Cell::wide(content, all)];
        let key = "Bằng chữ".to_owned();
        Row { role: RowRole::BelowSum, named: None, cells, key, place: Some(place) }
    }

    /// What stands in a cell; a blank where it is known to be open.
    pub(super) fn show_cell(&self, place: RowPlace, column: ColumnId) -> Vec<Inline> {
        match print_cell(self.spec, self.figures, place, column) {
            Some(cell) => to_inlines(&language::clean(&cell)),
            None => vec![Inline::Dots],
        }
    }

    /// The row of a group's name, with its sums or without. Without them the name covers all
    /// columns but that of the order numbers.
    pub(super) fn group_row(&self, index: usize, with_sums: bool) -> Row {
        let group = &self.figures.groups()[index];
        let place = RowPlace::Group(index);
        let asked = self.spec.grouping.as_ref().and_then(|g| g.numbers);
        let usual = if self.numbered { GroupNumbers::Roman } else { GroupNumbers::None };
        let number = match asked.unwrap_or(usual) {
            GroupNumbers::Roman => to_roman(index + 1),
            GroupNumbers::Letter => format_letters(index),
            GroupNumbers::None => String::new(),
        };
        if with_sums {
            return self.sum_row(RowRole::Group, place, &number, &group.name);
        }
        let all = u32::try_from(self.columns.len()).unwrap_or(1);
        let mut cells = Vec::new();
        let mut label = group.name.clone();
        if self.numbered {
            cells.push(Cell::single(vec![Inline::plain(number)]));
        } else if !number.is_empty() {
            label = format!("{number}. {label}");
        }
        let named = Some(cells.len());
        cells.push(Cell::wide(vec![Inline::plain(label)], all));
        let key = group.name.clone();
        Row { role: RowRole::Group, named, cells, key, place: Some(place) }
    }

    /// A row of sums with its name in the naming column. Its number has a cell of its own
    /// where rows are numbered, else it stands before the name; without a number the name
    /// covers both cells where they are neighbours.
    pub(super) fn sum_row(
        &self,
        role: RowRole,
        place: RowPlace,
        number: &str,
        label: &str,
    ) -> Row {
        let mut cells = Vec::with_capacity(self.columns.len() + 1);
        let mut label = label.to_owned();
        let key = label.clone();
        let first = self.columns.first().copied();
        let joined = self.numbered
            && number.is_empty()
            && first == self.naming
            && role != RowRole::BelowSum;
        if self.numbered && !joined {
            cells.push(Cell::single(to_inlines(number)));
        } else if !number.is_empty() {
            label = format!("{number}. {label}");
        }
        let mut named = None;
        for &column in &self.columns {
            if Some(column) == self.naming {
                named = (role == RowRole::Group).then_some(cells.len());
                let columns = if joined { 2 } else { 1 };
                cells.push(Cell::wide(to_inlines(&label), columns));
            } else {
                cells.push(Cell::single(self.show_cell(place, column)));
            }
        }
        Row { role, named, cells, key, place: Some(place) }
    }
}

/// A cell as the paper shows it; `None` where it is known to be open. A figure that is
/// nought prints as the form asks: one that is only shown as 0, because it is small or a
/// difference of rounding was taken from it, is not nought.
pub(super) fn print_cell(
    spec: &form::TableSpec,
    figures: &indicator::ComputedTable,
    place: RowPlace,
    column: ColumnId,
) -> Option<String> {
    let zero = spec.columns[column].look.zero.or(spec.look.zero).unwrap_or_default();
    let is_zero = is_nought(figures.value(place, column))
        && is_nought(figures.computed(place, column));
    match zero {
        ZeroStyle::Dash if is_zero => Some("-".to_owned()),
        ZeroStyle::Blank if is_zero => Some(String::new()),
        ZeroStyle::Figure | ZeroStyle::Dash | ZeroStyle::Blank => {
            figures.text(place, column)
        }
    }
}

fn is_nought(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Number(number)) if number.is_zero())
}

/// The letters of the group of an index, from 0: `A`, `B` … `Z`, `AA`.
fn format_letters(mut index: usize) -> String {
    let mut res = String::new();
    loop {
        let letter = u8::try_from(index % 26).map_or('A', |n| char::from(b'A' + n));
        res.insert(0, letter);
        if index < 26 {
            return res;
        }
        index = index / 26 - 1;
    }
}
