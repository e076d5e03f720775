//! Sections, appendices and words that both versions have, by the blocks of both papers
//! and how they pair.

use crate::document::{Block, BlockRole, Inline, Specimen};
use crate::redline::Runs;

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::order::MergeStep;
use super::super::renumbering;
use super::super::side::{self, Side};
use super::super::tree::{BODY, TreeItem, describe_frame};
use super::super::words;
use super::activity::ACTIVITIES;
use super::id::describe_new_id;
use super::{ChangeCollector, build_change};

/// Words of a paragraph by which it is named.
const SHOWN: usize = 16;

impl ChangeCollector<'_> {
    /// All parts of both papers, step by step in their common order.
    ///
    /// A part that both have is compared; what was changed in one that has moved is part of
    /// the move, unless it follows from other edits, when it is a change of its own beside
    /// it. `MovedFrom` is passed over, since the move is reported where the part stands now,
    /// and `MovedTo` below a part that has moved as a whole is compared without a move.
    pub(super) fn collect_wording(&mut self) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let one_lacks = old.sections().is_empty() != new.sections().is_empty();
        if self.is_partly_unread() && one_lacks {
            // The whole body of one version could not be read, which is reported apart.
            return;
        }
        for (order, step) in self.steps.iter().enumerate() {
            let found = match *step {
                MergeStep::Both { old, new } => self.compare_part(old, new),
                MergeStep::MovedTo { old, new }
                    if self.moved[old] && self.is_told_as_moved(new) =>
                {
                    let changed = self.compare_part(old, new);
                    // Moving a part is one edit; what follows from other edits is none
                    // of it.
                    let (follows, edited) =
                        if changed.as_ref().is_some_and(Change::follows) {
                            (changed, None)
                        } else {
                            (None, changed)
                        };
                    let moved = self.describe_moved_part(old, new, edited);
                    self.changes.push(Change { order: order + 1, ..moved });
                    follows
                }
                MergeStep::MovedTo { old, new } => self.compare_part(old, new),
                MergeStep::Removed(old) => {
                    self.describe_one_sided_part(self.old, old, ChangeKind::Removed)
                }
                MergeStep::Added(new) => {
                    self.describe_one_sided_part(self.new, new, ChangeKind::Added)
                }
                MergeStep::MovedFrom { .. } => None,
            };
            let Some(found) = found else { continue };
            let found = Change { order: order + 1, ..found };
            match self.changes.last_mut() {
                Some(last) if is_continuation(last, &found) => {
                    last.details.extend(found.details);
                }
                _ => self.changes.push(found),
            }
        }
    }

    /// What differs in the words of a part that both have. Money is compared by its amounts
    /// first: its words are shown only where these are the same.
    fn compare_part(&mut self, old: usize, new: usize) -> Option<Change> {
        let topic = self.find_topic(self.new, new)?;
        let roles = [self.old.tree.role(old), self.new.tree.role(new)];
        if roles == [BlockRole::Task; 2] {
            // Its title is compared with what it says of itself.
            return None;
        }
        let (old_origin, new_origin) =
            (self.old.tree.origin(old)?, self.new.tree.origin(new)?);
        let is_money = new_origin.role == BlockRole::Money;
        if is_money && self.is_told_with_sum(self.new, new) {
            return None;
        }
        let mut res = self.build_part_change(topic, new);
        let ids = describe_new_id(old_origin.id.as_deref(), new_origin.id.as_deref());
        if let Some(detail) = ids {
            // What else differs may follow from other edits.
            let order = self.new.places[new];
            self.changes.push(Change { details: vec![detail], order, ..res.clone() });
        }
        let shift = self.describe_run_in_shift(old, new, res.clone());
        if shift.is_some() {
            return shift;
        }
        if is_money {
            let details = self.compare_section_money(old_origin, new_origin);
            if let Some(figure_id) = self.find_computed_money(old_origin, new_origin)
                && !details.is_empty()
            {
                self.add_computed_amounts(figure_id, res, details);
                return None;
            }
            res.details = details;
            if !res.details.is_empty() {
                return Some(res);
            }
        }
        res.cause = self.cause(old_origin, new_origin);
        let mut detail = Detail::words(self.compare_words(old, new)?);
        if self.name_unit_of_line(new).is_some() {
            ACTIVITIES.clone_into(&mut detail.label);
        }
        res.details.push(detail);
        Some(res)
    }

    /// A change of a part of both versions, without details: a title names it, and a line of
    /// a unit goes by the name of the unit.
    fn build_part_change(&self, topic: Topic, node: usize) -> Change {
        let what = match self.new.tree.nodes[node].item {
            TreeItem::Block(Block::Heading(_)) | TreeItem::Appendix(_) => {
                name_part(self.new, node)
            }
            _ => self.name_unit_of_line(node).unwrap_or_default(),
        };
        let mut res = build_change(topic, ChangeKind::Changed, what, 0);
        res.place = self.new.place(node);
        res
    }

    /// The words of both with marks; `None` where a reader would see no difference.
    fn compare_words(&self, old: usize, new: usize) -> Option<Runs> {
        let (old_node, new_node) = (&self.old.tree.nodes[old], &self.new.tree.nodes[new]);
        if old_node.own_hash == new_node.own_hash {
            return None;
        }
        let mut runs = words::compare_inlines(
            &collect_inlines(old_node.item),
            &collect_inlines(new_node.item),
        );
        if side::is_effect(self.old, old, self.new, new) {
            // Typed alike: the differences are the engine's.
            renumbering::hide_reference_changes(&mut runs);
            if self.is_partly_unread() {
                renumbering::hide_blank_changes(&mut runs);
            }
        }
        words::has_change(&runs).then_some(runs)
    }

    /// What a part is about; `None` for what is compared in other terms: parts of a task,
    /// bases, tables.
    pub(super) fn find_topic(&self, side: &Side<'_>, node: usize) -> Option<Topic> {
        if node <= BODY {
            return None;
        }
        Some(match side.tree.role(node) {
            BlockRole::Section | BlockRole::Objective | BlockRole::Group => {
                Topic::Section
            }
            BlockRole::Task => Topic::Task,
            BlockRole::Unit => Topic::Assignment,
            BlockRole::Appendix => Topic::Appendix,
            BlockRole::Money => Topic::Money,
            // One paragraph with the bases, and compared with them.
            BlockRole::Opening if self.has_running_bases() => return None,
            // Compared with their task, if both versions have it as one.
            BlockRole::Field(_) if self.is_part_of_task(side, node) => return None,
            BlockRole::Field(_) => Topic::Wording,
            BlockRole::Basis
            | BlockRole::TaskTable
            | BlockRole::Table
            | BlockRole::Generated => return None,
            BlockRole::Opening | BlockRole::Closing => Topic::Wording,
            BlockRole::Words => {
                let parent = side.tree.nodes[node].parent;
                if side.tree.role(parent) == BlockRole::Unit {
                    Topic::Assignment
                } else {
                    Topic::Wording
                }
            }
        })
    }
}

impl ChangeCollector<'_> {
    /// Whether the part under whose title a node stands is a task of both versions, or of
    /// one alone: then what differs in the node is told with the task.
    fn is_part_of_task(&self, side: &Side<'_>, node: usize) -> bool {
        let parent = side.tree.nodes[node].parent;
        let (partners, other) = if std::ptr::eq(side, self.old) {
            (&self.nodes.new, self.new)
        } else {
            (&self.nodes.old, self.old)
        };
        partners[parent].is_none_or(|partner| other.tree.role(partner) == BlockRole::Task)
    }

    /// The unit of which a new node is a line; `None` for another part.
    fn name_unit_of_line(&self, node: usize) -> Option<String> {
        let tree = self.new.tree;
        let parent = tree.nodes[node].parent;
        let is_line =
            tree.role(node) == BlockRole::Words && tree.role(parent) == BlockRole::Unit;
        is_line.then(|| name_part(self.new, parent))
    }

    /// Whether a part that stands elsewhere now is told by itself: the parts of a task are
    /// told with it, and bases with the others.
    fn is_told_as_moved(&self, new: usize) -> bool {
        let is_basis =
            matches!(self.new.tree.role(new), BlockRole::Basis | BlockRole::Opening);
        !is_basis && !matches!(self.new.tree.role(new), BlockRole::Field(_))
            || self.find_topic(self.new, new).is_some()
    }
}

/// How a part is called in a change of it.
pub(super) fn name_part(side: &Side<'_>, node: usize) -> String {
    let text = side.tree.title(node);
    match side.tree.nodes[node].item {
        TreeItem::Block(Block::Paragraph(_) | Block::Specimen(_)) => {
            words::cut_to_words(&text, SHOWN)
        }
        TreeItem::Appendix(appendix) => format!("{} “{text}”", appendix.label),
        TreeItem::Block(Block::Table(table)) => match &table.caption {
            Some(caption) => format!("Bảng “{caption}”"),
            None => "Bảng".to_owned(),
        },
        _ => text.trim_end_matches(':').to_owned(),
    }
}

/// The words of a part of the paper.
fn collect_inlines(item: TreeItem<'_>) -> Vec<Inline> {
    match item {
        TreeItem::Paper | TreeItem::Body | TreeItem::Block(Block::Table(_)) => Vec::new(),
        TreeItem::Appendix(appendix) => {
            vec![words::build_upright(&appendix.title.join(" "))]
        }
        TreeItem::Block(Block::Paragraph(paragraph)) => {
            words::strip_notes(&paragraph.content)
        }
        TreeItem::Block(Block::Specimen(specimen)) => {
            let mut res = Vec::new();
            if let Specimen::Frame(frame) = specimen {
                res.push(words::build_upright(&describe_frame(frame)));
            }
            for text in specimen.texts() {
                if !res.is_empty() {
                    res.push(words::build_upright(" "));
                }
                res.extend(words::strip_notes(text));
            }
            res
        }
        TreeItem::Block(Block::Heading(heading)) => {
            let mut res = words::strip_notes(&heading.title);
            if let Some(text) = &heading.run_in {
                res.push(words::build_upright(" "));
                res.extend(words::strip_notes(text));
            }
            res
        }
    }
}

/// Whether a change goes on with the one before: paragraphs that were added or removed one
/// after another are one change.
fn is_continuation(last: &Change, next: &Change) -> bool {
    last.kind == next.kind
        && matches!(last.kind, ChangeKind::Added | ChangeKind::Removed)
        && (last.topic, &last.place) == (next.topic, &next.place)
        && is_nameless_text(last)
        && is_nameless_text(next)
}

/// Whether a change is of text alone, without a name and without marked words.
fn is_nameless_text(change: &Change) -> bool {
    change.what.is_empty() && change.details.iter().all(|detail| detail.words.is_empty())
}
