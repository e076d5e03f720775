//! Random histories of a set and its ledger: units come, go, are renamed, get other codes
//! and are joined; clerks take numbers, sort the file and answer what they are asked.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::Strategy;
use proptest::prop_oneof;
use proptest::test_runner::TestCaseError;

use super::*;

const NAMES: [&str; 4] = ["Tân An", "Hòa Bình", "Phường 1", "Phường Một"];

/// What may happen between two runs.
#[derive(Debug, Clone)]
enum Step {
    Run { start: u32, is_same: bool },
    Add { name: usize },
    Remove { unit: usize },
    Return { unit: usize },
    Rename { unit: usize, name: usize },
    GiveNewKey { unit: usize },
    Join { unit: usize, other: usize },
    Reorder,
    TakeByHand { name: usize, number: u32 },
    Sort,
    NextYear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let unit = || 0_usize..12;
    let name = || 0..NAMES.len();
    let run = || {
        (1_u32..8, any::<bool>())
            .prop_map(|(start, is_same)| Step::Run { start, is_same })
    };
    let step = prop_oneof![
        6 => run(),
        4 => name().prop_map(|name| Step::Add { name }),
        1 => unit().prop_map(|unit| Step::Remove { unit }),
        1 => unit().prop_map(|unit| Step::Return { unit }),
        2 => (unit(), name()).prop_map(|(unit, name)| Step::Rename { unit, name }),
        1 => unit().prop_map(|unit| Step::GiveNewKey { unit }),
        1 => (unit(), unit()).prop_map(|(unit, other)| Step::Join { unit, other }),
        1 => any::<bool>().prop_map(|_| Step::Reorder),
        1 => (name(), 1_u32..12).prop_map(|(name, number)| Step::TakeByHand { name, number }),
        1 => any::<bool>().prop_map(|_| Step::Sort),
        1 => any::<bool>().prop_map(|_| Step::NextYear),
    ];
    vec(step, 1..30)
}

/// A unit as it is now.
#[derive(Debug, Clone, PartialEq)]
struct Commune {
    id: usize,
    key: String,
    name: usize,
}

/// A set through its history.
struct World {
    series: NumberSeries,
    ledger: Ledger,
    year: i32,
    units: Vec<Commune>,
    gone: Vec<Commune>,
    made: usize,
    /// What each key has got in each year.
    given: BTreeMap<(i32, String), u32>,
    /// The number of each unit under the name that the ledger may know it by, while its
    /// row has a key.
    issued: BTreeMap<(i32, usize, String), (String, u32)>,
    /// All numbers of each agency in each year that are not of a unit alone.
    taken: BTreeSet<(i32, String, u32)>,
}

impl World {
    fn new(series: NumberSeries) -> Self {
        Self {
            series,
            ledger: Ledger::new(path()),
            year: 2026,
            units: Vec::new(),
            gone: Vec::new(),
            made: 0,
            given: BTreeMap::new(),
            issued: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    /// Units that are no offices share two agencies, whatever they are called.
    fn agency(&self, unit: &Commune) -> String {
        match self.series {
            NumberSeries::Unit => format!("UBND {}", NAMES[unit.name]),
            NumberSeries::Agency => format!("Phòng {}", unit.id % 2),
        }
    }

    /// Year, unit, and what it may be known by but for its key: its agency, or its name
    /// among others of its agency.
    fn place(&self, unit: &Commune) -> (i32, usize, String) {
        (self.year, unit.id, format!("{} {}", self.agency(unit), NAMES[unit.name]))
    }

    fn create_key(&mut self) -> String {
        self.made += 1;
        format!("{:04}", self.made)
    }

    fn apply(&mut self, step: Step) -> Result<(), TestCaseError> {
        let count = self.units.len().max(1);
        match step {
            Step::Run { start, is_same } => return self.run(start, is_same),
            Step::Add { name } => {
                let key = self.create_key();
                self.units.push(Commune { id: self.made, key, name });
            }
            Step::Remove { unit } if unit < self.units.len() => {
                self.gone.push(self.units.remove(unit));
            }
            Step::Return { unit } if unit < self.gone.len() => {
                self.units.push(self.gone.remove(unit));
            }
            Step::Rename { unit, name } => {
                self.units
                    .iter_mut()
                    .skip(unit % count)
                    .take(1)
                    .for_each(|u| u.name = name);
            }
            Step::GiveNewKey { unit } => {
                let key = self.create_key();
                self.units
                    .iter_mut()
                    .skip(unit % count)
                    .take(1)
                    .for_each(|u| u.key.clone_from(&key));
            }
            Step::Join { unit, other } if unit < other && other < self.units.len() => {
                self.units.remove(other);
                self.units[unit].key = self.create_key();
            }
            Step::Reorder => self.units.reverse(),
            Step::TakeByHand { name, number } => self.take_by_hand(name, number),
            Step::Sort => {
                let mut rows: Vec<_> =
                    self.ledger.text().lines().map(str::to_owned).collect();
                rows[1..].sort();
                self.ledger = read(&rows.join("\n")).unwrap();
            }
            Step::NextYear => self.year += 1,
            Step::Remove { .. } | Step::Return { .. } | Step::Join { .. } => {}
        }
        Ok(())
    }

    /// A clerk who has seen that no row of the agency has the number takes it.
    fn take_by_hand(&mut self, name: usize, number: u32) {
        let agency = match self.series {
            NumberSeries::Unit => format!("UBND {}", NAMES[name]),
            NumberSeries::Agency => format!("Phòng {}", name % 2),
        };
        let year = self.year;
        let mut rows = self.ledger.rows.iter().filter_map(|row| row.entry.as_ref());
        let is_free = rows.all(|row| (row.year, row.number) != (year, number));
        if is_free {
            let row = format!("{year};{agency};{number};;Công văn\n");
            self.ledger = read(&(self.ledger.text() + &row)).unwrap();
            self.taken.insert((year, agency, number));
        }
    }

    fn run(&mut self, start: u32, is_same: bool) -> Result<(), TestCaseError> {
        let agencies: Vec<_> = self.units.iter().map(|unit| self.agency(unit)).collect();
        let units = self.units.clone();
        let papers: Vec<_> = units
            .iter()
            .zip(&agencies)
            .map(|(unit, agency)| NumberRequest {
                year: self.year,
                agency,
                key: &unit.key,
                name: NAMES[unit.name],
                series: self.series,
                ..SAMPLE
            })
            .collect();
        let mut tries = 0;
        let numbers = loop {
            let before = self.ledger.text();
            match self.ledger.assign(start, &papers, &[]) {
                Ok(numbers) => break numbers,
                Err(report) => {
                    prop_assert_eq!(self.ledger.text(), before, "nothing is given then");
                    self.answer(&report, is_same)?;
                }
            }
            tries += 1;
            prop_assert!(tries < 20, "asked for ever");
        };
        for ((unit, agency), number) in units.iter().zip(&agencies).zip(numbers) {
            self.take(unit, agency, number)?;
        }
        let again = reread(&self.ledger);
        prop_assert_eq!(again.text(), self.ledger.text());
        self.ledger = again;
        Ok(())
    }

    /// What a unit has got: what it had, else a number that its office has not given.
    fn take(
        &mut self,
        unit: &Commune,
        agency: &str,
        number: u32,
    ) -> Result<(), TestCaseError> {
        let key = (self.year, unit.key.clone());
        if let Some(known) = self.given.get(&key) {
            prop_assert_eq!(*known, number, "{:?} has another number", unit);
            return Ok(());
        }
        let place = self.place(unit);
        prop_assert!(
            !self.issued.contains_key(&place),
            "{unit:?} silently got a second number"
        );
        let paper = (self.year, agency.to_owned(), number);
        match self.series {
            NumberSeries::Unit => {
                prop_assert!(!self.taken.contains(&paper), "{paper:?} twice");
            }
            NumberSeries::Agency => {
                prop_assert!(self.taken.insert(paper), "{unit:?} twice");
            }
        }
        self.given.insert(key, number);
        self.issued.insert(place, (unit.key.clone(), number));
        Ok(())
    }

    /// Keys never move here: a unit of another name than its row was renamed.
    fn rename_row(&mut self, cells: &mut [String], name: &str) {
        let year = self.year;
        let issued = self.issued.iter();
        let mut issued =
            issued.filter(|(place, (key, _))| place.0 == year && *key == cells[3]);
        let owner = issued.next().map(|(place, _)| place.clone());
        let unit = self.units.iter().find(|unit| unit.key == cells[3]);
        if let (Some(owner), Some(unit)) = (owner, unit.cloned())
            && let Some(number) = self.issued.remove(&owner)
        {
            self.issued.insert(self.place(&unit), number);
        }
        name.clone_into(&mut cells[4]);
    }

    /// A clerk follows the hints at each line: it is the same unit, or another.
    fn answer(&mut self, report: &Report, is_same: bool) -> Result<(), TestCaseError> {
        let mut rows: Vec<String> = self
            .ledger
            .text()
            .trim_start_matches('\u{feff}')
            .lines()
            .map(str::to_owned)
            .collect();
        let source = report.source.as_ref().unwrap();
        let mut written = BTreeSet::new();
        for finding in &report.findings {
            let line = source.position(finding.span.unwrap().start).line;
            if finding.code.id == "ledger-twice" {
                // Papers of two offices of one name, the keys of which a clerk has blanked.
                prop_assert!(finding.hints[1].contains("cho khác"), "{:?}", finding);
                let earlier = source.position(finding.related[0].span.start).line;
                let blank =
                    [line, earlier].into_iter().find(|l| rows[l - 1].contains(";;"));
                let row = &mut rows[blank.unwrap() - 1];
                let cells: Vec<_> = row.split(';').collect();
                let [year, agency, number] = [cells[0], cells[1], cells[2]];
                // From now on it is of another office, and this one has it free.
                let paper =
                    (year.parse().unwrap(), agency.to_owned(), number.parse().unwrap());
                self.taken.remove(&paper);
                *row = row.replacen("UBND ", &format!("UBND cũ {line} "), 1);
                continue;
            }
            let mut cells: Vec<_> =
                rows[line - 1].split(';').map(str::to_owned).collect();
            if let Some(name) = find_new_name(finding) {
                self.rename_row(&mut cells, name);
                rows[line - 1] = cells.join(";");
                continue;
            }
            let number: u32 = cells[2].parse().unwrap();
            let place = (self.year, cells[3].clone());
            prop_assert_eq!(self.given.remove(&place), Some(number));
            let key = finding.hints[0]
                .split("thành “")
                .nth(1)
                .and_then(|t| t.split('”').next());
            let key = key.filter(|key| is_same && written.insert((*key).to_owned()));
            let year = self.year;
            let issued = self
                .issued
                .iter()
                .find(|(place, (key, _))| place.0 == year && *key == cells[3]);
            let owner = issued.map(|(place, _)| place.clone());
            match key {
                Some(key) => {
                    self.given.insert((self.year, key.to_owned()), number);
                    owner.and_then(|owner| self.issued.remove(&owner));
                    let unit = self.units.iter().find(|unit| unit.key == key).unwrap();
                    let place = self.place(unit);
                    self.issued.insert(place, (key.to_owned(), number));
                }
                None => {
                    owner.and_then(|owner| self.issued.remove(&owner));
                    self.taken.insert((self.year, cells[1].clone(), number));
                }
            }
            cells[3] = key.unwrap_or_default().to_owned();
            rows[line - 1] = cells.join(";");
        }
        self.ledger = read(&rows.join("\n")).unwrap();
        Ok(())
    }
}

/// The name that a row is to get where its unit was renamed.
fn find_new_name(finding: &Diagnostic) -> Option<&str> {
    let hint = finding.hints.get(1)?;
    hint.split_once("sửa tên ở dòng")?.1.split('“').nth(1)?.split('”').next()
}

proptest! {
    #[test]
    fn no_number_of_a_unit_ever_changes_in_silence(steps in steps()) {
        let mut world = World::new(NumberSeries::Unit);
        for step in steps {
            world.apply(step)?;
        }
    }

    #[test]
    fn no_number_of_an_agency_is_given_twice(steps in steps()) {
        let mut world = World::new(NumberSeries::Agency);
        for step in steps {
            world.apply(step)?;
        }
    }
}
