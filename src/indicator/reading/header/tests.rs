//! Headers of real sheets: which column is read, from which row on, or what is asked.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use super::{MatchedColumns, find_unit_column, match_columns};
use crate::form::{self, Form, TableId, TableSpec};
use crate::indicator::reading::load_table;
use crate::quantity::MoneyScale;
use crate::sheet::{self, Sheet, SheetChoice};
use crate::source::Source;

/// A form with one table of these lines under `du_lieu` and `cot`.
fn parse_table(data: &str, columns: &[&str]) -> Form {
    let mut text = "\
kehoach: 1
nam: 2023
co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }
van_ban: { so: 5, ngay: 2023-05-20, trich_yeu: Giảm nghèo năm 2023 }
noi_dung: [{ tieu_de: Chung, doan: Giảm nghèo. }]
noi_nhan: [Các thôn]
ky: { chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }
bang:
"
    .to_owned();
    text += &format!("  b:\n    du_lieu: {data}\n    cot:\n");
    for column in columns {
        text += &format!("      - {column}\n");
    }
    let (form, found) = form::read(&Source::new(Path::new("ke-hoach.yaml"), &text));
    assert!(found.is_empty(), "{found:?}");
    form.unwrap()
}

fn first_table(form: &Form) -> &TableSpec {
    &form.tables[TableId::new(0)]
}

/// A CSV whose rows are given, fields parted by `;`.
fn read_csv(rows: &[&str]) -> Sheet {
    let bytes = rows.join("\n").into_bytes();
    sheet::read(Path::new("a.csv"), bytes, SheetChoice::default()).unwrap()
}

/// A workbook whose rows are given, fields parted by `;`, and its merged areas by the
/// first row and column and the last ones.
fn read_workbook(rows: &[&str], merged: &[[usize; 4]]) -> Sheet {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for area in merged {
        let [top, left] = [area[0] as u32, area[2] as u32];
        let [first, last] = [area[1] as u16, area[3] as u16];
        sheet.merge_range(top, first, left, last, "", &Format::new()).unwrap();
    }
    for (row, fields) in rows.iter().enumerate() {
        for (column, text) in fields.split(';').enumerate() {
            let (row, column) = (row as u32, column as u16);
            match text.parse::<i32>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) if text.is_empty() => sheet,
                Err(_) => sheet.write(row, column, text).unwrap(),
            };
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    sheet::read(Path::new("a.xlsx"), bytes, SheetChoice::default()).unwrap()
}

#[track_caller]
fn expect_merged(columns: &[&str], rows: &[&str], merged: &[[usize; 4]], expected: &str) {
    let sheet = read_workbook(rows, merged);
    assert_eq!(show_matches("a.xlsx", columns, &sheet), expected);
}

/// `2..4: B C -` : the rows of names and the column of each, or each finding in a line.
fn show_matches(data: &str, columns: &[&str], sheet: &Sheet) -> String {
    let form = parse_table(data, columns);
    let table = first_table(&form);
    match match_columns(table, table.file().unwrap(), sheet) {
        Ok(MatchedColumns { names, columns }) => {
            let letters = columns
                .iter()
                .map(|column| column.map_or("-".to_owned(), sheet::to_letters));
            let letters: Vec<_> = letters.collect();
            format!("{}..{}: {}", names.start, names.end, letters.join(" "))
        }
        Err(findings) => {
            let lines = findings.iter().map(|f| format!("{}: {}", f.code.id, f.message));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

#[track_caller]
fn expect_columns(columns: &[&str], rows: &[&str], expected: &str) {
    assert_eq!(show_matches("a.csv", columns, &read_csv(rows)), expected);
}

/// The codes of what is found, and what the first one says.
#[track_caller]
fn expect_question(columns: &[&str], rows: &[&str], codes: &[&str], words: &[&str]) {
    let said = show_matches("a.csv", columns, &read_csv(rows));
    let found: Vec<_> =
        said.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(found, codes, "{said}");
    for word in words {
        assert!(said.contains(word), "{word}\n{said}");
    }
}

const THON: &str = "{ ma: thon, nhan: Thôn }";
const HO: &str = "{ ma: ho, nhan: Số hộ }";
const NGHEO: &str = "{ ma: ng, nhan: Hộ nghèo }";

#[test]
fn names_stand_in_one_row_below_titles() {
    let rows = ["TÌNH HÌNH HỘ NGHÈO;;", ";;", "Thôn;Số hộ;Hộ nghèo", "Thượng;10;2"];
    expect_columns(&[THON, HO, NGHEO], &rows, "2..3: A B C");
    // Names in words only, with data of words too.
    let words = ["Thôn;Số hộ", "Thượng;Mười", "Trung;Hai"];
    expect_columns(&[THON, HO], &words, "0..1: A B");
}

#[test]
fn a_column_in_a_group_is_found_by_the_labels_of_the_form() {
    let rows = [
        "TT;Thôn;Đầu năm;;Cuối năm;",
        ";;Số hộ;Hộ nghèo;Số hộ;Hộ nghèo",
        "1;Thượng;187;6;190;4",
    ];
    let groups = [
        THON,
        "{ nhan: Đầu năm, cot: [{ ma: a, nhan: Số hộ }, { ma: b, nhan: Hộ nghèo }] }",
        "{ nhan: Cuối năm, cot: [{ ma: c, nhan: Số hộ }, { ma: d, nhan: Hộ nghèo }] }",
    ];
    expect_columns(&groups, &rows, "0..2: B C D E F");
    // The names of single columns may stand in the lower row.
    let below = [
        "BIỂU 1;;;;;",
        ";;Đầu năm;;Cuối năm;",
        "TT;Thôn;Số hộ;Hộ nghèo;Số hộ;Hộ nghèo",
        "1;Thượng;187;6;190;4",
    ];
    expect_columns(&groups, &below, "1..3: B C D E F");
    // The group of the form is not that of the sheet.
    let other =
        ["Thôn;Giữa năm;;Cuối năm;", ";Số hộ;Hộ nghèo;Số hộ;Hộ nghèo", "A;1;2;3;4"];
    expect_question(
        &groups,
        &other,
        &["sheet-column", "sheet-column"],
        &["không có cột “Số hộ”"],
    );
}

#[test]
fn two_groups_of_the_form_do_not_share_a_column_of_the_file() {
    let groups = [
        THON,
        "{ nhan: Đầu năm, cot: [{ ma: a, nhan: Số hộ }] }",
        "{ nhan: Cuối năm, cot: [{ ma: b, nhan: Số hộ }] }",
    ];
    expect_question(
        &groups,
        &["Thôn;Số hộ", "Thượng;187"],
        &["ambiguous-column"],
        &["cùng khớp với một cột", "cột B “Số hộ” (187; …)"],
    );
    // One group, and one column: as before.
    expect_columns(&groups[..2], &["Thôn;Số hộ", "Thượng;187"], "0..1: A B");
}

#[test]
fn a_path_names_a_column_in_a_group() {
    let rows = [
        "Tên;Hộ nghèo;;Hộ cận nghèo;",
        ";Tỷ lệ;Số hộ;Tỷ lệ;Số hộ",
        "Xã Một;3,3;120;1,1;40",
    ];
    let ten = "{ ma: ten, nhan: Tên }";
    for (name, column) in [
        ("Hộ nghèo / Số hộ", "C"),
        ("Hộ nghèo/Số hộ", "C"),
        ("Hộ cận nghèo/ Số hộ", "E"),
        ("hộ cận nghèo / số hộ", "E"),
        ("ho can ngheo / ty le", "D"),
        ("cột C", "C"),
    ] {
        let wanted = format!("{{ ma: ho, nhan: Nghèo, trong_tep: {name} }}");
        expect_columns(&[ten, &wanted], &rows, &format!("0..2: A {column}"));
    }
    // A name over two columns, or in two groups, is a question.
    for name in ["Hộ nghèo", "Số hộ"] {
        let wanted = format!("{{ ma: ho, nhan: {name} }}");
        expect_question(
            &[ten, &wanted],
            &rows,
            &["ambiguous-column"],
            &["cột C “Hộ nghèo / Số hộ” (120; …)"],
        );
    }
    // One cell that says it all is meant before the path.
    let plain = ["Tên;Hộ nghèo / Số hộ;Hộ nghèo", "Xã Một;120;7"];
    let wanted = "{ ma: ho, nhan: Nghèo, trong_tep: Hộ nghèo / Số hộ }";
    expect_columns(&[ten, wanted], &plain, "0..1: A B");
    let rows = ["Tên;Hộ nghèo;;Số hộ/km²", ";Năm;Số hộ;", "Xã Một;2025;120;7"];
    let wanted = "{ ma: md, nhan: Mật độ, trong_tep: Số hộ/km² }";
    expect_columns(&[ten, wanted], &rows, "0..2: A D");
    let wanted = "{ ma: md, nhan: Mật độ, trong_tep: Hộ nghèo/km² }";
    expect_question(&[ten, wanted], &rows, &["sheet-column"], &["Hộ nghèo/km²"]);
}

#[test]
fn a_header_may_have_three_storeys() {
    let rows = [
        "TT;Xã;Hộ nghèo;;;;Ghi chú",
        ";;Đầu năm;;Cuối năm;;",
        ";;Số hộ;Tỷ lệ;Số hộ;Tỷ lệ;",
        "1;Xã Một;12;3,3;10;2,5;",
    ];
    let xa = "{ ma: xa, nhan: Xã }";
    let deep = "{ ma: ho, nhan: Nghèo, trong_tep: Hộ nghèo / Cuối năm / Số hộ }";
    expect_columns(&[xa, deep], &rows, "0..3: B E");
    let short = "{ ma: ho, nhan: Nghèo, trong_tep: Cuối năm / Số hộ }";
    expect_columns(&[xa, short], &rows, "0..3: B E");
    expect_question(
        &[xa, "{ ma: ho, nhan: Nghèo, trong_tep: Hộ nghèo / Số hộ }"],
        &rows,
        &["ambiguous-column"],
        &["Hộ nghèo / Đầu năm / Số hộ"],
    );
}

#[test]
fn a_name_on_two_storeys_is_one_column() {
    let rows = ["Thôn;Số hộ;;Dân số", ";Số hộ;Hộ nghèo;Dân số", "Thượng;187;6;700"];
    let dan = "{ ma: d, nhan: Dân số }";
    expect_columns(&[THON, HO, NGHEO, dan], &rows, "0..2: A B C D");
    // A second row of names in a sheet of which only the first is asked for is no data.
    let years = ["Thôn;Số hộ;Hộ nghèo;", ";;2022;2023", "Thượng;187;6;7"];
    expect_columns(&[THON, HO], &years, "0..2: A B");
    // Names whose second line stands in the next row are read in one.
    let lines = ["Thôn;Tổng số;Hộ nghèo;", ";;đầu năm;cuối năm", "Thượng;187;6;7"];
    expect_columns(&[THON, "{ nhan: Hộ nghèo cuối năm }"], &lines, "0..2: A D");
}

#[test]
fn a_row_of_data_is_no_second_row_of_names() {
    for rows in [
        ["Thôn;Huyện;;", "Thượng;Nam Đàn;xa;", "Trung;Nam Đàn;gần;"],
        ["Thôn;Huyện;Ghi chú;", "Thượng;;;", "Trung;Nam Đàn;;"],
        ["Thôn;Huyện;Tổng;", "I. Vùng cao;;;", "Thượng;Nam Đàn;5;"],
    ] {
        let columns = [THON, "{ ma: h, nhan: Huyện }"];
        expect_columns(&columns, &rows, "0..1: A B");
    }
}

#[test]
fn a_total_row_above_the_data_is_no_header() {
    let rows = [
        "Dân số (ĐVT: Người);;;",
        ";;;",
        ";;Tổng số;Thành thị",
        "Tổng số;;24150;100",
        "Huyện X;Xã Một;12000;50",
    ];
    let columns = [
        "{ ma: ten, nhan: Tên, trong_tep: cột B }",
        "{ ma: ho, nhan: Dân số, trong_tep: Tổng số }",
    ];
    expect_columns(&columns, &rows, "2..3: B C");
    // A title that says the same is none either.
    let title = ["Tổng số;;;", ";Tên;Tổng số;", "x;Xã Một;12000;"];
    expect_columns(&columns, &title, "1..2: B C");
    // Years as names are no data.
    let years = ["Tên;2022;2023", "Xã Một;12;13"];
    expect_columns(&["{ nhan: Tên }", "{ nhan: \"2023\" }"], &years, "0..1: A C");
}

#[test]
fn columns_by_letters_lose_no_row() {
    let columns = [
        "{ ma: ten, nhan: Tên, trong_tep: cột B }",
        "{ ma: ho, nhan: Tổng số hộ, trong_tep: cột C }",
    ];
    let bare = ["1;Xã Một;12", "2;Xã Hai;13", "3;Xã Ba;14"];
    expect_columns(&columns, &bare, "0..0: B C");
    let headed = ["BIỂU 1;;", "TT;Tên xã;Số hộ", "1;Xã Một;12", "2;Xã Hai;13"];
    expect_columns(&columns, &headed, "1..2: B C");
    let storeys = ["TT;Tên xã;Số hộ", ";;đầu năm", "1;Xã Một;12", "2;Xã Hai;13"];
    expect_columns(&columns, &storeys, "0..2: B C");
    // A title that is in none of the columns takes nothing away.
    let titled = ["BIỂU 1;;", "1;Xã Một;12", "2;Xã Hai;13"];
    expect_columns(&columns, &titled, "1..1: B C");
    // Names of which one is left out, or a village whose figure is; years, which may be
    // names.
    let doubtful = [
        (["TT;Tên xã;", "1;Xã Một;12", "2;Xã Hai;13"], "dòng 1"),
        (["1;Xã Không;chưa có", "2;Xã Một;12", "3;Xã Hai;13"], "dòng 1"),
        (["TT;Tên xã;2023", "1;Xã Một;12", "2;Xã Hai;13"], "dòng 1"),
        ([";Xã Một;một", ";Xã Hai;hai", ";Xã Ba;ba"], "dòng 1"),
    ];
    for (rows, row) in doubtful {
        expect_question(&columns, &rows, &["ambiguous-header"], &[row]);
        let sheet = read_csv(&rows);
        for (data, expected) in [
            ("{ tep: a.csv, dong_tieu_de: 1 }", "0..1: B C"),
            ("{ tep: a.csv, dong_tieu_de: 0 }", "0..0: B C"),
        ] {
            assert_eq!(show_matches(data, &columns, &sheet), expected);
        }
    }
    // Without names nothing is found by its name.
    let named = [columns[0], "{ ma: ho, nhan: Số hộ }"];
    let said = show_matches("{ tep: a.csv, dong_tieu_de: 0 }", &named, &read_csv(&bare));
    assert_eq!(said, "sheet-column: tệp a.csv không có cột “Số hộ”");
}

#[test]
fn the_form_may_say_which_row_has_the_names() {
    let rows = [
        ";;Đầu năm;;Cuối năm;",
        "TT;Thôn;Số hộ;Hộ nghèo;Số hộ;Hộ nghèo",
        "1;Thượng;187;6;190;4",
    ];
    let wanted = [THON, "{ ma: ho, nhan: Nghèo, trong_tep: Cuối năm / Số hộ }"];
    let sheet = read_csv(&rows);
    for row in ["1", "2"] {
        let data = format!("{{ tep: a.csv, dong_tieu_de: {row} }}");
        assert_eq!(show_matches(&data, &wanted, &sheet), "0..2: B E", "{row}");
    }
}

#[test]
fn a_second_table_on_the_right_is_a_question_where_it_has_the_same_names() {
    let same = ["Thôn;Số hộ;;Thôn;Số hộ", "Thượng;187;;Trung;205"];
    expect_question(
        &[THON, HO],
        &same,
        &["ambiguous-table"],
        &["có 2 bảng cạnh nhau", "các cột A, B; các cột D, E"],
    );
    let touching = ["Thôn;Số hộ;Thôn;Số hộ", "Thượng;187;Trung;205"];
    expect_question(&[THON, HO], &touching, &["ambiguous-table"], &[]);
    // Of other figures: the names that are meant stand beside each other.
    let other = ["Thôn;Số hộ;;Thôn;Hộ nghèo", "Thượng;187;;Trung;5"];
    expect_columns(&[THON, HO], &other, "0..1: A B");
    expect_columns(&[THON, NGHEO], &other, "0..1: D E");
    // Figures of both, in rows that may not be the same.
    expect_question(&[THON, HO, NGHEO], &other, &["ambiguous-column"], &["cột D “Thôn”"]);
    // A column that is set off is no table.
    let spaced = ["Thôn;Số hộ;;Hộ nghèo;Số hộ", "Thượng;187;;5;12"];
    expect_question(&[THON, HO], &spaced, &["ambiguous-column"], &["cột E “Số hộ”"]);
    let more = ["TT;Thôn;Số hộ;Dân số;;TT;Thôn;Số hộ", "1;Thượng;187;700;;1;Trung;5"];
    expect_columns(&[THON, HO, "{ nhan: Dân số }"], &more, "0..1: B C D");
    // A blank column that only looks so is none.
    let unnamed = ["Thôn;Số hộ;;Thôn;Hộ nghèo", "Thượng;187;x;Trung;5"];
    expect_question(&[THON, HO], &unnamed, &["ambiguous-column"], &[]);
}

#[test]
fn marks_of_footnotes_are_no_part_of_a_name_and_units_are() {
    let rows = ["Thôn;Số hộ (*);Hộ nghèo (1)", "Thượng;187;6"];
    expect_columns(&[THON, HO, NGHEO], &rows, "0..1: A B C");
    let units = ["Thôn;Số hộ;Hộ nghèo (%)", "Thượng;187;6"];
    expect_question(&[THON, HO, NGHEO], &units, &["sheet-column"], &["“Hộ nghèo”"]);
    let both = ["Thôn;Số hộ;Hộ nghèo;Hộ nghèo (1)", "Thượng;187;6;7"];
    expect_columns(&[THON, HO, NGHEO], &both, "0..1: A B C");
    let twice = ["Thôn;Số hộ;Hộ nghèo (1);Hộ nghèo (2)", "Thượng;187;6;7"];
    expect_question(&[THON, HO, NGHEO], &twice, &["ambiguous-column"], &[]);
}

#[test]
fn a_very_long_name_is_neither_searched_nor_shown() {
    let long = "Số hộ ".repeat(5_000);
    let header = format!("Thôn;{long};x");
    let rows = [header.as_str(), "Thượng;187;1"];
    let said = show_matches("a.csv", &[THON, HO], &read_csv(&rows));
    assert!(said.len() < 2_000, "{}", said.len());
    assert!(said.starts_with("sheet-column: "), "{said}");
}

#[test]
fn the_column_of_units_is_found_by_the_same_names() {
    let rows = [
        "Mã;Thôn;Đầu năm;;Đơn vị;",
        ";;Số hộ;Hộ nghèo;Mã xã;Tên xã",
        "1;Thượng;187;6;X1;Xã Một",
        "2;Trung;205;9;X2;Xã Hai",
    ];
    let sheet = read_csv(&rows);
    for (label, column) in
        [("Mã xã", Some(4)), ("Đơn vị / Tên xã", Some(5)), ("Đơn vị", None)]
    {
        let data = format!("{{ tep: a.csv, theo_don_vi: {label} }}");
        let form = parse_table(&data, &[THON]);
        let table = first_table(&form);
        let file = table.file().unwrap();
        let found = find_unit_column(table, file, file.by_unit.as_ref().unwrap(), &sheet);
        match column {
            Some(column) => {
                let named = found.unwrap().unwrap();
                assert_eq!((named.head, named.column), (2, column), "{label}");
            }
            None => assert_eq!(found.unwrap_err().code.id, "ambiguous-column"),
        }
    }
}

#[test]
fn merged_names_stand_over_all_their_columns() {
    let rows = [
        "TT;Thôn;Đầu năm;;Cuối năm;",
        ";;Số hộ;Hộ nghèo;Số hộ;Hộ nghèo",
        "1;Thượng;187;6;190;4",
        "2;Trung;205;9;207;7",
    ];
    let merged = [[0, 0, 1, 0], [0, 1, 1, 1], [0, 2, 0, 3], [0, 4, 0, 5]];
    let groups = [
        THON,
        "{ nhan: Đầu năm, cot: [{ ma: a, nhan: Số hộ }, { ma: b, nhan: Hộ nghèo }] }",
        "{ nhan: Cuối năm, cot: [{ ma: c, nhan: Số hộ }, { ma: d, nhan: Hộ nghèo }] }",
    ];
    expect_merged(&groups, &rows, &merged, "0..2: B C D E F");
    let path = "{ nhan: Nghèo, trong_tep: Cuối năm / Hộ nghèo }";
    expect_merged(&[THON, path], &rows, &merged, "0..2: B F");
    // One name over the columns is asked for: that of a group of two.
    let sheet = read_workbook(&rows, &merged);
    let said = show_matches("a.xlsx", &[THON, "{ nhan: Cuối năm }"], &sheet);
    assert!(said.starts_with("ambiguous-column: "), "{said}");
    assert!(said.contains("cột E “Cuối năm / Số hộ” (190; 207; …)"), "{said}");
}

#[test]
fn what_is_merged_and_no_group_is_one_column() {
    // Over two columns, of which the second has no name of its own.
    let rows = ["Họ và tên;;Số tiền", "Nguyễn Văn;An;12", "Lê Thị;Bình;13"];
    let columns = ["{ nhan: Họ và tên }", "{ nhan: Số tiền }"];
    expect_merged(&columns, &rows, &[[0, 0, 0, 1]], "0..1: A C");
    // Over two rows; the same name stands above its group again.
    let twice = ["Thôn;Số hộ;", ";Số hộ;Hộ nghèo", "Thượng;187;6"];
    let merged = [[0, 0, 1, 0], [0, 1, 0, 2]];
    expect_merged(&[THON, HO, NGHEO], &twice, &merged, "0..2: A B C");
    // Only columns of one storey are asked for: the second is no row of data.
    let years = ["Thôn;Số hộ;Hộ nghèo;", ";;2022;2023", "Thượng;187;6;7"];
    let merged = [[0, 0, 1, 0], [0, 1, 1, 1], [0, 2, 0, 3]];
    expect_merged(&[THON, HO], &years, &merged, "0..2: A B");
    // A title over all columns is above the table.
    let titled = ["HỘ NGHÈO;;", "Thôn;Số hộ;Hộ nghèo", "Thượng;187;6"];
    expect_merged(&[THON, HO, NGHEO], &titled, &[[0, 0, 0, 2]], "1..2: A B C");
    // Data merged below the names are data.
    let data = ["Huyện;Thôn;Ghi chú", "Nam Đàn;Thượng;", ";Trung;"];
    let columns = ["{ nhan: Huyện }", THON];
    expect_merged(&columns, &data, &[[1, 0, 2, 0]], "0..1: A B");
}

#[test]
fn what_stands_above_the_first_row_of_data_is_above_the_table() {
    let columns = [
        "{ ma: ten, nhan: Tên, trong_tep: cột B }",
        "{ ma: kp, nhan: Kinh phí, trong_tep: cột C, kieu: tien }",
    ];
    let rows = ["ĐVT: triệu đồng;;", "1;Xã Một;12", "2;Xã Hai;13"];
    let sheet = read_csv(&rows);
    assert_eq!(show_matches("a.csv", &columns, &sheet), "1..1: B C");
    let form = parse_table("a.csv", &columns);
    let loaded = load_table(first_table(&form), Some(&sheet), false);
    assert_eq!(loaded.account.header, None);
    assert_eq!(loaded.account.scales, [MoneyScale::Million]);
}

#[test]
fn id_and_label_may_be_the_names_of_two_columns() {
    let tong = "{ ma: tong, nhan: Tổng số hộ }";
    let both = ["Thôn;Tổng số hộ;Tổng", "Thượng;187;6"];
    expect_question(
        &[THON, tong],
        &both,
        &["ambiguous-column"],
        &["cột C “Tổng” (6; …)"],
    );
    expect_columns(&[THON, tong], &["Thôn;Tổng", "Thượng;187"], "0..1: A B");
    expect_columns(&[THON, tong], &["Thôn;Tổng số hộ", "Thượng;187"], "0..1: A B");
    let given = "{ ma: tong, nhan: Tổng, trong_tep: Tổng số hộ }";
    expect_columns(&[THON, given], &both, "0..1: A B");
}
