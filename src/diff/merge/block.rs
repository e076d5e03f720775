//! Titles and paragraphs with their marks.

use crate::document::{Block, Heading, Inline, Paragraph};
use crate::redline::{self, BlockMark, Mark, Part, Runs};

use super::super::order::Step;
use super::super::tree::Item;
use super::super::words;
use super::{Merge, place, table};

impl Merge<'_, '_> {
    /// The block of a step; `None` where it is no block.
    pub(super) fn block(&self, step: &Step) -> Option<redline::Block> {
        Some(match *step {
            Step::Both { old, new } => {
                let part = self.both(old, new)?;
                let changed = is_changed(&part);
                redline::Block { mark: BlockMark::Kept, remark: None, changed, part }
            }
            Step::Deleted(old) => {
                one(self.old_block(old)?, BlockMark::Deleted, Mark::Deleted)
            }
            Step::Added(new) => one(self.new_block(new)?, BlockMark::Added, Mark::Added),
            Step::MovedFrom { old, new } => {
                let block = self.old_block(old)?;
                let mut res = one(block, BlockMark::MovedFrom, Mark::Kept);
                res.remark = self.new_block(new).map(place);
                res
            }
            Step::MovedTo { old, new } => {
                let (part, changed) = (self.both(old, new)?, true);
                let remark = self.old_block(old).map(place);
                redline::Block { mark: BlockMark::MovedTo, remark, changed, part }
            }
        })
    }

    fn old_block(&self, at: usize) -> Option<&Block> {
        match self.old.nodes[at].item {
            Item::Block(block) => Some(block),
            _ => None,
        }
    }

    fn new_block(&self, at: usize) -> Option<&Block> {
        match self.new.nodes[at].item {
            Item::Block(block) => Some(block),
            _ => None,
        }
    }

    fn both(&self, old: usize, new: usize) -> Option<Part> {
        let (ours, theirs) = (self.old_block(old)?, self.new_block(new)?);
        let mut part = match (ours, theirs) {
            (Block::Heading(a), Block::Heading(b)) => Part::Heading(headings(a, b)),
            (Block::Paragraph(a), Block::Paragraph(b)) => {
                Part::Paragraph(paragraphs(a, b))
            }
            (Block::Table(a), Block::Table(b)) => Part::Table(table::tables(a, b)),
            // Nodes of different kinds are never paired.
            (_, other) => return Some(one(other, BlockMark::Added, Mark::Added).part),
        };
        if (self.is_effect)(old, new) {
            quiet(&mut part);
        }
        Some(part)
    }
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

fn one(block: &Block, block_mark: BlockMark, mark: Mark) -> redline::Block {
    let part = match block {
        Block::Heading(heading) => Part::Heading(redline::Heading {
            level: heading.level,
            look: heading.look,
            number: words::whole_text(&heading.number, mark),
            title: words::whole(&heading.title, mark),
            run_in: heading.run_in.as_ref().map(|text| words::whole(text, mark)),
        }),
        Block::Paragraph(paragraph) => Part::Paragraph(redline::Paragraph {
            marker: words::whole_text(&paragraph.marker, mark),
            content: words::whole(&paragraph.content, mark),
            keep: paragraph.keep,
        }),
        Block::Table(table) => Part::Table(table::whole(table, mark)),
    };
    redline::Block { mark: block_mark, remark: None, changed: true, part }
}

fn headings(old: &Heading, new: &Heading) -> redline::Heading {
    let run_in = match (&old.run_in, &new.run_in) {
        (None, None) => None,
        (ours, theirs) => {
            let text = |text: &Option<Vec<Inline>>| text.clone().unwrap_or_default();
            Some(words::runs(&text(ours), &text(theirs)))
        }
    };
    redline::Heading {
        level: new.level,
        look: new.look,
        number: words::renumbered(&old.number, &new.number),
        title: words::runs(&old.title, &new.title),
        run_in,
    }
}

fn paragraphs(old: &Paragraph, new: &Paragraph) -> redline::Paragraph {
    redline::Paragraph {
        marker: words::renumbered(&old.marker, &new.marker),
        content: words::runs(&old.content, &new.content),
        keep: new.keep,
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
