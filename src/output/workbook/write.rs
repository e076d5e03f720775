//! The sheets of a workbook, written.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, IgnoreError, Url, Workbook, Worksheet, XlsxError,
    utility,
};

use super::cell::{self, KeptCell};
use super::look::{self, BookLooks, CellLook};
use super::width::{self, ColumnWidths};
use super::{Book, BookCell, BookSheet, CellPlace, CutSheet, RenderedBook, TextOverflow};

/// Rows of a sheet of Excel, its head among them.
pub(super) const MOST_ROWS: usize = 1_048_576;

/// Links that Excel opens in a sheet.
const MOST_LINKS: usize = 65_000;

/// Pixels of a row, and of a column of no width of its own, in the face of the workbook.
const ROW_PIXELS: u32 = 21;
const COLUMN_PIXELS: u32 = 72;

/// The paper of offices, A4, by its number in Excel.
const A4: u8 = 9;

/// Writes a workbook whose sheets have so many rows at most.
pub(super) fn write_book(
    book: &Book,
    most_rows: usize,
) -> Result<RenderedBook, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a day of its own the library would ask the clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&made);
    let properties = properties.set_title(cell::shorten_text(&book.title));
    workbook.set_properties(&properties);
    let base = look::build_base_format();
    workbook.set_default_format(&base, ROW_PIXELS, COLUMN_PIXELS)?;
    let mut looks = BookLooks::default();
    let mut res =
        RenderedBook { bytes: Vec::new(), long_figures: Vec::new(), cut: Vec::new() };
    for sheet in &book.sheets {
        let written = workbook.add_worksheet().set_name(sheet.name)?;
        let mut writer = SheetWriter {
            written,
            sheet,
            looks: &mut looks,
            widths: ColumnWidths::new(sheet.columns.iter().map(|c| c.head.as_str())),
            links: 0,
            next: 0,
            most_rows,
        };
        writer.write(&mut res)?;
    }
    res.bytes = workbook.save_to_buffer()?;
    Ok(res)
}

/// A sheet being written.
struct SheetWriter<'a> {
    written: &'a mut Worksheet,
    sheet: &'a BookSheet,
    looks: &'a mut BookLooks,
    widths: ColumnWidths,
    links: usize,
    /// The next row.
    next: u32,
    most_rows: usize,
}

impl SheetWriter<'_> {
    fn write(&mut self, res: &mut RenderedBook) -> Result<(), XlsxError> {
        self.write_heads()?;
        let sheet = self.sheet;
        let room = self.most_rows - 1 - usize::from(sheet.total.is_some());
        if sheet.rows.len() > room {
            let rows = sheet.rows.len() - room;
            res.cut.push(CutSheet { sheet: sheet.name, rows });
        }
        for cells in sheet.rows.iter().take(room) {
            self.write_row(cells, false, res)?;
        }
        let last = self.next.saturating_sub(1);
        if let Some(cells) = &sheet.total {
            self.write_row(cells, true, res)?;
        }
        self.set_up_view(last)?;
        self.set_up_print()?;
        self.set_sizes()
    }

    fn write_heads(&mut self) -> Result<(), XlsxError> {
        let format = look::build_head_format();
        for (index, column) in (0..).zip(&self.sheet.columns) {
            let head = cell::shorten_text(&column.head);
            self.written.write_string_with_format(0, index, head, &format)?;
        }
        self.next = 1;
        Ok(())
    }

    fn write_row(
        &mut self,
        cells: &[BookCell],
        is_total: bool,
        res: &mut RenderedBook,
    ) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (index, cell) in cells.iter().enumerate() {
            let kept = KeptCell::new(cell);
            self.widths.add(index, kept.shown());
            let overflow = self.sheet.columns.get(index).map(|column| column.overflow);
            let overflow = overflow.unwrap_or(TextOverflow::Wrapped);
            let look = CellLook::new(&kept, overflow, is_total);
            let column =
                u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)?;
            if matches!(kept, KeptCell::LongFigure(_)) {
                let address = utility::row_col_to_cell(self.next, column);
                res.long_figures.push(CellPlace { sheet: self.sheet.name, address });
            }
            if overflow == TextOverflow::Wrapped {
                lines = lines.max(width::count_text_lines(kept.shown()));
            }
            self.write_cell(column, kept, look)?;
        }
        self.set_lines(self.next, lines)?;
        self.next += 1;
        Ok(())
    }

    /// Writes a cell. Whatever is a text is written as one: no text is ever a formula.
    fn write_cell(
        &mut self,
        column: u16,
        kept: KeptCell,
        look: CellLook,
    ) -> Result<(), XlsxError> {
        let (row, sheet) = (self.next, &mut *self.written);
        let format = self.looks.format(look);
        match kept {
            KeptCell::Empty => sheet.write_blank(row, column, format)?,
            KeptCell::Pending => {
                sheet.write_string_with_format(row, column, cell::PENDING, format)?
            }
            KeptCell::Number(number) => {
                // The one float: of at most fifteen digits, which it keeps, and the file
                // has its shortest decimal, which are these digits again.
                let float: f64 = number.digits.parse().map_err(|_| {
                    XlsxError::ParameterError(format!("not a number: {}", number.digits))
                })?;
                sheet.write_number_with_format(row, column, float, format)?
            }
            KeptCell::Day(day) => {
                sheet.write_datetime_with_format(row, column, day.to_excel()?, format)?
            }
            KeptCell::Link { text, target } if self.links < MOST_LINKS => {
                self.links += 1;
                let url = Url::new(format!("file:///{target}")).set_text(text);
                sheet.write_url_with_format(row, column, url, format)?
            }
            KeptCell::Text(text)
            | KeptCell::LongFigure(text)
            | KeptCell::Link { text, .. } => {
                sheet.write_string_with_format(row, column, text, format)?
            }
        };
        Ok(())
    }

    /// Columns as wide as their texts, and room for all lines of the heads.
    fn set_sizes(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(self.widths.list()) {
            let width = u16::try_from(width).unwrap_or(u16::MAX);
            self.written.set_column_width(column, width)?;
        }
        let heads = self.sheet.columns.iter().map(|column| column.head.as_str());
        let lines = width::count_head_lines(heads, self.widths.list());
        self.set_lines(0, lines)
    }

    fn set_lines(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            let lines = u32::try_from(lines).unwrap_or(1);
            self.written.set_row_height_pixels(row, lines * ROW_PIXELS)?;
        }
        Ok(())
    }

    /// The head stays in sight, rows can be filtered, and codes get no mark as numbers that
    /// are text. `last` is the last row but the total, from 0.
    fn set_up_view(&mut self, last: u32) -> Result<(), XlsxError> {
        self.written.set_freeze_panes(1, 0)?;
        let columns = u16::try_from(self.sheet.columns.len()).unwrap_or(u16::MAX);
        let Some(right) = columns.checked_sub(1).filter(|_| self.next > 1) else {
            return Ok(());
        };
        let as_text = IgnoreError::NumberStoredAsText;
        self.written.ignore_error_range(1, 0, self.next - 1, right, as_text)?;
        if last > 0 {
            self.written.autofilter(0, 0, last, right)?;
        }
        Ok(())
    }

    /// Printed as wide as an A4 sheet on its side, the head on every page.
    fn set_up_print(&mut self) -> Result<(), XlsxError> {
        let sheet = &mut *self.written;
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_footer("&CTrang &P/&N").set_repeat_rows(0, 0)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::BookColumn;

    #[test]
    fn rows_beyond_what_excel_opens_are_left_out_and_the_total_stays() {
        let text = |text: &str| vec![BookCell::Text(text.to_owned())];
        let rows = ["một", "hai", "ba", "bốn"].map(text).into();
        let columns = vec![BookColumn::wrapped("Tên")];
        let sheet =
            BookSheet { name: "Trang", columns, rows, total: Some(text("Tổng")) };
        let book = Book { title: String::new(), sheets: vec![sheet] };
        let cut = |most_rows| write_book(&book, most_rows).unwrap().cut;
        assert_eq!(cut(6), []);
        assert_eq!(cut(4), [CutSheet { sheet: "Trang", rows: 2 }]);
        let whole = write_book(&book, MOST_ROWS).unwrap();
        assert_eq!((whole.cut, whole.long_figures), (Vec::new(), Vec::new()));
    }
}
