//! One run of a set, from its file to the outcome: each stage makes the next.

use std::path::Path;

use crate::build::Engine;
use crate::diagnostic::Report;

use super::build::{Built, build};
use super::check::check;
use super::finish::{Results, finish};
use super::notes;
use super::open::{Opened, open};
use super::options::Options;
use super::outcome::{Event, Outcome};
use super::plan::plan;
use super::pool::Pool;
use super::rollup::rollup;

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
    let Opened { set, reports } = open(path)?;
    let mut run = plan(engine, &set, options)?;
    let mut findings = run.findings(&reports);
    let checked = check(&run, &mut findings, observe);
    let mut rollup = rollup(&run, &checked);
    findings.of_set(&rollup.reports);
    if let Some(office) = &rollup.office {
        findings.of_set(&office.reports);
    }
    observe(Event::Found(&findings.reports(&set.names())));
    run.write_numbers()?;
    let outdated = notes::outdated(&run, &checked);
    let Built { units, findings: mut of_papers } =
        build(&run, checked, pool, observe).map_err(|e| vec![options.unwritten(&e)])?;
    let all_done = units.iter().all(|unit| unit.state.is_done());
    let is_held = !all_done || rollup.differs();
    let office = rollup
        .office
        .take()
        .map(|office| if is_held { office.hold() } else { office.build(&run, pool) });
    if let Some(office) = &office {
        of_papers.of_set(&office.reports);
    }
    let results = Results {
        units,
        office: office.map(|office| office.record),
        rollup,
        shared: findings.shared(),
        findings: of_papers,
        outdated,
    };
    Ok(finish(run, results))
}
