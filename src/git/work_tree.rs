//! The work tree around a folder, found without the program of git: what a form may read
//! must be known where there is none, and for every form of a run.

use std::path::{Path, PathBuf};

use crate::source::is_file;

/// The work tree in which a folder stands; `folder` is whole and without links.
#[must_use]
pub fn find_work_tree(folder: &Path) -> Option<PathBuf> {
    let found = folder.ancestors().find(|above| {
        let git = above.join(".git");
        // A file says where the repository is: of a submodule, of another work tree.
        is_file(&git) || is_file(&git.join("HEAD"))
    });
    found.map(Path::to_owned)
}
