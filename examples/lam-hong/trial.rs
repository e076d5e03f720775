//! One input, tried: read, checked, and made into a paper where nothing is wrong.

use std::fs;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Arc, Mutex};

use kehoach::build::{Engine, Timings};
use kehoach::diagnostic::{Diagnostic, Paint, Report, format_as_json, format_for_people};
use kehoach::output::Format;
use kehoach::sheet::{self, SheetChoice};
use kehoach::source::{Files, Source};

use super::seeds::Input;

/// What became of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Something was found that is wrong with it.
    Found,
    /// It became a paper.
    Text,
    /// It became a paper, as a PDF too.
    Pdf,
    /// It did harm: a word for the kind, and what was seen.
    Harm(&'static str, String),
}

/// What a panic said, and where.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Keeps what a panic says instead of printing it.
pub(crate) fn keep_panics() {
    panic::set_hook(Box::new(|info| {
        let said = info.to_string();
        // The first of several panics is the cause.
        if let Ok(mut kept) = PANIC.lock()
            && kept.is_empty()
        {
            *kept = said;
        }
    }));
}

/// Tries an input; a panic is a verdict.
pub(crate) fn try_input(
    engine: &Engine,
    input: &Input,
    pdf: bool,
    scratch: &Path,
) -> Verdict {
    if let Ok(mut kept) = PANIC.lock() {
        kept.clear();
    }
    let tried = panic::catch_unwind(AssertUnwindSafe(|| {
        match input.main.ends_with(super::seeds::SET) {
            true => try_set(input, scratch),
            false => try_form(engine, input, pdf),
        }
    }));
    tried.unwrap_or_else(|_| {
        let said = PANIC.lock().map(|kept| kept.replace('\n', " ")).unwrap_or_default();
        Verdict::Harm("panic", said)
    })
}

fn try_form(engine: &Engine, input: &Input, pdf: bool) -> Verdict {
    if let Some(path) = &input.data {
        let bytes = input.files.0[path].to_vec();
        if let Err(harm) = look_at_sheet(path, bytes) {
            return harm;
        }
    }
    let files: Arc<dyn Files> = Arc::new(input.files.clone());
    let mut timings = Timings::default();
    let mut examined = engine.examine_in(&files, &input.main, &mut timings);
    let plan = examined.plan.take();
    let source = examined.report.source.clone();
    let reports = examined.reports();
    if let Some(harm) = look_at_reports(&reports) {
        return harm;
    }
    let (Some(plan), Some(source)) = (plan, source) else {
        return match reports.iter().any(Report::has_errors) {
            true => Verdict::Found,
            false => Verdict::Harm("silence", "no error and no plan".to_owned()),
        };
    };
    let formats: &[Format] =
        if pdf { &[Format::Text, Format::Pdf] } else { &[Format::Text] };
    match engine.produce(&plan, &source, formats, &mut timings) {
        Err(fault) => {
            let report = fault.report(&input.name);
            let said: Vec<_> =
                report.findings.iter().map(|finding| finding.message.as_str()).collect();
            Verdict::Harm("refused", said.join("; "))
        }
        Ok(produced)
            if produced.products.iter().any(|product| product.bytes.is_empty()) =>
        {
            Verdict::Harm("refused", "an empty paper".to_owned())
        }
        Ok(_) if pdf => Verdict::Pdf,
        Ok(_) => Verdict::Text,
    }
}

/// Reads a table alone and asks for every cell of it.
fn look_at_sheet(path: &Path, bytes: Vec<u8>) -> Result<(), Verdict> {
    match sheet::read(path, bytes, SheetChoice::default()) {
        Ok(sheet) => {
            for row in 0..sheet.rows() {
                for column in 0..sheet.width() {
                    let _ = (sheet.text(row, column), sheet.merged(row, column));
                }
            }
            let _ = sheet.address(sheet.rows(), sheet.width());
            Ok(())
        }
        Err(error) => {
            let finding = error.diagnostic();
            match error.source().and_then(|source| find_stray(source, &finding)) {
                Some(harm) => Err(harm),
                None if finding.hints.is_empty() => {
                    Err(Verdict::Harm("silence", finding.message.to_string()))
                }
                None => Ok(()),
            }
        }
    }
}

/// An internal fault, or a finding whose place is not in its text.
fn look_at_reports(reports: &[Report]) -> Option<Verdict> {
    for report in reports {
        for finding in &report.findings {
            if finding.code.id == "internal" {
                return Some(Verdict::Harm("internal", finding.message.to_string()));
            }
            if let Some(source) = &report.source
                && let Some(harm) = find_stray(source, finding)
            {
                return Some(harm);
            }
        }
    }
    let shown = [format_for_people(reports, Paint::Plain), format_as_json(reports)];
    shown[1].is_empty().then(|| Verdict::Harm("silence", String::new()))
}

/// A place of a finding that its text does not have.
fn find_stray(source: &Source, finding: &Diagnostic) -> Option<Verdict> {
    let related = finding.related.iter().map(|related| related.span);
    let mut spans = finding.span.into_iter().chain(related);
    let stray = spans.find(|span| source.text().get(span.range()).is_none())?;
    Some(Verdict::Harm("place", format!("{stray:?} of {}", finding.code.id)))
}

/// Runs a set from a folder of the disk, without its PDFs.
fn try_set(input: &Input, scratch: &Path) -> Verdict {
    if let Err(error) = write_files(input, scratch) {
        return Verdict::Harm("scratch", error.to_string());
    }
    let set = scratch.join(&input.main);
    let out = scratch.join("out");
    let words = ["kehoach", "batch"].map(Into::into);
    let options = [
        "-o".into(),
        out.into(),
        "--to".into(),
        "txt".into(),
        "--jobs".into(),
        "1".into(),
    ];
    let args = words.into_iter().chain([set.into()]).chain(options);
    let (mut printed, mut told) = (Vec::new(), Vec::new());
    let code = kehoach::cli::run(args, &mut printed, &mut told);
    let told = String::from_utf8_lossy(&told).into_owned();
    let failed = code != std::process::ExitCode::SUCCESS;
    if told.contains("[internal]") {
        return Verdict::Harm("internal", told);
    }
    match failed {
        true if told.is_empty() && printed.is_empty() => {
            Verdict::Harm("silence", "failed without a word".to_owned())
        }
        true => Verdict::Found,
        false => Verdict::Text,
    }
}

/// Writes the files of an input into an empty folder.
pub(crate) fn write_files(input: &Input, folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (path, bytes) in &input.files.0 {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}
