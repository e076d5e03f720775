//! Starts processes that try inputs, and sees how each input ends, also where its process
//! ends with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::Settings;
use super::chunk::{Chunk, make_input};
use super::seeds::{Kind, Seeds};
use super::tally::Tally;
use super::trial::write_files;

/// Inputs of one process.
const CHUNK: u64 = 500;

/// Memory of one process, in KB.
const MEMORY: u64 = 2_000_000;

/// Without a word for so long, an input is taken for one that never ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a process has ended.
struct Followed {
    /// The input that it has begun and not ended.
    unfinished: Option<u64>,
    /// Whether it was ended for it said nothing any more.
    timed_out: bool,
}

/// What is shared by the threads that watch.
struct Watch<'a> {
    settings: &'a Settings,
    seeds: &'a Seeds,
    /// The first input that no process has been given.
    next: Mutex<u64>,
    tally: Mutex<&'a mut Tally>,
}

/// Tries so many inputs of a kind.
pub(crate) fn try_kind(kind: Kind, count: u64, settings: &Settings, tally: &mut Tally) {
    let end = settings.from + count;
    let seeds = Seeds::load();
    let (next, tally) = (Mutex::new(settings.from), Mutex::new(tally));
    let watch = Watch { settings, seeds: &seeds, next, tally };
    std::thread::scope(|scope| {
        for _ in 0..settings.jobs {
            scope.spawn(|| {
                while let Some(chunk) = watch.take_chunk(kind, end) {
                    watch.run_chunk(chunk);
                }
            });
        }
    });
}

impl Watch<'_> {
    fn take_chunk(&self, kind: Kind, end: u64) -> Option<Chunk> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let first = *next;
        *next = first.saturating_add(CHUNK).min(end);
        let Settings { seed, pdf_every, .. } = *self.settings;
        (first < end).then(|| Chunk { kind, first, end: *next, seed, pdf_every })
    }

    /// Runs a chunk to its end; where a process ends before, another goes on behind the
    /// input that ended it.
    fn run_chunk(&self, mut chunk: Chunk) {
        while chunk.first < chunk.end {
            let Ok(mut child) = start_process(&chunk) else {
                self.note_harm(&chunk, chunk.first, "process", "it could not be started");
                return;
            };
            let followed = self.follow(&mut child, &chunk);
            let ended = child.wait();
            let Some(number) = followed.unfinished else { return };
            let (word, said) = match ended {
                _ if followed.timed_out => ("overrun", "no end in a minute".to_owned()),
                Ok(status) => ("abort", status.to_string()),
                Err(error) => ("abort", error.to_string()),
            };
            self.note_harm(&chunk, number, word, &said);
            chunk.first = number + 1;
        }
    }

    /// Reads what a process says until it ends.
    fn follow(&self, child: &mut Child, chunk: &Chunk) -> Followed {
        let lines = read_lines(child);
        let mut unfinished = Some(chunk.first);
        loop {
            let line = match lines.recv_timeout(PATIENCE) {
                Ok(line) => line,
                Err(RecvTimeoutError::Disconnected) => {
                    return Followed { unfinished, timed_out: false };
                }
                Err(RecvTimeoutError::Timeout) => {
                    // It is waited for, and counted, by the caller.
                    let _ = child.kill();
                    return Followed { unfinished, timed_out: true };
                }
            };
            if let Some(number) = line.strip_prefix('@') {
                unfinished = number.parse().ok();
            } else if let Some(peak) = line.strip_prefix('#') {
                self.with_tally(|tally| tally.note_peak(peak.parse().unwrap_or(0)));
                unfinished = None;
            } else {
                self.note_line(chunk, &line);
                unfinished = None;
            }
        }
    }

    fn note_line(&self, chunk: &Chunk, line: &str) {
        let mut words = line.splitn(4, ' ');
        let number: u64 = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        let verdict = words.next().unwrap_or_default();
        let time: u64 = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        self.with_tally(|tally| tally.note(chunk.kind, verdict, number, time));
        if let Some((word, said)) = words.next().and_then(|harm| harm.split_once(": ")) {
            self.note_harm(chunk, number, word, said);
        }
    }

    /// Counts an input that did harm, and keeps its files.
    fn note_harm(&self, chunk: &Chunk, number: u64, word: &str, said: &str) {
        let input = make_input(self.seeds, chunk.kind, chunk.seed, number);
        let name = format!("{}-{}-{number}", chunk.kind.word(), chunk.seed);
        let folder = self.settings.keep.join(name);
        let kept = match write_files(&input, &folder) {
            Ok(()) => folder.join(&input.main).display().to_string(),
            Err(error) => error.to_string(),
        };
        let said: String = said.chars().take(300).collect();
        eprintln!(
            "{word}: {} {number} ({}): {said}\n  {kept}",
            chunk.kind.word(),
            input.name
        );
        self.with_tally(|tally| tally.note_harm(chunk.kind, word));
    }

    fn with_tally(&self, change: impl FnOnce(&mut Tally)) {
        change(&mut self.tally.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// A process for a chunk, with its memory limited where the system can.
fn start_process(chunk: &Chunk) -> std::io::Result<Child> {
    let program = std::env::current_exe()?;
    let mut command = match cfg!(unix) {
        true => {
            let mut shell = Command::new("sh");
            shell
                .arg("-c")
                .arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""))
                .arg(program);
            shell
        }
        false => Command::new(program),
    };
    command
        .args(chunk.to_words())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command.spawn()
}

/// What a process prints, line by line.
fn read_lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    let out = child.stdout.take();
    std::thread::spawn(move || {
        let Some(out) = out else { return };
        for line in BufReader::new(out).split(b'\n') {
            let Ok(line) = line else { return };
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
    receiver
}
