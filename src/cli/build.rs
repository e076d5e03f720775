//! `kehoach build`: papers from forms.

use std::io;
use std::path::PathBuf;

use crate::build::{
    Engine, Examined, Input, Product, Timings, explain_write_error, find_inputs,
    open_disk,
};
use crate::diagnostic::{Diagnostic, Report};
use crate::language;
use crate::output::{FileWriter, SystemStorage};
use crate::source;

use super::args::{BuildArgs, ReportFormat};
use super::{ExitStatus, Streams, reach, report, watch};

pub(super) fn run_build(
    args: &BuildArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let faces = report::load_faces(&args.fonts, streams)?;
    let files = reach::open_files(&args.paths, &args.reach, streams)?;
    let templates = report::load_templates(args.templates.as_deref(), streams)?;
    let (Some(faces), Some(_), Some(templates)) = (faces, files, templates) else {
        return Ok(ExitStatus::UsageError);
    };
    let engine = Engine::new(faces, templates);
    if args.to.iter().any(|format| format.has_pages()) {
        engine.prepare();
    }
    if args.watch {
        return watch::watch_forms(args, &engine, streams, build_all);
    }
    build_all(args, &engine, streams)
}

/// Builds every form once; a form with errors stops no other.
pub(super) fn build_all(
    args: &BuildArgs,
    engine: &Engine,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let inputs = match find_inputs(&args.paths) {
        Ok(inputs) => inputs,
        Err(faults) => {
            report::print_reports(&faults, ReportFormat::Human, streams)?;
            return Ok(ExitStatus::Failure);
        }
    };
    let mut status = ExitStatus::Success;
    let mut readings = Vec::new();
    // Opened anew each time: while forms are watched, links may change too.
    let files = open_disk(&args.paths, &args.reach.allow);
    let mut writer = FileWriter::new(&SystemStorage);
    for input in &inputs {
        let mut timings = Timings::default();
        let examined = engine.examine_in(&files, &input.path, &mut timings);
        readings.extend_from_slice(&examined.report.readings);
        let examined = ExaminedInput { input, examined, timings };
        if build_one(examined, args, engine, &mut writer, streams)? != ExitStatus::Success
        {
            status = ExitStatus::Failure;
        }
    }
    report::print_readings(&readings, streams)?;
    Ok(status)
}

/// A form of the command line, examined.
struct ExaminedInput<'a> {
    input: &'a Input,
    examined: Examined,
    timings: Timings,
}

/// Builds one form. Findings of the form are printed before the paper is set, which takes
/// longest; those of the layout follow, and the paths of the files come last. What the
/// form says decides how the run ended, unless the paper could not be written.
fn build_one(
    form: ExaminedInput<'_>,
    args: &BuildArgs,
    engine: &Engine,
    writer: &mut FileWriter,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let ExaminedInput { input, examined, mut timings } = form;
    let plan = examined.plan.clone();
    let source = examined.report.source.clone();
    let mut reports = examined.reports();
    report::print_reports(&reports, ReportFormat::Human, streams)?;
    let (Some(plan), Some(source)) = (plan, source) else {
        let words = report::count_findings(&reports);
        let name = language::show_hidden(&input.name);
        writeln!(streams.err, "{name}: chưa làm được văn bản: {words}")?;
        return Ok(ExitStatus::Failure);
    };
    let written =
        engine.produce(&plan, &source, &args.to, &mut timings).and_then(|made| {
            let paths = timings.stage("ghi-tep", || {
                write_products(input, args, writer, &made.products)
            })?;
            Ok((paths, made.findings))
        });
    match written {
        Ok((paths, findings)) => {
            report::print_reports(
                &Report::new(source, findings, 0).split(),
                ReportFormat::Human,
                streams,
            )?;
            for path in paths {
                writeln!(streams.out, "{}", super::show_path(&path))?;
            }
        }
        // The findings of the form are printed already; only this decides the end now.
        Err(fault) => {
            reports = vec![fault.report(&source::show_path(&input.path))];
            report::print_reports(&reports, ReportFormat::Human, streams)?;
        }
    }
    if args.timings {
        print_timings(&timings, streams)?;
    }
    Ok(report::to_exit_status(&reports))
}

/// Writes the files of a paper; gives those that the user opens.
fn write_products(
    input: &Input,
    args: &BuildArgs,
    writer: &mut FileWriter,
    products: &[Product],
) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut shown = Vec::new();
    for product in products {
        let target = args.output.join(format!("{}{}", input.name, product.suffix));
        let path = writer
            .write(&target, &product.bytes)
            .map_err(|error| Box::new(explain_write_error(&error)))?;
        let is_helper =
            product.suffix.starts_with("-typ/") && !product.suffix.ends_with("main.typ");
        if !is_helper {
            shown.push(path);
        }
    }
    Ok(shown)
}

/// `dan-trang  41,2 ms  63 %` a line for each stage.
fn print_timings(timings: &Timings, streams: &mut Streams<'_>) -> io::Result<()> {
    let total: u128 = timings.stages().map(|(_, time)| time.as_micros()).sum();
    for (name, time) in timings.stages() {
        let micros = time.as_micros();
        let ms = micros / 1000;
        let tenth = micros / 100 % 10;
        let share = micros * 100 / total.max(1);
        writeln!(streams.err, "{name:<14}{ms:>6},{tenth} ms {share:>4} %")?;
    }
    let ms = total / 1000;
    let tenth = total / 100 % 10;
    writeln!(streams.err, "{:<14}{ms:>6},{tenth} ms", "tong")
}
