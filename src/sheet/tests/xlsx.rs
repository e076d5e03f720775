//! XLSX, written by another library.

use chrono::Days;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::{prop_assert_eq, prop_oneof, proptest};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::*;

fn chosen(bytes: Vec<u8>, sheet: &str) -> Result<Sheet, SheetError> {
    read(Path::new("a.xlsx"), bytes, SheetChoice { sheet: Some(sheet), header: None })
}

#[test]
fn figures_are_those_that_were_typed() {
    let bytes = xlsx(|book| {
        let sheet = book.add_worksheet();
        for (row, value) in [3.3, 0.1 + 0.2, 1545.0, -12.5, 0.0227, 26_000_000_000.0]
            .into_iter()
            .enumerate()
        {
            sheet.write(row.try_into().unwrap(), 0, value).unwrap();
        }
    });
    let sheet = plain("a.xlsx", bytes).unwrap();
    for (row, value) in
        ["3.3", "0.3", "1545", "-12.5", "0.0227", "26000000000"].into_iter().enumerate()
    {
        assert_eq!(sheet.cell(row, 0), &number(value));
    }
    let shown = texts(&sheet).concat();
    assert_eq!(shown, ["3,3", "0,3", "1545", "-12,5", "0,0227", "26000000000"]);
}

#[test]
fn each_kind_of_cell_is_read() {
    let bytes = xlsx(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        let time = Format::new().set_num_format("hh:mm");
        let date = ExcelDateTime::from_ymd(2023, 7, 1).unwrap();
        let noon =
            ExcelDateTime::from_ymd(2023, 7, 1).unwrap().and_hms(12, 30, 0).unwrap();
        let hour = ExcelDateTime::from_hms(8, 5, 0).unwrap();
        sheet.write_with_format(0, 0, &date, &day).unwrap();
        sheet.write_with_format(0, 1, &noon, &moment).unwrap();
        sheet.write_with_format(0, 2, &hour, &time).unwrap();
        sheet.write(0, 3, true).unwrap();
        sheet.write(0, 4, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(0, 5, " Tho\u{302}n\u{200b} Mai ").unwrap();
        sheet.write(0, 6, "  ").unwrap();
        sheet.write(0, 7, Formula::new("=A1+1").set_result("4.5")).unwrap();
    });
    let sheet = plain("a.xlsx", bytes).unwrap();
    let day = DataCell::Date(NaiveDate::from_ymd_opt(2023, 7, 1).unwrap());
    let row: Vec<_> = (0..8).map(|column| sheet.cell(0, column).clone()).collect();
    let error = DataCell::Error("#DIV/0!".to_owned());
    let wanted = [
        day.clone(),
        day,
        text("08:05:00"),
        text("TRUE"),
        error,
        text("Thôn Mai"),
        DataCell::Empty,
        number("4.5"),
    ];
    assert_eq!(row, wanted);
    assert_eq!(
        (sheet.text(0, 0), sheet.text(0, 4)),
        ("01/7/2023".into(), "#DIV/0!".into())
    );
}

#[test]
fn a_table_that_begins_further_down_keeps_its_addresses() {
    let bytes = xlsx(|book| {
        let sheet = book.add_worksheet();
        let format = Format::new();
        sheet.merge_range(2, 1, 2, 3, "BIỂU SỐ 1", &format).unwrap();
        sheet.write(6, 1, "Mai Hà").unwrap();
        sheet.write_blank(90, 40, &Format::new().set_bold()).unwrap();
    });
    let sheet = plain("a.xlsx", bytes).unwrap();
    assert_eq!((sheet.rows(), sheet.width()), (7, 2));
    assert_eq!(sheet.cell(2, 1), &text("BIỂU SỐ 1"));
    assert_eq!(
        (sheet.cell(2, 2), sheet.cell(0, 0)),
        (&DataCell::Empty, &DataCell::Empty)
    );
    assert_eq!(
        (sheet.text(6, 1), sheet.address(6, 1)),
        ("Mai Hà".into(), "ô B7".to_owned())
    );
    assert!(sheet.is_blank(3) && sheet.place(6, 1).is_none() && sheet.source().is_none());
}

/// A workbook of `Bìa` without data, `Hộ nghèo`, the one named, and a hidden one.
fn sheets(second: &str) -> Vec<u8> {
    xlsx(|book| {
        book.add_worksheet().set_name("Bìa").unwrap();
        for name in ["Hộ nghèo", second] {
            book.add_worksheet().set_name(name).unwrap().write(0, 0, name).unwrap();
        }
        let hidden = book.add_worksheet().set_name("Nháp").unwrap();
        hidden.write(0, 0, "nháp").unwrap().set_hidden(true);
    })
}

#[test]
fn a_sheet_is_chosen_by_name_where_several_hold_data() {
    let finding = fault(plain("a.xlsx", sheets("Dân số")));
    assert_eq!(finding.code.id, "sheet-several");
    assert_eq!(finding.message, "tệp có 2 trang có số liệu, chưa chọn trang nào");
    assert_eq!(finding.hints, ["chọn một trang bằng `trang`: “Hộ nghèo”, “Dân số”"]);
    let sheet = chosen(sheets("Dân số"), "dân số").unwrap();
    assert_eq!((sheet.text(0, 0), sheet.title()), ("Dân số".into(), Some("Dân số")));
    assert_eq!(chosen(sheets("Dân số"), "Nháp").unwrap().text(0, 0), "nháp");
    let finding = fault(chosen(sheets("Dân số"), "Ho nghe"));
    assert_eq!(finding.message, "tệp không có trang “Ho nghe”");
    assert_eq!(finding.hints[0], "có phải “Hộ nghèo” không?");
    let finding = fault(chosen(sheets("Hồ nghèo"), "ho ngheo"));
    assert!(finding.message.ends_with("“Hộ nghèo”, “Hồ nghèo”"), "{finding:?}");
    let finding = fault(chosen(sheets("Dân số"), "Bìa"));
    assert_eq!(finding.message, "trang “Bìa” không có số liệu nào");
}

#[test]
fn the_only_visible_sheet_with_data_needs_no_name() {
    let bytes = xlsx(|book| {
        book.add_worksheet().set_name("Bìa").unwrap();
        book.add_worksheet().set_name("Số liệu").unwrap().write(0, 0, 1).unwrap();
        book.add_worksheet().write(0, 0, 2).unwrap().set_hidden(true);
    });
    assert_eq!(plain("a.xlsx", bytes).unwrap().title(), Some("Số liệu"));
}

#[test]
fn a_sheet_beyond_the_limits_is_refused() {
    let rows = xlsx(|book| {
        book.add_worksheet().write(300_000, 0, 1).unwrap();
    });
    assert_eq!(
        fault(plain("a.xlsx", rows)).message,
        "bảng số liệu quá lớn: có dòng 300.001"
    );
    let columns = xlsx(|book| {
        book.add_worksheet().write(0, 600, 1).unwrap();
    });
    assert_eq!(
        fault(plain("a.xlsx", columns)).message,
        "bảng số liệu quá lớn: có cột thứ 601"
    );
    let sheets = xlsx(|book| {
        for _ in 0..=MAX_SHEETS {
            book.add_worksheet();
        }
    });
    assert_eq!(
        fault(plain("a.xlsx", sheets)).message,
        "bảng số liệu quá lớn: có 101 trang"
    );
}

/// A cell of a random workbook.
#[derive(Debug, Clone)]
enum RandomCell {
    Empty,
    Text(String),
    Figure(i32, u32),
    Day(u32),
}

fn random_cell() -> impl Strategy<Value = RandomCell> {
    prop_oneof![
        Just(RandomCell::Empty),
        "[a-zđêơ ]{0,12}".prop_map(RandomCell::Text),
        (any::<i32>(), 0_u32..4)
            .prop_map(|(digits, places)| RandomCell::Figure(digits, places)),
        (1_u32..60_000).prop_map(RandomCell::Day),
    ]
}

/// Formats with what they are.
fn formats() -> [(&'static str, NumberFormat); 6] {
    [
        ("General", NumberFormat::General),
        ("#,##0.00", show_number(2, true, 0, 1)),
        ("00000", show_number(0, false, 0, 5)),
        ("0.0%", NumberFormat::Percent { places: 1 }),
        ("#,##0,,", show_number(0, true, 2, 1)),
        ("0.0\"%\"", NumberFormat::LiteralPercent { places: 1 }),
    ]
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        cells in vec((random_cell(), 0_usize..6, any::<bool>()), 1..40),
        width in 1_usize..6,
        hidden in vec(any::<bool>(), 40),
    ) {
        let bytes = xlsx(|book| {
            let sheet = book.add_worksheet();
            for (index, (cell, format, bold)) in cells.iter().enumerate() {
                let row = u32::try_from(index / width).unwrap();
                let column = u16::try_from(index % width).unwrap();
                let mut style = Format::new().set_num_format(formats()[*format].0);
                if *bold {
                    style = style.set_bold();
                }
                let day = style.clone().set_num_format("dd/mm/yyyy");
                match cell {
                    RandomCell::Empty => &mut *sheet,
                    RandomCell::Text(text) => {
                        sheet.write_with_format(row, column, text, &style).unwrap()
                    }
                    RandomCell::Figure(digits, places) => {
                        let figure = f64::from(*digits) / f64::from(10_u32.pow(*places));
                        sheet.write_with_format(row, column, figure, &style).unwrap()
                    }
                    RandomCell::Day(day_number) => {
                        sheet.write_with_format(row, column, *day_number, &day).unwrap()
                    }
                };
                if hidden[index / width] {
                    sheet.set_row_hidden(row).unwrap();
                }
            }
            sheet.write(200, 0, "cuối").unwrap();
            sheet.merge_range(200, 1, 203, 2, "gộp", &Format::new()).unwrap();
        });
        let sheet = plain("a.xlsx", bytes).unwrap();
        let area = MergedArea { rows: 200..=203, columns: 1..=2 };
        prop_assert_eq!(sheet.merged(200, 1), Some(area));
        for (index, (cell, format, bold)) in cells.iter().enumerate() {
            let (row, column) = (index / width, index % width);
            let wanted = match cell {
                RandomCell::Empty => DataCell::Empty,
                RandomCell::Text(text) => DataCell::text(text),
                RandomCell::Figure(digits, places) => DataCell::Number(
                    Number::from(&Decimal::new((*digits).into(), *places)),
                ),
                RandomCell::Day(60) => DataCell::Date(NaiveDate::from_ymd_opt(1900, 2, 28).unwrap()),
                RandomCell::Day(day) => DataCell::Date(
                    NaiveDate::from_ymd_opt(1899, 12, if *day < 60 { 31 } else { 30 })
                        .unwrap() + Days::new((*day).into()),
                ),
            };
            prop_assert_eq!(sheet.cell(row, column), &wanted);
            prop_assert_eq!(sheet.is_hidden(row), hidden[row]);
            if wanted != DataCell::Empty {
                prop_assert_eq!(sheet.is_bold(row, column), *bold);
                let shown = match cell {
                    RandomCell::Day(_) => NumberFormat::Date,
                    _ => formats()[*format].1.clone(),
                };
                prop_assert_eq!(sheet.format(row, column), &shown);
            }
        }
    }
}
