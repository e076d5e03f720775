//! A file that only grows, a line at a time.

use std::io::Write as _;
use std::path::Path;

use super::WriteError;
use super::storage::{Storage, StoredFile};

/// Lines written one after the other; what was written is there when the process is
/// killed, and after a power cut what was synced. A line may then be torn, and only the
/// last.
#[derive(Debug)]
pub struct Journal {
    file: StoredFile,
    /// Whether the last line could not be written to its end.
    torn: bool,
}

impl Journal {
    /// A journal without lines. One that was there is gone.
    ///
    /// # Errors
    ///
    /// When the file cannot be made.
    pub fn begin(storage: &'static dyn Storage, path: &Path) -> Result<Self, WriteError> {
        let file = storage
            .empty_file(path)
            .map_err(|error| WriteError::for_file(path, error))?;
        let file = StoredFile { storage, file, path: path.to_owned() };
        Ok(Self { file, torn: false })
    }

    /// Adds a line, and where the line before is torn, ends that one first.
    ///
    /// # Errors
    ///
    /// When it could not be written, or not to its end. Lines after it are whole.
    pub fn push(&mut self, line: &str) -> Result<(), WriteError> {
        let start = if self.torn { "\n" } else { "" };
        // One call of the system: a line is as good as never torn.
        let written = self.file.write_all(format!("{start}{line}\n").as_bytes());
        self.torn = written.is_err();
        written.map_err(|error| WriteError::for_file(&self.file.path, error))
    }

    /// Waits until all lines are on the disk itself.
    ///
    /// # Errors
    ///
    /// When the disk fails.
    pub fn sync(&self) -> Result<(), WriteError> {
        let StoredFile { storage, file, path } = &self.file;
        storage.sync_file(file, path).map_err(|error| WriteError::for_file(path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::SystemStorage;

    #[test]
    fn a_line_after_a_torn_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nhat-ky");
        let mut journal = Journal::begin(&SystemStorage, &path).unwrap();
        journal.push("một").unwrap();
        // As a full disk leaves it.
        journal.file.write_all(b"ha").unwrap();
        journal.torn = true;
        journal.push("ba").unwrap();
        let bytes = crate::source::read_bytes(&path).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "một\nha\nba\n");
    }
}
