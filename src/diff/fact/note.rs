//! Footnotes, as they print.

use crate::document::{Block, Inline};

use super::super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::super::pair::{Pair, find_common_subsequence};
use super::super::side::Side;
use super::super::tree::{BODY, PaperTree, TreeItem, hash_text, render_plain};
use super::super::words;
use super::id::describe_new_id;
use super::{ChangeCollector, build_change, build_one_sided_value};

/// A footnote of a paper.
struct PrintedNote {
    /// The node in which it stands.
    node: usize,
    content: Vec<Inline>,
}

impl ChangeCollector<'_> {
    /// Footnotes, in the order of the paper.
    ///
    /// Notes have no id. Those that say the same, in one order, split both lists into gaps,
    /// the end of both lists being the last bound. In a gap notes are taken one for one as
    /// reworded; those that are left on one side were removed or added.
    pub(super) fn collect_notes(&mut self) {
        let old = list_printed_notes(self.old.tree);
        let new = list_printed_notes(self.new.tree);
        let mut same = find_common_subsequence(&hash_notes(&old), &hash_notes(&new));
        same.push(Pair { old: old.len(), new: new.len() });
        // Where the form says all notes the same, a value in one has made the
        // difference.
        let follows = old.len() == new.len()
            && list_typed_notes(self.old) == list_typed_notes(self.new);
        let (mut old_from, mut new_from) = (0, 0);
        for bound in same {
            let count = (bound.old - old_from).min(bound.new - new_from);
            // One for one as far as both have notes in this gap.
            for i in 0..count {
                self.push_reworded_note(&old[old_from + i], &new[new_from + i], follows);
            }
            for note in &old[old_from + count..bound.old] {
                self.push_one_sided_note(self.old, note, ChangeKind::Removed);
            }
            for note in &new[new_from + count..bound.new] {
                self.push_one_sided_note(self.new, note, ChangeKind::Added);
            }
            (old_from, new_from) = (bound.old + 1, bound.new + 1);
        }
        self.collect_note_ids();
    }

    /// Notes that have another id than before, and say the same.
    fn collect_note_ids(&mut self) {
        let [old, new] = [self.old, self.new].map(list_note_ids);
        for (id, text) in &new {
            if old.iter().any(|(other, _)| other == id) {
                continue;
            }
            let mut before = old.iter().filter(|(other, written)| {
                written == text && !new.iter().any(|(id, _)| id == other)
            });
            let Some((before, _)) = before.next() else { continue };
            let mut found = build_note_change(ChangeKind::Changed, self.end_place());
            found.details.extend(describe_new_id(Some(before), Some(id)));
            self.changes.push(found);
        }
    }

    /// A note that says something else; it `follows` where the form says the same.
    fn push_reworded_note(
        &mut self,
        old: &PrintedNote,
        new: &PrintedNote,
        follows: bool,
    ) {
        let runs = words::compare_inlines(&old.content, &new.content);
        let mut found = build_note_change(ChangeKind::Changed, self.new.places[new.node]);
        found.details.push(Detail::words(runs));
        if follows {
            found.cause = ChangeCause::Follows(Vec::new());
        }
        self.changes.push(found);
    }

    /// A note that one version alone has.
    fn push_one_sided_note(
        &mut self,
        side: &Side<'_>,
        note: &PrintedNote,
        kind: ChangeKind,
    ) {
        let mut found = build_note_change(kind, side.places[note.node]);
        found.details.extend(build_one_sided_value(
            "",
            kind,
            Some(render_plain(&note.content)),
        ));
        self.changes.push(found);
    }
}

/// A change of a note without details.
fn build_note_change(kind: ChangeKind, order: usize) -> Change {
    let mut res = build_change(Topic::Wording, kind, "Chú thích", order);
    "chú thích cuối trang".clone_into(&mut res.place);
    res
}

/// The ids of all notes, each with what it says in the form.
fn list_note_ids<'a>(side: &Side<'a>) -> Vec<(&'a str, &'a str)> {
    let notes = side.form().notes.iter();
    notes.map(|(id, note)| (id.value.as_str(), side.version.written(note.span))).collect()
}

/// All notes as the form says them.
fn list_typed_notes<'a>(side: &Side<'a>) -> Vec<&'a str> {
    let notes = side.form().notes.iter();
    notes.map(|(_, note)| side.version.written(note.span)).collect()
}

/// The hash of what each note says.
fn hash_notes(notes: &[PrintedNote]) -> Vec<u64> {
    notes.iter().map(|note| hash_text(&render_plain(&note.content))).collect()
}

/// The footnotes of a paper, in its order.
fn list_printed_notes(tree: &PaperTree<'_>) -> Vec<PrintedNote> {
    let mut res = Vec::new();
    for node in BODY + 1..tree.len() {
        for inline in list_note_texts(tree.nodes[node].item).into_iter().flatten() {
            if let Inline::Note { content, .. } = inline {
                res.push(PrintedNote { node, content: content.clone() });
            }
        }
    }
    res
}

/// The texts of a part of the paper in which a note may stand.
fn list_note_texts(item: TreeItem<'_>) -> Vec<&[Inline]> {
    match item {
        TreeItem::Paper | TreeItem::Body | TreeItem::Appendix(_) => Vec::new(),
        TreeItem::Block(Block::Paragraph(paragraph)) => vec![&paragraph.content],
        TreeItem::Block(Block::Specimen(specimen)) => specimen.texts(),
        TreeItem::Block(Block::Heading(heading)) => {
            let run_in = heading.run_in.as_deref().unwrap_or_default();
            vec![&heading.title, run_in]
        }
        TreeItem::Block(Block::Table(table)) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let cells = cells.map(|cell| cell.content.as_slice());
            cells.chain(table.notes.iter().map(Vec::as_slice)).collect()
        }
    }
}
