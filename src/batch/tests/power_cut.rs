//! A whole run of a set that gives numbers, cut off after any step.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::base::form_with;
use crate::batch::{Options, Pool, Prune, Selection, run_set};
use crate::build::Engine;
use crate::font::Faces;
use crate::output::{
    Format, PowerCut, RecordedStorage, Storage, SystemStorage, write_in_folder,
};
use crate::small_set::{MASTER, numbered_set};
use crate::source::{Disk, list_files, read_bytes};
use crate::template::Templates;

/// Ways in which each cut is tried; in the last the run is gone on with.
const WAYS: u64 = 12;

/// Runs the set in a folder; all its papers are made or kept.
fn run(engine: &Engine, storage: &'static dyn Storage, root: &Path) {
    let options = Options {
        store: Arc::new(Disk::default()),
        storage,
        output: root.join("ra"),
        formats: vec![Format::Text],
        jobs: 2,
        selection: Selection::default(),
        prune: Prune::Keep,
        print: false,
    };
    let pool = Pool::new(None, Faces::embedded());
    let set = root.join("bo-ke-hoach.yaml");
    let outcome = run_set(engine, &pool, &set, &options, &mut |_| ()).unwrap();
    assert!(!outcome.failed, "{:?}", outcome.reports);
}

/// Papers and ledger, by name.
fn read_kept(root: &Path) -> BTreeMap<String, String> {
    let mut res = BTreeMap::new();
    for path in list_files(root) {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        if name == "so.csv" || (name.starts_with("ra/") && name.ends_with(".txt")) {
            res.insert(name, String::from_utf8(read_bytes(&path).unwrap()).unwrap());
        }
    }
    res
}

#[test]
fn no_power_cut_leaves_a_paper_whose_number_the_ledger_does_not_have() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (name, text) in
        [("bo-ke-hoach.yaml", numbered_set()), ("mau.yaml", form_with(MASTER))]
    {
        write_in_folder(root, name, text.as_bytes()).unwrap();
    }
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let mut disk = PowerCut::from_folder(root);
    let storage = RecordedStorage::new();
    run(&engine, storage, root);
    let expected = read_kept(root);
    assert_eq!(expected.len(), 3 + 1);
    let steps = storage.steps();
    let mut part = 0;
    for done in 0..=steps.len() {
        if let Some(step) = done.checked_sub(1).and_then(|last| steps.get(last)) {
            disk.take(step);
        }
        for way in 0..WAYS {
            let left = tempfile::tempdir().unwrap();
            disk.leave(root, left.path(), way);
            let kept = read_kept(left.path());
            for (name, text) in &kept {
                assert_eq!(*text, expected[name], "step {done}, way {way}: {name}");
            }
            let has_papers = kept.len() > usize::from(kept.contains_key("so.csv"));
            assert!(!has_papers || kept.contains_key("so.csv"), "step {done}, way {way}");
            part += usize::from(has_papers && kept.len() < expected.len());
            // Each run reads the whole program, to know whether it has changed.
            if way + 1 == WAYS && done % 4 == 0 {
                run(&engine, &SystemStorage, left.path());
                assert_eq!(read_kept(left.path()), expected, "step {done}");
                let names = fs::read_dir(left.path().join("ra")).unwrap();
                let mut names = names.map(|entry| entry.unwrap().file_name());
                let is_left = names.any(|name| name.to_string_lossy().ends_with(".tam"));
                assert!(!is_left, "step {done}");
            }
        }
    }
    assert!(part > 0, "some cuts leave a part of the papers");
}
