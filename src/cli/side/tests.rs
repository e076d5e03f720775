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
fn what_is_on_the_disk_comes_first() {
    let scratch = history();
    scratch.put("main:a/x", "disk").put("main", "file");
    let dir = scratch.path();
    let disk = ("main:a/x", "disk");
    assert_eq!(read(&["main:a/x", "main"], &[], dir), pair(disk, ("main", "file")));
    // Before `--` there are only revisions.
    assert_eq!(
        read(&["main"], &["a/x"], dir)[0],
        ("main:a/x".to_owned(), "2".to_owned())
    );
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
        (&["main"], &[], &["`main` là phiên bản của cả kho", "diff main -- data/x"]),
        (&["main..side"], &[], &["diff main..side -- data/x"]),
        (&["main", "side"], &[], &["`main` là phiên bản của cả kho"]),
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
