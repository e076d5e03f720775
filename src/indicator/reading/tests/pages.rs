//! Names of columns that stand again, tables that follow each other in one sheet, names
//! merged over several columns.

use std::path::Path;

use rust_xlsxwriter::Format;

use super::workbooks::{read_book, write_rows};
use super::{PassReason, ReadTable, TOTAL, expect_question, read_csv};
use crate::indicator::UnitColumn;
use crate::sheet::{self, Sheet, SheetChoice};

/// Reads a workbook as a table of villages and households; `column` says more of the
/// column of households.
fn read_merged(rows: &[&str], merged: &[[u16; 4]], column: &str) -> ReadTable {
    let form = format!(
        "kehoach: 1\nbang:\n  b:\n    du_lieu: {{ tep: a.xlsx }}\n    cot:\n      - {{ ma: thon, nhan: Thôn }}\n      - {{ ma: ho, nhan: Số hộ{column} }}\n    {TOTAL}\n"
    );
    let mut book = write_rows(rows);
    let sheet = book.worksheet_from_index(0).unwrap();
    for [top, first, bottom, last] in merged {
        let text = rows[usize::from(*top)].split(';').nth(usize::from(*first));
        let text = text.unwrap_or_default();
        let [top, bottom] = [*top, *bottom].map(u32::from);
        sheet.merge_range(top, *first, bottom, *last, text, &Format::new()).unwrap();
    }
    read_book(&form, book).0
}

#[test]
fn names_of_two_storeys_that_stand_again_are_asked_about() {
    let names = "Thôn;Hộ nghèo;\n;Đầu năm;Cuối năm\n";
    for title in ["", "Biểu 01 (tiếp theo);;\n", ";;\nĐVT: hộ;;\n"] {
        let csv = format!("{names}A;5;6\nB;9;10\n{title}{names}C;7;8\nTổng cộng;21;24\n");
        let last = csv.lines().count();
        for (end, codes, total) in [
            (String::new(), &["ambiguous-end"][..], None),
            (format!(", het_o_dong: {last}"), &[], Some("21 24")),
            (", het_o_dong: 4".to_owned(), &[], Some("14 16")),
        ] {
            let rows: Vec<_> = csv.lines().collect();
            let form = format!(
                "kehoach: 1\nbang:\n  b:\n    du_lieu: {{ tep: a.xlsx{end} }}\n    cot:\n      - {{ ma: thon, nhan: Thôn }}\n      - {{ ma: dau, nhan: Đầu năm }}\n      - {{ ma: cuoi, nhan: Cuối năm }}\n    {TOTAL}\n"
            );
            let table = read_book(&form, write_rows(&rows)).0;
            assert_eq!(table.codes, codes, "{csv}\n{table:#?}");
            if let Some(total) = total {
                assert_eq!(table.totals.join(" "), total, "{csv}\n{table:#?}");
            }
        }
    }
}

#[test]
fn a_village_without_figures_above_a_page_is_no_title() {
    let csv = "Thôn;Hộ\nA;5\nBảng;\nThôn;Hộ\nC;7\n";
    let keys = format!("{TOTAL}\ndu_lieu: {{ tep: a.csv, het_o_dong: 5 }}");
    let table = read_csv(&keys, csv);
    assert_eq!(table.codes, ["empty-cell"], "{table:#?}");
    assert_eq!(table.passed, [(4, PassReason::RepeatedNames)]);
}

#[test]
fn two_tables_with_totals_and_without_titles_are_asked_about() {
    let csv = "Thôn;Hộ\nA;5\nB;6\nTổng cộng;11\n;\nA;1\nB;2\nTổng cộng;3\n";
    let answers = [("het_o_dong: 4", "11"), ("het_o_dong: 8", "14")];
    expect_question(csv, "ambiguous-end", answers);
    // With a total of all they are groups.
    let all = format!("{csv}Tổng toàn xã;14\n");
    let table = read_csv(TOTAL, &all);
    assert_eq!((table.codes.len(), table.totals), (0, vec!["14".to_owned()]));
}

#[test]
fn a_name_over_two_columns_with_figures_is_asked_about() {
    let rows = ["Thôn;Số hộ;", "A;5;6", "B;9;10"];
    let merged = [[0, 1, 0, 2]];
    let table = read_merged(&rows, &merged, "");
    assert_eq!(table.codes, ["ambiguous-column"], "{table:#?}");
    let table = read_merged(&rows, &merged, ", trong_tep: cột C");
    assert_eq!((table.codes.len(), table.totals), (0, vec!["16".to_owned()]));
    // Over a column of nothing it names one.
    let table = read_merged(&["Thôn;Số hộ;", "A;5;", "B;9;"], &merged, "");
    assert_eq!((table.codes.len(), table.totals), (0, vec!["14".to_owned()]));
}

#[test]
fn names_go_on_over_four_storeys() {
    let rows = ["Thôn;Hộ;", ";Nghèo;", ";Năm;", ";2024;2025", "A;5;6", "B;9;10"];
    let merged = [[0, 0, 3, 0], [0, 1, 0, 2], [1, 1, 1, 2], [2, 1, 2, 2]];
    for column in [", trong_tep: cột C", ", trong_tep: Hộ / 2025"] {
        let table = read_merged(&rows, &merged, column);
        assert_eq!(table.codes.len(), 0, "{table:#?}");
        assert_eq!(table.totals, ["16"], "{table:#?}");
    }
}

/// The units of a sheet with their rows, from 1, and the rows of none.
fn split_units(sheet: &Sheet) -> String {
    let column = UnitColumn { top: 0, head: 1, column: 0, last_row: None };
    let split = column.split(sheet);
    let mut res = String::new();
    for (unit, rows) in split.units() {
        let rows: Vec<_> = rows.iter().map(|row| row + 1).collect();
        res += &format!("{unit} {rows:?} ");
    }
    let [unknown, unowned] = [split.unknown(), split.unowned()]
        .map(|rows| rows.iter().map(|row| row + 1).collect::<Vec<_>>());
    format!("{res}? {unknown:?} - {unowned:?}")
}

fn split_csv(csv: &str) -> String {
    let bytes = csv.as_bytes().to_vec();
    split_units(&sheet::read(Path::new("a.csv"), bytes, SheetChoice::default()).unwrap())
}

#[test]
fn another_table_below_the_rows_of_units_is_none_of_theirs() {
    let first = "Xã;Thôn;Hộ\nMột;A;5\nMột;B;6\nHai;C;7\n";
    let csv = format!("{first};;\nBiểu 2;;\nTên;Nguồn;Tiền\nMột;A;100\nHai;B;9\n");
    assert_eq!(split_csv(&csv), "Một [2, 3] Hai [4] ? [] - [6, 7, 8, 9]");
    // A blank row, numbers and the same names on a further page end nothing.
    let csv = format!("{first};;\nXã;Thôn;Hộ\nA;B;1\nHai;D;8\nMột;E;9\n");
    let split = split_csv(&csv);
    assert_eq!(split, "Một [2, 3, 9] Hai [4, 8] A [7] ? [] - [6]");
    let csv = "Xã;Thôn;Hộ\nA;B;1\nMột;A;5\n;;\nHai;C;7\n";
    assert_eq!(split_csv(csv), "Một [3] Hai [5] ? [] - [2]");
}

#[test]
fn a_merged_unit_holds_for_all_its_rows() {
    let mut book = write_rows(&["Xã;Thôn;Hộ", "Một;A;5", ";B;6", ";C;7", "Hai;D;8"]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.merge_range(1, 0, 3, 0, "Một", &Format::new()).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let sheet = sheet::read(Path::new("a.xlsx"), bytes, SheetChoice::default()).unwrap();
    assert_eq!(split_units(&sheet), "Một [2, 3, 4] Hai [5] ? [] - []");
}

#[test]
fn groups_are_known_where_the_first_is_hidden() {
    let mut book = write_rows(&[
        "TT;Thôn;Số hộ",
        "I;Vùng thấp;392",
        "1;Thượng;187",
        "2;Trung;205",
        "II;Vùng cao;360",
        "1;Hạ;240",
        "2;Bến;120",
        ";Tổng cộng;752",
    ]);
    book.worksheet_from_index(0).unwrap().set_row_hidden(1).unwrap();
    let form = format!(
        "kehoach: 1\nbang:\n  b:\n    du_lieu: {{ tep: a.xlsx, hang_an: bo }}\n    cot:\n      - {{ ma: thon, nhan: Thôn }}\n      - {{ ma: ho, nhan: Số hộ }}\n    {TOTAL}\n"
    );
    let table = read_book(&form, book).0;
    assert_eq!(table.codes.len(), 0, "{table:#?}");
    assert_eq!(table.totals, ["752"]);
}

#[test]
fn a_year_above_the_names_stands_in_a_title() {
    let csv = "Hộ nghèo năm;2025\n;\nTên;Số\nA;5\nB;6\n";
    let keys = "tong: { nhan: Tổng cộng }";
    let form = format!(
        "kehoach: 1\nbang:\n  b:\n    du_lieu: {{ tep: a.xlsx }}\n    cot:\n      - {{ ma: thon, nhan: Thôn, trong_tep: cột A }}\n      - {{ ma: ho, nhan: Số hộ, trong_tep: cột B }}\n    {keys}\n"
    );
    let rows: Vec<_> = csv.lines().collect();
    let table = read_book(&form, write_rows(&rows)).0;
    assert_eq!((table.codes.len(), table.totals), (0, vec!["11".to_owned()]));
    // Without names below it is still not known.
    let rows = ["Hộ nghèo năm;2025", "A;5", "B;6"];
    assert_eq!(read_book(&form, write_rows(&rows)).0.codes, ["ambiguous-header"]);
}

#[test]
fn all_names_that_begin_alike_are_offered() {
    let rows = ["Thôn;Số hộ nghèo (hộ);Số hộ nghèo (khẩu)", "A;5;20", "B;6;25"];
    let table = read_merged(&rows, &[], ", trong_tep: Số hộ nghèo");
    assert_eq!(table.codes, ["sheet-column"]);
    assert!(
        table.hints.iter().any(|hint| hint.contains("(hộ)") && hint.contains("(khẩu)"))
    );
}
