//! Parts of a set, by unit and by shard: put together they are the whole.

use std::fs;

use super::{Bo, Files, KEYS, same_files};
use crate::driver::same;
use crate::report_book::show_sheet;

/// The whole set, done at once.
fn whole() -> (Bo, Files) {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let mut files = bo.made();
    states_aside(&mut files);
    (bo, files)
}

/// Reports without the words for what this run did itself.
fn states_aside(files: &mut Files) {
    for (name, bytes) in files.iter_mut().filter(|(name, _)| name.starts_with("bao-cao."))
    {
        // Of the workbook, its table of units as it is read.
        let mut text = match name.ends_with(".xlsx") {
            true => show_sheet(bytes, "Các đơn vị"),
            false => String::from_utf8(std::mem::take(bytes)).unwrap(),
        };
        for (kept, built) in [
            ("\"state\": \"kept\"", "\"state\": \"built\""),
            ("\"Giữ nguyên\"", "\"Đã làm\""),
            ("\"built\": 0,\n    \"kept\": 9,", "\"built\": 9,\n    \"kept\": 0,"),
        ] {
            text = text.replace(kept, built);
        }
        // The page has the words in many places: its data are those of the JSON.
        *bytes = if name.ends_with(".html") { Vec::new() } else { text.into_bytes() };
    }
}

/// The last run of all, when all parts are done.
#[track_caller]
fn completes(bo: &Bo, expected: &Bo, files: &Files) {
    let run = bo.batch(&[]).code(0);
    assert!(run.err.ends_with("9 đơn vị: 9 giữ nguyên; 46 trang\n"), "{}", run.err);
    let mut made = bo.made();
    states_aside(&mut made);
    same_files(files, &made);
    same(&expected.ledger(), &bo.ledger());
    let left = fs::read_dir(bo.out()).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<_> = left.filter(|name| name.starts_with('.')).collect();
    left.sort();
    assert_eq!(left, [".kehoach-bo.json", ".kehoach-bo.khoa"]);
}

#[test]
fn only_and_except_make_parts_of_the_whole() {
    let (whole, files) = whole();
    let bo = Bo::nine();
    let _ = bo.batch(&["--only", "a-luoi,Huyện Phú Lộc"]).code(0);
    assert_eq!(bo.in_state("built"), ["phu-loc", "a-luoi"]);
    assert_eq!(bo.in_state("skipped").len(), 7);
    // All numbers are given at once.
    same(&whole.ledger(), &bo.ledger());
    // The office's own plan waits for the others.
    assert_eq!(bo.papers().len(), 2);
    let _ = bo.batch(&["--except", "hue"]).code(0);
    assert_eq!(bo.in_state("kept"), ["phu-loc", "a-luoi"]);
    assert_eq!(bo.in_state("skipped"), ["hue"]);
    let _ = bo.batch(&["--only", "hue", "--only", "a-luoi"]).code(0);
    assert_eq!(bo.in_state("built"), ["hue"]);
    completes(&bo, &whole, &files);
}

#[test]
fn what_is_not_reconciled_yet_is_not_said_to_hold() {
    let bo = Bo::nine();
    let run = bo.batch(&["--only", "hue"]).code(0);
    assert!(
        run.err
            .contains("chưa đối chiếu được: tong(tong_hop.giam) = tong(don_vi.giam)\n"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("khớp: tong(tong_hop"), "{}", run.err);
    assert_ne!(bo.report()["reconciles"], true);
}

#[test]
fn shards_in_one_folder_make_the_whole() {
    let (whole, files) = whole();
    for count in [1, 2, 4, 16] {
        let bo = Bo::nine();
        let mut seen = Vec::new();
        for part in 1..=count {
            let _ = bo.batch(&["--shard", &format!("{part}/{count}")]).code(0);
            seen.extend(bo.in_state("built"));
            same(&whole.ledger(), &bo.ledger());
        }
        seen.sort();
        let mut all = KEYS.map(str::to_owned);
        all.sort();
        assert_eq!(seen, all, "each unit is of one of {count} parts");
        completes(&bo, &whole, &files);
    }
}

#[test]
fn shards_at_once_in_one_folder_make_the_whole() {
    let (whole, files) = whole();
    let bo = Bo::nine();
    // So that only one writes the ledger, as the guide says.
    let _ = bo.batch(&["--only", "a-luoi"]).code(0);
    std::thread::scope(|scope| {
        for part in 1..=4 {
            let bo = &bo;
            scope.spawn(move || {
                let _ =
                    bo.batch(&["--shard", &format!("{part}/4"), "--jobs", "1"]).code(0);
            });
        }
    });
    completes(&bo, &whole, &files);
}

#[test]
fn shards_in_folders_of_their_own_are_merged_by_copying() {
    let (whole, files) = whole();
    for count in [2, 4, 16] {
        let bo = Bo::nine();
        for part in 1..=count {
            let own = format!("phan/{part}");
            let _ =
                bo.batch(&["--shard", &format!("{part}/{count}"), "-o", &own]).code(0);
        }
        fs::create_dir_all(bo.out()).unwrap();
        for part in 1..=count {
            for entry in fs::read_dir(bo.0.path(&format!("phan/{part}"))).unwrap() {
                let entry = entry.unwrap();
                fs::copy(entry.path(), bo.out().join(entry.file_name())).unwrap();
            }
        }
        completes(&bo, &whole, &files);
    }
}

#[test]
fn the_order_of_the_table_moves_no_number() {
    let bo = Bo::nine();
    // Nine papers of one agency: numbers run through the table.
    bo.edit(
        "ke-hoach-mau.yaml",
        "  ten: Ủy ban nhân dân {{ don_vi.ten }}\n",
        "  ten: Ủy ban nhân dân tỉnh Thừa Thiên Huế\n",
    );
    let _ = bo.batch(&["--only", "a-luoi", "--to", "txt"]).code(0);
    let ledger = bo.ledger();
    for (at, key) in KEYS.iter().enumerate() {
        assert!(ledger.contains(&format!(";{};{key};", 15 + at)), "{ledger}");
    }
    let text = bo.text("don-vi.csv");
    let (head, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<_> = rows.lines().collect();
    rows.reverse();
    bo.put("don-vi.csv", format!("{head}\n{}\n", rows.join("\n")).as_bytes());
    let _ = bo.batch(&["--shard", "2/4", "--to", "txt"]).code(0);
    let _ = bo.batch(&["--to", "txt"]).code(0);
    same(&ledger, &bo.ledger());
}

#[test]
fn a_part_that_is_none_is_told() {
    let bo = Bo::nine();
    for (arg, hint) in [
        ("17/16", "không có phần thứ 17 trong 16 phần"),
        ("0/2", "phần đếm từ 1"),
        ("3", "cách sửa: "),
    ] {
        let run = bo.batch(&["--shard", arg]).code(2);
        assert!(run.err.contains(hint), "{}", run.err);
    }
    let run = bo.batch(&["--jobs", "0"]).code(2);
    assert!(run.err.contains("cần một số từ 1 trở lên"), "{}", run.err);
    assert!(bo.made().is_empty());
}
