//! Titles and paragraphs with their marks.

use crate::document::{Block, Heading, Inline, Paragraph};
use crate::redline::{self, BlockMark, Mark, Part, Runs};

use super::super::Matched;
use super::super::order::Step;
use super::super::side;
use super::super::tree::{Item, Tree};
use super::super::words;
use super::{place, table};

/// The block of a step; `None` where it is no block.
pub(super) fn block(both: &Matched<'_>, step: &Step) -> Option<redline::Block> {
    let (old_tree, new_tree) = (both.old.tree, both.new.tree);
    Some(match *step {
        Step::Both { old, new } => {
            let part = merged(both, old, new)?;
            let changed = is_changed(&part);
            redline::Block { mark: BlockMark::Kept, remark: None, changed, part }
        }
        Step::Deleted(old) => {
            whole(of_node(old_tree, old)?, BlockMark::Deleted, Mark::Deleted)
        }
        Step::Added(new) => whole(of_node(new_tree, new)?, BlockMark::Added, Mark::Added),
        Step::MovedFrom { old, new } => {
            let remark = of_node(new_tree, new).map(place);
            let old = of_node(old_tree, old)?;
            redline::Block { remark, ..whole(old, BlockMark::MovedFrom, Mark::Kept) }
        }
        Step::MovedTo { old, new } => {
            let (part, changed) = (merged(both, old, new)?, true);
            let remark = of_node(old_tree, old).map(place);
            redline::Block { mark: BlockMark::MovedTo, remark, changed, part }
        }
    })
}

fn of_node<'d>(tree: &Tree<'d>, node: usize) -> Option<&'d Block> {
    match tree.nodes[node].item {
        Item::Block(block) => Some(block),
        Item::Paper | Item::Body | Item::Appendix(_) => None,
    }
}

/// A block of both versions.
fn merged(both: &Matched<'_>, old: usize, new: usize) -> Option<Part> {
    let (old_block, new_block) =
        (of_node(both.old.tree, old)?, of_node(both.new.tree, new)?);
    let mut part = match (old_block, new_block) {
        (Block::Heading(old), Block::Heading(new)) => Part::Heading(headings(old, new)),
        (Block::Paragraph(old), Block::Paragraph(new)) => {
            Part::Paragraph(paragraphs(old, new))
        }
        (Block::Table(old_table), Block::Table(new_table)) => {
            let matched = both.printed_match(old, new)?;
            Part::Table(table::merged(old_table, new_table, &matched))
        }
        // Nodes of different kinds are never paired.
        (_, other) => return Some(whole(other, BlockMark::Added, Mark::Added).part),
    };
    if side::is_effect(&both.old, old, &both.new, new) {
        quiet(&mut part);
    }
    Some(part)
}

/// In what nobody has written anew, other numbers of parts are the engine's.
fn quiet(part: &mut Part) {
    match part {
        Part::Heading(heading) => {
            words::quiet_references(&mut heading.title);
            if let Some(text) = &mut heading.run_in {
                words::quiet_references(text);
            }
        }
        Part::Paragraph(paragraph) => words::quiet_references(&mut paragraph.content),
        Part::Table(_) => {}
    }
}

/// A block of one version.
fn whole(block: &Block, block_mark: BlockMark, mark: Mark) -> redline::Block {
    let part = match block {
        Block::Heading(heading) => {
            let Heading { level, look, number, title, run_in, origin: _ } = heading;
            Part::Heading(redline::Heading {
                level: *level,
                look: *look,
                number: words::whole_text(number, mark),
                title: words::whole(title, mark),
                run_in: run_in.as_ref().map(|text| words::whole(text, mark)),
            })
        }
        Block::Paragraph(paragraph) => {
            let Paragraph { marker, content, keep, origin: _ } = paragraph;
            Part::Paragraph(redline::Paragraph {
                marker: words::whole_text(marker, mark),
                content: words::whole(content, mark),
                keep: *keep,
            })
        }
        Block::Table(table) => Part::Table(table::whole(table, mark)),
    };
    redline::Block { mark: block_mark, remark: None, changed: true, part }
}

/// A title of both versions; its origin is not on paper.
fn headings(old: &Heading, new: &Heading) -> redline::Heading {
    let Heading { level, look, number, title, run_in, origin: _ } = new;
    let text = |text: &Option<Vec<Inline>>| text.clone().unwrap_or_default();
    let has_run_in = old.run_in.is_some() || run_in.is_some();
    redline::Heading {
        level: *level,
        look: *look,
        number: words::renumbered(&old.number, number),
        title: words::runs(&old.title, title),
        run_in: has_run_in.then(|| words::runs(&text(&old.run_in), &text(run_in))),
    }
}

/// A paragraph of both versions; its origin is not on paper.
fn paragraphs(old: &Paragraph, new: &Paragraph) -> redline::Paragraph {
    let Paragraph { marker, content, keep, origin: _ } = new;
    redline::Paragraph {
        marker: words::renumbered(&old.marker, marker),
        content: words::runs(&old.content, content),
        keep: *keep,
    }
}

fn is_changed(part: &Part) -> bool {
    let changed = |runs: &Runs| words::is_change(runs);
    match part {
        Part::Heading(heading) => {
            changed(&heading.title) || heading.run_in.as_ref().is_some_and(changed)
        }
        Part::Paragraph(paragraph) => changed(&paragraph.content),
        Part::Table(table) => table::is_changed(table),
    }
}
