//! The records of a sheet: its cells, its rows, its merged areas.

use super::super::grid::CellGrid;
use super::super::moment::to_moment_cell;
use super::super::xml::break_off;
use super::super::{DataCell, SheetError};
use super::globals::{BEGIN, END, Globals};
use super::record::{Fields, Record, Records, from_error_code, from_rk};
use super::text::Pieces;
use crate::quantity::Number;
use crate::sheet::Damage;

const ROW: u16 = 0x0208;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const TRUTH_OR_ERROR: u16 = 0x0205;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;
const SHARED_TEXT: u16 = 0x00fd;
const FORMULA: u16 = 0x0006;
const RESULT_TEXT: u16 = 0x0207;
const MERGED: u16 = 0x00e5;
/// The sheet was saved before it was computed.
const NOT_COMPUTED: u16 = 0x005e;

/// Bit of a row that is hidden.
const HIDDEN: u16 = 0x20;
/// Bit of a formula that is to be computed as the file is opened.
const COMPUTE: u16 = 2;
/// Records that can stand between a formula and its text: the formula that it shares with
/// other cells, or that of an array or a table.
const BETWEEN: [u16; 3] = [0x04bc, 0x0221, 0x0236];

/// The records of one sheet.
pub(super) struct SheetRecords<'a> {
    stream: &'a [u8],
    globals: &'a Globals,
    index: usize,
}

/// A cell and where it stands.
struct Found {
    row: usize,
    column: usize,
    style: usize,
    value: DataCell,
    result: FormulaResult,
}

/// What the file says of the result of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormulaResult {
    /// The cell has no formula.
    None,
    Computed,
    /// It is yet to be computed.
    Lacking,
    /// An empty text. Programs that compute nothing write it too, then for each formula.
    EmptyText,
}

impl<'a> SheetRecords<'a> {
    pub(super) fn new(stream: &'a [u8], globals: &'a Globals, index: usize) -> Self {
        Self { stream, globals, index }
    }

    /// Whether any cell is filled.
    pub(super) fn is_filled(&self) -> Result<bool, SheetError> {
        let mut filled = false;
        self.visit_cells(&mut CellGrid::default(), |_, found| {
            filled = found.value != DataCell::Empty;
            Ok(!filled)
        })?;
        Ok(filled)
    }

    /// Fills a grid with the cells, and what is seen of them.
    pub(super) fn read(&self, grid: &mut CellGrid) -> Result<(), SheetError> {
        let mut empty = Vec::new();
        let mut computed = false;
        self.visit_cells(grid, |grid, found| {
            let Found { row, column, style, value, result } = found;
            match result {
                FormulaResult::Computed => computed = true,
                FormulaResult::EmptyText => empty.push((row, column)),
                FormulaResult::Lacking | FormulaResult::None => {}
            }
            let lacking = result == FormulaResult::Lacking;
            let style = self.globals.styles.style(style)?;
            let value = match (value, style.moment) {
                (DataCell::Number(number), Some(moment)) => {
                    to_moment_cell(number, moment, self.globals.calendar)
                }
                (value, _) => value,
            };
            if lacking {
                grid.put_lacking(row, column)?;
            }
            if lacking || value != DataCell::Empty {
                grid.put(row, column, value)?;
                grid.look.set_look(row, column, style.look);
            }
            Ok(true)
        })?;
        if !computed {
            for (row, column) in empty {
                grid.put_lacking(row, column)?;
            }
        }
        Ok(())
    }

    /// Passes each cell to `take` as long as that wants more, and notes hidden rows and
    /// merged areas.
    fn visit_cells(
        &self,
        grid: &mut CellGrid,
        mut take: impl FnMut(&mut CellGrid, Found) -> Result<bool, SheetError>,
    ) -> Result<(), SheetError> {
        let start = self.globals.starts[self.index];
        let end = self.globals.find_end(self.index)?.unwrap_or(self.stream.len());
        let mut records =
            Records::new(&self.stream[..end.min(self.stream.len())], start)?;
        if records.next_record()?.kind != BEGIN {
            return Err(break_off(Damage::MissingSheet));
        }
        // Charts in a sheet are streams in its stream.
        let mut inside = 0_usize;
        let mut computed = true;
        loop {
            let record = records.next_record()?;
            let found = match record.kind {
                BEGIN => {
                    inside += 1;
                    continue;
                }
                END if inside == 0 => return Ok(()),
                END => {
                    inside -= 1;
                    continue;
                }
                _ if inside > 0 => continue,
                FORMULA => vec![read_formula(record.bytes, &mut records, computed)?],
                SHORT_NUMBERS => read_short_numbers(record.bytes)?,
                NOT_COMPUTED => {
                    computed = false;
                    continue;
                }
                _ => self.read_record(record, grid)?.into_iter().collect(),
            };
            for found in found {
                if !take(grid, found)? {
                    return Ok(());
                }
            }
        }
    }

    /// What a record says of rows and areas goes to the grid; the cell of any other.
    fn read_record(
        &self,
        record: Record<'_>,
        grid: &mut CellGrid,
    ) -> Result<Option<Found>, SheetError> {
        match record.kind {
            ROW => note_row(record.bytes, grid)?,
            MERGED => note_merged(record.bytes, grid)?,
            _ => return self.read_cell(record),
        }
        Ok(None)
    }

    /// The cell of a record, if it has one.
    fn read_cell(&self, record: Record<'_>) -> Result<Option<Found>, SheetError> {
        let fields = Fields::new(record.bytes);
        let value = match record.kind {
            NUMBER => to_cell(fields.number(6)?),
            SHORT_NUMBER => to_cell(from_rk(fields.u32(6)?)),
            SHARED_TEXT => {
                let cell = self.globals.texts.cell(fields.length(6)?);
                cell.ok_or_else(|| break_off(Damage::MissingText))?
            }
            LABEL | RICH_LABEL => {
                DataCell::text(&Pieces::single(fields.slice(6)?).read_text()?)
            }
            TRUTH_OR_ERROR => to_truth(fields.u8(6)?, fields.u8(7)? == 1),
            _ => return Ok(None),
        };
        Found::at_start(fields, value).map(Some)
    }
}

impl Found {
    /// A value with the place and the style at the start of its record.
    fn at_start(fields: Fields<'_>, value: DataCell) -> Result<Self, SheetError> {
        let [row, column] = [fields.index(0)?, fields.index(2)?];
        Ok(Self {
            row,
            column,
            style: fields.index(4)?,
            value,
            result: FormulaResult::None,
        })
    }
}

fn note_row(bytes: &[u8], grid: &mut CellGrid) -> Result<(), SheetError> {
    let fields = Fields::new(bytes);
    if fields.u16(12)? & HIDDEN != 0 {
        grid.look.hide_rows(fields.index(0)?, 1);
    }
    Ok(())
}

fn note_merged(bytes: &[u8], grid: &mut CellGrid) -> Result<(), SheetError> {
    let fields = Fields::new(bytes);
    for area in fields.slice(2)?.chunks_exact(8).take(fields.index(0)?) {
        let area = Fields::new(area);
        let rows = area.index(0)?..=area.index(2)?;
        grid.look.merged.add(rows, area.index(4)?..=area.index(6)?)?;
    }
    Ok(())
}

/// The cells of a record of figures side by side.
fn read_short_numbers(bytes: &[u8]) -> Result<Vec<Found>, SheetError> {
    let fields = Fields::new(bytes);
    let [row, first] = [fields.index(0)?, fields.index(2)?];
    // The last column stands behind the figures.
    let figures = bytes.get(4..bytes.len().saturating_sub(2)).unwrap_or_default();
    figures
        .chunks_exact(6)
        .enumerate()
        .map(|(number, figure)| {
            let figure = Fields::new(figure);
            let value = to_cell(from_rk(figure.u32(2)?));
            let style = figure.index(0)?;
            let (column, result) = (first + number, FormulaResult::None);
            Ok(Found { row, column, style, value, result })
        })
        .collect()
}

/// The result of a formula; a text stands in a record behind it.
fn read_formula(
    bytes: &[u8],
    records: &mut Records<'_>,
    computed: bool,
) -> Result<Found, SheetError> {
    let fields = Fields::new(bytes);
    let is_number = fields.u16(12)? != 0xffff;
    let value = match fields.u8(6)? {
        _ if is_number => to_cell(fields.number(6)?),
        0 => read_result_text(records)?,
        1 => to_truth(fields.u8(8)?, false),
        2 => to_truth(fields.u8(8)?, true),
        _ => DataCell::Empty,
    };
    let mut found = Found::at_start(fields, value)?;
    let nought = matches!(&found.value, DataCell::Number(number) if number.is_zero());
    found.result = match &found.value {
        DataCell::Empty => FormulaResult::EmptyText,
        _ if nought && (!computed || fields.u16(14)? & COMPUTE != 0) => {
            FormulaResult::Lacking
        }
        _ => FormulaResult::Computed,
    };
    Ok(found)
}

fn read_result_text(records: &mut Records<'_>) -> Result<DataCell, SheetError> {
    for kind in BETWEEN {
        records.next_if(kind)?;
    }
    let Some(record) = records.next_if(RESULT_TEXT)? else {
        return Ok(DataCell::Empty);
    };
    Ok(DataCell::text(&Pieces::collect(record, records)?.read_text()?))
}

fn to_cell(number: Option<Number>) -> DataCell {
    // What is no figure can only be made by hand; Excel shows an error.
    number.map_or_else(|| DataCell::Error("#NUM!".to_owned()), DataCell::Number)
}

fn to_truth(value: u8, error: bool) -> DataCell {
    match value {
        code if error => DataCell::Error(from_error_code(code)),
        0 => DataCell::Text("FALSE".to_owned()),
        _ => DataCell::Text("TRUE".to_owned()),
    }
}
