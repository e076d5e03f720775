//! How long a paper takes, as a whole process, beside the plain Typst compiler on the
//! same paper; which part of it each stage takes; what `check` takes beside a run that does
//! nothing (`checking`), and how it grows with what a form has much of (`growth`).
//!
//! `cargo bench --bench build` runs it. The compiler is `TYPST`, else `typst` on the `PATH`; where
//! there is none, only our own time is measured. `RUNS` sets how many times.

#![expect(clippy::disallowed_methods, reason = "a bench reads its settings and files")]
#![expect(clippy::print_stdout, reason = "a bench prints what it has measured")]

mod checking;
mod form;
mod growth;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Stages that are Typst's own: layout and PDF export.
const TYPESETTING: [&str; 2] = ["dan-trang", "xuat-pdf"];

fn main() -> Result<()> {
    let runs: usize = env::var("RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir()?;
    let dir = folder.path();
    fs::create_dir(dir.join("bench"))?;
    fs::write(dir.join("bench/ke-hoach.yaml"), form::form())?;
    expect_success(&mut run_kehoach(dir, "pdf,typ"))?;
    let pages = lopdf::Document::load(dir.join("out/bench.pdf"))?.get_pages().len();
    println!("{pages} pages, {runs} runs of each, alternating");
    assert_eq!(
        pages,
        form::PAGES,
        "the form fills as many pages as the figures speak of"
    );

    let compiler = find_typst();
    let mut our_times = Vec::new();
    let mut typst_times = Vec::new();
    let mut stages = BTreeMap::new();
    for _ in 0..runs {
        let (time, output) = measure_run(&mut run_kehoach(dir, "pdf"))?;
        our_times.push(time);
        add_stages(&mut stages, &output)?;
        if let Some(compiler) = &compiler {
            typst_times.push(measure_run(&mut run_typst(compiler, dir))?.0);
        }
    }
    let ours = print_times("kehoach build", &mut our_times);
    if compiler.is_some() {
        let plain = print_times("typst compile", &mut typst_times);
        println!("ratio of the medians: {:.2} (at most 1.20)", ours / plain);
    } else {
        println!("no `typst` on the PATH nor in TYPST: nothing to compare with");
    }
    print_stages(&mut stages);
    checking::print_checking(dir, runs)?;
    growth::print_growth(dir)
}

fn run_kehoach(dir: &Path, formats: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.current_dir(dir).args(["build", "bench", "--timings", "--to", formats]);
    command
}

/// The plain compiler on the source that we have written, with the same fonts and
/// standards.
fn run_typst(compiler: &Path, dir: &Path) -> Command {
    let mut command = Command::new(compiler);
    command.current_dir(dir.join("out/bench-typ")).args([
        "compile",
        "--font-path",
        "fonts",
    ]);
    command.args(["--ignore-system-fonts", "--ignore-embedded-fonts"]);
    command.args(["--pdf-standard", "a-2a,ua-1", "main.typ", "main.pdf"]);
    command
}

/// The compiler to compare with, if there is one.
fn find_typst() -> Option<PathBuf> {
    let named = env::var_os("TYPST").map(PathBuf::from);
    let compiler = named.unwrap_or_else(|| PathBuf::from("typst"));
    let answers = Command::new(&compiler).arg("--version").output();
    let output = answers.ok().filter(|output| output.status.success())?;
    println!("{}", String::from_utf8_lossy(&output.stdout).trim());
    Some(compiler)
}

fn measure_run(command: &mut Command) -> Result<(Duration, Output)> {
    let start = Instant::now();
    let output = expect_success(command)?;
    Ok((start.elapsed(), output))
}

fn expect_success(command: &mut Command) -> Result<Output> {
    let output = command.output()?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{command:?} failed:\n{stderr}").into());
    }
    Ok(output)
}

/// Adds up what `--timings` prints: a name, milliseconds with a comma, a share.
fn add_stages(
    stages: &mut BTreeMap<String, Vec<Duration>>,
    output: &Output,
) -> Result<()> {
    for line in String::from_utf8(output.stderr.clone())?.lines() {
        let mut words = line.split_whitespace();
        let (Some(name), Some(ms)) = (words.next(), words.next()) else { continue };
        let Ok(ms) = ms.replace(',', ".").parse::<f64>() else { continue };
        stages
            .entry(name.to_owned())
            .or_default()
            .push(Duration::from_secs_f64(ms / 1000.0));
    }
    Ok(())
}

/// Prints least, median and most; gives the median in milliseconds.
fn print_times(name: &str, times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let ms = |i: usize| times[i].as_secs_f64() * 1000.0;
    let (min, median, max) = (ms(0), ms(times.len() / 2), ms(times.len() - 1));
    println!(
        "{name:<14} min {min:>7.1} ms   median {median:>7.1} ms   max {max:>7.1} ms"
    );
    median
}

/// The median of each stage and its share; and the share of all that is not Typst's.
fn print_stages(stages: &mut BTreeMap<String, Vec<Duration>>) {
    stages.remove("tong");
    let medians: Vec<(&str, f64)> = stages
        .iter_mut()
        .map(|(name, times)| {
            times.sort_unstable();
            (name.as_str(), times[times.len() / 2].as_secs_f64() * 1000.0)
        })
        .collect();
    let total: f64 = medians.iter().map(|(_, ms)| ms).sum();
    for (name, ms) in &medians {
        println!("  {name:<14} {ms:>7.1} ms {:>6.1} %", ms / total * 100.0);
    }
    let typesetting = medians.iter().filter(|(name, _)| TYPESETTING.contains(name));
    let others = total - typesetting.map(|(_, ms)| ms).sum::<f64>();
    println!(
        "all but layout and PDF export: {:.1} % (under 10 %)",
        others / total * 100.0
    );
}
