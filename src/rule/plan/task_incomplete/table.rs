//! Tasks that a form types as the rows of a table of its own: who leads, when, what comes of
//! it, each in a column that most rows have filled.

use crate::diagnostic::Diagnostic;
use crate::form::{CellReach, ColumnId, Rows, TableSpec, TypedRow};
use crate::rule::{Context, Rule};
use crate::running_text::shorten_text;

/// What the name of a column says that a task owes, and what it is called in messages.
const OWED: [(&str, &str); 4] = [
    ("chủ trì", "đơn vị chủ trì"),
    ("thời gian", "thời gian"),
    ("thời hạn", "thời gian"),
    ("sản phẩm", "sản phẩm"),
];

/// A column that every task has to fill.
struct OwedColumn {
    id: ColumnId,
    name: &'static str,
}

/// Rows of tables of tasks that leave open what the others say.
pub(super) fn check_tables(
    rule: &Rule,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (_, spec) in context.form.own_tables().filter(|(_, s)| s.timetable.is_none()) {
        let Rows::Typed(rows) = &spec.rows else { continue };
        let columns = list_owed_columns(spec, rows);
        let has_lead = columns.iter().any(|column| column.name == OWED[0].1);
        if columns.len() < 2 || !has_lead {
            continue;
        }
        let lacks = rows.iter().filter_map(|row| find_lack(rule, spec, row, &columns));
        found.extend(lacks);
    }
}

/// The columns of what a task owes that two rows in three have filled; one whose cells are
/// merged where they are alike may be left empty.
fn list_owed_columns(spec: &TableSpec, rows: &[TypedRow]) -> Vec<OwedColumn> {
    let mut res = Vec::new();
    for id in spec.columns.ids() {
        let column = &spec.columns[id];
        let label = column.label.collect_words().to_lowercase();
        let names = OWED.iter().find(|(word, _)| label.contains(word));
        let Some((_, name)) = names.filter(|_| !column.look.merges) else { continue };
        let filled = rows.iter().filter(|row| is_filled(spec, row, id)).count();
        if filled * 3 >= rows.len() * 2 {
            res.push(OwedColumn { id, name });
        }
    }
    res
}

/// Whether a row says something in a column; a cell that lies under a wide one does.
fn is_filled(spec: &TableSpec, row: &TypedRow, column: ColumnId) -> bool {
    let cell = spec.typed_cell(row, column);
    cell.is_some_and(|cell| cell.reach != CellReach::Own || cell.plain.is_some())
}

/// A row that has some of what it owes, and not all: one that has nothing, or one cell
/// alone, is a heading or a note.
fn find_lack(
    rule: &Rule,
    spec: &TableSpec,
    row: &TypedRow,
    columns: &[OwedColumn],
) -> Option<Diagnostic> {
    let missing: Vec<_> =
        columns.iter().filter(|column| !is_filled(spec, row, column.id)).collect();
    let filled = row.cells.iter().filter(|cell| !cell.text.trim().is_empty());
    let is_note =
        row.cells.iter().any(|cell| cell.reach != CellReach::Own) || filled.count() < 2;
    let first = row.cells.iter().find(|cell| cell.text.contains(char::is_alphabetic))?;
    if is_note || missing.is_empty() || missing.len() == columns.len() {
        return None;
    }
    let names: Vec<_> = missing.iter().map(|column| column.name).collect();
    let message = format!(
        "nhiệm vụ “{}” thiếu {}",
        shorten_text(&first.text),
        super::join_names(&names)
    );
    Some(
        rule.finding(first.span, message)
            .label("các hàng khác đều có")
            .hint("ghi vào ô còn trống; chưa xác định thì ghi `chua_co`"),
    )
}
