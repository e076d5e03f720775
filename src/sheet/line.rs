//! Where a row or a column stands, as a person finds it again.

use super::{Sheet, to_letters};

impl Sheet {
    /// The number of a row as its program shows it, from 1: of a workbook its row, of a
    /// CSV the line as an editor of text counts it.
    #[must_use]
    pub fn line(&self, row: usize) -> usize {
        let row = self.in_file(row).unwrap_or(row);
        let Some(written) = &self.file.written else { return row + 1 };
        let place = written.places.get(row).and_then(|fields| fields.first());
        place.map_or(row + 1, |span| written.source.position(span.start).line)
    }

    /// What a column is called in its program: `cột B`; of a CSV `cột 2`.
    #[must_use]
    pub fn column_name(&self, column: usize) -> String {
        match &self.file.written {
            Some(_) => format!("cột {}", column + 1),
            None => format!("cột {}", to_letters(column)),
        }
    }
}
