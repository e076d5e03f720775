//! Files written one after the other by one command.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::storage::Storage;
use super::unfinished::{Guard, Mark, UnfinishedFile, remove_abandoned};
use super::{Fill, MARK, WriteError, find_parent_folder, make_folder};

/// Writes files, each whole or not at all. What killed processes left half-written in a
/// folder is removed before the first file there, and not looked for again: a folder may
/// get thousands.
#[derive(Debug)]
pub struct FileWriter {
    storage: &'static dyn Storage,
    swept: BTreeSet<PathBuf>,
}

impl FileWriter {
    /// A writer that has written nothing yet.
    #[must_use]
    pub fn new(storage: &'static dyn Storage) -> Self {
        Self { storage, swept: BTreeSet::new() }
    }

    /// Writes a file: beside its place first, then in its place by a rename. The folder is
    /// made where it is not there.
    ///
    /// # Errors
    ///
    /// When the folder or the file cannot be written. Nothing half-written is left.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
        let folder = find_parent_folder(path);
        make_folder(self.storage, folder)?;
        if self.swept.insert(folder.to_owned()) {
            remove_abandoned(self.storage, folder, MARK);
        }
        let fill: &mut Fill<'_> = &mut |to| to.write_all(bytes);
        let mark = Mark { prefix: MARK, guard: Guard::OwnLock };
        let written =
            UnfinishedFile::write(self.storage, folder, mark, path.to_owned(), fill)?;
        let placed = written.take_place();
        self.storage
            .sync_folder(folder)
            .map_err(|error| WriteError::from_io(folder, error))?;
        placed
    }
}
