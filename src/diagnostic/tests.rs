//! A finding whose places stand in several files, in every format.

use std::path::Path;

use super::*;

static TWICE: Code = Code { id: "twice", summary: "", explanation: "" };
static WHOLE: Code = Code { id: "whole", summary: "", explanation: "" };
static YEAR: Code = Code { id: "year", summary: "", explanation: "" };

/// The set, the master and the override of a unit.
fn joined() -> Source {
    let file = |name: &str, text: &str| Source::new(Path::new(name), text);
    Source::joined(&[
        file("bo.yaml", "kehoach: 1\nkhoa: ma\n"),
        file("mau.yaml", "tên: Thủy Xuân\nnăm: 2024\n"),
        file("rieng/a.yaml", "tên: Thủy Bằng"),
    ])
}

/// The place of the nth of some words.
fn at(source: &Source, words: &str, nth: usize) -> Span {
    let at = source.text().match_indices(words).nth(nth).unwrap().0;
    Span::new(at, at + words.len())
}

fn reports() -> Vec<Report> {
    let source = joined();
    let twice = Diagnostic::error(&TWICE, at(&source, "Thủy Bằng", 0), "hai tên")
        .label("tên riêng")
        .related(at(&source, "Thủy Xuân", 0), "tên chung")
        .related(at(&source, "tên", 1), "khóa")
        .hint("bỏ một tên");
    let year =
        Diagnostic::new(&YEAR, Severity::Warning, Some(at(&source, "2024", 0)), "năm cũ");
    let whole = Diagnostic::new(&WHOLE, Severity::Hint, None, "cả biểu");
    Report::new(source, vec![twice, year, whole], 3).split()
}

#[test]
fn each_finding_goes_to_the_file_that_said_it() {
    let reports = reports();
    let summary = |r: &Report| {
        let codes = r.findings.iter().map(|f| f.code.id).collect::<Vec<_>>();
        (r.name.clone(), codes, r.suppressed)
    };
    let summaries: Vec<_> = reports.iter().map(summary).collect();
    assert_eq!(
        summaries,
        [
            ("mau.yaml".to_owned(), vec!["year"], 0),
            ("rieng/a.yaml".to_owned(), vec!["whole", "twice"], 3),
        ]
    );
    for report in &reports {
        let source = report.source.as_ref().unwrap();
        assert_eq!((source.parts().len(), source.name()), (1, report.name.as_str()));
    }
    let own = &reports[1];
    let place = own.findings[1].span.unwrap();
    assert_eq!(own.source.as_ref().unwrap().slice(place), "Thủy Bằng");
}

#[test]
fn a_report_without_findings_stays_with_the_last_file() {
    let reports = Report::new(joined(), Vec::new(), 1).split();
    assert_eq!(reports.len(), 1);
    assert_eq!((reports[0].name.as_str(), reports[0].suppressed), ("rieng/a.yaml", 1));
}

#[test]
fn a_report_of_one_file_is_split_into_itself() {
    let source = joined().alone(1);
    let finding = Diagnostic::error(&YEAR, at(&source, "2024", 0), "năm cũ")
        .related(at(&source, "tên", 0), "khóa");
    let whole = Report::new(source, vec![finding], 2);
    let split = whole.clone().split();
    assert_eq!(split.len(), 1);
    assert_eq!((&split[0].findings, split[0].suppressed), (&whole.findings, 2));
    assert_eq!(format_as_json(&split), format_as_json(&[whole]));
    assert!(!format_as_json(&split).contains("\"file\": null"));
}

#[test]
fn people_see_the_place_in_the_other_file() {
    let text = format_for_people(&reports()[1..], Paint::Plain);
    assert_eq!(
        text,
        "\
gợi ý[whole]: cả biểu
--> rieng/a.yaml

lỗi[twice]: hai tên
 --> rieng/a.yaml:1:6
  |
1 | tên: Thủy Bằng
  | ---  ^^^^^^^^^ tên riêng
  | |
  | khóa
  |
 ::: mau.yaml:1:6
  |
1 | tên: Thủy Xuân
  |      --------- tên chung
  |
  = cách sửa: bỏ một tên

"
    );
}

#[test]
fn a_line_says_where_the_other_place_is() {
    assert_eq!(
        format_as_lines(&reports()),
        "mau.yaml:2:6: cảnh báo[year]: năm cũ\n\
         rieng/a.yaml:1:1: gợi ý[whole]: cả biểu\n\
         rieng/a.yaml:1:6: lỗi[twice]: hai tên (mau.yaml:1:6: tên chung)\n"
    );
}

#[test]
fn github_is_told_where_the_other_place_is() {
    let text = format_for_github(&reports()[1..]);
    let line = "::error file=rieng/a.yaml,line=1,col=6,title=twice::\
                hai tên%0Amau.yaml:1:6: tên chung%0Abỏ một tên";
    assert!(text.contains(line), "{text}");
}

#[test]
fn programs_are_told_the_file_of_the_other_place() {
    let root: serde_json::Value =
        serde_json::from_str(&format_as_json(&reports())).unwrap();
    assert_eq!(root["version"], JSON_VERSION);
    let related = &root["files"][1]["findings"][1]["related"];
    assert_eq!(related[0]["file"], "mau.yaml");
    assert_eq!(
        related[0]["place"],
        serde_json::json!({ "line": 1, "column": 6, "end_line": 1, "end_column": 15 })
    );
    // One in the file of the finding is told as it was.
    assert!(related[1].get("file").is_none());
    assert_eq!(related[1]["place"]["column"], 1);
}

#[test]
fn programs_are_told_the_group_of_the_rule_and_that_there_is_none() {
    let source = joined().alone(1);
    let mut judged = Diagnostic::error(&YEAR, at(&source, "2024", 0), "năm cũ");
    judged.group = Some("ke-hoach");
    let unread = Diagnostic::error(&TWICE, at(&source, "2024", 0), "hai tên");
    for (finding, group) in
        [(judged, serde_json::json!("ke-hoach")), (unread, serde_json::Value::Null)]
    {
        let report = Report::new(source.clone(), vec![finding], 0);
        let root: serde_json::Value =
            serde_json::from_str(&format_as_json(&[report])).unwrap();
        let finding = root["files"][0]["findings"][0].as_object().unwrap();
        assert_eq!(finding.get("group"), Some(&group));
    }
}

#[test]
fn a_finding_of_a_joined_file_is_moved_with_all_its_places() {
    let source = joined();
    let (own, start) = (source.alone(2), source.parts()[2].start());
    let finding = Diagnostic::error(&TWICE, at(&own, "Bằng", 0), "hai tên")
        .related(at(&own, "tên", 0), "khóa")
        .shifted(start);
    assert_eq!(source.slice(finding.span.unwrap()), "Bằng");
    assert_eq!(finding.related[0].span, at(&source, "tên", 1));
}
