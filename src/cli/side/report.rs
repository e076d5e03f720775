//! Why a command line names no two sides, and how to write it.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::build::explain_git_error;
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::git::{GitError, Repository};
use crate::source::is_present;

use super::show_word;
use super::word::{StagedPath, parse_staged_path, split_revision_path};

/// The command before the words of two sides.
pub(super) const DIFF: &str = "kehoach diff";

/// The report on a word after `--against` that is no file, and that git does not know.
pub(super) fn report_unknown_counterpart(word: &OsStr, error: &GitError) -> Box<Report> {
    let hint = format!(
        "hoặc so với một tệp, một thư mục có ở đây: không có gì tên là `{}`",
        show_word(word)
    );
    build_report(word, explain_git_error(error).hint(hint))
}

/// The report on a word that is no file and names no file of a revision: what it may have
/// been meant for is found out by asking git.
pub(super) fn report_unresolved_word(word: &OsStr, dir: &Path) -> Box<Report> {
    let found = Repository::discover(dir).and_then(|repository| repository.commit(word));
    let git_hint = match found {
        Err(error @ (GitError::NoProgram | GitError::NoRepository(_))) => {
            let finding = explain_git_error(&error);
            let remedy = finding.hints.into_iter().next().unwrap_or_default();
            format!("{}; {remedy}", finding.message.as_str())
        }
        _ => "ghi PHIÊN_BẢN:ĐƯỜNG_DẪN, ví dụ main:data/x/ke-hoach.yaml; hoặc ghi đường dẫn sau `--`: kehoach diff main -- data/x".to_owned(),
    };
    let message = format!(
        "`{}` không phải là tệp hay thư mục có ở đây, cũng không phải là phiên bản trong git",
        show_word(word)
    );
    let finding = describe_misuse(message)
        .hint("nếu là tệp hay thư mục: xem lại tên, và thư mục đang đứng")
        .hint(format!("nếu là bản trong git: {git_hint}"));
    build_report(word, finding)
}

/// The report on a revision beside what is none: the path must stand after `--`.
pub(super) fn report_lone_revision(
    revision: &OsStr,
    other: &OsStr,
    dir: &Path,
) -> Box<Report> {
    let name = show_word(revision);
    if !is_present(&dir.join(other)) && parse_git_path(other).is_none() {
        return report_unresolved_word(other, dir);
    }
    let message = format!("`{name}` là phiên bản của cả kho, bên kia lại là một biểu");
    let path = parse_git_path(other).map_or_else(|| show_word(other), str::to_owned);
    let hint =
        format!("so sánh một biểu thì ghi nó sau `--`: kehoach diff {name} -- {path}");
    let finding = describe_misuse(message)
        .hint(hint)
        .hint(format!("so sánh mọi kế hoạch của kho: kehoach diff {name}"));
    build_report(revision, finding)
}

/// The path of `REV:path` and of `:2:path`.
fn parse_git_path(word: &OsStr) -> Option<&str> {
    let staged = parse_staged_path(word).map(|staged| staged.path);
    staged.or_else(|| split_revision_path(word).map(|(_, path)| path))
}

/// The report on a word that is there on the disk and names a revision as well; `revision`
/// is how git alone understands it, `command` what the words stand after.
pub(super) fn report_double_meaning(
    word: &OsStr,
    revision: &str,
    words: &[OsString],
    command: &str,
) -> Box<Report> {
    let name = show_word(word);
    let spell = |meant: &str| {
        let words = words.iter().map(|other| match other == word {
            true => meant.to_owned(),
            false => show_word(other),
        });
        format!("{command} {}", words.collect::<Vec<_>>().join(" "))
    };
    let message =
        format!("`{name}` vừa là tệp hay thư mục có ở đây, vừa là phiên bản trong git");
    let mut path_hint = format!("nếu là tệp, thư mục: {}", spell(&format!("./{name}")));
    // One file has nothing to be compared with but a revision.
    if command == DIFF && words.len() == 1 {
        path_hint = format!("nếu là tệp, thư mục: {command} HEAD -- {name}");
    }
    let finding = describe_misuse(message)
        .hint(path_hint)
        .hint(format!("nếu là phiên bản: {}", spell(revision)));
    build_report(word, finding)
}

/// The report on one word where two sides are wanted. The hint says what it could be
/// compared with.
pub(super) fn report_single_side(word: &OsStr, dir: &Path) -> Box<Report> {
    let finding = describe_misuse("mới có một bản, cần hai bản để so sánh");
    if is_present(&dir.join(word)) {
        let name = show_word(word);
        let finding = finding
            .hint(format!("so với bản đã ghi trong git: kehoach diff HEAD -- {name}"))
            .hint(format!("so với một tệp khác: kehoach diff BẢN_CŨ {name}"));
        return build_report(word, finding);
    }
    if let Some(StagedPath { stage, path }) = parse_staged_path(word) {
        let hint = match stage {
            0 => format!("so với bản ở thư mục làm việc: kehoach diff :{path} {path}"),
            1 => format!("so hai bản của lần gộp: kehoach diff :1:{path} :3:{path}"),
            _ => format!("so hai bản của lần gộp: kehoach diff :2:{path} :3:{path}"),
        };
        return build_report(word, finding.hint(hint));
    }
    let Some((rev, path)) = split_revision_path(word) else {
        return report_unresolved_word(word, dir);
    };
    let hint = format!("so với bản ở thư mục làm việc: kehoach diff {rev} -- {path}");
    build_report(word, finding.hint(hint))
}

/// The report on a word before `--` that is no revision.
pub(super) fn report_unknown_revision(
    word: &OsStr,
    error: &GitError,
    dir: &Path,
) -> Box<Report> {
    let mut finding = explain_git_error(error);
    if matches!(error, GitError::UnknownRevision(_)) && is_present(&dir.join(word)) {
        let name = show_word(word);
        let hint =
            format!("`{name}` là tệp hoặc thư mục có ở đây: so sánh hai tệp thì bỏ `--`");
        finding = finding.hint(hint);
    }
    build_report(word, finding)
}

/// What is wrong with a command line that names no two sides.
pub(super) fn describe_misuse(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&code::cli::DIFF_SIDES, Severity::Error, None, message)
}

/// The report on too few words, or too many.
pub(super) fn report_wrong_count(message: &str) -> Box<Report> {
    let finding = describe_misuse(message)
        .hint("ghi hai tệp, hai thư mục: kehoach diff BẢN_CŨ BẢN_MỚI")
        .hint("hoặc phiên bản và đường dẫn: kehoach diff main -- data/x");
    build_report("kehoach diff", finding)
}

/// A report on a word of the command line, of which no file could be read.
pub(super) fn build_report(word: impl AsRef<OsStr>, finding: Diagnostic) -> Box<Report> {
    Box::new(Report::without_source(&show_word(word), finding))
}
