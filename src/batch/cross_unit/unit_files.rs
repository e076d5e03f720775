//! What units have beside the master: their overrides, and their rows in files of data.

use std::collections::HashMap;
use std::sync::Arc;

use crate::build::data_file;
use crate::form::{self, TaskSheets};
use crate::language::to_name_key;
use crate::sheet::{DataCell, Sheet, UnitRows};
use crate::source::Source;
use crate::yaml::{self, YamlNode};

use super::OpenSet;
use super::old_name::is_old_heading;

/// What units have beside the master, each file read once.
pub(super) struct UnitFiles {
    pub(super) overrides: Vec<UnitOverride>,
    pub(super) splits: Vec<Arc<UnitRows>>,
}

/// The override of a unit. One that cannot be read is reported when the unit is examined.
pub(super) struct UnitOverride {
    /// Index of the unit.
    pub(super) unit: usize,
    pub(super) source: Source,
    pub(super) tree: YamlNode,
}

/// A cell with words in the rows that a unit has in a file.
pub(super) struct FileCell<'a> {
    pub(super) unit: usize,
    pub(super) sheet: &'a Sheet,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) text: &'a str,
}

impl UnitFiles {
    pub(super) fn new(set: &OpenSet) -> Self {
        let mut overrides = Vec::new();
        for (unit, known) in set.units.iter().enumerate() {
            let Ok(Some(source)) = set.read_override(known) else { continue };
            let Some(tree) = yaml::parse(&source).0 else { continue };
            overrides.push(UnitOverride { unit, source, tree });
        }
        Self { overrides, splits: load_splits(set) }
    }
}

/// The cells with words that units have in a file, row by row.
pub(super) fn list_file_cells<'a>(
    set: &OpenSet,
    split: &'a UnitRows,
) -> Vec<FileCell<'a>> {
    let units: HashMap<String, usize> =
        set.units.iter().map(|unit| to_name_key(&unit.key)).zip(0..).collect();
    let sheet = split.sheet();
    let mut res = Vec::new();
    for (key, rows) in split.units() {
        let Some(unit) = units.get(&to_name_key(key)).copied() else { continue };
        for row in rows.iter().copied() {
            for column in 0..sheet.width() {
                if let DataCell::Text(text) = sheet.cell(row, column) {
                    res.push(FileCell { unit, sheet, row, column, text });
                }
            }
        }
    }
    res
}

/// For each column of a file whether its heading says that it holds names of former units.
pub(super) fn list_old_columns(split: &UnitRows) -> Vec<bool> {
    let sheet = split.sheet();
    let mut res = vec![false; sheet.width()];
    for row in 0..split.head() {
        let texts: Vec<_> =
            (0..sheet.width()).map(|column| sheet.text(row, column)).collect();
        // A title stands alone in its row.
        if texts.iter().filter(|text| !text.trim().is_empty()).count() < 2 {
            continue;
        }
        let mut is_old = false;
        for (column, text) in texts.iter().enumerate() {
            // The name of a group goes on over its columns.
            if !text.trim().is_empty() || row + 1 == split.head() {
                is_old = is_old_heading(text);
            }
            res[column] |= is_old;
        }
    }
    res
}

/// The files of data from which a table of each form takes the rows of its unit, split by
/// unit. Which files these are is read from one form, that of a unit without an override.
fn load_splits(set: &OpenSet) -> Vec<Arc<UnitRows>> {
    let plain = set.units.iter().find(|unit| !set.has_override(unit));
    let Some(unit) = plain.or(set.units.first()) else { return Vec::new() };
    let Ok(form) = set.unit_form(unit) else { return Vec::new() };
    if !has_unit_rows(&form.root) {
        return Vec::new();
    }
    let joined = &form.sources.joined;
    let (context, _) = set.set_context(unit, joined.text());
    let sheets = TaskSheets::default();
    let (form, _) = form::read_tree(joined, &form.root, Some(&context), &sheets);
    form.map_or_else(Vec::new, |form| {
        data_file::split_data_files(&form, joined, &set.cache)
    })
}

/// Whether a tree has such a table at all: reading the form costs more than this.
fn has_unit_rows(node: &YamlNode) -> bool {
    match &node.value {
        yaml::YamlValue::Mapping { entries, .. } => entries
            .iter()
            .any(|entry| entry.name == "theo_don_vi" || has_unit_rows(&entry.value)),
        yaml::YamlValue::Sequence { items, .. } => items.iter().any(has_unit_rows),
        yaml::YamlValue::Empty | yaml::YamlValue::Scalar(_) | yaml::YamlValue::Broken => {
            false
        }
    }
}
