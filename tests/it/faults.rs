//! Forms with faults, one file each, with what is said of them at the head of the
//! file: `#! line:column severity[code] «marked text»: message → what was expected`.
//! Lines count from the first `#!`. `KEHOACH_UPDATE=1 cargo test --release` rewrites
//! the heads.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use kehoach::diagnostic::{Paint, Report, Severity, github, human, json, short};
use kehoach::rule::{FAULTS, RULES};

use super::driver::{Folder, UPDATE, examine, form_with, golden, root, run_in, same};

/// Codes that a look at a form cannot find: of files, fonts, pages and outputs. Each is tested in
/// `files`; `internal` would be a fault of the program.
const NOT_OF_FORMS: &[&str] = &[
    "cannot-write",
    "file-too-large",
    "fonts",
    "internal",
    "missing-file",
    "no-form",
    "not-utf8",
    "output-held",
    "past-margin",
    "same-output",
    "unreadable-file",
];

fn files() -> Vec<PathBuf> {
    kehoach::source::list_files(&root().join("tests/faults"))
}

/// Expectations of a file, and the form without them.
fn parts(text: &str) -> (String, String) {
    let lines = || text.split_inclusive('\n');
    let head = lines().take_while(|l| l.starts_with("#! ")).collect();
    let body = lines().skip_while(|l| l.starts_with("#! ")).collect();
    (head, body)
}

/// The head that a form has by what the program says of it.
fn head_of(form: &str) -> String {
    let report = examine(form);
    let source = report.source.as_ref().unwrap();
    let mut res = String::new();
    for finding in &report.findings {
        let span = finding.span.unwrap();
        let place = source.position(span.start);
        let word = finding.severity.vietnamese();
        let _ =
            write!(res, "#! {}:{} {word}[{}]", place.line, place.column, finding.code);
        let _ = write!(res, " «{}»: {}", brief(source.slice(span)), finding.message);
        if !finding.label.is_empty() {
            let _ = write!(res, " → {}", finding.label);
        }
        for related in &finding.related {
            let place = source.position(related.span.start);
            let _ = write!(res, "; {}:{} {}", place.line, place.column, related.label);
        }
        res.push('\n');
    }
    res
}

/// A marked text on one line, its middle left out where it is long.
fn brief(text: &str) -> String {
    // A mark on the head itself must not quote the head.
    let text = if text.starts_with("#!") { "" } else { text };
    let chars: Vec<char> = text.replace('\n', "⏎").chars().collect();
    if chars.len() <= 50 {
        return chars.iter().collect();
    }
    let part = |chars: &[char]| chars.iter().collect::<String>();
    format!("{} … {}", part(&chars[..20]), part(&chars[chars.len() - 20..]))
}

/// The head, with places that count the head's own lines.
fn settled_head(body: &str) -> String {
    let count = head_of(body).lines().count();
    head_of(&("#! \n".repeat(count) + body))
}

#[test]
fn each_fault_is_told_in_its_place_in_these_words() {
    let mut wrong = String::new();
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let (head, body) = parts(&text);
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&path, settled_head(&body) + &body).unwrap();
            continue;
        }
        let said = head_of(&text);
        if head != said || head.is_empty() {
            let name = path.file_name().unwrap().to_string_lossy();
            let _ = write!(wrong, "{name}: expected\n{head}said\n{said}");
        }
    }
    assert!(wrong.is_empty(), "{UPDATE}=1 rewrites the heads\n{wrong}");
}

#[test]
fn every_code_has_a_form_that_shows_it() {
    let mut shown: BTreeSet<&str> = NOT_OF_FORMS.iter().copied().collect();
    for path in files() {
        let report = examine(&fs::read_to_string(&path).unwrap());
        shown.extend(report.findings.iter().map(|f| f.code));
    }
    let known = FAULTS.iter().map(|f| f.code).chain(RULES.iter().map(|r| r.code));
    let known: BTreeSet<&str> = known.collect();
    let missing: Vec<_> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "no form in tests/faults shows {missing:?}");
    let unknown: Vec<_> = shown.difference(&known).collect();
    assert!(unknown.is_empty(), "no page explains {unknown:?}");
}

#[test]
fn every_mark_lies_within_the_line_that_is_named() {
    for path in files() {
        let report = examine(&fs::read_to_string(&path).unwrap());
        let source = report.source.as_ref().unwrap();
        for finding in &report.findings {
            let span = finding.span.unwrap();
            let line = source.line(source.position(span.start).line);
            assert!(
                line.start <= span.start && span.start <= line.end,
                "{path:?} {finding:?}"
            );
            assert!(source.text().get(span.range()).is_some(), "{path:?} {finding:?}");
            assert!(
                span.start < span.end || line.end == span.start,
                "{path:?} {finding:?}"
            );
        }
    }
}

#[test]
fn the_program_says_of_a_file_what_its_head_says() {
    let names: Vec<_> = files()
        .iter()
        .map(|p| p.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let args = ["check", "--format", "short"]
        .into_iter()
        .chain(names.iter().map(String::as_str));
    let run = run_in(&root().join("tests/faults"), args).code(1);
    let mut expected = String::new();
    for (path, name) in files().iter().zip(&names) {
        let mut report = examine(&fs::read_to_string(path).unwrap());
        report.name.clone_from(name);
        expected += &short(&[report]);
    }
    same(&expected, &run.out);
}

/// A form with faults of several kinds, some far into a line of Vietnamese letters.
fn faulty() -> Report {
    let keys = "\
co_quan:
  ten: Ủy ban nhân dân xã Kim Liên
  dia_danh: Kim Liên
  dia_danh: Nam Liên
noi_dung:
  - tiêu_đềm: Mục đích
    doan: Giữ vững kết quả giảm nghèo của những năm trước {{ chi_tieu.ngheo }} hộ.
  - tieu_de: Kinh phí
    kinh_phi: { so_tien: 12.5 đồng }
ky:
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn An
";
    examine(&form_with(keys))
}

#[test]
fn people_get_the_line_a_mark_under_it_and_advice() {
    golden("goldens/faults.human.txt", &human(&[faulty()], Paint::Plain));
}

#[test]
fn programs_get_the_same_as_json_and_for_github() {
    golden("goldens/faults.json", &json(&[faulty()]));
    golden("goldens/faults.github.txt", &github(&[faulty()]));
}

#[test]
fn the_mark_stands_under_the_letters_that_it_means() {
    let text = human(&[faulty()], Paint::Plain);
    let lines: Vec<_> = text.lines().collect();
    let at = lines.iter().position(|l| l.contains("chi_tieu.ngheo }}")).unwrap();
    let column = lines[at].find("{{").map(|b| lines[at][..b].chars().count());
    let mark = lines[at + 1].find('^').map(|b| lines[at + 1][..b].chars().count());
    assert_eq!(column, mark, "{text}");
    assert_eq!(lines[at + 1].matches('^').count(), "{{ chi_tieu.ngheo }}".len());
}

#[test]
fn faults_of_one_file_are_told_at_once() {
    let report = faulty();
    let codes: Vec<_> = report.findings.iter().map(|f| f.code).collect();
    for code in ["duplicate-key", "unknown-key", "unknown-value", "not-a-number"] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
}

#[test]
fn a_form_with_warnings_alone_becomes_a_paper() {
    let folder = Folder::new();
    let form = form_with("chu_thich:\n  mot: Không dùng.\n");
    let report = examine(&form);
    assert!(report.count(Severity::Warning) > 0 && !report.has_errors());
    let run = folder.put("a.yaml", form).run(["build", "a.yaml"]).code(0);
    same("out/a.pdf\n", &run.out);
}
