//! Workbooks of Excel in binary records, which large tables are kept in: a zip as XLSX,
//! its parts in another form.
//!
//! | file | what it does |
//! |---|---|
//! | `record` | records and the texts in them |
//! | `package` | what all sheets share: their list, texts, formats |
//! | `cells` | the records of a sheet → cells |

mod cells;
mod package;
mod record;

use std::path::Path;

use self::package::Package;
use super::archive::Archive;
use super::grid::CellGrid;
use super::{Sheet, SheetError, choice};

/// The part that no other kind of workbook has.
pub(super) const WORKBOOK: &str = "xl/workbook.bin";

/// Reads the chosen sheet of an XLSB.
pub(super) fn read_xlsb(
    path: &Path,
    mut archive: Archive,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let mut package = Package::read(&mut archive)?;
    let sheets = choice::check_count(std::mem::take(&mut package.sheets))?;
    let index = match wanted {
        Some(wanted) => choice::find_sheet(wanted, &sheets)?,
        None => choice::find_only_filled(&sheets, |index| {
            cells::is_filled(&mut archive, &package, index)
        })?,
    };
    let mut grid = CellGrid::default();
    cells::read_cells(&mut archive, &package, index, &mut grid)?;
    Sheet::from_grid(path, &sheets[index].name, grid, package.styles.into_looks())
}
