//! Another id of what says the same.

use crate::form::TableSpec;

use super::super::change::{Change, ChangeKind, Detail};
use super::{ChangeCollector, describe_difference};

/// The label of another id.
const ID: &str = "mã";

impl ChangeCollector<'_> {
    /// The ids of tables that both versions have.
    pub(super) fn collect_table_ids(&mut self) {
        let tables = self.tables;
        for pair in &tables.matching.pairs {
            let old = &self.old.form().tables[pair.old];
            let new = &self.new.form().tables[pair.new];
            let ids = describe_new_id(get_table_id(old), get_table_id(new));
            if let Some(detail) = ids {
                let kind = ChangeKind::Changed;
                let change = self.build_table_change(self.new, pair.new, kind);
                self.changes.push(Change { details: vec![detail], ..change });
            }
        }
    }
}

fn get_table_id(table: &TableSpec) -> Option<&str> {
    table.id.as_ref().map(|id| id.value.as_str())
}

/// Another id of one thing; `None` where one version gives none, which is of the form alone.
pub(super) fn describe_new_id(old: Option<&str>, new: Option<&str>) -> Option<Detail> {
    let (old, new) = old.zip(new)?;
    describe_difference(ID, Some(old.to_owned()), Some(new.to_owned()))
}
