//! How data files were read, as the page shows it.

use std::collections::HashMap;

use serde::Serialize;

use super::list_units;
use super::paper::{MessagePiece, split_code};
use crate::batch::report::{SetReadings, TableReadings, words};

/// The section on data files.
#[derive(Debug, Serialize)]
pub(super) struct DataView {
    tables: Vec<TableView>,
    /// That some are not listed; empty where all are.
    more: String,
}

#[derive(Debug, Serialize)]
struct TableView {
    file: String,
    table: String,
    rows: String,
    notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
struct NoteView {
    text: Vec<MessagePiece>,
    /// Of which units it holds; empty where it holds of all that read the table.
    units: String,
}

/// The section on data files, where there are any; `names` are those of all units, by
/// their keys.
pub(super) fn show_readings(
    readings: &SetReadings,
    names: &HashMap<&str, &str>,
) -> Option<DataView> {
    if readings.tables.is_empty() {
        return None;
    }
    let more = match readings.left_out {
        0 => String::new(),
        n => {
            let count = words::format_count(n);
            format!("Còn {count} bảng nữa, không nêu ở đây")
        }
    };
    let tables = readings.tables.iter().map(|table| show_table(table, names)).collect();
    Some(DataView { tables, more })
}

fn show_table(table: &TableReadings, names: &HashMap<&str, &str>) -> TableView {
    let mut notes = Vec::new();
    for note in &table.notes {
        let is_general = note.units.len() == table.readers;
        let units =
            if is_general { String::new() } else { list_units(&note.units, names) };
        notes.push(NoteView { text: split_code(&note.text), units });
    }
    TableView {
        file: table.file.clone(),
        table: table.table.clone(),
        rows: describe_rows(table),
        notes,
    }
}

/// `12`; of a table that many read, how many each takes.
fn describe_rows(table: &TableReadings) -> String {
    let [least, most, rows, readers] =
        [table.least, table.most, table.rows, table.readers].map(words::format_count);
    match table.readers {
        0 | 1 => rows,
        _ if table.least == table.most => format!("{readers} lần đọc, mỗi lần {least}"),
        _ => format!("{rows}, của {readers} đơn vị, từ {least} đến {most}"),
    }
}
