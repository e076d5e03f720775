//! The names of a form, each folded once and found at once, however many there are.

use std::collections::{HashMap, HashSet};

use crate::form::{ByTable, ColumnId, Form, Spanned, TableId, TableSpec};
use crate::language;

/// What each name of a form stands for, by the name as it is compared. Of two alike the
/// first counts.
#[derive(Debug, Default)]
pub(in crate::indicator) struct NameIndex {
    pub(super) tables: HashMap<String, TableId>,
    /// The columns of each table by their names.
    pub(super) columns: ByTable<HashMap<String, ColumnId>>,
    pub(super) indicators: HashMap<String, usize>,
    /// Names of what could not be read.
    pub(super) broken: HashSet<String>,
}

impl NameIndex {
    pub(super) fn from_form(form: &Form) -> Self {
        let tables = form.tables.enumerate();
        let tables = tables.filter_map(|(id, table)| Some((table.id.as_ref()?, id)));
        let indicators = form.indicators.iter().map(|(id, _)| id).zip(0..);
        Self {
            tables: index_by_name(tables),
            columns: form.tables.iter().map(index_columns).collect(),
            indicators: index_by_name(indicators),
            broken: form.unreadable_ids.iter().map(|id| normalize_id(id)).collect(),
        }
    }
}

/// The columns of a table by their names.
fn index_columns(table: &TableSpec) -> HashMap<String, ColumnId> {
    let columns = table.columns.enumerate();
    index_by_name(columns.filter_map(|(id, column)| Some((column.id.as_ref()?, id))))
}

/// Things by their names; of two alike the first.
fn index_by_name<'n, T>(
    things: impl Iterator<Item = (&'n Spanned<String>, T)>,
) -> HashMap<String, T> {
    let mut res = HashMap::new();
    for (id, thing) in things {
        res.entry(normalize_id(&id.value)).or_insert(thing);
    }
    res
}

/// A name as it is compared: without case.
pub(super) fn normalize_id(name: &str) -> String {
    language::normalize_spaces(name).to_lowercase()
}
