//! Which column of a file is which column of the table: by name, without case and
//! spaces, and without marks only where that is unambiguous.

use std::ops::RangeInclusive;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellKind, ColumnSpec, DataFile, TableSpec};
use crate::language;
use crate::sheet::{DataCell, Sheet};
use crate::source::Span;

use super::cell_kind;

/// Rows at the top of a sheet among which the names of the columns are looked for.
const DEPTH: usize = 40;

/// Where the columns of a table stand in a sheet.
#[derive(Debug)]
pub(super) struct MatchedColumns {
    /// Rows of the sheet with the names.
    pub(super) names: RangeInclusive<usize>,
    /// Column of the sheet, for each column of the table that the sheet has.
    pub(super) columns: ByColumn<Option<usize>>,
}

/// Looks for the columns of a table.
///
/// # Errors
///
/// The findings, at their places in the form, where some column is not there or is not
/// distinguished from another.
pub(super) fn match_columns(
    table: &TableSpec,
    file: &DataFile,
    sheet: &Sheet,
) -> Result<MatchedColumns, Vec<Diagnostic>> {
    let row = find_header_row(table, file, sheet)?;
    let mut findings = Vec::new();
    let mut columns = ByColumn::new();
    for column in &table.columns {
        // A computed column that the file has too is compared; it need not be there.
        columns.push(match match_column(column, sheet, row) {
            HeaderMatch::Found(index) => Some(index),
            HeaderMatch::Missing if is_needed(column) => {
                findings.push(report_missing_column(column, sheet, row));
                None
            }
            HeaderMatch::Several(indices) if is_needed(column) => {
                findings.push(report_several_columns(column, sheet, row, &indices));
                None
            }
            HeaderMatch::Missing | HeaderMatch::Several(_) => None,
        });
    }
    if findings.is_empty() {
        Ok(MatchedColumns { names: row..=row, columns })
    } else {
        Err(findings)
    }
}

/// Whether the file must have a column: one that is not computed.
fn is_needed(column: &ColumnSpec) -> bool {
    column.formula.is_none()
}

/// The row with the names of the columns: the one that the form says, else the one that
/// looks most like it.
///
/// # Errors
///
/// The finding where there is none.
pub(super) fn find_header_row(
    table: &TableSpec,
    file: &DataFile,
    sheet: &Sheet,
) -> Result<usize, Vec<Diagnostic>> {
    if let Some(row) = file.header_row {
        if row.value <= sheet.rows() {
            return Ok(row.value - 1);
        }
        let message = format!("tệp {} chỉ có {} dòng", sheet.file_name(), sheet.rows());
        let finding =
            Diagnostic::error(&code::indicator::SHEET_COLUMN, row.span, message);
        return Err(vec![finding.label("tệp không có dòng này")]);
    }
    let row = guess_header_row(table, sheet);
    let wanted = table.columns.iter().filter(|c| is_needed(c)).count();
    if rank_header_row(table, sheet, row) == 0 && wanted > 1 {
        return Err(vec![report_no_header(file, sheet, row)]);
    }
    Ok(row)
}

/// The row that looks most like one of names, among the first of the sheet.
///
/// Above the names stand the lines of a title; below them the data, in which a cell may by
/// chance say the name of a column. So a row that names every wanted column in itself is
/// taken at once, from the top. Where no row does, the one with the highest score, of equal
/// ones the one with most filled cells, of equal ones again the first: going from below,
/// `max_by_key` keeps the last of equal rows.
///
/// The first step is left out where it would say nothing: a column that the form names by
/// its letters is in every row, and so a single column may be by chance.
fn guess_header_row(table: &TableSpec, sheet: &Sheet) -> usize {
    let rows = 0..sheet.head().min(DEPTH);
    let wanted = table.columns.iter().filter(|c| is_needed(c)).count();
    let has_letters = table.columns.iter().any(is_by_letters);
    if !has_letters && wanted >= 2 {
        let named =
            rows.clone().find(|row| rank_header_row(table, sheet, *row) == 2 * wanted);
        if let Some(row) = named {
            return row;
        }
    }
    rows.rev()
        .max_by_key(|row| {
            let filled = collect_names(sheet, *row).len();
            (rank_header_row(table, sheet, *row), filled)
        })
        .unwrap_or(0)
}

/// How well a row names the wanted columns: two for each that is named in the row itself,
/// one for each that is named in a second row below it.
fn rank_header_row(table: &TableSpec, sheet: &Sheet, row: usize) -> usize {
    let mut score = 0;
    for column in table.columns.iter().filter(|c| is_needed(c)) {
        score += match match_in_row(column, sheet, row) {
            HeaderMatch::Found(_) => 2,
            HeaderMatch::Missing | HeaderMatch::Several(_) => usize::from(matches!(
                match_column(column, sheet, row),
                HeaderMatch::Found(_)
            )),
        };
    }
    score
}

/// The rows that name columns of the table, from the top of the sheet on: the row of the
/// names and, where one stands only there, the second one below it.
pub(super) fn find_end_of_names(table: &TableSpec, sheet: &Sheet, row: usize) -> usize {
    let has_second = table.columns.iter().any(|column| {
        matches!(match_in_row(column, sheet, row), HeaderMatch::Missing)
            && matches!(match_column(column, sheet, row), HeaderMatch::Found(_))
    });
    row + 1 + usize::from(has_second)
}

/// The position of a column's name in a sheet.
pub(super) struct NamePosition {
    /// The given row of names, or the second one below it.
    pub(super) row: usize,
    pub(super) column: usize,
}

/// The column with a name, in the given row or in a second one of names below it.
///
/// # Errors
///
/// The columns of that name, where there are several; and none where there is none.
pub(super) fn find_named_column(
    name: &str,
    sheet: &Sheet,
    row: usize,
) -> Result<NamePosition, Vec<usize>> {
    if let Some(column) = parse_letters(name).filter(|column| *column < sheet.width()) {
        return Ok(NamePosition { row, column });
    }
    // The second row is only asked where it is one of names: data may say anything.
    let rows = [row, row + 1];
    for row in rows.into_iter().filter(|r| *r == row || is_second_header(sheet, *r)) {
        match match_name(name, sheet, row) {
            HeaderMatch::Found(column) => return Ok(NamePosition { row, column }),
            HeaderMatch::Several(columns) => return Err(columns),
            HeaderMatch::Missing => {}
        }
    }
    Err(Vec::new())
}

/// Where a column of the table stands in a sheet.
enum HeaderMatch {
    Found(usize),
    Several(Vec<usize>),
    Missing,
}

/// Where a column of the table stands: named in the row, or in a second row of names
/// below it, where the names in common stand above, merged.
fn match_column(column: &ColumnSpec, sheet: &Sheet, row: usize) -> HeaderMatch {
    match match_in_row(column, sheet, row) {
        HeaderMatch::Missing
            if !is_by_letters(column) && is_second_header(sheet, row + 1) =>
        {
            match_in_row(column, sheet, row + 1)
        }
        found => found,
    }
}

/// Where a row names a column of the table. The form's `trong_tep` is the only name where
/// there is one; else the id is looked for, then the label. A name that several columns
/// have is no match yet: the other one may be one column's alone.
fn match_in_row(column: &ColumnSpec, sheet: &Sheet, row: usize) -> HeaderMatch {
    if let Some(name) = &column.in_file {
        return match parse_letters(&name.value) {
            Some(letters) if letters < sheet.width() => HeaderMatch::Found(letters),
            Some(_) => HeaderMatch::Missing,
            None => match_name(&name.value, sheet, row),
        };
    }
    let label = column.label.collect_words();
    let names = column.id.iter().map(|id| id.value.as_str()).chain([label.as_str()]);
    let mut res = HeaderMatch::Missing;
    for name in names {
        match match_name(name, sheet, row) {
            HeaderMatch::Missing => {}
            found @ HeaderMatch::Found(_) => return found,
            several @ HeaderMatch::Several(_) => res = several,
        }
    }
    res
}

/// Whether a row below the names of the columns has names too: words and nothing else.
fn is_second_header(sheet: &Sheet, row: usize) -> bool {
    row < sheet.head()
        && (0..sheet.width()).all(|column| match sheet.cell(row, column) {
            DataCell::Empty => true,
            DataCell::Text(text) => cell_kind::classify_text(text) == CellKind::Text,
            DataCell::Number(_) | DataCell::Date(_) | DataCell::Error(_) => false,
        })
}

/// Which column has a name in a row: exactly, case and spaces apart; only where none has,
/// without marks and underscores, so that `Cống` is not taken for `Cộng` beside it.
fn match_name(name: &str, sheet: &Sheet, row: usize) -> HeaderMatch {
    let exact = find_equal_cells(sheet, row, &normalize_header(name), normalize_header);
    let found = if exact.is_empty() {
        find_equal_cells(sheet, row, &fold_header(name), fold_header)
    } else {
        exact
    };
    match found[..] {
        [] => HeaderMatch::Missing,
        [column] => HeaderMatch::Found(column),
        _ => HeaderMatch::Several(found),
    }
}

/// The columns in which a row says `wanted`, each text normalized before it is compared.
fn find_equal_cells(
    sheet: &Sheet,
    row: usize,
    wanted: &str,
    normalize: fn(&str) -> String,
) -> Vec<usize> {
    let mut res = Vec::new();
    for column in 0..sheet.width() {
        let text = sheet.text(row, column);
        if !text.trim().is_empty() && normalize(&text) == wanted {
            res.push(column);
        }
    }
    res
}

/// A name in small letters and without any spaces.
fn normalize_header(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

/// A name as [`normalize_header`] gives it, and without marks and underscores.
fn fold_header(name: &str) -> String {
    normalize_header(&language::fold(name)).replace('_', "")
}

/// Whether the form names a column of the file by its letters.
fn is_by_letters(column: &ColumnSpec) -> bool {
    column.in_file.as_ref().is_some_and(|name| parse_letters(&name.value).is_some())
}

/// The column that `cột C` names, from zero.
fn parse_letters(name: &str) -> Option<usize> {
    let folded = language::fold(name);
    let letters = folded.strip_prefix("cot ")?.trim();
    if !matches!(letters.len(), 1..=2) || !letters.bytes().all(|b| b.is_ascii_lowercase())
    {
        return None;
    }
    // A number of base 26 whose digits go from 1 to 26.
    let number = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'a') + 1);
    Some(number - 1)
}

/// Where a column of the form says its name in the file.
fn locate_column(column: &ColumnSpec) -> Span {
    match (&column.in_file, &column.id) {
        (Some(name), _) => name.span,
        (None, Some(id)) => id.span,
        (None, None) => column.label.span,
    }
}

/// What stands in a row, blanks left out.
pub(super) fn collect_names(sheet: &Sheet, row: usize) -> Vec<String> {
    (0..sheet.width())
        .map(|column| sheet.text(row, column).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// No row of the sheet names any of the columns.
fn report_no_header(file: &DataFile, sheet: &Sheet, row: usize) -> Diagnostic {
    let message = format!(
        "tệp {} không có dòng nào ghi tên các cột của bảng này",
        sheet.file_name()
    );
    Diagnostic::error(&code::indicator::SHEET_COLUMN, file.file.span, message)
        .label("không tìm thấy cột nào")
        .hint(format!(
            "dòng {} của tệp ghi: {}",
            row + 1,
            collect_names(sheet, row).join(", ")
        ))
        .hint("ghi ở mỗi cột tên của nó trong tệp, ví dụ: `trong_tep: Tên thôn`")
}

/// No column of the file has the name of a column that the table needs.
fn report_missing_column(column: &ColumnSpec, sheet: &Sheet, row: usize) -> Diagnostic {
    let wanted = column.in_file.as_ref().map(|name| name.value.clone());
    let wanted = wanted.unwrap_or_else(|| column.label.collect_words());
    let message = format!("tệp {} không có cột “{wanted}”", sheet.file_name());
    let finding =
        Diagnostic::error(&code::indicator::SHEET_COLUMN, locate_column(column), message);
    let names = collect_names(sheet, row);
    match language::find_nearest(&wanted, names.iter().map(String::as_str)) {
        Some(nearest) => finding
            .label(format!("có phải là “{nearest}”?"))
            .hint(format!("ghi thêm ở cột này: `trong_tep: {nearest}`")),
        None => finding
            .label("cột này lấy số liệu từ tệp")
            .hint(format!("dòng {} của tệp có các cột: {}", row + 1, names.join(", ")))
            .hint("tên trong tệp khác thì ghi thêm ở cột này: `trong_tep: tên cột`"),
    }
}

/// Several columns of the file have the name of a column of the table.
fn report_several_columns(
    column: &ColumnSpec,
    sheet: &Sheet,
    row: usize,
    indices: &[usize],
) -> Diagnostic {
    let addresses: Vec<_> = indices.iter().map(|c| sheet.address(row, *c)).collect();
    let name = sheet.text(row, indices[0]);
    let message = format!(
        "tệp {} có nhiều cột tên “{}”: {}",
        sheet.file_name(),
        name.trim(),
        addresses.join("; ")
    );
    Diagnostic::error(&code::indicator::SHEET_COLUMN, locate_column(column), message)
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
