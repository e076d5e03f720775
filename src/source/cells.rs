//! Cells of a workbook as a source: their texts one below the other, each with its row,
//! its column and its address. So what is read from a workbook has places like all else.

use std::path::Path;

use super::part::FileText;
use super::{Position, Source, SourcePart, Span};

/// Where a cell stands, as people count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// Row and column of the sheet, both from 1.
    pub position: Position,
    /// As its program shows it: `ô B7`.
    pub address: String,
}

/// Cells that become a source.
#[derive(Debug, Default)]
pub struct CellTexts {
    text: String,
    starts: Vec<(usize, CellPlace)>,
}

impl CellTexts {
    /// Adds a cell behind the others; its place in the text of the source.
    pub fn push(&mut self, text: &str, place: CellPlace) -> Span {
        let start = self.text.len();
        self.starts.push((start, place));
        self.text.push_str(text);
        let end = self.text.len();
        self.text.push('\n');
        Span::new(start, end)
    }

    /// The cells as a source, which findings name by the path `shown`.
    #[must_use]
    pub fn into_source(self, shown: &str) -> Source {
        Source::from_file(FileText::from_cells(Path::new(shown), &self.text, self.starts))
    }
}

impl Source {
    /// The same files, as data that a form reads: they give a joined source no name.
    #[must_use]
    pub fn into_data(self) -> Self {
        let parts = self.parts.iter().map(SourcePart::to_data).collect();
        Self { parts, ..self }
    }

    /// Whether it has no lines of its own, but the cells of a workbook.
    #[must_use]
    pub fn has_cells(&self) -> bool {
        self.last().has_cells()
    }

    /// The address of the cell in which a byte stands; `None` where that is no workbook.
    #[must_use]
    pub fn cell_address(&self, offset: usize) -> Option<&str> {
        let part = self.part_at(offset);
        part.cell_address(offset - part.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_workbook_has_row_column_and_address() {
        let mut cells = CellTexts::default();
        let mut spans = Vec::new();
        for (text, line, column, address) in
            [("Tên việc", 4, 2, "ô B4"), ("hai\ndòng", 5, 2, "ô B5"), ("", 5, 3, "ô C5")]
        {
            let position = Position { line, column };
            let place = CellPlace { position, address: address.to_owned() };
            spans.push((cells.push(text, place), text, position, address));
        }
        let form = Source::new(Path::new("a/ke-hoach.yaml"), "kehoach: 1\n");
        let joined = form.with(&cells.into_source("a/viec.xlsx").into_data());
        let start = joined.parts()[1].start();
        for (span, text, position, address) in spans {
            let span = span.shifted(start);
            assert_eq!(joined.slice(span), text);
            assert_eq!(joined.position(span.start), position);
            assert_eq!(joined.cell_address(span.start), Some(address));
            assert_eq!(joined.part_at(span.start).name(), "a/viec.xlsx");
        }
        // The form gives the joined files their name, not the data.
        assert_eq!(joined.name(), "a/ke-hoach.yaml");
        assert_eq!(joined.cell_address(0), None);
    }
}
