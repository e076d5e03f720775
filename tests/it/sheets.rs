//! Workbooks as offices have them: what is read of them, and that a clerk can see it.

use std::path::Path;
use std::sync::Arc;

use kehoach::diagnostic::{Severity, format_readings};
use kehoach::form;
use kehoach::indicator::{self, Computed};
use kehoach::sheet::{self, SheetChoice};
use kehoach::source::Source;

use super::driver::{Folder, form_with, golden};
use super::shapes::{Shape, make_shapes};

/// A shape as it was read.
struct ReadShape {
    computed: Computed,
    /// What is said of the reading.
    account: String,
    /// The codes of all errors, each once.
    errors: Vec<&'static str>,
}

fn read_shape(shape: &Shape) -> ReadShape {
    let source = Source::new(Path::new("ke-hoach.yaml"), &shape.form);
    let (form, found) = form::read(&source);
    assert!(found.is_empty(), "{}: {found:?}", shape.name);
    let form = form.unwrap();
    let choice = SheetChoice { sheet: shape.sheet, header: None };
    let sheet = sheet::read(Path::new(shape.file), shape.bytes.clone(), choice).unwrap();
    let computed =
        indicator::compute_figures(&form, &vec![Some(Arc::new(sheet))].into(), &[]);
    let in_files = computed.files.iter().map(|found| &found.finding);
    let mut errors: Vec<_> = computed
        .form
        .iter()
        .chain(in_files)
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.code.id)
        .collect();
    errors.dedup();
    let account = format_readings(&computed.figures.file_readings(&form));
    ReadShape { computed, account, errors }
}

#[test]
fn each_shape_is_read_right_or_asked_about() {
    let mut wrong = String::new();
    for count in [12, 1_000] {
        for shape in make_shapes(count).unwrap() {
            let read = read_shape(&shape);
            if let (Some(fault), true) =
                (shape.find_wrong(&read.computed.figures), read.errors.is_empty())
            {
                wrong += &format!("{} ({count}): {fault}\n{}", shape.name, read.account);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A form whose table comes from `ho.csv`.
const FROM_CSV: &str = "\
bang:
  ngheo:
    du_lieu: ho.csv
    cot:
      - { ma: thon, nhan: Thôn }
      - { ma: ho, nhan: Số hộ }
      - { ma: dau, nhan: Hộ nghèo }
      - { ma: tl, nhan: Tỷ lệ, cong_thuc: dau / ho, kieu: phan_tram }
    tong: { nhan: Tổng cộng }
noi_dung:
  - tieu_de: Mục tiêu
    doan: Toàn xã có {{ ngheo.tong.dau }} hộ nghèo.
    bang: ngheo
";

const CSV: &str = "\
Thôn;Số hộ;Hộ nghèo
Mai Hà;202;3
Sơn Trung;150;6
Tổng cộng;352;9
";

/// What is said of that file.
const ACCOUNT: &str =
    "số liệu thu/ho.csv, bảng ngheo: lấy 2 hàng; hàng “Tổng cộng” (dòng 4) khớp\n";

fn from_csv(csv: &str) -> Folder {
    let folder = Folder::new();
    folder.put("thu/ke-hoach.yaml", form_with(FROM_CSV)).put("thu/ho.csv", csv);
    folder
}

#[test]
fn a_run_for_people_ends_with_how_its_files_were_read() {
    let folder = from_csv(CSV);
    let clean = format!("1 biểu: không có lỗi nào\n{ACCOUNT}");
    let _ = folder.run(["check", "thu"]).code(0).out("").err(&clean);
    let _ = folder
        .run(["build", "thu", "--to", "txt"])
        .code(0)
        .out("out/thu.txt\n")
        .err(ACCOUNT);
    for format in ["short", "github"] {
        let _ = folder.run(["check", "thu", "--format", format]).code(0).out("").err("");
    }
}

#[test]
fn the_line_comes_after_all_findings_and_says_what_differs() {
    let folder = from_csv(&CSV.replace("352;9", "352;10"));
    let line = "số liệu thu/ho.csv, bảng ngheo: lấy 2 hàng; hàng “Tổng cộng” (dòng 4) khác số tính được ở cột “Hộ nghèo”\n";
    for command in ["check", "build"] {
        let run = folder.run([command, "thu"]).code(1);
        assert!(run.err.ends_with(line), "{}", run.err);
        assert!(run.err.contains("lỗi[figure-differs]"), "{}", run.err);
    }
}

#[test]
fn a_form_without_files_ends_as_ever() {
    let folder = Folder::new();
    folder.put("thu/ke-hoach.yaml", form_with(""));
    let _ = folder.run(["check", "thu"]).code(0).err("1 biểu: không có lỗi nào\n");
    let run = folder.run(["check", "thu", "--format", "json"]).code(0).err("");
    let root: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(root["files"][0]["data"], serde_json::json!([]));
}

#[test]
fn programs_get_the_account_with_the_form() {
    let run = from_csv(CSV).run(["check", "thu", "--format", "json"]).code(0).err("");
    let root: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(root["version"], 1);
    assert_eq!(
        root["files"][0]["data"],
        serde_json::json!([{
            "file": "thu/ho.csv",
            "sheet": null,
            "table": "ngheo",
            "rows": 2,
            "header": [1, 1],
            "total": {
                "row": 4, "name": "Tổng cộng", "equal": true, "differs": [], "hidden": false,
            },
            "uncounted": [],
            "passed": [],
            "hidden": [],
            "scale": null,
            "notes": [],
        }])
    );
}

#[test]
fn the_lines_of_a_csv_are_those_of_an_editor() {
    // A field of two lines: the row below it stands a line further down.
    let csv = CSV.replace("Mai Hà", "\"Mai\nHà\"");
    let run = from_csv(&csv).run(["check", "thu"]).code(0);
    assert!(run.err.contains("“Tổng cộng” (dòng 5) khớp"), "{}", run.err);
}

#[test]
fn a_table_is_traced_row_by_row() {
    let folder = from_csv(CSV);
    let run = folder.run(["trace", "thu", "ngheo"]).code(0).err("");
    golden("goldens/trace-bang.txt", &run.out);
    let same = folder.run(["trace", "thu", "{{ ngheo }}", "--all"]).code(0);
    assert_eq!(same.out, run.out);
    let json = folder.run(["trace", "thu", "ngheo", "--format", "json"]).code(0).err("");
    golden("goldens/trace-bang.json", &json.out);
}

#[test]
fn the_middle_of_a_long_table_is_counted_unless_it_is_asked_for() {
    let mut csv = "Thôn;Số hộ;Hộ nghèo\n".to_owned();
    for number in 1..=10_000 {
        csv += &format!("Thôn {number};{};1\n", number + 7);
    }
    let folder = from_csv(&csv);
    let run = folder.run(["trace", "thu", "ngheo"]).code(0);
    let rows = run.out.lines().filter(|line| line.contains(": hàng ")).count();
    assert_eq!(rows, 100, "{}", run.out);
    assert!(run.out.contains("\n  … 9900 dòng nữa; xem cả bằng --all\n"), "{}", run.out);
    assert!(run.out.ends_with("dòng 10001: hàng 10000 “Thôn 10000”\n"), "{}", run.out);
    let all = folder.run(["trace", "thu", "ngheo", "--all"]).code(0);
    assert_eq!(all.out.lines().filter(|line| line.contains(": hàng ")).count(), 10_000);
}

#[test]
fn rows_of_the_form_are_traced_to_their_lines() {
    let typed = FROM_CSV.replace(
        "    du_lieu: ho.csv\n",
        "    hang:\n      - [Mai Hà, 202, 3]\n      - [Sơn Trung, 150, 6]\n",
    );
    let folder = Folder::new();
    folder.put("thu/ke-hoach.yaml", form_with(&typed));
    let run = folder.run(["trace", "thu", "ngheo"]).code(0).err("");
    let form = String::from_utf8(folder.read("thu/ke-hoach.yaml")).unwrap();
    let line = form.lines().position(|line| line.contains("Sơn Trung")).unwrap() + 1;
    let wanted = format!("dòng {line}: hàng 2 “Sơn Trung”");
    assert!(run.out.contains(&wanted), "{}", run.out);
    assert!(run.out.contains("Số liệu ghi trong biểu: thu/ke-hoach.yaml"), "{}", run.out);
}
