//! The disk as far as the forms of a run may read it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::git;
use crate::source::{Disk, Files, Reach};

/// The disk for the forms of these paths of a command line: each reads within the work
/// tree of git in which it stands, else within the folder that is named, and from the
/// folders in `allowed`.
#[must_use]
pub fn open_disk(named: &[PathBuf], allowed: &[PathBuf]) -> Arc<dyn Files> {
    Arc::new(Disk::within(Reach::new(named, allowed, git::find_work_tree)))
}
