//! The report of joined files as one report for each. A workbook has no lines: what is
//! found in it names the cell.

use super::{Diagnostic, Report};
use crate::source::Source;

impl Report {
    /// One report for each file that has findings, and one for the last form, which is
    /// the most particular: it has what concerns no place, the number of suppressed
    /// findings and how data files were read. A finding goes to the file in which its place begins; its places in
    /// other files say which these are.
    #[must_use]
    pub fn split(self) -> Vec<Self> {
        let joined = self.source.as_ref().filter(|source| source.parts().len() > 1);
        let Some(source) = joined.cloned() else { return vec![self] };
        let last = source.last_form();
        let mut by_file = vec![Vec::new(); source.parts().len()];
        for diagnostic in self.findings {
            let file = diagnostic.span.map_or(last, |span| source.file_at(span.start));
            by_file[file].push(move_to_file(diagnostic, &source, file));
        }
        let mut reports = Vec::new();
        for (file, findings) in by_file.into_iter().enumerate() {
            if file == last {
                let mut report = Self::new(source.alone(file), findings, self.suppressed);
                report.unlisted = self.unlisted;
                report.readings.clone_from(&self.readings);
                report.left_out.add(*self.left_out);
                reports.push(report);
            } else if !findings.is_empty() && source.parts()[file].has_cells() {
                let findings = findings.into_iter();
                let findings = findings.map(|found| name_cell(found, &source, file));
                let name = source.parts()[file].name();
                reports.push(Self::without_text(name, findings.collect()));
            } else if !findings.is_empty() {
                reports.push(Self::new(source.alone(file), findings, 0));
            }
        }
        reports
    }
}

/// A finding of joined files with its places as those of the file where it begins; a
/// place in another file carries that file.
fn move_to_file(mut diagnostic: Diagnostic, source: &Source, file: usize) -> Diagnostic {
    let parts = source.parts();
    diagnostic.span = diagnostic.span.map(|span| parts[file].local_span(span));
    for related in diagnostic.related.iter_mut().filter(|r| r.source.is_none()) {
        let other = source.file_at(related.span.start);
        related.span = parts[other].local_span(related.span);
        related.source = (other != file).then(|| source.alone(other));
    }
    diagnostic
}

/// A finding of a workbook, which has no lines to show: the message names the cell.
fn name_cell(mut diagnostic: Diagnostic, source: &Source, file: usize) -> Diagnostic {
    let alone = source.alone(file);
    if let Some(span) = diagnostic.span.take()
        && let Some(address) = alone.cell_address(span.start)
    {
        let message = format!("{address}: {}", diagnostic.message.as_str());
        diagnostic.message = message.into();
    }
    for related in diagnostic.related.iter_mut().filter(|r| r.source.is_none()) {
        related.source = Some(alone.clone());
    }
    diagnostic
}
