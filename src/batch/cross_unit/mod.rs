//! What can only be seen over the whole set: a figure far from all others, a target that
//! leaves less than nothing, the name of another unit in a unit's paper.
//!
//! | file | does |
//! |---|---|
//! | `outlier` | a figure more than ten times the median of its column |
//! | `beyond` | a difference that comes out below nought |
//! | `stranger` | another unit's name in the texts of a unit, or in those of all |
//! | `names` | the names of units in a text |
//! | `scalars` | the texts of a tree, those that belong together in one group |
//! | `met` | what is found, of one unit or of the set |
//! | `place` | where a cell of the table of units stands |
//! | `silence` | what the set silences |

mod cell;
mod finding;
mod foreign_name;
mod outlier;
mod suppression;
mod target_exceeds_start;
mod texts;
mod unit_names;

use crate::diagnostic::Report;

use super::set::OpenSet;

pub(super) use finding::{CrossUnitFindings, UnitFindings};

/// Codes of what is judged over a set; these a set may silence.
const CODES: [&str; 3] = [outlier::CODE, target_exceeds_start::CODE, foreign_name::CODE];

/// Judges a set.
///
/// # Errors
///
/// What is wrong with what the set silences.
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
