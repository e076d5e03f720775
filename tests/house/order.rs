//! The data flows one way: rooms in their order, no circles, heads that name their files.

use std::fs;
use std::path::{Path, PathBuf};

use super::circle::Crate;
use super::source::{
    SourceFile, list_rust_files, parse_sources, project_path, read_text,
};

/// A room uses only itself and rooms above it here.
pub(super) const ORDER: &[&str] = &[
    "language",
    "quantity",
    "source",
    "git",
    "code",
    "diagnostic",
    "sheet",
    "font",
    "yaml",
    "register",
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

/// All files of a room with their text, tests too.
fn read_room(room: &str) -> Vec<(PathBuf, String)> {
    let paths = list_rust_files(&format!("src/{room}")).into_iter();
    paths
        .map(|path| {
            let text = read_text(&path);
            (path, text)
        })
        .collect()
}

#[test]
fn every_module_has_its_place() {
    let mut modules: Vec<_> = fs::read_dir(project_path("src"))
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
        for (path, text) in read_room(module) {
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
        for (path, text) in read_room(module) {
            let used = text.lines().any(|l| {
                let line = l.trim_start();
                line.starts_with("use typst") || line.contains(" typst::")
            });
            assert!(!used, "{path:?} uses Typst");
        }
    }
}

#[test]
fn one_version_of_the_typesetters_cache_is_in_the_tree() {
    // With two, forgetting one would leave the other to grow.
    let lock = read_text("Cargo.lock");
    assert_eq!(lock.matches("name = \"comemo\"").count(), 1);
}

#[test]
fn no_circle_of_more_than_two_files_within_a_room() {
    let files = parse_sources();
    let circles = Crate::new(&files).find_circles(2);
    assert!(circles.is_empty(), "files that use each other in a circle: {circles:#?}");
}

#[test]
fn a_circle_is_seen_through_imports_paths_and_heads_of_folders() {
    let parse = |path: &str, text: &str| SourceFile::parse(Path::new(path), text);
    let make_room = |last: &str| {
        vec![
            // The head passes on what `c` has, and uses all of them itself.
            parse(
                "src/room/mod.rs",
                "mod a; mod b; mod c; pub use c::C; fn f() { a::A; }",
            ),
            parse("src/room/a.rs", "use super::b::{self, B as Other}; pub struct A;"),
            parse("src/room/b.rs", "pub struct B(super::C); // super::a"),
            parse("src/room/c.rs", last),
        ]
    };
    let open =
        make_room("use std::fmt; #[cfg(test)] mod tests { use crate::room::a::A; }");
    assert_eq!(Crate::new(&open).find_circles(1), Vec::<Vec<String>>::new());
    let round = make_room("pub struct C(Option<crate::room::a::A>);");
    assert_eq!(Crate::new(&round).find_circles(2), [["room/a", "room/b", "room/c"]]);
    assert_eq!(Crate::new(&round).find_circles(3), Vec::<Vec<String>>::new());
    let in_macro = make_room("pub struct C; fn f() { vec![crate::room::a::A]; }");
    assert_eq!(Crate::new(&in_macro).find_circles(2), [["room/a", "room/b", "room/c"]]);
}

/// Modules of a folder that the docs at the top of its head do not name, as `` `name` ``.
fn find_unnamed_modules(file: &SourceFile, text: &str) -> Vec<String> {
    let head: String = text
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    let modules = file.tree.items.iter().filter_map(|item| match item {
        // A module with a body is no file.
        syn::Item::Mod(module) if module.content.is_none() => {
            Some(module.ident.to_string())
        }
        _ => None,
    });
    modules
        .filter(|module| {
            !head.contains(&format!("`{}`", module.trim_start_matches("r#")))
        })
        .collect()
}

#[test]
fn the_head_of_a_folder_names_its_files() {
    let mut missing = Vec::new();
    for file in parse_sources() {
        let text = read_text(&file.path);
        for module in find_unnamed_modules(&file, &text) {
            missing.push(format!("{}: `{module}`", file.path.display()));
        }
    }
    assert!(missing.is_empty(), "files that no head names:\n{}", missing.join("\n"));
}

#[test]
fn a_file_that_its_head_does_not_name_is_seen() {
    let text = "//! A room.\n//!\n//! | [`first`] | the first |\nmod first;\nmod second;\n\
                mod third { }\n#[cfg(test)]\nmod tests;";
    let file = SourceFile::parse(Path::new("src/room/mod.rs"), text);
    assert_eq!(find_unnamed_modules(&file, text), ["second"]);
}
