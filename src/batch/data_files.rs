//! The files of data that a form names, and their hashes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::form::TableSpec;
use crate::source::{NamedPath, hash_named};
use crate::yaml::{self, YamlNode, YamlValue};

/// Hashes of files of data, each computed once.
#[derive(Debug, Default)]
pub(super) struct FileHashes(Mutex<BTreeMap<NamedPath, String>>);

impl FileHashes {
    /// The hash of a file; empty where it cannot be read.
    pub(super) fn hash(&self, path: NamedPath) -> String {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = known.entry(path);
        // One that cannot be read is reported when the form is examined.
        hash.or_insert_with_key(|path| hash_named(path).unwrap_or_default()).clone()
    }
}

/// The files of data that a form names.
#[derive(Debug, Default)]
pub(super) struct DataFiles {
    /// Names of files that a unit reads as a whole: any change concerns it.
    pub(super) shared: Vec<String>,
    /// Names of files of which a table takes the unit's own rows (`theo_don_vi`), one for
    /// each such table.
    split: Vec<String>,
    /// The tables that take those rows; empty until the form is read, or where the form
    /// has other tables than the tree.
    pub(super) by_unit: Vec<TableSpec>,
}

impl DataFiles {
    /// The files that a tree names.
    pub(super) fn from_tree(node: &YamlNode) -> Self {
        let mut res = Self::default();
        res.collect(node);
        res.shared.sort();
        res.shared.dedup();
        res
    }

    /// With the tables that take a unit's own rows: those of the same form that do.
    pub(super) fn with_tables<'t>(
        mut self,
        tables: impl Iterator<Item = &'t TableSpec>,
    ) -> Self {
        self.by_unit = tables.filter(|table| is_by_unit(table)).cloned().collect();
        // A table that the form does not have is not known well enough.
        if self.by_unit.len() != self.split.len() {
            self.shared.append(&mut self.split);
            self.by_unit.clear();
        }
        self
    }

    /// The names of all of them.
    pub(super) fn into_names(self) -> Vec<String> {
        let Self { shared, split, by_unit: _ } = self;
        [shared, split].concat()
    }

    fn collect(&mut self, node: &YamlNode) {
        match &node.value {
            YamlValue::Sequence { items, .. } => {
                items.iter().for_each(|item| self.collect(item));
            }
            YamlValue::Mapping { entries, .. } => {
                // What is read in another way for each unit is read as a whole.
                let is_split = entries.iter().any(|entry| entry.name == "theo_don_vi")
                    && !entries.iter().any(has_unit_value);
                for entry in entries {
                    let name = entry.value.scalar().map(|s| s.text.trim().to_owned());
                    match (entry.name.as_str(), name) {
                        ("tep", Some(name)) if is_split => self.split.push(name),
                        ("du_lieu" | "tep", Some(name)) => self.shared.push(name),
                        _ => self.collect(&entry.value),
                    }
                }
            }
            YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
        }
    }
}

/// Whether the text of an entry has a value in it, which each unit fills in.
fn has_unit_value(entry: &yaml::YamlEntry) -> bool {
    entry.value.scalar().is_some_and(|scalar| scalar.text.contains("{{"))
}

fn is_by_unit(table: &TableSpec) -> bool {
    table.file().is_some_and(|file| file.by_unit.is_some())
}
