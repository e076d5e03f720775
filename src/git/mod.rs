//! What git keeps of a folder: its revisions as stores of files, and its settings. The
//! only module that knows git. It asks git's own program, so that whatever git
//! understands is understood here, and reads only what git writes for programs.
//!
//! | file | what it does |
//! |---|---|
//! | `repository` | a repository seen from a folder: revisions, settings, numbers of contents |
//! | `work_tree` | the work tree around a folder, found without git |
//! | `snapshot` | the files of one revision as a store |
//! | `run` | runs git and gives back what it writes |
//! | `conflict` | the marks that a merge leaves in a file |
//! | `error` | why git does not give what is asked of it |

mod conflict;
mod error;
mod repository;
mod run;
mod snapshot;
#[cfg(test)]
pub(crate) mod tests;
mod work_tree;

pub use conflict::{
    CONFLICT_HINT, CONFLICT_LABEL, Conflict, find_conflicts, split_versions,
};
pub use error::GitError;
pub use repository::Repository;
pub use snapshot::Snapshot;
pub use work_tree::find_work_tree;
