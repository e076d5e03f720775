//! Why git does not give what is asked of it, as plain data.

use std::fmt;
use std::path::PathBuf;

/// Why git does not give what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// There is no program `git`.
    NoProgram,
    /// The folder is in no repository.
    NoRepository(PathBuf),
    /// The repository has no working tree, or the folder is not in it.
    NoWorkingTree(PathBuf),
    /// Nothing that this names is a commit.
    UnknownRevision(String),
    /// Two revisions have no history in common.
    NoMergeBase(String, String),
    /// The path leads out of the repository.
    Outside {
        /// The path as given.
        path: PathBuf,
        /// The folder of the repository.
        top: PathBuf,
    },
    /// Git refuses; its own message, in one line.
    Refused(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProgram => f.write_str("no program `git`"),
            Self::NoRepository(dir) => write!(f, "no repository: {}", dir.display()),
            Self::NoWorkingTree(dir) => write!(f, "no working tree: {}", dir.display()),
            Self::UnknownRevision(name) => write!(f, "no commit: {name}"),
            Self::NoMergeBase(one, other) => write!(f, "no merge base: {one}, {other}"),
            Self::Outside { path, .. } => {
                write!(f, "outside the repository: {}", path.display())
            }
            Self::Refused(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for GitError {}
