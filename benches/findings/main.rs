//! How long 20,000 findings take in every format, as a whole process: a line each, all on
//! one line, each with a place far above it. A format that walked over what stands before
//! each place would take minutes.
//!
//! `cargo bench --bench findings` runs it. `RUNS` sets how many times.

#![expect(clippy::disallowed_methods, reason = "a bench reads its settings and files")]
#![expect(clippy::print_stdout, reason = "a bench prints what it has measured")]

#[path = "../../tests/shared/base.rs"]
mod base;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Findings of each form.
const FINDINGS: usize = 20_000;

/// Milliseconds at most for a form in any format.
const MOST_MS: u128 = 3000;

fn main() -> Result<()> {
    let runs: usize = env::var("RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let folder = tempfile::tempdir()?;
    for (name, form) in write_forms() {
        let file = format!("{name}.yaml");
        fs::write(folder.path().join(&file), form)?;
        for format in ["human", "short", "json", "github"] {
            let mut times = Vec::new();
            for _ in 0..runs.max(1) {
                times.push(measure_check(folder.path(), &file, format)?);
            }
            print_verdict(&format!("{name}, {format}, ms"), find_median(times));
        }
    }
    Ok(())
}

/// The forms, by what is wrong in them.
fn write_forms() -> [(&'static str, String); 4] {
    let keys = |between: &str| {
        let keys: Vec<_> = (0..FINDINGS).map(|nth| format!("khoa_la_{nth}: 1")).collect();
        keys.join(between)
    };
    let lines = base::form_with(&format!("{}\n", keys("\n")));
    let one = base::BASE.replace(
        "co_quan:\n  ten: Ủy ban nhân dân xã Kim Liên\n  dia_danh: Kim Liên\n",
        &format!(
            "co_quan: {{ ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên, {} }}\n",
            keys(", ")
        ),
    );
    let twice = base::form_with(&"khoa_la: 1\n".repeat(FINDINGS));
    let unknown = "{{ khong_co }} ".repeat(FINDINGS);
    let values =
        base::BASE.replace("doan: Thực hiện", &format!("doan: Chữ {unknown}Thực hiện"));
    [("lines", lines), ("one line", one), ("twice", twice), ("values", values)]
}

/// One check, which finds what is wrong.
fn measure_check(dir: &Path, file: &str, format: &str) -> Result<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.args(["check", "--format", format, file]).current_dir(dir);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let time = start.elapsed();
    assert_eq!(status.code(), Some(1), "the form has errors");
    Ok(time)
}

fn find_median(mut times: Vec<Duration>) -> u128 {
    times.sort_unstable();
    times[times.len() / 2].as_millis()
}

fn print_verdict(what: &str, millis: u128) {
    let verdict = if millis <= MOST_MS { "holds" } else { "MISSED" };
    println!("{what:<28}{millis:>10}   at most {MOST_MS:>8}   {verdict}");
}
