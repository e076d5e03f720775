//! What tables bring into a paper from outside the form, and tables that nothing needs.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::font::Faces;
use crate::form::{
    CellKind, ColumnId, ColumnTotal, Figure, Form, Part, RowId, Table, TableId,
};
use crate::formula::{Expr, Ref, condition, formula};
use crate::indicator::Place;
use crate::quantity::Pending;

use crate::running_text::Context;

use super::no_shape;

/// Cells of one file that are told one by one.
const MOST: usize = 10;

/// Characters without a shape in the words that come from a data file.
pub(super) fn characters(
    context: &Context<'_>,
    faces: &Faces,
    found: &mut Vec<Diagnostic>,
) {
    for (index, written) in context.form.own_tables() {
        let Some(file) = written.file() else { continue };
        let table = context.figures.table(index);
        // One look for the whole file: nearly every file lacks nothing.
        let mut odd: Vec<char> = Vec::new();
        for (_, _, text) in texts(written, table) {
            odd.extend(text.chars().filter(|c| !matches!(c, ' '..='~')));
            if odd.len() > 4096 {
                odd.sort_unstable();
                odd.dedup();
            }
        }
        let odd = faces.lacking(&String::from_iter(odd));
        if odd.is_empty() {
            continue;
        }
        let lacking = texts(written, table).filter_map(|(row, column, text)| {
            Some((row, column, text.chars().find(|c| odd.contains(c))?))
        });
        let lacking: Vec<_> = lacking.collect();
        for (nth, (row, column, c)) in lacking.iter().take(MOST).enumerate() {
            let address = table
                .address(*row, *column)
                .map(|(file, cell)| format!("tệp {file}, {cell}: "));
            let mut finding =
                no_shape(*c, file.file.span, faces, &address.unwrap_or_default());
            if nth + 1 == MOST && lacking.len() > MOST {
                let more = lacking.len() - MOST;
                finding = finding
                    .hint(format!("còn {more} ô nữa trong tệp cũng có ký tự như vậy"));
            }
            found.push(finding);
        }
    }
}

/// The printed words of a table: row, column, text.
fn texts<'a>(
    written: &'a Table,
    table: &'a crate::indicator::Table,
) -> impl Iterator<Item = (RowId, ColumnId, String)> + 'a {
    let columns = table.columns().enumerate();
    let printed = columns.filter(|(at, column)| {
        column.kind == CellKind::Text
            && written.columns.get(*at).is_some_and(|c| !c.hidden)
    });
    printed.flat_map(move |(column, _)| {
        table.rows().filter_map(move |row| {
            Some((row, column, table.text(Place::Row(row), column)?))
        })
    })
}

/// Tables with an id that are neither printed nor read; `found` is all that was found.
pub(crate) fn find_unused_tables(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // What could not be read may well be what prints or reads the table.
    if found.iter().any(|finding| finding.severity == Severity::Error) {
        return;
    }
    let form = context.form;
    let printed: Vec<TableId> = form
        .parts()
        .iter()
        .filter_map(|part| match part {
            Part::Table(at) => Some(at.value),
            _ => None,
        })
        .collect();
    for (index, table) in form.own_tables() {
        let Some(id) = &table.id else { continue };
        if printed.contains(&index) || is_read(context, index, &id.value) {
            continue;
        }
        let message =
            format!("bảng `{}` không được in và không được đọc ở đâu", id.value);
        let finding = Diagnostic::new(
            &code::integrity::UNUSED_TABLE,
            Severity::Hint,
            Some(id.span),
            message,
        );
        found.push(finding.hint(format!(
            "ghi `bang: {}` vào mục hoặc phụ lục cần in, hoặc xóa bảng này",
            id.value
        )));
    }
}

/// Whether a formula outside a table, or a text, names it.
fn is_read(context: &Context<'_>, index: TableId, id: &str) -> bool {
    let name = id.to_lowercase();
    let mut pieces = context.texts.iter().flat_map(|text| text.pieces);
    let of_table = |r: &Ref| r.head.name == name && r.plain().is_none();
    let reads = |expr: Expr<Ref>| expr.refs().any(|(r, _)| of_table(r));
    // A condition is no formula, and a formula no condition.
    let says =
        |text: &str| [formula(text), condition(text)].into_iter().flatten().any(reads);
    pieces.any(|piece| piece.reads(&name))
        || formulas(context.form, index).into_iter().any(says)
}

/// The formulas of a form, but those of one table.
fn formulas(form: &Form, but: TableId) -> Vec<&str> {
    let mut res = Vec::new();
    for (index, table) in form.own_tables() {
        if index == but {
            continue;
        }
        res.extend(table.checks.iter().map(|check| check.text.as_str()));
        for column in &table.columns {
            res.extend(column.formula.iter().map(|formula| formula.text.as_str()));
            if let ColumnTotal::Formula(formula) = &column.total {
                res.push(&formula.text);
            }
        }
    }
    for (_, indicator) in &form.indicators {
        for part in [&indicator.value, &indicator.start, &indicator.target] {
            if let Some(Pending::Known(Figure::Formula(formula))) = part {
                res.push(&formula.text);
            }
        }
    }
    res
}
