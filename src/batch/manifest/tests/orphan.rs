//! What is removed, and above all what is not.

use super::*;

fn remove(manifest: &mut Manifest, keys: &[&str]) -> OrphanRemoval {
    let orphans = manifest.orphans(&keys.iter().copied().collect());
    manifest.remove_orphans(&orphans)
}

#[test]
fn files_of_no_unit_are_named_and_removed_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut first = open(root);
    build(&mut first, "a", "1", &["a.pdf", "a-1.png", "a-2.png"]);
    build(&mut first, "b", "1", &["b.pdf", "b-typ/main.typ"]);
    build(&mut first, "c", "1", &["c.pdf"]);
    first.finish().unwrap();
    drop(first);
    write_in_folder(root, "của tôi.pdf", b"1").unwrap();
    let mut second = open(root);
    assert_eq!(orphans(&second, &["a", "b", "c"]), [""; 0]);
    build(&mut second, "a", "2", &["a.pdf", "a-1.png"]);
    build(&mut second, "c", "2", &["C mới.pdf"]);
    let named = ["a-2.png", "b-typ/main.typ", "b.pdf", "c.pdf"];
    assert_eq!(orphans(&second, &["a", "c"]), named);
    second.finish().unwrap();
    drop(second);
    let mut third = open(root);
    assert_eq!(orphans(&third, &["a", "c"]), named, "the next run knows them too");
    assert_eq!(orphans(&third, &["a", "b", "c"]), ["a-2.png", "c.pdf"], "b is back");
    let removal = remove(&mut third, &["a", "c"]);
    assert_eq!(removal.removed, named);
    third.finish().unwrap();
    drop(third);
    assert_eq!(
        files(root),
        [".kehoach-bo.json", "C mới.pdf", "a-1.png", "a.pdf", "của tôi.pdf"]
    );
    assert!(!root.join("b-typ").exists());
    let last = open(root);
    assert!(orphans(&last, &["a", "c"]).is_empty() && is_current(&last, "a", "2"));
    assert!(last.last_record("b").is_none());
}

#[test]
fn the_last_paper_of_a_unit_that_has_a_fault_is_no_orphan() {
    let folder = tempfile::tempdir().unwrap();
    let mut manifest = open(folder.path());
    build(&mut manifest, "a", "1", &["a.pdf"]);
    manifest.append(&[record("a", "2", UnitState::Faulty, Vec::new())], SHARED).unwrap();
    assert!(orphans(&manifest, &["a"]).is_empty());
    assert_eq!(orphans(&manifest, &[]), ["a.pdf"]);
    build(&mut manifest, "a", "3", &["a.pdf"]);
    assert!(orphans(&manifest, &["a"]).is_empty());
}

#[test]
fn only_the_very_bytes_that_were_written_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut manifest = open(root);
    build(&mut manifest, "a", "1", &["a.pdf"]);
    build(&mut manifest, "b", "1", &["b.pdf", "b-1.png"]);
    write_in_folder(root, "b.pdf", "chữ ký số".as_bytes()).unwrap();
    let found = manifest.orphans(&["a"].into());
    assert_eq!(found.iter().map(Orphan::is_changed).collect::<Vec<_>>(), [false, true]);
    // Changed after it was named.
    write_in_folder(root, "b-1.png", b"mine").unwrap();
    let removal = manifest.remove_orphans(&found);
    assert!(removal.removed.is_empty() && removal.changed == ["b-1.png", "b.pdf"]);
    assert!(root.join("b.pdf").exists() && root.join("b-1.png").exists());
}

#[test]
fn papers_of_another_set_or_of_a_like_name_are_no_orphans() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut other = open_set(root, "bo-khac.yaml");
    build(&mut other, "x", "1", &["x.pdf"]);
    other.finish().unwrap();
    drop(other);
    let mut manifest = open(root);
    build(&mut manifest, "a", "1", &["Huế.pdf"]);
    build(&mut manifest, "b", "1", &["HUẾ.pdf", "X.pdf"]);
    // Some systems have one file under both names.
    assert!(orphans(&manifest, &["a"]).is_empty());
    manifest.finish().unwrap();
    drop(manifest);
    let other = open_set(root, "bo-khac.yaml");
    assert!(is_current(&other, "x", "1"), "the other set's own manifest stands");
}

#[test]
fn a_manifest_of_a_stranger_names_nothing_outside() {
    let folder = tempfile::tempdir().unwrap();
    let (root, outside) = (folder.path().join("ra"), folder.path().join("x.pdf"));
    let mut run = open(&root);
    build(&mut run, "a", "1", &["a.pdf"]);
    run.finish().unwrap();
    drop(run);
    write_in_folder(folder.path(), "x.pdf", b"1").unwrap();
    let path = root.join(".kehoach-bo.json");
    let text = String::from_utf8(read_bytes(&path).unwrap()).unwrap();
    for name in ["../x.pdf", "/tmp/x.pdf", "..\\\\x.pdf", ""] {
        let text = text.replace("\"a.pdf\"", &format!("\"{name}\""));
        write_in_folder(&root, ".kehoach-bo.json", text.as_bytes()).unwrap();
        let mut next = open(&root);
        assert!(!is_current(&next, "a", "1"), "{name}");
        assert!(remove(&mut next, &[]).removed.is_empty() && outside.exists(), "{name}");
    }
}

#[test]
fn a_paper_that_is_held_is_known_by_the_name_it_got() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut manifest = open(root);
    build(&mut manifest, "a", "1", &["b.pdf"]);
    fs::create_dir_all(root.join("a.pdf/x")).unwrap();
    let unplaced = manifest.prepare("a.pdf", b"2").unwrap();
    let kept = manifest.place(unplaced).unwrap_err().kept.unwrap();
    assert_eq!(kept.name, "a.moi.pdf");
    manifest.append(&[record("a", "2", UnitState::Failed, vec![kept])], SHARED).unwrap();
    assert!(orphans(&manifest, &["a"]).is_empty(), "nothing better is there");
    fs::remove_dir_all(root.join("a.pdf")).unwrap();
    build(&mut manifest, "a", "2", &["a.pdf"]);
    assert_eq!(orphans(&manifest, &["a"]), ["a.moi.pdf", "b.pdf"]);
}
