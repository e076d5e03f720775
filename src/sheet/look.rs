//! What a person sees of a sheet besides what its cells hold: formats, bold type, hidden
//! rows, merged cells; and the formulas whose results are missing.

use crate::sheet::Damage;
use std::collections::HashMap;

use super::merged::MergedCells;
use super::xml::break_off;
use super::{MAX_ROWS, NumberFormat, SheetError};

/// How a cell is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Look {
    pub(super) format: NumberFormat,
    pub(super) bold: bool,
    /// What the format shows beside the figure.
    pub(super) unit: Option<Box<str>>,
}

/// Every look of a workbook once, with its number. The first is plain.
#[derive(Debug)]
pub(super) struct Looks {
    list: Vec<Look>,
    numbers: HashMap<Look, u16>,
}

impl Default for Looks {
    fn default() -> Self {
        let plain = Look::default();
        Self { list: vec![plain.clone()], numbers: HashMap::from([(plain, 0)]) }
    }
}

impl Looks {
    /// The number of a look, a new one where it has none.
    pub(super) fn add(&mut self, look: Look) -> Result<u16, SheetError> {
        if let Some(known) = self.numbers.get(&look) {
            return Ok(*known);
        }
        let number =
            u16::try_from(self.list.len()).map_err(|_| break_off(Damage::Formats))?;
        self.numbers.insert(look.clone(), number);
        self.list.push(look);
        Ok(number)
    }

    /// The looks by their numbers.
    pub(super) fn into_list(self) -> Vec<Look> {
        self.list
    }
}

/// What is seen of a sheet. Rows and columns are those of the file.
#[derive(Debug, Default)]
pub(super) struct SheetLook {
    /// Looks by their numbers. None: all cells are plain.
    pub(super) looks: Vec<Look>,
    /// The number of each cell's look, to the last that is not plain.
    pub(super) cells: Vec<Vec<u16>>,
    /// Whether a row is hidden, to the last that is.
    pub(super) hidden: Vec<bool>,
    pub(super) merged: MergedCells,
    /// Formulas without a result, in order once all are known.
    pub(super) lacking: Vec<(usize, usize)>,
}

/// How a cell is shown of which the file says nothing.
static PLAIN: Look = Look { format: NumberFormat::General, bold: false, unit: None };

impl SheetLook {
    /// Notes how a cell is shown.
    pub(super) fn set_look(&mut self, row: usize, column: usize, number: u16) {
        if number == 0 {
            return;
        }
        if row >= self.cells.len() {
            self.cells.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.cells[row];
        if column >= cells.len() {
            cells.resize(column + 1, 0);
        }
        cells[column] = number;
    }

    /// Notes that `count` rows are hidden. Those beyond any table are not kept.
    pub(super) fn hide_rows(&mut self, first: usize, count: usize) {
        let end = first.saturating_add(count).min(MAX_ROWS);
        if first >= end {
            return;
        }
        if end > self.hidden.len() {
            self.hidden.resize(end, false);
        }
        self.hidden[first..end].fill(true);
    }

    pub(super) fn look(&self, row: usize, column: usize) -> &Look {
        let number = self.cells.get(row).and_then(|cells| cells.get(column));
        number.and_then(|number| self.looks.get(usize::from(*number))).unwrap_or(&PLAIN)
    }

    pub(super) fn is_hidden(&self, row: usize) -> bool {
        self.hidden.get(row).is_some_and(|hidden| *hidden)
    }

    pub(super) fn lacks_result(&self, row: usize, column: usize) -> bool {
        self.lacking.binary_search(&(row, column)).is_ok()
    }

    /// The columns of a row to the last formula without a result.
    pub(super) fn count_lacking(&self, row: usize) -> usize {
        let end = self.lacking.partition_point(|place| place.0 <= row);
        let last = end.checked_sub(1).map(|index| self.lacking[index]);
        last.filter(|place| place.0 == row).map_or(0, |place| place.1 + 1)
    }
}
