//! Reading from the disk, with limits.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Source;

/// Largest form that is read, in bytes. A plan of two hundred pages is under one.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// Nothing has this path.
    Missing,
    /// The system refuses.
    Refused(io::Error),
    /// It has this many bytes, more than [`MAX_BYTES`].
    TooLarge(u64),
    /// Its bytes are not UTF-8; the text as far as it could be read, and the first
    /// byte that could not.
    NotUtf8 {
        /// The text with the marks of replacement.
        source: Box<Source>,
        /// Byte in that text.
        at: usize,
        /// Whether it looks like UTF-16, which some editors of Windows write.
        utf16: bool,
    },
}

/// Reads a form.
///
/// # Errors
///
/// When the file is not there, cannot be opened, is too large or is not UTF-8.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    let bytes = read_bytes(path)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(path, &text)),
        Err(err) => {
            let utf16 = matches!(
                err.as_bytes(),
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, _, 0, ..]
            );
            let source = Source::new(path, &String::from_utf8_lossy(err.as_bytes()));
            let at = source.text().find('\u{fffd}').unwrap_or(0);
            Err(ReadError::NotUtf8 { source: Box::new(source), at, utf16 })
        }
    }
}

/// Reads the bytes of a file.
///
/// # Errors
///
/// When the file is not there, cannot be opened or is too large.
#[expect(clippy::disallowed_methods, reason = "this is the one door")]
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let size = fs::metadata(path).map_err(refusal)?.len();
    if size > MAX_BYTES {
        return Err(ReadError::TooLarge(size));
    }
    fs::read(path).map_err(refusal)
}

fn refusal(err: io::Error) -> ReadError {
    match err.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Refused(err),
    }
}

/// Whether something has this path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether the path is a folder.
#[must_use]
pub fn is_dir(path: &Path) -> bool {
    path.is_dir()
}

/// All files below a folder, in the order of their names.
#[must_use]
pub fn list_files(dir: &Path) -> Vec<PathBuf> {
    WalkDir::new(dir)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// The folder of a file as a whole path, for a file named without its folder.
#[must_use]
pub fn absolute_parent(path: &Path) -> Option<PathBuf> {
    let whole = fs::canonicalize(path).ok()?;
    whole.parent().map(Path::to_owned)
}
