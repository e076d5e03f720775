//! Forms with faults, one file each, with what is said of them at the head of the
//! file: `#! line:column severity[code] «marked text»: message → what was expected`.
//! Lines count from the first `#!`. A form that reads a data file has a folder of its
//! own; what is said of that file names it before its line. So does a set, which is run.
//! `KEHOACH_UPDATE=1 cargo test
//! --release` rewrites the heads.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kehoach::batch::{self, Event, Options, Pool, Prune, Selection};
use kehoach::build::{Timings, open_disk};
use kehoach::check::list_code_pages;
use kehoach::diagnostic::{
    Diagnostic, Paint, Report, Severity, format_as_json, format_as_lines,
    format_for_github, format_for_people,
};
use kehoach::font::Faces;
use kehoach::form::SET_NAME;
use kehoach::output::{Format, SystemStorage};
use kehoach::source::Source;

use super::driver::{
    Folder, UPDATE, engine, examine, form_with, golden, root, run_in, same,
};

/// Codes that no form of this folder can show: of fonts, pages and outputs, of files
/// that are too large or locked, of sets. Each is tested in `files` or in the module that
/// says it;
/// `internal` would be a fault of the program.
const NOT_OF_FORMS: &[&str] = &[
    "batch-running",
    "cannot-write",
    "change-note-unused",
    "diff-sides",
    "disk-full",
    "file-too-large",
    "fonts",
    "git-refused",
    "git-setup",
    "internal",
    "ledger-broken",
    "ledger-key",
    "ledger-twice",
    "moved-without-note",
    "open-figures",
    "no-form",
    "no-git",
    "no-repository",
    "output-held",
    "past-margin",
    "row-without-unit",
    "same-output",
    "sheet-too-large",
    "table-too-wide",
    "template-fault",
    "too-many-findings",
    "unknown-revision",
    "unreadable-file",
    "worker-timeout",
];

/// The forms, by their paths from the folder of the project, in which tests run.
fn files() -> Vec<PathBuf> {
    let is_form = |p: &PathBuf| p.extension().is_some_and(|e| e == "yaml");
    // What else is in the folder of a set is read with the set.
    let of_set = |p: &Path| p.ancestors().any(|above| above.join(SET_NAME).is_file());
    let is_own = |p: &PathBuf| is_set(p) || !of_set(p);
    let from_root = |p: PathBuf| p.strip_prefix(root()).unwrap().to_owned();
    let all = kehoach::source::list_files(&root().join("tests/faults"));
    all.into_iter().filter(is_form).filter(is_own).map(from_root).collect()
}

/// The forms that are no sets.
fn forms() -> Vec<PathBuf> {
    files().into_iter().filter(|path| !is_set(path)).collect()
}

fn is_set(path: &Path) -> bool {
    path.ends_with(SET_NAME)
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Expectations of a file, and the form without them.
fn parts(text: &str) -> (String, String) {
    let lines = || text.split_inclusive('\n');
    let head = lines().take_while(|l| l.starts_with("#! ")).collect();
    let body = lines().skip_while(|l| l.starts_with("#! ")).collect();
    (head, body)
}

/// What is found in a form that stands at a path, and in the data files beside it.
fn reports(path: &Path, form: &str) -> Vec<Report> {
    if is_set(path) {
        return of_set(path, form);
    }
    let source = Source::new(path, form);
    engine().examine_source(source, &mut Timings::default()).reports()
}

/// What is found in a set that stands at a path.
fn of_set(path: &Path, set: &str) -> Vec<Report> {
    let (folder, here) = (Folder::new(), path.parent().unwrap());
    for file in kehoach::source::list_files(&root().join(here)) {
        let name = file.strip_prefix(root().join(here)).unwrap().to_owned();
        folder.put(&name.to_string_lossy(), fs::read(&file).unwrap());
    }
    folder.put(SET_NAME, set);
    let options = Options {
        store: open_disk(&[folder.path(SET_NAME)], &[]),
        storage: &SystemStorage,
        output: folder.path("out"),
        formats: vec![Format::Text],
        jobs: 1,
        selection: Selection::default(),
        prune: Prune::Keep,
        print: false,
    };
    let (pool, mut found) = (Pool::new(None, Faces::embedded()), Vec::new());
    let mut observe = |event: Event<'_>| {
        if let Event::Found(reports) = event {
            found.extend(reports.iter().cloned());
        }
    };
    let outcome =
        batch::run_set(engine(), &pool, &folder.path(SET_NAME), &options, &mut observe);
    found.extend(outcome.map_or_else(|reports| reports, |outcome| outcome.reports));
    let temporary = folder.path("").to_string_lossy().replace('\\', "/");
    for report in &mut found {
        let name = report.name.strip_prefix(&temporary).unwrap_or(&report.name);
        report.name = format!("{}/{name}", here.to_string_lossy().replace('\\', "/"));
    }
    found
}

/// The head that a form has by what the program says of it.
fn head_of(path: &Path, form: &str) -> String {
    let mut res = String::new();
    for report in reports(path, form) {
        let own = report.name == path.to_string_lossy().replace('\\', "/");
        let file = report.name.rsplit('/').next().filter(|_| !own);
        for finding in &report.findings {
            let place =
                file.into_iter().map(str::to_owned).chain(position(&report, finding));
            let place = place.collect::<Vec<_>>().join(":");
            let _ = write!(res, "#! {place} {}", said(&report, finding));
            res.push('\n');
        }
    }
    res
}

/// `12:5`, where a finding has a place in a text.
fn position(report: &Report, finding: &Diagnostic) -> Option<String> {
    let place = report.source.as_ref()?.position(finding.span?.start);
    Some(format!("{}:{}", place.line, place.column))
}

/// A finding without its place.
fn said(report: &Report, finding: &Diagnostic) -> String {
    let mut res = format!("{}[{}]", finding.severity.vietnamese(), finding.code.id);
    if let (Some(source), Some(span)) = (&report.source, finding.span) {
        let _ = write!(res, " «{}»", brief(source.slice(span)));
    }
    let _ = write!(res, ": {}", finding.message);
    if !finding.label.is_empty() {
        let _ = write!(res, " → {}", finding.label);
    }
    for related in &finding.related {
        let place = report.source.as_ref().unwrap().position(related.span.start);
        let _ = write!(res, "; {}:{} {}", place.line, place.column, related.label);
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
fn settled_head(path: &Path, body: &str) -> String {
    let count = head_of(path, body).lines().count();
    head_of(path, &("#! \n".repeat(count) + body))
}

#[test]
fn each_fault_is_told_in_its_place_in_these_words() {
    let mut wrong = String::new();
    for path in files() {
        let text = text_of(&path);
        let (head, body) = parts(&text);
        if std::env::var_os(UPDATE).is_some() {
            fs::write(root().join(&path), settled_head(&path, &body) + &body).unwrap();
            continue;
        }
        let said = head_of(&path, &text);
        if head != said || head.is_empty() {
            let _ = write!(wrong, "{}: expected\n{head}said\n{said}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{UPDATE}=1 rewrites the heads\n{wrong}");
}

#[test]
fn every_code_has_a_form_that_shows_it() {
    let mut shown: BTreeSet<&str> = NOT_OF_FORMS.iter().copied().collect();
    for path in files() {
        for report in reports(&path, &text_of(&path)) {
            shown.extend(report.findings.iter().map(|f| f.code.id));
        }
    }
    let known: BTreeSet<&str> = list_code_pages().map(|page| page.code.id).collect();
    let missing: Vec<_> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "no form in tests/faults shows {missing:?}");
    let unknown: Vec<_> = shown.difference(&known).collect();
    assert!(unknown.is_empty(), "no page explains {unknown:?}");
}

#[test]
fn every_mark_lies_within_the_line_that_is_named() {
    for path in files() {
        for report in reports(&path, &text_of(&path)) {
            let Some(source) = &report.source else { continue };
            for finding in &report.findings {
                // A fault of a whole data file has no line.
                let Some(span) = finding.span else { continue };
                let line = source.line(source.position(span.start).line);
                assert!(
                    line.start <= span.start && span.start <= line.end,
                    "{path:?} {finding:?}"
                );
                assert!(
                    source.text().get(span.range()).is_some(),
                    "{path:?} {finding:?}"
                );
                assert!(
                    span.start < span.end || line.end == span.start,
                    "{path:?} {finding:?}"
                );
            }
        }
    }
}

#[test]
fn every_fault_of_a_form_itself_has_its_place() {
    for path in forms() {
        let form = reports(&path, &text_of(&path)).remove(0);
        assert!(form.findings.iter().all(|f| f.span.is_some()), "{path:?}");
    }
}

#[test]
fn the_program_says_of_a_file_what_its_head_says() {
    let names: Vec<_> =
        forms().iter().map(|p| p.to_string_lossy().replace('\\', "/")).collect();
    let args = ["check", "--format", "short"]
        .into_iter()
        .chain(names.iter().map(String::as_str));
    let run = run_in(root(), args).code(1);
    let said = |path: &PathBuf| format_as_lines(&reports(path, &text_of(path)));
    let expected: String = forms().iter().map(said).collect();
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
    golden("goldens/faults.human.txt", &format_for_people(&[faulty()], Paint::Plain));
}

#[test]
fn programs_get_the_same_as_json_and_for_github() {
    golden("goldens/faults.json", &format_as_json(&[faulty()]));
    golden("goldens/faults.github.txt", &format_for_github(&[faulty()]));
}

#[test]
fn the_mark_stands_under_the_letters_that_it_means() {
    let text = format_for_people(&[faulty()], Paint::Plain);
    let lines: Vec<_> = text.lines().collect();
    let at = lines.iter().position(|l| l.contains("chi_tieu.ngheo }}")).unwrap();
    let named = lines[at].find("ngheo }}").unwrap();
    let column = Some(lines[at][..named].chars().count());
    let mark = lines[at + 1].find('^').map(|b| lines[at + 1][..b].chars().count());
    assert_eq!(column, mark, "{text}");
    assert_eq!(lines[at + 1].matches('^').count(), "ngheo".len());
}

#[test]
fn faults_of_one_file_are_told_at_once() {
    let report = faulty();
    let codes: Vec<_> = report.findings.iter().map(|f| f.code.id).collect();
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
