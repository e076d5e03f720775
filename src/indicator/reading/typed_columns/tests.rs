//! Cells as offices and their programs write them: what is taken, what is asked, what is
//! no question.

mod odd_columns;

use std::path::Path;
use std::sync::Arc;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use crate::form::{self, ByTable, TableId};
use crate::indicator::{Computed, ReadingNote, RowPlace, compute_figures};
use crate::sheet::{self, SheetChoice};
use crate::source::Source;

/// The second column of a table as read: its cells and its total, what was found, in what
/// way cells were read.
#[derive(Debug)]
struct ReadColumn {
    cells: String,
    codes: Vec<&'static str>,
    messages: Vec<String>,
    hints: String,
    notes: Vec<ReadingNote>,
}

/// A table `b` of two columns: the names of the rows, and `label` with further keys.
fn read_table(label: &str, keys: &str, name: &str, bytes: Vec<u8>) -> ReadColumn {
    let mut yaml = format!(
        "kehoach: 1\nbang:\n  b:\n    du_lieu: {name}\n    tong: {{}}\n    cot:\n"
    );
    yaml += "      - { ma: thon, nhan: Thôn }\n";
    yaml += &format!("      - {{ ma: c, nhan: \"{label}\"{keys} }}\n");
    let source = Source::new(Path::new("ke-hoach.yaml"), &yaml);
    let (form, report) = form::read(&source);
    let form = form.unwrap_or_else(|| panic!("{report:?}"));
    let sheet = sheet::read(Path::new(name), bytes, SheetChoice::default()).unwrap();
    let sheets: ByTable<_> = vec![Some(Arc::new(sheet))].into();
    describe(&compute_figures(&form, &sheets, &[]))
}

fn describe(computed: &Computed) -> ReadColumn {
    let table = computed.figures.table(TableId::new(0));
    let column = table.column("c").unwrap();
    let places = table.rows().map(RowPlace::Row).chain([RowPlace::Total]);
    let cells = places.map(|place| table.text(place, column).unwrap_or("?".to_owned()));
    let cells: Vec<_> = cells.collect();
    let findings = computed.files.iter().map(|f| &f.finding).chain(&computed.form);
    let findings: Vec<_> = findings.collect();
    ReadColumn {
        cells: cells.join(" | "),
        codes: findings.iter().map(|f| f.code.id).collect(),
        messages: findings.iter().map(|f| f.message.to_string()).collect(),
        hints: findings
            .iter()
            .flat_map(|f| f.hints.iter().map(|hint| hint.to_string()))
            .collect(),
        notes: table.account().notes.clone(),
    }
}

/// A CSV with these cells.
fn read_csv(label: &str, keys: &str, cells: &[&str]) -> ReadColumn {
    let mut text = format!("Thôn;\"{label}\"\n");
    for (index, cell) in cells.iter().enumerate() {
        text +=
            &format!("Xóm {};\"{cell}\"\n", ["Bắc", "Nam", "Đông", "Tây", "Hạ"][index]);
    }
    read_table(label, keys, "a.csv", text.into_bytes())
}

/// A workbook with these cells, each shown in its way.
fn read_sheet(label: &str, keys: &str, cells: &[(f64, &str)]) -> ReadColumn {
    read_workbook(label, keys, |sheet| {
        for (row, (value, code)) in (1..).zip(cells) {
            sheet
                .write(
                    row,
                    0,
                    format!("Xóm {}", ["", "Bắc", "Nam", "Đông", "Tây"][row as usize]),
                )
                .unwrap();
            let format = Format::new().set_num_format(*code);
            sheet.write_with_format(row, 1, *value, &format).unwrap();
        }
    })
}

fn read_workbook(label: &str, keys: &str, fill: impl Fn(&mut Worksheet)) -> ReadColumn {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Thôn").unwrap();
    sheet.write(0, 1, label).unwrap();
    fill(sheet);
    read_table(label, keys, "a.xlsx", workbook.save_to_buffer().unwrap())
}

#[track_caller]
fn expect_taken(read: &ReadColumn, cells: &str) {
    assert!(read.codes.is_empty(), "{read:#?}");
    assert_eq!(read.cells, cells, "{read:#?}");
}

/// Taken, and nothing is said of it.
#[track_caller]
fn expect_plain(read: &ReadColumn, cells: &str) {
    expect_taken(read, cells);
    assert!(read.notes.is_empty(), "{read:#?}");
}

/// One finding with this code, which names these keys or cells.
#[track_caller]
fn expect_asked(read: &ReadColumn, code: &str, words: &[&str]) {
    assert_eq!(read.codes, [code], "{read:#?}");
    let words_said = read.messages.concat() + &read.hints;
    for word in words {
        assert!(words_said.contains(word), "{word}\n{read:#?}");
    }
}

#[test]
fn a_comma_before_three_digits_throughout_is_asked_once() {
    for label in ["Số hộ", "Kinh phí", "Diện tích (ha)"] {
        for cells in [&["1,250", "2,105"][..], &["1,250", "2,105", "980"], &["4,250"]] {
            let read = read_csv(label, "", cells);
            let words = ["dau_phan_nghin: phay", "dau_phan_nghin: cham", "“", "1"];
            expect_asked(&read, "ambiguous-thousands", &words[..3]);
        }
    }
    let read = read_csv("Số hộ", "", &["1,250", "2,105", "3,000", "4,100", "5,200"]);
    assert!(read.messages[0].contains("dòng 3, 4, 5, 6 cũng vậy"), "{read:#?}");
}

#[test]
fn what_groups_thousands_is_answered_by_its_key() {
    let cells = ["1,250", "2,105", "980"];
    let commas = read_csv("Số hộ", ", dau_phan_nghin: phay", &cells);
    expect_taken(&commas, "1.250 | 2.105 | 980 | 4.335");
    assert!(matches!(commas.notes[..], [ReadingNote::Commas { cells: 2, .. }]));
    let dots = read_csv("Số hộ", ", dau_phan_nghin: cham", &cells);
    expect_plain(&dots, "1,250 | 2,105 | 980,000 | 983,355");
    let money = read_csv("Kinh phí", ", kieu: tien, dau_phan_nghin: phay", &["5,000"]);
    expect_taken(&money, "5.000 | 5.000");
}

#[test]
fn commas_that_say_what_they_are_are_no_question() {
    for (label, keys, cells, taken) in [
        // Not all have three digits, or none could be a thousand.
        ("Diện tích", "", &["1,250", "12,5"][..], "1,25 | 12,50 | 13,75"),
        ("Diện tích", "", &["1,250", "0,875"], "1,250 | 0,875 | 2,125"),
        ("Diện tích", "", &["1,250", "1250,500"], "1,25 | 1.250,50 | 1.251,75"),
        ("Số hộ", "", &["1.250", "2.105"], "1.250 | 2.105 | 3.355"),
        ("Hệ số", "", &["1,250", "2,105"], "1,250 | 2,105 | 3,355"),
        ("Số hộ", ", kieu: { thap_phan: 3 }", &["1,250"], "1,250 | 1,250"),
    ] {
        let read = read_csv(label, keys, cells);
        assert!(
            read.codes.iter().all(|code| !code.starts_with("ambiguous")),
            "{read:#?}"
        );
        if label != "Hệ số" {
            expect_plain(&read, taken);
        }
    }
    // One among whole numbers is told as a slip, with the key that takes it.
    let slip = read_csv("Số hộ", "", &["1,250", "980", "120"]);
    expect_asked(&slip, "not-a-number", &["1,250", "dau_phan_nghin: phay"]);
    let taken = read_csv("Số hộ", ", dau_phan_nghin: phay", &["1,250", "980", "120"]);
    expect_taken(&taken, "1.250 | 980 | 120 | 2.350");
}

#[test]
fn several_commas_have_one_reading() {
    let read = read_csv("Kinh phí", "", &["3,048,000,000", "882,041", "980"]);
    expect_taken(&read, "3.048.000.000 | 882.041 | 980 | 3.048.883.021");
    assert!(matches!(read.notes[..], [ReadingNote::Commas { cells: 2, .. }]));
    let read = read_csv("Diện tích", "", &["1,250.5", "882.25"]);
    expect_taken(&read, "1.250,50 | 882,25 | 2.132,75");
    // Beside figures of Vietnam they are a question again.
    let read = read_csv("Kinh phí", "", &["3,048,000", "1.250.000"]);
    expect_asked(&read, "ambiguous-thousands", &["3,048,000", "dau_phan_nghin"]);
}

#[test]
fn a_dot_before_three_digits_among_decimals_is_asked_once_and_answered() {
    let cells = ["1.250", "2.105", "12,5"];
    let read = read_csv("Diện tích", "", &cells);
    expect_asked(&read, "two-readings", &["1.250", "dòng 3", "dau_phan_nghin: cham"]);
    let read = read_csv("Diện tích", ", dau_phan_nghin: cham", &cells);
    expect_plain(&read, "1.250,0 | 2.105,0 | 12,5 | 3.367,5");
    let read = read_csv("Diện tích", ", dau_phan_nghin: phay", &cells);
    expect_plain(&read, "1,250 | 2,105 | 12,500 | 15,855");
}

#[test]
fn blanks_of_any_width_group_digits() {
    let cells = ["1 205", "1\u{A0}300", "2\u{2009}000\u{202F}000", "980"];
    let read = read_csv("Số hộ", "", &cells);
    expect_plain(&read, "1.205 | 1.300 | 2.000.000 | 980 | 2.003.485");
    // Two figures in a cell are none.
    let read = read_csv("Số hộ", "", &["12 5", "1 300", "980", "75"]);
    expect_asked(&read, "not-a-number", &["12 5"]);
}

#[test]
fn a_fraction_that_a_count_cannot_be_is_asked() {
    let cells = [(1.205, ""), (980.0, ""), (2.31, ""), (1300.0, "")];
    for label in ["Số hộ", "Nhân khẩu", "Kết quả"] {
        let read = read_sheet(label, "", &cells);
        let words = ["B2", "B4", "dau_phan_nghin: cham", "kieu: thap_phan"];
        expect_asked(&read, "ambiguous-thousands", &words);
    }
    let read = read_sheet("Số hộ", ", dau_phan_nghin: cham", &cells);
    expect_taken(&read, "1.205 | 980 | 2.310 | 1.300 | 5.795");
    assert!(matches!(read.notes[..], [ReadingNote::TypedThousands { cells: 2, .. }]));
    let read = read_sheet("Số hộ", ", kieu: { thap_phan: 3 }", &cells);
    expect_plain(&read, "1,205 | 980,000 | 2,310 | 1.300,000 | 2.283,515");
    // A thousand whose noughts are all gone is no fraction, and is asked by itself.
    let whole = [(1.205, ""), (2.0, ""), (980.0, ""), (1300.0, "")];
    let read = read_sheet("Số hộ", ", dau_phan_nghin: cham", &whole);
    expect_asked(&read, "ambiguous-thousands", &["B3", "2.000"]);
}

#[test]
fn fractions_of_what_is_measured_are_no_question() {
    let cells = [(1.205, ""), (980.0, ""), (2.31, ""), (1300.0, "")];
    for label in ["Diện tích (ha)", "Kinh phí (triệu đồng)", "Số ngày công", "Số hộ/km²"]
    {
        let read = read_sheet(label, "", &cells);
        let asked = read.codes.iter().any(|code| code.starts_with("ambiguous-thousands"));
        assert!(!asked, "{label} {read:#?}");
    }
    // Shown with decimals, or among figures of its size.
    let shown = [(1.205, "0.000"), (980.0, "0.000"), (2.31, "0.000")];
    expect_plain(&read_sheet("Số hộ", "", &shown), "1,205 | 980,000 | 2,310 | 983,515");
    let near = [(98.5, ""), (120.0, ""), (310.0, "")];
    expect_plain(&read_sheet("Kết quả", "", &near), "98,5 | 120,0 | 310,0 | 528,5");
    // The key says nothing of a column that has true decimals.
    let read = read_sheet("Diện tích", ", dau_phan_nghin: cham", &near);
    expect_plain(&read, "98,5 | 120,0 | 310,0 | 528,5");
}

#[test]
fn a_percent_is_what_the_sheet_shows() {
    let shown = [(0.033, "0.0%"), (0.1, "0.0%"), (0.0, "General")];
    for keys in ["", ", kieu: phan_tram", ", kieu: phan_tram, tep_ghi: phan_tram"] {
        let read = read_sheet("Kết quả", &format!("{keys}, tong: khong"), &shown[..2]);
        expect_plain(&read, "3,3% | 10,0% | ");
    }
    let read =
        read_sheet("Tỷ lệ", ", tong: khong", &[(3.3, "0.0\"%\""), (10.0, "0.0\"%\"")]);
    expect_plain(&read, "3,3% | 10,0% | ");
    // Nought is nought without a sign.
    expect_plain(&read_sheet("Tỷ lệ", ", tong: khong", &shown), "3,3% | 10,0% | 0,0% | ");
}

#[test]
fn a_number_without_a_sign_among_percents_is_asked_once() {
    let mixed = [(0.033, "0.0%"), (0.1, "0.0%"), (5.0, ""), (0.06, "")];
    let read = read_sheet("Kết quả", ", tong: khong", &mixed);
    expect_asked(&read, "percent-scale", &["B4", "B5", "tep_ghi: phan_tram"]);
    let read = read_sheet("Kết quả", "", &[(0.033, "0.0%"), (10.0, ""), (5.0, "")]);
    expect_asked(&read, "percent-scale", &["B2", "kieu: phan_tram"]);
}

#[test]
fn what_the_sheet_shows_divided_is_asked_and_answered() {
    let code = "#,##0.0,,";
    let cells = [(5_000_000.0, code), (12_500_000.0, code), (0.0, code)];
    let read = read_sheet("Số liệu", "", &cells);
    let words = ["5.000.000", "5,0", "B3", "nhu_luu", "nhu_hien"];
    expect_asked(&read, "ambiguous-scale", &words);
    let read = read_sheet("Số liệu", ", tep_ghi: nhu_luu", &cells);
    expect_taken(&read, "5.000.000 | 12.500.000 | 0 | 17.500.000");
    assert!(matches!(
        read.notes[..],
        [ReadingNote::Divided { cells: 2, shown: false, .. }]
    ));
    let read = read_sheet("Số liệu", ", tep_ghi: nhu_hien", &cells);
    expect_taken(&read, "5,0 | 12,5 | 0,0 | 17,5");
    // Exact, however the sheet rounds it; and grouping divides nothing.
    let read = read_sheet("Số liệu", ", tep_ghi: nhu_hien", &[(1_234_567.0, "#,##0,")]);
    expect_taken(&read, "1.234,567 | 1.234,567");
    let read = read_sheet("Số liệu", "", &[(1_234_567.0, "#,##0")]);
    expect_plain(&read, "1.234.567 | 1.234.567");
}

#[test]
fn a_code_keeps_its_noughts() {
    let read = read_sheet("Ký hiệu", ", kieu: chu", &[(4.0, "00000"), (10.0, "00000")]);
    expect_plain(&read, "00004 | 00010 | ");
    let read = read_sheet("Ký hiệu", ", kieu: chu", &[(4.0, "0"), (10.0, "General")]);
    expect_plain(&read, "4 | 10 | ");
}

#[test]
fn a_few_marks_in_a_column_of_figures_are_asked() {
    let cells = ["187", "205*", "~240", "120"];
    let read = read_csv("Số hộ", "", &cells);
    expect_asked(&read, "ambiguous-mark", &["205*", "dòng 4", "kieu: so", "kieu: chu"]);
    let read = read_csv("Số hộ", ", kieu: so", &cells);
    expect_taken(&read, "187 | 205 | 240 | 120 | 752");
    assert!(matches!(read.notes[..], [ReadingNote::Marks { cells: 2, .. }]));
    expect_plain(&read_csv("Số hộ", ", kieu: chu", &cells), "187 | 205* | ~240 | 120 | ");
    expect_plain(&read_csv("Số hộ", "", &["187", "205"]), "187 | 205 | 392");
}

#[test]
fn figures_become_no_words_without_a_word() {
    let read = read_table(
        "Kết quả",
        "",
        "a.csv",
        "Thôn;Kết quả\nBắc;đạt\nNam;12\nĐông;15\nTây;chưa xét".into(),
    );
    // Rows without any figure do not vote, so the words are told as slips.
    assert!(read.codes.iter().all(|code| *code == "not-a-number"), "{read:#?}");
    let read = read_csv("Số hộ", "", &["205 hộ", "120 hộ"]);
    expect_asked(&read, "ambiguous-mark", &["205 hộ", "kieu: so", "kieu: chu"]);
    let read = read_csv("Số hộ", "", &["đạt", "không", "đạt", "7"]);
    assert!(!read.codes.is_empty(), "{read:#?}");
    expect_plain(&read_csv("Kết quả", "", &["đạt", "khá"]), "đạt | khá | ");
    expect_plain(&read_csv("Thời gian", "", &["20/5", "2 ngày"]), "20/5 | 2 ngày | ");
}

#[test]
fn accountants_write_brackets_and_dashes() {
    let read =
        read_csv("Tăng, giảm", ", kieu: tien", &["1.000.000", "(9.000.000)", " - "]);
    expect_taken(&read, "1.000.000 | -9.000.000 | 0 | -8.000.000");
    let [ReadingNote::Brackets { cells: 1, .. }, ReadingNote::Dashes { cells: 1, .. }] =
        read.notes[..]
    else {
        panic!("{read:#?}");
    };
    let code = "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)";
    let read =
        read_sheet("Số dư", ", kieu: tien", &[(5e6, code), (-1e6, code), (0.0, code)]);
    expect_plain(&read, "5.000.000 | -1.000.000 | 0 | 4.000.000");
}

#[test]
fn brackets_are_below_nought_where_figures_can_be() {
    for (label, cells) in [
        ("Tăng, giảm", ["(187)", "(1)", "20", "35"]),
        ("Số hộ tăng, giảm", ["(187)", "(1)", "20", "35"]),
        ("Chênh lệch (hộ)", ["(187)", "(1)", "20", "35"]),
        ("Số hộ", ["(187)", "(1)", "-20", "35"]),
        ("Diện tích (ha)", ["(187)", "-1", "20", "35"]),
    ] {
        let read = read_csv(label, "", &cells);
        assert!(read.codes.is_empty(), "{label}: {read:#?}");
        assert!(read.cells.starts_with("-187 | -1 | "), "{label}: {read:#?}");
        assert!(matches!(read.notes[..], [ReadingNote::Brackets { .. }]), "{read:#?}");
    }
    // Nothing counted is below nought, and `(1)` may be the number of a note.
    let read = read_csv("Số hộ", "", &["187", "(187)", "20", "(3)", "35"]);
    expect_asked(&read, "not-a-number", &["“(187)” đặt trong ngoặc", "“(3)” cũng vậy"]);
    let read = read_csv("Diện tích (ha)", "", &["187", "(1)", "20", "35"]);
    expect_asked(&read, "not-a-number", &["“(1)” đặt trong ngoặc"]);
}

#[test]
fn brackets_and_dashes_elsewhere_are_no_amounts() {
    // Five households fewer than none are not counted.
    let read = read_csv("Số hộ", "", &["187", "(5)", "120", "75"]);
    expect_asked(&read, "not-a-number", &["(5)"]);
    let read = read_csv("Kinh phí", ", kieu: tien", &["187.000", "-5.000"]);
    expect_asked(&read, "not-a-number", &["số âm"]);
    expect_plain(&read_csv("Ghi chú", "", &["đạt", "-", "khá"]), "đạt |  | khá | ");
    // Nobody needs a sum.
    let read = read_csv("Số hộ", ", tong: khong", &["187", "-"]);
    expect_plain(&read, "187 |  | ");
}

#[test]
fn words_for_no_figure_are_told_once_with_the_remedy() {
    let cells = ["187", "Chưa có dữ liệu", "…", "N/A", "đang cập nhật"];
    for keys in ["", ", kieu: so"] {
        let read = read_csv("Số hộ", keys, &cells);
        expect_asked(&read, "pending-words", &["dòng 4, 5, 6", "chua_co"]);
        assert!(read.cells.ends_with('?'), "{read:#?}");
    }
    expect_plain(&read_csv("Số hộ", "", &["187", "chua_co"]), "187 | ? | ?");
    let words = ["đạt", "chưa có"];
    expect_plain(&read_csv("Kết quả", "", &words), "đạt | chưa có | ");
}

#[test]
fn figures_that_a_program_has_spoiled_are_faults() {
    for cell in ["NaN", "1e999", "Infinity", "1E+05", "1,23E+11"] {
        let read = read_csv("Số hộ", "", &["187", cell, "120", "75"]);
        expect_asked(&read, "not-a-number", &[cell]);
    }
    let read = read_csv("Số hộ", "", &["1E+05", "2E+05"]);
    expect_asked(&read, "not-a-number", &["1E+05", "dòng 3 “2E+05” cũng vậy"]);
}

#[test]
fn a_unit_of_money_in_a_format_is_read_or_asked() {
    let million = [(5.0, "0\" triệu\""), (12.0, "0\" triệu\"")];
    let read = read_sheet("Kinh phí", ", kieu: tien", &million);
    assert_eq!(read.cells, "5.000.000 | 12.000.000 | 17.000.000", "{read:#?}");
    let dong = [(5.0, "#,##0\" đ\""), (12.0, "#,##0\" đ\"")];
    for kind in [", kieu: tien", ""] {
        let read = read_sheet("Kinh phí (triệu đồng)", kind, &dong);
        expect_asked(&read, "ambiguous-unit", &["kiểu của ô B2 hiện “đ”"]);
        let answered = format!("{kind}, don_vi_tinh: triệu đồng");
        let read = read_sheet("Kinh phí (triệu đồng)", &answered, &dong);
        assert!(read.codes.is_empty(), "{read:#?}");
    }
    let read = read_sheet("Kinh phí (triệu đồng)", ", kieu: tien", &million);
    assert!(read.codes.is_empty(), "{read:#?}");
    let read = read_sheet("Số hộ", "", &[(5.0, "0\" hộ\""), (12.0, "0\" hộ\"")]);
    assert_eq!((read.cells.as_str(), read.codes.len()), ("5 | 12 | 17", 0));
    let read = read_sheet("Kinh phí", ", kieu: tien", &[(5.0, "0\" USD\"")]);
    expect_asked(&read, "unknown-money-unit", &["USD"]);
}

#[test]
fn slips_of_one_kind_are_told_once_and_each_is_shown() {
    let cells = ["không", "187", "hai trăm", "240", "250"];
    let read = read_csv("Số hộ", ", kieu: so", &cells);
    expect_asked(&read, "not-a-number", &["“không”", "dòng 4 “hai trăm” cũng vậy"]);
    // What is wrong in another way is a finding of its own.
    let read = read_csv("Số hộ", ", kieu: so", &["không", "187", "20/5/2026", "NaN"]);
    assert_eq!(read.codes, ["not-a-number"; 2], "{read:#?}");
}

#[test]
fn a_formula_without_a_result_is_told_once_for_its_column() {
    let read = read_workbook("Số hộ", "", |sheet| {
        for (row, name) in (1..).zip(["Bắc", "Nam", "Tổng cộng"]) {
            sheet.write(row, 0, name).unwrap();
            let formula = Formula::new("=600*2").set_result("");
            sheet.write(row, 1, formula).unwrap();
        }
    });
    expect_asked(&read, "formula-not-computed", &["B2", "B3, B4", "lưu lại"]);
    let read = read_workbook("Số hộ", "", |sheet| {
        sheet.write(1, 0, "Bắc").unwrap();
        sheet.write(1, 1, Formula::new("=600*2").set_result("1200")).unwrap();
    });
    expect_plain(&read, "1.200 | 1.200");
}

#[test]
fn merged_words_hold_for_all_rows_and_a_merged_figure_counts_once() {
    let plain = Format::new();
    let read = read_workbook("Số hộ", "", |sheet| {
        for (row, name) in (1..).zip(["Bắc", "Nam", "Tây"]) {
            sheet.write(row, 0, name).unwrap();
        }
        sheet.merge_range(1, 1, 2, 1, "", &plain).unwrap();
        sheet.write(1, 1, 120).unwrap();
        sheet.write(3, 1, 75).unwrap();
    });
    expect_taken(&read, "120 |  | 75 | 195");
    let [ReadingNote::MergedFigure { rows, .. }] = &read.notes[..] else {
        panic!("{read:#?}");
    };
    assert_eq!((*rows.start(), *rows.end()), (1, 2));
    let read = read_workbook("Kết quả", "", |sheet| {
        for (row, name) in (1..).zip(["Bắc", "Nam", "Tây"]) {
            sheet.write(row, 0, name).unwrap();
        }
        sheet.merge_range(1, 1, 2, 1, "đạt", &plain).unwrap();
        sheet.write(3, 1, "khá").unwrap();
    });
    expect_plain(&read, "đạt | đạt | khá | ");
}

#[test]
fn an_empty_cell_that_is_not_merged_is_told() {
    let read = read_csv("Số hộ", "", &["187", "", "120"]);
    expect_asked(&read, "empty-cell", &["Xóm Nam"]);
}
