//! The workbook of a run: what a person sees in it, and that nothing in it is a formula or
//! tells the day on which it was made.

use std::io::{Cursor, Read as _};
use std::path::Path;

use kehoach::batch::report::{RunReport, RunSummary, build_book};
use kehoach::batch::{UnitRecord, UnitState};
use kehoach::output::{Book, BookCell, BookColumn, BookSheet};
use kehoach::sheet::{self, DataCell, NumberFormat, Sheet, SheetChoice};
use proptest::prelude::Strategy;
use proptest::{prop_assert_eq, proptest};

use super::driver::golden;
use super::report_sample::{Sample, districts, hostile, large, unit};

/// A sheet of a workbook as the program itself reads it.
pub(crate) fn read_sheet(bytes: &[u8], name: &str) -> Sheet {
    let choice = SheetChoice { sheet: Some(name), header: None };
    sheet::read(Path::new("a.xlsx"), bytes.to_vec(), choice).unwrap()
}

/// A cell with its kind and its format: `#0,033 0.00%`, `"00004" @`.
fn show_cell(sheet: &Sheet, row: usize, column: usize) -> String {
    let value = match sheet.cell(row, column) {
        DataCell::Empty => return String::new(),
        DataCell::Text(text) => format!("{text:?}"),
        DataCell::Number(number) => format!("#{number}"),
        DataCell::Date(date) => date.to_string(),
        DataCell::Error(text) => format!("!{text}"),
    };
    match sheet.format(row, column) {
        NumberFormat::General => value,
        NumberFormat::Text => format!("{value} @"),
        NumberFormat::Date => format!("{value} dd"),
        NumberFormat::Number { places, grouped, .. } => {
            let dots = if *grouped { "." } else { "" };
            format!("{value} n{dots}{places}")
        }
        NumberFormat::Percent { .. } => format!("{value} %"),
        other => format!("{value} {other:?}"),
    }
}

/// All cells of a sheet, a line each row.
pub(crate) fn show_sheet(bytes: &[u8], name: &str) -> String {
    let sheet = read_sheet(bytes, name);
    let mut res = format!("== {name}\n");
    for row in 0..sheet.rows() {
        let cells = (0..sheet.width()).map(|column| show_cell(&sheet, row, column));
        res += &cells.collect::<Vec<_>>().join(" | ");
        res.push('\n');
    }
    res
}

/// The parts of a workbook by name.
fn read_parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut res = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let made = part.last_modified().unwrap();
        assert_eq!((made.year(), made.month(), made.day()), (1980, 1, 1));
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        res.push((part.name().unwrap().into_owned(), text));
    }
    res
}

fn render(sample: &Sample) -> Vec<u8> {
    let rendered = build_book(&sample.summary()).render().unwrap();
    assert!(rendered.long_figures.is_empty() && rendered.cut.is_empty());
    rendered.bytes
}

/// A workbook of one column of texts.
fn book_of_texts(texts: &[String]) -> Book {
    let rows = texts.iter().map(|text| vec![BookCell::Text(text.clone())]).collect();
    let columns = vec![BookColumn::wrapped("Tên")];
    let sheet = BookSheet { name: "Trang", columns, rows, total: None };
    Book { title: String::new(), sheets: vec![sheet] }
}

#[test]
fn the_workbook_says_what_it_said() {
    let bytes = render(&districts());
    let sheets = ["Các đơn vị", "Lỗi, cảnh báo, gợi ý", "Cách đọc số liệu"];
    let shown = sheets.map(|name| show_sheet(&bytes, name));
    golden("goldens/bao-cao.xlsx.txt", &shown.join("\n"));
}

#[test]
fn the_workbook_of_a_run_is_the_same_bytes_and_knows_no_day() {
    let bytes = render(&districts());
    assert!(bytes == render(&districts()));
    let parts = read_parts(&bytes);
    for (name, text) in &parts {
        for (at, _) in text.match_indices("T00:00:00Z") {
            assert!(text[..at].ends_with("2000-01-01"), "{name}");
        }
    }
    let core = &parts.iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1;
    assert_eq!(core.matches("2000-01-01T00:00:00Z").count(), 2, "{core}");
}

#[test]
fn a_hostile_text_is_no_formula_and_leads_nowhere_else() {
    let bytes = render(&hostile());
    for (name, text) in read_parts(&bytes) {
        if name.starts_with("xl/worksheets/sheet") {
            assert!(!text.contains("<f>") && !text.contains("<f "), "{name}");
        }
        for (at, _) in text.match_indices("TargetMode=\"External\"") {
            let from = text[..at].rfind("Target=\"").unwrap() + 8;
            let target = &text[from..at];
            assert!(
                !target.contains([':', '\\']) && !target.starts_with('/'),
                "{target}"
            );
        }
    }
}

#[test]
fn the_same_figures_stand_in_the_workbook_as_in_the_csv() {
    let sample = large(40);
    let sheet = read_sheet(&render(&sample), "Các đơn vị");
    let text = kehoach::batch::report::render_csv(&sample.summary());
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let rows =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text);
    let mut compared = 0;
    for (row, fields) in rows.into_records().enumerate() {
        for (column, field) in fields.unwrap().iter().enumerate() {
            let cell = match sheet.cell(row, column) {
                DataCell::Empty => String::new(),
                DataCell::Text(text) => text.clone(),
                DataCell::Number(number) => number.exact_text().unwrap().replace('.', ""),
                other => panic!("{other:?}"),
            };
            assert_eq!(cell, field.trim(), "row {row}, column {column}");
            compared += 1;
        }
    }
    assert_eq!(compared, 41 * 12);
}

#[test]
fn a_finding_of_many_units_stands_with_each_of_them() {
    let mut sample = districts();
    let units: Vec<_> = sample.units.iter().map(|unit| unit.key.clone()).collect();
    sample.shared[0].units.clone_from(&units);
    let message = sample.shared[0].diagnostic.message.clone();
    let sheet = read_sheet(&render(&sample), "Lỗi, cảnh báo, gợi ý");
    let rows = (1..sheet.rows()).filter(|row| sheet.text(*row, 4) == message);
    let rows: Vec<_> = rows.map(|row| sheet.text(row, 1).into_owned()).collect();
    assert_eq!(rows, units);
}

#[test]
fn a_run_without_units_or_findings_has_a_workbook_too() {
    let rendered = build_book(&RunSummary::new(RunReport::default())).render().unwrap();
    assert_eq!(read_sheet(&rendered.bytes, "Các đơn vị").rows(), 1);
    assert_eq!(read_sheet(&rendered.bytes, "Lỗi, cảnh báo, gợi ý").rows(), 1);
}

#[test]
fn the_workbook_of_the_whole_country_keeps_every_code() {
    let mut units: Vec<UnitRecord> = large(3_321).units;
    for (index, unit) in units.iter_mut().enumerate() {
        unit.key = format!("{index:05}");
    }
    let run = RunReport { units: &units, ..RunReport::default() };
    let bytes = build_book(&RunSummary::new(run)).render().unwrap().bytes;
    let sheet = read_sheet(&bytes, "Các đơn vị");
    assert_eq!(sheet.rows(), 3_322);
    for row in 1..sheet.rows() {
        assert_eq!(sheet.cell(row, 1), &DataCell::Text(format!("{:05}", row - 1)));
    }
}

proptest! {
    #[test]
    fn whatever_a_text_is_it_reads_back_as_that_text(texts in texts()) {
        let rendered = book_of_texts(&texts).render().unwrap();
        let sheet = read_sheet(&rendered.bytes, "Trang");
        for (row, text) in texts.iter().enumerate() {
            let read = sheet.text(row + 1, 0);
            // What the reader does to every text, NFC and no space around it.
            let text = kehoach::language::clean(text.trim());
            prop_assert_eq!(read.trim(), text.trim());
        }
    }

    #[test]
    fn whatever_a_unit_is_called_its_row_is_there(names in texts()) {
        let units: Vec<_> = names.iter().map(|n| unit("x", n, 7, UnitState::Built)).collect();
        let run = RunReport { units: &units, ..RunReport::default() };
        let rendered = build_book(&RunSummary::new(run)).render().unwrap();
        prop_assert_eq!(read_sheet(&rendered.bytes, "Các đơn vị").rows(), names.len() + 1);
    }
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[\\PC\n\t;\"'=+@_x0041\\-]{0,14}x", 1..5)
}
