//! The files of a repository at one moment, as a store.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::{self, Files, Instead, ReadError};

use super::repository::within;
use super::run::{ask, line, path};
use super::{GitError, Repository};

/// What a file begins with in whose place Git LFS has put its address.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";

/// How findings name the files that are put by for the next commit.
const INDEX: &str = "index";

/// The files of a repository at one moment: in a commit, or as put by for the next one.
///
/// Paths are relative to the top of the repository; `.` and `..` are resolved by their
/// names alone and do not lead out of it. Findings show `main:data/x/ke-hoach.yaml`.
/// Links and other repositories in it are not followed.
#[derive(Debug, Clone)]
pub struct Snapshot {
    repository: Repository,
    name: String,
    commit: Option<String>,
    /// In the order of their paths, part by part, so that what lies below a folder stands
    /// together.
    entries: BTreeMap<PathBuf, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    kind: Kind,
    blob: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

impl Kind {
    fn of(mode: &str) -> Self {
        match mode {
            "120000" => Self::Link,
            "160000" => Self::Submodule,
            _ => Self::File,
        }
    }

    fn instead(self) -> Option<Instead> {
        match self {
            Self::File => None,
            Self::Link => Some(Instead::Link),
            Self::Submodule => Some(Instead::Submodule),
        }
    }
}

impl Snapshot {
    pub(super) fn of_commit(
        repository: Repository,
        name: String,
        commit: &str,
    ) -> Result<Self, GitError> {
        let args = ["ls-tree", "-r", "-z", "--full-tree", commit];
        let bytes = ask(repository.dir(), args)?.success()?;
        // `100644 blob ID<tab>PATH`
        let entries = entries(&bytes, |words| Some((words[0], *words.get(2)?)));
        Ok(Self { repository, name, commit: Some(commit.to_owned()), entries })
    }

    pub(super) fn of_index(repository: Repository) -> Result<Self, GitError> {
        let args = ["ls-files", "-s", "-z", "--full-name", "--", ":/"];
        let bytes = ask(repository.dir(), args)?.success()?;
        // `100644 ID STAGE<tab>PATH`; a file that is not merged yet has no stage 0.
        let entries = entries(&bytes, |words| {
            (words.get(2) == Some(&"0")).then(|| (words[0], words[1]))
        });
        Ok(Self { repository, name: INDEX.to_owned(), commit: None, entries })
    }

    /// The revision as it was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of the commit, of one.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        self.commit.as_deref()
    }

    /// The number of the content of a file.
    #[must_use]
    pub fn blob(&self, path: &Path) -> Option<&str> {
        let entry = self.entries.get(path).filter(|entry| entry.kind == Kind::File)?;
        Some(&entry.blob)
    }

    /// Where a file stands that has this content, and a path that ends with `path`: at
    /// the path itself, before all.
    #[must_use]
    pub fn holding(&self, blob: &str, path: &Path) -> Option<PathBuf> {
        let mut same = self.entries.iter().filter(|(at, entry)| {
            entry.kind == Kind::File && entry.blob == blob && at.ends_with(path)
        });
        if self.blob(path) == Some(blob) {
            return Some(path.to_owned());
        }
        same.next().map(|(at, _)| at.clone())
    }

    /// What stands at a path, or at a folder of it.
    fn entry(&self, path: &Path) -> Result<&Entry, ReadError> {
        let path = within(path).ok_or(ReadError::Missing)?;
        let found = path.ancestors().find_map(|at| Some((at, self.entries.get(at)?)));
        let (at, entry) = found.ok_or_else(|| self.no_file(&path))?;
        match entry.kind.instead() {
            Some(instead) => Err(ReadError::Instead(instead)),
            None if at == path => Ok(entry),
            None => Err(ReadError::Missing),
        }
    }

    fn no_file(&self, path: &Path) -> ReadError {
        if self.is_dir(path) {
            ReadError::Refused(io::ErrorKind::IsADirectory.into())
        } else {
            ReadError::Missing
        }
    }

    /// All entries below a folder.
    fn below(&self, dir: &Path) -> impl Iterator<Item = (&Path, &Entry)> {
        let dir = within(dir);
        let from = dir.clone().unwrap_or_default();
        let all = self.entries.range(from..).map(|(path, entry)| (path.as_path(), entry));
        all.take_while(move |(path, _)| dir.as_ref().is_some_and(|d| path.starts_with(d)))
    }
}

impl Files for Snapshot {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let blob = self.entry(path)?.blob.as_str();
        let dir = self.repository.dir();
        let ask = |what: &str| ask(dir, ["cat-file", what, blob])?.success();
        let refused = |error: GitError| ReadError::Refused(io::Error::other(error));
        let size = ask("-s").map_err(refused)?;
        let size = String::from_utf8_lossy(line(&size)).parse();
        let bytes = size.map_err(|error| ReadError::Refused(io::Error::other(error)))?;
        if bytes > limit {
            return Err(ReadError::TooLarge { bytes, limit });
        }
        let res = ask("blob").map_err(refused)?;
        if res.starts_with(POINTER) {
            return Err(ReadError::Instead(Instead::Pointer));
        }
        Ok(res)
    }

    fn exists(&self, path: &Path) -> bool {
        within(path).is_some_and(|path| self.entries.contains_key(&path))
            || self.is_dir(path)
    }

    fn is_dir(&self, path: &Path) -> bool {
        let Some(path) = within(path) else { return false };
        // The top is a folder, even of a commit without files.
        path.as_os_str().is_empty()
            || self.below(&path).next().is_some_and(|(first, _)| first != path)
    }

    fn list_files(&self, dir: &Path) -> Vec<PathBuf> {
        let files = self.below(dir).filter(|(_, entry)| entry.kind == Kind::File);
        files.map(|(path, _)| path.to_owned()).collect()
    }

    fn list_beside(&self, dir: &Path) -> Vec<String> {
        let Some(dir) = within(dir) else { return Vec::new() };
        let files = self.below(&dir).filter(|(path, entry)| {
            entry.kind == Kind::File && path.parent() == Some(&dir)
        });
        let name = |name: &OsStr| name.to_string_lossy().into_owned();
        files.filter_map(|(path, _)| path.file_name().map(name)).collect()
    }

    fn absolute_parent(&self, path: &Path) -> Option<PathBuf> {
        within(path)?.parent().map(|folder| self.repository.top().join(folder))
    }

    fn shown(&self, path: &Path) -> PathBuf {
        let path = within(path).unwrap_or_else(|| path.to_owned());
        PathBuf::from(format!("{}:{}", self.name, source::shown(&path)))
    }
}

/// Entries as git lists them: words, a tab, a path, a zero byte. `read` picks mode and
/// number of the content from the words.
fn entries<'a>(
    bytes: &'a [u8],
    read: impl Fn(&[&'a str]) -> Option<(&'a str, &'a str)>,
) -> BTreeMap<PathBuf, Entry> {
    let one = |record: &'a [u8]| {
        let tab = record.iter().position(|byte| *byte == b'\t')?;
        let words: Vec<_> = str::from_utf8(&record[..tab]).ok()?.split(' ').collect();
        let (mode, blob) = read(&words)?;
        let entry = Entry { kind: Kind::of(mode), blob: blob.to_owned() };
        Some((path(&record[tab + 1..]), entry))
    };
    bytes.split(|byte| *byte == 0).filter_map(one).collect()
}
