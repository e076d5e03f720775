//! Harms real forms, sets and data files, and looks at what the program makes of them:
//! `cargo run --release --example lam-hong -- [--forms N] [--data N] [--sets N] [--seed S]
//! [--from N] [--jobs J] [--pdf-every N] [--keep FOLDER]`.
//!
//! Every input must end in findings or in a paper: without a panic, an abort, an internal
//! fault, a finding whose place is not in its text, a paper that is refused though nothing
//! was found, or more memory or time than any input may take. What does not is kept as a
//! file, with the seed and the number that make it again. Exit code 1 if there is any.
//!
//! | file | what it does |
//! |---|---|
//! | `seeds` | the real files, and one of them harmed |
//! | `trial` | one input, tried |
//! | `chunk` | the process that tries some inputs one after the other |
//! | `watch` | starts such processes, and sees how they end |
//! | `tally` | the table |
//!
//! The memory of a process is limited to 2 GB (`ulimit -v`, where there is one), so that an
//! abort is seen; a minute without a word from it counts as an overrun. No verdict but that
//! depends on the clock.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of ours: it reads files, starts itself again and prints a table"
)]

#[path = "../../tests/shared/base.rs"]
mod base;
mod chunk;
#[path = "../../tests/shared/harm/mod.rs"]
mod harm;
mod seeds;
#[path = "../../tests/shared/shapes.rs"]
#[expect(dead_code, reason = "how a shape is read right is for the tests")]
mod shapes;
mod tally;
mod trial;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use seeds::Kind;
use tally::Tally;

const USAGE: &str = "lam-hong [--forms N] [--data N] [--sets N] [--seed S] [--from N] [--jobs J] [--pdf-every N] [--keep FOLDER]";

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// How many inputs of each kind, in the order of [`Kind::ALL`].
    pub(crate) counts: [u64; 3],
    pub(crate) seed: u64,
    /// The number of the first input.
    pub(crate) from: u64,
    pub(crate) jobs: usize,
    /// Of how many papers one is also made as a PDF.
    pub(crate) pdf_every: u64,
    /// Where inputs are kept that did harm.
    pub(crate) keep: PathBuf,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some(chunk) = chunk::Chunk::from_words(&words) {
        chunk::try_chunk(&chunk);
        return ExitCode::SUCCESS;
    }
    let Some(settings) = read_settings(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let mut tally = Tally::default();
    for (kind, count) in Kind::ALL.into_iter().zip(settings.counts) {
        if count > 0 {
            watch::try_kind(kind, count, &settings, &mut tally);
        }
    }
    println!("{tally}");
    if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn read_settings(words: &[String]) -> Option<Settings> {
    let jobs = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let keep = PathBuf::from("out/lam-hong");
    let mut settings =
        Settings { counts: [0; 3], seed: 1, from: 0, jobs, pdf_every: 10, keep };
    for pair in words.chunks(2) {
        let [option, value] = pair else { return None };
        match option.as_str() {
            "--forms" => settings.counts[0] = value.parse().ok()?,
            "--data" => settings.counts[1] = value.parse().ok()?,
            "--sets" => settings.counts[2] = value.parse().ok()?,
            "--seed" => settings.seed = value.parse().ok()?,
            "--from" => settings.from = value.parse().ok()?,
            "--jobs" => settings.jobs = value.parse::<usize>().ok()?.max(1),
            "--pdf-every" => settings.pdf_every = value.parse::<u64>().ok()?.max(1),
            "--keep" => settings.keep = PathBuf::from(value),
            _ => return None,
        }
    }
    settings.counts.iter().any(|count| *count > 0).then_some(settings)
}
