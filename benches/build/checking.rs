//! What `check` takes: of one plan, beside `--version`, which starts and ends and does
//! nothing; and of many plans in one run, twice as many of which take twice as long.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{Result, expect_success, form, measure_run, print_times};

/// So many plans in one run, and twice as many.
const COUNTS: [usize; 2] = [500, 1_000];

/// Prints the medians of both and their difference, then the ratio of many plans.
pub(super) fn print_checking(dir: &Path, runs: usize) -> Result<()> {
    let mut check_times = Vec::new();
    let mut version_times = Vec::new();
    let alone = ["check", "bench"];
    // What is read from the disk for the first time is not measured.
    expect_success(&mut command(dir, &alone))?;
    for _ in 0..runs {
        check_times.push(measure_run(&mut command(dir, &alone))?.0);
        version_times.push(measure_run(&mut command(dir, &["--version"]))?.0);
    }
    let check = print_times("check", &mut check_times);
    let version = print_times("--version", &mut version_times);
    println!("check takes {:.1} ms more than --version (at most 10)", check - version);
    let mut times = Vec::new();
    for count in COUNTS {
        times.push(measure_many(dir, count)?.as_secs_f64());
    }
    let [few, many] = COUNTS;
    let ratio = times[1] / times[0];
    println!(
        "check of {few} plans: {:.2} s, of {many}: {:.2} s ({ratio:.1} times)",
        times[0], times[1]
    );
    Ok(())
}

/// How long it takes to check so many plans in one run.
fn measure_many(dir: &Path, count: usize) -> Result<Duration> {
    let folder = dir.join(format!("plans-{count}"));
    let text = form::form();
    for index in 0..count {
        let plan = folder.join(format!("xa-{index}"));
        fs::create_dir_all(&plan)?;
        fs::write(plan.join("ke-hoach.yaml"), &text)?;
    }
    let name = folder.to_string_lossy().into_owned();
    Ok(measure_run(&mut command(dir, &["check", &name]))?.0)
}

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.current_dir(dir).args(args);
    command
}
