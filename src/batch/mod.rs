//! A plan for every unit: one master form and one table of units become one checked paper
//! each, with a report on all of them and figures that reconcile.
//!
//! | file | does |
//! |---|---|
//! | `set` | the set file, its master and its table of units, read once |
//! | `unit` | the form of one unit |
//! | `inputs` | all that a paper comes from, and its hash |
//! | `run` | one run of a set: units checked, then made |
//! | `work` | one unit of a run: looked at, and made |
//! | `each` | work on many units at once, in threads |
//! | `told` | what was found, told once each |
//! | `rollup` | the figures of all units, what must hold over them, the office's own plan |
//! | `end` | the end of a run: roll-up, reports, the manifest put in order |
//! | `pool` | typesetting processes, one for each thread |
//! | `worker` | what such a process does |
//! | `wire` | what the two say to each other |
//! | `ledger` | numbers of papers, kept for ever |
//! | `number` | the number of each paper of a set, while no other run gives any |
//! | `manifest` | what earlier runs left, so that a run makes only what changed |
//! | `name` | names of papers, no two alike on any system |
//! | `record` | what is known of a unit after a run, as the manifest and the report have it |
//! | `judge` | what only the whole set shows: figures far from the others, strange names |
//! | `print` | all papers as one PDF for the printer |
//! | `select` | `--only`, `--except`, `--shard` |
//! | `report` | a run as a page for the browser, as CSV and as JSON |

mod each;
mod end;
mod inputs;
mod judge;
mod ledger;
mod manifest;
mod name;
mod number;
mod pool;
mod print;
mod reading;
mod record;
pub mod report;
mod rollup;
mod run;
mod select;
mod set;
#[cfg(test)]
mod tests;
mod told;
mod unit;
mod wire;
mod work;
mod worker;

pub use ledger::{Ledger, Paper};
pub use manifest::{Manifest, OpenError, Removal, Shared, Stray};
pub use name::names;
pub use pool::{COMMAND, Pool, Typesetter, Unset};
pub use record::{FileRecord, State, Told, UnitRecord};
pub use run::{Event, Options, Outcome, Prune, run};
pub use select::{Selection, Shard, Unselected, select};
pub use set::{OpenSet, Opened, Unit, open};
pub use worker::serve;
