//! The PDF itself, measured.

mod breaks;
mod layout;
mod meta;
pub(crate) mod read;
mod tables;
