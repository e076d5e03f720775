//! The process that tries some inputs one after the other, and says of each how it ended.
//!
//! A line `@17` says that the input 17 is begun, so that whoever reads knows which one did
//! it where the process ends without a word. A line `17 text 12` says how it ended, and in
//! how many thousandths of a second.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use kehoach::build::Engine;
use kehoach::font::Faces;
use kehoach::template::Templates;

use super::harm::Random;
use super::seeds::{Input, Kind, Seeds};
use super::trial::{self, Verdict};

/// The first word of the command line of such a process.
const COMMAND: &str = "--chunk";

/// Some inputs: of one kind, from one number to another.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub(crate) kind: Kind,
    pub(crate) first: u64,
    pub(crate) end: u64,
    pub(crate) seed: u64,
    pub(crate) pdf_every: u64,
}

impl Chunk {
    pub(crate) fn from_words(words: &[String]) -> Option<Self> {
        let [command, kind, first, end, seed, pdf_every] = words else { return None };
        (command == COMMAND).then_some(())?;
        Some(Self {
            kind: Kind::from_word(kind)?,
            first: first.parse().ok()?,
            end: end.parse().ok()?,
            seed: seed.parse().ok()?,
            pdf_every: pdf_every.parse().ok()?,
        })
    }

    pub(crate) fn to_words(&self) -> Vec<String> {
        let Self { kind, first, end, seed, pdf_every } = self;
        let numbers = [first, end, seed, pdf_every].map(u64::to_string);
        [COMMAND, kind.word()].map(str::to_owned).into_iter().chain(numbers).collect()
    }
}

/// The input with a number, the same whenever it is made.
pub(crate) fn make_input(seeds: &Seeds, kind: Kind, seed: u64, number: u64) -> Input {
    seeds.harm(kind, &mut Random::new(seed, number))
}

/// Tries all inputs of a chunk.
pub(crate) fn try_chunk(chunk: &Chunk) {
    trial::keep_panics();
    let seeds = Seeds::load();
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let scratch = pick_scratch();
    for number in chunk.first..chunk.end {
        print_line(&format!("@{number}"));
        let input = make_input(&seeds, chunk.kind, chunk.seed, number);
        let pdf = number % chunk.pdf_every == 0;
        let begun = Instant::now();
        let verdict = trial::try_input(&engine, &input, pdf, &scratch);
        let time = begun.elapsed().as_millis();
        let ended = match verdict {
            Verdict::Found => format!("found {time}"),
            Verdict::Text => format!("text {time}"),
            Verdict::Pdf => format!("pdf {time}"),
            Verdict::Harm(word, said) => {
                format!("harm {time} {word}: {}", said.replace('\n', " "))
            }
        };
        print_line(&format!("{number} {ended}"));
    }
    print_line(&format!("#{}", read_peak().unwrap_or(0)));
    // A folder that stays behind does no harm.
    let _ = fs::remove_dir_all(scratch);
}

/// A folder of this process.
fn pick_scratch() -> PathBuf {
    std::env::temp_dir().join(format!("lam-hong-{}", std::process::id()))
}

/// A reader that is gone ends the process too.
fn print_line(line: &str) {
    let mut out = io::stdout().lock();
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        std::process::abort();
    }
}

/// The most memory that the process has had, in KB, where the system tells.
fn read_peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
