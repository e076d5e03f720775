//! Workbooks of Excel, read by `calamine` cell by cell.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{
    DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
use chrono::NaiveDate;

use super::choice::ListedSheet;
use super::exact;
use super::grid::CellGrid;
use super::{DataCell, Sheet, SheetError, archive, choice};

/// The day that a time of day alone falls on.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 31);

type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads the chosen sheet of an XLSX.
pub(super) fn read_xlsx(
    path: &Path,
    bytes: Vec<u8>,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let bytes = archive::open_archive(bytes)?.into_inner();
    // `calamine` computes addresses without looking, and a hostile one makes it panic in
    // a build that checks its sums.
    let guarded = catch_unwind(AssertUnwindSafe(|| read_chosen_sheet(bytes, wanted)));
    let (title, grid) = guarded.unwrap_or_else(|_| {
        Err(SheetError::Broken("an impossible address".to_owned()))
    })?;
    Ok(Sheet::new(path, Some(title), grid.into_rows(), None))
}

fn read_chosen_sheet(
    bytes: Cursor<Vec<u8>>,
    wanted: Option<&str>,
) -> Result<(String, CellGrid), SheetError> {
    let mut workbook = Workbook::new(bytes).map_err(|err| to_sheet_error(&err))?;
    let worksheets = workbook.sheets_metadata().iter();
    let listed =
        worksheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| {
            ListedSheet {
                name: sheet.name.clone(),
                visible: sheet.visible == SheetVisible::Visible,
            }
        });
    let sheets = choice::check_count(listed.collect())?;
    let index = match wanted {
        Some(wanted) => choice::find_sheet(wanted, &sheets)?,
        None => choice::find_only_filled(&sheets, |index| {
            has_filled_cell(&mut workbook, &sheets[index].name)
        })?,
    };
    let name = &sheets[index].name;
    Ok((choice::show_name(name), read_grid(&mut workbook, name)?))
}

/// Whether any cell of a sheet is filled.
fn has_filled_cell(workbook: &mut Workbook, name: &str) -> Result<bool, SheetError> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(false),
        cells => cells.map_err(|err| to_sheet_error(&err))?,
    };
    while let Some(found) = cells.next_cell().map_err(|err| to_sheet_error(&err))? {
        if to_cell(found.get_value()) != DataCell::Empty {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_grid(workbook: &mut Workbook, name: &str) -> Result<CellGrid, SheetError> {
    let mut cells =
        workbook.worksheet_cells_reader(name).map_err(|err| to_sheet_error(&err))?;
    let mut grid = CellGrid::default();
    while let Some(found) = cells.next_cell().map_err(|err| to_sheet_error(&err))? {
        let (row, column) = found.get_position();
        // One beyond any limit; the grid adds one to say how many there would be.
        let [row, column] =
            [row, column].map(|index| usize::try_from(index).unwrap_or(usize::MAX - 1));
        grid.put(row, column, to_cell(found.get_value()))?;
    }
    Ok(grid)
}

fn to_cell(value: &DataRef<'_>) -> DataCell {
    match value {
        DataRef::Empty => DataCell::Empty,
        DataRef::Int(integer) => DataCell::Number(i128::from(*integer).into()),
        DataRef::Float(float) => match exact::from_float(*float) {
            Some(number) => DataCell::Number(number),
            None => DataCell::Text(float.to_string()),
        },
        DataRef::String(text) => DataCell::text(text),
        DataRef::SharedString(text) => DataCell::text(text),
        DataRef::Bool(true) => DataCell::Text("TRUE".to_owned()),
        DataRef::Bool(false) => DataCell::Text("FALSE".to_owned()),
        DataRef::DateTime(moment) => to_date_cell(moment),
        DataRef::DateTimeIso(text) => read_iso_date(text),
        DataRef::DurationIso(text) => DataCell::text(text),
        DataRef::Error(error) => DataCell::Error(error.to_string()),
    }
}

/// The day of a cell with a date; a time of day alone is text.
fn to_date_cell(moment: &ExcelDateTime) -> DataCell {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    match day {
        Some(date) if !moment.is_duration() && day > FIRST_DAY => DataCell::Date(date),
        _ => DataCell::Text(format!("{hour:02}:{minute:02}:{second:02}")),
    }
}

/// The day of `2023-07-01` or `2023-07-01T08:00:00`; else the text as it stands.
pub(super) fn read_iso_date(text: &str) -> DataCell {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| DataCell::text(text), DataCell::Date)
}

fn to_sheet_error(err: &XlsxError) -> SheetError {
    match err {
        XlsxError::Password => SheetError::Encrypted,
        _ => archive::to_broken_error(err),
    }
}
