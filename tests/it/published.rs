//! Real plans: as published each has its findings, mended it has none above hint.

use std::path::Path;

use kehoach::build::{Examined, Timings};
use kehoach::diagnostic::Severity;
use kehoach::source::{Source, list_files, read};

use super::driver::engine;

/// A form of a folder with its data files, looked at.
fn checked(path: &Path) -> (Source, Examined) {
    let examined = engine().examine(path, &mut Timings::default());
    assert!(examined.data.is_empty(), "{}: {:?}", path.display(), examined.data);
    (examined.report.source.clone().unwrap(), examined)
}

fn forms(folder: &str) -> Vec<std::path::PathBuf> {
    let files = list_files(Path::new(folder));
    files.into_iter().filter(|p| p.ends_with("ke-hoach.yaml")).collect()
}

#[test]
fn a_plan_as_published_has_the_findings_that_are_expected_of_it() {
    let forms = forms("tests/as-published");
    assert!(forms.len() >= 5);
    for form in forms {
        let (source, checked) = checked(&form);
        let found: Vec<(&str, &str)> = checked
            .report
            .findings
            .iter()
            .filter_map(|d| Some((d.code, source.position(d.span?.start).line)))
            .map(|(code, line)| (code, source.slice(source.line(line))))
            .collect();
        let expected = read(&form.with_file_name("expected.txt")).unwrap();
        for row in expected.text().lines() {
            let (code, text) = row.split_once(" | ").unwrap();
            let there = found.iter().any(|(c, line)| *c == code && line.contains(text));
            assert!(there, "{}: {row}\n{found:#?}", source.name());
        }
    }
}

#[test]
fn the_published_plans_have_no_findings_but_the_expected() {
    for form in forms("tests/as-published") {
        let (source, checked) = checked(&form);
        let expected = read(&form.with_file_name("expected.txt")).unwrap();
        for finding in
            checked.report.findings.iter().filter(|d| d.severity != Severity::Hint)
        {
            let line = source.position(finding.span.unwrap().start).line;
            let text = source.slice(source.line(line));
            let known = expected.text().lines().any(|row| {
                row.split_once(" | ")
                    .is_some_and(|(c, t)| c == finding.code && text.contains(t))
            });
            assert!(known, "{}:{line}: {finding:#?}", source.name());
        }
    }
}

#[test]
fn a_mended_plan_has_no_finding_above_hint() {
    let forms = forms("data");
    assert!(forms.len() >= 5);
    for form in forms {
        let (source, checked) = checked(&form);
        let bad: Vec<_> = checked
            .report
            .findings
            .iter()
            .filter(|d| d.severity != Severity::Hint)
            .collect();
        assert!(bad.is_empty(), "{}: {bad:#?}", source.name());
        assert!(checked.plan.is_some(), "{}", source.name());
    }
}
