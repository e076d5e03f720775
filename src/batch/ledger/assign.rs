//! Gives numbers to all papers of a set.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Report;
use crate::form::NumberSeries;

use super::claim::{
    Claims, RepairedKey, cut_key_faults, find_key_faults, report_key_fault,
};
use super::row::{AgencyYear, LedgerEntry};
use super::{
    Ledger, LedgerRow, MAX_NUMBER, escape_cell, normalize_cell, normalize_key,
    normalize_ledger_name,
};

/// A paper that wants a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRequest<'a> {
    /// Its year.
    pub year: i32,
    /// The agency that issues it, as the paper names it.
    pub agency: &'a str,
    /// The agency directly above that one; empty where the paper names none.
    pub parent: &'a str,
    /// Whether its unit is an office of its own, or one of the papers of its agency.
    pub series: NumberSeries,
    /// Key of its unit.
    pub key: &'a str,
    /// Name of its unit.
    pub name: &'a str,
}

impl NumberRequest<'_> {
    /// Its year and the key of its unit, by which the ledger knows it.
    pub(super) fn unit_year(&self) -> (i32, String) {
        (self.year, normalize_key(self.key))
    }
}

/// An office in a year: within it each number is given once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Series {
    /// A unit that is an office of its own, by its key.
    Unit {
        /// The year.
        year: i32,
        /// Its key.
        key: String,
    },
    /// An agency, by its name and that of its superior.
    Agency {
        /// The year.
        year: i32,
        /// Its name, as names are compared.
        agency: String,
        /// That of its superior.
        parent: String,
    },
}

/// The offices of the papers, and what they are called.
pub(super) struct PaperSeries {
    /// By paper: its office.
    offices: Vec<Series>,
    /// By paper: its agency, as names are compared.
    agencies: Vec<AgencyYear>,
    /// The offices with each name of the ledger: the present one, and one under which an
    /// office got numbers this year and which nobody has now.
    called: BTreeMap<AgencyYear, BTreeSet<Series>>,
}

impl PaperSeries {
    fn new(ledger: &Ledger, papers: &[NumberRequest<'_>], claims: &Claims) -> Self {
        let mut offices = Vec::with_capacity(papers.len());
        let mut agencies = Vec::with_capacity(papers.len());
        for paper in papers {
            let agency = normalize_ledger_name(paper.agency);
            offices.push(match paper.series {
                NumberSeries::Unit => {
                    Series::Unit { year: paper.year, key: normalize_key(paper.key) }
                }
                NumberSeries::Agency => Series::Agency {
                    year: paper.year,
                    agency: agency.clone(),
                    parent: normalize_ledger_name(paper.parent),
                },
            });
            agencies.push((paper.year, agency));
        }
        let present: BTreeSet<_> = agencies.iter().cloned().collect();
        let mut called: BTreeMap<AgencyYear, BTreeSet<Series>> = BTreeMap::new();
        for (index, office) in offices.iter().enumerate() {
            called.entry(agencies[index].clone()).or_default().insert(office.clone());
            let row = claims.row(index).and_then(|row| ledger.rows[row].entry.as_ref());
            let earlier = row.map(LedgerEntry::agency_year);
            if let Some(earlier) = earlier.filter(|name| !present.contains(name)) {
                called.entry(earlier).or_default().insert(office.clone());
            }
        }
        Self { offices, agencies, called }
    }

    /// The office of a paper.
    pub(super) fn office(&self, paper: usize) -> &Series {
        &self.offices[paper]
    }

    /// The agency of a paper, as names are compared.
    pub(super) fn agency(&self, paper: usize) -> &str {
        &self.agencies[paper].1
    }

    /// The offices that have a name.
    pub(super) fn named(&self, name: &AgencyYear) -> impl Iterator<Item = &Series> {
        self.called.get(name).into_iter().flatten()
    }

    /// How many offices have a name.
    pub(super) fn count_called(&self, name: &AgencyYear) -> usize {
        self.called.get(name).map_or(0, BTreeSet::len)
    }

    /// The office that a name is of; none where several offices of the set are called so,
    /// or none is.
    pub(super) fn find_sole_office(&self, name: &AgencyYear) -> Option<Series> {
        let mut offices = self.named(name);
        offices.next().filter(|_| offices.next().is_none()).cloned()
    }

    /// The names of each office.
    pub(super) fn collect_names(&self) -> BTreeMap<&Series, Vec<&AgencyYear>> {
        let mut res: BTreeMap<&Series, Vec<&AgencyYear>> = BTreeMap::new();
        for (name, offices) in &self.called {
            for office in offices {
                res.entry(office).or_default().push(name);
            }
        }
        res
    }
}

impl Ledger {
    /// The number of each paper, in their order. All papers of the set are asked for
    /// together, in the order of its sheet and before any selection: a unit that has a
    /// number keeps it, the others get the least free ones of their office from `start`
    /// on. `others` are the keys of units that ask for none, since their forms do not say
    /// who issues them: their rows are nobody else's.
    ///
    /// # Errors
    ///
    /// When it is not clear which row belongs to which paper, a number or a unit is there
    /// twice, or no number is left. No number is given then, and the ledger is unchanged.
    pub fn assign(
        &mut self,
        start: u32,
        papers: &[NumberRequest<'_>],
        others: &[&str],
    ) -> Result<Vec<u32>, Box<Report>> {
        // First all rows are claimed, by key and then by digits, and only then are faults
        // looked for among the rest: a row is lost only if nothing claims it. The ledger
        // is changed after that, when nothing can fail any more.
        let (claims, repaired) = self.claim_rows(papers);
        let series = PaperSeries::new(self, papers, &claims);
        let mut faults = find_key_faults(papers);
        faults.extend(self.find_units_twice(papers));
        faults.extend(self.find_numbers_twice(papers, &series, &claims));
        faults.extend(cut_key_faults(self.find_moved_keys(papers, &claims)));
        faults.extend(cut_key_faults(
            self.find_lost_rows(papers, others, &series, &claims),
        ));
        if !faults.is_empty() {
            return Err(Box::new(self.report(faults)));
        }
        let Some(numbers) = self.choose_numbers(start, &series, &claims) else {
            let message = format!("không còn số nào để cấp từ số {start}");
            let fault = report_key_fault(None, message)
                .hint(format!("số lớn nhất được cấp là {MAX_NUMBER}; xem lại `danh_so`"));
            return Err(Box::new(self.report(vec![fault])));
        };
        // `self` is changed from here on.
        for RepairedKey { row, key } in repaired {
            self.repair_key(row, key);
        }
        for (index, (paper, number)) in papers.iter().zip(&numbers).enumerate() {
            if claims.row(index).is_none() {
                self.add_row(paper, *number);
            }
        }
        Ok(numbers)
    }

    /// Whether each paper has a number already.
    pub(in crate::batch) fn find_numbered(
        &self,
        papers: &[NumberRequest<'_>],
    ) -> Vec<bool> {
        let (claims, _) = self.claim_rows(papers);
        (0..papers.len()).map(|paper| claims.row(paper).is_some()).collect()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, &LedgerEntry)> {
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(index, row)| Some((index, row.entry.as_ref()?)))
    }

    /// The numbers: what a claimed row has, else the least free one.
    fn choose_numbers(
        &self,
        start: u32,
        series: &PaperSeries,
        claims: &Claims,
    ) -> Option<Vec<u32>> {
        let mut used = self.collect_used(series, claims);
        // The next number to try in each series. No number becomes free within a call, so
        // each search goes on where the last one ended: the work grows with the papers.
        let mut next: BTreeMap<&Series, u32> = BTreeMap::new();
        let mut numbers = Vec::with_capacity(series.offices.len());
        for (paper, office) in series.offices.iter().enumerate() {
            if let Some(row) = claims.row(paper) {
                numbers.push(self.rows[row].entry.as_ref()?.number);
                continue;
            }
            let used = used.entry(office).or_default();
            let next = next.entry(office).or_insert(start.max(1));
            let number = (*next..=MAX_NUMBER).find(|number| used.insert(*number))?;
            *next = number;
            numbers.push(number);
        }
        Some(numbers)
    }

    /// The numbers that each office has given away: those of its papers, and those of all
    /// rows with one of its names, unless the row is of a paper of another office that is
    /// still called so.
    fn collect_used<'s>(
        &self,
        series: &'s PaperSeries,
        claims: &Claims,
    ) -> BTreeMap<&'s Series, BTreeSet<u32>> {
        let claimed = claims.by_row();
        let mut used: BTreeMap<&Series, BTreeSet<u32>> = BTreeMap::new();
        for (row, entry) in self.entries() {
            let name = entry.agency_year();
            let paper = claimed.get(&row);
            if let Some(paper) = paper {
                used.entry(series.office(*paper)).or_default().insert(entry.number);
            }
            if paper.is_some_and(|paper| series.agencies[*paper] == name) {
                continue;
            }
            for office in series.named(&name) {
                used.entry(office).or_default().insert(entry.number);
            }
        }
        used
    }

    fn add_row(&mut self, paper: &NumberRequest<'_>, number: u32) {
        let entry = LedgerEntry {
            year: paper.year,
            agency: normalize_cell(paper.agency),
            number,
            key: Some(normalize_cell(paper.key)),
            name: normalize_cell(paper.name),
        };
        let texts = [
            entry.year.to_string(),
            escape_cell(&entry.agency),
            number.to_string(),
            escape_cell(&normalize_cell(paper.key)),
            escape_cell(&entry.name),
        ];
        let mut cells =
            vec![String::new(); self.columns.iter().max().map_or(0, |c| c + 1)];
        for (column, text) in self.columns.iter().zip(texts) {
            cells[*column] = text;
        }
        self.rows.push(LedgerRow { cells, line: None, entry: Some(entry) });
        self.changed = true;
    }

    fn repair_key(&mut self, row: usize, key: String) {
        let row = &mut self.rows[row];
        let [_, _, _, key_column, _] = self.columns;
        if let Some(cell) = row.cells.get_mut(key_column) {
            cell.clone_from(&key);
        }
        if let Some(entry) = &mut row.entry {
            entry.key = Some(key);
        }
        self.changed = true;
    }
}
