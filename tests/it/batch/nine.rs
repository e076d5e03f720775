//! The nine districts: they are built, they reconcile, and nothing but the set decides
//! what comes out.

use super::{Bo, KEYS, files_of, said, same_files};
use crate::driver::{golden, same};
use crate::pdf::meta::{says_all, says_no_more};
use crate::pdf::read::Pdf;
use crate::report_book::show_sheet;

const RECONCILED: &str = "\
khớp: tong(don_vi.tong_2023) = 7540 (7.540)
khớp: tong(don_vi.giam) = 1595 (1.595)
khớp: tong(don_vi.cuoi) = 5945 (5.945)
khớp: tong(tong_hop.giam) = tong(don_vi.giam) (1.595)
khớp: tong(tong_hop.con_lai) = tong(don_vi.cuoi) (5.945)
";

/// The text of a file of the run.
fn text(bo: &Bo, name: &str) -> String {
    String::from_utf8(bo.0.read(&format!("out/bo/{name}"))).unwrap()
}

#[test]
fn the_nine_are_built_and_reconcile() {
    let bo = Bo::nine();
    let run = bo.batch(&[]).code(0);
    let written = [
        "bao-cao.html",
        "bao-cao.xlsx",
        "bao-cao.csv",
        "bao-cao.json",
        "tong-hop.xlsx",
        "tong-hop.csv",
    ];
    let written: String = written.map(|name| format!("out/bo/{name}\n")).concat();
    same(&written, &run.out);
    assert!(run.err.contains(RECONCILED), "{}", run.err);
    assert!(run.err.contains("[9/9] ke-hoach-a-luoi: 6 trang\n"), "{}", run.err);
    assert!(run.err.ends_with("9 đơn vị: 9 đã làm; 46 trang\n"), "{}", run.err);
    assert_eq!(bo.in_state("built"), KEYS);
    assert_eq!(bo.report()["reconciles"], true);
    let papers = bo.papers();
    assert_eq!(papers.len(), 10);
    for (name, bytes) in &papers {
        assert!(!Pdf::read(bytes).pages.is_empty(), "{name}");
    }
}

#[test]
fn the_papers_and_tables_of_the_nine_say_what_they_said() {
    let bo = Bo::nine();
    let _ = bo.batch(&["--to", "txt"]).code(0);
    golden("goldens/bo-a-luoi.txt", &text(&bo, "ke-hoach-a-luoi.txt"));
    golden("goldens/bo-chung.txt", &text(&bo, "ke-hoach-chung.txt"));
    golden("goldens/bo-tong-hop.csv", &text(&bo, "tong-hop.csv").replace("\r\n", "\n"));
    let merged = bo.0.read("out/bo/tong-hop.xlsx");
    golden("goldens/bo-tong-hop.xlsx.txt", &show_sheet(&merged, "Tổng hợp"));
    golden("goldens/bo-bao-cao.csv", &text(&bo, "bao-cao.csv").replace("\r\n", "\n"));
    golden("goldens/bo-so-van-ban.csv", &bo.ledger().replace("\r\n", "\n"));
}

#[test]
fn the_same_bytes_come_out_whatever_the_number_of_jobs() {
    let runs = ["1", "2", "5"].map(|jobs| {
        let bo = Bo::nine();
        let run = bo.batch(&["--jobs", jobs, "--to", "pdf,txt"]).code(0);
        (bo.made(), bo.ledger(), run.out, run.err)
    });
    let (files, ledger, out, err) = &runs[0];
    assert_eq!(files.len(), 26);
    for (other, of_ledger, of_out, of_err) in &runs[1..] {
        same_files(files, other);
        same(ledger, of_ledger);
        same(out, of_out);
        same(err, of_err);
    }
}

#[test]
fn where_a_set_stands_says_nothing_in_its_papers() {
    let (bo, other) = (Bo::nine(), Bo::nine());
    let _ = bo.batch(&[]).code(0);
    std::fs::create_dir_all(other.0.path("xa/lắm")).unwrap();
    std::fs::rename(other.0.path("bo"), other.0.path("xa/lắm/bo khác")).unwrap();
    let set = other.0.path("xa/lắm/bo khác/bo-ke-hoach.yaml");
    let set = set.to_string_lossy().into_owned();
    let _ = other.0.run(["batch", &set, "-o", "ra"]).code(0);
    let mut made = files_of(&other.0.path("ra"));
    made.retain(|name, _| name.ends_with(".pdf"));
    same_files(&bo.papers(), &made);
}

#[test]
fn a_paper_of_a_set_says_what_its_text_says() {
    let bo = Bo::nine();
    let _ = bo.batch(&["--to", "pdf,txt"]).code(0);
    let papers = bo.papers();
    for key in KEYS.into_iter().chain(["chung"]) {
        let pdf = &papers[&format!("ke-hoach-{key}.pdf")];
        let text = text(&bo, &format!("ke-hoach-{key}.txt"));
        says_all(key, pdf, &text);
        says_no_more(key, pdf, &text);
    }
}

#[test]
fn each_of_the_nine_speaks_of_itself_only() {
    let bo = Bo::nine();
    let _ = bo.batch(&["--to", "txt"]).code(0);
    for (key, name) in KEYS.iter().zip([
        "Huế",
        "Hương Thủy",
        "Hương Trà",
        "Phong Điền",
        "Quảng Điền",
        "Phú Lộc",
        "Phú Vang",
        "Nam Đông",
        "A Lưới",
    ]) {
        let text = text(&bo, &format!("ke-hoach-{key}.txt"));
        assert!(text.contains(name), "{key}");
        let others = ["Phú Lộc", "Phú Vang", "Nam Đông", "A Lưới", "Hương Trà"];
        for other in others.iter().filter(|other| **other != name) {
            assert!(!text.contains(other), "{key} speaks of {other}");
        }
        // What a condition switches on, and off.
        let watched = text.contains("Tổ công tác");
        assert_eq!(watched, ["hue", "a-luoi"].contains(key), "{key}");
    }
}

#[test]
fn what_is_said_is_in_lines_where_there_is_no_terminal() {
    let bo = Bo::nine();
    let run = bo.batch(&[]).code(0);
    assert!(!run.err.contains('\r') && !run.err.contains('\u{1b}'), "{:?}", run.err);
    assert_eq!(run.err.lines().filter(|line| line.starts_with('[')).count(), 9);
    same("9 đơn vị: 9 đã làm; 46 trang\n", &said(&run));
}
