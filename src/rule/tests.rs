//! Every rule is in the table, explained, and its examples do as they say.

mod agency;
mod cases;
mod figures;
mod many;
mod money;
mod papers;
mod pasted;
mod points;
mod texts;
mod timetable;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::*;
use crate::base::form_with;
use crate::font::Faces;
use crate::form::ByTable;
use crate::indicator::compute_figures;
use crate::integrity;
use crate::running_text::Dictionary;
use crate::source::{self, Source};

/// All that reading, integrity and rules find in a form; nothing is suppressed.
fn examine(text: &str) -> Vec<Diagnostic> {
    let source = Source::new(Path::new("ke-hoach.yaml"), text);
    let (form, mut found) = crate::form::read(&source);
    let Some(form) = form else { return found };
    let computed = compute_figures(&form, &ByTable::new(), &[]);
    found.extend(computed.form);
    let dictionary = Dictionary::default();
    let context = Context::new(&form, &computed.figures, &source, &dictionary);
    integrity::validate(&context, &Faces::embedded(), &mut found);
    found.extend(apply_rules(&context));
    integrity::find_unused_tables(&context, &mut found);
    found
}

fn of_signature(keys: &str) -> Vec<&'static str> {
    codes(&format!("ky: {{ {keys} }}\n"))
}

/// The codes found when these keys stand in the base; that a short text cites no paper in
/// full is let be.
fn codes(keys: &str) -> Vec<&'static str> {
    let found = examine(&form_with(keys));
    let hint = ("citation-not-full", Severity::Hint);
    let found = found.iter().filter(|d| (d.code.id, d.severity) != hint);
    found.map(|d| d.code.id).collect()
}

#[test]
fn every_rule_file_is_in_the_table_in_order_and_explained() {
    let entries = std::fs::read_dir("src/rule").unwrap();
    let folders = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let folders: Vec<_> = folders.filter(|path| !path.ends_with("tests")).collect();
    assert_eq!(folders.len(), GROUPS.len(), "a folder has no row in `GROUPS`");
    for folder in folders {
        let files: BTreeSet<_> = source::list_files(&folder)
            .iter()
            .filter(|path| path.parent() == Some(&folder))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.replace('_', "-")))
            .filter(|stem| stem != "mod")
            .collect();
        let is_of_folder = |group: &&&RuleGroup| {
            group
                .rules
                .iter()
                .map(|rule| rule.code.id)
                .eq(files.iter().map(String::as_str))
        };
        let group = GROUPS.iter().find(is_of_folder);
        assert!(group.is_some(), "{folder:?}: not `rules` of its group: {files:?}");
    }
    for rule in list_rules() {
        let Code { id, summary, explanation } = rule.code;
        assert!(!summary.is_empty() && explanation.ends_with('.'), "{id}");
    }
}

/// Which rules find what they should not in an example, or nothing, line by line.
fn list_odd_examples(example: fn(&Rule) -> &'static str, is_wrong: bool) -> String {
    let mut odd = String::new();
    for rule in list_rules() {
        let found = examine(&form_with(example(rule)));
        let codes: BTreeSet<_> = found.iter().map(|d| d.code.id).collect();
        let expected: Vec<_> = is_wrong.then_some(rule.code.id).into_iter().collect();
        if !codes.iter().eq(&expected) {
            let _ = writeln!(odd, "{}: {codes:?}", rule.code);
        }
    }
    odd
}

#[test]
fn a_wrong_example_is_found_and_nothing_else() {
    assert_eq!(list_odd_examples(|rule| rule.wrong, true), "");
}

#[test]
fn a_finding_has_the_group_of_the_folder_of_its_rule() {
    for group in GROUPS {
        for rule in group.rules {
            // Another finding of the same code may be of the reader, which is no rule.
            let found = examine(&form_with(rule.wrong));
            assert!(found.iter().any(|d| d.group == Some(group.id)), "{}", rule.code);
        }
    }
}

#[test]
fn a_right_example_is_clean() {
    assert_eq!(list_odd_examples(|rule| rule.right, false), "");
}
