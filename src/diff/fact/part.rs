//! Sections, tasks, appendices and paragraphs that were added, removed or moved as a whole.

use crate::document::{Block, BlockRole};

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::printed_task::{PrintedTask, TaskSpot};
use super::super::side::Side;
use super::super::tree::{BODY, TreeItem};
use super::activity::ACTIVITIES;
use super::wording::name_part;
use super::{ChangeCollector, build_change, build_one_sided_value};

impl ChangeCollector<'_> {
    /// A part that stands elsewhere now, with what has `changed` on the way: from where to
    /// where, or, under the same title, from which number to which.
    pub(super) fn describe_moved_part(
        &self,
        old: usize,
        new: usize,
        changed: Option<Change>,
    ) -> Change {
        let topic = match self.new.tree.table(new) {
            Some(_) => Topic::Table,
            None => self.find_topic(self.new, new).unwrap_or(Topic::Wording),
        };
        let mut res = build_change(topic, ChangeKind::Moved, name_part(self.new, new), 0);
        res.place = name_surroundings(self.new, new);
        let old_place = name_surroundings(self.old, old);
        res.details.push(if old_place == res.place {
            // It is another place among its neighbours.
            Detail::value(
                "vị trí",
                name_position(self.old, old),
                name_position(self.new, new),
            )
        } else {
            Detail::value("vị trí", Some(old_place), Some(res.place.clone()))
        });
        if let Some(changed) = changed {
            res.details.extend(changed.details);
        }
        res
    }

    /// A part that one version alone has; what is below such a part goes with it.
    ///
    /// `None` for a node whose parent is of one version as well, since the parent's change
    /// names it, but for a task, whose money and deadline must be seen; and for what is
    /// compared in other terms.
    pub(super) fn describe_one_sided_part(
        &self,
        side: &Side<'_>,
        node: usize,
        kind: ChangeKind,
    ) -> Option<Change> {
        let pairs = match kind {
            ChangeKind::Added => &self.nodes.old,
            _ => &self.nodes.new,
        };
        let tree = side.tree;
        let parent = tree.nodes[node].parent;
        let is_below = parent > BODY && pairs[parent].is_none();
        if is_below && tree.role(node) != BlockRole::Task {
            return None;
        }
        if tree.role(node) == BlockRole::Task && self.is_task_kept(node, kind) {
            // It is a row of a table in the other version, and is compared as a task.
            return None;
        }
        let topic = self.find_topic(side, node)?;
        let is_told_elsewhere = topic == Topic::Money
            && self.is_told_with_sum(side, node)
            || self.is_run_in_elsewhere(side, node);
        if is_told_elsewhere {
            return None;
        }
        let is_paragraph = matches!(
            tree.nodes[node].item,
            TreeItem::Block(Block::Paragraph(_) | Block::Specimen(_))
        );
        let what = if is_paragraph { String::new() } else { name_part(side, node) };
        let mut res = build_change(topic, kind, what, 0);
        let origin = tree.origin(node)?;
        res.place = match tree.nodes[node].item {
            TreeItem::Appendix(appendix) => appendix.label.clone(),
            _ => name_surroundings(side, node),
        };
        res.details = if is_paragraph {
            build_one_sided_value("", kind, Some(tree.text(node))).into_iter().collect()
        } else if origin.role == BlockRole::Task {
            let spot = TaskSpot::Title(node);
            let task = side.task_at(origin.span);
            let printed = task.map(|task| PrintedTask { spot, task });
            let details = printed.map(|t| self.describe_one_sided_task(side, t, kind));
            details.unwrap_or_default()
        } else {
            self.list_contents(side, node, kind)
        };
        if is_paragraph
            && let Some(unit) = pairs[parent]
            && tree.role(parent) == BlockRole::Unit
        {
            self.tell_with_unit(&mut res, side, parent, unit);
        }
        Some(res)
    }

    /// Makes of a line that was added or removed a change of the unit whose line it is.
    fn tell_with_unit(
        &self,
        change: &mut Change,
        side: &Side<'_>,
        unit: usize,
        partner: usize,
    ) {
        let new_unit = if std::ptr::eq(side, self.new) { unit } else { partner };
        change.kind = ChangeKind::Changed;
        change.what = name_part(self.new, new_unit);
        change.place = self.new.place(new_unit);
        for detail in &mut change.details {
            ACTIVITIES.clone_into(&mut detail.label);
        }
    }

    /// Whether a title that one version alone has is of a task that both have, or that is
    /// told as a part of another.
    fn is_task_kept(&self, node: usize, kind: ChangeKind) -> bool {
        let is_new = kind == ChangeKind::Added;
        let (side, alone) = if is_new {
            (self.new, &self.tasks.added)
        } else {
            (self.old, &self.tasks.removed)
        };
        let spot = TaskSpot::Title(node);
        let mut tasks = alone.iter().filter(|index| !self.splits.has(**index, is_new));
        !tasks.any(|index| side.printed_tasks()[*index].spot == spot)
    }
}

/// The number of a part, else its place among its neighbours.
fn name_position(side: &Side<'_>, node: usize) -> Option<String> {
    let nodes = &side.tree.nodes;
    match nodes[node].item {
        TreeItem::Block(Block::Heading(heading)) if !heading.number.is_empty() => {
            Some(heading.number.clone())
        }
        TreeItem::Appendix(appendix) => Some(appendix.label.clone()),
        _ => {
            let siblings = &nodes[nodes[node].parent].children;
            let place = siblings.iter().position(|sibling| *sibling == node)?;
            Some(format!("thứ {}", place + 1))
        }
    }
}

/// How the part around a node is called.
fn name_surroundings(side: &Side<'_>, node: usize) -> String {
    let parent = side.tree.nodes[node].parent;
    match side.tree.nodes[parent].item {
        TreeItem::Paper | TreeItem::Body => "phần nội dung".to_owned(),
        TreeItem::Appendix(appendix) => appendix.label.clone(),
        TreeItem::Block(_) => {
            let place = side.place(parent);
            if side.tree.role(parent) != BlockRole::Unit {
                return place;
            }
            let unit = side.tree.title(parent);
            format!("{place} ({})", unit.trim_end_matches(':'))
        }
    }
}
