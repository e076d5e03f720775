//! A process and all it starts: how long, how much of the processors, how much memory.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Result;

/// What a run took.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measurement {
    /// From start to end.
    pub(crate) time: Duration,
    /// Most resident memory of all its processes at one moment, in MiB; zero where the
    /// machine does not say.
    pub(crate) memory: u64,
    /// What it printed on its standard error.
    pub(crate) stderr: String,
}

/// How often the memory is looked at.
const EVERY: Duration = Duration::from_millis(10);

/// Runs a command to its end.
pub(crate) fn run_measured(command: &mut Command) -> Result<Measurement> {
    let log = tempfile::NamedTempFile::new()?;
    let start = Instant::now();
    // To a file: a pipe that is not read fills up.
    let mut child = command.stdout(Stdio::null()).stderr(log.reopen()?).spawn()?;
    let mut memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        memory = memory.max(sum_resident(child.id().into()));
        std::thread::sleep(EVERY);
    };
    let time = start.elapsed();
    let stderr = fs::read_to_string(log.path())?;
    if !status.success() {
        return Err(format!("{command:?} failed:\n{stderr}").into());
    }
    Ok(Measurement { time, memory: memory / 1024, stderr })
}

/// KiB that a process and all under it hold. Pages that they share count once for each.
fn sum_resident(root: u64) -> u64 {
    let mut processes = BTreeMap::new();
    let Ok(all) = fs::read_dir("/proc") else { return 0 };
    for entry in all.flatten() {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<u64>().ok()) else {
            continue;
        };
        let Ok(status) = fs::read_to_string(entry.path().join("status")) else {
            continue;
        };
        processes.insert(
            id,
            Process {
                parent: read_field(&status, "PPid:"),
                resident: read_field(&status, "VmRSS:"),
            },
        );
    }
    processes
        .iter()
        .filter(|(id, _)| is_below(**id, root, &processes))
        .map(|(_, process)| process.resident)
        .sum()
}

/// A process as `/proc` shows it.
struct Process {
    /// Id of the process that started it; zero for none.
    parent: u64,
    /// KiB that it holds.
    resident: u64,
}

/// A figure of `/proc/ID/status`; zero where it is not given.
fn read_field(status: &str, key: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let word = line.and_then(|line| line.split_whitespace().next());
    word.and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// Whether a process is `root` or was started by it, at whatever distance.
fn is_below(mut id: u64, root: u64, processes: &BTreeMap<u64, Process>) -> bool {
    while id != root {
        match processes.get(&id) {
            Some(process) if process.parent != 0 => id = process.parent,
            _ => return false,
        }
    }
    true
}
