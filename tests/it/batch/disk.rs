//! A disk that is full, a folder that is none, a paper that cannot be replaced: it is
//! told, what was there stays, and the others are made.

use std::fs;
use std::process::Command;

use super::{Bo, KEYS, said};
use crate::driver::{Run, command_in, golden, run_of, same};

/// Every paper of the set to be made again, with other bytes.
fn change(bo: &Bo) {
    bo.edit("ke-hoach-mau.yaml", "  - UBND tỉnh (để b/c)\n", "  - UBND tỉnh\n");
}

/// Runs the set where no file may be longer than so many bytes.
fn run_limited(bo: &Bo, bytes: usize) -> Run {
    let limited = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" batch bo --jobs 2",
        bytes / 1024
    );
    let mut command = Command::new("bash");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_kehoach")]);
    run_of(command.current_dir(bo.0.path("")))
}

#[test]
fn papers_for_which_there_is_no_room_are_told_and_the_old_ones_stay() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let before = bo.papers();
    change(&bo);
    // Half of the papers are longer than the limit, and half are not.
    let mut sizes: Vec<_> =
        KEYS.map(|key| before[&format!("ke-hoach-{key}.pdf")].len()).into();
    sizes.sort_unstable();
    let run = run_limited(&bo, sizes[4]).code(1);
    assert!(run.err.contains("lỗi[disk-full]: đĩa đầy"), "{}", run.err);
    let (failed, built) = (bo.in_state("failed"), bo.in_state("built"));
    assert!(!failed.is_empty() && !built.is_empty(), "{}", run.err);
    assert_eq!(failed.len() + built.len(), 9);
    let after = bo.papers();
    for key in &failed {
        let name = format!("ke-hoach-{key}.pdf");
        assert!(before[&name] == after[&name], "{key}");
        // Each is told by its name.
        assert!(
            run.err.contains(&format!("ke-hoach-{key}: không làm được")),
            "{}",
            run.err
        );
    }
    for key in &built {
        let name = format!("ke-hoach-{key}.pdf");
        assert!(before[&name] != after[&name], "{key}");
    }
    // With room again only those are made.
    let _ = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("built"), failed);
}

/// A disk of its own, which only the superuser can have.
#[test]
#[ignore = "needs the right to mount a file system"]
fn a_disk_that_fills_up_leaves_what_was_there() {
    let bo = Bo::nine();
    fs::create_dir_all(bo.out()).unwrap();
    let out = bo.out();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=420k", "tmpfs"])
        .arg(&out)
        .status()
        .unwrap();
    assert!(mounted.success());
    let first = std::panic::catch_unwind(|| {
        let run = bo.batch(&["--only", "hue,a-luoi"]).code(0);
        let before = bo.papers();
        change(&bo);
        let run_full = bo.batch(&["--jobs", "2"]).code(1);
        assert!(run_full.err.contains("đĩa đầy"), "{}\n{}", run.err, run_full.err);
        for (name, bytes) in bo.papers() {
            assert!(lopdf::Document::load_mem(&bytes).is_ok(), "{name}");
        }
        before
    });
    let unmounted = Command::new("umount").arg(&out).status().unwrap();
    assert!(unmounted.success());
    first.unwrap();
    // On a disk with room all is made.
    let _ = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("built"), KEYS);
}

#[test]
fn an_output_folder_that_is_a_file_is_told_and_stays() {
    let bo = Bo::nine();
    bo.0.put("out/bo", "của ai đó");
    let run = bo.batch(&[]).code(1);
    assert!(run.err.contains("lỗi[cannot-write]: không ghi được vào thư mục out/bo: đã có tệp mang tên ấy\n"), "{}", run.err);
    assert!(
        run.err.ends_with("bo/bo-ke-hoach.yaml: chưa làm được bộ: 1 lỗi\n"),
        "{}",
        run.err
    );
    assert_eq!(bo.0.read("out/bo"), "của ai đó".as_bytes());
    assert!(!bo.0.path("bo/so-van-ban.csv").exists(), "no number is given");
}

#[test]
fn a_paper_that_cannot_be_replaced_is_put_beside_and_told() {
    let bo = Bo::nine();
    // A folder can be replaced by a file on no system.
    bo.0.put("out/bo/ke-hoach-hue.pdf/x", "của ai đó");
    let run = bo.batch(&[]).code(1);
    golden("goldens/bo-bi-giu.txt", &said(&run));
    assert!(run.err.contains("lỗi[output-held]"), "{}", run.err);
    assert_eq!(bo.0.read("out/bo/ke-hoach-hue.pdf/x"), "của ai đó".as_bytes());
    assert_eq!(bo.in_state("failed"), ["hue"]);
    assert_eq!(bo.in_state("built").len(), 8);
    assert!(bo.out().join("ke-hoach-hue.moi.pdf").exists());
    // When the place is free the paper comes there, and its stand-in is of no use.
    fs::remove_dir_all(bo.out().join("ke-hoach-hue.pdf")).unwrap();
    let run = bo.batch(&["--prune"]).code(0);
    same(
        "đã xóa: ke-hoach-hue.moi.pdf\n9 đơn vị: 1 đã làm, 8 giữ nguyên; 46 trang\n",
        &said(&run),
    );
    assert!(bo.out().join("ke-hoach-hue.pdf").is_file());
}

#[test]
fn a_report_that_cannot_be_replaced_is_told() {
    let bo = Bo::nine();
    bo.0.put("out/bo/bao-cao.html/x", "của ai đó");
    let run = bo.batch(&[]).code(1);
    assert!(run.err.contains("lỗi["), "{}", run.err);
    assert!(run.err.contains("bao-cao.html"), "{}", run.err);
    assert_eq!(bo.papers().keys().filter(|name| name.ends_with(".pdf")).count(), 10);
}

#[test]
fn one_run_at_a_time_works_in_a_folder() {
    use std::process::Stdio;
    let bo = Bo::nine();
    let mut others: Vec<_> = (0..4)
        .map(|_| {
            let mut command = command_in(&bo.0.path(""));
            command.args(["batch", "bo"]).stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let ended: Vec<_> =
        others.drain(..).map(|child| child.wait_with_output().unwrap()).collect();
    assert!(ended.iter().any(|run| run.status.success()));
    for run in ended.iter().filter(|run| !run.status.success()) {
        let err = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{err}");
        assert!(
            err.contains(
                "lỗi[batch-running]: một lần chạy khác đang làm trong thư mục out/bo\n"
            ),
            "{err}"
        );
    }
    let _ = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("kept"), KEYS);
}
