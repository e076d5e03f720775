//! XLS and XLSB: binary records.

use super::xlsb_parts::{make_cells, make_parts};
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

/// A workbook in binary records with these cells.
pub(super) fn xlsb_of(cells: &[u8]) -> Vec<u8> {
    let parts = make_parts(cells);
    zip(&parts.iter().map(|(name, bytes)| (*name, &bytes[..])).collect::<Vec<_>>())
}

/// A small workbook with cells of each kind.
pub(super) fn xlsb() -> Vec<u8> {
    xlsb_of(&make_cells())
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
