//! What tables bring into a paper from outside the form, and tables that nothing needs.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::font::Faces;
use crate::form::{
    CellKind, ColumnId, ColumnTotal, Form, IndicatorValue, RowId, SectionPart, TableId,
    TableSpec,
};
use crate::formula::{Ref, RefStep, parse_condition, parse_formula};
use crate::indicator::RowPlace;
use crate::prose::ProsePiece;
use crate::quantity::Pending;
use crate::running_text::Context;

use super::describe_missing_glyph;

/// Cells of one file that are reported one by one.
const MOST: usize = 10;

/// Characters without a shape in the words that come from a data file.
pub(super) fn check_data_characters(
    context: &Context<'_>,
    faces: &Faces,
    found: &mut Vec<Diagnostic>,
) {
    for (index, written) in context.form.own_tables() {
        let Some(file) = written.file() else { continue };
        let table = context.figures.table(index);
        // One look for the whole file: nearly every file lacks nothing.
        let missing = faces.lacking(&collect_odd_characters(written, table));
        if missing.is_empty() {
            continue;
        }
        let lacking: Vec<_> = list_texts(written, table)
            .filter_map(|(row, column, text)| {
                Some((row, column, text.chars().find(|c| missing.contains(c))?))
            })
            .collect();
        for (nth, (row, column, c)) in lacking.iter().take(MOST).enumerate() {
            let address = table
                .address(*row, *column)
                .map(|(file, cell)| format!("tệp {file}, {cell}: "));
            let mut finding = describe_missing_glyph(
                *c,
                file.file.span,
                faces,
                &address.unwrap_or_default(),
            );
            if nth + 1 == MOST && lacking.len() > MOST {
                let more = lacking.len() - MOST;
                finding = finding
                    .hint(format!("còn {more} ô nữa trong tệp cũng có ký tự như vậy"));
            }
            found.push(finding);
        }
    }
}

/// The characters of a table beyond ASCII. Each may be there many times, but not so many
/// that a large file fills the memory.
fn collect_odd_characters(
    written: &TableSpec,
    table: &crate::indicator::ComputedTable,
) -> String {
    const MOST_KEPT: usize = 4096;
    let mut odd: Vec<char> = Vec::new();
    for (_, _, text) in list_texts(written, table) {
        odd.extend(text.chars().filter(|c| !matches!(c, ' '..='~')));
        if odd.len() > MOST_KEPT {
            odd.sort_unstable();
            odd.dedup();
        }
    }
    odd.into_iter().collect()
}

/// The printed words of a table: row, column, text.
fn list_texts<'a>(
    written: &'a TableSpec,
    table: &'a crate::indicator::ComputedTable,
) -> impl Iterator<Item = (RowId, ColumnId, String)> + 'a {
    table
        .columns()
        .enumerate()
        .filter(|(id, column)| {
            column.kind == CellKind::Text
                && written.columns.get(*id).is_some_and(|column| !column.hidden)
        })
        .flat_map(move |(column, _)| {
            table.rows().filter_map(move |row| {
                Some((row, column, table.text(RowPlace::Row(row), column)?))
            })
        })
}

/// Tables with an id that are neither printed nor read; `found` has all that was found before.
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
            SectionPart::Table(table) => Some(table.value),
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
    pieces.any(|piece| piece.reads(&name))
        || list_formulas(context.form, Some(index))
            .into_iter()
            .any(|text| has_ref(text, |reference| is_of_table(reference, &name)))
}

/// Whether a text or a formula of a form calls a row of a table by its name.
pub(crate) fn has_row_look_up(context: &Context<'_>, id: &str) -> bool {
    let name = id.to_lowercase();
    let mut pieces = context.texts.iter().flat_map(|text| text.pieces);
    pieces.any(|piece| match piece {
        ProsePiece::Value { expression, .. } => {
            expression.refs().into_iter().any(|r| is_row_of(r, &name))
        }
        ProsePiece::Text { .. } | ProsePiece::Note { .. } | ProsePiece::Pending => false,
    }) || list_formulas(context.form, None)
        .into_iter()
        .any(|text| has_ref(text, |reference| is_row_of(reference, &name)))
}

/// Whether a formula or a condition has a reference of a kind. A condition is no formula,
/// and a formula no condition.
fn has_ref(text: &str, is_wanted: impl Fn(&Ref) -> bool) -> bool {
    let mut parsed = [parse_formula(text), parse_condition(text)].into_iter().flatten();
    parsed.any(|expr| expr.refs().any(|(reference, _)| is_wanted(reference)))
}

/// Whether a reference calls a row of a table by its name.
fn is_row_of(reference: &Ref, name: &str) -> bool {
    reference.head.name == name && matches!(reference.steps[..], [RefStep::Row(_), ..])
}

/// Whether a reference begins with the name of a table: it is of none of its columns.
fn is_of_table(reference: &Ref, name: &str) -> bool {
    reference.head.name == name && reference.plain().is_none()
}

/// The formulas of a form, but those of a table.
fn list_formulas(form: &Form, but: Option<TableId>) -> Vec<&str> {
    let mut res = Vec::new();
    for (index, table) in form.own_tables() {
        if Some(index) == but {
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
            if let Some(Pending::Known(IndicatorValue::Formula(formula))) = part {
                res.push(&formula.text);
            }
        }
    }
    res
}
