//! The texts of `tests/texts`: what the rules of a group find in each of them, and that what
//! is right draws nothing of any group. See the README there for their form.

use std::fmt::Write as _;
use std::path::Path;

use super::*;

/// A text of a file, with what is expected of it.
#[derive(Debug, Default)]
struct Case {
    /// The line of the file on which it begins, from 1.
    number: usize,
    /// Keys of the form, in place of those of the base.
    keys: String,
    /// Its paragraphs.
    paras: Vec<String>,
    /// `code: what is marked`, in the order of the file.
    expected: Vec<String>,
}

impl Case {
    /// The form in which the text stands.
    fn form(&self) -> String {
        let mut keys = self.keys.clone();
        if !self.paras.is_empty() {
            keys.push_str("noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n");
            for para in &self.paras {
                let _ = writeln!(keys, "      {para}");
            }
        }
        form_with(&keys)
    }
}

/// The cases of a file, which blank lines part.
fn read_cases(text: &str) -> Vec<Case> {
    let mut cases = vec![Case::default()];
    for (index, line) in text.lines().enumerate() {
        let Some(case) = cases.last_mut().filter(|_| !line.trim().is_empty()) else {
            cases.push(Case::default());
            continue;
        };
        if line.starts_with('#') {
            continue;
        }
        if case.number == 0 {
            case.number = index + 1;
        }
        if let Some(key) = line.strip_prefix("@ ") {
            let _ = writeln!(case.keys, "{key}");
        } else if let Some(expected) = line.strip_prefix("= ") {
            case.expected.push(expected.to_owned());
        } else {
            case.paras.push(line.to_owned());
        }
    }
    cases.retain(|case| case.number > 0);
    cases
}

/// All files of texts: its name, the group that it is of, and its cases.
fn read_files() -> Vec<(String, &'static str, Vec<Case>)> {
    let files = source::list_files(Path::new("tests/texts"));
    let texts = files.iter().filter(|path| path.extension().is_some_and(|e| e == "txt"));
    texts
        .map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let word = stem.split('.').next();
            let group = GROUPS.iter().find(|group| Some(group.id) == word);
            let group = group.unwrap_or_else(|| panic!("{stem}: of no group")).id;
            let text = source::read(path).unwrap();
            let cases = read_cases(text.text());
            (stem.to_owned(), group, cases)
        })
        .collect()
}

/// What the rules find, as `code: what is marked`, by their places; those of one group
/// alone where one is given.
fn describe_findings(form: &str, group: Option<&str>) -> Vec<(Severity, String)> {
    let mut findings = examine(form);
    findings.retain(|d| group.is_none() || d.group == group);
    findings.sort_by_key(|d| (d.span.map(|span| (span.start, span.end)), d.code.id));
    let marked = |d: &Diagnostic| d.span.map_or("", |s| &form[s.start..s.end]);
    findings.iter().map(|d| (d.severity, format!("{}: {}", d.code, marked(d)))).collect()
}

#[test]
fn in_each_text_the_rules_of_its_group_find_what_stands_below_it() {
    let mut wrong = String::new();
    for (file, group, cases) in read_files() {
        for case in cases {
            let found = describe_findings(&case.form(), Some(group));
            let found: Vec<_> = found.into_iter().map(|(_, text)| text).collect();
            if found != case.expected {
                let _ = writeln!(
                    wrong,
                    "{file} {}: found\n  {}\nexpected\n  {}",
                    case.number,
                    found.join("\n  "),
                    case.expected.join("\n  ")
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_text_in_which_nothing_is_wrong_draws_nothing_above_a_hint() {
    let mut wrong = String::new();
    for (file, _, cases) in read_files() {
        for case in cases {
            let mut found = describe_findings(&case.form(), None);
            found.retain(|(severity, _)| *severity != Severity::Hint);
            // What is expected of it alone may be wrong in more than one way.
            if found.iter().any(|(_, text)| case.expected.contains(text)) {
                continue;
            }
            for (_, text) in found {
                let _ = writeln!(wrong, "{file} {}: {text}", case.number);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
