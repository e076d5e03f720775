//! Writing to the disk: a file is whole or not there, also after a power cut.
//!
//! A file is written under a name of its own, synced, put in its place by a rename, and the
//! folder is synced. What a killed process left half-written is removed by the next that
//! writes in the folder.
//!
//! | file | what it does |
//! |---|---|
//! | `storage` | what is asked of the disk, step by step |
//! | `unfinished` | a file under a name of its own, until it takes its place |
//! | `writer` | files written one after the other by one command |
//! | `marked` | a folder in which one process alone writes, many files at a time |
//! | `journal` | a file that only grows, a line at a time |
//! | `lock` | locks between runs of the program |
//! | `spool` | texts kept on the disk for a while, so that many need no memory |
//! | `power_cut` | for tests: what a power cut may leave on the disk |

mod journal;
mod lock;
mod marked;
#[cfg(test)]
mod power_cut;
mod spool;
mod storage;
#[cfg(test)]
mod tests;
mod unfinished;
mod writer;

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

pub use journal::Journal;
pub use lock::{Lock, LockMode, lock_file};
pub use marked::MarkedFolder;
#[cfg(test)]
pub(crate) use power_cut::{DiskStep, PowerCut, RecordedStorage};
pub use spool::{Spool, SpoolEntry};
pub use storage::{Storage, SystemStorage};
pub use unfinished::UnfinishedFile;
pub use writer::FileWriter;

/// The beginning of the name of a file while it is being written.
const MARK: &str = ".kehoach-";

/// The end of that name.
const UNFINISHED: &str = ".tam";

/// Why a file could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// Nothing can be written in the folder.
    CannotWrite {
        /// The folder that refused.
        folder: PathBuf,
        /// The message of the system.
        error: io::Error,
    },
    /// The folder is not there and cannot be made.
    CannotCreate {
        /// The folder that should have been made.
        folder: PathBuf,
        /// The message of the system.
        error: io::Error,
    },
    /// There is no room: the disk is full, or what the account may use of it.
    DiskFull {
        /// The folder in which there is no room.
        folder: PathBuf,
        /// The message of the system.
        error: io::Error,
    },
    /// The file is there and cannot be replaced: a viewer holds it open.
    InUse {
        /// The file that stays as it was.
        path: PathBuf,
        /// Where the new one was written instead.
        kept: PathBuf,
    },
}

impl WriteError {
    /// Why something could not be written in a folder.
    #[must_use]
    pub fn from_io(folder: &Path, error: io::Error) -> Self {
        let folder = folder.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull { folder, error },
            _ => Self::CannotWrite { folder, error },
        }
    }

    /// Why a folder could not be made.
    fn for_new_folder(folder: &Path, error: io::Error) -> Self {
        match Self::from_io(folder, error) {
            Self::CannotWrite { folder, error } => Self::CannotCreate { folder, error },
            full => full,
        }
    }

    /// Why a file could not be written.
    fn for_file(path: &Path, error: io::Error) -> Self {
        Self::from_io(find_parent_folder(path), error)
    }
}

/// Makes a folder on a disk, and those above it; what it makes is there after a power cut
/// too.
///
/// # Errors
///
/// When it is not there and cannot be made.
pub fn make_folder(storage: &dyn Storage, folder: &Path) -> Result<(), WriteError> {
    let above = folder.ancestors().take_while(|above| *above != Path::new(""));
    let missing: Vec<_> = above.take_while(|above| !above.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        let made = match storage.make_folder(folder) {
            // Another process, or another thread, has made it meanwhile.
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() =>
            {
                Ok(())
            }
            made => made,
        };
        made.and_then(|()| storage.sync_folder(find_parent_folder(folder)))
            .map_err(|error| WriteError::for_new_folder(folder, error))?;
    }
    Ok(())
}

/// Writes a file in a folder, which is made where it is not there.
///
/// # Errors
///
/// When the folder or the file cannot be written. Nothing half-written is left.
pub fn write_in_folder(
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<PathBuf, WriteError> {
    save_file(&SystemStorage, &folder.join(name), bytes)
}

/// Writes a file: beside its place first, then in its place by a rename. When it is done
/// the file is there for good, also after a power cut. What killed processes left
/// half-written beside it is removed.
///
/// # Errors
///
/// When the file cannot be written. Nothing half-written is left.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    save_file(&SystemStorage, path, bytes).map(|_| ())
}

/// As [`write_file`], on a disk; the folder is made where it is not there.
///
/// # Errors
///
/// As [`write_file`].
pub fn save_file(
    storage: &'static dyn Storage,
    path: &Path,
    bytes: &[u8],
) -> Result<PathBuf, WriteError> {
    FileWriter::new(storage).write(path, bytes)
}

/// Waits until a file that may be there is on the disk itself, with its name: whoever
/// wrote it may have been killed before it waited.
///
/// # Errors
///
/// When the disk fails.
pub fn confirm_file(storage: &dyn Storage, path: &Path) -> Result<(), WriteError> {
    let Ok(file) = fs::OpenOptions::new().write(true).open(path) else { return Ok(()) };
    storage
        .sync_file(&file, path)
        .and_then(|()| storage.sync_folder(find_parent_folder(path)))
        .map_err(|error| WriteError::for_file(path, error))
}

/// Writes the bytes of a file.
pub type Fill<'f> = dyn FnMut(&mut dyn io::Write) -> io::Result<()> + 'f;

/// Removes a file that stands in a folder or below it, and the folders that are empty
/// then, up to `folder`. A name that leads out of the folder is refused, and so is one
/// that a link leads out by. What is not there is removed already.
///
/// # Errors
///
/// What the system says.
pub fn remove_in_folder(folder: &Path, name: &str) -> io::Result<()> {
    remove_within(&SystemStorage, folder, name)
}

/// As [`remove_in_folder`], on a disk.
fn remove_within(storage: &dyn Storage, folder: &Path, name: &str) -> io::Result<()> {
    if !is_within_folder(name) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let path = folder.join(name);
    let above = match fs::canonicalize(find_parent_folder(&path)) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(()),
        above => above?,
    };
    if !above.starts_with(fs::canonicalize(folder)?) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    match storage.remove_file(&path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
        _ => {}
    }
    let mut above = path.parent();
    while let Some(inner) = above.filter(|inner| *inner != folder) {
        // A folder that holds anything is not removed by this call.
        if storage.remove_folder(inner).is_err() {
            break;
        }
        above = inner.parent();
    }
    Ok(())
}

/// Whether a name of a file, joined to a folder, stays in it on every system.
#[must_use]
pub fn is_within_folder(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', ':', '\0'])
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The folder of a file.
fn find_parent_folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
