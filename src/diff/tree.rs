//! A paper as a tree for comparing: titles hold what stands below them. Numbers and
//! markers are no part of what is compared, so that a part that is only renumbered is
//! the same part.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::document::{Appendix, Block, Document, Inline, Origin, Role, Table};

/// A node: the paper, its body, an appendix or a block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'d> {
    Paper,
    Body,
    Appendix(&'d Appendix),
    Block(&'d Block),
}

/// A node of the tree.
#[derive(Debug)]
pub(super) struct Node<'d> {
    pub(super) item: Item<'d>,
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
    /// The first node after all that is below it.
    pub(super) end: usize,
    /// Hash of its own text.
    pub(super) own: u64,
    /// Hash of its text and of all below it.
    pub(super) whole: u64,
    /// Words in it and below it.
    pub(super) weight: usize,
    /// Features by which likeness is told: its words and pairs of words, sorted.
    pub(super) features: Vec<u32>,
}

/// A paper as a tree. Nodes stand in the order of the paper, each before what is below
/// it: 0 is the paper, 1 its body.
#[derive(Debug)]
pub(super) struct Tree<'d> {
    pub(super) nodes: Vec<Node<'d>>,
}

/// A footnote in a text.
pub(super) const NOTE: &str = " [chú thích]";

/// The node of the paper, and that of its body.
pub(super) const PAPER: usize = 0;
pub(super) const BODY: usize = 1;

/// Words and pairs of words as numbers, shared by both trees.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<String, u32>,
    pairs: HashMap<(u32, u32), u32>,
}

/// Most features of a title that come from what stands below it: enough to know it by.
const FEATURES_BELOW: usize = 160;

impl Vocabulary {
    fn features(&mut self, text: &str, res: &mut Vec<u32>) -> usize {
        let mut before = None;
        let mut count = 0;
        for word in text.split_whitespace() {
            let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || c == '…');
            if word.is_empty() {
                continue;
            }
            count += 1;
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX / 2) * 2;
            let id = *self.words.entry(word.to_lowercase()).or_insert(next);
            res.push(id);
            if let Some(before) = before {
                let next =
                    u32::try_from(self.pairs.len()).unwrap_or(u32::MAX / 2) * 2 + 1;
                res.push(*self.pairs.entry((before, id)).or_insert(next));
            }
            before = Some(id);
        }
        count
    }
}

impl<'d> Tree<'d> {
    pub(super) fn new(document: &'d Document, vocabulary: &mut Vocabulary) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.push(Item::Paper, PAPER);
        tree.push(Item::Body, PAPER);
        tree.blocks(BODY, &document.body);
        for appendix in &document.appendices {
            let node = tree.push(Item::Appendix(appendix), PAPER);
            tree.blocks(node, &appendix.body);
        }
        tree.measure(vocabulary);
        tree
    }

    fn push(&mut self, item: Item<'d>, parent: usize) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node {
            item,
            parent,
            children: Vec::new(),
            end: node + 1,
            own: 0,
            whole: 0,
            weight: 0,
            features: Vec::new(),
        });
        if node != PAPER {
            self.nodes[parent].children.push(node);
        }
        node
    }

    fn blocks(&mut self, root: usize, blocks: &'d [Block]) {
        // The titles that are open, from the outermost.
        let mut open: Vec<Title> = Vec::new();
        for block in blocks {
            let level = match block {
                Block::Heading(heading) => heading.level,
                Block::Paragraph(_) | Block::Table(_) => u8::MAX,
            };
            open.retain(|title| title.level < level);
            if origin(block).role == Role::Closing {
                // It stands after all sections, and not in the last of them.
                open.clear();
            }
            let parent = open.last().map_or(root, |title| title.node);
            let node = self.push(Item::Block(block), parent);
            if matches!(block, Block::Heading(_)) {
                open.push(Title { level, node });
            }
        }
    }

    /// Hashes, weights and features, from below.
    fn measure(&mut self, vocabulary: &mut Vocabulary) {
        for index in (0..self.nodes.len()).rev() {
            let item = self.nodes[index].item;
            let text = text(item);
            let mut features = Vec::new();
            let mut weight = vocabulary.features(&text, &mut features);
            let own = hash(|h| {
                kind(item).hash(h);
                text.hash(h);
            });
            let mut end = index + 1;
            let mut whole = vec![own];
            let mut room = FEATURES_BELOW;
            for &child in &self.nodes[index].children {
                let below = &self.nodes[child];
                weight += below.weight;
                end = end.max(below.end);
                whole.push(below.whole);
                let taken = below.features.len().min(room);
                features.extend_from_slice(&below.features[..taken]);
                room -= taken;
            }
            features.sort_unstable();
            let node = &mut self.nodes[index];
            node.own = own;
            node.whole = hash(|h| whole.hash(h));
            node.weight = weight;
            node.end = end;
            node.features = features;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What of the form a node is.
    pub(super) fn origin(&self, node: usize) -> Option<&'d Origin> {
        match self.nodes[node].item {
            Item::Paper | Item::Body => None,
            Item::Appendix(appendix) => Some(&appendix.origin),
            Item::Block(block) => Some(origin(block)),
        }
    }

    pub(super) fn role(&self, node: usize) -> Role {
        self.origin(node).map_or(Role::Words, |origin| origin.role)
    }

    pub(super) fn is_heading(&self, node: usize) -> bool {
        matches!(self.nodes[node].item, Item::Block(Block::Heading(_)))
    }

    pub(super) fn table(&self, node: usize) -> Option<&'d Table> {
        match self.nodes[node].item {
            Item::Block(Block::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The title of a part, without the text that runs on after it; else its text.
    pub(super) fn title(&self, node: usize) -> String {
        match self.nodes[node].item {
            Item::Block(Block::Heading(heading)) => plain(&heading.title),
            item => text(item),
        }
    }

    /// What stands before its text: a number or a sign.
    pub(super) fn marker(&self, node: usize) -> &'d str {
        match self.nodes[node].item {
            Item::Block(Block::Heading(heading)) => &heading.number,
            Item::Block(Block::Paragraph(paragraph)) => &paragraph.marker,
            _ => "",
        }
    }

    /// The text of a node alone.
    pub(super) fn text(&self, node: usize) -> String {
        text(self.nodes[node].item)
    }
}

/// What of the form a block is.
pub(super) fn origin(block: &Block) -> &Origin {
    match block {
        Block::Heading(heading) => &heading.origin,
        Block::Paragraph(paragraph) => &paragraph.origin,
        Block::Table(table) => &table.origin,
    }
}

/// Nodes of different kinds never make a pair.
pub(super) fn kind(item: Item<'_>) -> u8 {
    match item {
        Item::Paper => 0,
        Item::Body => 1,
        Item::Appendix(_) => 2,
        Item::Block(Block::Heading(_)) => 3,
        Item::Block(Block::Paragraph(_)) => 4,
        Item::Block(Block::Table(_)) => 5,
    }
}

/// A title with what may stand below it.
struct Title {
    level: u8,
    node: usize,
}

/// The hash of a text.
pub(super) fn hash_of(text: &str) -> u64 {
    hash(|h| text.hash(h))
}

fn hash(feed: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    feed(&mut hasher);
    hasher.finish()
}

fn text(item: Item<'_>) -> String {
    let mut text = match item {
        Item::Paper | Item::Body => String::new(),
        Item::Appendix(appendix) => appendix.title.join(" "),
        Item::Block(Block::Heading(heading)) => {
            let mut res = plain(&heading.title);
            if let Some(text) = &heading.run_in {
                res.push(' ');
                res.push_str(&plain(text));
            }
            res
        }
        Item::Block(Block::Paragraph(paragraph)) => plain(&paragraph.content),
        Item::Block(Block::Table(table)) => table_text(table),
    };
    // The stop at the end is the engine's: it hangs on what comes after.
    let mut end = text.as_str();
    if matches!(item, Item::Block(Block::Paragraph(_) | Block::Heading(_))) {
        end = end.strip_suffix("./.").unwrap_or(end);
        end = end.strip_suffix('.').unwrap_or(end);
        if let Item::Block(block) = item
            && origin(block).role == Role::Basis
        {
            end = end.trim_end_matches([';', '.']);
        }
    }
    let end = end.len();
    text.truncate(end);
    text
}

fn table_text(table: &Table) -> String {
    let mut res: Vec<String> = table.caption.iter().chain(&table.unit).cloned().collect();
    res.extend(table.header.iter().flatten().map(|cell| cell.label.clone()));
    res.extend(table.rows.iter().flat_map(|row| &row.cells).map(|c| plain(&c.content)));
    res.extend(table.notes.iter().map(|note| plain(note)));
    res.join("\n")
}

/// Pieces as text, blanks as signs. Footnotes have a text of their own, by which they are
/// compared.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut res = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => res.push_str(text),
            Inline::Note { .. } => res.push_str(NOTE),
            Inline::Gap { .. } => res.push('…'),
            Inline::Dots => res.push_str("……"),
        }
    }
    res
}
