//! The office's own paper is one more unit of the run: it is looked at, held back, made,
//! written down and told as the others are.

use std::fs;

use serde_json::Value;

use super::{Bo, KEYS, said};
use crate::driver::same;

/// What the report says of it.
fn common(bo: &Bo) -> Value {
    bo.report()["common"].clone()
}

/// What is written down of all papers, by the keys of their units.
fn written_down(bo: &Bo) -> Vec<Value> {
    let manifest: Value =
        serde_json::from_slice(&bo.0.read("out/bo/.kehoach-bo.json")).unwrap();
    let units = manifest["units"].as_array().unwrap().iter();
    units.map(|entry| entry["unit"].clone()).collect()
}

#[test]
fn the_offices_paper_has_the_record_that_units_have() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let common = common(&bo);
    assert_eq!(common["state"], "built");
    let papers = written_down(&bo);
    assert_eq!(papers.len(), KEYS.len() + 1);
    let (office, units): (Vec<_>, Vec<_>) =
        papers.iter().partition(|paper| paper["key"] == "");
    let [office] = office[..] else { panic!("{papers:?}") };
    for field in ["name", "paper", "state", "files", "pages", "silenced"] {
        assert_eq!(office[field], common[field], "{field}");
    }
    assert!(office["pages"].as_u64().unwrap() > 0);
    assert_eq!(office["files"][0]["name"], "ke-hoach-chung.pdf");
    let names = |paper: &Value| -> Vec<String> {
        paper.as_object().unwrap().keys().cloned().collect()
    };
    assert!(units.iter().all(|unit| names(unit) == names(office)));
}

#[test]
fn the_offices_paper_waits_for_the_units_and_is_told_all_the_same() {
    let bo = Bo::nine();
    let run = bo.batch(&["--only", "hue", "--to", "txt"]).code(0);
    // What other runs are to do is no complaint of this one.
    assert!(!run.err.contains("chưa làm, vì"), "{}", run.err);
    let office = common(&bo);
    let held = (&office["state"], &office["pages"], &office["files"]);
    assert_eq!(held, (&"skipped".into(), &0.into(), &Value::Array(Vec::new())));
    assert!(!bo.out().join("ke-hoach-chung.txt").exists());
    // A fault of its form is found however many are waited for.
    bo.edit("ke-hoach-chung.yaml", "tong_hop.tong.giam", "tong_hop.tong.giamm");
    let run = bo.batch(&["--only", "hue", "--to", "txt"]).code(1);
    assert!(run.err.contains("bo/ke-hoach-chung.yaml:62:"), "{}", run.err);
    assert!(!run.err.contains("chưa làm, vì"), "{}", run.err);
    assert_eq!(common(&bo)["state"], "faulty");
    assert!(!common(&bo)["findings"].as_array().unwrap().is_empty());
}

#[test]
fn a_run_of_the_whole_set_names_the_units_that_the_offices_paper_waits_for() {
    let bo = Bo::nine();
    let _ = bo.batch(&["--to", "txt"]).code(0);
    let sound = bo.text("rieng/a-luoi.yaml");
    bo.put("rieng/a-luoi.yaml", format!("{sound}\nnam: không rõ\n").as_bytes());
    // A part says nothing of it.
    let run = bo.batch(&["--only", "hue", "--to", "txt"]).code(0);
    assert!(
        !run.err.contains("lần chạy trước") && !run.err.contains("chung"),
        "{}",
        run.err
    );
    // Each run says it, also one that made none of these papers stale.
    let _ = bo.batch(&["--to", "txt"]).code(1);
    let run = bo.batch(&["--to", "txt"]).code(1);
    for line in [
        "ke-hoach-chung: chưa làm, vì còn 1 đơn vị chưa xong: Huyện A Lưới\n",
        "chưa có sửa đổi: ke-hoach-a-luoi.txt\n",
        "chưa có sửa đổi: ke-hoach-chung.txt\n",
    ] {
        assert!(run.err.contains(line), "{line}: {}", run.err);
    }
    // The office's own paper comes back as it was, and is not made anew.
    bo.put("rieng/a-luoi.yaml", sound.as_bytes());
    let _ = bo.batch(&["--to", "txt"]).code(0);
    assert_eq!(common(&bo)["state"], "kept");
}

#[test]
fn an_offices_paper_that_cannot_be_replaced_is_put_beside_and_told() {
    let bo = Bo::nine();
    // A folder can be replaced by a file on no system.
    bo.0.put("out/bo/ke-hoach-chung.pdf/x", "của ai đó");
    let run = bo.batch(&[]).code(1);
    assert!(run.err.contains("lỗi[output-held]"), "{}", run.err);
    assert_eq!(
        (common(&bo)["state"].as_str(), bo.in_state("built").len()),
        (Some("failed"), 9)
    );
    assert_eq!(common(&bo)["findings"][0]["code"], "output-held");
    assert!(bo.out().join("ke-hoach-chung.moi.pdf").exists());
    // When the place is free the paper comes there, and its stand-in is of no use.
    fs::remove_dir_all(bo.out().join("ke-hoach-chung.pdf")).unwrap();
    let run = bo.batch(&["--prune"]).code(0);
    same(
        "đã xóa: ke-hoach-chung.moi.pdf\n9 đơn vị: 9 giữ nguyên; 46 trang\n",
        &said(&run),
    );
    assert_eq!(common(&bo)["state"], "built");
}

#[test]
fn papers_that_are_no_plans_are_called_by_their_type() {
    let bo = Bo::nine();
    for form in ["ke-hoach-mau.yaml", "ke-hoach-chung.yaml"] {
        bo.edit(form, "\nkehoach: 1\n", "\nkehoach: 1\nloai: bao_cao\n");
    }
    let _ = bo.batch(&["--to", "txt"]).code(0);
    assert_eq!(common(&bo)["name"], "Báo cáo chung");
    let page = String::from_utf8(bo.0.read("out/bo/bao-cao.html")).unwrap();
    assert!(page.contains("<h2>Báo cáo chung</h2>"));
    let merged = String::from_utf8(bo.0.read("out/bo/tong-hop.csv")).unwrap();
    let head = merged.lines().next().unwrap();
    assert!(head.contains("(theo báo cáo của đơn vị)"), "{head}");
    assert!(!head.contains("kế hoạch của đơn vị"), "{head}");
}
