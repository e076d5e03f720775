//! A PDF as glyphs, words, lines and drawn rules with places in millimetres. It knows
//! just what the papers of this program are made of.

use lopdf::{Dictionary, Document, Object};

use super::draw::page;

/// A glyph where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// The text for which it stands.
    pub(crate) text: String,
    /// Its left edge, from the left edge of the page.
    pub(crate) x: f64,
    /// Its right edge.
    pub(crate) right: f64,
    /// Its baseline, from the top edge of the page.
    pub(crate) y: f64,
    /// Its size in points.
    pub(crate) size: f64,
    /// Name of its font: `LiberationSerif-Bold`.
    pub(crate) font: String,
    /// Whether it is no part of the text: a page number.
    pub(crate) artifact: bool,
    /// The number of the marked content in which it stands, by which the tags find it.
    pub(crate) marked: Option<i64>,
}

/// A drawn horizontal rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) x: f64,
    pub(crate) right: f64,
    pub(crate) y: f64,
}

/// A drawn upright bar; lines of tables are none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bar {
    pub(crate) x: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// A drawn frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) x: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// Glyphs on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) x: f64,
    pub(crate) right: f64,
    pub(crate) y: f64,
    /// In points.
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) artifact: bool,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// In the order of the file, which is the order of reading.
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) bars: Vec<Bar>,
    pub(crate) frames: Vec<Frame>,
}

/// A paper.
pub(crate) struct Pdf {
    pub(crate) document: Document,
    pub(crate) pages: Vec<Page>,
}

impl Rule {
    pub(crate) fn length(&self) -> f64 {
        self.right - self.x
    }
}

impl Line {
    /// Whether its letters are of this size in points.
    pub(crate) fn is_of(&self, size: f64) -> bool {
        (self.size - size).abs() < 0.01
    }
}

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let pages =
            document.get_pages().into_values().map(|id| page(&document, id)).collect();
        Self { document, pages }
    }

    /// The text layer as a reader copies it: a space between lines, and white space
    /// collapsed. Notes stand after the page's own text.
    pub(crate) fn text(&self) -> String {
        let mut res = String::new();
        for page in &self.pages {
            let mut before: Option<&Glyph> = None;
            for glyph in page.glyphs.iter().filter(|g| !g.artifact) {
                // Raised marks of notes stand in the line; columns stand apart.
                let apart = |b: &Glyph| {
                    (b.y - glyph.y).abs() > 2.5
                        || glyph.x < b.x
                        || glyph.x - b.right > 1.0
                };
                if before.is_none_or(apart) {
                    res.push(' ');
                }
                res.push_str(&glyph.text);
                before = Some(glyph);
            }
        }
        squeeze(&res)
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// A value of the catalog as text.
    pub(crate) fn name_of(&self, key: &str) -> String {
        match self.catalog().get_deref(key.as_bytes(), &self.document).unwrap() {
            Object::String(bytes, _) | Object::Name(bytes) => {
                String::from_utf8(bytes.clone()).unwrap()
            }
            other => panic!("{key}: {other:?}"),
        }
    }

    pub(crate) fn metadata(&self) -> String {
        let stream = self.catalog().get_deref(b"Metadata", &self.document).unwrap();
        String::from_utf8(stream.as_stream().unwrap().get_plain_content().unwrap())
            .unwrap()
    }

    /// The kinds of the structure elements, in the order of reading.
    pub(crate) fn structure(&self) -> Vec<String> {
        let mut found = Vec::new();
        let root = self.catalog().get_deref(b"StructTreeRoot", &self.document).unwrap();
        self.elements(root, &mut found);
        found
    }

    fn elements(&self, object: &Object, found: &mut Vec<String>) {
        let object = self.document.dereference(object).unwrap().1;
        match object {
            Object::Array(items) => {
                items.iter().for_each(|item| self.elements(item, found));
            }
            Object::Dictionary(dict) => {
                if let Ok(kind) = dict.get(b"S").and_then(Object::as_name) {
                    found.push(String::from_utf8(kind.to_vec()).unwrap());
                }
                if let Ok(kids) = dict.get(b"K") {
                    self.elements(kids, found);
                }
            }
            _ => {}
        }
    }

    /// Every font: its name, and whether its file is in the paper.
    pub(crate) fn fonts(&self) -> Vec<(String, bool)> {
        let fonts = self.document.objects.values().filter_map(|o| o.as_dict().ok());
        fonts
            .filter(|d| d.has_type(b"FontDescriptor"))
            .map(|d| {
                let name = d.get(b"FontName").unwrap().as_name().unwrap();
                let embedded =
                    d.has(b"FontFile2") || d.has(b"FontFile3") || d.has(b"FontFile");
                (plain_name(name), embedded)
            })
            .collect()
    }
}

impl Page {
    /// The lines from top to bottom; two columns side by side give two lines.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut rows: Vec<Vec<&Glyph>> = Vec::new();
        let mut glyphs: Vec<&Glyph> = self.glyphs.iter().collect();
        glyphs.sort_by(|a, b| (a.y, a.x).partial_cmp(&(b.y, b.x)).unwrap());
        for glyph in glyphs {
            // Raised marks of notes belong to the line under them.
            match rows
                .iter_mut()
                .rev()
                .take(3)
                .find(|row| (row[0].y - glyph.y).abs() < 0.05)
            {
                Some(row) => row.push(glyph),
                None => rows.push(vec![glyph]),
            }
        }
        let mut res: Vec<Line> = Vec::new();
        for mut row in rows {
            row.sort_by(|a, b| a.x.total_cmp(&b.x));
            let parts = row.chunk_by(|a, b| b.x - a.right < 12.0);
            res.extend(parts.map(line));
        }
        res
    }

    /// The one line that begins with a text.
    #[track_caller]
    pub(crate) fn line(&self, start: &str) -> Line {
        let found = self.lines().into_iter().find(|l| l.text.starts_with(start));
        found.unwrap_or_else(|| {
            panic!("no line begins with {start:?}: {:#?}", self.lines())
        })
    }

    /// The rule nearest under a line.
    #[track_caller]
    pub(crate) fn rule_under(&self, line: &Line) -> Rule {
        let under = |r: &&Rule| r.y > line.y && r.x < line.right && line.x < r.right;
        let found = self.rules.iter().filter(under).min_by(|a, b| a.y.total_cmp(&b.y));
        *found.unwrap_or_else(|| panic!("no rule under {line:?}: {:?}", self.rules))
    }
}

fn line(glyphs: &[&Glyph]) -> Line {
    let first = glyphs[0];
    let mut text = String::new();
    let mut end = first.x;
    for glyph in glyphs {
        if glyph.x - end > 1.0 {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        end = glyph.right;
    }
    let shown = |g: &&&Glyph| !g.text.trim().is_empty();
    let right = glyphs.iter().filter(shown).map(|g| g.right).fold(first.x, f64::max);
    Line {
        text: squeeze(&text),
        x: first.x,
        right,
        y: first.y,
        size: first.size,
        bold: first.font.contains("Bold"),
        artifact: first.artifact,
    }
}

/// White space of any kind and length as one space.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `LiberationSerif` of `KMTFDD+LiberationSerif`.
pub(super) fn plain_name(name: &[u8]) -> String {
    let name = String::from_utf8(name.to_vec()).unwrap();
    name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned())
}
