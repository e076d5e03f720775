//! One file of a source: its name, its own text and its lines.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{CellPlace, Position, Span};
use crate::language::{CleanText, LetterRepair, OldText, clean_noting};

/// A file: shared by all sources that it is joined into.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileText {
    path: PathBuf,
    name: String,
    text: Arc<str>,
    lines: Vec<usize>,
    /// How many letters stand before each block of [`BLOCK`] bytes: a place in a line of
    /// megabytes is found without counting them all.
    letters_before: Vec<usize>,
    letters: Vec<LetterRepair>,
    old: Option<OldText>,
    /// Of a workbook, where each cell begins; empty for a file with lines.
    cells: Vec<(usize, CellPlace)>,
}

impl FileText {
    pub(super) fn new(path: &Path, shown: &Path, text: &str) -> Self {
        let CleanText { text, letters, old } = clean_noting(text);
        Self { letters, old, ..Self::from_clean(path, shown, &text) }
    }

    /// The cells of a workbook, which are clean as they stand, and where each begins.
    pub(super) fn from_cells(
        path: &Path,
        text: &str,
        cells: Vec<(usize, CellPlace)>,
    ) -> Self {
        Self { cells, ..Self::from_clean(path, path, text) }
    }

    fn from_clean(path: &Path, shown: &Path, text: &str) -> Self {
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(line_end, _)| line_end + 1))
            .collect();
        Self {
            path: path.to_owned(),
            name: super::show_path(shown),
            text: text.into(),
            lines,
            letters_before: count_blocks(text),
            letters: Vec::new(),
            old: None,
            cells: Vec::new(),
        }
    }

    pub(super) fn text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// How many letters stand before a byte.
    fn count_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let bytes = &self.text.as_bytes()[block * BLOCK..offset];
        self.letters_before[block] + count_letters(bytes)
    }
}

/// Bytes of a text of which the letters are counted together.
const BLOCK: usize = 4096;

/// How many letters stand before each block, that behind the last one too.
fn count_blocks(text: &str) -> Vec<usize> {
    let mut res = vec![0];
    let mut count = 0;
    for block in text.as_bytes().chunks(BLOCK) {
        count += count_letters(block);
        res.push(count);
    }
    res
}

/// How many letters begin in some bytes of a text.
fn count_letters(bytes: &[u8]) -> usize {
    // All bytes of a letter but the first are `10……`.
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// A file of a source and where in its text it begins.
#[derive(Clone, PartialEq, Eq)]
pub struct SourcePart {
    file: Arc<FileText>,
    start: usize,
    role: PartRole,
}

/// What a file of a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartRole {
    /// A form, or a part of one.
    Form,
    /// A data file, from which a form takes what it says.
    Data,
}

impl SourcePart {
    pub(super) fn new(file: Arc<FileText>, start: usize) -> Self {
        Self { file, start, role: PartRole::Form }
    }

    /// The same file at another place.
    pub(super) fn moved_to(&self, start: usize) -> Self {
        Self { file: Arc::clone(&self.file), start, role: self.role }
    }

    /// The same file as data.
    pub(super) fn to_data(&self) -> Self {
        Self { role: PartRole::Data, ..self.clone() }
    }

    /// Whether it is a data file that a form reads.
    #[must_use]
    pub fn is_data(&self) -> bool {
        self.role == PartRole::Data
    }

    /// Whether it has no lines of its own, but the cells of a workbook.
    #[must_use]
    pub fn has_cells(&self) -> bool {
        !self.file.cells.is_empty()
    }

    /// The cell in which a byte of its own text stands.
    fn cell(&self, offset: usize) -> Option<&CellPlace> {
        let after = self.file.cells.partition_point(|(start, _)| *start <= offset);
        self.file.cells.get(after.checked_sub(1)?).map(|(_, place)| place)
    }

    /// The address of the cell in which a byte of its own text stands.
    pub(super) fn cell_address(&self, offset: usize) -> Option<&str> {
        self.cell(offset).map(|place| place.address.as_str())
    }

    pub(super) fn shared_text(&self) -> Arc<str> {
        self.file.text()
    }

    /// Where it was read from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The path as findings show it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// Its own text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// Its first byte in the text of the source: by so much its own places are shifted.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Letters and hyphens that were read as those that they look like; their places are
    /// in its own text.
    #[must_use]
    pub fn letters(&self) -> &[LetterRepair] {
        &self.file.letters
    }

    /// Its lines in a code from before Unicode, if it has any.
    #[must_use]
    pub fn old_text(&self) -> Option<&OldText> {
        self.file.old.as_ref()
    }

    /// A span of the source, which starts in this file, as a span of the file alone.
    #[must_use]
    pub fn local_span(&self, span: Span) -> Span {
        let end = self.file.text.len();
        let [start, end] = [span.start, span.end]
            .map(|offset| offset.saturating_sub(self.start).min(end));
        Span::new(start, end)
    }

    /// Line and column of a byte of its own text.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        if let Some(cell) = self.cell(offset) {
            return cell.position;
        }
        let FileText { text, lines, .. } = &*self.file;
        let offset = offset.min(text.len());
        let line = self.line_number(offset);
        let start = lines[line - 1];
        let before = match offset - start {
            // Nearly every line is shorter than what would be counted to its beginning.
            0..BLOCK => count_letters(&text.as_bytes()[start..offset]),
            _ => self.file.count_before(offset) - self.file.count_before(start),
        };
        Position { line, column: before + 1 }
    }

    /// The line of a byte of its own text, from 1, without its column, which takes longer.
    #[must_use]
    pub fn line_number(&self, offset: usize) -> usize {
        if let Some(cell) = self.cell(offset) {
            return cell.position.line;
        }
        self.file.lines.partition_point(|&start| start <= offset).max(1)
    }

    /// The span of a line within its own text; `line` from 1.
    #[must_use]
    pub fn line(&self, line: usize) -> Span {
        let FileText { text, lines, .. } = &*self.file;
        let start = lines.get(line.wrapping_sub(1)).copied().unwrap_or(text.len());
        let next = lines.get(line).copied();
        Span::new(start, next.map_or(text.len(), |next| next - 1).max(start))
    }

    pub(super) fn line_count(&self) -> usize {
        self.file.lines.len()
    }
}

impl fmt::Debug for SourcePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name(), self.start)
    }
}
