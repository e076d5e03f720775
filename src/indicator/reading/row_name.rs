//! The cell that names a row, and the one that says that it is a total.

use std::rc::Rc;

use crate::form::{ColumnId, TableSpec};
use crate::sheet::{DataCell, Sheet};

use super::cell_kind::has_figure;
use super::raw_cell::{RawCell, RawCells, RawRow};
use super::total_name::{NameKind, classify_cell, classify_name};

/// The cell that may say that a row is a total: its name; where that is empty any other
/// that does, of the table or beside it.
pub(super) fn find_name_cell<'a>(
    key: ColumnId,
    sheet: Option<&'a Sheet>,
    row: &RawRow<'a>,
) -> Option<RawCell<'a>> {
    let named = row.cells.get(key).filter(|raw| !raw.is_nameless());
    if named.is_some() {
        return named;
    }
    let cell = row.cells.iter().find(is_naming_total);
    cell.or_else(|| {
        let sheet = sheet?;
        let mut cells = (0..sheet.width())
            .map(|column| RawCell::FromSheet(sheet, row.origin, column));
        cells.find(is_naming_total)
    })
}

/// A name that is merged over the number before it and stands there names the row.
pub(super) fn find_merged_name(key: ColumnId, row: &mut RawRow<'_>) {
    let RawCells::FromSheet(sheet, index, columns) = &mut row.cells else { return };
    let Some(Some(column)) = columns.get(key).copied() else { return };
    let Some(area) = sheet.merged(*index, column) else { return };
    let first = *area.columns.start();
    if first < column
        && area.rows.start() == area.rows.end()
        && matches!(sheet.cell(*index, first), DataCell::Text(_))
    {
        Rc::make_mut(columns)[key] = Some(first);
    }
}

/// Another cell of words that says that the row is a total: `Anh Sơn | Cộng`, where the
/// first of two columns is filled throughout. A scope, as `Toàn huyện`, is not enough.
pub(super) fn find_total_beside<'a>(
    table: &TableSpec,
    key: ColumnId,
    row: &RawRow<'a>,
) -> Option<RawCell<'a>> {
    table.file()?;
    let others = (0..table.columns.len()).map(ColumnId::new).filter(|id| *id != key);
    let mut cells = others.filter_map(|id| row.cells.get(id));
    cells.find(|raw| {
        let text = raw.text();
        let begins = ["tổng", "cộng", "tc"]
            .iter()
            .any(|word| text.to_lowercase().starts_with(word));
        begins && matches!(classify_name(&text), NameKind::Total) && !has_figure(*raw)
    })
}

fn is_naming_total(raw: &RawCell<'_>) -> bool {
    classify_cell(*raw) != NameKind::Other && !has_figure(*raw)
}
