//! A figure that is given and can be computed is compared with what is computed.

use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, Rows};
use crate::formula::Value;
use crate::quantity::Number;
use crate::source::Span;

use super::compute::Work;
use super::raw::{Finding, Raw};
use super::table::{Place, Sum};

/// A figure that is not what can be computed.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// Index of the table.
    pub table: usize,
    /// Where in the table.
    pub place: Place,
    /// Index of the column.
    pub column: usize,
    /// As given.
    pub given: Number,
    /// As computed.
    pub computed: Number,
}

/// Compares the given cells of a computed column. One that differs prints as given;
/// whatever else is computed, is computed from the computed one, so that a slip is told
/// once.
pub(super) fn compare_column(
    work: &mut Work<'_>,
    table: usize,
    column: usize,
    given: Vec<Option<Value>>,
    cells: &[Option<Value>],
) {
    for (row, (given, cell)) in given.into_iter().zip(cells).enumerate() {
        if let Some(given) = given {
            compare(work, table, column, Place::Row(row), given, cell.as_ref());
        }
    }
}

/// Compares a given total; where none can be computed, the given one is the total.
pub(super) fn compare_total(
    work: &mut Work<'_>,
    table: usize,
    column: usize,
    given: Option<Value>,
    computed: Option<Value>,
) -> Option<Value> {
    let Some(given) = given else { return computed };
    match computed {
        Some(computed @ Value::Number(_)) => {
            compare(work, table, column, Place::Total, given, Some(&computed));
            Some(computed)
        }
        Some(Value::Open | Value::Text(_) | Value::Date(_)) | None => Some(given),
    }
}

fn compare(
    work: &mut Work<'_>,
    table: usize,
    column: usize,
    place: Place,
    given: Value,
    computed: Option<&Value>,
) {
    let (Value::Number(given), Some(Value::Number(computed))) = (given, computed) else {
        return;
    };
    let written = &work.form.tables[table];
    let of = &work.tables[table].columns[column];
    let typed = work.loaded[table].places[column];
    let places = written.columns[column].places.unwrap_or(typed).max(typed);
    let power = written.scale().power();
    // A sheet has more digits than anybody has typed: both are compared as shown.
    let rounded = |number: &Number| match of.kind {
        CellKind::Percent => number.rounded(places + 2),
        CellKind::Money => number.times_pow10(-power).rounded(places).times_pow10(power),
        CellKind::Number | CellKind::Decimal | CellKind::Text | CellKind::Date => {
            number.rounded(places)
        }
    };
    if matches!(of.kind, CellKind::Text | CellKind::Date)
        || rounded(computed) == rounded(&given)
    {
        return;
    }
    let computed = computed.clone();
    let shown = Value::Number(given.clone());
    work.tables[table].given.insert((place, column), shown);
    work.disagreements.push(Disagreement { table, place, column, given, computed });
}

/// Empty cells that a formula, a check or a shown total needs: told once for a column,
/// at the first of them, and open from there on.
pub(super) fn fill_needed(
    work: &mut Work<'_>,
    table: usize,
    column: usize,
    cells: &mut [Option<Value>],
) {
    let (written, of) = (&work.form.tables[table], &work.tables[table]);
    let figures = !matches!(of.columns[column].kind, CellKind::Text | CellKind::Date);
    let shown = written.total.is_some() || written.grouping.is_some();
    let summed = matches!(of.columns[column].sum, Sum::Rows)
        && shown
        && !written.columns[column].hidden
        && cells.iter().any(Option::is_some);
    let read = work.read_columns.contains(&(table, column));
    let empty: Vec<_> = (0..cells.len()).filter(|row| cells[*row].is_none()).collect();
    let (true, Some(first)) = (figures && (read || summed), empty.first()) else {
        return;
    };
    let finding = empty_cell(work, table, column, (*first, empty.len() - 1));
    work.note(table, finding);
    empty.into_iter().for_each(|row| cells[row] = Some(Value::Open));
}

fn empty_cell(
    work: &Work<'_>,
    table: usize,
    column: usize,
    (row, more): (usize, usize),
) -> Finding {
    let (written, of) = (&work.form.tables[table], &work.tables[table]);
    let name = of.columns[column].labels.join(" / ");
    let mut message = format!("hàng “{}”: ô “{name}” để trống", of.name(row));
    if more > 0 {
        message += &format!("; còn {more} ô nữa trong cột này cũng như vậy");
    }
    let filed = of.filed.get(column).copied().flatten();
    let mut finding = match (&of.sheet, filed, of.origins.get(row)) {
        (Some(sheet), Some(filed), Some(origin)) => {
            Raw::Filed(sheet, *origin, filed).error("empty-cell", &message)
        }
        _ => {
            let span = place(written, of, row, column);
            Finding {
                filed: None,
                diagnostic: Diagnostic::error("empty-cell", span, message),
            }
        }
    };
    finding.diagnostic.label = "cần số của ô này để tính".to_owned();
    finding
        .diagnostic
        .hints
        .push("ghi 0 nếu không có; ghi chua_co nếu chưa biết".to_owned());
    finding
}

/// Where a cell stands in the form: its row, or its column where the rows are a file's.
pub(super) fn place(
    written: &crate::form::Table,
    table: &super::table::Table,
    row: usize,
    column: usize,
) -> Span {
    let typed = match (&written.rows, table.typed_row(row)) {
        (Rows::Typed(rows), Some(index)) => rows.get(index).map(|r| r.span),
        _ => None,
    };
    let column = &written.columns[column];
    let own = column.id.as_ref().map_or(column.label.span, |id| id.span);
    typed.unwrap_or(own)
}
