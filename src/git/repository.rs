//! A repository as its own program sees it from a folder.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use crate::source::{is_present, resolve_path};

use super::run::{run_git, strip_line_end, to_path};
use super::{GitError, Snapshot};

/// A repository with its working tree, seen from a folder of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Where git is run: in the folder that it was found from, since variables such as
    /// `GIT_DIR` may be relative to it.
    dir: PathBuf,
    top: PathBuf,
    prefix: PathBuf,
}

impl Repository {
    /// The repository around a folder.
    ///
    /// # Errors
    ///
    /// When there is no git, no repository, or no working tree around the folder.
    pub fn discover(dir: &Path) -> Result<Self, GitError> {
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        let top = run_git(dir, ["rev-parse", "--show-toplevel"])?;
        if top.code != Some(0) {
            return Err(explain_no_repository(dir, top.message));
        }
        // Asked for by itself: a name may have line ends in it.
        let prefix = run_git(dir, ["rev-parse", "--show-prefix"])?.success()?;
        let top = to_path(strip_line_end(&top.bytes));
        let prefix = to_path(strip_line_end(&prefix));
        Ok(Self { dir: dir.to_owned(), top, prefix })
    }

    /// The folder of the working tree, as a whole path without links.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// A path as people write it in the folder from which the repository is seen, as a
    /// path from the top. Nothing is looked up but the folders above the repository, so
    /// that it may be a path of another revision.
    ///
    /// # Errors
    ///
    /// When it leads out of the repository.
    pub fn from_top(&self, path: &Path) -> Result<PathBuf, GitError> {
        let from_top = if path.is_absolute() {
            self.below_top(path)
        } else {
            normalize_path(&self.prefix.join(path))
        };
        from_top.ok_or_else(|| GitError::Outside {
            path: path.to_owned(),
            top: self.top.clone(),
        })
    }

    /// A whole path as one from the top. The folder may be reached by links, which git
    /// does not say in its own path of the top.
    fn below_top(&self, path: &Path) -> Option<PathBuf> {
        if let Ok(below) = path.strip_prefix(&self.top) {
            return normalize_path(below);
        }
        let top = resolve_path(&self.top)?;
        path.ancestors().find_map(|above| {
            let same = resolve_path(above).is_some_and(|above| above == top);
            let below = path.strip_prefix(above).ok().filter(|_| same)?;
            normalize_path(below)
        })
    }

    /// What a revision held: a commit by any name that git understands.
    ///
    /// # Errors
    ///
    /// When it names no commit, or git cannot read it.
    pub fn revision(&self, name: &OsStr) -> Result<Snapshot, GitError> {
        let shown = name.to_string_lossy().into_owned();
        let id = self.commit(name)?;
        Snapshot::from_commit(self.clone(), shown, &id)
    }

    /// What the last common ancestor of two revisions held; it goes by the name of both,
    /// with three dots.
    ///
    /// # Errors
    ///
    /// When either is unknown, or they have none.
    pub fn merge_base(&self, one: &OsStr, other: &OsStr) -> Result<Snapshot, GitError> {
        let ids = [self.commit(one)?, self.commit(other)?];
        let names = [one, other].map(|name| name.to_string_lossy().into_owned());
        let answer = run_git(&self.dir, ["merge-base", &ids[0], &ids[1]])?;
        if answer.code == Some(1) {
            let [one, other] = names;
            return Err(GitError::NoMergeBase(one, other));
        }
        let bytes = answer.success()?;
        let id = String::from_utf8_lossy(strip_line_end(&bytes)).into_owned();
        Snapshot::from_commit(self.clone(), names.join("..."), &id)
    }

    /// What the last commit of any branch held that has this content somewhere; it goes
    /// by the first `letters` of its number.
    #[must_use]
    pub fn last_commit_with(&self, blob: &str, letters: usize) -> Option<Snapshot> {
        // The last commit that changes where the content stands: it brings it, or its
        // parent was the last that had it.
        let object = format!("--find-object={blob}");
        let args = ["log", "--all", "-1", "--format=%H%n%P", "--no-renames", &object];
        let bytes = run_git(&self.dir, args).ok()?.success().ok()?;
        let ids = String::from_utf8_lossy(&bytes).into_owned();
        ids.split_whitespace().find_map(|id| {
            let name = id.get(..letters).unwrap_or(id).to_owned();
            let snapshot = Snapshot::from_commit(self.clone(), name, id).ok()?;
            snapshot.find_content(blob, Path::new("")).is_some().then_some(snapshot)
        })
    }

    /// What is staged for the next commit.
    ///
    /// # Errors
    ///
    /// When git cannot read it.
    pub fn index(&self) -> Result<Snapshot, GitError> {
        Snapshot::from_index(self.clone(), None)
    }

    /// One side of a merge that is not done, by git's number of it: 1 for what both began
    /// from, 2 for ours, 3 for theirs. A file that is merged already is on all sides as it
    /// is staged, and 0 has these alone.
    ///
    /// # Errors
    ///
    /// When git cannot read it.
    pub fn stage(&self, number: u8) -> Result<Snapshot, GitError> {
        Snapshot::from_index(self.clone(), Some(number))
    }

    /// A revision by a name that means nothing else: `refs/heads/main` for `main`. `None`
    /// where it names none, and where it is but the beginning of the number of a commit, as
    /// the name of a folder may be by chance: `2024`.
    #[must_use]
    pub fn full_name(&self, name: &OsStr) -> Option<String> {
        self.commit(name).ok()?;
        let args = ["rev-parse", "--symbolic-full-name", "--verify", "--quiet"];
        let args = args.iter().map(OsStr::new);
        let args = args.chain([OsStr::new("--end-of-options"), name]);
        let bytes = run_git(&self.dir, args).ok()?.success().ok()?;
        let full = String::from_utf8_lossy(strip_line_end(&bytes)).into_owned();
        let shown = name.to_string_lossy();
        if !full.is_empty() && full != shown {
            return Some(full);
        }
        let is_number = shown.bytes().all(|byte| byte.is_ascii_hexdigit());
        (!is_number).then(|| format!("{shown}^0"))
    }

    /// The way from the folder to the top of the working tree: `../..`; `.` at the top.
    #[must_use]
    pub fn way_to_top(&self) -> PathBuf {
        let folders = self.prefix.components().count();
        if folders == 0 {
            return PathBuf::from(".");
        }
        (0..folders).map(|_| Component::ParentDir).collect()
    }

    /// The files of the working tree, as paths from its top: those that git knows, and new
    /// ones that it is not told to ignore.
    ///
    /// # Errors
    ///
    /// When git cannot list them.
    pub fn list_work_files(&self) -> Result<Vec<PathBuf>, GitError> {
        let args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let args = args.into_iter().chain(["--full-name", "--", ":/"]);
        let bytes = run_git(&self.dir, args)?.success()?;
        let names = bytes.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let mut res: Vec<_> = names.map(to_path).collect();
        // A file that is not merged is listed once for each side.
        res.sort();
        res.dedup();
        res.retain(|path| is_present(&self.top.join(path)));
        Ok(res)
    }

    /// The number of the commit that a name means.
    ///
    /// # Errors
    ///
    /// When it names none.
    pub fn commit(&self, name: &OsStr) -> Result<String, GitError> {
        let mut commit = name.to_owned();
        commit.push("^{commit}");
        // A name that begins with `-` is no option.
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
        let args = args.map(OsString::from).into_iter().chain([commit]);
        let answer = run_git(&self.dir, args)?;
        let id = String::from_utf8_lossy(strip_line_end(&answer.bytes)).into_owned();
        // A name such as `^main` is verified too, as what is not wanted.
        let is_id = id.len() >= 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if answer.code == Some(0) && is_id {
            Ok(id)
        } else {
            Err(GitError::UnknownRevision(name.to_string_lossy().into_owned()))
        }
    }

    /// All values of a setting of this repository itself; none where it has none.
    ///
    /// # Errors
    ///
    /// When git cannot read its settings.
    pub fn setting(&self, key: &str) -> Result<Vec<String>, GitError> {
        let answer = run_git(&self.dir, ["config", "--local", "-z", "--get-all", key])?;
        if answer.code == Some(1) {
            return Ok(Vec::new());
        }
        let bytes = answer.success()?;
        let values = bytes.split(|byte| *byte == 0);
        let mut res: Vec<_> =
            values.map(|value| String::from_utf8_lossy(value).into_owned()).collect();
        res.pop();
        Ok(res)
    }

    /// Gives a setting of this repository itself one value, whatever it had.
    ///
    /// # Errors
    ///
    /// When git cannot write its settings.
    pub fn set(&self, key: &str, value: &str) -> Result<(), GitError> {
        let args = ["config", "--local", "--replace-all", key, value];
        run_git(&self.dir, args)?.success().map(drop)
    }

    /// Takes a setting of this repository itself away.
    ///
    /// # Errors
    ///
    /// When git cannot write its settings.
    pub fn unset(&self, key: &str) -> Result<(), GitError> {
        let answer = run_git(&self.dir, ["config", "--local", "--unset-all", key])?;
        // It was not set.
        if answer.code == Some(5) { Ok(()) } else { answer.success().map(drop) }
    }

    /// The number that the content of a file has in git, whether git keeps it or not. What
    /// git has done to line ends for the working tree is undone.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn hash_content(&self, file: &Path) -> Result<String, GitError> {
        let mut path = OsString::from("--path=");
        path.push(file.file_name().unwrap_or_default());
        let file = file.as_os_str().to_owned();
        let args = [OsString::from("hash-object"), path, OsString::from("--"), file];
        let bytes = run_git(&self.dir, args)?.success()?;
        Ok(String::from_utf8_lossy(strip_line_end(&bytes)).into_owned())
    }
}

/// Why there is no working tree around a folder; `message` is what git says of it.
///
/// Git's message is in the language of its user, so it is never read: what is wrong is
/// asked again, from the surest to the least sure.
fn explain_no_repository(dir: &Path, message: String) -> GitError {
    let folder = resolve_path(dir).unwrap_or_else(|| dir.to_owned());
    let has_git_dir = run_git(dir, ["rev-parse", "--git-dir"])
        .is_ok_and(|output| output.code == Some(0));
    if has_git_dir {
        GitError::NoWorkingTree(folder)
    } else if folder.ancestors().any(|above| is_present(&above.join(".git"))) {
        // There is one, and git will not read it: of another owner, or broken.
        GitError::Refused(message)
    } else {
        GitError::NoRepository(folder)
    }
}

/// A relative path without `.` and `..`; `None` where it leads out.
pub(super) fn normalize_path(path: &Path) -> Option<PathBuf> {
    let mut res = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => res.push(name),
            Component::CurDir => {}
            Component::ParentDir if res.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                return None;
            }
        }
    }
    Some(res)
}
