//! What tables bring into a paper from outside the form, and tables that nothing needs.

use std::collections::{HashMap, HashSet};

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
    let readers = TableReaders::new(context);
    let printed: HashSet<TableId> = form
        .parts()
        .iter()
        .filter_map(|part| match part {
            SectionPart::Table(table) => Some(table.value),
            _ => None,
        })
        .collect();
    for (index, table) in form.own_tables() {
        let Some(id) = &table.id else { continue };
        if printed.contains(&index) || readers.read(index, &id.value) {
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

/// Which tables texts and formulas name, looked for once for all of them.
struct TableReaders {
    /// Names that a text reads, or a formula of no table.
    names: HashSet<String>,
    /// Names that formulas of tables read, each with its table.
    by_table: HashMap<String, Vec<TableId>>,
}

impl TableReaders {
    fn new(context: &Context<'_>) -> Self {
        let mut res = Self { names: HashSet::new(), by_table: HashMap::new() };
        for piece in context.texts.iter().flat_map(|text| text.pieces) {
            if let ProsePiece::Value { expression, .. } = piece {
                res.names.extend(expression.refs().iter().map(|r| r.head.name.clone()));
            }
        }
        for (table, text) in list_formulas(context.form) {
            // A reference that is nothing but a name is of a column of its own table.
            for name in list_names(text, |reference| reference.plain().is_none()) {
                match table {
                    Some(table) => res.by_table.entry(name).or_default().push(table),
                    None => res.names.extend([name]),
                }
            }
        }
        res
    }

    /// Whether a formula outside a table, or a text, names it.
    fn read(&self, index: TableId, id: &str) -> bool {
        let name = id.to_lowercase();
        self.names.contains(&name)
            || self
                .by_table
                .get(&name)
                .is_some_and(|tables| tables.iter().any(|table| *table != index))
    }
}

/// The tables of which a text or a formula calls a row by its name, in small letters.
pub(crate) fn collect_row_look_ups(context: &Context<'_>) -> HashSet<String> {
    let mut res = HashSet::new();
    for piece in context.texts.iter().flat_map(|text| text.pieces) {
        if let ProsePiece::Value { expression, .. } = piece {
            let refs = expression.refs().into_iter().filter(|r| is_row(r));
            res.extend(refs.map(|r| r.head.name.clone()));
        }
    }
    for (_, text) in list_formulas(context.form) {
        res.extend(list_names(text, is_row));
    }
    res
}

/// The names with which the references of a kind in a formula or a condition begin. A
/// condition is no formula, and a formula no condition.
fn list_names(text: &str, is_wanted: impl Fn(&Ref) -> bool) -> Vec<String> {
    let parsed = [parse_formula(text), parse_condition(text)].into_iter().flatten();
    let mut names = Vec::new();
    for expr in parsed {
        let refs = expr.refs().map(|(reference, _)| reference);
        names.extend(refs.filter(|r| is_wanted(r)).map(|r| r.head.name.clone()));
    }
    names
}

/// Whether a reference calls a row of a table by its name.
fn is_row(reference: &Ref) -> bool {
    matches!(reference.steps[..], [RefStep::Row(_), ..])
}

/// The formulas of a form, each with the table of which it is.
fn list_formulas(form: &Form) -> Vec<(Option<TableId>, &str)> {
    let mut res = Vec::new();
    for (index, table) in form.own_tables() {
        let table_id = Some(index);
        res.extend(table.checks.iter().map(|check| (table_id, check.text.as_str())));
        for column in &table.columns {
            let formula = column.formula.iter();
            res.extend(formula.map(|formula| (table_id, formula.text.as_str())));
            if let ColumnTotal::Formula(formula) = &column.total {
                res.push((table_id, &formula.text));
            }
        }
    }
    for (_, indicator) in &form.indicators {
        for value in indicator.values() {
            if let Pending::Known(IndicatorValue::Formula(formula)) = value {
                res.push((None, &formula.text));
            }
        }
    }
    res
}
