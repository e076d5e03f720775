//! Where a cell of the table of units stands: in its CSV, in its workbook, or in the set.

use crate::build::data;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{ColumnId, RowId, Rows, UNITS};
use crate::source::Span;

use super::OpenSet;

/// A finding at the cell of a unit. In a workbook, which has no lines, the message says
/// which cell it is.
pub(super) fn at_cell(
    set: &OpenSet,
    (unit, column): (usize, ColumnId),
    (code, severity): (&'static str, Severity),
    message: String,
    finish: impl FnOnce(Diagnostic) -> Diagnostic,
) -> Report {
    let row = set.units[unit].row;
    let of = |span, message| finish(Diagnostic::new(code, severity, span, message));
    let Some((sheet, filed, at)) = set.figures.table(UNITS).filed(row, column) else {
        let span = in_set(set, row, column);
        return Report::new(set.base.alone(0), vec![of(Some(span), message)], 0);
    };
    let span = sheet.place(filed, at);
    let message = match sheet.source() {
        Some(_) => message,
        None => format!("{}: {message}", sheet.address(filed, at)),
    };
    data::report(sheet, vec![of(span, message)])
}

/// The cell as typed in the set; where it is computed, its formula.
fn in_set(set: &OpenSet, row: RowId, column: ColumnId) -> Span {
    let written = &set.set.units;
    let of = &written.columns[column];
    let own = of.formula.as_ref().map(|formula| formula.span);
    let own = own.or(of.id.as_ref().map(|id| id.span)).unwrap_or(of.label.span);
    let Rows::Typed(rows) = &written.rows else { return own };
    let typed = set.figures.table(UNITS).typed_row(row).and_then(|row| rows.get(row));
    let Some(typed) = typed.filter(|_| of.formula.is_none()) else { return own };
    written.typed_cell(typed, column).map_or(typed.span, |cell| cell.span)
}

/// The head of a column.
pub(super) fn label(set: &OpenSet, column: ColumnId) -> String {
    crate::language::collapse(&set.set.units.columns[column].label.words())
}
