//! `kehoach diff`: what changed between two versions of a plan, or of all plans of a
//! folder; for git as well, as its external driver.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use crate::build::{
    Engine, Examined, Input, Timings, WhichPages, inputs_in, portable, write_fault,
};
use crate::diagnostic::{Paint, Report};
use crate::diff::{self, Changes, Comparison, Version, report as reports};
use crate::font::Faces;
use crate::output;
use crate::source::Files;
use crate::template::Templates;

use super::args::{DiffArgs, DiffFormat, ReportFormat};
use super::driver::{self, Places, Told};
use super::side::{self, Side};
use super::{Ending, Streams, report};

/// Letters in a line where the output is no terminal, and so has no width.
const WIDTH: usize = 100;

/// A plan of one side, as it is named in messages and read.
#[derive(Clone, Copy)]
struct PlanInput<'a> {
    side: &'a Side,
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
    old: Version,
    new: Version,
}

/// Compares one pair of plans after another with one engine.
struct Comparer<'a> {
    args: &'a DiffArgs,
    engine: Engine,
}

/// A comparison of all plans of two sides, while it is made.
struct ComparisonRun<'a> {
    run: &'a Comparer<'a>,
    old: &'a Side,
    new: &'a Side,
    /// Whether there is more than one plan.
    several: bool,
    /// Whether something was printed already.
    printed: bool,
    /// What is printed at the end, as JSON.
    json: Vec<Changes>,
    ending: Ending,
}

pub(super) fn run(args: &DiffArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
    if args.driver {
        return run_driver(args, streams);
    }
    let sides = match side::resolve_sides(&args.words, &args.paths, Path::new("")) {
        Ok(sides) => sides,
        Err(fault) => {
            report::print(&[*fault], ReportFormat::Human, streams)?;
            return Ok(Ending::Misused);
        }
    };
    let (old, new) = sides;
    Comparer::new(args).compare_all(&old, &new, streams)
}

/// As git's external driver: whatever happens, git must go on.
fn run_driver(args: &DiffArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
    let places = Places::around(Path::new(""));
    let (old, new) = match driver::parse(&args.words) {
        Some(Told::Change { old, new }) => (places.side(&old), places.side(&new)),
        Some(Told::Unmerged(path)) => {
            let path = path.to_string_lossy().replace('\\', "/");
            writeln!(streams.out, "{path}: đang có xung đột, chưa gộp xong")?;
            return Ok(Ending::Fine);
        }
        None => return Ok(Ending::Misused),
    };
    let run = Comparer::new(args);
    match (old, new) {
        (Some(old), Some(new)) => {
            run.compare_all(&old, &new, streams)?;
        }
        (Some(side), None) => {
            writeln!(streams.out, "Bỏ cả biểu: {}", side.label)?;
        }
        (None, Some(side)) => {
            writeln!(streams.out, "Thêm cả biểu: {}", side.label)?;
        }
        (None, None) => {}
    }
    Ok(Ending::Fine)
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
        old: &Side,
        new: &Side,
        streams: &mut Streams<'_>,
    ) -> io::Result<Ending> {
        let pairs = match pair_inputs(old, new) {
            Ok(pairs) => pairs,
            Err(faults) => {
                report::print(&faults, ReportFormat::Human, streams)?;
                return Ok(Ending::Misused);
            }
        };
        let mut all = ComparisonRun {
            run: self,
            old,
            new,
            several: pairs.len() > 1,
            printed: false,
            json: Vec::new(),
            ending: Ending::Fine,
        };
        for pair in &pairs {
            match (&pair.old, &pair.new) {
                (Some(old), Some(new)) => all.compare_plan(old, new, streams)?,
                _ => all.report_one_sided(pair, streams)?,
            }
        }
        all.finish(pairs.len(), streams)
    }

    /// Both versions of a plan, as far as they can be read.
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

    fn read_version(&self, plan: PlanInput<'_>) -> Result<Version, Vec<Report>> {
        let PlanInput { side, input, several: _ } = plan;
        let mut timings = Timings::default();
        let examined = self.engine.examine_in(&side.files, &input.path, &mut timings);
        version(examined, &plan.name())
    }

    /// Writes the redline of a plan.
    fn write_redline(
        &self,
        redline: &crate::redline::Redline,
        name: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<Ending> {
        let which =
            if self.args.changed { WhichPages::ChangedOnly } else { WhichPages::All };
        let made = self.engine.redline(redline, which, &mut Timings::default());
        let file = format!("{}-so-sanh.pdf", portable(name));
        let written = made.and_then(|bytes| {
            output::write_in(&self.args.output, &file, &bytes)
                .map_err(|error| Box::new(write_fault(&error)))
        });
        match written {
            Ok(path) => {
                writeln!(streams.out, "{}", path.to_string_lossy().replace('\\', "/"))?;
                Ok(Ending::Fine)
            }
            Err(finding) => {
                let reports = [Report::unreadable(name, *finding)];
                report::print(&reports, ReportFormat::Human, streams)?;
                Ok(Ending::Misused)
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
                report::print(&faults, ReportFormat::Human, streams)?;
                if self.run.args.to == DiffFormat::Json {
                    let (old, new) = (old_plan.name(), new_plan.name());
                    self.json.push(Changes::of_unreadable(old, new, &faults));
                }
                self.ending = Ending::Misused;
                return Ok(());
            }
        };
        let Comparison { changes, redline, .. } =
            diff::compare(&versions.old, &versions.new);
        let changes = if self.run.args.figures { changes.figures() } else { changes };
        let is_same = changes.is_empty() && changes.unread.is_empty();
        if several && is_same && self.run.args.to != DiffFormat::Json {
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
        self.ending = pick_worst_status(self.ending, Ending::Faulty);
        self.print(Changes::of_whole(old, new, pair.new.is_some()), streams)
    }

    fn print(&mut self, changes: Changes, streams: &mut Streams<'_>) -> io::Result<()> {
        match self.run.args.to {
            DiffFormat::Json => self.json.push(changes),
            DiffFormat::Md => {
                let rule = if self.printed { "\n---\n\n" } else { "" };
                write!(streams.out, "{rule}{}", reports::markdown(&changes))?;
            }
            DiffFormat::Human | DiffFormat::Pdf => {
                let gap = if self.printed { "\n" } else { "" };
                let text =
                    reports::text(&changes, choose_paint(), measure_terminal_width());
                write!(streams.out, "{gap}{text}")?;
            }
        }
        self.printed = true;
        Ok(())
    }

    /// Prints what stands after all plans, and says with what the command ends.
    fn finish(self, plans: usize, streams: &mut Streams<'_>) -> io::Result<Ending> {
        if self.run.args.to == DiffFormat::Json {
            write!(streams.out, "{}", reports::json(&self.json))?;
        } else if self.several
            && self.ending == Ending::Fine
            && self.run.args.to != DiffFormat::Pdf
        {
            writeln!(streams.out, "{plans} kế hoạch: hai phiên bản như nhau")?;
        }
        Ok(self.ending)
    }
}

/// Success for plans that are the same, failure for plans that differ; misuse where what
/// could be read is the same but not all could be: then nothing is known.
fn choose_exit_status(changes: &Changes) -> Ending {
    match (changes.is_empty(), changes.unread.is_empty()) {
        (false, _) => Ending::Faulty,
        (true, false) => Ending::Misused,
        (true, true) => Ending::Fine,
    }
}

fn pick_worst_status(first: Ending, second: Ending) -> Ending {
    match (first, second) {
        (Ending::Misused, _) | (_, Ending::Misused) => Ending::Misused,
        (Ending::Faulty, _) | (_, Ending::Faulty) => Ending::Faulty,
        (Ending::Fine, Ending::Fine) => Ending::Fine,
    }
}

/// One version; its findings where it has no shape that could be compared.
pub(super) fn version(examined: Examined, name: &str) -> Result<Version, Vec<Report>> {
    let draft = examined.draft.clone();
    let source = examined.report.source.clone();
    let (Some(draft), Some(source)) = (draft, source) else {
        return Err(examined.reports());
    };
    Ok(Version::new(name, source, draft, &examined.reports()))
}

/// The plans of two sides by where they stand in them: one with one, whatever their
/// names.
fn pair_inputs(old: &Side, new: &Side) -> Result<Vec<InputPair>, Vec<Report>> {
    let (mut old_inputs, mut new_inputs) = match (list_inputs(old), list_inputs(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(mut faults), Err(more)) => {
            faults.extend(more);
            return Err(faults);
        }
        (Err(faults), _) | (_, Err(faults)) => return Err(faults),
    };
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
fn list_inputs(side: &Side) -> Result<Vec<Input>, Vec<Report>> {
    let path: PathBuf = side.path.clone();
    inputs_in(&*side.files as &dyn Files, &[path])
}

/// Where a form stands below its side.
fn locate_in_side(side: &Side, input: &Input) -> PathBuf {
    input.path.strip_prefix(&side.path).unwrap_or(&input.path).to_owned()
}

/// How a plan is called that a side may lack.
fn name_if_present(side: &Side, input: Option<&Input>) -> String {
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
fn choose_paint() -> Paint {
    let paged = std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|v| v == "true");
    super::paint(io::stdout().is_terminal() || paged)
}

fn measure_terminal_width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}
