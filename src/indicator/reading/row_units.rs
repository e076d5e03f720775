//! Columns of amounts beside a column that has the unit of each row: `ĐVT` with `triệu
//! đồng` in one row and `nghìn đồng` in another.

use crate::code;
use crate::diagnostic::{self, Diagnostic};
use crate::form::{ByColumn, CellKind};
use crate::quantity::{MoneyScale, MoneyUnit, read_money_unit};

use super::labels;
use super::money_scale::{ColumnScale, TableSurroundings};
use super::raw_cell::{CellContent, CellDiagnostic, RawCell, RawRow};
use crate::indicator::nature;

/// A unit of money as a row has it.
struct RowUnit {
    scale: MoneyScale,
    /// As written, with its cell where that is of a file.
    words: String,
}

/// The column that has the unit of each row: of the table, or of its file alone.
struct RowUnitColumn<'a> {
    name: String,
    cells: Vec<RawCell<'a>>,
}

/// The question of columns of money that are counted in another unit than the rows say.
/// What the form says at a column answers it.
pub(super) fn find_row_units(
    around: TableSurroundings<'_>,
    rows: &[RawRow<'_>],
    scales: &ByColumn<ColumnScale>,
) -> Option<CellDiagnostic> {
    let TableSurroundings { table, kinds, .. } = around;
    if !kinds.iter().any(|kind| *kind == Some(CellKind::Money)) {
        return None;
    }
    let labels = labels::collect_labels(table);
    let units = find_unit_column(around, rows, &labels)?;
    let money = table.columns.ids().filter(|id| {
        let column = &table.columns[*id];
        kinds[*id] == Some(CellKind::Money)
            && column.unit.is_none()
            && column.formula.is_none()
    });
    let found = list_row_units(&units.cells);
    let asked: Vec<_> = money
        .filter(|id| found.iter().any(|unit| unit.scale != scales[*id].read))
        .collect();
    let first = *asked.first()?;
    let names: Vec<_> =
        asked.iter().map(|id| format!("“{}”", labels[*id].join(" / "))).collect();
    let words: Vec<_> = found.iter().map(|unit| unit.words.as_str()).collect();
    let message = format!(
        "số tiền ở cột {} đọc được hai cách: cột “{}” ghi {}, còn máy đọc cả cột theo {}",
        diagnostic::list_names(&names),
        units.name,
        diagnostic::list_names(&words),
        scales[first].read.name()
    );
    let span = table.columns[first].label.span;
    let mut finding = Diagnostic::error(&code::indicator::AMBIGUOUS_UNIT, span, message)
        .label("mỗi hàng tính theo đơn vị nào?");
    if found.len() > 1 {
        finding = finding.hint("sửa tệp cho cả cột cùng một đơn vị tiền");
    }
    let scale = found.first().map_or(MoneyScale::Dong, |unit| unit.scale).name();
    let finding = finding.hint(format!(
        "cả cột cùng một đơn vị thì ghi ở cột ấy, ví dụ: `don_vi_tinh: {scale}`"
    ));
    Some(CellDiagnostic::in_form(finding))
}

fn find_unit_column<'a>(
    around: TableSurroundings<'a>,
    rows: &[RawRow<'a>],
    labels: &ByColumn<Vec<String>>,
) -> Option<RowUnitColumn<'a>> {
    let typed = around.table.columns.ids().find(|id| {
        around.kinds[*id] == Some(CellKind::Text)
            && labels[*id].last().is_some_and(|label| nature::is_unit_label(label))
    });
    if let Some(id) = typed {
        let cells = rows.iter().filter_map(|row| row.cells.get(id)).collect();
        return Some(RowUnitColumn { name: labels[id].join(" / "), cells });
    }
    let (sheet, [first, last]) = around.sheet?;
    let mut names = (first..=last)
        .flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
    let (row, column) =
        names.find(|(row, column)| nature::is_unit_label(&sheet.text(*row, *column)))?;
    let cells =
        rows.iter().map(|row| RawCell::FromSheet(sheet, row.origin, column)).collect();
    Some(RowUnitColumn { name: sheet.text(row, column).into_owned(), cells })
}

/// The units of money in a column of units, each scale once.
fn list_row_units(cells: &[RawCell<'_>]) -> Vec<RowUnit> {
    let mut res: Vec<RowUnit> = Vec::new();
    for raw in cells.iter().copied() {
        let Some(scale) = read_row_scale(raw) else { continue };
        if res.iter().any(|unit| unit.scale == scale) {
            continue;
        }
        let text = raw.text();
        let words = match raw.address() {
            Some(address) if address.is_line => {
                format!("“{}” (dòng {})", text.trim(), address.place)
            }
            Some(address) => format!("“{}” ({})", text.trim(), address.place),
            None => format!("“{}”", text.trim()),
        };
        res.push(RowUnit { scale, words });
    }
    res
}

fn read_row_scale(raw: RawCell<'_>) -> Option<MoneyScale> {
    let CellContent::Text(text) = raw.content() else { return None };
    match read_money_unit(text)? {
        MoneyUnit::Known { scale, .. } => Some(scale),
        MoneyUnit::Unknown => None,
    }
}
