//! Files as read: name, text, lines. The only module that reads the disk; other stores
//! of files are read through [`Files`].
//!
//! A text is cleaned once, here: byte-order mark and line ends of Windows, letters
//! in two parts (NFD) and invisible characters are gone before anything has a
//! place, so that a [`Span`] means the same to every stage.
//!
//! | file | what it does |
//! |---|---|
//! | `read` | the disk: limits, UTF-8, lists of folders |
//! | `files` | stores that forms and data are read from, the disk among them |
//! | `reach` | where paths that forms name may lead |
//! | `part` | one file of a source: its name, its text and its lines |
//! | `cells` | the cells of a workbook as a source |
//! | `hash` | hashes of what is read |

mod cells;
mod files;
mod hash;
mod part;
mod reach;
mod read;

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use part::FileText;

pub use cells::{CellPlace, CellTexts};
pub use files::{Disk, Files, LoneFile, read_from_store};
pub use hash::{hash_bytes, hash_file, hash_named, hash_parts, locate_program};
pub use part::SourcePart;
pub use reach::{FindWorkTree, NamedPath, OutsideReach, PathKind, Reach, WrittenPath};
pub use read::{
    MAX_BYTES, MAX_DATA_BYTES, NonFile, NotUtf8, ReadError, decode, find_absolute_parent,
    is_dir, is_file, is_present, is_program, list_beside, list_files, read, read_bytes,
    read_data, read_named, read_state, resolve_path,
};

/// Bytes of a cleaned text, both ends on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte, counted from the start of the text.
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

    /// The same bytes of a text that stands `distance` bytes into another.
    #[must_use]
    pub fn shifted(self, distance: usize) -> Self {
        Self { start: self.start + distance, end: self.end + distance }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` is wholly inside.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A path as findings and messages show it, and as other programs compare it: written in
/// one way on every system.
#[must_use]
pub fn show_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A line and a column as people count them: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// A file as read, or several joined: their texts stand one after the other, and a
/// [`Span`] counts through all of them. Lines are those of each file. A clone costs
/// nothing.
#[derive(Clone)]
pub struct Source {
    text: Arc<str>,
    /// At least one.
    parts: Arc<[SourcePart]>,
}

impl Source {
    /// A source of a text already at hand.
    #[must_use]
    pub fn new(path: &Path, text: &str) -> Self {
        Self::with_shown_path(path, path, text)
    }

    /// A source that findings name after another path than its own.
    #[must_use]
    pub fn with_shown_path(path: &Path, shown: &Path, text: &str) -> Self {
        Self::from_file(FileText::new(path, shown, text))
    }

    fn from_file(file: FileText) -> Self {
        Self::from_part(SourcePart::new(Arc::new(file), 0))
    }

    /// A source of one file, which begins at its first byte.
    fn from_part(part: SourcePart) -> Self {
        Self { text: part.shared_text(), parts: Arc::new([part]) }
    }

    /// The files of these sources, one after the other; where one lacks a line end, one
    /// stands between it and the next. The texts are copied once, the lines are not
    /// counted again. Of no sources, it is an empty text.
    #[must_use]
    pub fn joined<'a>(sources: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut text = String::new();
        let mut parts: Vec<SourcePart> = Vec::new();
        for part in sources.into_iter().flat_map(|source| source.parts.iter()) {
            // An empty file lacks one too, and so has a place of its own.
            if parts.last().is_some_and(|last| !last.text().ends_with('\n')) {
                text.push('\n');
            }
            parts.push(part.moved_to(text.len()));
            text.push_str(part.text());
        }
        if parts.is_empty() {
            return Self::new(Path::new(""), "");
        }
        Self { text: text.into(), parts: parts.into() }
    }

    /// Its files and those of another after them: see [`Source::joined`].
    #[must_use]
    pub fn with(&self, more: &Self) -> Self {
        Self::joined([self, more])
    }

    /// The files, in their order; one, unless it is joined.
    #[must_use]
    pub fn parts(&self) -> &[SourcePart] {
        &self.parts
    }

    /// The index of the file in which a byte stands.
    #[must_use]
    pub fn file_at(&self, offset: usize) -> usize {
        self.parts.partition_point(|part| part.start() <= offset).max(1) - 1
    }

    /// The file in which a byte stands.
    #[must_use]
    pub fn part_at(&self, offset: usize) -> &SourcePart {
        &self.parts[self.file_at(offset)]
    }

    /// Whether a byte stands in a line that is in a code from before Unicode.
    #[must_use]
    pub fn is_old_at(&self, offset: usize) -> bool {
        let part = self.part_at(offset);
        let Some(old) = part.old_text() else { return false };
        let line = part.position(offset - part.start()).line - 1;
        old.lines.binary_search_by_key(&line, |old| old.index).is_ok()
    }

    /// One of the files as a source of its own.
    #[must_use]
    pub fn alone(&self, index: usize) -> Self {
        Self::from_part(self.parts[index].moved_to(0))
    }

    /// The index of the last file that is no data: the most particular of joined ones.
    #[must_use]
    pub fn last_form(&self) -> usize {
        let form = self.parts.iter().rposition(|part| !part.is_data());
        form.unwrap_or(self.parts.len() - 1)
    }

    /// The last file that is no data.
    fn last(&self) -> &SourcePart {
        &self.parts[self.last_form()]
    }

    /// Where it was read from; of joined files, where the last was.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.last().path()
    }

    /// The path as findings show it; of joined files, that of the last.
    #[must_use]
    pub fn name(&self) -> &str {
        self.last().name()
    }

    /// The text, cleaned: what the bytes of a span are counted in.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte, within its own file.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let part = self.part_at(offset);
        part.position(offset - part.start())
    }

    /// The line of a byte within its own file, from 1, without its column, which takes
    /// longer.
    #[must_use]
    pub fn line_number(&self, offset: usize) -> usize {
        let part = self.part_at(offset);
        part.line_number(offset - part.start())
    }

    /// The span of the line in which a byte stands, without its line end.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Span {
        let part = self.part_at(offset);
        let offset = offset - part.start();
        part.line(part.line_number(offset)).shifted(part.start())
    }

    /// The span of a line without its line end; `line` from 1. Of joined files, the
    /// lines of the first are counted.
    #[must_use]
    pub fn line(&self, line: usize) -> Span {
        self.parts[0].line(line)
    }

    /// The part of a span that stands on its first line.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let text = self.slice(span);
        let end = text.find('\n').unwrap_or(text.len());
        Span::new(span.start, span.start + end)
    }

    /// Number of lines; of joined files, that of the first.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.parts[0].line_count()
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.parts, &other.parts)
            || (self.text == other.text && self.parts == other.parts)
    }
}

impl Eq for Source {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parts.iter()).finish()
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
        let offset = source.text().find("ba").unwrap();
        assert_eq!(source.position(offset), Position { line: 2, column: 6 });
        assert_eq!(source.slice(source.line(2)), "hai: ba");
    }

    fn file(name: &str, text: &str) -> Source {
        Source::new(Path::new(name), text)
    }

    #[test]
    fn each_place_of_joined_files_is_told_in_its_own_file() {
        let files = [file("bo.yaml", "một: 1\nhai: 2"), file("rieng/a.yaml", "ba: 3\n")];
        let joined = Source::joined(&files);
        assert_eq!(joined.text(), "một: 1\nhai: 2\nba: 3\n");
        for (word, name, line) in
            [("một", "bo.yaml", 1), ("2", "bo.yaml", 2), ("3", "rieng/a.yaml", 1)]
        {
            let offset = joined.text().find(word).unwrap();
            assert_eq!(joined.part_at(offset).name(), name);
            assert_eq!(joined.position(offset).line, line, "{word}");
            let part = joined.part_at(offset);
            let single = joined.alone(joined.file_at(offset));
            assert_eq!(single.position(offset - part.start()), joined.position(offset));
            assert_eq!(single.name(), name);
            assert!(joined.slice(joined.line_at(offset)).contains(word));
        }
        assert_eq!((joined.name(), joined.alone(0)), ("rieng/a.yaml", files[0].clone()));
    }

    #[test]
    fn an_empty_file_among_joined_ones_has_a_place_of_its_own() {
        let empty = file("b.yaml", "");
        let joined = Source::joined([&empty, &empty, &file("a.yaml", "x"), &empty]);
        let files: Vec<_> = joined.parts().iter().map(|p| p.start()).collect();
        assert_eq!((files, joined.text()), (vec![0, 1, 2, 4], "\n\nx\n"));
        let indices: Vec<_> = (0..=4).map(|offset| joined.file_at(offset)).collect();
        assert_eq!(indices, [0, 1, 2, 2, 3]);
        assert_eq!(joined.position(4), Position { line: 1, column: 1 });
        assert_eq!(Source::joined([]).text(), "");
    }

    #[test]
    fn joining_joined_files_is_joining_them_all() {
        let [a, b, c] = ["một", "hai\n", "ba"].map(|text| file(text.trim(), text));
        let all = Source::joined([&a, &b, &c]);
        assert_eq!(a.with(&b).with(&c), all);
        assert_eq!(a.with(&b.with(&c)), all);
        assert_eq!(Source::joined([&a]), a);
    }
}
