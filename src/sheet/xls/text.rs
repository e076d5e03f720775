//! Texts of records. A long list of them goes on in the records behind, and may be cut in
//! the middle of a text, even of a character set.

use super::super::SheetError;
use super::super::xml::break_off;
use super::record::{Record, Records};
use crate::sheet::Damage;

/// A record that goes on with the one before it.
const CONTINUE: u16 = 0x3c;

/// The bytes of a record and of those that go on with it.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    /// The piece that is being read, and how far.
    piece: usize,
    start: usize,
}

impl<'a> Pieces<'a> {
    /// A record with those behind it that go on with it.
    pub(super) fn collect(
        first: Record<'a>,
        records: &mut Records<'a>,
    ) -> Result<Self, SheetError> {
        let mut pieces = vec![first.bytes];
        while let Some(record) = records.next_if(CONTINUE)? {
            pieces.push(record.bytes);
        }
        Ok(Self { pieces, piece: 0, start: 0 })
    }

    /// A record alone, from a byte on.
    pub(super) fn single(bytes: &'a [u8]) -> Self {
        Self { pieces: vec![bytes], piece: 0, start: 0 }
    }

    /// What is left of the piece, or of the next one where nothing is.
    fn rest(&mut self) -> &'a [u8] {
        loop {
            let Some(piece) = self.pieces.get(self.piece) else { return &[] };
            let rest = &piece[self.start.min(piece.len())..];
            if !rest.is_empty() || self.piece + 1 == self.pieces.len() {
                return rest;
            }
            self.piece += 1;
            self.start = 0;
        }
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.rest().is_empty()
    }

    /// Passes bytes, through as many pieces as they take.
    pub(super) fn skip(&mut self, mut count: usize) -> Result<(), SheetError> {
        while count > 0 {
            let here = self.rest().len().min(count);
            if here == 0 {
                return Err(break_off(Damage::CutOff));
            }
            self.start += here;
            count -= here;
        }
        Ok(())
    }

    fn read_byte(&mut self) -> Result<u8, SheetError> {
        let byte = self.rest().first().copied();
        self.start += 1;
        byte.ok_or_else(|| break_off(Damage::CutOff))
    }

    fn read_u16(&mut self) -> Result<u16, SheetError> {
        Ok(u16::from_le_bytes([self.read_byte()?, self.read_byte()?]))
    }

    pub(super) fn read_u32(&mut self) -> Result<u32, SheetError> {
        let low = u32::from(self.read_u16()?);
        Ok(low | u32::from(self.read_u16()?) << 16)
    }

    /// A text with its length in two bytes.
    pub(super) fn read_text(&mut self) -> Result<String, SheetError> {
        let length = self.read_u16()?;
        self.read_characters(usize::from(length))
    }

    /// A text with its length in one byte.
    pub(super) fn read_short_text(&mut self) -> Result<String, SheetError> {
        let length = self.read_byte()?;
        self.read_characters(usize::from(length))
    }

    fn read_characters(&mut self, length: usize) -> Result<String, SheetError> {
        let flags = self.read_byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.read_u16()?) };
        let extra = if flags & 4 == 0 { 0 } else { self.read_u32()? };
        let extra = usize::try_from(extra).unwrap_or(usize::MAX);
        let units = self.read_units(length, flags & 1 == 1)?;
        self.skip(runs.saturating_mul(4).saturating_add(extra))?;
        Ok(String::from_utf16_lossy(&units))
    }

    /// The characters of a text. Where it goes on in another piece, this says anew whether
    /// each takes one byte or two.
    fn read_units(
        &mut self,
        length: usize,
        mut wide: bool,
    ) -> Result<Vec<u16>, SheetError> {
        let mut units = Vec::new();
        let mut piece = self.piece;
        while units.len() < length {
            if self.is_at_end() {
                return Err(break_off(Damage::CutOff));
            }
            if self.piece != piece {
                piece = self.piece;
                wide = self.read_byte()? & 1 == 1;
                continue;
            }
            let unit = if wide { self.read_u16()? } else { u16::from(self.read_byte()?) };
            units.push(unit);
        }
        Ok(units)
    }
}
