//! `kehoach text`: the paper as plain text.

use std::io::{self, Write as _};
use std::path::Path;
use std::slice;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::build::{Engine, Timings, find_inputs};
use crate::diagnostic::{Report, Severity};
use crate::document;
use crate::font::Faces;
use crate::git;
use crate::output;
use crate::source::{self, Source};
use crate::template::Templates;

use super::args::{ReportFormat, TextArgs};
use super::driver::VersionFinder;
use super::{ExitStatus, Streams, reach, report};

/// The mark of UTF-8 before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn run_text(
    args: &TextArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    if args.textconv {
        return convert_for_git(&args.path, streams);
    }
    let inputs = match find_inputs(slice::from_ref(&args.path)) {
        Ok(inputs) => inputs,
        Err(faults) => {
            report::print_reports(&faults, ReportFormat::Human, streams)?;
            return Ok(ExitStatus::Failure);
        }
    };
    let paths = slice::from_ref(&args.path);
    let Some(files) = reach::open_files(paths, &args.reach, streams)? else {
        return Ok(ExitStatus::UsageError);
    };
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let mut status = ExitStatus::Success;
    for input in inputs {
        let examined = engine.examine_in(&files, &input.path, &mut Timings::default());
        match &examined.plan {
            Some(plan) => {
                write!(streams.out, "{}", output::render_text(&document::compose(plan)))?;
            }
            None => {
                report::print_reports(&examined.reports(), ReportFormat::Human, streams)?;
                status = ExitStatus::Failure;
            }
        }
    }
    Ok(status)
}

/// As git's text converter: a form with faults as far as it can be set, one that is no
/// YAML or has no shape as it stands. Git gives it one file, so that data files are looked
/// for where git keeps the same form; `{{ … }}` that then has no value stands as written.
fn convert_for_git(path: &Path, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let side = VersionFinder::around(Path::new("")).side_of_file(path);
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let examined = engine.examine_in(&side.files, &side.path, &mut Timings::default());
    let is_broken = is_misread(&examined.report);
    match examined.draft.filter(|_| !is_broken) {
        Some(draft) => {
            let document = document::compose_draft(&draft);
            write!(streams.out, "{}", output::render_text(&document))?;
        }
        None => {
            let source = examined.report.source.as_ref();
            match source.and_then(|source| render_conflict(&engine, source)) {
                Some(text) => write!(streams.out, "{text}")?,
                None => {
                    // Lines stay as they are; the stream shows what else is in them.
                    let bytes = source::read_bytes(path).unwrap_or_default();
                    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
                    streams.out.write_all(text)?;
                }
            }
        }
    }
    Ok(ExitStatus::Success)
}

/// The text of a form that a merge left in conflict: git sets it beside the texts of both
/// versions, so that it has their lines, and its marks around those that differ.
fn render_conflict(engine: &Engine, source: &Source) -> Option<String> {
    let first = git::find_conflicts(source).into_iter().next()?;
    let versions = git::split_versions(source)?;
    let [ours, theirs] = versions.map(|text| render_version(engine, source, &text));
    let (ours, theirs) = (ours?, theirs?);
    let old: Vec<&str> = ours.lines().collect();
    let new: Vec<&str> = theirs.lines().collect();
    let mut lines: Vec<&str> = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { .. } = change {
            lines.extend(&old[change.old_range()]);
            continue;
        }
        lines.push(source.slice(first.span));
        lines.extend(&old[change.old_range()]);
        lines.push("=======");
        lines.extend(&new[change.new_range()]);
        lines.push(source.slice(first.end));
    }
    Some(lines.join("\n") + "\n")
}

/// The text of one version of a form, where it can be read.
fn render_version(engine: &Engine, source: &Source, text: &str) -> Option<String> {
    let version = Source::new(source.path(), text);
    let examined = engine.examine_source(version, &mut Timings::default());
    let draft = examined.draft.filter(|_| !is_misread(&examined.report))?;
    Some(output::render_text(&document::compose_draft(&draft)))
}

/// Keys are lost where the reader of YAML stumbles; a paper without them would look as if
/// somebody had taken them out.
fn is_misread(report: &Report) -> bool {
    report.findings.iter().any(|finding| {
        finding.severity == Severity::Error && finding.code.id.starts_with("yaml-")
    })
}
