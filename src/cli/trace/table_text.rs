//! The account of a table, for a reader.

use std::fmt::Write as _;

use crate::diagnostic::{FileReading, shorten_quoted};

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
            let _ = writeln!(res, "Số liệu ghi trong biểu: {}", account.form);
        }
    }
    res += "\nCác cột:\n";
    for column in &account.columns {
        let _ = writeln!(res, "  {}", format_column(column));
    }
    res += "\nTừng dòng:\n";
    for (index, row) in account.rows.iter().enumerate() {
        if index == account.cut && account.left_out > 0 {
            let left_out = account.left_out;
            let _ = writeln!(res, "  … {left_out} dòng nữa; xem cả bằng --all");
        }
        let _ = writeln!(res, "  {}", format_row(row));
    }
    res
}

/// The file, and what is said of it at the end of a check.
fn format_source(reading: &FileReading) -> String {
    let sheet = match &reading.sheet {
        Some(title) => format!(", trang “{title}”"),
        None => String::new(),
    };
    let mut res = format!("Tệp: {}{sheet}\n", reading.file);
    if let Some(header) = reading.header {
        let _ = writeln!(res, "Tên các cột: dòng {header}");
    }
    let _ = writeln!(res, "Cách đọc: {}", reading.clauses().join("; "));
    for note in &reading.notes {
        let _ = writeln!(res, "  {}", note.clause());
    }
    res
}

/// `cột C: ho “Số hộ”, số`
fn format_column(column: &ColumnAccount) -> String {
    let place = match (&column.place, column.is_computed) {
        (Some(place), true) => format!("{place}, để so với công thức"),
        (Some(place), false) => place.clone(),
        (None, true) => "tính theo công thức".to_owned(),
        (None, false) => "ghi trong biểu".to_owned(),
    };
    let id = column.id.as_ref().map_or(String::new(), |id| format!("{id} "));
    let key = if column.is_key { ", tên của hàng" } else { "" };
    format!(
        "{place}: {id}“{}”, {}{key}",
        shorten_quoted(&column.label, MOST_SHOWN),
        column.kind
    )
}

/// `dòng 5: hàng 1 “Mai Hà”`
fn format_row(row: &RowAccount) -> String {
    match row {
        RowAccount::Taken(row) => {
            let hidden = if row.is_hidden { ", đang ẩn, vẫn tính" } else { "" };
            format!(
                "dòng {}: hàng {} “{}”{hidden}",
                row.line,
                row.number,
                shorten_quoted(&row.name, MOST_SHOWN)
            )
        }
        RowAccount::Total { line, name, verdict } => {
            format!(
                "dòng {line}: hàng tổng “{}”, {verdict}",
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
