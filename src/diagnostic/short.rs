//! One line a finding: `tệp:dòng:cột: lỗi[mã]: nội dung`, and in brackets its places in
//! other files.

use std::fmt::Write as _;

use super::Report;
use crate::language;

/// Findings of all reports, a line each.
#[must_use]
pub fn format_as_lines(reports: &[Report]) -> String {
    let mut res = String::new();
    for report in reports {
        let name = language::show_hidden(&report.name);
        for finding in report.findings.iter().chain(&report.rest()) {
            let (line, column) = report.position(finding);
            let word = finding.severity.vietnamese();
            let _ = write!(
                res,
                "{name}:{line}:{column}: {word}[{}]: {}",
                finding.code, finding.message
            );
            for other in finding.elsewhere() {
                let _ = write!(res, " ({other})");
            }
            res.push('\n');
        }
    }
    res
}
