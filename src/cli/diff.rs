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

/// A plan of both versions, or of one alone.
struct Pair {
    old: Option<Input>,
    new: Option<Input>,
}

/// What a comparison needs.
struct Run<'a> {
    args: &'a DiffArgs,
    engine: Engine,
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
    Run::new(args).all(&sides.0, &sides.1, streams)
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
        let mut ending = Ending::Fine;
        let mut json = Vec::new();
        let several = pairs.len() > 1;
        let mut printed = false;
        for pair in &pairs {
            let (Some(a), Some(b)) = (&pair.old, &pair.new) else {
                let changes = whole(pair, (old, new));
                self.print(&changes, &mut json, printed, streams)?;
                printed = true;
                ending = worst(ending, Ending::Faulty);
                continue;
            };
            let names = (name(old, a, several), name(new, b, several));
            let (before, after) = match self.versions((old, a), (new, b), &names) {
                Ok(versions) => versions,
                Err(faults) => {
                    report::print(&faults, ReportFormat::Human, streams)?;
                    if self.args.to == DiffFormat::Json {
                        json.push(Changes::of_unreadable(names.0, names.1, &faults));
                    }
                    ending = Ending::Misused;
                    continue;
                }
            };
            let Comparison { changes, redline, .. } = diff::compare(&before, &after);
            let changes = if self.args.figures { changes.figures() } else { changes };
            let same = changes.is_empty() && changes.unread.is_empty();
            if several && same && self.args.to != DiffFormat::Json {
                continue;
            }
            ending = worst(ending, ending_of(&changes));
            if self.args.to == DiffFormat::Pdf {
                let made = self.pdf(&redline, &b.name, streams)?;
                ending = worst(ending, made);
            } else {
                self.print(&changes, &mut json, printed, streams)?;
                printed = true;
            }
        }
        if self.args.to == DiffFormat::Json {
            write!(streams.out, "{}", reports::json(&json))?;
        } else if several && ending == Ending::Fine && self.args.to != DiffFormat::Pdf {
            writeln!(streams.out, "{} kế hoạch: hai phiên bản như nhau", pairs.len())?;
        }
        Ok(ending)
    }

    /// Both versions of a plan, as far as they can be read.
    fn versions(
        &self,
        (old, a): (&Side, &Input),
        (new, b): (&Side, &Input),
        names: &(String, String),
    ) -> Result<(Version, Version), Vec<Report>> {
        let before = version(self.examine(old, a), &names.0);
        let after = version(self.examine(new, b), &names.1);
        match (before, after) {
            (Ok(before), Ok(after)) => Ok((before, after)),
            (Err(mut faults), Err(more)) => {
                faults.extend(more);
                Err(faults)
            }
            (Err(faults), _) | (_, Err(faults)) => Err(faults),
        }
    }

    fn examine(&self, side: &Side, input: &Input) -> Examined {
        self.engine.examine_in(&side.files, &input.path, &mut Timings::default())
    }

    fn print(
        &self,
        changes: &Changes,
        json: &mut Vec<Changes>,
        apart: bool,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        match self.args.to {
            DiffFormat::Json => {
                json.push(changes.clone());
                Ok(())
            }
            DiffFormat::Md => {
                let rule = if apart { "\n---\n\n" } else { "" };
                write!(streams.out, "{rule}{}", reports::markdown(changes))
            }
            DiffFormat::Human | DiffFormat::Pdf => {
                let text = reports::text(changes, paint(), width());
                write!(streams.out, "{}{text}", if apart { "\n" } else { "" })
            }
        }
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

/// The same, different; and where what could be read is the same but not all could be,
/// nobody knows.
fn ending_of(changes: &Changes) -> Ending {
    match (changes.is_empty(), changes.unread.is_empty()) {
        (false, _) => Ending::Faulty,
        (true, false) => Ending::Misused,
        (true, true) => Ending::Fine,
    }
}

fn worst(a: Ending, b: Ending) -> Ending {
    match (a, b) {
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
    let of = |side: &Side| {
        let path: PathBuf = side.path.clone();
        inputs_in(&*side.files as &dyn Files, &[path])
    };
    let (ours, theirs) = match (of(old), of(new)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (Err(mut faults), Err(more)) => {
            faults.extend(more);
            return Err(faults);
        }
        (Err(faults), _) | (_, Err(faults)) => return Err(faults),
    };
    if ours.len() == 1 && theirs.len() == 1 {
        let first = |mut inputs: Vec<Input>| inputs.pop();
        return Ok(vec![Pair { old: first(ours), new: first(theirs) }]);
    }
    let mut rest: Vec<Option<Input>> = theirs.into_iter().map(Some).collect();
    let mut res = Vec::new();
    for input in ours {
        let place = within(old, &input);
        let same = |other: &&mut Option<Input>| {
            other.as_ref().is_some_and(|other| within(new, other) == place)
        };
        let other = rest.iter_mut().find(same).and_then(Option::take);
        res.push(Pair { old: Some(input), new: other });
    }
    res.extend(rest.into_iter().flatten().map(|new| Pair { old: None, new: Some(new) }));
    Ok(res)
}

/// Where a form stands below its side.
fn within(side: &Side, input: &Input) -> PathBuf {
    input.path.strip_prefix(&side.path).unwrap_or(&input.path).to_owned()
}

/// What a version of a plan is called.
fn name(side: &Side, input: &Input, several: bool) -> String {
    if !several {
        return side.label.clone();
    }
    let place = within(side, input).to_string_lossy().replace('\\', "/");
    let label = side.label.trim_end_matches('/');
    let between = if label.ends_with(':') { "" } else { "/" };
    format!("{label}{between}{place}")
}

/// A plan that one side alone has.
fn whole(pair: &Pair, (old, new): (&Side, &Side)) -> Changes {
    let none = "(không có)".to_owned();
    let named = |side: &Side, input: &Option<Input>| {
        input.as_ref().map_or_else(|| none.clone(), |input| name(side, input, true))
    };
    let (old, new) = (named(old, &pair.old), named(new, &pair.new));
    Changes::of_whole(old, new, pair.new.is_some())
}

/// Colours where the output is a terminal, or a pager that git has started.
fn paint() -> Paint {
    let paged = std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|v| v == "true");
    super::paint(io::stdout().is_terminal() || paged)
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}
