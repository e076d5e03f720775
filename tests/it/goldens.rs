//! The text of whole papers: the plans of `data/` and the forms of `tests/forms`.
//! `KEHOACH_UPDATE=1 cargo test --release` rewrites them.

use std::collections::BTreeSet;

use kehoach::form::shape::{KeyKind, KeySpec, Shape};
use kehoach::source::{Source, Span};
use kehoach::yaml::{self, YamlNode, YamlValue};

use super::driver::{
    AsForm, Form, OF_SETS, PLANS, data_form, examine, golden, paper, root, run_in,
};

/// The forms of `tests/forms`, by name.
pub(crate) fn forms() -> Vec<(String, Form)> {
    let files = kehoach::source::list_files(&root().join("tests/forms"));
    let name =
        |p: &std::path::Path| p.file_stem().unwrap().to_string_lossy().into_owned();
    let yaml = |p: &&std::path::PathBuf| p.extension().is_some_and(|e| e == "yaml");
    files.iter().filter(yaml).map(|p| (name(p), Form::read(p))).collect()
}

#[test]
fn the_plans_say_what_they_said() {
    for name in PLANS {
        golden(&format!("goldens/{name}.txt"), &paper(&data_form(name)).text);
    }
}

#[test]
fn the_forms_that_use_each_part_say_what_they_said() {
    for (name, form) in forms() {
        golden(&format!("goldens/{name}.txt"), &paper(&form).text);
    }
}

#[test]
fn the_text_command_prints_the_text() {
    for name in PLANS {
        let run = run_in(root(), ["text", &format!("data/{name}")]).code(0);
        super::driver::same(&paper(&data_form(name)).text, &run.out);
    }
}

#[test]
fn every_key_stands_in_some_form() {
    let text: String = forms().into_iter().map(|(_, form)| form.text).collect();
    let mut lacking = Vec::new();
    walk(&kehoach::form::FORM, &mut |key| {
        if !OF_SETS.contains(&key.name) && !text.contains(&format!("{}:", key.name)) {
            lacking.push(key.name);
        }
    });
    assert!(lacking.is_empty(), "no form of tests/forms uses {lacking:?}");
}

/// Every key of a shape and of those under it; sections hold sections.
fn walk(shape: &'static Shape, see: &mut dyn FnMut(&'static KeySpec)) {
    fn kind(of: &'static KeyKind, seen: &mut Vec<&'static Shape>) {
        match of {
            KeyKind::Map(shape) if !seen.iter().any(|s| std::ptr::eq(*s, *shape)) => {
                seen.push(shape);
                shape.keys.iter().for_each(|k| kind(&k.kind, seen));
            }
            KeyKind::List(inner) | KeyKind::ById(inner) => kind(inner, seen),
            KeyKind::Either(kinds) => kinds.iter().for_each(|k| kind(k, seen)),
            _ => {}
        }
    }
    let mut seen = vec![shape];
    shape.keys.iter().for_each(|k| kind(&k.kind, &mut seen));
    seen.iter().flat_map(|s| s.keys).for_each(see);
}

/// What no key takes: a group with a key that is none.
const UNREADABLE: &str = "{ zzz: 1 }";

#[test]
fn every_key_of_the_forms_is_read() {
    let mut seen = BTreeSet::new();
    let mut idle = Vec::new();
    for (name, form) in forms() {
        let source = Source::new(&form.path, form.text.as_str());
        let tree = yaml::parse(&source).0.unwrap();
        let before = list_messages(&form);
        scalars(&tree, "", &mut |path, span| {
            let (head, tail) = (&form.text[..span.start], &form.text[span.end..]);
            // What stands below a `|` would be text whatever it is.
            if head.trim_end().ends_with('|') || !seen.insert(path.to_owned()) {
                return;
            }
            let harmed = format!("{head}{UNREADABLE}{tail}");
            if list_messages(&harmed).is_subset(&before) {
                idle.push(format!("{name}: {path}"));
            }
        });
    }
    assert!(seen.len() > 100, "{} keys", seen.len());
    assert!(idle.is_empty(), "read by nothing:\n{}", idle.join("\n"));
}

/// What is found in a form, in words.
fn list_messages(form: &(impl AsForm + ?Sized)) -> BTreeSet<String> {
    let findings = examine(form).findings;
    findings.into_iter().map(|finding| finding.message.to_string()).collect()
}

/// The texts of a form that stand on one line, each with the keys above it.
fn scalars(node: &YamlNode, path: &str, see: &mut dyn FnMut(&str, Span)) {
    match &node.value {
        YamlValue::Mapping { entries, .. } => {
            for entry in entries {
                scalars(&entry.value, &format!("{path}/{}", entry.name), see);
            }
        }
        YamlValue::Sequence { items, .. } => {
            items.iter().for_each(|item| scalars(item, path, see));
        }
        YamlValue::Scalar(_) => see(path, node.span),
        YamlValue::Empty | YamlValue::Broken => {}
    }
}
