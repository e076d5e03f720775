//! The PDF itself, measured.

mod breaks;
mod draw;
mod gaps;
mod layout;
mod merged;
pub(crate) mod meta;
pub(crate) mod read;
mod specimens;
mod tables;
mod tags;
mod titles;
mod told;
