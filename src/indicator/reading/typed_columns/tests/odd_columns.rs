//! Columns whose cells do not hold what their label counts, and what is no question there.

use super::*;

#[test]
fn of_what_is_counted_a_fraction_is_told() {
    let texts = ["1,250", "12,5", "7", "9"];
    let read = read_csv("Số hộ", "", &texts);
    assert_eq!(read.codes, ["ambiguous-thousands", "not-a-number"], "{read:#?}");
    let read = read_csv("Số hộ", ", dau_phan_nghin: cham", &texts);
    expect_plain(&read, "1,25 | 12,50 | 7,00 | 9,00 | 29,75");
    let cells = [(1.25, ""), (2.5, ""), (980.0, ""), (1.2345, "")];
    let read = read_sheet("Số hộ", "", &cells);
    assert_eq!(read.codes, ["ambiguous-thousands", "not-a-number"], "{read:#?}");
    let read = read_sheet("Số hộ", ", kieu: thap_phan", &cells);
    assert!(read.codes.is_empty(), "{read:#?}");
    let read = read_sheet("Số hộ", "", &[(0.5, ""), (980.0, "")]);
    expect_asked(&read, "not-a-number", &["số đếm", "kieu: thap_phan"]);
    // What is measured has fractions.
    expect_plain(&read_csv("Diện tích", "", &["12,5", "7"]), "12,5 | 7,0 | 19,5");
}

#[test]
fn every_answer_that_is_offered_leads_to_a_reading() {
    let texts = ["1,250", "2,105", "980", "7"];
    let read = read_csv("Số hộ", ", dau_phan_nghin: cham", &texts);
    assert!(read.codes.is_empty(), "{read:#?}");
    let small = [(1.25, ""), (2.5, ""), (7.0, ""), (9.0, "")];
    let read = read_sheet("Số hộ", ", dau_phan_nghin: cham", &small);
    expect_asked(&read, "ambiguous-thousands", &["kieu: so"]);
    let read = read_sheet("Số hộ", ", dau_phan_nghin: cham, kieu: so", &small);
    expect_taken(&read, "1.250 | 2.500 | 7 | 9 | 3.766");
    let fill = |sheet: &mut Worksheet| {
        sheet.write(1, 0, "Bắc").unwrap();
        sheet.write(1, 1, "1.205").unwrap();
        sheet.write(2, 0, "Nam").unwrap();
        sheet.write(2, 1, 1.205).unwrap();
    };
    let read = read_workbook("Số hộ", "", fill);
    let answer = "`kieu: thap_phan` cùng `dau_phan_nghin: phay`";
    expect_asked(&read, "ambiguous-thousands", &[answer]);
    let read = read_workbook("Số hộ", ", kieu: thap_phan, dau_phan_nghin: phay", fill);
    assert!(read.codes.is_empty(), "{read:#?}");
}

#[test]
fn a_column_of_dashes_under_a_label_of_counts_is_one_of_noughts() {
    for keys in ["", ", kieu: so"] {
        let read = read_csv("Số hộ", keys, &["-", "–"]);
        expect_taken(&read, "0 | 0 | 0");
        assert!(matches!(read.notes[..], [ReadingNote::Dashes { cells: 2, .. }]));
    }
    expect_plain(&read_csv("Ghi chú", "", &["-", "–"]), " |  | ");
    expect_plain(&read_csv("Số hộ", "", &["", ""]), " |  | ");
}

#[test]
fn a_column_of_counts_loses_no_total_without_a_word() {
    let read = read_csv("Số khẩu", "", &["12 người", "7 người"]);
    expect_asked(&read, "ambiguous-mark", &["12 người", "kieu: so"]);
    let read = read_csv("Số khẩu", ", kieu: so", &["12 người", "7 người"]);
    expect_taken(&read, "12 | 7 | 19");
    let read = read_csv("Số khẩu", "", &["Chưa có", "Chưa có"]);
    expect_asked(&read, "pending-words", &["chua_co"]);
    let read = read_csv("Số hộ", "", &["205*", "240*", "5*"]);
    expect_asked(&read, "ambiguous-mark", &["kieu: so"]);
    let read = read_sheet("Số hộ", "", &[(5.0, "000"), (12.0, "000")]);
    expect_plain(&read, "5 | 12 | 17");
    let read = read_sheet("Số hộ", "", &[(205.0, "dd/mm/yyyy"), (240.0, "dd/mm/yyyy")]);
    expect_asked(&read, "not-a-number", &["ngày tháng"]);
    let read = read_csv("Số hộ", "", &["12", "12A", "14", "15"]);
    expect_asked(&read, "not-a-number", &["12A", "kieu: chu"]);
    for (label, cells, taken) in [
        ("Nhà văn hóa", ["chưa có", "chưa có"], "chưa có | chưa có | "),
        ("Thời gian", ["12 tháng", "6 tháng"], "12 tháng | 6 tháng | "),
        ("Người phụ trách", ["chưa có", "-"], "chưa có |  | "),
    ] {
        expect_plain(&read_csv(label, "", &cells), taken);
    }
}

#[test]
fn a_format_with_a_condition_divides_what_meets_it() {
    let code = "[<1000]0;#,##0,";
    let small = [(187.0, code), (205.0, code)];
    expect_plain(&read_sheet("Số hộ", "", &small), "187 | 205 | 392");
    let read = read_sheet("Số hộ", "", &[(187.0, code), (187_456.0, code)]);
    let words = ["B3", "187,456 (bảng tính hiện tròn 187)"];
    expect_asked(&read, "ambiguous-scale", &words);
}

#[test]
fn a_date_is_shown_to_the_month_where_the_sheet_shows_no_day() {
    let read = read_sheet("Thời hạn", "", &[(45992.0, "mm/yyyy"), (46022.0, "mm/yyyy")]);
    expect_plain(&read, "12/2025 | 12/2025 | ");
    let read = read_sheet("Thời hạn", ", kieu: ngay", &[(45992.0, "mm/yyyy")]);
    expect_plain(&read, "12/2025 | ");
    let read = read_sheet("Thời hạn", "", &[(45992.0, "dd/mm/yyyy")]);
    expect_plain(&read, "01/12/2025 | ");
}

#[test]
fn a_code_that_has_lost_its_nought_is_asked() {
    let read = read_csv("Điện thoại", "", &["0912345678", "912345679"]);
    expect_asked(&read, "ambiguous-code", &["912345679", "số 0"]);
    let read = read_csv("Số CCCD", "", &["001085012345", "1085012345"]);
    expect_asked(&read, "ambiguous-code", &["1085012345", "số 0"]);
    for (label, cells) in [
        ("Điện thoại", ["0912345678", "0912345679"]),
        ("Số CCCD", ["001085012345", "123456789"]),
        ("Số tài khoản", ["0123456789", "123456789"]),
    ] {
        let read = read_csv(label, "", &cells);
        assert!(read.codes.is_empty(), "{read:#?}");
    }
}
