//! `kehoach batch`: how many papers a second, beside the plain Typst compiler run once
//! for each and beside LibreOffice; how time and memory grow with the set; and how long a
//! second run takes that has nothing to do.
//!
//! `cargo bench --bench batch` runs it. Settings, from the environment:
//!
//! | name | says | if not set |
//! |---|---|---|
//! | `PAPERS` | papers of the large set; the small one is a tenth | 1000 |
//! | `ROUNDS` | how many times each side runs, one after the other | 3 |
//! | `JOBS` | papers at once, on every side | 2 |
//! | `THEIRS` | papers that the plain compiler makes in a round | 200 |
//! | `OFFICE` | papers that LibreOffice makes in a round, 0 for none | 40 |
//! | `TYPST` | the plain compiler | `typst` |

#![expect(clippy::disallowed_methods, reason = "a bench reads its settings and files")]
#![expect(clippy::print_stdout, reason = "a bench prints what it has measured")]

mod form;
mod kehoach_set;
mod measure;
mod office;
mod typst_compiler;

use std::env;
use std::error::Error;

use kehoach_set::Set;
use measure::Measurement;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let papers = read_number("PAPERS", 1000);
    let rounds = read_number("ROUNDS", 3);
    let jobs = read_number("JOBS", 2);
    let folder = tempfile::tempdir()?;
    let ours = folder.path().join("kehoach");
    let small = Set::new(&ours, papers / 10)?;
    let large = Set::new(&ours, papers)?;
    let compiler = typst_compiler::Compiler::new(&Set::new(
        &folder.path().join("typst"),
        read_number("THEIRS", 200),
    )?)?;
    let office = office::Office::new(&Set::new(
        &folder.path().join("office"),
        read_number("OFFICE", 40),
    )?)?;
    let mut ratios: [Vec<f64>; 5] = Default::default();
    let mut most = 0;
    for round in 1..=rounds {
        println!("round {round}");
        let few = small.run(jobs)?;
        let many = large.run(jobs)?;
        let again = large.run_again(jobs)?;
        print_measurement("kehoach", small.count, &few);
        let rate = print_measurement("kehoach", large.count, &many);
        print_measurement("unchanged", large.count, &again);
        most = most.max(many.memory);
        ratios[2].push(many.time.as_secs_f64() / few.time.as_secs_f64());
        ratios[3].push(many.memory as f64 / few.memory.max(1) as f64);
        ratios[4].push(many.time.as_secs_f64() / again.time.as_secs_f64());
        if let Some(compiler) = &compiler {
            let taken = compiler.run(jobs)?;
            ratios[0].push(
                rate / print_measurement("typst compile", compiler.count(), &taken),
            );
        }
        if let Some(office) = &office {
            let taken = office.run()?;
            ratios[1].push(rate / print_measurement("libreoffice", office.count, &taken));
        }
    }
    print_verdict("papers a second, of typst compile", &mut ratios[0], "at least 2.5");
    print_verdict("papers a second, of LibreOffice", &mut ratios[1], "at least 8");
    print_verdict("time of the large set, of the small", &mut ratios[2], "at most 10.5");
    print_verdict("memory of the large set, of the small", &mut ratios[3], "at most 1.2");
    print_verdict("time of a run, of an unchanged one", &mut ratios[4], "at least 20");
    println!("most memory of all processes: {most} MiB (under 572)");
    Ok(())
}

/// Prints what a run took; gives papers a second.
fn print_measurement(name: &str, count: usize, taken: &Measurement) -> f64 {
    let rate = count as f64 / taken.time.as_secs_f64();
    println!(
        "  {name:<14} {count:>5} papers {:>8.2} s {rate:>7.1} a second {:>5} MiB",
        taken.time.as_secs_f64(),
        taken.memory
    );
    rate
}

fn print_verdict(name: &str, ratios: &mut [f64], aim: &str) {
    ratios.sort_unstable_by(f64::total_cmp);
    match ratios {
        [] => println!("{name}: not measured"),
        _ => println!(
            "{name}: median {:.2}, from {:.2} to {:.2} ({aim})",
            ratios[ratios.len() / 2],
            ratios[0],
            ratios[ratios.len() - 1]
        ),
    }
}

/// A setting.
fn read_number(name: &str, otherwise: usize) -> usize {
    env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}
