//! Bytes as the parts of a workbook, so that what is changed is what a reader of XML or of
//! records sees.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What parts the parts of an input.
const NEXT: &[u8] = b"\n%%%\n";

/// Packs parts, of which the input has as many as there are names; those behind are empty.
fn pack_parts(names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in names {
        zip.start_file(*name, stored).expect("memory takes all");
        let end = rest.windows(NEXT.len()).position(|window| window == NEXT);
        let (part, behind) = match end {
            Some(end) => (&rest[..end], &rest[end + NEXT.len()..]),
            None => (rest, &rest[rest.len()..]),
        };
        rest = behind;
        zip.write_all(part).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}

/// An XLSX: its sheet, its texts, its styles, its list of sheets, its relations.
#[allow(dead_code, reason = "a target packs one kind")]
pub(crate) fn pack_xlsx(bytes: &[u8]) -> Vec<u8> {
    pack_parts(
        &[
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
        ],
        bytes,
    )
}

/// An ODS: its content, its styles.
#[allow(dead_code, reason = "a target packs one kind")]
pub(crate) fn pack_ods(bytes: &[u8]) -> Vec<u8> {
    pack_parts(&["content.xml", "styles.xml", "META-INF/manifest.xml"], bytes)
}

/// An XLSB, as an XLSX.
#[allow(dead_code, reason = "a target packs one kind")]
pub(crate) fn pack_xlsb(bytes: &[u8]) -> Vec<u8> {
    pack_parts(
        &[
            "xl/worksheets/sheet1.bin",
            "xl/sharedStrings.bin",
            "xl/styles.bin",
            "xl/workbook.bin",
            "xl/_rels/workbook.bin.rels",
        ],
        bytes,
    )
}
