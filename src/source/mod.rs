//! Files as read: name, text, lines. The only module that reads the disk.
//!
//! A text is cleaned once, here: byte-order mark and line ends of Windows, letters
//! in two parts (NFD) and invisible characters are gone before anything has a
//! place, so that a [`Span`] means the same to every stage.

mod read;

use std::ops::Range;
use std::path::{Path, PathBuf};

pub use read::{
    MAX_BYTES, MAX_DATA_BYTES, NotUtf8, ReadError, absolute_parent, decode, exists,
    is_dir, list_beside, list_files, read, read_bytes, read_data,
};

/// Bytes of a cleaned text, both ends on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` to before `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// As a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly within.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A line and a column as people count them: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// A file as read.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    name: String,
    text: String,
    lines: Vec<usize>,
}

impl Source {
    /// A source of a text already at hand.
    #[must_use]
    pub fn new(path: &Path, text: &str) -> Self {
        let text = crate::language::clean(text);
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        // One way of writing paths on every system: findings are compared by tests
        // and read by other programs.
        let name = path.to_string_lossy().replace('\\', "/");
        Self { path: path.to_owned(), name, text, lines }
    }

    /// Where it was read from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path as findings show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The cleaned text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        let at = at.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        let column = self.text[self.lines[line - 1]..at].chars().count() + 1;
        Position { line, column }
    }

    /// The span of a line without its line end; `line` from 1.
    #[must_use]
    pub fn line(&self, line: usize) -> Span {
        let start =
            self.lines.get(line.wrapping_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n);
        Span::new(start, end)
    }

    /// The part of a span that stands on its first line.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let text = self.slice(span);
        let end = text.find('\n').unwrap_or(text.len());
        Span::new(span.start, span.start + end)
    }

    /// Number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_letters_of_the_cleaned_text() {
        let source =
            Source::new(Path::new("a\\b.yaml"), "\u{feff}mo\u{302}t\r\nhai: ba\r\n");
        assert_eq!(source.name(), "a/b.yaml");
        assert_eq!(source.text(), "môt\nhai: ba\n");
        let at = source.text().find("ba").unwrap();
        assert_eq!(source.position(at), Position { line: 2, column: 6 });
        assert_eq!(source.slice(source.line(2)), "hai: ba");
    }
}
