//! Real plans: as published each has its findings, mended it has none above hint.

use std::path::Path;

use kehoach::build::{Examined, Timings};
use kehoach::diagnostic::Severity;
use kehoach::source::{Source, list_files, read};

use super::driver::{Folder, engine, root};

/// A form of a folder with its data files, looked at.
fn checked(path: &Path) -> (Source, Examined) {
    let examined = engine().examine(path, &mut Timings::default());
    assert!(
        examined.data_reports.is_empty(),
        "{}: {:?}",
        path.display(),
        examined.data_reports
    );
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
            .filter_map(|d| Some((d.code.id, source.position(d.span?.start).line)))
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
                    .is_some_and(|(c, t)| c == finding.code.id && text.contains(t))
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

/// The plan of Sơn Trung in a folder of its own, its data file changed.
fn son_trung(change: (&str, &str)) -> Folder {
    let folder = Folder::new();
    for name in ["ke-hoach.yaml", "ho-ngheo.csv"] {
        let path = root().join("data/son-trung-2023").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        assert!(name != "ho-ngheo.csv" || text.contains(change.0));
        folder.put(&format!("ke/{name}"), text.replace(change.0, change.1));
    }
    folder
}

#[test]
fn one_count_changed_in_the_file_changes_table_total_rates_and_prose() {
    let folder = son_trung(("Mai Hà;202;3;1;", "Mai Hà;202;4;2;"));
    let _ = folder.run(["check", "ke"]).code(0);
    let text = folder.run(["text", "ke"]).code(0).err("").out;
    for line in [
        "1\tMai Hà\t202\t4\t1,98\t2\t0,99\t2\t0,99\t4\t1,98\t1\t0,50\t3\t1,49",
        "Tổng cộng\t\t1.545\t64\t4,14\t13\t0,84\t51\t3,30\t69\t4,47\t15\t0,97\t54\t3,50",
        "trên địa bàn xã có 64 hộ nghèo, có 113 khẩu, chiếm tỷ lệ 4,14%.",
        "đến cuối năm 2023 còn 3,30%.",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
}

#[test]
fn a_count_that_no_longer_holds_is_named_with_its_row() {
    let folder = son_trung(("Mai Hà;202;3;1;", "Mai Hà;202;3;5;"));
    let run = folder.run(["check", "ke", "--format", "short"]).code(1);
    let lines: Vec<_> =
        run.out.lines().filter(|line| !line.contains(": gợi ý[")).collect();
    let [failed] = lines[..] else { panic!("{}", run.out) };
    assert!(failed.contains("lỗi[check-failed]: hàng “Mai Hà”"), "{failed}");
}
