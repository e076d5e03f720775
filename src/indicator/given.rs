//! A figure that is given and can be computed is compared with what is computed.

use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, Rows};
use crate::formula::Value;
use crate::quantity::{Number, Scale};
use crate::source::Span;

use super::compute::Work;
use super::raw::Finding;
use super::table::Place;

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
    let rounded = match of.kind {
        CellKind::Percent => computed.rounded(places + 2),
        CellKind::Money => {
            let scale = written.unit.as_ref().and_then(|u| Scale::of_unit(&u.words()));
            let power = i32::try_from(scale.map_or(0, Scale::power)).unwrap_or(0);
            computed.times_pow10(-power).rounded(places).times_pow10(power)
        }
        CellKind::Number | CellKind::Decimal => computed.rounded(places),
        CellKind::Text | CellKind::Date => return,
    };
    if rounded == given {
        return;
    }
    let computed = computed.clone();
    let shown = Value::Number(given.clone());
    work.tables[table].given.insert((place, column), shown);
    work.disagreements.push(Disagreement { table, place, column, given, computed });
}

/// An empty cell in a column that is summed.
pub(super) fn empty_cell(
    work: &Work<'_>,
    table: usize,
    column: usize,
    row: usize,
) -> Finding {
    let (written, of) = (&work.form.tables[table], &work.tables[table]);
    let name = of.columns[column].labels.join(" / ");
    let address = of.address(row, column);
    let address = address.map(|(file, cell)| format!(" (tệp {file}, {cell})"));
    let message = format!(
        "hàng “{}”: ô “{name}”{} để trống, không cộng được",
        of.name(row),
        address.unwrap_or_default()
    );
    let diagnostic = Diagnostic::error("empty-cell", place(written, of, row, column), message)
        .label("cột này có số tổng")
        .hint("ghi 0 nếu không có; ghi chua_co nếu chưa biết; cột không cần số tổng thì ghi ở cột: `tong: khong`");
    Finding { filed: false, diagnostic }
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
