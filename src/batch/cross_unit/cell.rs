//! Where a cell of the table of units stands: in its CSV, in its workbook, or in the set.

use crate::build::data_file;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{ColumnId, RowId, Rows};
use crate::language;
use crate::source::Span;

use super::OpenSet;

/// A cell of the table of units.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitCell {
    /// Index of the unit.
    pub(super) unit: usize,
    pub(super) column: ColumnId,
}

/// Code and severity that all findings of one check share.
#[derive(Debug, Clone, Copy)]
pub(super) struct FindingKind {
    pub(super) code: &'static Code,
    pub(super) severity: Severity,
}

/// The report of a finding at the cell of a unit, in the file where that cell stands. In
/// a workbook, which has no lines, the message says which cell it is. `finish` adds label
/// and hints.
pub(super) fn report_at_cell(
    set: &OpenSet,
    cell: UnitCell,
    kind: FindingKind,
    message: String,
    finish: impl FnOnce(Diagnostic) -> Diagnostic,
) -> Report {
    let UnitCell { unit, column } = cell;
    let FindingKind { code, severity } = kind;
    let row = set.units[unit].row;
    let Some((sheet, sheet_row, sheet_column)) =
        set.units_table().sheet_cell(row, column)
    else {
        let span = Some(locate_in_set(set, row, column));
        let finding = finish(Diagnostic::new(code, severity, span, message));
        return Report::new(set.sources.set.clone(), vec![finding], 0);
    };
    let message = match sheet.source() {
        Some(_) => message,
        None => format!("{}: {message}", sheet.address(sheet_row, sheet_column)),
    };
    let span = sheet.place(sheet_row, sheet_column);
    data_file::report_sheet_findings(
        sheet,
        vec![finish(Diagnostic::new(code, severity, span, message))],
    )
}

/// The place of a cell that is in no file of data: where it is typed in the set, or the
/// formula of its column. A row that lacks the cell has its own place.
fn locate_in_set(set: &OpenSet, row: RowId, column: ColumnId) -> Span {
    let table = &set.set.units;
    let spec = &table.columns[column];
    let span = spec.formula.as_ref().map(|formula| formula.span);
    let span = span.or(spec.id.as_ref().map(|id| id.span)).unwrap_or(spec.label.span);
    let Rows::Typed(rows) = &table.rows else { return span };
    let typed = set.units_table().typed_row(row).and_then(|row| rows.get(row));
    let Some(typed) = typed.filter(|_| spec.formula.is_none()) else { return span };
    table.typed_cell(typed, column).map_or(typed.span, |cell| cell.span)
}

/// The head of a column.
pub(in crate::batch) fn name_column(set: &OpenSet, column: ColumnId) -> String {
    let label = &set.set.units.columns[column].label;
    language::normalize_spaces(&label.collect_words())
}
