//! The two sides of a comparison, from the words of the command line: each is a file or a
//! folder of the disk, or of a revision in git.
//!
//! | file | what it does |
//! |---|---|
//! | `report` | why a command line names no two sides → a report with the right use |

mod report;
#[cfg(test)]
mod tests;

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
    build_report, describe_misuse, report_single_side, report_unknown_counterpart,
    report_unknown_revision, report_unresolved_word, report_wrong_count,
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
}

impl ComparedPath {
    /// A file or a folder of the disk.
    pub(super) fn from_disk(dir: &Path, path: &Path) -> Self {
        let (path, label) = (dir.join(path), show_word(path));
        let files = open_disk(slice::from_ref(&path), &[]);
        Self { files, path, label, is_on_disk: true }
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
        Self { files: Arc::new(files), path, label, is_on_disk: false }
    }
}

/// The old side and the new one, or why there are none.
type ResolvedSides = Result<(ComparedPath, ComparedPath), Box<Report>>;

/// The sides that a command line names: two files, folders or `REV:path`; or, with a path
/// after `--`, one or two revisions, or a range of them. `dir` is the folder in which the
/// command is given; empty, it is the current one.
///
/// # Errors
///
/// A report where they name no two sides.
pub(super) fn resolve_sides(
    words: &[OsString],
    paths: &[PathBuf],
    dir: &Path,
) -> ResolvedSides {
    match (words, paths) {
        ([old, new], []) => Ok((resolve_side(old, dir)?, resolve_side(new, dir)?)),
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
    if is_present(&dir.join(word)) || split_revision_path(word).is_some() {
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

/// A file, a folder, or `REV:path`. What is there on the disk comes first.
fn resolve_side(word: &OsStr, dir: &Path) -> Result<ComparedPath, Box<Report>> {
    if is_present(&dir.join(word)) {
        return Ok(ComparedPath::from_disk(dir, Path::new(word)));
    }
    let Some((rev, path)) = split_revision_path(word) else {
        return Err(report_unresolved_word(word, dir));
    };
    resolve_revision_path(OsStr::new(rev), path, dir).map_err(|fault| {
        let finding = fault.diagnostic();
        let is_git = matches!(fault, RevisionError::Git(_));
        let hint = "nếu đó là tên một tệp: không có tệp ấy ở đây, xem lại tên và thư mục đang đứng";
        build_report(word, if is_git { finding.hint(hint) } else { finding })
    })
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

/// `REV:path`, whose path counts from the top of the repository as it does in git; but
/// from the folder where it begins with `./` or `../`. Where the path is found from the
/// folder alone, the report says how to write it.
fn resolve_revision_path(
    rev: &OsStr,
    path: &str,
    dir: &Path,
) -> Result<ComparedPath, RevisionError> {
    let repository = Repository::discover(dir).map_err(RevisionError::Git)?;
    let files = repository.revision(rev).map_err(RevisionError::Git)?;
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
    let message = format!("phiên bản `{rev}` không có `{path}`");
    let hint = format!("xem các tệp của phiên bản ấy: git ls-tree -r --name-only {rev}");
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

/// Two revisions in one word: `A..B`, `A...B`.
struct RevisionRange {
    old: String,
    new: String,
    /// Three dots: from where the two parted.
    from_base: bool,
}

/// A range of revisions. An end that is left out is `HEAD`, as in git.
fn parse_range(word: &OsStr) -> Option<RevisionRange> {
    let word = word.to_str()?;
    let (dots, from_base) =
        if word.contains("...") { ("...", true) } else { ("..", false) };
    let (old, new) = word.split_once(dots)?;
    let [old, new] =
        [old, new].map(|name| if name.is_empty() { "HEAD" } else { name }.to_owned());
    Some(RevisionRange { old, new, from_base })
}

/// The parts of `REV:path`: the first colon counts that is not in braces, as in git. A
/// path of Windows with its drive is none.
fn split_revision_path(word: &OsStr) -> Option<(&str, &str)> {
    let word = word.to_str()?;
    let mut depth = 0_usize;
    let colon = word.char_indices().find_map(|(index, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(index),
            _ => {}
        }
        None
    })?;
    let rev = &word[..colon];
    let path = &word[colon + 1..];
    let is_letter = rev.len() == 1 && rev.as_bytes()[0].is_ascii_alphabetic();
    let is_drive = is_letter && (cfg!(windows) || path.starts_with(['\\', '/']));
    (!rev.is_empty() && !is_drive).then_some((rev, path))
}

/// A word of the command line as findings show it, with `/` between folders.
pub(super) fn show_word(word: impl AsRef<OsStr>) -> String {
    source::show_path(Path::new(word.as_ref()))
}
