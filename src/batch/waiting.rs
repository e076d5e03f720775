//! Papers between checking and building: those of units wait until all are checked, the
//! office's own until all others are built.

use crate::build::{Engine, Examined, PaperFault, Prepared, PreparedWords, Timings};
use crate::diagnostic::Report;
use crate::output::{Format, Spool, SpoolEntry};
use crate::plan::Plan;
use crate::source::Source;
use crate::template::TypstSource;

use super::plan::RunPlan;
use super::unit_form::split_reports;

/// A paper that waits to be made.
pub(super) enum WaitingPaper {
    /// The paper of a unit. Memory must not grow with the set: the paper is spooled, or its
    /// form is examined once more when its turn comes.
    Unit {
        /// Index of the unit.
        unit: usize,
        /// The paper, where there was room for it in the spool.
        spooled: Option<SpooledPaper>,
    },
    /// The office's own paper, whose plan stays in memory: there is only one.
    Office {
        /// The checked plan.
        plan: Plan,
        /// The form, in which findings of the layout have their places.
        source: Source,
    },
}

/// A paper whose source is in the spool.
pub(super) struct SpooledPaper {
    /// All but its Typst source.
    words: PreparedWords,
    source: SpoolEntry,
}

/// A paper that only needs to be laid out.
pub(super) struct ReadyPaper {
    /// The form, in which findings of the layout have their places.
    pub(super) source: Source,
    /// The paper, or what is wrong with a template.
    pub(super) prepared: Result<Prepared, PaperFault>,
}

impl WaitingPaper {
    /// The paper of a unit whose form is sound.
    pub(super) fn from_unit(run: &RunPlan<'_>, unit: usize, examined: &Examined) -> Self {
        // A paper from the spool has the set and its master as its source, which stay in
        // memory. Findings of the layout of another form may have places in its override.
        let is_master_alone = !run.set.has_override(&run.set.units[unit]);
        let formats = run.options.formats.as_slice();
        let spooled = is_master_alone
            .then(|| spool_paper(run.engine, examined, formats, &run.spool));
        Self::Unit { unit, spooled: spooled.flatten() }
    }

    /// The paper, ready to be laid out.
    ///
    /// # Errors
    ///
    /// What is wrong now with the form of a unit, which was sound when it was checked: a
    /// file may have changed since.
    pub(super) fn make_ready(
        &self,
        run: &RunPlan<'_>,
    ) -> Result<ReadyPaper, Vec<Report>> {
        match self {
            Self::Office { plan, source } => Ok(prepare_paper(run, plan, source.clone())),
            Self::Unit { unit, spooled } => {
                let unspooled = spooled.as_ref().and_then(|paper| paper.unspool(run));
                match unspooled {
                    Some(prepared) => {
                        let source = run.set.sources.joined.clone();
                        Ok(ReadyPaper { source, prepared: Ok(prepared) })
                    }
                    None => examine_again(run, *unit),
                }
            }
        }
    }
}

/// Spools the paper of a unit, where there is room and only formats with pages are wanted:
/// the others need more than the Typst source.
fn spool_paper(
    engine: &Engine,
    examined: &Examined,
    formats: &[Format],
    spool: &Spool,
) -> Option<SpooledPaper> {
    let plan = examined.plan.as_ref()?;
    if !spool.has_room() || !formats.iter().all(|f| f.has_pages()) {
        return None;
    }
    let timings = &mut Timings::default();
    let Prepared { typst, words } = engine.prepare_paper(plan, formats, timings).ok()?;
    let source = spool.store(&typst?.main)?;
    Some(SpooledPaper { words, source })
}

impl SpooledPaper {
    /// The paper; `None` where the spool cannot be read.
    fn unspool(&self, run: &RunPlan<'_>) -> Option<Prepared> {
        let main = run.spool.get(self.source)?;
        let library = run.engine.templates().library().to_owned();
        let typst = Some(TypstSource { main, library });
        Some(Prepared { typst, words: self.words.clone() })
    }
}

fn examine_again(run: &RunPlan<'_>, unit: usize) -> Result<ReadyPaper, Vec<Report>> {
    let number = run.units[unit].id.number;
    let examined = run
        .set
        .examine(run.engine, &run.set.units[unit], number)
        .map_err(|report| vec![report])?;
    let reports = split_reports(&examined);
    match (examined.plan, examined.report.source) {
        (Some(plan), Some(source)) => Ok(prepare_paper(run, &plan, source)),
        _ => Err(reports),
    }
}

fn prepare_paper(run: &RunPlan<'_>, plan: &Plan, source: Source) -> ReadyPaper {
    let formats = run.options.formats.as_slice();
    let prepared = run.engine.prepare_paper(plan, formats, &mut Timings::default());
    ReadyPaper { source, prepared }
}
