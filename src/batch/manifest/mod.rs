//! The manifest: what earlier runs left in the folder of the output, so that a run makes
//! only what changed or failed, and knows which files are of no unit any more.
//!
//! The manifest is never trusted where the disk can be asked: a paper is current only if
//! its bytes have the recorded hash. So a killed run, a damaged disk, a paper edited by hand
//! or a manifest copied from elsewhere cost work, and never a wrong paper.
//!
//! A finished unit is a line in a journal beside the manifest. The journal goes into the
//! manifest when the run ends; one that a killed run left, when the next begins. The run
//! of one shard has a manifest and a journal of its own, and reads those of all others;
//! the next run of the whole set makes one of them.
//!
//! | file | what it does |
//! |---|---|
//! | `file_names` | the names of the files of a manifest |
//! | `part` | what is recorded, and how two such parts become one |
//! | `run_inputs` | what all papers of a run come from, as a hash |
//! | `orphan` | files that belong to no unit any more |

mod file_names;
mod orphan;
mod part;
mod run_inputs;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::build::explain_write_error;
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{
    self, Journal, Lock, LockMode, MarkedFolder, Storage, UnfinishedFile, WriteError,
};
use crate::source::{self, ReadError, hash_bytes, hash_file};

use super::record::{FileRecord, UnitRecord};
use super::select::Shard;
use file_names::ManifestFiles;
use part::{LoadedPart, ManifestEntry, ManifestPart};

pub use orphan::{Orphan, OrphanRemoval};
pub use run_inputs::RunInputs;

/// What is known of the papers in a folder. While it is open no other run of the same
/// set, or of the same shard, writes there.
#[derive(Debug)]
pub struct Manifest {
    files: MarkedFolder,
    /// The set whose papers this run makes; the folder may have those of others.
    set: String,
    names: ManifestFiles,
    /// Number of this run, greater than those of all before.
    run: u64,
    /// What this run records: of a whole set, all that is known.
    recorded: ManifestPart,
    /// All that is known, where this run is of a shard and records less.
    all: Option<ManifestPart>,
    /// The journal of this run, from its first record on.
    journal: Option<Journal>,
    /// Whether `recorded` differs from the file.
    changed: bool,
    notes: Vec<String>,
    /// Held until the manifest is dropped.
    _locks: Vec<Lock>,
}

/// A file of a paper that waits to take its place.
#[derive(Debug)]
pub struct UnplacedFile {
    file: UnfinishedFile,
    record: FileRecord,
}

/// A file that has not taken its place.
#[derive(Debug)]
pub struct UnplaceableFile {
    /// What was put beside it instead, where it is held open.
    pub kept: Option<FileRecord>,
    /// Why.
    pub error: WriteError,
}

/// Why a manifest could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// Another run is at work in the folder.
    Running {
        /// The folder of the output.
        folder: PathBuf,
        /// The shard of both; none where one of the two is of the whole set.
        shard: Option<Shard>,
    },
    /// Nothing can be written in the folder.
    Write(WriteError),
}

impl From<WriteError> for OpenError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl OpenError {
    /// The finding that the user reads.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let (folder, shard) = match self {
            Self::Write(error) => return explain_write_error(error),
            Self::Running { folder, shard } => (folder, shard),
        };
        let folder = source::show_path(folder);
        let message = match shard {
            Some(shard) => format!(
                "phần {shard} đang được một lần chạy khác làm trong thư mục {folder}"
            ),
            None => format!("một lần chạy khác đang làm trong thư mục {folder}"),
        };
        Diagnostic::new(&code::batch::BATCH_RUNNING, Severity::Error, None, message)
            .hint("chờ lần chạy ấy xong rồi chạy lại, hoặc chọn thư mục khác bằng `-o`")
    }
}

impl Manifest {
    /// Opens the manifest of a folder, which is created where it is missing, for a run of a
    /// set or of one shard of it. `set` distinguishes sets that share a folder: it is the
    /// name of the set's file and of its folder.
    ///
    /// What a killed run left half-written is removed. A manifest that cannot be read
    /// counts as none, and [`Manifest::notes`] says so.
    ///
    /// # Errors
    ///
    /// When another run is at work on the same papers, or nothing can be written.
    pub fn open(
        storage: &'static dyn Storage,
        folder: &Path,
        set: &str,
        shard: Option<Shard>,
    ) -> Result<Self, OpenError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        output::make_folder(storage, folder)?;
        let names = ManifestFiles::from_shard(shard);
        let locks = lock_folder(folder, &names, shard)?;
        let files = MarkedFolder::open(storage, folder, &names.mark());
        // A run of the whole set takes in the parts of all shards, and replaces them when it
        // finishes. A run of a shard only reads the others: they may be at work.
        let mut notes = Vec::new();
        let mut recorded = ManifestPart::default();
        let mut all = shard.map(|_| ManifestPart::default());
        let mut left_over = false;
        for other in ManifestFiles::in_folder(folder) {
            let loaded = load_manifest_part(folder, &other, &mut notes);
            if other == names {
                left_over = loaded.from_journal;
            }
            if let Some(all) = &mut all {
                all.merge(loaded.part.clone());
            }
            if shard.is_none() || other == names {
                recorded.merge(loaded.part);
            }
        }
        let run = 1 + all.as_ref().unwrap_or(&recorded).last_run();
        let mut res = Self {
            files,
            set: set.to_owned(),
            names,
            run,
            recorded,
            all,
            journal: None,
            changed: left_over,
            notes,
            _locks: locks,
        };
        // The journal of a killed run goes into the manifest before a new one is begun.
        if left_over {
            res.finish()?;
        }
        Ok(res)
    }

    /// What the user should know of what was found: sentences in Vietnamese without full
    /// stop.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The record of a unit, if its papers are as they were written and come from the same
    /// inputs: `inputs` is the hash of its own, its number and the name of its paper among
    /// them, and `shared` that of [`RunInputs`].
    ///
    /// Reads and hashes the papers. May be called from several threads.
    #[must_use]
    pub fn current_record(
        &self,
        key: &str,
        inputs: &str,
        shared: &str,
    ) -> Option<&UnitRecord> {
        let entry = self.known().entry(&self.set, key)?;
        let unit = &entry.unit;
        // Hashing the files costs most, so it comes last.
        let is_current = entry.shared == shared
            && unit.inputs == inputs
            && unit.state.is_done()
            && !unit.files.is_empty()
            && unit.files.iter().all(|file| self.is_intact(file));
        is_current.then_some(unit)
    }

    /// Whether a file has the very bytes that were written.
    fn is_intact(&self, file: &FileRecord) -> bool {
        let hash = hash_file(&self.files.path().join(&file.name));
        hash.is_ok_and(|hash| hash == file.sha256)
    }

    /// The record of a unit by the last run that did it, whatever has become of its papers.
    #[must_use]
    pub fn last_record(&self, key: &str) -> Option<&UnitRecord> {
        self.known().entry(&self.set, key).map(|entry| &entry.unit)
    }

    /// The files that earlier runs wrote for a unit and that no later one has replaced, by
    /// name, whatever has become of them: also where the last run found it at fault and
    /// made none.
    #[must_use]
    pub fn last_files(&self, key: &str) -> Vec<String> {
        let Some(last) = self.last_record(key) else { return Vec::new() };
        let left = self.known().left();
        let left = left.filter(|left| left.set == self.set && left.key == key);
        // Once papers are made again, what is left under other names is an orphan.
        let left = left.filter(|_| !last.state.is_done()).map(|left| &left.file);
        left.chain(&last.files).map(|file| file.name.clone()).collect()
    }

    /// Writes a file that is to stand in the folder or below it, under a name of its own
    /// until it is [placed](Manifest::place); what a killed run leaves of it is removed by
    /// the next. May be called from several threads.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn prepare(&self, name: &str, bytes: &[u8]) -> Result<UnplacedFile, WriteError> {
        let file = self.files.write(name, bytes)?;
        let record = FileRecord { name: name.to_owned(), sha256: hash_bytes(bytes) };
        Ok(UnplacedFile { file, record })
    }

    /// Lets a file take its place, whole. That it will be there after a power cut is
    /// certain when a unit is [recorded](Manifest::append) after it.
    ///
    /// # Errors
    ///
    /// When it cannot. A paper that is [open elsewhere](WriteError::InUse) was put under
    /// another name: its record comes with the error. It is recorded with its unit, so that
    /// it can be pruned later.
    pub fn place(&self, unplaced: UnplacedFile) -> Result<FileRecord, UnplaceableFile> {
        let UnplacedFile { file, record } = unplaced;
        match self.files.place(file) {
            Ok(_) => Ok(record),
            Err(error) => {
                let kept = self.name_kept_file(&error);
                let kept = kept.map(|name| FileRecord { name, ..record });
                Err(UnplaceableFile { kept, error })
            }
        }
    }

    /// The name of a file that was put beside its place.
    fn name_kept_file(&self, error: &WriteError) -> Option<String> {
        let WriteError::InUse { kept, .. } = error else { return None };
        let name = kept.strip_prefix(self.files.path()).ok()?;
        Some(name.to_str()?.replace('\\', "/"))
    }

    /// Writes a file and lets it take its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<FileRecord, WriteError> {
        self.place(self.prepare(name, bytes)?).map_err(|unplaceable| unplaceable.error)
    }

    /// As [`Manifest::write`], for a file that is too large to be held in memory: `fill`
    /// writes it.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or `fill` gives up.
    pub fn stream(
        &self,
        name: &str,
        fill: &mut output::Fill<'_>,
    ) -> Result<(), WriteError> {
        self.files.place(self.files.write_by(name, fill)?).map(|_| ())
    }

    /// Records what became of some units, after their files are in place. Units whose
    /// papers [are current](Manifest::current_record) and units that were skipped are not
    /// recorded.
    ///
    /// First all files that have taken their places are made to stay there, then the lines
    /// are written: no power cut leaves a record of a paper that is not whole.
    ///
    /// # Errors
    ///
    /// When it cannot be written. The units are then done again by the next run.
    pub fn append(
        &mut self,
        units: &[UnitRecord],
        shared: &str,
    ) -> Result<(), WriteError> {
        if units.is_empty() {
            return Ok(());
        }
        self.begin_journal()?;
        self.files.sync()?;
        let mut lines = Vec::with_capacity(units.len());
        for unit in units {
            let entry = ManifestEntry {
                set: self.set.clone(),
                run: self.run,
                shared: shared.to_owned(),
                unit: unit.clone(),
            };
            lines.push(entry.line());
            if let Some(all) = &mut self.all {
                all.take(entry.clone());
            }
            self.recorded.take(entry);
        }
        self.changed = true;
        let Some(journal) = &mut self.journal else { return Ok(()) };
        journal.push(&lines.join("\n"))?;
        journal.sync()
    }

    /// Begins the journal of this run, with its first record.
    fn begin_journal(&mut self) -> Result<(), WriteError> {
        if self.journal.is_none() {
            let mut journal = self.files.begin_journal(&self.names.journal())?;
            journal.push(&part::format_journal_head())?;
            self.journal = Some(journal);
        }
        Ok(())
    }

    /// Puts the journal into the manifest, at the end of a run. The run of a whole set takes
    /// in the parts of its shards and removes their files. Nothing is written where nothing
    /// has changed.
    ///
    /// The manifest is written first, whole or not at all and for good, and only then are
    /// journals removed: a kill in between leaves records twice, which does no harm. The
    /// files of the run that are no papers are there for good too when this is done.
    ///
    /// # Errors
    ///
    /// When it cannot be written. Nothing is lost: the journal stays.
    pub fn finish(&mut self) -> Result<(), WriteError> {
        let others: Vec<_> = match self.all {
            Some(_) => Vec::new(),
            None => ManifestFiles::in_folder(self.files.path())
                .into_iter()
                .filter(|names| *names != self.names)
                .collect(),
        };
        if !self.changed && others.is_empty() {
            return self.files.sync();
        }
        self.files.save(&self.names.manifest(), &self.recorded.to_json())?;
        // Windows removes no file that is open.
        self.journal = None;
        let mut done = vec![self.names.journal()];
        done.extend(others.iter().flat_map(ManifestFiles::all));
        for name in done {
            // What stays is read again, and says nothing new.
            let _ = self.files.remove(&name);
        }
        self.changed = false;
        Ok(())
    }

    /// All that is known, also of other shards.
    fn known(&self) -> &ManifestPart {
        self.all.as_ref().unwrap_or(&self.recorded)
    }
}

/// The locks of a run: a whole set has the folder alone, shards share it.
fn lock_folder(
    folder: &Path,
    names: &ManifestFiles,
    shard: Option<Shard>,
) -> Result<Vec<Lock>, OpenError> {
    let mut locks = Vec::new();
    if shard.is_some() {
        let whole_set = ManifestFiles::from_shard(None);
        locks.push(lock_manifest(folder, &whole_set, LockMode::Shared, None)?);
    }
    locks.push(lock_manifest(folder, names, LockMode::Exclusive, shard)?);
    Ok(locks)
}

/// Locks the manifest of a set or of a shard.
fn lock_manifest(
    folder: &Path,
    names: &ManifestFiles,
    mode: LockMode,
    shard: Option<Shard>,
) -> Result<Lock, OpenError> {
    let lock = output::lock_file(&folder.join(names.lock()), mode)?;
    lock.ok_or(OpenError::Running { folder: folder.to_owned(), shard })
}

/// What one part of a set's manifest says, as far as it can be read.
fn load_manifest_part(
    folder: &Path,
    names: &ManifestFiles,
    notes: &mut Vec<String>,
) -> LoadedPart {
    // The journal first: another shard may put it into its manifest just now. Read the
    // other way round, a unit that moved in between would be in neither.
    let journal = read_state_file(folder, &names.journal());
    let manifest = read_state_file(folder, &names.manifest());
    let mut res = LoadedPart::default();
    if let Some(bytes) = manifest {
        match bytes.and_then(|bytes| ManifestPart::from_json(&bytes)) {
            Ok(part) => res.part = part,
            Err(why) => notes.push(note_unusable(&names.manifest(), why)),
        }
    }
    if let Some(bytes) = journal {
        res.from_journal = true;
        if let Err(why) = bytes.and_then(|bytes| res.part.replay(&bytes)) {
            notes.push(note_unusable(&names.journal(), why));
        }
    }
    res
}

/// The bytes of a file that an earlier run left; `None` where it left none.
///
/// # Errors
///
/// Why it is of no use, in Vietnamese.
fn read_state_file(folder: &Path, name: &str) -> Option<Result<Vec<u8>, &'static str>> {
    match source::read_state(&folder.join(name)) {
        Ok(bytes) => Some(Ok(bytes)),
        Err(ReadError::Missing) => None,
        Err(_) => Some(Err(part::UNREADABLE)),
    }
}

fn note_unusable(name: &str, why: &str) -> String {
    format!(
        "không dùng được tệp {name} của lần chạy trước ({why}): coi như chưa có, văn bản liên quan được làm lại"
    )
}
