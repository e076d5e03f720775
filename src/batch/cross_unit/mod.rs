//! What can only be seen over the whole set: a figure far from all others, a target that
//! leaves less than nothing, the name of another unit in a unit's paper.
//!
//! | file | what it does |
//! |---|---|
//! | `outlier` | a figure more than ten times the median of its column |
//! | `target_exceeds_start` | a difference below zero: a target takes away more than there is |
//! | `foreign_name` | another unit's name in the texts of a unit, or in those of all |
//! | `former_names` | names that a unit's own texts give as those of former units |
//! | `old_name` | whether the words around a name say that its unit is no more |
//! | `unit_files` | overrides, and the rows of units in files of data |
//! | `unit_names` | finds the names of units in a text |
//! | `texts` | the texts of a tree, those that belong together in one group |
//! | `finding` | what is found, in one unit or in the set |
//! | `cell` | where a cell of the table of units stands |
//! | `suppression` | what `bo_qua` of the set suppresses |

mod cell;
mod finding;
mod foreign_name;
mod former_names;
mod old_name;
mod outlier;
mod suppression;
mod target_exceeds_start;
mod texts;
mod unit_files;
mod unit_names;

use crate::code::Code;
use crate::diagnostic::Report;

use super::set::OpenSet;

pub(super) use cell::name_column;
pub(super) use finding::{CrossUnitFindings, UnitFindings};

/// Codes of what is found over a set: those that its `bo_qua` may suppress.
const CODES: [&Code; 3] = [outlier::CODE, target_exceeds_start::CODE, foreign_name::CODE];

/// Finds what only the whole set shows, and takes out what its `bo_qua` suppresses.
///
/// # Errors
///
/// What is wrong with the `bo_qua` of the set.
pub(super) fn check_across_units(
    set: &OpenSet,
) -> Result<CrossUnitFindings, Vec<Report>> {
    let met = [
        outlier::find_outliers(set),
        target_exceeds_start::find_exceeding_targets(set),
        foreign_name::find_foreign_names(set),
    ]
    .concat();
    suppression::apply_suppressions(set, &CODES, met)
}
