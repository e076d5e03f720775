//! The norm clause by clause: nothing is marked as ensured without a rule or a test that
//! ensures it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kehoach::rule::list_rules;
use kehoach::source::{Source, list_files};
use kehoach::yaml::{self, YamlNode, YamlValue};

use crate::driver::root;

/// One line of the norm.
struct Item {
    id: String,
    clause: String,
    words: String,
    keeper: String,
    by: String,
}

#[test]
fn every_clause_is_ensured_by_what_it_names() {
    let items = items();
    assert!(items.len() >= 60, "{} clauses", items.len());
    let tests = test_names();
    let mut ids = BTreeSet::new();
    for item in &items {
        assert!(ids.insert(&item.id), "{} stands twice", item.id);
        let (id, by) = (&item.id, item.by.as_str());
        assert!(item.words.chars().count() >= 10, "{id}: no words");
        assert!(is_reference(&item.clause), "{id}: {} is no reference", item.clause);
        let ensured = match item.keeper.as_str() {
            "quy_tac" => list_rules().into_iter().any(|rule| rule.code.id == by),
            "kieu" | "dan_trang" => tests.contains(by),
            // The user is told what to do, in words.
            "nguoi_dung" => by.contains(' '),
            other => panic!("{id}: {other} ensures nothing"),
        };
        assert!(ensured, "{id}: {by} is nothing that ensures a clause");
    }
}

#[test]
fn every_rule_with_a_clause_of_the_decree_stands_in_the_norm() {
    let named: BTreeSet<_> = items().into_iter().map(|item| item.by).collect();
    let of_decree = |clause: &str| clause.contains("Nghị định số 30/2020/NĐ-CP");
    for rule in list_rules().into_iter().filter(|rule| rule.clause.is_some_and(of_decree))
    {
        assert!(
            named.contains(rule.code.id),
            "data/nd30.yaml does not name {}",
            rule.code.id
        );
    }
}

/// The pages that name tests, and how many they name at least.
const PAGES_WITH_TESTS: [(&str, usize); 2] =
    [("ARCHITECTURE.md", 20), ("docs/security.md", 40)];

#[test]
fn every_test_that_the_pages_name_exists() {
    let tests = test_names();
    let keys = fs::read_to_string(root().join("docs/khoa.md")).unwrap();
    for (page, least) in PAGES_WITH_TESTS {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let mut count = 0;
        // What is in backticks, is one word and reads like a sentence is the name of a
        // test, or a long key of the form.
        let is_word = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let words = text.split('`').skip(1).step_by(2).filter(is_word);
        let sentences = words.filter(|name| name.matches('_').count() >= 3);
        for name in sentences.filter(|name| !keys.contains(&format!("`{name}`"))) {
            assert!(tests.contains(name), "{page} names {name}, which is no test");
            count += 1;
        }
        assert!(count >= least, "{page}: {count} tests only");
    }
}

/// `PL I, II.6.a`, `PL III, Mẫu 1.4`, `Điều 13.2`; several with `; `.
fn is_reference(text: &str) -> bool {
    let part = |part: &str| match part.split_once(", ") {
        Some((annex, place)) => {
            ["PL I", "PL II", "PL III"].contains(&annex) && !place.is_empty()
        }
        None => {
            part.strip_prefix("Điều ").is_some_and(|n| n.starts_with(char::is_numeric))
        }
    };
    !text.is_empty() && text.split("; ").all(part)
}

fn items() -> Vec<Item> {
    let path = Path::new("data/nd30.yaml");
    let text = fs::read_to_string(root().join(path)).unwrap();
    let (tree, found) = yaml::parse(&Source::new(path, &text));
    assert!(found.is_empty(), "{found:?}");
    let groups = tree.unwrap();
    let mut res = Vec::new();
    for group in entries(&groups) {
        let YamlValue::Sequence { items, .. } = &group.value.value else {
            panic!("{} is no list", group.key)
        };
        res.extend(items.iter().map(item));
    }
    res
}

fn item(node: &YamlNode) -> Item {
    let keys: Vec<_> = entries(node).iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["id", "dieu_khoan", "noi_dung", "bao_dam", "boi"]);
    let mut texts = entries(node).iter().map(|e| e.value.scalar().unwrap().text.clone());
    let mut next = || texts.next().unwrap();
    Item { id: next(), clause: next(), words: next(), keeper: next(), by: next() }
}

fn entries(node: &YamlNode) -> &[yaml::YamlEntry] {
    match &node.value {
        YamlValue::Mapping { entries, .. } => entries,
        _ => panic!("no mapping: {node:?}"),
    }
}

/// The names of all tests, as they stand after `#[test]` in the sources.
fn test_names() -> BTreeSet<String> {
    let mut res = BTreeSet::new();
    for folder in ["src", "tests"] {
        for file in list_files(&root().join(folder)) {
            if file.extension().is_some_and(|e| e == "rs") {
                names_in(&fs::read_to_string(&file).unwrap(), &mut res);
            }
        }
    }
    res
}

fn names_in(text: &str, names: &mut BTreeSet<String>) {
    let mut tested = false;
    for line in text.lines().map(str::trim) {
        if line == "#[test]" {
            tested = true;
        } else if let Some(rest) = line.strip_prefix("fn ") {
            if tested {
                names.extend(rest.split('(').next().map(str::to_owned));
            }
            tested = false;
        }
    }
}
