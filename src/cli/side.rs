//! The two sides of a comparison, from the words of the command line: each is a file or a
//! folder of the disk, or of a revision in git.

#[cfg(test)]
mod tests;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::git_fault;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::git::{GitError, Repository, Snapshot};
use crate::source::{Disk, Files, ReadError, exists};

/// One side of a comparison.
pub(super) struct Side {
    /// Where it is read from: its forms and all that they name.
    pub(super) files: Arc<dyn Files>,
    /// The file or the folder, as a path of `files`.
    pub(super) path: PathBuf,
    /// What it is called: the path as typed, or `main:data/x`.
    pub(super) label: String,
    /// The revision, where it is of one.
    pub(super) rev: Option<String>,
}

impl Side {
    /// A file or a folder of the disk.
    pub(super) fn of_disk(dir: &Path, path: &Path) -> Self {
        let label = shown(path.as_os_str());
        Self { files: Arc::new(Disk), path: dir.join(path), label, rev: None }
    }

    /// A file or a folder of a revision.
    pub(super) fn of_snapshot(files: Snapshot, path: PathBuf) -> Self {
        let label = shown(files.shown(&path).as_os_str());
        let rev = Some(files.name().to_owned());
        Self { files: Arc::new(files), path, label, rev }
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
        ([_, ..], [path]) => revisions(words, path, dir),
        ([], []) => Err(wrong("", "chưa ghi so sánh gì với gì")),
        ([], [path, ..]) => {
            let name = shown(path.as_os_str());
            let message = "chưa ghi phiên bản nào trước `--`";
            Err(Box::new(Report::unreadable(
                &name,
                misuse(message)
                    .hint(format!("ghi tên phiên bản: kehoach diff HEAD -- {name}")),
            )))
        }
        (_, []) => Err(wrong("", "mỗi lần chỉ so sánh hai bản")),
        (_, [_, second, ..]) => {
            let message = "sau `--` chỉ ghi một đường dẫn";
            let name = shown(second.as_os_str());
            Err(Box::new(Report::unreadable(
                &name,
                misuse(message)
                    .hint("so sánh nhiều biểu một lần thì ghi thư mục chứa các biểu ấy"),
            )))
        }
    }
}

/// A file, a folder, or `REV:path`. What is there on the disk comes first.
fn one(word: &OsStr, dir: &Path) -> Result<Side, Box<Report>> {
    if exists(&dir.join(word)) {
        return Ok(Side::of_disk(dir, Path::new(word)));
    }
    let Some((rev, path)) = rev_and_path(word) else { return Err(neither(word, dir)) };
    of_revision(OsStr::new(rev), path, dir).map_err(|fault| match fault {
        Fault::Missing(finding) => told(word, finding),
        Fault::Git(error) => told(
            word,
            git_fault(&error).hint(format!(
                "nếu `{}` là tên một tệp thì không có tệp ấy ở đây",
                shown(word)
            )),
        ),
    })
}

enum Fault {
    Git(GitError),
    Missing(Diagnostic),
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
    let path = PathBuf::from(path);
    let found = there(&files, &path).map_err(|fault| match (fault, here) {
        (Fault::Missing(finding), Ok(here)) if files.exists(&here) => {
            let (name, path) = (files.name(), shown(path.as_os_str()));
            Fault::Missing(finding.hint(format!(
                "sau dấu hai chấm, đường dẫn tính từ thư mục gốc của kho; tính từ thư mục này thì ghi `{name}:./{path}`"
            )))
        }
        (fault, _) => fault,
    });
    // Whatever is read from here on has no `.` and `..`.
    found.map(|()| Side::of_snapshot(files, path.components().collect()))
}

/// That a path is in a revision. A link is: reading it tells that it is one.
fn there(files: &Snapshot, path: &Path) -> Result<(), Fault> {
    if files.exists(path) || matches!(files.read(path, 0), Err(ReadError::Instead(_))) {
        return Ok(());
    }
    let (name, path) = (files.name(), shown(path.as_os_str()));
    let message = format!("phiên bản `{name}` không có `{path}`");
    let finding = Diagnostic::new("missing-file", Severity::Error, None, message);
    Err(Fault::Missing(finding.hint(format!(
        "xem phiên bản ấy có những tệp nào: git ls-tree -r --name-only {name}"
    ))))
}

/// Revisions of one path: two of them, a range, or one beside the working tree.
fn revisions(words: &[OsString], path: &Path, dir: &Path) -> Sides {
    let repository = Repository::around(dir)
        .map_err(|error| told(path.as_os_str(), git_fault(&error)))?;
    let from_top = repository
        .from_top(path)
        .map_err(|error| told(path.as_os_str(), git_fault(&error)))?;
    let side = |found: Result<Snapshot, GitError>, word: &OsStr| {
        let files = found.map_err(|error| unknown(word, &error, dir))?;
        match there(&files, &from_top) {
            Ok(()) => Ok(Side::of_snapshot(files, from_top.clone())),
            Err(Fault::Missing(finding)) => Err(told(path.as_os_str(), finding)),
            Err(Fault::Git(error)) => Err(told(path.as_os_str(), git_fault(&error))),
        }
    };
    match words {
        [word] => match range(word) {
            Some(Range { old, new, from_base }) => {
                let [old, new] = [OsStr::new(&old), OsStr::new(&new)];
                let base = match from_base {
                    true => repository.merge_base(old, new),
                    false => repository.revision(old),
                };
                Ok((side(base, word)?, side(repository.revision(new), word)?))
            }
            None => {
                let old = side(repository.revision(word), word)?;
                Ok((old, of_working_tree(path, dir)?))
            }
        },
        [old, new] => {
            if let Some(word) = [old, new].into_iter().find(|word| range(word).is_some())
            {
                return Err(told(word, misuse("một khoảng phiên bản đã là hai bản, không ghi thêm phiên bản nào nữa")
                    .hint(format!("bỏ bớt: kehoach diff {} -- {}", shown(word), shown(path.as_os_str())))));
            }
            let [old, new] = [old, new].map(|word| side(repository.revision(word), word));
            Ok((old?, new?))
        }
        _ => Err(wrong("", "mỗi lần chỉ so sánh hai bản")),
    }
}

fn of_working_tree(path: &Path, dir: &Path) -> Result<Side, Box<Report>> {
    if exists(&dir.join(path)) {
        return Ok(Side::of_disk(dir, path));
    }
    let name = shown(path.as_os_str());
    let message = format!("thư mục làm việc không còn `{name}`");
    let finding = Diagnostic::new("missing-file", Severity::Error, None, message);
    Err(told(
        path.as_os_str(),
        finding.hint(format!(
            "so sánh hai phiên bản còn giữ nó: kehoach diff PHIÊN_BẢN PHIÊN_BẢN -- {name}"
        )),
    ))
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
    let name = shown(word);
    let repository = Repository::around(dir);
    let found = repository.and_then(|repository| repository.commit(word));
    if found.is_ok() || range(word).is_some() && !name.contains('/') {
        return without_path(word);
    }
    let finding = misuse(format!("`{name}` không phải là tệp hay thư mục có ở đây, cũng không phải là phiên bản trong git"))
        .hint("nếu là tệp hay thư mục: xem lại tên, và thư mục đang đứng")
        .hint("nếu là bản trong git: ghi PHIÊN_BẢN:ĐƯỜNG_DẪN, ví dụ main:data/x/ke-hoach.yaml; hoặc ghi đường dẫn sau `--`: kehoach diff main -- data/x");
    told(
        word,
        match found {
            Err(error @ (GitError::NoProgram | GitError::NoRepository(_))) => finding
                .hint(format!(
                    "lúc này chưa đọc được bản trong git: {}",
                    git_fault(&error).message
                )),
            _ => finding,
        },
    )
}

fn without_path(word: &OsStr) -> Box<Report> {
    let name = shown(word);
    let message = format!("`{name}` là phiên bản của cả kho, chưa ghi so sánh biểu nào");
    told(
        word,
        misuse(message).hint(format!(
            "ghi tệp hoặc thư mục sau `--`: kehoach diff {name} -- data/x"
        )),
    )
}

/// One side only.
fn lonely(word: &OsStr, dir: &Path) -> Box<Report> {
    let name = shown(word);
    let finding = misuse("mới có một bản, cần hai bản để so sánh");
    if exists(&dir.join(word)) {
        return told(
            word,
            finding
                .hint(format!("so với bản đã ghi trong git: kehoach diff HEAD -- {name}"))
                .hint(format!("so với một tệp khác: kehoach diff BẢN_CŨ {name}")),
        );
    }
    match rev_and_path(word) {
        Some((rev, path)) => told(
            word,
            finding.hint(format!(
                "so với bản ở thư mục làm việc: kehoach diff {rev} -- {path}"
            )),
        ),
        None => neither(word, dir),
    }
}

/// A word before `--` that is no revision.
fn unknown(word: &OsStr, error: &GitError, dir: &Path) -> Box<Report> {
    let finding = git_fault(error);
    let is_file =
        matches!(error, GitError::UnknownRevision(_)) && exists(&dir.join(word));
    told(
        word,
        if is_file {
            finding.hint(format!(
                "`{}` là một tệp hoặc thư mục ở đây: so sánh hai tệp thì bỏ `--`",
                shown(word)
            ))
        } else {
            finding
        },
    )
}

fn misuse(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new("diff-sides", Severity::Error, None, message)
}

fn wrong(name: &str, message: &str) -> Box<Report> {
    let name = if name.is_empty() { "kehoach diff" } else { name };
    Box::new(Report::unreadable(
        name,
        misuse(message)
            .hint("ghi hai tệp, hai thư mục: kehoach diff BẢN_CŨ BẢN_MỚI")
            .hint("hoặc phiên bản và đường dẫn: kehoach diff main -- data/x"),
    ))
}

fn told(word: &OsStr, finding: Diagnostic) -> Box<Report> {
    Box::new(Report::unreadable(&shown(word), finding))
}

fn shown(word: &OsStr) -> String {
    word.to_string_lossy().replace('\\', "/")
}
