//! The data flows one way, and every file says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

/// A module uses only itself and modules above it here.
const ORDER: &[&str] = &[
    "language",
    "quantity",
    "source",
    "git",
    "diagnostic",
    "sheet",
    "font",
    "yaml",
    "citation",
    "formula",
    "prose",
    "form",
    "indicator",
    "plan",
    "rule",
    "document",
    "redline",
    "fit",
    "template",
    "typeset",
    "output",
    "diff",
    "build",
    "batch",
    "cli",
];

#[test]
fn every_module_has_its_place() {
    let mut modules: Vec<_> = fs::read_dir("src")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    modules.sort();
    let mut known: Vec<_> = ORDER.iter().map(|&m| m.to_owned()).collect();
    known.sort();
    assert_eq!(modules, known);
}

#[test]
fn modules_use_only_what_is_above_them() {
    for (i, module) in ORDER.iter().enumerate() {
        for (path, text) in rust_files(&Path::new("src").join(module)) {
            // Links in comments may point anywhere.
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            assert!(!code.contains("crate::{"), "{path:?}: one `use` a module, please");
            for below in &ORDER[i + 1..] {
                let used = code.contains(&format!("crate::{below}::"))
                    || code.contains(&format!("crate::{below};"));
                assert!(!used, "{path:?}: `{module}` uses `{below}`");
            }
        }
    }
}

#[test]
fn only_typeset_knows_typst() {
    for module in ORDER.iter().filter(|m| **m != "typeset") {
        for (path, text) in rust_files(&Path::new("src").join(module)) {
            let used = text.lines().any(|l| {
                let line = l.trim_start();
                line.starts_with("use typst") || line.contains(" typst::")
            });
            assert!(!used, "{path:?} uses Typst");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    for (path, text) in rust_files(Path::new("src")) {
        assert!(text.starts_with("//! "), "{path:?} has no module doc");
        assert!(text.lines().count() <= 500, "{path:?} is longer than 500 lines");
    }
}

#[test]
fn one_version_of_the_typesetters_cache_is_in_the_tree() {
    // With two, forgetting one would leave the other to grow.
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    assert_eq!(lock.matches("name = \"comemo\"").count(), 1);
}

fn rust_files(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            files.push((path, text));
        }
    }
    files
}
