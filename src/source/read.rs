//! Reading from the disk, with limits.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{NamedPath, OutsideReach, Source};
use crate::language::{OldText, find_old_text};

/// Largest form that is read, in bytes. A plan of two hundred pages is under one.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Largest file of data that is read, in bytes. A hundred thousand rows of twenty columns
/// are 9 MB as CSV and 11 MB as XLSX.
pub const MAX_DATA_BYTES: u64 = 64 * 1024 * 1024;

/// Largest file that is read of those that the program keeps for itself, in bytes: what
/// is known of a hundred thousand papers, with ten findings each.
const MAX_STATE_BYTES: u64 = 512 * 1024 * 1024;

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// Nothing has this path.
    Missing,
    /// The system does not give it: no right to read it, a disk that fails.
    Refused(io::Error),
    /// It has more bytes than are read of such a file.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The most that is read: [`MAX_BYTES`] or [`MAX_DATA_BYTES`].
        limit: u64,
    },
    /// Its bytes are not UTF-8.
    NotUtf8(NotUtf8),
    /// Its place is taken by something that is not read, or not followed.
    NotAFile(NonFile),
    /// A form names it, and may not: it is out of reach.
    Outside(OutsideReach),
}

/// What may stand in a store in the place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonFile {
    /// A folder.
    Folder,
    /// A device, a pipe, a socket: it has no end, or waits for one that writes.
    Device,
    /// A symbolic link, at the path or at a folder of it.
    Link,
    /// Another repository, at the path or at a folder of it.
    Submodule,
    /// The address of a file that Git LFS keeps elsewhere.
    Pointer,
}

/// Bytes that are not UTF-8: the text as far as it could be read, and the first byte
/// that could not.
#[derive(Debug)]
pub struct NotUtf8 {
    /// The text with the marks of replacement.
    pub source: Box<Source>,
    /// Byte in that text.
    pub offset: usize,
    /// Whether it looks like UTF-16, which some editors of Windows write.
    pub utf16: bool,
    /// The lines that are in a code from before Unicode, if any are.
    pub old: Option<OldText>,
}

/// Reads a form.
///
/// # Errors
///
/// When the file is not there, cannot be opened, is too large or is not UTF-8.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    decode(path, read_bytes(path)?).map_err(ReadError::NotUtf8)
}

/// The text of bytes already read.
///
/// # Errors
///
/// When they are not UTF-8.
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<Source, NotUtf8> {
    decode_shown(path, path, bytes)
}

/// The text of bytes of a file that findings name after another path than its own.
pub(super) fn decode_shown(
    path: &Path,
    shown: &Path,
    bytes: Vec<u8>,
) -> Result<Source, NotUtf8> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Source::with_shown_path(path, shown, &text)),
        Err(err) => err.into_bytes(),
    };
    let utf16 =
        matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, _, 0, ..]);
    let source = Source::with_shown_path(path, shown, &String::from_utf8_lossy(&bytes));
    let offset = source.text().find('\u{fffd}').unwrap_or(0);
    // A byte is the character of Western Europe with its number.
    let western: String = bytes.iter().copied().map(char::from).collect();
    let old = if utf16 { None } else { find_old_text(western.lines()) };
    Err(NotUtf8 { source: Box::new(source), offset, utf16, old })
}

/// Reads the bytes of a file of the program's own kinds: a form, a template, a font.
///
/// # Errors
///
/// When the file is not there, cannot be opened or is larger than [`MAX_BYTES`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    read_up_to(path, MAX_BYTES)
}

/// Reads the bytes of a file of data: CSV, a workbook.
///
/// # Errors
///
/// When the file is not there, cannot be opened or is larger than [`MAX_DATA_BYTES`].
pub fn read_data(path: &Path) -> Result<Vec<u8>, ReadError> {
    read_up_to(path, MAX_DATA_BYTES)
}

/// Reads the bytes of a file that the program keeps for itself.
///
/// # Errors
///
/// When the file is not there, cannot be opened or is far larger than any such file.
pub fn read_state(path: &Path) -> Result<Vec<u8>, ReadError> {
    read_up_to(path, MAX_STATE_BYTES)
}

/// Reads a file that a form of the disk names, as text.
///
/// # Errors
///
/// As [`read`].
pub fn read_named(named: &NamedPath) -> Result<Source, ReadError> {
    let bytes = read_up_to(named.real(), MAX_BYTES)?;
    decode(named.path(), bytes).map_err(ReadError::NotUtf8)
}

/// Reads a file, never more of it than `limit` and one byte: what the system says of its
/// size may be wrong, or change.
pub(super) fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let file = open_file(path)?;
    let stated = file.metadata().map_or(0, |data| data.len());
    if stated > limit {
        return Err(ReadError::TooLarge { bytes: stated, limit });
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(to_read_error)?;
    match bytes.len() as u64 {
        bytes if bytes > limit => Err(ReadError::TooLarge { bytes, limit }),
        _ => Ok(bytes),
    }
}

/// Opens a file to be read. This is the one door: what is no file is refused before it is
/// opened, since opening a pipe waits for one that writes; and once more when it is open,
/// should something else have taken its place.
pub(super) fn open_file(path: &Path) -> Result<File, ReadError> {
    refuse_non_file(&fs::metadata(path).map_err(to_read_error)?)?;
    let file = File::open(path).map_err(to_read_error)?;
    refuse_non_file(&file.metadata().map_err(to_read_error)?)?;
    Ok(file)
}

fn refuse_non_file(data: &fs::Metadata) -> Result<(), ReadError> {
    if data.is_file() {
        return Ok(());
    }
    let is_folder = data.is_dir();
    Err(ReadError::NotAFile(if is_folder { NonFile::Folder } else { NonFile::Device }))
}

/// Whether the path is a file that can be read to its end, or a link to one.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

pub(super) fn to_read_error(err: io::Error) -> ReadError {
    match err.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Refused(err),
    }
}

/// Whether something has this path.
#[must_use]
pub fn is_present(path: &Path) -> bool {
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

/// The names of the files that stand in a folder itself, sorted.
#[must_use]
pub fn list_beside(dir: &Path) -> Vec<String> {
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let walk = WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name();
    walk.into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// The folder of a file as a whole path, for a file named without its folder.
#[must_use]
pub fn find_absolute_parent(path: &Path) -> Option<PathBuf> {
    resolve_path(path)?.parent().map(Path::to_owned)
}

/// A path of something that is there as a whole path without links.
#[must_use]
pub fn resolve_path(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Whether the path is a program that can be run.
#[cfg(unix)]
#[must_use]
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let data = path.metadata();
    data.is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// Whether the path is a program that can be run.
#[cfg(not(unix))]
#[must_use]
pub fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        io::Write::write_all(&mut File::create(&path).unwrap(), b"12345").unwrap();
        assert_eq!(read_up_to(&path, 5).unwrap(), b"12345");
        let large = read_up_to(&path, 4);
        assert!(matches!(large, Err(ReadError::TooLarge { bytes: 5, limit: 4 })));
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let read = read_up_to(folder.path(), 9);
        assert!(matches!(read, Err(ReadError::NotAFile(NonFile::Folder))), "{read:?}");
    }

    /// The system says that it has no bytes, and it has some.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_states_no_length_is_limited_all_the_same() {
        let path = Path::new("/proc/self/status");
        assert_eq!(fs::metadata(path).unwrap().len(), 0);
        assert!(!read_up_to(path, 1 << 20).unwrap().is_empty());
        let large = read_up_to(path, 4);
        assert!(matches!(large, Err(ReadError::TooLarge { bytes: 5, limit: 4 })));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_and_a_socket_are_refused_at_once_through_links_too() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("s");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let link = folder.path().join("l");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [Path::new("/dev/zero"), Path::new("/dev/null"), &socket, &link] {
            let read = read_up_to(path, 9);
            assert!(
                matches!(read, Err(ReadError::NotAFile(NonFile::Device))),
                "{}: {read:?}",
                path.display()
            );
            assert!(open_file(path).is_err());
        }
    }
}
