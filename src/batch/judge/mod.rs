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

mod beyond;
mod met;
mod names;
mod outlier;
mod place;
mod scalars;
mod silence;
mod stranger;

use crate::code::Code;
use crate::diagnostic::Report;

use super::set::OpenSet;

pub(super) use met::{Judged, OfUnit};

/// Codes of what is judged over a set; these a set may silence.
const CODES: [&Code; 3] = [outlier::CODE, beyond::CODE, stranger::CODE];

/// Judges a set.
///
/// # Errors
///
/// What is wrong with what the set silences.
pub(super) fn judge(set: &OpenSet) -> Result<Judged, Vec<Report>> {
    let met = [outlier::find(set), beyond::find(set), stranger::find(set)].concat();
    silence::settle(set, &CODES, met)
}
