//! The names of a form, each folded once and found at once, however many there are.

use std::collections::{HashMap, HashSet};

use crate::form::Form;
use crate::language;

/// What each name of a form stands for, by the name as it is compared. Of two alike the
/// first counts.
#[derive(Debug, Default)]
pub(in crate::indicator) struct Index {
    pub(super) tables: HashMap<String, usize>,
    /// By table.
    pub(super) columns: Vec<HashMap<String, usize>>,
    pub(super) indicators: HashMap<String, usize>,
    /// What could not be read.
    pub(super) broken: HashSet<String>,
}

impl Index {
    pub(super) fn of(form: &Form) -> Self {
        let tables = form.tables.iter().map(|table| table.id.as_ref());
        let columns = form.tables.iter().map(|table| {
            let ids = table.columns.iter().map(|column| column.id.as_ref());
            by_name(ids.map(|id| id.map(|id| id.value.as_str())))
        });
        Self {
            tables: by_name(tables.map(|id| id.map(|id| id.value.as_str()))),
            columns: columns.collect(),
            indicators: by_name(form.indicators.iter().map(|(id, _)| Some(&*id.value))),
            broken: form.broken.iter().map(|id| compared(id)).collect(),
        }
    }
}

/// The index of each thing that has a name.
fn by_name<'n>(names: impl Iterator<Item = Option<&'n str>>) -> HashMap<String, usize> {
    let mut res = HashMap::new();
    for (index, name) in names.enumerate() {
        if let Some(name) = name {
            res.entry(compared(name)).or_insert(index);
        }
    }
    res
}

/// A name as it is compared: without case.
pub(super) fn compared(name: &str) -> String {
    language::collapse(name).to_lowercase()
}
