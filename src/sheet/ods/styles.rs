//! How cells are shown: a cell names a style, which may follow another and names a number
//! format, which is a style of its own.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::super::archive::Archive;
use super::super::look::{Look, Looks};
use super::super::style::check_count;
use super::super::xml::{XmlPart, get_attribute, get_name};
use super::super::{NumberFormat, SheetError};
use super::data_style::DataStyle;

/// Styles that follow each other at most.
const MAX_PARENTS: usize = 16;

/// A style of cells or of tables.
#[derive(Debug, Default)]
struct OdsStyle {
    parent: Option<String>,
    format: Option<String>,
    bold: Option<bool>,
}

/// The styles of a workbook by their names, and the looks of its cells.
#[derive(Debug, Default)]
pub(super) struct OdsStyles {
    styles: BTreeMap<String, OdsStyle>,
    formats: BTreeMap<String, DataStyle>,
    /// Styles of hidden tables.
    hidden: BTreeSet<String>,
    looks: Looks,
    /// Looks of the styles that cells have named so far.
    known: BTreeMap<String, Look>,
}

impl OdsStyles {
    /// The styles that the workbook keeps beside its content.
    pub(super) fn read(archive: &mut Archive) -> Result<Self, SheetError> {
        let mut styles = Self::default();
        let Some(mut xml) = XmlPart::find(archive, "styles.xml")? else {
            return Ok(styles);
        };
        loop {
            match xml.next_event()? {
                Event::Start(start) if start.name().as_ref() == "office:styles" => {
                    styles.read_list(&mut xml)?;
                }
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// Reads the list of styles that has just begun, to its end.
    pub(super) fn read_list(&mut self, xml: &mut XmlPart<'_>) -> Result<(), SheetError> {
        let inside = xml.depth();
        let mut name = String::new();
        while xml.depth() >= inside {
            let Event::Start(start) = xml.next_event()? else { continue };
            match start.name().as_ref() {
                "style:style" => {
                    check_count(self.styles.len())?;
                    name = get_name(&start, "style:name")?.unwrap_or_default();
                    let style = OdsStyle::from_start(&start)?;
                    self.styles.insert(name.clone(), style);
                }
                "style:text-properties" => self.note_bold(&name, &start)?,
                "style:table-properties" => {
                    let shown = get_attribute(&start, "table:display")?;
                    if shown.as_deref() == Some("false") {
                        self.hidden.insert(name.clone());
                    }
                }
                kind => {
                    let Some(mut style) = DataStyle::from_kind(kind) else { continue };
                    check_count(self.formats.len())?;
                    let name = get_name(&start, "style:name")?.unwrap_or_default();
                    style.read(xml)?;
                    self.formats.insert(name, style);
                }
            }
        }
        Ok(())
    }

    fn note_bold(
        &mut self,
        name: &str,
        start: &BytesStart<'_>,
    ) -> Result<(), SheetError> {
        let Some(weight) = get_attribute(start, "fo:font-weight")? else { return Ok(()) };
        if let Some(style) = self.styles.get_mut(name) {
            let heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
            style.bold = Some(heavy || weight == "bold");
        }
        Ok(())
    }

    /// Whether tables of a style are hidden.
    pub(super) fn hides(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }

    /// The number of the look of cells of a style; of the format `typed` where the style
    /// gives none.
    pub(super) fn number_look(
        &mut self,
        style: Option<&str>,
        typed: NumberFormat,
    ) -> Result<u16, SheetError> {
        let mut look = match style {
            None => Look::default(),
            Some(name) => match self.known.get(name) {
                Some(look) => look.clone(),
                None if !self.styles.contains_key(name) => Look::default(),
                None => {
                    let look = self.find_look(name);
                    self.known.insert(name.to_owned(), look.clone());
                    look
                }
            },
        };
        if look.format == NumberFormat::General {
            look.format = typed;
        }
        self.looks.add(look)
    }

    /// The look of a style with what it takes from those that it follows.
    fn find_look(&self, name: &str) -> Look {
        let mut format = None;
        let mut bold = None;
        let mut next = Some(name);
        for _ in 0..MAX_PARENTS {
            let Some(style) = next.and_then(|name| self.styles.get(name)) else { break };
            format = format.or(style.format.as_deref());
            bold = bold.or(style.bold);
            next = style.parent.as_deref();
        }
        let format = format.and_then(|name| self.formats.get(name));
        let unit = format.and_then(|style| style.unit(&self.formats));
        let format = format.map(|style| style.format(&self.formats)).unwrap_or_default();
        Look { format, bold: bold.unwrap_or(false), unit }
    }

    /// The looks that cells have.
    pub(super) fn into_looks(self) -> Looks {
        self.looks
    }
}

impl OdsStyle {
    fn from_start(start: &BytesStart<'_>) -> Result<Self, SheetError> {
        Ok(Self {
            parent: get_name(start, "style:parent-style-name")?,
            format: get_name(start, "style:data-style-name")?,
            bold: None,
        })
    }
}
