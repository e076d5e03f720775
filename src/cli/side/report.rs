//! Why a command line names no two sides, and how to write it.

use std::ffi::OsStr;
use std::path::Path;

use crate::build::explain_git_error;
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::git::{GitError, Repository};
use crate::source::is_present;

use super::{parse_range, show_word, split_revision_path};

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
    if found.is_ok() || parse_range(word).is_some_and(|_| !show_word(word).contains('/'))
    {
        return report_missing_path(word);
    }
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

/// The report on a revision of which no path is named.
fn report_missing_path(word: &OsStr) -> Box<Report> {
    let name = show_word(word);
    let message = format!("`{name}` là phiên bản của cả kho, chưa ghi so sánh biểu nào");
    let hint = format!("ghi tệp hoặc thư mục sau `--`: kehoach diff {name} -- data/x");
    build_report(word, describe_misuse(message).hint(hint))
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
