//! Files that belong to no unit any more.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::batch::paper_name::fold_file_name;
use crate::source::hash_file;

use super::Manifest;

/// A file that an earlier run wrote and that is of no unit of the set any more. Only
/// [`Manifest::orphans`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    name: String,
    sha256: String,
    changed: bool,
}

impl Orphan {
    /// Its name in the folder.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it was edited since it was written: then it may hold work of its user.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.changed
    }
}

/// What became of orphans that were to be removed.
#[derive(Debug, Default)]
pub struct OrphanRemoval {
    /// Names of files that were removed.
    pub removed: Vec<String>,
    /// Names of files that stay because they were edited.
    pub changed: Vec<String>,
    /// Names of files that the system did not remove, with its error.
    pub refused: Vec<(String, io::Error)>,
}

impl Manifest {
    /// Files that earlier runs of this set wrote and that are of no unit of it any more,
    /// by name: of units that left the set, of earlier names, formats and page numbers.
    /// `keys` are those of all units of the set, whatever is selected.
    ///
    /// The last paper of a unit that has a fault now is no orphan.
    #[must_use]
    pub fn orphans(&self, keys: &BTreeSet<&str>) -> Vec<Orphan> {
        let known = self.known();
        // Another set may share the folder. Its files are in use whatever its units are:
        // only a run of that set knows which units it still has.
        let (in_use, removed): (Vec<_>, Vec<_>) = known.entries().partition(|entry| {
            entry.set != self.set || keys.contains(entry.unit.key.as_str())
        });
        // What some system takes for the same file is the same file.
        let in_use: BTreeSet<String> = in_use
            .iter()
            .flat_map(|entry| {
                entry.unit.files.iter().map(|file| fold_file_name(&file.name))
            })
            .collect();
        let of_removed_units = removed.iter().flat_map(|entry| &entry.unit.files);
        let of_earlier_names = known
            .left()
            .filter(|left| left.set == self.set && self.is_replaced(&left.key, keys))
            .map(|left| &left.file);
        let found: BTreeMap<_, _> = of_removed_units
            .chain(of_earlier_names)
            .map(|file| (&file.name, &file.sha256))
            .collect();
        found
            .into_iter()
            .filter(|(name, _)| !in_use.contains(&fold_file_name(name)))
            .filter_map(|(name, sha256)| self.find_orphan(name, sha256))
            .collect()
    }

    /// Whether nothing needs an earlier file of a unit any more: the unit has left the
    /// set, or its papers have been made since.
    fn is_replaced(&self, key: &str, keys: &BTreeSet<&str>) -> bool {
        let entry = self.known().entry(&self.set, key);
        !keys.contains(key) || entry.is_some_and(|entry| entry.unit.state.is_done())
    }

    /// An orphan that is still there.
    fn find_orphan(&self, name: &str, sha256: &str) -> Option<Orphan> {
        let hash = hash_file(&self.files.path().join(name)).ok()?;
        Some(Orphan {
            name: name.to_owned(),
            sha256: sha256.to_owned(),
            changed: hash != sha256,
        })
    }

    /// Removes orphans, and folders that are empty then. What is not the very bytes that
    /// were written stays.
    pub fn remove_orphans(&mut self, orphans: &[Orphan]) -> OrphanRemoval {
        let mut res = OrphanRemoval::default();
        for orphan in orphans {
            let name = orphan.name.clone();
            match self.find_orphan(&name, &orphan.sha256) {
                Some(now) if now.changed => res.changed.push(name),
                _ => match self.files.remove(&name) {
                    Ok(()) => res.removed.push(name),
                    Err(error) => res.refused.push((name, error)),
                },
            }
        }
        let removed: Vec<_> = res.removed.iter().map(String::as_str).collect();
        self.recorded.forget(&self.set, &removed);
        if let Some(all) = &mut self.all {
            all.forget(&self.set, &removed);
        }
        self.changed |= !removed.is_empty();
        res
    }
}
