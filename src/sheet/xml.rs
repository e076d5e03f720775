//! The XML of a part of a workbook, one event after the other.
//!
//! Nothing a file says is taken on trust: a tag, a text or a name has a greatest length,
//! elements a greatest depth, entities that the file declares itself are refused, and a part that
//! ends within an element is cut off.

use crate::sheet::Damage;
use std::borrow::Cow;
use std::io;
use std::io::{BufRead, BufReader, Read};

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::{Archive, PartBytes};
use super::limit::ENOUGH_TEXT;
use super::{SheetError, archive};

/// Most bytes of one tag or one piece of text. The longest cell, each character written as
/// a number, takes a third of a million.
const MAX_TOKEN: usize = 4 * 1024 * 1024;

/// Most elements within each other. A cell of a sheet stands in five.
const MAX_DEPTH: usize = 256;

/// Most bytes of the name of an element, a style or a sheet. Names of open elements are
/// kept, as many as [`MAX_DEPTH`].
const MAX_NAME: usize = 1024;

/// How much of a part is unpacked at a time.
const CHUNK: usize = 32 * 1024;

/// A part as its bytes come out of the archive, no more than [`MAX_TOKEN`] for one event.
struct TokenReader<R> {
    inner: R,
    taken: usize,
}

impl<R: BufRead> Read for TokenReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for TokenReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > MAX_TOKEN {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
        self.inner.consume(amount);
    }
}

/// A part of a workbook as events. An empty element is a start and an end.
pub(super) struct XmlPart<'a> {
    xml: Reader<TokenReader<BufReader<PartBytes<'a>>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<'a> XmlPart<'a> {
    /// The part with this name.
    pub(super) fn open(archive: &'a mut Archive, name: &str) -> Result<Self, SheetError> {
        let inner = BufReader::with_capacity(CHUNK, archive.open_part(name)?);
        let mut xml = Reader::from_reader(TokenReader { inner, taken: 0 });
        xml.config_mut().expand_empty_elements = true;
        Ok(Self { xml, buffer: Vec::new(), depth: 0 })
    }

    /// The part with this name, if it is there.
    pub(super) fn find(
        archive: &'a mut Archive,
        name: &str,
    ) -> Result<Option<Self>, SheetError> {
        if !archive.has_part(name) {
            return Ok(None);
        }
        Self::open(archive, name).map(Some)
    }

    /// The next event; [`Event::Eof`] only where every element is closed.
    pub(super) fn next_event(&mut self) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        self.xml.get_mut().taken = 0;
        let event = self.xml.read_event_into(&mut self.buffer);
        let event = event.map_err(|err| to_sheet_error(&err))?;
        match &event {
            Event::Start(_) if self.depth == MAX_DEPTH => Err(break_off(Damage::Depth)),
            Event::Start(start) if start.name().as_ref().len() > MAX_NAME => {
                Err(break_off(Damage::NameLength))
            }
            Event::Start(_) => {
                self.depth += 1;
                Ok(event)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(event)
            }
            Event::DocType(_) => Err(break_off(Damage::DocumentType)),
            Event::Eof if self.depth > 0 => Err(break_off(Damage::CutOff)),
            _ => Ok(event),
        }
    }

    /// Elements that are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Skips to behind the end of the element that has just begun.
    pub(super) fn skip_element(&mut self) -> Result<(), SheetError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next_event()?;
        }
        Ok(())
    }

    /// Appends the text of the element that has just begun, to its end; not that of
    /// elements inside. Of a text too long for any cell, only what shows that it is.
    pub(super) fn read_text(&mut self, text: &mut String) -> Result<(), SheetError> {
        let inside = self.depth;
        while self.depth >= inside {
            let here = self.depth == inside;
            let event = self.next_event()?;
            if here {
                append_text(&event, text)?;
            }
        }
        Ok(())
    }
}

/// Appends what an event says, if it is text and the text is not too long already.
pub(super) fn append_text(
    event: &Event<'_>,
    text: &mut String,
) -> Result<(), SheetError> {
    if text.len() > ENOUGH_TEXT {
        return Ok(());
    }
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(entity) => text.push(resolve_entity(entity)?),
        _ => {}
    }
    Ok(())
}

/// An attribute by its name without a prefix.
pub(super) fn find_attribute<'a>(
    start: &'a BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'a, str>>, SheetError> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|err| archive::to_broken_error(&err))?;
        if attribute.key.local_name().as_ref() == name {
            return unescape_value(&attribute).map(Some);
        }
    }
    Ok(None)
}

/// An attribute by its name with its prefix, as the file has it.
pub(super) fn get_attribute(
    start: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, SheetError> {
    let found =
        start.try_get_attribute(name).map_err(|err| archive::to_broken_error(&err))?;
    found.map(|found| Ok(unescape_value(&found)?.into_owned())).transpose()
}

/// The name that an attribute holds, by its own name with its prefix.
pub(super) fn get_name(
    start: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, SheetError> {
    get_attribute(start, name)?.map(check_name).transpose()
}

/// Refuses a name that is longer than any.
pub(super) fn check_name(name: String) -> Result<String, SheetError> {
    if name.len() > MAX_NAME { Err(break_off(Damage::NameLength)) } else { Ok(name) }
}

/// Whether an attribute, by its name without a prefix, says yes.
pub(super) fn has_flag(start: &BytesStart<'_>, name: &str) -> Result<bool, SheetError> {
    Ok(find_attribute(start, name)?.is_some_and(|value| is_yes(&value)))
}

/// Whether a truth value of a workbook is true.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

pub(super) fn unescape_value<'a>(
    attribute: &Attribute<'a>,
) -> Result<Cow<'a, str>, SheetError> {
    attribute
        .normalized_value(XmlVersion::Explicit1_0)
        .map_err(|err| archive::to_broken_error(&err))
}

/// The character that `&amp;` or `&#233;` stands for.
fn resolve_entity(entity: &BytesRef<'_>) -> Result<char, SheetError> {
    let name = entity.xml10_content();
    match name.as_ref() {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => {}
    }
    let resolved = entity.resolve_char_ref();
    let resolved = resolved.map_err(|err| archive::to_broken_error(&err))?;
    resolved.ok_or_else(|| break_off(Damage::Entity))
}

/// The error of a part that no spreadsheet program writes.
pub(super) fn break_off(damage: Damage) -> SheetError {
    SheetError::Broken(damage)
}

fn to_sheet_error(err: &quick_xml::Error) -> SheetError {
    match err {
        quick_xml::Error::Io(err) => archive::to_read_error(err),
        _ => archive::to_broken_error(err),
    }
}
