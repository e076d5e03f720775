//! Tables of targets, but for the targets themselves: their title, the names of their columns
//! and groups, notes.

use crate::document::{BlockRole, Table};
use crate::form::SectionPart;

use super::super::pair::Pair;
use super::super::printed_task::name_group;
use super::super::side::Side;
use super::ChangeCollector;
use super::made_table::{TablePair, compare_notes, compare_words};

impl ChangeCollector<'_> {
    /// The tables of targets that both versions have.
    pub(super) fn collect_target_tables(&mut self) {
        for pair in self.list_table_pairs(BlockRole::Generated) {
            let Pair { old, new } = pair.nodes;
            if has_targets(self.old, old) && has_targets(self.new, new) {
                self.collect_target_table(pair);
            }
        }
    }

    fn collect_target_table(&mut self, pair: TablePair<'_>) {
        let TablePair { nodes: _, old, new } = pair;
        let mut change = self.compare_surroundings("Bảng chỉ tiêu", pair);
        let groups = compare_words("các nhóm", &join_groups(old), &join_groups(new));
        change.details.extend(groups);
        change.details.extend(compare_notes(&old.notes, &new.notes));
        self.push_edit(change);
    }
}

fn join_groups(table: &Table) -> String {
    let names: Vec<_> = table.rows.iter().filter_map(name_group).collect();
    names.join("; ")
}

/// Whether a node prints a table of targets, and none that the engine makes of tasks.
fn has_targets(side: &Side<'_>, node: usize) -> bool {
    let Some(origin) = side.tree.origin(node) else { return false };
    let mut parts = side.form().parts().into_iter();
    parts.any(|part| {
        matches!(part, SectionPart::FromTargets(table) if table.span == origin.span)
    })
}
