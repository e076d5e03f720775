//! What tables of tasks and tables of targets have alike: their title and unit, the names of
//! their columns, their totals, notes.

use crate::document::{BlockRole, Inline, RowRole, Table};

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::header;
use super::super::pair::Pair;
use super::super::tree::render_plain;
use super::super::words;
use super::setup::spell_yes_no;
use super::{ChangeCollector, build_change, describe_difference};

/// A table of both versions, as it prints.
#[derive(Clone, Copy)]
pub(super) struct TablePair<'a> {
    /// The nodes that are it.
    pub(super) nodes: Pair,
    pub(super) old: &'a Table,
    pub(super) new: &'a Table,
}

impl<'a> ChangeCollector<'a> {
    /// The tables of a role that both versions have.
    pub(super) fn list_table_pairs(&self, role: BlockRole) -> Vec<TablePair<'a>> {
        let mut res = Vec::new();
        for new in 0..self.new.tree.len() {
            let has_role = self.new.tree.role(new) == role;
            let Some(old) = self.nodes.old[new].filter(|_| has_role) else { continue };
            let nodes = Pair { old, new };
            let tables = self.old.tree.table(old).zip(self.new.tree.table(new));
            res.extend(tables.map(|(old, new)| TablePair { nodes, old, new }));
        }
        res
    }

    /// A change of a table that `kind` names, with what differs above and below its rows and
    /// in the names of its columns.
    pub(super) fn compare_surroundings(&self, kind: &str, pair: TablePair<'_>) -> Change {
        let TablePair { nodes, old, new } = pair;
        let what = match &new.caption {
            Some(caption) => format!("{kind} “{caption}”"),
            None => kind.to_owned(),
        };
        let order = self.new.places[nodes.new];
        let mut res = build_change(Topic::Table, ChangeKind::Changed, what, order);
        res.place = self.new.place(nodes.new);
        let words = [
            compare_words("tên bảng", get_text(&old.caption), get_text(&new.caption)),
            compare_words("đơn vị tính", get_text(&old.unit), get_text(&new.unit)),
            compare_words("các cột", &join_columns(old), &join_columns(new)),
            compare_words("hàng tổng", &join_totals(old), &join_totals(new)),
        ];
        res.details.extend(words.into_iter().flatten());
        res.details.extend(describe_difference(
            "dòng số của các cột",
            Some(spell_yes_no(old.column_numbers)),
            Some(spell_yes_no(new.column_numbers)),
        ));
        res
    }
}

/// Words of a table that differ; `None` where they are the same.
pub(super) fn compare_words(label: &str, old: &str, new: &str) -> Option<Detail> {
    if old.is_empty() || new.is_empty() {
        return describe_difference(label, Some(old.to_owned()), Some(new.to_owned()));
    }
    (old != new).then(|| Detail {
        label: label.to_owned(),
        ..Detail::words(words::compare_texts(old, new))
    })
}

/// What differs in the notes that the forms give.
pub(super) fn compare_notes(old: &[Vec<Inline>], new: &[Vec<Inline>]) -> Option<Detail> {
    compare_words("ghi chú", &join_notes(old), &join_notes(new))
}

fn get_text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn join_columns(table: &Table) -> String {
    header::list_column_labels(table).join("; ").replace('\u{1f}', " / ")
}

/// The name of the total; its sum is told with the money.
fn join_totals(table: &Table) -> String {
    let totals = table.rows.iter().filter(|row| row.role == RowRole::Total);
    let names = totals.filter_map(|row| row.cells.first());
    names.map(|cell| render_plain(&cell.content)).collect()
}

fn join_notes(notes: &[Vec<Inline>]) -> String {
    let notes: Vec<_> = notes.iter().map(|note| render_plain(note)).collect();
    notes.join(" ")
}
