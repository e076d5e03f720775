//! The records of a sheet: its rows, its cells, its merged areas.

use super::super::archive::Archive;
use super::super::grid::CellGrid;
use super::super::moment::to_moment_cell;
use super::super::xls::{Fields, from_error_code, from_rk};
use super::super::xml::break_off;
use super::super::{DataCell, SheetError};
use super::package::Package;
use super::record::{PartRecords, read_text};
use crate::quantity::Number;
use crate::sheet::Damage;

const ROW: u32 = 0;
const SHORT_NUMBER: u32 = 2;
const ERROR: u32 = 3;
const TRUTH: u32 = 4;
const NUMBER: u32 = 5;
const TEXT: u32 = 6;
const SHARED_TEXT: u32 = 7;
const FORMULA_TEXT: u32 = 8;
const FORMULA_NUMBER: u32 = 9;
const FORMULA_TRUTH: u32 = 10;
const FORMULA_ERROR: u32 = 11;
const RICH_TEXT: u32 = 62;
const MERGED: u32 = 176;

/// Bit of a row that is hidden.
const HIDDEN: u8 = 0x10;

/// Whether any cell of a sheet is filled.
pub(super) fn is_filled(
    archive: &mut Archive,
    package: &Package,
    index: usize,
) -> Result<bool, SheetError> {
    let mut records = PartRecords::open(archive, &package.parts[index])?;
    while let Some(kind) = records.next_kind()? {
        let value = read_value(kind, records.fields(), package)?;
        if value.is_some_and(|value| value != DataCell::Empty) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Fills a grid with the cells of a sheet, and what is seen of them.
pub(super) fn read_cells(
    archive: &mut Archive,
    package: &Package,
    index: usize,
    grid: &mut CellGrid,
) -> Result<(), SheetError> {
    let mut records = PartRecords::open(archive, &package.parts[index])?;
    let mut row = 0;
    while let Some(kind) = records.next_kind()? {
        let fields = records.fields();
        match kind {
            ROW => {
                row = fields.length(0)?;
                if fields.u8(11)? & HIDDEN != 0 {
                    grid.look.hide_rows(row, 1);
                }
            }
            MERGED => {
                let rows = fields.length(0)?..=fields.length(4)?;
                grid.look.merged.add(rows, fields.length(8)?..=fields.length(12)?)?;
            }
            _ => {
                if let Some(value) = read_value(kind, fields, package)? {
                    let column = fields.length(0)?;
                    place_cell(grid, package, [row, column], kind, fields, value)?;
                }
            }
        }
    }
    Ok(())
}

fn place_cell(
    grid: &mut CellGrid,
    package: &Package,
    [row, column]: [usize; 2],
    kind: u32,
    fields: Fields<'_>,
    value: DataCell,
) -> Result<(), SheetError> {
    let style = package.styles.style(fields.length(4)? & 0x00ff_ffff)?;
    let nought = matches!(&value, DataCell::Number(number) if number.is_zero());
    if kind == FORMULA_NUMBER && nought && package.stale {
        grid.put_lacking(row, column)?;
    }
    let value = match (value, style.moment) {
        (DataCell::Number(number), Some(moment)) => {
            to_moment_cell(number, moment, package.calendar)
        }
        (value, _) => value,
    };
    if value != DataCell::Empty {
        grid.put(row, column, value)?;
        grid.look.set_look(row, column, style.look);
    }
    Ok(())
}

/// The value of a cell, which stands behind its column and its style; nothing in a record
/// that is no cell.
fn read_value(
    kind: u32,
    fields: Fields<'_>,
    package: &Package,
) -> Result<Option<DataCell>, SheetError> {
    Ok(Some(match kind {
        SHORT_NUMBER => to_cell(from_rk(fields.u32(8)?)),
        NUMBER | FORMULA_NUMBER => to_cell(fields.number(8)?),
        TEXT | FORMULA_TEXT => DataCell::text(&read_text(fields, 8)?.text),
        RICH_TEXT => DataCell::text(&read_text(fields, 9)?.text),
        SHARED_TEXT => {
            let cell = package.texts.cell(fields.length(8)?);
            cell.ok_or_else(|| break_off(Damage::MissingText))?
        }
        TRUTH | FORMULA_TRUTH => {
            let word = if fields.u8(8)? == 0 { "FALSE" } else { "TRUE" };
            DataCell::Text(word.to_owned())
        }
        ERROR | FORMULA_ERROR => DataCell::Error(from_error_code(fields.u8(8)?)),
        _ => return Ok(None),
    }))
}

fn to_cell(number: Option<Number>) -> DataCell {
    // What is no figure can only be made by hand; Excel shows an error.
    number.map_or_else(|| DataCell::Error("#NUM!".to_owned()), DataCell::Number)
}
