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
//! | `place` | where a cell of the table of units stands |
//! | `silence` | what the set silences |

mod beyond;
mod names;
mod outlier;
mod place;
mod scalars;
mod silence;
mod stranger;

use crate::diagnostic::Report;

use super::set::OpenSet;

/// Codes of what is judged over a set; these a set may silence.
const CODES: [&str; 3] = [outlier::CODE, beyond::CODE, stranger::CODE];

/// What was found over a set.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// By index of the unit.
    pub(super) units: Vec<OfUnit>,
    /// What concerns no unit alone.
    pub(super) set: Vec<Report>,
}

/// What was found in one unit.
#[derive(Debug, Clone, Default)]
pub(super) struct OfUnit {
    /// What was found, a report for each finding.
    pub(super) reports: Vec<Report>,
    /// How many more the set silences.
    pub(super) silenced: usize,
}

/// A finding.
#[derive(Debug, Clone)]
struct Met {
    /// The unit in which it was met; none where it stands in the master.
    unit: Option<usize>,
    /// The unit that it is about: that one, or the one whose name is a stranger's.
    about: usize,
    /// One finding, in its file.
    report: Report,
}

impl Met {
    /// A finding about the unit in which it was met.
    fn of(unit: usize, report: Report) -> Self {
        Self { unit: Some(unit), about: unit, report }
    }

    fn code(&self) -> &'static str {
        self.report.findings.first().map_or("", |finding| finding.code)
    }
}

/// Judges a set.
///
/// # Errors
///
/// What is wrong with what the set silences.
pub(super) fn judge(set: &OpenSet) -> Result<Judged, Vec<Report>> {
    let met = [outlier::find(set), beyond::find(set), stranger::find(set)].concat();
    silence::settle(set, met)
}
