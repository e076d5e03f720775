//! Rows that are none like the others by their words: notes with a figure, titles of
//! groups, parts and rates, names that begin like a total.

use super::{PassReason, TOTAL, expect_question, expect_read, read_csv};

const VILLAGES: &str = "Thôn;Hộ\nThượng;187\nTrung;205\nHạ;240\n";
const NAMES: [&str; 3] = ["Thượng", "Trung", "Hạ"];

fn add_rows(rows: &str) -> String {
    format!("{VILLAGES}{rows}\n")
}

#[test]
fn a_note_with_a_year_is_the_foot_and_with_another_figure_a_question() {
    for rows in ["Ghi chú: số liệu năm;2025", "Tổng cộng;632\nNguồn: Phòng Thống kê;2025"]
    {
        let table = expect_read(TOTAL, &add_rows(rows), &NAMES, &["632"]);
        assert!(table.passed.iter().any(|(_, reason)| *reason == PassReason::Foot));
    }
    expect_question(
        &add_rows("Nguồn: Phòng Thống kê;300"),
        "ambiguous-end",
        [("het_o_dong: 4", "632"), ("het_o_dong: 5", "932")],
    );
    let csv = "Thôn;Hộ\nThượng;187\nGhi chú: năm;2025\nHạ;240\n";
    assert_eq!(read_csv(TOTAL, csv).codes, ["ambiguous-end"]);
    for name in ["Nguồn nước sinh hoạt", "Kế toán", "Kỳ Sơn"] {
        let names = [&NAMES[..], &[name]].concat();
        expect_read(TOTAL, &add_rows(&format!("{name};12")), &names, &["644"]);
    }
}

#[test]
fn two_columns_that_add_up_make_a_row_the_total() {
    let csv = "Thôn;Hộ;Nghèo\nA;100;3\nB;150;4\nC;25;5\nD;275;12\n";
    let table = expect_read(TOTAL, csv, &["A", "B", "C"], &["275", "12"]);
    assert!(table.passed.is_empty());
    // One column is no sign, and neither are small figures.
    for csv in [
        "Thôn;Hộ\nA;100\nB;150\nC;25\nD;275\n",
        "Thôn;Hộ;Nghèo\nA;1;3\nB;2;3\nC;3;0\nD;6;6\n",
    ] {
        expect_question(
            csv,
            "ambiguous-total",
            [
                ("hang_tong: c0 = \"D\"", if csv.contains("275") { "275" } else { "6" }),
                ("hang_tong: khong", if csv.contains("275") { "550" } else { "12" }),
            ],
        );
    }
    expect_read(
        TOTAL,
        "Thôn;Hộ;Nghèo\nA;100;3\nB;150;4\nC;25;5\nD;275;13\n",
        &["A", "B", "C", "D"],
        &["550", "25"],
    );
}

#[test]
fn a_name_that_goes_on_in_small_letters_is_no_village_in_silence() {
    for name in
        ["Tổng số hộ", "TỔNG SỐ HỘ", "Tổng hợp", "Cộng dồn", "Tính chung", "Cộng hòa"]
    {
        expect_read(TOTAL, &add_rows(&format!("{name};632")), &NAMES, &["632"]);
        expect_question(
            &add_rows(&format!("{name};640")),
            "ambiguous-total",
            [
                (format!("hang_tong: c0 = \"{name}\"").as_str(), "640"),
                ("hang_tong: khong", "1.272"),
            ],
        );
    }
    for name in
        ["CỘNG HÒA", "Cộng Hòa", "Toàn Thắng", "Tổng Cọt", "Cộng đồng", "Chung Chải"]
    {
        let names = [&NAMES[..], &[name]].concat();
        expect_read(TOTAL, &add_rows(&format!("{name};640")), &names, &["1.272"]);
    }
    // A total that counts it in says that it is a row.
    let names = [&NAMES[..], &["Cộng hòa"]].concat();
    expect_read(TOTAL, &add_rows("Cộng hòa;8\nTổng cộng;640"), &names, &["640"]);
    // Things that are listed.
    let csv = "Chỉ tiêu;Số\nTổng đàn trâu;5\nTổng đàn bò;7\nTổng đàn lợn;9\n";
    let names = ["Tổng đàn trâu", "Tổng đàn bò", "Tổng đàn lợn"];
    expect_read(TOTAL, csv, &names, &["21"]);
}

#[test]
fn parts_and_rates_are_not_added_up_in_silence() {
    for rows in ["Bình quân;211", "Tỷ lệ (%);12", "Tổng cộng;632\nTrong đó: nữ;20"]
    {
        let table = expect_read(TOTAL, &add_rows(rows), &NAMES, &["632"]);
        assert!(table.passed.iter().any(|(_, reason)| *reason == PassReason::Foot));
    }
    for name in ["Trung Bình", "Bình Quân"] {
        let names = [&NAMES[..], &[name]].concat();
        expect_read(TOTAL, &add_rows(&format!("{name};8")), &names, &["640"]);
    }
    let csv = "Thôn;Hộ\nThượng;187\nTrong đó: nữ;20\nTrung;205\nHạ;240\n";
    expect_question(
        csv,
        "ambiguous-total",
        [("bo_hang: c0 = \"Trong đó: nữ\"", "632"), ("bo_hang: khong", "652")],
    );
    // A given total answers.
    let table = expect_read(TOTAL, &format!("{csv}Tổng cộng;632\n"), &NAMES, &["632"]);
    assert_eq!(table.passed, [(3, PassReason::Part)]);
    let names = ["Thượng", "Trong đó: nữ", "Trung", "Hạ"];
    expect_read(TOTAL, &format!("{csv}Tổng cộng;652\n"), &names, &["652"]);
}

#[test]
fn a_part_that_is_nought_hides_no_sum() {
    // The same table with the part anywhere, and without it.
    let rows = [";Kim Sơn;2", ";Vùng 0x;2", "1;Thôn Mai 1;1", "2;Thôn Mai 2;1"];
    let head = "TT;Đơn vị;Hộ";
    assert_eq!(read_csv(TOTAL, &join(head, &rows)).codes, ["ambiguous-total"]);
    for place in 1..=rows.len() {
        for parts in [&[";Trong đó: nữ;0"][..], &[";Trong đó: nữ;0"; 3]] {
            let mut rows = rows.to_vec();
            rows.splice(place..place, parts.iter().copied());
            let csv = join(head, &rows);
            let table = read_csv(TOTAL, &csv);
            assert_eq!(table.codes, ["ambiguous-total"], "{csv}\n{table:#?}");
        }
    }
    // Sums that are sure, and a total that is sure, stay so, also with another row that is
    // nought and has no number.
    for rows in [
        ";Cụm A;392|1;Mai;187|;Trong đó: nữ;0|2;Lan;205|;Cụm B;9|3;Sen;9",
        ";Cụm A;392|1;Mai;187|;Xóm mới;0|2;Lan;205|;Cụm B;9|3;Sen;9",
        "1;Mai;187|2;Lan;205|3;Sen;9|;Kim Sơn;401|;Trong đó: nữ;0",
        ";Kim Sơn;401|;Trong đó: nữ;0|1;Mai;187|2;Lan;205|3;Sen;9",
    ] {
        let rows: Vec<_> = rows.split('|').collect();
        let csv = join(head, &rows);
        let table = read_csv(TOTAL, &csv);
        assert!(table.codes.is_empty() && table.totals == ["401"], "{csv}\n{table:#?}");
    }
}

#[test]
fn a_part_that_is_nought_goes_with_the_others() {
    let csv = "Thôn;Hộ\nThượng;187\nTrong đó: nữ;20\nTrung;205\nTrong đó: nữ;0\nHạ;240\n";
    expect_question(
        csv,
        "ambiguous-total",
        [("bo_hang: c0 = \"Trong đó: nữ\"", "632"), ("bo_hang: khong", "652")],
    );
    let table = expect_read(TOTAL, &format!("{csv}Tổng cộng;632\n"), &NAMES, &["632"]);
    assert_eq!(table.passed, [(3, PassReason::Part), (5, PassReason::Part)]);
    // Alone it adds nothing to what it may be counted in.
    let csv = "Thôn;Hộ\nThượng;187\nTrong đó: nữ;0\nTrung;205\nHạ;240\n";
    let names = ["Thượng", "Trong đó: nữ", "Trung", "Hạ"];
    expect_read(TOTAL, csv, &names, &["632"]);
    expect_read(TOTAL, &format!("{csv}Tổng cộng;632\n"), &names, &["632"]);
}

#[test]
fn totals_under_other_names_over_each_other_are_one() {
    let villages = ["1;Mai;187", "2;Lan;205", "3;Sen;9"];
    let head = "TT;Đơn vị;Hộ";
    for (above, below) in [(2, 0), (0, 2), (1, 1), (3, 0), (1, 2)] {
        let totals = |count: usize| vec![";Kim Sơn;401"; count];
        let rows = [totals(above), villages.to_vec(), totals(below)].concat();
        let csv = join(head, &rows);
        let table = expect_read(TOTAL, &csv, &["Mai", "Lan", "Sen"], &["401"]);
        let repeated = table.passed.iter();
        let repeated = repeated.filter(|(_, why)| *why == PassReason::RepeatedTotal);
        assert_eq!(repeated.count(), above + below - 1, "{csv}\n{table:#?}");
    }
    // Under a total that says what it is, over one group, with a part between them.
    for csv in [
        ";Tổng cộng;401\n;Kim Sơn;401\n;Thị Một;401\n1;Mai;187\n2;Lan;205\n3;Sen;9\n",
        ";Kim Sơn;401\n;Trong đó: nữ;0\n;Thị Một;401\n1;Mai;187\n2;Lan;205\n3;Sen;9\n",
        ";Kim Sơn;401\n;Thị Một;401\nI;Vùng;401\n1;Mai;187\n2;Lan;205\n3;Sen;9\n",
    ] {
        let table = read_csv(TOTAL, &format!("{head}\n{csv}"));
        assert!(table.codes.is_empty() && table.totals == ["401"], "{csv}\n{table:#?}");
    }
    // Without a number nothing shows it but the sum.
    let csv = "Đơn vị;Hộ\nKim Sơn;401\nThị Một;401\nMai;187\nLan;205\nSen;9\n";
    expect_question(
        csv,
        "ambiguous-total",
        [
            ("hang_tong: c0 = \"Kim Sơn\" hoac c0 = \"Thị Một\"", "401"),
            ("hang_tong: khong", "1.203"),
        ],
    );
    // Equal villages are villages.
    let csv = "Đơn vị;Hộ\nMai;7\nLan;7\nSen;7\nBến;7\nĐông;0\n";
    expect_read(TOTAL, csv, &["Mai", "Lan", "Sen", "Bến", "Đông"], &["28"]);
}

fn join(head: &str, rows: &[&str]) -> String {
    format!("{head}\n{}\n", rows.join("\n"))
}

#[test]
fn names_of_groups_without_figures_are_passed_over_where_numerals_say_so() {
    let csv =
        "TT;Thôn;Hộ\nI;Vùng thấp;\n1;Thượng;187\n2;Trung;205\nII;Vùng cao;\n1;Hạ;240\n";
    let table = expect_read(TOTAL, csv, &NAMES, &["632"]);
    assert_eq!(table.passed, [(2, PassReason::GroupTitle), (5, PassReason::GroupTitle)]);
    // Without numerals, or beside sums, they may be villages of which nothing is known.
    for csv in [
        "Thôn;Hộ\nVùng thấp;\nThượng;187\nTrung;205\nVùng cao;\nHạ;240\n",
        "TT;Thôn;Hộ\n1;Thượng;187\n2;Trung;\n3;Hạ;240\n",
        "TT;Thôn;Hộ\nI;Thượng;\nII;Trung;205\nIII;Hạ;240\n",
    ] {
        let table = read_csv(TOTAL, csv);
        assert_eq!(table.codes, ["empty-cell"], "{csv}\n{table:#?}");
        assert!(table.hints.iter().any(|hint| hint.contains("bo_hang")), "{table:#?}");
    }
    let csv = "TT;Thôn;Hộ\nI;Vùng thấp;\n1;Thượng;187\n2;Trung;205\nII;Vùng cao;240\n1;Hạ;240\n";
    assert!(!read_csv(TOTAL, csv).codes.is_empty());
}

#[test]
fn groups_of_a_part_of_the_table_are_asked_about() {
    let csv = "Thôn;Hộ;Nghèo\nVùng thấp;392;19\nThượng;187;8\nTrung;205;11\nHạ;240;5\nĐông;99;2\n";
    expect_question(
        csv,
        "ambiguous-total",
        [("bo_hang: c0 = \"Vùng thấp\"", "731"), ("bo_hang: khong", "1.123")],
    );
    let table = expect_read(
        TOTAL,
        &format!("{csv}Tổng cộng;731;26\n"),
        &["Thượng", "Trung", "Hạ", "Đông"],
        &["731", "26"],
    );
    assert_eq!(table.passed, [(2, PassReason::GroupSum)]);
    let names = ["Vùng thấp", "Thượng", "Trung", "Hạ", "Đông"];
    expect_read(TOTAL, &format!("{csv}Tổng cộng;1123;45\n"), &names, &["1.123", "45"]);
}

#[test]
fn two_groups_that_differ_are_one_question() {
    let csv = "Thôn;Hộ\nA;187\nB;205\nCộng I;390\nC;240\nD;10\nCộng II;251\n";
    assert_eq!(read_csv(TOTAL, csv).codes, ["ambiguous-total"]);
}

#[test]
fn rows_of_a_pivot_without_a_name_are_sums_where_they_add_up() {
    let csv = "Huyện;Xã;Thôn;Hộ\nTổng số;;;632\nHuyện A;;;392\n;Xã B;;392\n;;Thượng;187\n;;Trung;205\nHuyện C;;;240\n;Xã D;;240\n;;Hạ;240\n";
    let keys = format!("{TOTAL}\nkhoa: c2");
    let table = expect_read(&keys, csv, &NAMES, &["632"]);
    assert_eq!(table.passed.len(), 4);
    let csv = csv.replace("Xã D;;240", "Xã D;;241");
    assert_eq!(read_csv(&keys, &csv).codes, ["row-without-name"]);
}

#[test]
fn one_row_that_could_number_the_columns_is_a_village() {
    expect_read(TOTAL, "Thôn;Hộ\nA;1\n", &["A"], &["1"]);
    expect_read(TOTAL, "Thôn;Hộ\nA;1\nTổng cộng;1\n", &["A"], &["1"]);
    let table =
        expect_read(TOTAL, &VILLAGES.replace("Hộ\n", "Hộ\nA;1\n"), &NAMES, &["632"]);
    assert_eq!(table.passed, [(2, PassReason::ColumnNumbers)]);
}

#[test]
fn what_a_formula_adds_up_is_asked_about_without_a_total_too() {
    let checked = "kiem_tra: [ \"tong(c1) > 0\" ]";
    let csv = "Thôn;Hộ;Nghèo\nA;100;3\nB;150;4\nC;25;5\nD;275;12\n";
    let table = read_csv(checked, csv);
    assert_eq!(table.codes, ["ambiguous-total"], "{table:#?}");
    for answer in ["hang_tong: khong", "bo_hang: 'c0 = \"D\"'"] {
        let table = read_csv(&format!("{checked}\n{answer}"), csv);
        assert!(table.codes.is_empty(), "{answer}\n{table:#?}");
    }
    // Where nothing adds up, and where no row is a sum, nothing is asked.
    assert!(read_csv("kiem_tra: [ \"c1 > 0\" ]", csv).codes.is_empty());
    assert!(read_csv(checked, &csv.replace("275", "276")).codes.is_empty());
}
