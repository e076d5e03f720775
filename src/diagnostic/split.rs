//! The report of joined files as one report for each.

use super::Diagnostic;
use super::Report;
use crate::source::Source;

impl Report {
    /// One report for each file that has findings, and one for the last file, which is
    /// the most particular: it has what concerns no place, and the number of silenced
    /// findings. A finding goes to the file in which its place begins; its places in
    /// other files say which these are.
    #[must_use]
    pub fn split(self) -> Vec<Self> {
        let joined = self.source.as_ref().filter(|source| source.parts().len() > 1);
        let Some(source) = joined.cloned() else { return vec![self] };
        let last = source.parts().len() - 1;
        let mut found = vec![Vec::new(); last + 1];
        for finding in self.findings {
            let file = finding.span.map_or(last, |span| source.file_at(span.start));
            found[file].push(within(finding, &source, file));
        }
        let told =
            |(file, findings): &(usize, Vec<_>)| *file == last || !findings.is_empty();
        let report = |(file, findings)| {
            let silenced = if file == last { self.silenced } else { 0 };
            Self::new(source.alone(file), findings, silenced)
        };
        found.into_iter().enumerate().filter(told).map(report).collect()
    }
}

/// A finding with its places as those of its own file.
fn within(mut finding: Diagnostic, source: &Source, file: usize) -> Diagnostic {
    let parts = source.parts();
    finding.span = finding.span.map(|span| parts[file].own(span));
    for related in finding.related.iter_mut().filter(|r| r.source.is_none()) {
        let other = source.file_at(related.span.start);
        related.span = parts[other].own(related.span);
        related.source = (other != file).then(|| source.alone(other));
    }
    finding
}
