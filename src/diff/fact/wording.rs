//! Sections, appendices and words, by the blocks of both papers and how they pair.

use crate::document::{Block, Inline, Role};
use crate::form::Field;
use crate::source::Span;

use super::super::change::{Cause, Change, Detail, Kind, Topic};
use super::super::order::Step;
use super::super::pair::common;
use super::super::tree::{BODY, Item, Tree, hash_of, plain};
use super::super::version::Version;
use super::super::words;
use super::{Facts, change};
use crate::redline::Runs;

/// What is to be done in a task, as a label of its changes.
const ACTIVITIES: &str = "nội dung";

/// Words of a paragraph by which it is named.
const SHOWN: usize = 16;

/// Parts of a section named when it has come or gone as a whole.
const NAMED: usize = 6;

impl Facts<'_> {
    pub(super) fn wording(&mut self) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let lacks = old.sections().is_empty() != new.sections().is_empty();
        if self.is_partly_unread() && lacks {
            // The whole body of one version could not be read: that is named.
            return;
        }
        let running = self.is_running();
        for (at, step) in self.steps.iter().enumerate() {
            let found = match *step {
                Step::Both { old, new } => self.both(old, new, running),
                Step::MovedTo { old, new } => {
                    let mut res = self.both(old, new, running);
                    if self.moved[old] {
                        res = Some(self.moved_part(old, new, res));
                    }
                    res
                }
                Step::Deleted(old) => self.alone(old, Kind::Dropped, running),
                Step::Added(new) => self.alone(new, Kind::Added, running),
                // It is told where it has gone to.
                Step::MovedFrom { .. } => None,
            };
            let Some(mut change) = found else { continue };
            change.at = at + 1;
            match self.changes.last_mut() {
                Some(last) if joins(last, &change) => last.details.extend(change.details),
                _ => self.changes.push(change),
            }
        }
    }

    /// Footnotes, as they print, in the order of the paper.
    pub(super) fn notes(&mut self) {
        let (old, new) = (printed_notes(self.ours), printed_notes(self.theirs));
        let written = |version: &Version| -> Vec<String> {
            let notes = version.draft().form().notes.iter();
            notes.map(|(_, note)| version.written(note.span).to_owned()).collect()
        };
        let keys = |notes: &[(usize, Vec<Inline>)]| -> Vec<u64> {
            notes.iter().map(|(_, note)| hash_of(&plain(note))).collect()
        };
        let mut pairs = common(&keys(&old), &keys(&new));
        pairs.push((old.len(), new.len()));
        let follows = old.len() == new.len() && written(self.old) == written(self.new);
        let mut found = Vec::new();
        let (mut a, mut b) = (0, 0);
        for (x, y) in pairs {
            let both = (x - a).min(y - b);
            for i in 0..both {
                let runs = words::runs(&old[a + i].1, &new[b + i].1);
                let at = self.at_new(new[b + i].0);
                let mut change = change(Topic::Wording, Kind::Changed, "Chú thích", at);
                change.details.push(Detail::words(runs));
                if follows {
                    change.cause = Cause::Follows(Vec::new());
                }
                found.push(change);
            }
            for (node, note) in &old[a + both..x] {
                let mut change = change(
                    Topic::Wording,
                    Kind::Dropped,
                    "Chú thích",
                    self.at_old(*node),
                );
                change.details.push(one_sided(Kind::Dropped, plain(note)));
                found.push(change);
            }
            for (node, note) in &new[b + both..y] {
                let mut change =
                    change(Topic::Wording, Kind::Added, "Chú thích", self.at_new(*node));
                change.details.push(one_sided(Kind::Added, plain(note)));
                found.push(change);
            }
            (a, b) = (x + 1, y + 1);
        }
        for change in &mut found {
            change.place = "chú thích cuối trang".to_owned();
        }
        self.changes.extend(found);
    }

    /// What differs in the words of a part that both have.
    fn both(&self, old: usize, new: usize, running: bool) -> Option<Change> {
        let topic = self.topic(self.theirs, new, running)?;
        if self.theirs.role(new) == Role::Task {
            // Its title is told with what it says of itself.
            return None;
        }
        let runs = self.runs(old, new)?;
        let (a, b) = (self.ours.origin(old)?, self.theirs.origin(new)?);
        let of_task = topic == Topic::Task;
        let what = match self.theirs.nodes[new].item {
            _ if of_task => self.theirs.title(self.theirs.nodes[new].parent),
            Item::Block(Block::Heading(_)) | Item::Appendix(_) => {
                self.name(self.theirs, new)
            }
            _ => String::new(),
        };
        let mut res = change(topic, Kind::Changed, what, 0);
        res.place.clone_from(&b.place);
        if b.role == Role::Money {
            res.details = self.amounts(a.span, b.span);
            if !res.details.is_empty() {
                return Some(res);
            }
        }
        res.cause = self.cause(a.span, b.span);
        let mut detail = Detail::words(runs);
        if of_task {
            ACTIVITIES.clone_into(&mut detail.label);
        }
        res.details.push(detail);
        Some(res)
    }

    /// The words of both, where there is something to look at.
    fn runs(&self, old: usize, new: usize) -> Option<Runs> {
        let inlines = |item: Item<'_>| -> Vec<Inline> {
            match item {
                Item::Paper | Item::Body | Item::Block(Block::Table(_)) => Vec::new(),
                Item::Appendix(appendix) => {
                    vec![words::upright(&appendix.title.join(" "))]
                }
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
        };
        let (ours, theirs) = (&self.ours.nodes[old], &self.theirs.nodes[new]);
        if ours.own == theirs.own {
            return None;
        }
        let mut runs = words::runs(&inlines(ours.item), &inlines(theirs.item));
        if self.is_effect(old, new) {
            words::quiet_references(&mut runs);
            if self.is_partly_unread() {
                words::quiet_blanks(&mut runs);
            }
        }
        words::is_change(&runs).then_some(runs)
    }

    /// Whether the form says of two nodes the same, so that what differs is computed.
    pub(in super::super) fn is_effect(&self, old: usize, new: usize) -> bool {
        match (self.ours.origin(old), self.theirs.origin(new)) {
            (Some(a), Some(b)) => self.says_the_same(a.span, b.span),
            _ => false,
        }
    }

    fn moved_part(&self, old: usize, new: usize, changed: Option<Change>) -> Change {
        let topic = self.topic(self.theirs, new, false).unwrap_or(Topic::Wording);
        let what = self.name(self.theirs, new);
        let mut res = change(topic, Kind::Moved, what, 0);
        res.place = self.around(self.theirs, new);
        let (from, to) = (self.around(self.ours, old), res.place.clone());
        let by_place = if from == to {
            // It is another place among its neighbours.
            let number = |tree: &Tree<'_>, at| self.number(tree, at);
            (number(self.ours, old), number(self.theirs, new))
        } else {
            (Some(from), Some(to))
        };
        res.details.push(Detail::value("vị trí", by_place.0, by_place.1));
        if let Some(changed) = changed {
            res.details.extend(changed.details);
        }
        res
    }

    fn number(&self, tree: &Tree<'_>, at: usize) -> Option<String> {
        match tree.nodes[at].item {
            Item::Block(Block::Heading(heading)) if !heading.number.is_empty() => {
                Some(heading.number.clone())
            }
            Item::Appendix(appendix) => Some(appendix.label.clone()),
            _ => {
                let siblings = &tree.nodes[tree.nodes[at].parent].children;
                let place = siblings.iter().position(|sibling| *sibling == at)?;
                Some(format!("thứ {}", place + 1))
            }
        }
    }

    /// A part that one version alone has; what is below such a part goes with it.
    fn alone(&self, at: usize, kind: Kind, running: bool) -> Option<Change> {
        let (tree, taken) = match kind {
            Kind::Added => (self.theirs, &self.pairs.old),
            _ => (self.ours, &self.pairs.new),
        };
        let parent = tree.nodes[at].parent;
        let below = parent > BODY && taken[parent].is_none();
        // A task is told by itself, also where its group goes with it.
        if below && tree.role(at) != Role::Task {
            return None;
        }
        let topic = self.topic(tree, at, running)?;
        let is_paragraph =
            matches!(tree.nodes[at].item, Item::Block(Block::Paragraph(_)));
        let what = if is_paragraph { String::new() } else { self.name(tree, at) };
        let mut res = change(topic, kind, what, 0);
        let origin = tree.origin(at)?;
        res.place = match tree.nodes[at].item {
            Item::Appendix(appendix) => appendix.label.clone(),
            _ => self.around(tree, at),
        };
        if is_paragraph {
            res.details.push(one_sided(kind, tree.text(at)));
        } else if origin.role == Role::Task {
            res.details = self.task_facts(origin.span, kind);
        } else {
            res.details = contents(tree, at, kind);
        }
        Some(res)
    }

    /// How the part around a node is called.
    fn around(&self, tree: &Tree<'_>, at: usize) -> String {
        let parent = tree.nodes[at].parent;
        match tree.nodes[parent].item {
            Item::Paper | Item::Body => "phần nội dung".to_owned(),
            Item::Appendix(appendix) => appendix.label.clone(),
            Item::Block(_) => {
                let place = self.place_of(tree, parent);
                if tree.role(parent) != Role::Unit {
                    return place;
                }
                let unit = tree.title(parent);
                format!("{place} ({})", unit.trim_end_matches(':'))
            }
        }
    }

    fn name(&self, tree: &Tree<'_>, at: usize) -> String {
        let text = tree.title(at);
        match tree.nodes[at].item {
            Item::Block(Block::Paragraph(_)) => words::first(&text, SHOWN),
            Item::Appendix(appendix) => {
                format!("{} “{text}”", appendix.label)
            }
            _ => text.trim_end_matches(':').to_owned(),
        }
    }

    /// What a part is about; `None` for what is told in other terms: parts of a task,
    /// bases, tables.
    fn topic(&self, tree: &Tree<'_>, at: usize, running: bool) -> Option<Topic> {
        if at <= BODY {
            return None;
        }
        Some(match tree.role(at) {
            Role::Section | Role::Objective | Role::Group => Topic::Section,
            Role::Task | Role::Field(Field::Activities) => Topic::Task,
            Role::Unit => Topic::Assignment,
            Role::Appendix => Topic::Appendix,
            Role::Money => Topic::Money,
            Role::Opening if running => return None,
            Role::Field(
                Field::Time | Field::Output | Field::Budget | Field::Assignment,
            )
            | Role::Basis
            | Role::Table
            | Role::Made => return None,
            Role::Opening | Role::Closing => Topic::Wording,
            Role::Words => {
                let parent = tree.nodes[at].parent;
                if tree.role(parent) == Role::Unit {
                    Topic::Assignment
                } else {
                    Topic::Wording
                }
            }
        })
    }

    /// The amounts of a budget of a section, or of one of its sources.
    fn amounts(&self, old: Span, new: Span) -> Vec<Detail> {
        let (ours, theirs) = (&self.index.0, &self.index.1);
        if let (Some(a), Some(b)) = (ours.budgets.get(&old), theirs.budgets.get(&new)) {
            let answer = super::task::amount;
            let (a, b) = (answer(a), answer(b));
            return super::figure::differs("", a.as_ref(), b.as_ref())
                .into_iter()
                .collect();
        }
        if let (Some(a), Some(b)) = (ours.sources.get(&old), theirs.sources.get(&new)) {
            let names = (
                super::task::source_name(self.old.draft(), a),
                super::task::source_name(self.new.draft(), b),
            );
            let renamed = super::differs("nguồn", Some(names.0), Some(names.1.clone()));
            let (a, b) = (super::task::of_source(a), super::task::of_source(b));
            let amount = super::figure::differs(&names.1, Some(&a), Some(&b));
            return renamed.into_iter().chain(amount).collect();
        }
        Vec::new()
    }
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

/// The first words of the parts below a title.
fn contents(tree: &Tree<'_>, at: usize, kind: Kind) -> Vec<Detail> {
    let mut below: Vec<_> = (at + 1..tree.nodes[at].end).collect();
    if below.iter().any(|at| tree.is_heading(*at)) {
        below.retain(|at| tree.is_heading(*at));
    }
    let named = |at: &usize| {
        let text = match tree.table(*at) {
            Some(table) => {
                format!("[bảng] {}", table.caption.clone().unwrap_or_default())
            }
            None => words::first(&tree.text(*at), SHOWN),
        };
        one_sided(kind, text)
    };
    let mut res: Vec<_> = below.iter().take(NAMED).map(named).collect();
    if below.len() > NAMED {
        res.push(one_sided(kind, format!("… và {} phần nữa", below.len() - NAMED)));
    }
    res
}

fn one_sided(kind: Kind, text: String) -> Detail {
    match kind {
        Kind::Added => Detail::value("", None, Some(text)),
        _ => Detail::value("", Some(text), None),
    }
}

/// The footnotes of a paper, each with the node in which it stands.
fn printed_notes(tree: &Tree<'_>) -> Vec<(usize, Vec<Inline>)> {
    let mut res = Vec::new();
    for at in BODY + 1..tree.len() {
        let texts: Vec<&[Inline]> = match tree.nodes[at].item {
            Item::Block(Block::Paragraph(paragraph)) => vec![&paragraph.content],
            Item::Block(Block::Heading(heading)) => {
                let run_in = heading.run_in.as_deref().unwrap_or_default();
                vec![&heading.title, run_in]
            }
            _ => Vec::new(),
        };
        for inline in texts.into_iter().flatten() {
            if let Inline::Note { content, .. } = inline {
                res.push((at, content.clone()));
            }
        }
    }
    res
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
