//! `kehoach text`: the paper as plain text.

use std::io;
use std::path::Path;
use std::slice;

use crate::build::{Engine, Timings, find_inputs};
use crate::diagnostic::Severity;
use crate::document;
use crate::font::Faces;
use crate::output;
use crate::source;
use crate::template::Templates;

use super::args::{ReportFormat, TextArgs};
use super::driver::VersionFinder;
use super::{ExitStatus, Streams, report};

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
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let mut status = ExitStatus::Success;
    for input in inputs {
        let examined = engine.examine(&input.path, &mut Timings::default());
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
    // Keys are lost where the reader of YAML stumbles; a paper without them would look as
    // if somebody had taken them out.
    let is_broken = examined.report.findings.iter().any(|finding| {
        finding.severity == Severity::Error && finding.code.id.starts_with("yaml-")
    });
    match examined.draft.filter(|_| !is_broken) {
        Some(draft) => {
            let document = document::compose_draft(&draft);
            write!(streams.out, "{}", output::render_text(&document))?;
        }
        None => {
            let bytes = source::read_bytes(path).unwrap_or_default();
            streams.out.write_all(&bytes)?;
        }
    }
    Ok(ExitStatus::Success)
}
