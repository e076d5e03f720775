//! Codes of diagnostics, each a static beside its explanation: what has no explanation
//! does not compile, and a test names a code that is missing in the list of its file or
//! that nothing raises.
//!
//! The codes of rules stand in the files of the rules. A code here cannot be suppressed in
//! a form: no reason makes up for what it reports. Two exceptions: what a rule reports with
//! a code of `rule`, and some codes that only a whole set shows, which the set may suppress
//! (`batch::cross_unit`). Ids are English and never change; manifests and third-party
//! programs have kept them.
//!
//! | file | what its codes are about |
//! |---|---|
//! | `file` | files that are not there or cannot be read |
//! | `git` | git as a source of versions, and its settings |
//! | `yaml` | a file that is no YAML as forms are written, one tree laid over another |
//! | `sheet` | data files that are no table |
//! | `prose` | marks and `{{ … }}` of a text that are not closed or can be read in two ways |
//! | `formula` | formulas, conditions and `{{ … }}` |
//! | `form` | keys and values of a form, of a set and of an override |
//! | `indicator` | rows, columns and cells of tables |
//! | `integrity` | what makes a paper impossible though every value could be read |
//! | `task_sheet` | tasks that are read from a data file |
//! | `suppression` | `bo_qua` that names no rule, or that suppresses nothing |
//! | `text` | characters and codes of letters other than those meant |
//! | `rule` | codes of rules that the reader of a form raises too |
//! | `layout` | fonts and pages, and what the program itself fails at |
//! | `output` | files that cannot be written |
//! | `diff` | changes that need a reason |
//! | `batch` | a set, its units and its numbers of papers |
//! | `cli` | words of a command line |

pub(crate) mod batch;
pub(crate) mod cli;
pub(crate) mod diff;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod formula;
pub(crate) mod git;
pub(crate) mod indicator;
pub(crate) mod integrity;
pub(crate) mod layout;
pub(crate) mod output;
pub(crate) mod prose;
pub(crate) mod rule;
pub(crate) mod sheet;
pub(crate) mod suppression;
pub(crate) mod task_sheet;
pub(crate) mod text;
pub(crate) mod yaml;

use std::fmt;

/// The code of a diagnostic, explained. Two with one id are one code.
pub struct Code {
    /// English, kebab-case, as messages and machine formats show it: `unknown-key`.
    pub id: &'static str,
    /// What it says, in Vietnamese, in one line.
    pub summary: &'static str,
    /// Why that is wrong and what to do, in Vietnamese, in full sentences.
    pub explanation: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

/// The id alone: an explanation in every printed diagnostic would bury the rest.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// The id.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// The lists of all files but `rule`, whose codes are listed with the rules.
const FILES: &[&[&Code]] = &[
    batch::ALL,
    cli::ALL,
    diff::ALL,
    file::ALL,
    form::ALL,
    formula::ALL,
    git::ALL,
    indicator::ALL,
    integrity::ALL,
    layout::ALL,
    output::ALL,
    prose::ALL,
    sheet::ALL,
    suppression::ALL,
    task_sheet::ALL,
    text::ALL,
    yaml::ALL,
];

/// Every code that is no rule, by the alphabet of the ids.
#[must_use]
pub fn list_codes() -> Vec<&'static Code> {
    let mut codes = FILES.concat();
    codes.sort_by_key(|code| code.id);
    codes
}

#[cfg(test)]
mod tests;
