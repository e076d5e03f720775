//! Files of earlier runs that are of no unit of the set any more.

use std::collections::BTreeSet;

use super::manifest::Manifest;
use super::options::Prune;
use super::plan::OFFICE;
use super::set::OpenSet;

/// What became of them.
#[derive(Default)]
pub(super) struct Strays {
    /// Those that stay.
    pub(super) left: Vec<String>,
    /// Those that somebody has changed since: they are never removed.
    pub(super) changed: Vec<String>,
    /// Those that were removed.
    pub(super) removed: Vec<String>,
}

/// Looks for them, and removes them if that is asked for.
pub(super) fn strays(manifest: &mut Manifest, set: &OpenSet, prune: Prune) -> Strays {
    let keys = set.units.iter().map(|unit| unit.key.as_str());
    let keys: BTreeSet<&str> =
        keys.chain(set.set.office.as_ref().map(|_| OFFICE)).collect();
    let found = manifest.strays(&keys);
    let changed = found.iter().filter(|stray| stray.is_changed());
    let mut res = Strays {
        left: found.iter().map(|stray| stray.name().to_owned()).collect(),
        changed: changed.map(|stray| stray.name().to_owned()).collect(),
        removed: Vec::new(),
    };
    if prune == Prune::Remove {
        res.removed = manifest.remove(&found).removed;
        let removed: BTreeSet<&String> = res.removed.iter().collect();
        res.left.retain(|name| !removed.contains(name));
    }
    res
}
