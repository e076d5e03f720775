//! For tests: a disk that writes down what it is asked, and what a power cut after any
//! step may leave of it.
//!
//! The model promises no more than systems do. The content of a file is certain as far as
//! it was synced; behind that it may be missing, torn or zeros. Of the changes of names in
//! a folder since it was synced any may be lost, each by itself; a rename within a folder
//! is one change, and one from folder to folder two.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::find_parent_folder;
use super::storage::{Storage, SystemStorage};

/// What was asked of a disk.
#[derive(Debug, Clone)]
pub(crate) enum DiskStep {
    MakeFolder(PathBuf),
    CreateFile(PathBuf),
    EmptyFile(PathBuf),
    Write(PathBuf, Vec<u8>),
    SyncFile(PathBuf),
    Rename(PathBuf, PathBuf),
    SyncFolder(PathBuf),
    Remove(PathBuf),
}

/// The disk of the system, which writes down each step that has succeeded.
#[derive(Debug, Default)]
pub(crate) struct RecordedStorage {
    steps: Mutex<Vec<DiskStep>>,
}

impl RecordedStorage {
    /// A disk for the rest of the process, as production code has it.
    pub(crate) fn new() -> &'static Self {
        Box::leak(Box::default())
    }

    pub(crate) fn steps(&self) -> Vec<DiskStep> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does a step while no other thread does one, so that the order is that of the disk.
    fn record<R>(
        &self,
        step: DiskStep,
        work: impl FnOnce(&SystemStorage) -> io::Result<R>,
    ) -> io::Result<R> {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let done = work(&SystemStorage)?;
        steps.push(step);
        Ok(done)
    }
}

impl Storage for RecordedStorage {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let step = DiskStep::MakeFolder(folder.to_owned());
        self.record(step, |disk| disk.make_folder(folder))
    }

    fn create_file(&self, path: &Path) -> io::Result<File> {
        let step = DiskStep::CreateFile(path.to_owned());
        self.record(step, |disk| disk.create_file(path))
    }

    fn empty_file(&self, path: &Path) -> io::Result<File> {
        let step = DiskStep::EmptyFile(path.to_owned());
        self.record(step, |disk| disk.empty_file(path))
    }

    fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let step = DiskStep::Write(path.to_owned(), bytes.to_owned());
        self.record(step, |disk| disk.write(file, path, bytes))
    }

    fn sync_file(&self, _: &File, path: &Path) -> io::Result<()> {
        // The disk of the test has power: only the order of the steps counts.
        self.record(DiskStep::SyncFile(path.to_owned()), |_| Ok(()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let step = DiskStep::Rename(from.to_owned(), to.to_owned());
        self.record(step, |disk| disk.rename(from, to))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.record(DiskStep::SyncFolder(folder.to_owned()), |_| Ok(()))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let step = DiskStep::Remove(path.to_owned());
        self.record(step, |disk| disk.remove_file(path))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        let step = DiskStep::Remove(folder.to_owned());
        self.record(step, |disk| disk.remove_folder(folder))
    }
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
enum NamedEntry {
    Folder,
    /// By its place in `contents`.
    File(usize),
}

type NamesOnDisk = BTreeMap<PathBuf, NamedEntry>;

/// A change of names in one folder that happens as a whole or not at all.
#[derive(Debug, Clone)]
struct NameChange {
    folder: PathBuf,
    names: Vec<(PathBuf, Option<NamedEntry>)>,
}

impl NameChange {
    fn new<const N: usize>(names: [(&Path, Option<NamedEntry>); N]) -> Self {
        let folder = find_parent_folder(names[0].0).to_owned();
        Self { folder, names: names.map(|(path, entry)| (path.to_owned(), entry)).into() }
    }

    fn apply(&self, names: &mut NamesOnDisk) {
        for (path, entry) in &self.names {
            match entry {
                Some(entry) => names.insert(path.clone(), *entry),
                None => names.remove(path),
            };
        }
    }
}

/// The content of a file.
#[derive(Debug, Clone, Default)]
struct FileContent {
    /// As it was last synced.
    synced: Vec<u8>,
    /// As programs see it.
    written: Vec<u8>,
}

/// The state of a disk at the moment of a power cut: what is certain, and what may be.
#[derive(Debug, Clone, Default)]
pub(crate) struct PowerCut {
    contents: Vec<FileContent>,
    /// As programs see them.
    names: NamesOnDisk,
    /// As they were last synced.
    synced: NamesOnDisk,
    /// Changes since.
    pending: Vec<NameChange>,
}

impl PowerCut {
    /// A disk on which all that stands in a folder now is certain.
    pub(crate) fn from_folder(folder: &Path) -> Self {
        let mut res = Self::default();
        for path in crate::source::list_files(folder) {
            let above = path.ancestors().skip(1).take_while(|above| *above != folder);
            let above = above.map(|above| (above.to_owned(), NamedEntry::Folder));
            res.synced.extend(above.collect::<Vec<_>>());
            let bytes = crate::source::read_bytes(&path).unwrap();
            res.synced.insert(path, NamedEntry::File(res.contents.len()));
            res.contents.push(FileContent { synced: bytes.clone(), written: bytes });
        }
        res.names = res.synced.clone();
        res
    }

    /// Does a step.
    pub(crate) fn take(&mut self, step: &DiskStep) {
        match step {
            DiskStep::MakeFolder(path) => {
                self.change(NameChange::new([(path, Some(NamedEntry::Folder))]));
            }
            DiskStep::CreateFile(path) => self.create(path),
            DiskStep::EmptyFile(path) => match self.find(path) {
                Some(known) => self.contents[known].written.clear(),
                None => self.create(path),
            },
            DiskStep::Write(path, bytes) => {
                let file = self.find(path).unwrap();
                self.contents[file].written.extend(bytes);
            }
            DiskStep::SyncFile(path) => {
                let file = self.find(path).unwrap();
                self.contents[file].synced = self.contents[file].written.clone();
            }
            DiskStep::Rename(from, to) => self.rename(from, to),
            DiskStep::SyncFolder(folder) => {
                let (due, left) = std::mem::take(&mut self.pending)
                    .into_iter()
                    .partition(|change| change.folder == *folder);
                self.pending = left;
                let due: Vec<NameChange> = due;
                due.iter().for_each(|change| change.apply(&mut self.synced));
            }
            DiskStep::Remove(path) => self.change(NameChange::new([(path, None)])),
        }
    }

    fn create(&mut self, path: &Path) {
        let file = NamedEntry::File(self.contents.len());
        self.contents.push(FileContent::default());
        self.change(NameChange::new([(path, Some(file))]));
    }

    fn rename(&mut self, from: &Path, to: &Path) {
        let file = self.names.get(from).copied();
        if from.parent() == to.parent() {
            self.change(NameChange::new([(from, None), (to, file)]));
        } else {
            self.change(NameChange::new([(to, file)]));
            self.change(NameChange::new([(from, None)]));
        }
    }

    fn change(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.pending.push(change);
    }

    fn find(&self, path: &Path) -> Option<usize> {
        match self.names.get(path)? {
            NamedEntry::File(file) => Some(*file),
            NamedEntry::Folder => None,
        }
    }

    /// Puts into a folder what is left of another when power is back. Seeds 0 to 3 are
    /// the extremes: nothing of what is uncertain, all names and no content, all names
    /// and zeros, all; any other draws.
    pub(crate) fn leave(&self, from: &Path, to: &Path, seed: u64) {
        // Seeds of a test are near each other; what is drawn from them is not to be.
        let spread = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 << 32;
        let mut lots = Lots(if seed < 4 { seed } else { spread });
        let mut names = self.synced.clone();
        for change in &self.pending {
            if lots.draw([0, 1, 1, 1], 2) == 1 {
                change.apply(&mut names);
            }
        }
        let is_there = |path: &Path| {
            let above = path.ancestors().skip(1).take_while(|above| *above != from);
            above.into_iter().all(|a| matches!(names.get(a), Some(NamedEntry::Folder)))
        };
        // In the order of paths a folder comes before what is in it.
        for (path, entry) in names.iter().filter(|(path, _)| is_there(path)) {
            let Ok(name) = path.strip_prefix(from) else { continue };
            match entry {
                NamedEntry::Folder => fs::create_dir_all(to.join(name)).unwrap(),
                NamedEntry::File(file) => {
                    let bytes = lots.tear(&self.contents[*file]);
                    let mut left = File::create(to.join(name)).unwrap();
                    io::Write::write_all(&mut left, &bytes).unwrap();
                }
            }
        }
    }
}

/// What chance decides, the same for the same seed.
struct Lots(u64);

impl Lots {
    /// The extreme of the first seeds, else any number below `count`.
    fn draw(&mut self, extremes: [usize; 4], count: usize) -> usize {
        if let Ok(seed) = usize::try_from(self.0)
            && seed < extremes.len()
        {
            return extremes[seed];
        }
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // It never comes down to an extreme.
        self.0 |= 1 << 32;
        usize::try_from((self.0 >> 8) % count as u64).unwrap()
    }

    /// What is left of a content.
    fn tear(&mut self, content: &FileContent) -> Vec<u8> {
        let FileContent { synced, written } = content;
        let (certain, tail) = match written.strip_prefix(synced.as_slice()) {
            Some(tail) => (synced.as_slice(), tail),
            // It was emptied since, and written anew.
            None if self.draw([1, 0, 0, 0], 2) == 1 => (synced.as_slice(), &[][..]),
            None => (&[][..], written.as_slice()),
        };
        let tail = match self.draw([0, 0, 1, 2], 4) {
            0 => Vec::new(),
            1 => vec![0; tail.len()],
            2 => tail.to_vec(),
            _ => tail[..self.draw([0; 4], tail.len() + 1)].to_vec(),
        };
        [certain, &tail].concat()
    }
}
