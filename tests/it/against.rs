//! `kehoach check --against`: what has moved without a reason.

use std::process::Command;

use super::driver::{Folder, Run, command_in, form_with, run_of};

const KEYS: &str = r#"chi_tieu:
  lop:
    ten: Số lớp tập huấn
    don_vi: lớp
    gia_tri: 4
  giam:
    ten: Số hộ nghèo giảm
    don_vi: hộ
    gia_tri: ngheo.tong.giam
bang:
  ngheo:
    tieu_de: Chỉ tiêu giảm nghèo
    cot:
      - { ma: thon, nhan: Thôn }
      - { ma: dau, nhan: Đầu năm }
      - { ma: cuoi, nhan: Cuối năm }
      - { ma: giam, nhan: Giảm, cong_thuc: dau - cuoi }
    hang:
      - [Mai Hà, 10, 6]
      - [Hồ Sơn, 8, 5]
    tong: { nhan: Tổng }
noi_dung:
  - tieu_de: Chỉ tiêu
    doan: Mở {{ chi_tieu.lop }}, giảm {{ chi_tieu.giam }}, từ ngân sách xã.
  - tieu_de: Bảng
    bang: ngheo
  - tieu_de: Nhiệm vụ
    nhiem_vu:
      - ma: ra-soat
        tieu_de: Rà soát hộ nghèo
        thoi_gian: 2023-07
        kinh_phi: 5.000.000 đồng
        phan_cong: Phòng Kinh tế
      - tieu_de: Tập huấn
        thoi_gian: 2023-09
        kinh_phi: 2.000.000 đồng
        phan_cong: Phòng Kinh tế
"#;

/// What is said of a form with some texts in place of others, and these notes at its
/// end, against the one without.
fn said(edits: &[(&str, &str)], notes: &str) -> Run {
    said_of(KEYS, edits, notes)
}

#[track_caller]
fn said_of(before: &str, edits: &[(&str, &str)], notes: &str) -> Run {
    let mut after = before.to_owned();
    for (old, new) in edits {
        assert!(after.contains(old), "{old}");
        after = after.replace(old, new);
    }
    let folder = Folder::new();
    folder.put("cu.yaml", form_with(before));
    folder.put("moi.yaml", form_with(&(after + notes)));
    folder.run(["check", "moi.yaml", "--against", "cu.yaml", "--format", "short"])
}

fn note(name: &str) -> String {
    format!("thay_doi:\n  - {{ ma: {name}, ly_do: Theo thực tế }}\n")
}

const LOP: (&str, &str) = ("gia_tri: 4", "gia_tri: 5");
const CELL: (&str, &str) = ("[Mai Hà, 10, 6]", "[Mai Hà, 10, 4]");

#[test]
fn nothing_moved_is_nothing_said() {
    let _ = said(&[], "").code(0).out("");
    let _ = said(&[("Mở {{", "Năm nay mở {{")], "").code(0).out("");
}

#[test]
fn a_target_that_moved_needs_a_note_of_its_own() {
    let out = said(&[LOP], "").code(1).out;
    let message = "lỗi[moved-without-note]: chỉ tiêu “Số lớp tập huấn” đổi từ 4 thành 5 (+1) so với cu.yaml, chưa nêu lý do";
    assert!(out.contains(message), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
    let _ = said(&[LOP], &note("chi_tieu.lop")).code(0).out("");
}

#[test]
fn one_cell_needs_one_note_for_all_that_follows() {
    let out = said(&[CELL], "").code(1).out;
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(
        out.contains(
            "tổng “Cuối năm” của bảng “Chỉ tiêu giảm nghèo” đổi từ 11 thành 9 (−2)"
        ),
        "{out}"
    );
    for name in ["ngheo.tong.cuoi", "ngheo.tong.giam", "chi_tieu.giam"] {
        let _ = said(&[CELL], &note(name)).code(0).out("");
    }
}

#[test]
fn a_note_on_one_edit_does_not_explain_another() {
    let both = [CELL, ("[Hồ Sơn, 8, 5]", "[Hồ Sơn, 9, 5]")];
    let out = said(&both, &note("ngheo.tong.cuoi")).code(1).out;
    assert!(out.contains("tổng “Đầu năm”"), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
}

#[test]
fn a_deadline_and_money_of_a_task_are_explained_by_its_id() {
    let edits = [
        ("thoi_gian: 2023-07", "thoi_gian: 2023-08"),
        ("5.000.000 đồng", "6.000.000 đồng"),
    ];
    let out = said(&edits, "").code(1).out;
    assert!(out.contains("thời gian của nhiệm vụ “Rà soát hộ nghèo” đổi từ"), "{out}");
    let _ = said(&edits, &note("ra-soat")).code(0).out("");
    let money = [edits[1]];
    let out = said(&money, "").code(1).out;
    assert!(out.contains("tổng kinh phí các nhiệm vụ đổi từ 7.000.000 đồng thành 8.000.000 đồng (+1.000.000 đồng; +14,3%)"), "{out}");
    let _ = said(&money, &note("kinh_phi.tong")).code(0).out("");
}

#[test]
fn money_of_a_task_without_an_id_needs_the_note_of_the_sum() {
    let edits =
        [("5.000.000 đồng", "6.000.000 đồng"), ("2.000.000 đồng", "3.000.000 đồng")];
    let out = said(&edits, &note("ra-soat")).code(1).out;
    assert!(out.contains("tổng kinh phí các nhiệm vụ"), "{out}");
    let _ = said(&edits, &note("kinh_phi.tong")).code(0).out("");
}

#[test]
fn a_deadline_of_a_task_without_an_id_asks_for_an_id_first() {
    let folder = Folder::new();
    folder.put("cu.yaml", form_with(KEYS));
    folder.put("moi.yaml", form_with(&KEYS.replace("2023-09", "2023-10")));
    let said = folder.run(["check", "moi.yaml", "--against", "cu.yaml"]).code(1).err;
    assert!(said.contains("chỗ này chưa có `ma`: thêm `ma` trước"), "{said}");
}

#[test]
fn what_is_dropped_needs_a_note() {
    let task = &KEYS[KEYS.find("      - ma: ra-soat").unwrap()
        ..KEYS.find("      - tieu_de: Tập").unwrap()];
    let out = said(&[(task, "")], "").code(1).out;
    assert!(out.contains("nhiệm vụ “Rà soát hộ nghèo” có ở cu.yaml (thời gian"), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
    let _ = said(&[(task, "")], &note("ra-soat")).code(0).out("");
    let indicator = &KEYS[KEYS.find("  lop:").unwrap()..KEYS.find("  giam:").unwrap()];
    let edits = [(indicator, ""), ("Mở {{ chi_tieu.lop }}, giảm", "Giảm")];
    let out = said(&edits, "").code(1).out;
    assert!(out.contains("chỉ tiêu “Số lớp tập huấn” có ở cu.yaml (4"), "{out}");
    let _ = said(&edits, &note("chi_tieu.lop")).code(0).out("");
}

#[test]
fn money_that_goes_needs_a_note() {
    let task = ("        kinh_phi: 5.000.000 đồng\n", "");
    let other = ("kinh_phi: 2.000.000 đồng", "kinh_phi: 7.000.000 đồng");
    // The sum is as it was.
    let out = said(&[task, other], "").code(1).out;
    let message = "kinh phí của nhiệm vụ “Rà soát hộ nghèo” có ở cu.yaml (5.000.000 đồng), nay không còn, chưa nêu lý do";
    assert!(out.contains(message), "{out}");
    // That the task is incomplete now is told too, and needs no note.
    assert_eq!(out.matches("moved-without-note").count(), 1, "{out}");
    let said = said(&[task, other], &note("ra-soat")).code(0).out;
    assert!(!said.contains("moved-without-note"), "{said}");
    let money = "    kinh_phi: { so_tien: 7.000.000 đồng }\n";
    let before =
        KEYS.replacen("    bang: ngheo\n", &format!("    bang: ngheo\n{money}"), 1);
    let out = said_of(&before, &[(money, "")], "").code(1).out;
    let message = "kinh phí ở mục “Bảng” có ở cu.yaml (7.000.000 đồng), nay không còn";
    assert!(out.contains(message), "{out}");
    let _ = said_of(&before, &[(money, "")], &note("Bảng")).code(0).out("");
}

#[test]
fn a_figure_that_was_open_has_not_moved() {
    let before = KEYS.replace("gia_tri: 4", "gia_tri: chua_co");
    let _ = said_of(&before, &[("gia_tri: chua_co", "gia_tri: 5")], "").code(0).out("");
    let out = said(&[("gia_tri: 4", "gia_tri: chua_co")], "").code(1).out;
    assert!(out.contains("thành chưa có so với"), "{out}");
}

#[test]
fn a_note_that_explains_nothing_is_a_hint() {
    let out =
        said(&[LOP], &(note("chi_tieu.lop") + "  - { ma: chi_tieu.lopp, ly_do: x }\n"));
    let out = out.code(0).out;
    assert!(out.contains("gợi ý[change-note-unused]: so với cu.yaml thì `chi_tieu.lopp` không có gì đổi"), "{out}");
}

#[test]
fn a_note_of_the_change_before_does_not_count() {
    let before = KEYS.to_owned() + &note("chi_tieu.lop");
    let out = said_of(&before, &[LOP], "").code(1).out;
    assert!(
        out.contains("moved-without-note") && out.contains("change-note-unused"),
        "{out}"
    );
    let again = [LOP, ("Theo thực tế", "Thêm một lớp cho người cao tuổi")];
    let _ = said_of(&before, &again, "").code(0).out("");
}

#[test]
fn a_form_that_the_other_version_does_not_have_is_no_fault() {
    let folder = Folder::new();
    folder.put("cu/a/ke-hoach.yaml", form_with(KEYS));
    folder.put("moi/a/ke-hoach.yaml", form_with(KEYS));
    folder.put("moi/b/ke-hoach.yaml", form_with(KEYS));
    let err = folder.run(["check", "moi", "--against", "cu"]).code(0).err;
    assert!(err.contains("cu chưa có nên không so sánh: moi/b/ke-hoach.yaml\n"), "{err}");
}

#[test]
fn another_version_without_a_shape_is_told() {
    let folder = Folder::new();
    folder.put("cu.yaml", "").put("moi.yaml", form_with(KEYS));
    let err = folder.run(["check", "moi.yaml", "--against", "cu.yaml"]).code(2).err;
    assert!(err.contains("không so được với cu.yaml"), "{err}");
    assert!(err.contains("empty-form"), "{err}");
}

#[test]
#[ignore = "needs git"]
fn a_revision_is_the_other_version() {
    let folder = Folder::new();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@example.vn"]).args(args);
        command.current_dir(folder.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null");
        run_of(&mut command).code(0)
    };
    let check = |args: &[&str]| {
        let mut command = command_in(&folder.path(""));
        command.env("PATH", std::env::var_os("PATH").unwrap());
        run_of(command.arg("check").args(args))
    };
    let _ = git(&["init", "-q", "-b", "main"]);
    folder.put("a/ke-hoach.yaml", form_with(KEYS));
    let _ = git(&["add", "-A"]);
    let _ = git(&["commit", "-q", "-m", "một"]);
    let _ = check(&["a", "--against", "main"]).code(0);
    folder.put("a/ke-hoach.yaml", form_with(&KEYS.replace(LOP.0, LOP.1)));
    folder.put("b/ke-hoach.yaml", form_with(KEYS));
    let err = check(&[".", "--against", "main"]).code(1).err;
    assert!(err.contains("so với main, chưa nêu lý do"), "{err}");
    assert!(err.contains("main chưa có nên không so sánh: ./b/ke-hoach.yaml"), "{err}");
    let out = check(&["a", "b", "--against", "HEAD", "--format", "github"]).code(1).out;
    assert!(out.contains("moved-without-note"), "{out}");
    let err = check(&["a", "--against", "khong-co"]).code(2).err;
    assert!(err.contains("unknown-revision") && err.contains("khong-co"), "{err}");
}
