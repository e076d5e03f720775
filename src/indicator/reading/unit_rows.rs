//! Which unit each row of a file belongs to, where every unit of a set has rows in it.

use crate::diagnostic::Diagnostic;
use crate::form::{DataFile, Spanned, TableSpec};
use crate::sheet::{RowOwner, Sheet, UnitRows, normalize_unit_key};

use super::cell_kind::has_figure;
use super::column_numbers::is_column_number;
use super::header;
use super::raw_cell::RawCell;
use super::total_name::is_total_name;

/// Where a sheet says which unit each row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitColumn {
    /// Number of rows above the first that belongs to a unit.
    pub head: usize,
    /// Column of the sheet with the keys of the units.
    pub column: usize,
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
        Ok(named.map(|named| Self { head: named.head, column: named.column }))
    }

    /// The rows of the sheet by unit.
    #[must_use]
    pub fn split(self, sheet: &Sheet) -> UnitRows {
        sheet.split(self.head, |row| self.find_unit(sheet, row))
    }

    /// The unit of a row. A row with figures and without a unit is a mistake,
    /// unless it is one of totals; a row without either is a title, a signature.
    fn find_unit(self, sheet: &Sheet, row: usize) -> RowOwner {
        let text = normalize_unit_key(&sheet.text(row, self.column));
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
