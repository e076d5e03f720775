//! Records of a part: a kind, a length, the bytes. Both numbers are written in as many
//! bytes as they need.

use crate::sheet::Damage;
use std::io::{BufRead, BufReader, Read};

use super::super::SheetError;
use super::super::archive::{Archive, PartBytes, to_read_error};
use super::super::limit::ENOUGH_TEXT;
use super::super::xls::Fields;
use super::super::xml::break_off;

/// Most bytes of a record that is read. The longest text of a cell takes 64 KB.
const MAX_RECORD: usize = 1 << 20;

/// The records of a part, one after the other.
pub(super) struct PartRecords<'a> {
    part: BufReader<PartBytes<'a>>,
    bytes: Vec<u8>,
}

impl<'a> PartRecords<'a> {
    pub(super) fn open(archive: &'a mut Archive, name: &str) -> Result<Self, SheetError> {
        let part = BufReader::new(archive.open_part(name)?);
        Ok(Self { part, bytes: Vec::new() })
    }

    /// The kind of the next record, whose bytes are then there; nothing behind the last.
    pub(super) fn next_kind(&mut self) -> Result<Option<u32>, SheetError> {
        let rest = self.part.fill_buf().map_err(|err| to_read_error(&err))?;
        if rest.is_empty() {
            return Ok(None);
        }
        let kind = self.read_number(2)?;
        let length = usize::try_from(self.read_number(4)?).unwrap_or(usize::MAX);
        if length > MAX_RECORD {
            return Err(break_off(Damage::RecordLength));
        }
        self.bytes.clear();
        let limit = u64::try_from(length).unwrap_or(u64::MAX);
        let read = self.part.by_ref().take(limit).read_to_end(&mut self.bytes);
        let read = read.map_err(|err| to_read_error(&err))?;
        if read < length {
            return Err(break_off(Damage::CutOff));
        }
        Ok(Some(kind))
    }

    /// The fields of the record.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields::new(&self.bytes)
    }

    /// A number of at most so many bytes, seven bits in each.
    fn read_number(&mut self, most: u32) -> Result<u32, SheetError> {
        let mut number = 0;
        for place in 0..most {
            let mut byte = [0];
            let read = self.part.read_exact(&mut byte);
            read.map_err(|err| to_read_error(&err))?;
            number |= u32::from(byte[0] & 0x7f) << (7 * place);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }
}

/// A text with its length in four bytes, and the place behind it.
pub(super) struct WideText {
    pub(super) text: String,
    pub(super) end: usize,
}

/// The text at a place of a record. One that is not there, which is written as a length of
/// all ones, is empty.
pub(super) fn read_text(
    fields: Fields<'_>,
    start: usize,
) -> Result<WideText, SheetError> {
    let length = fields.u32(start)?;
    let start = start + 4;
    if length == u32::MAX {
        return Ok(WideText { text: String::new(), end: start });
    }
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let bytes = fields.slice(start)?;
    let bytes = bytes.get(..length.saturating_mul(2));
    let bytes = bytes.ok_or_else(|| break_off(Damage::CutOff))?;
    let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let units: Vec<_> = units.take(ENOUGH_TEXT).collect();
    let text = String::from_utf16_lossy(&units);
    Ok(WideText { text, end: start + bytes.len() })
}
