//! Rows under rows by their numbers, answers to one question of several, names of totals in
//! other columns.

use super::{PassReason, TOTAL, expect_question, expect_read, read_csv};

const OUTLINE: &str = "TT;Nội dung;Số\n";

fn add_rule(rule: &str) -> String {
    format!("{TOTAL}\n{rule}")
}

#[test]
fn rows_that_are_the_sum_of_those_numbered_below_them_are_not_counted() {
    for rows in [
        "1;Vốn A;700\n1.1;Đầu tư;400\n1.2;Sự nghiệp;300\n2;Vốn B;200",
        "1;Vốn A;700\na;Đầu tư;400\nb;Sự nghiệp;300\n2;Vốn B;200",
        "1;Vốn A;700\n-;Đầu tư;400\n-;Sự nghiệp;300\n2;Vốn B;200",
        "1;Vốn A;700\n;- Đầu tư;400\n;- Sự nghiệp;300\n2;Vốn B;200",
        ";1. Vốn A;700\n;- Đầu tư;400\n;- Sự nghiệp;300\n;+ Lương;250\n;+ Khác;50\n;2. Vốn B;200",
        ";Vốn A;700\n;a) Đầu tư;400\n;b) Sự nghiệp;300\n;Vốn B;200",
        "I;Vùng;900\n1;Vốn A;700\n-;Đầu tư;400\n-;Sự nghiệp;300\n2;Vốn B;200",
    ] {
        let table = read_csv(TOTAL, &format!("{OUTLINE}{rows}\n"));
        assert!(table.codes.is_empty(), "{rows}\n{table:#?}");
        assert_eq!(table.totals, ["900"], "{rows}");
        let sums = table.passed.iter().filter(|(_, why)| *why == PassReason::GroupSum);
        assert!(sums.count() >= 1, "{rows}");
    }
}

#[test]
fn rows_that_are_less_than_the_row_above_are_asked_about_once_and_a_total_settles_it() {
    let rows = "1;Vốn A;700\n-;Đầu tư;400\n-;Khác;200\n2;Vốn B;200\n-;Nhà;150\n";
    let csv = format!("{OUTLINE}{rows}");
    let table = read_csv(TOTAL, &csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{table:#?}");
    let rule = "bo_hang: 'c1 = \"Đầu tư\" hoac c1 = \"Khác\" hoac c1 = \"Nhà\"'";
    let table = read_csv(&add_rule(rule), &csv);
    assert!(table.codes.is_empty() && table.totals == ["900"], "{table:#?}");
    let table = read_csv(&add_rule("bo_hang: khong"), &csv);
    assert!(table.codes.is_empty() && table.totals == ["1.650"], "{table:#?}");
    for (total, sum) in [("900", "900"), ("1650", "1.650")] {
        let table = read_csv(TOTAL, &format!("{csv};Tổng cộng;{total}\n"));
        assert!(table.codes.is_empty() && table.totals == [sum], "{table:#?}");
    }
}

#[test]
fn villages_with_marks_before_their_names_are_villages() {
    for rows in [
        "1;- Thượng;187\n2;- Trung;205\n3;- Hạ;240",
        "1;Thượng;187\n2;Trung;205\n3;Hạ - Đông;240",
        ";a) Thượng;187\n;b) Trung;205\n;c) Hạ;240",
        "1.1;Thượng;187\n1.2;Trung;205\n2.1;Hạ;240",
    ] {
        let table = read_csv(TOTAL, &format!("{OUTLINE}{rows}\n"));
        assert!(table.codes.is_empty() && table.names.len() == 3, "{table:#?}");
        assert_eq!(table.totals, ["632"], "{rows}");
    }
}

#[test]
fn an_answer_for_one_group_leaves_the_others_what_they_are() {
    let csv = "TT;Thôn;Hộ\nI;Vùng thấp;400\n1;Thượng;187\n2;Trung;205\n\
               II;Vùng cao;240\n3;Hạ;150\n4;Bến;90\n";
    expect_question(
        csv,
        "ambiguous-total",
        [("bo_hang: c1 = \"Vùng thấp\"", "632"), ("bo_hang: khong", "1.032")],
    );
    let csv = "Thôn;Hộ\nA;187\nB;205\nCộng cụm 1;400\nC;150\nD;90\nCộng cụm 2;240\n";
    expect_question(
        csv,
        "ambiguous-total",
        [("bo_hang: c0 = \"Cộng cụm 1\"", "632"), ("bo_hang: khong", "1.032")],
    );
    // A rule on another row answers no question.
    let table = read_csv(&add_rule("bo_hang: 'c0 = \"D\"'"), csv);
    assert!(table.codes.contains(&"ambiguous-total"), "{table:#?}");
}

#[test]
fn with_no_total_by_the_form_a_row_that_is_one_by_name_and_sum_stays_one() {
    let csv = "Thôn;Hộ\nXã Mai Hà;692\nThượng;187\nTrung;505\nTổng;692\n";
    let table = read_csv(&add_rule("hang_tong: khong"), csv);
    assert_eq!(table.codes, ["figure-differs"], "{table:#?}");
    let csv = "Thôn;Hộ\nThượng;187\nTrung;505\nToàn Xã;90\n";
    let table = read_csv(&add_rule("hang_tong: khong"), csv);
    assert!(table.codes.is_empty() && table.totals == ["782"], "{table:#?}");
}

#[test]
fn letters_without_rows_below_are_rows_and_a_total_under_a_like_name_is_one() {
    let csv = "TT;Nội dung;Số\nA;CHI ĐẦU TƯ;900\nB;CHI THƯỜNG XUYÊN;1500\n\
               I;Chi sự nghiệp;1000\n1;Giáo dục;600\n2;Y tế;400\nII;Quản lý;500\n\
               1;Lương;300\n2;Khác;200\nC;DỰ PHÒNG;100\n";
    for csv in [csv.to_owned(), format!("{csv};TỔNG CHI;2500\n")] {
        let table = read_csv(TOTAL, &csv);
        assert!(table.codes.is_empty() && table.totals == ["2.500"], "{table:#?}");
    }
}

#[test]
fn a_total_is_known_in_the_second_column_of_words() {
    let csv = "Huyện;Xã;Hộ\nAnh Sơn;A;187\nAnh Sơn;B;205\nAnh Sơn;Cộng;";
    let table = read_csv(TOTAL, &format!("{csv}392\n"));
    assert!(table.codes.is_empty() && table.totals == ["392"], "{table:#?}");
    let table = read_csv(TOTAL, &format!("{csv}400\n"));
    assert_eq!(table.codes, ["figure-differs"], "{table:#?}");
    // A scope or the name of a commune is none.
    let csv = "Việc;Nơi;Hộ\nA;Toàn huyện;187\nB;Cộng Hòa;205\n";
    expect_read(TOTAL, csv, &["A", "B"], &["392"]);
}

#[test]
fn groups_of_one_row_each_are_asked_about() {
    let csv = "Đơn vị;Hộ;Nghèo\nXã A;187;8\nThượng;187;8\nXã B;240;5\nHạ;240;5\n";
    expect_question(
        csv,
        "ambiguous-total",
        [("bo_hang: c0 = \"Xã A\" hoac c0 = \"Xã B\"", "427"), ("bo_hang: khong", "854")],
    );
    let csv = "Đơn vị;Hộ;Nghèo\nA;187;8\nB;187;8\nC;240;5\nD;241;5\n";
    expect_read(TOTAL, csv, &["A", "B", "C", "D"], &["855", "26"]);
}

#[test]
fn sums_that_are_carried_to_the_next_page_are_not_counted() {
    let csv = "TT;Thôn;Hộ\n1;A;100\n2;B;200\n;Cộng mang sang;300\n;Mang sang;300\n\
               3;C;50\n;Tổng cộng;350\n";
    expect_read(TOTAL, csv, &["A", "B", "C"], &["350"]);
    expect_read(TOTAL, &csv.replace(";Tổng cộng;350\n", ""), &["A", "B", "C"], &["350"]);
    expect_read(
        TOTAL,
        "Thôn;Hộ\nMang Yang;100\nCộng Hòa;7\n",
        &["Mang Yang", "Cộng Hòa"],
        &["107"],
    );
}

#[test]
fn a_group_with_the_amount_alone_is_its_sum() {
    let csv = "TT;Nội dung;Lượng;Tiền\nI/;Hội nghị;;9500\n1;Nước;50;2000\n\
               2;Thuê;3;7500\nII/;In;;3000\n1;Tài liệu;100;3000\n;Tổng cộng;;12500\n";
    let table = read_csv(TOTAL, csv);
    assert!(table.codes.is_empty(), "{table:#?}");
    assert_eq!(table.totals.last().map(String::as_str), Some("12.500"));
    let table = read_csv(TOTAL, &csv.replace("9500", "9600"));
    assert!(!table.codes.is_empty(), "{table:#?}");
}

#[test]
fn parts_are_known_by_the_number_cell() {
    let csv = "TT;Nội dung;Số\n1;Hộ nghèo;700\nTr.đó;DTTS;400\n2;Cận nghèo;200\n";
    let table = read_csv(TOTAL, csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{table:#?}");
}
