//! Who issues the paper of each unit, and whether units share its numbers.
//!
//! One office has one sequence of numbers in a year, and two offices may have one name:
//! 323 communes of the country have that of another. Whether the agency of several units
//! is one office stands in no table; it follows from how the form makes its name:
//!
//! | the name of the agency | it is of one unit | of several units |
//! |---|---|---|
//! | reads nothing of the unit | that agency, with its superior | one office |
//! | reads the key or the name of the unit (`ten_don_vi`), in whatever way | the unit | each unit is an office |
//! | reads another column, or the file of the unit writes it, and it contains the name that all these units have | the unit | each unit is an office |
//! | reads another column, or the file of the unit writes it | the unit | asked: `ambiguous-series` |
//! | some of these units one way, some another | – | asked |
//!
//! Agencies of different superiors (`chu_quan`) are never one office. `day_so` answers for
//! the whole set. Nothing is asked while every unit in doubt has its number.

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{self, Issuer, NumberSeries};
use crate::indicator::{UnitRow, UnitTotals};
use crate::language::{normalize_spaces, to_name_key};

use super::ledger::{NumberRequest, normalize_ledger_name};
use super::parallel::map_in_order;
use super::set::{OpenSet, Unit};

/// Units named in a question; more are counted.
const MOST_NAMED: usize = 4;

/// The papers that want numbers.
pub(super) struct IssuedPapers {
    /// In the order of the set.
    pub(super) papers: Vec<IssuedPaper>,
    /// The units whose forms do not say who issues them, or whose keys others have.
    pub(super) others: Vec<usize>,
    /// The agencies of which it is not clear whether they are one office.
    doubts: Vec<SeriesDoubt>,
}

/// A paper with its issuer.
pub(super) struct IssuedPaper {
    /// Index of its unit.
    pub(super) unit: usize,
    issuer: Issuer,
    series: NumberSeries,
}

/// An agency of several units that may be one office or several.
struct SeriesDoubt {
    /// Indices of its papers.
    papers: Vec<usize>,
}

/// How the name of an agency is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AgencyWording {
    /// It reads nothing of the unit.
    Fixed,
    /// It reads the key or the name of the unit.
    Unit,
    /// It reads something else of the unit, or is written for the unit alone.
    Other,
}

impl IssuedPapers {
    /// The papers of a set, with what is known of their offices.
    pub(super) fn collect(set: &OpenSet, jobs: usize) -> Self {
        let issuers = map_in_order(jobs, &set.units, |unit| read_unit_issuer(set, unit));
        let mut papers = Vec::new();
        let mut others = Vec::new();
        for (unit, issuer) in issuers.into_iter().enumerate() {
            match issuer {
                Some(issuer) => {
                    let series = NumberSeries::Agency;
                    papers.push(IssuedPaper { unit, issuer, series });
                }
                None => others.push(unit),
            }
        }
        let doubts = judge_series(set, &mut papers);
        Self { papers, others, doubts }
    }

    /// The papers as the ledger is asked for their numbers.
    pub(super) fn requests<'a>(&'a self, set: &'a OpenSet) -> Vec<NumberRequest<'a>> {
        let papers = self.papers.iter();
        papers.map(|paper| paper.to_request(&set.units[paper.unit])).collect()
    }

    /// The question of agencies that may be one office or several, where some paper of
    /// theirs has no number yet: the first of them is named, the others are counted.
    pub(super) fn ask_series(
        &self,
        set: &OpenSet,
        is_numbered: &[bool],
    ) -> Option<Report> {
        let numbering = set.set.numbering.as_ref()?;
        let mut open = self.doubts.iter().filter(|doubt| {
            doubt.papers.iter().any(|paper| !is_numbered.get(*paper).unwrap_or(&false))
        });
        let first = open.next()?;
        let agency = first.papers.first().map(|paper| &self.papers[*paper])?;
        let agency = &agency.issuer.agency;
        let units = first.papers.iter().map(|paper| &set.units[self.papers[*paper].unit]);
        let named: Vec<_> =
            units.take(MOST_NAMED).map(|unit| format!("“{}”", unit.name)).collect();
        let named = named.join(", ");
        let count = first.papers.len();
        let rest = match count.saturating_sub(MOST_NAMED) {
            0 => String::new(),
            rest => format!(" và {rest} đơn vị nữa"),
        };
        let message = format!(
            "chưa rõ “{agency}” của {count} đơn vị là một cơ quan hay mỗi đơn vị một cơ quan: {named}{rest}"
        );
        let code = &code::batch::AMBIGUOUS_SERIES;
        let span = Some(numbering.span);
        let mut finding = Diagnostic::new(code, Severity::Error, span, message)
            .label("cần thêm `day_so`")
            .hint("`day_so: co_quan` khi cùng tên là một cơ quan: các văn bản chung một dãy số")
            .hint("`day_so: don_vi` khi mỗi đơn vị là một cơ quan, có dãy số của mình");
        let more = open.count();
        if more > 0 {
            finding = finding.hint(format!(
                "còn {more} tên cơ quan nữa cũng của nhiều đơn vị như thế"
            ));
        }
        Some(Report::new(set.sources.set.clone(), vec![finding], 0))
    }
}

impl IssuedPaper {
    fn to_request<'a>(&'a self, unit: &'a Unit) -> NumberRequest<'a> {
        NumberRequest {
            year: self.issuer.year,
            agency: &self.issuer.agency,
            parent: &self.issuer.parent,
            series: self.series,
            key: &unit.key,
            name: &unit.name,
        }
    }
}

/// Who issues the paper of a unit; `None` where its form does not say so, or another unit
/// has its key.
fn read_unit_issuer(set: &OpenSet, unit: &Unit) -> Option<Issuer> {
    if set.is_twin(unit) {
        return None;
    }
    let (context, _) = set.set_context(unit, "");
    if !set.has_override(unit) {
        return form::read_issuer(&set.sources.joined, &set.master, &context);
    }
    let form = set.unit_form(unit).ok()?;
    form::read_issuer(&form.sources.joined, &form.root, &context)
}

/// Decides for each paper whose numbers it shares, and gives what cannot be decided: that
/// counts as one office, which gives no number twice.
fn judge_series(set: &OpenSet, papers: &mut [IssuedPaper]) -> Vec<SeriesDoubt> {
    let choice = set.set.numbering.as_ref().and_then(|numbering| numbering.series);
    if let Some(choice) = choice {
        papers.iter_mut().for_each(|paper| paper.series = choice);
        return Vec::new();
    }
    let wordings = collect_wordings(set, papers);
    let mut offices: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, IssuedPaper { issuer, .. }) in papers.iter().enumerate() {
        let agency = normalize_ledger_name(&issuer.agency);
        let parent = normalize_ledger_name(&issuer.parent);
        offices.entry((issuer.year, agency, parent)).or_default().push(index);
    }
    let mut doubts = Vec::new();
    for members in offices.into_values() {
        let has = |wording| members.iter().any(|member| wordings[*member] == wording);
        let has_own = has(AgencyWording::Unit) || has(AgencyWording::Other);
        let series = match (has(AgencyWording::Fixed), has_own) {
            (true, false) => Some(NumberSeries::Agency),
            (true, true) => None,
            (false, _) => {
                let is_certain = members.len() == 1
                    || !has(AgencyWording::Other)
                    || is_named_after_units(set, papers, &members);
                is_certain.then_some(NumberSeries::Unit)
            }
        };
        match series {
            Some(series) => members.iter().for_each(|i| papers[*i].series = series),
            None => doubts.push(SeriesDoubt { papers: members }),
        }
    }
    doubts
}

/// How the name of the agency of each paper is made. A name that reads nothing counts as
/// written for its unit where the master would read the unit: then the file of the unit
/// has written it.
fn collect_wordings(set: &OpenSet, papers: &[IssuedPaper]) -> Vec<AgencyWording> {
    let reads_unit = set.units.first().is_some_and(|unit| {
        let (context, _) = set.set_context(unit, "");
        let issuer = form::read_issuer(&set.sources.joined, &set.master, &context);
        issuer.is_some_and(|issuer| !issuer.values.is_empty())
    });
    // Nearly all papers have the words of the master.
    let mut known = BTreeMap::new();
    let mut wordings = Vec::with_capacity(papers.len());
    for IssuedPaper { unit, issuer, .. } in papers {
        let unit = &set.units[*unit];
        let texts: Vec<_> = issuer.values.iter().map(|value| value.text()).collect();
        let wording =
            *known.entry(texts).or_insert_with(|| classify_wording(set, unit, issuer));
        let is_written = reads_unit && wording == AgencyWording::Fixed;
        wordings.push(if is_written { AgencyWording::Other } else { wording });
    }
    wordings
}

/// How the name of the agency of a unit is made.
fn classify_wording(set: &OpenSet, unit: &Unit, issuer: &Issuer) -> AgencyWording {
    let mut res = AgencyWording::Fixed;
    let row = UnitRow::new(&set.units_spec, set.unit_row(unit, UnitTotals::Kept));
    let names = [&set.set.name_column, &set.set.units.key];
    for value in &issuer.values {
        let columns = row.columns_read(value).unwrap_or_default();
        let mut ids = columns.iter().filter_map(|column| {
            set.units_spec.columns.get(*column)?.id.as_ref().map(|id| &id.value)
        });
        let is_name =
            ids.any(|id| names.into_iter().flatten().any(|name| name.value == *id));
        if is_name {
            return AgencyWording::Unit;
        }
        res = AgencyWording::Other;
    }
    res
}

/// Whether some units have one name, and their agency is called after it.
fn is_named_after_units(
    set: &OpenSet,
    papers: &[IssuedPaper],
    members: &[usize],
) -> bool {
    let mut names = members.iter().map(|i| &set.units[papers[*i].unit].name);
    let Some(first) = names.next().map(|name| to_name_key(name)) else { return false };
    names.all(|name| to_name_key(name) == first)
        && members.first().is_some_and(|i| has_name(&papers[*i].issuer.agency, &first))
}

/// Whether some words of an agency's name, one after the other, have this key.
fn has_name(agency: &str, key: &str) -> bool {
    let agency = normalize_spaces(agency);
    let words: Vec<&str> = agency.split(' ').collect();
    let count = words.len();
    let mut spans =
        (0..count).flat_map(|start| (start + 1..=count).map(move |end| start..end));
    let is_name = |words: &[&str]| {
        to_name_key(words.join(" ").trim_end_matches([',', ';', '.', ')'])) == key
    };
    !key.is_empty() && spans.any(|span| is_name(&words[span]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_that_of_an_agency_by_whole_words() {
        for (agency, name, is_found) in [
            ("Ủy ban nhân dân xã Tân An", "Xã Tân An", true),
            ("Ủy ban nhân dân xã Hoà An, tỉnh Cao Bằng", "Hòa An", true),
            ("UBND Phường 11", "Phường 1", false),
            ("UBND xã Tân An", "Tân A", false),
            ("UBND xã Tân An", "", false),
        ] {
            assert_eq!(has_name(agency, &to_name_key(name)), is_found, "{agency}");
        }
    }
}
