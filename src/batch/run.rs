//! One run of a set, from its file to the outcome: each stage makes the next.

use std::path::Path;

use crate::build::Engine;
use crate::diagnostic::Report;

use super::build::{BuiltUnits, build_papers};
use super::check::check_units;
use super::finish::{StageResults, finish_run};
use super::notes;
use super::open::{OpenResult, open_set};
use super::options::Options;
use super::outcome::{Event, Outcome};
use super::plan::plan_run;
use super::pool::Pool;
use super::rollup::compute_rollup;

/// Runs a set.
///
/// All units are checked, and their figures rolled up, before the first paper is made.
/// Numbers are recorded in the ledger between the two: from then on they are on papers.
/// The office's own paper comes last, and is held back while a unit is not done or the
/// figures do not reconcile.
///
/// # Errors
///
/// What keeps the whole set from being run: faults of the set, of the command line or of
/// the folder of the output. Nothing is written then.
pub fn run_set(
    engine: &Engine,
    pool: &Pool,
    path: &Path,
    options: &Options,
    observe: &mut dyn FnMut(Event<'_>),
) -> Result<Outcome, Vec<Report>> {
    let OpenResult { set, reports } = open_set(&options.store, path)?;
    let mut run = plan_run(engine, &set, options)?;
    let mut findings = run.findings(&reports);
    let checked = check_units(&run, &mut findings, observe);
    let mut rollup = compute_rollup(&run, &checked);
    findings.add_set_reports(&rollup.reports);
    if let Some(office) = &rollup.office {
        findings.add_set_reports(&office.reports);
    }
    observe(Event::Found(&findings.reports(&set.names())));
    // Before this line no number and no paper is written; if it fails, none will be.
    run.write_numbers()?;
    let mut outdated = notes::find_outdated(&run, &checked);
    let BuiltUnits { units, findings: mut of_papers } =
        build_papers(&run, checked, pool, observe)
            .map_err(|e| vec![options.unwritten(&e)])?;
    let all_done = units.iter().all(|unit| unit.state.is_done());
    let is_held = !all_done || rollup.has_mismatch();
    let office = rollup
        .office
        .take()
        .map(|office| if is_held { office.hold() } else { office.build(&run, pool) });
    if let Some(office) = &office {
        of_papers.add_set_reports(&office.reports);
        outdated.extend(notes::find_outdated_office(&run, &office.record));
    }
    let results = StageResults {
        units,
        office: office.map(|office| office.record),
        rollup,
        shared: findings.shared(),
        findings: of_papers,
        outdated,
    };
    Ok(finish_run(run, results))
}
