//! A text that runs on after its title in one version, and stands below it in the other: the
//! same text, and not one that was dropped and one that was added.

use crate::document::{Block, Heading, Inline};

use super::super::change::{Change, Detail};
use super::super::side::Side;
use super::super::tree::{BODY, TreeItem};
use super::super::words;
use super::{ChangeCollector, describe_difference};

/// Two titles of which one alone has a text that runs on after it.
struct RunInShift<'d> {
    old: &'d Heading,
    new: &'d Heading,
    /// The paragraph that has the text in the version that has it below its title.
    paragraph: usize,
    /// What it says there.
    below: &'d [Inline],
}

impl<'a> ChangeCollector<'a> {
    /// What differs in two titles of which one alone has a text that runs on after it, put
    /// into a `change` of the part; `None` for others.
    pub(super) fn describe_run_in_shift(
        &self,
        old: usize,
        new: usize,
        change: Change,
    ) -> Option<Change> {
        let RunInShift { old, new, below, .. } = self.find_run_in_shift(old, new)?;
        let mut details = Vec::new();
        let [old_text, new_text] =
            [old, new].map(|heading| heading.run_in.as_deref().unwrap_or(below));
        let [old_title, new_title] =
            [old, new].map(|heading| trim_colon(words::strip_notes(&heading.title)));
        let [old_text, new_text] = [old_text, new_text].map(words::strip_notes);
        for (old, new) in [(old_title, new_title), (old_text, new_text)] {
            let runs = words::compare_inlines(&old, &new);
            if words::has_change(&runs) {
                details.push(Detail::words(runs));
            }
        }
        let [old, new] = [old, new].map(|heading| {
            let is_run_in = heading.run_in.is_some();
            let words =
                if is_run_in { "liền sau tiêu đề" } else { "xuống dòng" };
            Some(words.to_owned())
        });
        details.extend(describe_difference("đoạn đầu", old, new));
        Some(Change { details, ..change })
    }

    /// Whether a node is the text below a title that runs on after it in the other version.
    pub(super) fn is_run_in_elsewhere(&self, side: &Side<'_>, node: usize) -> bool {
        let parent = side.tree.nodes[node].parent;
        let is_new = std::ptr::eq(side, self.new);
        let partners = if is_new { &self.nodes.old } else { &self.nodes.new };
        let Some(partner) = partners[parent].filter(|_| parent > BODY) else {
            return false;
        };
        let (old, new) = if is_new { (partner, parent) } else { (parent, partner) };
        let has_it = |heading: &Heading| heading.run_in.is_some();
        self.find_run_in_shift(old, new).is_some_and(|shift| {
            let is_below = !has_it(if is_new { shift.new } else { shift.old });
            is_below && shift.paragraph == node
        })
    }

    fn find_run_in_shift(&self, old: usize, new: usize) -> Option<RunInShift<'a>> {
        let old_heading = get_heading(self.old, old)?;
        let new_heading = get_heading(self.new, new)?;
        let (side, title, partners) = match (&old_heading.run_in, &new_heading.run_in) {
            (Some(_), None) => (self.new, new, &self.nodes.old),
            (None, Some(_)) => (self.old, old, &self.nodes.new),
            _ => return None,
        };
        let first = *side.tree.nodes[title].children.first()?;
        let TreeItem::Block(Block::Paragraph(paragraph)) = side.tree.nodes[first].item
        else {
            return None;
        };
        partners[first].is_none().then_some(RunInShift {
            old: old_heading,
            new: new_heading,
            paragraph: first,
            below: &paragraph.content,
        })
    }
}

/// A title without the colon that it has where a text runs on after it.
fn trim_colon(mut title: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text { text, .. }) = title.last_mut() {
        text.truncate(text.trim_end_matches([':', ' ']).len());
    }
    title
}

fn get_heading<'d>(side: &Side<'d>, node: usize) -> Option<&'d Heading> {
    match side.tree.nodes[node].item {
        TreeItem::Block(Block::Heading(heading)) => Some(heading),
        _ => None,
    }
}
