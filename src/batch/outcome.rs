//! What a run reports while it is at work, and how it ends.

use std::path::PathBuf;

use crate::diagnostic::Report;

use super::record::UnitRecord;
use super::report::Check;

/// What a run reports while it is at work.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A unit was checked.
    Checked {
        /// Units checked so far.
        done: usize,
        /// Units to check.
        total: usize,
    },
    /// A paper was made, or could not be.
    Made {
        /// Papers done so far.
        done: usize,
        /// Papers to make.
        total: usize,
        /// The last of them, in the order of the set.
        unit: &'a UnitRecord,
    },
    /// All units are checked, with these findings; papers are made from here on.
    Found(&'a [Report]),
}

/// Called as a run goes on; the command line shows progress with it.
pub(super) type Observer<'o> = dyn FnMut(Event<'_>) + 'o;

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// What was found after the papers were made: of their layout and of the whole set.
    pub reports: Vec<Report>,
    /// Every unit of the set, in the order of its table.
    pub units: Vec<UnitRecord>,
    /// The office's own paper; none where the set has none.
    pub office: Option<UnitRecord>,
    /// The lines of `doi_chieu`, evaluated.
    pub checks: Vec<Check>,
    /// What the user should know of earlier runs: sentences without full stop.
    pub notes: Vec<String>,
    /// Files of units that are no longer of the set, and stay, by name; none after a run of
    /// a part of the set, unless it was to remove them.
    pub orphans: Vec<String>,
    /// Those of them that were edited since: they are never removed.
    pub edited_orphans: Vec<String>,
    /// Orphans that were removed, by name.
    pub removed: Vec<String>,
    /// The reports and tables that were written, for the user to open.
    pub written: Vec<PathBuf>,
    /// Whether a unit that was asked for, or the set as a whole, is at fault, or a run of the
    /// whole set ends without some paper.
    pub failed: bool,
}
