//! Workbooks of Excel, read by `calamine` cell by cell.

use std::io::Cursor;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;

use calamine::DataRef;
use calamine::ExcelDateTime;
use calamine::Reader;
use calamine::SheetType;
use calamine::SheetVisible;
use calamine::Xlsx;
use calamine::XlsxError;
use chrono::NaiveDate;

use super::Cell;
use super::Sheet;
use super::SheetError;
use super::archive;
use super::choice;
use super::choice::Listed;
use super::exact;
use super::grid::Grid;

type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads the chosen sheet of an XLSX.
pub(super) fn read(
    path: &Path,
    bytes: Vec<u8>,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let bytes = archive::open(bytes)?.into_inner();
    // `calamine` computes addresses without looking, and a hostile one makes it panic in
    // a build that checks its sums.
    let guarded = catch_unwind(AssertUnwindSafe(|| chosen(bytes, wanted)));
    let (title, grid) = guarded.unwrap_or_else(|_| {
        Err(SheetError::Broken("an impossible address".to_owned()))
    })?;
    Ok(Sheet::new(path, Some(title), grid.into_rows(), None))
}

fn chosen(
    bytes: Cursor<Vec<u8>>,
    wanted: Option<&str>,
) -> Result<(String, Grid), SheetError> {
    let mut workbook = Workbook::new(bytes).map_err(|err| fault(&err))?;
    let worksheets = workbook.sheets_metadata().iter();
    let listed =
        worksheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| {
            Listed {
                name: sheet.name.clone(),
                visible: sheet.visible == SheetVisible::Visible,
            }
        });
    let sheets = choice::counted(listed.collect())?;
    let index = match wanted {
        Some(wanted) => choice::named(wanted, &sheets)?,
        None => {
            choice::only(&sheets, |index| filled(&mut workbook, &sheets[index].name))?
        }
    };
    let name = &sheets[index].name;
    Ok((choice::shown(name), grid(&mut workbook, name)?))
}

/// Whether any cell of a sheet is filled.
fn filled(workbook: &mut Workbook, name: &str) -> Result<bool, SheetError> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(false),
        cells => cells.map_err(|err| fault(&err))?,
    };
    while let Some(found) = cells.next_cell().map_err(|err| fault(&err))? {
        if cell(found.get_value()) != Cell::Empty {
            return Ok(true);
        }
    }
    Ok(false)
}

fn grid(workbook: &mut Workbook, name: &str) -> Result<Grid, SheetError> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|err| fault(&err))?;
    let mut grid = Grid::default();
    while let Some(found) = cells.next_cell().map_err(|err| fault(&err))? {
        let (row, column) = found.get_position();
        let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX - 1);
        grid.put(at(row), at(column), cell(found.get_value()))?;
    }
    Ok(grid)
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(whole) => Cell::Number(i128::from(*whole).into()),
        DataRef::Float(float) => match exact::from_float(*float) {
            Some(number) => Cell::Number(number),
            None => Cell::Text(float.to_string()),
        },
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(true) => Cell::Text("TRUE".to_owned()),
        DataRef::Bool(false) => Cell::Text("FALSE".to_owned()),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) => iso_date(text),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// The day of a cell with a date; a time of day alone is text.
fn date(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = || Cell::Text(format!("{hour:02}:{minute:02}:{second:02}"));
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    match day {
        Some(day) if !moment.is_duration() && day > first_day() => Cell::Date(day),
        _ => time(),
    }
}

/// The day that a time alone falls on.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1899, 12, 31).unwrap_or_default()
}

/// The day of `2023-07-01` or `2023-07-01T08:00:00`; else the text as it stands.
pub(super) fn iso_date(text: &str) -> Cell {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| Cell::text(text), Cell::Date)
}

fn fault(err: &XlsxError) -> SheetError {
    match err {
        XlsxError::Password => SheetError::Encrypted,
        _ => archive::broken(err),
    }
}
