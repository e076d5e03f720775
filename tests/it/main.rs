//! Tests of the whole program, in one binary: each would link all of Typst.

#![expect(clippy::disallowed_methods, reason = "tests read and write their own files")]

mod architecture;
mod driver;
mod faults;
