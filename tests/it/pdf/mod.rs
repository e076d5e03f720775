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
mod task_tables;
mod titles;
mod told;
