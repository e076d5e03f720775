//! The rows of the form as they come: of each its cell for each column of the table.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellReach, TableSpec, TypedRow};

use super::RawRows;
use super::raw_cell::{CellDiagnostic, RawCells, RawRow};

/// The rows of the form. A row has a cell for each column that is not computed, or for
/// each column; any other number is a finding, and the row is left out.
pub(super) fn gather_form_rows<'a>(
    table: &TableSpec,
    typed_rows: &'a [TypedRow],
    found: &mut Vec<CellDiagnostic>,
) -> RawRows<'a> {
    let all: Vec<_> = table.columns.ids().collect();
    // A table without formulas has as many inputs as columns; then the first arm counts.
    let mut inputs = all.clone();
    inputs.retain(|column| table.columns[*column].formula.is_none());
    let mut rows = Vec::with_capacity(typed_rows.len());
    for (index, row) in typed_rows.iter().enumerate() {
        let columns = match row.cells.len() {
            n if n == inputs.len() => &inputs,
            n if n == all.len() => &all,
            _ => {
                let diagnostic = report_row_length(row, inputs.len(), all.len());
                found.push(CellDiagnostic::in_form(diagnostic));
                continue;
            }
        };
        let mut cells = ByColumn::filled(None, all.len());
        for (column, cell) in columns.iter().zip(&row.cells) {
            cells[*column] = Some(cell);
        }
        rows.push(RawRow { origin: index, cells: RawCells::FromForm(cells) });
    }
    RawRows { rows, filed: ByColumn::filled(None, all.len()) }
}

/// A row with too many or too few cells. What is asked for is the number without computed
/// columns, which is what most rows have.
fn report_row_length(row: &TypedRow, inputs: usize, all: usize) -> Diagnostic {
    let has = row.cells.len();
    let message = if inputs == all {
        format!("hàng này có {has} ô, bảng có {all} cột")
    } else {
        format!("hàng này có {has} ô, bảng có {inputs} cột không có công thức")
    };
    let wide = row.cells.iter().find_map(|cell| match cell.reach {
        CellReach::Wide(count) => Some(count),
        CellReach::Own | CellReach::Covered => None,
    });
    let finding = Diagnostic::error(&code::indicator::ROW_LENGTH, row.span, message)
        .label(format!("cần {inputs} ô"))
        .hint("ô để trống ghi \"\"; ô có dấu phẩy thì đặt trong dấu nháy kép");
    match wide {
        Some(count) => finding.hint(format!("ô có `gop: {count}` tính là {count} ô")),
        None => finding,
    }
}
