//! Where the walk through a file stands, and what it has found so far.

use super::character::is_blank;
use super::finding::Lookalike;
use super::key::Expected;
use super::rewrite::Edit;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// What was found.
#[derive(Default)]
pub(super) struct Scanned {
    /// What the parser reads in place of what is written.
    pub(super) edits: Vec<Edit>,
    /// Characters that look like others.
    pub(super) lookalikes: Vec<Lookalike>,
    /// Text that is read as nothing.
    pub(super) unreadable: Vec<Span>,
    /// Other findings.
    pub(super) found: Vec<Diagnostic>,
}

/// A line of the file.
pub(super) struct Line<'a> {
    /// Its first byte in the file.
    pub(super) start: usize,
    /// Without its line end.
    pub(super) text: &'a str,
    pub(super) number: usize,
    /// How many plain spaces it begins with.
    pub(super) spaces: usize,
    /// How many blanks of any kind it begins with.
    pub(super) width: usize,
    /// Its first byte that is no blank.
    pub(super) body: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(source: &'a Source, number: usize) -> Self {
        let span = source.line(number);
        let text = source.slice(span);
        let body = text.len() - text.trim_start_matches(is_blank).len();
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let width = text[..body].chars().count();
        Self { start: span.start, text, number, spaces, width, body }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.body == self.text.len()
    }

    /// The text from a byte on.
    pub(super) fn after(&self, byte: usize) -> &'a str {
        self.text.get(byte..).unwrap_or_default()
    }
}

/// A text after `|` or `>`.
pub(super) struct BlockText {
    /// Its lines begin in this column at least.
    pub(super) least: usize,
    /// The column of its first line.
    pub(super) column: Option<usize>,
}

/// Where an item of a list or a group stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemState {
    /// Before its first letter.
    Start,
    /// In its first text, which began at this byte of the file; it may be a key.
    First(usize),
    /// After a colon, before the first letter of the value.
    ValueStart,
    /// In the value, which began at this byte of the file, or behind what is closed.
    Value(usize),
}

/// An open bracket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    /// `[` or `{`.
    pub(super) open: char,
    pub(super) item: ItemState,
    /// How many brackets that are only text are open in the item.
    pub(super) in_text: usize,
}

impl Level {
    /// Whether no letter of the item or of its value was seen.
    pub(super) fn is_before_text(self) -> bool {
        matches!(self.item, ItemState::Start | ItemState::ValueStart)
    }

    /// What can stand as the first part of an item.
    pub(super) fn expected(self) -> Expected {
        if self.open == '{' { Expected::Key } else { Expected::KeyOrText }
    }
}

/// Where the reading stands.
pub(super) struct LineScanner<'a> {
    pub(super) source: &'a Source,
    pub(super) scanned: Scanned,
    pub(super) block: Option<BlockText>,
    /// The straight quote of a text that goes on in the next line.
    pub(super) quote: Option<char>,
    /// The brackets that are open, the outermost first.
    pub(super) brackets: Vec<Level>,
    /// A text without quotes goes on in lines that begin in this column or behind.
    pub(super) plain: Option<usize>,
    /// The columns of the dashes that are open.
    pub(super) lists: Vec<usize>,
    /// Up to this byte of the file all is read already.
    pub(super) read_up_to: usize,
    /// The columns of the keys that are open.
    pub(super) columns: Vec<usize>,
}

impl<'a> LineScanner<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self {
            source,
            scanned: Scanned::default(),
            block: None,
            quote: None,
            brackets: Vec::new(),
            plain: None,
            lists: Vec::new(),
            read_up_to: 0,
            columns: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Scanned {
        self.scanned
    }
}
