//! Appendices with their marks, without what stands in them.

use crate::document;
use crate::redline::{Appendix, BlockMark, TextMark};

use super::super::MatchedVersions;
use super::super::order::MergeStep;
use super::super::tree::{PaperTree, TreeItem};
use super::super::words;
use super::line;

/// The appendix of a step; `None` where it is none. One that was moved is there twice, with
/// the label that it has in the other version as remark.
pub(super) fn merge_appendix_step(
    matched: &MatchedVersions<'_>,
    step: &MergeStep,
) -> Option<Appendix> {
    let (old_tree, new_tree) = (matched.old.tree, matched.new.tree);
    Some(match *step {
        MergeStep::Both { old, new } => merge_appendices(
            get_appendix(old_tree, old)?,
            get_appendix(new_tree, new)?,
            BlockMark::Kept,
        ),
        MergeStep::MovedTo { old, new } => {
            let (old, new) = (get_appendix(old_tree, old)?, get_appendix(new_tree, new)?);
            let remark = Some(old.label.clone());
            Appendix { remark, ..merge_appendices(old, new, BlockMark::MovedTo) }
        }
        MergeStep::MovedFrom { old, new } => {
            let (old, new) = (get_appendix(old_tree, old)?, get_appendix(new_tree, new)?);
            let remark = Some(new.label.clone());
            Appendix {
                remark,
                ..mark_appendix(old, BlockMark::MovedFrom, TextMark::Kept)
            }
        }
        MergeStep::Removed(old) => mark_appendix(
            get_appendix(old_tree, old)?,
            BlockMark::Removed,
            TextMark::Removed,
        ),
        MergeStep::Added(new) => {
            mark_appendix(get_appendix(new_tree, new)?, BlockMark::Added, TextMark::Added)
        }
    })
}

fn get_appendix<'d>(tree: &PaperTree<'d>, node: usize) -> Option<&'d document::Appendix> {
    match tree.nodes[node].item {
        TreeItem::Appendix(appendix) => Some(appendix),
        TreeItem::Paper | TreeItem::Body | TreeItem::Block(_) => None,
    }
}

/// An appendix of one version.
fn mark_appendix(
    appendix: &document::Appendix,
    block: BlockMark,
    mark: TextMark,
) -> Appendix {
    let document::Appendix { label, title, source, orientation, body: _, origin: _ } =
        appendix;
    Appendix {
        mark: block,
        remark: None,
        label: words::mark_text(label, mark),
        title: title.iter().map(|text| line::mark_line(text, mark)).collect(),
        source: words::mark_inlines(source, mark),
        orientation: *orientation,
        body: Vec::new(),
    }
}

/// An appendix of both versions. Its blocks have steps of their own, and its origin is not
/// on paper.
fn merge_appendices(
    old: &document::Appendix,
    new: &document::Appendix,
    mark: BlockMark,
) -> Appendix {
    let document::Appendix { label, title, source, orientation, body: _, origin: _ } =
        new;
    Appendix {
        mark,
        remark: None,
        label: words::mark_renumbered(&old.label, label),
        title: line::merge_lines(&old.title, title),
        source: words::compare_inlines(&old.source, source),
        orientation: *orientation,
        body: Vec::new(),
    }
}
