//! Revisions without a path: all plans of the repository. And words that git knows as
//! revisions and the disk as files, which are refused: either may be meant.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::build::{FORM_NAME, explain_git_error};
use crate::diagnostic::Report;
use crate::git::Repository;
use crate::source::is_present;

use super::report::{build_report, report_double_meaning};
use super::word::{parse_range, split_revision_path};
use super::{ComparedPath, ResolvedSides, is_path_word, resolve_revisions};

/// Whether a word is a revision or a range of them, and no path.
pub(super) fn is_revision_word(word: &OsStr, dir: &Path) -> bool {
    if is_path_word(word, dir) {
        return false;
    }
    let Ok(repository) = Repository::discover(dir) else { return false };
    let is_known = |name: &OsStr| repository.commit(name).is_ok();
    is_known(word)
        || parse_range(word).is_some_and(|range| {
            [range.old, range.new].iter().all(|end| is_known(OsStr::new(end)))
        })
}

/// All plans of the repository, in one revision and the working tree, or in two revisions.
pub(super) fn resolve_repository(words: &[OsString], dir: &Path) -> ResolvedSides {
    let repository = Repository::discover(dir)
        .map_err(|error| build_report("kehoach diff", explain_git_error(&error)))?;
    let (old, new) = resolve_revisions(words, &repository.way_to_top(), dir)?;
    Ok((take_all_forms(old, &repository)?, take_all_forms(new, &repository)?))
}

/// A side that is the top of a repository with all its forms. In the working tree they are
/// those that git lists, so that copies among ignored files are not compared.
fn take_all_forms(
    side: ComparedPath,
    repository: &Repository,
) -> Result<ComparedPath, Box<Report>> {
    let is_form = |path: &PathBuf| path.file_name().is_some_and(|name| name == FORM_NAME);
    if !side.is_on_disk {
        let mut forms = side.files.list_files(&side.path);
        forms.retain(is_form);
        return Ok(ComparedPath { all_forms: Some(forms), ..side });
    }
    let mut forms = repository
        .list_work_files()
        .map_err(|error| build_report("kehoach diff", explain_git_error(&error)))?;
    forms.retain(is_form);
    // A path is shown as people would write it: without `./`.
    if side.path != Path::new(".") {
        forms.iter_mut().for_each(|form| *form = side.path.join(&*form));
    }
    // What stands in the working tree goes by its place alone.
    Ok(ComparedPath { all_forms: Some(forms), label: String::new(), ..side })
}

/// Refuses words after a command that are there on the disk and are revisions as well.
pub(super) fn refuse_double_meaning(
    words: &[OsString],
    command: &str,
    dir: &Path,
) -> Result<(), Box<Report>> {
    if !words.iter().any(|word| is_present(&dir.join(word))) {
        return Ok(());
    }
    // Without git there is one meaning.
    let Ok(repository) = Repository::discover(dir) else { return Ok(()) };
    for word in words.iter().filter(|word| is_present(&dir.join(word))) {
        if let Some(revision) = spell_as_revision(word, &repository) {
            return Err(report_double_meaning(word, &revision, words, command));
        }
    }
    Ok(())
}

/// A word as git alone understands it; `None` where git does not know it.
fn spell_as_revision(word: &OsStr, repository: &Repository) -> Option<String> {
    let Some((rev, path)) = split_revision_path(word) else {
        return repository.full_name(word);
    };
    let full = repository.full_name(OsStr::new(rev))?;
    let files = repository.revision(OsStr::new(rev)).ok()?;
    let path_from_top = repository.from_top(Path::new(path)).ok();
    let is_there = [Some(PathBuf::from(path)), path_from_top]
        .iter()
        .flatten()
        .any(|path| crate::source::Files::exists(&files, path));
    is_there.then(|| format!("{full}:{path}"))
}
