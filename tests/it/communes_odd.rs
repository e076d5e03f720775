//! The communes of the register in a workbook with everything that real ones have: the set
//! reconciles, or each row that is wrong is told once.

use super::communes_set::REGISTER;
use super::driver::{Folder, Run};
use super::odd_book::{Slip, odd_files};

/// Runs the set with these slips, as text.
fn run(slips: &[Slip]) -> (Folder, Run) {
    let folder = Folder::new();
    for (name, bytes) in odd_files(REGISTER, slips).unwrap() {
        folder.put(&format!("bo/{name}"), &bytes);
    }
    let run = folder.run(["batch", "bo", "--to", "txt"]);
    (folder, run)
}

/// The first lines of the findings of a run: `lỗi[empty-cell]: …`.
fn list_findings(run: &Run) -> Vec<&str> {
    let is_first = |line: &&str| {
        ["lỗi[", "cảnh báo[", "gợi ý["].iter().any(|word| line.starts_with(word))
    };
    run.err.lines().filter(is_first).collect()
}

#[test]
fn a_workbook_with_every_oddity_reconciles_without_a_word() {
    let (_folder, run) = run(&[]);
    let run = run.code(0);
    assert_eq!(list_findings(&run), [""; 0]);
    assert_eq!(run.err.lines().filter(|line| line.starts_with("khớp: ")).count(), 7);
    assert!(run.err.contains("\n3321 đơn vị: 3321 đã làm\n"), "{}", run.err);
}

#[test]
fn each_row_that_is_wrong_among_the_odd_ones_is_told_once() {
    let (folder, run) = run(&Slip::ALL);
    let run = run.code(1);
    let mut found = list_findings(&run);
    // What follows for the whole: the commune whose village has another's code lacks it in
    // its sums and in the percentage beside them, and a row that stands twice is one unit too
    // many.
    let follows = |line: &&str| {
        line.contains("]: cả bảng: `tong(")
            || line.starts_with("cảnh báo[percent-differs]")
            || line.starts_with("lỗi[set-mismatch]")
    };
    assert!(found.iter().filter(|line| follows(line)).count() <= 6, "{}", run.err);
    found.retain(|line| !follows(line));
    found.sort_unstable();
    let codes: Vec<_> =
        found.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "cảnh báo[row-without-unit]",
            "lỗi[check-failed]",
            "lỗi[empty-cell]",
            "lỗi[not-a-number]",
            "lỗi[not-a-number]",
            "lỗi[row-twice]",
            "lỗi[sheet-error]",
        ],
        "{}",
        run.err
    );
    let report: serde_json::Value =
        serde_json::from_slice(&folder.read("out/bo/bao-cao.json")).unwrap();
    let counts = &report["counts"];
    // A row that stands twice is two units without a paper.
    assert_eq!((&counts["faulty"], &counts["waiting"]), (&8.into(), &0.into()));
    assert_eq!(counts["built"], REGISTER - 7);
}
