//! CSV as Excel, `LibreOffice` and people write it.

use proptest::prelude::any;
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;

fn csv(text: &str) -> Sheet {
    plain("a.csv", text).unwrap()
}

#[test]
fn each_separator_is_found_from_the_header() {
    for written in [
        "Thôn;Hộ\nMai Hà;202\n",
        "Thôn,Hộ\nMai Hà,202\n",
        "Thôn\tHộ\nMai Hà\t202\n",
        "\u{feff}Thôn;Hộ\r\nMai Hà;202\r\n",
        "\"Thôn\";\"Hộ\"\n\"Mai Hà\";\"202\"",
        "\n\nThôn , Hộ\n Mai Hà , 202",
    ] {
        let sheet = csv(written);
        let rows: Vec<_> =
            texts(&sheet).into_iter().filter(|r| !r[0].is_empty()).collect();
        assert_eq!(rows, [["Thôn", "Hộ"], ["Mai Hà", "202"]], "{written:?}");
    }
}

#[test]
fn a_comma_in_a_file_of_semicolons_is_a_decimal_sign() {
    let sheet = csv("Thôn;Nghèo, cận nghèo, khác;Tỷ lệ\nMai Hà;1;4,08\n");
    assert_eq!(sheet.cell(1, 2), &text("4,08"));
    assert_eq!(sheet.width(), 3);
    let sheet = csv("Thôn,Số hộ; cuối năm\nMai Hà,202\n");
    assert_eq!(texts(&sheet), [["Thôn", "Số hộ; cuối năm"], ["Mai Hà", "202"]]);
}

#[test]
fn nothing_is_guessed_to_be_a_number() {
    let sheet = csv("a;b;c;d\n1.250;05;3,30%;01/7/2023\n");
    assert_eq!(texts(&sheet)[1], ["1.250", "05", "3,30%", "01/7/2023"]);
    assert!((0..4).all(|column| matches!(sheet.cell(1, column), DataCell::Text(_))));
}

#[test]
fn quotes_hold_separators_line_ends_and_doubled_quotes() {
    let sheet =
        csv("Thôn;Ghi chú\n\"A;B\";\"dòng 1\ndòng 2\"\n\"\"\"Ba không\"\"\"; \"c\" \n");
    assert_eq!(sheet.cell(1, 0), &text("A;B"));
    assert_eq!(sheet.cell(1, 1), &text("dòng 1\ndòng 2"));
    assert_eq!(sheet.cell(2, 0), &text("\"Ba không\""));
    assert_eq!(sheet.cell(2, 1), &text("c"));
    assert_eq!(sheet.address(2, 1), "dòng 4, cột 2");
    assert_eq!(csv("a;b\nTổ \"1\";2").cell(1, 0), &text("Tổ \"1\""));
}

#[test]
fn each_field_has_its_place_and_address() {
    let sheet = csv("Thôn;Hộ\n\nMai Hà ; \" 202 \" \nThu\u{302};;\n");
    let source = sheet.source().unwrap();
    let slice = |row, column| sheet.place(row, column).map(|place| source.slice(place));
    assert_eq!(slice(2, 0), Some("Mai Hà"));
    assert_eq!(slice(2, 1), Some("202"));
    assert_eq!(slice(3, 0), Some("Thû"));
    assert_eq!(slice(3, 2), Some(""));
    assert_eq!(slice(3, 3), None);
    assert_eq!(slice(9, 0), None);
    assert_eq!(sheet.address(2, 1), "dòng 3, cột 2");
    assert_eq!(sheet.address(3, 5), "dòng 4, cột 6");
    assert!(sheet.is_blank(1) && !sheet.is_blank(2) && sheet.is_blank(9));
}

#[test]
fn empty_rows_and_columns_at_the_end_are_dropped() {
    let sheet = csv("Thôn;Hộ;;\nMai Hà;202;;\n;;;\n\n;;;\n");
    assert_eq!((sheet.rows(), sheet.width()), (2, 2));
    assert_eq!(fault(plain("a.csv", ";;\n\n")).code.id, "sheet-empty");
    assert_eq!(fault(plain("a.csv", "")).code.id, "sheet-empty");
}

#[test]
fn a_row_with_another_number_of_fields_is_named() {
    let finding = fault(plain("a.csv", "Thôn,Tỷ lệ\nMai Hà,4,08\n"));
    assert_eq!(finding.code.id, "csv-fields");
    assert_eq!(finding.message, "dòng 2 có 3 ô, hàng tiêu đề (dòng 1) có 2 ô");
    assert!(finding.hints[0].contains("4,08"), "{finding:?}");
    let finding = fault(plain("a.csv", "a;b;c\n1;2;3\n\n4;5\n"));
    assert_eq!(finding.message, "dòng 4 có 2 ô, hàng tiêu đề (dòng 1) có 3 ô");
    // Fields without text at the end count for nothing, as Excel writes them.
    assert_eq!(csv("a;b;c\n1;2;3;;\n").width(), 3);
    assert_eq!(csv("a;b;;\n1;2\n").width(), 2);
}

#[test]
fn rows_above_the_header_may_be_anything() {
    let written =
        "BIỂU SỐ 1, NĂM 2023\n(Kèm theo Kế hoạch, số 30)\nThôn;Hộ\nMai Hà;202\n";
    let choice = SheetChoice { header: Some(2), sheet: None };
    let sheet = read(Path::new("a.csv"), written.into(), choice).unwrap();
    assert_eq!(texts(&sheet)[2..], [["Thôn", "Hộ"], ["Mai Hà", "202"]]);
    for beyond in [3, 4, 99] {
        let choice = SheetChoice { header: Some(beyond), sheet: None };
        assert!(read(Path::new("a.csv"), written.into(), choice).is_ok());
    }
}

#[test]
fn a_title_above_the_header_has_one_field_and_needs_no_word() {
    for title in
        ["BIỂU HỘ NGHÈO", "BIỂU SỐ 1, NĂM 2023\n(Kèm theo Kế hoạch, số 30)", ";Biểu;"]
    {
        let sheet = csv(&format!("{title}\n\nThôn;Hộ\nMai Hà;202\n"));
        assert_eq!(sheet.text(sheet.rows() - 1, 1), "202", "{title}");
    }
    let finding = fault(plain("a.csv", "BIỂU 1, NĂM 2023\na,b,c\n1,2,3\n4,5,6\n"));
    assert!(
        finding.hints[1].contains("nếu dòng 1 chưa phải hàng tiêu đề"),
        "{finding:?}"
    );
}

#[test]
fn a_broken_quote_is_marked_where_it_opens() {
    let error = plain("a.csv", "a;b\n1;\"hai\n3;4\n").unwrap_err();
    let finding = error.diagnostic();
    assert_eq!(
        (finding.code.id, finding.message.as_str()),
        ("csv-quote", "dấu ngoặc kép mở ở dòng 2 không được đóng",)
    );
    let source = error.source().unwrap();
    assert_eq!(source.position(finding.span.unwrap().start).column, 3);
    let finding = fault(plain("a.csv", "a;b\n\"Toàn dân\" đoàn kết;2\n"));
    assert_eq!(finding.message, "dòng 2: còn chữ sau dấu ngoặc kép đóng ô");
    let finding = fault(plain("a.csv", "a;b\n\"một;2\n3;4\n\"năm\";6\n"));
    assert_eq!(finding.message, "dòng 4: còn chữ sau dấu ngoặc kép đóng ô");
    assert_eq!(finding.related.len(), 1);
}

#[test]
fn another_code_is_told_how_to_save() {
    let mut utf16: Vec<u8> = vec![0xff, 0xfe];
    utf16.extend("Thôn;Hộ".encode_utf16().flat_map(u16::to_le_bytes));
    let without_mark: Vec<u8> =
        "Thon;Ho".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [utf16, without_mark] {
        let finding = fault(plain("a.csv", bytes));
        assert_eq!(finding.code.id, "not-utf8");
        assert!(finding.message.contains("UTF-16"));
        assert!(finding.hints[0].contains("CSV UTF-8"));
    }
    let finding = fault(plain("a.csv", b"a;b\nTh\xf4n;1\n"));
    assert_eq!(finding.message, "từ dòng 2 tệp CSV không phải là mã UTF-8");
}

#[test]
fn a_csv_has_no_sheets() {
    let choice = SheetChoice { sheet: Some("Hộ"), header: None };
    let result = read(Path::new("a.csv"), "a;b".into(), choice);
    assert_eq!(fault(result).code.id, "sheet-unknown");
}

#[test]
fn too_many_rows_or_columns_are_refused() {
    let rows = "a;b\n".repeat(MAX_ROWS + 1);
    assert_eq!(
        fault(plain("a.csv", rows)).message,
        "bảng số liệu quá lớn: có dòng 200.001"
    );
    let columns = ";".repeat(MAX_COLUMNS);
    let finding = fault(plain("a.csv", columns));
    assert_eq!(finding.message, "bảng số liệu quá lớn: có cột thứ 501");
}

/// A field as Excel writes it.
fn written(field: &str) -> String {
    if field.contains(['"', ';', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        rows in proptest::collection::vec(
            proptest::collection::vec("[a-zđ0-9 ,.\";\n]{0,8}", 3..4),
            1..8,
        ),
    ) {
        let mut text = String::from("x;y;z\n");
        for row in &rows {
            let fields: Vec<_> = row.iter().map(|field| written(field)).collect();
            text += &(fields.join(";") + "\n");
        }
        let sheet = csv(&text);
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records().map(Result::unwrap);
        for row in (0..sheet.rows()).filter(|&row| sheet.place(row, 1).is_some()) {
            let record = records.next().unwrap();
            for column in 0..3 {
                prop_assert_eq!(sheet.text(row, column), record[column].trim());
            }
        }
        for (index, row) in rows.iter().enumerate() {
            for (column, field) in row.iter().enumerate() {
                prop_assert_eq!(sheet.text(index + 1, column), field.trim());
            }
        }
    }

    #[test]
    fn any_text_is_a_table_or_a_finding(
        wild in any::<String>(),
        near in "[ab;,\"\t\n đ]{0,60}",
        header in proptest::option::of(0_usize..4),
    ) {
        for text in [wild, near] {
            let choice = SheetChoice { sheet: None, header };
            match read(Path::new("a.csv"), text.into_bytes(), choice) {
                Ok(sheet) => {
                    let source = sheet.source().unwrap();
                    for row in 0..sheet.rows() {
                        for column in 0..sheet.width() {
                            if let Some(place) = sheet.place(row, column) {
                                let shown = sheet.text(row, column);
                                // In quotes a quote is written twice, elsewhere once.
                                let written = source.slice(place);
                                let quoted = written.replace("\"\"", "\"");
                                prop_assert!(written == shown || quoted == shown);
                            }
                        }
                    }
                }
                Err(error) => {
                    let finding = error.diagnostic();
                    if let (Some(span), Some(source)) = (finding.span, error.source()) {
                        prop_assert!(source.text().get(span.range()).is_some());
                    }
                }
            }
        }
    }
}
