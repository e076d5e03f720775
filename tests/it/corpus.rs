//! Every right form of the project, and what is said of it: a check that finds something
//! new in one of them is an alarm that is wrong, until a person has looked.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use kehoach::batch;
use kehoach::build::{Timings, open_disk};
use kehoach::diagnostic::{format_as_lines, format_readings};

use super::driver::{engine, golden, root};

/// The forms of the plans in `data/`, and those of `tests/forms/`.
fn list_forms() -> Vec<PathBuf> {
    let mut res = Vec::new();
    for folder in ["data", "tests/forms"] {
        let mut files = kehoach::source::list_files(&root().join(folder));
        files.retain(|path| {
            let is_form = folder != "data" || path.ends_with("ke-hoach.yaml");
            is_form && path.extension().is_some_and(|extension| extension == "yaml")
        });
        res.extend(files);
    }
    res
}

/// The name of a file in the project.
fn name(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// A text without the folder in which the project stands.
fn without_root(text: &str) -> String {
    let root = kehoach::source::show_path(root());
    text.replace(&format!("{root}/"), "")
}

#[test]
fn nothing_new_is_found_in_the_right_forms() {
    let mut text = String::new();
    let forms = list_forms();
    assert!(forms.len() >= 19, "{forms:?}");
    for path in forms {
        let examined = engine().examine(&path, &mut Timings::default());
        let readings = format_readings(&examined.report.readings);
        let found = format_as_lines(&examined.reports());
        let found = if found.is_empty() { "không có gì\n".to_owned() } else { found };
        let _ = write!(text, "{}: {}", name(&path), without_root(&found));
        text += &without_root(&readings);
    }
    golden("goldens/corpus.txt", &text);
}

#[test]
fn the_set_of_nine_opens_without_a_finding() {
    let path = root().join("data/bo-thua-thien-hue-2024/bo-ke-hoach.yaml");
    let opened = batch::open_set(&open_disk(std::slice::from_ref(&path), &[]), &path)
        .map_err(|reports| format_as_lines(&reports));
    assert_eq!(format_as_lines(&opened.unwrap().reports), "");
}
