//! YAML as a tree in which every value has its place.
//!
//! Scalars stay text: what `05`, `no` or `1.250` mean is for the field that reads
//! them, never for YAML. Anchors, aliases and tags are refused, keys that stand
//! twice are named with both places, and after an error of syntax all that can still
//! be read is read.
//!
//! | file | what it does |
//! |---|---|
//! | `parse` | text → tree; a place that cannot be read is masked and the text read again |
//! | `repair` | characters that look like YAML's own, put right before the parser sees them |
//! | `escape` | escapes in double quotes that take letters out of a text |
//! | `indent` | lines that do not stand where the lines above want them |
//! | `trap` | the mistakes that YAML invites, each with its message |
//! | `refused` | what YAML can do and a form must not |
//! | `place` | from a place in the text of a value back to the file |
//! | `merge` | one tree over another: the form of a unit over the master's |

mod escape;
mod indent;
mod merge;
mod parse;
mod place;
mod refused;
mod repair;
mod trap;

use crate::source::Span;

pub use merge::merge_trees;
pub use parse::parse;
pub use place::ScalarPlaces;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlNode {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: YamlValue,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlValue {
    /// Nothing after the colon.
    Empty,
    /// Text, with or without quotes, in one line or in a block.
    Scalar(Scalar),
    /// A list: `- a` line by line, or `[a, b]`.
    Sequence {
        /// Its items, in the order of the file.
        items: Vec<YamlNode>,
        /// Whether it is written `[a, b]`.
        flow: bool,
    },
    /// Keys with their values; no key stands twice.
    Mapping {
        /// Its entries, in the order of the file.
        entries: Vec<YamlEntry>,
        /// Whether it is written `{a: b}`.
        flow: bool,
    },
    /// Something stands here that YAML could not read; it is already named.
    Broken,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlEntry {
    /// The key as typed.
    pub key: String,
    /// The key as it is meant: without marks, spaces and hyphens as `_`.
    pub name: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What stands after the colon.
    pub value: YamlNode,
}

/// Text as YAML gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text as YAML reads it: quotes and escapes resolved, folded lines joined.
    pub text: String,
    /// How it is written.
    pub style: ScalarStyle,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes, on one line or continued.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// A block after `|`: its lines are kept.
    Literal,
    /// A block after `>`: its lines are one.
    Folded,
    /// A cell of a data file, which is no YAML: nothing in it is a mark.
    Cell,
}

impl YamlNode {
    /// The same tree of a text that stands `distance` bytes into another.
    #[must_use]
    pub fn shifted(self, distance: usize) -> Self {
        self.relocated(&|span| span.shifted(distance))
    }

    /// The same tree with other places.
    fn relocated(mut self, locate: &impl Fn(Span) -> Span) -> Self {
        self.relocate(locate);
        self
    }

    fn relocate(&mut self, locate: &impl Fn(Span) -> Span) {
        self.span = locate(self.span);
        match &mut self.value {
            YamlValue::Sequence { items, .. } => {
                items.iter_mut().for_each(|item| item.relocate(locate));
            }
            YamlValue::Mapping { entries, .. } => {
                for entry in entries {
                    entry.key_span = locate(entry.key_span);
                    entry.value.relocate(locate);
                }
            }
            YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            YamlValue::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// What it is, in the words of a message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            YamlValue::Empty => "chỗ trống",
            YamlValue::Scalar(_) => "chữ",
            YamlValue::Sequence { .. } => "danh sách",
            YamlValue::Mapping { .. } => "nhóm khóa",
            YamlValue::Broken => "chỗ chưa đọc được",
        }
    }
}
