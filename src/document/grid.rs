//! What a table is on paper: header, columns, rows, cells.

use serde::Serialize;

use crate::form::ColumnId;
use crate::indicator::RowPlace;

use super::{Inline, Origin};

/// A table, all its figures computed and rounded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Its title above it, if any.
    pub caption: Option<String>,
    /// `Đơn vị tính: đồng`, if any.
    pub unit: Option<String>,
    /// Rows of the header: one to three.
    pub header: Vec<Vec<HeaderCell>>,
    /// Whether a row under the header numbers the columns: `(1)`, `(2)`.
    pub column_numbers: bool,
    /// Its columns from left to right, that of the order numbers among them.
    pub columns: Vec<Column>,
    /// Rows under the header.
    pub rows: Vec<Row>,
    /// Height of its rows to write in, in tenths of a millimetre; zero where it has none.
    pub blank_height: u32,
    /// Notes under the table, of the author and on rounding.
    pub notes: Vec<Vec<Inline>>,
    /// Orientation of its page, where the author sets it.
    #[serde(rename = "turn")]
    pub orientation: Option<Orientation>,
    /// What of the form it comes from: for findings of the layout and for comparisons,
    /// not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// A cell of the header. Cells of one row stand from left to right in the columns that
/// no cell above reaches down into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderCell {
    /// The name of the column, or of the group of columns.
    pub label: String,
    /// How many columns it covers, from 1.
    pub columns: u32,
    /// How many rows of the header it covers, from 1.
    pub rows: u32,
}

/// A column of a table: how its cells are set, and what it is in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// On which side the text of its cells stands.
    pub align: Align,
    /// Share of the width, in parts; zero for a column as wide as its content.
    pub share: u32,
    /// Whether its cells name their rows: a screen reader says them before the others.
    pub names: bool,
    /// Its id in the form, where it has one: not on paper.
    #[serde(skip)]
    pub id: Option<String>,
    /// Which column of the form's table it is; `None` where the engine makes it. Not on
    /// paper.
    #[serde(skip)]
    pub index: Option<ColumnId>,
}

impl Column {
    /// A column that the engine makes: no column of the form.
    pub(super) fn made(align: Align, share: u32) -> Self {
        Self { align, share, names: false, id: None, index: None }
    }

    /// The same column as the one that names the rows.
    pub(super) fn naming_rows(self) -> Self {
        Self { names: true, ..self }
    }

    /// The column of the order numbers.
    pub(super) fn order_numbers() -> Self {
        Self { id: Some(ORDER_COLUMN.to_owned()), ..Self::made(Align::Center, 0) }
    }
}

/// The id of a column of order numbers, which the engine makes: no column of a form can be
/// called so.
pub const ORDER_COLUMN: &str = "#";

/// What the key of a row of a table of tasks begins with where it is the id of its task or
/// group: another id is another task.
pub const ID_KEY: char = '#';

/// On which side the text of a column's cells stands, where the author does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Columns of words.
    Left,
    /// Order numbers and dates.
    Center,
    /// Columns of figures, so that their digits stand below each other.
    Right,
}

/// Orientation of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upright, as all text.
    Portrait,
    /// Turned by a quarter, for a wide table.
    Landscape,
}

/// A row of a table below its header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is among the rows.
    pub role: RowRole,
    /// Index of the cell with the group's name, in the row of a group that has one: it is
    /// repeated where the group goes on on the next page.
    #[serde(skip)]
    pub named: Option<usize>,
    /// Its cells, from left to right; together they cover all columns.
    pub cells: Vec<Cell>,
    /// What tells it from the other rows, where something does: the name in it, the id
    /// of its task. For comparisons, not on paper.
    #[serde(skip)]
    pub key: String,
    /// Which row of the form's table it is; `None` in a table that the engine makes. Not
    /// on paper.
    #[serde(skip)]
    pub place: Option<RowPlace>,
}

impl Row {
    /// Whether its words are bold: those of groups and sums are.
    #[must_use]
    pub fn is_bold(&self) -> bool {
        !matches!(self.role, RowRole::Plain | RowRole::Blank | RowRole::BelowSum)
    }
}

/// What a row is among the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowRole {
    /// A row of the data, or of one task.
    Plain,
    /// A row to write in by hand, below those of the data.
    Blank,
    /// The name of a group of rows, and perhaps its sums, above them.
    Group,
    /// The sums of a group below its rows.
    Subtotal,
    /// The sums of the whole table, above or below all rows.
    Total,
    /// What stands below the sums: an amount that is added, a source, the total in words.
    BelowSum,
}

/// A cell below the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its text; nothing where the cell is empty, a dotted blank where its value is not
    /// known yet.
    pub content: Vec<Inline>,
    /// How many columns it covers, from 1.
    pub columns: u32,
    /// Whether it is one with the cell above it, which says the same: see
    /// [`Table::cell_depths`]. Its words stand in each of its rows, so that rows can be
    /// compared one by one.
    pub goes_on: bool,
}

impl Cell {
    /// A cell of one column.
    pub(super) fn single(content: Vec<Inline>) -> Self {
        Self::wide(content, 1)
    }

    /// A cell over so many columns.
    pub(super) fn wide(content: Vec<Inline>, columns: u32) -> Self {
        Self { content, columns, goes_on: false }
    }
}

/// What stands under the header over a column of an index, from 0: `(1)`.
#[must_use]
pub fn format_column_number(index: usize) -> String {
    format!("({})", index + 1)
}
