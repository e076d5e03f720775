//! Hostile bytes: every file gives a table or a finding.

use std::io::Read;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::proptest;
use proptest::sample::Index;
use rust_xlsxwriter::Format;
use zip::ZipArchive;

use super::*;

/// A small workbook with cells of each kind.
fn book() -> Vec<u8> {
    xlsx(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy").set_bold();
        sheet.write(1, 1, "Thôn").unwrap().write(1, 2, 3.3).unwrap();
        sheet.write_with_format(2, 1, 45_000, &day).unwrap();
        sheet.write(2, 2, true).unwrap();
        book.add_worksheet().set_name("b").unwrap().set_hidden(true);
    })
}

fn sheet() -> Vec<u8> {
    let cell = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7.5"><text:p>7<text:s text:c="2"/>&lt;</text:p></table:table-cell>"#;
    ods(
        "",
        &format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="3">{cell}</table:table-row></table:table>"#
        ),
    )
}

/// The parts of a zip.
fn parts(bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Reads a workbook, one part of which is changed by `change`.
fn with_part(name: &str, parts: &[(String, Vec<u8>)], index: usize, change: &[u8]) {
    let changed: Vec<_> = parts
        .iter()
        .enumerate()
        .map(|(i, (name, bytes))| {
            (name.as_str(), if i == index { change } else { bytes })
        })
        .collect();
    look(name, zip(&changed));
}

/// Reads, and looks at whatever comes out.
fn look(name: &str, bytes: Vec<u8>) {
    match plain(name, bytes) {
        Ok(sheet) => drop((texts(&sheet), sheet.address(0, 0))),
        Err(error) => assert!(!error.diagnostic().hints.is_empty()),
    }
}

#[test]
fn a_part_cut_off_anywhere_ends_in_a_finding() {
    for (name, bytes) in [("a.xlsx", book()), ("a.ods", sheet())] {
        let parts = parts(bytes);
        for (index, (_, part)) in parts.iter().enumerate() {
            for end in (0..part.len()).step_by(part.len() / 60 + 1) {
                with_part(name, &parts, index, &part[..end]);
            }
        }
    }
}

#[test]
fn an_address_beyond_all_numbers_is_a_finding() {
    let parts = parts(book());
    let index = parts.iter().position(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let written = String::from_utf8(parts[index].1.clone()).unwrap();
    for address in ["B99999999999", "ZZZZZZZZZZZZZ2", "ZZZZ4294967295"] {
        let changed = written.replace("\"B2\"", &format!("\"{address}\""));
        assert_ne!(changed, written);
        with_part("a.xlsx", &parts, index, changed.as_bytes());
    }
}

proptest! {
    #[test]
    fn random_bytes_are_a_table_or_a_finding(bytes in vec(any::<u8>(), 0..300)) {
        for start in [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
            for name in ["a.csv", "a.xlsx", "a.ods", "a.xls"] {
                look(name, [start, &bytes].concat());
            }
        }
    }

    #[test]
    fn a_changed_zip_is_a_table_or_a_finding(
        changes in vec((any::<Index>(), any::<u8>()), 1..6),
    ) {
        let old = binary::HO_NGHEO.to_vec();
        let new = binary::xlsb();
        for (name, mut bytes) in
            [("a.xlsx", book()), ("a.ods", sheet()), ("a.xls", old), ("a.xlsb", new)]
        {
            for (position, byte) in &changes {
                let position = position.index(bytes.len());
                bytes[position] = *byte;
            }
            look(name, bytes);
        }
    }

    #[test]
    fn a_workbook_with_a_changed_part_is_a_table_or_a_finding(
        part in any::<Index>(),
        changes in vec((any::<Index>(), "[<>/\"=a-z0-9:&; ]{0,3}|99999999999"), 1..6),
    ) {
        for (name, bytes) in
            [("a.xlsx", book()), ("a.ods", sheet()), ("a.xlsb", binary::xlsb())]
        {
            let parts = parts(bytes);
            let index = part.index(parts.len());
            let mut changed = parts[index].1.clone();
            for (start, text) in &changes {
                let start = start.index(changed.len() + 1);
                let end = (start + text.len()).min(changed.len());
                changed.splice(start..end, text.bytes());
            }
            with_part(name, &parts, index, &changed);
        }
    }
}
