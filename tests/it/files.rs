//! Files that cannot be read or written, and command lines that are wrong.

use std::fs::{self, File};

use super::driver::{BASE, Folder, Run, form_with};

/// A run that fails with this one finding in `short` form.
#[track_caller]
fn check_says(folder: &Folder, path: &str, expected: &str) {
    let _ =
        folder.run(["check", "--format", "short", path]).code(1).out(expected).err("");
}

#[test]
fn a_file_that_is_not_utf_8_is_told_where() {
    let folder = Folder::new();
    folder.put("a.yaml", b"kehoach: 1\nnam: 2023\nten: X\xe3 Kim Li\xean\n");
    check_says(
        &folder,
        "a.yaml",
        "a.yaml:3:7: lỗi[not-utf8]: từ chỗ này tệp không phải là mã UTF-8\n",
    );
    let run = folder.run(["build", "a.yaml"]).code(1);
    assert!(run.err.contains("TCVN3"), "{}", run.err);
    assert_eq!(folder.files(), ["a.yaml"]);
}

#[test]
fn a_file_in_utf_16_is_told_as_such() {
    let little: Vec<u8> = "\u{feff}kehoach: 1\nten: Xã\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{feff}kehoach: 1\nten: Xã\n"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    for bytes in [little, big] {
        let folder = Folder::new();
        folder.put("a.yaml", bytes);
        let line = "a.yaml:1:1: lỗi[not-utf8]: tệp lưu bằng mã UTF-16, cần mã UTF-8\n";
        check_says(&folder, "a.yaml", line);
    }
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let folder = Folder::new();
    File::create(folder.path("a.yaml")).unwrap().set_len(100 * 1024 * 1024).unwrap();
    check_says(
        &folder,
        "a.yaml",
        "a.yaml:1:1: lỗi[file-too-large]: tệp quá lớn: 100 MB\n",
    );
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let line = "xã/a.yaml:1:1: lỗi[missing-file]: không có tệp này\n";
    check_says(&Folder::new(), "xã/a.yaml", line);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.put("a.yaml", BASE);
    fs::set_permissions(folder.path("a.yaml"), fs::Permissions::from_mode(0o000))
        .unwrap();
    // The superuser reads everything.
    if File::open(folder.path("a.yaml")).is_err() {
        let line = "a.yaml:1:1: lỗi[unreadable-file]: máy không cho đọc tệp này\n";
        check_says(&folder, "a.yaml", line);
    }
}

#[test]
fn a_folder_without_a_form_is_told() {
    let folder = Folder::new();
    folder.put("xã/khác.yaml", BASE);
    let line =
        "xã:1:1: lỗi[no-form]: thư mục này không có biểu nào tên là ke-hoach.yaml\n";
    check_says(&folder, "xã", line);
    let run = folder.run(["build", "xã"]).code(1);
    assert!(run.err.contains("kehoach new xã"), "{}", run.err);
}

#[test]
fn a_folder_of_forms_makes_all_their_papers() {
    let folder = Folder::new();
    folder.put("năm/a/ke-hoach.yaml", BASE).put("năm/b/ke-hoach.yaml", BASE);
    let _ = folder.run(["build", "năm", "-o", "ra"]).code(0).out("ra/a.pdf\nra/b.pdf\n");
}

#[test]
fn a_form_with_errors_stops_no_other() {
    let folder = Folder::new();
    folder.put("a.yaml", form_with("nam: 23\n")).put("b.yaml", BASE);
    let run = folder.run(["build", "a.yaml", "b.yaml"]).code(1).out("out/b.pdf\n");
    assert!(run.err.contains("a: chưa làm được văn bản: 1 lỗi"), "{}", run.err);
    assert_eq!(folder.files(), ["a.yaml", "b.yaml", "out/b.pdf"]);
}

#[test]
fn two_forms_that_would_make_one_paper_make_none() {
    let folder = Folder::new();
    folder.put("1/xa/ke-hoach.yaml", BASE).put("2/xa/ke-hoach.yaml", BASE);
    let run = folder.run(["build", "1/xa", "2/xa"]).code(1);
    assert!(run.err.contains("lỗi[same-output]"), "{}", run.err);
    assert!(!folder.path("out").exists());
}

#[test]
fn one_form_named_twice_makes_one_paper() {
    let folder = Folder::new();
    folder.put("a.yaml", BASE);
    let _ = folder.run(["build", "a.yaml", "a.yaml"]).code(0).out("out/a.pdf\n");
}

#[test]
fn an_output_folder_that_cannot_be_made_is_told() {
    let folder = Folder::new();
    folder.put("a.yaml", BASE).put("ra", "không phải thư mục");
    let run = folder.run(["build", "a.yaml", "-o", "ra"]).code(1);
    assert!(
        run.err.contains("lỗi[cannot-write]: không ghi được vào thư mục ra"),
        "{}",
        run.err
    );
    assert_eq!(folder.files(), ["a.yaml", "ra"]);
    assert_eq!(folder.read("ra"), "không phải thư mục".as_bytes());
}

/// A write that the system breaks off, as a full disk does: after eight kilobytes.
#[test]
#[cfg(unix)]
fn a_paper_for_which_there_is_no_room_leaves_the_old_one_and_nothing_half_written() {
    let folder = Folder::new();
    folder.put("a.yaml", BASE).put("out/a.pdf", "bản cũ");
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" build a.yaml";
    let run = std::process::Command::new("bash")
        .args(["-c", limited, env!("CARGO_BIN_EXE_kehoach")])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let err = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1), "{err}");
    assert!(err.contains("lỗi[disk-full]: đĩa đầy"), "{err}");
    assert_eq!(folder.files(), ["a.yaml", "out/a.pdf"]);
    assert_eq!(folder.read("out/a.pdf"), "bản cũ".as_bytes());
}

#[test]
fn an_output_that_cannot_be_replaced_is_kept_beside_it() {
    let folder = Folder::new();
    // A folder in its place can be replaced on no system.
    folder.put("a.yaml", BASE).put("out/a.pdf/x", "");
    let run = folder.run(["build", "a.yaml"]).code(1);
    assert!(run.err.contains("lỗi[output-held]"), "{}", run.err);
    assert!(run.err.contains("out/a.moi.pdf"), "{}", run.err);
    assert_eq!(folder.files(), ["a.yaml", "out/a.moi.pdf", "out/a.pdf/x"]);
}

#[test]
fn a_paper_takes_the_place_of_the_old_one_whole() {
    let folder = Folder::new();
    folder.put("a.yaml", BASE).put("out/a.pdf", "bản cũ");
    let _ = folder.run(["build", "a.yaml"]).code(0).out("out/a.pdf\n").err("");
    assert!(folder.read("out/a.pdf").starts_with(b"%PDF"));
    assert_eq!(folder.files(), ["a.yaml", "out/a.pdf"]);
}

#[test]
fn a_form_of_windows_and_of_a_mac_gives_the_same_paper() {
    use unicode_normalization::UnicodeNormalization as _;
    let folder = Folder::new();
    let mac: String = BASE.nfd().collect();
    let windows = format!("\u{feff}{}", mac.replace('\n', "\r\n"));
    folder.put("a.yaml", BASE).put("b.yaml", windows);
    let _ = folder.run(["build", "a.yaml", "b.yaml"]).code(0);
    assert!(folder.read("out/a.pdf") == folder.read("out/b.pdf"));
}

#[test]
fn every_output_that_is_asked_for_is_made() {
    let folder = Folder::new();
    let made = "out/a.txt\nout/a-typ/main.typ\nout/a.pdf\nout/a-1.png\n";
    let args = ["build", "a.yaml", "--to", "pdf,png,txt,typ"];
    let _ = folder.put("a.yaml", BASE).run(args).code(0).out(made);
    for line in made.lines() {
        assert!(folder.path(line).is_file(), "{line}");
    }
}

#[test]
fn a_word_that_does_not_fit_between_the_margins_is_told_where_it_stands() {
    let folder = Folder::new();
    let word = "m".repeat(100);
    folder.put("a.yaml", form_with(&format!("noi_dung:\n  - doan: Theo {word} này.\n")));
    let run = folder.run(["build", "a.yaml"]).code(0).out("out/a.pdf\n");
    assert!(run.err.contains("[past-margin]"), "{}", run.err);
    assert!(run.err.contains("a.yaml:18:16"), "{}", run.err);
}

#[test]
fn a_table_that_no_page_can_hold_is_told_with_its_widths() {
    let columns = ["{ nhan: Nghiêng-nghiêng }"; 24].join(", ");
    let cells = ["Nghiêng-nghiêng"; 24].join(", ");
    let table = format!(
        "noi_dung:\n  - bang:\n      cot: [{columns}]\n      hang:\n        - [{cells}]\n"
    );
    let folder = Folder::new();
    folder.put("a.yaml", form_with(&table));
    let run = folder.run(["build", "a.yaml"]).code(0).out("out/a.pdf\n");
    assert!(run.err.contains("[table-too-wide]"), "{}", run.err);
    assert!(run.err.contains("trang giấy chỉ có 247,0 mm"), "{}", run.err);
    assert!(!run.err.contains("[past-margin]"), "{}", run.err);
}

#[test]
fn fonts_that_are_not_there_are_told() {
    let folder = Folder::new();
    folder.put("a.yaml", BASE).put("phông/x.txt", "");
    let run = folder.run(["build", "a.yaml", "--fonts", "phông"]).code(2);
    assert!(run.err.contains("lỗi[fonts]"), "{}", run.err);
    assert!(!folder.path("out").exists());
}

/// What a wrong command line is told, up to the first empty line.
fn told(run: &Run) -> &str {
    run.err.split("\n\n").next().unwrap_or_default()
}

#[test]
fn wrong_command_lines_are_explained_in_vietnamese() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "lỗi: chưa ghi lệnh"),
        (
            &["bild"],
            "lỗi: không có lệnh nào tên là `bild`\n  cách sửa: có phải là `build`?",
        ),
        (&["xyz"], "lỗi: không có lệnh nào tên là `xyz`"),
        (&["build"], "lỗi: thiếu <BIỂU>..."),
        (&["build", "a", "--xyz"], "lỗi: không có tùy chọn `--xyz` ở lệnh này"),
        (&["build", "a", "-o"], "lỗi: sau `--output <THƯ_MỤC>` chưa có gì"),
        (
            &["build", "a", "--to", "doc"],
            "lỗi: “doc” không dùng được cho `--to <DẠNG>`\n  cách sửa: chọn trong: pdf, png, txt, typ",
        ),
        (
            &["check", "a", "--format", "x"],
            "lỗi: “x” không dùng được cho `--format <KIỂU>`\n  cách sửa: chọn trong: human, short, json, github",
        ),
        (&["explain", "xyz", "abc"], "lỗi: không có tùy chọn `abc` ở lệnh này"),
    ];
    for (args, expected) in cases {
        let run = Folder::new().run(*args).code(2).out("");
        assert_eq!(told(&run), *expected, "{args:?}");
        for word in ["error", "Usage", "argument", "For more"] {
            assert!(!run.err.contains(word), "{args:?}: {}", run.err);
        }
    }
}

#[test]
fn help_and_version_are_in_vietnamese_and_no_fault() {
    let version = Folder::new().run(["--version"]).code(0);
    assert_eq!(version.out, format!("kehoach {}\n", env!("CARGO_PKG_VERSION")));
    for args in [&["--help"][..], &["build", "-h"], &["check", "--help"]] {
        let help = Folder::new().run(args).code(0).err("");
        assert!(help.out.contains("Cách dùng: kehoach"), "{}", help.out);
        for word in
            ["Usage", "Options", "Arguments", "default", "possible values", "Print"]
        {
            assert!(!help.out.contains(word), "{args:?}: {}", help.out);
        }
    }
}

#[test]
fn every_code_is_explained() {
    let list = Folder::new().run(["explain"]).code(0);
    for page in kehoach::check::list_code_pages() {
        let code = page.code.id;
        assert!(list.out.contains(code), "{code}");
        let run = Folder::new().run(["explain", code]).code(0).err("");
        assert!(run.out.contains(code), "{}", run.out);
        if let Some(group) = page.group {
            let title = format!("{} ({})", group.title, group.id);
            assert!(list.out.contains(&title) && run.out.contains(&title), "{title}");
        }
    }
    let run = Folder::new().run(["explain", "yaml-tap"]);
    assert_ne!(run.code, Some(0));
    assert!(run.err.contains("yaml-tab"), "{}", run.err);
}
