//! A file that only grows, a line at a time.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::WriteError;

/// Lines written one after the other; what was written is there when the process is
/// killed. A line may then be torn, and only the last.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Whether the last line could not be written to its end.
    torn: bool,
}

impl Journal {
    /// A journal without lines. One that was there is gone.
    ///
    /// # Errors
    ///
    /// When the file cannot be made.
    pub fn begin(path: &Path) -> Result<Self, WriteError> {
        let file =
            File::create(path).map_err(|error| WriteError::for_file(path, error))?;
        Ok(Self { path: path.to_owned(), file, torn: false })
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
        written.map_err(|error| WriteError::for_file(&self.path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_after_a_torn_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nhat-ky");
        let mut journal = Journal::begin(&path).unwrap();
        journal.push("một").unwrap();
        // As a full disk leaves it.
        journal.file.write_all(b"ha").unwrap();
        journal.torn = true;
        journal.push("ba").unwrap();
        let bytes = crate::source::read_bytes(&path).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "một\nha\nba\n");
    }
}
