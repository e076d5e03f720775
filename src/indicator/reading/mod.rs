//! From rows as written to typed columns: the one way from a table of the form, or from a
//! sheet, to values. What of a file was taken and what was not goes into the account.
//!
//! In the order of the work:
//!
//! | file | what it does |
//! |---|---|
//! | `header` | which column of a sheet is which column of the table |
//! | `form_rows` | the rows of the form as they come |
//! | `sheet_rows` | the rows of a sheet as they come: where they begin and end, what is none |
//! | `row_shape` | what a row looks like before its cells have types |
//! | `column_numbers` | rows that number the columns |
//! | `table_end` | where a table ends: at its foot, or where another begins |
//! | `foot_words` | the words of notes and signatures below a table |
//! | `unit_rows` | which unit of a set each row of a file belongs to |
//! | `raw_cell` | a cell of the form or of a sheet before it is read, with its position |
//! | `label_words` | what the label of a column says of its figures |
//! | `figure_text` | the text of a cell as a figure, with what stands around it |
//! | `column_vote` | the type that the cells of a column have in common |
//! | `figure_style` | how the figures of a column are written |
//! | `cell_kind` | the type of a column by its cells, and their decimals |
//! | `code_column` | columns of codes, which are words |
//! | `labels` | the names of columns in the header of the form, with those of their groups |
//! | `unit_text` | units of money in names, in titles, and in rows of units |
//! | `format_unit` | units of money that a workbook shows by its formats |
//! | `money_scale` | in what the amounts of each column are counted |
//! | `row_units` | columns of amounts whose rows have units of their own |
//! | `total_row` | takes total rows and sums of groups out of the data |
//! | `row_name` | the cell that names a row |
//! | `total_name` | what the name of a row says: a total, the sum of a group, neither |
//! | `total_variants` | further names of totals, and of sums that are carried from page to page |
//! | `row_condition` | `hang_tong`, `bo_hang`: which rows meet a condition of the form |
//! | `row_sums` | the figures that add up, and which runs of rows add up to a row |
//! | `row_signs` | what beside its figures says that a row is a sum |
//! | `row_mark` | where a row stands by its number or mark |
//! | `row_outline` | rows numbered one below another, and which are sums of those below |
//! | `row_groups` | which rows are sums of groups |
//! | `row_roles` | what each row is: a row of the table, its total, the sum of a group |
//! | `unnamed_total` | the rows that are the sum of all others and do not say so |
//! | `row_words` | what the words of a row make of it: a part, a rate, perhaps a total |
//! | `row_rules` | what `hang_tong` and `bo_hang` answer of what would be asked |
//! | `row_question` | the questions on rows that can be read in two ways |
//! | `row_answer` | the condition that answers such a question |
//! | `typed_columns` | the cells of each column as values |
//! | `task_sheet` | a list of tasks: its rows as values of a form |
//! | `parse_cell` | a cell → a value of its column's type, or a finding |
//! | `cell_question` | what is said of a cell that has no reading, or two |
//! | `repeated` | findings that many cells of a column share |
//! | `column_notes` | what is said of a column as a whole |
//! | `account` | which rows were read, which were not and why, and in what way |
//! | `account_words` | the words of the account |

mod account;
mod account_words;
mod cell_kind;
mod cell_question;
mod code_column;
mod column_notes;
mod column_numbers;
mod column_vote;
mod figure_style;
mod figure_text;
mod foot_words;
mod form_rows;
mod format_unit;
mod header;
mod label_words;
mod labels;
mod money_scale;
mod parse_cell;
mod raw_cell;
mod repeated;
mod row_answer;
mod row_condition;
mod row_groups;
mod row_mark;
mod row_name;
mod row_outline;
mod row_question;
mod row_roles;
mod row_rules;
mod row_shape;
mod row_signs;
mod row_sums;
mod row_units;
mod row_words;
mod sheet_rows;
mod table_end;
mod task_sheet;
#[cfg(test)]
mod tests;
mod total_name;
mod total_row;
mod total_variants;
mod typed_columns;
mod unit_rows;
mod unit_text;
mod unnamed_total;

use std::collections::BTreeSet;

use std::ops::Range;

use crate::code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::form::{ByColumn, ByRow, CellKind, ColumnId, RowId, Rows, Spanned, TableSpec};
use crate::formula::Value;
use crate::language;
use crate::prose::ProsePiece;
use crate::sheet::Sheet;
use crate::source::Span;

pub use account::{
    GivenTotal, NamedRow, PassReason, PassedRows, ReadingAccount, ReadingNote,
};
pub use account_words::ReadingWord;
pub use cell_kind::is_order_label;
pub use task_sheet::{TaskRows, read_task_rows};
pub use unit_rows::UnitColumn;

pub(super) use cell_kind::is_rate_label;
pub(super) use labels::collect_labels;
pub(super) use money_scale::{ColumnScale, find_table_scale};
pub(super) use raw_cell::{CellDiagnostic, RawCell};
pub(super) use unit_text::find_in_label;

use money_scale::TableSurroundings;
use raw_cell::RawRow;
use total_row::SplitRows;

/// A table as read, nothing computed.
#[derive(Debug, Default)]
pub(super) struct LoadedTable {
    /// Row of the form or of the sheet, for each row.
    pub(super) origins: ByRow<usize>,
    /// Rows of the sheet with the names of the columns; empty, before the first row of data,
    /// where there are none.
    pub(super) names: Range<usize>,
    /// Column of the sheet for each column, where the rows come from one.
    pub(super) filed: ByColumn<Option<usize>>,
    /// The cells as typed or read; `None` for a column of which nothing stands there.
    pub(super) typed: ByColumn<Option<ByRow<Option<Value>>>>,
    /// Cells of the total row that are typed or read.
    pub(super) typed_totals: ByColumn<Option<Value>>,
    /// Type of each column; `None` for a computed one of which the form says nothing.
    pub(super) kinds: ByColumn<Option<CellKind>>,
    /// Rows of each column of figures in which a file has a lone dash.
    pub(super) dashes: ByColumn<Vec<RowId>>,
    /// Rows of each column of figures whose cell is merged with the one above.
    pub(super) covered: ByColumn<Vec<RowId>>,
    /// In what the amounts of each column are counted.
    pub(super) scales: ByColumn<ColumnScale>,
    /// The most decimal places typed in each column.
    pub(super) places: ByColumn<u32>,
    /// Row of the form or of the sheet of the given total row, if there is one.
    pub(super) total_origin: Option<usize>,
    /// The column that names a row.
    pub(super) key: Option<ColumnId>,
    /// Rows that are sums of others and print all the same: no sum counts them.
    pub(super) uncounted: BTreeSet<RowId>,
    /// Whether a text or a formula adds up the rows.
    is_summed: bool,
    /// Whether no row could be read.
    pub(super) broken: bool,
    /// How the file was read, where the rows come from one.
    pub(super) account: ReadingAccount,
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
            scales: ByColumn::filled(ColumnScale::default(), columns),
            places: ByColumn::filled(0, columns),
            dashes: ByColumn::filled(Vec::new(), columns),
            covered: ByColumn::filled(Vec::new(), columns),
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
        let kinds: ByColumn<_> = table.columns.iter().map(|c| c.kind).collect();
        let filed = ByColumn::filled(None, kinds.len());
        let around =
            TableSurroundings { table, sheet: None, filed: &filed, kinds: &kinds };
        Self {
            origins: (0..rows.len()).collect(),
            typed,
            scales: money_scale::decide_scales(around).columns,
            kinds,
            key: table.key.as_ref().and_then(|key| table.column(&key.value)),
            ..Self::ready(table.columns.len())
        }
    }
}

/// Reads the rows of a table; `is_summed` where a text or a formula adds them up.
pub(super) fn load_table(
    table: &TableSpec,
    sheet: Option<&Sheet>,
    is_summed: bool,
) -> LoadedTable {
    if let Rows::Ready(rows) = &table.rows {
        return LoadedTable::from_values(table, rows);
    }
    let mut res = LoadedTable { is_summed, ..LoadedTable::default() };
    let mut raw = gather_rows(table, sheet, &mut res);
    res.filed = std::mem::take(&mut raw.filed);
    // The types come from all rows, a total row among them; the types say which column
    // names the rows; the names say which row is a total.
    res.kinds = cell_kind::infer_kinds(table, &raw.rows);
    let codes = code_column::mark_codes(table, &raw.rows, &mut res.kinds, &mut res.found);
    find_scales(table, sheet, &raw.rows, &mut res);
    res.key = find_key_column(table, &res.kinds, &codes, &mut res.found);
    let SplitRows { rows, total, uncounted } =
        total_row::split_total_row(table, sheet, res.key, raw, &mut res);
    res.uncounted = uncounted.into_iter().map(RowId::new).collect();
    res.total_origin = total.as_ref().map(|row| row.origin);
    res.origins = rows.iter().map(|row| row.origin).collect();
    if let (Rows::File(file), Some(sheet)) = (&table.rows, sheet)
        && rows.is_empty()
        && !res.broken
        && res.found.is_empty()
    {
        res.found.push(sheet_rows::report_no_data_rows(file, sheet));
    }
    // Only now are the rows known. What a cell may say (`1.250`) depends on the other cells
    // of its column, so the cells are read column by column.
    check_fixed_names(table, &rows, &mut res);
    typed_columns::read_columns(table, &rows, total.as_ref(), &mut res);
    typed_columns::read_given_totals(table, &mut res);
    res.account.close(&res.origins);
    note_figures(&mut res);
    res
}

/// Notes in the account what can be compared: the numbers of the given total row, where
/// nothing in the table is still to be mended.
fn note_figures(res: &mut LoadedTable) {
    let mut errors = res.found.iter();
    res.account.unsettled =
        errors.any(|found| found.diagnostic.severity == Severity::Error);
    if let Some(total) = &mut res.account.total {
        let figures = res.typed_totals.enumerate();
        let figures =
            figures.filter(|(_, typed)| matches!(typed, Some(Value::Number(_))));
        total.figures = figures.map(|(column, _)| column).collect();
    }
}

/// In what the amounts of each column are counted; goes into the account too.
fn find_scales(
    table: &TableSpec,
    sheet: Option<&Sheet>,
    rows: &[RawRow<'_>],
    res: &mut LoadedTable,
) {
    let around = TableSurroundings {
        table,
        sheet: money_scale::locate_names(table, sheet, &res.names),
        filed: &res.filed,
        kinds: &res.kinds,
    };
    let scales = money_scale::decide_scales(around);
    let asked = row_units::find_row_units(around, rows, &scales.columns);
    res.scales = scales.columns;
    res.account.scales = scales.money;
    res.found.extend(scales.found);
    res.found.extend(asked);
}

/// Rows of cells as they come: of each row, its cell for each column of the table.
#[derive(Default)]
struct RawRows<'a> {
    rows: Vec<RawRow<'a>>,
    filed: ByColumn<Option<usize>>,
}

/// The rows as they come, of the form or of the sheet. Where there are none to be had the
/// table is broken, which has findings here or where the file was opened.
fn gather_rows<'a>(
    table: &'a TableSpec,
    sheet: Option<&'a Sheet>,
    res: &mut LoadedTable,
) -> RawRows<'a> {
    match (&table.rows, sheet) {
        (Rows::Typed(rows), _) => {
            form_rows::gather_form_rows(table, rows, &mut res.found)
        }
        (Rows::File(file), Some(sheet)) => {
            match header::match_columns(table, file, sheet) {
                Ok(columns) => {
                    sheet_rows::gather_sheet_rows(table, file, sheet, &columns, res)
                }
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
                finding.diagnostic.set_label("cần chữ viết sẵn".to_owned());
                res.found.push(finding);
            }
        }
    }
}

/// The column that names a row: the one that the form says; else the first of words that
/// does not group the rows and is no code, if possible not one of order numbers.
fn find_key_column(
    table: &TableSpec,
    kinds: &ByColumn<Option<CellKind>>,
    codes: &ByColumn<bool>,
    found: &mut Vec<CellDiagnostic>,
) -> Option<ColumnId> {
    if let Some(timetable) = &table.timetable {
        return Some(timetable.naming);
    }
    if let Some(id) = &table.key {
        let column = table.column(&id.value);
        if column.is_none() {
            found.push(CellDiagnostic::in_form(report_unknown_column_id(table, id)));
        }
        return column;
    }
    let grouping = table.grouping.as_ref().and_then(|g| table.column(&g.by.value));
    let mut texts = kinds.ids().collect::<Vec<_>>();
    texts.retain(|c| {
        kinds[*c] == Some(CellKind::Text) && Some(*c) != grouping && !codes[*c]
    });
    let name =
        texts.iter().find(|c| !is_order_label(&table.columns[**c].label.collect_words()));
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
            finding.hint(format!("các cột có mã: {}", diagnostic::list_names(&names)))
        }
    }
}

/// A name that two rows share, where rows are asked for by name; `spellings` says how it
/// is spelled in them, where that differs.
pub(super) fn report_repeated_name(
    name: &str,
    span: Span,
    rows: usize,
    spellings: Option<String>,
) -> Diagnostic {
    let mut message = format!("bảng có {rows} hàng cùng tên “{name}”");
    if let Some(spellings) = spellings {
        message += &format!(": {spellings}");
    }
    Diagnostic::new(&code::indicator::ROW_TWICE, Severity::Error, Some(span), message)
        .hint(
            "thêm phần phân biệt vào tên (ví dụ tên huyện), hoặc chọn cột khác ở `khoa`",
        )
}
