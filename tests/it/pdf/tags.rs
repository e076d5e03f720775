//! The tags of a PDF, by which a screen reader knows what is what: the tree with its text.

use lopdf::{Dictionary, Object, ObjectId};

use super::read::{Pdf, squeeze};
use crate::driver::{PLANS, data_form, golden, paper};
use crate::goldens::forms;

/// An element of the structure.
#[derive(Debug, Default)]
pub(super) struct TagNode {
    /// Its kind: `L`, `H1`; that of the paper's own with what it stands for, `Title (P)`.
    pub(super) kind: String,
    /// Attributes and other entries, in the order of `ENTRIES` and `ATTRIBUTES`.
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) kids: Vec<TagKid>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum TagKid {
    Node(TagNode),
    Text(TagText),
}

/// Text in an element, all on one page.
#[derive(Debug)]
pub(super) struct TagText {
    /// The page, from 0.
    pub(super) page: usize,
    text: String,
    /// Baselines of its first and its last letter.
    first: f64,
    last: f64,
}

/// A text that is put together: lines of it are parted by a space.
#[derive(Debug, Default)]
pub(super) struct JoinedText {
    pub(super) text: String,
    end: Option<(usize, f64)>,
}

impl JoinedText {
    pub(super) fn push(&mut self, next: &TagText) {
        let is_far =
            |(page, y): (usize, f64)| page != next.page || (y - next.first).abs() > 2.5;
        if self.end.is_some_and(is_far) {
            self.text.push(' ');
        }
        self.text.push_str(&next.text);
        self.end = Some((next.page, next.last));
    }
}

/// Entries of an element that a reader tells.
const ENTRIES: [&str; 5] = ["ID", "T", "Alt", "ActualText", "Lang"];

/// Its attributes of the same kind; what is of the look is left out.
const ATTRIBUTES: [&str; 6] =
    ["Scope", "Headers", "ColSpan", "RowSpan", "ListNumbering", "Summary"];

impl TagNode {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.kids.iter().filter_map(|kid| match kid {
            TagKid::Node(node) => Some(node),
            TagKid::Text(_) => None,
        })
    }

    /// The element and all below it, in the order of reading.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut res = vec![self];
        self.nodes().for_each(|node| res.extend(node.all()));
        res
    }

    /// All text in it, of one page or of all.
    pub(super) fn text(&self, page: Option<usize>) -> String {
        let mut res = JoinedText::default();
        self.add_text(page, &mut res);
        res.text
    }

    pub(super) fn add_text(&self, page: Option<usize>, res: &mut JoinedText) {
        for kid in &self.kids {
            match kid {
                TagKid::Node(node) => node.add_text(page, res),
                TagKid::Text(text) if page.is_none_or(|page| page == text.page) => {
                    res.push(text);
                }
                TagKid::Text(_) => {}
            }
        }
    }
}

impl Pdf {
    /// The tree of the tags.
    pub(super) fn tags(&self) -> TagNode {
        let root = self.catalog().get_deref(b"StructTreeRoot", &self.document).unwrap();
        let root = root.as_dict().unwrap();
        let mut top = TagNode::default();
        let pages: Vec<ObjectId> = self.document.get_pages().into_values().collect();
        let reader = TagReader { pdf: self, root, pages };
        reader.kids(root.get(b"K").unwrap(), 0, &mut top);
        match top.kids.pop() {
            Some(TagKid::Node(node)) if top.kids.is_empty() => node,
            other => panic!("not one element at the top: {other:?}"),
        }
    }
}

struct TagReader<'a> {
    pdf: &'a Pdf,
    root: &'a Dictionary,
    pages: Vec<ObjectId>,
}

impl TagReader<'_> {
    fn kids(&self, object: &Object, page: usize, parent: &mut TagNode) {
        match self.pdf.document.dereference(object).unwrap().1 {
            Object::Array(items) => {
                items.iter().for_each(|item| self.kids(item, page, parent));
            }
            Object::Integer(number) => self.marked(*number, page, parent),
            Object::Dictionary(dict) => {
                let page = match dict.get(b"Pg").and_then(Object::as_reference) {
                    Ok(id) => self.pages.iter().position(|page| *page == id).unwrap(),
                    Err(_) => page,
                };
                if dict.has(b"S") {
                    parent.kids.push(TagKid::Node(self.element(dict, page)));
                } else if let Ok(number) = dict.get(b"MCID") {
                    self.marked(number.as_i64().unwrap(), page, parent);
                }
            }
            other => panic!("{other:?} among the tags"),
        }
    }

    fn element(&self, dict: &Dictionary, page: usize) -> TagNode {
        let name = |object: &Object| {
            String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
        };
        let mut kind = name(dict.get(b"S").unwrap());
        let roles = self.root.get_deref(b"RoleMap", &self.pdf.document);
        if let Ok(roles) = roles
            && let Ok(role) = roles.as_dict().unwrap().get(kind.as_bytes())
        {
            kind = format!("{kind} ({})", name(role));
        }
        let mut res = TagNode { kind, ..TagNode::default() };
        self.add_known(dict, &ENTRIES, &mut res);
        if let Ok(attributes) = dict.get_deref(b"A", &self.pdf.document) {
            match attributes {
                Object::Array(all) => all.iter().for_each(|one| {
                    let one = self.pdf.document.dereference(one).unwrap().1;
                    self.add_known(one.as_dict().unwrap(), &ATTRIBUTES, &mut res);
                }),
                one => self.add_known(one.as_dict().unwrap(), &ATTRIBUTES, &mut res),
            }
        }
        if let Ok(kids) = dict.get(b"K") {
            self.kids(kids, page, &mut res);
        }
        res
    }

    fn add_known(&self, dict: &Dictionary, names: &[&'static str], node: &mut TagNode) {
        for name in names {
            let value = dict.get_deref(name.as_bytes(), &self.pdf.document);
            let value = value.map(|value| self.value(value)).unwrap_or_default();
            if !value.is_empty() {
                node.attributes.push((name, value));
            }
        }
    }

    fn value(&self, object: &Object) -> String {
        match self.pdf.document.dereference(object).unwrap().1 {
            Object::Name(name) => String::from_utf8(name.clone()).unwrap(),
            Object::Integer(number) => number.to_string(),
            Object::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.value(item)).collect();
                items.join(" ")
            }
            text => lopdf::decode_text_string(text).unwrap(),
        }
    }

    /// The text of a marked content, with a space between its lines.
    fn marked(&self, number: i64, page: usize, parent: &mut TagNode) {
        let mut found = TagText { page, text: String::new(), first: 0.0, last: 0.0 };
        let glyphs = self.pdf.pages[page].glyphs.iter();
        for glyph in glyphs.filter(|glyph| glyph.marked == Some(number)) {
            if found.text.is_empty() {
                (found.first, found.last) = (glyph.y, glyph.y);
            }
            if (found.last - glyph.y).abs() > 2.5 {
                found.text.push(' ');
            }
            found.text.push_str(&glyph.text);
            found.last = glyph.y;
        }
        parent.kids.push(TagKid::Text(found));
    }
}

/// Rows of a table that a golden shows: the first and the last ones.
const SHOWN_ROWS: usize = 4;

/// Letters of a text that it shows: what is said is in other goldens.
const SHOWN_LETTERS: usize = 60;

/// The tree as lines, an element each.
fn describe(node: &TagNode, depth: usize, res: &mut String) {
    let indent = "  ".repeat(depth);
    res.push_str(&format!("{indent}{}", node.kind));
    for (name, value) in &node.attributes {
        res.push_str(&format!(" {name}={}", shorten(value)));
    }
    let mut kids = merge_texts(node).into_iter().peekable();
    if let Some(Shown::Text(text)) = kids.next_if(|kid| matches!(kid, Shown::Text(_))) {
        res.push_str(&format!(" “{}”", shorten(&text)));
    }
    res.push('\n');
    let rows = node.nodes().filter(|kid| kid.kind == "TR").count();
    let mut row = 0;
    for kid in kids {
        match kid {
            Shown::Text(text) => {
                res.push_str(&format!("{indent}  “{}”\n", shorten(&text)));
            }
            Shown::Node(kid) => {
                row += usize::from(kid.kind == "TR");
                let is_shown = row <= SHOWN_ROWS || row + SHOWN_ROWS > rows;
                if kid.kind != "TR" || is_shown {
                    describe(kid, depth + 1, res);
                } else if row == SHOWN_ROWS + 1 {
                    let left_out = rows - 2 * SHOWN_ROWS + 1;
                    res.push_str(&format!("{indent}  … {left_out} TR\n"));
                }
            }
        }
    }
}

/// What stands in an element, neighbouring texts as one.
enum Shown<'a> {
    Node(&'a TagNode),
    Text(String),
}

fn merge_texts(node: &TagNode) -> Vec<Shown<'_>> {
    let mut res: Vec<Shown<'_>> = Vec::new();
    let mut joined = JoinedText::default();
    for kid in &node.kids {
        match kid {
            TagKid::Text(text) => joined.push(text),
            TagKid::Node(node) => {
                let before = std::mem::take(&mut joined).text;
                if !before.is_empty() {
                    res.push(Shown::Text(before));
                }
                res.push(Shown::Node(node));
            }
        }
    }
    if !joined.text.is_empty() {
        res.push(Shown::Text(joined.text));
    }
    res
}

/// The first words of a text; the last of them is whole.
fn shorten(text: &str) -> String {
    let text = squeeze(text);
    match text.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..end])
        }
        None => text,
    }
}

fn tags_of(pdf: &[u8]) -> TagNode {
    Pdf::read(pdf).tags()
}

#[test]
fn the_tags_of_the_plans_are_what_they_were() {
    for name in PLANS {
        let mut tree = String::new();
        describe(&tags_of(&paper(&data_form(name)).pdf), 0, &mut tree);
        golden(&format!("goldens/tags/{name}.txt"), &tree);
    }
}

/// The forms that have parts with tags of their own.
const TAGGED: [&str; 7] = [
    "day-du",
    "bang-so-lieu",
    "bang-gop",
    "bang-trong",
    "tu-nhiem-vu",
    "mau-don",
    "mau-bao-cao",
];

#[test]
fn the_tags_of_the_forms_that_use_each_part_are_what_they_were() {
    for (name, form) in forms() {
        if TAGGED.contains(&name.as_str()) {
            let mut tree = String::new();
            describe(&tags_of(&paper(&form).pdf), 0, &mut tree);
            golden(&format!("goldens/tags/{name}.txt"), &tree);
        }
    }
}

/// Every paper that the tests know, with its tags.
fn all() -> Vec<(String, TagNode)> {
    let plans = PLANS.iter().map(|name| ((*name).to_owned(), data_form(name)));
    let papers = plans.chain(forms());
    papers.map(|(name, form)| (name, tags_of(&paper(&form).pdf))).collect()
}

#[test]
fn every_paragraph_with_a_marker_is_an_item_of_a_list() {
    let mut items = 0;
    for (name, tree) in all() {
        for node in tree.all() {
            match node.kind.as_str() {
                "P" => {
                    let text = node.text(None);
                    let first = text.split_whitespace().next().unwrap_or_default();
                    let is_marker = ["-", "+", "*"].contains(&first);
                    assert!(!is_marker, "{name}: {text:?} is no item");
                }
                "LI" => {
                    let kinds: Vec<_> = node.nodes().map(|n| n.kind.as_str()).collect();
                    assert_eq!(kinds, ["Lbl", "LBody"], "{name}");
                    let label = node.nodes().next().unwrap().text(None);
                    assert!(!label.trim().is_empty(), "{name}: an item without a marker");
                    items += 1;
                }
                "L" => {
                    let order = node.attribute("ListNumbering");
                    assert!(matches!(order, Some("Circle" | "Decimal")), "{name}");
                    assert!(
                        node.nodes().any(|n| n.kind == "LI"),
                        "{name}: an empty list"
                    );
                }
                _ => {}
            }
        }
    }
    assert!(items > 100, "{items} items");
}

#[test]
fn a_row_has_one_name_and_each_cell_knows_its_column() {
    for (name, tree) in all() {
        let all = tree.all();
        for table in all.iter().filter(|node| node.kind == "Table") {
            let rows: Vec<_> =
                table.all().into_iter().filter(|node| node.kind == "TR").collect();
            let heads = |row: &TagNode, scope: &str| {
                let scoped = row.nodes().filter(|n| n.attribute("Scope") == Some(scope));
                scoped.count()
            };
            let is_head = |row: &&&TagNode| {
                row.nodes().all(|n| n.attribute("Scope") == Some("Column"))
            };
            let header = rows.iter().take_while(is_head).count();
            assert!(header > 0, "{name}: a table without a head");
            let columns: Vec<_> = rows[..header]
                .iter()
                .flat_map(|row| row.nodes().filter_map(|cell| cell.attribute("ID")))
                .collect();
            for row in &rows[header..] {
                assert!(heads(row, "Row") <= 1, "{name}: {row:?}");
                assert_eq!(heads(row, "Column"), 0, "{name}: sums as heads: {row:?}");
                for cell in row.nodes() {
                    let ids = cell.attribute("Headers").unwrap_or_default();
                    let of_column = ids.split(' ').any(|id| columns.contains(&id));
                    assert!(of_column, "{name}: a cell of no column: {cell:?}");
                }
            }
        }
    }
}

#[test]
fn notes_have_ids_of_their_own() {
    let mut notes = 0;
    for (name, tree) in all() {
        let all = tree.all();
        let of_notes = all.iter().filter(|node| node.kind == "Note");
        let ids: Vec<_> = of_notes.map(|node| node.attribute("ID").unwrap()).collect();
        let different: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(different.len(), ids.len(), "{name}: {ids:?}");
        notes += ids.len();
    }
    assert!(notes > 2, "{notes} notes");
}
