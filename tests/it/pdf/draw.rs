//! The operators of a page, carried out as far as glyphs and rules need.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::read::{Bar, Frame, Glyph, Page, Rule, plain_name};

/// Points of PDF to a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// A font as far as placing and reading its glyphs needs.
struct Font {
    name: String,
    widths: BTreeMap<u16, f64>,
    texts: BTreeMap<u16, String>,
}

fn font(document: &Document, dict: &Dictionary) -> Font {
    let descendants =
        dict.get_deref(b"DescendantFonts", document).unwrap().as_array().unwrap();
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
        let parts: Vec<_> =
            line.split(['<', '>', ' ']).filter(|p| !p.is_empty()).collect();
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

/// Marked content.
struct Mark {
    artifact: bool,
    /// Its number on the page, where the tags know it.
    number: Option<i64>,
}

/// The state of drawing a page.
struct Drawing<'a> {
    font: Option<&'a Font>,
    size: f64,
    matrix: Matrix,
    saved: Vec<Matrix>,
    text: Matrix,
    /// Marked content that is open.
    marks: Vec<Mark>,
    path: Vec<(f64, f64)>,
    page: Page,
}

/// Draws a page, and notes what is drawn.
pub(super) fn page(document: &Document, id: ObjectId) -> Page {
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
        page: Page {
            width: media[2] / POINTS,
            height: media[3] / POINTS,
            ..Page::default()
        },
    };
    for operation in &content.operations {
        drawing.step(&operation.operator, &operation.operands, &fonts);
    }
    drawing.page
}

impl<'a> Drawing<'a> {
    fn step(
        &mut self,
        operator: &str,
        operands: &[Object],
        fonts: &'a BTreeMap<Vec<u8>, Font>,
    ) {
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
            "TJ" => {
                operands[0].as_array().unwrap().iter().for_each(|part| self.show(part));
            }
            "Tj" => self.show(&operands[0]),
            "Td" | "TD" | "T*" | "'" | "\"" | "Tc" | "Tw" | "Tz" => {
                panic!("{operator} is not read")
            }
            "BMC" | "BDC" => {
                let artifact = operands[0].as_name().unwrap() == b"Artifact";
                let dict = operands.get(1).and_then(|o| o.as_dict().ok());
                let number = dict.and_then(|dict| dict.get(b"MCID").ok()?.as_i64().ok());
                self.marks.push(Mark { artifact, number });
            }
            "EMC" => assert!(self.marks.pop().is_some()),
            "m" | "l" => {
                let numbers = numbers();
                self.path.push(apply(&self.matrix, numbers[0], numbers[1]));
            }
            "S" => self.stroke(),
            "f" | "f*" => self.fill(),
            "n" | "B" | "s" => self.path.clear(),
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
                artifact: self.marks.iter().any(|mark| mark.artifact),
                marked: self.marks.iter().rev().find_map(|mark| mark.number),
            });
            self.text = times(&[1.0, 0.0, 0.0, 1.0, width, 0.0], &self.text);
        }
    }

    fn stroke(&mut self) {
        if let [(x, y), (right, end)] = self.path[..]
            && (y - end).abs() < 0.01
        {
            let y = self.page.height - y / POINTS;
            self.page.rules.push(Rule { x: x / POINTS, right: right / POINTS, y });
        }
        if let [(x, y), _, (right, end), ..] = self.path[..]
            && self.path.len() > 3
        {
            let [top, bottom] =
                [y.max(end), y.min(end)].map(|y| self.page.height - y / POINTS);
            let (x, right) = (x.min(right) / POINTS, x.max(right) / POINTS);
            self.page.frames.push(Frame { x, right, top, bottom });
        }
        self.path.clear();
    }
    /// A border of one side is filled, not stroked.
    fn fill(&mut self) {
        let side = |of: fn(&(f64, f64)) -> f64| {
            let all = || self.path.iter().map(of);
            (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max))
        };
        let ((left, right), (low, high)) = (side(|p| p.0), side(|p| p.1));
        if right - left < 2.0 && high - low > 5.0 {
            let [top, bottom] = [high, low].map(|y| self.page.height - y / POINTS);
            let x = f64::midpoint(left, right) / POINTS;
            self.page.bars.push(Bar { x, top, bottom });
        }
        self.path.clear();
    }
}
