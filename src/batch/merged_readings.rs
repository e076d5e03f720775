//! How data files were read by all units of a set: each table of a file once.

use std::collections::HashMap;

use crate::build::UnownedRows;

use super::record::{SavedReading, UnitRecord};
use super::report::{SetReadings, TableReadings, UnitClause};
use super::set::OpenSet;

/// Tables that are listed at most; those with something odd come first.
const MOST_TABLES: usize = 200;

/// Clauses that are listed of one table at most.
const MOST_CLAUSES: usize = 100;

/// Joins the readings of the set itself, of its office and of all units, and says which rows
/// no unit takes.
pub(super) fn merge_readings(
    set: &OpenSet,
    office: Option<&UnitRecord>,
    units: &[UnitRecord],
) -> SetReadings {
    let mut res = Merging::default();
    let shared =
        set.readings.iter().chain(office.iter().flat_map(|office| &office.readings));
    for reading in shared {
        res.add(reading, None);
    }
    for unit in units {
        for reading in &unit.readings {
            res.add(reading, Some(&unit.key));
        }
    }
    for rows in set.cache.unowned_rows() {
        res.add_unowned(&rows);
    }
    res.finish()
}

/// The tables so far.
#[derive(Default)]
struct Merging<'a> {
    tables: Vec<TableReadings>,
    /// Index of each table, by its file and its id.
    known: HashMap<(&'a str, &'a str), usize>,
    /// Index of each clause, by the index of its table and its text.
    clauses: HashMap<(usize, &'a str), usize>,
}

impl<'a> Merging<'a> {
    /// Adds the reading of a unit, or of what all units share.
    fn add(&mut self, reading: &'a SavedReading, unit: Option<&str>) {
        let SavedReading { file, table, rows, clauses, is_odd, names_rows: _ } = reading;
        let index = *self.known.entry((file, table)).or_insert_with(|| {
            self.tables.push(TableReadings {
                file: file.clone(),
                table: table.clone(),
                readers: 0,
                least: *rows,
                most: *rows,
                rows: 0,
                is_odd: false,
                notes: Vec::new(),
            });
            self.tables.len() - 1
        });
        let merged = &mut self.tables[index];
        merged.readers += 1;
        merged.least = merged.least.min(*rows);
        merged.most = merged.most.max(*rows);
        merged.rows += rows;
        merged.is_odd |= is_odd;
        for clause in clauses {
            let note = *self.clauses.entry((index, clause)).or_insert_with(|| {
                merged.notes.push(UnitClause { text: clause.clone(), units: Vec::new() });
                merged.notes.len() - 1
            });
            merged.notes[note].units.extend(unit.map(str::to_owned));
        }
    }

    /// Adds what is said of a file as a whole to its first table.
    fn add_unowned(&mut self, rows: &UnownedRows) {
        if let Some(table) = self.tables.iter_mut().find(|t| t.file == rows.file) {
            table.is_odd = true;
            let note = UnitClause { text: rows.clause.clone(), units: Vec::new() };
            // Two tables may split one file in the same way.
            if !table.notes.contains(&note) {
                table.notes.push(note);
            }
        }
    }

    /// The tables that are listed: where there are too many, those that are odd.
    fn finish(mut self) -> SetReadings {
        let all = self.tables.len();
        if all > MOST_TABLES {
            self.tables.sort_by_key(|table| !table.is_odd);
            self.tables.truncate(MOST_TABLES);
        }
        for table in &mut self.tables {
            let more = table.notes.len().saturating_sub(MOST_CLAUSES);
            if more > 0 {
                table.notes.truncate(MOST_CLAUSES);
                let text = format!("còn {more} điều nữa ở các đơn vị khác");
                table.notes.push(UnitClause { text, units: Vec::new() });
            }
        }
        SetReadings { left_out: all - self.tables.len(), tables: self.tables }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(file: &str, rows: usize, clause: &str) -> SavedReading {
        SavedReading {
            file: file.to_owned(),
            table: "ngheo".to_owned(),
            rows,
            clauses: vec![clause.to_owned()],
            is_odd: clause.contains("ẩn"),
            names_rows: true,
        }
    }

    #[test]
    fn a_table_that_many_read_is_one_with_their_rows() {
        let (first, second) =
            (reading("a.csv", 3, "dòng 7 đang ẩn"), reading("a.csv", 5, "khớp"));
        let mut merging = Merging::default();
        merging.add(&first, Some("a"));
        merging.add(&second, Some("b"));
        merging.add(&first, Some("c"));
        let res = merging.finish();
        let [table] = &res.tables[..] else { panic!("{res:?}") };
        assert_eq!((table.readers, table.least, table.most, table.rows), (3, 3, 5, 11));
        assert!(table.is_odd);
        assert_eq!(table.notes[0].units, ["a", "c"]);
        assert_eq!(table.notes[1].units, ["b"]);
    }

    #[test]
    fn what_is_odd_is_listed_before_what_is_not() {
        let files: Vec<_> = (0..900)
            .map(|n| {
                reading(&format!("{n}.csv"), 1, if n == 800 { "ẩn" } else { "khớp" })
            })
            .collect();
        let mut merging = Merging::default();
        for file in &files {
            merging.add(file, None);
        }
        let res = merging.finish();
        assert_eq!((res.tables.len(), res.left_out), (MOST_TABLES, 700));
        assert_eq!(res.tables[0].file, "800.csv");
        assert_eq!(res.tables[1].file, "0.csv");
    }
}
