//! YAML as a tree in which every value has its place.
//!
//! Scalars stay text: what `05`, `no` or `1.250` mean is for the field that reads
//! them, never for YAML. Anchors, aliases and tags are refused, keys that stand
//! twice are named with both places, and after a fault of syntax all that can still
//! be read is read.
//!
//! | file | what it does |
//! |---|---|
//! | `parse` | text → tree; a place that cannot be read is masked and the text read again |
//! | `trap` | the mistakes that YAML invites, each with its message |
//! | `place` | from a place in the text of a value back to the file |
//! | `merge` | one tree over another: the form of a unit over the master's |

mod merge;
mod parse;
mod place;
mod trap;

use crate::source::Span;

pub use merge::merge;
pub use parse::parse;
pub use place::Places;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon.
    Empty,
    /// Text.
    Scalar(Scalar),
    /// A list.
    Sequence {
        /// Its items.
        items: Vec<Node>,
        /// Whether it is written `[a, b]`.
        flow: bool,
    },
    /// A mapping.
    Mapping {
        /// Its entries, in the order of the file.
        entries: Vec<Entry>,
        /// Whether it is written `{a: b}`.
        flow: bool,
    },
    /// Something stands here that YAML could not read; it is already named.
    Broken,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key as typed.
    pub key: String,
    /// The key as it is meant: without marks, spaces and hyphens as `_`.
    pub name: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// Text as YAML gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// A block after `|`: its lines are kept.
    Literal,
    /// A block after `>`: its lines are one.
    Folded,
}

impl Node {
    /// The same tree of a text that stands `distance` bytes into another.
    #[must_use]
    pub fn shifted(mut self, distance: usize) -> Self {
        self.shift(distance);
        self
    }

    fn shift(&mut self, distance: usize) {
        self.span = self.span.shifted(distance);
        match &mut self.value {
            Value::Sequence { items, .. } => {
                items.iter_mut().for_each(|item| item.shift(distance));
            }
            Value::Mapping { entries, .. } => {
                for entry in entries {
                    entry.key_span = entry.key_span.shifted(distance);
                    entry.value.shift(distance);
                }
            }
            Value::Empty | Value::Scalar(_) | Value::Broken => {}
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// What it is, in the words of a message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Empty => "chỗ trống",
            Value::Scalar(_) => "chữ",
            Value::Sequence { .. } => "danh sách",
            Value::Mapping { .. } => "nhóm khóa",
            Value::Broken => "chỗ chưa đọc được",
        }
    }
}
