//! Workbooks of `LibreOffice`.
//!
//! Read here and not by `calamine`, which in 0.38 waits for ever on a table that is cut
//! off, fills the memory with repeated cells before it counts them, and passes numbers
//! through a float although the file has them as decimal text.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;
use std::path::Path;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};
use zip::read::ZipFile;

use super::archive::Archive;
use super::choice;
use super::choice::ListedSheet;
use super::exact;
use super::grid::CellGrid;
use super::xlsx::read_iso_date;
use super::{DataCell, Sheet, SheetError, archive};

/// Spaces that one `text:s` stands for at most.
const MAX_SPACES: usize = 100;

/// Reads the chosen sheet of an ODS. The content is read twice: for the list of sheets,
/// and for the cells of the one that is meant.
pub(super) fn read_ods(
    path: &Path,
    bytes: Vec<u8>,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let mut archive = archive::open_archive(bytes)?;
    let manifest =
        archive::read_part(&mut archive, "META-INF/manifest.xml")?.unwrap_or_default();
    let packed = archive.index_for_name("encrypted-package").is_some();
    if packed || manifest.contains("manifest:encryption-data") {
        return Err(SheetError::Encrypted);
    }
    let (sheets, filled) = list_sheets(&mut archive)?;
    let sheets = choice::check_count(sheets)?;
    let index = match wanted {
        Some(wanted) => choice::find_sheet(wanted, &sheets)?,
        None => choice::find_only_filled(&sheets, |index| Ok(filled.contains(&index)))?,
    };
    let mut grid = CellGrid::default();
    let mut content = OdsContent::open(&mut archive)?;
    for _ in 0..=index {
        content.next_table()?;
    }
    content.visit_cells(|place, cell| place.fill(&mut grid, &cell))?;
    let title = choice::show_name(&sheets[index].name);
    Ok(Sheet::new(path, Some(title), grid.into_rows(), None))
}

/// The sheets, and the indices of those with a filled cell.
fn list_sheets(
    archive: &mut Archive,
) -> Result<(Vec<ListedSheet>, BTreeSet<usize>), SheetError> {
    let mut content = OdsContent::open(archive)?;
    let mut sheets = Vec::new();
    let mut filled = BTreeSet::new();
    while let Some(sheet) = content.next_table()? {
        let index = sheets.len();
        sheets.push(sheet);
        content.visit_cells(|_, cell| {
            if cell == DataCell::Empty {
                return Ok(ControlFlow::Continue(()));
            }
            filled.insert(index);
            Ok(ControlFlow::Break(()))
        })?;
    }
    Ok((sheets, filled))
}

/// Where a cell stands, and over how many rows and columns it is repeated.
#[derive(Debug, Clone, Copy)]
struct CellRepeat {
    row: usize,
    rows: usize,
    column: usize,
    columns: usize,
}

impl CellRepeat {
    fn fill(
        self,
        grid: &mut CellGrid,
        cell: &DataCell,
    ) -> Result<ControlFlow<()>, SheetError> {
        if *cell == DataCell::Empty {
            return Ok(ControlFlow::Continue(()));
        }
        for row in self.row..self.row.saturating_add(self.rows) {
            for column in self.column..self.column.saturating_add(self.columns) {
                grid.put(row, column, cell.clone())?;
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// The tables of `content.xml`, in order.
struct OdsContent<'a> {
    xml: Reader<BufReader<ZipFile<'a, Cursor<Vec<u8>>>>>,
    buffer: Vec<u8>,
    /// Styles of hidden tables.
    hidden: BTreeSet<String>,
}

impl<'a> OdsContent<'a> {
    fn open(archive: &'a mut Archive) -> Result<Self, SheetError> {
        let file = archive
            .by_name("content.xml")
            .map_err(|err| archive::to_broken_error(&err))?;
        let mut xml = Reader::from_reader(BufReader::new(file));
        xml.config_mut().expand_empty_elements = true;
        Ok(Self { xml, buffer: Vec::new(), hidden: BTreeSet::new() })
    }

    fn next_event(&mut self) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => Ok(event),
            Err(err) => Err(archive::to_broken_error(&err)),
        }
    }

    /// Skips to behind the end of an element that has just begun.
    fn skip_element(&mut self, element: &str) -> Result<(), SheetError> {
        self.buffer.clear();
        let skipped = self.xml.read_to_end_into(QName(element), &mut self.buffer);
        skipped.map(|_| ()).map_err(|err| archive::to_broken_error(&err))
    }

    /// The next sheet, if there is one; its cells come next.
    fn next_table(&mut self) -> Result<Option<ListedSheet>, SheetError> {
        let mut style = String::new();
        loop {
            let start = match self.next_event()? {
                Event::Start(start) => start,
                Event::Eof => return Ok(None),
                _ => continue,
            };
            match start.name().as_ref() {
                "style:style" => {
                    style = get_attribute(&start, "style:name")?.unwrap_or_default();
                }
                "style:table-properties"
                    if get_attribute(&start, "table:display")?.as_deref()
                        == Some("false") =>
                {
                    self.hidden.insert(std::mem::take(&mut style));
                }
                // Tables that are no sheets: copies of other files, and earlier states.
                name @ ("table:dde-links" | "table:tracked-changes") => {
                    let name = name.to_owned();
                    self.skip_element(&name)?;
                }
                "table:table" => {
                    let name = get_attribute(&start, "table:name")?.unwrap_or_default();
                    let style =
                        get_attribute(&start, "table:style-name")?.unwrap_or_default();
                    let visible = !self.hidden.contains(&style);
                    return Ok(Some(ListedSheet { name, visible }));
                }
                _ => {}
            }
        }
    }

    /// Passes the cells of the table that has just begun to `take` until that has enough,
    /// and skips to behind the end of the table.
    ///
    /// A row or a cell may stand for many alike (`number-…-repeated`), millions of empty
    /// ones behind the table among them. They are passed as one, with their numbers: what
    /// is empty is never multiplied, and what is filled only as far as the limits allow.
    fn visit_cells(
        &mut self,
        mut take: impl FnMut(CellRepeat, DataCell) -> Result<ControlFlow<()>, SheetError>,
    ) -> Result<(), SheetError> {
        let mut place = CellRepeat { row: 0, rows: 0, column: 0, columns: 0 };
        loop {
            let start = match self.next_event()? {
                Event::Start(start) => start,
                Event::End(end) if end.name().as_ref() == "table:table" => return Ok(()),
                Event::Eof => return Err(make_cut_off_error()),
                _ => continue,
            };
            match start.name().as_ref() {
                "table:table-row" => {
                    let rows = read_repeat(&start, "table:number-rows-repeated")?;
                    let row = place.row.saturating_add(place.rows);
                    place = CellRepeat { row, rows, column: 0, columns: 0 };
                }
                name @ ("table:table-cell" | "table:covered-table-cell") => {
                    let covered = name == "table:covered-table-cell";
                    place.column = place.column.saturating_add(place.columns);
                    let (kind, columns) = OdsValue::from_start(&start)?;
                    place.columns = columns;
                    let text = self.read_text()?;
                    let cell = if covered { DataCell::Empty } else { kind.cell(&text) };
                    if take(place, cell)?.is_break() {
                        return self.skip_element("table:table");
                    }
                }
                // Pictures, charts and the tables inside them.
                name @ ("table:shapes" | "table:table") => {
                    let name = name.to_owned();
                    self.skip_element(&name)?;
                }
                _ => {}
            }
        }
    }

    /// The shown text of the cell that has just begun, to its end. Paragraphs are lines; what
    /// is drawn over a cell and notes on it are no part of its text.
    fn read_text(&mut self) -> Result<String, SheetError> {
        let mut text = String::new();
        let mut paragraphs = 0;
        let mut inside = false;
        loop {
            match self.next_event()? {
                Event::Text(part) if inside => text.push_str(&part.xml10_content()),
                Event::CData(part) if inside => text.push_str(&part.xml10_content()),
                Event::GeneralRef(entity) if inside => {
                    text.extend(resolve_entity(&entity));
                }
                Event::Start(start) => match start.name().as_ref() {
                    "text:p" => {
                        inside = true;
                        text.push_str(if paragraphs > 0 { "\n" } else { "" });
                        paragraphs += 1;
                    }
                    "text:s" => {
                        let spaces = read_repeat(&start, "text:c")?.min(MAX_SPACES);
                        text.extend(std::iter::repeat_n(' ', spaces));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    name if name == "office:annotation" || name.starts_with("draw:") => {
                        let name = name.to_owned();
                        self.skip_element(&name)?;
                    }
                    _ => {}
                },
                Event::End(end) => match end.name().as_ref() {
                    "text:p" => inside = false,
                    "table:table-cell" | "table:covered-table-cell" => return Ok(text),
                    _ => {}
                },
                Event::Eof => return Err(make_cut_off_error()),
                _ => {}
            }
        }
    }
}

/// What a cell holds besides the text that it shows.
enum OdsValue {
    Error,
    Number(String),
    Truth(String),
    Date(String),
    /// Text kept apart from the text shown.
    Kept(String),
    Shown,
}

impl OdsValue {
    /// The kind of the cell that begins so, and over how many columns it is repeated.
    fn from_start(start: &BytesStart<'_>) -> Result<(Self, usize), SheetError> {
        let mut kind = None;
        let mut value = None;
        let mut error = false;
        let mut columns = 1;
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|err| archive::to_broken_error(&err))?;
            match attribute.key.as_ref() {
                "office:value-type" => kind = Some(unescape_value(&attribute)?),
                "office:value"
                | "office:boolean-value"
                | "office:date-value"
                | "office:string-value" => value = Some(unescape_value(&attribute)?),
                "calcext:value-type" => error = unescape_value(&attribute)? == "error",
                "table:number-columns-repeated" => {
                    columns = parse_repeat(&unescape_value(&attribute)?)?;
                }
                _ => {}
            }
        }
        let kind = match (kind.as_deref(), value) {
            _ if error => Self::Error,
            (Some("float" | "percentage" | "currency"), Some(value)) => {
                Self::Number(value)
            }
            (Some("boolean"), Some(value)) => Self::Truth(value),
            (Some("date"), Some(value)) => Self::Date(value),
            (Some("string"), Some(value)) => Self::Kept(value),
            _ => Self::Shown,
        };
        Ok((kind, columns))
    }

    fn cell(self, shown: &str) -> DataCell {
        match self {
            Self::Error => DataCell::Error(shown.trim().to_owned()),
            Self::Number(text) => exact::from_text(&text)
                .map_or_else(|| DataCell::text(&text), DataCell::Number),
            Self::Truth(text) => DataCell::Text(text.to_uppercase()),
            Self::Date(text) => read_iso_date(&text),
            Self::Kept(text) => DataCell::text(&text),
            Self::Shown => DataCell::text(shown),
        }
    }
}

fn get_attribute(
    start: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, SheetError> {
    let found =
        start.try_get_attribute(name).map_err(|err| archive::to_broken_error(&err))?;
    found.map(|found| unescape_value(&found)).transpose()
}

fn unescape_value(attribute: &Attribute<'_>) -> Result<String, SheetError> {
    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
    value.map(Cow::into_owned).map_err(|err| archive::to_broken_error(&err))
}

/// How often something is repeated; once where it does not say.
fn read_repeat(start: &BytesStart<'_>, name: &str) -> Result<usize, SheetError> {
    get_attribute(start, name)?.map_or(Ok(1), |written| parse_repeat(&written))
}

fn parse_repeat(written: &str) -> Result<usize, SheetError> {
    written.trim().parse().map_err(|err| archive::to_broken_error(&err))
}

/// The character that `&amp;` or `&#233;` stands for.
fn resolve_entity(entity: &BytesRef<'_>) -> Option<char> {
    let named = match entity.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    };
    named.or_else(|| entity.resolve_char_ref().ok().flatten())
}

fn make_cut_off_error() -> SheetError {
    SheetError::Broken("content.xml is cut off".to_owned())
}
