//! What a form may make the program read: regular files within reach of it.

use super::driver::{Folder, Run, form_with};

/// A form with a table from this file.
fn form_of(file: &str) -> String {
    form_with(&format!(
        "bang:\n  ho:\n    du_lieu: {file}\n    cot: [{{ ma: ten, nhan: Thôn }}, {{ ma: so, nhan: Số hộ }}]\n"
    ))
}

const DATA: &str = "Thôn,Số hộ\nMai Hà,12\nAn Lạc,30\n";

/// An office: a form that reads a file of another folder.
fn office(file: &str) -> Folder {
    let folder = Folder::new();
    folder.put("xa/ke-hoach.yaml", form_of(file)).put("du lieu/ho.csv", DATA);
    folder.put("chung/ho.csv", DATA);
    folder
}

#[track_caller]
fn check_outside(run: Run, option: &str) {
    let run = run.code(1);
    assert!(run.err.contains("lỗi[path-outside]"), "{}", run.err);
    assert!(run.err.contains(option), "{}", run.err);
    assert!(run.err.contains("xa/ke-hoach.yaml:"), "{}", run.err);
}

#[test]
fn a_form_reads_no_file_out_of_reach_until_its_folder_is_allowed() {
    let folder = office("../chung/ho.csv");
    let option = "`--allow chung`";
    for command in ["check", "text"] {
        check_outside(folder.run([command, "xa"]), option);
        let _ = folder.run([command, "xa", "--allow", "chung"]).code(0);
        // The folder that is named is reached as a whole.
        let _ = folder.run([command, "."]).code(0);
    }
    check_outside(folder.run(["build", "xa", "--to", "txt"]), option);
    let _ = folder.run(["build", "xa", "--to", "txt", "--allow", "chung"]).code(0);
    let shown = folder.run(["trace", "xa", "ho", "--allow", "chung"]).code(0);
    assert!(shown.out.contains("Mai Hà"), "{}", shown.out);
    let run = folder.run(["diff", "xa", "xa", "--allow", "chung"]).code(0);
    assert!(run.err.is_empty(), "{}", run.err);
}

#[test]
fn the_option_that_is_told_can_be_typed_as_it_stands() {
    let folder = office("../du lieu/ho.csv");
    check_outside(folder.run(["check", "xa"]), "`--allow \"du lieu\"`");
    let _ = folder.run(["check", "xa", "--allow", "du lieu", "--allow", "chung"]).code(0);
    folder
        .put("năm (2024)/ho.csv", DATA)
        .put("xa/ke-hoach.yaml", form_of("../năm (2024)/ho.csv"));
    check_outside(folder.run(["check", "xa"]), "`--allow \"năm (2024)\"`");
    folder
        .put("x $(y)/ho.csv", DATA)
        .put("xa/ke-hoach.yaml", form_of("../x $(y)/ho.csv"));
    check_outside(folder.run(["check", "xa"]), "`--allow` và thư mục ấy");
}

#[test]
fn a_work_tree_of_git_is_reached_as_a_whole() {
    let folder = office("../chung/ho.csv");
    folder.put(".git/HEAD", "ref: refs/heads/main\n");
    let _ = folder.run(["check", "xa"]).code(0);
    let _ = folder.run(["check", "xa/ke-hoach.yaml"]).code(0);
    folder.put("xa/.git", "gitdir: ../.git/worktrees/xa\n");
    check_outside(folder.run(["check", "xa"]), "`--allow chung`");
}

#[test]
fn what_is_outside_is_told_alike_whether_it_is_there_or_not() {
    let folder = office("../chung/ho.csv");
    let there = folder.run(["check", "xa"]).code(1);
    folder.put("xa/ke-hoach.yaml", form_of("../chung/hq.csv"));
    let missing = folder.run(["check", "xa"]).code(1);
    assert_eq!(there.err.replace("ho.csv", "hq.csv"), missing.err);
}

#[test]
fn what_is_allowed_must_be_a_folder() {
    let folder = office("a.csv");
    let run =
        folder.run(["check", "xa", "--allow", "khong-co", "--allow", "chung/ho.csv"]);
    let run = run.code(2);
    assert!(
        run.err.contains("khong-co") && run.err.contains("chung/ho.csv"),
        "{}",
        run.err
    );
}

const SET: &str = "\
kehoach: 1
bieu_mau: MAU
don_vi:
  khoa: ma
  du_lieu: don-vi.csv
  cot: [{ ma: ma, nhan: Mã, kieu: chu }, { ma: ten, nhan: Tên }]
ten_don_vi: ten
";

/// A master of which each unit has a paper of its own.
fn master() -> String {
    form_with("co_quan:\n  ten: Ủy ban nhân dân {{ don_vi.ten }}\n  dia_danh: Kim Liên\n")
}

/// A set with a master, whose paths are replaced.
fn set_with(changes: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    let mut set = SET.to_owned();
    for (from, to) in changes {
        assert!(set.contains(from), "{from}");
        set = set.replace(from, to);
    }
    folder.put("bo/bo-ke-hoach.yaml", set.replace("MAU", "mau.yaml"));
    folder.put("bo/mau.yaml", master()).put("ngoai/mau.yaml", master());
    for place in ["bo", "ngoai"] {
        folder.put(&format!("{place}/don-vi.csv"), "Mã,Tên\n1,Xã Một\n2,Xã Hai\n");
    }
    folder.put("ngoai/rieng/1.yaml", "nam: 2024\n");
    folder
}

#[test]
fn every_path_of_a_set_is_held_within_reach() {
    let whole = [
        ("bieu_mau: MAU", "bieu_mau: ../ngoai/mau.yaml"),
        ("du_lieu: don-vi.csv", "du_lieu: ../ngoai/don-vi.csv"),
        ("bieu_mau: MAU", "rieng: ../ngoai/rieng\nbieu_mau: MAU"),
        ("bieu_mau: MAU", "chung: ../ngoai/mau.yaml\nbieu_mau: MAU"),
        ("bieu_mau: MAU", "danh_so: { tu: 5, so_sach: ../ngoai/so.csv }\nbieu_mau: MAU"),
    ];
    for change in whole {
        let folder = set_with(&[change]);
        let run = folder.run(["batch", "bo", "-o", "out", "--to", "txt"]).code(1);
        assert!(run.err.contains("lỗi[path-outside]"), "{change:?}: {}", run.err);
        let place = if change.1.contains("rieng") { "ngoai/rieng" } else { "ngoai" };
        assert!(run.err.contains(&format!("`--allow {place}`")), "{}", run.err);
        let files = folder.files();
        assert!(!files.iter().any(|f| f.starts_with("out/") || f.contains("so.csv")));
        let allowed = ["batch", "bo", "-o", "out", "--to", "txt", "--allow", "ngoai"];
        let run = folder.run(allowed);
        assert!(!run.err.contains("path-outside"), "{change:?}: {}", run.err);
    }
}

#[test]
fn a_file_that_a_row_names_for_its_unit_is_held_within_reach() {
    let folder = set_with(&[]);
    folder.put("bo/don-vi.csv", "Mã,Tên\n1,Xã Một\n../ngoai/2,Xã Hai\n");
    folder.put("bo/mau.yaml", form_of("\"{{ don_vi.ma }}.csv\""));
    folder.put("bo/1.csv", DATA).put("ngoai/2.csv", DATA);
    let run = folder.run(["batch", "bo", "-o", "out", "--to", "txt"]).code(1);
    assert!(run.err.contains("lỗi[path-outside]"), "{}", run.err);
    assert!(run.err.contains("đơn vị Xã Hai"), "{}", run.err);
    let made = folder.files().into_iter().filter(|file| file.ends_with(".txt")).count();
    assert_eq!(made, 1, "the other unit has its paper");
}

#[cfg(unix)]
mod special {
    //! Links, and what is no file.

    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    /// Makes a pipe: whoever opens it waits for one that writes.
    fn make_pipe(folder: &Folder, name: &str) {
        let made = Command::new("mkfifo").arg(folder.path(name)).status();
        assert!(made.unwrap().success());
    }

    #[test]
    fn a_link_out_of_the_tree_is_no_way_out() {
        let folder = office("ho.csv");
        symlink("../chung/ho.csv", folder.path("xa/ho.csv")).unwrap();
        check_outside(folder.run(["check", "xa"]), "`--allow chung`");
        let _ = folder.run(["check", "xa", "--allow", "chung"]).code(0);
        let folder = office("vao/ho.csv");
        symlink("../chung", folder.path("xa/vao")).unwrap();
        check_outside(folder.run(["check", "xa"]), "`--allow chung`");
    }

    #[test]
    fn a_form_or_a_set_that_is_a_link_in_a_folder_is_held_within_reach() {
        let folder = office("ho.csv");
        folder.put("ngoai/bi-mat", "mat_khau: 123\n").put("la/x", "");
        symlink("../ngoai/bi-mat", folder.path("la/ke-hoach.yaml")).unwrap();
        symlink("../ngoai/bi-mat", folder.path("la/bo-ke-hoach.yaml")).unwrap();
        for command in ["check", "batch"] {
            let run = folder.run([command, "la"]).code(1);
            assert!(run.err.contains("lỗi[path-outside]"), "{}", run.err);
            assert!(!run.err.contains("mat_khau"), "{}", run.err);
        }
        let run = folder.run(["new", "moi", "--from", "la"]).code(1);
        assert!(run.err.contains("lỗi[path-outside]"), "{}", run.err);
        assert!(!run.err.contains("mat_khau"), "{}", run.err);
        let named = folder.run(["check", "la/ke-hoach.yaml"]).code(1);
        assert!(named.err.contains("mat_khau"), "{}", named.err);
    }

    #[test]
    fn a_pipe_a_socket_and_a_device_are_refused_at_once_wherever_they_stand() {
        let folder = set_with(&[("bieu_mau: MAU", "danh_so: { tu: 5 }\nbieu_mau: MAU")]);
        make_pipe(&folder, "ong");
        let _listener = UnixListener::bind(folder.path("o-cam")).unwrap();
        symlink("/dev/zero", folder.path("thiet-bi")).unwrap();
        for odd in ["ong", "o-cam", "thiet-bi"] {
            for name in [
                "bo/bo-ke-hoach.yaml",
                "bo/mau.yaml",
                "bo/don-vi.csv",
                "bo/so-van-ban.csv",
            ] {
                let place = folder.path(name);
                let kept = std::fs::read(&place).ok();
                let _ = std::fs::remove_file(&place);
                symlink(folder.path(odd), &place).unwrap();
                let run = folder.run([
                    "batch", "bo", "--to", "txt", "--allow", ".", "--allow", "/dev",
                ]);
                let run = run.code(1);
                assert!(run.err.contains("lỗi[not-a-file]"), "{odd} {name}: {}", run.err);
                std::fs::remove_file(&place).unwrap();
                if let Some(bytes) = kept {
                    folder.put(name, bytes);
                }
            }
            for command in ["check", "build", "text"] {
                let run = folder.run([command, odd]).code(1);
                assert!(
                    run.err.contains("lỗi[not-a-file]"),
                    "{command} {odd}: {}",
                    run.err
                );
            }
        }
    }

    #[test]
    fn a_pipe_in_the_place_of_data_or_of_a_lock_holds_nobody_up() {
        let folder = office("ong.csv");
        make_pipe(&folder, "xa/ong.csv");
        let run = folder.run(["check", "xa"]).code(1);
        assert!(run.err.contains("lỗi[not-a-file]"), "{}", run.err);
        let folder = set_with(&[("bieu_mau: MAU", "danh_so: { tu: 5 }\nbieu_mau: MAU")]);
        make_pipe(&folder, "bo/.so-van-ban.csv.khoa");
        let _ = folder.run(["batch", "bo", "--to", "txt"]);
    }
}
