//! Tables of files as offices make them: which rows are taken, which are told, which are
//! asked about.

mod answers;
mod odd_rows;
mod outlines;
mod pages;
mod random_tables;
mod workbooks;

use std::fmt::Write;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use crate::form::{self, ByTable, TableId};
use crate::indicator::{Computed, PassReason, RowPlace, compute_figures};
use crate::sheet::{self, SheetChoice};
use crate::source::Source;

/// A table as read: the names of its rows, the totals of its columns, what was found.
#[derive(Debug)]
pub(super) struct ReadTable {
    pub(super) names: Vec<String>,
    pub(super) totals: Vec<String>,
    pub(super) codes: Vec<&'static str>,
    hints: Vec<String>,
    pub(super) passed: Vec<(usize, PassReason)>,
    pub(super) hidden: Vec<usize>,
    /// Lines of the rows of the table.
    pub(super) rows: Vec<usize>,
    /// Line of the total row.
    pub(super) total: Option<usize>,
    /// Lines that are passed over.
    pub(super) covered: Vec<RangeInclusive<usize>>,
}

/// Reads a CSV as the table `b` with the columns of its first line; `keys` are further keys
/// of the table.
pub(super) fn read_csv(keys: &str, csv: &str) -> ReadTable {
    let header = csv.lines().find(|line| line.contains(';')).unwrap();
    let mut yaml = String::from("kehoach: 1\nbang:\n  b:\n    du_lieu: { tep: a.csv }\n");
    if keys.contains("du_lieu") {
        yaml = "kehoach: 1\nbang:\n  b:\n".to_owned();
    }
    for key in keys.lines() {
        writeln!(yaml, "    {key}").unwrap();
    }
    yaml += "    cot:\n";
    for (index, label) in header.split(';').enumerate() {
        if !matches!(label, "" | "TT") {
            writeln!(yaml, "      - {{ ma: c{index}, nhan: {label} }}").unwrap();
        }
    }
    read_form(&yaml, csv)
}

/// Reads the table of a form whose rows are typed, or stand in `csv`.
pub(super) fn read_form(yaml: &str, csv: &str) -> ReadTable {
    let source = Source::new(Path::new("ke-hoach.yaml"), yaml);
    let (form, report) = form::read(&source);
    let form = form.unwrap_or_else(|| panic!("{report:?}"));
    let path = Path::new("a.csv");
    let bytes = csv.as_bytes().to_vec();
    let sheet = (!csv.is_empty())
        .then(|| Arc::new(sheet::read(path, bytes, SheetChoice::default()).unwrap()));
    let sheets: ByTable<_> = vec![sheet].into();
    describe_reading(&compute_figures(&form, &sheets, &[]))
}

pub(super) fn describe_reading(computed: &Computed) -> ReadTable {
    let table = computed.figures.table(TableId::new(0));
    let findings = computed.files.iter().map(|f| &f.finding).chain(&computed.form);
    let findings: Vec<_> = findings.collect();
    let totals = table.columns().ids().filter_map(|c| table.text(RowPlace::Total, c));
    let differs = computed.figures.disagreements().iter().map(|_| "figure-differs");
    ReadTable {
        names: table.rows().map(|row| table.name(row).to_owned()).collect(),
        totals: totals.filter(|text| !text.is_empty()).collect(),
        codes: findings.iter().map(|f| f.code.id).chain(differs).collect(),
        hints: findings
            .iter()
            .flat_map(|f| f.hints.iter().map(|hint| hint.to_string()))
            .collect(),
        hidden: table.account().hidden.iter().map(|row| row + 1).collect(),
        rows: table.rows().filter_map(|row| Some(table.origin(row)? + 1)).collect(),
        total: table.account().total.as_ref().map(|total| total.row + 1),
        covered: {
            let passed = table.account().passed.iter();
            passed.map(|p| p.rows.start() + 1..=p.rows.end() + 1).collect()
        },
        passed: table
            .account()
            .passed
            .iter()
            .map(|p| (p.rows.start() + 1, p.reason))
            .collect(),
    }
}

pub(super) const TOTAL: &str = "tong: { nhan: Tổng cộng }";

/// Nothing is found, and the rows and totals are these.
fn expect_read(keys: &str, csv: &str, names: &[&str], totals: &[&str]) -> ReadTable {
    let table = read_csv(keys, csv);
    assert!(table.codes.is_empty(), "{csv}\n{table:#?}");
    assert_eq!(table.names, names, "{csv}");
    assert_eq!(table.totals, totals, "{csv}");
    table
}

/// One question is asked, and each of its keys answers it with this total.
fn expect_question(csv: &str, code: &str, answers: [(&str, &str); 2]) {
    let table = read_csv(TOTAL, csv);
    assert_eq!(table.codes, [code], "{csv}\n{table:#?}");
    for (key, total) in answers {
        let asked = key.split(" hoac").next().unwrap();
        let offered =
            table.hints.iter().any(|hint| hint.replace('\'', "").contains(asked));
        assert!(offered, "{key}\n{table:#?}");
        let keys = if key.starts_with("het_o_dong") {
            format!("{TOTAL}\ndu_lieu: {{ tep: a.csv, {key} }}")
        } else {
            format!("{TOTAL}\n{}: {}", key.split_once(": ").unwrap().0, quote(key))
        };
        let table = read_csv(&keys, csv);
        let first = table.totals.first().map(String::as_str);
        assert!(
            table.codes.iter().all(|c| *c == "figure-differs") && first == Some(total),
            "{key}\n{csv}\n{table:#?}"
        );
    }
}

fn quote(key: &str) -> String {
    format!("'{}'", key.split_once(": ").unwrap().1)
}

const THREE: &str = "Thượng;187;6\nTrung;205;9\nHạ;240;5\n";

#[test]
fn a_row_that_names_itself_a_total_is_one_wherever_it_stands() {
    for name in ["Tổng cộng (I+II)", "CỘNG CHUNG:", "Toàn xã", "TC", "Cả huyện"]
    {
        for csv in [
            format!("Thôn;Hộ;Nghèo\n{THREE}{name};632;20\n"),
            format!("Thôn;Hộ;Nghèo\n{name};632;20\n{THREE}"),
        ] {
            expect_read(TOTAL, &csv, &["Thượng", "Trung", "Hạ"], &["632", "20"]);
        }
    }
    // However few rows there are, and whether it agrees or not.
    expect_read(TOTAL, "Thôn;Hộ\nHạ;9\nCộng;9\n", &["Hạ"], &["9"]);
    let table = read_csv(TOTAL, &format!("Thôn;Hộ;Nghèo\n{THREE}Cả xã;633;20\n"));
    assert_eq!(table.codes, ["figure-differs"]);
    assert_eq!(table.names.len(), 3);
}

#[test]
fn communes_whose_names_begin_like_a_total_are_rows() {
    let csv = "Xã;Hộ\nCộng Hòa;187\nToàn Thắng;205\nTổng Cọt;240\n";
    expect_read(TOTAL, csv, &["Cộng Hòa", "Toàn Thắng", "Tổng Cọt"], &["632"]);
}

#[test]
fn the_total_may_stand_beside_an_empty_name() {
    let csv = "TT;Mã;Tên;Hộ\n1;00004;Một;1200\n2;00010;Hai;1300\n;;Tổng cộng;2500\n";
    let keys = format!("{TOTAL}\nkhoa: c1");
    expect_read(&keys, csv, &["00004", "00010"], &["2.500"]);
    // In the column of order numbers, which the table does not take.
    let csv = "TT;Tên;Hộ\n1;Một;1200\n2;Hai;1300\nTổng cộng;;2500\n";
    expect_read(TOTAL, csv, &["Một", "Hai"], &["2.500"]);
    // Without any word it is a finding as ever.
    let csv = "TT;Tên;Hộ\n1;Một;1200\n2;Hai;1300\n;;2500\n";
    assert_eq!(read_csv(TOTAL, csv).codes, ["row-without-name"]);
}

#[test]
fn a_sum_under_another_name_is_taken_with_a_sign_and_else_asked_about() {
    let csv = format!("Thôn;Hộ;Nghèo\n{THREE}Vùng Thử Nghiệm;632;20\n");
    let names = ["Thượng", "Trung", "Hạ"];
    expect_read(TOTAL, &csv, &names, &["632", "20"]);
    let csv = "TT;Thôn;Hộ\n1;A;187\n2;B;205\n3;C;240\n;Xã Thử Nghiệm;632\n";
    expect_read(TOTAL, csv, &["A", "B", "C"], &["632"]);
    for csv in [
        "Thôn;Hộ\nA1;187\nB1;205\nC1;240\nXã Thử;632\n",
        "Thôn;Hộ\nXã Thử;632\nA1;187\nB1;205\nC1;240\n",
        "Thôn;Hộ\nA1;392\nC1;240\nXã Thử;632\n",
    ] {
        let answers =
            [("hang_tong: c0 = \"Xã Thử\"", "632"), ("hang_tong: khong", "1.264")];
        expect_question(csv, "ambiguous-total", answers);
    }
}

#[test]
fn tables_that_look_odd_and_are_plain_lose_nothing() {
    for (csv, total) in [
        // Equal rows, noughts, one row of all, two equal ones.
        ("Thôn;Hộ\nA1;7\nB1;7\nC1;7\nD1;7\n", "28"),
        ("Thôn;Hộ\nA1;0\nB1;0\nC1;0\nD1;0\n", "0"),
        ("Thôn;Hộ\nA1;0\nB1;12\nC1;0\nD1;0\n", "12"),
        ("Thôn;Hộ\nA1;12\n", "12"),
        ("Thôn;Hộ\nA1;12\nB1;12\n", "24"),
        ("Thôn;Hộ\nA1;12\nB1;0\nC1;0\nD1;12\n", "24"),
        // A village that is the sum of its neighbours.
        ("Thôn;Hộ\nA1;10\nB1;30\nC1;20\nD1;5\n", "65"),
        ("Thôn;Hộ\nD1;5\nA1;30\nB1;10\nC1;20\nE1;4\n", "69"),
        ("Thôn;Hộ;Nghèo\nD1;5;1\nA1;30;3\nB1;10;1\nC1;20;2\nE1;4;9\n", "69"),
        ("TT;Thôn;Hộ\nI;A1;10\nII;B1;10\nIII;C1;20\n", "40"),
    ] {
        let table = read_csv(TOTAL, csv);
        let is_asked = table.codes == ["ambiguous-total"] && csv.contains("III;");
        assert!(table.codes.is_empty() || is_asked, "{csv}\n{table:#?}");
        assert!(is_asked || table.totals[0] == total, "{csv}\n{table:#?}");
    }
}

#[test]
fn rows_that_stand_over_their_groups_are_left_out_and_said() {
    let csv = "TT;Đơn vị;Hộ;Nghèo\nI;Vùng một;392;15\n1;Thượng;187;6\n2;Trung;205;9\nII;Vùng hai;240;5\n1;Hạ;240;5\n";
    let names = ["Thượng", "Trung", "Hạ"];
    let table = expect_read(TOTAL, csv, &names, &["632", "20"]);
    let sum = PassReason::GroupSum;
    assert_eq!(table.passed, [(2, sum), (5, sum)]);
    // With a total, above or below; without a column of numbers; with one column.
    expect_read(TOTAL, &format!("{csv};Tổng cộng;632;20\n"), &names, &["632", "20"]);
    let csv = "Đơn vị;Hộ\nTổng số;632\nI. Vùng một;392\nThượng;187\nTrung;205\nII. Vùng hai;240\nHạ;240\n";
    expect_read(TOTAL, csv, &names, &["632"]);
}

#[test]
fn groups_within_groups_are_found_from_the_innermost() {
    let csv = "TT;Đơn vị;Hộ\n;Toàn tỉnh;1000\nA;Vùng cao;600\nI;Huyện một;350\n1;Xã a;150\n2;Xã b;200\nII;Huyện hai;250\n1;Xã c;250\nB;Vùng thấp;400\nI;Huyện ba;400\n1;Xã d;100\n2;Xã e;300\n";
    let names = ["Xã a", "Xã b", "Xã c", "Xã d", "Xã e"];
    expect_read(TOTAL, csv, &names, &["1.000"]);
}

#[test]
fn sums_below_their_groups_are_known_by_name() {
    let csv = "Thôn;Hộ\nThượng;187\nTrung;205\nCộng I;392\nHạ;240\nCộng II;240\nTổng cộng;632\n";
    let names = ["Thượng", "Trung", "Hạ"];
    expect_read(TOTAL, csv, &names, &["632"]);
    let csv = "Thôn;Hộ\nThượng;187\nTrung;205\nCộng;392\nHạ;240\nLa;10\nCộng;250\nTổng cộng;642\n";
    expect_read(TOTAL, csv, &["Thượng", "Trung", "Hạ", "La"], &["642"]);
    // One that does not add up is asked about.
    let csv = csv.replace("Cộng;392", "Cộng I;393");
    let table = read_csv(TOTAL, &csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{table:#?}");
}

#[test]
fn a_group_row_that_differs_is_asked_about() {
    let csv = "TT;Đơn vị;Hộ\nI;Vùng một;392\n1;Thượng;187\n2;Trung;205\nII;Vùng hai;241\n1;Hạ;140\n2;La;100\n";
    let table = read_csv(TOTAL, csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{table:#?}");
    let csv = csv.replace("392", "393");
    let table = read_csv(TOTAL, &csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{table:#?}");
    let keys = format!("{TOTAL}\nbo_hang: 'c1 = \"vùng một\" hoac c1 = \"Vùng hai\"'");
    expect_read(&keys, &csv, &["Thượng", "Trung", "Hạ", "La"], &["632"]);
}

#[test]
fn a_condition_on_what_sums_have_in_common_leaves_the_total_to_be_held_against() {
    let keys = format!("{TOTAL}\nkhoa: c0\nbo_hang: c0 = \"\"");
    let rows = "Mã;Thôn;Hộ\n;Huyện A;300\n01;Một;100\n02;Hai;200\n;Huyện B;70\n03;Ba;70\n;Tổng cộng;370\n";
    expect_read(&keys, rows, &["01", "02", "03"], &["370"]);
    // A village without its code goes with the sums, and the total shows it.
    let table = read_csv(&keys, &rows.replace("03;", ";"));
    assert_eq!(table.codes, ["figure-differs"], "{table:#?}");
    // A condition on the total alone means just that.
    let keys = format!("{TOTAL}\nkhoa: c1\nbo_hang: c1 = \"Tổng cộng\"");
    let rows = "Mã;Thôn;Hộ\n01;Một;100\n02;Hai;200\n;Tổng cộng;305\n";
    expect_read(&keys, rows, &["Một", "Hai"], &["300"]);
}

#[test]
fn groups_that_only_add_up_are_asked_about() {
    let csv =
        "Đơn vị;Hộ\nThị Một;392\nThượng;187\nTrung;205\nThị Hai;250\nHạ;240\nLa;10\n";
    let answers = [
        ("bo_hang: c0 = \"Thị Một\" hoac c0 = \"Thị Hai\"", "642"),
        ("bo_hang: khong", "1.284"),
    ];
    expect_question(csv, "ambiguous-total", answers);
}

#[test]
fn of_two_equal_totals_one_is_the_total() {
    let csv = format!("Thôn;Hộ;Nghèo\nTổng số;632;20\n{THREE}Cộng;632;20\n");
    let table = expect_read(TOTAL, &csv, &["Thượng", "Trung", "Hạ"], &["632", "20"]);
    assert_eq!(table.passed, [(6, PassReason::RepeatedTotal)]);
    let table = read_csv(TOTAL, &csv.replace("Cộng;632", "Cộng;633"));
    assert_eq!(table.codes, ["second-total"]);
}

#[test]
fn the_foot_of_a_table_is_no_row() {
    for foot in [
        ";;\nGhi chú: số liệu rà soát;;\nNgười lập biểu;;\nNguyễn Văn A;;\n",
        "Tổng cộng;632;20\nNguyễn Văn A;;Trần Văn B\n",
        "Nguồn: Phòng Thống kê;;\n",
        ";;\n;Mai Hà, ngày 05 tháng 01 năm 2026;\n;CHỦ TỊCH;\n",
        "Tổng cộng;632;20\nTỷ lệ (%);100;3\n",
    ] {
        let csv = format!("Thôn;Hộ;Nghèo\n{THREE}{foot}");
        let table = expect_read(TOTAL, &csv, &["Thượng", "Trung", "Hạ"], &["632", "20"]);
        assert!(table.passed.iter().all(|(_, r)| *r == PassReason::Foot), "{table:#?}");
        assert_eq!(table.passed.len(), 1, "{csv}");
    }
    // A title of rows, and a gap between rows, end nothing.
    let csv = "Thôn;Hộ\nVùng thấp;\nThượng;187\n;\nTrung;205\n\nHạ;240\n";
    let table = read_csv("", csv);
    assert_eq!(table.names, ["Vùng thấp", "Thượng", "Trung", "Hạ"]);
    assert!(table.codes.is_empty() && table.passed.is_empty(), "{table:#?}");
}

#[test]
fn another_table_below_is_none_of_its_rows() {
    let csv = format!(
        "Thôn;Hộ;Nghèo\n{THREE};;\nBIỂU 2: HỘ CẬN NGHÈO;;\nĐơn vị;Số hộ;Giảm\nBốn;2;1\nNăm;4;1\n"
    );
    let table = expect_read(TOTAL, &csv, &["Thượng", "Trung", "Hạ"], &["632", "20"]);
    assert_eq!(table.passed, [(6, PassReason::OtherTable)]);
}

#[test]
fn figures_behind_the_foot_are_asked_about() {
    for foot in [";\nGhi chú: hộ mới;\n", "Người lập biểu;\n", "Thôn;Hộ\n"]
    {
        let csv = format!("Thôn;Hộ\nThượng;187\nTrung;205\n{foot}Hạ;240\n");
        let last = csv.lines().count();
        let end = format!("het_o_dong: {last}");
        let answers = [("het_o_dong: 3", "392"), (end.as_str(), "632")];
        if foot.starts_with("Thôn") {
            expect_question(&csv, "ambiguous-end", answers);
        } else {
            assert_eq!(read_csv(TOTAL, &csv).codes, ["ambiguous-end"], "{csv}");
        }
    }
    let csv = "Thôn;Hộ\nThượng;187\nTrung;205\nCộng;392\nHạ;240\n";
    // The total of the file prints, with the error that it is not that of all three rows.
    let answers = [("het_o_dong: 4", "392"), ("het_o_dong: 5", "392")];
    expect_question(csv, "ambiguous-end", answers);
}

#[test]
fn a_total_that_no_key_declares_is_counted_by_no_sum() {
    let csv = format!("Thôn;Hộ;Nghèo\n{THREE}Tổng cộng;632;20\n");
    let table = read_csv("", &csv);
    assert_eq!(table.codes, ["unmarked-total"]);
    assert_eq!(table.names.len(), 4);
    assert_eq!(table.totals, ["632", "20"]);
}

#[test]
fn a_condition_that_no_row_meets_is_told() {
    let keys = format!("{TOTAL}\nhang_tong: 'c0 = \"Cả xa\"'");
    let table = read_csv(&keys, &format!("Thôn;Hộ;Nghèo\n{THREE}"));
    assert_eq!(table.codes, ["no-row-meets"]);
    let keys = format!("{TOTAL}\nbo_hang: thonn = \"Hạ\"");
    let table = read_csv(&keys, &format!("Thôn;Hộ;Nghèo\n{THREE}"));
    assert_eq!(table.codes, ["unknown-name"]);
    // Of a column of numbers too, by figure and by what stands there.
    let keys = format!("{TOTAL}\nbo_hang: 'c1 = 240 hoac c2 = \"9\"'");
    let table = read_csv(&keys, &format!("Thôn;Hộ;Nghèo\n{THREE}"));
    assert_eq!(
        (table.names, table.totals[0].as_str()),
        (vec!["Thượng".to_owned()], "187")
    );
}

#[test]
fn a_row_that_numbers_the_columns_is_said() {
    let csv = format!("Thôn;Hộ;Nghèo\nA;1;2\n{THREE}");
    let table = expect_read(TOTAL, &csv, &["Thượng", "Trung", "Hạ"], &["632", "20"]);
    assert_eq!(table.passed, [(2, PassReason::ColumnNumbers)]);
    expect_read(TOTAL, "Tên;Hộ\n1;2\nMột;1200\nHai;1300\n", &["Một", "Hai"], &["2.500"]);
    expect_read(TOTAL, "Xóm;Hộ\n1;2\n2;1300\n3;5\n", &["1", "2", "3"], &["1.307"]);
}
