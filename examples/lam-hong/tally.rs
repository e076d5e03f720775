//! What became of all inputs, as one table.

use std::collections::BTreeMap;
use std::fmt;

use super::seeds::Kind;

/// Slower than this, in thousandths of a second, an input is counted as slow.
const SLOW: u64 = 5_000;

/// Counts of all kinds.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<&'static str, KindTally>,
    /// The most memory that a process had, in KB.
    peak: u64,
}

/// Counts of one kind.
#[derive(Debug, Default)]
struct KindTally {
    tried: u64,
    found: u64,
    texts: u64,
    pdfs: u64,
    slow: u64,
    /// Number and time of the slowest.
    slowest: (u64, u64),
    time: u64,
    /// How many did harm of each sort.
    harm: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts an input by how it ended.
    pub(crate) fn note(&mut self, kind: Kind, verdict: &str, number: u64, time: u64) {
        let tally = self.kinds.entry(kind.word()).or_default();
        tally.time += time;
        tally.slow += u64::from(time > SLOW);
        if time >= tally.slowest.1 {
            tally.slowest = (number, time);
        }
        match verdict {
            "found" => tally.found += 1,
            "text" => tally.texts += 1,
            "pdf" => tally.pdfs += 1,
            // Harm is counted by its sort.
            _ => return,
        }
        tally.tried += 1;
    }

    pub(crate) fn note_harm(&mut self, kind: Kind, word: &str) {
        let tally = self.kinds.entry(kind.word()).or_default();
        tally.tried += 1;
        *tally.harm.entry(word.to_owned()).or_default() += 1;
    }

    pub(crate) fn note_peak(&mut self, peak: u64) {
        self.peak = self.peak.max(peak);
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.kinds.values().all(|tally| tally.harm.is_empty())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "kind     tried    found    texts     pdfs     harm  slow  slowest (number)  time"
        )?;
        for (kind, tally) in &self.kinds {
            let KindTally { tried, found, texts, pdfs, slow, slowest, time, harm } =
                tally;
            let harmed: u64 = harm.values().sum();
            writeln!(
                f,
                "{kind:<6} {tried:>7} {found:>8} {texts:>8} {pdfs:>8} {harmed:>8} {slow:>5} {:>8} ms ({})  {} s",
                slowest.1,
                slowest.0,
                time / 1000,
            )?;
            for (word, count) in harm {
                writeln!(f, "       {word}: {count}")?;
            }
        }
        write!(f, "peak of a process: {} MB", self.peak / 1024)
    }
}
