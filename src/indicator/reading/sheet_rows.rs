//! The rows of a sheet as they come: those below the names of its columns that are rows of
//! the table, and in the account those that are not.

use std::rc::Rc;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::DataFile;
use crate::sheet::Sheet;

use super::header::MatchedColumns;
use super::raw_cell::{CellDiagnostic, RawCells, RawRow};
use super::total_row::is_column_number;
use super::{LoadedTable, RawRows};

/// The rows of a sheet below the names of its columns. Empty rows, rows that only number
/// the columns and what stands below the table (a date, a signature) are no rows.
pub(super) fn gather_sheet_rows<'a>(
    sheet: &'a Sheet,
    matched: &MatchedColumns,
    res: &mut LoadedTable,
) -> RawRows<'a> {
    let names = &matched.names;
    res.account.header = (!names.is_empty()).then(|| names.start..=names.end - 1);
    let columns = Rc::new(matched.columns.clone());
    let mut rows = Vec::new();
    for row in names.end..sheet.rows() {
        let cells = RawCells::FromSheet(sheet, row, Rc::clone(&columns));
        // Of a row without any cell this holds too.
        let is_no_row = cells
            .iter()
            .filter(|raw| !raw.is_empty())
            .all(|raw| is_column_number(&raw.text()));
        if !is_no_row {
            rows.push(RawRow { origin: row, cells });
        }
    }
    RawRows { rows, filed: matched.columns.clone() }
}

/// A file with the names of the columns, and nothing below.
pub(super) fn report_no_data_rows(file: &DataFile, sheet: &Sheet) -> CellDiagnostic {
    let message = format!("tệp {} không có hàng số liệu nào", sheet.file_name());
    let diagnostic = Diagnostic::error(&code::form::TABLE_ROWS, file.file.span, message)
        .label("dưới dòng tên các cột không có hàng nào, ngoài hàng tổng nếu có");
    CellDiagnostic::in_form(diagnostic)
}
