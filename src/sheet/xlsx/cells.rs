//! The cells of a sheet, one after the other, and what the sheet says of rows and areas.

use crate::sheet::Damage;
use quick_xml::events::{BytesStart, Event};

use super::super::archive::Archive;
use super::super::xml::{XmlPart, break_off, find_attribute, is_yes, unescape_value};
use super::super::{DataCell, MergedArea, SheetError, archive};
use super::strings::read_rich_text;
use super::value::{CellType, Context};

/// What a sheet says next.
#[derive(Debug)]
pub(super) enum SheetItem {
    /// A row is hidden.
    HiddenRow(usize),
    Cell(FoundCell),
    /// These cells are shown as one.
    Merged(MergedArea),
}

/// A cell of a sheet.
#[derive(Debug)]
pub(super) struct FoundCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) value: DataCell,
    /// The number of its look.
    pub(super) look: u16,
    /// Whether it has a formula without a result.
    pub(super) lacking: bool,
}

/// A sheet as it is read. Rows and cells that do not say where they stand follow the last.
pub(super) struct SheetXml<'a> {
    xml: XmlPart<'a>,
    context: Context<'a>,
    /// Row and column of the next cell.
    row: usize,
    column: usize,
    stored: String,
}

/// What the tag of a cell says.
#[derive(Debug, Default)]
struct CellTag {
    place: Option<Place>,
    style: usize,
    kind: CellType,
}

/// Row and column of a cell.
#[derive(Debug, Clone, Copy)]
struct Place {
    row: usize,
    column: usize,
}

impl<'a> SheetXml<'a> {
    pub(super) fn open(
        archive: &'a mut Archive,
        part: &str,
        context: Context<'a>,
    ) -> Result<Self, SheetError> {
        let xml = XmlPart::open(archive, part)?;
        Ok(Self { xml, context, row: 0, column: 0, stored: String::new() })
    }

    /// What comes next; nothing behind the last.
    pub(super) fn next_item(&mut self) -> Result<Option<SheetItem>, SheetError> {
        loop {
            let start = match self.xml.next_event()? {
                Event::Start(start) => start,
                Event::End(end) if end.local_name().as_ref() == "row" => {
                    self.row += 1;
                    continue;
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            match start.local_name().as_ref() {
                "c" => {
                    let tag = CellTag::from_start(&start)?;
                    return self.read_cell(&tag).map(|cell| Some(SheetItem::Cell(cell)));
                }
                "row" => {
                    let hidden = is_hidden_row(&start)?;
                    if let Some(written) = find_attribute(&start, "r")? {
                        self.row = parse_row(written.trim().as_bytes())?;
                    }
                    self.column = 0;
                    if hidden {
                        return Ok(Some(SheetItem::HiddenRow(self.row)));
                    }
                }
                "mergeCell" => {
                    let area = find_attribute(&start, "ref")?.unwrap_or_default();
                    return Ok(Some(SheetItem::Merged(parse_area(&area)?)));
                }
                // What newer programs add may hold cells of its own.
                "extLst" => self.xml.skip_element()?,
                _ => {}
            }
        }
    }

    /// Reads the cell that has just begun, to its end.
    fn read_cell(&mut self, tag: &CellTag) -> Result<FoundCell, SheetError> {
        let place = tag.place.unwrap_or(Place { row: self.row, column: self.column });
        (self.row, self.column) = (place.row, place.column.saturating_add(1));
        let outside = self.xml.depth() - 1;
        self.stored.clear();
        let (mut formula, mut stored) = (false, false);
        while self.xml.depth() > outside {
            let Event::Start(start) = self.xml.next_event()? else { continue };
            match start.local_name().as_ref() {
                "v" => {
                    stored = true;
                    self.stored.clear();
                    self.xml.read_text(&mut self.stored)?;
                }
                "is" => {
                    stored = true;
                    self.stored.clear();
                    read_rich_text(&mut self.xml, &mut self.stored)?;
                }
                "f" => {
                    formula = true;
                    self.xml.skip_element()?;
                }
                _ => self.xml.skip_element()?,
            }
        }
        // An empty text is a result; an empty number is none.
        stored &= tag.kind == CellType::Text || !self.stored.is_empty();
        let style = self.context.styles.style(tag.style)?;
        let value = self.context.cell(tag.kind, style, &mut self.stored)?;
        let nought = self.context.stale && is_nought(&value);
        let lacking = formula && (!stored || nought);
        let Place { row, column } = place;
        Ok(FoundCell { row, column, value, look: style.look, lacking })
    }
}

fn is_nought(value: &DataCell) -> bool {
    matches!(value, DataCell::Number(number) if number.is_zero())
}

/// Whether a row is hidden by hand, by a filter or by a height of nought.
fn is_hidden_row(start: &BytesStart<'_>) -> Result<bool, SheetError> {
    if find_attribute(start, "hidden")?.is_some_and(|value| is_yes(&value)) {
        return Ok(true);
    }
    let height = find_attribute(start, "ht")?;
    Ok(height.is_some_and(|height| height.bytes().all(|b| matches!(b, b'0' | b'.'))))
}

impl CellTag {
    fn from_start(start: &BytesStart<'_>) -> Result<Self, SheetError> {
        let mut tag = Self::default();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|err| archive::to_broken_error(&err))?;
            match attribute.key.as_ref() {
                "r" => tag.place = Some(parse_place(&attribute.value)?),
                "t" => tag.kind = CellType::from_word(&unescape_value(&attribute)?)?,
                "s" if !attribute.value.trim().is_empty() => {
                    let style = attribute.value.trim().parse();
                    tag.style = style.map_err(|_| break_off(Damage::Style))?;
                }
                _ => {}
            }
        }
        Ok(tag)
    }
}

/// Row and column of an address: `C7` is 6 and 2.
fn parse_place(address: &str) -> Result<Place, SheetError> {
    let address = address.trim();
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = address.as_bytes().split_at(letters);
    // Three letters go to 18278, beyond all columns of Excel.
    if letters.is_empty() || letters.len() > 3 {
        return Err(break_off(Damage::Address));
    }
    let column = letters.iter().fold(0, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    Ok(Place { row: parse_row(digits)?, column: column - 1 })
}

/// The row of a number that counts from 1.
fn parse_row(digits: &[u8]) -> Result<usize, SheetError> {
    let mut row = 0_usize;
    for digit in digits {
        if !digit.is_ascii_digit() || row > 100_000_000 {
            return Err(break_off(Damage::Address));
        }
        row = row * 10 + usize::from(digit - b'0');
    }
    row.checked_sub(1).ok_or_else(|| break_off(Damage::Address))
}

/// The cells of `A1:C3`.
fn parse_area(written: &str) -> Result<MergedArea, SheetError> {
    let (first, last) = written.split_once(':').unwrap_or((written, written));
    let (first, last) = (parse_place(first)?, parse_place(last)?);
    let rows = first.row.min(last.row)..=first.row.max(last.row);
    let columns = first.column.min(last.column)..=first.column.max(last.column);
    Ok(MergedArea { rows, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_or_refused() {
        for (address, row, column) in
            [("A1", 0, 0), ("b7", 6, 1), ("XFD1048576", 1_048_575, 16_383)]
        {
            let place = parse_place(address).unwrap();
            assert_eq!((place.row, place.column), (row, column), "{address}");
        }
        for address in
            ["", "A", "7", "A0", "ABCD1", "A1B", "A-1", "$A$1", "A99999999999", "Ă1"]
        {
            assert!(parse_place(address).is_err(), "{address}");
        }
        let area = parse_area("C3:A1").unwrap();
        assert_eq!((area.rows, area.columns), (0..=2, 0..=2));
    }
}
