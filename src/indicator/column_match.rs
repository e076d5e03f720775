//! Which column of a file is which column of the table: by name, without case and
//! spaces, and without marks only where that is unambiguous.

use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellKind, Column, DataFile, Table};
use crate::language;
use crate::sheet::{Cell, Sheet};
use crate::source::Span;

use super::cell_kind;

/// Rows of a sheet among which the names of the columns are looked for.
const DEPTH: usize = 40;

/// Where the columns of a table stand in a sheet.
#[derive(Debug)]
pub(super) struct MatchedColumns {
    /// Row of the names.
    pub(super) row: usize,
    /// Column of the sheet, for each column of the table that the sheet has.
    pub(super) columns: ByColumn<Option<usize>>,
}

/// Looks for the columns of a table.
///
/// # Errors
///
/// The findings, at their places in the form, where some column is not there or is not
/// told apart from another.
pub(super) fn match_columns(
    table: &Table,
    file: &DataFile,
    sheet: &Sheet,
) -> Result<MatchedColumns, Vec<Diagnostic>> {
    let row = find_header_row(table, file, sheet)?;
    let mut faults = Vec::new();
    let mut columns = ByColumn::new();
    for column in &table.columns {
        columns.push(match match_column(column, sheet, row) {
            ColumnMatch::Found(at) => Some(at),
            ColumnMatch::Missing if is_needed(column) => {
                faults.push(report_missing_column(column, sheet, row));
                None
            }
            ColumnMatch::Several(at) if is_needed(column) => {
                faults.push(report_several_columns(column, sheet, row, &at));
                None
            }
            ColumnMatch::Missing | ColumnMatch::Several(_) => None,
        });
    }
    if faults.is_empty() { Ok(MatchedColumns { row, columns }) } else { Err(faults) }
}

/// Whether the file must have a column: one that is not computed.
fn is_needed(column: &Column) -> bool {
    column.formula.is_none()
}

/// The row with the names of the columns.
///
/// # Errors
///
/// The finding where there is none.
pub(super) fn find_header_row(
    table: &Table,
    file: &DataFile,
    sheet: &Sheet,
) -> Result<usize, Vec<Diagnostic>> {
    // A name in the row itself counts more than one in a second row below it.
    let score = |row: usize| -> usize {
        let of =
            |c: &Column| match (match_in_row(c, sheet, row), match_column(c, sheet, row))
            {
                (ColumnMatch::Found(_), _) => 2,
                (_, ColumnMatch::Found(_)) => 1,
                (_, ColumnMatch::Missing | ColumnMatch::Several(_)) => 0,
            };
        table.columns.iter().filter(|c| is_needed(c)).map(of).sum()
    };
    let wanted = table.columns.iter().filter(|c| is_needed(c)).count();
    let row = match file.header_row {
        Some(row) if row.value > sheet.rows() => {
            let message =
                format!("tệp {} chỉ có {} dòng", sheet.file_name(), sheet.rows());
            return Err(vec![
                Diagnostic::error("sheet-column", row.span, message)
                    .label("tệp không có dòng này"),
            ]);
        }
        Some(row) => row.value - 1,
        None => {
            let rows = || 0..sheet.head().min(DEPTH);
            // One that names all; else the first of those that name most, and where none
            // names any, the fullest. Columns meant by their letters are in every row.
            let whole = || rows().find(|row| score(*row) == 2 * wanted);
            let by_letters = table.columns.iter().any(is_by_letters);
            let fullest = |row: &usize| (score(*row), collect_names(sheet, *row).len());
            let whole = if by_letters || wanted < 2 { None } else { whole() };
            whole.or_else(|| rows().rev().max_by_key(fullest)).unwrap_or(0)
        }
    };
    if score(row) == 0 && wanted > 1 && file.header_row.is_none() {
        return Err(vec![report_no_header(file, sheet, row)]);
    }
    Ok(row)
}

/// The rows that name columns of the table, from the top of the sheet on: the row of the
/// names and, where one stands only there, the second one below it.
pub(super) fn find_end_of_names(table: &Table, sheet: &Sheet, row: usize) -> usize {
    let below = |c: &Column| {
        matches!(match_in_row(c, sheet, row), ColumnMatch::Missing)
            && matches!(match_column(c, sheet, row), ColumnMatch::Found(_))
    };
    row + 1 + usize::from(table.columns.iter().any(below))
}

/// The column with a name, and the row of the name: the given one, or a second one of
/// names below it.
///
/// # Errors
///
/// The columns of that name, where there are several; and none where there is none.
pub(super) fn find_named_column(
    name: &str,
    sheet: &Sheet,
    row: usize,
) -> Result<(usize, usize), Vec<usize>> {
    if let Some(letters) = parse_letters(name).filter(|at| *at < sheet.width()) {
        return Ok((row, letters));
    }
    let rows = [row, row + 1];
    for row in rows.into_iter().filter(|r| *r == row || is_second_header(sheet, *r)) {
        match match_name(name, sheet, row) {
            ColumnMatch::Found(column) => return Ok((row, column)),
            ColumnMatch::Several(columns) => return Err(columns),
            ColumnMatch::Missing => {}
        }
    }
    Err(Vec::new())
}

enum ColumnMatch {
    Found(usize),
    Several(Vec<usize>),
    Missing,
}

/// Where a column of the table stands: named in the row, or in a second row of names
/// below it, where the names in common stand above, merged.
fn match_column(column: &Column, sheet: &Sheet, row: usize) -> ColumnMatch {
    match match_in_row(column, sheet, row) {
        ColumnMatch::Missing
            if !is_by_letters(column) && is_second_header(sheet, row + 1) =>
        {
            match_in_row(column, sheet, row + 1)
        }
        place => place,
    }
}

fn match_in_row(column: &Column, sheet: &Sheet, row: usize) -> ColumnMatch {
    if let Some(name) = &column.in_file {
        if let Some(letters) = parse_letters(&name.value) {
            let there = letters < sheet.width();
            return if there {
                ColumnMatch::Found(letters)
            } else {
                ColumnMatch::Missing
            };
        }
        return match_name(&name.value, sheet, row);
    }
    let label = column.label.words();
    let names = column.id.iter().map(|id| id.value.as_str()).chain([label.as_str()]);
    let mut res = ColumnMatch::Missing;
    for name in names {
        match match_name(name, sheet, row) {
            ColumnMatch::Missing => {}
            ColumnMatch::Found(at) => return ColumnMatch::Found(at),
            several @ ColumnMatch::Several(_) => res = several,
        }
    }
    res
}

/// Whether a row below the names of the columns has names too: words and nothing else.
fn is_second_header(sheet: &Sheet, row: usize) -> bool {
    let words = |c: usize| match sheet.cell(row, c) {
        Cell::Empty => true,
        Cell::Text(text) => cell_kind::classify_text(text) == CellKind::Text,
        Cell::Number(_) | Cell::Date(_) | Cell::Error(_) => false,
    };
    row < sheet.head() && (0..sheet.width()).all(words)
}

fn match_name(name: &str, sheet: &Sheet, row: usize) -> ColumnMatch {
    let squeezed =
        |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    let matching = |wanted: &str, of: &dyn Fn(&str) -> String| {
        let same = |&c: &usize| {
            let text = sheet.text(row, c);
            !text.trim().is_empty() && of(&text) == wanted
        };
        (0..sheet.width()).filter(same).collect::<Vec<_>>()
    };
    let exact = matching(&squeezed(name), &squeezed);
    let bare = |text: &str| squeezed(&language::fold(text)).replace('_', "");
    let found = if exact.is_empty() { matching(&bare(name), &bare) } else { exact };
    match found[..] {
        [] => ColumnMatch::Missing,
        [at] => ColumnMatch::Found(at),
        _ => ColumnMatch::Several(found),
    }
}

/// Whether the form names a column of the file by its letters.
fn is_by_letters(column: &Column) -> bool {
    column.in_file.as_ref().is_some_and(|name| parse_letters(&name.value).is_some())
}

/// The column that `cột C` names, from nought.
fn parse_letters(name: &str) -> Option<usize> {
    let folded = language::fold(name);
    let letters = folded.strip_prefix("cot ")?.trim();
    let fits = (1..=2).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_lowercase());
    let value = |n: usize, b: u8| n * 26 + usize::from(b - b'a') + 1;
    fits.then(|| letters.bytes().fold(0, value) - 1)
}

/// Where a column of the form says its name in the file.
fn locate_column(column: &Column) -> Span {
    let named = column.in_file.as_ref().map(|at| at.span);
    named.or_else(|| column.id.as_ref().map(|at| at.span)).unwrap_or(column.label.span)
}

pub(super) fn collect_names(sheet: &Sheet, row: usize) -> Vec<String> {
    let text = |c| sheet.text(row, c).trim().to_owned();
    (0..sheet.width()).map(text).filter(|t| !t.is_empty()).collect()
}

/// No row of the sheet names any of the columns.
fn report_no_header(file: &DataFile, sheet: &Sheet, row: usize) -> Diagnostic {
    let message = format!(
        "tệp {} không có dòng nào ghi tên các cột của bảng này",
        sheet.file_name()
    );
    Diagnostic::error("sheet-column", file.file.span, message)
        .label("không tìm thấy cột nào")
        .hint(format!(
            "dòng {} của tệp ghi: {}",
            row + 1,
            collect_names(sheet, row).join(", ")
        ))
        .hint("ghi ở mỗi cột tên của nó trong tệp, ví dụ: `trong_tep: Tên thôn`")
}

fn report_missing_column(column: &Column, sheet: &Sheet, row: usize) -> Diagnostic {
    let wanted = column.in_file.as_ref().map(|at| at.value.clone());
    let wanted = wanted.unwrap_or_else(|| column.label.words());
    let message = format!("tệp {} không có cột “{wanted}”", sheet.file_name());
    let finding = Diagnostic::error("sheet-column", locate_column(column), message);
    let names = collect_names(sheet, row);
    match language::nearest(&wanted, names.iter().map(String::as_str)) {
        Some(near) => finding
            .label(format!("có phải là “{near}”?"))
            .hint(format!("ghi thêm ở cột này: `trong_tep: {near}`")),
        None => finding
            .label("cột này lấy số liệu từ tệp")
            .hint(format!("dòng {} của tệp có các cột: {}", row + 1, names.join(", ")))
            .hint("tên trong tệp khác thì ghi thêm ở cột này: `trong_tep: tên cột`"),
    }
}

fn report_several_columns(
    column: &Column,
    sheet: &Sheet,
    row: usize,
    at: &[usize],
) -> Diagnostic {
    let places: Vec<_> = at.iter().map(|c| sheet.address(row, *c)).collect();
    let name = sheet.text(row, at[0]);
    let message = format!(
        "tệp {} có nhiều cột tên “{}”: {}",
        sheet.file_name(),
        name.trim(),
        places.join("; ")
    );
    Diagnostic::error("sheet-column", locate_column(column), message)
        .label("chưa rõ lấy cột nào")
        .hint("ghi thêm ở cột này chữ của cột trong tệp, ví dụ: `trong_tep: cột C`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_by_its_letters() {
        assert_eq!(parse_letters("cột C"), Some(2));
        assert_eq!(parse_letters("Cột AB"), Some(27));
        assert_eq!(parse_letters("Cột mốc"), None);
        assert_eq!(parse_letters("Tên thôn"), None);
    }
}
