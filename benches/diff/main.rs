//! How long two versions of a plan take to compare, as a whole process: a real one of
//! fourteen pages, and synthetic ones of 2,000 and 4,000 tasks, by whose ratio it is seen
//! that the work grows with the plan and not with its square.
//!
//! `cargo bench --bench diff` runs it. `RUNS` sets how many times.

#![expect(clippy::disallowed_methods, reason = "a bench reads its settings and files")]
#![expect(clippy::print_stdout, reason = "a bench prints what it has measured")]

mod plan;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The plan of fourteen pages, and two edits to it.
const REAL: &str = "data/thua-thien-hue-2024";
const EDITS: [(&str, &str); 2] = [
    ("hạn chế tái nghèo và phát sinh nghèo mới;", "hạn chế tái nghèo;"),
    ("  so: 3\n", "  so: 12\n"),
];

/// Tasks of the smaller synthetic plan; the larger has twice as many.
const TASKS: usize = 2000;

/// Milliseconds at most for the real plan and for the smaller synthetic one.
const REAL_MS: f64 = 60.0;
const LARGE_MS: f64 = 2000.0;

/// At most so many times longer for twice the tasks.
const GROWTH: f64 = 2.3;

fn main() -> Result<()> {
    let runs: usize = env::var("RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(15);
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    write_real_versions(root)?;
    for (name, tasks) in [("nho", TASKS), ("lon", 2 * TASKS)] {
        for (side, edited) in [("cu", false), ("moi", true)] {
            let dir = root.join(name).join(side);
            fs::create_dir_all(&dir)?;
            fs::write(dir.join("ke-hoach.yaml"), plan::write_plan(tasks, edited))?;
        }
    }
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    // By turns, so that a busy machine slows all of them alike.
    for _ in 0..runs {
        for (name, times) in ["that", "nho", "lon"].iter().zip(&mut times) {
            times.push(measure_comparison(&root.join(name))?);
        }
    }
    let [real, small, large] = times.map(find_median);
    print_verdict("fourteen pages, ms", real, REAL_MS);
    print_verdict("2,000 tasks, ms", small, LARGE_MS);
    print_verdict("4,000 tasks against 2,000", large / small, GROWTH);
    Ok(())
}

/// Two versions of the real plan.
fn write_real_versions(root: &Path) -> Result<()> {
    for side in ["cu", "moi"] {
        let dir = root.join("that").join(side);
        fs::create_dir_all(&dir)?;
        for entry in fs::read_dir(REAL)? {
            let path = entry?.path();
            if let Some(name) = path.file_name() {
                fs::copy(&path, dir.join(name))?;
            }
        }
    }
    let form = root.join("that/moi/ke-hoach.yaml");
    let mut text = fs::read_to_string(&form)?;
    for (old, new) in EDITS {
        assert!(text.contains(old), "the plan has another text: {old}");
        text = text.replacen(old, new, 1);
    }
    fs::write(form, text)?;
    Ok(())
}

/// One comparison of `cu` and `moi`, which differ.
fn measure_comparison(dir: &Path) -> Result<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.args(["diff", "cu", "moi"]).current_dir(dir).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let time = start.elapsed();
    assert_eq!(status.code(), Some(1), "the versions differ");
    Ok(time)
}

/// In milliseconds.
fn find_median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn print_verdict(what: &str, figure: f64, most: f64) {
    let verdict = if figure <= most { "holds" } else { "MISSED" };
    println!("{what:<28}{figure:>10.2}   at most {most:>8.2}   {verdict}");
}
