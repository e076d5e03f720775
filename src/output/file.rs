//! Writing to the disk: a file is whole or not there.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder cannot be made, or nothing can be written in it.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The file is there and cannot be replaced: a viewer holds it open.
    Held {
        /// The file.
        path: PathBuf,
        /// Where the new one was put instead.
        kept: PathBuf,
    },
}

/// Writes a file in a folder, which is made where it is not there.
///
/// # Errors
///
/// When the folder or the file cannot be written. Nothing half-written is left.
pub fn write_in(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let refused = |error| WriteError::Folder { folder: folder.to_owned(), error };
    fs::create_dir_all(folder).map_err(refused)?;
    let path = folder.join(name);
    write(&path, bytes)?;
    Ok(path)
}

/// Writes a file: beside its place first, then in its place by a rename.
///
/// # Errors
///
/// When the file cannot be written. Nothing half-written is left.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let refused = |error| WriteError::Folder { folder: folder.to_owned(), error };
    let mut beside = NamedTempFile::new_in(folder).map_err(refused)?;
    beside.write_all(bytes).map_err(refused)?;
    readable(&beside).map_err(refused)?;
    let Err(failed) = beside.persist(path) else { return Ok(()) };
    let kept = new_name(path);
    match failed.file.persist(&kept) {
        Ok(_) => Err(WriteError::Held { path: path.to_owned(), kept }),
        Err(failed) => Err(refused(failed.error)),
    }
}

/// A temporary file is for its owner alone; a paper is for the office.
#[cfg(unix)]
fn readable(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// `ke-hoach.moi.pdf` for `ke-hoach.pdf`.
fn new_name(path: &Path) -> PathBuf {
    let extension = path.extension().map(|e| e.to_string_lossy().into_owned());
    path.with_extension(format!("moi.{}", extension.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_replaced_is_kept_beside() {
        let folder = tempfile::tempdir().unwrap();
        // A folder of that name cannot be replaced by a file on any system.
        fs::create_dir_all(folder.path().join("a.pdf/x")).unwrap();
        let written = write_in(folder.path(), "a.pdf", b"new");
        let Err(WriteError::Held { kept, .. }) = written else { panic!("{written:?}") };
        assert_eq!(kept, folder.path().join("a.moi.pdf"));
        assert_eq!(crate::source::read_bytes(&kept).unwrap(), b"new");
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "nothing half-written stays");
    }
}
