//! `hang_tong` and `bo_hang`: by what a row of the data is known to be the total, or none
//! of the table's rows.

use crate::language;
use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::value::{self, Formula};

/// By what rows of a kind are known.
#[derive(Debug, Clone)]
pub enum RowRule {
    /// `khong`: no row is one.
    Nothing,
    /// The rows in which a condition holds.
    Where(Formula),
}

impl RowRule {
    /// The condition; `None` where no row is meant.
    #[must_use]
    pub fn condition(&self) -> Option<&Formula> {
        match self {
            Self::Nothing => None,
            Self::Where(formula) => Some(formula),
        }
    }
}

pub(super) fn read_row_rule(r: &mut FormReader<'_>, node: &YamlNode) -> Option<RowRule> {
    if language::to_key(r.scalar(node)?.text.trim()) == "khong" {
        return Some(RowRule::Nothing);
    }
    value::read_formula(r, node).map(RowRule::Where)
}
