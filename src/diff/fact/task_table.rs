//! Tables of tasks, but for the tasks themselves: their title, the names of their columns,
//! groups, notes.

use crate::document::{BlockRole, RowRole, Table};
use crate::form::{SectionPart, TaskNumbering, TaskTable};

use super::super::change::{ChangeKind, Detail, Topic};
use super::super::header;
use super::super::pair::{Pair, PrintedMatch};
use super::super::printed_task::name_group;
use super::super::side::Side;
use super::super::tree::render_plain;
use super::super::words;
use super::setup::spell_yes_no;
use super::{ChangeCollector, build_change, describe_difference};

impl ChangeCollector<'_> {
    /// The tables of tasks that both versions have. Of one that only one has, its tasks are
    /// told.
    pub(super) fn collect_task_tables(&mut self) {
        for new in 0..self.new.tree.len() {
            let is_of_tasks = self.new.tree.role(new) == BlockRole::TaskTable;
            let Some(old) = self.nodes.old[new].filter(|_| is_of_tasks) else { continue };
            let tables = self.old.tree.table(old).zip(self.new.tree.table(new));
            if let Some((old_table, new_table)) = tables {
                self.collect_task_table(Pair { old, new }, old_table, new_table);
            }
        }
    }

    fn collect_task_table(&mut self, nodes: Pair, old: &Table, new: &Table) {
        let what = match &new.caption {
            Some(caption) => format!("Bảng nhiệm vụ “{caption}”"),
            None => "Bảng nhiệm vụ".to_owned(),
        };
        let order = self.new.places[nodes.new];
        let mut change = build_change(Topic::Table, ChangeKind::Changed, what, order);
        change.place = self.new.place(nodes.new);
        let old_form = find_task_table(self.old, nodes.old);
        let new_form = find_task_table(self.new, nodes.new);
        let old_typed = old_form.map_or(0, |table| table.notes.len());
        let new_typed = new_form.map_or(0, |table| table.notes.len());
        change.details = compare_surroundings(old, new);
        if has_groups(old) && has_groups(new) {
            let numbering = describe_difference(
                "đánh số nhiệm vụ",
                old_form.map(describe_numbering),
                new_form.map(describe_numbering),
            );
            change.details.extend(numbering);
        }
        change.details.extend(compare_notes(
            NotedTable { table: old, typed: old_typed },
            NotedTable { table: new, typed: new_typed },
        ));
        self.push_edit(change);
        self.collect_task_groups(nodes, old, new);
    }

    /// The names of groups, which are rows of their own.
    fn collect_task_groups(&mut self, nodes: Pair, old: &Table, new: &Table) {
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

/// What stands above and below the rows of a table, and the names of its columns.
pub(super) fn compare_surroundings(old: &Table, new: &Table) -> Vec<Detail> {
    let parts = [
        ("tên bảng", join_option(&old.caption), join_option(&new.caption)),
        ("đơn vị tính", join_option(&old.unit), join_option(&new.unit)),
        ("các cột", join_columns(old), join_columns(new)),
        ("hàng tổng", join_totals(old), join_totals(new)),
    ];
    let differing = parts.into_iter().filter(|(_, old, new)| old != new);
    let words = differing.map(|(label, old, new)| Detail {
        label: label.to_owned(),
        ..Detail::words(words::compare_texts(&old, &new))
    });
    let numbers = describe_difference(
        "dòng số của các cột",
        Some(spell_yes_no(old.column_numbers)),
        Some(spell_yes_no(new.column_numbers)),
    );
    words.chain(numbers).collect()
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

fn join_option(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn join_columns(table: &Table) -> String {
    header::list_column_labels(table).join("; ")
}

/// The name of the total; its sum is told with the money.
fn join_totals(table: &Table) -> String {
    let totals = table.rows.iter().filter(|row| row.role == RowRole::Total);
    let names = totals.filter_map(|row| row.cells.first());
    names.map(|cell| render_plain(&cell.content)).collect()
}

/// The notes that the form gives, which are the first so many; one of the engine's follows
/// them.
fn join_notes(table: &Table, typed: usize) -> String {
    let notes: Vec<_> =
        table.notes.iter().take(typed).map(|note| render_plain(note)).collect();
    notes.join(" ")
}

/// A table on paper, and how many of its notes the form gives.
#[derive(Clone, Copy)]
pub(super) struct NotedTable<'a> {
    pub(super) table: &'a Table,
    pub(super) typed: usize,
}

/// What differs in the notes that the forms give.
pub(super) fn compare_notes(old: NotedTable<'_>, new: NotedTable<'_>) -> Option<Detail> {
    let (old, new) = (join_notes(old.table, old.typed), join_notes(new.table, new.typed));
    (old != new).then(|| Detail {
        label: "ghi chú".to_owned(),
        ..Detail::words(words::compare_texts(&old, &new))
    })
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
