//! The folder of the output while a run is at work: threads write papers there, and what
//! is done is recorded.

use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use crate::build::{Engine, explain_write_error};
use crate::diagnostic::{Diagnostic, Report};
use crate::output::WriteError;
use crate::source;

use super::inputs::UnitInputs;
use super::manifest::{Manifest, RunInputs, UnplaceableFile, UnplacedFile};
use super::options::Options;
use super::plan::OFFICE;
use super::record::{FileRecord, UnitRecord};

/// The papers of a set, and the manifest of them.
pub(super) struct PaperStore {
    manifest: RwLock<Manifest>,
    /// Hash of what all papers come from; empty where the program cannot read itself.
    shared: String,
}

/// Why a file has not taken its place.
pub(super) struct UnwrittenFile {
    /// What was put beside it instead, where it is held open.
    pub(super) kept: Option<FileRecord>,
    /// The finding.
    pub(super) finding: Box<Diagnostic>,
}

impl PaperStore {
    /// Opens the folder for a run of the set at a path.
    pub(super) fn open(
        engine: &Engine,
        set: &Path,
        options: &Options,
    ) -> Result<Self, Report> {
        let shared = RunInputs::new(engine.templates(), engine.faces(), &options.formats);
        let shared = shared.map_or_else(|_| String::new(), |shared| shared.hash());
        let name = name_set(set);
        let shard = options.selection.shard;
        let manifest = Manifest::open(options.storage, &options.output, &name, shard)
            .map_err(|error| options.on_output(error.diagnostic()))?;
        Ok(Self { manifest: RwLock::new(manifest), shared })
    }

    /// The record of a unit whose papers are current: whole, and from the same inputs.
    pub(super) fn current_record(
        &self,
        key: &str,
        inputs: &UnitInputs,
    ) -> Option<UnitRecord> {
        // A program that cannot read itself makes all papers again.
        if self.shared.is_empty() {
            return None;
        }
        let manifest = self.read();
        let expected = inputs.expected(manifest.last_record(key));
        manifest.current_record(key, &expected, &self.shared).cloned()
    }

    /// The record of the office's own paper, where it is current: whole, and from the same
    /// inputs.
    pub(super) fn current_office(&self, inputs: &str) -> Option<UnitRecord> {
        if self.shared.is_empty() || inputs.is_empty() {
            return None;
        }
        self.read().current_record(OFFICE, inputs, &self.shared).cloned()
    }

    /// The files that earlier runs wrote for a unit and that none has made anew or removed.
    pub(super) fn last_files(&self, key: &str) -> Vec<String> {
        self.read().last_files(key)
    }

    /// Writes a file of a paper, under a name of its own until it is placed.
    pub(super) fn prepare(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<UnplacedFile, Box<Diagnostic>> {
        let prepared = self.read().prepare(name, bytes);
        prepared.map_err(|error| Box::new(explain_write_error(&error)))
    }

    /// Lets a file of a paper take its place.
    pub(super) fn place(&self, file: UnplacedFile) -> Result<FileRecord, UnwrittenFile> {
        self.read().place(file).map_err(|UnplaceableFile { kept, error }| {
            let finding = Box::new(explain_write_error(&error));
            UnwrittenFile { kept, finding }
        })
    }

    /// Records what became of some units, after their files are in place.
    pub(super) fn record(&self, units: &[UnitRecord]) -> Result<(), WriteError> {
        let mut manifest = self.manifest.write().unwrap_or_else(PoisonError::into_inner);
        manifest.append(units, &self.shared)
    }

    /// The manifest, when no thread is at work any more.
    pub(super) fn into_manifest(self) -> Manifest {
        self.manifest.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> RwLockReadGuard<'_, Manifest> {
        self.manifest.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What distinguishes a set from others with the same output folder: its file and the
/// name of its folder, which a copy on another machine has too.
fn name_set(path: &Path) -> String {
    let folder = source::find_absolute_parent(path).unwrap_or_default();
    let parts = [folder.file_name(), path.file_name()].into_iter().flatten();
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
