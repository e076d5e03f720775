//! A folder in which one process alone writes under a mark, many files at a time.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::storage::Storage;
use super::unfinished::{Guard, Mark, UnfinishedFile, remove_abandoned};
use super::{
    Fill, Journal, MARK, UNFINISHED, WriteError, find_parent_folder, make_folder,
    remove_within,
};

/// A folder, and the mark with which the name of a file begins there until it is whole.
/// Whoever has one holds a lock, so that no other process writes under the mark.
#[derive(Debug)]
pub struct MarkedFolder {
    storage: &'static dyn Storage,
    folder: PathBuf,
    mark: String,
    /// Folders in which a file has taken its place since they were synced.
    unsynced: Mutex<BTreeSet<PathBuf>>,
}

impl MarkedFolder {
    /// The folder; what a killed process left half-written there is removed, under the mark
    /// or on its own.
    #[must_use]
    pub fn open(storage: &'static dyn Storage, folder: &Path, mark: &str) -> Self {
        remove_abandoned(storage, folder, MARK);
        for name in crate::source::list_beside(folder) {
            if name.starts_with(mark) && name.ends_with(UNFINISHED) {
                // What cannot be removed does no harm, and is tried again by the next run.
                let _ = storage.remove_file(&folder.join(name));
            }
        }
        let (folder, mark) = (folder.to_owned(), mark.to_owned());
        Self { storage, folder, mark, unsynced: Mutex::default() }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes a file that is to stand in the folder or below it. Until it is placed it
    /// stands in the folder itself, under the mark. May be called from several threads.
    ///
    /// # Errors
    ///
    /// When a folder or the file cannot be written. Nothing half-written is left.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<UnfinishedFile, WriteError> {
        self.write_by(name, &mut |to| to.write_all(bytes))
    }

    /// As [`MarkedFolder::write`], for a file that is too large to be held in memory:
    /// `fill` writes it.
    ///
    /// # Errors
    ///
    /// As [`MarkedFolder::write`], and when `fill` gives up.
    pub fn write_by(
        &self,
        name: &str,
        fill: &mut Fill<'_>,
    ) -> Result<UnfinishedFile, WriteError> {
        let target = self.folder.join(name);
        make_folder(self.storage, find_parent_folder(&target))?;
        let mark = Mark { prefix: &self.mark, guard: Guard::Mark };
        UnfinishedFile::write(self.storage, &self.folder, mark, target, fill)
    }

    /// Lets a file take its place. That it will be there after a power cut is certain
    /// when the folder [is synced](MarkedFolder::sync).
    ///
    /// # Errors
    ///
    /// When it cannot. A file that is [open elsewhere](WriteError::InUse) was put beside.
    pub fn place(&self, file: UnfinishedFile) -> Result<PathBuf, WriteError> {
        let placed = file.take_place();
        let path = match &placed {
            Ok(path) | Err(WriteError::InUse { kept: path, .. }) => path,
            Err(_) => return placed,
        };
        let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        unsynced.insert(find_parent_folder(path).to_owned());
        drop(unsynced);
        placed
    }

    /// Waits until all files that have taken their places are there for good.
    ///
    /// # Errors
    ///
    /// When the disk fails.
    pub fn sync(&self) -> Result<(), WriteError> {
        let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        let folders = std::mem::take(&mut *unsynced);
        drop(unsynced);
        folders.iter().try_for_each(|folder| {
            self.storage
                .sync_folder(folder)
                .map_err(|error| WriteError::from_io(folder, error))
        })
    }

    /// Writes a file, places it and waits until it is there for good.
    ///
    /// # Errors
    ///
    /// As each of the three.
    pub fn save(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
        let placed = self.place(self.write(name, bytes)?);
        self.sync()?;
        placed
    }

    /// Begins a journal in the folder.
    ///
    /// # Errors
    ///
    /// When the file cannot be made.
    pub fn begin_journal(&self, name: &str) -> Result<Journal, WriteError> {
        let journal = Journal::begin(self.storage, &self.folder.join(name))?;
        let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        unsynced.insert(self.folder.clone());
        Ok(journal)
    }

    /// Removes a file that stands in the folder or below it, and the folders that are
    /// empty then, as [`remove_in_folder`](super::remove_in_folder).
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        remove_within(self.storage, &self.folder, name)
    }
}
