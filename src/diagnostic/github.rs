//! Workflow commands of GitHub, which shows each finding beside its line.

use std::fmt::Write as _;

use super::{MessageText, Report, Severity};
use crate::language;

/// Findings of all reports as workflow commands.
#[must_use]
pub fn format_for_github(reports: &[Report]) -> String {
    let mut res = String::new();
    for report in reports {
        for finding in report.findings.iter().chain(&report.rest()) {
            let (line, column) = report.position(finding);
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "notice",
            };
            let message = std::iter::once(finding.message.to_string())
                .chain(finding.elsewhere())
                .chain(finding.advice().map(MessageText::to_string))
                .collect::<Vec<_>>()
                .join("\n");
            let _ = writeln!(
                res,
                "::{command} file={},line={line},col={column},title={}::{}",
                escape_property(&language::show_hidden(&report.name)),
                finding.code,
                escape_data(&message)
            );
        }
    }
    res
}

/// Escapes the text of a command.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
