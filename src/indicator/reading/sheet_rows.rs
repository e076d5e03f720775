//! The rows of a sheet as they come: those below the names of its columns that are rows of
//! the table, and in the account those that are not.

use std::ops::Range;
use std::rc::Rc;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, ByRow, DataFile, HiddenRows, TableSpec};
use crate::sheet::Sheet;

use super::account::{PassReason, PassedRows, ReadingAccount};
use super::column_numbers::NumberRows;
use super::header::MatchedColumns;
use super::raw_cell::{CellDiagnostic, RawCells, RawRow};
use super::row_shape::RowShapes;
use super::table_end::{self, TableEnd};
use super::{LoadedTable, RawRows, unit_text};

/// The rows of a sheet below the names of its columns. Empty rows, rows that only number
/// the columns and what stands below the table (a date, a signature) are no rows.
pub(super) fn gather_sheet_rows<'a>(
    table: &TableSpec,
    file: &DataFile,
    sheet: &'a Sheet,
    matched: &MatchedColumns,
    res: &mut LoadedTable,
) -> RawRows<'a> {
    let names = &widen_names(sheet, &matched.names);
    res.account.header = (!names.is_empty()).then(|| names.start..=names.end - 1);
    res.names.clone_from(names);
    let first = names.end;
    let shapes = RowShapes::new(table, sheet, &matched.names, &matched.columns);
    let mut end = match &file.last_row {
        Some(last_row) => {
            res.found.extend(find_last_row_fault(file, sheet, first, last_row.value));
            find_given_end(sheet, last_row.value)
        }
        None => table_end::find_table_end(&shapes, first),
    };
    res.found.extend(end.as_mut().and_then(|end| end.question.take()));
    let behind = end.as_ref().map_or(sheet.rows(), |end| end.row);
    let gathering =
        Gathering { shapes: &shapes, columns: Rc::new(matched.columns.clone()), file };
    let rows = gathering.gather(first..behind, &mut res.account);
    pass_rows_behind(&shapes, end, &mut res.account);
    RawRows { rows, filed: matched.columns.clone() }
}

/// The rows of names, with the row of units below them where there is one.
fn widen_names(sheet: &Sheet, names: &Range<usize>) -> Range<usize> {
    let has_units = !names.is_empty() && unit_text::is_unit_row(sheet, names.end);
    names.start..names.end + usize::from(has_units)
}

/// The rows of a table are gathered, between its names and its end.
struct Gathering<'g, 'a> {
    shapes: &'g RowShapes<'a>,
    columns: Rc<ByColumn<Option<usize>>>,
    file: &'g DataFile,
}

impl<'a> Gathering<'_, 'a> {
    fn gather(
        &self,
        rows: Range<usize>,
        account: &mut ReadingAccount,
    ) -> Vec<RawRow<'a>> {
        let sheet = self.shapes.sheet;
        let skips_hidden =
            matches!(&self.file.hidden, Some(hidden) if hidden.value == HiddenRows::Skip);
        let mut res = Vec::new();
        let mut numbers = NumberRows::default();
        for row in rows {
            if sheet.is_blank(row) {
                continue;
            }
            if numbers.is_next(sheet, row) {
                self.pass(row, PassReason::ColumnNumbers, account);
            } else if !res.is_empty()
                && (self.shapes.repeats_names(row) || self.shapes.is_page_title(row))
            {
                self.pass(row, PassReason::RepeatedNames, account);
            } else if skips_hidden && sheet.is_hidden(row) {
                self.pass(row, PassReason::Hidden, account);
            } else if self.shapes.is_beside(row) {
                self.pass(row, PassReason::Beside, account);
            } else {
                if sheet.is_hidden(row) {
                    account.hidden.push(row);
                }
                let cells = RawCells::FromSheet(sheet, row, Rc::clone(&self.columns));
                res.push(RawRow { origin: row, cells });
            }
        }
        res
    }

    fn pass(&self, row: usize, reason: PassReason, account: &mut ReadingAccount) {
        account.pass(row, self.shapes.first_text(row), reason);
    }
}

impl ReadingAccount {
    /// Notes which rows were taken, when all are decided.
    pub(super) fn close(&mut self, origins: &ByRow<usize>) {
        self.taken = origins.len() - self.uncounted.len();
        // Rows stand in the order in which they were read.
        let origins = origins.iter().as_slice();
        let total = self.total.as_ref().map(|total| total.row);
        self.hidden
            .retain(|row| origins.binary_search(row).is_ok() || total == Some(*row));
        self.passed.sort_by_key(|passed| *passed.rows.start());
    }

    /// Notes a row that is none of the table; one that follows others of its kind is noted
    /// with them.
    pub(super) fn pass(&mut self, row: usize, text: String, reason: PassReason) {
        if let Some(last) = self.passed.last_mut()
            && last.reason == reason
            && reason.is_joined()
            && *last.rows.end() + 1 == row
        {
            last.rows = *last.rows.start()..=row;
            return;
        }
        self.passed.push(PassedRows { rows: row..=row, text, reason });
    }
}

impl PassReason {
    /// Whether rows that follow each other are one thing.
    fn is_joined(self) -> bool {
        match self {
            Self::Foot
            | Self::OtherTable
            | Self::BehindEnd
            | Self::Hidden
            | Self::Beside => true,
            Self::ColumnNumbers
            | Self::RepeatedNames
            | Self::GroupSum
            | Self::GroupTitle
            | Self::Part
            | Self::RepeatedTotal
            | Self::ByForm
            | Self::Nameless => false,
        }
    }
}

/// What stands behind the end of the table goes into the account.
fn pass_rows_behind(
    shapes: &RowShapes<'_>,
    end: Option<TableEnd>,
    account: &mut ReadingAccount,
) {
    let Some(end) = end else { return };
    let sheet = shapes.sheet;
    let Some(first) = (end.row..sheet.rows()).find(|row| !sheet.is_blank(*row)) else {
        return;
    };
    account.passed.push(PassedRows {
        rows: first..=sheet.rows() - 1,
        text: shapes.first_text(first),
        reason: end.reason,
    });
}

/// The end of a table whose last row the form names, from 1.
fn find_given_end(sheet: &Sheet, last_row: usize) -> Option<TableEnd> {
    let row = (0..sheet.rows()).find(|row| sheet.file_row(*row) >= last_row)?;
    Some(TableEnd { row, reason: PassReason::BehindEnd, question: None })
}

/// The last row that the form names is one below the names of the columns.
fn find_last_row_fault(
    file: &DataFile,
    sheet: &Sheet,
    first: usize,
    last_row: usize,
) -> Option<CellDiagnostic> {
    let names = sheet.file_row(first.saturating_sub(1)) + 1;
    if last_row > names {
        return None;
    }
    let span = file.last_row.as_ref().map_or(file.file.span, |row| row.span);
    let message = format!(
        "`het_o_dong: {last_row}` không để lại hàng nào: tên các cột ở dòng {names} của tệp {}",
        sheet.file_name()
    );
    let diagnostic = Diagnostic::error(&code::form::TABLE_ROWS, span, message)
        .label("cần dòng cuối cùng của bảng, đếm từ đầu trang tính");
    Some(CellDiagnostic::in_form(diagnostic))
}

/// A file with the names of the columns, and nothing below.
pub(super) fn report_no_data_rows(file: &DataFile, sheet: &Sheet) -> CellDiagnostic {
    let message = format!("tệp {} không có hàng số liệu nào", sheet.file_name());
    let diagnostic = Diagnostic::error(&code::form::TABLE_ROWS, file.file.span, message)
        .label("dưới dòng tên các cột không có hàng nào, ngoài hàng tổng nếu có");
    CellDiagnostic::in_form(diagnostic)
}
