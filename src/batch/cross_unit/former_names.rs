//! The names of the units that each unit was made of, where they are names of others now.

use std::collections::BTreeSet;

use crate::form::ColumnId;
use crate::formula::Value;
use crate::indicator::RowPlace;

use super::OpenSet;
use super::old_name::{is_of_former_kind, is_old_heading, is_old_name};
use super::texts::collect_groups;
use super::unit_files::{UnitFiles, UnitOverride, list_file_cells, list_old_columns};
use super::unit_names::{NameHit, UnitNames};

/// The first year in which the kinds of units of before 1/7/2025 are no more.
const FIRST_YEAR_WITHOUT_DISTRICTS: u16 = 2026;

/// For each unit the others whose names its own texts give as those of former units. What
/// its texts once call so is at home in all of them.
pub(super) struct FormerNames {
    by_unit: Vec<BTreeSet<usize>>,
    has_former_kinds: bool,
}

impl FormerNames {
    pub(super) fn new(set: &OpenSet, names: &UnitNames, files: &UnitFiles) -> Self {
        let by_unit = vec![BTreeSet::new(); set.units.len()];
        let year = set.year();
        let has_former_kinds =
            year.is_some_and(|year| year >= FIRST_YEAR_WITHOUT_DISTRICTS);
        let mut res = Self { by_unit, has_former_kinds };
        for column in set.set.units.columns.ids() {
            let is_old = is_old_column(set, column);
            for (unit, known) in set.units.iter().enumerate() {
                let value = set.units_table().value(RowPlace::Row(known.row), column);
                if let Some(Value::Text(text)) = value {
                    res.add_text(names, unit, text, is_old);
                }
            }
        }
        for UnitOverride { unit, tree, .. } in &files.overrides {
            for text in collect_groups(tree).iter().flatten() {
                res.add_text(names, *unit, &text.scalar.text, false);
            }
        }
        for split in &files.splits {
            let old_columns = list_old_columns(split);
            for cell in list_file_cells(set, split) {
                res.add_text(names, cell.unit, cell.text, old_columns[cell.column]);
            }
        }
        res
    }

    /// The names in a text of a unit that are of former units.
    fn add_text(&mut self, names: &UnitNames, unit: usize, text: &str, is_old: bool) {
        for hit in names.find(text) {
            if hit.unit != unit && (is_old || is_old_name(text, &hit.range)) {
                self.by_unit[unit].insert(hit.unit);
            }
        }
    }

    /// Whether a name that stands in a text, of a unit or of all, is of a former unit.
    pub(super) fn covers(&self, unit: Option<usize>, text: &str, hit: &NameHit) -> bool {
        let is_own = unit.is_some_and(|unit| self.by_unit[unit].contains(&hit.unit));
        is_own
            || self.has_former_kinds && is_of_former_kind(text, &hit.range)
            || is_old_name(text, &hit.range)
    }
}

/// Whether a column of the table of units says over it that it holds former units.
pub(super) fn is_old_column(set: &OpenSet, column: ColumnId) -> bool {
    let labels = &set.units_table().columns()[column].labels;
    labels.iter().any(|label| is_old_heading(label))
}
