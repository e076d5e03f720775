//! A run that a power cut ends, after any step and with any loss that a disk may have.

use std::collections::BTreeMap;

use super::*;
use crate::output::{DiskStep, PowerCut, RecordedStorage, Storage};
use crate::source::{hash_bytes, list_files};

/// Units of the set; those below `CHANGED` are made again by the run that is cut off, and
/// those from `NEW` on for the first time.
const UNITS: usize = 8;
const CHANGED: usize = 2;
const NEW: usize = 4;

/// Ways in which each cut is tried.
const WAYS: u64 = 8;

/// What a unit is made of in the run that is cut off.
fn inputs(unit: usize) -> &'static str {
    if (CHANGED..NEW).contains(&unit) { "1" } else { "2" }
}

/// The files of a unit, and its bytes when it is made of these inputs.
fn paper(unit: usize, inputs: &str) -> [(String, Vec<u8>); 2] {
    let bytes = format!("{unit}: {inputs} ").repeat(20).into_bytes();
    [(format!("{unit}.pdf"), bytes.clone()), (format!("{unit}-typ/main.typ"), bytes)]
}

/// A run of the whole set, which puts its papers in place by threes.
fn run(storage: &'static dyn Storage, folder: &Path) {
    let mut manifest = Manifest::open(storage, folder, SET, None).unwrap();
    let due: Vec<_> = (0..UNITS)
        .filter(|unit| !is_current(&manifest, &unit.to_string(), inputs(*unit)))
        .collect();
    make(&mut manifest, &due, inputs);
    manifest.write("bao-cao.csv", b"1;2;3").unwrap();
    manifest.finish().unwrap();
}

fn make(manifest: &mut Manifest, units: &[usize], inputs: fn(usize) -> &'static str) {
    for group in units.chunks(3) {
        let written = group.iter().map(|unit| {
            let files = paper(*unit, inputs(*unit));
            let files =
                files.map(|(name, bytes)| manifest.prepare(&name, &bytes).unwrap());
            (*unit, files)
        });
        let written: Vec<_> = written.collect();
        let placed = written.into_iter().map(|(unit, files)| {
            let files = files.map(|file| manifest.place(file).unwrap()).into();
            record(&unit.to_string(), inputs(unit), UnitState::Built, files)
        });
        let records: Vec<_> = placed.collect();
        manifest.append(&records, SHARED).unwrap();
    }
}

/// The files that are for the user, by name.
fn read_papers(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = list_files(folder).into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap().display().to_string();
        (name, read_bytes(&path).unwrap())
    });
    files.filter(|(name, _)| !name.starts_with(".kehoach")).collect()
}

/// What is wrong with a folder when power is back; `None` where nothing is.
fn find_fault(folder: &Path, expected: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let mut whole: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (name, bytes) in (0..UNITS).flat_map(|unit| {
        ["1", "2"].into_iter().flat_map(move |inputs| paper(unit, inputs))
    }) {
        whole.entry(name).or_default().push(bytes);
    }
    whole.insert("bao-cao.csv".to_owned(), vec![b"1;2;3".to_vec()]);
    let papers = read_papers(folder);
    for (name, bytes) in &papers {
        if !whole[name].contains(bytes) {
            return Some(format!("{name} is not whole: {} bytes", bytes.len()));
        }
    }
    let again = RecordedStorage::new();
    let manifest = Manifest::open(again, folder, SET, None).unwrap();
    for entry in manifest.known().entries() {
        for file in &entry.unit.files {
            let Some(bytes) = papers.get(&file.name) else {
                return Some(format!("{} is recorded and not there", file.name));
            };
            // A paper may have been made anew and not yet be recorded as such.
            let is_newer = *bytes == whole[&file.name][1];
            if hash_bytes(bytes) != file.sha256 && !is_newer {
                return Some(format!("{} is recorded and another", file.name));
            }
        }
    }
    drop(manifest);
    run(again, folder);
    if read_papers(folder) != *expected {
        return Some("the next run ends with other papers".to_owned());
    }
    let left = files(folder).into_iter().find(|name| name.ends_with(".tam"));
    left.map(|name| format!("{name} is left"))
}

/// The first fault after any cut in some steps, and how many cuts were looked at.
fn find_fault_after_cuts(
    before: &PowerCut,
    from: &Path,
    steps: &[DiskStep],
    expected: &BTreeMap<String, Vec<u8>>,
) -> (Option<String>, usize) {
    let (mut disk, mut cuts) = (before.clone(), 0);
    for done in 0..=steps.len() {
        if let Some(step) = done.checked_sub(1).and_then(|last| steps.get(last)) {
            disk.take(step);
        }
        for way in 0..WAYS {
            let left = tempfile::tempdir().unwrap();
            disk.leave(from, left.path(), way);
            cuts += 1;
            if let Some(fault) = find_fault(left.path(), expected) {
                return (Some(format!("after step {done}, way {way}: {fault}")), cuts);
            }
        }
    }
    (None, cuts)
}

#[test]
fn a_power_cut_at_any_step_leaves_whole_papers_and_true_records() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    // A run that was killed: its papers stand, and its journal is to be taken in.
    let mut killed = open(root);
    make(&mut killed, &(0..NEW).collect::<Vec<_>>(), |_| "1");
    drop(killed);
    let before = PowerCut::from_folder(root);
    let storage = RecordedStorage::new();
    run(storage, root);
    let expected = read_papers(root);
    assert_eq!(expected.len(), 2 * UNITS + 1);
    let steps = storage.steps();
    let (fault, cuts) = find_fault_after_cuts(&before, root, &steps, &expected);
    assert_eq!(fault, None);
    assert!(cuts > 400, "{cuts} cuts");
    // The same run on a disk that is never waited for: each of the two is needed.
    let is_sync: [fn(&DiskStep) -> bool; 2] = [
        |step| matches!(step, DiskStep::SyncFile(_)),
        |step| matches!(step, DiskStep::SyncFolder(_)),
    ];
    for is_sync in is_sync {
        let mut careless = steps.clone();
        careless.retain(|step| !is_sync(step));
        let (fault, _) = find_fault_after_cuts(&before, root, &careless, &expected);
        assert!(fault.is_some());
    }
}
