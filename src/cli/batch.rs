//! `kehoach batch`: all papers of a set.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::slice;
use std::time::Duration;

use crate::batch::{
    self, Options, Outcome, Pool, Prune, Selection, UnitRecord, UnitState,
};
use crate::build::Engine;
use crate::diagnostic::{self, Report};
use crate::form::SET_NAME;
use crate::language;
use crate::output::SystemStorage;
use crate::source;

use super::args::{BatchArgs, ReportFormat};
use super::progress::{Progress, ProgressStyle};
use super::{ExitStatus, Streams, ignore_broken_pipe, reach, report};

/// Files of one kind that are listed, each in a line; the report has all that are left.
const MOST_LISTED: usize = 100;

pub(super) fn run_batch(
    args: &BatchArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let faces = report::load_faces(&args.fonts, streams)?;
    let store = reach::open_files(slice::from_ref(&args.set), &args.reach, streams)?;
    let templates = report::load_templates(args.templates.as_deref(), streams)?;
    let (Some(faces), Some(store), Some(templates)) = (faces, store, templates) else {
        return Ok(ExitStatus::UsageError);
    };
    let path = resolve_set(&args.set);
    let mut pool = Pool::new(source::locate_program().ok(), faces.clone());
    if let Some(seconds) = args.worker_timeout {
        let seconds = u64::try_from(seconds.get()).unwrap_or(u64::MAX);
        pool = pool.with_limit(Duration::from_secs(seconds));
    }
    let engine = Engine::new(faces, templates);
    let options = Options {
        store,
        storage: &SystemStorage,
        output: args
            .output
            .clone()
            .unwrap_or_else(|| Path::new("out").join(name_folder(&path))),
        formats: args.to.clone(),
        jobs: args.jobs.map_or_else(count_cores, std::num::NonZeroUsize::get),
        selection: Selection {
            only: args.only.clone(),
            except: args.except.clone(),
            shard: args.shard,
        },
        print: args.print,
        prune: if args.prune { Prune::Remove } else { Prune::Keep },
    };
    // Progress borrows the stream that the outcome is printed to, so it ends here.
    let paint = streams.paint;
    let (outcome, progress) = {
        let mut progress = Progress::new(&mut streams.err, choose_look());
        let outcome = batch::run_set(&engine, &pool, &path, &options, &mut |event| {
            progress.take(event, paint);
        });
        (outcome, progress.finish())
    };
    ignore_broken_pipe(progress)?;
    let (printed, failed) = match outcome {
        Ok(outcome) => (print_outcome(&outcome, streams), outcome.failed),
        Err(reports) => (print_refusal(&path, &reports, streams), true),
    };
    ignore_broken_pipe(printed)?;
    Ok(if failed { ExitStatus::Failure } else { ExitStatus::Success })
}

/// What keeps the set from being run.
fn print_refusal(
    path: &Path,
    reports: &[Report],
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    report::print_reports(reports, ReportFormat::Human, streams)?;
    let words = report::count_findings(reports);
    writeln!(streams.err, "{}: chưa làm được bộ: {words}", super::show_path(path))
}

/// A folder stands for the set in it.
fn resolve_set(path: &Path) -> PathBuf {
    if source::is_dir(path) { path.join(SET_NAME) } else { path.to_owned() }
}

/// The name of the folder of a set, under which its papers are put.
fn name_folder(path: &Path) -> String {
    // The path as given says it best; `bo-ke-hoach.yaml` alone says nothing, and then the
    // folder is looked up.
    let parent = path.parent().filter(|parent| parent.file_name().is_some());
    let parent =
        parent.map(Path::to_owned).or_else(|| source::find_absolute_parent(path));
    match parent.as_deref().and_then(Path::file_name) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => "bo-ke-hoach".to_owned(),
    }
}

/// A bar on a terminal, lines elsewhere.
fn choose_look() -> ProgressStyle {
    if io::stderr().is_terminal() { ProgressStyle::Bar } else { ProgressStyle::Lines }
}

fn count_cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

/// Prints what the run came to: all for the reader to `err`, the files written, which a
/// script may want, to `out`.
fn print_outcome(outcome: &Outcome, streams: &mut Streams<'_>) -> io::Result<()> {
    let later: &[Report] = &outcome.reports;
    let text = diagnostic::format_for_people(later, streams.paint);
    streams.err.write_painted(&text, streams.paint)?;
    for note in &outcome.notes {
        writeln!(streams.err, "{}", language::show_hidden(note))?;
    }
    print_checks(outcome, streams)?;
    print_orphans(outcome, streams)?;
    writeln!(streams.err, "{}", format_summary(&outcome.units))?;
    for path in &outcome.written {
        writeln!(streams.out, "{}", super::show_path(path))?;
    }
    Ok(())
}

fn print_checks(outcome: &Outcome, streams: &mut Streams<'_>) -> io::Result<()> {
    for check in &outcome.checks {
        let sides = match (check.left.as_str(), check.right.as_str()) {
            ("", _) | (_, "") => String::new(),
            (left, right) if left == right => format!(" ({left})"),
            (left, right) => format!(" ({left} và {right})"),
        };
        let word = match check.outcome {
            batch::report::CheckOutcome::Holds => "khớp",
            batch::report::CheckOutcome::Fails => "KHÔNG KHỚP",
            batch::report::CheckOutcome::Open => "chưa đối chiếu được",
        };
        let text = format!("{}{sides}", check.text);
        writeln!(streams.err, "{word}: {}", language::show_hidden(&text))?;
    }
    Ok(())
}

fn print_orphans(outcome: &Outcome, streams: &mut Streams<'_>) -> io::Result<()> {
    let (edited, removable): (Vec<&str>, Vec<&str>) = outcome
        .orphans
        .iter()
        .map(String::as_str)
        .partition(|name| outcome.edited_orphans.iter().any(|edited| edited == name));
    for name in list_bounded(&removable) {
        writeln!(streams.err, "không còn thuộc bộ: {name}; xóa bằng --prune")?;
    }
    for name in list_bounded(&edited) {
        let reason = "đã có người sửa nên máy không xóa";
        writeln!(streams.err, "không còn thuộc bộ: {name}; {reason}")?;
    }
    let removed: Vec<_> = outcome.removed.iter().map(String::as_str).collect();
    for name in list_bounded(&removed) {
        writeln!(streams.err, "đã xóa: {name}")?;
    }
    Ok(())
}

/// Names of files, each for a line; very many are counted.
fn list_bounded(names: &[&str]) -> Vec<String> {
    let more = names.len().saturating_sub(MOST_LISTED);
    let mut res: Vec<_> = names
        .iter()
        .take(MOST_LISTED)
        .map(|name| language::show_hidden(name).into_owned())
        .collect();
    if more > 0 {
        res.push(format!("{more} tệp nữa"));
    }
    res
}

/// `9 đơn vị: 8 đã làm, 1 có lỗi; 41 trang`.
fn format_summary(units: &[UnitRecord]) -> String {
    let words = [
        (UnitState::Built, "đã làm"),
        (UnitState::Kept, "giữ nguyên"),
        (UnitState::Faulty, "có lỗi"),
        (UnitState::Failed, "không làm được"),
        (UnitState::Waiting, "chờ số liệu"),
        (UnitState::Skipped, "không làm lần này"),
    ];
    let mut counted = Vec::new();
    for (state, word) in words {
        let count = units.iter().filter(|unit| unit.state == state).count();
        if count > 0 {
            counted.push(format!("{count} {word}"));
        }
    }
    let pages: usize = units.iter().map(|unit| unit.pages).sum();
    let pages = if pages == 0 { String::new() } else { format!("; {pages} trang") };
    format!("{} đơn vị: {}{pages}", units.len(), counted.join(", "))
}
