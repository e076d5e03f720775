//! Command lines, and the sides that they name.

use std::fs;

use super::*;
use crate::build::{Engine, Timings, find_inputs_in};
use crate::diagnostic::format_as_lines;
use crate::font::Faces;
use crate::git::tests::Scratch;
use crate::source::MAX_BYTES;
use crate::template::Templates;

fn resolve(words: &[&str], paths: &[&str], dir: &Path) -> ResolvedSides {
    let words: Vec<_> = words.iter().map(OsString::from).collect();
    let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
    resolve_sides(&words, &paths, dir)
}

/// Labels and texts of both sides, which are files.
#[track_caller]
fn read(words: &[&str], paths: &[&str], dir: &Path) -> [(String, String); 2] {
    let found = resolve(words, paths, dir).map_err(|report| format_as_lines(&[*report]));
    let (old, new) = found.unwrap();
    [old, new].map(|side| {
        let bytes = side.files.read(&side.path, MAX_BYTES).unwrap();
        (side.label, String::from_utf8(bytes).unwrap())
    })
}

fn pair(old: (&str, &str), new: (&str, &str)) -> [(String, String); 2] {
    [old, new].map(|(label, text)| (label.to_owned(), text.to_owned()))
}

/// What is reported where there are no two sides: the line, and all hints.
#[track_caller]
fn report_of(words: &[&str], paths: &[&str], dir: &Path) -> String {
    let Err(report) = resolve(words, paths, dir) else { panic!("two sides") };
    let hints = report.findings[0].hints.join("\n");
    format!("{}{hints}", format_as_lines(&[*report]))
}

/// `a/x` is 1, then 2, then 3 in the working tree; `side` parted after 1.
fn history() -> Scratch {
    let scratch = Scratch::new();
    scratch.put("a/x", "1").put("top", "t").commit();
    scratch.git(["branch", "side"]);
    scratch.put("a/x", "2").commit().put("a/x", "3").put("y", "y");
    scratch.git(["checkout", "-q", "side", "--", "top"]);
    scratch
}

#[test]
#[ignore = "needs git"]
fn a_side_is_a_file_or_of_a_revision() {
    let scratch = history();
    let dir = scratch.path();
    let working = ("a/x", "3");
    assert_eq!(read(&["a/x", "y"], &[], dir), pair(working, ("y", "y")));
    let main = ("main:a/x", "2");
    assert_eq!(read(&["main:a/x", "a/x"], &[], dir), pair(main, working));
    assert_eq!(read(&["main"], &["a/x"], dir), pair(main, working));
    assert_eq!(read(&["side", "main"], &["a/x"], dir), pair(("side:a/x", "1"), main));
    let before = ("main~1:a/x", "1");
    assert_eq!(read(&["main~1..main"], &["a/x"], dir), pair(before, main));
    let head = ("HEAD:a/x", "2");
    assert_eq!(read(&["main~1.."], &["a/x"], dir), pair(before, head));
    let base = ("main...side:a/x", "1");
    assert_eq!(read(&["main...side"], &["a/x"], dir), pair(base, ("side:a/x", "1")));
    let (old, new) = resolve(&["main"], &["a"], dir).unwrap();
    assert!(old.files.is_dir(&old.path) && new.files.is_dir(&new.path));
}

#[test]
#[ignore = "needs git"]
fn paths_of_a_revision_count_from_the_top_or_from_here() {
    let scratch = history();
    let dir = scratch.path().join("a");
    let main = ("main:a/x", "2");
    assert_eq!(read(&["main:a/x", "main:./x"], &[], &dir), pair(main, main));
    assert_eq!(read(&["main:../top", "x"], &[], &dir)[0].0, "main:top");
    assert_eq!(read(&["main"], &["x"], &dir), pair(main, ("x", "3")));
    let (old, _) = resolve(&["main"], &[".."], &dir).unwrap();
    assert_eq!((old.path, old.label), (PathBuf::new(), "main:".to_owned()));
    let message = report_of(&["main:x", "x"], &[], &dir);
    assert!(message.contains("phiên bản `main` không có `x`"), "{message}");
    assert!(message.contains("ghi `main:./x`"), "{message}");
    assert!(report_of(&["main"], &["../../b"], &dir).contains("[no-repository]"));
}

#[test]
#[ignore = "needs git"]
fn a_name_of_a_file_and_of_a_revision_is_refused_with_both_ways_to_write_it() {
    let scratch = history();
    scratch.put("main:a/x", "disk").put("main", "file").put("main~1", "file");
    let dir = scratch.path();
    let cases: &[(&[&str], [&str; 2])] = &[
        (&["main"], ["diff HEAD -- main", "diff refs/heads/main"]),
        (&["main", "y"], ["diff ./main y", "diff refs/heads/main y"]),
        (&["side", "main"], ["diff side ./main", "diff side refs/heads/main"]),
        (&["main~1", "y"], ["diff ./main~1 y", "diff main~1^0 y"]),
        (&["main:a/x", "y"], ["diff ./main:a/x y", "diff refs/heads/main:a/x y"]),
    ];
    for (words, ways) in cases {
        let message = report_of(words, &[], dir);
        assert!(message.contains("vừa là tệp hay thư mục có ở đây"), "{message}");
        for way in ways {
            assert!(message.contains(&format!("kehoach {way}")), "{way}\n{message}");
        }
    }
    let disk = ("./main:a/x", "disk");
    assert_eq!(read(&["./main:a/x", "./main"], &[], dir), pair(disk, ("./main", "file")));
    let revision = ("refs/heads/main:a/x", "2");
    assert_eq!(read(&["refs/heads/main:a/x", "y"], &[], dir), pair(revision, ("y", "y")));
    // Before `--` there are only revisions.
    assert_eq!(
        read(&["main"], &["a/x"], dir)[0],
        ("main:a/x".to_owned(), "2".to_owned())
    );
    let found = find_counterpart(OsStr::new("main"), &[], Path::new("a/x"), dir);
    let Err(report) = found else { panic!("a counterpart") };
    let hints = report.findings[0].hints.join("\n");
    assert!(hints.contains("check --against ./main"), "{hints}");
    assert!(hints.contains("check --against refs/heads/main"), "{hints}");
}

/// A folder of a year may be called as the number of a commit begins.
#[test]
#[ignore = "needs git"]
fn the_beginning_of_a_number_is_no_second_meaning() {
    let scratch = history();
    let number = scratch.git(["rev-parse", "--short=4", "HEAD"]);
    scratch.put(&number, "file");
    let dir = scratch.path();
    assert_eq!(read(&[&number, "y"], &[], dir)[0], (number, "file".to_owned()));
}

/// `a/x` in conflict: 1 in the beginning, 2 of ours, 3 of theirs; `data` merged.
fn conflict() -> Scratch {
    let scratch = Scratch::new();
    scratch.put("a/x", "1").put("a/data", "1").put("gone", "1").commit();
    scratch.git(["checkout", "-q", "-b", "side"]);
    scratch.put("a/x", "3").put("gone", "2").commit();
    scratch.git(["checkout", "-q", "main"]);
    scratch.git(["rm", "-q", "gone"]);
    scratch.put("a/x", "2").commit();
    // Git ends with a fault where there is a conflict.
    scratch.git(["-c", "alias.m=!git merge -q side >/dev/null || true", "m"]);
    scratch
}

#[test]
#[ignore = "needs git"]
fn the_sides_of_a_merge_are_sides() {
    let scratch = conflict();
    let dir = scratch.path();
    let [base, ours, theirs] = [(":1:a/x", "1"), (":2:a/x", "2"), (":3:a/x", "3")];
    assert_eq!(read(&[":2:a/x", ":3:a/x"], &[], dir), pair(ours, theirs));
    assert_eq!(read(&[":1:a/x", ":2:./a/x"], &[], dir), pair(base, ours));
    let below = dir.join("a");
    assert_eq!(read(&[":2:a/x", ":3:./x"], &[], &below), pair(ours, theirs));
    let [old, _] = read(&[":2:a/x", "a/x"], &[], dir);
    assert_eq!(old, (":2:a/x".to_owned(), "2".to_owned()));
    let (old, _) = resolve(&[":2:a", ":3:a"], &[], dir).unwrap();
    // What is merged already stands on every side as it is.
    assert_eq!(old.files.read(Path::new("a/data"), 9).unwrap(), b"1");
    let cases: &[(&[&str], &str)] = &[
        (&[":2:a/data", ":3:a/data"], "`a/data` không có xung đột"),
        (&[":2:gone", ":3:gone"], "không có `:2:gone`"),
        (&[":2:no", "a/x"], "không có `:2:no`"),
        (&[":2:a/x"], "kehoach diff :2:a/x :3:a/x"),
        (&[":3:a/x"], "kehoach diff :2:a/x :3:a/x"),
        (&[":4:a/x", "a/x"], "không có `:0:4:a/x`"),
    ];
    for (words, part) in cases {
        let message = report_of(words, &[], dir);
        assert!(message.contains(part), "{words:?}: {part}\n{message}");
    }
    scratch.put("a/x", "4");
    scratch.git(["add", "a/x"]);
    assert_eq!(read(&[":a/x", "a/x"], &[], dir)[0].1, "4");
}

#[test]
#[ignore = "needs git"]
fn revisions_alone_are_all_plans_of_the_repository() {
    let scratch = history();
    scratch.put("a/ke-hoach.yaml", "1").put("b/ke-hoach.yaml", "1").commit();
    scratch.git(["rm", "-q", "b/ke-hoach.yaml"]);
    scratch.put("c d/ke-hoach.yaml", "2").put("out/ke-hoach.yaml", "2");
    scratch.put(".gitignore", "out\n");
    let forms = |words: &[&str], dir: &Path| {
        let (old, new) = resolve(words, &[], dir).unwrap();
        [old, new].map(|side| {
            let forms = side.all_forms.unwrap().into_iter();
            let names = forms.map(|form| {
                side.files.read(&form, 9).unwrap();
                show_word(form.strip_prefix(dir).unwrap_or(&form))
            });
            names.collect::<Vec<_>>()
        })
    };
    let dir = scratch.path();
    let committed = vec!["a/ke-hoach.yaml".to_owned(), "b/ke-hoach.yaml".to_owned()];
    let [old, new] = forms(&["HEAD"], dir);
    assert_eq!(old, committed);
    assert_eq!(
        new,
        ["./a/ke-hoach.yaml", "./c d/ke-hoach.yaml"].map(|p| p[2..].to_owned())
    );
    let [old, new] = forms(&["side", "main"], dir);
    assert_eq!((old.len(), new), (0, committed.clone()));
    let [old, new] = forms(&["main~1..main"], dir);
    assert_eq!((old.len(), new), (0, committed.clone()));
    let [_, new] = forms(&["main"], &dir.join("a"));
    assert_eq!(new, ["../a/ke-hoach.yaml", "../c d/ke-hoach.yaml"]);
}

#[test]
#[ignore = "needs git"]
fn hostile_words_are_words() {
    let scratch = Scratch::new();
    let name = "-xã\nHải: Lệ/số liệu";
    scratch.put(name, "1").commit().put(name, "2");
    let dir = scratch.path();
    let [old, new] = read(&["HEAD"], &[name], dir);
    assert_eq!((old.1.as_str(), new.1.as_str()), ("1", "2"));
    let [old, _] = read(&[&format!("HEAD@{{0}}:{name}"), name], &[], dir);
    assert_eq!(old, (format!("HEAD@{{0}}:{name}"), "1".to_owned()));
    for word in ["--help", "-c", "--", "^HEAD"] {
        let message = report_of(&[word], &[name], dir);
        assert!(message.contains("[unknown-revision]"), "{message}");
    }
}

#[test]
#[ignore = "needs git"]
fn every_wrong_use_is_told_with_the_right_one() {
    let scratch = history();
    let dir = scratch.path();
    let cases: &[(&[&str], &[&str], &[&str])] = &[
        (&[], &[], &["[diff-sides]: chưa ghi so sánh gì với gì"]),
        (&[], &["a/x"], &["chưa ghi phiên bản nào", "kehoach diff HEAD -- a/x"]),
        (&["a/x", "y", "top"], &[], &["mỗi lần chỉ so sánh hai bản"]),
        (&["main"], &["a/x", "y"], &["sau `--` chỉ ghi một đường dẫn"]),
        (&["a/x"], &[], &["mới có một bản", "kehoach diff HEAD -- a/x"]),
        (&["main:a/x"], &[], &["mới có một bản", "kehoach diff main -- a/x"]),
        (&["main", "a/x"], &[], &["`main` là phiên bản của cả kho", "diff main -- a/x"]),
        (
            &["a/x", "main..side"],
            &[],
            &["diff main..side -- a/x", "của kho: kehoach diff main..side"],
        ),
        (&["main", "side:a/x"], &[], &["kehoach diff main -- a/x"]),
        (&["main", "no"], &[], &["`no` không phải là tệp hay thư mục"]),
        (
            &["no", "a/x"],
            &[],
            &[
                "[diff-sides]: `no` không phải là tệp hay thư mục có ở đây",
                "nếu là tệp hay thư mục:",
                "nếu là bản trong git:",
            ],
        ),
        (
            &["C:\\a\\x", "a/x"],
            &[],
            &["[diff-sides]: `C:/a/x` không phải là tệp hay thư mục"],
        ),
        (
            &["no:a/x", "a/x"],
            &[],
            &[
                "[unknown-revision]: kho git không có phiên bản nào là `no`",
                "nếu đó là tên một tệp",
            ],
        ),
        (
            &["main:gone", "a/x"],
            &[],
            &["[missing-file]: phiên bản `main` không có `gone`"],
        ),
        (&["main:/a/x", "a/x"], &[], &["[missing-file]"]),
        (&["main:../a/x", "a/x"], &[], &["[no-repository]"]),
        (&["main"], &["y"], &["[missing-file]: phiên bản `main` không có `y`"]),
        (&["y"], &["a/x"], &["[unknown-revision]", "so sánh hai tệp thì bỏ `--`"]),
        (&["main..side", "main"], &["a/x"], &["một khoảng phiên bản đã là hai bản"]),
        (&["main..no"], &["a/x"], &["phiên bản nào là `no`"]),
    ];
    for (words, paths, expected) in cases {
        let message = report_of(words, paths, dir);
        for part in *expected {
            assert!(message.contains(part), "{words:?} {paths:?}: {part}\n{message}");
        }
    }
    scratch.git(["rm", "-q", "-f", "a/x"]);
    let message = report_of(&["main"], &["a/x"], dir);
    assert!(message.contains("thư mục làm việc không còn `a/x`"), "{message}");
}

#[test]
#[ignore = "needs git"]
fn two_files_need_no_repository() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    for name in ["a", "b"] {
        crate::output::write_file(&dir.join(name), name.as_bytes()).unwrap();
    }
    assert_eq!(read(&["a", "b"], &[], dir), pair(("a", "a"), ("b", "b")));
    assert!(report_of(&["main"], &["a"], dir).contains("không nằm trong kho git nào"));
    assert!(report_of(&["main:a", "a"], &[], dir).contains("[no-repository]"));
    let message = report_of(&["c", "a"], &[], dir);
    assert!(message.contains("nếu là bản trong git: thư mục"), "{message}");
}

#[test]
fn a_drive_is_no_revision() {
    let split = |word: &'static str| split_revision_path(OsStr::new(word));
    assert_eq!(split("main:a:b"), Some(("main", "a:b")));
    assert_eq!(split("main@{1:2}:a"), Some(("main@{1:2}", "a")));
    assert_eq!(split("v:"), if cfg!(windows) { None } else { Some(("v", "")) });
    for word in ["C:\\a", "c:/a", ":a", "a", "", "{a:b"] {
        assert_eq!(split(word), None, "{word}");
    }
}

/// A form and its data are both those of the revision, and so is what findings show.
#[test]
#[ignore = "needs git"]
fn a_plan_is_checked_with_the_data_of_its_revision() {
    let scratch = Scratch::new();
    for name in ["ke-hoach.yaml", "ho-ngheo.csv"] {
        let file = fs::File::open(Path::new("data/son-trung-2023").join(name)).unwrap();
        scratch.put(&format!("x/{name}"), std::io::read_to_string(file).unwrap());
    }
    scratch.commit();
    scratch.git(["mv", "x/ho-ngheo.csv", "x/ho-ngheo-2023.csv"]);
    scratch.commit();
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let checked = |name: &str| {
        let files: Arc<dyn Files> = Arc::new(scratch.revision(name));
        let inputs = find_inputs_in(&*files, &[PathBuf::new()]).unwrap();
        assert_eq!((inputs[0].name.as_str(), inputs.len()), ("x", 1));
        let path = &inputs[0].path;
        let examined = engine.examine_in(&files, path, &mut Timings::default());
        assert_eq!(examined.report.name, format!("{name}:x/ke-hoach.yaml"));
        assert_eq!(examined.data_files, [PathBuf::from("x/ho-ngheo.csv")]);
        (examined.plan.is_some(), examined.reports())
    };
    let (sound, _) = checked("HEAD~1");
    assert!(sound);
    let (sound, reports) = checked("HEAD");
    let message = format_as_lines(&reports);
    assert!(!sound && message.starts_with("HEAD:x/ke-hoach.yaml:"), "{message}");
    assert!(message.contains("lỗi[missing-file]: không có tệp số liệu ho-ngheo.csv"));
    let missing =
        reports[0].findings.iter().find(|f| f.code.id == "missing-file").unwrap();
    assert_eq!(missing.hints, ["cùng thư mục có: ho-ngheo-2023.csv"]);
}
