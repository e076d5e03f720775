//! `kehoach diff` as git's external driver: what git says of a changed file, and
//! where the two versions of it have their data files.

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::git::{Repository, Snapshot};
use crate::source::{self, LoneFile};

use super::side::ComparedPath;

/// What git writes in the place of a file that is not there.
const NOTHING: &str = "/dev/null";

/// How many letters of the number of a content or a commit are shown.
const SHORT: usize = 10;

/// What git says to an external driver.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DriverCall {
    /// A file has two versions.
    Change {
        /// What git calls the old side.
        old: FileVersion,
        /// What git calls the new side.
        new: FileVersion,
    },
    /// A file is not merged yet.
    Unmerged(PathBuf),
}

/// One version of a file, as git gives it to a driver.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileVersion {
    /// Where it stands in the repository.
    pub(super) path: PathBuf,
    /// The file to read: of the working tree, or a copy in a temporary folder; `None`
    /// where the file is not there in this version.
    pub(super) file: Option<PathBuf>,
    /// The hash of its content; `None` where git has not computed it.
    pub(super) blob: Option<String>,
}

/// Reads the words that git gives a driver: `PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE
/// NEW-HEX NEW-MODE`, and after them `NEW-PATH HOW` where the file has been renamed; or
/// `PATH` alone, where it is not merged. `None` where they are something else.
pub(super) fn parse_driver_words(words: &[OsString]) -> Option<DriverCall> {
    let (old_path, words) = words.split_first()?;
    let (old_file, old_blob, new_file, new_blob, new_path) = match words {
        [] => return Some(DriverCall::Unmerged(old_path.into())),
        [file, blob, _, new_file, new_blob, _] => {
            (file, blob, new_file, new_blob, old_path)
        }
        [file, blob, _, new_file, new_blob, _, renamed]
        | [file, blob, _, new_file, new_blob, _, renamed, _] => {
            (file, blob, new_file, new_blob, renamed)
        }
        _ => return None,
    };
    Some(DriverCall::Change {
        old: FileVersion::from_words(old_path, old_file, old_blob),
        new: FileVersion::from_words(new_path, new_file, new_blob),
    })
}

impl FileVersion {
    fn from_words(path: &OsStr, file: &OsStr, blob: &OsStr) -> Self {
        let blob = blob.to_str().filter(|blob| is_blob_number(blob));
        Self {
            path: path.into(),
            file: (file != NOTHING).then(|| PathBuf::from(file)),
            blob: blob.map(str::to_owned),
        }
    }
}

/// Whether this is the number of a content. Git writes zeros for a file of the working
/// tree, and `.` for one that is not there.
fn is_blob_number(blob: &str) -> bool {
    blob.len() >= 40
        && blob.bytes().all(|byte| byte.is_ascii_hexdigit())
        && blob.bytes().any(|byte| byte != b'0')
}

/// Where versions of files are looked for.
pub(super) struct VersionFinder {
    dir: PathBuf,
    repository: Option<Repository>,
    head: OnceCell<Option<Snapshot>>,
    index: OnceCell<Option<Snapshot>>,
}

impl VersionFinder {
    /// The repository around a folder: for a driver the current one, which git has made
    /// the top of the working tree. Where git cannot be asked, versions have no data.
    pub(super) fn around(dir: &Path) -> Self {
        let repository = Repository::discover(dir).ok();
        let (head, index) = Default::default();
        Self { dir: dir.to_owned(), repository, head, index }
    }

    /// A version as a side of a comparison; `None` where the file is not there.
    ///
    /// Git gives the form alone, as a copy in a temporary folder. Its data files are
    /// those beside the same content: in the working tree where git names a file of it,
    /// else in `HEAD`, in the index, in the last commit of any branch that had it. A form
    /// that is in none of them stands alone, and its lack of data is reported.
    pub(super) fn side(&self, version: &FileVersion) -> Option<ComparedPath> {
        let FileVersion { path, file, blob } = version;
        let file = file.as_ref()?;
        // With `--relative`, git shortens the path and not the name of the file.
        if file == path || file.is_relative() && file.ends_with(path) {
            return Some(ComparedPath::from_disk(&self.dir, file));
        }
        let kept = blob.as_ref().and_then(|blob| self.find_kept(blob, path));
        Some(kept.unwrap_or_else(|| make_lone_side(path, file, blob.as_deref())))
    }

    /// A form of which nothing is known but its content, as git gives it to a text
    /// converter: a file of the working tree, or a copy of what git keeps.
    pub(super) fn side_of_file(&self, file: &Path) -> ComparedPath {
        let repository = self.repository.as_ref();
        let top = repository.map(Repository::top).and_then(source::resolve_path);
        let absolute = source::resolve_path(&self.dir.join(file));
        let is_below = top.zip(absolute).is_some_and(|(top, file)| file.starts_with(top));
        if is_below {
            return ComparedPath::from_disk(&self.dir, file);
        }
        // Git would wait for a pipe, and never come to the end of a device.
        let repository = repository.filter(|_| source::is_file(file));
        let blob = repository.and_then(|r| r.hash_content(file).ok());
        // Some versions of git put letters before the name of a copy, so any will do.
        let kept = blob.as_ref().and_then(|blob| self.find_kept(blob, Path::new("")));
        kept.unwrap_or_else(|| ComparedPath::from_disk(&self.dir, file))
    }

    /// What git keeps around a content.
    fn find_kept(&self, blob: &str, path: &Path) -> Option<ComparedPath> {
        let repository = self.repository.as_ref()?;
        let head = self.head.get_or_init(|| repository.revision(OsStr::new("HEAD")).ok());
        if let Some(side) = head.as_ref().and_then(|head| find_side(head, blob, path)) {
            return Some(side);
        }
        // The index is listed only where `HEAD` does not have the content.
        let index = self.index.get_or_init(|| repository.index().ok());
        if let Some(side) = index.as_ref().and_then(|index| find_side(index, blob, path))
        {
            return Some(side);
        }
        find_side(&repository.last_commit_with(blob, SHORT)?, blob, path)
    }
}

/// The file of a snapshot that has this content, best under this path.
fn find_side(snapshot: &Snapshot, blob: &str, path: &Path) -> Option<ComparedPath> {
    let path = snapshot.find_content(blob, path)?;
    Some(ComparedPath::from_snapshot(snapshot.clone(), path))
}

/// A version that nothing is beside.
fn make_lone_side(path: &Path, file: &Path, blob: Option<&str>) -> ComparedPath {
    let mut label = source::show_path(path);
    if let Some(blob) = blob {
        label = format!("{}:{label}", &blob[..SHORT]);
    }
    let files = LoneFile::new(path.to_owned(), file.to_owned(), PathBuf::from(&label));
    let path = path.to_owned();
    let files = Arc::new(files);
    ComparedPath { files, path, label, is_on_disk: false, all_forms: None }
}
