//! A file that is written under a name of its own, and takes its place when it is whole.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::storage::{Storage, StoredFile};
use super::{Fill, UNFINISHED, WriteError, find_parent_folder};

/// A file that waits to take its place; where it is dropped before, it is removed.
#[derive(Debug)]
pub struct UnfinishedFile {
    storage: &'static dyn Storage,
    /// The file under its own name.
    unfinished: TempPath,
    /// Its place.
    target: PathBuf,
    /// Open, and locked, where nothing else keeps other processes from sweeping it.
    guarded: Option<File>,
}

/// How the name of a file begins until it takes its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'m> {
    pub(super) prefix: &'m str,
    pub(super) guard: Guard,
}

/// What keeps a file from being swept while it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// A lock of the file itself, which the system gives back when the process ends, in
    /// whatever way.
    OwnLock,
    /// Whoever writes under this mark holds another lock, and so does whoever sweeps.
    Mark,
}

impl UnfinishedFile {
    /// Writes a file in a folder, under a name that begins with `mark`.
    pub(super) fn write(
        storage: &'static dyn Storage,
        folder: &Path,
        mark: Mark<'_>,
        target: PathBuf,
        fill: &mut Fill<'_>,
    ) -> Result<Self, WriteError> {
        Self::write_all(storage, folder, mark, &target, fill)
            .map(|(unfinished, guarded)| Self { storage, unfinished, target, guarded })
            .map_err(|error| WriteError::from_io(folder, error))
    }

    fn write_all(
        storage: &'static dyn Storage,
        folder: &Path,
        mark: Mark<'_>,
        target: &Path,
        fill: &mut Fill<'_>,
    ) -> io::Result<(TempPath, Option<File>)> {
        let mut names = tempfile::Builder::new();
        names.prefix(mark.prefix).suffix(UNFINISHED);
        let named = names.make_in(folder, |path| {
            let file = storage.create_file(path)?;
            if mark.guard == Guard::OwnLock {
                lock_new_file(&file, path)?;
            }
            Ok(StoredFile { storage, file, path: path.to_owned() })
        })?;
        let (mut stored, unfinished) = named.into_parts();
        // What others may not read they may not read meanwhile either.
        set_permissions(&stored.file, target, OWNER);
        let mut buffer = io::BufWriter::new(&mut stored);
        fill(&mut buffer)?;
        buffer.flush()?;
        drop(buffer);
        // Many may wait at once, and a process may have only so many files open.
        let guarded = (mark.guard == Guard::OwnLock).then_some(stored.file);
        Ok((unfinished, guarded))
    }

    /// Lets the file take its place, when its content is on the disk: after a power cut
    /// there is the old file or the new one, whole. Which of them is certain when the
    /// folder is synced. Where it cannot take the place of the old one, as a viewer holds
    /// that open, it is put beside.
    pub(super) fn take_place(self) -> Result<PathBuf, WriteError> {
        let Self { storage, unfinished, target, guarded } = self;
        let folder = find_parent_folder(&target);
        let opened = match guarded {
            Some(file) => Ok(file),
            None => OpenOptions::new().write(true).open(&unfinished),
        };
        let synced = opened.and_then(|file| {
            set_permissions(&file, &target, 0);
            storage.sync_file(&file, &unfinished)?;
            Ok(file)
        });
        // It stays open, and locked, until the file has its place.
        let _file = synced.map_err(|error| WriteError::from_io(folder, error))?;
        if storage.rename(&unfinished, &target).is_ok() {
            // Its own name is free again, and may be another's in a moment.
            let _ = unfinished.keep();
            return Ok(target);
        }
        let kept = name_kept_copy(&target);
        match storage.rename(&unfinished, &kept) {
            Ok(()) => {
                let _ = unfinished.keep();
                Err(WriteError::InUse { path: target, kept })
            }
            Err(error) => Err(WriteError::from_io(folder, error)),
        }
    }
}

/// Locks a file that was just made. Another process may have found it before it was
/// locked, and be removing it, or have removed it: then it is said to be there already,
/// and another name is tried. A file system without locks locks nothing, and nothing is
/// swept there.
fn lock_new_file(file: &File, path: &Path) -> io::Result<()> {
    let is_held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    if is_held || !path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    Ok(())
}

/// Removes what killed processes left half-written in a folder under this mark, each file
/// with a lock of its own: one that is locked has a process that is writing it.
pub(super) fn remove_abandoned(storage: &dyn Storage, folder: &Path, mark: &str) {
    for name in crate::source::list_beside(folder) {
        let middle = name.strip_prefix(mark).and_then(|n| n.strip_suffix(UNFINISHED));
        // Behind longer marks stands a dot, which no name of this mark has.
        if !middle.is_some_and(|middle| middle.chars().all(char::is_alphanumeric)) {
            continue;
        }
        let path = folder.join(name);
        let opened = OpenOptions::new().read(true).write(true).open(&path);
        let Ok(file) = opened else { continue };
        if file.try_lock().is_ok() {
            // What cannot be removed does no harm, and is tried again by the next.
            let _ = storage.remove_file(&path);
        }
    }
}

/// The permissions that whoever writes a file needs.
const OWNER: u32 = 0o600;

/// Gives a new file the permissions of the one whose place it takes, as editors do, and
/// these more: who has opened a paper to others, or closed it, has done so for the next
/// one too. A file system that knows none has none to keep.
#[cfg(unix)]
fn set_permissions(file: &File, target: &Path, more: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    if let Ok(old) = std::fs::symlink_metadata(target)
        && old.is_file()
    {
        let mode = old.permissions().mode() & 0o777 | more;
        let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
    }
}

/// Permissions of other systems are those of the folder.
#[cfg(not(unix))]
fn set_permissions(_: &File, _: &Path, _: u32) {}

/// `ke-hoach.moi.pdf` for `ke-hoach.pdf`.
fn name_kept_copy(path: &Path) -> PathBuf {
    let extension = path.extension().map(|e| e.to_string_lossy().into_owned());
    path.with_extension(format!("moi.{}", extension.unwrap_or_default()))
}
