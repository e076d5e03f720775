//! Tests of the whole program, in one binary: each would link all of Typst.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write their own files, and fail where they cannot"
)]

mod architecture;
#[path = "../shared/base.rs"]
mod base;
mod determinism;
mod docs;
mod driver;
mod faults;
mod files;
mod goldens;
mod new;
mod norm;
mod norm_layout;
mod norm_words;
mod pdf;
mod property;
mod property_table;
mod published;
mod readme;
mod trace;
