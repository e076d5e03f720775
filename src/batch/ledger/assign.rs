//! Gives numbers to all papers of a set.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};

use super::row::{LedgerEntry, Series};
use super::{
    Ledger, LedgerRow, MAX_NUMBER, escape_cell, normalize_cell, normalize_ledger_name,
};

/// A paper that wants a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRequest<'a> {
    /// Its year.
    pub year: i32,
    /// The agency that issues it, as the paper names it.
    pub agency: &'a str,
    /// Key of its unit.
    pub key: &'a str,
    /// Name of its unit.
    pub name: &'a str,
}

impl NumberRequest<'_> {
    fn series(&self) -> Series {
        (self.year, normalize_ledger_name(self.agency))
    }
}

/// The row that each paper has in the ledger, in the order of the papers.
type Claims = Vec<Option<usize>>;

/// A row whose key lost its zeros, with the key as it should be.
struct RepairedKey {
    row: usize,
    key: String,
}

impl Ledger {
    /// The number of each paper, in their order. All papers of the set are asked for
    /// together, in the order of its sheet and before any selection: a unit that has a
    /// number keeps it, the others get the least free ones from `start` on.
    ///
    /// # Errors
    ///
    /// When it is not clear which row belongs to which paper, or no number is left. No
    /// number is given then, and the ledger is unchanged.
    pub fn assign(
        &mut self,
        start: u32,
        papers: &[NumberRequest<'_>],
    ) -> Result<Vec<u32>, Box<Report>> {
        // First all rows are claimed, by key and then by digits, and only then are faults
        // looked for among the rest: a row is lost only if nothing claims it. The ledger
        // is changed after that, when nothing can fail any more.
        let mut faults = find_key_faults(papers);
        let mut claims = self.claim_by_key(papers);
        let repaired = self.claim_by_digits(papers, &mut claims);
        faults.extend(self.find_lost_rows(papers, &claims));
        if !faults.is_empty() {
            return Err(Box::new(self.report(faults)));
        }
        let Some(numbers) = self.choose_numbers(start, papers, &claims) else {
            let message = format!("không còn số nào để cấp từ số {start}");
            let fault = report_key_fault(None, message)
                .hint(format!("số lớn nhất được cấp là {MAX_NUMBER}; xem lại `danh_so`"));
            return Err(Box::new(self.report(vec![fault])));
        };
        // `self` is changed from here on.
        for RepairedKey { row, key } in repaired {
            self.repair_key(row, key);
        }
        let papers = papers.iter().zip(claims).zip(numbers);
        let numbers = papers.map(|((paper, claim), number)| {
            if claim.is_none() {
                self.add_row(paper, number);
            }
            number
        });
        Ok(numbers.collect())
    }

    fn entries(&self) -> impl Iterator<Item = (usize, &LedgerEntry)> {
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(index, row)| Some((index, row.entry.as_ref()?)))
    }

    /// The row of each paper that the ledger has by its key.
    fn claim_by_key(&self, papers: &[NumberRequest<'_>]) -> Claims {
        let rows: BTreeMap<_, _> = self
            .entries()
            .filter_map(|(row, entry)| Some(((entry.series(), entry.key.clone()?), row)))
            .collect();
        papers
            .iter()
            .map(|paper| rows.get(&(paper.series(), normalize_cell(paper.key))).copied())
            .collect()
    }

    /// Claims rows whose key Excel has taken for a number, and written without its zeros:
    /// `00013` as `13`. Gives those rows with the right keys.
    ///
    /// Rows and papers that no key has paired are grouped by year, agency and digits; a
    /// group of one row and one paper is a pair. Any other group is ambiguous.
    fn claim_by_digits(
        &self,
        papers: &[NumberRequest<'_>],
        claims: &mut Claims,
    ) -> Vec<RepairedKey> {
        let taken: BTreeSet<_> = claims.iter().flatten().copied().collect();
        let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (row, entry) in self.entries().filter(|(row, _)| !taken.contains(row)) {
            if let Some(digits) = entry.key.as_deref().and_then(strip_zeros) {
                rows.entry((entry.series(), digits.to_owned())).or_default().push(row);
            }
        }
        let mut wanting: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, paper) in papers.iter().enumerate() {
            let key = normalize_cell(paper.key);
            if let (None, Some(digits)) = (claims[index], strip_zeros(&key)) {
                let same = wanting.entry((paper.series(), digits.to_owned()));
                same.or_default().push(index);
            }
        }
        let mut repaired = Vec::new();
        for (digits, candidates) in wanting {
            // `013` and `0013` of one set are both `13` in Excel. Then no row is claimed
            // here, and `find_lost_rows` asks the clerk where the names agree.
            if let ([paper], Some([row])) =
                (&candidates[..], rows.get(&digits).map(Vec::as_slice))
            {
                claims[*paper] = Some(*row);
                let key = normalize_cell(papers[*paper].key);
                repaired.push(RepairedKey { row: *row, key });
            }
        }
        repaired
    }

    /// Faults of rows that have the name of a paper without a number, and a key that no
    /// paper has: most likely the same unit.
    fn find_lost_rows(
        &self,
        papers: &[NumberRequest<'_>],
        claims: &Claims,
    ) -> Vec<Diagnostic> {
        let taken: BTreeSet<_> = claims.iter().flatten().copied().collect();
        let mut wanting = BTreeMap::new();
        for (paper, _) in papers.iter().zip(claims).filter(|(_, claim)| claim.is_none()) {
            let name = normalize_ledger_name(paper.name);
            if !name.is_empty() {
                wanting.insert((paper.series(), name), paper);
            }
        }
        let mut faults = Vec::new();
        for (row, entry) in self.entries().filter(|(row, _)| !taken.contains(row)) {
            let paper =
                wanting.get(&(entry.series(), normalize_ledger_name(&entry.name)));
            if let (Some(key), Some(paper)) = (&entry.key, paper) {
                faults.push(self.report_lost_key(&self.rows[row], key, paper));
            }
        }
        faults
    }

    fn report_lost_key(
        &self,
        row: &LedgerRow,
        key: &str,
        paper: &NumberRequest<'_>,
    ) -> Diagnostic {
        let line = row.line.unwrap_or_default();
        let span = self.source.as_ref().map(|source| source.line(line));
        let message = format!(
            "dòng {line} cấp số cho “{}” với mã “{key}”, trong bảng đơn vị “{}” có mã “{}”",
            normalize_cell(paper.name),
            normalize_cell(paper.name),
            normalize_cell(paper.key)
        );
        report_key_fault(span, message)
            .hint(format!("nếu vẫn là đơn vị ấy thì sửa mã ở dòng {line} của sổ thành “{}”", normalize_cell(paper.key)))
            .hint("nếu là văn bản khác thì để trống ô mã ở dòng ấy; số của dòng ấy vẫn không cấp lại")
    }

    /// The numbers: what a claimed row has, else the least free one.
    fn choose_numbers(
        &self,
        start: u32,
        papers: &[NumberRequest<'_>],
        claims: &Claims,
    ) -> Option<Vec<u32>> {
        let mut used: BTreeMap<Series, BTreeSet<u32>> = BTreeMap::new();
        for (_, entry) in self.entries() {
            used.entry(entry.series()).or_default().insert(entry.number);
        }
        // The next number to try in each series. No number becomes free within a call, so
        // each search goes on where the last one ended: the work grows with the papers.
        let mut next: BTreeMap<Series, u32> = BTreeMap::new();
        let mut numbers = Vec::with_capacity(papers.len());
        for (paper, claim) in papers.iter().zip(claims) {
            if let Some(row) = claim {
                numbers.push(self.rows[*row].entry.as_ref()?.number);
                continue;
            }
            let series = paper.series();
            let used = used.entry(series.clone()).or_default();
            let next = next.entry(series).or_insert(start.max(1));
            let number = (*next..=MAX_NUMBER).find(|number| used.insert(*number))?;
            *next = number;
            numbers.push(number);
        }
        Some(numbers)
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

/// Faults of papers whose keys are missing or the same.
fn find_key_faults(papers: &[NumberRequest<'_>]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut duplicates = Vec::new();
    let mut missing = Vec::new();
    for paper in papers {
        let key = normalize_cell(paper.key);
        if key.is_empty() {
            let name = normalize_cell(paper.name);
            let finding = report_key_fault(None, format!("đơn vị “{name}” không có mã"))
                .hint("ghi mã trong bảng đơn vị: số văn bản được giữ theo mã");
            missing.push(finding);
        }
        let is_new = seen.insert((paper.series(), key.clone()));
        if !is_new {
            let finding =
                report_key_fault(None, format!("hai đơn vị cùng có mã “{key}”"))
                    .hint("sửa mã trong bảng đơn vị: mỗi đơn vị có một mã riêng");
            duplicates.push(finding);
        }
    }
    duplicates.into_iter().chain(missing).collect()
}

fn report_key_fault(span: Option<crate::source::Span>, message: String) -> Diagnostic {
    Diagnostic::new(&code::batch::LEDGER_KEY, Severity::Error, span, message)
}

/// The digits of a key that is nothing else, without leading zeros.
fn strip_zeros(key: &str) -> Option<&str> {
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| key.trim_start_matches('0'))
}
