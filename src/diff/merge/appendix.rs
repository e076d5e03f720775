//! Appendices with their marks, without what stands in them.

use crate::document;
use crate::redline::{Appendix, BlockMark, Mark};

use super::super::Matched;
use super::super::order::Step;
use super::super::tree::{Item, Tree};
use super::super::words;
use super::line;

/// The appendix of a step; `None` where it is none.
pub(super) fn appendix(both: &Matched<'_>, step: &Step) -> Option<Appendix> {
    let (old_tree, new_tree) = (both.old.tree, both.new.tree);
    Some(match *step {
        Step::Both { old, new } => {
            merged(of_node(old_tree, old)?, of_node(new_tree, new)?, BlockMark::Kept)
        }
        Step::MovedTo { old, new } => {
            let (old, new) = (of_node(old_tree, old)?, of_node(new_tree, new)?);
            let remark = Some(old.label.clone());
            Appendix { remark, ..merged(old, new, BlockMark::MovedTo) }
        }
        Step::MovedFrom { old, new } => {
            let (old, new) = (of_node(old_tree, old)?, of_node(new_tree, new)?);
            let remark = Some(new.label.clone());
            Appendix { remark, ..whole(old, BlockMark::MovedFrom, Mark::Kept) }
        }
        Step::Deleted(old) => {
            whole(of_node(old_tree, old)?, BlockMark::Deleted, Mark::Deleted)
        }
        Step::Added(new) => whole(of_node(new_tree, new)?, BlockMark::Added, Mark::Added),
    })
}

fn of_node<'d>(tree: &Tree<'d>, node: usize) -> Option<&'d document::Appendix> {
    match tree.nodes[node].item {
        Item::Appendix(appendix) => Some(appendix),
        Item::Paper | Item::Body | Item::Block(_) => None,
    }
}

/// An appendix of one version.
fn whole(appendix: &document::Appendix, block: BlockMark, mark: Mark) -> Appendix {
    let document::Appendix { label, title, source, turn, body: _, origin: _ } = appendix;
    Appendix {
        mark: block,
        remark: None,
        label: words::whole_text(label, mark),
        title: title.iter().map(|text| line::whole(text, mark)).collect(),
        source: words::whole(source, mark),
        turn: *turn,
        body: Vec::new(),
    }
}

/// An appendix of both versions. Its blocks have steps of their own, and its origin is not
/// on paper.
fn merged(
    old: &document::Appendix,
    new: &document::Appendix,
    mark: BlockMark,
) -> Appendix {
    let document::Appendix { label, title, source, turn, body: _, origin: _ } = new;
    Appendix {
        mark,
        remark: None,
        label: words::renumbered(&old.label, label),
        title: line::lines(&old.title, title),
        source: words::runs(&old.source, source),
        turn: *turn,
        body: Vec::new(),
    }
}
