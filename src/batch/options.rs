//! What a run is asked for.

use std::path::PathBuf;
use std::sync::Arc;

use crate::build::explain_write_error;
use crate::diagnostic::{Diagnostic, Report};
use crate::output::{Format, Storage, WriteError};
use crate::source::{self, Files};

use super::select::Selection;

/// What to do with files of units that are no longer of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prune {
    /// They stay, and the run names them.
    Keep,
    /// They are removed, but for those that were edited since.
    Remove,
}

/// What a run is asked for, as the command line has it.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the set and all that it names are read from.
    pub store: Arc<dyn Files>,
    /// The disk that papers, ledger and reports are written to.
    pub storage: &'static dyn Storage,
    /// The folder of the output.
    pub output: PathBuf,
    /// The formats of the papers.
    pub formats: Vec<Format>,
    /// Number of threads, and of typesetting processes.
    pub jobs: usize,
    /// Which units to do.
    pub selection: Selection,
    /// What to do with files that are no longer of the set.
    pub prune: Prune,
    /// Whether all papers are also joined for the printer.
    pub print: bool,
}

impl Options {
    /// The report of a finding that concerns the folder of the output.
    pub(super) fn on_output(&self, finding: Diagnostic) -> Report {
        let name = source::show_path(&self.output);
        Report::without_source(&name, finding)
    }

    /// The finding of a file there that could not be written.
    pub(super) fn unwritten(&self, error: &WriteError) -> Report {
        self.on_output(explain_write_error(error))
    }
}
