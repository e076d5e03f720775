//! The data flows one way, and every file says what it is for.

mod circle;
mod function;
mod rust_source;

use std::fs;
use std::path::{Path, PathBuf};

use circle::Crate;
use function::functions;
use rust_source::RustFile;

/// A module uses only itself and modules above it here.
const ORDER: &[&str] = &[
    "language",
    "quantity",
    "source",
    "git",
    "code",
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
    "running_text",
    "integrity",
    "rule",
    "check",
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

#[test]
fn no_circle_of_more_than_two_files_within_a_room() {
    let files = rust_source::rust_files(Path::new("src"));
    let circles = Crate::new(&files).circles(2);
    assert!(circles.is_empty(), "files that use each other in a circle: {circles:#?}");
}

#[test]
fn a_circle_is_seen_through_imports_paths_and_heads_of_folders() {
    let file = |path: &str, text: &str| RustFile::new(Path::new(path), text);
    let room = |last: &str| {
        vec![
            // The head passes on what `c` has, and uses all of them itself.
            file(
                "src/room/mod.rs",
                "mod a; mod b; mod c; pub use c::C; fn f() { a::A; }",
            ),
            file("src/room/a.rs", "use super::b::{self, B as Other}; pub struct A;"),
            file("src/room/b.rs", "pub struct B(super::C); // super::a"),
            file("src/room/c.rs", last),
        ]
    };
    let open = room("use std::fmt; #[cfg(test)] mod tests { use crate::room::a::A; }");
    assert_eq!(Crate::new(&open).circles(1), Vec::<Vec<String>>::new());
    let round = room("pub struct C(Option<crate::room::a::A>);");
    assert_eq!(Crate::new(&round).circles(2), [["room/a", "room/b", "room/c"]]);
    assert_eq!(Crate::new(&round).circles(3), Vec::<Vec<String>>::new());
}

#[test]
fn no_parameter_is_a_tuple_that_is_taken_apart() {
    for file in rust_source::rust_files(Path::new("src")) {
        for function in functions(&file) {
            let (path, name) = (&file.path, &function.name);
            assert!(!function.takes_a_tuple_apart, "{path:?}: a struct for `{name}`");
        }
    }
}

#[test]
fn functions_have_at_most_fifty_lines() {
    for file in rust_source::rust_files(Path::new("src")) {
        for function in functions(&file) {
            let (path, name, lines) = (&file.path, &function.name, function.lines);
            assert!(lines <= 50, "{path:?}: `{name}` has {lines} lines");
        }
    }
}

#[test]
fn a_function_is_read_as_it_is_written() {
    let text = r##"
        fn plain(pair: (usize, usize), of: fn((u8, u8)) -> u8) -> (u8, u8) { r#"fn }"# }
        fn taken<'a, F: Fn(usize)>(f: F, &(a, _): &'a (char, char)) {
            let closure = |(x, y): (u8, u8)| '{';
            // fn not((a, b): (u8, u8)) {
        }
        impl Named for Thing { fn also(&self, mut (a, b): (u8, u8)); }
        fn by_place(pair: &(u8, u8)) -> u8 { pair.0 }
        fn by_name(pair: &'a (u8, u8)) { let (a, b) = pair; }
        fn passed_on(pair: (u8, u8), other: Pair) { whole.pair.0; by_name(pair); other.0 }
    "##;
    let file = RustFile::new(Path::new("src/room/file.rs"), text);
    let seen: Vec<_> = functions(&file)
        .into_iter()
        .map(|f| (f.name, f.takes_a_tuple_apart, f.lines))
        .collect();
    let expected = [
        ("plain", false, 0),
        ("taken", true, 2),
        ("also", true, 0),
        ("by_place", true, 0),
        ("by_name", true, 0),
        ("passed_on", false, 0),
    ];
    assert_eq!(seen, expected.map(|(name, apart, n)| (name.to_owned(), apart, n)));
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
