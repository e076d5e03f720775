//! XLS and XLSB: binary records.

use super::*;

/// `tests/forms/so-lieu/ho-ngheo.xls`.
pub(super) const HO_NGHEO: &[u8] =
    include_bytes!("../../../tests/forms/so-lieu/ho-ngheo.xls");

fn all_kinds() -> Sheet {
    let choice = SheetChoice { sheet: Some("Mọi kiểu"), header: None };
    read(Path::new("a.xls"), HO_NGHEO.to_vec(), choice).unwrap()
}

#[test]
fn an_old_workbook_holds_what_the_new_one_does() {
    let old = plain("a.xls", HO_NGHEO).unwrap();
    let new = include_bytes!("../../../tests/forms/so-lieu/ho-ngheo.xlsx");
    let new = plain("a.xlsx", new.as_slice()).unwrap();
    assert_eq!((old.title(), texts(&old)), (Some("Hộ nghèo"), texts(&new)));
    assert_eq!(old.merged(0, 3).unwrap(), MergedArea { rows: 0..=0, columns: 0..=5 });
    assert!(old.is_bold(3, 0) && !old.is_bold(4, 0));
    // By its bytes, whatever its ending.
    assert_eq!(texts(&plain("a.xlsx", HO_NGHEO).unwrap()), texts(&old));
}

#[test]
fn formats_hidden_rows_and_formulas_of_an_old_workbook_are_seen() {
    let sheet = all_kinds();
    let cells: Vec<_> = (0..10).map(|row| sheet.cell(row, 1).clone()).collect();
    let wanted = [
        text("Cụm dân cư số 1"),
        number("3.25"),
        number("0.033"),
        DataCell::Date(NaiveDate::from_ymd_opt(2023, 7, 1).unwrap()),
        number("4"),
        number("17500000"),
        number("-1205"),
        text("TRUE"),
        number("123456789012.5"),
        number("999"),
    ];
    assert_eq!(cells, wanted);
    assert_eq!(sheet.format(2, 1), &NumberFormat::Percent { places: 1 });
    assert_eq!(sheet.format(3, 1), &NumberFormat::Date);
    assert_eq!(sheet.format(4, 1), &show_number(0, false, 0, 5));
    assert_eq!(sheet.format(5, 1), &show_number(1, true, 2, 1));
    assert!(sheet.is_hidden(9) && !sheet.is_hidden(8));
    assert!(sheet.lacks_result(10, 1) && !sheet.lacks_result(9, 1));
    assert_eq!(
        sheet.merged(12, 0).unwrap(),
        MergedArea { rows: 11..=13, columns: 0..=0 }
    );
    // Longer than a record: it goes on in the next, there with two bytes a character.
    let DataCell::Text(long) = sheet.cell(13, 1) else { panic!() };
    assert_eq!((long.chars().count(), long.ends_with("xế")), (9300, false));
    assert!(sheet.text(39, 0).starts_with("Thôn số 39"));
}

#[test]
fn a_workbook_before_excel_97_is_called_so() {
    let mut bytes = HO_NGHEO.to_vec();
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = bytes.windows(name.len()).position(|window| window == name).unwrap();
    bytes[at..at + 2].copy_from_slice(b"B\0");
    let finding = fault(plain("a.xls", bytes));
    assert_eq!(finding.message, "tệp của Excel 95 trở về trước, không đọc được");
    assert_eq!(finding.code.id, "sheet-format");
}

#[test]
fn an_old_workbook_cut_off_anywhere_ends_in_a_table_or_a_finding() {
    for end in (0..HO_NGHEO.len()).step_by(97) {
        drop(plain("a.xls", &HO_NGHEO[..end]));
    }
}

/// A record of an XLSB.
fn record(kind: u16, fields: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if kind < 0x80 {
        bytes.push(u8::try_from(kind).unwrap());
    } else {
        bytes.push(u8::try_from(kind & 0x7f).unwrap() | 0x80);
        bytes.push(u8::try_from(kind >> 7).unwrap());
    }
    let length = fields.len();
    bytes.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
    bytes.push(u8::try_from(length >> 7).unwrap());
    bytes.extend(fields);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<_> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A cell of an XLSB in a column and with a style.
fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    let place = [column.to_le_bytes(), style.to_le_bytes()].concat();
    record(kind, &[&place, value].concat())
}

fn row(number: u32, hidden: bool) -> Vec<u8> {
    let mut fields = [number.to_le_bytes(), [0; 4]].concat();
    fields.extend([0x2c, 1, 0, if hidden { 0x10 } else { 0 }, 0, 0, 0, 0, 0]);
    record(0, &fields)
}

/// A small workbook with cells of each kind.
pub(super) fn xlsb() -> Vec<u8> {
    let sheet = [[0; 4].as_slice(), &[1, 0, 0, 0], &wide("rId1"), &wide("Hộ")].concat();
    let computing = [vec![0; 24], vec![1, 0]].concat();
    let workbook = [record(156, &sheet), record(157, &computing)].concat();
    let texts = record(19, &[&[0][..], &wide("Thôn Mai Hà")].concat());
    let styles = [
        record(44, &[&[164, 0][..], &wide("0.0%")].concat()),
        record(43, &[[0; 4].as_slice(), &[0x90, 1], &[0; 8]].concat()),
        record(43, &[[0; 4].as_slice(), &[0xbc, 2], &[0; 8]].concat()),
        record(626, &[]),
        record(47, &[0xff, 0xff, 14, 0, 0, 0, 0, 0]),
        record(627, &[]),
        record(617, &[1, 0, 0, 0]),
        record(47, &[0, 0, 0, 0, 0, 0, 0, 0]),
        record(47, &[0, 0, 164, 0, 1, 0, 0, 0]),
        record(618, &[]),
    ];
    let cells = [
        row(0, false),
        cell(7, 0, 0, &[0; 4]),
        cell(2, 1, 1, &(33_u32 << 2 | 3).to_le_bytes()),
        cell(5, 2, 0, &3.3_f64.to_le_bytes()),
        cell(4, 3, 0, &[1]),
        row(2, true),
        cell(6, 0, 0, &wide("Đồng")),
        cell(9, 1, 0, &0_f64.to_le_bytes()),
        cell(11, 2, 0, &[7]),
        cell(8, 3, 0, &wide("chữ")),
    ];
    let merged = [2_u32, 3, 0, 0].map(u32::to_le_bytes).concat();
    let sheet = [cells.concat(), record(176, &merged)].concat();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="{kind}/sharedStrings" Target="sharedStrings.bin"/><Relationship Id="rId3" Type="{kind}/styles" Target="styles.bin"/></Relationships>"#
    );
    zip(&[
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/sharedStrings.bin", &texts),
        ("xl/styles.bin", &styles.concat()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

#[test]
fn a_workbook_of_binary_records_is_read() {
    let sheet = plain("a.xlsb", xlsb()).unwrap();
    let wanted = [
        ["Thôn Mai Hà", "0,33", "3,3", "TRUE"],
        ["", "", "", ""],
        ["Đồng", "0", "#DIV/0!", "chữ"],
    ];
    assert_eq!(texts(&sheet), wanted);
    assert_eq!(sheet.format(0, 1), &NumberFormat::Percent { places: 1 });
    assert!(sheet.is_bold(0, 1) && !sheet.is_bold(0, 0));
    assert!(sheet.is_hidden(2) && !sheet.is_hidden(0));
    assert!(sheet.lacks_result(2, 1) && !sheet.lacks_result(0, 1));
    assert_eq!(sheet.merged(2, 0).unwrap().rows, 2..=3);
}
