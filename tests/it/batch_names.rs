//! Names of units in a set: one name however it is spelled, old names and copied ones.

use super::driver::{Folder, Run, form_with};

const SET: &str = "\
kehoach: 1
bieu_mau: mau.yaml
don_vi:
  du_lieu: don-vi.csv
  khoa: ten
  cot:
    - { ma: ten, nhan: Đơn vị }
    - { ma: dau, nhan: Hộ nghèo đầu năm }
    - { ma: cu, nhan: Xã cũ, an: co }
rieng: rieng
";

const UNITS: &str = "\
ten;dau;cu
Xã Hoà An;202;
Xã Cư M’gar;185;
Xã Mai Hà;190;
Xã Kim Liên;177;
Xã Tân Lập;164;
";

const MASTER: &str = "\
co_quan:
  ten: Ủy ban nhân dân {{ don_vi.ten }}
  dia_danh: Kim Liên
noi_dung:
  - ma: muc-tieu
    tieu_de: Mục tiêu
    doan: Năm 2023, {{ don_vi.ten }} có {{ don_vi.dau }} hộ nghèo.
";

/// A small set, in which `Xã Hoà An` has an override with this sentence.
fn set(sentence: &str) -> Folder {
    let folder = Folder::new();
    folder.put("bo-ke-hoach.yaml", SET).put("don-vi.csv", UNITS);
    folder.put("mau.yaml", form_with(MASTER));
    let text = format!("noi_dung:\n  - ma: muc-tieu\n    doan: \"{sentence}\"\n");
    // Its file has the mark on the other letter.
    folder.put("rieng/Xã Hòa An.yaml", text);
    folder
}

fn run(folder: &Folder, more: &[&str]) -> Run {
    let args = ["batch", ".", "-o", "out", "--to", "txt"];
    folder.run(args.iter().chain(more))
}

/// The paper of a unit.
fn paper(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(&format!("out/{name}.txt"))).unwrap()
}

#[test]
fn a_unit_is_meant_by_any_spelling_of_its_key() {
    let folder = set("{{ don_vi.ten }} có {{ don_vi[\\\"Xã  HÒA An\\\"].dau }} hộ.");
    let err = run(&folder, &["--only", "xã hòa an", "--only", "Xã Cư M'gar"]).code(0).err;
    assert!(!err.contains("stray-override"), "{err}");
    assert_eq!(folder.files().iter().filter(|f| f.ends_with(".txt")).count(), 2);
    // The spelling on paper is the one of its own place.
    assert!(paper(&folder, "Xã Hoà An").contains("Xã Hoà An có 202 hộ."));
    let err = run(&folder, &["--except", "Xã Cư Mgar"]).code(0).err;
    assert!(!err.contains("lỗi"), "{err}");
}

#[test]
fn rows_of_a_unit_are_taken_in_any_spelling() {
    let folder = set("{{ don_vi.ten }} có {{ bang_thon.tong.ho }} hộ.");
    let table = "bang:\n  bang_thon:\n    du_lieu: { tep: thon.csv, theo_don_vi: xa }\n    cot: [{ ma: thon, nhan: Thôn }, { ma: ho, nhan: Số hộ }]\n    tong: {}\n";
    folder.put("mau.yaml", form_with(&format!("{MASTER}    bang: bang_thon\n{table}")));
    let mut rows = "xa;thon;ho\n".to_owned();
    for (unit, first) in
        ["Hoà An", "Cư M’gar", "Mai Hà", "Kim Liên", "Tân Lập"].into_iter().zip(1..)
    {
        rows += &format!("Xã {unit};Đông;{first}0\n");
    }
    rows += "Xã Hòa An;Tây;7\nxã  Hoà\u{A0}An;Nam;5\nXã Cư M'gar;Bắc;3\n";
    folder.put("thon.csv", rows);
    let err = run(&folder, &[]).code(0).err;
    assert!(!err.contains("row-without-unit"), "{err}");
    assert!(paper(&folder, "Xã Hoà An").contains("Xã Hoà An có 22 hộ."));
    assert!(paper(&folder, "Xã Cư M’gar").contains("Bắc"));
}

#[test]
fn a_name_that_the_unit_had_before_is_no_strangers() {
    for sentence in [
        "Xã được thành lập trên cơ sở sáp nhập xã Mai Hà, xã Kim Liên và xã Đông.",
        "Các thôn của xã Mai Hà (cũ) còn khó khăn.",
        "Xã mới thành lập từ xã Mai Hà. Thôn 1 xã Mai Hà có 3 hộ.",
    ] {
        let err = run(&set(sentence), &[]).code(0).err;
        assert!(!err.contains("stranger-name"), "{sentence}\n{err}");
    }
    // The unit's own row says it.
    let folder = set("Thôn 1, xã Mai Hà có 3 hộ.");
    folder.put("don-vi.csv", UNITS.replace("202;", "202;xã Mai Hà, xã Tân An"));
    let err = run(&folder, &[]).code(0).err;
    assert!(!err.contains("stranger-name"), "{err}");
}

#[test]
fn a_copied_name_is_told_beside_old_ones_too() {
    for sentence in [
        "Cán bộ xã Mai Hà phụ trách.",
        "Xã Mai Hà được thành lập trên cơ sở sáp nhập hai xã.",
        "Các thôn của xã Kim Liên (cũ). Cán bộ xã Mai Hà phụ trách.",
        "Sáp nhập xã Kim Liên, xã Tân Lập, xã Đông thành xã Mai Hà.",
    ] {
        let err = run(&set(sentence), &[]).code(0).err;
        assert_eq!(err.matches("stranger-name]").count(), 1, "{sentence}\n{err}");
        assert!(err.contains("Mai Hà” là tên của một đơn vị khác"), "{err}");
    }
    // In another spelling it is the same name, of the unit itself and of another.
    let folder = set("Cán bộ xã Hòa An và xã Cư M'gar phụ trách.");
    let err = run(&folder, &[]).code(0).err;
    assert_eq!(err.matches("stranger-name]").count(), 1, "{err}");
    assert!(err.contains("“xã Cư M'gar”"), "{err}");
}

#[test]
fn a_suppression_names_its_unit_in_any_spelling() {
    let folder = set("Cán bộ xã Mai Hà phụ trách.");
    let suppression = "bo_qua:\n  - { ma: stranger-name, don_vi: Xã Hòa An, ly_do: Đúng là nhắc đến }\n";
    folder.put("bo-ke-hoach.yaml", format!("{SET}{suppression}"));
    let err = run(&folder, &[]).code(0).err;
    assert!(!err.contains("stranger-name"), "{err}");
}
