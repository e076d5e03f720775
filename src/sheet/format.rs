//! How a workbook shows a cell: its number format, as far as it changes what is read.

use std::ops::RangeInclusive;

/// How a cell is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum NumberFormat {
    /// As the program thinks best, or as the file says nothing: the figure itself.
    #[default]
    General,
    /// As text: a figure is a code, with its noughts.
    Text,
    /// As a day or a time of day.
    Date,
    /// As a month of a year: `mm/yyyy`.
    Month,
    /// As a number.
    Number {
        /// Digits behind the decimal comma.
        places: u8,
        /// Whether thousands are set apart.
        grouped: bool,
        /// How often the figure is divided by 1000 before it is shown.
        thousands: u8,
        /// From what size on it is: 1000 of `[<1000]0;#,##0,`, else nought.
        divided_from: u64,
        /// Digits before the decimal comma at least, filled up with noughts: 5 of `00000`.
        least_digits: u8,
        /// Whether nought is shown as a dash.
        accounting: bool,
    },
    /// As a percentage: 0,033 is shown as 3,3%.
    Percent {
        /// Digits behind the decimal comma.
        places: u8,
    },
    /// With a percent sign that is mere text: 3,3 is shown as 3,3%.
    LiteralPercent {
        /// Digits behind the decimal comma.
        places: u8,
    },
}

/// Cells that are shown as one. The first of the first row has its value, all others are
/// empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedArea {
    /// Rows of the sheet.
    pub rows: RangeInclusive<usize>,
    /// Columns of the sheet.
    pub columns: RangeInclusive<usize>,
}
