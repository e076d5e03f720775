//! A run that is killed, for real: by another process, at any moment.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::*;
use crate::source::is_present;

/// Units of the set.
const UNITS: usize = 150;

/// The folder of the output, from that in which the run is started.
const OUT: &str = "ra";

/// What tells the run below that a test has started it.
const STARTED: &str = "bat-dau";

fn paper(unit: usize) -> Vec<u8> {
    unit.to_string().repeat(20_000).into_bytes()
}

fn current(manifest: &Manifest) -> usize {
    (0..UNITS).filter(|unit| is_current(manifest, &unit.to_string(), "1")).count()
}

#[test]
#[ignore = "started, and killed, by the test below"]
fn a_run_to_be_killed() {
    if !is_present(Path::new(STARTED)) {
        return;
    }
    let mut manifest = open(Path::new(OUT));
    for unit in 0..UNITS {
        let key = unit.to_string();
        if is_current(&manifest, &key, "1") {
            continue;
        }
        let file = manifest.write(&format!("{key}.pdf"), &paper(unit)).unwrap();
        manifest
            .append(&[record(&key, "1", UnitState::Built, vec![file])], SHARED)
            .unwrap();
    }
    manifest.finish().unwrap();
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a run can be killed in a process of its own"
)]
fn a_run_that_is_killed_at_any_moment_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write_in_folder(folder.path(), STARTED, b"").unwrap();
    let run = || {
        Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "batch::manifest::tests::kill::a_run_to_be_killed",
            ])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let out = folder.path().join(OUT);
    let mut before = 0;
    for round in 0..10 {
        let mut killed = run();
        std::thread::sleep(Duration::from_millis(3 + 5 * round));
        killed.kill().unwrap();
        killed.wait().unwrap();
        let manifest = open(&out);
        assert_eq!(manifest.notes(), [""; 0]);
        let after = current(&manifest);
        assert!(after >= before, "{after} of {before} papers stand");
        before = after;
        for name in list_beside(&out).iter().filter(|name| name.ends_with(".pdf")) {
            let unit = PathBuf::from(name).with_extension("");
            let unit: usize = unit.to_str().unwrap().parse().unwrap();
            assert_eq!(read_bytes(&out.join(name)).unwrap(), paper(unit), "{name}");
        }
    }
    assert!(run().wait().unwrap().success());
    assert_eq!(current(&open(&out)), UNITS);
    let names = list_beside(&out);
    assert_eq!(names.len(), UNITS + 2, "papers, manifest and lock: {names:?}");
}
