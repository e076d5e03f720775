//! The tables of `content.xml`, in order, and their cells.

use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use super::super::archive::Archive;
use super::super::choice::ListedSheet;
use super::super::limit::ENOUGH_TEXT;
use super::super::look::Looks;
use super::super::xml::{XmlPart, append_text, get_attribute, get_name};
use super::super::{DataCell, MAX_COLUMNS, SheetError};
use super::styles::OdsStyles;
use super::value::{OdsValue, parse_repeat};

/// Spaces that one `text:s` stands for at most.
const MAX_SPACES: usize = 100;

/// What a table says next.
#[derive(Debug)]
pub(super) enum OdsItem {
    /// These rows are hidden, by hand or by a filter.
    HiddenRows {
        first: usize,
        count: usize,
    },
    Cell(OdsCell),
}

/// A cell, or a block of cells alike.
#[derive(Debug)]
pub(super) struct OdsCell {
    pub(super) row: usize,
    pub(super) column: usize,
    /// Over how many rows and columns it is repeated.
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Over how many rows and columns each of them is shown.
    pub(super) spans: [usize; 2],
    pub(super) value: DataCell,
    /// The number of its look.
    pub(super) look: u16,
    /// Whether it has a formula without a result.
    pub(super) lacking: bool,
}

/// Where the reader is in a table.
#[derive(Debug, Default)]
struct TablePlace {
    row: usize,
    /// How often the row is repeated.
    rows: usize,
    column: usize,
    /// The style of cells that name none: of the row, and of each column.
    row_style: Option<String>,
    column_styles: Vec<Option<Rc<str>>>,
}

/// The tables of `content.xml`.
pub(super) struct OdsContent<'a> {
    xml: XmlPart<'a>,
    styles: OdsStyles,
    place: TablePlace,
    /// The depth of the elements of the table that is being read.
    inside: usize,
}

impl<'a> OdsContent<'a> {
    pub(super) fn open(
        archive: &'a mut Archive,
        styles: OdsStyles,
    ) -> Result<Self, SheetError> {
        let xml = XmlPart::open(archive, "content.xml")?;
        Ok(Self { xml, styles, place: TablePlace::default(), inside: 0 })
    }

    /// The looks that the cells so far have.
    pub(super) fn into_looks(self) -> Looks {
        self.styles.into_looks()
    }

    /// The next sheet, if there is one; its cells come next.
    pub(super) fn next_table(&mut self) -> Result<Option<ListedSheet>, SheetError> {
        loop {
            let start = match self.xml.next_event()? {
                Event::Start(start) => start,
                Event::Eof => return Ok(None),
                _ => continue,
            };
            match start.name().as_ref() {
                "office:automatic-styles" => self.styles.read_list(&mut self.xml)?,
                // Tables that are no sheets: copies of other files, and earlier states.
                "table:dde-links" | "table:tracked-changes" => self.xml.skip_element()?,
                "table:table" => {
                    let name = get_name(&start, "table:name")?.unwrap_or_default();
                    let style = get_name(&start, "table:style-name")?.unwrap_or_default();
                    let visible = !self.styles.hides(&style);
                    self.place = TablePlace::default();
                    self.inside = self.xml.depth();
                    return Ok(Some(ListedSheet { name, visible }));
                }
                _ => {}
            }
        }
    }

    /// Skips to behind the end of the table that is being read.
    pub(super) fn skip_table(&mut self) -> Result<(), SheetError> {
        while self.xml.depth() >= self.inside {
            self.xml.next_event()?;
        }
        Ok(())
    }

    /// What comes next in the table; nothing behind its end.
    pub(super) fn next_item(&mut self) -> Result<Option<OdsItem>, SheetError> {
        while self.xml.depth() >= self.inside {
            let Event::Start(start) = self.xml.next_event()? else { continue };
            match start.name().as_ref() {
                "table:table-column" => self.place.add_columns(&start)?,
                "table:table-row" => {
                    if let Some(item) = self.place.begin_row(&start)? {
                        return Ok(Some(item));
                    }
                }
                name @ ("table:table-cell" | "table:covered-table-cell") => {
                    let covered = name == "table:covered-table-cell";
                    let value = OdsValue::from_start(&start)?;
                    return self.read_cell(value, covered).map(Some);
                }
                // Pictures, charts and the tables inside them.
                "table:shapes" | "table:table" => self.xml.skip_element()?,
                _ => {}
            }
        }
        Ok(None)
    }

    /// Reads the cell that has just begun, to its end.
    fn read_cell(
        &mut self,
        value: OdsValue,
        covered: bool,
    ) -> Result<OdsItem, SheetError> {
        let text = self.read_text()?;
        let place = &mut self.place;
        let (row, column) = (place.row, place.column);
        place.column = column.saturating_add(value.columns);
        let lacking = value.lacks_result(&text) && !covered;
        let cell = if covered { DataCell::Empty } else { value.cell(&text) };
        let look = if cell == DataCell::Empty && !lacking {
            0
        } else {
            let style = value.style.as_deref().or_else(|| place.default_style(column));
            self.styles.number_look(style, value.format())?
        };
        Ok(OdsItem::Cell(OdsCell {
            row,
            column,
            rows: place.rows,
            columns: value.columns,
            spans: value.spans,
            value: cell,
            look,
            lacking,
        }))
    }

    /// The shown text of the cell that has just begun, to its end. Paragraphs are lines;
    /// what is drawn over a cell and notes on it are no part of its text.
    fn read_text(&mut self) -> Result<String, SheetError> {
        let cell = self.xml.depth();
        let mut text = String::new();
        let mut paragraphs = 0;
        let mut inside = false;
        while self.xml.depth() >= cell {
            match self.xml.next_event()? {
                Event::Start(start) => match start.name().as_ref() {
                    "text:p" => {
                        inside = true;
                        append_blanks(&mut text, '\n', paragraphs.min(1));
                        paragraphs += 1;
                    }
                    "text:s" => {
                        let spaces = get_attribute(&start, "text:c")?;
                        let spaces =
                            spaces.map_or(Ok(1), |written| parse_repeat(&written))?;
                        append_blanks(&mut text, ' ', spaces.min(MAX_SPACES));
                    }
                    "text:tab" => append_blanks(&mut text, '\t', 1),
                    "text:line-break" => append_blanks(&mut text, '\n', 1),
                    name if name == "office:annotation" || name.starts_with("draw:") => {
                        self.xml.skip_element()?;
                    }
                    _ => {}
                },
                Event::End(end) if end.name().as_ref() == "text:p" => inside = false,
                event if inside => append_text(&event, &mut text)?,
                _ => {}
            }
        }
        Ok(text)
    }
}

impl TablePlace {
    /// Notes the style of the next columns. Those beyond any table are not kept.
    fn add_columns(&mut self, start: &BytesStart<'_>) -> Result<(), SheetError> {
        let count = read_repeat(start, "table:number-columns-repeated")?;
        let room = MAX_COLUMNS.saturating_sub(self.column_styles.len());
        let style = get_name(start, "table:default-cell-style-name")?.map(Rc::from);
        self.column_styles.extend(std::iter::repeat_n(style, count.min(room)));
        Ok(())
    }

    /// Goes on to the row that begins so.
    fn begin_row(
        &mut self,
        start: &BytesStart<'_>,
    ) -> Result<Option<OdsItem>, SheetError> {
        self.row = self.row.saturating_add(self.rows);
        self.rows = read_repeat(start, "table:number-rows-repeated")?;
        self.column = 0;
        self.row_style = get_name(start, "table:default-cell-style-name")?;
        let seen = get_attribute(start, "table:visibility")?;
        let hidden = matches!(seen.as_deref(), Some("collapse" | "filter"));
        let rows = OdsItem::HiddenRows { first: self.row, count: self.rows };
        Ok(hidden.then_some(rows))
    }

    fn default_style(&self, column: usize) -> Option<&str> {
        let of_column = self.column_styles.get(column).and_then(Option::as_deref);
        self.row_style.as_deref().or(of_column)
    }
}

/// Appends blanks that an element stands for. Of a text that is too long for any cell, only
/// what shows that it is.
fn append_blanks(text: &mut String, blank: char, count: usize) {
    if text.len() <= ENOUGH_TEXT {
        text.extend(std::iter::repeat_n(blank, count));
    }
}

/// How often something is repeated; once where it does not say.
fn read_repeat(start: &BytesStart<'_>, name: &str) -> Result<usize, SheetError> {
    get_attribute(start, name)?.map_or(Ok(1), |written| parse_repeat(&written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_a_text_that_is_too_long_are_not_kept() {
        let mut text = String::new();
        for _ in 0..10_000 {
            append_blanks(&mut text, ' ', MAX_SPACES);
        }
        assert!(text.len() <= ENOUGH_TEXT + MAX_SPACES);
    }
}
