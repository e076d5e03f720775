//! Sections, appendices and words that both versions have, by the blocks of both papers
//! and how they pair.

use crate::document::{Block, Inline, Role};
use crate::form::Field;
use crate::redline::Runs;

use super::super::change::{Change, Detail, Kind, Topic};
use super::super::order::Step;
use super::super::side::{self, Side};
use super::super::tree::{BODY, Item};
use super::super::words;
use super::{Facts, change};

/// Words of a paragraph by which it is named.
const SHOWN: usize = 16;

/// What is to be done in a task, as a label of its changes.
const ACTIVITIES: &str = "nội dung";

impl Facts<'_> {
    pub(super) fn wording(&mut self) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let one_lacks = old.sections().is_empty() != new.sections().is_empty();
        if self.is_partly_unread() && one_lacks {
            // The whole body of one version could not be read: that is named.
            return;
        }
        for (order, step) in self.steps.iter().enumerate() {
            let found = match *step {
                Step::Both { old, new } => self.both(old, new),
                Step::MovedTo { old, new } if self.moved[old] => {
                    let changed = self.both(old, new);
                    // Who has moved a part has not made what follows from other edits.
                    let (follows, edited) =
                        if changed.as_ref().is_some_and(Change::follows) {
                            (changed, None)
                        } else {
                            (None, changed)
                        };
                    let moved = self.moved_part(old, new, edited);
                    self.changes.push(Change { order: order + 1, ..moved });
                    follows
                }
                Step::MovedTo { old, new } => self.both(old, new),
                Step::Deleted(old) => self.alone(self.old, old, Kind::Dropped),
                Step::Added(new) => self.alone(self.new, new, Kind::Added),
                // It is told where it has gone to.
                Step::MovedFrom { .. } => None,
            };
            let Some(found) = found else { continue };
            let found = Change { order: order + 1, ..found };
            match self.changes.last_mut() {
                Some(last) if joins(last, &found) => last.details.extend(found.details),
                _ => self.changes.push(found),
            }
        }
    }

    /// What differs in the words of a part that both have.
    fn both(&self, old: usize, new: usize) -> Option<Change> {
        let topic = self.topic(self.new, new)?;
        if self.task_pair(old, new).is_some() {
            // Its title is told with what it says of itself.
            return None;
        }
        let runs = self.runs(old, new)?;
        let (old_origin, new_origin) =
            (self.old.tree.origin(old)?, self.new.tree.origin(new)?);
        let is_activity = new_origin.role == Role::Field(Field::Activities);
        let what = match self.new.tree.nodes[new].item {
            _ if is_activity => self.new.tree.title(self.new.tree.nodes[new].parent),
            Item::Block(Block::Heading(_)) | Item::Appendix(_) => name(self.new, new),
            _ => String::new(),
        };
        let mut res = change(topic, Kind::Changed, what, 0);
        res.place.clone_from(&new_origin.place);
        if new_origin.role == Role::Money {
            res.details = self.section_money(old_origin, new_origin);
            if !res.details.is_empty() {
                return Some(res);
            }
        }
        res.cause = self.cause(old_origin, new_origin);
        let mut detail = Detail::words(runs);
        if is_activity {
            ACTIVITIES.clone_into(&mut detail.label);
        }
        res.details.push(detail);
        Some(res)
    }

    /// The words of both, where there is something to look at.
    fn runs(&self, old: usize, new: usize) -> Option<Runs> {
        let (old_node, new_node) = (&self.old.tree.nodes[old], &self.new.tree.nodes[new]);
        if old_node.own == new_node.own {
            return None;
        }
        let mut runs = words::runs(&inlines(old_node.item), &inlines(new_node.item));
        if side::is_effect(self.old, old, self.new, new) {
            words::quiet_references(&mut runs);
            if self.is_partly_unread() {
                words::quiet_blanks(&mut runs);
            }
        }
        words::is_change(&runs).then_some(runs)
    }

    /// What a part is about; `None` for what is told in other terms: parts of a task,
    /// bases, tables.
    pub(super) fn topic(&self, side: &Side<'_>, node: usize) -> Option<Topic> {
        if node <= BODY {
            return None;
        }
        Some(match side.tree.role(node) {
            Role::Section | Role::Objective | Role::Group => Topic::Section,
            Role::Task | Role::Field(Field::Activities) => Topic::Task,
            Role::Unit => Topic::Assignment,
            Role::Appendix => Topic::Appendix,
            Role::Money => Topic::Money,
            Role::Opening if self.is_running() => return None,
            Role::Field(
                Field::Time | Field::Output | Field::Budget | Field::Assignment,
            )
            | Role::Basis
            | Role::Table
            | Role::Made => return None,
            Role::Opening | Role::Closing => Topic::Wording,
            Role::Words => {
                let parent = side.tree.nodes[node].parent;
                if side.tree.role(parent) == Role::Unit {
                    Topic::Assignment
                } else {
                    Topic::Wording
                }
            }
        })
    }
}

/// How a part is called in a change of it.
pub(super) fn name(side: &Side<'_>, node: usize) -> String {
    let text = side.tree.title(node);
    match side.tree.nodes[node].item {
        Item::Block(Block::Paragraph(_)) => words::first(&text, SHOWN),
        Item::Appendix(appendix) => format!("{} “{text}”", appendix.label),
        _ => text.trim_end_matches(':').to_owned(),
    }
}

/// The words of a part of the paper.
fn inlines(item: Item<'_>) -> Vec<Inline> {
    match item {
        Item::Paper | Item::Body | Item::Block(Block::Table(_)) => Vec::new(),
        Item::Appendix(appendix) => vec![words::upright(&appendix.title.join(" "))],
        Item::Block(Block::Paragraph(paragraph)) => bare(&paragraph.content),
        Item::Block(Block::Heading(heading)) => {
            let mut res = bare(&heading.title);
            if let Some(text) = &heading.run_in {
                res.push(words::upright(" "));
                res.extend(bare(text));
            }
            res
        }
    }
}

/// A text with its footnotes as marks: what they say is compared by itself.
fn bare(inlines: &[Inline]) -> Vec<Inline> {
    let one = |inline: &Inline| match inline {
        Inline::Note { number, .. } => {
            Inline::Note { number: *number, content: Vec::new() }
        }
        other => other.clone(),
    };
    inlines.iter().map(one).collect()
}

/// Paragraphs that have come or gone one after another are one change.
fn joins(last: &Change, next: &Change) -> bool {
    let words =
        |c: &Change| c.what.is_empty() && c.details.iter().all(|d| d.words.is_empty());
    last.kind == next.kind
        && matches!(last.kind, Kind::Added | Kind::Dropped)
        && (last.topic, &last.place) == (next.topic, &next.place)
        && words(last)
        && words(next)
}
