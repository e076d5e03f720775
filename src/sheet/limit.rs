//! How large a table may be. A file beyond a limit is refused with both numbers, before
//! it can fill the memory.

/// Most rows of a sheet. The whole households of a province fit; a plan prints totals of
/// them, never the rows.
pub const MAX_ROWS: usize = 200_000;

/// Most columns of a sheet. A paper shows two dozen; what a survey tool exports has a
/// few hundred.
pub const MAX_COLUMNS: usize = 500;

/// Most cells of a sheet, counted to the last filled cell of each row. At 48 bytes a cell
/// this is 240 MB; rows and columns alone would allow twenty times that.
pub const MAX_CELLS: usize = 5_000_000;

/// Most sheets of a workbook, hidden ones included. One sheet for each commune of a
/// province is under a hundred.
pub const MAX_SHEETS: usize = 100;

/// Most bytes of a workbook when unpacked. [`MAX_CELLS`] cells take under half of it as
/// XLSX, at 40 bytes a cell; as ODS, at 145, it holds three and a half million. A file made
/// to fill the memory unpacks to a thousand times its size.
pub const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
