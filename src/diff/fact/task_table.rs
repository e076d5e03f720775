//! Tables of tasks, but for the tasks themselves: their title, the names of their columns,
//! groups, notes.

use crate::document::{BlockRole, Inline, RowRole, Table};
use crate::form::{SectionPart, TaskNumbering, TaskTable};

use super::super::change::{ChangeKind, Detail, Topic};
use super::super::pair::PrintedMatch;
use super::super::printed_task::name_group;
use super::super::side::Side;
use super::super::words;
use super::made_table::{TablePair, compare_notes};
use super::{ChangeCollector, build_change, describe_difference};

impl ChangeCollector<'_> {
    /// The tables of tasks that both versions have. Of one that only one has, its tasks are
    /// told.
    pub(super) fn collect_task_tables(&mut self) {
        for pair in self.list_table_pairs(BlockRole::TaskTable) {
            self.collect_task_table(pair);
            self.collect_task_groups(pair);
        }
    }

    fn collect_task_table(&mut self, pair: TablePair<'_>) {
        let TablePair { nodes, old, new } = pair;
        let old_form = find_task_table(self.old, nodes.old);
        let new_form = find_task_table(self.new, nodes.new);
        let mut change = self.compare_surroundings("Bảng nhiệm vụ", pair);
        if has_groups(old) && has_groups(new) {
            change.details.extend(describe_difference(
                "đánh số nhiệm vụ",
                old_form.map(describe_numbering),
                new_form.map(describe_numbering),
            ));
        }
        let old_notes = list_typed_notes(old, old_form);
        let new_notes = list_typed_notes(new, new_form);
        change.details.extend(compare_notes(old_notes, new_notes));
        self.push_edit(change);
    }

    /// The names of groups, which are rows of their own.
    fn collect_task_groups(&mut self, pair: TablePair<'_>) {
        let TablePair { nodes, old, new } = pair;
        let rows = PrintedMatch::from_engine_tables(old, new).rows;
        let order = self.new.places[nodes.new];
        let place = self.new.place(nodes.new);
        let mut found = Vec::new();
        for pair in rows.pairs {
            let (old_name, new_name) =
                (name_group(&old.rows[pair.old]), name_group(&new.rows[pair.new]));
            let (Some(old_name), Some(new_name)) = (old_name, new_name) else { continue };
            if old_name != new_name {
                let kind = ChangeKind::Changed;
                let mut change =
                    build_change(Topic::Section, kind, new_name.clone(), order);
                let runs = words::compare_texts(&old_name, &new_name);
                change.details.push(Detail::words(runs));
                found.push(change);
            }
        }
        let removed =
            rows.removed.iter().map(|row| (&old.rows[*row], ChangeKind::Removed));
        let added = rows.added.iter().map(|row| (&new.rows[*row], ChangeKind::Added));
        for (row, kind) in removed.chain(added) {
            let name = name_group(row);
            found
                .extend(name.map(|name| build_change(Topic::Section, kind, name, order)));
        }
        for mut change in found {
            change.place.clone_from(&place);
            self.changes.push(change);
        }
    }
}

fn has_groups(table: &Table) -> bool {
    table.rows.iter().any(|row| row.role == RowRole::Group)
}

fn describe_numbering(table: &TaskTable) -> String {
    let words = match table.numbering {
        TaskNumbering::ByGroup => "lại từ 1 trong mỗi nhóm",
        TaskNumbering::Through => "liền từ đầu đến cuối",
    };
    words.to_owned()
}

/// The notes that the form gives, which are the first ones; one of the engine's follows them.
fn list_typed_notes<'a>(table: &'a Table, form: Option<&TaskTable>) -> &'a [Vec<Inline>] {
    let count = form.map_or(0, |form| form.notes.len());
    table.notes.get(..count).unwrap_or_default()
}

/// The table of tasks of the form that a node prints.
fn find_task_table<'a>(side: &Side<'a>, node: usize) -> Option<&'a TaskTable> {
    let span = side.tree.origin(node)?.span;
    let mut tables = side.form().parts().into_iter().filter_map(|part| match part {
        SectionPart::Tasks(tasks) => tasks.layout.table(),
        _ => None,
    });
    tables.find(|table| table.span == span)
}
