//! Where files are read from: the disk, or a store that keeps files by their paths.

use std::fmt;
use std::path::{Path, PathBuf};

use super::read::{self, ReadError};
use super::{NamedPath, Reach, Source, WrittenPath};

/// A store of files. A form, the data files that it names and what stands beside them
/// are all read from one, so that a plan is seen as it stood there.
///
/// What a path is relative to is the store's own affair; that of a file beside another is
/// its folder joined with its name.
pub trait Files: fmt::Debug + Send + Sync {
    /// The bytes of a form.
    ///
    /// # Errors
    ///
    /// When it is not there, cannot be read or has more than `limit` bytes.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// A path that a form names, if it may: the only way to what it names.
    ///
    /// # Errors
    ///
    /// When it leads to where forms of this store may not read.
    fn locate(&self, written: WrittenPath<'_>) -> Result<NamedPath, ReadError>;

    /// The bytes of a file that a form names.
    ///
    /// # Errors
    ///
    /// As [`Files::read`].
    fn read_named(&self, named: &NamedPath, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// Whether something has this path.
    fn exists(&self, path: &Path) -> bool;

    /// Whether the path is a folder.
    fn is_dir(&self, path: &Path) -> bool;

    /// All files below a folder, in the order of their names.
    fn list_files(&self, dir: &Path) -> Vec<PathBuf>;

    /// The names of the files that stand in a folder itself, sorted.
    fn list_beside(&self, dir: &Path) -> Vec<String>;

    /// The folder of a file as a whole path, for a file named without its folder.
    fn absolute_parent(&self, path: &Path) -> Option<PathBuf>;

    /// The path as findings show it, where that is not the path itself.
    fn shown(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }
}

/// The disk. Paths are those of the system, and forms name what is within their reach.
#[derive(Debug, Default)]
pub struct Disk {
    reach: Reach,
}

impl Disk {
    /// The disk as far as forms reach.
    #[must_use]
    pub fn within(reach: Reach) -> Self {
        Self { reach }
    }
}

impl Files for Disk {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.reach.admit_form(path)?;
        read::read_up_to(path, limit)
    }

    fn locate(&self, written: WrittenPath<'_>) -> Result<NamedPath, ReadError> {
        self.reach.locate(written)
    }

    fn read_named(&self, named: &NamedPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        read::read_up_to(named.real(), limit)
    }

    fn exists(&self, path: &Path) -> bool {
        read::is_present(path)
    }

    fn is_dir(&self, path: &Path) -> bool {
        read::is_dir(path)
    }

    fn list_files(&self, dir: &Path) -> Vec<PathBuf> {
        read::list_files(dir)
    }

    fn list_beside(&self, dir: &Path) -> Vec<String> {
        read::list_beside(dir)
    }

    fn absolute_parent(&self, path: &Path) -> Option<PathBuf> {
        read::find_absolute_parent(path)
    }
}

/// One file of the disk under another path, and nothing beside it: a copy made without the
/// files that belong to it, as git makes for its drivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoneFile {
    path: PathBuf,
    copy: PathBuf,
    shown: PathBuf,
}

impl LoneFile {
    /// The file at `copy`, which is called `path` here; findings show it as `shown`.
    #[must_use]
    pub fn new(path: PathBuf, copy: PathBuf, shown: PathBuf) -> Self {
        Self { path, copy, shown }
    }
}

impl Files for LoneFile {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        if path != self.path {
            return Err(ReadError::Missing);
        }
        read::read_up_to(&self.copy, limit)
    }

    fn locate(&self, written: WrittenPath<'_>) -> Result<NamedPath, ReadError> {
        Ok(NamedPath::in_closed_store(written))
    }

    fn read_named(&self, named: &NamedPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.read(named.real(), limit)
    }

    fn exists(&self, path: &Path) -> bool {
        path == self.path
    }

    fn is_dir(&self, _: &Path) -> bool {
        false
    }

    fn list_files(&self, dir: &Path) -> Vec<PathBuf> {
        let below = self.path.starts_with(dir);
        if below { vec![self.path.clone()] } else { Vec::new() }
    }

    fn list_beside(&self, dir: &Path) -> Vec<String> {
        let name = self.path.file_name().filter(|_| self.path.parent() == Some(dir));
        name.map(|name| name.to_string_lossy().into_owned()).into_iter().collect()
    }

    fn absolute_parent(&self, path: &Path) -> Option<PathBuf> {
        path.parent().map(Path::to_owned)
    }

    fn shown(&self, path: &Path) -> PathBuf {
        if path == self.path { self.shown.clone() } else { path.to_owned() }
    }
}

/// Reads a form from a store.
///
/// # Errors
///
/// When the file is not there, cannot be read, is too large or is not UTF-8.
pub fn read_from_store(files: &dyn Files, path: &Path) -> Result<Source, ReadError> {
    let bytes = files.read(path, super::MAX_BYTES)?;
    read::decode_shown(path, &files.shown(path), bytes).map_err(ReadError::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_alone_is_read_from_its_copy_and_has_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("tam");
        std::fs::File::create(&copy).unwrap();
        let (path, shown) =
            (Path::new("x/ke-hoach.yaml"), Path::new("a:x/ke-hoach.yaml"));
        let alone = LoneFile::new(path.to_owned(), copy, shown.to_owned());
        let source = read_from_store(&alone, path).unwrap();
        assert_eq!((source.path(), source.name()), (path, "a:x/ke-hoach.yaml"));
        let data = alone.read(Path::new("x/a.csv"), 10);
        assert!(matches!(data, Err(ReadError::Missing)), "{data:?}");
        assert_eq!(alone.list_beside(Path::new("x")), ["ke-hoach.yaml"]);
        assert!(alone.list_beside(Path::new("")).is_empty());
        assert_eq!(alone.list_files(Path::new("")), [path]);
    }

    #[test]
    fn a_form_is_read_from_the_disk_as_ever() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        std::fs::File::create(&path).unwrap();
        let source = read_from_store(&Disk::default(), &path).unwrap();
        assert_eq!(source, super::super::read(&path).unwrap());
        assert_eq!(source.path(), path);
    }
}
