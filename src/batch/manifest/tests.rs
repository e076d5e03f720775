//! Runs that end, are killed or cut off, and meet.

mod kill;
mod orphan;
mod power_cut;

use std::fs;

use super::*;
use crate::batch::record::{SavedDiagnostic, SavedReading, UnitState};
use crate::output::{SystemStorage, write_in_folder};
use crate::source::{list_beside, read_bytes};

const SET: &str = "bo-ke-hoach.yaml";
const SHARED: &str = "shared";

fn open(folder: &Path) -> Manifest {
    open_set(folder, SET)
}

fn open_set(folder: &Path, set: &str) -> Manifest {
    try_open(folder, set).unwrap()
}

fn try_open(folder: &Path, set: &str) -> Result<Manifest, OpenError> {
    Manifest::open(&SystemStorage, folder, set, None)
}

fn open_shard(folder: &Path, shard: &str) -> Result<Manifest, OpenError> {
    Manifest::open(&SystemStorage, folder, SET, Some(shard.parse().unwrap()))
}

/// Writes a unit's papers, whose bytes are its inputs, and writes it down.
fn build(manifest: &mut Manifest, key: &str, inputs: &str, files: &[&str]) {
    let write = |name: &&str| manifest.write(name, inputs.as_bytes()).unwrap();
    let files = files.iter().map(write).collect();
    manifest.append(&[record(key, inputs, UnitState::Built, files)], SHARED).unwrap();
}

fn record(
    key: &str,
    inputs: &str,
    state: UnitState,
    files: Vec<FileRecord>,
) -> UnitRecord {
    UnitRecord {
        key: key.to_owned(),
        name: format!("Đơn vị {key}"),
        paper: key.to_owned(),
        number: Some(15),
        state,
        inputs: inputs.to_owned(),
        files,
        pages: 2,
        findings: vec![SavedDiagnostic {
            file: "a.yaml".to_owned(),
            line: 1,
            column: 2,
            severity: "warning".to_owned(),
            code: "year-mismatch".to_owned(),
            message: "hai\ndòng “ngoặc”".to_owned(),
            hints: Vec::new(),
        }],
        suppressed: 1,
        figures: vec![Some("1/3".to_owned()), None],
        readings: vec![SavedReading {
            file: "xa.xlsx".to_owned(),
            table: "xa".to_owned(),
            rows: 12,
            clauses: vec!["dòng 7 đang ẩn, vẫn tính".to_owned()],
            is_odd: true,
            names_rows: true,
        }],
    }
}

fn is_current(manifest: &Manifest, key: &str, inputs: &str) -> bool {
    manifest.current_record(key, inputs, SHARED).is_some()
}

fn orphans(manifest: &Manifest, keys: &[&str]) -> Vec<String> {
    let orphans = manifest.orphans(&keys.iter().copied().collect());
    orphans.iter().map(|orphan| orphan.name().to_owned()).collect()
}

/// Files of a folder, without those that are only locked.
fn files(folder: &Path) -> Vec<String> {
    let names = list_beside(folder).into_iter();
    names.filter(|name| !name.ends_with(".khoa")).collect()
}

/// The names of the fields of an object, in alphabetical order.
fn field_names(value: &serde_json::Value) -> Vec<&str> {
    let mut names: Vec<_> =
        value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_record_is_saved_under_the_names_that_earlier_manifests_have() {
    let record = record("a", "1", UnitState::Built, Vec::new());
    let saved = serde_json::to_value(record).unwrap();
    let names = [
        "figures", "files", "findings", "inputs", "key", "name", "number", "pages",
        "paper", "readings", "silenced", "state",
    ];
    assert_eq!(field_names(&saved), names);
    assert_eq!((&saved["state"], &saved["silenced"]), (&"built".into(), &1.into()));
    let names = ["code", "column", "file", "hints", "line", "message", "severity"];
    assert_eq!(field_names(&saved["findings"][0]), names);
}

#[test]
fn a_unit_stands_while_its_inputs_and_its_papers_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut first = open(root);
    build(&mut first, "a", "1", &["a.pdf", "a-typ/main.typ"]);
    assert!(is_current(&first, "a", "1"), "in the same run too");
    first.finish().unwrap();
    drop(first);
    let second = open(root);
    let known = second.current_record("a", "1", SHARED).unwrap();
    assert_eq!(known, &record("a", "1", UnitState::Built, known.files.clone()));
    assert!(second.current_record("a", "2", SHARED).is_none());
    assert!(second.current_record("a", "1", "other").is_none());
    assert!(second.current_record("b", "1", SHARED).is_none());
    write_in_folder(root, "a-typ/main.typ", b"changed").unwrap();
    assert!(!is_current(&second, "a", "1"), "changed by hand");
    write_in_folder(root, "a-typ/main.typ", b"1").unwrap();
    assert!(is_current(&second, "a", "1"));
    fs::remove_file(root.join("a.pdf")).unwrap();
    assert!(!is_current(&second, "a", "1"), "gone");
    assert_eq!(second.last_record("a").map(|unit| unit.pages), Some(2));
}

#[test]
fn a_unit_that_failed_is_not_current() {
    let folder = tempfile::tempdir().unwrap();
    let mut manifest = open(folder.path());
    build(&mut manifest, "a", "1", &["a.pdf"]);
    for state in [UnitState::Faulty, UnitState::Failed, UnitState::Skipped] {
        manifest.append(&[record("a", "1", state, Vec::new())], SHARED).unwrap();
        assert!(!is_current(&manifest, "a", "1"), "{state:?}");
    }
}

#[test]
fn an_unchanged_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = open(folder.path());
    build(&mut first, "a", "1", &["a.pdf"]);
    first.finish().unwrap();
    drop(first);
    let path = folder.path().join(".kehoach-bo.json");
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    let mut second = open(folder.path());
    second.finish().unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
    assert_eq!(files(folder.path()), [".kehoach-bo.json", "a.pdf"]);
}

#[test]
fn what_a_killed_run_finished_stands() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut first = open(root);
    build(&mut first, "a", "1", &["a.pdf"]);
    first.finish().unwrap();
    drop(first);
    let mut killed = open(root);
    build(&mut killed, "b", "1", &["b.pdf"]);
    build(&mut killed, "a", "2", &["a.pdf"]);
    drop(killed);
    write_in_folder(root, ".kehoach-bo.abc123.tam", b"half").unwrap();
    assert!(files(root).contains(&".kehoach-bo.nhat-ky".to_owned()));
    let next = open(root);
    assert!(is_current(&next, "a", "2") && is_current(&next, "b", "1"));
    assert_eq!(files(root), [".kehoach-bo.json", "a.pdf", "b.pdf"]);
    assert_eq!(next.notes(), [""; 0]);
}

#[test]
fn a_journal_may_be_torn_at_any_byte() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut killed = open(root);
    for key in ["a", "b", "c"] {
        build(&mut killed, key, "1", &[&format!("{key}.pdf")]);
    }
    drop(killed);
    let journal = read_bytes(&root.join(".kehoach-bo.nhat-ky")).unwrap();
    let count_lines = |end: usize| journal[..end].iter().filter(|b| **b == b'\n').count();
    for end in 0..=journal.len() {
        let _ = fs::remove_file(root.join(".kehoach-bo.json"));
        write_in_folder(root, ".kehoach-bo.nhat-ky", &journal[..end]).unwrap();
        let next = open(root);
        let current = ["a", "b", "c"].map(|key| is_current(&next, key, "1"));
        let count = current.iter().filter(|current| **current).count();
        // The head is a line, and a line without its end may be whole.
        let least = count_lines(end).saturating_sub(1);
        assert!(count == least || count == least + 1, "{end}: {current:?}");
        assert_eq!(next.notes(), [""; 0], "{end}");
    }
}

#[test]
fn a_kill_between_manifest_and_journal_says_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut run = open(root);
    build(&mut run, "a", "1", &["cũ.pdf"]);
    build(&mut run, "a", "2", &["a.pdf"]);
    let journal = read_bytes(&root.join(".kehoach-bo.nhat-ky")).unwrap();
    run.finish().unwrap();
    drop(run);
    let manifest = read_bytes(&root.join(".kehoach-bo.json")).unwrap();
    write_in_folder(root, ".kehoach-bo.nhat-ky", &journal).unwrap();
    let next = open(root);
    assert!(is_current(&next, "a", "2"));
    assert_eq!(orphans(&next, &["a"]), ["cũ.pdf"]);
    assert_eq!(read_bytes(&root.join(".kehoach-bo.json")).unwrap(), manifest);
}

#[test]
fn a_manifest_of_no_use_is_told_and_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut run = open(root);
    build(&mut run, "a", "1", &["a.pdf"]);
    run.finish().unwrap();
    drop(run);
    let path = root.join(".kehoach-bo.json");
    let sound = String::from_utf8(read_bytes(&path).unwrap()).unwrap();
    let other = sound.replace("\"kehoach_bo\":1", "\"kehoach_bo\":2");
    for (text, why) in [(&other[..], "phiên bản khác"), (&sound[..50], "tệp hỏng")]
    {
        write_in_folder(root, ".kehoach-bo.json", text.as_bytes()).unwrap();
        let next = open(root);
        assert!(!is_current(&next, "a", "1"));
        assert!(next.notes().len() == 1 && next.notes()[0].contains(why), "{why}");
    }
    write_in_folder(root, ".kehoach-bo.json", sound.as_bytes()).unwrap();
    let journal = "{\"kehoach_bo\":9}\n{}\n";
    write_in_folder(root, ".kehoach-bo.nhat-ky", journal.as_bytes()).unwrap();
    let next = open(root);
    assert!(is_current(&next, "a", "1") && next.notes().len() == 1);
}

#[test]
fn two_runs_at_once_are_told_and_a_killed_one_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let first = open(root);
    let refusal = |opened: Result<Manifest, OpenError>| opened.unwrap_err().diagnostic();
    let second = refusal(try_open(root, SET));
    assert_eq!(second.code.id, "batch-running");
    assert!(second.message.starts_with("một lần chạy khác đang làm trong thư mục "));
    assert_eq!(refusal(open_shard(root, "1/2")).code.id, "batch-running");
    drop(first);
    let shards = [open_shard(root, "1/2").unwrap(), open_shard(root, "2/2").unwrap()];
    let again = refusal(open_shard(root, "2/2"));
    assert!(again.message.starts_with("phần 2/2 đang được"), "{}", again.message);
    assert_eq!(refusal(try_open(root, SET)).code.id, "batch-running");
    drop(shards);
    assert!(root.join(".kehoach-bo.2-2.khoa").exists(), "as a kill leaves it");
    drop(open_shard(root, "2/2").unwrap());
    drop(open(root));
}

#[test]
fn shards_of_one_folder_become_one_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut shards = ["1/2", "2/2"].map(|shard| open_shard(root, shard).unwrap());
    build(&mut shards[0], "a", "1", &["a.pdf"]);
    build(&mut shards[1], "b", "1", &["b.pdf"]);
    shards[0].finish().unwrap();
    // The second is killed.
    drop(shards);
    write_in_folder(root, ".kehoach-bo.2-2.x.tam", b"half").unwrap();
    let third = open_shard(root, "1/3").unwrap();
    assert!(is_current(&third, "a", "1") && is_current(&third, "b", "1"));
    assert!(root.join(".kehoach-bo.2-2.x.tam").exists(), "another may be at work");
    drop(third);
    let mut run = open(root);
    assert!(is_current(&run, "a", "1") && is_current(&run, "b", "1"));
    run.finish().unwrap();
    drop(run);
    assert_eq!(
        list_beside(root),
        [".kehoach-bo.json", ".kehoach-bo.khoa", "a.pdf", "b.pdf"]
    );
    assert!(is_current(&open(root), "b", "1"));
}

#[test]
fn shards_of_folders_of_their_own_can_be_put_together() {
    let merged = tempfile::tempdir().unwrap();
    for (shard, key) in [("1/2", "a"), ("2/2", "b")] {
        let folder = tempfile::tempdir().unwrap();
        let mut run = open_shard(folder.path(), shard).unwrap();
        build(&mut run, key, "1", &[&format!("{key}.pdf")]);
        run.finish().unwrap();
        for name in list_beside(folder.path()) {
            fs::copy(folder.path().join(&name), merged.path().join(&name)).unwrap();
        }
    }
    let run = open(merged.path());
    assert!(is_current(&run, "a", "1") && is_current(&run, "b", "1"));
    assert_eq!(orphans(&run, &["a"]), ["b.pdf"]);
}

#[test]
fn a_later_run_of_another_shard_prevails() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut first = open_shard(root, "2/2").unwrap();
    build(&mut first, "a", "1", &["a.pdf", "a-1.png"]);
    first.finish().unwrap();
    drop(first);
    let mut second = open_shard(root, "1/4").unwrap();
    build(&mut second, "a", "2", &["a.pdf"]);
    second.finish().unwrap();
    drop(second);
    for manifest in [open_shard(root, "3/4").unwrap(), open_shard(root, "2/2").unwrap()] {
        assert!(is_current(&manifest, "a", "2"));
        assert_eq!(orphans(&manifest, &["a"]), ["a-1.png"]);
    }
}

#[test]
fn the_manifest_does_not_depend_on_the_order_of_work() {
    let hash_of = |keys: [&str; 3]| {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = open(folder.path());
        for key in keys {
            build(&mut manifest, key, "1", &[key]);
        }
        manifest.finish().unwrap();
        read_bytes(&folder.path().join(".kehoach-bo.json")).unwrap()
    };
    assert_eq!(hash_of(["a", "b", "c"]), hash_of(["c", "a", "b"]));
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write_in_folder(folder.path(), "ra", b"x").unwrap();
    let error = try_open(&folder.path().join("ra"), SET).unwrap_err();
    assert!(matches!(error, OpenError::Write(_)), "{error:?}");
    assert_eq!(error.diagnostic().code.id, "cannot-write");
}
