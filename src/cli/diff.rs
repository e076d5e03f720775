//! `kehoach diff`: what changed between two versions of a plan, or of all plans of a
//! folder; for git as well, as its external driver.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use crate::build::{
    Engine, Examined, Input, Timings, WhichPages, explain_write_error, find_inputs_in,
    make_portable_name,
};
use crate::diagnostic::{Paint, Report};
use crate::diff::{self, Changes, PlanComparison, PlanVersion, report as reports};
use crate::font::Faces;
use crate::language;
use crate::output;
use crate::source::Files;
use crate::template::Templates;

use super::args::{DiffArgs, DiffFormat, ReportFormat};
use super::driver::{self, DriverCall, VersionFinder};
use super::side::{self, ComparedPath};
use super::{ExitStatus, Streams, reach, report};

/// Letters in a line where the output is no terminal, and so has no width.
const WIDTH: usize = 100;

/// A plan of one side, as it is named in messages and read.
#[derive(Clone, Copy)]
struct PlanInput<'a> {
    side: &'a ComparedPath,
    input: &'a Input,
    /// Whether others are compared beside it.
    several: bool,
}

/// A plan of both sides, or of one alone, by what is compared of them.
struct InputPair {
    old: Option<Input>,
    new: Option<Input>,
}

/// Two versions of a plan, both read as far as they can be.
struct VersionPair {
    old: PlanVersion,
    new: PlanVersion,
}

/// Compares one pair of plans after another with one engine.
struct Comparer<'a> {
    args: &'a DiffArgs,
    engine: Engine,
}

/// A comparison of all plans of two sides, while it is made.
struct ComparisonRun<'a> {
    run: &'a Comparer<'a>,
    old: &'a ComparedPath,
    new: &'a ComparedPath,
    /// Whether there is more than one plan.
    several: bool,
    /// Whether something was printed already.
    printed: bool,
    /// What is printed at the end, as JSON.
    json: Vec<Changes>,
    ending: ExitStatus,
}

pub(super) fn run_diff(
    args: &DiffArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    if args.driver {
        return run_driver(args, streams);
    }
    let sides = match side::resolve_sides(&args.words, &args.paths, Path::new("")) {
        Ok(sides) => sides,
        Err(fault) => {
            report::print_reports(&[*fault], ReportFormat::Human, streams)?;
            return Ok(ExitStatus::UsageError);
        }
    };
    let allowed = &args.reach.allow;
    if reach::open_files(&[], &args.reach, streams)?.is_none() {
        return Ok(ExitStatus::UsageError);
    }
    let (old, new) = (sides.0.with_allowed(allowed), sides.1.with_allowed(allowed));
    Comparer::new(args).compare_all(&old, &new, streams)
}

/// As git's external driver, which is called for one file at a time: whatever happens, git
/// must go on, so that a plan that cannot be compared is no failure.
fn run_driver(args: &DiffArgs, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let finder = VersionFinder::around(Path::new(""));
    let (old, new) = match driver::parse_driver_words(&args.words) {
        Some(DriverCall::Change { old, new }) => (finder.side(&old), finder.side(&new)),
        Some(DriverCall::Unmerged(path)) => {
            let path = super::show_path(&path);
            writeln!(streams.out, "{path}: đang có xung đột, chưa gộp xong")?;
            return Ok(ExitStatus::Success);
        }
        None => return Ok(ExitStatus::UsageError),
    };
    let comparer = Comparer::new(args);
    match (old, new) {
        (Some(old), Some(new)) => {
            comparer.compare_all(&old, &new, streams)?;
        }
        (Some(side), None) => {
            let label = language::show_hidden(&side.label);
            writeln!(streams.out, "Bỏ cả biểu: {label}")?;
        }
        (None, Some(side)) => {
            let label = language::show_hidden(&side.label);
            writeln!(streams.out, "Thêm cả biểu: {label}")?;
        }
        (None, None) => {}
    }
    Ok(ExitStatus::Success)
}

impl<'a> Comparer<'a> {
    fn new(args: &'a DiffArgs) -> Self {
        let engine = Engine::new(Faces::embedded(), Templates::embedded());
        if args.to == DiffFormat::Pdf {
            engine.prepare();
        }
        Self { args, engine }
    }

    /// Compares every plan of two sides.
    fn compare_all(
        &self,
        old: &ComparedPath,
        new: &ComparedPath,
        streams: &mut Streams<'_>,
    ) -> io::Result<ExitStatus> {
        let pairs = match pair_inputs(old, new) {
            Ok(pairs) => pairs,
            Err(faults) => {
                report::print_reports(&faults, ReportFormat::Human, streams)?;
                return Ok(ExitStatus::UsageError);
            }
        };
        let mut all = ComparisonRun {
            run: self,
            old,
            new,
            several: pairs.len() > 1,
            printed: false,
            json: Vec::new(),
            ending: ExitStatus::Success,
        };
        for pair in &pairs {
            match (&pair.old, &pair.new) {
                (Some(old), Some(new)) => all.compare_plan(old, new, streams)?,
                _ => all.report_one_sided(pair, streams)?,
            }
        }
        all.finish(pairs.len(), streams)
    }

    /// Both versions of a plan, as far as they can be read; else the reports of both.
    fn read_versions(
        &self,
        old: PlanInput<'_>,
        new: PlanInput<'_>,
    ) -> Result<VersionPair, Vec<Report>> {
        match (self.read_version(old), self.read_version(new)) {
            (Ok(old), Ok(new)) => Ok(VersionPair { old, new }),
            (Err(mut faults), Err(more)) => {
                faults.extend(more);
                Err(faults)
            }
            (Err(faults), _) | (_, Err(faults)) => Err(faults),
        }
    }

    fn read_version(&self, plan: PlanInput<'_>) -> Result<PlanVersion, Vec<Report>> {
        let PlanInput { side, input, several: _ } = plan;
        let mut timings = Timings::default();
        let examined = self.engine.examine_in(&side.files, &input.path, &mut timings);
        extract_version(examined, &plan.name())
    }

    /// Writes the redline of a plan.
    fn write_redline(
        &self,
        redline: &crate::redline::Redline,
        name: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<ExitStatus> {
        let which =
            if self.args.changed { WhichPages::ChangedOnly } else { WhichPages::All };
        let made = self.engine.redline(redline, which, &mut Timings::default());
        let file = format!("{}-so-sanh.pdf", make_portable_name(name));
        let written = made.and_then(|bytes| {
            output::write_in_folder(&self.args.output, &file, &bytes)
                .map_err(|error| Box::new(explain_write_error(&error)).into())
        });
        match written {
            Ok(path) => {
                writeln!(streams.out, "{}", super::show_path(&path))?;
                Ok(ExitStatus::Success)
            }
            Err(fault) => {
                let reports = [fault.report(name)];
                report::print_reports(&reports, ReportFormat::Human, streams)?;
                Ok(ExitStatus::UsageError)
            }
        }
    }
}

impl ComparisonRun<'_> {
    /// Compares a plan that both sides have.
    fn compare_plan(
        &mut self,
        old: &Input,
        new: &Input,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let several = self.several;
        let old_plan = PlanInput { side: self.old, input: old, several };
        let new_plan = PlanInput { side: self.new, input: new, several };
        let versions = match self.run.read_versions(old_plan, new_plan) {
            Ok(versions) => versions,
            Err(faults) => {
                report::print_reports(&faults, ReportFormat::Human, streams)?;
                if self.run.args.to == DiffFormat::Json {
                    let (old, new) = (old_plan.name(), new_plan.name());
                    self.json.push(Changes::from_unreadable(old, new, &faults));
                }
                self.ending = ExitStatus::UsageError;
                return Ok(());
            }
        };
        let PlanComparison { changes, redline, .. } =
            diff::compare_versions(&versions.old, &versions.new);
        let changes =
            if self.run.args.figures { changes.into_figures() } else { changes };
        // Of many plans those that are the same are passed over.
        if several && changes.is_same() && self.run.args.to != DiffFormat::Json {
            return Ok(());
        }
        self.ending = pick_worst_status(self.ending, choose_exit_status(&changes));
        if self.run.args.to == DiffFormat::Pdf {
            let written = self.run.write_redline(&redline, &new.name, streams)?;
            self.ending = pick_worst_status(self.ending, written);
            return Ok(());
        }
        self.print(changes, streams)
    }

    /// Reports a plan that one side alone has.
    fn report_one_sided(
        &mut self,
        pair: &InputPair,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let old = name_if_present(self.old, pair.old.as_ref());
        let new = name_if_present(self.new, pair.new.as_ref());
        self.ending = pick_worst_status(self.ending, ExitStatus::Failure);
        self.print(Changes::from_one_sided(old, new, pair.new.is_some()), streams)
    }

    fn print(&mut self, changes: Changes, streams: &mut Streams<'_>) -> io::Result<()> {
        match self.run.args.to {
            DiffFormat::Json => self.json.push(changes),
            DiffFormat::Md => {
                let rule = if self.printed { "\n---\n\n" } else { "" };
                write!(
                    streams.out,
                    "{rule}{}",
                    reports::format_changes_as_markdown(&changes)
                )?;
            }
            DiffFormat::Human | DiffFormat::Pdf => {
                let gap = if self.printed { "\n" } else { "" };
                let paint = choose_paged_paint();
                let width = measure_terminal_width();
                let text = reports::format_changes_as_text(&changes, paint, width);
                streams.out.write_painted(&format!("{gap}{text}"), paint)?;
            }
        }
        self.printed = true;
        Ok(())
    }

    /// Prints what stands after all plans, and says with what the command ends.
    fn finish(self, plans: usize, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
        if self.run.args.to == DiffFormat::Json {
            write!(streams.out, "{}", reports::format_changes_as_json(&self.json))?;
        } else if self.several
            && self.ending == ExitStatus::Success
            && self.run.args.to != DiffFormat::Pdf
        {
            writeln!(streams.out, "{plans} văn bản: hai phiên bản như nhau")?;
        }
        Ok(self.ending)
    }
}

/// Success for plans that are the same, failure for plans that differ; misuse where what
/// could be read is the same but not all could be: then nothing is known.
fn choose_exit_status(changes: &Changes) -> ExitStatus {
    match (changes.differs(), changes.unreadable.is_empty()) {
        (true, _) => ExitStatus::Failure,
        (false, false) => ExitStatus::UsageError,
        (false, true) => ExitStatus::Success,
    }
}

fn pick_worst_status(first: ExitStatus, second: ExitStatus) -> ExitStatus {
    match (first, second) {
        (ExitStatus::ProgramFault, _) | (_, ExitStatus::ProgramFault) => {
            ExitStatus::ProgramFault
        }
        (ExitStatus::UsageError, _) | (_, ExitStatus::UsageError) => {
            ExitStatus::UsageError
        }
        (ExitStatus::Failure, _) | (_, ExitStatus::Failure) => ExitStatus::Failure,
        (ExitStatus::Success, ExitStatus::Success) => ExitStatus::Success,
    }
}

/// One version; its findings where it has no shape that could be compared.
pub(super) fn extract_version(
    examined: Examined,
    name: &str,
) -> Result<PlanVersion, Vec<Report>> {
    let draft = examined.draft.clone();
    let source = examined.report.source.clone();
    let (Some(draft), Some(source)) = (draft, source) else {
        return Err(examined.reports());
    };
    Ok(PlanVersion::new(name, source, draft, &examined.reports()))
}

/// The plans of two sides by where they stand below them; one with one, whatever their
/// names.
fn pair_inputs(
    old: &ComparedPath,
    new: &ComparedPath,
) -> Result<Vec<InputPair>, Vec<Report>> {
    let (mut old_inputs, mut new_inputs) =
        match (list_side_inputs(old), list_side_inputs(new)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(mut faults), Err(more)) => {
                faults.extend(more);
                return Err(faults);
            }
            (Err(faults), _) | (_, Err(faults)) => return Err(faults),
        };
    // A form may have been renamed, or be compared with one elsewhere.
    if old_inputs.len() == 1 && new_inputs.len() == 1 {
        return Ok(vec![InputPair { old: old_inputs.pop(), new: new_inputs.pop() }]);
    }
    let mut res = Vec::new();
    for old_input in old_inputs {
        let place = locate_in_side(old, &old_input);
        let index =
            new_inputs.iter().position(|input| locate_in_side(new, input) == place);
        let new_input = index.map(|index| new_inputs.remove(index));
        res.push(InputPair { old: Some(old_input), new: new_input });
    }
    res.extend(
        new_inputs.into_iter().map(|input| InputPair { old: None, new: Some(input) }),
    );
    Ok(res)
}

/// The forms of a side.
fn list_side_inputs(side: &ComparedPath) -> Result<Vec<Input>, Vec<Report>> {
    let path: PathBuf = side.path.clone();
    find_inputs_in(&*side.files as &dyn Files, &[path])
}

/// Where a form stands below its side.
fn locate_in_side(side: &ComparedPath, input: &Input) -> PathBuf {
    input.path.strip_prefix(&side.path).unwrap_or(&input.path).to_owned()
}

/// How a plan is called that a side may lack.
fn name_if_present(side: &ComparedPath, input: Option<&Input>) -> String {
    match input {
        Some(input) => PlanInput { side, input, several: true }.name(),
        None => "(không có)".to_owned(),
    }
}

impl PlanInput<'_> {
    /// What its version is called: the label of the side, and where it stands below that
    /// if others are compared beside it.
    fn name(self) -> String {
        let PlanInput { side, input, several } = self;
        if !several {
            return side.label.clone();
        }
        let place = locate_in_side(side, input).to_string_lossy().replace('\\', "/");
        let label = side.label.trim_end_matches('/');
        let between = if label.ends_with(':') { "" } else { "/" };
        format!("{label}{between}{place}")
    }
}

/// Colours where the output is a terminal, or a pager that git has started.
fn choose_paged_paint() -> Paint {
    let paged = std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|v| v == "true");
    super::choose_paint(io::stdout().is_terminal() || paged)
}

fn measure_terminal_width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}
