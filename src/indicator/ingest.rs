//! From rows as written to typed columns: the one way from a table of the form, or from a
//! sheet, to values.

use std::collections::HashMap;
use std::rc::Rc;

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    ByColumn, ByRow, CellKind, ColumnId, DataFile, PercentScale, RowId, Rows, Spanned,
    TableSpec, TypedRow, UNIT,
};
use crate::formula::Value;
use crate::language;
use crate::prose::ProsePiece;
use crate::sheet::Sheet;
use crate::source::Span;

use super::cell_kind;
use super::column_match;
use super::parse_cell::{self, ColumnType};
use super::raw_cell::{CellDiagnostic, RawCell, RawCells, RawRow};
use super::total_row::{SplitRows, is_column_number, split_total_row};

/// Findings of one column after which further ones are only counted.
const MOST_FINDINGS: usize = 10;

/// A table as read, nothing computed.
#[derive(Debug, Default)]
pub(super) struct LoadedTable {
    /// Row of the form or of the sheet, for each row.
    pub(super) origins: ByRow<usize>,
    /// Column of the sheet for each column, where the rows come from one.
    pub(super) filed: ByColumn<Option<usize>>,
    /// The cells as typed or read; `None` for a column of which nothing stands there.
    pub(super) typed: ByColumn<Option<ByRow<Option<Value>>>>,
    /// Cells of the total row that are typed or read.
    pub(super) typed_totals: ByColumn<Option<Value>>,
    /// Type of each column; `None` for a computed one of which the form says nothing.
    pub(super) kinds: ByColumn<Option<CellKind>>,
    /// The most decimal places typed in each column.
    pub(super) places: ByColumn<u32>,
    /// Row of the form or of the sheet of the given total row, if there is one.
    pub(super) total_origin: Option<usize>,
    /// The column that names a row.
    pub(super) key: Option<ColumnId>,
    /// Whether no row could be read.
    pub(super) broken: bool,
    /// Findings in the form and in the file.
    pub(super) found: Vec<CellDiagnostic>,
}

impl LoadedTable {
    /// A table that a set has computed: nothing is read.
    pub(super) fn ready(columns: usize) -> Self {
        Self {
            typed: ByColumn::filled(None, columns),
            typed_totals: ByColumn::filled(None, columns),
            kinds: ByColumn::filled(None, columns),
            places: ByColumn::filled(0, columns),
            ..Self::default()
        }
    }

    /// A table of values that the program has made itself.
    fn from_values(table: &TableSpec, rows: &[Vec<Option<Value>>]) -> Self {
        let mut typed = ByColumn::new();
        for column in table.columns.ids() {
            let cells = rows.iter().map(|row| row.get(column.index()).cloned().flatten());
            typed.push(Some(cells.collect()));
        }
        Self {
            origins: (0..rows.len()).collect(),
            typed,
            kinds: table.columns.iter().map(|c| c.kind).collect(),
            key: table.key.as_ref().and_then(|key| table.column(&key.value)),
            ..Self::ready(table.columns.len())
        }
    }
}

/// Rows of cells as they come: of each row, its cell for each column of the table.
#[derive(Default)]
struct RawRows<'a> {
    rows: Vec<RawRow<'a>>,
    filed: ByColumn<Option<usize>>,
}

/// Reads the rows of a table.
pub(super) fn load_table(table: &TableSpec, sheet: Option<&Sheet>) -> LoadedTable {
    if let Rows::Ready(rows) = &table.rows {
        return LoadedTable::from_values(table, rows);
    }
    let mut res = LoadedTable::default();
    let raw = gather_rows(table, sheet, &mut res);
    res.filed = raw.filed;
    // The types come from all rows, a total row among them; the types say which column
    // names the rows; the names say which row is a total.
    res.kinds = cell_kind::infer_kinds(table, &raw.rows);
    res.key = find_key_column(table, &res.kinds, &mut res.found);
    let SplitRows { rows, total } =
        split_total_row(table, res.key, raw.rows, &mut res.found);
    res.total_origin = total.as_ref().map(|row| row.origin);
    res.origins = rows.iter().map(|row| row.origin).collect();
    if let (Rows::File(file), Some(sheet)) = (&table.rows, sheet)
        && rows.is_empty()
        && !res.broken
        && res.found.is_empty()
    {
        res.found.push(report_no_data_rows(file, sheet));
    }
    // Only now are the rows known. What a cell may say (`1.250`) depends on the other cells
    // of its column, so the cells are read column by column.
    check_fixed_names(table, &rows, &mut res);
    read_columns(table, &rows, total.as_ref(), &mut res);
    read_given_totals(table, &mut res);
    res
}

/// The rows as they come, of the form or of the sheet. Where there are none to be had the
/// table is broken, which has findings here or where the file was opened.
fn gather_rows<'a>(
    table: &'a TableSpec,
    sheet: Option<&'a Sheet>,
    res: &mut LoadedTable,
) -> RawRows<'a> {
    match (&table.rows, sheet) {
        (Rows::Typed(rows), _) => gather_form_rows(table, rows, &mut res.found),
        (Rows::File(file), Some(sheet)) => {
            match column_match::match_columns(table, file, sheet) {
                Ok(columns) => gather_sheet_rows(sheet, &columns),
                Err(findings) => {
                    res.found.extend(findings.into_iter().map(CellDiagnostic::in_form));
                    res.broken = true;
                    RawRows::default()
                }
            }
        }
        (Rows::File(_) | Rows::Ready(_), _) => {
            res.broken = true;
            RawRows::default()
        }
    }
}

/// Refuses `{{ … }}` in names of groups, and in names by which rows are asked for: rows
/// are found before any value is known.
fn check_fixed_names(table: &TableSpec, rows: &[RawRow<'_>], res: &mut LoadedTable) {
    let grouping = table.grouping.as_ref().and_then(|g| table.column(&g.by.value));
    let key = res.key.filter(|_| table.id.is_some());
    for column in [grouping, key].into_iter().flatten() {
        for raw in rows.iter().filter_map(|row| row.cells.get(column)) {
            let RawCell::FromForm(cell) = raw else { continue };
            let mut pieces =
                cell.plain.iter().flat_map(|plain| plain.lines.iter().flatten());
            if pieces.any(|piece| matches!(piece, ProsePiece::Value { .. })) {
                let message = "tên hàng, tên nhóm không dùng được {{ … }}";
                let mut finding = raw.error(&code::form::VALUE_NOT_HERE, message);
                finding.diagnostic.label = "cần chữ viết sẵn".to_owned();
                res.found.push(finding);
            }
        }
    }
}

/// The rows of the form. A row has a cell for each column that is not computed, or for
/// each column; any other number is a finding, and the row is left out.
fn gather_form_rows<'a>(
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
            n => {
                let diagnostic = report_row_length(n, inputs.len(), all.len(), row.span);
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
fn report_row_length(has: usize, inputs: usize, all: usize, span: Span) -> Diagnostic {
    let message = if inputs == all {
        format!("hàng này có {has} ô, bảng có {all} cột")
    } else {
        format!("hàng này có {has} ô, bảng có {inputs} cột không có công thức")
    };
    Diagnostic::error(&code::indicator::ROW_LENGTH, span, message)
        .label(format!("cần {inputs} ô"))
        .hint("ô để trống ghi \"\"; ô có dấu phẩy thì đặt trong dấu nháy kép")
}

/// The rows of a sheet below the names of its columns. Empty rows, rows that only number
/// the columns and what stands below the table (a date, a signature) are no rows.
fn gather_sheet_rows<'a>(
    sheet: &'a Sheet,
    matched: &column_match::MatchedColumns,
) -> RawRows<'a> {
    let columns = Rc::new(matched.columns.clone());
    let mut rows = Vec::new();
    for row in matched.row + 1..sheet.rows() {
        let cells = RawCells::FromSheet(sheet, row, Rc::clone(&columns));
        // Of a row without any cell this holds too.
        let is_no_row = cells
            .iter()
            .filter(|raw| !raw.is_empty())
            .all(|raw| is_column_number(&raw.text()));
        if !is_no_row {
            rows.push(RawRow { origin: row, cells });
        }
    }
    RawRows { rows, filed: matched.columns.clone() }
}

/// A file with the names of the columns, and nothing below.
fn report_no_data_rows(file: &DataFile, sheet: &Sheet) -> CellDiagnostic {
    let message = format!("tệp {} không có hàng số liệu nào", sheet.file_name());
    let diagnostic = Diagnostic::error(&code::form::TABLE_ROWS, file.file.span, message)
        .label("dưới dòng tên các cột không có hàng nào, ngoài hàng tổng nếu có");
    CellDiagnostic::in_form(diagnostic)
}

/// The column that names a row: the one that the form says; else the first of words that
/// does not group the rows, if possible not one of order numbers.
fn find_key_column(
    table: &TableSpec,
    kinds: &ByColumn<Option<CellKind>>,
    found: &mut Vec<CellDiagnostic>,
) -> Option<ColumnId> {
    if let Some(id) = &table.key {
        let column = table.column(&id.value);
        if column.is_none() {
            found.push(CellDiagnostic::in_form(report_unknown_column_id(table, id)));
        }
        return column;
    }
    let grouping = table.grouping.as_ref().and_then(|g| table.column(&g.by.value));
    let mut texts = kinds.ids().collect::<Vec<_>>();
    texts.retain(|c| kinds[*c] == Some(CellKind::Text) && Some(*c) != grouping);
    let name = texts
        .iter()
        .find(|c| !cell_kind::is_order_label(&table.columns[**c].label.collect_words()));
    name.or(texts.first()).copied()
}

/// A finding on an id that names no column of the table.
pub(super) fn report_unknown_column_id(
    table: &TableSpec,
    id: &Spanned<String>,
) -> Diagnostic {
    let message = format!("bảng không có cột nào mang mã `{}`", id.value);
    let finding = Diagnostic::error(&code::form::UNKNOWN_COLUMN, id.span, message);
    let ids: Vec<_> = table.columns.iter().filter_map(|c| c.id.as_ref()).collect();
    let nearest =
        language::find_nearest(&id.value, ids.iter().map(|id| id.value.as_str()));
    match nearest {
        Some(nearest) => finding.label(format!("có phải là `{nearest}`?")),
        None => {
            let names: Vec<_> = ids.iter().map(|id| format!("`{}`", id.value)).collect();
            finding.hint(format!("các cột có mã: {}", names.join(", ")))
        }
    }
}

/// Reads the cells, column by column.
fn read_columns(
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
            scale: table.scale(),
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
fn read_given_totals(table: &TableSpec, res: &mut LoadedTable) {
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
            scale: table.scale(),
        };
        res.places[column] = res.places[column].max(decimals.places);
        let value = read_or_pend(Some(raw), column_type, &mut res.found);
        res.typed_totals[column] = value;
    }
}

/// The rows of each name; names have single spaces already.
pub(super) fn index_names(names: &ByRow<String>) -> HashMap<String, Vec<RowId>> {
    let mut res: HashMap<_, Vec<RowId>> = HashMap::with_capacity(names.len());
    for (row, name) in names.enumerate() {
        res.entry(name.to_lowercase()).or_default().push(row);
    }
    res
}

/// A name that two rows share, where rows are asked for by name.
pub(super) fn report_repeated_name(name: &str, span: Span, rows: usize) -> Diagnostic {
    let message = format!("bảng có {rows} hàng cùng tên “{name}”");
    Diagnostic::new(&code::indicator::ROW_TWICE, Severity::Error, Some(span), message)
        .hint(
            "thêm phần phân biệt vào tên (ví dụ tên huyện), hoặc chọn cột khác ở `khoa`",
        )
}
