//! What stands on the pages of a PDF, read from its content streams: text with face,
//! size and place, drawn lines and frames. Points, from the top left corner.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) texts: Vec<Text>,
    pub(crate) lines: Vec<Line>,
    pub(crate) frames: Vec<Frame>,
}

/// Text in one face on one line.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// `LiberationSerif-Bold`.
    pub(crate) face: String,
    pub(crate) size: f32,
    /// Left end.
    pub(crate) x: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// Without spaces at the end.
    pub(crate) width: f32,
    pub(crate) ink: Vec<f32>,
}

/// A horizontal rule.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) length: f32,
    pub(crate) ink: Vec<f32>,
}

/// A stroked rectangle.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) ink: Vec<f32>,
}

impl Text {
    pub(crate) fn right(&self) -> f32 {
        self.x + self.width
    }

    pub(crate) fn centre(&self) -> f32 {
        self.x + self.width / 2.0
    }
}

impl Page {
    /// The first text that begins so.
    #[track_caller]
    pub(crate) fn text(&self, start: &str) -> &Text {
        match self.texts.iter().find(|t| t.text.starts_with(start)) {
            Some(text) => text,
            None => panic!("no text begins with {start} in\n{}", self.words()),
        }
    }

    fn words(&self) -> String {
        self.texts.iter().map(|t| t.text.clone() + "\n").collect()
    }
}

/// The pages of a PDF, in order.
pub(crate) fn pages(pdf: &[u8]) -> Vec<Page> {
    let document = Document::load_mem(pdf).unwrap();
    let page = |(_, id)| {
        let fonts = fonts(&document, id);
        let content = document.get_page_content(id).unwrap();
        let mut page = Page::default();
        (page.width, page.height) = size(&document, document.get_dictionary(id).unwrap());
        let mut pen = Pen { state: State::default(), stack: Vec::new(), fonts: &fonts, page };
        for operation in Content::decode(&content).unwrap().operations {
            pen.draw(&operation);
        }
        pen.page.texts = joined(pen.page.texts);
        pen.page
    };
    document.get_pages().into_iter().map(page).collect()
}

/// Texts that stand in one line with nothing between them, as one: what holds together
/// is set in pieces.
fn joined(texts: Vec<Text>) -> Vec<Text> {
    let mut res: Vec<Text> = Vec::new();
    for text in texts {
        match res.last_mut() {
            Some(last)
                if (last.y - text.y).abs() < 0.01
                    && last.face == text.face
                    && (last.size - text.size).abs() < 0.01
                    && text.x > last.x
                    && text.x - last.right() < 0.6 * text.size =>
            {
                last.text.push_str(&text.text);
                last.width = text.right() - last.x;
            }
            _ => res.push(text),
        }
    }
    res
}

fn size(document: &Document, page: &Dictionary) -> (f32, f32) {
    if let Ok(sheet) = page.get(b"MediaBox") {
        let sheet: Vec<f32> = numbers(document.dereference(sheet).unwrap().1.as_array().unwrap());
        return (sheet[2] - sheet[0], sheet[3] - sheet[1]);
    }
    let parent = page.get(b"Parent").unwrap().as_reference().unwrap();
    size(document, document.get_dictionary(parent).unwrap())
}

struct Font {
    face: String,
    letters: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

type Fonts = BTreeMap<Vec<u8>, Font>;

fn fonts(document: &Document, page: lopdf::ObjectId) -> Fonts {
    let fonts = document.get_page_fonts(page).unwrap();
    fonts.into_iter().map(|(name, font)| (name, read_font(document, font))).collect()
}

fn read_font(document: &Document, font: &Dictionary) -> Font {
    let at = |dict: &Dictionary, key: &[u8]| {
        document.dereference(dict.get(key).unwrap()).unwrap().1.clone()
    };
    let name = at(font, b"BaseFont");
    let name = String::from_utf8(name.as_name().unwrap().to_vec()).unwrap();
    let cmap = at(font, b"ToUnicode");
    let cmap = cmap.as_stream().unwrap().get_plain_content().unwrap();
    let descendant = document.dereference(&at(font, b"DescendantFonts").as_array().unwrap()[0]);
    let descendant = descendant.unwrap().1.as_dict().unwrap().clone();
    let widths = at(&descendant, b"W");
    Font {
        face: name.split('+').next_back().unwrap().to_owned(),
        letters: letters(&String::from_utf8(cmap).unwrap()),
        widths: widths_of(document, widths.as_array().unwrap()),
    }
}

/// `<0001> <0054>` within `beginbfchar`, `<0001> <0003> <0054>` within `beginbfrange`.
fn letters(cmap: &str) -> BTreeMap<u16, String> {
    let hex = |word: &str| -> Vec<u16> {
        let digits = word.trim_matches(['<', '>']);
        (0..digits.len() / 4)
            .map(|i| u16::from_str_radix(&digits[i * 4..i * 4 + 4], 16).unwrap())
            .collect()
    };
    let mut res = BTreeMap::new();
    let mut within = "";
    for line in cmap.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        match (within, &words[..]) {
            (_, [_, begin @ ("beginbfchar" | "beginbfrange")]) => within = begin,
            (_, ["endbfchar" | "endbfrange"]) => within = "",
            ("beginbfchar", [code, text]) => {
                res.insert(hex(code)[0], String::from_utf16(&hex(text)).unwrap());
            }
            ("beginbfrange", [first, last, text]) => {
                for (i, code) in (hex(first)[0]..=hex(last)[0]).enumerate() {
                    let text = hex(text)[0] + u16::try_from(i).unwrap();
                    res.insert(code, String::from_utf16(&[text]).unwrap());
                }
            }
            _ => {}
        }
    }
    res
}

/// `first [w w w]` and `first last w`.
fn widths_of(document: &Document, entries: &[Object]) -> BTreeMap<u16, f32> {
    let mut res = BTreeMap::new();
    let mut entries = entries.iter();
    while let Some(first) = entries.next() {
        let first = u16::try_from(first.as_i64().unwrap()).unwrap();
        let next = document.dereference(entries.next().unwrap()).unwrap().1;
        if let Ok(list) = next.as_array() {
            res.extend((first..).zip(numbers(list)));
        } else {
            let last = u16::try_from(next.as_i64().unwrap()).unwrap();
            let width = entries.next().unwrap().as_float().unwrap();
            res.extend((first..=last).map(|code| (code, width)));
        }
    }
    res
}

fn numbers(objects: &[Object]) -> Vec<f32> {
    objects.iter().filter_map(|o| o.as_float().ok()).collect()
}

#[derive(Clone, Default)]
struct State {
    /// Where the origin is, from the bottom left; these papers are never scaled.
    origin: (f32, f32),
    fill: Vec<f32>,
    stroke: Vec<f32>,
    font: Vec<u8>,
    size: f32,
    path: Vec<(f32, f32)>,
}

struct Pen<'a> {
    state: State,
    stack: Vec<State>,
    fonts: &'a Fonts,
    page: Page,
}

impl Pen<'_> {
    fn draw(&mut self, operation: &Operation) {
        let n = numbers(&operation.operands);
        match operation.operator.as_str() {
            "q" => self.stack.push(self.state.clone()),
            "Q" => self.state = self.stack.pop().unwrap(),
            "cm" => {
                assert_eq!(self.stack.len(), 1, "each thing is placed by itself");
                self.state.origin = (n[4], n[5]);
            }
            "scn" => self.state.fill = n,
            "SCN" => self.state.stroke = n,
            "Tf" => {
                self.state.font = operation.operands[0].as_name().unwrap().to_vec();
                self.state.size = n[0];
            }
            "Tj" => self.show(&operation.operands),
            "TJ" => self.show(operation.operands[0].as_array().unwrap()),
            "m" => self.state.path = vec![(n[0], n[1])],
            "l" => self.state.path.push((n[0], n[1])),
            "S" => self.stroke(),
            _ => {}
        }
    }

    fn show(&mut self, parts: &[Object]) {
        let font = &self.fonts[&self.state.font];
        let (mut text, mut width, mut spaces) = (String::new(), 0.0, 0.0);
        for part in parts {
            let Object::String(codes, _) = part else {
                width -= part.as_float().unwrap();
                continue;
            };
            for code in codes.chunks(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                let letter = font.letters.get(&code).map_or("\u{fffd}", String::as_str);
                text.push_str(letter);
                let wide = font.widths.get(&code).copied().unwrap_or_default();
                width += wide;
                spaces = if letter.trim().is_empty() { spaces + wide } else { 0.0 };
            }
        }
        let (x, y) = self.state.origin;
        self.page.texts.push(Text {
            text,
            face: font.face.clone(),
            size: self.state.size,
            x,
            y: self.page.height - y,
            width: (width - spaces) / 1000.0 * self.state.size,
            ink: self.state.fill.clone(),
        });
    }

    fn stroke(&mut self) {
        let (x, y) = self.state.origin;
        let (y, ink) = (self.page.height - y, self.state.stroke.clone());
        match self.state.path[..] {
            [(0.0, 0.0), (length, 0.0)] => {
                self.page.lines.push(Line { x, y, length, ink });
            }
            [(0.0, 0.0), (width, 0.0), (_, height), (0.0, _)] => {
                self.page.frames.push(Frame { x, y, width, height, ink });
            }
            _ => {}
        }
    }
}
