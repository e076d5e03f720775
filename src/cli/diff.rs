//! `kehoach diff`: what changed between two versions of a plan, or of all plans of a
//! folder or a repository; for git as well, as its external driver.
//!
//! | file | what it does |
//! |---|---|
//! | `counts` | how many plans are the same, and how many are not |
//! | `file` | a redline → a PDF or a page in the folder of the output |
//! | `pair` | two sides → which plan is compared with which |

mod counts;
mod file;
mod pair;

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use crate::build::{Engine, Examined, Input, Timings};
use crate::diagnostic::{Paint, Report};
use crate::diff::{self, Changes, PlanComparison, PlanVersion, report as reports};
use crate::font::Faces;
use crate::language;
use crate::template::Templates;

use super::args::{DiffArgs, DiffFormat, ReportFormat};
use super::driver::{self, DriverCall, VersionFinder};
use super::side::{self, ComparedPath};
use super::{ExitStatus, Streams, reach, report};
use counts::PlanCounts;
use file::PlanRedline;
use pair::{
    InputPair, PlanFiles, PlanInput, has_same_bytes, name_if_present, pair_inputs,
};

/// Letters in a line where the output is no terminal, and so has no width.
const WIDTH: usize = 100;

/// Two versions of a plan, both read as far as they can be.
struct VersionPair {
    old: ReadVersion,
    new: ReadVersion,
}

/// A version of a plan with the files that it was read from.
struct ReadVersion {
    version: PlanVersion,
    files: Vec<PathBuf>,
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
    /// Whether each plan goes under a heading: there may be more than one.
    several: bool,
    /// Whether something was printed already.
    printed: bool,
    /// What is printed at the end, as JSON.
    json: Vec<Changes>,
    counts: PlanCounts,
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
        if args.to.is_file() {
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
            several: pairs.len() > 1 || new.all_forms.is_some(),
            printed: false,
            json: Vec::new(),
            counts: PlanCounts::default(),
            ending: ExitStatus::Success,
        };
        for pair in &pairs {
            match (&pair.old, &pair.new) {
                (Some(old), Some(new)) => all.compare_plan(old, new, streams)?,
                _ => all.report_one_sided(pair, streams)?,
            }
        }
        all.finish(streams)
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

    fn read_version(&self, plan: PlanInput<'_>) -> Result<ReadVersion, Vec<Report>> {
        let PlanInput { side, input, several: _ } = plan;
        let mut timings = Timings::default();
        let examined = self.engine.examine_in(&side.files, &input.path, &mut timings);
        let files = examined.data_files.iter().chain([&input.path]).cloned().collect();
        Ok(ReadVersion { version: extract_version(examined, &plan.name())?, files })
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
                self.counts.unreadable += 1;
                self.print_unreadable(&new_plan.place(), streams)?;
                self.ending = ExitStatus::UsageError;
                return Ok(());
            }
        };
        let PlanComparison { changes, redline, .. } = self.compare(&versions);
        self.counts.add(&changes);
        // Of many plans those that are the same are passed over.
        if several && changes.is_same() && self.run.args.to != DiffFormat::Json {
            return Ok(());
        }
        self.ending = pick_worst_status(self.ending, choose_exit_status(&changes));
        if self.run.args.to.is_file() {
            let redline = PlanRedline { changes: &changes, redline: &redline };
            let written = self.run.write_redline(&redline, &new.name, streams)?;
            self.ending = pick_worst_status(self.ending, written);
            return Ok(());
        }
        self.print(&new_plan.place(), changes, streams)
    }

    /// What differs between two versions, as far as it is asked for.
    fn compare(&self, versions: &VersionPair) -> PlanComparison {
        let VersionPair { old, new } = versions;
        let mut res = diff::compare_versions(&old.version, &new.version);
        if self.run.args.figures {
            res.changes = res.changes.into_figures();
        }
        // A plan that has a fault on both sides, and not a byte of which is another, has not
        // changed; of a repository it would be told at every commit.
        let is_of_repository = self.new.all_forms.is_some();
        if is_of_repository
            && !res.changes.differs()
            && has_same_bytes(
                &PlanFiles { side: self.old, files: &old.files },
                &PlanFiles { side: self.new, files: &new.files },
            )
        {
            res.changes.unreadable.clear();
        }
        res
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
        self.counts.differing += 1;
        let changes = Changes::from_one_sided(old, new, pair.new.is_some());
        self.print(&pair.place(self.old, self.new), changes, streams)
    }

    /// Prints in the place of a plan among several that nothing of it could be compared;
    /// why, stands in the reports.
    fn print_unreadable(
        &mut self,
        place: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        const WORDS: &str = "Không so sánh được: biểu có lỗi.";
        if !self.several {
            return Ok(());
        }
        let gap = if self.printed { "\n" } else { "" };
        match self.run.args.to {
            DiffFormat::Md => {
                let heading = reports::format_heading_as_markdown(place);
                let rule = if self.printed { "\n---\n\n" } else { "" };
                writeln!(streams.out, "{rule}{heading}{WORDS}")?;
            }
            DiffFormat::Human => {
                let paint = choose_paged_paint();
                let heading = reports::format_heading_as_text(place, paint);
                streams.out.write_painted(&format!("{gap}{heading}{WORDS}\n"), paint)?;
            }
            DiffFormat::Json | DiffFormat::Pdf | DiffFormat::Html => return Ok(()),
        }
        self.printed = true;
        Ok(())
    }

    /// Prints what is told of a plan; under the place where it stands, where others may
    /// stand beside it.
    fn print(
        &mut self,
        place: &str,
        changes: Changes,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        match self.run.args.to {
            DiffFormat::Json => self.json.push(changes),
            DiffFormat::Md => {
                let rule = if self.printed { "\n---\n\n" } else { "" };
                let heading = match self.several {
                    true => reports::format_heading_as_markdown(place),
                    false => String::new(),
                };
                let text = reports::format_changes_as_markdown(&changes);
                write!(streams.out, "{rule}{heading}{text}")?;
            }
            DiffFormat::Human | DiffFormat::Pdf | DiffFormat::Html => {
                let gap = if self.printed { "\n" } else { "" };
                let paint = choose_paged_paint();
                let width = measure_terminal_width();
                let heading = match self.several {
                    true => reports::format_heading_as_text(place, paint),
                    false => String::new(),
                };
                let text = reports::format_changes_as_text(&changes, paint, width);
                streams.out.write_painted(&format!("{gap}{heading}{text}"), paint)?;
            }
        }
        self.printed = true;
        Ok(())
    }

    /// Prints what stands after all plans, and says with what the command ends.
    fn finish(self, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
        let counts = self.counts.describe();
        let gap = if self.printed { "\n" } else { "" };
        match self.run.args.to {
            DiffFormat::Json => {
                write!(streams.out, "{}", reports::format_changes_as_json(&self.json))?;
            }
            DiffFormat::Md if self.several && self.printed => {
                writeln!(streams.out, "\n---\n\n{counts}")?;
            }
            DiffFormat::Md | DiffFormat::Human if self.several => {
                writeln!(streams.out, "{gap}{counts}")?;
            }
            DiffFormat::Md | DiffFormat::Human | DiffFormat::Pdf | DiffFormat::Html => {}
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

/// Colours where the output is a terminal, or a pager that git has started.
fn choose_paged_paint() -> Paint {
    let paged = std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|v| v == "true");
    super::choose_paint(io::stdout().is_terminal() || paged)
}

fn measure_terminal_width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}
