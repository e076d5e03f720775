//! No paper leaves with a figure of the whole set in which the cell of a unit is missing.

use super::{Bo, Folder};
use crate::driver::Run;

const MASTER: &str = "\
kehoach: 1
nam: 2026
co_quan: { ten: \"Ủy ban nhân dân {{ don_vi.ten }}\", dia_danh: \"{{ don_vi.ten }}\" }
van_ban: { so: 5, ngay: 2026-01-20, trich_yeu: Giảm nghèo năm 2026 }
noi_dung:
  - { tieu_de: Mục tiêu, doan: \"{{ don_vi.ten }} có {{ don_vi.ho }} hộ.\" }
  - { tieu_de: Toàn huyện, doan: \"@\" }
noi_nhan: [ Các thôn, { luu: VT } ]
ky: { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }
";

const SET: &str = "\
kehoach: 1
bieu_mau: mau.yaml
don_vi:
  du_lieu: ds.csv
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã }
    - { ma: ten, nhan: Tên }
    - { ma: ho, nhan: Số hộ }
    - { ma: ngheo, nhan: Hộ nghèo }
    - { ma: ty_trong, nhan: Tỷ trọng, kieu: phan_tram, cong_thuc: ho / tong(ho), tong: khong }
    - { ma: khac, nhan: Hộ khác, cong_thuc: ho - ngheo }
  tong: { nhan: Cộng }
ten_don_vi: ten
";

/// Three communes, of which one has this many households; the form says `text`.
fn three(text: &str, second: &str) -> Bo {
    let bo = Bo(Folder::new());
    bo.put("bo-ke-hoach.yaml", SET.as_bytes());
    bo.put("mau.yaml", MASTER.replace('@', text).as_bytes());
    let rows = format!(
        "Mã;Tên;Số hộ;Hộ nghèo\na;xã Một;1200;95\nb;xã Hai;{second}\nc;xã Ba;700;60\n"
    );
    bo.put("ds.csv", rows.as_bytes());
    bo
}

fn run(bo: &Bo) -> Run {
    bo.batch(&["--to", "txt"])
}

#[test]
fn what_reads_a_sum_of_the_set_waits_for_the_cell_that_is_missing() {
    for text in [
        "Có {{ don_vi.tong.ho }} hộ.",
        "Chiếm {{ don_vi.ty_trong }}.",
        "Có {{ don_vi.tong.khac }} hộ khác.",
    ] {
        for second in [";30", "1.2.3;30"] {
            let bo = three(text, second);
            let said = run(&bo).code(1).err;
            assert_eq!(bo.in_state("faulty"), ["b"], "{text} {second}: {said}");
            assert_eq!(bo.in_state("waiting"), ["a", "c"], "{text} {second}: {said}");
            assert!(bo.papers().is_empty(), "{text}");
            assert_eq!(said.matches("[waits-for-units]").count(), 1, "{said}");
            assert!(said.contains("mau.yaml:7:") && said.contains("xã Hai"), "{said}");
            assert!(said.contains("1 có lỗi, 2 chờ số liệu"), "{said}");
            bo.edit("ds.csv", second, "450;30");
            let _ = run(&bo).code(0);
            assert_eq!(bo.in_state("built").len(), 3);
        }
    }
}

#[test]
fn what_reads_only_its_own_cells_does_not_wait() {
    for text in [
        "Có {{ don_vi.khac }} hộ khác.",
        "Toàn huyện có {{ don_vi.tong.ngheo }} hộ nghèo.",
    ] {
        let bo = three(text, ";30");
        let said = run(&bo).code(1).err;
        assert_eq!(bo.in_state("built"), ["a", "c"], "{text}: {said}");
        assert!(!said.contains("waits-for-units"), "{said}");
    }
}

#[test]
fn a_condition_on_a_sum_that_is_missing_holds_all_papers() {
    let bo = three("Theo kế hoạch.", ";30");
    bo.edit("mau.yaml", "{ tieu_de: Toàn", "{ khi: ho > tong(ho) / 3, tieu_de: Toàn");
    let said = run(&bo).code(1).err;
    assert_eq!(bo.in_state("waiting"), ["a", "c"], "{said}");
    assert!(said.contains("mau.yaml:7:"), "{said}");
}

#[test]
fn rows_of_one_key_are_counted_twice_so_what_reads_the_sum_waits() {
    let bo = three("Có {{ don_vi.tong.ho }} hộ.", "450;30\nb;xã Hai;450;30");
    let said = run(&bo).code(1).err;
    assert_eq!(bo.in_state("waiting"), ["a", "c"], "{said}");
}

#[test]
fn a_cell_that_breaks_a_check_goes_into_no_sum() {
    let check = |bo: &Bo, check: &str| {
        bo.edit(
            "bo-ke-hoach.yaml",
            "ten_don_vi:",
            &format!("  kiem_tra: [{check}]\nten_don_vi:"),
        );
    };
    for (text, second) in [
        ("Có {{ don_vi.tong.ngheo }} hộ nghèo.", "450;500"),
        ("Có {{ don_vi.tong.khac }} hộ khác.", "450;500"),
        ("Chiếm {{ don_vi.ty_trong }}.", "450;500"),
        // The sum breaks the check too, which follows from the row.
        ("Có {{ don_vi.tong.ngheo }} hộ nghèo.", "450;9500"),
    ] {
        for rule in ["ngheo <= ho", "khac >= 0"] {
            let bo = three(text, second);
            check(&bo, rule);
            let said = run(&bo).code(1).err;
            assert_eq!(bo.in_state("faulty"), ["b"], "{text} {rule}: {said}");
            assert_eq!(bo.in_state("waiting"), ["a", "c"], "{text} {rule}: {said}");
            assert_eq!(said.matches("[check-failed]").count(), 1, "{said}");
            bo.edit("ds.csv", second, "450;30");
            let _ = run(&bo).code(0);
        }
    }
    // What reads another sum does not wait.
    let bo = three("Có {{ don_vi.tong.ho }} hộ.", "450;0");
    check(&bo, "ngheo > 0");
    let said = run(&bo).code(1).err;
    assert_eq!(bo.in_state("built"), ["a", "c"], "{said}");
    // A check that only the sum breaks is a fault of the set.
    let bo = three("Có {{ don_vi.tong.ho }} hộ.", "450;30");
    check(&bo, "ngheo <= 100");
    let said = run(&bo).code(1).err;
    assert!(
        said.contains("hàng tổng: `ngheo` (185)") && bo.papers().is_empty(),
        "{said}"
    );
}

#[test]
fn rows_of_one_key_hold_what_is_computed_from_the_sum_and_are_named_once() {
    let bo = three("Chiếm {{ don_vi.ty_trong }}.", "450;30\nb;xã Hai;450;30");
    let said = run(&bo).code(1).err;
    assert_eq!(bo.in_state("waiting"), ["a", "c"], "{said}");
    assert!(said.contains("vì hàng của xã Hai có lỗi"), "{said}");
}

#[test]
fn a_unit_that_has_no_figure_in_a_column_of_figures_is_at_fault() {
    for first in ["a;Thôn 1;\na;Thôn 2;", "a;Thôn 1;chờ\na;Thôn 2;đang chờ"] {
        let bo = three("Theo bảng dưới đây.", "450;30");
        bo.edit(
            "mau.yaml",
            "noi_dung:",
            "bang:\n  thon:\n    du_lieu: { tep: thon.csv, theo_don_vi: Mã }\n    cot: [{ ma: ten, nhan: Thôn }, { ma: so, nhan: Số hộ }]\n    tong: { nhan: Cộng }\nnoi_dung:",
        );
        bo.edit("mau.yaml", "dưới đây.\"", "dưới đây.\", bang: thon");
        let rows = format!(
            "Mã;Thôn;Số hộ\n{first}\nb;Thôn 3;7\nb;Thôn 4;8\nc;Thôn 5;9\nc;Thôn 6;2\n"
        );
        bo.put("thon.csv", rows.as_bytes());
        let said = run(&bo).code(1).err;
        assert_eq!(bo.in_state("faulty"), ["a"], "{first}: {said}");
        assert_eq!(bo.in_state("built"), ["b", "c"], "{first}: {said}");
        assert!(said.contains("thon.csv:2:"), "{said}");
    }
}

#[test]
fn what_a_formula_cannot_compute_in_one_row_is_a_fault_of_its_unit_alone() {
    let bo = three("Không đọc số tổng.", "450;0");
    bo.edit("bo-ke-hoach.yaml", "cong_thuc: ho - ngheo", "cong_thuc: ho / ngheo");
    let said = run(&bo).code(1).err;
    assert_eq!(bo.in_state("faulty"), ["b"], "{said}");
    assert_eq!(bo.in_state("built"), ["a", "c"], "{said}");
    assert_eq!(said.matches("lỗi[division-by-zero]").count(), 1, "{said}");
    assert!(said.contains("(đơn vị xã Hai)"), "{said}");
    // With the total of that column read, the others wait.
    let bo = three("Bình quân {{ don_vi.tong.khac }}.", "450;0");
    let formula = "cong_thuc: ho / ngheo, tong: co";
    bo.edit("bo-ke-hoach.yaml", "cong_thuc: ho - ngheo", formula);
    let said = run(&bo).code(1).err;
    assert_eq!(bo.in_state("waiting"), ["a", "c"], "{said}");
}

#[test]
fn what_is_known_to_be_open_is_printed_and_the_report_knows() {
    let bo =
        three("Có {{ don_vi.tong.ho }} hộ, chiếm {{ don_vi.ty_trong }}.", "chua_co;30");
    let said = run(&bo).code(0).err;
    assert_eq!(bo.in_state("built"), ["a", "b", "c"], "{said}");
    assert!(said.contains("3 văn bản còn chỗ in dấu chấm"), "{said}");
    for state in ["built", "kept"] {
        let report = bo.report();
        let dots = |unit: usize| {
            let findings = report["units"][unit]["findings"].as_array().unwrap();
            let found = findings.iter().find(|f| f["code"] == "open-figures");
            found.map(|f| f["message"].as_str().unwrap().to_owned()).unwrap_or_default()
        };
        assert!(dots(0).contains("ở 2 chỗ"), "{}", dots(0));
        assert!(dots(1).contains("ở 3 chỗ"), "{}", dots(1));
        if state == "built" {
            assert!(run(&bo).code(0).err.contains("3 văn bản còn chỗ in dấu chấm"));
            assert_eq!(bo.in_state("kept").len(), 3);
        }
    }
}

#[test]
fn a_blank_in_a_cell_is_known_to_the_report_and_words_have_no_total() {
    let bo = three("Có số liệu.", "450;30");
    bo.edit(
        "mau.yaml",
        "noi_dung:",
        "bang:\n  thon:\n    cot: [ { ma: ten, nhan: Thôn }, { ma: so, nhan: Số hộ }, { ma: muc, nhan: Mức, cong_thuc: 'neu(so > 5, \"cao\", \"thấp\")' } ]\n    hang: [ [Một, 3], [Hai, 9] ]\n    tong: { nhan: Cộng }\nnoi_dung:",
    );
    bo.edit("mau.yaml", "{ tieu_de: Toàn huyện", "{ bang: thon, tieu_de: Toàn huyện");
    let said = run(&bo).code(0).err;
    assert!(!said.contains("in dấu chấm"), "{said}");
    bo.edit("mau.yaml", "[Một, 3]", "[Một, chua_co]");
    let said = run(&bo).code(0).err;
    assert!(said.contains("3 văn bản còn chỗ in dấu chấm"), "{said}");
}
