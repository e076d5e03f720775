//! Numbers and units that two rows of the ledger have.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::NumberSeries;

use super::assign::{PaperSeries, Series};
use super::claim::Claims;
use super::{Ledger, NumberRequest};

impl Ledger {
    /// Faults of units that have two numbers in one year: of one agency, or of the set
    /// whatever the agency. An earlier version of the program gave a second number to a
    /// unit that was renamed.
    pub(super) fn find_units_twice(
        &self,
        papers: &[NumberRequest<'_>],
    ) -> Vec<Diagnostic> {
        let wanted: BTreeSet<_> = papers.iter().map(NumberRequest::unit_year).collect();
        let mut known = BTreeMap::new();
        let mut faults = Vec::new();
        for (row, entry) in self.entries() {
            let Some(unit) = entry.unit_year() else { continue };
            // A unit of another set may have a number of each of its agencies.
            let agency = (!wanted.contains(&unit)).then(|| entry.agency_year());
            let first = *known.entry((unit, agency)).or_insert(row);
            if first != row {
                faults.extend(self.report_unit(first, row));
            }
        }
        faults
    }

    /// Faults of numbers that two papers of one office have, in the years of the set.
    /// Units that are offices of their own may share one; of rows that are of no paper it
    /// is known only where one office of the set has their agency.
    pub(super) fn find_numbers_twice(
        &self,
        papers: &[NumberRequest<'_>],
        series: &PaperSeries,
        claims: &Claims,
    ) -> Vec<Diagnostic> {
        let claimed = claims.by_row();
        let years: BTreeSet<_> = papers.iter().map(|paper| paper.year).collect();
        // Whether an agency is known by its name alone, also one that has no paper now.
        let is_plain = papers.iter().all(|paper| {
            paper.series == NumberSeries::Agency && paper.parent.trim().is_empty()
        });
        let mut numbers = BTreeMap::new();
        let mut faults = Vec::new();
        for (row, entry) in self.entries().filter(|(_, e)| years.contains(&e.year)) {
            let sole = series.find_sole_office(&entry.agency_year());
            let owner = match (claimed.get(&row), &entry.key) {
                (Some(paper), _) => Some(series.office(*paper).clone()),
                _ if is_plain && sole.is_none() => {
                    let (year, agency) = entry.agency_year();
                    Some(Series::Agency { year, agency, parent: String::new() })
                }
                // A number taken by hand is of the office that is called so.
                (None, None) => sole,
                (None, Some(_)) => sole.filter(|s| matches!(s, Series::Agency { .. })),
            };
            let Some(owner) = owner else { continue };
            let first = *numbers.entry((owner, entry.number)).or_insert(row);
            if first != row {
                let paper = claimed.get(&row).or_else(|| claimed.get(&first));
                let agency = paper.map_or(entry.agency.as_str(), |i| papers[*i].agency);
                faults.extend(self.report_number(first, row, agency));
            }
        }
        faults
    }

    fn report_number(
        &self,
        first: usize,
        row: usize,
        agency: &str,
    ) -> Option<Diagnostic> {
        let entry = self.rows[row].entry.as_ref()?;
        let earlier = self.rows[first].entry.as_ref()?;
        let [first, line] = [self.rows[first].line?, self.rows[row].line?];
        let message = format!(
            "số {} của {agency} năm {} có ở hai dòng {first} và {line}",
            entry.number, entry.year
        );
        let finding = self.report_twice(first, line, message)?;
        let finding = finding
            .hint("xem số nào đã phát hành, sửa dòng còn lại; máy chưa cấp số nào");
        Some(match (&entry.key, &earlier.key) {
            (Some(_), Some(_)) => finding,
            _ => finding.hint("dòng để trống mã mà là văn bản của cơ quan khác trùng tên thì ghi thêm vào tên cơ quan ở dòng ấy cho khác, ví dụ tên huyện hay tỉnh"),
        })
    }

    fn report_unit(&self, first: usize, row: usize) -> Option<Diagnostic> {
        let entry = self.rows[row].entry.as_ref()?;
        let key = entry.key.as_ref()?;
        let [first, line] = [self.rows[first].line?, self.rows[row].line?];
        let message = format!(
            "đơn vị “{key}” có hai số trong năm {} ở hai dòng {first} và {line}",
            entry.year
        );
        let finding = self.report_twice(first, line, message)?;
        Some(finding.hint("xem số nào đã phát hành, để trống ô mã ở dòng còn lại: số ấy không cấp lại; máy chưa cấp số nào"))
    }

    /// The finding of a line that repeats what the `first` one says.
    fn report_twice(
        &self,
        first: usize,
        line: usize,
        message: String,
    ) -> Option<Diagnostic> {
        let source = self.source.as_ref()?;
        let span = source.line(line);
        Some(
            Diagnostic::error(&code::batch::LEDGER_TWICE, span, message)
                .related(source.line(first), "đã có ở đây"),
        )
    }
}
