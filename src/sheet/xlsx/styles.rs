//! Formats and fonts of a workbook of XML parts.

use crate::sheet::Damage;
use quick_xml::events::{BytesStart, Event};

use super::super::SheetError;
use super::super::archive::Archive;
use super::super::style::CellStyles;
use super::super::xml::{XmlPart, break_off, find_attribute, is_yes};

/// Reads the styles that cells name; without the part all are plain.
pub(super) fn read_styles(
    archive: &mut Archive,
    part: Option<&str>,
) -> Result<CellStyles, SheetError> {
    let mut styles = CellStyles::default();
    let Some(part) = part else { return Ok(styles) };
    let mut xml = XmlPart::open(archive, part)?;
    let mut list = List::Other;
    loop {
        // The lists are in the root, their lines in them; what is deeper is of a line.
        let depth = xml.depth();
        let start = match xml.next_event()? {
            Event::Start(start) => start,
            Event::Eof => return Ok(styles),
            _ => continue,
        };
        let name = start.local_name();
        match (depth, name.as_ref(), list) {
            (1, name, _) => list = List::from_name(name),
            (2, "numFmt", List::Formats) => {
                let code = find_attribute(&start, "formatCode")?.unwrap_or_default();
                styles.add_format(read_id(&start, "numFmtId")?, &code)?;
            }
            (2, "font", List::Fonts) => {
                let bold = read_bold(&mut xml)?;
                styles.add_font(bold)?;
            }
            (2, "xf", List::CellStyles) => {
                let font = read_id(&start, "fontId")?;
                styles.add_style(read_id(&start, "numFmtId")?, font)?;
            }
            _ => {}
        }
    }
}

/// Which list of the part is being read.
#[derive(Debug, Clone, Copy)]
enum List {
    Formats,
    Fonts,
    CellStyles,
    Other,
}

impl List {
    fn from_name(name: &str) -> Self {
        match name {
            "numFmts" => Self::Formats,
            "fonts" => Self::Fonts,
            "cellXfs" => Self::CellStyles,
            _ => Self::Other,
        }
    }
}

/// A number that an attribute holds; 0 where it is not there.
fn read_id(start: &BytesStart<'_>, name: &str) -> Result<u32, SheetError> {
    let written = find_attribute(start, name)?;
    let id = written.map_or(Ok(0), |written| written.trim().parse());
    id.map_err(|_| break_off(Damage::Style))
}

/// Whether the font that has just begun is bold.
fn read_bold(xml: &mut XmlPart<'_>) -> Result<bool, SheetError> {
    let outside = xml.depth() - 1;
    let mut bold = false;
    while xml.depth() > outside {
        if let Event::Start(start) = xml.next_event()?
            && start.local_name().as_ref() == "b"
        {
            bold = find_attribute(&start, "val")?.is_none_or(|value| is_yes(&value));
        }
    }
    Ok(bold)
}
