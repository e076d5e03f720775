//! Repositories made for a test, and what is read from them.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::source::{Files, MAX_BYTES, NonFile, ReadError};

/// A repository in a folder of its own, without the settings of the user who runs the tests.
pub(crate) struct Scratch(tempfile::TempDir);

impl Scratch {
    pub(crate) fn new() -> Self {
        let res = Self(tempfile::tempdir().unwrap());
        res.git(["init", "-q", "-b", "main"]);
        res
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs git, and gives back what it writes.
    #[expect(clippy::disallowed_methods, reason = "a repository is made by git")]
    pub(crate) fn git<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
    ) -> String {
        let output = std::process::Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.vn"])
            .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
            .args(args)
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8_lossy(bytes).trim_end().to_owned();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    pub(crate) fn put(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(&path).unwrap().write_all(text.as_ref()).unwrap();
        self
    }

    pub(crate) fn commit(&self) -> &Self {
        self.git(["add", "-A"]);
        self.git(["commit", "-q", "-m", "x"]);
        self
    }

    pub(crate) fn repository(&self) -> Repository {
        Repository::discover(self.path()).unwrap()
    }

    pub(crate) fn revision(&self, name: &str) -> Snapshot {
        self.repository().revision(OsStr::new(name)).unwrap()
    }
}

fn text(files: &dyn Files, path: &str) -> String {
    String::from_utf8(files.read(Path::new(path), MAX_BYTES).unwrap()).unwrap()
}

#[test]
#[ignore = "needs git"]
fn a_revision_gives_its_files_as_they_were() {
    let scratch = Scratch::new();
    scratch.put("a/x.yaml", "1\n").put("a/b/z.csv", "z").put("a-b/y", "y").commit();
    scratch.put("a/x.yaml", "2\n").put("a/new", "n").commit();
    scratch.put("a/x.yaml", "3\n");
    let (old, new) = (scratch.revision("HEAD~1"), scratch.revision("main"));
    assert_eq!(text(&old, "a/x.yaml"), "1\n");
    assert_eq!(text(&new, "./a/b/../x.yaml"), "2\n");
    assert!(!old.exists(Path::new("a/new")) && new.exists(Path::new("a/new")));
    assert!(new.is_dir(Path::new("a")) && new.is_dir(Path::new("")));
    assert!(!new.is_dir(Path::new("a/new")) && !new.is_dir(Path::new("c")));
    assert_eq!(new.list_beside(Path::new("a")), ["new", "x.yaml"]);
    let all = ["a/b/z.csv", "a/new", "a/x.yaml", "a-b/y"].map(PathBuf::from);
    assert_eq!(new.list_files(Path::new("")), all);
    // In the order of the disk.
    let walk = crate::source::list_files(scratch.path());
    let walk = walk.iter().map(|path| path.strip_prefix(scratch.path()).unwrap());
    let walk: Vec<_> = walk.filter(|path| !path.starts_with(".git")).collect();
    assert_eq!(walk, all);
    assert_eq!(new.list_files(Path::new("a/b/..")), all[..3]);
    assert_eq!(old.shown(Path::new("a/x.yaml")), Path::new("HEAD~1:a/x.yaml"));
    assert_eq!(new.commit(), Some(scratch.git(["rev-parse", "HEAD"]).as_str()));
}

#[test]
#[ignore = "needs git"]
fn nothing_outside_a_revision_is_read() {
    let scratch = Scratch::new();
    let outside = scratch.path().with_extension("outside");
    scratch.put("a/x", "1").commit();
    let head = scratch.revision("HEAD");
    for path in ["../x", "a/../../x", "/etc/passwd", "a/y", "a/x/y"] {
        let read = head.read(Path::new(path), 10);
        assert!(matches!(read, Err(ReadError::Missing)), "{path}: {read:?}");
        assert!(!head.exists(Path::new(path)), "{path}");
    }
    assert!(head.list_files(Path::new("..")).is_empty());
    assert!(head.list_beside(&outside).is_empty());
    let folder = head.read(Path::new("a"), 10);
    assert!(matches!(folder, Err(ReadError::NotAFile(NonFile::Folder))), "{folder:?}");
}

#[test]
#[ignore = "needs git"]
fn hostile_names_are_names() {
    let scratch = Scratch::new();
    let names =
        ["-n", "xã Hải Lệ/số liệu.csv", "a\nb", "c:d", ":e", "\"f\"", "g\th", "*"];
    for name in names {
        scratch.put(name, name);
    }
    scratch.commit();
    let head = scratch.revision("HEAD");
    for name in names {
        assert_eq!(text(&head, name), name);
        assert_eq!(text(&scratch.repository().index().unwrap(), name), name);
    }
    assert_eq!(head.list_files(Path::new("")).len(), names.len());
}

#[test]
#[ignore = "needs git"]
fn hostile_revisions_are_no_options() {
    let scratch = Scratch::new();
    scratch.put("a", "1").commit();
    for name in ["-h", "--help", "", "^main", "main..main", "main:a", "no", "a b\nc"] {
        let found = scratch.repository().revision(OsStr::new(name));
        assert_eq!(found.unwrap_err(), GitError::UnknownRevision(name.to_owned()));
    }
    scratch.git(["update-ref", "refs/heads/-b", "HEAD"]);
    assert_eq!(text(&scratch.revision("refs/heads/-b"), "a"), "1");
    assert_eq!(text(&scratch.revision("main@{0}"), "a"), "1");
}

#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn links_and_other_repositories_are_told_and_not_followed() {
    let scratch = Scratch::new();
    scratch.put("real/a", "1");
    std::os::unix::fs::symlink("real", scratch.path().join("link")).unwrap();
    scratch
        .put("lfs", format!("version https://git-lfs.github.com/spec/v1\noid {}\n", 1));
    scratch.commit();
    let id = scratch.git(["rev-parse", "HEAD"]);
    scratch.git(["update-index", "--add", "--cacheinfo", &format!("160000,{id},sub")]);
    scratch.git(["commit", "-q", "-m", "sub"]);
    let head = scratch.revision("HEAD");
    let cases = [
        ("link", NonFile::Link),
        ("link/a", NonFile::Link),
        ("sub", NonFile::Submodule),
        ("sub/x/y", NonFile::Submodule),
        ("lfs", NonFile::Pointer),
    ];
    for (path, what) in cases {
        let read = head.read(Path::new(path), 1000);
        assert!(matches!(read, Err(ReadError::NotAFile(w)) if w == what), "{read:?}");
    }
    let all = ["lfs", "real/a"].map(PathBuf::from);
    assert_eq!(head.list_files(Path::new("")), all);
}

#[test]
#[ignore = "needs git"]
fn a_large_file_is_refused_before_it_is_read() {
    let scratch = Scratch::new();
    scratch.put("a", "12345").commit();
    let head = scratch.revision("HEAD");
    assert_eq!(head.read(Path::new("a"), 5).unwrap().len(), 5);
    let read = head.read(Path::new("a"), 4);
    assert!(matches!(read, Err(ReadError::TooLarge { bytes: 5, limit: 4 })), "{read:?}");
}

#[test]
#[ignore = "needs git"]
fn the_index_is_what_is_put_by() {
    let scratch = Scratch::new();
    scratch.put("a", "1").commit().put("a", "2");
    scratch.git(["add", "a"]);
    scratch.put("a", "3");
    let index = scratch.repository().index().unwrap();
    assert_eq!((text(&index, "a"), index.commit()), ("2".to_owned(), None));
    let blob = scratch.git(["rev-parse", ":a"]);
    assert_eq!(index.find_content(&blob, Path::new("a")), Some(PathBuf::from("a")));
    assert_eq!(scratch.revision("HEAD").find_content(&blob, Path::new("a")), None);
    let hashed = scratch.repository().hash_content(Path::new("a")).unwrap();
    scratch.git(["add", "a"]);
    assert_eq!(hashed, scratch.git(["rev-parse", ":a"]));
}

#[test]
#[ignore = "needs git"]
fn a_merge_base_is_found_or_told() {
    let scratch = Scratch::new();
    scratch.put("a", "1").commit();
    scratch.git(["checkout", "-q", "-b", "side"]);
    scratch.put("a", "2").commit();
    scratch.git(["checkout", "-q", "main"]);
    scratch.put("b", "3").commit();
    let [main, side, lone] = ["main", "side", "lone"].map(OsStr::new);
    let base = scratch.repository().merge_base(main, side).unwrap();
    assert_eq!((text(&base, "a"), base.name()), ("1".to_owned(), "main...side"));
    scratch.git(["checkout", "-q", "--orphan", "lone"]);
    scratch.commit();
    let found = scratch.repository().merge_base(main, lone).unwrap_err();
    assert_eq!(found, GitError::NoMergeBase("main".to_owned(), "lone".to_owned()));
}

#[test]
#[ignore = "needs git"]
fn paths_are_told_from_the_folder_in_which_one_stands() {
    let scratch = Scratch::new();
    scratch.put("a/b/x", "1").commit();
    let below = Repository::discover(&scratch.path().join("a/b")).unwrap();
    let from_top = |path: &str| below.from_top(Path::new(path));
    assert_eq!(from_top("x").unwrap(), Path::new("a/b/x"));
    assert_eq!(from_top("../gone/y").unwrap(), Path::new("a/gone/y"));
    assert_eq!(from_top("../..").unwrap(), Path::new(""));
    let absolute = scratch.path().join("a/./c");
    assert_eq!(below.from_top(&absolute).unwrap(), Path::new("a/c"));
    for path in ["../../..", "/", "/etc"] {
        let error = from_top(path).unwrap_err();
        assert!(matches!(error, GitError::Outside { .. }), "{error:?}");
    }
    assert_eq!(text(&below.index().unwrap(), "a/b/x"), "1");
}

#[test]
#[ignore = "needs git"]
fn a_folder_without_a_repository_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let found = Repository::discover(folder.path()).unwrap_err();
    assert!(matches!(found, GitError::NoRepository(_)), "{found:?}");
    let scratch = Scratch::new();
    let found = Repository::discover(&scratch.path().join(".git")).unwrap_err();
    assert!(matches!(found, GitError::NoWorkingTree(_)), "{found:?}");
    // A repository that git will not read is no missing one.
    scratch.put(".git/config", "[core\n");
    let found = Repository::discover(scratch.path()).unwrap_err();
    assert!(matches!(found, GitError::Refused(_)), "{found:?}");
}

#[test]
#[ignore = "needs git"]
fn settings_are_set_read_and_taken_away() {
    let scratch = Scratch::new();
    let repository = scratch.repository();
    let key = "diff.kehoach.command";
    assert!(repository.setting(key).unwrap().is_empty());
    repository.unset(key).unwrap();
    let value = "'/a b/kehoach' diff --driver\n\"#;";
    repository.set(key, value).unwrap();
    assert_eq!(repository.setting(key).unwrap(), [value]);
    scratch.git(["config", "--add", key, "x"]);
    assert_eq!(repository.setting(key).unwrap(), [value, "x"]);
    repository.set(key, "y").unwrap();
    assert_eq!(repository.setting(key).unwrap(), ["y"]);
    repository.unset(key).unwrap();
    assert!(repository.setting(key).unwrap().is_empty());
}
