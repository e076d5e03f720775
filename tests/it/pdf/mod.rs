//! The PDF itself, measured.

mod breaks;
mod draw;
mod layout;
pub(crate) mod meta;
pub(crate) mod read;
mod tables;
mod tags;
mod told;
