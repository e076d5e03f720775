//! What is said where columns of a table are not found in a sheet, or more than one fits.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ColumnSpec, DataFile};
use crate::language::{self, normalize_spaces};
use crate::sheet::{DataCell, NumberFormat, Sheet, to_letters};
use crate::source::Span;

use super::grid::{HeadGrid, Name, NameBlock};

/// Letters of a name that a message shows.
const LONGEST_SHOWN: usize = 120;

/// Names that a message lists.
const MOST_NAMES: usize = 20;

/// Columns that a question names, and first cells of each.
const MOST_COLUMNS: usize = 5;
const MOST_CELLS: usize = 2;

/// A name in one line, its end left out where it is very long.
pub(super) fn shorten_name(text: &str) -> String {
    let mut letters = text.char_indices();
    match letters.nth(LONGEST_SHOWN) {
        // Spaces are only looked at in what is shown: a cell may have millions.
        Some((end, _)) => format!("{}…", normalize_spaces(&text[..end])),
        None => normalize_spaces(text),
    }
}

/// Where a column of the form says its name in the file.
pub(super) fn locate_column(column: &ColumnSpec) -> Span {
    match (&column.in_file, &column.id) {
        (Some(name), _) => name.span,
        (None, Some(id)) => id.span,
        (None, None) => column.label.span,
    }
}

/// What stands in a row, blanks left out.
fn list_names(grid: &HeadGrid<'_>, row: usize) -> Vec<String> {
    grid.filled(row).map(|cell| cell.name.shown.clone()).collect()
}

/// Names in one line, the first ones where there are many.
fn join_names(names: &[String], separator: &str) -> String {
    let shown = names[..names.len().min(MOST_NAMES)].join(separator);
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown} và {more} tên nữa"),
    }
}

/// No row of the sheet names any of the columns.
pub(super) fn report_no_header(
    file: &DataFile,
    grid: &HeadGrid<'_>,
    row: usize,
) -> Diagnostic {
    let message = format!(
        "tệp {} không có dòng nào ghi tên các cột của bảng này",
        grid.sheet.file_name()
    );
    Diagnostic::error(&code::indicator::SHEET_COLUMN, file.file.span, message)
        .label("không tìm thấy cột nào")
        .hint(format!(
            "dòng {} của tệp ghi: {}",
            row + 1,
            join_names(&list_names(grid, row), ", ")
        ))
        .hint("ghi ở mỗi cột tên của nó trong tệp, ví dụ: `trong_tep: Tên thôn`")
}

/// It cannot be told whether a row has names or is the first of the data.
pub(super) fn report_ambiguous_header(
    file: &DataFile,
    grid: &HeadGrid<'_>,
    row: usize,
) -> Diagnostic {
    let line = row + 1;
    let message = format!(
        "dòng {line} của tệp {} (“{}”) có thể là dòng tên các cột, cũng có thể là hàng số liệu",
        grid.sheet.file_name(),
        join_names(&list_names(grid, row), "; ")
    );
    let write_key = |value: usize| match &file.sheet {
        Some(_) => format!("`dong_tieu_de: {value}` ở `du_lieu`"),
        None => {
            format!("`du_lieu: {{ tep: {}, dong_tieu_de: {value} }}`", file.file.value)
        }
    };
    Diagnostic::error(&code::indicator::AMBIGUOUS_HEADER, file.file.span, message)
        .label("chưa rõ số liệu bắt đầu từ dòng nào")
        .hint(format!("là dòng tên các cột thì ghi {}", write_key(line)))
        .hint(format!(
            "là hàng số liệu, tệp không có dòng tên các cột thì ghi {}",
            write_key(0)
        ))
}

/// What is looked for in a sheet: its name, and where the form says it.
pub(super) struct Asked<'a> {
    pub(super) name: String,
    pub(super) span: Span,
    /// The key under which its name in the file can be written.
    pub(super) key: &'a str,
}

impl Asked<'_> {
    /// A column of a table.
    pub(super) fn column(column: &ColumnSpec) -> Self {
        let name = column.in_file.as_ref().map(|name| name.value.clone());
        let name = name.unwrap_or_else(|| column.label.collect_words());
        Self { name: shorten_name(&name), span: locate_column(column), key: "trong_tep" }
    }
}

/// The names of the columns, of each once, as the form can write them.
fn list_columns(block: &NameBlock<'_>) -> Vec<String> {
    let columns = 0..block.paths.len();
    columns.map(|c| block.describe(c)).filter(|name| !name.is_empty()).collect()
}

/// No column of the file has the name of a column that the table needs.
pub(super) fn report_missing_column(
    column: &ColumnSpec,
    grid: &HeadGrid<'_>,
    block: &NameBlock<'_>,
) -> Diagnostic {
    let wanted = Asked::column(column);
    let file = grid.sheet.file_name();
    let message = format!("tệp {file} không có cột “{}”", wanted.name);
    let finding = Diagnostic::error(&code::indicator::SHEET_COLUMN, wanted.span, message);
    if block.rows.is_empty() {
        return finding
            .label("tệp không có dòng tên các cột")
            .hint("ghi ở cột này chữ của cột trong tệp, ví dụ: `trong_tep: cột C`");
    }
    if let near @ [_, _, ..] = &find_names_beginning(&wanted.name, block)[..] {
        let named: Vec<_> = near.iter().map(|name| format!("“{name}”")).collect();
        let keys: Vec<_> = near.iter().map(|n| format!("`trong_tep: {n}`")).collect();
        return finding
            .label(format!("là cột nào trong các cột {}?", named.join(", ")))
            .hint(format!("ghi thêm ở cột này: {}", keys.join(" hoặc ")));
    }
    if let Some(nearest) = find_nearest_name(&wanted.name, block) {
        return finding
            .label(format!("có phải là “{nearest}”?"))
            .hint(format!("ghi thêm ở cột này: `trong_tep: {nearest}`"));
    }
    finding
        .label("cột này lấy số liệu từ tệp")
        .hint(describe_columns(block))
        .hint("tên trong tệp khác thì ghi thêm ở cột này: `trong_tep: tên cột`")
}

/// The names of columns that begin with what is looked for and say more: `Hộ nghèo (hộ)`,
/// `Hộ nghèo (khẩu)`.
fn find_names_beginning(wanted: &str, block: &NameBlock<'_>) -> Vec<String> {
    let wanted = Name::new(wanted).folded;
    let leaves = (0..block.paths.len()).filter(|column| {
        let leaf = block.paths[*column].last();
        !wanted.is_empty() && leaf.is_some_and(|name| name.folded.starts_with(&wanted))
    });
    let names = leaves.map(|column| block.describe(column));
    names.filter(|name| !name.contains('…')).take(MOST_COLUMNS).collect()
}

/// The name over a column that comes nearest, as the form can write it: the whole path
/// where its last part alone is over several.
pub(super) fn find_nearest_name(wanted: &str, block: &NameBlock<'_>) -> Option<String> {
    let leaves: Vec<_> = block
        .paths
        .iter()
        .map(|path| path.last().map_or("", |name| name.shown.as_str()))
        .collect();
    // A name that is not shown whole cannot be written.
    let names = leaves.iter().copied().filter(|n| !n.is_empty() && !n.ends_with('…'));
    let nearest = language::find_nearest(wanted, names)?;
    let mut same = (0..leaves.len()).filter(|c| leaves[*c] == nearest);
    let (column, second) = (same.next()?, same.next());
    Some(second.map_or_else(|| nearest.to_owned(), |_| block.describe(column)))
}

/// The row of the names, and what it says.
pub(super) fn describe_columns(block: &NameBlock<'_>) -> String {
    let names = join_names(&list_columns(block), ", ");
    format!("dòng {} của tệp có các cột: {names}", block.rows.start + 1)
}

/// A column as a person finds it: `cột C “Hộ nghèo / Số hộ” (120; 130; …)`.
fn describe_column(grid: &HeadGrid<'_>, block: &NameBlock<'_>, column: usize) -> String {
    let rows = block.rows.end..grid.sheet.rows();
    let cells = rows.map(|row| shorten_name(&show_cell(grid.sheet, row, column)));
    let cells: Vec<_> = cells.filter(|text| !text.is_empty()).take(MOST_CELLS).collect();
    let cells = match cells.len() {
        0 => "không có số liệu".to_owned(),
        _ => format!("{}; …", cells.join("; ")),
    };
    format!("cột {} “{}” ({cells})", to_letters(column), block.describe(column))
}

/// A cell as the sheet shows it, a percentage with its sign.
fn show_cell(sheet: &Sheet, row: usize, column: usize) -> String {
    let text = sheet.text(row, column);
    match (sheet.cell(row, column), sheet.format(row, column)) {
        (DataCell::Number(number), NumberFormat::Percent { .. }) => {
            let rate = number.times_pow10(2).exact_text().unwrap_or_default();
            format!("{rate}%")
        }
        (DataCell::Number(_), NumberFormat::LiteralPercent { .. }) => format!("{text}%"),
        _ => text.into_owned(),
    }
}

/// Several columns of the file have the name of what is looked for.
pub(super) fn report_several_columns(
    asked: &Asked<'_>,
    grid: &HeadGrid<'_>,
    block: &NameBlock<'_>,
    columns: &[usize],
) -> Diagnostic {
    let shown = &columns[..columns.len().min(MOST_COLUMNS)];
    let described: Vec<_> =
        shown.iter().map(|column| describe_column(grid, block, *column)).collect();
    let message = format!(
        "tệp {} có {} cột khớp với “{}”: {}{}",
        grid.sheet.file_name(),
        columns.len(),
        asked.name,
        described.join(", "),
        if shown.len() < columns.len() { ", …" } else { "" }
    );
    Diagnostic::error(&code::indicator::AMBIGUOUS_COLUMN, asked.span, message)
        .label("chưa rõ lấy cột nào")
        .hint(suggest_names(asked.key, block, shown))
}

/// How the form can name one of several columns: by the names over it where these tell them
/// apart, and by its letters.
fn suggest_names(key: &str, block: &NameBlock<'_>, columns: &[usize]) -> String {
    let paths: Vec<_> = columns.iter().map(|c| block.describe(*c)).collect();
    let are_distinct = (1..paths.len()).all(|i| !paths[..i].contains(&paths[i]));
    let are_whole = paths.iter().all(|path| !path.is_empty() && !path.contains('…'));
    let are_grouped = columns.iter().any(|c| block.paths[*c].len() > 1);
    let letters: Vec<_> =
        columns.iter().map(|c| format!("`{key}: cột {}`", to_letters(*c))).collect();
    let letters = letters.join(" hoặc ");
    if !are_distinct || !are_whole || !are_grouped {
        return format!("ghi chữ của cột trong tệp: {letters}");
    }
    let names: Vec<_> = paths.iter().map(|path| format!("`{key}: {path}`")).collect();
    format!(
        "ghi tên nhóm rồi tên cột: {}; hoặc ghi chữ của cột: {letters}",
        names.join(" hoặc ")
    )
}

/// Two columns of the table, each in a group of its own, would read one of the file.
pub(super) fn report_shared_column(
    column: &ColumnSpec,
    other: &ColumnSpec,
    grid: &HeadGrid<'_>,
    block: &NameBlock<'_>,
    index: usize,
) -> Diagnostic {
    let message = format!(
        "hai cột “{}” của bảng cùng khớp với một cột của tệp {}: {}",
        shorten_name(&column.label.collect_words()),
        grid.sheet.file_name(),
        describe_column(grid, block, index)
    );
    Diagnostic::error(&code::indicator::AMBIGUOUS_COLUMN, locate_column(column), message)
        .label("cột này và cột kia ở hai nhóm khác nhau")
        .related(locate_column(other), "cột kia")
        .hint("ghi ở từng cột tên hoặc chữ của cột trong tệp, ví dụ: `trong_tep: cột C`")
}

/// Two tables stand side by side, and either has all the columns.
pub(super) fn report_ambiguous_table(
    file: &DataFile,
    grid: &HeadGrid<'_>,
    blocks: &[Vec<usize>],
) -> Diagnostic {
    let described: Vec<_> = blocks
        .iter()
        .take(MOST_COLUMNS)
        .map(|columns| {
            let letters: Vec<_> = columns.iter().map(|c| to_letters(*c)).collect();
            format!("các cột {}", letters.join(", "))
        })
        .collect();
    let message = format!(
        "tệp {} có {} bảng cạnh nhau, bảng nào cũng có các cột này: {}",
        grid.sheet.file_name(),
        blocks.len(),
        described.join("; ")
    );
    Diagnostic::error(&code::indicator::AMBIGUOUS_TABLE, file.file.span, message)
        .label("chưa rõ lấy bảng nào")
        .hint(format!(
            "lấy một bảng thì ghi ở từng cột chữ của cột trong tệp, ví dụ: `trong_tep: cột {}`",
            to_letters(blocks[0][0])
        ))
        .hint("lấy cả hai thì chuyển số liệu của bảng bên phải xuống dưới bảng bên trái")
}
