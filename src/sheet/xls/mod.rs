//! Workbooks of Excel 97 to 2003: a container of streams, in one of them binary records.
//!
//! Read here and not by `calamine`, which in 0.38 reserves what a record claims and makes
//! a whole rectangle of what lies between two cells.
//!
//! | file | what it does |
//! |---|---|
//! | `container` | the streams of the file |
//! | `record` | records and their fields |
//! | `text` | texts, which may go on in the next record |
//! | `globals` | what all sheets share: their list, formats, texts |
//! | `cells` | the records of a sheet → cells |

mod cells;
mod container;
mod globals;
mod record;
mod text;

use std::path::Path;

use self::cells::SheetRecords;
use self::container::Container;
use self::globals::Globals;
use super::grid::CellGrid;
use super::{Sheet, SheetError, choice};

pub(super) use self::record::{Fields, from_error_code, from_rk};

/// How the container of old Office begins, that of encrypted workbooks too.
pub(super) const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads the chosen sheet of an XLS.
pub(super) fn read_xls(
    path: &Path,
    bytes: &[u8],
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let container = Container::open(bytes)?;
    if container.has_stream("EncryptedPackage") {
        return Err(SheetError::Encrypted);
    }
    let Some(stream) = container.stream("Workbook")? else {
        // The stream of Excel 5 and 95 has another name, any other file none.
        return Err(SheetError::OldExcel);
    };
    let mut globals = Globals::read(&stream)?;
    let sheets = choice::check_count(std::mem::take(&mut globals.sheets))?;
    let index = match wanted {
        Some(wanted) => choice::find_sheet(wanted, &sheets)?,
        None => choice::find_only_filled(&sheets, |index| {
            SheetRecords::new(&stream, &globals, index).is_filled()
        })?,
    };
    let mut grid = CellGrid::default();
    SheetRecords::new(&stream, &globals, index).read(&mut grid)?;
    let looks = globals.styles.into_looks();
    Sheet::from_grid(path, &sheets[index].name, grid, looks)
}
