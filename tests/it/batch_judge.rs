//! What a run says of a set as a whole: figures far from all others, targets beyond what
//! there is, names of other units.

use serde_json::Value;

use super::driver::{Folder, Run, form_with, root, run_in};

const SET: &str = "\
kehoach: 1
bieu_mau: mau.yaml
don_vi:
  du_lieu: don-vi.csv
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã }
    - { ma: ten, nhan: Đơn vị }
    - { ma: dau, nhan: Hộ nghèo đầu năm }
    - { ma: giam, nhan: Số hộ giảm }
    - { ma: cuoi, nhan: Hộ nghèo cuối năm, cong_thuc: dau - giam }
ten_don_vi: ten
";

const UNITS: &str = "\
ma;ten;dau;giam
mh;Xã Mai Hà;202;13
kl;Xã Kim Liên;185;11
nl;Xã Nam Liên;190;12
dv;Xã Đồng Văn;177;9
tl;Xã Tân Lập;164;10
";

const MASTER: &str = "\
co_quan:
  ten: Ủy ban nhân dân {{ don_vi.ten }}
  dia_danh: Kim Liên
noi_dung:
  - ma: muc-tieu
    tieu_de: Mục tiêu
    doan: Năm 2023, {{ don_vi.ten }} giảm {{ don_vi.giam }} hộ nghèo.
";

/// A small set without a fault.
fn set() -> Folder {
    let folder = Folder::new();
    folder.put("bo-ke-hoach.yaml", SET).put("don-vi.csv", UNITS);
    folder.put("mau.yaml", form_with(MASTER));
    folder
}

/// Runs a set without pages, which take the time.
fn run(folder: &Folder) -> Run {
    folder.run(["batch", ".", "-o", "out", "--to", "txt"])
}

fn said(folder: &Folder) -> String {
    run(folder).err
}

/// The unit of a key in the report.
fn unit(folder: &Folder, key: &str) -> Value {
    let report: Value = serde_json::from_slice(&folder.read("out/bao-cao.json")).unwrap();
    let units = report["units"].as_array().unwrap();
    units.iter().find(|unit| unit["key"] == key).unwrap().clone()
}

#[test]
fn a_set_without_a_fault_is_told_nothing() {
    let err = run(&set()).code(0).err;
    for code in ["outlier", "beyond-start", "stranger-name", "gợi ý", "cảnh báo"] {
        assert!(!err.contains(code), "{err}");
    }
}

#[test]
fn a_figure_ten_times_the_median_is_a_hint_in_its_cell() {
    let folder = set();
    folder.put("don-vi.csv", UNITS.replace("202;13", "202;150"));
    let err = run(&folder).code(0).err;
    assert!(err.contains("outlier"), "{err}");
    assert!(err.contains("ghi 150, gấp 13,6 lần số giữa (11)"), "{err}");
    assert!(err.contains("don-vi.csv:2:18"), "{err}");
    assert!(err.contains("(đơn vị Xã Mai Hà)"), "{err}");
    assert!(unit(&folder, "mh")["findings"].to_string().contains("outlier"));
    assert!(!unit(&folder, "kl")["findings"].to_string().contains("outlier"));
}

#[test]
fn what_was_kept_is_judged_as_what_was_made() {
    let folder = set();
    folder.put("don-vi.csv", UNITS.replace("202;13", "202;150"));
    let first = said(&folder);
    let told = unit(&folder, "mh")["findings"].clone();
    let second = said(&folder);
    assert!(second.contains("5 giữ nguyên"), "{second}");
    assert_eq!(first.matches("outlier").count(), second.matches("outlier").count());
    assert_eq!(unit(&folder, "mh")["findings"], told);
    // Once another unit changes, this one is judged anew, and not made anew.
    let set = UNITS.replace("202;13", "202;150").replace("185;11", "185;18");
    folder.put("don-vi.csv", set.replace("177;9", "177;16"));
    let third = said(&folder);
    assert!(third.contains("3 giữ nguyên") && !third.contains("outlier"), "{third}");
    assert_eq!(unit(&folder, "mh")["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn a_silenced_hint_is_counted_and_not_told() {
    let folder = set();
    let silence = "bo_qua:\n  - { ma: outlier, don_vi: mh, ly_do: Đúng }\n";
    folder.put("bo-ke-hoach.yaml", format!("{SET}{silence}"));
    let err = said(&folder);
    assert!(err.contains("silence-unused") && err.contains("ở Xã Mai Hà"), "{err}");
    folder.put("don-vi.csv", UNITS.replace("202;13", "202;150"));
    for _ in 0..2 {
        let err = said(&folder);
        assert!(!err.contains("outlier") && !err.contains("silence-unused"), "{err}");
        assert_eq!(unit(&folder, "mh")["silenced"], 1);
    }
}

#[test]
fn a_unit_that_is_not_there_cannot_be_silenced() {
    let folder = set();
    let silence = "bo_qua:\n  - { ma: outlier, don_vi: Xã Mai Hà, ly_do: Đúng }\n";
    folder.put("bo-ke-hoach.yaml", format!("{SET}{silence}"));
    let err = run(&folder).code(1).err;
    assert!(err.contains("unknown-unit") && err.contains("có phải là mh?"), "{err}");
    assert!(!folder.path("out").exists());
}

#[test]
fn a_target_beyond_the_start_is_a_warning_in_its_cell() {
    let folder = set();
    folder.put("don-vi.csv", UNITS.replace("164;10", "16;20"));
    let err = run(&folder).code(0).err;
    assert!(err.contains("beyond-start") && err.contains("don-vi.csv:6:18"), "{err}");
    assert!(err.contains("“Số hộ giảm” (20) vượt “Hộ nghèo đầu năm” (16)"), "{err}");
}

#[test]
fn a_change_may_be_below_nought() {
    let folder = set();
    let column = "{ ma: doi, nhan: Tăng, giảm, cong_thuc: giam - dau }";
    let set = SET.replace("Tăng, giảm", "Chênh");
    let column = column.replace("Tăng, giảm", "Chênh");
    folder.put(
        "bo-ke-hoach.yaml",
        set.replace("ten_don_vi", &format!("    - {column}\nten_don_vi")),
    );
    let err = run(&folder).code(0).err;
    assert!(!err.contains("beyond-start"), "{err}");
}

#[test]
fn another_units_name_in_an_override_is_a_warning_there() {
    let folder = set();
    folder.put("bo-ke-hoach.yaml", format!("{SET}rieng: rieng\n"));
    let own = "noi_dung:\n  - ma: muc-tieu\n    doan: |\n      Năm nay {{ don_vi.ten }} và xã Kim Liên giảm nghèo.\n";
    folder.put("rieng/mh.yaml", format!("# Chép từ Xã Nam Liên.\n{own}"));
    let err = run(&folder).code(0).err;
    assert!(err.contains("stranger-name") && err.contains("rieng/mh.yaml:5:35"), "{err}");
    assert!(err.contains("“xã Kim Liên” là tên của một đơn vị khác"), "{err}");
    assert_eq!(err.matches("stranger-name]").count(), 1, "{err}");
}

#[test]
fn a_name_in_the_master_is_told_once() {
    let folder = set();
    let master = MASTER.replace("hộ nghèo.", "hộ nghèo như xã Kim Liên.");
    folder.put("mau.yaml", form_with(&master));
    let err = run(&folder).code(0).err;
    assert_eq!(err.matches("stranger-name]").count(), 1, "{err}");
    assert!(err.contains("4 đơn vị khác cũng in chữ này"), "{err}");
    // Where only that unit prints it, it is at home.
    let item = "  - ma: rieng\n    khi: ma = \"kl\"\n    tieu_de: Riêng xã Kim Liên\n    doan: Riêng.\n";
    folder.put("mau.yaml", form_with(&format!("{MASTER}{item}")));
    let err = run(&folder).code(0).err;
    assert!(!err.contains("stranger-name"), "{err}");
}

#[test]
fn a_list_of_units_is_no_slip() {
    let folder = set();
    let list = "noi_nhan:\n  - UBND xã Mai Hà\n  - UBND xã Kim Liên\n  - UBND xã Nam Liên\n  - UBND xã Đồng Văn\n  - luu: VT\n";
    folder.put("mau.yaml", form_with(&format!("{MASTER}{list}")));
    let err = run(&folder).code(0).err;
    assert!(!err.contains("stranger-name"), "{err}");
}

#[test]
fn another_units_name_in_a_units_own_rows_is_a_warning_there() {
    let folder = set();
    let table = "bang:\n  nhom:\n    du_lieu: { tep: nhom.csv, theo_don_vi: don_vi }\n    cot: [{ ma: viec, nhan: Việc }, { ma: so, nhan: Số hộ }]\n";
    let master = format!("{MASTER}    bang: nhom\n{table}");
    folder.put("mau.yaml", form_with(&master));
    let row = |key: &str| format!("{key};Vay vốn;5\n");
    let rows: String = ["mh", "kl", "nl", "dv", "tl"].into_iter().map(row).collect();
    folder.put("nhom.csv", format!("don_vi;viec;so\n{rows}"));
    let err = run(&folder).code(0).err;
    assert!(!err.contains("stranger-name"), "{err}");
    let slip = rows.replace("nl;Vay vốn", "nl;Vay vốn ở xã Tân Lập");
    folder.put("nhom.csv", format!("don_vi;viec;so\n{slip}"));
    let err = run(&folder).code(0).err;
    assert!(err.contains("stranger-name") && err.contains("nhom.csv:4:4"), "{err}");
    assert!(err.contains("(đơn vị Xã Nam Liên)"), "{err}");
}

#[test]
fn a_column_about_other_units_is_no_slip() {
    let folder = set();
    let with = |cells: [&str; 5]| {
        let mut lines = UNITS.lines();
        let mut res = format!("{};ket_nghia\n", lines.next().unwrap());
        for (line, cell) in lines.zip(cells) {
            res += &format!("{line};{cell}\n");
        }
        res
    };
    let column = "    - { ma: ket_nghia, nhan: Kết nghĩa với, an: co }\nten_don_vi";
    folder.put("bo-ke-hoach.yaml", SET.replace("ten_don_vi", column));
    let all = ["Xã Kim Liên", "Xã Mai Hà", "Xã Tân Lập", "Xã Nam Liên", "Xã Đồng Văn"];
    folder.put("don-vi.csv", with(all));
    let err = run(&folder).code(0).err;
    assert!(!err.contains("stranger-name"), "{err}");
    folder.put("don-vi.csv", with(["", "", "Xã Tân Lập", "", ""]));
    let err = run(&folder).code(0).err;
    assert!(err.contains("stranger-name") && err.contains("“Kết nghĩa với”"), "{err}");
}

#[test]
fn of_the_nine_districts_only_a_luoi_is_far_from_the_others() {
    let out = Folder::new();
    let set = root().join("data/bo-thua-thien-hue-2024");
    let copy = Folder::new();
    for file in kehoach::source::list_files(&set) {
        let name = file.strip_prefix(&set).unwrap().to_string_lossy().into_owned();
        copy.put(&name, std::fs::read(&file).unwrap());
    }
    let path = copy.path("bo-ke-hoach.yaml");
    let text = String::from_utf8(copy.read("bo-ke-hoach.yaml")).unwrap();
    let loud = text.split("bo_qua:").next().unwrap().to_owned();
    let run = |out: &Folder| {
        let args = ["batch".as_ref(), path.as_os_str(), "-o".as_ref(), "out".as_ref()];
        let args = args.into_iter().chain(["--to".as_ref(), "txt".as_ref()]);
        run_in(&out.path(""), args).code(0).err
    };
    let err = run(&out);
    assert!(!err.contains("outlier") && !err.contains("stranger-name"), "{err}");
    // The law among the bases that has been amended is the fourth.
    assert_eq!(unit(&out, "a-luoi")["silenced"], 4);
    copy.put("bo-ke-hoach.yaml", loud);
    let err = run(&out);
    assert_eq!(err.matches("outlier]").count(), 3, "{err}");
    assert!(err.contains("ghi 1.196, gấp 22 lần số giữa (54)"), "{err}");
    assert_eq!(err.matches("(đơn vị Huyện A Lưới)").count(), 3, "{err}");
}
