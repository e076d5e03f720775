//! Files of earlier runs that belong to no unit of the set any more.

use std::collections::BTreeSet;

use super::manifest::Manifest;
use super::options::Prune;
use super::plan::OFFICE;
use super::set::OpenSet;

/// Files that belong to no unit any more, by name, and what became of them.
#[derive(Default)]
pub(super) struct OrphanFiles {
    /// Those that are still there: all, or with `--prune` those that were not removed.
    pub(super) left: Vec<String>,
    /// Those that were edited since: they are never removed.
    pub(super) changed: Vec<String>,
    /// Those that were removed.
    pub(super) removed: Vec<String>,
}

/// Finds the orphans of the set, and removes them if that is asked for.
pub(super) fn clean_up_orphans(
    manifest: &mut Manifest,
    set: &OpenSet,
    prune: Prune,
) -> OrphanFiles {
    let keys = set.units.iter().map(|unit| unit.key.as_str());
    let keys: BTreeSet<&str> =
        keys.chain(set.set.office.as_ref().map(|_| OFFICE)).collect();
    let found = manifest.orphans(&keys);
    let changed = found.iter().filter(|orphan| orphan.is_changed());
    let mut res = OrphanFiles {
        left: found.iter().map(|orphan| orphan.name().to_owned()).collect(),
        changed: changed.map(|orphan| orphan.name().to_owned()).collect(),
        removed: Vec::new(),
    };
    if prune == Prune::Remove {
        res.removed = manifest.remove_orphans(&found).removed;
        let removed: BTreeSet<&String> = res.removed.iter().collect();
        res.left.retain(|name| !removed.contains(name));
    }
    res
}
