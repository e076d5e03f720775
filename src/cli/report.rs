//! Findings and their count, printed.

use std::io;
use std::path::Path;

use crate::build;
use crate::code;
use crate::diagnostic::{self, Diagnostic, FileReading, Report, Severity};
use crate::font::{Faces, FontError};
use crate::source;
use crate::template::Templates;

use super::args::{FontArgs, ReportFormat};
use super::{ExitStatus, Streams};

/// Prints findings in a format; machine formats go to the output.
pub(super) fn print_reports(
    reports: &[Report],
    format: ReportFormat,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    match format {
        ReportFormat::Human => {
            let text = diagnostic::format_for_people(reports, streams.paint);
            streams.err.write_painted(&text, streams.paint)
        }
        ReportFormat::Short => {
            write!(streams.out, "{}", diagnostic::format_as_lines(reports))
        }
        ReportFormat::Json => {
            write!(streams.out, "{}", diagnostic::format_as_json(reports))
        }
        ReportFormat::Github => {
            streams.out.write_commands(&diagnostic::format_for_github(reports))
        }
    }
}

/// Prints how data files were read, a line each: what a run for people ends with.
pub(super) fn print_readings<'r>(
    readings: impl IntoIterator<Item = &'r FileReading>,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    write!(streams.err, "{}", diagnostic::format_readings(readings))
}

/// `3 lỗi, 1 cảnh báo`.
pub(super) fn count_findings(reports: &[Report]) -> String {
    let mut words = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let count: usize = reports.iter().map(|report| report.count(severity)).sum();
        if count > 0 {
            words.push(format!("{count} {}", severity.vietnamese()));
        }
    }
    let suppressed: usize = reports.iter().map(|r| r.suppressed).sum();
    if suppressed > 0 {
        words.push(format!("{suppressed} chỗ được bỏ qua, có nêu lý do"));
    }
    words.join(", ")
}

/// How many cited papers could not be looked up; nothing where all could.
pub(super) fn describe_unlisted(reports: &[Report]) -> Option<String> {
    let count: usize = reports.iter().map(|report| report.unlisted).sum();
    (count > 0).then(|| {
        format!("{count} văn bản viện dẫn không có trong danh mục của máy nên không tra được: đối chiếu với bản gốc")
    })
}

/// How a run ends by its findings.
pub(super) fn to_exit_status(reports: &[Report]) -> ExitStatus {
    if reports.iter().any(Report::has_errors) {
        ExitStatus::Failure
    } else {
        ExitStatus::Success
    }
}

/// The faces that the user asks for. `None` where they cannot be had, which is said.
pub(super) fn load_faces(
    args: &FontArgs,
    streams: &mut Streams<'_>,
) -> io::Result<Option<Faces>> {
    let Some(dir) = &args.dir else { return Ok(Some(Faces::embedded())) };
    let message = match Faces::from_dir(dir) {
        Ok(faces) => return Ok(Some(faces)),
        Err(FontError::None) => "thư mục này không có phông Times New Roman".to_owned(),
        Err(FontError::Incomplete(lacking)) => {
            format!("phông Times New Roman ở đây thiếu kiểu chữ: {}", lacking.join(", "))
        }
    };
    let finding = Diagnostic::new(&code::layout::FONTS, Severity::Error, None, message)
        .hint("cần đủ bốn tệp times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf; trên Windows là thư mục C:\\Windows\\Fonts")
        .hint("bỏ `--fonts` thì dùng Liberation Serif kèm sẵn, chữ rộng bằng Times New Roman");
    let name = source::show_path(dir);
    print_reports(
        &[Report::without_source(&name, finding)],
        ReportFormat::Human,
        streams,
    )?;
    Ok(None)
}

/// The templates that the user asks for. `None` where they cannot be had, which is said.
pub(super) fn load_templates(
    dir: Option<&Path>,
    streams: &mut Streams<'_>,
) -> io::Result<Option<Templates>> {
    let Some(dir) = dir else { return Ok(Some(Templates::embedded())) };
    match build::load_templates(dir) {
        Ok(templates) => Ok(Some(templates)),
        Err(faults) => {
            print_reports(&faults, ReportFormat::Human, streams)?;
            Ok(None)
        }
    }
}
