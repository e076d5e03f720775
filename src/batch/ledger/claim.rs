//! Which row of the ledger is of which paper. A unit is known by its key, whatever it and
//! its agency are called now; rows that no key finds, and that may be of a paper without a
//! number, are asked about.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::form::NumberSeries;
use crate::source::Span;

use super::assign::PaperSeries;
use super::row::LedgerEntry;
use super::{
    Ledger, NumberRequest, normalize_cell, normalize_key, normalize_ledger_name,
};

/// Papers named in a question; more are left out.
const MOST_NAMED: usize = 3;

/// Rows of one kind that are asked about one by one; more are counted. All keys of a set
/// may have changed at once.
const MOST_ASKED: usize = 5;

/// The row that each paper has in the ledger, in the order of the papers.
pub(super) struct Claims(pub(super) Vec<Option<usize>>);

/// A row whose key lost its zeros, with the key as it should be.
pub(super) struct RepairedKey {
    pub(super) row: usize,
    pub(super) key: String,
}

impl Claims {
    /// The row of a paper.
    pub(super) fn row(&self, paper: usize) -> Option<usize> {
        self.0.get(paper).copied().flatten()
    }

    /// The paper of each row that has one.
    pub(super) fn by_row(&self) -> BTreeMap<usize, usize> {
        let papers = self.0.iter().enumerate();
        papers.filter_map(|(paper, row)| Some(((*row)?, paper))).collect()
    }
}

impl Ledger {
    /// The row of each paper, by its key, and then by the digits of the key.
    pub(super) fn claim_rows(
        &self,
        papers: &[NumberRequest<'_>],
    ) -> (Claims, Vec<RepairedKey>) {
        let mut claims = self.claim_by_key(papers);
        let repaired = self.claim_by_digits(papers, &mut claims);
        (claims, repaired)
    }

    /// The row of each paper that the ledger has by its key; of two, the first.
    fn claim_by_key(&self, papers: &[NumberRequest<'_>]) -> Claims {
        let mut rows = BTreeMap::new();
        for (row, entry) in self.entries() {
            if let Some(unit) = entry.unit_year() {
                rows.entry(unit).or_insert(row);
            }
        }
        let papers = papers.iter();
        Claims(papers.map(|paper| rows.get(&paper.unit_year()).copied()).collect())
    }

    /// Claims rows whose key Excel has taken for a number, and written without its zeros:
    /// `00013` as `13`. Gives those rows with the right keys.
    ///
    /// Rows and papers that no key has paired are grouped by year and digits; a group of
    /// one row and one paper is a pair. Any other group is ambiguous.
    fn claim_by_digits(
        &self,
        papers: &[NumberRequest<'_>],
        claims: &mut Claims,
    ) -> Vec<RepairedKey> {
        let taken: BTreeSet<_> = claims.0.iter().flatten().copied().collect();
        let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (row, entry) in self.entries().filter(|(row, _)| !taken.contains(row)) {
            if let Some(digits) = entry.key.as_deref().and_then(strip_zeros) {
                rows.entry((entry.year, digits.to_owned())).or_default().push(row);
            }
        }
        let mut wanting: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, paper) in papers.iter().enumerate() {
            let key = normalize_cell(paper.key);
            if let (None, Some(digits)) = (claims.row(index), strip_zeros(&key)) {
                wanting.entry((paper.year, digits.to_owned())).or_default().push(index);
            }
        }
        let mut repaired = Vec::new();
        for (digits, candidates) in wanting {
            // `013` and `0013` of one set are both `13` in Excel. Then no row is claimed
            // here, and `find_lost_rows` asks the clerk where the names agree.
            if let ([paper], Some([row])) =
                (&candidates[..], rows.get(&digits).map(Vec::as_slice))
            {
                claims.0[*paper] = Some(*row);
                let key = normalize_cell(papers[*paper].key);
                repaired.push(RepairedKey { row: *row, key });
            }
        }
        repaired
    }

    /// Faults of rows whose key is of no unit any more while a paper without a number may
    /// be theirs: the code of the unit was changed, or units were joined into one.
    /// `others` are keys of units that ask for no number now.
    pub(super) fn find_lost_rows(
        &self,
        papers: &[NumberRequest<'_>],
        others: &[&str],
        series: &PaperSeries,
        claims: &Claims,
    ) -> Vec<Diagnostic> {
        let taken = claims.by_row();
        let absent = AbsentUnits::new(others);
        let wanting: Vec<usize> =
            (0..papers.len()).filter(|paper| claims.row(*paper).is_none()).collect();
        let mut by_office: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
        // A unit that is an office may have got its number under another agency's name.
        let mut by_name: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
        let names = series.collect_names();
        for paper in wanting {
            let NumberRequest { year, series: kind, name, .. } = papers[paper];
            if kind == NumberSeries::Unit {
                let name = (year, normalize_ledger_name(name));
                by_name.entry(name).or_default().insert(paper);
            }
            for name in names.get(series.office(paper)).into_iter().flatten() {
                by_office.entry((*name).clone()).or_default().insert(paper);
            }
        }
        let mut faults = Vec::new();
        for (row, entry) in self.entries().filter(|(row, _)| !taken.contains_key(row)) {
            let Some(key) = entry.key.as_deref().filter(|key| !absent.contains(key))
            else {
                continue;
            };
            let name = (entry.year, normalize_ledger_name(&entry.name));
            let near = by_office.get(&entry.agency_year()).into_iter();
            let near: BTreeSet<_> =
                near.chain(by_name.get(&name)).flatten().copied().collect();
            let likely: Vec<_> = near
                .into_iter()
                .map(|paper| (paper, &papers[paper]))
                .filter(|(index, paper)| is_likely_owner(entry, paper, *index, series))
                .map(|(_, paper)| paper)
                .collect();
            if let Some(line) = self.rows[row].line.filter(|_| !likely.is_empty()) {
                faults.push(self.report_lost_row(line, key, entry, &likely));
            }
        }
        faults
    }

    fn report_lost_row(
        &self,
        line: usize,
        key: &str,
        entry: &LedgerEntry,
        likely: &[&NumberRequest<'_>],
    ) -> Diagnostic {
        let span = self.source.as_ref().map(|source| source.line(line));
        let units = likely.iter().take(MOST_NAMED).map(|paper| {
            format!(
                "“{}” có mã “{}”",
                normalize_cell(paper.name),
                normalize_cell(paper.key)
            )
        });
        let units = diagnostic::list_names(&units.collect::<Vec<_>>());
        let message = format!(
            "dòng {line} cấp số cho “{}” với mã “{key}”, trong bảng đơn vị {units}",
            if entry.name.is_empty() { &entry.agency } else { &entry.name }
        );
        let new_key = match likely {
            [paper] => format!("“{}”", normalize_cell(paper.key)),
            _ => "mã mới của đơn vị ấy".to_owned(),
        };
        report_key_fault(span, message)
            .hint(format!(
                "nếu vẫn là đơn vị ấy thì sửa mã ở dòng {line} của sổ thành {new_key}: đơn vị giữ số {}",
                entry.number
            ))
            .hint("nếu là văn bản của đơn vị khác, đơn vị cũ thì để trống ô mã ở dòng ấy; số của dòng ấy vẫn không cấp lại")
    }
}

/// Whether the paper of a unit without a number may be the one of a row of its agency. A
/// unit that is an office of its own is known by the name of the agency, unless other
/// units have that name too and none is named after it; else by the name of the unit.
fn is_likely_owner(
    entry: &LedgerEntry,
    paper: &NumberRequest<'_>,
    index: usize,
    series: &PaperSeries,
) -> bool {
    let name = normalize_ledger_name(paper.name);
    let is_same_name = !name.is_empty() && name == normalize_ledger_name(&entry.name);
    let is_own_office = paper.series == NumberSeries::Unit;
    let agency = series.agency(index);
    let is_alone = series.count_called(&(paper.year, agency.to_owned())) == 1;
    is_same_name
        || (is_own_office && (is_alone || (!name.is_empty() && agency.contains(&name))))
}

/// Units of the set that ask for no number, by their keys.
struct AbsentUnits(BTreeSet<String>);

impl AbsentUnits {
    fn new(keys: &[&str]) -> Self {
        let keys = keys.iter().map(|key| normalize_key(key));
        // Excel may have taken the zeros of their keys from the ledger.
        let digits = |key: String| strip_zeros(&key).map_or(key.clone(), str::to_owned);
        Self(keys.map(digits).collect())
    }

    fn contains(&self, key: &str) -> bool {
        let key = normalize_key(key);
        self.0.contains(strip_zeros(&key).unwrap_or(&key))
    }
}

/// Faults of papers whose keys are missing or the same.
pub(super) fn find_key_faults(papers: &[NumberRequest<'_>]) -> Vec<Diagnostic> {
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
        let is_new = seen.insert(paper.unit_year());
        if !is_new {
            let finding =
                report_key_fault(None, format!("hai đơn vị cùng có mã “{key}”"))
                    .hint("sửa mã trong bảng đơn vị: mỗi đơn vị có một mã riêng");
            duplicates.push(finding);
        }
    }
    duplicates.into_iter().chain(missing).collect()
}

/// The first questions of one kind, with how many more there are.
pub(super) fn cut_key_faults(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = faults.len().saturating_sub(MOST_ASKED);
    faults.truncate(MOST_ASKED);
    if more > 0
        && let Some(last) = faults.pop()
    {
        faults.push(last.hint(format!("còn {more} dòng nữa của sổ như thế")));
    }
    faults
}

pub(super) fn report_key_fault(span: Option<Span>, message: String) -> Diagnostic {
    Diagnostic::new(&code::batch::LEDGER_KEY, Severity::Error, span, message)
}

/// The digits of a key that is nothing else, without leading zeros.
fn strip_zeros(key: &str) -> Option<&str> {
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| key.trim_start_matches('0'))
}
