//! `--allow`: the folders that forms may read besides their own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build;
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::{self, Files};

use super::args::{ReachArgs, ReportFormat};
use super::{Streams, report};

/// The disk for the forms of the paths of a command line. `None` where what it allows are
/// no folders, which is said.
pub(super) fn open_files(
    paths: &[PathBuf],
    args: &ReachArgs,
    streams: &mut Streams<'_>,
) -> io::Result<Option<Arc<dyn Files>>> {
    let faults: Vec<_> = args.allow.iter().filter_map(|dir| check_folder(dir)).collect();
    if faults.is_empty() {
        return Ok(Some(build::open_disk(paths, &args.allow)));
    }
    report::print_reports(&faults, ReportFormat::Human, streams)?;
    Ok(None)
}

/// What is wrong with a folder that is allowed.
fn check_folder(dir: &Path) -> Option<Report> {
    if source::is_dir(dir) {
        return None;
    }
    let (code, message) = match source::is_present(dir) {
        true => (&code::file::NOT_A_FILE, "đây không phải là một thư mục"),
        false => (&code::file::MISSING_FILE, "không có thư mục này"),
    };
    let finding = Diagnostic::new(code, Severity::Error, None, message)
        .hint("sau `--allow` ghi thư mục mà biểu được đọc; xem lại tên thư mục");
    Some(Report::without_source(&source::show_path(dir), finding))
}
