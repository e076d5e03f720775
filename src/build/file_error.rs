//! Errors of files and of git, in the words of the person who meets them.

use std::io;
use std::path::Path;

use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Report, Severity, report_old_bytes};
use crate::git::GitError;
use crate::output::WriteError;
use crate::sheet::Sheet;
use crate::source::{self, NonFile, NotUtf8, OutsideReach, ReadError, Span};

/// An error that has no place: it is about the whole file.
pub(super) fn make_file_error(
    code: &'static Code,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, None, message)
}

/// A report on a form that could not be read.
#[must_use]
pub fn report_unreadable_file(path: &Path, error: ReadError) -> Report {
    let name = source::show_path(path);
    let finding = match error {
        ReadError::NotAFile(what) => {
            let NonFileWords { code, message, hint } = explain_non_file(what);
            make_file_error(code, message).hint(hint)
        }
        ReadError::Outside(outside) => explain_outside(&outside, None),
        ReadError::Missing => make_file_error(&code::file::MISSING_FILE, "không có tệp này")
            .hint("xem lại tên tệp và tên thư mục"),
        ReadError::Refused(error) => {
            make_file_error(&code::file::UNREADABLE_FILE, "máy không cho đọc tệp này")
                .hint(format!("xem tệp có đang bị khóa, hoặc tài khoản có quyền đọc không (máy báo: {error})"))
        }
        ReadError::TooLarge { bytes, limit } => {
            let mega = 1024 * 1024;
            let message = format!("tệp quá lớn: {} MB", bytes.div_ceil(mega));
            make_file_error(&code::file::FILE_TOO_LARGE, message)
                .hint(format!("tệp như vậy lớn nhất được đọc là {} MB; có phải nhầm tệp không?", limit / mega))
        }
        ReadError::NotUtf8(error) => {
            let old = report_old_bytes(&error);
            let NotUtf8 { source, offset, utf16, .. } = error;
            if let Some(finding) = old {
                return Report::new(*source, vec![finding], 0);
            }
            let finding = if utf16 {
                make_file_error(&code::file::NOT_UTF8, "tệp lưu bằng mã UTF-16, cần mã UTF-8")
            } else {
                let span = Span::new(offset, offset + '\u{fffd}'.len_utf8());
                Diagnostic::error(&code::file::NOT_UTF8, span, "từ chỗ này tệp không phải là mã UTF-8")
                    .label("ký tự này không đọc được")
            };
            let finding = finding.hint(
                "mở tệp bằng trình soạn thảo, chọn Lưu thành (Save as), mục Mã hóa (Encoding) chọn UTF-8; chữ gõ bằng mã TCVN3 hay VNI phải chuyển sang Unicode trước",
            );
            return Report::new(*source, vec![finding], 0);
        }
    };
    Report::without_source(&name, finding)
}

/// What is said of something that stands in the place of a file.
pub(super) struct NonFileWords {
    pub(super) code: &'static Code,
    pub(super) message: &'static str,
    /// What to do about it.
    pub(super) hint: &'static str,
}

/// What stands in the place of a file, and what to do about it.
pub(super) fn explain_non_file(what: NonFile) -> NonFileWords {
    let (code, message, hint) = match what {
        NonFile::Folder => (
            &code::file::NOT_A_FILE,
            "đây là một thư mục, không phải là một tệp",
            "ghi đường dẫn của một tệp trong thư mục ấy",
        ),
        NonFile::Device => (
            &code::file::NOT_A_FILE,
            "đây không phải là một tệp thường mà là một thiết bị hay một kênh nối của máy",
            "ghi đường dẫn của một tệp lưu trên đĩa",
        ),
        NonFile::Link => (
            &code::file::UNREADABLE_FILE,
            "ở phiên bản này, chỗ của tệp là một liên kết (symbolic link), máy không đi theo",
            "ghi đường dẫn của chính tệp mà liên kết dẫn đến",
        ),
        NonFile::Submodule => (
            &code::file::UNREADABLE_FILE,
            "ở phiên bản này, tệp nằm trong một kho git khác (submodule)",
            "vào thư mục của kho ấy rồi chạy lại lệnh",
        ),
        NonFile::Pointer => (
            &code::file::UNREADABLE_FILE,
            "git chỉ giữ địa chỉ của tệp này, nội dung do Git LFS giữ ở nơi khác",
            "lấy phiên bản ấy ra một thư mục riêng bằng `git worktree add`, rồi so sánh với thư mục ấy",
        ),
    };
    NonFileWords { code, message, hint }
}

/// The finding of a path that leads to where forms may not read: at its place in the form,
/// or of a form that is a link.
pub(crate) fn explain_outside(outside: &OutsideReach, span: Option<Span>) -> Diagnostic {
    let folder = source::show_path(&outside.folder);
    let message =
        format!("đường dẫn này dẫn đến {folder}, ngoài các thư mục mà biểu được đọc");
    let finding =
        Diagnostic::new(&code::file::PATH_OUTSIDE, Severity::Error, span, message)
            .label("dẫn ra ngoài");
    let option = match quote_argument(&folder) {
        Some(folder) => {
            format!("hoặc cho biểu đọc thư mục ấy: thêm vào lệnh `--allow {folder}`")
        }
        None => "hoặc cho biểu đọc thư mục ấy: thêm vào lệnh `--allow` và thư mục ấy"
            .to_owned(),
    };
    finding.hint("chép tệp vào thư mục của biểu rồi ghi lại đường dẫn").hint(option)
}

/// A word as it can be typed in a command; `None` where a shell might take a part of it
/// for a command of its own: the name may come from whoever sent the form.
fn quote_argument(word: &str) -> Option<String> {
    // A name from a Mac has the marks of its letters apart.
    let is_letter = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let is_plain = |c: char| is_letter(c) || "./_-:+,@".contains(c);
    if word.chars().all(is_plain) {
        return Some(word.to_owned());
    }
    // Between quotes no shell takes these for its own.
    let is_held = word.chars().all(|c| is_plain(c) || " ()[]&;=#'".contains(c));
    is_held.then(|| format!("\"{word}\""))
}

/// The finding of a paper that could not be written.
#[must_use]
pub fn explain_write_error(error: &WriteError) -> Diagnostic {
    match error {
        WriteError::CannotWrite { folder, error } => {
            let message =
                format!("không ghi được vào thư mục {}", source::show_path(folder));
            make_file_error(&code::output::CANNOT_WRITE, message)
                .hint(format!("xem tài khoản có quyền ghi vào thư mục ấy không; hoặc chọn thư mục khác bằng `-o` (máy báo: {error})"))
        }
        WriteError::CannotCreate { folder, error } => {
            explain_uncreated_folder(folder, error)
        }
        WriteError::DiskFull { folder, error } => {
            let message = format!(
                "đĩa đầy: không còn chỗ để ghi vào thư mục {}",
                source::show_path(folder)
            );
            make_file_error(&code::output::DISK_FULL, message)
                .hint(format!("xóa bớt tệp không dùng, hoặc chọn thư mục ở đĩa khác bằng `-o`, rồi chạy lại lệnh (máy báo: {error})"))
                .hint("tệp đã có còn nguyên; không có tệp nào ghi dở")
        }
        WriteError::InUse { path, kept } => {
            let message = format!(
                "không thay được tệp {}: có thể đang mở ở chương trình khác",
                source::show_path(path)
            );
            make_file_error(&code::output::OUTPUT_HELD, message)
                .hint(format!("bản mới đã ghi vào {}", source::show_path(kept)))
                .hint("đóng tệp đang mở rồi làm lại")
        }
    }
}

/// A folder that cannot be made: most often its name is a file's.
fn explain_uncreated_folder(folder: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("không ghi được vào thư mục {}", source::show_path(folder));
    let taken = matches!(
        error.kind(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory
    );
    if taken {
        return make_file_error(
            &code::output::CANNOT_WRITE,
            format!("{message}: đã có tệp mang tên ấy"),
        )
        .hint("đổi tên tệp ấy, hoặc chọn thư mục khác bằng `-o`");
    }
    make_file_error(&code::output::CANNOT_WRITE, format!("{message}: không lập được thư mục"))
        .hint(format!("xem tên thư mục có đúng không, tài khoản có quyền lập thư mục ở đó không; hoặc chọn thư mục khác bằng `-o` (máy báo: {error})"))
}

/// The finding of what git does not give.
#[must_use]
pub fn explain_git_error(error: &GitError) -> Diagnostic {
    match error {
        GitError::NoProgram => make_file_error(&code::git::NO_GIT, "máy này chưa có chương trình git")
            .hint("cài git từ https://git-scm.com, mở lại cửa sổ lệnh rồi chạy lại lệnh")
            .hint("không có git thì vẫn so sánh được hai tệp, hai thư mục: kehoach diff BẢN_CŨ BẢN_MỚI"),
        GitError::UnknownRevision(name) => {
            let message = format!("kho git không có phiên bản nào là `{name}`");
            make_file_error(&code::git::UNKNOWN_REVISION, message)
                .hint("phiên bản là tên nhánh, tên thẻ (tag) hoặc mã của một lần ghi (commit); xem bằng `git branch -a`, `git tag`, `git log --oneline`")
        }
        GitError::NoMergeBase(one, other) => {
            let message = format!("`{one}` và `{other}` không có phiên bản gốc chung");
            make_file_error(&code::git::UNKNOWN_REVISION, message)
                .hint(format!("so sánh thẳng hai phiên bản: ghi hai dấu chấm, `{one}..{other}`"))
        }
        GitError::Refused(message) => {
            make_file_error(&code::git::GIT_REFUSED, "git không làm được việc được giao")
                .hint(format!("xem điều git báo rồi chạy lại lệnh (git báo: {message})"))
        }
        GitError::NoWorkingTree(dir) => describe_no_repository(
            format!("ở {} kho git không có thư mục làm việc", source::show_path(dir)),
            "chạy lệnh trong một bản lấy về bằng `git clone` hoặc `git worktree add`",
        ),
        GitError::Outside { path, top } => describe_no_repository(
            format!("{} nằm ngoài kho git {}", source::show_path(path), source::show_path(top)),
            "chuyển vào thư mục của kho có tệp ấy rồi chạy lại lệnh",
        ),
        GitError::NoRepository(dir) => describe_no_repository(
            format!("thư mục {} không nằm trong kho git nào", source::show_path(dir)),
            "chuyển vào thư mục của kho rồi chạy lại lệnh; chưa có kho thì lập bằng `git init`",
        ),
    }
}

fn describe_no_repository(message: String, hint: &str) -> Diagnostic {
    make_file_error(&code::git::NO_REPOSITORY, message).hint(hint)
}

/// The report of faults found in the cells of one file.
pub(crate) fn report_sheet_findings(
    sheet: &Sheet,
    mut findings: Vec<Diagnostic>,
) -> Report {
    match sheet.source() {
        Some(source) => Report::new(source.clone(), findings, 0),
        None => {
            findings.dedup();
            Report::without_text(sheet.name(), findings)
        }
    }
}
