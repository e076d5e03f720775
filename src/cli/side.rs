//! The two sides of a comparison, from the words of the command line: each is a file or a
//! folder of the disk, or of a revision in git.

#[cfg(test)]
mod tests;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::git_fault;
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::git::{GitError, Repository, Snapshot};
use crate::source::{self, Disk, Files, ReadError, exists};

/// One side of a comparison.
pub(super) struct Side {
    /// Where it is read from: its forms and all that they name.
    pub(super) files: Arc<dyn Files>,
    /// The file or the folder, as a path of `files`.
    pub(super) path: PathBuf,
    /// What it is called: the path as typed, or `main:data/x`.
    pub(super) label: String,
}

impl Side {
    /// A file or a folder of the disk.
    pub(super) fn of_disk(dir: &Path, path: &Path) -> Self {
        let label = name(path);
        Self { files: Arc::new(Disk), path: dir.join(path), label }
    }

    /// A file or a folder of a revision.
    pub(super) fn of_snapshot(files: Snapshot, path: PathBuf) -> Self {
        let label = name(files.shown(&path));
        Self { files: Arc::new(files), path, label }
    }
}

type Sides = Result<(Side, Side), Box<Report>>;

/// The sides that a command line names: two files, folders or `REV:path`; or, with a path
/// after `--`, one or two revisions, or a range of them. `dir` is the folder in which the
/// command is given; empty, it is the current one.
///
/// # Errors
///
/// A report where they name no two sides.
pub(super) fn sides(words: &[OsString], paths: &[PathBuf], dir: &Path) -> Sides {
    match (words, paths) {
        ([old, new], []) => Ok((one(old, dir)?, one(new, dir)?)),
        ([word], []) => Err(lonely(word, dir)),
        ([_] | [_, _], [path]) => revisions(words, path, dir),
        ([], [path]) => {
            let hint = format!("ghi tên phiên bản: kehoach diff HEAD -- {}", name(path));
            let finding = misuse("chưa ghi phiên bản nào trước `--`").hint(hint);
            Err(told(path, finding))
        }
        (_, [_, second, ..]) => {
            let hint = "so sánh nhiều biểu một lần thì ghi thư mục chứa các biểu ấy";
            Err(told(second, misuse("sau `--` chỉ ghi một đường dẫn").hint(hint)))
        }
        ([], []) => Err(miscounted("chưa ghi so sánh gì với gì")),
        ([_, _, _, ..], _) => Err(miscounted("mỗi lần chỉ so sánh hai bản")),
    }
}

/// The other version of a path that is checked: of a file or folder of the disk or of
/// `REV:path`, else the same path in a revision; `None` where the revision has nothing
/// there.
///
/// # Errors
///
/// A report where there is no such file and no such revision.
pub(super) fn other(
    word: &OsStr,
    paths: &[PathBuf],
    path: &Path,
    dir: &Path,
) -> Result<Option<Side>, Box<Report>> {
    if exists(&dir.join(word)) || rev_and_path(word).is_some() {
        if paths.len() > 1 {
            let message =
                "so với một tệp, một thư mục thì mỗi lần chỉ kiểm tra một đường dẫn";
            let hint = format!(
                "kiểm tra từng đường dẫn: kehoach check --against {} {}",
                name(word),
                name(path)
            );
            return Err(told(word, misuse(message).hint(hint)));
        }
        return one(word, dir).map(Some);
    }
    let of_path = |error| told(path, git_fault(&error));
    let repository = Repository::around(dir).map_err(|error| stray(word, &error))?;
    let files = repository.revision(word).map_err(|error| stray(word, &error))?;
    let from_top = repository.from_top(path).map_err(of_path)?;
    let is_there = there(&files, &from_top).is_ok();
    Ok(is_there.then(|| Side::of_snapshot(files, from_top)))
}

/// A word after `--against` that is no file, and that git does not know.
fn stray(word: &OsStr, error: &GitError) -> Box<Report> {
    let hint = format!(
        "hoặc so với một tệp, một thư mục có ở đây: không có gì tên là `{}`",
        name(word)
    );
    told(word, git_fault(error).hint(hint))
}

/// A file, a folder, or `REV:path`. What is there on the disk comes first.
fn one(word: &OsStr, dir: &Path) -> Result<Side, Box<Report>> {
    if exists(&dir.join(word)) {
        return Ok(Side::of_disk(dir, Path::new(word)));
    }
    let Some((rev, path)) = rev_and_path(word) else { return Err(neither(word, dir)) };
    of_revision(OsStr::new(rev), path, dir).map_err(|fault| {
        let finding = fault.diagnostic();
        let is_git = matches!(fault, Fault::Git(_));
        let hint = "nếu đó là tên một tệp: không có tệp ấy ở đây, xem lại tên và thư mục đang đứng";
        told(word, if is_git { finding.hint(hint) } else { finding })
    })
}

/// Why there is no side of a revision.
enum Fault {
    Git(GitError),
    Missing(Box<Diagnostic>),
}

impl Fault {
    fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Git(error) => git_fault(error),
            Self::Missing(finding) => (**finding).clone(),
        }
    }
}

/// `REV:path`, whose path counts from the top of the repository as it does in git; but
/// from the folder where it begins with `./` or `../`.
fn of_revision(rev: &OsStr, path: &str, dir: &Path) -> Result<Side, Fault> {
    let repository = Repository::around(dir).map_err(Fault::Git)?;
    let files = repository.revision(rev).map_err(Fault::Git)?;
    let here = repository.from_top(Path::new(path));
    let is_here = [".", ".."].contains(&path)
        || ["./", "../", ".\\", "..\\"].iter().any(|start| path.starts_with(start));
    if is_here {
        let path = here.map_err(Fault::Git)?;
        return there(&files, &path).map(|()| Side::of_snapshot(files, path));
    }
    match there(&files, Path::new(path)) {
        // Whatever is read from here on has no `.` and `..`.
        Ok(()) => Ok(Side::of_snapshot(files, Path::new(path).components().collect())),
        Err(Fault::Missing(finding)) if here.is_ok_and(|here| files.exists(&here)) => {
            let rev = files.name();
            let hint = format!(
                "sau dấu hai chấm, đường dẫn tính từ thư mục gốc của kho; tính từ thư mục này thì ghi `{rev}:./{path}`"
            );
            Err(Fault::Missing(Box::new(finding.hint(hint))))
        }
        Err(fault) => Err(fault),
    }
}

/// That a path is in a revision. A link is: reading it tells that it is one.
fn there(files: &Snapshot, path: &Path) -> Result<(), Fault> {
    if files.exists(path) || matches!(files.read(path, 0), Err(ReadError::Instead(_))) {
        return Ok(());
    }
    let (rev, path) = (files.name(), name(path));
    let message = format!("phiên bản `{rev}` không có `{path}`");
    let hint = format!("xem các tệp của phiên bản ấy: git ls-tree -r --name-only {rev}");
    let finding =
        Diagnostic::new(&code::file::MISSING_FILE, Severity::Error, None, message);
    Err(Fault::Missing(Box::new(finding.hint(hint))))
}

/// Revisions of one path: two of them, a range, or one beside the working tree.
fn revisions(words: &[OsString], path: &Path, dir: &Path) -> Sides {
    let of_path = |error| told(path, git_fault(&error));
    let repository = Repository::around(dir).map_err(of_path)?;
    let from_top = repository.from_top(path).map_err(of_path)?;
    let side = |found: Result<Snapshot, GitError>, word: &OsStr| {
        let files = found.map_err(|error| unknown(word, &error, dir))?;
        match there(&files, &from_top) {
            Ok(()) => Ok(Side::of_snapshot(files, from_top.clone())),
            Err(fault) => Err(told(path, fault.diagnostic())),
        }
    };
    let of = |word: &OsString| side(repository.revision(word), word);
    if let Some(word) = words.iter().find(|word| words.len() > 1 && range(word).is_some())
    {
        let message =
            "một khoảng phiên bản đã là hai bản, không ghi thêm phiên bản nào nữa";
        let hint = format!("bỏ bớt: kehoach diff {} -- {}", name(word), name(path));
        return Err(told(word, misuse(message).hint(hint)));
    }
    match words {
        [old, new] => Ok((of(old)?, of(new)?)),
        [word] => match range(word) {
            Some(Range { old, new, from_base }) => {
                let [old, new] = [OsStr::new(&old), OsStr::new(&new)];
                let old = match from_base {
                    true => repository.merge_base(old, new),
                    false => repository.revision(old),
                };
                Ok((side(old, word)?, side(repository.revision(new), word)?))
            }
            None => Ok((of(word)?, of_working_tree(path, dir)?)),
        },
        _ => Err(miscounted("mỗi lần chỉ so sánh hai bản")),
    }
}

fn of_working_tree(path: &Path, dir: &Path) -> Result<Side, Box<Report>> {
    if exists(&dir.join(path)) {
        return Ok(Side::of_disk(dir, path));
    }
    let name = name(path);
    let message = format!("thư mục làm việc không còn `{name}`");
    let hint = format!(
        "so sánh hai phiên bản còn giữ nó: kehoach diff PHIÊN_BẢN PHIÊN_BẢN -- {name}"
    );
    let finding =
        Diagnostic::new(&code::file::MISSING_FILE, Severity::Error, None, message);
    Err(told(path, finding.hint(hint)))
}

/// `A..B`, `A...B`.
struct Range {
    old: String,
    new: String,
    /// Three dots: from where the two parted.
    from_base: bool,
}

/// A range of revisions. An end that is left out is `HEAD`, as in git.
fn range(word: &OsStr) -> Option<Range> {
    let word = word.to_str()?;
    let (dots, from_base) =
        if word.contains("...") { ("...", true) } else { ("..", false) };
    let (old, new) = word.split_once(dots)?;
    let end = |name: &str| if name.is_empty() { "HEAD" } else { name }.to_owned();
    Some(Range { old: end(old), new: end(new), from_base })
}

/// The parts of `REV:path`: the first colon counts that is not in braces, as in git. A
/// path of Windows with its drive is none.
fn rev_and_path(word: &OsStr) -> Option<(&str, &str)> {
    let word = word.to_str()?;
    let mut depth = 0_usize;
    let at = word.char_indices().find_map(|(at, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    let (rev, path) = (&word[..at], &word[at + 1..]);
    let is_letter = rev.len() == 1 && rev.as_bytes()[0].is_ascii_alphabetic();
    let is_drive = is_letter && (cfg!(windows) || path.starts_with(['\\', '/']));
    (!rev.is_empty() && !is_drive).then_some((rev, path))
}

/// A word that is no file and names no file of a revision.
fn neither(word: &OsStr, dir: &Path) -> Box<Report> {
    let found = Repository::around(dir).and_then(|repository| repository.commit(word));
    if found.is_ok() || range(word).is_some_and(|_| !name(word).contains('/')) {
        return without_path(word);
    }
    let of_git = match found {
        Err(error @ (GitError::NoProgram | GitError::NoRepository(_))) => {
            let finding = git_fault(&error);
            let remedy = finding.hints.into_iter().next().unwrap_or_default();
            format!("{}; {remedy}", finding.message)
        }
        _ => "ghi PHIÊN_BẢN:ĐƯỜNG_DẪN, ví dụ main:data/x/ke-hoach.yaml; hoặc ghi đường dẫn sau `--`: kehoach diff main -- data/x".to_owned(),
    };
    let message = format!(
        "`{}` không phải là tệp hay thư mục có ở đây, cũng không phải là phiên bản trong git",
        name(word)
    );
    let finding = misuse(message)
        .hint("nếu là tệp hay thư mục: xem lại tên, và thư mục đang đứng")
        .hint(format!("nếu là bản trong git: {of_git}"));
    told(word, finding)
}

/// A revision, of which no path is named.
fn without_path(word: &OsStr) -> Box<Report> {
    let name = name(word);
    let message = format!("`{name}` là phiên bản của cả kho, chưa ghi so sánh biểu nào");
    let hint = format!("ghi tệp hoặc thư mục sau `--`: kehoach diff {name} -- data/x");
    told(word, misuse(message).hint(hint))
}

/// One side only.
fn lonely(word: &OsStr, dir: &Path) -> Box<Report> {
    let finding = misuse("mới có một bản, cần hai bản để so sánh");
    if exists(&dir.join(word)) {
        let name = name(word);
        let finding = finding
            .hint(format!("so với bản đã ghi trong git: kehoach diff HEAD -- {name}"))
            .hint(format!("so với một tệp khác: kehoach diff BẢN_CŨ {name}"));
        return told(word, finding);
    }
    let Some((rev, path)) = rev_and_path(word) else { return neither(word, dir) };
    let hint = format!("so với bản ở thư mục làm việc: kehoach diff {rev} -- {path}");
    told(word, finding.hint(hint))
}

/// A word before `--` that is no revision.
fn unknown(word: &OsStr, error: &GitError, dir: &Path) -> Box<Report> {
    let mut finding = git_fault(error);
    if matches!(error, GitError::UnknownRevision(_)) && exists(&dir.join(word)) {
        let name = name(word);
        let hint =
            format!("`{name}` là tệp hoặc thư mục có ở đây: so sánh hai tệp thì bỏ `--`");
        finding = finding.hint(hint);
    }
    told(word, finding)
}

fn misuse(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&code::cli::DIFF_SIDES, Severity::Error, None, message)
}

/// Too few words, or too many.
fn miscounted(message: &str) -> Box<Report> {
    let finding = misuse(message)
        .hint("ghi hai tệp, hai thư mục: kehoach diff BẢN_CŨ BẢN_MỚI")
        .hint("hoặc phiên bản và đường dẫn: kehoach diff main -- data/x");
    told("kehoach diff", finding)
}

fn told(word: impl AsRef<OsStr>, finding: Diagnostic) -> Box<Report> {
    Box::new(Report::unreadable(&name(word), finding))
}

/// A word as findings show it.
pub(super) fn name(word: impl AsRef<OsStr>) -> String {
    source::shown(Path::new(word.as_ref()))
}
