//! Whose the rows of a file are, where each unit of a set has rows of its own in it.

use crate::diagnostic::Diagnostic;
use crate::form::{At, DataFile, Table};
use crate::language;
use crate::sheet::{Sheet, Split, Whose, key};

use super::cell_kind::has_figure;
use super::column_match;
use super::raw_cell::RawCell;
use super::total_row::{is_column_number, is_total_name};

/// Where a sheet says whose each row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitColumn {
    /// Number of rows above the first that is somebody's own.
    pub head: usize,
    /// The column.
    pub column: usize,
}

impl UnitColumn {
    /// Looks for the column `label`. `None` where the sheet does not name the columns of
    /// the table either, which reading the table tells.
    ///
    /// # Errors
    ///
    /// The finding, in the form, where no column or more than one has this name.
    pub fn find(
        table: &Table,
        file: &DataFile,
        label: &At<String>,
        sheet: &Sheet,
    ) -> Result<Option<Self>, Box<Diagnostic>> {
        let Ok(row) = column_match::find_header_row(table, file, sheet) else {
            return Ok(None);
        };
        match column_match::find_named_column(&label.value, sheet, row) {
            Ok((named, column)) => {
                let head =
                    column_match::find_end_of_names(table, sheet, row).max(named + 1);
                Ok(Some(Self { head, column }))
            }
            Err(several) => {
                Err(Box::new(report_unit_column(label, sheet, row, &several)))
            }
        }
    }

    /// The rows of the sheet by unit.
    #[must_use]
    pub fn split(self, sheet: &Sheet) -> Split {
        sheet.split(self.head, |row| {
            let text = key(&sheet.text(row, self.column));
            if is_total_name(&text, None) || is_column_number(&text) {
                return Whose::Nobody;
            }
            if !text.is_empty() {
                return Whose::Unit(text);
            }
            let cells = || {
                (0..sheet.width()).map(|column| RawCell::FromSheet(sheet, row, column))
            };
            let figures = cells().any(has_figure);
            let total = cells().any(|raw| is_total_name(&raw.text(), None));
            if figures && !total { Whose::Unknown } else { Whose::Nobody }
        })
    }
}

fn report_unit_column(
    label: &At<String>,
    sheet: &Sheet,
    row: usize,
    several: &[usize],
) -> Diagnostic {
    let (name, file) = (&label.value, sheet.file_name());
    if !several.is_empty() {
        let at: Vec<_> = several.iter().map(|c| sheet.address(row, *c)).collect();
        let message = format!("tệp {file} có nhiều cột tên “{name}”: {}", at.join("; "));
        return Diagnostic::error("sheet-column", label.span, message)
            .label("chưa rõ lấy cột nào")
            .hint("ghi chữ của cột trong tệp, ví dụ: `theo_don_vi: cột C`");
    }
    let message = format!("tệp {file} không có cột “{name}” ghi mã đơn vị");
    let finding = Diagnostic::error("sheet-column", label.span, message);
    let names = column_match::collect_names(sheet, row);
    match language::nearest(name, names.iter().map(String::as_str)) {
        Some(near) => finding.label(format!("có phải là “{near}”?")),
        None => finding.label("cột này cho biết mỗi hàng của đơn vị nào").hint(format!(
            "dòng {} của tệp có các cột: {}",
            row + 1,
            names.join(", ")
        )),
    }
}
