//! Workbooks of Excel since 2007: a zip of XML parts.
//!
//! Read here and not by `calamine`, which in 0.38 gives neither formats nor hidden rows,
//! reserves whatever a list of strings says it needs, and takes an index that is no number
//! for the first string.
//!
//! | file | what it does |
//! |---|---|
//! | `package` | the parts of the workbook: its sheets, its strings, its styles |
//! | `strings` | texts that many cells share |
//! | `styles` | formats and fonts |
//! | `cells` | the cells of a sheet, one after the other |
//! | `value` | what a cell holds, from its type and its stored text |

mod cells;
mod package;
mod strings;
mod styles;
mod value;

use std::path::Path;

use self::cells::{SheetItem, SheetXml};
use self::package::Package;
use self::strings::SharedStrings;
use super::archive::Archive;
use super::grid::CellGrid;
use super::style::CellStyles;
use super::{DataCell, Sheet, SheetError, choice};

/// A workbook with all that its sheets share.
struct Workbook {
    archive: Archive,
    package: Package,
    strings: SharedStrings,
    styles: CellStyles,
}

/// Reads the chosen sheet of an XLSX.
pub(super) fn read_xlsx(
    path: &Path,
    mut archive: Archive,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let package = Package::read(&mut archive)?;
    let strings = SharedStrings::read(&mut archive, package.strings.as_deref())?;
    let styles = styles::read_styles(&mut archive, package.styles.as_deref())?;
    let mut workbook = Workbook { archive, package, strings, styles };
    let index = workbook.choose(wanted)?;
    let grid = workbook.read_grid(index)?;
    let name = &workbook.package.sheets[index].name;
    Sheet::from_grid(path, name, grid, workbook.styles.into_looks())
}

impl Workbook {
    /// The index of the sheet that is meant.
    fn choose(&mut self, wanted: Option<&str>) -> Result<usize, SheetError> {
        let sheets = choice::check_count(std::mem::take(&mut self.package.sheets))?;
        let index = match wanted {
            Some(wanted) => choice::find_sheet(wanted, &sheets),
            None => choice::find_only_filled(&sheets, |index| self.is_filled(index)),
        };
        self.package.sheets = sheets;
        index
    }

    fn open_sheet(&mut self, index: usize) -> Result<SheetXml<'_>, SheetError> {
        let part = &self.package.parts[index];
        let context = value::Context {
            strings: &self.strings,
            styles: &self.styles,
            calendar: self.package.calendar,
            stale: self.package.stale,
        };
        SheetXml::open(&mut self.archive, part, context)
    }

    /// Whether any cell of a sheet is filled.
    fn is_filled(&mut self, index: usize) -> Result<bool, SheetError> {
        let mut sheet = self.open_sheet(index)?;
        while let Some(item) = sheet.next_item()? {
            if let SheetItem::Cell(cell) = item
                && cell.value != DataCell::Empty
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn read_grid(&mut self, index: usize) -> Result<CellGrid, SheetError> {
        let mut sheet = self.open_sheet(index)?;
        let mut grid = CellGrid::default();
        while let Some(item) = sheet.next_item()? {
            match item {
                SheetItem::HiddenRow(row) => grid.look.hide_rows(row, 1),
                SheetItem::Merged(area) => {
                    grid.look.merged.add(area.rows, area.columns)?;
                }
                SheetItem::Cell(cell) => {
                    if cell.lacking {
                        grid.put_lacking(cell.row, cell.column)?;
                    }
                    if cell.lacking || cell.value != DataCell::Empty {
                        grid.put(cell.row, cell.column, cell.value)?;
                        grid.look.set_look(cell.row, cell.column, cell.look);
                    }
                }
            }
        }
        Ok(grid)
    }
}
