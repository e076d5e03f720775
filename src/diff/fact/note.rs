//! Footnotes, as they print.

use crate::document::{Block, Inline};

use super::super::change::{Cause, Change, Detail, Kind, Topic};
use super::super::pair::common;
use super::super::side::Side;
use super::super::tree::{BODY, Item, Tree, hash_of, plain};
use super::super::words;
use super::{Facts, change, one_sided};

/// A footnote of a paper.
struct Note {
    /// The node in which it stands.
    node: usize,
    content: Vec<Inline>,
}

impl Facts<'_> {
    /// Footnotes, in the order of the paper.
    pub(super) fn notes(&mut self) {
        let (old, new) = (printed(self.old.tree), printed(self.new.tree));
        let keys = |notes: &[Note]| -> Vec<u64> {
            notes.iter().map(|note| hash_of(&plain(&note.content))).collect()
        };
        let mut same = common(&keys(&old), &keys(&new));
        same.push((old.len(), new.len()));
        let follows = old.len() == new.len() && typed(self.old) == typed(self.new);
        let (mut old_from, mut new_from) = (0, 0);
        for (old_to, new_to) in same {
            let both = (old_to - old_from).min(new_to - new_from);
            for i in 0..both {
                self.reworded(&old[old_from + i], &new[new_from + i], follows);
            }
            for note in &old[old_from + both..old_to] {
                self.note_alone(self.old, note, Kind::Dropped);
            }
            for note in &new[new_from + both..new_to] {
                self.note_alone(self.new, note, Kind::Added);
            }
            (old_from, new_from) = (old_to + 1, new_to + 1);
        }
    }

    /// A note that says something else; it `follows` where the form says the same.
    fn reworded(&mut self, old: &Note, new: &Note, follows: bool) {
        let runs = words::runs(&old.content, &new.content);
        let mut found = about(Kind::Changed, self.new.places[new.node]);
        found.details.push(Detail::words(runs));
        if follows {
            found.cause = Cause::Follows(Vec::new());
        }
        self.changes.push(found);
    }

    /// A note that one version alone has.
    fn note_alone(&mut self, side: &Side<'_>, note: &Note, kind: Kind) {
        let mut found = about(kind, side.places[note.node]);
        found.details.extend(one_sided("", kind, Some(plain(&note.content))));
        self.changes.push(found);
    }
}

/// A change of a note without details.
fn about(kind: Kind, order: usize) -> Change {
    let mut res = change(Topic::Wording, kind, "Chú thích", order);
    "chú thích cuối trang".clone_into(&mut res.place);
    res
}

/// All notes as the form says them.
fn typed<'a>(side: &Side<'a>) -> Vec<&'a str> {
    let notes = side.form().notes.iter();
    notes.map(|(_, note)| side.version.written(note.span)).collect()
}

/// The footnotes of a paper, in its order.
fn printed(tree: &Tree<'_>) -> Vec<Note> {
    let mut res = Vec::new();
    for node in BODY + 1..tree.len() {
        for inline in texts(tree.nodes[node].item).into_iter().flatten() {
            if let Inline::Note { content, .. } = inline {
                res.push(Note { node, content: content.clone() });
            }
        }
    }
    res
}

/// The texts of a part of the paper in which a note may stand.
fn texts(item: Item<'_>) -> Vec<&[Inline]> {
    match item {
        Item::Paper | Item::Body | Item::Appendix(_) => Vec::new(),
        Item::Block(Block::Paragraph(paragraph)) => vec![&paragraph.content],
        Item::Block(Block::Heading(heading)) => {
            let run_in = heading.run_in.as_deref().unwrap_or_default();
            vec![&heading.title, run_in]
        }
        Item::Block(Block::Table(table)) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let cells = cells.map(|cell| cell.content.as_slice());
            cells.chain(table.notes.iter().map(Vec::as_slice)).collect()
        }
    }
}
