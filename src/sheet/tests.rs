//! Files as offices have them, read through the one door.

mod binary;
mod csv;
mod hostile;
mod limits;
mod ods;
mod parts;
mod split;
#[path = "../../tests/shared/harm/xlsb.rs"]
mod xlsb_parts;
mod xlsx;

use std::io::{Cursor, Write};
use std::path::Path;

use rust_decimal::Decimal;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::diagnostic::Diagnostic;

/// Reads a file without any choice.
fn plain(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Sheet, SheetError> {
    read(Path::new(name), bytes.into(), SheetChoice::default())
}

/// The finding on a file that gives no table.
#[track_caller]
fn fault(result: Result<Sheet, SheetError>) -> Diagnostic {
    result.expect_err("a fault").diagnostic()
}

/// Every cell as a person sees it.
fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    let row = |row| {
        (0..sheet.width()).map(|column| sheet.text(row, column).into_owned()).collect()
    };
    (0..sheet.rows()).map(row).collect()
}

fn number(text: &str) -> DataCell {
    DataCell::Number(Number::from(&Decimal::from_str_exact(text).unwrap()))
}

fn text(text: &str) -> DataCell {
    DataCell::Text(text.to_owned())
}

/// The format of a number without an accountant's dash.
fn show_number(
    places: u8,
    grouped: bool,
    thousands: u8,
    least_digits: u8,
) -> NumberFormat {
    NumberFormat::Number {
        places,
        grouped,
        thousands,
        divided_from: 0,
        least_digits,
        accounting: false,
    }
}

/// An XLSX with the sheets that `fill` makes.
fn xlsx(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

/// A zip of these parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An ODS with this `office:automatic-styles` and `office:spreadsheet`.
fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
}

#[test]
fn the_ending_says_the_format() {
    assert_eq!(plain("data/SO-LIEU.CSV", "a;b\n").unwrap().name(), "data/SO-LIEU.CSV");
    for (name, message) in [
        ("a.docx", "không đọc được số liệu từ tệp .docx"),
        ("a", "tên tệp số liệu không có đuôi"),
    ] {
        let finding = fault(plain(name, "a;b"));
        assert_eq!(
            (finding.code.id, finding.message.as_str()),
            ("sheet-format", message)
        );
        assert!(!finding.hints.is_empty());
    }
}

#[test]
fn a_file_under_a_wrong_ending_is_called_what_it_is() {
    let book = xlsx(|book| {
        book.add_worksheet();
    });
    assert!(fault(plain("a.csv", book)).message.contains("bên trong là bảng tính"));
    for name in ["a.xlsx", "a.ods", "a.xls", "a.xlsb"] {
        let page = "<html><table><tr><td>Thôn</td></tr></table></html>";
        assert!(
            fault(plain(name, page)).message.contains("bên trong là văn bản"),
            "{name}"
        );
        let mut old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        old.resize(4096, 0);
        assert_eq!(fault(plain(name, old.clone())).code.id, "sheet-unreadable", "{name}");
        old.extend(b"EncryptedPackage".iter().flat_map(|&b| [b, 0]));
        assert_eq!(fault(plain(name, old)).code.id, "sheet-encrypted", "{name}");
        assert_eq!(fault(plain(name, "")).code.id, "sheet-empty", "{name}");
        assert_eq!(
            fault(plain(name, "PK\x03\x04 không phải zip")).code.id,
            "sheet-unreadable"
        );
    }
}

#[test]
fn a_workbook_that_unpacks_beyond_the_limit_is_refused_by_its_directory() {
    let mut bytes = zip(&[("xl/workbook.xml", b"<a/>"), ("xl/large.xml", b"<a/>")]);
    // The size in the directory entry of the first part: 24 bytes after its signature.
    let entry = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&0x3fff_0000_u32.to_le_bytes());
    let finding = fault(plain("a.xlsx", bytes));
    assert_eq!(finding.code.id, "sheet-too-large");
    assert_eq!(finding.message, "bảng số liệu quá lớn: mở nén ra 1.024 MB");
}

#[test]
fn a_part_larger_than_its_directory_says_is_not_unpacked() {
    for (name, part) in [("a.xlsx", "_rels/.rels"), ("a.ods", "content.xml")] {
        let large = vec![b' '; 1 << 20];
        let mut bytes = zip(&[(part, &large)]);
        // The size stands before each header's length of the name, 22 and 24 bytes on.
        for (mark, size) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
            let at = bytes.windows(4).position(|w| w == mark).unwrap() + size;
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        let hints = fault(plain(name, bytes)).hints.concat();
        assert!(hints.contains("larger than its declared"), "{name}: {hints}");
    }
}

#[test]
fn columns_have_the_letters_of_excel() {
    for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
        assert_eq!(to_letters(column), name);
    }
}
