//! The workbook of a run: the table of units as the CSV has it, every finding a row that can
//! be filtered by its unit, and how data files were read.

use std::collections::HashMap;

use super::{
    RunSummary, SetReadings, SharedDiagnostic, SummaryRow, TableReadings, csv, words,
};
use crate::batch::{SavedDiagnostic, UnitRecord};
use crate::output::{Book, BookCell, BookColumn, BookSheet};

/// The report as a workbook.
#[must_use]
pub fn build_book(summary: &RunSummary<'_>) -> Book {
    let mut sheets = vec![build_units_sheet(summary), build_findings_sheet(summary)];
    let readings = summary.run.readings.filter(|readings| !readings.tables.is_empty());
    sheets.extend(readings.map(|readings| build_readings_sheet(summary, readings)));
    Book { title: summary.run.title.to_owned(), sheets }
}

/// The table of units, as the CSV has it.
fn build_units_sheet(summary: &RunSummary<'_>) -> BookSheet {
    let mut columns: Vec<_> =
        csv::list_heads(summary).into_iter().map(BookColumn::wrapped).collect();
    // All findings of a unit: the sheet of findings has them one by one.
    if let Some(last) = columns.pop() {
        columns.push(BookColumn::clipped(last.head));
    }
    BookSheet {
        name: "Các đơn vị",
        columns,
        rows: summary.rows.iter().map(|row| list_unit_cells(summary, row)).collect(),
        total: None,
    }
}

fn list_unit_cells(summary: &RunSummary<'_>, row: &SummaryRow<'_>) -> Vec<BookCell> {
    let unit = row.unit;
    let found = row.found.plus(row.shared);
    let mut cells = vec![
        BookCell::ordinal(row.ordinal),
        BookCell::Text(unit.key.clone()),
        BookCell::Text(unit.name.clone()),
        unit.number.map_or(BookCell::Empty, |n| BookCell::ordinal(n as usize)),
        BookCell::Text(words::name_state(unit.state).to_owned()),
        BookCell::count(found.errors),
        BookCell::count(found.warnings),
        BookCell::count(found.hints),
        BookCell::count(unit.pages),
    ];
    if summary.run.indicator.is_some() {
        let figure = row.measure.map(|measure| measure.figure.clone());
        cells.push(figure.map_or(BookCell::Empty, BookCell::Figure));
    }
    cells.push(link_files(row));
    cells.push(make_text(csv::describe_findings(row)));
    cells
}

/// The files of a unit; a click opens its paper, or the first where none is a PDF.
fn link_files(row: &SummaryRow<'_>) -> BookCell {
    let text = csv::describe_files(row);
    let files = &row.unit.files;
    let paper = files.iter().find(|file| file.name.ends_with(".pdf"));
    match paper.or(files.first()) {
        Some(file) => BookCell::Link { text, file: file.name.clone() },
        None => BookCell::Empty,
    }
}

fn make_text(text: String) -> BookCell {
    if text.is_empty() { BookCell::Empty } else { BookCell::Text(text) }
}

/// A finding of a unit, or of all, as a row.
struct FindingRow<'a> {
    /// Key of the unit; empty where it concerns all of them.
    key: &'a str,
    name: &'a str,
    finding: &'a SavedDiagnostic,
    /// How many units have it.
    units: usize,
}

/// Every finding for every unit that has it: what the set itself has first, then the
/// office's own paper, then the units in their order.
fn build_findings_sheet(summary: &RunSummary<'_>) -> BookSheet {
    let heads = [
        "STT",
        "Mã",
        "Đơn vị",
        "Mức",
        "Nội dung",
        "Cách sửa",
        "Tệp",
        "Dòng",
        "Cột",
        "Mã lỗi",
        "Số đơn vị cùng gặp",
    ];
    let rows = list_finding_rows(summary);
    let rows = rows.iter().enumerate().map(|(index, row)| list_finding_cells(index, row));
    BookSheet {
        name: "Lỗi, cảnh báo, gợi ý",
        columns: heads.map(BookColumn::wrapped).into(),
        rows: rows.collect(),
        total: None,
    }
}

fn list_finding_rows<'a>(summary: &'a RunSummary<'a>) -> Vec<FindingRow<'a>> {
    let run = &summary.run;
    let mut res = Vec::new();
    for shared in run.shared.iter().filter(|shared| shared.units.is_empty()) {
        let finding = &shared.diagnostic;
        res.push(FindingRow { key: "", name: "Cả bộ", finding, units: 0 });
    }
    if let Some(office) = run.common {
        push_own_findings(&mut res, office, &office.name);
    }
    let mut shared = group_shared(run.shared);
    for unit in run.units {
        push_own_findings(&mut res, unit, &unit.name);
        for shared in shared.remove(unit.key.as_str()).unwrap_or_default() {
            res.push(FindingRow {
                key: &unit.key,
                name: &unit.name,
                finding: &shared.diagnostic,
                units: shared.units.len(),
            });
        }
    }
    res
}

fn push_own_findings<'a>(
    res: &mut Vec<FindingRow<'a>>,
    record: &'a UnitRecord,
    name: &'a str,
) {
    for finding in &record.findings {
        res.push(FindingRow { key: &record.key, name, finding, units: 1 });
    }
}

/// The shared findings of each unit, by its key.
fn group_shared(shared: &[SharedDiagnostic]) -> HashMap<&str, Vec<&SharedDiagnostic>> {
    let mut res: HashMap<&str, Vec<&SharedDiagnostic>> = HashMap::new();
    for shared in shared {
        for key in &shared.units {
            res.entry(key).or_default().push(shared);
        }
    }
    res
}

fn list_finding_cells(index: usize, row: &FindingRow<'_>) -> Vec<BookCell> {
    let SavedDiagnostic { file, line, column, severity: _, code, message, hints } =
        row.finding;
    vec![
        BookCell::ordinal(index + 1),
        make_text(row.key.to_owned()),
        make_text(row.name.to_owned()),
        BookCell::Text(words::name_severity(row.finding)),
        make_text(message.clone()),
        make_text(hints.join("\n")),
        make_text(file.clone()),
        locate(*line),
        locate(*column),
        make_text(code.clone()),
        if row.units == 0 { BookCell::Empty } else { BookCell::count(row.units) },
    ]
}

/// A line or a column; 0 is the file as a whole.
fn locate(place: usize) -> BookCell {
    if place == 0 { BookCell::Empty } else { BookCell::ordinal(place) }
}

/// How data files were read, what is to be said of each a row.
fn build_readings_sheet(summary: &RunSummary<'_>, readings: &SetReadings) -> BookSheet {
    let heads =
        ["Tệp", "Bảng", "Số hàng", "Số biểu đọc", "Nên xem", "Cách đọc", "Đơn vị"];
    let units = summary.run.units.iter();
    let names = units.map(|unit| (unit.key.as_str(), unit.name.as_str())).collect();
    let mut rows = Vec::new();
    for table in &readings.tables {
        push_reading_rows(&mut rows, table, &names);
    }
    if readings.left_out > 0 {
        let count = words::format_count(readings.left_out);
        let text = format!("Còn {count} bảng nữa, không nêu ở đây");
        let mut row = vec![BookCell::Text(text)];
        row.resize(heads.len(), BookCell::Empty);
        rows.push(row);
    }
    BookSheet {
        name: "Cách đọc số liệu",
        columns: heads.map(BookColumn::wrapped).into(),
        rows,
        total: None,
    }
}

fn push_reading_rows(
    rows: &mut Vec<Vec<BookCell>>,
    table: &TableReadings,
    names: &HashMap<&str, &str>,
) {
    let TableReadings { file, table: id, readers, .. } = table;
    let head = [
        make_text(file.clone()),
        make_text(id.clone()),
        BookCell::count(table.rows),
        BookCell::count(*readers),
        make_text(if table.is_odd { "Có" } else { "" }.to_owned()),
    ];
    if table.notes.is_empty() {
        rows.push([&head[..], &[BookCell::Empty, BookCell::Empty]].concat());
    }
    for note in &table.notes {
        // What holds of all that read the table is of no unit alone.
        let is_general = note.units.len() == table.readers;
        let units = note.units.iter().filter(|_| !is_general);
        let units = units.map(|key| match names.get(key.as_str()) {
            Some(name) if name != key => format!("{name} ({key})"),
            _ => key.clone(),
        });
        let units = units.collect::<Vec<_>>().join(", ");
        let note = [make_text(note.text.clone()), make_text(units)];
        rows.push([&head[..], &note[..]].concat());
    }
}
