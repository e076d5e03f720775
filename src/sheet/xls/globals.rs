//! What all sheets of a workbook share, from the first records of its stream.

use super::super::choice::ListedSheet;
use super::super::moment::Calendar;
use super::super::string_pool::StringPool;
use super::super::style::CellStyles;
use super::super::xml::break_off;
use super::super::{Damage, SheetError};
use super::record::{Fields, Record, Records};
use super::text::Pieces;

pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const CALENDAR: u16 = 0x0022;
const SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041e;
const FONT: u16 = 0x0031;
const STYLE: u16 = 0x00e0;
const TEXTS: u16 = 0x00fc;

/// The version that Excel 97 to 2003 write.
const VERSION: u16 = 0x0600;

/// The weight of a font from which on it is bold.
pub(in crate::sheet) const BOLD: u16 = 600;

/// A font that no list has: those behind it are counted as if it were there.
const MISSING_FONT: u16 = 4;

/// What the sheets share.
#[derive(Debug, Default)]
pub(super) struct Globals {
    /// The worksheets, in order.
    pub(super) sheets: Vec<ListedSheet>,
    /// Where the records of each begin.
    pub(super) starts: Vec<usize>,
    pub(super) styles: CellStyles,
    pub(super) texts: StringPool,
    pub(super) calendar: Calendar,
    /// Styles as they come: of a format and of a font.
    listed: Vec<ListedStyle>,
}

/// A style before all formats are known.
#[derive(Debug)]
struct ListedStyle {
    font: u16,
    format: u16,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, SheetError> {
        let mut records = Records::new(stream, 0)?;
        let first = records.next_record()?;
        if first.kind != BEGIN || Fields::new(first.bytes).u16(0)? != VERSION {
            return Err(SheetError::OldExcel);
        }
        let mut globals = Self::default();
        loop {
            let record = records.next_record()?;
            match record.kind {
                END => break,
                ENCRYPTED => return Err(SheetError::Encrypted),
                TEXTS => globals.read_texts(record, &mut records)?,
                _ => globals.read_record(record)?,
            }
        }
        for style in std::mem::take(&mut globals.listed) {
            let font = style.font - u16::from(style.font > MISSING_FONT);
            globals.styles.add_style(style.format.into(), font.into())?;
        }
        Ok(globals)
    }

    /// Where the next sheet begins behind the one with this place. No sheet goes on into
    /// another, so that all of them together are read but once.
    pub(super) fn find_end(&self, index: usize) -> Result<Option<usize>, SheetError> {
        let start = self.starts[index];
        if self.starts.iter().filter(|other| **other == start).count() > 1 {
            return Err(break_off(Damage::SharedPart));
        }
        Ok(self.starts.iter().copied().filter(|other| *other > start).min())
    }

    fn read_record(&mut self, record: Record<'_>) -> Result<(), SheetError> {
        let fields = Fields::new(record.bytes);
        match record.kind {
            CALENDAR if fields.u16(0)? == 1 => self.calendar = Calendar::From1904,
            SHEET => self.read_sheet(record.bytes)?,
            FORMAT => {
                let code = Pieces::single(fields.slice(2)?).read_text()?;
                self.styles.add_format(fields.u16(0)?.into(), &code)?;
            }
            FONT => self.styles.add_font(fields.u16(6)? >= BOLD)?,
            STYLE => {
                let (font, format) = (fields.u16(0)?, fields.u16(2)?);
                self.listed.push(ListedStyle { font, format });
            }
            _ => {}
        }
        Ok(())
    }

    fn read_sheet(&mut self, bytes: &[u8]) -> Result<(), SheetError> {
        let fields = Fields::new(bytes);
        let name = Pieces::single(fields.slice(6)?).read_short_text()?;
        // Charts and macros are sheets of other kinds.
        if fields.u8(5)? == 0 {
            let visible = fields.u8(4)? & 3 == 0;
            self.starts.push(fields.length(0)?);
            self.sheets.push(ListedSheet { name, visible });
        }
        Ok(())
    }

    /// Reads the texts that cells share. The record says how many there are; so many are
    /// read as are there.
    fn read_texts<'a>(
        &mut self,
        record: Record<'a>,
        records: &mut Records<'a>,
    ) -> Result<(), SheetError> {
        let mut pieces = Pieces::collect(record, records)?;
        pieces.skip(4)?;
        let count = pieces.read_u32()?;
        for _ in 0..count {
            if pieces.is_at_end() {
                break;
            }
            self.texts.add(&pieces.read_text()?)?;
        }
        Ok(())
    }
}
