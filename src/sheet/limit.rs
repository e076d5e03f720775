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

/// Most characters of a cell of a workbook; Excel lets nobody type more.
pub const MAX_CELL_CHARS: usize = 32_767;

/// Most bytes of text in the cells of a sheet of a workbook, in which one text can stand
/// for many cells. The households of a province, with names and villages, are 20 MB.
pub const MAX_TEXT: usize = 128 * 1024 * 1024;

/// Most merged areas of a sheet: two in each row.
pub(super) const MAX_MERGED: usize = 2 * MAX_ROWS;

/// Bytes of a text after which it has more than [`MAX_CELL_CHARS`] characters in any
/// script, so that nothing more of it need be kept.
pub(super) const ENOUGH_TEXT: usize = 4 * (MAX_CELL_CHARS + 1);
