//! The sources of the crate, parsed; what only tests see is left out.

use std::fs;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;

/// A file of `src` without its test modules.
pub(super) struct SourceFile {
    pub(super) path: PathBuf,
    /// Its module, without `crate`: `["indicator", "explain", "walk"]`.
    pub(super) module: Vec<String>,
    pub(super) tree: syn::File,
    /// Its lines; those of test modules are empty.
    pub(super) lines: Vec<String>,
}

impl SourceFile {
    pub(super) fn parse(path: &Path, text: &str) -> Self {
        let mut tree = syn::parse_file(text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        tree.items.retain(|item| {
            let is_test = is_of_tests(item);
            if is_test {
                let span = item.span();
                let test = span.start().line - 1..span.end().line;
                lines[test].iter_mut().for_each(String::clear);
            }
            !is_test
        });
        Self { path: path.to_owned(), module: module_of(path), tree, lines }
    }

    /// `src/fit/mod.rs:12`.
    pub(super) fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    /// Its room: the folder of `src` that it stands in.
    pub(super) fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }
}

/// The folder of the project.
pub(super) fn project_path(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// A text file of the project.
pub(super) fn read_text(path: impl AsRef<Path>) -> String {
    let path = project_path("").join(path);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files of `src` that are no tests, by path.
pub(super) fn parse_sources() -> Vec<SourceFile> {
    let paths = list_rust_files("src");
    let no_tests = paths
        .iter()
        .filter(|path| !path.iter().any(|part| part == "tests" || part == "tests.rs"));
    no_tests.map(|path| SourceFile::parse(path, &read_text(path))).collect()
}

/// The Rust files below a folder of the project, tests too, by their path in it.
pub(super) fn list_rust_files(folder: &str) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    collect_rust_files(&project_path(folder), Path::new(folder), &mut paths);
    paths.sort();
    paths
}

fn collect_rust_files(folder: &Path, shown: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let shown = shown.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            collect_rust_files(&path, &shown, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(shown);
        }
    }
}

/// Whether an item stands under `#[cfg(test)]`.
fn is_of_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|cfg| cfg == "test")
    })
}

fn module_of(path: &Path) -> Vec<String> {
    let below = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let mut module: Vec<_> =
        below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}
