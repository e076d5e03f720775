//! The cells of each column as values: what a cell may say depends on the other cells of
//! its column.

#[cfg(test)]
mod tests;

use crate::form::{CellKind, ColumnSpec, PercentScale, RowId, TableSpec, UNIT};
use crate::formula::Value;
use crate::quantity::MoneyScale;

use super::figure_style::{self, FigureStyle};
use super::parse_cell::{self, ColumnType};
use super::raw_cell::{CellDiagnostic, RawCell, RawRow};
use super::repeated::{self, CellFinding};
use super::{
    LoadedTable, cell_kind, column_notes, column_vote, report_unknown_column_id,
};

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
        let filled: Vec<_> = cells.iter().copied().flatten().chain(total).collect();
        let kind = res.kinds[id].unwrap_or_else(|| guess_computed_kind(column, &filled));
        let typed_column = decide_type(column, kind, res.scales[id].read, &filled);
        let column_type = typed_column.column_type;
        res.places.push(typed_column.places);
        let mut findings = Vec::new();
        let is_order = cell_kind::is_order_label(&column.label.collect_words());
        if cell_kind::is_summed(table)
            && column.kind.is_none()
            && kind == CellKind::Text
            && !is_order
        {
            let mixed = column_notes::report_mixed(column, &filled);
            if let Some(question) = mixed {
                // Until it is answered no figure of it is known, and what is computed from
                // it is no fault of its own.
                res.kinds[id] = Some(CellKind::Number);
                repeated::fold_findings(vec![question], &mut res.found);
                mark_column_pending(&cells, res);
                continue;
            }
        }
        let typed = cells.iter().any(Option::is_some).then(|| {
            let values = cells.iter();
            values.map(|raw| read_or_pend(*raw, column_type, &mut findings)).collect()
        });
        let total = read_or_pend(total, column_type, &mut findings);
        res.typed.push(typed);
        res.typed_totals.push(total.filter(|_| kind != CellKind::Text));
        res.dashes.push(find_rows(&cells, kind, |raw| raw.is_dash() && !raw.is_typed()));
        // A unit has a figure of its own, or none.
        res.covered.push(match is_unit_table {
            true => Vec::new(),
            false => find_rows(&cells, kind, |raw| raw.is_counted_above()),
        });
        column_notes::note_readings(id, column_type, &filled, &mut res.account);
        match is_unit_table {
            true => {
                repeated::fold_unit_findings(findings, column.label.span, &mut res.found);
            }
            false => repeated::fold_findings(findings, &mut res.found),
        }
    }
}

/// The type of the given cells of a computed column of which the form says nothing: they
/// will be compared with what is computed.
fn guess_computed_kind(column: &ColumnSpec, filled: &[RawCell<'_>]) -> CellKind {
    let label = column.label.collect_words();
    match column_vote::guess_kind(&label, true, filled.iter().copied()) {
        CellKind::Percent => CellKind::Percent,
        _ => CellKind::Number,
    }
}

/// What is known of a column by all its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypedColumn {
    /// How a cell of it is read.
    pub(super) column_type: ColumnType,
    /// The most decimal places that are written in it.
    pub(super) places: u32,
}

/// What is known of a column by all its cells.
pub(super) fn decide_type(
    column: &ColumnSpec,
    kind: CellKind,
    scale: MoneyScale,
    filled: &[RawCell<'_>],
) -> TypedColumn {
    let is_ratio = column.scale == Some(PercentScale::Ratio) && kind == CellKind::Percent;
    let style = figure_style::decide_style(column, kind, filled.iter().copied());
    let decimals =
        cell_kind::measure_decimals(kind, is_ratio, style, filled.iter().copied());
    let column_type = ColumnType {
        kind,
        fractional: decimals.fractional,
        percent: column.scale,
        scale,
        style,
    };
    TypedColumn { column_type, places: decimals.places }
}

/// Adds a column whose cells are pending where there are any.
fn mark_column_pending(cells: &[Option<RawCell<'_>>], res: &mut LoadedTable) {
    let values = cells.iter().map(|raw| raw.map(|_| Value::Pending)).collect();
    res.typed.push(Some(values));
    res.typed_totals.push(None);
    res.dashes.push(Vec::new());
    res.covered.push(Vec::new());
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
