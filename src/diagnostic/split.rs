//! The report of joined files as one report for each.

use super::{Diagnostic, Report};
use crate::source::Source;

impl Report {
    /// One report for each file that has findings, and one for the last file, which is
    /// the most particular: it has what concerns no place, the number of suppressed
    /// findings and how data files were read. A finding goes to the file in which its place begins; its places in
    /// other files say which these are.
    #[must_use]
    pub fn split(self) -> Vec<Self> {
        let joined = self.source.as_ref().filter(|source| source.parts().len() > 1);
        let Some(source) = joined.cloned() else { return vec![self] };
        let last = source.parts().len() - 1;
        let mut by_file = vec![Vec::new(); last + 1];
        for diagnostic in self.findings {
            let file = diagnostic.span.map_or(last, |span| source.file_at(span.start));
            by_file[file].push(move_to_file(diagnostic, &source, file));
        }
        let mut reports = Vec::new();
        for (file, findings) in by_file.into_iter().enumerate() {
            if file == last {
                let mut report = Self::new(source.alone(file), findings, self.suppressed);
                report.readings.clone_from(&self.readings);
                report.left_out.add(*self.left_out);
                reports.push(report);
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
