//! Workbooks of `LibreOffice`.
//!
//! Read here and not by `calamine`, which in 0.38 waits for ever on a table that is cut
//! off, fills the memory with repeated cells before it counts them, and passes numbers
//! through a float although the file has them as decimal text.
//!
//! | file | what it does |
//! |---|---|
//! | `content` | the tables of a workbook, cell by cell |
//! | `value` | what a cell holds besides the text that it shows |
//! | `styles` | how cells are shown, by the names of styles |
//! | `data_style` | a number format, which is a style of its own |

mod content;
mod data_style;
mod styles;
mod value;

use std::collections::BTreeSet;
use std::path::Path;

use self::content::{OdsCell, OdsContent, OdsItem};
use self::styles::OdsStyles;
use super::archive::Archive;
use super::choice::ListedSheet;
use super::grid::CellGrid;
use super::{DataCell, Sheet, SheetError, choice};

/// Reads the chosen sheet of an ODS. The content is read twice: for the list of sheets,
/// and for the cells of the one that is meant.
pub(super) fn read_ods(
    path: &Path,
    mut archive: Archive,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    let packed = archive.has_part("encrypted-package");
    let manifest = archive.read_beginning("META-INF/manifest.xml")?;
    let manifest = String::from_utf8_lossy(&manifest);
    if packed || manifest.contains("manifest:encryption-data") {
        return Err(SheetError::Encrypted);
    }
    let styles = OdsStyles::read(&mut archive)?;
    let (sheets, filled) = list_sheets(&mut archive)?;
    let sheets = choice::check_count(sheets)?;
    let index = match wanted {
        Some(wanted) => choice::find_sheet(wanted, &sheets)?,
        None => choice::find_only_filled(&sheets, |index| Ok(filled.contains(&index)))?,
    };
    let mut content = OdsContent::open(&mut archive, styles)?;
    for _ in 0..=index {
        content.next_table()?;
    }
    let grid = read_grid(&mut content)?;
    Sheet::from_grid(path, &sheets[index].name, grid, content.into_looks())
}

/// The sheets, and the indices of those with a filled cell.
fn list_sheets(
    archive: &mut Archive,
) -> Result<(Vec<ListedSheet>, BTreeSet<usize>), SheetError> {
    let mut content = OdsContent::open(archive, OdsStyles::default())?;
    let mut sheets = Vec::new();
    let mut filled = BTreeSet::new();
    while let Some(sheet) = content.next_table()? {
        while let Some(item) = content.next_item()? {
            if let OdsItem::Cell(cell) = item
                && cell.value != DataCell::Empty
            {
                filled.insert(sheets.len());
                content.skip_table()?;
                break;
            }
        }
        choice::check_room(sheets.len())?;
        sheets.push(sheet);
    }
    Ok((sheets, filled))
}

/// The cells of the table that has just begun.
///
/// A row or a cell may stand for many alike (`number-…-repeated`), millions of empty ones
/// behind the table among them. They come as one, with their numbers: what is empty is
/// never multiplied, and what is filled only as far as the limits allow.
fn read_grid(content: &mut OdsContent<'_>) -> Result<CellGrid, SheetError> {
    let mut grid = CellGrid::default();
    while let Some(item) = content.next_item()? {
        match item {
            OdsItem::HiddenRows { first, count } => grid.look.hide_rows(first, count),
            OdsItem::Cell(cell) => cell.fill(&mut grid)?,
        }
    }
    Ok(grid)
}

impl OdsCell {
    fn fill(&self, grid: &mut CellGrid) -> Result<(), SheetError> {
        let (row, column) = (self.row, self.column);
        let area = [self.rows, self.columns];
        if self.lacking {
            grid.put_lacking_area(row, column, area)?;
        } else if self.value == DataCell::Empty {
            return Ok(());
        }
        grid.put_area(row, column, area, &self.value)?;
        for row in row..row + self.rows {
            for column in column..column + self.columns {
                grid.look.set_look(row, column, self.look);
            }
            let [down, right] = self.spans.map(|span| span.saturating_sub(1));
            let rows = row..=row.saturating_add(down);
            let columns = column..=column.saturating_add(right);
            grid.look.merged.add(rows, columns)?;
        }
        Ok(())
    }
}
