//! Columns of amounts beside a column that has the unit of each row: `ĐVT` with `triệu
//! đồng` in one row and `nghìn đồng` in another.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellKind, ColumnId, TableSpec};
use crate::quantity::{MoneyScale, MoneyUnit, read_money_unit};

use super::labels;
use super::money_scale::ColumnScale;
use super::raw_cell::{CellContent, CellDiagnostic, RawCell, RawRow};
use crate::indicator::nature;

/// A unit of money as a row has it.
struct RowUnit {
    scale: MoneyScale,
    /// As written, with its cell where that is of a file.
    words: String,
}

/// The question of columns of money that are counted in another unit than the rows say.
/// What the form says at a column answers it.
pub(super) fn find_row_units(
    table: &TableSpec,
    rows: &[RawRow<'_>],
    kinds: &ByColumn<Option<CellKind>>,
    scales: &ByColumn<ColumnScale>,
) -> Option<CellDiagnostic> {
    let labels = labels::collect_labels(table);
    let units = table.columns.ids().find(|id| {
        kinds[*id] == Some(CellKind::Text)
            && labels[*id].last().is_some_and(|label| nature::is_unit_label(label))
    })?;
    let money = table.columns.ids().filter(|id| {
        let column = &table.columns[*id];
        kinds[*id] == Some(CellKind::Money)
            && column.unit.is_none()
            && column.formula.is_none()
    });
    let found = list_row_units(rows, units);
    let asked: Vec<_> = money
        .filter(|id| found.iter().any(|unit| unit.scale != scales[*id].read))
        .collect();
    let first = *asked.first()?;
    let names: Vec<_> =
        asked.iter().map(|id| format!("“{}”", labels[*id].join(" / "))).collect();
    let words: Vec<_> = found.iter().map(|unit| unit.words.as_str()).collect();
    let message = format!(
        "số tiền ở cột {} đọc được hai cách: cột “{}” ghi {}, còn máy đọc cả cột theo {}",
        names.join(", "),
        labels[units].join(" / "),
        words.join(", "),
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

/// The units of money in a column of units, each scale once.
fn list_row_units(rows: &[RawRow<'_>], units: ColumnId) -> Vec<RowUnit> {
    let mut res: Vec<RowUnit> = Vec::new();
    for raw in rows.iter().filter_map(|row| row.cells.get(units)) {
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
