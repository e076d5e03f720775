//! The entries of one mapping, as the readers of keys ask for them.

use crate::language;
use crate::source::Span;
use crate::yaml::{YamlEntry, YamlNode, YamlValue};

use super::set_values::CONDITION;
use super::shape::{KeySpec, Shape};

/// The key of suppressions, which every mapping may have and no shape names.
pub(super) const SUPPRESSIONS: &str = "bo_qua";

/// What every mapping may have and no shape names.
const EVERYWHERE: [&str; 2] = [SUPPRESSIONS, CONDITION];

/// The entries of a mapping whose keys are known.
#[derive(Clone, Copy)]
pub(super) struct Fields<'n> {
    shape: &'static Shape,
    entries: &'n [YamlEntry],
    /// The whole mapping, as findings on a missing key mark it.
    pub(super) span: Span,
}

impl<'n> Fields<'n> {
    /// The entries of a mapping that stands at `span`, to be read by a shape.
    pub(super) fn new(
        shape: &'static Shape,
        entries: &'n [YamlEntry],
        span: Span,
    ) -> Self {
        Self { shape, entries, span }
    }

    /// The entry of a key.
    ///
    /// # Panics
    ///
    /// When the shape has no such key, which is a fault of the program that any
    /// reading of any form shows.
    #[must_use]
    pub(super) fn get(&self, name: &str) -> Option<&'n YamlEntry> {
        assert!(self.shape.names().any(|n| n == name), "{}: {name}", self.shape.name);
        self.entries.iter().find(|e| e.name == name)
    }

    /// Whether an entry that the shape does not know was meant as this key. What every
    /// mapping may have is no misspelling: `bo_qua` is near enough to `co_quan` to pass for
    /// one.
    pub(super) fn has_misspelt(&self, key: &KeySpec) -> bool {
        self.entries.iter().any(|entry| {
            !EVERYWHERE.contains(&entry.name.as_str())
                && self.shape.find(&entry.name).is_none()
                && language::find_nearest(&entry.name, self.shape.names())
                    == Some(key.name)
        })
    }

    /// The entry under `bo_qua`.
    pub(super) fn suppressions(&self) -> Option<&'n YamlEntry> {
        self.entries.iter().find(|e| e.name == SUPPRESSIONS)
    }

    /// Whether it has no key at all.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries with the names of their keys, in the order of the file.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&'static str, &'n YamlNode)> {
        let shape = self.shape;
        self.entries
            .iter()
            .filter_map(|e| shape.find(&e.name).map(|k| (k.name, &e.value)))
    }
}

/// The value under a key of a mapping that is not read by a shape; `None` also where the
/// node is no mapping.
pub(super) fn get_value<'n>(node: &'n YamlNode, name: &str) -> Option<&'n YamlNode> {
    let YamlValue::Mapping { entries, .. } = &node.value else { return None };
    entries.iter().find(|entry| entry.name == name).map(|entry| &entry.value)
}

/// Whether a node is a mapping that has this key.
pub(super) fn has_entry(node: &YamlNode, name: &str) -> bool {
    get_value(node, name).is_some()
}
