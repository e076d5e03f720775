//! `kehoach git-setup`: lets git show what has changed in a plan, and takes that back.
//!
//! Which files are plans is written in `.gitattributes`, which goes with the repository;
//! how they are compared is a setting of each clone, since git takes no program from a
//! repository.
//!
//! | file | what it does |
//! |---|---|
//! | `block` | the lines of this program in `.gitattributes` |
//! | `setting` | the settings of git that run this program |

mod block;
mod setting;

use std::io;
use std::path::{Path, PathBuf};

use crate::build::{explain_git_error, explain_write_error, report_unreadable_file};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::git::Repository;
use crate::output::{self, WriteError};
use crate::source::{self, ReadError};

use super::args::{GitSetupArgs, ReportFormat};
use super::{ExitStatus, Streams, report};
use block::{AttributesBlock, Unclosed};
use setting::GitSetting;

/// The file that tells git which files are plans.
const ATTRIBUTES: &str = ".gitattributes";

type SetupResult<T> = Result<T, Box<Report>>;

pub(super) fn run_git_setup(
    args: &GitSetupArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let words = if args.undo { remove_setup() } else { set_up() };
    match words {
        Ok(words) => {
            write!(streams.out, "{words}")?;
            Ok(ExitStatus::Success)
        }
        Err(fault) => {
            report::print_reports(&[*fault], ReportFormat::Human, streams)?;
            Ok(ExitStatus::Failure)
        }
    }
}

/// The repository and what its attributes say, before anything is changed.
struct Setup {
    repository: Repository,
    attributes: PathBuf,
    /// What stands in the file now.
    text: Vec<u8>,
}

impl Setup {
    fn load() -> SetupResult<Self> {
        let repository = Repository::discover(Path::new("")).map_err(|error| {
            make_report("kehoach git-setup", explain_git_error(&error))
        })?;
        let attributes = repository.top().join(ATTRIBUTES);
        if attributes.is_symlink() {
            let message =
                format!("{ATTRIBUTES} là một liên kết, git không đọc tệp như vậy");
            let finding = make_setup_error(message)
                .hint("thay liên kết bằng một tệp thường rồi chạy lại lệnh");
            return Err(make_report(ATTRIBUTES, finding));
        }
        let text = match source::read_bytes(&attributes) {
            Ok(text) => text,
            Err(ReadError::Missing) => Vec::new(),
            Err(error) => {
                return Err(Box::new(report_unreadable_file(&attributes, error)));
            }
        };
        Ok(Self { repository, attributes, text })
    }

    /// The values of a setting, which are ours or others.
    fn values(&self, setting: &GitSetting) -> SetupResult<Vec<String>> {
        let values = self.repository.setting(setting.key);
        values.map_err(|error| make_report(setting.key, explain_git_error(&error)))
    }

    /// Refuses to replace what somebody else has set.
    fn refuse_foreign_values(&self) -> SetupResult<()> {
        for setting in setting::ALL.iter().filter(|setting| !setting.is_shared()) {
            let values = self.values(setting)?;
            let Some(strange) = values.iter().find(|value| !setting.is_ours(value))
            else {
                continue;
            };
            let key = setting.key;
            let finding = make_setup_error(format!("cấu hình git của kho đã có `{key}` với giá trị khác: {strange}"))
                .hint(format!("giá trị ấy không dùng nữa thì xóa bằng `git config --local --unset-all {key}`, rồi chạy lại lệnh"))
                .hint("chưa có gì được ghi");
            return Err(make_report(key, finding));
        }
        Ok(())
    }

    fn write(&self, text: &[u8]) -> SetupResult<()> {
        let written = if text.is_empty() {
            // Of a file that holds nothing else, this program is the maker.
            output::remove_in_folder(self.repository.top(), ATTRIBUTES)
                .map_err(|error| WriteError::from_io(self.repository.top(), error))
        } else {
            output::write_file(&self.attributes, text)
        };
        written.map_err(|error| make_report(ATTRIBUTES, describe_write_error(&error)))
    }

    fn block(&self) -> SetupResult<AttributesBlock<'_>> {
        match AttributesBlock::find(&self.text) {
            Ok(block) => Ok(block),
            Err(Unclosed { line }) => {
                let message = format!(
                    "{ATTRIBUTES}: dòng {line} mở phần của kehoach mà không có dòng đóng"
                );
                let finding = make_setup_error(message).hint(format!(
                    "xóa dòng ấy và các dòng của kehoach dưới nó (hoặc ghi lại dòng `{}`), rồi chạy lại lệnh",
                    block::END
                ));
                Err(make_report(ATTRIBUTES, finding))
            }
        }
    }
}

/// Sets what is not set yet, and says what stands there now. All that can refuse comes
/// before the first setting is written: an open part of `.gitattributes`, and a value that
/// is not ours. The file is written last, since settings without it do nothing.
fn set_up() -> SetupResult<String> {
    let setup = Setup::load()?;
    let text = setup.block()?.put();
    setup.refuse_foreign_values()?;
    let program = setting::find_program();
    let mut lines = Vec::new();
    for setting in setting::ALL {
        let value = setting.value(&program);
        let key = setting.key;
        // A key may have several values in git; ours alone is as it should be.
        let values = setup.values(setting)?;
        if values == [value.as_str()] {
            lines.push(format!("  {key} = {value} (đã có)\n"));
            continue;
        }
        if let Some(kept) = values.first().filter(|_| setting.is_shared()) {
            lines.push(format!("  {key} = {kept} (để nguyên: kho đã đặt từ trước)\n"));
            continue;
        }
        let set = setup.repository.set(key, &value);
        set.map_err(|error| make_report(key, explain_git_error(&error)))?;
        lines.push(format!("  {key} = {value}\n"));
    }
    let kept = if text == setup.text { " (đã có)" } else { "" };
    if text != setup.text {
        setup.write(&text)?;
    }
    Ok(format!(
        "Ở {ATTRIBUTES} của kho:\n  {}{kept}\nỞ cấu hình git của riêng bản kho này:\n{}{USE}",
        block::LINE,
        lines.concat()
    ))
}

/// How it is used, once it is there.
const USE: &str = "
Từ nay, trong kho này:
  git diff                    so sánh hai bản của văn bản: chỗ nào thêm, bớt, sửa
  git diff NHÁNH              so bản ở thư mục làm việc với bản của một nhánh
  git log -p                  nêu chữ của văn bản đã đổi ở từng lần ghi
  git log -p --ext-diff       so sánh từng lần ghi như `git diff`
  git difftool -t kehoach     như `git diff`, chỉ các kế hoạch, không hỏi từng tệp
  kehoach diff HEAD           mọi kế hoạch của kho, kể cả khi chỉ số liệu đổi
  git diff --no-ext-diff --no-textconv    xem thay đổi của chính tệp biểu

Việc còn lại:
  Ghi .gitattributes vào kho để mọi người cùng dùng: git add .gitattributes
  Cấu hình không đi theo kho: mỗi người chạy `kehoach git-setup` một lần ở mỗi bản kho lấy về.
  Biểu không mang tên ke-hoach.yaml thì thêm một dòng vào .gitattributes: TÊN_BIỂU diff=kehoach
  Gỡ bỏ tất cả: kehoach git-setup --undo
";

/// Takes back what [`set_up`] has set, and leaves every value that it would not have set.
fn remove_setup() -> SetupResult<String> {
    let setup = Setup::load()?;
    let text = setup.block()?.removed();
    let mut res = String::new();
    for setting in setting::ALL {
        let key = setting.key;
        let values = setup.values(setting)?;
        if values.is_empty() {
            continue;
        }
        if let Some(strange) = values.iter().find(|value| !setting.is_ours(value)) {
            res += &format!("để lại {key} = {strange}: không phải do kehoach ghi\n");
            continue;
        }
        let unset = setup.repository.unset(key);
        unset.map_err(|error| make_report(key, explain_git_error(&error)))?;
        res += &format!("đã xóa {key} khỏi cấu hình git của bản kho này\n");
    }
    if text != setup.text {
        setup.write(&text)?;
        res += &match text.is_empty() {
            true => format!("đã xóa {ATTRIBUTES}, vì không còn dòng nào\n"),
            false => format!("đã xóa phần của kehoach khỏi {ATTRIBUTES}\n"),
        };
    }
    if res.is_empty() {
        res = "không có gì để gỡ: kho này chưa chạy `kehoach git-setup`\n".to_owned();
    }
    Ok(res)
}

/// The finding of a file that could not be written; its place is not chosen by `-o`.
fn describe_write_error(error: &WriteError) -> Diagnostic {
    let (code, message, hint, error) = match error {
        WriteError::InUse { .. } => return explain_write_error(error),
        WriteError::DiskFull { error, .. } => (
            &code::output::DISK_FULL,
            format!("đĩa đầy: không còn chỗ để ghi {ATTRIBUTES}"),
            "xóa bớt tệp không dùng rồi chạy lại lệnh",
            error,
        ),
        WriteError::CannotWrite { error, .. }
        | WriteError::CannotCreate { error, .. } => (
            &code::output::CANNOT_WRITE,
            format!("không ghi được {ATTRIBUTES}"),
            "xem tài khoản có quyền ghi vào thư mục của kho không, rồi chạy lại lệnh",
            error,
        ),
    };
    Diagnostic::new(code, Severity::Error, None, message)
        .hint(format!("{hint} (máy báo: {error})"))
}

fn make_setup_error(message: String) -> Diagnostic {
    Diagnostic::new(&code::git::GIT_SETUP, Severity::Error, None, message)
}

fn make_report(name: &str, finding: Diagnostic) -> Box<Report> {
    Box::new(Report::without_source(name, finding))
}
