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

/// A line of a terminal whose width nobody tells.
const WIDTH: usize = 100;

/// A plan of one side.
#[derive(Clone, Copy)]
struct Plan<'a> {
    side: &'a Side,
    input: &'a Input,
    /// Whether others are compared beside it.
    several: bool,
}

/// A plan of both sides, or of one alone, by what is compared of them.
struct Pair {
    old: Option<Input>,
    new: Option<Input>,
}

/// Two versions of a plan that could be read.
struct Versions {
    old: Version,
    new: Version,
}

/// What a comparison needs.
struct Run<'a> {
    args: &'a DiffArgs,
    engine: Engine,
}

/// A comparison of all plans of two sides, while it is made.
struct All<'a> {
    run: &'a Run<'a>,
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
        return driver(args, streams);
    }
    let sides = match side::sides(&args.words, &args.paths, Path::new("")) {
        Ok(sides) => sides,
        Err(fault) => {
            report::print(&[*fault], ReportFormat::Human, streams)?;
            return Ok(Ending::Misused);
        }
    };
    let (old, new) = sides;
    Run::new(args).all(&old, &new, streams)
}

/// As git's external driver: whatever happens, git must go on.
fn driver(args: &DiffArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
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
    let run = Run::new(args);
    match (old, new) {
        (Some(old), Some(new)) => {
            run.all(&old, &new, streams)?;
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

impl<'a> Run<'a> {
    fn new(args: &'a DiffArgs) -> Self {
        let engine = Engine::new(Faces::embedded(), Templates::embedded());
        if args.to == DiffFormat::Pdf {
            engine.prepare();
        }
        Self { args, engine }
    }

    /// Compares every plan of two sides.
    fn all(
        &self,
        old: &Side,
        new: &Side,
        streams: &mut Streams<'_>,
    ) -> io::Result<Ending> {
        let pairs = match pairs(old, new) {
            Ok(pairs) => pairs,
            Err(faults) => {
                report::print(&faults, ReportFormat::Human, streams)?;
                return Ok(Ending::Misused);
            }
        };
        let mut all = All {
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
                (Some(old), Some(new)) => all.both(old, new, streams)?,
                _ => all.one_sided(pair, streams)?,
            }
        }
        all.end(pairs.len(), streams)
    }

    /// Both versions of a plan, as far as they can be read.
    fn versions(&self, old: Plan<'_>, new: Plan<'_>) -> Result<Versions, Vec<Report>> {
        match (self.version(old), self.version(new)) {
            (Ok(old), Ok(new)) => Ok(Versions { old, new }),
            (Err(mut faults), Err(more)) => {
                faults.extend(more);
                Err(faults)
            }
            (Err(faults), _) | (_, Err(faults)) => Err(faults),
        }
    }

    fn version(&self, plan: Plan<'_>) -> Result<Version, Vec<Report>> {
        let Plan { side, input, several: _ } = plan;
        let mut timings = Timings::default();
        let examined = self.engine.examine_in(&side.files, &input.path, &mut timings);
        version(examined, &plan.name())
    }

    /// Writes the redline of a plan.
    fn pdf(
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

impl All<'_> {
    /// Compares a plan that both sides have.
    fn both(
        &mut self,
        old: &Input,
        new: &Input,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let several = self.several;
        let old_plan = Plan { side: self.old, input: old, several };
        let new_plan = Plan { side: self.new, input: new, several };
        let versions = match self.run.versions(old_plan, new_plan) {
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
        let same = changes.is_empty() && changes.unread.is_empty();
        if several && same && self.run.args.to != DiffFormat::Json {
            return Ok(());
        }
        self.ending = worst(self.ending, ending_of(&changes));
        if self.run.args.to == DiffFormat::Pdf {
            let made = self.run.pdf(&redline, &new.name, streams)?;
            self.ending = worst(self.ending, made);
            return Ok(());
        }
        self.print(changes, streams)
    }

    /// Tells of a plan that one side alone has.
    fn one_sided(&mut self, pair: &Pair, streams: &mut Streams<'_>) -> io::Result<()> {
        let name = |side: &Side, input: &Option<Input>| match input {
            Some(input) => Plan { side, input, several: true }.name(),
            None => "(không có)".to_owned(),
        };
        let old = name(self.old, &pair.old);
        let new = name(self.new, &pair.new);
        self.ending = worst(self.ending, Ending::Faulty);
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
                let text = reports::text(&changes, paint(), width());
                write!(streams.out, "{gap}{text}")?;
            }
        }
        self.printed = true;
        Ok(())
    }

    /// What stands after all plans.
    fn end(self, plans: usize, streams: &mut Streams<'_>) -> io::Result<Ending> {
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

/// The same, different; and where what could be read is the same but not all could be,
/// nobody knows.
fn ending_of(changes: &Changes) -> Ending {
    match (changes.is_empty(), changes.unread.is_empty()) {
        (false, _) => Ending::Faulty,
        (true, false) => Ending::Misused,
        (true, true) => Ending::Fine,
    }
}

fn worst(one: Ending, other: Ending) -> Ending {
    match (one, other) {
        (Ending::Misused, _) | (_, Ending::Misused) => Ending::Misused,
        (Ending::Faulty, _) | (_, Ending::Faulty) => Ending::Faulty,
        (Ending::Fine, Ending::Fine) => Ending::Fine,
    }
}

/// One version; its findings where it has no shape that could be compared.
pub(super) fn version(examined: Examined, name: &str) -> Result<Version, Vec<Report>> {
    let (draft, source) = (examined.draft.clone(), examined.report.source.clone());
    let (Some(draft), Some(source)) = (draft, source) else {
        return Err(examined.reports());
    };
    Ok(Version::new(name, source, draft, &examined.reports()))
}

/// The plans of two sides by where they stand in them: one with one, whatever their
/// names.
fn pairs(old: &Side, new: &Side) -> Result<Vec<Pair>, Vec<Report>> {
    let (mut old_inputs, mut new_inputs) = match (inputs(old), inputs(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(mut faults), Err(more)) => {
            faults.extend(more);
            return Err(faults);
        }
        (Err(faults), _) | (_, Err(faults)) => return Err(faults),
    };
    if old_inputs.len() == 1 && new_inputs.len() == 1 {
        return Ok(vec![Pair { old: old_inputs.pop(), new: new_inputs.pop() }]);
    }
    let mut rest: Vec<Option<Input>> = new_inputs.into_iter().map(Some).collect();
    let mut res = Vec::new();
    for input in old_inputs {
        let place = within(old, &input);
        let is_there = |other: &&mut Option<Input>| {
            other.as_ref().is_some_and(|other| within(new, other) == place)
        };
        let other = rest.iter_mut().find(is_there).and_then(Option::take);
        res.push(Pair { old: Some(input), new: other });
    }
    res.extend(rest.into_iter().flatten().map(|new| Pair { old: None, new: Some(new) }));
    Ok(res)
}

/// The forms of a side.
fn inputs(side: &Side) -> Result<Vec<Input>, Vec<Report>> {
    let path: PathBuf = side.path.clone();
    inputs_in(&*side.files as &dyn Files, &[path])
}

/// Where a form stands below its side.
fn within(side: &Side, input: &Input) -> PathBuf {
    input.path.strip_prefix(&side.path).unwrap_or(&input.path).to_owned()
}

impl Plan<'_> {
    /// What its version is called.
    fn name(self) -> String {
        let Plan { side, input, several } = self;
        if !several {
            return side.label.clone();
        }
        let place = within(side, input).to_string_lossy().replace('\\', "/");
        let label = side.label.trim_end_matches('/');
        let between = if label.ends_with(':') { "" } else { "/" };
        format!("{label}{between}{place}")
    }
}

/// Colours where the output is a terminal, or a pager that git has started.
fn paint() -> Paint {
    let paged = std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|v| v == "true");
    super::paint(io::stdout().is_terminal() || paged)
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}
