//! The plan of a run, made before any form is examined: which units it is asked for, the
//! names and numbers of their papers, and which papers of earlier runs are current.

use crate::build::Engine;
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::output::Spool;

use super::cross_unit::{CrossUnitFindings, UnitFindings, check_across_units};
use super::held::HeldFigures;
use super::merged::MergedReports;
use super::numbering::{self, IssuedNumbers};
use super::options::Options;
use super::parallel::map_in_order;
use super::record::{PaperId, UnitRecord};
use super::select::{Selection, SelectionError, UnitName, select_units};
use super::set::OpenSet;
use super::shared_ledger::report_shared_ledger;
use super::store::PaperStore;

/// The key of the office's own paper in the manifest; no unit has an empty one.
pub(super) const OFFICE: &str = "";

/// Most bytes of papers spooled between checking and building, in a temporary file: some
/// two thousand papers. Forms of units beyond are examined twice.
const SPOOLED: u64 = 128 << 20;

/// What a run will do.
pub(super) struct RunPlan<'a> {
    pub(super) engine: &'a Engine,
    pub(super) options: &'a Options,
    pub(super) set: &'a OpenSet,
    /// Every unit of the set, in its order.
    pub(super) units: Vec<UnitPlan>,
    /// The figures of the set that no paper may print yet.
    pub(super) held: HeldFigures,
    /// The office's own paper, where the set has one.
    pub(super) office: Option<PaperId>,
    /// The numbers of the papers, where the set gives any.
    pub(super) numbers: Option<IssuedNumbers>,
    /// The folder of the output.
    pub(super) store: PaperStore,
    /// Where papers wait between checking and making.
    pub(super) spool: Spool,
    /// What the set shows that concerns no unit alone.
    cross_unit: Vec<Report>,
}

/// What a run will do for a unit.
pub(super) struct UnitPlan {
    pub(super) id: PaperId,
    /// Whether the run is asked for it.
    pub(super) asked: bool,
    /// The record of an earlier run, where its papers are current.
    pub(super) current: Option<UnitRecord>,
    /// What the whole set shows of it. It is no part of what the manifest keeps of a
    /// unit: another unit may change it.
    pub(super) cross_unit: UnitFindings,
}

/// Plans a run.
///
/// The order matters: the selection is judged before the ledger is locked and the output
/// folder opened, so that a mistyped command touches neither; names and numbers are given
/// to all units, selected or not, so that a run on a part gives the same; and the number
/// is part of the inputs, so it must be known before a paper can be called current.
///
/// # Errors
///
/// What keeps the whole set from being run: faults of the set, of the command line or of
/// the folder of the output. Nothing is written then.
pub(super) fn plan_run<'a>(
    engine: &'a Engine,
    set: &'a OpenSet,
    options: &'a Options,
) -> Result<RunPlan<'a>, Vec<Report>> {
    let CrossUnitFindings { units: of_units, set: of_set } = check_across_units(set)?;
    let asked = select_asked(set, &options.selection)?;
    let papers = set.paper_names();
    let numbers = numbering::number_papers(set, options)?;
    let store =
        PaperStore::open(engine, &set.path, options).map_err(|report| vec![report])?;
    let indices: Vec<usize> = (0..set.units.len()).collect();
    // Looking for papers that are current hashes all of them, hence the threads.
    let units = map_in_order(options.jobs, &indices, |index| {
        let unit = &set.units[*index];
        let paper = papers[*index].clone();
        let number = numbers.as_ref().and_then(|numbers| numbers.number(*index));
        let inputs = set.inputs(unit, &paper, number);
        let current = if unit.faults.is_empty() {
            store
                .current_record(&unit.key, &inputs)
                .map(|record| record.as_kept(&unit.name))
        } else {
            None
        };
        let id = PaperId {
            key: unit.key.clone(),
            name: unit.name.clone(),
            paper,
            number,
            inputs: inputs.hash(),
        };
        UnitPlan {
            id,
            asked: asked[*index],
            current,
            cross_unit: of_units[*index].clone(),
        }
    });
    let office = set.office_paper_name().map(|paper| identify_office(set, paper));
    let spool = Spool::new(SPOOLED);
    Ok(RunPlan {
        engine,
        options,
        set,
        units,
        held: HeldFigures::from_set(set),
        office,
        numbers,
        store,
        spool,
        cross_unit: of_set,
    })
}

/// Whether the run is asked for each unit.
fn select_asked(set: &OpenSet, selection: &Selection) -> Result<Vec<bool>, Vec<Report>> {
    let names: Vec<_> = set
        .units
        .iter()
        .map(|unit| UnitName { key: &unit.key, name: &unit.name })
        .collect();
    select_units(&names, selection).map_err(|errors| {
        errors.into_iter().map(|error| report_selection_error(set, error)).collect()
    })
}

fn report_selection_error(set: &OpenSet, error: SelectionError) -> Report {
    let SelectionError { message, hint } = error;
    let finding =
        Diagnostic::new(&code::batch::UNKNOWN_UNIT, Severity::Error, None, message);
    Report::without_source(set.sources.set.name(), finding.hint(hint))
}

/// The office's own paper, by its name: one more unit of the run.
fn identify_office(set: &OpenSet, paper: String) -> PaperId {
    PaperId {
        key: OFFICE.to_owned(),
        name: format!("{} chung", set.office_kind().name),
        paper,
        number: None,
        // What it comes from is known when all units are done.
        inputs: String::new(),
    }
}

impl RunPlan<'_> {
    /// What was found before any form was examined, after what opening the set has
    /// found; nothing of units that the run is not asked for.
    pub(super) fn findings(&self, opened: &[Report]) -> MergedReports {
        let mut res = MergedReports::default();
        res.add_set_reports(opened);
        res.add_set_reports(report_shared_ledger(self.set).as_slice());
        res.add_set_reports(&self.cross_unit);
        for (index, unit) in self.units.iter().enumerate().filter(|(_, u)| u.asked) {
            res.add_unit_reports(index, &unit.cross_unit.reports);
        }
        res
    }

    /// Writes the numbers of this run into the ledger, before any paper bears one, and lets
    /// other runs have it.
    pub(super) fn write_numbers(&mut self) -> Result<(), Vec<Report>> {
        self.numbers.as_mut().map_or(Ok(()), IssuedNumbers::write)
    }
}
