//! The cells of each column as values: what a cell may say depends on the other cells of
//! its column.

use crate::form::{CellKind, PercentScale, TableSpec, UNIT};
use crate::formula::Value;

use super::parse_cell::{self, ColumnType};
use super::raw_cell::{CellDiagnostic, RawCell, RawRow};
use super::{LoadedTable, cell_kind, report_unknown_column_id};

/// Findings of one column after which further ones are only counted.
const MOST_FINDINGS: usize = 10;

/// Reads the cells, column by column.
pub(super) fn read_columns(
    table: &TableSpec,
    rows: &[RawRow<'_>],
    total: Option<&RawRow<'_>>,
    res: &mut LoadedTable,
) {
    for (id, column) in table.columns.enumerate() {
        let cells: Vec<_> = rows.iter().map(|row| row.cells.get(id)).collect();
        let total = total.and_then(|row| row.cells.get(id));
        let kind = res.kinds[id].unwrap_or(CellKind::Number);
        let is_ratio =
            column.scale == Some(PercentScale::Ratio) && kind == CellKind::Percent;
        let filled = cells.iter().copied().flatten().chain(total);
        let decimals = cell_kind::measure_decimals(kind, is_ratio, filled);
        let column_type = ColumnType {
            kind,
            fractional: decimals.fractional,
            percent: column.scale,
            scale: res.scales[id].read,
        };
        res.places.push(decimals.places);
        let mut findings = Vec::new();
        let typed = cells.iter().any(Option::is_some).then(|| {
            let values = cells.iter();
            values.map(|raw| read_or_pend(*raw, column_type, &mut findings)).collect()
        });
        let total = read_or_pend(total, column_type, &mut findings);
        res.typed.push(typed);
        res.typed_totals.push(total.filter(|_| kind != CellKind::Text));
        // Each row of the table of units becomes a paper: every finding is reported.
        if table.id.as_ref().is_some_and(|id| id.value == UNIT) {
            res.found.append(&mut findings);
        } else {
            keep_first_findings(findings, &mut res.found);
        }
    }
}

/// The value of a cell. One that cannot be read is a finding, and pending from here on, so
/// that nothing computed from it is a finding too.
fn read_or_pend(
    raw: Option<RawCell<'_>>,
    column_type: ColumnType,
    findings: &mut Vec<CellDiagnostic>,
) -> Option<Value> {
    parse_cell::read_cell(raw?, column_type).unwrap_or_else(|finding| {
        findings.push(*finding);
        Some(Value::Pending)
    })
}

/// The first findings of a column. Further ones are only counted: a column of another type
/// than its cells would fill pages.
fn keep_first_findings(
    mut findings: Vec<CellDiagnostic>,
    found: &mut Vec<CellDiagnostic>,
) {
    let more = findings.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        findings.truncate(MOST_FINDINGS);
        if let Some(last) = findings.last_mut() {
            last.diagnostic.message +=
                &format!("; còn {more} ô nữa trong cột này cũng như vậy");
        }
    }
    found.append(&mut findings);
}

/// The cells of the total row that the form gives by hand.
pub(super) fn read_given_totals(table: &TableSpec, res: &mut LoadedTable) {
    for (id, cell) in table.total.iter().flat_map(|t| &t.given) {
        let Some(column) = table.column(&id.value) else {
            res.found.push(CellDiagnostic::in_form(report_unknown_column_id(table, id)));
            continue;
        };
        let raw = RawCell::FromForm(cell);
        let kind = res.kinds[column].unwrap_or(CellKind::Number);
        let decimals = cell_kind::measure_decimals(kind, false, std::iter::once(raw));
        let column_type = ColumnType {
            kind,
            fractional: res.places[column] > 0 || decimals.fractional,
            percent: None,
            scale: res.scales[column].read,
        };
        res.places[column] = res.places[column].max(decimals.places);
        let value = read_or_pend(Some(raw), column_type, &mut res.found);
        res.typed_totals[column] = value;
    }
}
