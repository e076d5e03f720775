//! How `check` grows with what a form has much of: twice as much takes twice as long.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Result, measure_run};

/// So many of each, and twice as many.
const COUNTS: [usize; 2] = [1_500, 3_000];

/// What is said over and over in one paragraph.
const SAID: [&str; 6] = [
    "5.000 đồng ",
    "17 hộ nghèo ",
    "4,5% ",
    "số hộ nghèo giảm là 17 hộ, ",
    "theo Nghị định số 91/2023/NĐ-CP ngày 20/4/2023 ",
    "{{ chi_tieu.giam }} hộ ",
];

/// Prints how long each takes once and twice, and the ratio.
pub(super) fn print_growth(dir: &Path) -> Result<()> {
    for said in SAID {
        print_ratio(dir, said.trim(), |count| write_paragraph(&said.repeat(count)))?;
    }
    print_ratio(dir, "indicators", write_indicators)?;
    print_ratio(dir, "tables", write_tables)
}

fn print_ratio(dir: &Path, name: &str, write: impl Fn(usize) -> String) -> Result<()> {
    let mut times = Vec::new();
    for count in COUNTS {
        fs::write(dir.join("growth.yaml"), write(count))?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command.current_dir(dir).args(["check", "growth.yaml"]);
        times.push(measure_run(&mut command)?.0.as_secs_f64());
    }
    let [once, twice] = [times[0] * 1000.0, times[1] * 1000.0];
    let ratio = twice / once;
    let [few, many] = COUNTS;
    println!("{few} × {name}: {once:.0} ms, {many}: {twice:.0} ms ({ratio:.1} times)");
    Ok(())
}

fn write_paragraph(text: &str) -> String {
    let indicator =
        "chi_tieu: { giam: { ten: Số hộ nghèo giảm, gia_tri: 17, don_vi: hộ } }";
    write_form(&format!("noi_dung:\n  - {{ tieu_de: A, doan: '{text}' }}\n{indicator}\n"))
}

fn write_indicators(count: usize) -> String {
    let mut keys =
        "noi_dung: [{ tieu_de: A, doan: 17 hộ nghèo }]\nchi_tieu:\n".to_owned();
    for index in 0..count {
        let _ = writeln!(
            keys,
            "  c{index}: {{ ten: Số hộ nghèo thôn {index}, gia_tri: {index}, don_vi: hộ }}"
        );
    }
    write_form(&keys)
}

fn write_tables(count: usize) -> String {
    let mut keys = "noi_dung:\n".to_owned();
    for index in 0..count {
        let _ = writeln!(keys, "  - {{ tieu_de: Bảng kê, bang: t{index} }}");
    }
    keys += "bang:\n";
    for index in 0..count {
        let _ = writeln!(
            keys,
            "  t{index}: {{ cot: [{{ nhan: Thôn }}, {{ nhan: Hộ }}], hang: [[Mai, 5]] }}"
        );
    }
    write_form(&keys)
}

/// A right plan of these keys.
fn write_form(keys: &str) -> String {
    format!(
        "kehoach: 1
nam: 2025
co_quan: {{ ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }}
van_ban: {{ so: 5, ngay: 2025-08-10, trich_yeu: Triển khai công tác giảm nghèo năm 2025 }}
noi_nhan: [Các thôn, {{ luu: VT }}]
ky: {{ thay_mat: co, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn A }}
{keys}"
    )
}
