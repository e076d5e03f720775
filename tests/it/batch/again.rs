//! A second run makes what changed, and nothing else.

use std::fs;

use super::{Bo, KEYS, said, same_files};
use crate::driver::same;

/// A set that was run, and then changed by `edit`; the units that the next run makes.
#[track_caller]
fn made_again(edit: impl Fn(&Bo), args: &[&str]) -> Vec<String> {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    edit(&bo);
    let _ = bo.batch(args).code(0);
    let again = bo.in_state("built");
    // Whatever was kept is what a run from nothing makes.
    let fresh = Bo::nine();
    edit(&fresh);
    let _ = fresh.batch(args).code(0);
    let (mut kept, mut papers) = (bo.papers(), fresh.papers());
    for files in [&mut kept, &mut papers] {
        files.retain(|name, _| args.contains(&"txt") == name.ends_with(".txt"));
    }
    same_files(&papers, &kept);
    again
}

#[test]
fn a_second_run_keeps_everything() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let (first, ledger) = (bo.made(), bo.ledger());
    let times = |bo: &Bo| {
        let names = KEYS.into_iter().chain(["chung"]).map(|key| {
            let path = bo.out().join(format!("ke-hoach-{key}.pdf"));
            fs::metadata(path).unwrap().modified().unwrap()
        });
        names.collect::<Vec<_>>()
    };
    let before = times(&bo);
    let run = bo.batch(&[]).code(0);
    same("9 đơn vị: 9 giữ nguyên; 46 trang\n", &said(&run));
    assert!(!run.err.contains('['), "{}", run.err);
    assert_eq!(times(&bo), before, "papers were written again");
    assert_eq!(bo.in_state("kept"), KEYS);
    assert_eq!(bo.report()["common"]["state"], "kept");
    same(&ledger, &bo.ledger());
    let mut second = bo.made();
    assert!(second["bao-cao.html"] != first["bao-cao.html"], "it says what was kept");
    let mut first = first;
    for files in [&mut first, &mut second] {
        files.retain(|name, _| !name.starts_with("bao-cao."));
    }
    same_files(&first, &second);
}

#[test]
fn the_offices_paper_is_made_again_when_what_it_prints_has_changed() {
    let state = |edit: fn(&Bo)| {
        let bo = Bo::nine();
        let _ = bo.batch(&["--to", "txt"]).code(0);
        edit(&bo);
        let _ = bo.batch(&["--to", "txt"]).code(0);
        bo.report()["common"]["state"].as_str().unwrap().to_owned()
    };
    // A word of one unit that no table of the office prints.
    let place = |bo: &Bo| {
        bo.edit("don-vi.csv", "huyện Nam Đông;Nam Đông;", "huyện Nam Đông;Khe Tre;");
    };
    assert_eq!(state(place), "kept");
    let figure = |bo: &Bo| {
        bo.edit("don-vi.csv", "Huyện Nam Đông;", "Huyện Nam Đông mới;");
    };
    assert_eq!(state(figure), "built");
    let word = |bo: &Bo| {
        bo.edit_all(
            "ke-hoach-chung.yaml",
            "Ủy ban nhân dân tỉnh",
            "Ủy ban nhân dân  tỉnh",
        );
    };
    assert_eq!(state(word), "built");
    let gone = |bo: &Bo| fs::remove_file(bo.out().join("ke-hoach-chung.txt")).unwrap();
    assert_eq!(state(gone), "built");
}

#[test]
fn a_changed_row_makes_its_unit_and_whoever_reads_the_totals() {
    // A cell that no total has in it.
    let edit = |bo: &Bo| {
        bo.edit("don-vi.csv", "huyện Nam Đông;Nam Đông;", "huyện Nam Đông;Khe Tre;");
    };
    assert_eq!(made_again(edit, &[]), ["nam-dong"]);
    // The total of this column stands in every paper, and that of those two changes.
    let edit = |bo: &Bo| {
        bo.edit("don-vi.csv", ";3485;24,40;1196;", ";3486;24,40;1197;")
            .edit("nhom-ho-tro.csv", "thông tin;73;", "thông tin;74;")
            .edit("bo-ke-hoach.yaml", "tong(don_vi.tong_2023) = 7540", "1 = 1")
            .edit("bo-ke-hoach.yaml", "tong(don_vi.giam) = 1595", "1 = 1");
    };
    assert_eq!(made_again(edit, &[]), KEYS);
}

#[test]
fn a_changed_row_makes_its_unit_only_where_no_paper_reads_the_totals() {
    let alone = |bo: &Bo| {
        let totals = ", góp phần cùng toàn tỉnh giảm {{ don_vi.tong.giam }} hộ nghèo";
        bo.edit("ke-hoach-mau.yaml", totals, "");
    };
    let bo = Bo::nine();
    alone(&bo);
    let _ = bo.batch(&[]).code(0);
    bo.edit("don-vi.csv", ";3485;24,40;1196;", ";3486;24,40;1196;");
    // The sums of the set do not hold any more.
    let _ = bo.batch(&[]).code(1);
    assert_eq!(bo.in_state("built"), ["a-luoi"]);
}

#[test]
fn a_changed_override_makes_its_unit() {
    let edit = |bo: &Bo| {
        bo.edit("rieng/a-luoi.yaml", "Tập trung mọi nguồn lực", "Dồn mọi nguồn lực");
    };
    assert_eq!(made_again(edit, &[]), ["a-luoi"]);
    let new = |bo: &Bo| {
        bo.put("rieng/hue.yaml", "ket_thuc: Các phường, xã thực hiện.\n".as_bytes());
    };
    assert_eq!(made_again(new, &[]), ["hue"]);
    assert_eq!(made_again(|bo| bo.remove("rieng/a-luoi.yaml"), &[]), ["a-luoi"]);
}

#[test]
fn a_changed_row_of_the_second_sheet_makes_its_unit() {
    let edit = |bo: &Bo| {
        bo.edit(
            "nhom-ho-tro.csv",
            "thông tin;2;Phòng Lao động - Thương binh và Xã hội;30/11/2024\nphu-loc",
            "thông tin;2;Phòng Y tế;30/11/2024\nphu-loc",
        );
    };
    assert_eq!(made_again(edit, &[]), ["quang-dien"]);
}

#[test]
fn rows_of_another_unit_may_come_between_and_go() {
    let edit = |bo: &Bo| {
        let row = "hue;Hỗ trợ phát triển sản xuất, đa dạng hóa sinh kế;24;Phòng Kinh tế;30/9/2024\n";
        let two = "hue;Hỗ trợ giống cây;20;Phòng Kinh tế;30/9/2024\nhue;Hỗ trợ vật nuôi;4;Phòng Kinh tế;30/9/2024\n";
        bo.edit("nhom-ho-tro.csv", row, two);
    };
    assert_eq!(made_again(edit, &[]), ["hue"]);
}

#[test]
fn a_changed_head_of_the_second_sheet_makes_all() {
    let edit = |bo: &Bo| {
        bo.edit_all("nhom-ho-tro.csv", "\n", ";\n").edit(
            "nhom-ho-tro.csv",
            ";han;\n",
            ";han;ghi_chu\n",
        );
    };
    assert_eq!(made_again(edit, &[]), KEYS);
}

#[test]
fn a_file_of_data_that_an_override_names_is_looked_for_beside_it() {
    const OWN: &str =
        "nhom;so_ho;chu_tri;han\nHỗ trợ chung;1196;Phòng Kinh tế và Hạ tầng;30/9/2024\n";
    let with = |bo: &Bo, text: &str| {
        bo.edit(
            "rieng/a-luoi.yaml",
            "van_ban_lien_quan:\n",
            "bang:\n  nhom_ho_tro:\n    du_lieu: { bo: true }\nvan_ban_lien_quan:\n",
        );
        bo.put("rieng/so lieu.csv", text.as_bytes());
    };
    let bo = Bo::nine();
    with(&bo, OWN);
    bo.edit(
        "rieng/a-luoi.yaml",
        "du_lieu: { bo: true }",
        "du_lieu: { tep: so lieu.csv, theo_don_vi: { bo: true } }",
    );
    let _ = bo.batch(&[]).code(0);
    let _ = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("kept"), KEYS);
    bo.edit("rieng/so lieu.csv", "Phòng Kinh tế và Hạ tầng", "Phòng Dân tộc");
    let _ = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("built"), ["a-luoi"]);
}

#[test]
fn a_changed_master_or_another_format_makes_all() {
    let edit = |bo: &Bo| {
        bo.edit("ke-hoach-mau.yaml", "  - UBND tỉnh (để b/c)\n", "  - UBND tỉnh\n");
    };
    assert_eq!(made_again(edit, &[]), KEYS);
    assert_eq!(made_again(|_| (), &["--to", "txt"]), KEYS);
}

#[test]
fn a_paper_that_was_edited_or_is_gone_is_made_again() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let before = bo.papers();
    fs::write(bo.out().join("ke-hoach-hue.pdf"), "của ai đó").unwrap();
    fs::remove_file(bo.out().join("ke-hoach-a-luoi.pdf")).unwrap();
    let _ = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("built"), ["hue", "a-luoi"]);
    same_files(&before, &bo.papers());
}

#[test]
fn a_manifest_that_is_damaged_is_told_and_costs_work_only() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let before = bo.papers();
    fs::write(bo.out().join(".kehoach-bo.json"), "{").unwrap();
    let run = bo.batch(&[]).code(0);
    same(
        "không dùng được tệp .kehoach-bo.json của lần chạy trước (tệp hỏng): coi như chưa có, văn bản liên quan được làm lại\n\
         9 đơn vị: 9 đã làm; 46 trang\n",
        &said(&run),
    );
    same_files(&before, &bo.papers());
}

#[test]
fn what_was_found_in_a_kept_paper_is_still_in_the_report() {
    let bo = Bo::nine();
    // A sentence far too long for a title: a finding of one unit that is no error.
    let own = "ky:\n  ho_ten: NGUYỄN VĂN AN\n";
    let text = bo.text("rieng/a-luoi.yaml");
    bo.put("rieng/a-luoi.yaml", format!("{text}\n{own}").as_bytes());
    let first = bo.batch(&[]);
    let found = |bo: &Bo| bo.report()["units"][8]["findings"].clone();
    let before = found(&bo);
    assert!(!before.as_array().unwrap().is_empty(), "{}", first.err);
    let _ = bo.batch(&[]);
    assert_eq!(bo.in_state("kept"), KEYS);
    assert_eq!(found(&bo), before);
}

/// The set without Nam Đông.
fn without_one(bo: &Bo) {
    let row = bo
        .text("don-vi.csv")
        .lines()
        .find(|l| l.starts_with("nam-dong"))
        .unwrap()
        .to_owned();
    bo.edit("don-vi.csv", &format!("{row}\n"), "");
    let rows: String = bo
        .text("nhom-ho-tro.csv")
        .lines()
        .filter(|line| !line.starts_with("nam-dong"))
        .map(|line| format!("{line}\n"))
        .collect();
    bo.put("nhom-ho-tro.csv", rows.as_bytes());
    for (wrong, right) in
        [("= 7540", "= 7350"), ("= 1595", "= 1564"), ("= 5945", "= 5786")]
    {
        bo.edit("bo-ke-hoach.yaml", wrong, right);
    }
}

#[test]
fn files_of_a_unit_that_left_are_named_and_go_only_when_asked() {
    let bo = Bo::nine();
    let _ = bo.batch(&["--to", "pdf,txt"]).code(0);
    without_one(&bo);
    let paper = bo.out().join("ke-hoach-nam-dong.pdf");
    for state in ["8 đã làm", "8 giữ nguyên"] {
        let run = bo.batch(&["--to", "pdf,txt"]).code(0);
        let left = ["pdf", "txt"].map(|suffix| {
            format!("không còn thuộc bộ: ke-hoach-nam-dong.{suffix}; xóa bằng --prune\n")
        });
        let left = left.concat();
        same(&format!("{left}8 đơn vị: {state}; 41 trang\n"), &said(&run));
        assert!(paper.exists());
    }
    assert_eq!(bo.report()["leftovers"][0], "ke-hoach-nam-dong.pdf");
    // What somebody has written into is theirs.
    fs::write(&paper, "có người sửa").unwrap();
    let run = bo.batch(&["--to", "pdf,txt", "--prune"]).code(0);
    same(
        "không còn thuộc bộ: ke-hoach-nam-dong.pdf; đã có người sửa nên máy không xóa\n\
         đã xóa: ke-hoach-nam-dong.txt\n8 đơn vị: 8 giữ nguyên; 41 trang\n",
        &said(&run),
    );
    assert_eq!(fs::read(&paper).unwrap(), "có người sửa".as_bytes());
    // Its number is taken for ever.
    assert!(bo.ledger().contains(";15;nam-dong;Huyện Nam Đông"));
}

#[test]
fn a_unit_that_is_renamed_keeps_its_number_and_leaves_its_old_paper() {
    let bo = Bo::nine();
    bo.edit("bo-ke-hoach.yaml", "ke-hoach-{{ don_vi.ma }}", "\"{{ don_vi.dia_danh }}\"");
    let _ = bo.batch(&[]).code(0);
    let ledger = bo.ledger();
    bo.edit("don-vi.csv", ";Nam Đông;", ";Khe Tre;");
    let run = bo.batch(&[]).code(0);
    assert_eq!(bo.in_state("built"), ["nam-dong"]);
    assert!(
        run.err.contains("không còn thuộc bộ: Nam Đông.pdf; xóa bằng --prune\n"),
        "{}",
        run.err
    );
    same(&ledger, &bo.ledger());
    let run = bo.batch(&["--prune"]).code(0);
    assert!(run.err.contains("đã xóa: Nam Đông.pdf\n"), "{}", run.err);
    assert!(
        bo.out().join("Khe Tre.pdf").exists() && !bo.out().join("Nam Đông.pdf").exists()
    );
}

#[test]
fn two_units_of_one_name_stay_apart() {
    let bo = Bo::nine();
    bo.edit("bo-ke-hoach.yaml", "ke-hoach-{{ don_vi.ma }}", "\"{{ don_vi.don_vi }}\"");
    bo.edit(
        "don-vi.csv",
        "Huyện Nam Đông;huyện;huyện Nam Đông",
        "Huyện A Lưới;huyện;huyện A Lưới",
    );
    let _ = bo.batch(&[]).code(0);
    let papers = bo.papers();
    assert!(papers["Huyện A Lưới-a-luoi.pdf"] != papers["Huyện A Lưới-nam-dong.pdf"]);
    assert!(!papers.contains_key("Huyện A Lưới.pdf"));
    // Each is an office of its own, whose name another has.
    let ledger = bo.ledger();
    for line in [
        "2024;Ủy ban nhân dân huyện A Lưới;15;nam-dong;Huyện A Lưới",
        "2024;Ủy ban nhân dân huyện A Lưới;15;a-luoi;Huyện A Lưới",
    ] {
        assert!(ledger.contains(line), "{ledger}");
    }
    // Both are meant by their name, one by its key.
    let _ = bo.batch(&["--to", "txt", "--only", "Huyện A Lưới"]).code(0);
    assert_eq!(bo.in_state("built"), ["nam-dong", "a-luoi"]);
    same(&ledger, &bo.ledger());
}

#[test]
fn two_rows_of_one_key_make_no_paper_and_stop_no_other() {
    let bo = Bo::nine();
    bo.edit("don-vi.csv", "nam-dong;Huyện", "phu-vang;Huyện");
    let run = bo.batch(&[]).code(1);
    assert_eq!(bo.in_state("faulty").len(), 2, "{}", run.err);
    // The two rows are counted in the sums of the set, which the others read.
    assert_eq!(bo.in_state("waiting").len(), 7, "{}", run.err);
    assert_eq!(run.err.matches("lỗi[row-twice]").count(), 1, "{}", run.err);
    assert!(run.err.contains("bo/bo-ke-hoach.yaml:12:9"), "{}", run.err);
    assert!(
        run.err
            .contains("cùng khóa “phu-vang”: dòng 8, cột 1; dòng 9, cột 1 (2 đơn vị: Huyện Phú Vang, Huyện Nam Đông)"),
        "{}",
        run.err
    );
    assert!(!bo.out().join("ke-hoach-phu-vang.pdf").exists());
}

#[test]
fn what_is_left_of_a_key_that_two_rows_have_is_told_once() {
    let bo = Bo::nine();
    let _ = bo.batch(&["--to", "txt"]).code(0);
    bo.edit("don-vi.csv", "nam-dong;Huyện", "phu-vang;Huyện");
    let run = bo.batch(&["--to", "txt"]).code(1);
    let note = "văn bản của lần chạy trước còn trong thư mục, chưa có sửa đổi: ke-hoach-phu-vang.txt\n";
    assert!(run.err.contains(note), "{}", run.err);
}
