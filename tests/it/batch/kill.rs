//! A run that is killed at any moment loses nothing, and leaves nothing half-written and
//! nobody at work.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Bo, files_of, same_files};
use crate::driver::{command_in, same};

const COMMUNES: usize = 60;
const KILLS: u64 = 10;

fn start(bo: &Bo) -> Child {
    command_in(&bo.0.path(""))
        .args(["batch", "bo", "--jobs", "2"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Numbers from a seed.
fn chance(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z ^ (z >> 27)
}

/// The processes that work in a folder. A zombie has none.
fn at_work_in(folder: &Path) -> Vec<PathBuf> {
    let folder = fs::canonicalize(folder).unwrap();
    let processes = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let here = |process: &PathBuf| {
        fs::read_link(process.join("cwd")).is_ok_and(|of| of == folder)
    };
    processes.map(|entry| entry.path()).filter(here).collect()
}

#[track_caller]
fn nobody_is_at_work(bo: &Bo, round: u64) {
    // A machine under load needs more than the second that an idle one does.
    let end = Instant::now() + Duration::from_secs(10);
    while !at_work_in(&bo.0.path("")).is_empty() {
        assert!(Instant::now() < end, "kill {round}: somebody is still at work");
        sleep(Duration::from_millis(20));
    }
}

/// How many papers stand in their places.
fn count_papers(bo: &Bo) -> usize {
    let Ok(names) = fs::read_dir(bo.out()) else { return 0 };
    let names = names.map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().ends_with(".pdf")).count()
}

/// Waits until so many papers are there, or the run has ended.
fn wait_for_papers(bo: &Bo, child: &mut Child, count: usize) {
    while count_papers(bo) < count && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(2));
    }
}

#[test]
fn ten_kills_at_any_moment_lose_nothing() {
    let whole = Bo::communes(COMMUNES);
    let begin = Instant::now();
    let _ = whole.batch(&["--jobs", "2"]).code(0);
    let time = u64::try_from(begin.elapsed().as_millis()).unwrap();
    let expected = whole.made();
    assert_eq!(expected.keys().filter(|name| name.ends_with(".pdf")).count(), COMMUNES);

    let bo = Bo::communes(COMMUNES);
    let mut stages = Vec::new();
    for round in 0..KILLS {
        let mut child = start(&bo);
        // Every other run is killed when it has made some papers, however slow the machine
        // is now; the others are killed at any time at all.
        if round % 2 == 0 {
            let more = 1 + usize::try_from(chance(round + 7) % 5).unwrap();
            wait_for_papers(&bo, &mut child, count_papers(&bo) + more);
        } else {
            sleep(Duration::from_millis(chance(round + 7) % (time / 3).max(1)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        nobody_is_at_work(&bo, round);
        let papers = files_of(&bo.out());
        for (name, bytes) in papers.iter().filter(|(name, _)| name.ends_with(".pdf")) {
            let end = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(8)..]);
            assert!(end.trim_end().ends_with("%%EOF"), "kill {round}: {name}");
            assert!(lopdf::Document::load_mem(bytes).is_ok(), "kill {round}: {name}");
            assert!(*bytes == expected[name], "kill {round}: {name} is another paper");
        }
        let ledger = bo.0.path("bo/so-van-ban.csv");
        if ledger.exists() {
            same(&whole.ledger(), &bo.ledger());
        }
        stages.push(papers.len());
        if round == KILLS / 2 {
            // All is to be made again, and comes out as it was.
            let text = bo.text("ke-hoach-mau.yaml") + "\n# một dòng ghi chú\n";
            bo.put("ke-hoach-mau.yaml", text.as_bytes());
        }
    }
    assert!(stages.iter().any(|count| (1..COMMUNES).contains(count)), "{stages:?}");

    let run = bo.batch(&["--jobs", "2"]).code(0);
    assert!(!run.err.contains("không dùng được"), "{}", run.err);
    let (mut made, mut expected) = (bo.made(), expected);
    for files in [&mut made, &mut expected] {
        files.retain(|name, _| !name.starts_with("bao-cao."));
    }
    same_files(&expected, &made);
    same(&whole.ledger(), &bo.ledger());
    // Nothing of the killed runs is left in the folder or beside the ledger.
    for folder in [bo.out(), bo.0.path("bo")] {
        let names = fs::read_dir(folder).unwrap();
        let names = names.map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut hidden: Vec<_> = names.filter(|name| name.starts_with('.')).collect();
        let stays = [".kehoach-bo.json", ".kehoach-bo.khoa", ".so-van-ban.csv.khoa"];
        hidden.retain(|name| !stays.contains(&name.as_str()));
        assert!(hidden.is_empty(), "{hidden:?}");
    }
}

#[test]
fn a_killed_run_is_gone_on_with() {
    let bo = Bo::communes(COMMUNES);
    let mut child = start(&bo);
    wait_for_papers(&bo, &mut child, 10);
    child.kill().unwrap();
    child.wait().unwrap();
    nobody_is_at_work(&bo, 0);
    // What is recorded is kept: a line a paper, behind the head.
    let journal = fs::read(bo.out().join(".kehoach-bo.nhat-ky")).unwrap();
    let recorded = journal.iter().filter(|byte| **byte == b'\n').count() - 1;
    let _ = bo.batch(&["--jobs", "2"]).code(0);
    let kept = bo.in_state("kept").len();
    assert!(kept >= recorded && kept < COMMUNES, "{kept} of {recorded} were kept");
    assert_eq!(kept + bo.in_state("built").len(), COMMUNES);
}
