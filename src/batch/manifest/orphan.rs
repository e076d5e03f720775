//! Files of no unit any more.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;

use crate::language::clean;
use crate::output;
use crate::source::sha256_of_file;

use super::Manifest;

/// A file that an earlier run wrote and that is of no unit of the set any more. Only
/// [`Manifest::strays`] makes one.
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

    /// Whether it is not any more what was written: then it is somebody's own.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.changed
    }
}

/// What became of strays that were to be removed.
#[derive(Debug, Default)]
pub struct OrphanRemoval {
    /// Files that are gone.
    pub removed: Vec<String>,
    /// Files that stay since somebody has changed them.
    pub changed: Vec<String>,
    /// Files that the system does not let go, with what it says.
    pub refused: Vec<(String, io::Error)>,
}

impl Manifest {
    /// Files that earlier runs of this set wrote and that are of no unit of it any more,
    /// by name: of units that left the set, of earlier names, formats and page numbers.
    /// `keys` are those of all units of the set, whatever is selected.
    ///
    /// The last paper of a unit that has a fault now is no stray.
    #[must_use]
    pub fn orphans(&self, keys: &BTreeSet<&str>) -> Vec<Orphan> {
        let (known, own_set) = (self.known(), self.set.as_str());
        let in_set = |set: &str, key: &str| set != own_set || keys.contains(key);
        // What some system takes for the same file is the same file.
        let in_use: BTreeSet<String> = known
            .entries()
            .filter(|entry| in_set(&entry.set, &entry.unit.key))
            .flat_map(|entry| entry.unit.files.iter().map(|file| alike(&file.name)))
            .collect();
        let of_units = known
            .entries()
            .filter(|entry| !in_set(&entry.set, &entry.unit.key))
            .flat_map(|entry| &entry.unit.files);
        let is_idle = |key: &str| {
            !keys.contains(key)
                || known
                    .entry(own_set, key)
                    .is_some_and(|entry| entry.unit.state.is_done())
        };
        let left = known.left().filter(|left| left.set == own_set);
        let left = left.filter(|left| is_idle(&left.key)).map(|left| &left.file);
        let found: BTreeMap<_, _> =
            of_units.chain(left).map(|file| (&file.name, &file.sha256)).collect();
        let strays = found.into_iter().filter(|(name, _)| !in_use.contains(&alike(name)));
        strays.filter_map(|(name, sha256)| self.find_orphan(name, sha256)).collect()
    }

    /// A stray that is still there.
    fn find_orphan(&self, name: &str, sha256: &str) -> Option<Orphan> {
        let hash = sha256_of_file(&self.folder.join(name)).ok()?;
        let (name, sha256) = (name.to_owned(), sha256.to_owned());
        Some(Orphan { changed: hash != sha256, name, sha256 })
    }

    /// Removes strays, and folders that are empty then. What is not the very bytes that
    /// were written stays.
    pub fn remove_orphans(&mut self, strays: &[Orphan]) -> OrphanRemoval {
        let mut res = OrphanRemoval::default();
        for stray in strays {
            let name = stray.name.clone();
            match self.find_orphan(&name, &stray.sha256) {
                Some(now) if now.changed => res.changed.push(name),
                _ => match output::remove_in(&self.folder, &name) {
                    Ok(()) => res.removed.push(name),
                    Err(error) => res.refused.push((name, error)),
                },
            }
        }
        let gone: Vec<_> = res.removed.iter().map(String::as_str).collect();
        self.own.forget(&self.set, &gone);
        if let Some(all) = &mut self.all {
            all.forget(&self.set, &gone);
        }
        self.changed |= !gone.is_empty();
        res
    }
}

fn alike(name: &str) -> String {
    clean(&name.to_uppercase().to_lowercase())
}
