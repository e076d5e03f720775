//! A workbook of LibreOffice: the parts that the bytes are, packed as a zip; a zip as it is is nearly always
//! broken in its frame and shows nothing of the readers of its parts.
#![no_main]

#[path = "../parts.rs"]
mod parts;
#[path = "../../tests/shared/readers.rs"]
#[expect(dead_code, reason = "a target tries one of the readers")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::table("a.ods", &parts::pack_ods(bytes)));
