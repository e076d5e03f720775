//! The PDF itself, measured.

mod breaks;
mod draw;
mod layout;
mod meta;
pub(crate) mod read;
mod tables;
