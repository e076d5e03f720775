//! `kehoach check`: every fault of some forms; against another version, what has moved
//! without a reason as well.

use std::io;
use std::sync::Arc;

use crate::build::{Engine, Input, Timings, find_inputs};
use crate::diagnostic::{self, Report};
use crate::language;
use crate::source::Files;
use crate::template::Templates;

use super::against::{Against, Compared};
use super::args::{CheckArgs, ReportFormat};
use super::{ExitStatus, Streams, reach, report};

/// What was found in all forms.
#[derive(Default)]
struct CheckedForms {
    reports: Vec<Report>,
    /// Forms that the other version does not have.
    absent: Vec<String>,
    /// Faults of the other version.
    unreadable: Vec<Report>,
}

/// Checks all forms before anything is printed. A version that cannot be read ends the
/// run as a wrong command line does: nothing has been compared with it.
pub(super) fn run_check(
    args: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let faces = report::load_faces(&args.fonts, streams)?;
    let files = reach::open_files(&args.paths, &args.reach, streams)?;
    let (Some(faces), Some(files)) = (faces, files) else {
        return Ok(ExitStatus::UsageError);
    };
    let engine = Engine::new(faces, Templates::embedded());
    let allowed = &args.reach.allow;
    let against = args.against.as_ref();
    let against = match against.map(|word| Against::new(word, &args.paths, allowed)) {
        Some(Err(fault)) => {
            report::print_reports(&[*fault], ReportFormat::Human, streams)?;
            return Ok(ExitStatus::UsageError);
        }
        Some(Ok(against)) => Some(against),
        None => None,
    };
    let (count, found) = match find_inputs(&args.paths) {
        Ok(inputs) => {
            (inputs.len(), examine_all(&engine, &files, &inputs, against.as_ref()))
        }
        // Each path that names no form counts as one, so that the count is that of faults.
        Err(faults) => {
            (faults.len(), CheckedForms { reports: faults, ..CheckedForms::default() })
        }
    };
    report::print_reports(&found.reports, args.format, streams)?;
    if args.format == ReportFormat::Human {
        print_summary(count, &found, against.as_ref(), streams)?;
    }
    // After the findings of the forms themselves, which hold whatever they are compared
    // with.
    if !found.unreadable.is_empty() {
        let name = against.as_ref().map_or("", Against::name);
        writeln!(
            streams.err,
            "không so được với {}: biểu ở bản ấy không đọc được",
            language::show_hidden(name)
        )?;
        report::print_reports(&found.unreadable, ReportFormat::Human, streams)?;
        return Ok(ExitStatus::UsageError);
    }
    Ok(report::to_exit_status(&found.reports))
}

fn examine_all(
    engine: &Engine,
    files: &Arc<dyn Files>,
    inputs: &[Input],
    against: Option<&Against>,
) -> CheckedForms {
    let mut res = CheckedForms::default();
    for input in inputs {
        let mut examined = engine.examine_in(files, &input.path, &mut Timings::default());
        match against.map(|against| against.compare(engine, input, &mut examined)) {
            Some(Compared::Absent) => res.absent.push(examined.report.name.clone()),
            Some(Compared::Unreadable(faults)) => res.unreadable.extend(faults),
            Some(Compared::Fine) | None => {}
        }
        res.reports.extend(examined.reports());
    }
    res
}

/// The count, what people want to know beside it, and how data files were read.
fn print_summary(
    count: usize,
    found: &CheckedForms,
    against: Option<&Against>,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    if let Some(against) = against.filter(|_| !found.absent.is_empty()) {
        let name = language::show_hidden(against.name());
        let absent = diagnostic::list_names(&found.absent);
        let absent = language::show_hidden(&absent);
        writeln!(streams.err, "{name} chưa có nên không so sánh: {absent}")?;
    }
    let words = report::count_findings(&found.reports);
    let words = if words.is_empty() { "không có lỗi nào".to_owned() } else { words };
    writeln!(streams.err, "{count} biểu: {words}")?;
    if let Some(words) = report::describe_unlisted(&found.reports) {
        writeln!(streams.err, "{words}")?;
    }
    if found.reports.iter().any(|r| !r.findings.is_empty()) {
        writeln!(streams.err, "xem giải thích một mã bằng: kehoach explain MÃ")?;
    }
    report::print_readings(found.reports.iter().flat_map(|r| &*r.readings), streams)
}
