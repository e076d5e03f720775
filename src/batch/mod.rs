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
//! | file | what it does |
//! |---|---|
//! | `run` | one run of a set: calls the stages in their order |
//! | `options` | what a run is asked for |
//! | `outcome` | what a run reports while it is at work, and how it ends |
//! | `open` | the set file, its master and its table of units, read and computed → `OpenSet` |
//! | `plan` | what the run will do: selection, names, numbers, papers that are current → `RunPlan` |
//! | `check` | examines every unit whose paper is to be made → `CheckedUnit`s |
//! | `rollup` | the figures of all units in one table, and what must hold over them |
//! | `rollup_kind` | the type of a figure of `tong_hop` of which the set says none |
//! | `office` | the office's own paper: examined after all units, built after all of them |
//! | `build` | makes the papers and records them → `UnitRecord`s |
//! | `finish` | the end of a run: orphans, notes, reports, the manifest put in order → `Outcome` |
//! | `set` | an open set: what all its units share |
//! | `title` | what the papers of a set are about, and of which year |
//! | `sources` | the texts of a form of a set, by name |
//! | `ready_tables` | the tables that a set gives to its forms, ready computed |
//! | `unit_rows` | the rows of the table of units: who they are, what is wrong with them |
//! | `named_files` | the files that a set names, looked for before it is run |
//! | `overrides` | the folder with the files of single units |
//! | `unit_form` | the form of one unit, put together and examined |
//! | `reading` | which texts and formulas of a set read the totals of all units |
//! | `data_files` | the files of data that a form names, and their hashes |
//! | `inputs` | all that a paper comes from, as a hash, and the name of its file |
//! | `select` | `--only`, `--except`, `--shard` |
//! | `paper_name` | names of papers, no two alike on any system |
//! | `issuer` | who issues each paper, and which papers share one sequence of numbers |
//! | `numbering` | the number of each paper, while no other run gives any |
//! | `ledger` | the file of the numbers, which keeps them for ever |
//! | `shared_ledger` | which file that is, and other sets that write it too |
//! | `bad_cells` | cells of units at fault that are missing or wrong |
//! | `held` | figures that no paper may print while such a cell goes into them |
//! | `cross_unit` | what only the whole set shows: figures far from the others, names of other units |
//! | `merged` | the findings of all units, each reported once |
//! | `merged_table` | the table of units and the figures of their plans, side by side |
//! | `merged_readings` | how data files were read by all units, each table once |
//! | `record` | what is known of a unit after a run, as manifest and report have it |
//! | `waiting` | papers between checking and building |
//! | `parallel` | work on many units at once, in threads |
//! | `pool` | typesetting processes, one for each thread |
//! | `worker` | what such a process does |
//! | `wire` | the messages between the two |
//! | `store` | the folder of the output, while threads write there |
//! | `manifest` | what earlier runs left, so that a run makes only what changed |
//! | `orphans` | files of earlier runs that belong to no unit any more |
//! | `notes` | sentences on earlier runs and on papers that wait |
//! | `run_files` | writes the files on a whole run: reports, merged table, print file |
//! | [`report`] | the report on a run as a page for the browser, as a workbook, CSV and JSON |
//! | `print` | all papers as one PDF for the printer |

mod bad_cells;
mod build;
mod check;
mod cross_unit;
mod data_files;
mod finish;
mod held;
mod inputs;
mod issuer;
mod ledger;
mod manifest;
mod merged;
mod merged_readings;
mod merged_table;
mod named_files;
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
mod rollup_kind;
mod run;
mod run_files;
mod select;
mod set;
mod shared_ledger;
mod sources;
mod store;
#[cfg(test)]
mod tests;
mod title;
mod unit_form;
mod unit_rows;
mod waiting;
mod wire;
mod worker;

pub use ledger::{Ledger, NumberRequest};
pub use manifest::{
    Manifest, OpenError, Orphan, OrphanRemoval, RunInputs, UnplaceableFile, UnplacedFile,
};
pub use open::{OpenResult, open_set};
pub use options::{Options, Prune};
pub use outcome::{Event, Outcome};
pub use paper_name::{NameRequest, name_papers};
pub use pool::{Pool, TYPESETTER_COMMAND, TypesetFailure, Typesetter};
pub use record::{FileRecord, SavedDiagnostic, SavedReading, UnitRecord, UnitState};
pub use run::run_set;
pub use select::{Selection, SelectionError, Shard, UnitName, select_units};
pub use set::{OpenSet, Unit};
pub use worker::serve_requests;
