//! What is given and can be computed is compared with what is computed.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{
    ByRow, CellKind, ColumnId, RowId, Rows, TableColumn, TableId, TableSpec, UNIT,
};
use crate::formula::Value;
use crate::language;
use crate::prose::ProsePiece;
use crate::quantity::Number;
use crate::sheet::DataCell;
use crate::source::Span;

use super::computation::{Computation, Disagreement};
use super::names::ResolvedRef;
use super::reading::{CellDiagnostic, RawCell, ReadingNote, is_order_label};
use super::table::{ComputedTable, RowPlace, TotalKind};

/// A cell as given and as computed.
struct ComparedCell<'a> {
    /// As typed in the form or read from a file.
    given: Value,
    /// As computed; `None` for an empty cell.
    computed: Option<&'a Value>,
}

/// Compares the given cells of a computed column. One that differs prints as given; all
/// else is computed from the computed one, so that a slip is reported once.
pub(super) fn compare_column(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    given: ByRow<Option<Value>>,
    cells: &ByRow<Option<Value>>,
) {
    for (row, given) in cells.ids().zip(given) {
        if let Some(given) = given {
            let sides = ComparedCell { given, computed: cells[row].as_ref() };
            compare_cell(computation, table, column, RowPlace::Row(row), sides);
        }
    }
}

/// Compares a given total; where none can be computed, the given one is the total.
pub(super) fn compare_total(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    given: Option<Value>,
    computed: Option<Value>,
) -> Option<Value> {
    let Some(given) = given else { return computed };
    match computed {
        Some(computed @ Value::Number(_)) => {
            let sides = ComparedCell { given, computed: Some(&computed) };
            compare_cell(computation, table, column, RowPlace::Total, sides);
            Some(computed)
        }
        Some(Value::Pending | Value::Text(_) | Value::Date(_)) | None => Some(given),
    }
}

/// Compares a given cell with the computed one. One that differs is noted, and prints in
/// place of what is computed.
fn compare_cell(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    place: RowPlace,
    sides: ComparedCell<'_>,
) {
    let ComparedCell { given, computed: Some(computed) } = sides else { return };
    let is_same = match (&given, computed) {
        (Value::Number(given), Value::Number(computed)) => {
            is_same_number(computation, table, column, [given, computed])
        }
        (Value::Text(given), Value::Text(computed)) => {
            is_same_cell_text(given, computed)
                || has_values(computation, table, column, place)
        }
        (Value::Date(given), Value::Date(computed)) => given == computed,
        // A cell of another kind than its column is a finding of where it was read.
        (Value::Number(_) | Value::Text(_) | Value::Date(_) | Value::Pending, _) => true,
    };
    if is_same {
        return;
    }
    let computed = computed.clone();
    computation.tables[table].printed_override.insert((place, column), given.clone());
    computation.disagreements.push(Disagreement {
        table,
        place,
        column,
        given,
        computed,
    });
}

/// Whether two numbers of a column are one, as they are shown.
fn is_same_number(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
    numbers: [&Number; 2],
) -> bool {
    let spec = &computation.form.tables[table];
    let kind = computation.tables[table].columns[column].kind;
    let typed = computation.loaded[table].places[column];
    let places = spec.columns[column].places.unwrap_or(typed).max(typed);
    let power = computation.tables[table].columns[column].scale.power();
    // A sheet has more digits than anybody has typed: both are compared as shown.
    let [given, computed] = numbers.map(|number| match kind {
        CellKind::Percent => number.rounded(places + 2),
        CellKind::Money => number.times_pow10(-power).rounded(places).times_pow10(power),
        CellKind::Number | CellKind::Decimal | CellKind::Text | CellKind::Date => {
            number.rounded(places)
        }
    });
    matches!(kind, CellKind::Text | CellKind::Date) || given == computed
}

/// Whether two texts say the same; capitals depend on where a text stands, and a name has
/// more than one spelling.
fn is_same_cell_text(given: &str, computed: &str) -> bool {
    language::is_same_name(given, computed)
}

/// Whether a cell, or one of its row that its formula reads, has `{{ … }}` in it: what it
/// says is not known here.
fn has_values(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
    place: RowPlace,
) -> bool {
    let spec = &computation.form.tables[table];
    let (Rows::Typed(rows), RowPlace::Row(row)) = (&spec.rows, place) else {
        return false;
    };
    let row = computation.tables[table].typed_row(row).and_then(|index| rows.get(index));
    let Some(row) = row else { return false };
    let read = collect_columns_read(&computation.tables[table], column);
    let cells = read.into_iter().filter_map(|column| spec.typed_cell(row, column));
    let mut pieces = cells.flat_map(|c| &c.plain).flat_map(|p| &p.lines).flatten();
    pieces.any(|piece| matches!(piece, ProsePiece::Value { .. }))
}

/// A column and those of its table that it reads in its row, one through another.
fn collect_columns_read(table: &ComputedTable, column: ColumnId) -> Vec<ColumnId> {
    let mut res = vec![column];
    let mut next = 0;
    while let Some(formula) = res.get(next).map(|column| &table.columns[*column].formula)
    {
        let read = formula.iter().flat_map(|formula| formula.refs());
        for (target, _) in read {
            if let ResolvedRef::OwnColumn(column) = target
                && !res.contains(column)
            {
                res.push(*column);
            }
        }
        next += 1;
    }
    res
}

/// Fills empty cells that a formula, a check or a shown total needs: reported once for a
/// column, at the first of them, and pending from there on.
pub(super) fn fill_needed(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    cells: &mut ByRow<Option<Value>>,
) {
    if !is_column_needed(computation, table, column, cells) {
        return;
    }
    fill_dashes(computation, table, column, cells);
    let computed = &computation.tables[table];
    let is_empty =
        |row: &RowId| cells[*row].is_none() && !computed.is_covered(*row, column);
    let empty: Vec<_> = cells.ids().filter(is_empty).collect();
    let [first, others @ ..] = &empty[..] else { return };
    // Each row of the table of units becomes a paper: one without its figure is told.
    let spec = &computation.form.tables[table];
    let findings: Vec<_> = match spec.id.as_ref().is_some_and(|id| id.value == UNIT) {
        true => empty
            .iter()
            .map(|row| report_empty_cell(computation, table, column, *row, 0))
            .collect(),
        false => {
            vec![report_empty_cell(computation, table, column, *first, others.len())]
        }
    };
    findings.into_iter().for_each(|finding| computation.note(table, finding));
    empty.into_iter().for_each(|row| cells[row] = Some(Value::Pending));
}

/// Fills the lone dashes of a file, where a figure is needed: nought, as accountants write
/// it, which the account says once.
fn fill_dashes(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    cells: &mut ByRow<Option<Value>>,
) {
    let Some(dashes) = computation.loaded[table].dashes.get(column) else { return };
    let is_number = computation.tables[table].columns[column].kind != CellKind::Percent;
    if dashes.is_empty() || !is_number {
        return;
    }
    dashes.iter().for_each(|row| cells[*row] = Some(Value::Number(Number::ZERO)));
    let note = ReadingNote::Dashes { column, cells: dashes.len() };
    computation.tables[table].account.notes.push(note);
}

/// Whether lone dashes of a file stand in a column.
fn has_dashes(computation: &Computation<'_>, table: TableId, column: ColumnId) -> bool {
    let dashes = computation.loaded[table].dashes.get(column);
    dashes.is_some_and(|dashes| !dashes.is_empty())
}

/// Whether every cell of a column must have a figure: something reads it, or the paper
/// shows its sum. A column that is empty throughout has no sum, unless other units of the
/// set have figures in it.
fn is_column_needed(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
    cells: &ByRow<Option<Value>>,
) -> bool {
    let spec = &computation.form.tables[table];
    let computed = &computation.tables[table].columns[column];
    if matches!(computed.kind, CellKind::Text | CellKind::Date) {
        return false;
    }
    let is_summed = matches!(computed.sum, TotalKind::Rows)
        && (spec.total.is_some() || spec.grouping.is_some())
        && !spec.columns[column].hidden
        && (cells.iter().any(Option::is_some)
            || has_dashes(computation, table, column)
            || is_filled_by_others(&computation.tables[table], column, cells));
    is_summed || computation.read_columns.contains(&TableColumn { table, column })
}

/// Whether other units of a set have something in a column of the file.
fn is_filled_by_others(
    computed: &ComputedTable,
    column: ColumnId,
    cells: &ByRow<Option<Value>>,
) -> bool {
    let first = cells.ids().next().and_then(|row| computed.sheet_cell(row, column));
    first.is_some_and(|(sheet, _, filed)| {
        let whole = sheet.to_whole();
        sheet
            .rows_of_others()
            .any(|row| !RawCell::FromSheet(&whole, row, filed).is_empty())
    })
}

/// An empty cell where a figure is needed, and how many more there are in its column.
fn report_empty_cell(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
    row: RowId,
    more: usize,
) -> CellDiagnostic {
    let spec = &computation.form.tables[table];
    let computed = &computation.tables[table];
    let name = computed.columns[column].labels.join(" / ");
    let mut message = format!("hàng “{}”: ô “{name}” để trống", computed.name(row));
    if more > 0 {
        message += &format!("; còn {more} ô nữa trong cột này cũng như vậy");
    }
    // In the file where the cell stands in one, else in the form.
    let mut finding = match computed.sheet_cell(row, column) {
        Some((sheet, origin, filed)) => RawCell::FromSheet(sheet, origin, filed)
            .error(&code::indicator::EMPTY_CELL, &message),
        None => {
            let span = locate_cell(spec, computed, row, column);
            CellDiagnostic::in_form(Diagnostic::error(
                &code::indicator::EMPTY_CELL,
                span,
                message,
            ))
        }
    };
    finding.diagnostic.set_label("cần số của ô này để tính".to_owned());
    finding
        .diagnostic
        .push_hint("ghi 0 nếu không có; ghi chua_co nếu chưa biết".to_owned());
    if let (Some(key), true) = (computed.key, is_bare_row(computed, row)) {
        let id = spec.columns[key].id.as_ref().map_or("ten", |id| id.value.as_str());
        let name = computed.name(row).replace('"', "");
        finding.diagnostic.push_hint(format!(
            "hàng này không có số nào; nếu là tên của một nhóm hàng thì ghi ở bảng: `bo_hang: {id} = \"{name}\"`"
        ));
    }
    finding
}

/// Whether a row of a file has no figure at all.
fn is_bare_row(computed: &ComputedTable, row: RowId) -> bool {
    computed.sheet.is_some()
        && computed.columns.enumerate().all(|(column, spec)| {
            matches!(spec.kind, CellKind::Text)
                || spec.labels.last().is_some_and(|label| is_order_label(label))
                || computed.sheet_cell(row, column).is_none_or(
                    |(sheet, origin, filed)| {
                        *sheet.cell(origin, filed) == DataCell::Empty
                    },
                )
        })
}

/// Where a cell stands in the form: its row, or its column where the rows are a file's.
pub(super) fn locate_cell(
    spec: &TableSpec,
    table: &ComputedTable,
    row: RowId,
    column: ColumnId,
) -> Span {
    if let (Rows::Typed(rows), Some(index)) = (&spec.rows, table.typed_row(row))
        && let Some(row) = rows.get(index)
    {
        return row.span;
    }
    let column = &spec.columns[column];
    column.id.as_ref().map_or(column.label.span, |id| id.span)
}
