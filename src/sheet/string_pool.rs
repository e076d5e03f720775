//! Texts of a workbook that its cells name by their place in a list.

use super::{DataCell, Excess, MAX_CELLS, MAX_TEXT, SheetError};

/// Texts one behind the other, cleaned as cells are. How many there are and how long they
/// are together is known from them alone.
#[derive(Debug, Default)]
pub(super) struct StringPool {
    text: String,
    ends: Vec<usize>,
}

impl StringPool {
    /// Adds the next text.
    pub(super) fn add(&mut self, text: &str) -> Result<(), SheetError> {
        if self.ends.len() == MAX_CELLS {
            return Err(Excess::Cells.into());
        }
        if let DataCell::Text(text) = DataCell::text(text) {
            if text.len() > MAX_TEXT - self.text.len() {
                return Err(Excess::Text.into());
            }
            self.text.push_str(&text);
        }
        self.ends.push(self.text.len());
        Ok(())
    }

    /// The cell of the text with this place.
    pub(super) fn cell(&self, index: usize) -> Option<DataCell> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(match &self.text[start..end] {
            "" => DataCell::Empty,
            text => DataCell::Text(text.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_longer_than_all_cells_may_be() {
        let text = "a".repeat(MAX_TEXT - 3);
        let mut pool = StringPool { text, ..StringPool::default() };
        pool.add("abc").unwrap();
        let error = pool.add("d").unwrap_err();
        assert!(matches!(error, SheetError::TooLarge(Excess::Text)));
    }

    #[test]
    fn a_text_is_found_by_its_place() {
        let mut pool = StringPool::default();
        for text in ["Mai Hà", "  ", " Sơn\u{200b} Trung\n"] {
            pool.add(text).unwrap();
        }
        let text = |text: &str| Some(DataCell::Text(text.to_owned()));
        assert_eq!([pool.cell(0), pool.cell(2)], [text("Mai Hà"), text("Sơn Trung")]);
        assert_eq!([pool.cell(1), pool.cell(3)], [Some(DataCell::Empty), None]);
    }
}
