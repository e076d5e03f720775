//! The rows of each unit as a sheet of their own, found once for all units.

use std::collections::HashMap;

use super::{PickedRows, Sheet};
use crate::language::to_name_key;

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
    /// In the order of their first rows.
    units: Vec<UnitRowList>,
    /// Index of each unit, by its key as names are looked up.
    index: HashMap<String, usize>,
    unknown: Vec<usize>,
    unowned: Vec<usize>,
}

/// The rows of a unit.
#[derive(Debug)]
struct UnitRowList {
    /// Its key as the first of them spells it.
    key: String,
    rows: Vec<usize>,
}

impl Sheet {
    /// The sheet by units; its first `head` rows are shared by all of them. Keys are names:
    /// one in two spellings is one unit.
    #[must_use]
    pub fn split(&self, head: usize, find_owner: impl Fn(usize) -> RowOwner) -> UnitRows {
        let mut units: Vec<UnitRowList> = Vec::new();
        let mut index = HashMap::new();
        let mut spelled: HashMap<String, usize> = HashMap::new();
        let mut unknown = Vec::new();
        let mut unowned = Vec::new();
        for row in head..self.rows() {
            match find_owner(row) {
                RowOwner::Unit(key) => {
                    let unit = spelled.get(&key).copied().unwrap_or_else(|| {
                        let unit = *index.entry(to_name_key(&key)).or_insert(units.len());
                        if unit == units.len() {
                            units
                                .push(UnitRowList { key: key.clone(), rows: Vec::new() });
                        }
                        spelled.insert(key, unit);
                        unit
                    });
                    units[unit].rows.push(row);
                }
                RowOwner::Unknown => unknown.push(row),
                RowOwner::Nobody if self.is_blank(row) => {}
                RowOwner::Nobody => unowned.push(row),
            }
        }
        UnitRows { sheet: self.clone(), head, units, index, unknown, unowned }
    }
}

impl Sheet {
    /// The row of the file, from 0, for a row of the sheet: as its program counts, but
    /// from 1.
    #[must_use]
    pub fn file_row(&self, row: usize) -> usize {
        self.in_file(row).unwrap_or(row)
    }

    /// The sheet with the rows of all units.
    #[must_use]
    pub fn to_whole(&self) -> Self {
        Self { picked: None, ..self.clone() }
    }

    /// The rows of [`Sheet::to_whole`] that belong to other units, or to none; no row of a
    /// sheet that was not split.
    pub fn rows_of_others(&self) -> impl Iterator<Item = usize> + Clone {
        let picked = self.picked.as_ref();
        let rows = picked.map_or(0..0, |picked| picked.head..self.file.rows.len());
        rows.filter(move |row| {
            picked.is_some_and(|picked| picked.rows.binary_search(row).is_err())
        })
    }
}

impl UnitRows {
    /// The sheet of a unit: the head and the rows of its own. `None` where it has none.
    #[must_use]
    pub fn unit_sheet(&self, key: &str) -> Option<Sheet> {
        let unit_rows = &self.units[*self.index.get(&to_name_key(key))?].rows;
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

    /// The keys in the order of their first rows, each with its rows in the whole sheet.
    pub fn units(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.units.iter().map(|unit| (unit.key.as_str(), unit.rows.as_slice()))
    }

    /// Number of rows above the first that belongs to a unit: titles and names of columns.
    #[must_use]
    pub fn head(&self) -> usize {
        self.head
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
