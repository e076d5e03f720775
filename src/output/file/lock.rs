//! Locks between runs of the program. The system gives them back when a process ends, in
//! whatever way; the file stays and means nothing by itself.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::WriteError;

/// Whether others may have a lock at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockMode {
    /// No other process: for one that writes.
    Exclusive,
    /// Any number of processes that ask for it in this mode.
    Shared,
}

/// A lock; it is given back when it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    /// Closing the file alone would not do: a process that is just being started by
    /// another thread has it open too, until it becomes another program.
    fn drop(&mut self) {
        // A lock that could not be taken cannot be given back.
        let _ = self.file.unlock();
    }
}

/// Locks a file, which is made where it is not there. `None`: another process holds it.
///
/// A file system without locks, as some networks have, locks nothing: a lock spares two
/// runs each other's work, and what they write is whole without it.
///
/// # Errors
///
/// When the file cannot be made, or something else stands in its place.
pub fn lock_file(path: &Path, mode: LockMode) -> Result<Option<Lock>, WriteError> {
    // A pipe in its place would be waited for, and a link would have a file made elsewhere.
    if fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
        return Err(WriteError::for_file(path, io::ErrorKind::InvalidInput.into()));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let file = options.open(path).map_err(|error| WriteError::for_file(path, error))?;
    let tried = match mode {
        LockMode::Exclusive => file.try_lock(),
        LockMode::Shared => file.try_lock_shared(),
    };
    match tried {
        Err(TryLockError::WouldBlock) => Ok(None),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Lock { file })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_alone_or_with_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("khoa");
        let taken = |mode| lock_file(&path, mode).unwrap();
        let (first, second) = (taken(LockMode::Shared), taken(LockMode::Shared));
        assert!(
            first.is_some() && second.is_some() && taken(LockMode::Exclusive).is_none()
        );
        drop((first, second));
        let alone = taken(LockMode::Exclusive);
        assert!(alone.is_some() && taken(LockMode::Shared).is_none());
        drop(alone);
        assert!(
            taken(LockMode::Exclusive).is_some(),
            "a file that is left holds nobody up"
        );
    }
}
