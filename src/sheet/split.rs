//! The rows of each unit as a sheet of their own, found once for all units.

use std::collections::BTreeMap;

use super::{PickedRows, Sheet};
use crate::language::{clean, normalize_spaces};

/// The unit that a row belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOwner {
    /// That of the unit with this key.
    Unit(String),
    /// That of a unit, but the row does not say of which.
    Unknown,
    /// No unit's: a blank row, a sum, a date below the table.
    Nobody,
}

/// The rows of a sheet by the units that they belong to.
#[derive(Debug)]
pub struct UnitRows {
    sheet: Sheet,
    head: usize,
    units: BTreeMap<String, Vec<usize>>,
    unknown: Vec<usize>,
    unowned: Vec<usize>,
}

impl Sheet {
    /// The sheet by units; its first `head` rows are shared by all of them.
    #[must_use]
    pub fn split(&self, head: usize, find_owner: impl Fn(usize) -> RowOwner) -> UnitRows {
        let mut units: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut unowned = Vec::new();
        for row in head..self.rows() {
            match find_owner(row) {
                RowOwner::Unit(key) => units.entry(key).or_default().push(row),
                RowOwner::Unknown => unknown.push(row),
                RowOwner::Nobody if self.is_blank(row) => {}
                RowOwner::Nobody => unowned.push(row),
            }
        }
        UnitRows { sheet: self.clone(), head, units, unknown, unowned }
    }
}

impl Sheet {
    /// The row of the file, from 0, for a row of the sheet: as its program counts, but
    /// from 1.
    #[must_use]
    pub fn file_row(&self, row: usize) -> usize {
        self.in_file(row).unwrap_or(row)
    }
}

impl UnitRows {
    /// The sheet of a unit: the head and the rows of its own. `None` where it has none.
    #[must_use]
    pub fn unit_sheet(&self, key: &str) -> Option<Sheet> {
        let unit_rows = self.units.get(key)?;
        let rows = (0..self.head).chain(unit_rows.iter().copied());
        let in_file = rows.filter_map(|row| self.sheet.in_file(row)).collect();
        let picked = Some(PickedRows { rows: in_file, head: self.head });
        Some(Sheet { picked, ..self.sheet.clone() })
    }

    /// The sheet that was split, with the rows of all units.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The keys in order, each with its rows in the whole sheet.
    pub fn units(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.units.iter().map(|(key, rows)| (key.as_str(), rows.as_slice()))
    }

    /// The rows of the whole sheet that belong to a unit and do not say to which.
    #[must_use]
    pub fn unknown(&self) -> &[usize] {
        &self.unknown
    }

    /// The filled rows of the whole sheet that belong to no unit: sums, a date below the
    /// table.
    #[must_use]
    pub fn unowned(&self) -> &[usize] {
        &self.unowned
    }
}

/// A key as keys are compared: what a person sees, in one Unicode form, with single
/// spaces.
#[must_use]
pub fn normalize_unit_key(text: &str) -> String {
    normalize_spaces(&clean(text))
}
