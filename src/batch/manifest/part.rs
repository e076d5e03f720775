//! What is recorded, and how two such parts become one.
//!
//! A part is what one manifest and its journal say. Parts of a set and of its shards are
//! merged entry by entry: of each unit the entry of the latest run counts, and files that
//! only an earlier one names are remembered, to be pruned some day.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::batch::record::{FileRecord, UnitRecord};
use crate::language;
use crate::output::is_within_folder;

/// Version of the manifest and of the journal. It changes with any change to what is
/// recorded.
const VERSION: u32 = 1;

/// Why a file of an earlier run is of no use.
pub(super) const UNREADABLE: &str = "máy không cho đọc";
const BROKEN: &str = "tệp hỏng";
const OTHER_VERSION: &str = "do phiên bản khác của chương trình ghi";

/// The record of a unit by one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ManifestEntry {
    /// Name of the set, as `store` makes it.
    pub(super) set: String,
    /// The run that did it: a greater number is later.
    pub(super) run: u64,
    /// Hash of what all papers of that run came from.
    pub(super) shared: String,
    pub(super) unit: UnitRecord,
}

/// A file that some run wrote, and that no unit's entry names any more: an orphan, if it
/// is still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftFile {
    pub(super) set: String,
    /// Key of the unit that it was written for.
    pub(super) key: String,
    pub(super) file: FileRecord,
}

/// What is known of the papers of one manifest, or of several merged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ManifestPart {
    /// The latest entry of each unit, by set and key.
    entries: BTreeMap<(String, String), ManifestEntry>,
    /// Files without an entry, by set and name.
    left: BTreeMap<(String, String), LeftFile>,
}

/// A part as it was read.
#[derive(Debug, Default)]
pub(super) struct LoadedPart {
    pub(super) part: ManifestPart,
    /// Whether there was a journal, which the end of a run takes away.
    pub(super) from_journal: bool,
}

/// The head of a manifest and of a journal.
#[derive(Serialize, Deserialize)]
struct VersionHead {
    kehoach_bo: u32,
}

/// A manifest as its file has it, behind its version.
#[derive(Deserialize)]
struct SavedManifest {
    units: Vec<ManifestEntry>,
    left: Vec<LeftFile>,
}

impl ManifestEntry {
    /// A line of the journal.
    pub(super) fn line(&self) -> String {
        to_json_line(self)
    }

    fn id(&self) -> (String, String) {
        (self.set.clone(), self.unit.key.clone())
    }
}

/// The first line of a journal.
pub(super) fn format_journal_head() -> String {
    to_json_line(&VersionHead { kehoach_bo: VERSION })
}

impl ManifestPart {
    pub(super) fn entry(&self, set: &str, key: &str) -> Option<&ManifestEntry> {
        self.entries.get(&(set.to_owned(), key.to_owned()))
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &ManifestEntry> {
        self.entries.values()
    }

    pub(super) fn left(&self) -> impl Iterator<Item = &LeftFile> {
        self.left.values()
    }

    /// The greatest number of a run; zero where there is none.
    pub(super) fn last_run(&self) -> u64 {
        self.entries().map(|entry| entry.run).max().unwrap_or(0)
    }

    /// Takes in what became of a unit. Of two entries the later run's stays, of one run
    /// the one that comes last; files that only the other names are left.
    pub(super) fn take(&mut self, entry: ManifestEntry) {
        let id = entry.id();
        let (kept, dropped) = match self.entries.remove(&id) {
            Some(known) if known.run > entry.run => (known, Some(entry)),
            known => (entry, known),
        };
        // First all files of the dropped entry are left, then those that the kept one
        // names too are taken back: a paper made again under its name is no orphan.
        for file in dropped.into_iter().flat_map(|entry| entry.unit.files) {
            let (set, key) = id.clone();
            self.leave(LeftFile { set, key, file });
        }
        for file in &kept.unit.files {
            self.left.remove(&(kept.set.clone(), file.name.clone()));
        }
        self.entries.insert(id, kept);
    }

    fn leave(&mut self, left: LeftFile) {
        self.left.insert((left.set.clone(), left.file.name.clone()), left);
    }

    /// Takes in another part.
    pub(super) fn merge(&mut self, other: Self) {
        for left in other.left.into_values() {
            let owner = self.entries.get(&(left.set.clone(), left.key.clone()));
            let is_named_again = owner.is_some_and(|entry| {
                entry.unit.files.iter().any(|file| file.name == left.file.name)
            });
            if !is_named_again {
                self.leave(left);
            }
        }
        for entry in other.entries.into_values() {
            self.take(entry);
        }
    }

    /// Forgets files of a set that were removed, and its units of which no file is left
    /// then. A unit that had no file before, such as a faulty one, stays.
    pub(super) fn forget(&mut self, set: &str, removed: &[&str]) {
        let removed: BTreeSet<&str> = removed.iter().copied().collect();
        self.left
            .retain(|(owner, name), _| owner != set || !removed.contains(name.as_str()));
        self.entries.retain(|_, entry| {
            let files = &mut entry.unit.files;
            let before = files.len();
            if entry.set == set {
                files.retain(|file| !removed.contains(file.name.as_str()));
            }
            files.len() == before || !files.is_empty()
        });
    }

    /// The manifest: JSON with a unit a line.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let units: Vec<_> = self.entries().map(to_json_line).collect();
        let left: Vec<_> = self.left().map(to_json_line).collect();
        format!(
            "{{\"kehoach_bo\":{VERSION},\"units\":[\n{}\n],\"left\":[\n{}\n]}}\n",
            units.join(",\n"),
            left.join(",\n")
        )
        .into_bytes()
    }

    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// Why it is of no use, in Vietnamese.
    pub(super) fn from_json(bytes: &[u8]) -> Result<Self, &'static str> {
        let head: VersionHead = serde_json::from_slice(bytes).map_err(|_| BROKEN)?;
        if head.kehoach_bo != VERSION {
            return Err(OTHER_VERSION);
        }
        let written: SavedManifest = serde_json::from_slice(bytes).map_err(|_| BROKEN)?;
        let mut res = Self::default();
        for entry in written.units.into_iter().filter(is_sound) {
            res.take(entry);
        }
        for left in written.left {
            if is_within_folder(&left.file.name) {
                res.leave(left);
            }
        }
        Ok(res)
    }

    /// Takes in a journal. A line that is torn, as a kill leaves the last, is no line.
    ///
    /// # Errors
    ///
    /// Why the whole of it is of no use, in Vietnamese.
    pub(super) fn replay(&mut self, bytes: &[u8]) -> Result<(), &'static str> {
        let mut lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty());
        // A run that was killed at its first line has done nothing yet.
        let Some(head) = lines.next() else { return Ok(()) };
        match serde_json::from_slice::<VersionHead>(head) {
            Ok(head) if head.kehoach_bo == VERSION => {}
            Ok(_) => return Err(OTHER_VERSION),
            Err(_) if lines.next().is_none() => return Ok(()),
            Err(_) => return Err(BROKEN),
        }
        let entries = lines.filter_map(|line| serde_json::from_slice(line).ok());
        for entry in entries.filter(is_sound) {
            self.take(entry);
        }
        Ok(())
    }
}

/// Whether all files of an entry are in the folder. The manifest is not trusted: it may
/// have been edited, or come from elsewhere.
fn is_sound(entry: &ManifestEntry) -> bool {
    entry.unit.files.iter().all(|file| is_within_folder(&file.name))
}

/// Whoever looks at the file on a terminal sees what it would obey.
fn to_json_line(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value);
    language::escape_json(&text.expect("plain data with texts as keys has a JSON form"))
}
