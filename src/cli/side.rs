//! The two sides of a comparison, from the words of the command line: each is a file or a
//! folder of the disk, or of a revision in git.
//!
//! | file | what it does |
//! |---|---|
//! | `word` | what a word may mean to git: a range, `REV:path`, `:2:path` |
//! | `whole` | revisions without a path → all plans of the repository |
//! | `report` | why a command line names no two sides → a report with the right use |

mod report;
#[cfg(test)]
mod tests;
mod whole;
mod word;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

use crate::build::{explain_git_error, open_disk};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::git::{GitError, Repository, Snapshot};
use crate::source::{self, Files, ReadError, is_present};

use report::{
    build_report, describe_misuse, report_lone_revision, report_single_side,
    report_unknown_counterpart, report_unknown_revision, report_unresolved_word,
    report_wrong_count,
};
use whole::{is_revision_word, resolve_repository};
use word::{
    RevisionRange, StagedPath, parse_range, parse_staged_path, split_revision_path,
};

/// One side of a comparison.
pub(super) struct ComparedPath {
    /// Where it is read from: its forms and all that they name.
    pub(super) files: Arc<dyn Files>,
    /// The file or the folder, as a path of `files`.
    pub(super) path: PathBuf,
    /// What it is called: the path as typed, or `main:data/x`.
    pub(super) label: String,
    /// Whether it stands on the disk.
    pub(super) is_on_disk: bool,
    /// The forms of a whole repository, as paths of `files`; `None` for the forms that the
    /// path itself names.
    pub(super) all_forms: Option<Vec<PathBuf>>,
}

impl ComparedPath {
    /// A file or a folder of the disk.
    pub(super) fn from_disk(dir: &Path, path: &Path) -> Self {
        let (path, label) = (dir.join(path), show_word(path));
        let files = open_disk(slice::from_ref(&path), &[]);
        Self { files, path, label, is_on_disk: true, all_forms: None }
    }

    /// The same, and its forms may read these folders too.
    pub(super) fn with_allowed(self, allowed: &[PathBuf]) -> Self {
        if !self.is_on_disk {
            return self;
        }
        Self { files: open_disk(slice::from_ref(&self.path), allowed), ..self }
    }

    /// A file or a folder of a revision.
    pub(super) fn from_snapshot(files: Snapshot, path: PathBuf) -> Self {
        let label = show_word(files.shown(&path));
        let files = Arc::new(files);
        Self { files, path, label, is_on_disk: false, all_forms: None }
    }
}

/// The old side and the new one, or why there are none.
type ResolvedSides = Result<(ComparedPath, ComparedPath), Box<Report>>;

/// The sides that a command line names: two files, folders or `REV:path`; with a path after
/// `--`, one or two revisions, or a range of them; with none, all plans of the repository
/// in them. `dir` is the folder in which the command is given; empty, it is the current one.
///
/// # Errors
///
/// A report where they name no two sides.
pub(super) fn resolve_sides(
    words: &[OsString],
    paths: &[PathBuf],
    dir: &Path,
) -> ResolvedSides {
    if paths.is_empty() {
        whole::refuse_double_meaning(words, report::DIFF, dir)?;
    }
    match (words, paths) {
        ([_] | [_, _], []) if words.iter().all(|word| is_revision_word(word, dir)) => {
            resolve_repository(words, dir)
        }
        ([old, new], []) => match [old, new].map(|word| is_revision_word(word, dir)) {
            [true, false] => Err(report_lone_revision(old, new, dir)),
            [false, true] => Err(report_lone_revision(new, old, dir)),
            _ => Ok((resolve_side(old, dir)?, resolve_side(new, dir)?)),
        },
        ([word], []) => Err(report_single_side(word, dir)),
        ([_] | [_, _], [path]) => resolve_revisions(words, path, dir),
        ([], [path]) => {
            let hint =
                format!("ghi tên phiên bản: kehoach diff HEAD -- {}", show_word(path));
            let finding = describe_misuse("chưa ghi phiên bản nào trước `--`").hint(hint);
            Err(build_report(path, finding))
        }
        (_, [_, second, ..]) => {
            let hint = "so sánh nhiều biểu một lần thì ghi thư mục chứa các biểu ấy";
            Err(build_report(
                second,
                describe_misuse("sau `--` chỉ ghi một đường dẫn").hint(hint),
            ))
        }
        ([], []) => Err(report_wrong_count("chưa ghi so sánh gì với gì")),
        ([_, _, _, ..], _) => Err(report_wrong_count("mỗi lần chỉ so sánh hai bản")),
    }
}

/// The other version of a path that is checked: of a file or folder of the disk or of
/// `REV:path`, else the same path in a revision; `None` where the revision has nothing
/// there.
///
/// # Errors
///
/// A report where there is no such file and no such revision.
pub(super) fn find_counterpart(
    word: &OsStr,
    paths: &[PathBuf],
    path: &Path,
    dir: &Path,
) -> Result<Option<ComparedPath>, Box<Report>> {
    let command = "kehoach check --against";
    whole::refuse_double_meaning(&[word.to_owned()], command, dir)?;
    if is_path_word(word, dir) {
        if paths.len() > 1 {
            let message =
                "so với một tệp, một thư mục thì mỗi lần chỉ kiểm tra một đường dẫn";
            let hint = format!(
                "kiểm tra từng đường dẫn: kehoach check --against {} {}",
                show_word(word),
                show_word(path)
            );
            return Err(build_report(word, describe_misuse(message).hint(hint)));
        }
        return resolve_side(word, dir).map(Some);
    }
    let repository = Repository::discover(dir)
        .map_err(|error| report_unknown_counterpart(word, &error))?;
    let files = repository
        .revision(word)
        .map_err(|error| report_unknown_counterpart(word, &error))?;
    let from_top = repository
        .from_top(path)
        .map_err(|error| build_report(path, explain_git_error(&error)))?;
    let is_there = ensure_path_exists(&files, &from_top).is_ok();
    Ok(is_there.then(|| ComparedPath::from_snapshot(files, from_top)))
}

/// Whether a word is a file or a folder of the disk, or says to be one of git.
fn is_path_word(word: &OsStr, dir: &Path) -> bool {
    is_present(&dir.join(word))
        || parse_staged_path(word).is_some()
        || split_revision_path(word).is_some()
}

/// A file, a folder, `REV:path`, or `:2:path`.
fn resolve_side(word: &OsStr, dir: &Path) -> Result<ComparedPath, Box<Report>> {
    if is_present(&dir.join(word)) {
        return Ok(ComparedPath::from_disk(dir, Path::new(word)));
    }
    let Some(resolved) = open_git_path(word, dir) else {
        return Err(report_unresolved_word(word, dir));
    };
    resolved.map_err(|fault| {
        let finding = fault.diagnostic();
        let is_git = matches!(fault, RevisionError::Git(_));
        let hint = "nếu đó là tên một tệp: không có tệp ấy ở đây, xem lại tên và thư mục đang đứng";
        build_report(word, if is_git { finding.hint(hint) } else { finding })
    })
}

/// The side that `REV:path` or `:2:path` names; `None` where a word is neither.
fn open_git_path(
    word: &OsStr,
    dir: &Path,
) -> Option<Result<ComparedPath, RevisionError>> {
    let open = |path, find: &dyn Fn(&Repository) -> Result<Snapshot, GitError>| {
        let repository = Repository::discover(dir).map_err(RevisionError::Git)?;
        let files = find(&repository).map_err(RevisionError::Git)?;
        resolve_git_path(files, &repository, path)
    };
    if let Some(StagedPath { stage, path }) = parse_staged_path(word) {
        let side = open(path, &|repository| repository.stage(stage));
        return Some(side.and_then(|side| ensure_unmerged(side, stage, dir)));
    }
    let (rev, path) = split_revision_path(word)?;
    Some(open(path, &|repository| repository.revision(OsStr::new(rev))))
}

/// That a file which a side of a merge is asked for is not merged already: then it has no
/// sides any more, and what is staged is neither.
fn ensure_unmerged(
    side: ComparedPath,
    stage: u8,
    dir: &Path,
) -> Result<ComparedPath, RevisionError> {
    let index = Repository::discover(dir)
        .and_then(|repository| repository.index())
        .map_err(RevisionError::Git)?;
    if stage == 0 || index.blob(&side.path).is_none() {
        return Ok(side);
    }
    let path = show_word(&side.path);
    let message = format!("`{path}` không có xung đột, nên không có bản `:{stage}:`");
    let finding =
        Diagnostic::new(&code::file::MISSING_FILE, Severity::Error, None, message)
            .hint("xem các tệp đang xung đột: git status")
            .hint(format!("so với bản đã ghi trong git: kehoach diff HEAD -- {path}"));
    Err(RevisionError::Missing(Box::new(finding)))
}

/// Why there is no side of a revision.
enum RevisionError {
    Git(GitError),
    Missing(Box<Diagnostic>),
}

impl RevisionError {
    fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Git(error) => explain_git_error(error),
            Self::Missing(finding) => (**finding).clone(),
        }
    }
}

/// The path of `REV:path` or `:2:path`, which counts from the top of the repository as it
/// does in git; but from the folder where it begins with `./` or `../`. Where the path is
/// found from the folder alone, the report says how to write it.
fn resolve_git_path(
    files: Snapshot,
    repository: &Repository,
    path: &str,
) -> Result<ComparedPath, RevisionError> {
    let path_from_folder = repository.from_top(Path::new(path));
    let is_relative = [".", ".."].contains(&path)
        || ["./", "../", ".\\", "..\\"].iter().any(|start| path.starts_with(start));
    if is_relative {
        let path = path_from_folder.map_err(RevisionError::Git)?;
        return ensure_path_exists(&files, &path)
            .map(|()| ComparedPath::from_snapshot(files, path));
    }
    match ensure_path_exists(&files, Path::new(path)) {
        // The store of a revision knows no `.` and `..`.
        Ok(()) => {
            Ok(ComparedPath::from_snapshot(files, Path::new(path).components().collect()))
        }
        Err(RevisionError::Missing(finding))
            if path_from_folder.is_ok_and(|path| files.exists(&path)) =>
        {
            let rev = files.name();
            let hint = format!(
                "sau dấu hai chấm, đường dẫn tính từ thư mục gốc của kho; tính từ thư mục này thì ghi `{rev}:./{path}`"
            );
            Err(RevisionError::Missing(Box::new(finding.hint(hint))))
        }
        Err(fault) => Err(fault),
    }
}

/// That a path is in a revision. A link is in it: reading it later reports the link.
fn ensure_path_exists(files: &Snapshot, path: &Path) -> Result<(), RevisionError> {
    if files.exists(path) || matches!(files.read(path, 0), Err(ReadError::NotAFile(_))) {
        return Ok(());
    }
    let (rev, path) = (files.name(), show_word(path));
    let (message, hint) = match files.commit() {
        Some(_) => (
            format!("phiên bản `{rev}` không có `{path}`"),
            format!("xem các tệp của phiên bản ấy: git ls-tree -r --name-only {rev}"),
        ),
        None => (
            format!("chỗ git để các tệp sắp ghi không có `{rev}:{path}`"),
            "xem các tệp ở đó, kể cả tệp đang xung đột: git ls-files --stage".to_owned(),
        ),
    };
    let finding =
        Diagnostic::new(&code::file::MISSING_FILE, Severity::Error, None, message);
    Err(RevisionError::Missing(Box::new(finding.hint(hint))))
}

/// A path whose revisions are compared, in the repository around a folder.
struct PathHistory<'a> {
    repository: Repository,
    /// As typed, which reports show.
    path: &'a Path,
    /// As the repository has it.
    from_top: PathBuf,
    dir: &'a Path,
}

impl<'a> PathHistory<'a> {
    fn new(path: &'a Path, dir: &'a Path) -> Result<Self, Box<Report>> {
        let repository = Repository::discover(dir)
            .map_err(|error| build_report(path, explain_git_error(&error)))?;
        let from_top = repository
            .from_top(path)
            .map_err(|error| build_report(path, explain_git_error(&error)))?;
        Ok(Self { repository, path, from_top, dir })
    }

    /// The path in the revision of a name.
    fn resolve_word(&self, word: &OsStr) -> Result<ComparedPath, Box<Report>> {
        self.resolve_found(self.repository.revision(word), word)
    }

    /// The path in a revision that was looked up for a word of the command line.
    fn resolve_found(
        &self,
        found: Result<Snapshot, GitError>,
        word: &OsStr,
    ) -> Result<ComparedPath, Box<Report>> {
        let files =
            found.map_err(|error| report_unknown_revision(word, &error, self.dir))?;
        match ensure_path_exists(&files, &self.from_top) {
            Ok(()) => Ok(ComparedPath::from_snapshot(files, self.from_top.clone())),
            Err(error) => Err(build_report(self.path, error.diagnostic())),
        }
    }

    /// Both ends of a range.
    fn resolve_range(&self, range: &RevisionRange, word: &OsStr) -> ResolvedSides {
        let old = OsStr::new(&range.old);
        let new = OsStr::new(&range.new);
        let old = match range.from_base {
            true => self.repository.merge_base(old, new),
            false => self.repository.revision(old),
        };
        Ok((
            self.resolve_found(old, word)?,
            self.resolve_found(self.repository.revision(new), word)?,
        ))
    }
}

/// Revisions of one path: two of them, a range, or one beside the working tree.
fn resolve_revisions(words: &[OsString], path: &Path, dir: &Path) -> ResolvedSides {
    let history = PathHistory::new(path, dir)?;
    if let Some(word) =
        words.iter().find(|word| words.len() > 1 && parse_range(word).is_some())
    {
        let message =
            "một khoảng phiên bản đã là hai bản, không ghi thêm phiên bản nào nữa";
        let hint =
            format!("bỏ bớt: kehoach diff {} -- {}", show_word(word), show_word(path));
        return Err(build_report(word, describe_misuse(message).hint(hint)));
    }
    match words {
        [old, new] => Ok((history.resolve_word(old)?, history.resolve_word(new)?)),
        [word] => match parse_range(word) {
            Some(range) => history.resolve_range(&range, word),
            None => Ok((history.resolve_word(word)?, resolve_working_tree(path, dir)?)),
        },
        _ => Err(report_wrong_count("mỗi lần chỉ so sánh hai bản")),
    }
}

fn resolve_working_tree(path: &Path, dir: &Path) -> Result<ComparedPath, Box<Report>> {
    if is_present(&dir.join(path)) {
        return Ok(ComparedPath::from_disk(dir, path));
    }
    let name = show_word(path);
    let message = format!("thư mục làm việc không còn `{name}`");
    let hint = format!(
        "so sánh hai phiên bản còn giữ nó: kehoach diff PHIÊN_BẢN PHIÊN_BẢN -- {name}"
    );
    let finding =
        Diagnostic::new(&code::file::MISSING_FILE, Severity::Error, None, message);
    Err(build_report(path, finding.hint(hint)))
}

/// A word of the command line as findings show it, with `/` between folders.
pub(super) fn show_word(word: impl AsRef<OsStr>) -> String {
    source::show_path(Path::new(word.as_ref()))
}
