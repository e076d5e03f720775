//! The house: order, words and lengths of the sources, and what CONTRIBUTING says of them.
//!
//! The sources are read with `syn`; nothing of the crate is linked, so that these tests
//! run seconds after a change: `cargo test --release -p house`. With `-- --nocapture`
//! they print the table of figures and every name that counts against a limit.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests read the sources and show what they found"
)]

mod circle;
mod guides;
mod measure;
mod order;
mod rust_version;
mod source;
mod table;
mod words;
