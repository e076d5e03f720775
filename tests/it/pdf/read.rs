//! A PDF as glyphs, words, lines and drawn rules with places in millimetres. It knows
//! just what the papers of this program are made of.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Points of PDF to a millimetre.
const POINTS: f64 = 72.0 / 25.4;

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
}

/// A drawn horizontal rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) x: f64,
    pub(crate) right: f64,
    pub(crate) y: f64,
}

/// Glyphs on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) x: f64,
    pub(crate) right: f64,
    pub(crate) y: f64,
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

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let pages = document.get_pages().into_values().map(|id| page(&document, id)).collect();
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
                    (b.y - glyph.y).abs() > 2.5 || glyph.x < b.x || glyph.x - b.right > 1.0
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
            Object::String(bytes, _) | Object::Name(bytes) => String::from_utf8(bytes.clone()).unwrap(),
            other => panic!("{key}: {other:?}"),
        }
    }

    pub(crate) fn metadata(&self) -> String {
        let stream = self.catalog().get_deref(b"Metadata", &self.document).unwrap();
        String::from_utf8(stream.as_stream().unwrap().get_plain_content().unwrap()).unwrap()
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
            Object::Array(items) => items.iter().for_each(|item| self.elements(item, found)),
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
                let embedded = d.has(b"FontFile2") || d.has(b"FontFile3") || d.has(b"FontFile");
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
            match rows.iter_mut().rev().take(3).find(|row| (row[0].y - glyph.y).abs() < 0.05) {
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
        found.unwrap_or_else(|| panic!("no line begins with {start:?}: {:#?}", self.lines()))
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
fn plain_name(name: &[u8]) -> String {
    let name = String::from_utf8(name.to_vec()).unwrap();
    name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned())
}

/// A font as far as placing and reading its glyphs needs.
struct Font {
    name: String,
    widths: BTreeMap<u16, f64>,
    texts: BTreeMap<u16, String>,
}

fn font(document: &Document, dict: &Dictionary) -> Font {
    let descendants = dict.get_deref(b"DescendantFonts", document).unwrap().as_array().unwrap();
    let cid = document.dereference(&descendants[0]).unwrap().1.as_dict().unwrap();
    let widths = cid.get_deref(b"W", document).unwrap().as_array().unwrap();
    let map = dict.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap();
    let map = String::from_utf8_lossy(&map.get_plain_content().unwrap()).into_owned();
    Font {
        name: plain_name(dict.get(b"BaseFont").unwrap().as_name().unwrap()),
        widths: widths_of(document, widths),
        texts: texts_of(&map),
    }
}

/// `[first last width …]` and `[first [width …] …]`.
fn widths_of(document: &Document, array: &[Object]) -> BTreeMap<u16, f64> {
    let mut res = BTreeMap::new();
    let at = |i: usize| document.dereference(&array[i]).unwrap().1;
    let mut i = 0;
    while i + 1 < array.len() {
        let first = number(at(i)) as u16;
        if let Object::Array(widths) = at(i + 1) {
            res.extend((first..).zip(widths.iter().map(number)));
            i += 2;
        } else {
            let last = number(at(i + 1)) as u16;
            res.extend((first..=last).map(|glyph| (glyph, number(at(i + 2)))));
            i += 3;
        }
    }
    res
}

/// The `bfchar` lines of a map; the papers have no ranges.
fn texts_of(map: &str) -> BTreeMap<u16, String> {
    assert!(!map.contains("beginbfrange"), "ranges are not read");
    let mut res = BTreeMap::new();
    for line in map.lines().filter(|l| l.starts_with('<')) {
        let parts: Vec<_> = line.split(['<', '>', ' ']).filter(|p| !p.is_empty()).collect();
        if let [glyph, text] = parts[..] {
            let units: Vec<u16> = text.as_bytes().chunks(4).map(hex).collect();
            res.insert(hex(glyph.as_bytes()), String::from_utf16(&units).unwrap());
        }
    }
    res
}

fn hex(digits: &[u8]) -> u16 {
    u16::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap()
}

fn number(object: &Object) -> f64 {
    f64::from(object.as_float().unwrap())
}

/// A matrix of PDF: `[a b c d e f]`.
type Matrix = [f64; 6];

fn times(m: &Matrix, n: &Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

fn apply(m: &Matrix, x: f64, y: f64) -> (f64, f64) {
    (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
}

/// The state of drawing a page.
struct Drawing<'a> {
    font: Option<&'a Font>,
    size: f64,
    matrix: Matrix,
    saved: Vec<Matrix>,
    text: Matrix,
    /// Marked content that is open: whether each is an artifact.
    marks: Vec<bool>,
    path: Vec<(f64, f64)>,
    page: Page,
}

fn page(document: &Document, id: ObjectId) -> Page {
    let dict = document.get_dictionary(id).unwrap();
    let media: Vec<f64> = {
        let array = dict.get_deref(b"MediaBox", document).unwrap().as_array().unwrap();
        array.iter().map(number).collect()
    };
    let fonts = document.get_page_fonts(id).unwrap();
    let fonts: BTreeMap<_, _> =
        fonts.into_iter().map(|(name, dict)| (name, font(document, dict))).collect();
    let content = Content::decode(&document.get_page_content(id)).unwrap();
    let mut drawing = Drawing {
        font: None,
        size: 0.0,
        matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        saved: Vec::new(),
        text: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        marks: Vec::new(),
        path: Vec::new(),
        page: Page { width: media[2] / POINTS, height: media[3] / POINTS, ..Page::default() },
    };
    for operation in &content.operations {
        drawing.step(&operation.operator, &operation.operands, &fonts);
    }
    drawing.page
}

impl<'a> Drawing<'a> {
    fn step(&mut self, operator: &str, operands: &[Object], fonts: &'a BTreeMap<Vec<u8>, Font>) {
        let numbers = || operands.iter().map(number).collect::<Vec<_>>();
        match operator {
            "q" => self.saved.push(self.matrix),
            "Q" => self.matrix = self.saved.pop().unwrap(),
            "cm" => self.matrix = times(&numbers().try_into().unwrap(), &self.matrix),
            "BT" => self.text = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            "Tm" => self.text = numbers().try_into().unwrap(),
            "Tf" => {
                self.font = Some(&fonts[operands[0].as_name().unwrap()]);
                self.size = number(&operands[1]);
            }
            "TJ" => operands[0].as_array().unwrap().iter().for_each(|part| self.show(part)),
            "Tj" => self.show(&operands[0]),
            "Td" | "TD" | "T*" | "'" | "\"" | "Tc" | "Tw" | "Tz" => panic!("{operator} is not read"),
            "BMC" | "BDC" => self.marks.push(operands[0].as_name().unwrap() == b"Artifact"),
            "EMC" => drop(self.marks.pop().unwrap()),
            "m" | "l" => {
                let numbers = numbers();
                self.path.push(apply(&self.matrix, numbers[0], numbers[1]));
            }
            "S" => self.stroke(),
            "n" | "f" | "f*" | "B" | "s" => self.path.clear(),
            _ => {}
        }
    }

    fn show(&mut self, part: &Object) {
        let font = self.font.unwrap();
        let Object::String(bytes, _) = part else {
            let back = number(part) / 1000.0 * self.size;
            self.text = times(&[1.0, 0.0, 0.0, 1.0, -back, 0.0], &self.text);
            return;
        };
        for code in bytes.chunks(2) {
            let code = u16::from_be_bytes([code[0], code[1]]);
            let width = font.widths[&code] / 1000.0 * self.size;
            let whole = times(&self.text, &self.matrix);
            let (x, y) = apply(&whole, 0.0, 0.0);
            let (right, _) = apply(&whole, width, 0.0);
            self.page.glyphs.push(Glyph {
                text: font.texts.get(&code).cloned().unwrap_or_default(),
                x: x / POINTS,
                right: right / POINTS,
                y: self.page.height - y / POINTS,
                size: self.size,
                font: font.name.clone(),
                artifact: self.marks.contains(&true),
            });
            self.text = times(&[1.0, 0.0, 0.0, 1.0, width, 0.0], &self.text);
        }
    }

    fn stroke(&mut self) {
        if let [(x, y), (right, end)] = self.path[..] {
            if (y - end).abs() < 0.01 {
                let y = self.page.height - y / POINTS;
                self.page.rules.push(Rule { x: x / POINTS, right: right / POINTS, y });
            }
        }
        self.path.clear();
    }
}
