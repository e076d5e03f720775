//! No code is forgotten: each stands in the list of its file, is raised somewhere, and
//! is named after its id.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;
use crate::source;

fn read_text(path: &Path) -> String {
    source::read(path).unwrap().text().to_owned()
}

/// Files of this folder that have codes, without their suffix.
fn files() -> Vec<(String, String)> {
    let mut res = Vec::new();
    for path in source::list_files(Path::new("src/code")) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if stem != "mod" && stem != "tests" {
            res.push((stem, read_text(&path)));
        }
    }
    res
}

/// The sources of the program outside this folder, without their tests.
fn sources() -> Vec<(PathBuf, String)> {
    let mut res = Vec::new();
    for path in source::list_files(Path::new("src")) {
        let is_test = path.iter().any(|part| part == "tests" || part == "tests.rs");
        if !is_test && !path.starts_with("src/code") {
            let text = read_text(&path);
            let program = text.split("\nmod tests {").next().unwrap().to_owned();
            res.push((path, program));
        }
    }
    res
}

/// The statics of a file, of any visibility: name and id.
fn statics(text: &str) -> Vec<(&str, &str)> {
    let mut res = Vec::new();
    for (place, _) in text.match_indices(": Code = Code {") {
        let name = text[..place].rsplit(' ').next().unwrap();
        let id = text[place..].split("id: \"").nth(1).unwrap().split('"').next().unwrap();
        res.push((name, id));
    }
    res
}

#[test]
fn every_code_is_in_the_list_of_its_file_in_order() {
    let files = files();
    let heads: Vec<_> = files.iter().map(|(stem, _)| stem.as_str()).collect();
    let mut listed = 0;
    for (stem, text) in &files {
        let found = statics(text);
        assert!(!found.is_empty(), "{stem}");
        for (name, id) in &found {
            assert_eq!(*name, id.to_uppercase().replace('-', "_"), "{stem}");
        }
        // Codes of rules are listed with the rules.
        if stem == "rule" {
            continue;
        }
        let list = text.split("const ALL: &[&Code] =").nth(1).unwrap();
        let list = list.split(';').next().unwrap();
        let list: Vec<_> = list
            .split(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_')
            .filter(|name| !name.is_empty())
            .collect();
        let names: Vec<_> = found.iter().map(|(name, _)| *name).collect();
        assert_eq!(list, names, "{stem}: `ALL` has not the statics of the file");
        assert!(found.is_sorted_by_key(|(_, id)| *id), "{stem}: by the alphabet");
        listed += names.len();
    }
    // Each file is in `FILES`.
    assert_eq!(list_codes().len(), listed, "{heads:?}");
}

#[test]
fn every_code_is_raised() {
    let raised: String = sources().into_iter().map(|(_, text)| text).collect();
    for (stem, text) in files() {
        for (name, _) in statics(&text) {
            let path = format!("code::{stem}::{name}");
            let is_raised = raised.split(&path).skip(1).any(|after| {
                !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            });
            assert!(is_raised, "nothing raises `{path}`");
        }
    }
}

/// One that is made where it is raised would be in no list, and `explain` would not know it.
#[test]
fn a_code_is_made_here_or_in_a_rule() {
    let mut seen = 0;
    for (path, text) in sources() {
        for (place, made) in text.match_indices("Code {") {
            if text[place + made.len()..].trim_start().starts_with("id:") {
                let is_of_rule = text[..place].ends_with("    code: &");
                assert!(path.starts_with("src/rule") && is_of_rule, "{path:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} codes of rules");
}

#[test]
fn ids_are_unique_and_every_text_is_there() {
    let codes = list_codes();
    let ids: BTreeSet<_> = codes.iter().map(|code| code.id).collect();
    assert_eq!(ids.len(), codes.len());
    for code in codes {
        assert!(!code.summary.is_empty() && !code.explanation.is_empty(), "{}", code.id);
    }
}
