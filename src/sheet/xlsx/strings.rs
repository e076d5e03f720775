//! Texts of a workbook that its cells name by their place in a list.

use crate::sheet::Damage;
use quick_xml::events::{BytesStart, Event};

use super::super::archive::Archive;
use super::super::string_pool::StringPool;
use super::super::xml::{XmlPart, break_off, find_attribute};
use super::super::{DataCell, MAX_CELLS, SheetError};

/// The list of a workbook of XML parts.
#[derive(Debug, Default)]
pub(super) struct SharedStrings(StringPool);

impl SharedStrings {
    /// Reads the list; a workbook without one has no texts that are shared.
    pub(super) fn read(
        archive: &mut Archive,
        part: Option<&str>,
    ) -> Result<Self, SheetError> {
        let mut pool = StringPool::default();
        let Some(part) = part else { return Ok(Self(pool)) };
        let mut xml = XmlPart::open(archive, part)?;
        let mut text = String::new();
        loop {
            match xml.next_event()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "sst" => check_claim(&start)?,
                    "si" => {
                        text.clear();
                        read_rich_text(&mut xml, &mut text)?;
                        pool.add(&text)?;
                    }
                    _ => {}
                },
                Event::Eof => return Ok(Self(pool)),
                _ => {}
            }
        }
    }

    /// The cell of the text that a cell names.
    pub(super) fn cell(&self, index: &str) -> Result<DataCell, SheetError> {
        let place = index.trim().parse().ok();
        let cell = place.and_then(|place| self.0.cell(place));
        cell.ok_or_else(|| break_off(Damage::MissingText))
    }
}

/// Refuses a list that says it has more texts than any sheet has cells. How many there are
/// is else counted: some programs write a wrong number.
fn check_claim(start: &BytesStart<'_>) -> Result<(), SheetError> {
    let claim = find_attribute(start, "uniqueCount")?.unwrap_or_default();
    match claim.trim().parse::<usize>() {
        Ok(count) if count > MAX_CELLS => Err(break_off(Damage::Texts)),
        _ => Ok(()),
    }
}

/// Appends the text of an `si` or `is` that has just begun, to its end: its runs joined,
/// without the reading aids of East Asian texts.
pub(super) fn read_rich_text(
    xml: &mut XmlPart<'_>,
    text: &mut String,
) -> Result<(), SheetError> {
    let outside = xml.depth() - 1;
    let from = text.len();
    let mut raised = false;
    loop {
        match xml.next_event()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => {
                    let before = text.len();
                    xml.read_text(text)?;
                    if raised {
                        mark_raised_digits(text, before);
                    }
                }
                "r" => raised = false,
                "vertAlign" => raised = is_raised(&start)?,
                "rPh" => xml.skip_element()?,
                _ => {}
            },
            Event::Eof => return Err(break_off(Damage::CutOff)),
            _ => {}
        }
        if xml.depth() == outside {
            unescape_codes(text, from);
            return Ok(());
        }
    }
}

fn is_raised(start: &BytesStart<'_>) -> Result<bool, SheetError> {
    Ok(find_attribute(start, "val")?.as_deref() == Some("superscript"))
}

/// Raises digits behind a digit: the mark of a note at 205 is no fourth digit.
fn mark_raised_digits(text: &mut String, from: usize) {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let behind_digit = text[..from].ends_with(|c: char| c.is_ascii_digit());
    let run = &text[from..];
    if !behind_digit || run.is_empty() || !run.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let digits = run.bytes().map(|b| RAISED[usize::from(b - b'0')]);
    let raised: String = digits.collect();
    text.replace_range(from.., &raised);
}

/// Characters that Excel writes as codes: `_x000D_` is the end of a line on old Macs.
pub(super) fn unescape_codes(text: &mut String, from: usize) {
    if !text[from..].contains("_x") {
        return;
    }
    let mut plain = String::new();
    let mut rest = &text[from..];
    while let Some(start) = rest.find("_x") {
        plain.push_str(&rest[..start]);
        let code = rest.get(start..start + 7).and_then(read_code);
        let used = if let Some(c) = code {
            plain.push(c);
            7
        } else {
            plain.push_str("_x");
            2
        };
        rest = &rest[start + used..];
    }
    plain.push_str(rest);
    text.replace_range(from.., &plain);
}

/// The character of `_x000D_`.
fn read_code(code: &str) -> Option<char> {
    let digits = code.strip_prefix("_x")?.strip_suffix('_')?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}
