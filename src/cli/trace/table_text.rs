//! The account of a table, for a reader.

use std::fmt::Write as _;

use crate::diagnostic::{FileReading, shorten_quoted};
use crate::form::CellKind;
use crate::language;

use super::table::{ColumnAccount, RowAccount, TableAccount};

/// Characters of a text that a line shows.
const MOST_SHOWN: usize = 80;

/// The page of a table: where it was read, its columns, its rows.
pub(super) fn format_table(account: &TableAccount) -> String {
    let mut res = String::new();
    let name = account.id.as_deref().unwrap_or("(không có mã)");
    let _ = writeln!(res, "Bảng {name}: {} hàng\n", account.taken);
    match &account.reading {
        Some(reading) => res += &format_source(reading),
        None => {
            let form = language::show_hidden(&account.form);
            let _ = writeln!(res, "Số liệu ghi trong biểu: {form}");
        }
    }
    res += "\nCác cột:\n";
    for column in &account.columns {
        let _ = writeln!(res, "  {}", language::show_hidden(&format_column(column)));
    }
    res += "\nTừng dòng:\n";
    for (index, row) in account.rows.iter().enumerate() {
        if index == account.cut && account.left_out > 0 {
            let left_out = account.left_out;
            let _ = writeln!(res, "  … {left_out} dòng nữa; xem cả bằng --all");
        }
        let _ = writeln!(res, "  {}", language::show_hidden(&format_row(row)));
    }
    res
}

/// The file, and what is said of it at the end of a check.
fn format_source(reading: &FileReading) -> String {
    let sheet = match &reading.sheet {
        Some(title) => format!(", trang “{title}”"),
        None => String::new(),
    };
    let place = format!("{}{sheet}", reading.file);
    let mut res = format!("Tệp: {}\n", language::show_hidden(&place));
    if let Some(header) = reading.header {
        let _ = writeln!(res, "Tên các cột: dòng {header}");
    }
    let clauses = reading.clauses().join("; ");
    let _ = writeln!(res, "Cách đọc: {}", language::show_hidden(&clauses));
    for note in &reading.notes {
        let _ = writeln!(res, "  {}", language::show_hidden(&note.clause()));
    }
    res
}

/// `cột C “Nghèo”: ngheo “Hộ nghèo”, số`
fn format_column(column: &ColumnAccount) -> String {
    let quote = |text: &str| format!("“{}”", shorten_quoted(text, MOST_SHOWN));
    let mut res = match (&column.place, column.is_computed) {
        (Some(place), _) => place.clone(),
        (None, true) => "tính theo công thức".to_owned(),
        (None, false) => "ghi trong biểu".to_owned(),
    };
    if let Some(name) = &column.in_file {
        res += &format!(" {}", quote(name));
    }
    res += ": ";
    if let Some(id) = &column.id {
        res += &format!("{id} ");
    }
    res += &format!("{}, {}", quote(&column.label), name_kind(column.kind));
    if let Some(scale) = column.scale {
        res += &format!(", theo {}", scale.name());
    }
    if column.is_key {
        res += ", tên của hàng";
    }
    if column.is_computed && column.place.is_some() {
        res += ", so với số tính theo công thức";
    }
    res
}

/// What cells hold, in words.
fn name_kind(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "chữ",
        CellKind::Number => "số",
        CellKind::Decimal => "số thập phân",
        CellKind::Percent => "phần trăm",
        CellKind::Money => "tiền",
        CellKind::Date => "ngày",
    }
}

/// `dòng 5: hàng 1 “Mai Hà”`
fn format_row(row: &RowAccount) -> String {
    match row {
        RowAccount::Taken(row) => {
            let hidden = match (row.is_hidden, row.is_uncounted) {
                (true, false) => ", đang ẩn, vẫn tính",
                (false, true) => ", in như trong tệp, không cộng",
                (true, true) => ", đang ẩn, in như trong tệp, không cộng",
                (false, false) => "",
            };
            format!(
                "dòng {}: hàng {} “{}”{hidden}",
                row.line,
                row.number,
                shorten_quoted(&row.name, MOST_SHOWN)
            )
        }
        RowAccount::Total { line, name, is_hidden, verdict } => {
            let hidden = if *is_hidden { ", đang ẩn" } else { "" };
            format!(
                "dòng {line}: hàng tổng “{}”{hidden}, {verdict}",
                shorten_quoted(name, MOST_SHOWN)
            )
        }
        RowAccount::Passed(passed) => {
            let text = shorten_quoted(&passed.text, MOST_SHOWN);
            let text = if text.is_empty() { text } else { format!(": “{text}”") };
            format!("dòng {}: bỏ qua, {}{text}", passed.lines, passed.words)
        }
    }
}
