//! Tables of targets, but for the targets themselves: their title, the names of their columns
//! and groups, notes.

use crate::document::{BlockRole, Table};
use crate::form::{SectionPart, TargetTable};

use super::super::change::{ChangeKind, Detail, Topic};
use super::super::pair::Pair;
use super::super::printed_task::name_group;
use super::super::side::Side;
use super::super::words;
use super::task_table::{NotedTable, compare_notes, compare_surroundings};
use super::{ChangeCollector, build_change};

impl ChangeCollector<'_> {
    /// The tables of targets that both versions have.
    pub(super) fn collect_target_tables(&mut self) {
        for new in 0..self.new.tree.len() {
            let is_made = self.new.tree.role(new) == BlockRole::Generated;
            let Some(old) = self.nodes.old[new].filter(|_| is_made) else { continue };
            let forms =
                find_target_table(self.old, old).zip(find_target_table(self.new, new));
            let tables = self.old.tree.table(old).zip(self.new.tree.table(new));
            let (Some(forms), Some(tables)) = (forms, tables) else { continue };
            let old_table = PrintedTargets { form: forms.0, table: tables.0 };
            let new_table = PrintedTargets { form: forms.1, table: tables.1 };
            self.collect_target_table(Pair { old, new }, old_table, new_table);
        }
    }

    fn collect_target_table(
        &mut self,
        nodes: Pair,
        old: PrintedTargets<'_>,
        new: PrintedTargets<'_>,
    ) {
        let what = match &new.table.caption {
            Some(caption) => format!("Bảng chỉ tiêu “{caption}”"),
            None => "Bảng chỉ tiêu".to_owned(),
        };
        let order = self.new.places[nodes.new];
        let mut change = build_change(Topic::Table, ChangeKind::Changed, what, order);
        change.place = self.new.place(nodes.new);
        change.details = compare_surroundings(old.table, new.table);
        let (old_groups, new_groups) = (old.join_groups(), new.join_groups());
        if old_groups != new_groups {
            change.details.push(Detail {
                label: "các nhóm".to_owned(),
                ..Detail::words(words::compare_texts(&old_groups, &new_groups))
            });
        }
        change.details.extend(compare_notes(
            NotedTable { table: old.table, typed: old.form.notes.len() },
            NotedTable { table: new.table, typed: new.form.notes.len() },
        ));
        self.push_edit(change);
    }
}

/// A table of targets as written, and as it stands on paper.
#[derive(Clone, Copy)]
struct PrintedTargets<'a> {
    form: &'a TargetTable,
    table: &'a Table,
}

impl PrintedTargets<'_> {
    fn join_groups(self) -> String {
        let names: Vec<_> = self.table.rows.iter().filter_map(name_group).collect();
        names.join("; ")
    }
}

/// The table of targets of the form that a node prints.
fn find_target_table<'a>(side: &Side<'a>, node: usize) -> Option<&'a TargetTable> {
    let span = side.tree.origin(node)?.span;
    let mut tables = side.form().parts().into_iter().filter_map(|part| match part {
        SectionPart::FromTargets(table) => Some(table),
        _ => None,
    });
    tables.find(|table| table.span == span)
}
