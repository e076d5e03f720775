//! What only a workbook shows of its rows: that they are hidden, bold or merged.

use std::path::Path;
use std::sync::Arc;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::form::{self, ByTable};
use crate::indicator::{PassReason, TotalGap, compute_figures};
use crate::sheet::{self, SheetChoice};
use crate::source::Source;

use super::{ReadTable, describe_reading};

const FORM: &str = "kehoach: 1
bang:
  b:
    du_lieu: { tep: a.xlsx }
    cot:
      - { ma: thon, nhan: Thôn }
      - { ma: ho, nhan: Hộ }
    tong: { nhan: Tổng cộng }
";

/// Writes cells: a text that is a number becomes one.
pub(super) fn write_rows(rows: &[&str]) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (index, row) in rows.iter().enumerate() {
        for (column, text) in row.split(';').enumerate() {
            let row = u32::try_from(index).unwrap();
            write_cell(sheet, row, u16::try_from(column).unwrap(), text, &Format::new());
        }
    }
    book
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) {
    match text.parse::<u32>() {
        _ if text.is_empty() => {}
        Ok(number) => {
            sheet.write_with_format(row, column, number, format).unwrap();
        }
        Err(_) => {
            sheet.write_with_format(row, column, text, format).unwrap();
        }
    }
}

pub(super) fn read_book(form: &str, mut book: Workbook) -> (ReadTable, Option<TotalGap>) {
    let source = Source::new(Path::new("ke-hoach.yaml"), form);
    let form = form::read(&source).0.unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let path = Path::new("a.xlsx");
    let sheet = sheet::read(path, bytes, SheetChoice::default()).unwrap();
    let sheets: ByTable<_> = vec![Some(Arc::new(sheet))].into();
    let computed = compute_figures(&form, &sheets, &[]);
    let figures = &computed.figures;
    let gap = figures.disagreements().iter().find_map(|d| figures.explain_gap(d));
    (describe_reading(&computed), gap)
}

const VILLAGES: [&str; 5] =
    ["TT;Thôn;Hộ", "1;Thượng;187", "2;Trung;205", "3;Hạ;240", "4;Cũ;999"];

#[test]
fn hidden_rows_are_read_or_left_out_as_the_form_says() {
    let hidden = || {
        let mut book = write_rows(&VILLAGES);
        book.worksheet_from_index(0).unwrap().set_row_hidden(4).unwrap();
        book
    };
    let read = read_book(FORM, hidden()).0;
    assert_eq!((read.totals, read.hidden), (vec!["1.631".to_owned()], vec![5]));
    let form = FORM.replace("a.xlsx }", "a.xlsx, hang_an: bo }");
    let read = read_book(&form, hidden()).0;
    assert_eq!((read.totals, read.hidden), (vec!["632".to_owned()], vec![]));
    assert_eq!(read.passed, [(5, PassReason::Hidden)]);
}

#[test]
fn a_total_that_leaves_hidden_rows_out_says_so() {
    let mut book = write_rows(&[&VILLAGES[..], &[";Tổng cộng;632"]].concat());
    book.worksheet_from_index(0).unwrap().set_row_hidden(4).unwrap();
    let (read, gap) = read_book(FORM, book);
    assert_eq!(read.codes, ["figure-differs"]);
    assert!(matches!(gap, Some(TotalGap::Hidden(rows)) if rows.len() == 1));
}

#[test]
fn a_total_whose_name_is_merged_over_the_numbers_is_one() {
    let mut book = write_rows(&[&VILLAGES[..], &[";;1631"]].concat());
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.merge_range(5, 0, 5, 1, "TỔNG CỘNG", &Format::new()).unwrap();
    let read = read_book(FORM, book).0;
    assert!(read.codes.is_empty(), "{read:#?}");
    assert_eq!((read.names.len(), read.totals), (4, vec!["1.631".to_owned()]));
}

#[test]
fn rows_in_bold_over_their_groups_are_sums() {
    let rows = [
        "Đơn vị;Hộ",
        "Vùng cao;392",
        "Thượng;187",
        "Trung;205",
        "Vùng thấp;250",
        "Hạ;240",
        "La;10",
    ];
    let plain =
        read_book(&FORM.replace("nhan: Thôn", "nhan: Đơn vị"), write_rows(&rows)).0;
    assert_eq!(plain.codes, ["ambiguous-total"]);
    let mut book = write_rows(&rows);
    let sheet = book.worksheet_from_index(0).unwrap();
    let bold = Format::new().set_bold();
    write_cell(sheet, 1, 0, "Vùng cao", &bold);
    write_cell(sheet, 4, 0, "Vùng thấp", &bold);
    let read = read_book(&FORM.replace("nhan: Thôn", "nhan: Đơn vị"), book).0;
    assert!(read.codes.is_empty(), "{read:#?}");
    assert_eq!(read.names, ["Thượng", "Trung", "Hạ", "La"]);
    // A village in bold that is the sum of nothing is a row.
    let mut book = write_rows(&VILLAGES);
    let sheet = book.worksheet_from_index(0).unwrap();
    write_cell(sheet, 2, 1, "Trung", &bold);
    assert_eq!(read_book(FORM, book).0.names.len(), 4);
}

#[test]
fn numbers_that_a_workbook_has_made_of_brackets_count_the_columns() {
    let mut book = write_rows(&["TT;Thôn;Hộ", ";;", "1;Thượng;187", "2;Hạ;240"]);
    let sheet = book.worksheet_from_index(0).unwrap();
    for column in 0..3_u16 {
        sheet.write(1, column, -i32::from(column) - 1).unwrap();
    }
    let read = read_book(FORM, book).0;
    assert_eq!((read.names.len(), read.totals), (2, vec!["427".to_owned()]));
    assert_eq!(read.passed, [(2, PassReason::ColumnNumbers)]);
}
