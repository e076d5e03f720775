//! Titles and paragraphs with their marks.

use crate::document::{Block, Heading, Paragraph};
use crate::redline::{self, BlockContent, BlockMark, TextMark};

use super::super::MatchedVersions;
use super::super::order::MergeStep;
use super::super::renumbering;
use super::super::side;
use super::super::tree::{PaperTree, TreeItem};
use super::super::words;
use super::{get_place_name, specimen, table};

/// The block of a step; `None` where it is no block. Of a block that was moved, the place
/// where it stood shows the old text as it was, and the place where it stands the changes.
pub(super) fn merge_block_step(
    matched: &MatchedVersions<'_>,
    step: &MergeStep,
) -> Option<redline::Block> {
    let (old_tree, new_tree) = (matched.old.tree, matched.new.tree);
    Some(match *step {
        MergeStep::Both { old, new } => {
            let part = merge_blocks(matched, old, new)?;
            let changed = is_content_changed(&part);
            redline::Block { mark: BlockMark::Kept, remark: None, changed, part }
        }
        MergeStep::Removed(old) => {
            mark_block(get_block(old_tree, old)?, BlockMark::Removed, TextMark::Removed)
        }
        MergeStep::Added(new) => {
            mark_block(get_block(new_tree, new)?, BlockMark::Added, TextMark::Added)
        }
        MergeStep::MovedFrom { old, new } => {
            let remark = get_block(new_tree, new).map(get_place_name);
            let old = get_block(old_tree, old)?;
            redline::Block {
                remark,
                ..mark_block(old, BlockMark::MovedFrom, TextMark::Kept)
            }
        }
        MergeStep::MovedTo { old, new } => {
            let part = merge_blocks(matched, old, new)?;
            let remark = get_block(old_tree, old).map(get_place_name);
            redline::Block { mark: BlockMark::MovedTo, remark, changed: true, part }
        }
    })
}

fn get_block<'d>(tree: &PaperTree<'d>, node: usize) -> Option<&'d Block> {
    match tree.nodes[node].item {
        TreeItem::Block(block) => Some(block),
        TreeItem::Paper | TreeItem::Body | TreeItem::Appendix(_) => None,
    }
}

/// A block of both versions.
fn merge_blocks(
    matched: &MatchedVersions<'_>,
    old: usize,
    new: usize,
) -> Option<BlockContent> {
    let (old_block, new_block) =
        (get_block(matched.old.tree, old)?, get_block(matched.new.tree, new)?);
    let mut part = match (old_block, new_block) {
        (Block::Heading(old), Block::Heading(new)) => {
            BlockContent::Heading(merge_headings(old, new))
        }
        (Block::Paragraph(old), Block::Paragraph(new)) => {
            BlockContent::Paragraph(merge_paragraphs(old, new))
        }
        (Block::Table(old_table), Block::Table(new_table)) => {
            let matched = matched.printed_match(old, new)?;
            BlockContent::Table(table::merge_tables(old_table, new_table, &matched))
        }
        (Block::Specimen(old), Block::Specimen(new)) => {
            BlockContent::Specimen(specimen::merge_specimens(old, new))
        }
        // Nodes of different kinds are never paired.
        (_, other) => {
            return Some(mark_block(other, BlockMark::Added, TextMark::Added).part);
        }
    };
    if side::is_effect(&matched.old, old, &matched.new, new) {
        hide_renumbering(&mut part);
    }
    Some(part)
}

/// Where the form says the same in both versions, other numbers of parts are the engine's.
fn hide_renumbering(part: &mut BlockContent) {
    match part {
        BlockContent::Heading(heading) => {
            renumbering::hide_reference_changes(&mut heading.title);
            if let Some(text) = &mut heading.run_in {
                renumbering::hide_reference_changes(text);
            }
        }
        BlockContent::Paragraph(paragraph) => {
            renumbering::hide_reference_changes(&mut paragraph.content);
        }
        BlockContent::Specimen(redline::Specimen::Line(line)) => {
            renumbering::hide_reference_changes(&mut line.content);
        }
        BlockContent::Table(_) | BlockContent::Specimen(_) => {}
    }
}

/// A block of one version.
fn mark_block(block: &Block, block_mark: BlockMark, mark: TextMark) -> redline::Block {
    let part = match block {
        Block::Heading(heading) => {
            let Heading { level, look, number, title, run_in, origin: _ } = heading;
            BlockContent::Heading(redline::Heading {
                level: *level,
                look: *look,
                old_look: *look,
                number: words::mark_text(number, mark),
                title: words::mark_inlines(title, mark),
                run_in: run_in.as_ref().map(|text| words::mark_inlines(text, mark)),
            })
        }
        Block::Paragraph(paragraph) => {
            let Paragraph { marker, content, keep, origin: _ } = paragraph;
            BlockContent::Paragraph(redline::Paragraph {
                marker: words::mark_text(marker, mark),
                content: words::mark_inlines(content, mark),
                keep: *keep,
            })
        }
        Block::Table(table) => BlockContent::Table(table::mark_table(table, mark)),
        Block::Specimen(part) => {
            BlockContent::Specimen(specimen::mark_specimen(part, mark))
        }
    };
    redline::Block { mark: block_mark, remark: None, changed: true, part }
}

/// A title of both versions; its origin is not on paper.
fn merge_headings(old: &Heading, new: &Heading) -> redline::Heading {
    let Heading { level, look, number, title, run_in, origin: _ } = new;
    let old_text = old.run_in.as_deref().unwrap_or_default();
    let new_text = run_in.as_deref().unwrap_or_default();
    let has_run_in = old.run_in.is_some() || run_in.is_some();
    redline::Heading {
        level: *level,
        look: *look,
        old_look: old.look,
        number: words::mark_renumbered(&old.number, number),
        title: words::compare_inlines(&old.title, title),
        run_in: has_run_in.then(|| words::compare_inlines(old_text, new_text)),
    }
}

/// A paragraph of both versions; its origin is not on paper.
fn merge_paragraphs(old: &Paragraph, new: &Paragraph) -> redline::Paragraph {
    let Paragraph { marker, content, keep, origin: _ } = new;
    redline::Paragraph {
        marker: words::mark_renumbered(&old.marker, marker),
        content: words::compare_inlines(&old.content, content),
        keep: *keep,
    }
}

/// Whether there is something in a block for a reader to look at.
fn is_content_changed(part: &BlockContent) -> bool {
    match part {
        BlockContent::Heading(heading) => {
            words::has_change(&heading.title)
                || heading.run_in.as_deref().is_some_and(words::has_change)
        }
        BlockContent::Paragraph(paragraph) => words::has_change(&paragraph.content),
        BlockContent::Table(table) => table::is_table_changed(table),
        BlockContent::Specimen(part) => specimen::is_specimen_changed(part),
    }
}
