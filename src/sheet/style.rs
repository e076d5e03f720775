//! The formats, fonts and cell styles of a workbook of Excel, as each of its file formats
//! lists them: cells name a style by its place in the list.

use crate::sheet::Damage;
use std::collections::HashMap;

use super::format_code::{find_builtin, find_unit, is_elapsed, parse_format};
use super::look::{Look, Looks};
use super::moment::Moment;
use super::xml::break_off;
use super::{NumberFormat, SheetError};

/// Most styles, fonts and formats of a workbook; Excel has fewer.
const MAX_STYLES: usize = 1 << 16;

/// Most bytes of a format. Excel takes 255 characters.
const MAX_CODE: usize = 4096;

/// The format with this number counts hours beyond a day.
const ELAPSED: u32 = 46;

/// How cells of a style are shown, and what their figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellStyle {
    /// The number of the look.
    pub(super) look: u16,
    /// What a figure counts, where it is a time.
    pub(super) moment: Option<Moment>,
}

/// A format of a workbook.
#[derive(Debug, Clone)]
struct FormatStyle {
    format: NumberFormat,
    moment: Option<Moment>,
    /// What it shows beside the figure.
    unit: Option<Box<str>>,
}

/// The cell styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct CellStyles {
    formats: HashMap<u32, FormatStyle>,
    bold: Vec<bool>,
    styles: Vec<CellStyle>,
    looks: Looks,
}

impl CellStyles {
    /// A format that the workbook writes out.
    pub(super) fn add_format(&mut self, id: u32, code: &str) -> Result<(), SheetError> {
        check_count(self.formats.len())?;
        check_code(code)?;
        let format = parse_format(code);
        let moment = match format {
            NumberFormat::Date if is_elapsed(code) => Some(Moment::Elapsed),
            NumberFormat::Date | NumberFormat::Month => Some(Moment::Day),
            _ => None,
        };
        self.formats.insert(id, FormatStyle { format, moment, unit: find_unit(code) });
        Ok(())
    }

    /// The next font.
    pub(super) fn add_font(&mut self, bold: bool) -> Result<(), SheetError> {
        check_count(self.bold.len())?;
        self.bold.push(bold);
        Ok(())
    }

    /// The next style, of a format and a font. The formats and fonts are known by then.
    pub(super) fn add_style(&mut self, format: u32, font: u32) -> Result<(), SheetError> {
        check_count(self.styles.len())?;
        let FormatStyle { format, moment, unit } = match self.formats.get(&format) {
            Some(known) => known.clone(),
            None => describe_builtin(format),
        };
        let font = usize::try_from(font).ok().and_then(|font| self.bold.get(font));
        let bold = font.is_some_and(|bold| *bold);
        let look = self.looks.add(Look { format, bold, unit })?;
        self.styles.push(CellStyle { look, moment });
        Ok(())
    }

    /// The style with this place in the list. A file without the list, as some programs
    /// write it, has plain cells only; in any other a place beyond it is a fault, for a
    /// day or a rate would be read as another figure.
    pub(super) fn style(&self, index: usize) -> Result<CellStyle, SheetError> {
        match self.styles.get(index) {
            Some(style) => Ok(*style),
            None if self.styles.is_empty() => Ok(CellStyle::default()),
            None => Err(break_off(Damage::Style)),
        }
    }

    /// The looks that the styles name.
    pub(super) fn into_looks(self) -> Looks {
        self.looks
    }
}

fn describe_builtin(id: u32) -> FormatStyle {
    let format = find_builtin(id);
    let moment = match format {
        NumberFormat::Date if id == ELAPSED => Some(Moment::Elapsed),
        NumberFormat::Date | NumberFormat::Month => Some(Moment::Day),
        _ => None,
    };
    FormatStyle { format, moment, unit: None }
}

/// Refuses a format that is too long: what it shows beside figures is kept for each look.
pub(super) fn check_code(code: &str) -> Result<(), SheetError> {
    if code.len() <= MAX_CODE {
        return Ok(());
    }
    Err(break_off(Damage::Formats))
}

/// Refuses another style, font or format where there are as many as may be.
pub(super) fn check_count(known: usize) -> Result<(), SheetError> {
    if known < MAX_STYLES {
        return Ok(());
    }
    Err(break_off(Damage::Formats))
}
