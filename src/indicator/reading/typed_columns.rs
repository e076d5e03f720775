//! The cells of each column as values: what a cell may say depends on the other cells of
//! its column.

use crate::form::{CellKind, ColumnId, ColumnSpec, PercentScale, RowId, TableSpec, UNIT};
use crate::formula::Value;

use super::figure_style::{self, FigureStyle};
use super::parse_cell::{self, ColumnType};
use super::raw_cell::{CellContent, CellDiagnostic, RawCell, RawRow};
use super::repeated::{self, CellFinding};
use super::{LoadedTable, cell_kind, column_notes, report_unknown_column_id};

/// Reads the cells, column by column.
pub(super) fn read_columns(
    table: &TableSpec,
    rows: &[RawRow<'_>],
    total: Option<&RawRow<'_>>,
    res: &mut LoadedTable,
) {
    let is_unit_table = table.id.as_ref().is_some_and(|id| id.value == UNIT);
    for (id, column) in table.columns.enumerate() {
        let cells: Vec<_> = rows.iter().map(|row| row.cells.get(id)).collect();
        let total = total.and_then(|row| row.cells.get(id));
        let kind = res.kinds[id].unwrap_or(CellKind::Number);
        let filled: Vec<_> = cells.iter().copied().flatten().chain(total).collect();
        let column_type = decide_type(column, id, kind, &filled, res);
        let mut findings = Vec::new();
        if is_summed(table) && column.kind.is_none() && kind == CellKind::Text {
            let mixed = column_notes::report_mixed(column, &filled);
            findings.extend(mixed);
        }
        let typed = cells.iter().any(Option::is_some).then(|| {
            let values = cells.iter();
            values.map(|raw| read_or_pend(*raw, column_type, &mut findings)).collect()
        });
        let total = read_or_pend(total, column_type, &mut findings);
        res.typed.push(typed);
        res.typed_totals.push(total.filter(|_| kind != CellKind::Text));
        res.dashes.push(find_rows(&cells, kind, |raw| raw.is_dash() && !raw.is_typed()));
        res.covered.push(find_rows(&cells, kind, is_covered));
        column_notes::note_readings(id, column_type, &filled, &mut res.account);
        match is_unit_table {
            true => {
                repeated::fold_unit_findings(findings, column.label.span, &mut res.found)
            }
            false => repeated::fold_findings(findings, &mut res.found),
        }
    }
}

/// What is known of a column by all its cells; its decimal places are kept.
fn decide_type(
    column: &ColumnSpec,
    id: ColumnId,
    kind: CellKind,
    filled: &[RawCell<'_>],
    res: &mut LoadedTable,
) -> ColumnType {
    let is_ratio = column.scale == Some(PercentScale::Ratio) && kind == CellKind::Percent;
    let style = figure_style::decide_style(column, kind, filled.iter().copied());
    let decimals =
        cell_kind::measure_decimals(kind, is_ratio, style, filled.iter().copied());
    res.places.push(decimals.places);
    ColumnType {
        kind,
        fractional: decimals.fractional,
        percent: column.scale,
        scale: res.scales[id].read,
        style,
    }
}

/// Whether the paper shows sums of the table's columns.
fn is_summed(table: &TableSpec) -> bool {
    table.total.is_some() || table.grouping.is_some()
}

/// Whether a cell is one of merged cells, and not the first.
fn is_covered(raw: RawCell<'_>) -> bool {
    matches!(raw.content(), CellContent::Covered(_))
}

/// The rows of a column of figures whose cells are of some kind.
fn find_rows(
    cells: &[Option<RawCell<'_>>],
    kind: CellKind,
    is_wanted: fn(RawCell<'_>) -> bool,
) -> Vec<RowId> {
    if matches!(kind, CellKind::Text | CellKind::Date) {
        return Vec::new();
    }
    let rows = cells.iter().enumerate().filter(|(_, raw)| raw.is_some_and(is_wanted));
    rows.map(|(row, _)| RowId::new(row)).collect()
}

/// The value of a cell. One that cannot be read is a finding, and pending from here on, so
/// that nothing computed from it is a finding too.
fn read_or_pend<'a>(
    raw: Option<RawCell<'a>>,
    column_type: ColumnType,
    findings: &mut Vec<CellFinding<'a>>,
) -> Option<Value> {
    let raw = raw?;
    parse_cell::read_cell(raw, column_type).unwrap_or_else(|finding| {
        findings.push(CellFinding { raw, finding: *finding });
        Some(Value::Pending)
    })
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
        let spec = &table.columns[column];
        let style = figure_style::decide_style(spec, kind, std::iter::once(raw));
        let decimals =
            cell_kind::measure_decimals(kind, false, style, std::iter::once(raw));
        let column_type = ColumnType {
            kind,
            fractional: res.places[column] > 0 || decimals.fractional,
            percent: None,
            scale: res.scales[column].read,
            // A figure of the form is written as forms are.
            style: FigureStyle { asks_commas: false, ..style },
        };
        res.places[column] = res.places[column].max(decimals.places);
        let mut findings = Vec::new();
        let value = read_or_pend(Some(raw), column_type, &mut findings);
        res.found.extend(findings.into_iter().map(|found| found.finding));
        res.typed_totals[column] = value;
    }
}
