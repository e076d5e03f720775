//! Asks of rows whose unit has another name now, while their name is that of another unit:
//! keys that only count the rows of a sheet move when a row comes in between, and each unit
//! would get the number of its neighbour.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;

use super::claim::{Claims, report_key_fault};
use super::{Ledger, NumberRequest, normalize_cell, normalize_ledger_name};

impl Ledger {
    /// Questions of rows claimed by a paper of another name, where a paper of another key
    /// has the name of the row and no row of that name. A unit that was renamed, while none
    /// has its old name, is no question.
    pub(super) fn find_moved_keys(
        &self,
        papers: &[NumberRequest<'_>],
        claims: &Claims,
    ) -> Vec<Diagnostic> {
        let mut by_name: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, paper) in papers.iter().enumerate() {
            let name = (paper.year, normalize_ledger_name(paper.name));
            by_name.entry(name).or_default().push(index);
        }
        let row_name = |paper: usize| {
            let entry = self.rows[claims.row(paper)?].entry.as_ref()?;
            Some(normalize_ledger_name(&entry.name)).filter(|name| !name.is_empty())
        };
        let mut faults = Vec::new();
        for (index, paper) in papers.iter().enumerate() {
            let Some(name) = row_name(index) else { continue };
            if name == normalize_ledger_name(paper.name) {
                continue;
            }
            let others = by_name.get(&(paper.year, name.clone())).into_iter().flatten();
            let mut others =
                others.filter(|other| row_name(**other).as_ref() != Some(&name));
            if let Some(other) = others.next() {
                let row = claims.row(index);
                faults.extend(
                    row.and_then(|row| {
                        self.report_moved_key(row, paper, &papers[*other])
                    }),
                );
            }
        }
        faults
    }

    fn report_moved_key(
        &self,
        row: usize,
        paper: &NumberRequest<'_>,
        other: &NumberRequest<'_>,
    ) -> Option<Diagnostic> {
        let line = self.rows[row].line?;
        let entry = self.rows[row].entry.as_ref()?;
        let span = self.source.as_ref().map(|source| source.line(line));
        let [key, name] = [paper.key, paper.name].map(normalize_cell);
        let other_key = normalize_cell(other.key);
        let message = format!(
            "dòng {line} cấp số {} cho “{}” với mã “{key}”; trong bảng đơn vị mã “{key}” là “{name}”, còn “{}” có mã “{other_key}”",
            entry.number,
            entry.name,
            normalize_cell(other.name),
        );
        Some(
            report_key_fault(span, message)
                .hint(format!(
                    "nếu “{}” đã đổi mã thì sửa mã ở dòng {line} của sổ thành “{other_key}”: đơn vị giữ số {}; mã không nên là số thứ tự của hàng",
                    entry.name, entry.number
                ))
                .hint(format!(
                    "nếu đơn vị mã “{key}” đã đổi tên thì sửa tên ở dòng {line} của sổ thành “{name}”"
                )),
        )
    }
}
