//! The files of a repository at one moment, as a store.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::{self, Files, NamedPath, NonFile, ReadError, WrittenPath};

use super::repository::normalize_path;
use super::run::{GitOutput, run_git, strip_line_end, to_path};
use super::{GitError, Repository};

/// First line of a file that only says where Git LFS keeps the content.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";

/// How findings name the files that are staged for the next commit.
const INDEX: &str = "index";

/// The files of a repository at one moment: in a commit, or as staged for the next one.
///
/// Paths are relative to the top of the repository; `.` and `..` are resolved by their
/// names alone and do not lead out of it. Findings show `main:data/x/ke-hoach.yaml`.
/// Links and other repositories in it are not followed.
#[derive(Debug, Clone)]
pub struct Snapshot {
    repository: Repository,
    name: String,
    commit: Option<String>,
    /// In the order of their paths, part by part, so that what is below a folder stands
    /// together.
    entries: BTreeMap<PathBuf, GitEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct GitEntry {
    kind: GitEntryKind,
    blob: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GitEntryKind {
    File,
    Link,
    Submodule,
}

impl GitEntryKind {
    fn from_mode(mode: &str) -> Self {
        match mode {
            "120000" => Self::Link,
            "160000" => Self::Submodule,
            _ => Self::File,
        }
    }

    fn as_non_file(self) -> Option<NonFile> {
        match self {
            Self::File => None,
            Self::Link => Some(NonFile::Link),
            Self::Submodule => Some(NonFile::Submodule),
        }
    }
}

impl Snapshot {
    pub(super) fn from_commit(
        repository: Repository,
        name: String,
        commit: &str,
    ) -> Result<Self, GitError> {
        let args = ["ls-tree", "-r", "-z", "--full-tree", commit];
        let bytes = run_git(repository.dir(), args)?.success()?;
        // `100644 blob ID<tab>PATH`
        let entries = parse_entries(&bytes, |words| Some((words[0], *words.get(2)?)));
        Ok(Self { repository, name, commit: Some(commit.to_owned()), entries })
    }

    /// What is staged: the files that are merged, and of those that are not the version of
    /// one side, where a `stage` is named.
    pub(super) fn from_index(
        repository: Repository,
        stage: Option<u8>,
    ) -> Result<Self, GitError> {
        let args = ["ls-files", "-s", "-z", "--full-name", "--", ":/"];
        let bytes = run_git(repository.dir(), args)?.success()?;
        let side = stage.map(|number| number.to_string());
        // `100644 ID STAGE<tab>PATH`; a file that is not merged yet has no stage 0.
        let entries = parse_entries(&bytes, |words| {
            let of_file = *words.get(2)?;
            let is_there = of_file == "0" || side.as_deref() == Some(of_file);
            is_there.then(|| (words[0], words[1]))
        });
        let name = side.map_or_else(|| INDEX.to_owned(), |number| format!(":{number}"));
        Ok(Self { repository, name, commit: None, entries })
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
        let entry =
            self.entries.get(path).filter(|entry| entry.kind == GitEntryKind::File)?;
        Some(&entry.blob)
    }

    /// Where a file stands that has this content, and a path that ends with `path`: at
    /// the path itself, before all.
    #[must_use]
    pub fn find_content(&self, blob: &str, path: &Path) -> Option<PathBuf> {
        let mut same = self.entries.iter().filter(|(known, entry)| {
            entry.kind == GitEntryKind::File
                && entry.blob == blob
                && known.ends_with(path)
        });
        if self.blob(path) == Some(blob) {
            return Some(path.to_owned());
        }
        same.next().map(|(known, _)| known.clone())
    }

    /// What stands at a path, or at a folder of it.
    fn entry(&self, path: &Path) -> Result<&GitEntry, ReadError> {
        let path = normalize_path(path).ok_or(ReadError::Missing)?;
        let found =
            path.ancestors().find_map(|above| Some((above, self.entries.get(above)?)));
        let (entry_path, entry) = found.ok_or_else(|| self.no_file(&path))?;
        match entry.kind.as_non_file() {
            Some(non_file) => Err(ReadError::NotAFile(non_file)),
            None if entry_path == path => Ok(entry),
            None => Err(ReadError::Missing),
        }
    }

    /// What `git cat-file` writes of an object: `-s` for its size, `blob` for its bytes.
    fn read_object(&self, what: &str, id: &str) -> Result<Vec<u8>, ReadError> {
        run_git(self.repository.dir(), ["cat-file", what, id])
            .and_then(GitOutput::success)
            .map_err(|error| ReadError::Refused(io::Error::other(error)))
    }

    fn no_file(&self, path: &Path) -> ReadError {
        if self.is_dir(path) {
            ReadError::NotAFile(NonFile::Folder)
        } else {
            ReadError::Missing
        }
    }

    /// All entries below a folder.
    fn below(&self, dir: &Path) -> impl Iterator<Item = (&Path, &GitEntry)> {
        let dir = normalize_path(dir);
        let from = dir.clone().unwrap_or_default();
        let all = self.entries.range(from..).map(|(path, entry)| (path.as_path(), entry));
        all.take_while(move |(path, _)| dir.as_ref().is_some_and(|d| path.starts_with(d)))
    }
}

impl Files for Snapshot {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let blob = self.entry(path)?.blob.as_str();
        // The size comes first: a file that is too large is never in memory.
        let size = self.read_object("-s", blob)?;
        let size = String::from_utf8_lossy(strip_line_end(&size)).parse();
        let bytes = size.map_err(|error| ReadError::Refused(io::Error::other(error)))?;
        if bytes > limit {
            return Err(ReadError::TooLarge { bytes, limit });
        }
        let res = self.read_object("blob", blob)?;
        if res.starts_with(POINTER) {
            return Err(ReadError::NotAFile(NonFile::Pointer));
        }
        Ok(res)
    }

    /// Nothing leads out of it: see [`Snapshot`].
    fn locate(&self, written: WrittenPath<'_>) -> Result<NamedPath, ReadError> {
        Ok(NamedPath::in_closed_store(written))
    }

    fn read_named(&self, named: &NamedPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.read(named.real(), limit)
    }

    fn exists(&self, path: &Path) -> bool {
        normalize_path(path).is_some_and(|path| self.entries.contains_key(&path))
            || self.is_dir(path)
    }

    fn is_dir(&self, path: &Path) -> bool {
        let Some(path) = normalize_path(path) else { return false };
        // The top is a folder, even of a commit without files.
        path.as_os_str().is_empty()
            || self.below(&path).next().is_some_and(|(first, _)| first != path)
    }

    fn list_files(&self, dir: &Path) -> Vec<PathBuf> {
        let files = self.below(dir).filter(|(_, entry)| entry.kind == GitEntryKind::File);
        files.map(|(path, _)| path.to_owned()).collect()
    }

    fn list_beside(&self, dir: &Path) -> Vec<String> {
        let Some(dir) = normalize_path(dir) else { return Vec::new() };
        let files = self.below(&dir).filter(|(path, entry)| {
            entry.kind == GitEntryKind::File && path.parent() == Some(&dir)
        });
        files
            .filter_map(|(path, _)| path.file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }

    fn absolute_parent(&self, path: &Path) -> Option<PathBuf> {
        normalize_path(path)?.parent().map(|folder| self.repository.top().join(folder))
    }

    fn shown(&self, path: &Path) -> PathBuf {
        let path = normalize_path(path).unwrap_or_else(|| path.to_owned());
        PathBuf::from(format!("{}:{}", self.name, source::show_path(&path)))
    }
}

/// Entries as git lists them: words, a tab, a path, a zero byte. `read` picks mode and
/// number of the content from the words.
fn parse_entries<'a>(
    bytes: &'a [u8],
    read: impl Fn(&[&'a str]) -> Option<(&'a str, &'a str)>,
) -> BTreeMap<PathBuf, GitEntry> {
    let records = bytes.split(|byte| *byte == 0);
    records
        .filter_map(|record| {
            let tab = record.iter().position(|byte| *byte == b'\t')?;
            let words: Vec<_> = str::from_utf8(&record[..tab]).ok()?.split(' ').collect();
            let (mode, blob) = read(&words)?;
            let kind = GitEntryKind::from_mode(mode);
            Some((to_path(&record[tab + 1..]), GitEntry { kind, blob: blob.to_owned() }))
        })
        .collect()
}
