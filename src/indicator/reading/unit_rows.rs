//! Which unit each row of a file belongs to, where every unit of a set has rows in it.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::form::{DataFile, Spanned, TableSpec};
use crate::language::{clean, normalize_spaces};
use crate::sheet::{RowOwner, Sheet, UnitRows};

use super::account::PassReason;
use super::cell_kind::has_figure;
use super::column_numbers::{NumberRows, is_column_number};
use super::header;
use super::raw_cell::RawCell;
use super::row_shape::RowShapes;
use super::table_end::find_table_end;
use super::total_name::is_total_name;

/// Where a sheet says which unit each row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitColumn {
    /// Number of rows above the first that belongs to a unit.
    pub head: usize,
    /// Row of the sheet with the first of the names.
    pub top: usize,
    /// Column of the sheet with the keys of the units.
    pub column: usize,
    /// The last row of the table as the program of the file counts, where the form says it.
    pub last_row: Option<usize>,
}

impl UnitColumn {
    /// Looks for the column `label`. `None` where the sheet does not name the columns of
    /// the table either, which is found where the table is read.
    ///
    /// # Errors
    ///
    /// The finding, in the form, where no column or more than one has this name.
    pub fn find(
        table: &TableSpec,
        file: &DataFile,
        label: &Spanned<String>,
        sheet: &Sheet,
    ) -> Result<Option<Self>, Box<Diagnostic>> {
        let named = header::find_unit_column(table, file, label, sheet)?;
        Ok(named.map(|named| Self {
            head: named.head,
            top: named.top,
            column: named.column,
            last_row: file.last_row.as_ref().map(|row| row.value),
        }))
    }

    /// The rows of the sheet by unit.
    #[must_use]
    pub fn split(self, sheet: &Sheet) -> UnitRows {
        let shapes = RowShapes::with_units(sheet, self.top..self.head, self.column);
        let end = self.find_end(&shapes);
        let mut numbers = NumberRows::default();
        let numbers: BTreeSet<_> =
            (self.head..end).filter(|row| numbers.is_next(sheet, *row)).collect();
        sheet.split(self.head, |row| {
            let is_none = row >= end
                || numbers.contains(&row)
                || shapes.repeats_names(row)
                || shapes.is_page_title(row);
            if is_none { RowOwner::Nobody } else { self.find_unit(sheet, row) }
        })
    }

    /// The first row behind the table: where the form says so, or another table begins.
    fn find_end(self, shapes: &RowShapes<'_>) -> usize {
        let sheet = shapes.sheet;
        if let Some(last) = self.last_row {
            let behind = (self.head..sheet.rows()).find(|r| sheet.file_row(*r) >= last);
            return behind.unwrap_or(sheet.rows());
        }
        let mut first = self.head;
        while let Some(end) = find_table_end(shapes, first) {
            // Rows on a further page, or below a note, say themselves whose they are.
            if end.reason == PassReason::OtherTable && end.question.is_none() {
                return end.row;
            }
            first = end.row + 1;
        }
        sheet.rows()
    }

    /// The unit of a row. A row with figures and without a unit is a mistake,
    /// unless it is one of totals; a row without either is a title, a signature.
    fn find_unit(self, sheet: &Sheet, row: usize) -> RowOwner {
        // A merged name holds for all its rows.
        let text = RawCell::FromSheet(sheet, row, self.column).text();
        let text = normalize_spaces(&clean(&text));
        if is_total_name(&text, None) || is_column_number(&text) {
            return RowOwner::Nobody;
        }
        if !text.is_empty() {
            return RowOwner::Unit(text);
        }
        let cells =
            (0..sheet.width()).map(|column| RawCell::FromSheet(sheet, row, column));
        let has_figures = cells.clone().any(has_figure);
        let has_total = cells.clone().any(|raw| is_total_name(&raw.text(), None));
        if has_figures && !has_total { RowOwner::Unknown } else { RowOwner::Nobody }
    }
}
