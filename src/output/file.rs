//! Writing to the disk: a file is whole or not there.
//!
//! | file | what it does |
//! |---|---|
//! | `journal` | a file that only grows, a line at a time |
//! | `lock` | locks between runs of the program |
//! | `spool` | texts kept on the disk for a while, so that many need no memory |

mod journal;
mod lock;
mod spool;

use std::fs;
use std::io;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

pub use journal::Journal;
pub use lock::{Lock, LockMode, lock_file};
pub use spool::{Spool, SpoolEntry};

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

    /// Why a file could not be written.
    fn for_file(path: &Path, error: io::Error) -> Self {
        Self::from_io(find_parent_folder(path), error)
    }
}

/// Makes a folder, and those above it.
///
/// # Errors
///
/// When it is not there and cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|error| match WriteError::from_io(folder, error) {
        WriteError::CannotWrite { folder, error } => {
            WriteError::CannotCreate { folder, error }
        }
        full => full,
    })
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
    make_folder(folder)?;
    let path = folder.join(name);
    write_file(&path, bytes)?;
    Ok(path)
}

/// Writes a file: beside its place first, then in its place by a rename.
///
/// # Errors
///
/// When the file cannot be written. Nothing half-written is left.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace_file(find_parent_folder(path), MARK, path, &mut |to| to.write_all(bytes))
}

/// Writes a file in a folder or below it. Until it is whole it stands in the folder
/// itself, and its name begins with `mark`: [`remove_unfinished`] finds there what a killed
/// process left.
///
/// # Errors
///
/// When a folder or the file cannot be written. Nothing half-written is left.
pub fn write_marked(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    mark: &str,
) -> Result<PathBuf, WriteError> {
    write_marked_by(folder, name, mark, &mut |to| to.write_all(bytes))
}

/// As [`write_marked`], for a file that is too large to be held in memory: `fill` writes
/// it.
///
/// # Errors
///
/// As [`write_marked`], and when `fill` gives up.
pub fn write_marked_by(
    folder: &Path,
    name: &str,
    mark: &str,
    fill: &mut Fill<'_>,
) -> Result<PathBuf, WriteError> {
    let path = folder.join(name);
    make_folder(find_parent_folder(&path))?;
    replace_file(folder, mark, &path, fill)?;
    Ok(path)
}

/// Writes the bytes of a file.
pub type Fill<'f> = dyn FnMut(&mut dyn io::Write) -> io::Result<()> + 'f;

/// Removes what a killed process left half-written in a folder under this mark. No other
/// process may be writing under it.
pub fn remove_unfinished(folder: &Path, mark: &str) {
    for name in crate::source::list_beside(folder) {
        if name.starts_with(mark) && name.ends_with(UNFINISHED) {
            // What cannot be removed does no harm, and is tried again by the next run.
            let _ = fs::remove_file(folder.join(name));
        }
    }
}

/// Removes a file that stands in a folder or below it, and the folders that are empty
/// then, up to `folder`. A name that leads out of the folder is refused, and so is one
/// that a link leads out by. What is not there is removed already.
///
/// # Errors
///
/// What the system says.
pub fn remove_in_folder(folder: &Path, name: &str) -> io::Result<()> {
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
    match fs::remove_file(&path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
        _ => {}
    }
    let mut above = path.parent();
    while let Some(inner) = above.filter(|inner| *inner != folder) {
        // A folder that holds anything is not removed by this call.
        if fs::remove_dir(inner).is_err() {
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

/// Writes a file in `folder` first, then in its place by a rename. Where it cannot take the
/// place of the old one, the new one is kept beside it.
fn replace_file(
    folder: &Path,
    mark: &str,
    path: &Path,
    fill: &mut Fill<'_>,
) -> Result<(), WriteError> {
    let unfinished = write_unfinished(folder, mark, fill)
        .map_err(|err| WriteError::from_io(folder, err))?;
    let Err(failed) = unfinished.persist(path) else { return Ok(()) };
    let kept = name_kept_copy(path);
    match failed.file.persist(&kept) {
        Ok(_) => Err(WriteError::InUse { path: path.to_owned(), kept }),
        Err(failed) => Err(WriteError::from_io(folder, failed.error)),
    }
}

fn write_unfinished(
    folder: &Path,
    mark: &str,
    fill: &mut Fill<'_>,
) -> io::Result<NamedTempFile> {
    let mut file =
        tempfile::Builder::new().prefix(mark).suffix(UNFINISHED).tempfile_in(folder)?;
    let mut buffer = io::BufWriter::new(&mut file);
    fill(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    set_readable(&file)?;
    Ok(file)
}

/// A temporary file is for its owner alone; a paper is for the office.
#[cfg(unix)]
fn set_readable(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// `ke-hoach.moi.pdf` for `ke-hoach.pdf`.
fn name_kept_copy(path: &Path) -> PathBuf {
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
        let written = write_in_folder(folder.path(), "a.pdf", b"new");
        let Err(WriteError::InUse { kept, .. }) = written else { panic!("{written:?}") };
        assert_eq!(kept, folder.path().join("a.moi.pdf"));
        assert_eq!(crate::source::read_bytes(&kept).unwrap(), b"new");
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "nothing half-written stays");
    }

    #[test]
    fn only_what_this_mark_left_half_written_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let names = [".a.1.tam", ".ab.1.tam", ".a.json", "1.tam", "z/.a.2.tam"];
        for name in names {
            write_marked(folder.path(), name, b"x", ".m").unwrap();
        }
        remove_unfinished(folder.path(), ".a.");
        let left: Vec<_> = crate::source::list_files(folder.path())
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap().to_owned())
            .collect();
        let expected = [".a.json", ".ab.1.tam", "1.tam", "z/.a.2.tam"].map(PathBuf::from);
        assert_eq!(left, expected);
    }

    #[test]
    fn a_file_is_removed_with_the_folders_that_it_leaves_empty() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["a-typ/fonts/b.ttf", "a-typ/main.typ", "c/d"] {
            write_marked(root, name, b"x", ".m").unwrap();
        }
        remove_in_folder(root, "a-typ/fonts/b.ttf").unwrap();
        assert!(!root.join("a-typ/fonts").exists() && root.join("a-typ").exists());
        remove_in_folder(root, "a-typ/main.typ").unwrap();
        assert!(!root.join("a-typ").exists());
        remove_in_folder(root, "a-typ/main.typ").unwrap();
        assert!(root.join("c/d").exists());
    }

    #[test]
    fn nothing_is_removed_outside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
        write_in_folder(&inside, "a", b"x").unwrap();
        write_in_folder(&outside, "a", b"x").unwrap();
        for name in ["../out/a", "/etc/passwd", "", "a/../../out/a", "..\\out\\a"] {
            assert!(remove_in_folder(&inside, name).is_err(), "{name}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
            assert!(remove_in_folder(&inside, "link/a").is_err());
        }
        assert!(outside.join("a").exists() && inside.join("a").exists());
    }

    #[test]
    fn a_full_disk_and_a_folder_that_cannot_be_made_are_told_apart() {
        let error =
            |kind: io::ErrorKind| WriteError::from_io(Path::new("out"), kind.into());
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            assert!(matches!(error(kind), WriteError::DiskFull { .. }), "{kind}");
        }
        assert!(matches!(
            error(io::ErrorKind::PermissionDenied),
            WriteError::CannotWrite { .. }
        ));
        let folder = tempfile::tempdir().unwrap();
        write_in_folder(folder.path(), "ra", b"x").unwrap();
        let written = write_in_folder(&folder.path().join("ra/bo"), "a.pdf", b"x");
        assert!(matches!(written, Err(WriteError::CannotCreate { .. })), "{written:?}");
    }

    /// A disk of 64 KB, mounted for a test.
    #[cfg(target_os = "linux")]
    struct TinyDisk(tempfile::TempDir);

    #[cfg(target_os = "linux")]
    impl TinyDisk {
        #[expect(clippy::disallowed_methods, reason = "a disk is mounted by a program")]
        fn mount() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let mount = std::process::Command::new("mount")
                .args(["-t", "tmpfs", "-o", "size=64k", "none"])
                .arg(folder.path())
                .status();
            assert!(mount.unwrap().success(), "mounting needs root");
            Self(folder)
        }
    }

    #[cfg(target_os = "linux")]
    impl Drop for TinyDisk {
        #[expect(clippy::disallowed_methods, reason = "and unmounted by one")]
        fn drop(&mut self) {
            let _ = std::process::Command::new("umount").arg(self.0.path()).status();
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    #[ignore = "mounts a file system, which needs root"]
    fn a_disk_that_fills_up_keeps_what_was_there() {
        let disk = TinyDisk::mount();
        let root = disk.0.path();
        write_in_folder(root, "a.pdf", b"old").unwrap();
        let written = write_in_folder(root, "a.pdf", &vec![1; 1 << 20]);
        assert!(matches!(written, Err(WriteError::DiskFull { .. })), "{written:?}");
        assert_eq!(crate::source::read_bytes(&root.join("a.pdf")).unwrap(), b"old");
        assert_eq!(crate::source::list_files(root).len(), 1, "nothing half-written");
        let mut journal = Journal::begin(&root.join("nhat-ky")).unwrap();
        let full = journal.push(&"x".repeat(1 << 20));
        assert!(matches!(full, Err(WriteError::DiskFull { .. })), "{full:?}");
        write_in_folder(root, "b.pdf", b"new").unwrap_err();
        journal.push("y").unwrap_err();
    }
}
