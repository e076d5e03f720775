//! A paragraph of a plan, in which all rules look for what they judge.
#![no_main]

#[path = "../../tests/shared/readers.rs"]
#[expect(dead_code, reason = "a target tries one of the readers")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::paragraph(bytes));
