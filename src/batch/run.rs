//! One run of a set: every unit checked first, then built, then rolled up and reported.

use std::path::{Path, PathBuf};

use crate::build::{Engine, Timings, write_fault};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::output::{Format, Spool, WriteError};
use crate::source;

use super::each::{InOrder, each};
use super::judge::{Judged, judge};
use super::manifest::{Manifest, Shared};
use super::number::{self, Numbers};
use super::pool::{Pool, Typesetter};
use super::record::{State, Told, UnitRecord};
use super::report::Check;
use super::rollup;
use super::select::{Selection, select};
use super::set::{OpenSet, open};
use super::told::Findings;
use super::work::{Ahead, Checked, Made, checked, made, put_by, sheltered};

/// What to do with files of units that are no longer of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prune {
    /// They are named and stay.
    Keep,
    /// They are removed.
    Remove,
}

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of the output.
    pub output: PathBuf,
    /// The formats of the papers.
    pub formats: Vec<Format>,
    /// Number of threads, and of typesetting processes.
    pub jobs: usize,
    /// The units to do.
    pub selection: Selection,
    /// What to do with files that are no longer of the set.
    pub prune: Prune,
    /// Whether all papers are also joined for the printer.
    pub print: bool,
}

/// What a run tells while it is at work.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// So many of the units are checked.
    Checked {
        /// Units checked.
        done: usize,
        /// Units to check.
        total: usize,
    },
    /// So many of the papers are made; the last is this.
    Made {
        /// Papers made.
        done: usize,
        /// Papers to make.
        total: usize,
        /// The last of them, in the order of the set.
        unit: &'a UnitRecord,
    },
    /// What was found is known; papers are made from here on.
    Found(&'a [Report]),
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// What was found after the papers were made: of their layout and of the whole set.
    pub reports: Vec<Report>,
    /// Every unit of the set, in the order of its table.
    pub units: Vec<UnitRecord>,
    /// The office's own paper.
    pub office: Option<UnitRecord>,
    /// What must hold over the whole set.
    pub checks: Vec<Check>,
    /// What is to be told of earlier runs: sentences without full stop.
    pub notes: Vec<String>,
    /// Files of units that are no longer of the set, and stay.
    pub strays: Vec<String>,
    /// Those of them that somebody has changed since: they are never removed.
    pub changed: Vec<String>,
    /// Files that were removed.
    pub removed: Vec<String>,
    /// The reports and tables that were written, for the user to open.
    pub written: Vec<PathBuf>,
    /// Whether a unit that was asked for, or the set as a whole, is at fault.
    pub failed: bool,
}

/// Runs a set.
///
/// # Errors
///
/// What keeps the whole set from being run: faults of the set, of the command line or of
/// the folder of the output. Nothing is written then.
pub fn run(
    engine: &Engine,
    pool: &Pool,
    path: &Path,
    options: &Options,
    observe: &mut dyn FnMut(Event<'_>),
) -> Result<Outcome, Vec<Report>> {
    let opened = open(path);
    let Some(set) = opened.set else { return Err(opened.reports) };
    if opened.reports.iter().any(Report::has_errors) {
        return Err(opened.reports);
    }
    let judged = judge(&set)?;
    let mut run = Run::begin(engine, set, options)?;
    run.findings.of_set(&opened.reports);
    run.judged(judged);
    run.check(observe);
    let rollup = rollup::rollup(engine, &run.set, &run.records());
    run.findings.of_set(&rollup.reports);
    if let Some((examined, _)) = &rollup.office {
        run.findings.of_set(&rollup::reports(examined));
    }
    let names: Vec<_> = run.set.units.iter().map(|unit| unit.name.as_str()).collect();
    observe(Event::Found(&run.findings.reports(&names)));
    if let Some(numbers) = &mut run.numbers {
        numbers.write()?;
    }
    run.make(pool, observe).map_err(|error| vec![on_output(options, &error)])?;
    Ok(run.end(pool, rollup))
}

/// What tells a set from others whose papers lie in one folder: its file and the name of
/// its folder, which a copy on another machine has too.
fn set_name(path: &Path) -> String {
    let folder = source::absolute_parent(path).unwrap_or_default();
    let parts = [folder.file_name(), path.file_name()].into_iter().flatten();
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A finding that concerns the folder of the output.
pub(super) fn on_output(options: &Options, error: &WriteError) -> Report {
    let name = options.output.to_string_lossy().replace('\\', "/");
    Report::unreadable(&name, write_fault(error))
}

/// What is known of a unit while the run goes on.
pub(super) struct Task {
    /// Name of its paper.
    pub(super) paper: String,
    pub(super) number: Option<u32>,
    pub(super) inputs: String,
    /// Whether the run is asked for it.
    pub(super) asked: bool,
    /// Its paper, put by when it was checked.
    ahead: Option<Ahead>,
    /// What is known in the end.
    pub(super) record: Option<UnitRecord>,
}

pub(super) struct Run<'a> {
    pub(super) engine: &'a Engine,
    pub(super) options: &'a Options,
    pub(super) set: OpenSet,
    pub(super) tasks: Vec<Task>,
    pub(super) manifest: Manifest,
    /// Hash of what all papers come from.
    pub(super) shared: String,
    pub(super) findings: Findings,
    /// What was found while papers were made.
    pub(super) of_papers: Findings,
    numbers: Option<Numbers>,
    spool: Spool,
    /// What the whole set shows of each unit. It is no part of what the manifest keeps of
    /// a unit: another unit may change it.
    pub(super) judged: Judged,
    /// Papers of earlier runs that stand though their units are at fault or have changed.
    pub(super) outdated: Vec<String>,
}

impl<'a> Run<'a> {
    fn begin(
        engine: &'a Engine,
        set: OpenSet,
        options: &'a Options,
    ) -> Result<Self, Vec<Report>> {
        let named: Vec<_> =
            set.units.iter().map(|u| (u.key.as_str(), u.name.as_str())).collect();
        let asked = select(&named, &options.selection).map_err(|faults| {
            let told = |fault: super::Unselected| {
                let code = "unknown-unit";
                let finding = Diagnostic::new(code, Severity::Error, None, fault.message);
                Report::unreadable(set.base.parts()[0].name(), finding.hint(fault.hint))
            };
            faults.into_iter().map(told).collect::<Vec<_>>()
        })?;
        let papers = set.paper_names();
        let numbers = number::numbers(&set, options.jobs)?;
        let formats = &options.formats;
        let shared = Shared::of(engine.templates(), engine.faces(), formats);
        // A program that cannot read itself makes all papers again.
        let shared = shared.map_or_else(|_| String::new(), |shared| shared.hash());
        let name = set_name(&set.path);
        let manifest = Manifest::open(&options.output, &name, options.selection.shard)
            .map_err(|error| {
                let output = options.output.to_string_lossy().replace('\\', "/");
                vec![Report::unreadable(&output, error.diagnostic())]
            })?;
        let prepare = |index: &usize| {
            let unit = &set.units[*index];
            let number = numbers.as_ref().and_then(|n| n.of(*index));
            let inputs = set.inputs(unit, &papers[*index], number);
            let expected = inputs.expected(manifest.last(&unit.key));
            let record = manifest
                .is_current(&unit.key, &expected, &shared)
                .filter(|_| !shared.is_empty() && unit.faults.is_empty())
                .map(|known| UnitRecord {
                    name: unit.name.clone(),
                    state: State::Kept,
                    ..known.clone()
                });
            let paper = papers[*index].clone();
            let inputs = inputs.hash();
            let asked = asked[*index];
            Task { paper, number, inputs, asked, ahead: None, record }
        };
        let indices: Vec<usize> = (0..set.units.len()).collect();
        let (mut order, mut tasks) = (InOrder::new(), Vec::new());
        each(
            options.jobs,
            &indices,
            || (),
            |(), i| prepare(i),
            |i, task| {
                tasks.extend(order.take(i, task));
            },
        );
        let (findings, of_papers) = (Findings::default(), Findings::default());
        let judged = Judged::default();
        Ok(Self {
            engine,
            options,
            set,
            tasks,
            manifest,
            shared,
            findings,
            of_papers,
            numbers,
            spool: put_by(),
            judged,
            outdated: Vec::new(),
        })
    }

    /// Takes what the whole set shows; of units that are not asked for nothing is told.
    fn judged(&mut self, judged: Judged) {
        self.findings.of_set(&judged.set);
        for (index, of_unit) in judged.units.iter().enumerate() {
            if self.tasks[index].asked {
                self.findings.of_unit(index, &of_unit.reports);
            }
        }
        self.judged = judged;
    }

    /// Looks at every unit that is asked for and has changed.
    fn check(&mut self, observe: &mut dyn FnMut(Event<'_>)) {
        let todo: Vec<usize> = (0..self.tasks.len())
            .filter(|i| self.tasks[*i].asked && self.tasks[*i].record.is_none())
            .collect();
        let (set, engine, tasks) = (&self.set, self.engine, &self.tasks);
        let put_by = (self.options.formats.as_slice(), &self.spool);
        let examine = |index: &usize| {
            let (unit, task) = (&set.units[*index], &tasks[*index]);
            checked(set, engine, unit, task.number, put_by)
        };
        let (mut order, mut done) = (InOrder::new(), 0);
        let (mut results, total) = (Vec::<Checked>::new(), todo.len());
        each(
            self.options.jobs,
            &todo,
            || (),
            |(), i| {
                let paper = &tasks[*i].paper;
                sheltered(paper, || examine(i)).unwrap_or_else(Checked::failed)
            },
            |i, result| {
                done += 1;
                results.extend(order.take(i, result));
                observe(Event::Checked { done, total });
            },
        );
        let keys: Vec<_> = self.set.units.iter().map(|unit| unit.key.clone()).collect();
        self.findings.of_set(&self.set.cache.strangers(&keys));
        for (index, result) in todo.iter().zip(&results) {
            self.findings.of_unit(*index, &result.reports);
        }
        let shared: Vec<_> =
            self.set.base.parts().iter().map(|part| part.name()).collect();
        self.findings.forget_idle(&shared, self.set.units.len());
        for (index, mut result) in todo.into_iter().zip(results) {
            for report in &mut result.reports {
                let Report { name, findings, .. } = report;
                findings.retain(|finding| self.findings.has(name, finding));
            }
            let faulty = result.reports.iter().any(Report::has_errors);
            self.tasks[index].ahead = result.ahead;
            let (unit, task) = (&self.set.units[index], &mut self.tasks[index]);
            task.record = Some(UnitRecord {
                key: unit.key.clone(),
                name: unit.name.clone(),
                paper: task.paper.clone(),
                number: task.number,
                state: if faulty { State::Faulty } else { State::Built },
                inputs: task.inputs.clone(),
                files: Vec::new(),
                pages: 0,
                findings: Told::of(&result.reports),
                silenced: result.silenced,
                figures: result.figures,
            });
        }
    }

    /// Makes the papers of the sound units. What is made is written down as it goes.
    fn make(
        &mut self,
        pool: &Pool,
        observe: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), WriteError> {
        let is_sound = |task: &Task| {
            task.asked && task.record.as_ref().is_some_and(|r| r.state == State::Built)
        };
        let todo: Vec<usize> =
            (0..self.tasks.len()).filter(|i| is_sound(&self.tasks[*i])).collect();
        for (task, unit) in self.tasks.iter().zip(&self.set.units) {
            let faulty = task.record.as_ref().is_some_and(|r| r.state == State::Faulty);
            if faulty || task.record.is_none() {
                let last = self.manifest.last(&unit.key);
                let files = last.iter().flat_map(|record| &record.files);
                let left = files.map(|file| file.name.clone()).filter(|name| {
                    !name.contains("-typ/")
                        && source::exists(&self.options.output.join(name))
                });
                self.outdated.extend(left);
            }
            // What is known to be faulty is no paper of this set any more.
            if let Some(record) =
                task.record.as_ref().filter(|r| r.state == State::Faulty)
            {
                self.manifest.append(record, &self.shared)?;
            }
        }
        let (set, engine, tasks) = (&self.set, self.engine, &self.tasks);
        let spool = &self.spool;
        let (manifest, formats) =
            (std::sync::RwLock::new(&mut self.manifest), &self.options.formats);
        let build = |typesetter: &mut Typesetter<'_>, index: &usize| {
            let task = &tasks[*index];
            let write = |name: &str, bytes: &[u8]| {
                let manifest =
                    manifest.read().unwrap_or_else(std::sync::PoisonError::into_inner);
                manifest.write(name, bytes).map_err(|error| {
                    (manifest.kept(&error, bytes), Box::new(write_fault(&error)))
                })
            };
            let to = (task.paper.as_str(), formats.as_slice());
            let ahead = task.ahead.as_ref().and_then(|a| a.paper(engine, spool));
            if let Some(paper) = ahead {
                let paper = (&set.base, Ok(paper));
                return made(engine, paper, typesetter, to, &write);
            }
            let unit = &set.units[*index];
            // A file may have changed since all was checked: what is wrong now is told.
            let examined = match set.examine(engine, unit, task.number) {
                Ok(examined) => examined,
                Err(report) => return Made::failed(vec![report]),
            };
            let reports = rollup::reports(&examined);
            let (Some(plan), Some(source)) = (examined.plan, examined.report.source)
            else {
                return Made::failed(reports);
            };
            let paper = engine.prepare_paper(&plan, formats, &mut Timings::default());
            made(engine, (&source, paper), typesetter, to, &write)
        };
        let (mut order, mut done) = (InOrder::new(), 0);
        let (mut failed, mut ready) = (None, Vec::new());
        each(
            self.options.jobs,
            &todo,
            || pool.typesetter(),
            |typesetter, i| {
                let paper = &tasks[*i].paper;
                sheltered(paper, || build(typesetter, i)).unwrap_or_else(|fault| {
                    // Its process may hold an answer that nobody has read.
                    *typesetter = pool.typesetter();
                    Made::failed(vec![fault])
                })
            },
            |i, made| {
                let task = &tasks[todo[i]];
                let Some(mut record) = task.record.clone() else { return };
                let reports = made.reports;
                // A paper of which nothing was written was not made.
                let written = !made.files.is_empty();
                let sound = written && !reports.iter().any(Report::has_errors);
                record.pages = if written { made.pages } else { 0 };
                record.files = made.files;
                record.findings.extend(Told::of(&reports));
                record.state = if sound { State::Built } else { State::Failed };
                let mut manifest =
                    manifest.write().unwrap_or_else(std::sync::PoisonError::into_inner);
                if let Err(error) = manifest.append(&record, &self.shared) {
                    failed.get_or_insert(error);
                }
                drop(manifest);
                for (record, reports) in order.take(i, (record, reports)) {
                    done += 1;
                    observe(Event::Made { done, total: todo.len(), unit: &record });
                    ready.push((record, reports));
                }
            },
        );
        for (index, (record, reports)) in todo.into_iter().zip(ready) {
            self.findings.of_unit(index, &reports);
            self.of_papers.of_unit(index, &reports);
            self.tasks[index].record = Some(record);
        }
        failed.map_or(Ok(()), Err)
    }
}
