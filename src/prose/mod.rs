//! The language inside a field: marks, footnotes and `{{ … }}`, with places.
//!
//! A *plain* field prints just what stands in it, `{{ … }}` apart. A *prose* field
//! has paragraphs, items, bold, italic and footnotes as well. Text that comes from
//! here is text for good: it is never read again, neither as prose nor as markup.
//!
//! | file | what it does |
//! |---|---|
//! | `token` | one line of a field → its tokens |
//! | `mark` | which stars of a line are marks: the flanking rules |
//! | `inline` | one line of a field → its pieces |
//! | `cell` | the text of a cell of a data file, which prints as it stands |
//! | `specimen` | the lines of a form to be filled in: dotted lines, boxes to tick |

mod cell;
mod inline;
mod mark;
mod specimen;
#[cfg(test)]
mod tests;
mod token;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::formula::Expression;
use crate::source::{Source, Span};
use crate::yaml::{self, Scalar, ScalarPlaces};

pub use specimen::{is_before_digits, read_specimen_lines, weigh_dots};

/// The word for what is not known yet.
pub const PENDING: &str = "chua_co";

/// How a text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether it stands between `**`.
    pub bold: bool,
    /// Whether it stands between `*`.
    pub italic: bool,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProsePiece {
    /// Characters that print as they are.
    Text {
        /// The characters, escapes resolved, white space as single spaces.
        text: String,
        /// How it looks.
        style: TextStyle,
        /// Where it stands.
        span: Span,
    },
    /// `{{ … }}`.
    Value {
        /// What is between the braces.
        expression: Arc<Expression>,
        /// How its result looks.
        style: TextStyle,
        /// Where it stands, braces included.
        span: Span,
    },
    /// `[^id]`.
    Note {
        /// The id of the note, a key under `chu_thich`.
        id: String,
        /// Where it stands.
        span: Span,
    },
    /// `chua_co`: a dotted blank.
    Pending,
    /// A dotted line to be filled in. Only a specimen has one.
    Leader {
        /// The dots as typed.
        dots: String,
        /// Where they stand.
        span: Span,
    },
    /// A box to be ticked. Only a specimen has one.
    CheckBox {
        /// Whether it is ticked already.
        ticked: bool,
        /// Where it stands.
        span: Span,
    },
}

impl ProsePiece {
    /// Upright text of ordinary weight.
    fn plain(text: &str, span: Span) -> Self {
        Self::Text { text: text.to_owned(), style: TextStyle::default(), span }
    }

    /// Where it stands; a blank has no place of its own.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Text { span, .. }
            | Self::Value { span, .. }
            | Self::Note { span, .. }
            | Self::Leader { span, .. }
            | Self::CheckBox { span, .. } => Some(*span),
            Self::Pending => None,
        }
    }

    /// Whether it is `{{ … }}`.
    #[must_use]
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Value { .. })
    }

    /// Whether it is `{{ … }}` that reads something of this table or group of values.
    #[must_use]
    pub fn reads(&self, name: &str) -> bool {
        matches!(self, Self::Value { expression, .. } if expression.reads(name))
    }
}

/// What stands before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// An ordinary paragraph.
    None,
    /// `-`: an item.
    Dash,
    /// `+`: an item below an item.
    Plus,
}

impl Marker {
    /// The sign as it is typed and printed; empty for an ordinary paragraph.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Dash => "-",
            Self::Plus => "+",
        }
    }
}

/// One paragraph of a prose field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Para {
    /// What stands before it.
    pub marker: Marker,
    /// Its parts, in order; empty where the line has nothing but its marker.
    pub pieces: Vec<ProsePiece>,
}

/// A prose field as read: paragraphs, items and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// Its paragraphs; at least one.
    pub paras: Vec<Para>,
    /// Where it stands.
    pub span: Span,
}

/// A plain field as read: it prints just what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    /// Its parts, by the lines that the author has set; at least one line. Only a field
    /// whose key keeps lines has more.
    pub lines: Vec<Vec<ProsePiece>>,
    /// Where it stands.
    pub span: Span,
}

impl Plain {
    /// A field of just this text.
    #[must_use]
    pub fn text(text: &str, span: Span) -> Self {
        Self { lines: vec![vec![ProsePiece::plain(text, span)]], span }
    }

    /// Its parts in one line.
    #[must_use]
    pub fn joined(&self) -> Vec<ProsePiece> {
        let mut res = Vec::new();
        for (i, line) in self.lines.iter().enumerate() {
            if i > 0 {
                res.push(ProsePiece::plain(" ", self.span));
            }
            res.extend(line.iter().cloned());
        }
        res
    }

    /// Its text with `{{ … }}` left out, for rules that look at words.
    #[must_use]
    pub fn collect_words(&self) -> String {
        collect_words(&self.joined())
    }

    /// Whether it is `chua_co`: not known yet.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.lines.iter().flatten().any(|p| *p == ProsePiece::Pending)
    }
}

impl Prose {
    /// All parts of all paragraphs.
    pub fn pieces(&self) -> impl Iterator<Item = &ProsePiece> {
        self.paras.iter().flat_map(|p| &p.pieces)
    }

    /// The same with a full stop behind its last words, where no sign stands there.
    #[must_use]
    pub fn with_full_stop(mut self) -> Self {
        let last = self.paras.last_mut().and_then(|para| para.pieces.last_mut());
        if let Some(ProsePiece::Text { text, .. }) = last
            && text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        {
            text.push('.');
        }
        self
    }

    /// Its text with `{{ … }}` left out, a paragraph a line.
    #[must_use]
    pub fn collect_words(&self) -> String {
        self.paras.iter().map(|p| collect_words(&p.pieces)).collect::<Vec<_>>().join("\n")
    }
}

/// Where parts stand, from the first to the last; `None` where nothing is typed.
#[must_use]
pub fn cover_pieces(pieces: &[ProsePiece]) -> Option<Span> {
    let spans = pieces.iter().filter_map(ProsePiece::span);
    spans.reduce(Span::with)
}

/// The text of parts, `{{ … }}` and notes left out.
fn collect_words(pieces: &[ProsePiece]) -> String {
    let mut words = String::new();
    for piece in pieces {
        match piece {
            ProsePiece::Text { text, .. } => words.push_str(text),
            ProsePiece::Value { .. }
            | ProsePiece::Note { .. }
            | ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => {}
        }
    }
    words
}

/// Reads a plain field. Where its text has several lines, so has the field; after `>` the
/// author wants them joined.
#[must_use]
pub fn read_plain(
    scalar: &Scalar,
    span: Span,
    source: &Source,
    found: &mut Vec<Diagnostic>,
) -> Plain {
    if scalar.style == yaml::ScalarStyle::Cell {
        return cell::read_plain_cell(scalar, span, source);
    }
    if scalar.text.trim() == PENDING {
        return Plain { lines: vec![vec![ProsePiece::Pending]], span };
    }
    let places = ScalarPlaces::new(&scalar.text, scalar.style, source.text(), span);
    let mut lines = Vec::new();
    for (start, text) in split_lines(&scalar.text) {
        lines.push(inline::read_plain_line(text, start, &places, found));
    }
    if scalar.style == yaml::ScalarStyle::Folded && lines.len() > 1 {
        let joined = Plain { lines, span }.joined();
        lines = vec![joined];
    }
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    Plain { lines, span }
}

/// Reads a prose field.
#[must_use]
pub fn read_prose(
    scalar: &Scalar,
    span: Span,
    source: &Source,
    found: &mut Vec<Diagnostic>,
) -> Prose {
    if scalar.style == yaml::ScalarStyle::Cell {
        return cell::read_prose_cell(scalar, span, source);
    }
    if scalar.text.trim() == PENDING {
        let paras =
            vec![Para { marker: Marker::None, pieces: vec![ProsePiece::Pending] }];
        return Prose { paras, span };
    }
    let places = ScalarPlaces::new(&scalar.text, scalar.style, source.text(), span);
    let mut paras = Vec::new();
    for (start, text) in split_lines(&scalar.text) {
        let (marker, body) = split_marker(text);
        let offset = start + text.len() - body.len();
        let pieces = inline::read_prose_line(body, offset, &places, found);
        paras.push(Para { marker, pieces });
    }
    Prose { paras, span }
}

/// The marker of a line and what follows it; Word sets a tabulator between the two.
fn split_marker(line: &str) -> (Marker, &str) {
    let marked = match line.chars().next() {
        Some('-') => Some((Marker::Dash, &line[1..])),
        Some('+') => Some((Marker::Plus, &line[1..])),
        _ => None,
    };
    match marked {
        Some((marker, body)) if body.starts_with(char::is_whitespace) => {
            (marker, body.trim_start())
        }
        _ => (Marker::None, line),
    }
}

/// A plain field of this text, whatever file it comes from: its places are those of
/// the text itself.
#[must_use]
pub fn to_plain(text: &str) -> Plain {
    let span = Span::new(0, text.len());
    let source = Source::new(Path::new(""), text);
    let scalar = Scalar { text: text.to_owned(), style: yaml::ScalarStyle::Literal };
    read_plain(&scalar, span, &source, &mut Vec::new())
}

/// Every `{{ … }}` of a text that may be a field of any kind.
#[must_use]
pub fn find_expressions(text: &str) -> Vec<Arc<Expression>> {
    if !text.contains("{{") {
        return Vec::new();
    }
    let lines = to_plain(text).lines;
    let mut expressions = Vec::new();
    for piece in lines.into_iter().flatten() {
        match piece {
            ProsePiece::Value { expression, .. } => expressions.push(expression),
            ProsePiece::Text { .. }
            | ProsePiece::Note { .. }
            | ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => {}
        }
    }
    expressions
}

/// The lines with something in them, each with the byte at which it begins.
fn split_lines(text: &str) -> Vec<(usize, &str)> {
    let mut res = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let body = line.trim();
        if !body.is_empty() {
            res.push((start + line.len() - line.trim_start().len(), body));
        }
        start += line.len() + 1;
    }
    res
}
