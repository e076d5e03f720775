//! Planned edits to real plans: what is told is just the edit and what follows from it.
//!
//! A file of `tests/diff/` names a plan of `data/`, edits files of it, and has what
//! `kehoach diff` then says.

use std::fs;

use crate::driver::{Folder, UPDATE, data_form, root, same};

/// What stands before the expected output.
const SAYS: &str = "== nói\n";

/// An edit: in this file, this text becomes that.
struct Edit {
    file: String,
    old: String,
    new: String,
}

struct Case {
    name: String,
    text: String,
    plan: String,
    edits: Vec<Edit>,
    expected: String,
}

fn cases() -> Vec<Case> {
    let mut files: Vec<_> = kehoach::source::list_files(&root().join("tests/diff"));
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            case(name, fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
        })
        .collect()
}

/// `== kế hoạch NAME`, then `== sửa FILE`, the old text, `== thành`, the new text, any
/// number of times, then the output.
fn case(name: String, text: String) -> Case {
    let (head, expected) = text.split_once(SAYS).unwrap_or((&text, ""));
    let mut plan = String::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut in_new = false;
    for line in head.split_inclusive('\n') {
        if let Some(named) = line.strip_prefix("== kế hoạch ") {
            plan = named.trim().to_owned();
        } else if let Some(file) = line.strip_prefix("== sửa ") {
            let file = file.trim().to_owned();
            edits.push(Edit { file, old: String::new(), new: String::new() });
            in_new = false;
        } else if line == "== thành\n" {
            in_new = true;
        } else if let Some(edit) = edits.last_mut() {
            let side = if in_new { &mut edit.new } else { &mut edit.old };
            side.push_str(line);
        }
    }
    let expected = expected.to_owned();
    Case { name, text, plan, edits, expected }
}

/// A folder with the plan as it is in `cu` and edited in `moi`.
#[track_caller]
fn versions(case: &Case) -> Folder {
    let folder = Folder::new();
    let from = root().join("data").join(&case.plan);
    for path in kehoach::source::list_files(&from) {
        let name = path.strip_prefix(&from).unwrap().to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&path).unwrap();
        folder.put(&format!("cu/{name}"), &bytes);
        folder.put(&format!("moi/{name}"), &bytes);
    }
    for edit in &case.edits {
        let name = format!("moi/{}", edit.file);
        let text = String::from_utf8(folder.read(&name)).unwrap();
        let count = text.matches(&edit.old).count();
        assert_eq!(count, 1, "{}: found {count} times:\n{}", case.name, edit.old);
        folder.put(&name, text.replacen(&edit.old, &edit.new, 1));
    }
    folder
}

#[test]
fn each_planned_edit_is_told_with_what_follows_and_nothing_else() {
    let cases = cases();
    assert!(cases.len() >= 20, "{} planned edits only", cases.len());
    for case in &cases {
        let folder = versions(case);
        let run = folder.run(["diff", "cu", "moi"]).code(1).err("");
        if std::env::var_os(UPDATE).is_some() {
            let head = case.text.split_once(SAYS).map_or(&*case.text, |(head, _)| head);
            let path = root().join(format!("tests/diff/{}.txt", case.name));
            fs::write(path, format!("{head}{SAYS}{}", run.out)).unwrap();
            continue;
        }
        same(&case.expected, &run.out);
    }
}

#[test]
fn undoing_an_edit_is_told_as_its_reverse() {
    for case in &cases() {
        let folder = versions(case);
        let count = |old: &str, new: &str| {
            let run = folder.run(["diff", old, new, "--to", "json"]).code(1);
            let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
            json[0]["edits"].as_u64().unwrap()
        };
        assert_eq!(count("cu", "moi"), count("moi", "cu"), "{}", case.name);
    }
}

#[test]
fn a_plan_is_the_same_as_itself() {
    for plan in crate::driver::PLANS {
        let form = data_form(plan);
        let folder = form.path.parent().unwrap().to_string_lossy().into_owned();
        let run = Folder::new().run(["diff", &folder, &folder]).code(0);
        assert!(run.out.contains("hai phiên bản như nhau"), "{}", run.out);
    }
}
