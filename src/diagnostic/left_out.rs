//! Findings beyond those that anybody reads: they are counted, and no more.

use super::{Diagnostic, Severity};
use crate::code;
use crate::language::group_digits;

/// So many findings of a file are told; more are counted.
pub const MOST_FINDINGS: usize = 20_000;

/// How many findings of a file are counted only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

impl LeftOut {
    /// Takes out of findings, in the order of their file, those that are too many: hints
    /// first, errors last, and of each kind the last.
    pub(super) fn cut(findings: &mut Vec<Diagnostic>) -> Self {
        let mut res = Self::default();
        if findings.len() <= MOST_FINDINGS {
            return res;
        }
        let counts = [Severity::Error, Severity::Warning, Severity::Hint]
            .map(|kind| findings.iter().filter(|d| d.severity == kind).count());
        let mut free = MOST_FINDINGS;
        let mut kept = counts.map(|count| {
            let kept = count.min(free);
            free -= kept;
            kept
        });
        [res.errors, res.warnings, res.hints] =
            [0, 1, 2].map(|kind| counts[kind] - kept[kind]);
        findings.retain(|finding| {
            let left = &mut kept[finding.severity as usize];
            let is_kept = *left > 0;
            *left = left.saturating_sub(1);
            is_kept
        });
        findings.shrink_to_fit();
        res
    }

    /// How many of one severity.
    #[must_use]
    pub fn count(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Hint => self.hints,
        }
    }

    /// Adds those of another part.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.hints += other.hints;
    }

    /// The finding that says so; none where nothing is left out.
    pub(super) fn describe(self) -> Option<Diagnostic> {
        let kinds = [Severity::Error, Severity::Warning, Severity::Hint];
        let mut left = kinds.iter().filter(|kind| self.count(**kind) > 0);
        let worst = *left.clone().next()?;
        let words: Vec<_> = left
            .by_ref()
            .map(|kind| {
                let count = u64::try_from(self.count(*kind)).unwrap_or(u64::MAX);
                format!("{} {}", group_digits(count), kind.vietnamese())
            })
            .collect();
        let message = format!("… và {} khác", words.join(", "));
        let code = &code::file::TOO_MANY_FINDINGS;
        let finding = Diagnostic::new(code, worst, None, message);
        Some(finding.hint("sửa các chỗ đã nêu rồi kiểm tra lại"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Report, format_as_json, format_as_lines, format_for_people};
    use super::*;
    use crate::diagnostic::{Paint, format_for_github};

    #[test]
    fn what_is_too_many_is_counted_and_told_in_every_format() {
        let code = &code::file::NO_FORM;
        let make = |nth: usize| {
            let kinds = [Severity::Hint, Severity::Warning, Severity::Error];
            Diagnostic::new(code, kinds[nth % 3], None, format!("chỗ {nth}"))
        };
        let report = Report::without_text("a.yaml", (0..39_000).map(make).collect());
        assert_eq!(
            *report.left_out,
            LeftOut { errors: 0, warnings: 6_000, hints: 13_000 }
        );
        assert_eq!(report.findings.len(), MOST_FINDINGS);
        assert_eq!(report.count(Severity::Warning), 13_000);
        assert!(report.has_errors());
        assert_eq!(report.findings[0].message, "chỗ 1");
        let says = "… và 6.000 cảnh báo, 13.000 gợi ý khác";
        let reports = [report];
        for text in [
            format_for_people(&reports, Paint::Plain),
            format_as_lines(&reports),
            format_for_github(&reports),
            format_as_json(&reports),
        ] {
            assert_eq!(text.matches(says).count(), 1);
        }
        let all = Report::without_text("a.yaml", (0..20_000).map(make).collect());
        assert_eq!((all.rest(), all.findings.len()), (None, MOST_FINDINGS));
    }
}
