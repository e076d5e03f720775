//! Papers one after the other: each begins on a page of odd number, so that no sheet
//! printed on both sides has two papers on it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::pdf_writer::PdfWriter;

/// Keys of a page that lead out of it: tags, links. None of it prints.
const DROPPED: [&[u8]; 5] =
    [b"StructParents", b"StructParent", b"Annots", b"Tabs", b"Metadata"];

/// Papers being joined.
pub(super) struct PaperJoiner<'w> {
    pdf: PdfWriter<'w>,
    /// Number of the catalog, which is written last.
    catalog: u32,
    /// Number of the page tree of all.
    pages: u32,
    /// Number of the outline.
    outline: u32,
    /// Numbers of the page trees of the papers, and of the blank pages, in their order.
    kids: Vec<u32>,
    /// How many pages are written.
    count: usize,
    /// The name of each paper, and the number of its first page: entries of the outline.
    entries: Vec<(String, u32)>,
    /// The size of the last page, where a blank one is due before the next paper.
    due: Option<Object>,
}

impl<'w> PaperJoiner<'w> {
    pub(super) fn begin(to: &'w mut dyn Write) -> io::Result<Self> {
        let mut pdf = PdfWriter::begin(to)?;
        let (catalog, pages, outline) = (pdf.reserve(), pdf.reserve(), pdf.reserve());
        Ok(Self {
            pdf,
            catalog,
            pages,
            outline,
            kids: Vec::new(),
            count: 0,
            entries: Vec::new(),
            due: None,
        })
    }

    /// Adds a paper; false where it is no PDF that can be read.
    ///
    /// Only what the pages need is taken over, found by walking the references from the
    /// page tree, and every object gets a number of the joined file before the first is
    /// written: objects refer to each other both ways. The walk follows no links and no
    /// tags ([`DROPPED`]), or one tag would draw in the whole structure of the paper.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        let Ok(document) = Document::load_mem(bytes) else { return Ok(false) };
        let Some(root) = find_page_tree(&document) else { return Ok(false) };
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let (Some(first), Some(last)) = (pages.first(), pages.last()) else {
            return Ok(false);
        };
        // Only now is it certain that the paper can be read, and a blank page is due.
        self.add_blank()?;
        let ids = collect_reachable(&document, root);
        let numbers: BTreeMap<u32, u32> =
            ids.into_iter().map(|id| (id.0, self.pdf.reserve())).collect();
        let number = |id: u32| numbers.get(&id).copied();
        for (old, new) in &numbers {
            let Ok(object) = document.get_object((*old, 0)) else { continue };
            let mut object = object.clone();
            strip_links(&mut object);
            if *old == root.0 {
                self.write_root(*new, object, &number)?;
            } else {
                self.pdf.object(*new, &object, &number)?;
            }
        }
        self.kids.extend(number(root.0));
        self.entries.extend(number(first.0).map(|first| (name.to_owned(), first)));
        self.count += pages.len();
        self.due = (self.count % 2 == 1).then(|| find_page_size(&document, *last));
        Ok(true)
    }

    /// Writes the page tree of a paper, which hangs from that of all.
    fn write_root(
        &mut self,
        id: u32,
        mut root: Object,
        number: &dyn Fn(u32) -> Option<u32>,
    ) -> io::Result<()> {
        // All references are mapped from the paper's numbers to ours when they are
        // written. The tree of all has no number in the paper, so this one stands for it.
        const ABOVE: u32 = u32::MAX;
        if let Ok(dict) = root.as_dict_mut() {
            dict.set("Parent", to_reference(ABOVE));
        }
        let pages = self.pages;
        self.pdf.object(id, &root, &|id| match id {
            ABOVE => Some(pages),
            id => number(id),
        })
    }

    /// Writes a blank page, where the last paper ends on an odd one.
    fn add_blank(&mut self) -> io::Result<()> {
        let Some(size) = self.due.take() else { return Ok(()) };
        let mut page = Dictionary::new();
        page.set("Type", to_name("Page"));
        page.set("Parent", to_reference(self.pages));
        page.set("MediaBox", size);
        page.set("Resources", Dictionary::new());
        let id = self.pdf.reserve();
        self.write(id, page)?;
        self.kids.push(id);
        self.count += 1;
        Ok(())
    }

    /// Writes what holds all together under a title, and gives the number of pages.
    pub(super) fn end(mut self, title: &str) -> io::Result<usize> {
        let kids = self.kids.iter().map(|id| to_reference(*id)).collect();
        let mut pages = Dictionary::new();
        pages.set("Type", to_name("Pages"));
        pages.set("Kids", Object::Array(kids));
        pages.set("Count", i64::try_from(self.count).unwrap_or(i64::MAX));
        let id = self.pages;
        self.write(id, pages)?;
        self.write_outline()?;
        let mut catalog = Dictionary::new();
        catalog.set("Type", to_name("Catalog"));
        catalog.set("Pages", to_reference(self.pages));
        catalog.set("Outlines", to_reference(self.outline));
        catalog.set("PageMode", to_name("UseOutlines"));
        // Viewers show the title in place of the name of the file.
        let mut preferences = Dictionary::new();
        preferences.set("DisplayDocTitle", true);
        catalog.set("ViewerPreferences", preferences);
        let id = self.catalog;
        self.write(id, catalog)?;
        let mut info = Dictionary::new();
        info.set("Title", to_text_string(title));
        let id = self.pdf.reserve();
        self.write(id, info)?;
        self.pdf.end(self.catalog, id)?;
        Ok(self.count)
    }

    /// Writes the outline, with an entry a paper. Entries refer to the one before and the one
    /// after, so all get their numbers first.
    fn write_outline(&mut self) -> io::Result<()> {
        let entries = std::mem::take(&mut self.entries);
        let ids: Vec<u32> = entries.iter().map(|_| self.pdf.reserve()).collect();
        for (index, (title, page)) in entries.iter().enumerate() {
            let mut entry = Dictionary::new();
            entry.set("Title", to_text_string(title));
            entry.set("Parent", to_reference(self.outline));
            entry.set("Dest", vec![to_reference(*page), to_name("Fit")]);
            if let Some(before) = index.checked_sub(1) {
                entry.set("Prev", to_reference(ids[before]));
            }
            if let Some(next) = ids.get(index + 1) {
                entry.set("Next", to_reference(*next));
            }
            self.write(ids[index], entry)?;
        }
        let mut outline = Dictionary::new();
        outline.set("Type", to_name("Outlines"));
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            outline.set("First", to_reference(*first));
            outline.set("Last", to_reference(*last));
            outline.set("Count", i64::try_from(ids.len()).unwrap_or(i64::MAX));
        }
        let id = self.outline;
        self.write(id, outline)
    }

    /// Writes an object of this file.
    fn write(&mut self, id: u32, dict: Dictionary) -> io::Result<()> {
        self.pdf.object(id, &Object::Dictionary(dict), &Some)
    }
}

/// The root of the page tree of a paper.
fn find_page_tree(document: &Document) -> Option<ObjectId> {
    document.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()
}

/// The objects that the pages of a paper need, in the order of their numbers.
fn collect_reachable(document: &Document, root: ObjectId) -> Vec<ObjectId> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![root];
    while let Some(id) = todo.pop() {
        if seen.contains(&id) {
            continue;
        }
        let Ok(object) = document.get_object(id) else { continue };
        seen.insert(id);
        collect_references(object, &mut todo);
    }
    seen.into_iter().collect()
}

fn collect_references(object: &Object, todo: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => todo.push(*id),
        Object::Array(items) => {
            items.iter().for_each(|item| collect_references(item, todo));
        }
        Object::Dictionary(dict) => collect_dictionary(dict, todo),
        Object::Stream(stream) => collect_dictionary(&stream.dict, todo),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

fn collect_dictionary(dict: &Dictionary, todo: &mut Vec<ObjectId>) {
    for (key, value) in dict {
        if !DROPPED.contains(&key.as_slice()) {
            collect_references(value, todo);
        }
    }
}

/// Takes out of a page what leads out of it.
fn strip_links(object: &mut Object) {
    let dict = match object {
        Object::Dictionary(dict) => dict,
        Object::Stream(stream) => &mut stream.dict,
        _ => return,
    };
    for key in DROPPED {
        dict.remove(key);
    }
}

/// The size of a page, its own or one from above.
fn find_page_size(document: &Document, page: ObjectId) -> Object {
    const DEEPEST: usize = 32;
    // A page inherits it from the nodes above. A broken file may have a circle there.
    let mut node = document.get_dictionary(page);
    for _ in 0..DEEPEST {
        let Ok(dict) = node else { break };
        let size = dict.get(b"MediaBox").and_then(|size| document.dereference(size));
        if let Ok((_, Object::Array(size))) = size {
            return Object::Array(size.clone());
        }
        let parent = dict.get(b"Parent").and_then(Object::as_reference);
        node = parent.and_then(|parent| document.get_dictionary(parent));
    }
    // A4.
    Object::Array([0, 0, 595, 842].map(Object::Integer).to_vec())
}

fn to_name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn to_reference(id: u32) -> Object {
    Object::Reference((id, 0))
}

/// A text in UTF-16 behind its byte order mark, as outlines have it.
fn to_text_string(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}
