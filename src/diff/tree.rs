//! A paper as a tree for comparing: titles hold what stands below them. Numbers and
//! markers are no part of what is compared, so that a part that is only renumbered is
//! the same part.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::document::{
    Appendix, Block, BlockRole, Document, Inline, Origin, Specimen, SpecimenFrame, Table,
    show_check_box,
};
use crate::form::LinePlace;

/// What a node stands for: the paper, its body, an appendix or a block.
#[derive(Debug, Clone, Copy)]
pub(super) enum TreeItem<'d> {
    Paper,
    Body,
    Appendix(&'d Appendix),
    Block(&'d Block),
}

/// A node of the tree, with what it is compared by.
#[derive(Debug)]
pub(super) struct TreeNode<'d> {
    pub(super) item: TreeItem<'d>,
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
    /// The first node after all that is below it.
    pub(super) end: usize,
    /// Hash of its text alone.
    pub(super) own_hash: u64,
    /// Hash of its text and of all below it.
    pub(super) subtree_hash: u64,
    /// Words in it and below it.
    pub(super) weight: usize,
    /// What it is compared by for likeness: its words and pairs of words, sorted.
    pub(super) features: Vec<u32>,
}

/// A paper as a tree. Nodes stand in the order of the paper, each before what is below
/// it: 0 is the paper, 1 its body.
#[derive(Debug)]
pub(super) struct PaperTree<'d> {
    pub(super) nodes: Vec<TreeNode<'d>>,
}

/// How a footnote stands in a text that is compared.
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

/// Most features of a node that come from what stands below it: enough to know it by.
const FEATURES_BELOW: usize = 160;

impl Vocabulary {
    /// Adds the features of a text, and says how many words it has. Words have even
    /// numbers and pairs of neighbours odd ones, so that they never meet; words are taken
    /// in small letters and without the signs around them.
    fn add_features(&mut self, text: &str, res: &mut Vec<u32>) -> usize {
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

impl<'d> PaperTree<'d> {
    pub(super) fn new(document: &'d Document, vocabulary: &mut Vocabulary) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.push(TreeItem::Paper, PAPER);
        tree.push(TreeItem::Body, PAPER);
        tree.push_blocks(BODY, &document.body);
        for appendix in &document.appendices {
            let node = tree.push(TreeItem::Appendix(appendix), PAPER);
            tree.push_blocks(node, &appendix.body);
        }
        tree.measure(vocabulary);
        tree
    }

    fn push(&mut self, item: TreeItem<'d>, parent: usize) -> usize {
        let node = self.nodes.len();
        self.nodes.push(TreeNode {
            item,
            parent,
            children: Vec::new(),
            end: node + 1,
            own_hash: 0,
            subtree_hash: 0,
            weight: 0,
            features: Vec::new(),
        });
        if node != PAPER {
            self.nodes[parent].children.push(node);
        }
        node
    }

    /// Hangs the blocks of a body below `root`: each below the last title before it of a
    /// lower level.
    fn push_blocks(&mut self, root: usize, blocks: &'d [Block]) {
        // The titles that are open, from the outermost.
        let mut open: Vec<OpenHeading> = Vec::new();
        for block in blocks {
            let level = match block {
                Block::Heading(heading) => heading.level,
                Block::Paragraph(_) | Block::Table(_) | Block::Specimen(_) => u8::MAX,
            };
            open.retain(|title| title.level < level);
            if get_origin(block).role == BlockRole::Closing {
                // It stands after all sections, and not in the last of them.
                open.clear();
            }
            let parent = open.last().map_or(root, |title| title.node);
            let node = self.push(TreeItem::Block(block), parent);
            if matches!(block, Block::Heading(_)) {
                open.push(OpenHeading { level, node });
            }
        }
    }

    /// Hashes, weights and features of all nodes. A node takes over the features of its
    /// children, up to [`FEATURES_BELOW`], so that a section is known by its text; its weight
    /// counts all words.
    fn measure(&mut self, vocabulary: &mut Vocabulary) {
        // Children have higher numbers than their parent, and so are measured before
        // it.
        for index in (0..self.nodes.len()).rev() {
            let item = self.nodes[index].item;
            let text = extract_text(item);
            let mut features = Vec::new();
            let mut weight = vocabulary.add_features(&text, &mut features);
            let own_hash = hash_with(|hasher| {
                classify_item(item).hash(hasher);
                text.hash(hasher);
            });
            let mut end = index + 1;
            let mut hashes = vec![own_hash];
            let mut room = FEATURES_BELOW;
            for &child in &self.nodes[index].children {
                let child = &self.nodes[child];
                weight += child.weight;
                end = end.max(child.end);
                hashes.push(child.subtree_hash);
                // The first children tell a section well enough; a long one must not
                // cost more.
                let taken = child.features.len().min(room);
                features.extend_from_slice(&child.features[..taken]);
                room -= taken;
            }
            features.sort_unstable();
            let node = &mut self.nodes[index];
            node.own_hash = own_hash;
            node.subtree_hash = hash_with(|hasher| hashes.hash(hasher));
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
            TreeItem::Paper | TreeItem::Body => None,
            TreeItem::Appendix(appendix) => Some(&appendix.origin),
            TreeItem::Block(block) => Some(get_origin(block)),
        }
    }

    pub(super) fn role(&self, node: usize) -> BlockRole {
        self.origin(node).map_or(BlockRole::Words, |origin| origin.role)
    }

    pub(super) fn is_heading(&self, node: usize) -> bool {
        matches!(self.nodes[node].item, TreeItem::Block(Block::Heading(_)))
    }

    pub(super) fn table(&self, node: usize) -> Option<&'d Table> {
        match self.nodes[node].item {
            TreeItem::Block(Block::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The title of a part, without the text that runs on after it; else its text.
    pub(super) fn title(&self, node: usize) -> String {
        match self.nodes[node].item {
            TreeItem::Block(Block::Heading(heading)) => render_plain(&heading.title),
            item => extract_text(item),
        }
    }

    /// What stands before its text: a number or a sign.
    pub(super) fn marker(&self, node: usize) -> &'d str {
        match self.nodes[node].item {
            TreeItem::Block(Block::Heading(heading)) => &heading.number,
            TreeItem::Block(Block::Paragraph(paragraph)) => &paragraph.marker,
            _ => "",
        }
    }

    /// The text of a node alone.
    pub(super) fn text(&self, node: usize) -> String {
        extract_text(self.nodes[node].item)
    }
}

/// What of the form a block is.
pub(super) fn get_origin(block: &Block) -> &Origin {
    match block {
        Block::Heading(heading) => &heading.origin,
        Block::Paragraph(paragraph) => &paragraph.origin,
        Block::Table(table) => &table.origin,
        Block::Specimen(specimen) => specimen.origin(),
    }
}

/// Nodes of different kinds never make a pair.
pub(super) fn classify_item(item: TreeItem<'_>) -> u8 {
    match item {
        TreeItem::Paper => 0,
        TreeItem::Body => 1,
        TreeItem::Appendix(_) => 2,
        TreeItem::Block(Block::Heading(_)) => 3,
        TreeItem::Block(Block::Paragraph(_)) => 4,
        TreeItem::Block(Block::Table(_)) => 5,
        TreeItem::Block(Block::Specimen(specimen)) => match specimen {
            Specimen::Head(_) => 6,
            Specimen::Frame(_) => 7,
            Specimen::Signatures(_) => 8,
            // A line that stands elsewhere now is another: that it does is to be seen.
            Specimen::Line(line) => match line.place {
                LinePlace::Middle => 11,
                LinePlace::Right => 12,
                LinePlace::Left => 13,
            },
        },
    }
}

/// A title with what may stand below it.
struct OpenHeading {
    level: u8,
    node: usize,
}

/// The hash of a text.
pub(super) fn hash_text(text: &str) -> u64 {
    hash_with(|hasher| text.hash(hasher))
}

fn hash_with(feed: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    feed(&mut hasher);
    hasher.finish()
}

fn extract_text(item: TreeItem<'_>) -> String {
    let mut text = match item {
        TreeItem::Paper | TreeItem::Body => String::new(),
        TreeItem::Appendix(appendix) => appendix.title.join(" "),
        TreeItem::Block(Block::Heading(heading)) => {
            let mut res = render_plain(&heading.title);
            if let Some(text) = &heading.run_in {
                res.push(' ');
                res.push_str(&render_plain(text));
            }
            res
        }
        TreeItem::Block(Block::Paragraph(paragraph)) => render_plain(&paragraph.content),
        TreeItem::Block(Block::Table(table)) => extract_table_text(table),
        TreeItem::Block(Block::Specimen(specimen)) => extract_specimen_text(specimen),
    };
    // The engine sets the stop at the end, by what comes after.
    let mut end = text.as_str();
    if matches!(item, TreeItem::Block(Block::Paragraph(_) | Block::Heading(_))) {
        end = end.strip_suffix("./.").unwrap_or(end);
        end = end.strip_suffix('.').unwrap_or(end);
        if let TreeItem::Block(block) = item
            && get_origin(block).role == BlockRole::Basis
        {
            end = end.trim_end_matches([';', '.']);
        }
    }
    let end = end.len();
    text.truncate(end);
    text
}

/// A frame by its sides, by which it is compared beside its words: `khung 30 × 40 mm:`.
pub(super) fn describe_frame(frame: &SpecimenFrame) -> String {
    let [width, height] = [frame.width, frame.height].map(|side| match side % 10 {
        0 => (side / 10).to_string(),
        tenths => format!("{},{tenths}", side / 10),
    });
    format!("khung {width} × {height} mm:")
}

fn extract_specimen_text(specimen: &Specimen) -> String {
    let texts: Vec<_> = specimen.texts().into_iter().map(render_plain).collect();
    match specimen {
        Specimen::Head(_) if texts.is_empty() => "Quốc hiệu và Tiêu ngữ".to_owned(),
        Specimen::Frame(frame) => {
            format!("{} {}", describe_frame(frame), texts.join(" "))
        }
        _ => texts.join(" "),
    }
}

fn extract_table_text(table: &Table) -> String {
    let mut res: Vec<String> = table.caption.iter().chain(&table.unit).cloned().collect();
    res.extend(table.header.iter().flatten().map(|cell| cell.label.clone()));
    res.extend(
        table.rows.iter().flat_map(|row| &row.cells).map(|c| render_plain(&c.content)),
    );
    res.extend(table.notes.iter().map(|note| render_plain(note)));
    res.join("\n")
}

/// Pieces as text, blanks as signs. Footnotes have a text of their own, by which they are
/// compared.
pub(super) fn render_plain(inlines: &[Inline]) -> String {
    let mut res = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => res.push_str(text),
            Inline::Note { .. } => res.push_str(NOTE),
            Inline::Gap { .. } => res.push('…'),
            Inline::Dots => res.push_str("……"),
            Inline::Leader { dots, .. } => res.push_str(dots),
            Inline::CheckBox { ticked } => res.push_str(show_check_box(*ticked)),
            Inline::Break => res.push(' '),
        }
    }
    res
}
