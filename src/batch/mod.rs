//! A plan for every unit: one master form and one table of units become one checked paper
//! each, with a report on all of them and figures that reconcile.
//!
//! A run is a chain of stages, each a type and a file:
//!
//! ```text
//! path ──open──▶ OpenSet ──plan──▶ RunPlan ──check──▶ CheckedUnit ──build──▶ UnitRecord ──finish──▶ Outcome
//! ```
//!
//! The office's own paper goes the same way, a stage behind the units: `rollup` and
//! `office` check it, and it is built when all of them are done.
//!
//! | file | does |
//! |---|---|
//! | `run` | one run of a set, stage by stage |
//! | `open` | the set file, its master and its table of units, read and computed |
//! | `plan` | what the run will do: selection, names, numbers, papers that stand |
//! | `check` | every unit that is to be made, looked at |
//! | `rollup` | the figures of all units, and what must hold over them |
//! | `office` | the office's own paper |
//! | `build` | papers made, and written down |
//! | `finish` | the end of a run: roll-up, reports, the manifest put in order |
//! | `options` | what a run is asked for |
//! | `outcome` | what a run tells while it is at work, and how it ends |
//! | `set` | a set, opened: what all its units share |
//! | `sources` | the texts of a form of a set, by name |
//! | `tables` | the tables that a set gives to its forms |
//! | `units` | the rows of the table of units: who they are, what is wrong with them |
//! | `overrides` | the folder of what units have of their own |
//! | `unit` | the form of one unit |
//! | `inputs` | all that a paper comes from, and its hash |
//! | `reading` | what its texts and formulas read, before any form is |
//! | `data_files` | the files of data that a form names |
//! | `record` | what is known of a unit after a run, as the manifest and the report have it |
//! | `waiting` | papers between checking and making |
//! | `store` | the folder of the output, while threads write there |
//! | `each` | work on many units at once, in threads |
//! | `told` | what was found, told once each |
//! | `notes` | what is told of earlier runs and of papers that wait |
//! | `strays` | files of earlier runs that are of no unit any more |
//! | `reports` | the files that speak of a whole run |
//! | `pool` | typesetting processes, one for each thread |
//! | `worker` | what such a process does |
//! | `wire` | what the two say to each other |
//! | `ledger` | numbers of papers, kept for ever |
//! | `number` | the number of each paper of a set, while no other run gives any |
//! | `manifest` | what earlier runs left, so that a run makes only what changed |
//! | `name` | names of papers, no two alike on any system |
//! | `judge` | what only the whole set shows: figures far from the others, strange names |
//! | `print` | all papers as one PDF for the printer |
//! | `select` | `--only`, `--except`, `--shard` |
//! | `report` | a run as a page for the browser, as CSV and as JSON |

mod build;
mod check;
mod cross_unit;
mod data_files;
mod finish;
mod inputs;
mod ledger;
mod manifest;
mod merged;
mod notes;
mod numbering;
mod office;
mod open;
mod options;
mod orphans;
mod outcome;
mod overrides;
mod paper_name;
mod parallel;
mod plan;
mod pool;
mod print;
mod reading;
mod ready_tables;
mod record;
pub mod report;
mod rollup;
mod run;
mod run_files;
mod select;
mod set;
mod sources;
mod store;
#[cfg(test)]
mod tests;
mod unit_form;
mod unit_rows;
mod waiting;
mod wire;
mod worker;

pub use ledger::{Ledger, NumberRequest};
pub use manifest::{Manifest, OpenError, Orphan, OrphanRemoval, RunInputs};
pub use open::{OpenResult, open_set};
pub use options::{Options, Prune};
pub use outcome::{Event, Outcome};
pub use paper_name::{NameRequest, name_papers};
pub use pool::{COMMAND, Pool, Typesetter, Unset};
pub use record::{FileRecord, State, Told, UnitRecord};
pub use run::run;
pub use select::{Selection, SelectionError, Shard, UnitName, select_units};
pub use set::{OpenSet, Unit};
pub use worker::serve;
