//! One table typed in the form, in a CSV and in a workbook; and files that are anything.

use std::path::Path;
use std::sync::Arc;

use kehoach::indicator::{ComputedTable, FileFinding, RowPlace};
use kehoach::sheet::{self, Sheet, SheetChoice};
use proptest::prelude::{Just, Strategy, any};
use proptest::test_runner::TestCaseError;
use proptest::{
    collection, option, prop_assert, prop_assert_eq, prop_oneof, proptest, sample,
};
use rust_xlsxwriter::{Formula, Workbook};

use super::{FIRST, cases, computed, typed_rows};

/// A row: its district, two counts, tenths of a decimal, hundredths of a percent, đồng.
#[derive(Debug, Clone)]
struct Row {
    district: usize,
    counts: [Option<u32>; 2],
    tenths: u32,
    rate: u32,
    dong: u64,
}

/// Names of the columns, as the form has them and as the file does.
const COLUMNS: [(&str, &str); 7] = [
    ("ten", "Tên thôn"),
    ("huyen", "HUYỆN"),
    ("dau", "Hộ nghèo  đầu năm"),
    ("giam", "giam"),
    ("dt", "Diện tích"),
    ("tl", "Tỷ lệ"),
    ("von", "Vốn"),
];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let count = || option::weighted(0.95, 0..99_999_u32);
    let row =
        (0..3_usize, count(), count(), 0..9_999_u32, 0..10_000_u32, 0..10_000_000_u64);
    let row = row.prop_map(|(district, a, b, tenths, rate, dong)| Row {
        district,
        counts: [a, b],
        tenths,
        rate,
        dong,
    });
    // With one place in the column, no figure has two readings.
    collection::vec(row, 1..15).prop_map(|mut rows| {
        rows[0].tenths = 15;
        rows
    })
}

/// The cells of a row as a person types them.
fn texts(at: usize, row: &Row) -> Vec<String> {
    let count = |n: Option<u32>| n.map_or("chua_co".to_owned(), |n| n.to_string());
    vec![
        format!("Thôn Đông, {}", at + 1),
        format!("Huyện {}", row.district),
        count(row.counts[0]),
        count(row.counts[1]),
        format!("{},{}", row.tenths / 10, row.tenths % 10),
        format!("{},{:02}%", row.rate / 100, row.rate % 100),
        row.dong.to_string(),
    ]
}

/// The form of the table, its rows from `source`.
fn table(source: &str) -> String {
    let mut yaml = "  thu:\n    cot:\n".to_owned();
    let kinds = ["chu", "chu", "so", "so", "thap_phan", "{ phan_tram: 2 }", "tien"];
    for ((id, label), kind) in COLUMNS.iter().zip(kinds) {
        let scale = if *id == "tl" { ", tep_ghi: ti_so" } else { "" };
        yaml += &format!(
            "      - {{ ma: {id}, nhan: \"{}\", kieu: {kind}{scale} }}\n",
            label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    yaml + "      - { ma: cuoi, nhan: Cuối, cong_thuc: dau - giam }
      - { ma: phan, nhan: Phần, kieu: phan_tram, cong_thuc: von / (tong(von) + 1) }
    nhom: { theo: huyen }
    tong: { nhan: Tổng cộng }
    kiem_tra: [giam <= dau]
" + source
}

/// A CSV, with quotes where a field needs them.
fn csv(rows: &[Vec<String>], order: &[usize], separator: char, plain: bool) -> Vec<u8> {
    let field = |text: &String| {
        if text.contains(separator) || !plain {
            format!("\"{text}\"")
        } else {
            text.clone()
        }
    };
    let line = |cells: &[String]| {
        let cells: Vec<_> = order.iter().map(|at| field(&cells[*at])).collect();
        cells.join(&separator.to_string())
    };
    let names: Vec<_> = COLUMNS.iter().map(|(_, name)| (*name).to_owned()).collect();
    let lines: Vec<_> = [&names].into_iter().chain(rows).map(|row| line(row)).collect();
    let (mark, end) = if plain { ("", "\n") } else { ("\u{FEFF}", "\r\n") };
    format!("{mark}{}{end}", lines.join(end)).into_bytes()
}

/// A workbook with a title above the names; figures are its own numbers.
fn workbook(rows: &[Row], order: &[usize]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Biểu số liệu").unwrap();
    for (column, at) in (0_u16..).zip(order) {
        sheet.write(2, column, COLUMNS[*at].1).unwrap();
    }
    for (line, (index, row)) in (3_u32..).zip(rows.iter().enumerate()) {
        let texts = texts(index, row);
        for (column, at) in (0_u16..).zip(order) {
            let number = match at {
                2 | 3 => row.counts[at - 2].map(f64::from),
                4 => Some(f64::from(row.tenths) / 10.0),
                5 => Some(f64::from(row.rate) / 10_000.0),
                6 => texts[6].parse().ok(),
                _ => None,
            };
            match number {
                Some(number) => sheet.write(line, column, number).unwrap(),
                None => sheet.write(line, column, &texts[*at]).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn sheet(name: &str, bytes: Vec<u8>) -> Arc<Sheet> {
    match sheet::read(Path::new(name), bytes, SheetChoice::default()) {
        Ok(sheet) => Arc::new(sheet),
        Err(error) => panic!("{name}: {error:?}"),
    }
}

/// Whether two tables hold and show the same.
fn same(one: &ComputedTable, other: &ComputedTable) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.len(), other.len());
    prop_assert_eq!(one.groups().len(), other.groups().len());
    let groups = (0..one.groups().len()).map(RowPlace::Group);
    for place in one.rows().map(RowPlace::Row).chain(groups).chain([RowPlace::Total]) {
        for column in one.columns().ids() {
            prop_assert_eq!(one.value(place, column), other.value(place, column));
            prop_assert_eq!(one.text(place, column), other.text(place, column));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_table_is_the_same_typed_in_the_form_a_csv_and_a_workbook(
        rows in rows(),
        order in Just((0..COLUMNS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let typed: Vec<_> = rows.iter().enumerate().map(|(at, row)| texts(at, row)).collect();
        let form = computed(&table(&typed_rows(&typed)), &[None]);
        prop_assert!(form.form.is_empty(), "{:?}", form.form);
        let mut files = vec![sheet("so.xlsx", workbook(&rows, &order))];
        for separator in [',', ';', '\t'] {
            for plain in [true, false] {
                files.push(sheet("so.csv", csv(&typed, &order, separator, plain)));
            }
        }
        for file in files {
            let name = file.name().to_owned();
            let filed = computed(&table(&format!("    du_lieu: {name}\n")), &[Some(file)]);
            prop_assert!(filed.form.is_empty(), "{name}: {:?}", filed.form);
            prop_assert!(filed.files.is_empty(), "{name}: {:?}", filed.files);
            same(form.figures.table(FIRST), filed.figures.table(FIRST))?;
            let failures = filed.figures.failures().len();
            prop_assert_eq!(form.figures.failures().len(), failures);
        }
    }
}

/// A cell of a workbook.
#[derive(Debug, Clone)]
enum Cell {
    Text(String),
    Number(f64),
    Truth(bool),
    Fault,
}

/// What a file may hold for a cell of a table, right or not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "[0-9]{1,4}",
        2 => "-?[0-9]{1,3}[.,][0-9]{1,4}%?",
        1 => sample::select(vec![
            "ten", "dau", "giam", "ho", "Thôn 1", "Thôn 2", "Tổng cộng", "chua_co", "-", "",
            "#DIV/0!", "20/5/2023", "5 triệu đồng", "(1)", "1e9", "\u{a0}", "=1+1",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        text().prop_map(Cell::Text),
        any::<f64>().prop_map(Cell::Number),
        any::<bool>().prop_map(Cell::Truth),
        Just(Cell::Fault),
    ]
}

/// Tables that ask something of every column of a file with `ten`, `dau`, `giam`, `ho`.
const FORMS: [&str; 4] = [
    "cot: [{ ma: ten, nhan: T }, { ma: dau, nhan: D }, { ma: x, nhan: X, cong_thuc: dau / 2 }]\n    tong: {}\n    kiem_tra: [dau <= x]",
    "khoa: ten\n    cot: [{ ma: ten, nhan: T }, { ma: dau, nhan: D, kieu: phan_tram }, { ma: giam, nhan: G, kieu: tien }, { ma: x, nhan: X, kieu: phan_tram, cong_thuc: giam / tong(giam) }]\n    don_vi_tinh: triệu đồng\n    lam_tron: phan_bo\n    tong: {}\n    nhom: { theo: ten }",
    "cot: [{ ma: ten, nhan: T, kieu: ngay }, { ma: dau, nhan: D, kieu: so }, { ma: giam, nhan: G, kieu: thap_phan }, { ma: ho, nhan: H, trong_tep: cột B }]\n    sap_xep: { theo: dau, chieu: giam }",
    "cot: [{ ma: ten, nhan: T, kieu: chu }, { ma: dau, nhan: D, kieu: phan_tram, tep_ghi: ti_so }, { ma: giam, nhan: G, cong_thuc: \"neu(dau > 0, dau, thu[ten].dau)\" }]\n    sap_xep: ten",
];

/// Reads a file that may be anything, by a form. No panic; a file that gives no table and
/// a cell that gives no figure are told.
fn look(name: &str, bytes: Vec<u8>, form: &str) {
    let sheet = match sheet::read(Path::new(name), bytes, SheetChoice::default()) {
        Ok(sheet) => Arc::new(sheet),
        Err(error) => {
            assert!(!error.diagnostic().message.is_empty());
            return;
        }
    };
    let yaml = format!("  thu:\n    du_lieu: {name}\n    {form}\n");
    let computed = computed(&yaml, &[Some(Arc::clone(&sheet))]);
    for FileFinding { finding, .. } in &computed.files {
        assert!(!finding.message.is_empty());
        if let (Some(span), Some(source)) = (finding.span, sheet.source()) {
            assert!(source.text().get(span.range()).is_some(), "{finding:?}");
        }
    }
    let table = computed.figures.table(FIRST);
    let told = !computed.form.is_empty() || !computed.files.is_empty();
    assert!(!table.is_empty() || told, "no row and no word of it");
    let groups = (0..table.groups().len()).map(RowPlace::Group);
    for place in table.rows().map(RowPlace::Row).chain(groups).chain([RowPlace::Total]) {
        for column in table.columns().ids() {
            let _ = table.text(place, column);
        }
    }
}

/// A file that begins like one of the tables, and goes on with anything.
fn lines() -> impl Strategy<Value = Vec<Vec<String>>> {
    collection::vec(collection::vec(text(), 1..6), 0..8).prop_map(|mut rows| {
        rows.insert(0, ["ten", "dau", "giam", "ho"].map(str::to_owned).to_vec());
        rows
    })
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn any_bytes_as_a_file_are_read_or_refused(
        bytes in collection::vec(any::<u8>(), 0..200),
        text in any::<String>(),
        name in sample::select(vec!["so.csv", "so.xlsx", "so.ods"]),
        form in sample::select(&FORMS[..]),
    ) {
        look(name, bytes, form);
        look(name, text.into_bytes(), form);
    }

    #[test]
    fn a_csv_of_anything_gives_figures_or_findings(
        lines in lines(),
        separator in sample::select(vec![",", ";", "\t"]),
        form in sample::select(&FORMS[..]),
    ) {
        let lines: Vec<_> = lines.iter().map(|line| line.join(separator)).collect();
        look("so.csv", lines.join("\n").into_bytes(), form);
    }

    #[test]
    fn a_workbook_of_anything_gives_figures_or_findings(
        rows in collection::vec(collection::vec(cell(), 1..6), 0..8),
        harms in collection::vec((any::<usize>(), any::<u8>()), 0..3),
        form in sample::select(&FORMS[..]),
    ) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, name) in (0_u16..).zip(["ten", "dau", "giam", "ho"]) {
            sheet.write(0, column, name).unwrap();
        }
        for (line, row) in (1_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(row) {
                // Not every number and text can be written: what cannot is left out.
                let _ = match cell {
                    Cell::Text(text) => sheet.write(line, column, text).map(|_| ()),
                    Cell::Number(number) => sheet.write(line, column, number).map(|_| ()),
                    Cell::Truth(truth) => sheet.write(line, column, truth).map(|_| ()),
                    Cell::Fault => {
                        let fault = Formula::new("=1/0").set_result("#DIV/0!");
                        sheet.write(line, column, fault).map(|_| ())
                    }
                };
            }
        }
        let mut bytes = workbook.save_to_buffer().unwrap();
        let length = bytes.len();
        harms.into_iter().for_each(|(at, byte)| bytes[at % length] = byte);
        look("so.xlsx", bytes, form);
    }
}
