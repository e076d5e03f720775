//! Conditions of the form on rows, the answers that questions offer, and what the account
//! says of the rows.

use super::{ReadTable, TOTAL, read_csv, read_form};

const PLAIN: &str = "{ ma: thon, nhan: Thôn }, { ma: ho, nhan: Hộ }";

fn read_columns(columns: &str, keys: &str, csv: &str) -> ReadTable {
    let keys = keys.lines().map(|key| format!("    {key}\n")).collect::<String>();
    read_form(
        &format!(
            "kehoach: 1\nbang:\n  b:\n    du_lieu: {{ tep: a.csv }}\n{keys}    cot: [ {columns} ]\n"
        ),
        csv,
    )
}

/// The rows that are left when those that meet a condition are out.
fn keep_rows(column: &str, condition: &str, csv: &str) -> Vec<String> {
    let columns = format!("{{ ma: thon, nhan: Thôn }}, {{ ma: ho, {column} }}");
    let table = read_columns(&columns, &format!("{TOTAL}\nbo_hang: {condition}"), csv);
    assert!(table.codes.is_empty(), "{condition}\n{csv}\n{table:#?}");
    table.names
}

#[test]
fn a_condition_reads_cells_as_the_paper_prints_them() {
    let rates = "Thôn;Tỷ lệ\nA;3,3\nB;6\nC;8\n";
    let rate = "nhan: Tỷ lệ, kieu: phan_tram, tep_ghi: phan_tram";
    assert_eq!(keep_rows(rate, "ho > 5%", rates), ["A"]);
    let thousands = "Thôn;Hộ\nA;1,250\nB;2,105\nC;2,500,000\nD;300\n";
    let comma = "nhan: Hộ, dau_phan_nghin: phay";
    assert_eq!(keep_rows(comma, "ho > 1000", thousands), ["D"]);
    let marks = "Thôn;Hộ\nA;205*\nB;187\nC;300\n";
    assert_eq!(keep_rows("nhan: Hộ, kieu: so", "ho > 200", marks), ["B"]);
    let money = "Thôn;Kinh phí (triệu đồng)\nA;5\nB;7,5\nC;9\n";
    let amount = "nhan: Kinh phí (triệu đồng), kieu: tien";
    assert_eq!(keep_rows(amount, "ho > 6000000", money), ["A"]);
    // What is compared with words is what stands in the cell.
    assert_eq!(keep_rows(comma, "ho = \"1,250\"", thousands), ["B", "C", "D"]);
    assert_eq!(keep_rows("nhan: Hộ", "ho >= 300", "Thôn;Hộ\nA;187\nB;300\n"), ["A"]);
}

#[test]
fn a_condition_on_a_cell_that_cannot_be_read_is_told_at_the_cell() {
    let columns = "{ ma: thon, nhan: Thôn }, { ma: ho, nhan: Hộ, kieu: so }";
    let csv = "Thôn;Hộ\nA;nhiều\nB;20\n";
    let table = read_columns(columns, &format!("{TOTAL}\nbo_hang: ho > 50"), csv);
    assert_eq!(table.codes, ["not-a-number"]);
    let csv = "Thôn;Hộ\nA;10\nB;20\n";
    let table = read_columns(columns, &format!("{TOTAL}\nbo_hang: ho > 50"), csv);
    assert_eq!(table.codes, ["no-row-meets"]);
}

#[test]
fn a_table_without_a_column_of_words_obeys_its_rules() {
    let columns = "{ ma: ngay, nhan: Ngày, kieu: ngay }, { ma: ho, nhan: Hộ }";
    let csv = "Ngày;Hộ\n1/3/2026;5\n2/3/2026;6\n3/3/2026;30\n";
    for (keys, total) in [
        ("bo_hang: ho = 30", "11"),
        ("bo_hang: ngay = 3/3/2026", "11"),
        ("hang_tong: khong", "41"),
    ] {
        let table = read_columns(columns, &format!("{TOTAL}\n{keys}"), csv);
        assert!(table.codes.is_empty(), "{keys}\n{table:#?}");
        assert_eq!(table.totals.first().map(String::as_str), Some(total), "{keys}");
    }
    // A day that is not known is no row without a name.
    let table = read_columns(columns, TOTAL, "Ngày;Hộ\n1/3/2026;5\n;6\n3/3/2026;30\n");
    assert!(!table.codes.contains(&"row-without-name"), "{table:#?}");
    let columns =
        "{ ma: nam_nay, nhan: Năm, kieu: so, tong: khong }, { ma: ho, nhan: Hộ }";
    let csv = "Năm;Hộ\n2024;5\n2025;6\n2026;11\n";
    let keys = format!("{TOTAL}\nhang_tong: nam_nay = 2026");
    let table = read_columns(columns, &keys, csv);
    assert_eq!((table.rows, table.total), (vec![2, 3], Some(4)));
}

/// What stands between signs of code in a hint.
fn find_keys(hint: &str) -> impl Iterator<Item = &str> {
    let pieces = hint.split('`').skip(1).step_by(2);
    pieces
        .filter(|piece| piece.starts_with("hang_tong:") || piece.starts_with("bo_hang:"))
}

/// Two groups of villages under these names, with their sums.
fn write_groups(first: &str, second: &str) -> String {
    format!("Thôn;Hộ\n{first};392\nKim Liên;187\nSen;205\n{second};300\nHạ;240\nBến;60\n")
}

/// Eight groups of villages, of which the rows of sums have `mark` in their first cell, and
/// those of villages a number.
fn write_many_groups(mark: &str) -> String {
    let mut res = String::from("TT;Thôn;Hộ\n");
    for group in 0..8 {
        let (a, b) = (31 + group * 17, 50 + group * 23);
        let name = ["Sen", "Mai", "Lan", "Cúc", "Trúc", "Đào", "Hồng", "Huệ"][group];
        let sum = a + b;
        res += &format!("{mark};{name};{sum}\n1;{name} a;{a}\n2;{name} b;{b}\n");
    }
    res
}

/// The columns with the ids that a question wants first.
fn add_wanted_ids(columns: &str, hints: &[String]) -> String {
    let mut res = columns.to_owned();
    let first = hints.iter().find(|hint| hint.starts_with("trước hết"));
    for step in first.into_iter().flat_map(|first| first.split("`ma: ").skip(1)) {
        let (id, column) = step.split_once("` cho cột “").unwrap();
        let label = format!("nhan: {}", column.split_once('”').unwrap().0);
        res = res.replace(&label, &format!("ma: {id}, {label}"));
    }
    res
}

/// Pastes each key of a question: the first of these totals is that without the rows in
/// question, the other that with them.
fn paste_answers(columns: &str, csv: &str, totals: [&str; 2]) {
    let table = read_columns(columns, TOTAL, csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{csv}\n{table:#?}");
    let columns = add_wanted_ids(columns, &table.hints);
    let keys: Vec<_> = table.hints.iter().flat_map(|hint| find_keys(hint)).collect();
    assert_eq!(keys.len(), 2, "{table:#?}");
    for key in keys {
        let answered = read_columns(&columns, &format!("{TOTAL}\n{key}"), csv);
        assert!(answered.codes.is_empty(), "{key}\n{csv}\n{answered:#?}");
        let total = totals[usize::from(key.ends_with(": khong"))];
        assert!(answered.totals.iter().any(|t| t == total), "{key}\n{answered:#?}");
    }
}

#[test]
fn every_answer_holds_when_it_is_pasted() {
    for [first, second] in [
        ["Vùng thấp", "Nam Giang"],
        ["Kim Liên", "Nam Giang"],
        ["Kim Liên", "Bến"],
        ["Cụm: A", "Cụm 'B' #1"],
        ["\"Thôn \"\"Mới\"\"\"", "Thôn “Cũ”"],
        ["\"A \"\"B\"\" 'C' ”\"", "Bãi"],
    ] {
        paste_answers(PLAIN, &write_groups(first, second), ["692", "1.384"]);
    }
    for columns in
        ["{ nhan: Thôn }, { ma: ho, nhan: Hộ }", "{ nhan: Thôn }, { nhan: Hộ }"]
    {
        paste_answers(columns, &write_groups("Kim Liên", "Bãi"), ["692", "1.384"]);
    }
    let numbered = format!("{{ ma: tt, nhan: TT }}, {PLAIN}");
    paste_answers(&numbered, &write_many_groups("x"), ["1.768", "3.536"]);
    let five = "Thôn;Hộ\nA;11\nB;22\nD;33\nE;50\nD;116\n";
    paste_answers(PLAIN, five, ["116", "232"]);
    paste_answers(PLAIN, "Thôn;Hộ\nA;11\nB;22\nC;33\nMai;66\n", ["66", "132"]);
}

#[test]
fn an_answer_about_parts_makes_no_rows_of_sums_that_are_sure() {
    let rows = "1;Thượng;187\n;Trong đó: nữ;20\n2;Trung;205\n";
    for [first, second] in [["I;Vùng thấp", "II;Vùng cao"], [";Vùng thấp", ";Vùng cao"]]
    {
        let csv =
            format!("TT;Thôn;Hộ\n{first};392\n{rows}{second};240\n3;Hạ;140\n4;Bến;100\n");
        paste_answers(PLAIN, &csv, ["632", "652"]);
    }
}

#[test]
fn rows_that_nothing_tells_apart_are_to_be_marked_first() {
    let csv = "Thôn;Hộ\nB;22\nC;33\nA;55\nC;33\nA;55\n";
    let table = read_columns(PLAIN, TOTAL, csv);
    if table.codes == ["ambiguous-total"] {
        assert!(table.hints.iter().any(|hint| !hint.contains('…')), "{table:#?}");
    }
    let csv = "Thôn;Hộ\nA;11\nB;22\nC;33\nD;66\nD;66\n";
    let table = read_columns(PLAIN, TOTAL, csv);
    assert!(!table.hints.iter().any(|hint| hint.contains("hoac …")), "{table:#?}");
}

#[test]
fn equal_totals_that_are_typed_are_told() {
    let table = read_form(
        "kehoach: 1\nbang:\n  b:\n    tong: { nhan: Tổng cộng }\n    cot: [ { ma: thon, nhan: Thôn }, { ma: ho, nhan: Hộ } ]\n    hang:\n      - [ A, 1 ]\n      - [ B, 2 ]\n      - [ Tổng cộng, 3 ]\n      - [ Tổng cộng, 3 ]\n",
        "",
    );
    assert_eq!(table.codes, ["second-total"], "{table:#?}");
    // In a file the second is passed over, and said.
    let table = read_csv(TOTAL, "Thôn;Hộ\nA;1\nB;2\nTổng cộng;3\nTổng cộng;3\n");
    assert!(table.codes.is_empty() && table.passed.len() == 1, "{table:#?}");
}
