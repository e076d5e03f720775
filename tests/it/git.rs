//! `kehoach git-setup` in real repositories.

use std::process::Command;

use super::driver::{Folder, Run, command_in, form_with, run_of};

/// A repository in which the program is run.
struct Repository(Folder);

impl Repository {
    fn new() -> Self {
        let res = Self(Folder::new());
        let _ = res.git(&["init", "-q", "-b", "main"]);
        res
    }

    /// Runs git, and gives back what it writes.
    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=A", "-c", "user.email=a@example.vn"])
            .args(args)
            .current_dir(self.0.path(""))
            .env("GIT_CONFIG_GLOBAL", "/dev/null");
        run_of(&mut command).code(0).out
    }

    fn setup(&self, args: &[&str]) -> Run {
        let mut command = command_in(&self.0.path(""));
        command.env("PATH", std::env::var_os("PATH").unwrap());
        run_of(command.arg("git-setup").args(args))
    }

    fn config(&self) -> String {
        String::from_utf8(self.0.read(".git/config")).unwrap()
    }
}

const BLOCK: &str =
    "# kehoach: bắt đầu\nke-hoach.yaml diff=kehoach\n# kehoach: kết thúc\n";

#[test]
#[ignore = "needs git"]
fn what_is_set_up_is_taken_back_whole() {
    let repository = Repository::new();
    let before = repository.config();
    for text in ["", "*.csv text\r\n# ghi chú\r\n"] {
        if !text.is_empty() {
            repository.0.put(".gitattributes", text);
        }
        let said = repository.setup(&[]).code(0).err("").out;
        assert!(said.contains("git log -p --ext-diff"), "{said}");
        assert!(said.contains("diff.kehoach.command = "), "{said}");
        let written = String::from_utf8(repository.0.read(".gitattributes")).unwrap();
        let line_end = if text.is_empty() { "\n" } else { "\r\n" };
        assert_eq!(written, format!("{text}{}", BLOCK.replace('\n', line_end)));
        let attribute = repository.git(&["check-attr", "diff", "a/b/ke-hoach.yaml"]);
        assert!(attribute.ends_with("diff: kehoach\n"), "{attribute}");
        let config = repository.config();
        let again = repository.setup(&[]).code(0).err("").out;
        assert_eq!(again.matches("(đã có)").count(), 6, "{again}");
        assert_eq!(repository.config(), config);
        let _ = repository.setup(&["--undo"]).code(0).err("");
        assert_eq!(repository.config(), before);
        if text.is_empty() {
            assert!(!repository.0.path(".gitattributes").exists());
        } else {
            assert_eq!(repository.0.read(".gitattributes"), text.as_bytes());
        }
    }
    let _ = repository
        .setup(&["--undo"])
        .code(0)
        .err("")
        .out("không có gì để gỡ: kho này chưa chạy `kehoach git-setup`\n");
}

#[test]
#[ignore = "needs git"]
fn what_others_have_set_is_told_and_not_lost() {
    let repository = Repository::new();
    let key = "diff.kehoach.textconv";
    let _ = repository.git(&["config", key, "cat"]);
    let config = repository.config();
    let said = repository.setup(&[]).code(1).out("").err;
    assert!(said.contains("lỗi[git-setup]"), "{said}");
    assert!(said.contains("`diff.kehoach.textconv` với giá trị khác: cat"), "{said}");
    assert_eq!(repository.config(), config);
    assert!(!repository.0.path(".gitattributes").exists());
    let said = repository.setup(&["--undo"]).code(0).out;
    assert!(said.contains("để lại diff.kehoach.textconv = cat"), "{said}");
    assert_eq!(repository.config(), config);
}

#[test]
#[ignore = "needs git"]
fn lines_that_do_not_end_are_told_before_anything_is_written() {
    let repository = Repository::new();
    repository.0.put(".gitattributes", "a\n# kehoach: bắt đầu\nb\n");
    let config = repository.config();
    for args in [&[][..], &["--undo"]] {
        let said = repository.setup(args).code(1).out("").err;
        assert!(said.contains("dòng 2 mở phần của kehoach"), "{said}");
    }
    assert_eq!(repository.config(), config);
}

#[test]
#[ignore = "needs git"]
fn without_git_or_a_repository_it_is_told() {
    let folder = Folder::new();
    let mut command = command_in(&folder.path(""));
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let said = run_of(command.arg("git-setup")).code(1).out("").err;
    assert!(said.contains("lỗi[no-repository]"), "{said}");
    let mut command = command_in(&folder.path(""));
    command.env("PATH", folder.path("khong-co"));
    let said = run_of(command.arg("git-setup")).code(1).out("").err;
    assert!(said.contains("lỗi[no-git]: máy này chưa có chương trình git"), "{said}");
}

/// During a merge git sets the converted text of the working file beside those of both
/// sides: it must have their lines, and marks only where they differ.
#[test]
fn a_form_in_conflict_is_converted_with_its_marks_around_what_differs() {
    let ours = form_with("noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Giảm hai hộ.\n");
    let theirs = ours.replace("hai hộ", "ba hộ");
    let line = "    doan: Giảm hai hộ.\n";
    let conflict = format!(
        "<<<<<<< HEAD\n{line}=======\n{}>>>>>>> nhanh-b\n",
        line.replace("hai hộ", "ba hộ")
    );
    let merged = ours.replace(line, &conflict);
    let folder = Folder::new();
    let convert = |name: &str, text: &str| {
        folder.put(name, text);
        let mut command = command_in(&folder.path(""));
        run_of(command.args(["text", "--textconv", name])).code(0).out
    };
    let texts = [("cu.yaml", &ours), ("moi.yaml", &theirs), ("gop.yaml", &merged)];
    let [ours, theirs, merged] = texts.map(|(name, text)| convert(name, text));
    let is_piece = |line: &&str| {
        line.contains("hộ")
            || ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
    };
    let pieces: Vec<&str> = merged.lines().filter(is_piece).collect();
    assert_eq!(
        pieces,
        ["<<<<<<< HEAD", "Giảm hai hộ./.", "=======", "Giảm ba hộ./.", ">>>>>>> nhanh-b"]
    );
    for side in [ours, theirs] {
        let lines: Vec<&str> =
            merged.lines().filter(|line| side.lines().any(|l| l == *line)).collect();
        assert_eq!(lines, side.lines().collect::<Vec<_>>());
    }
}

/// Git runs the program as the settings say: with a stand-in that tells how it is called.
#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn git_runs_what_is_set_up() {
    use std::os::unix::fs::PermissionsExt as _;
    let repository = Repository::new();
    let stand_in = "#!/bin/sh\necho \"gọi: $1 $2 $3 | $(cat \"${4:-$3}\")\"\n";
    repository.0.put("bin/kehoach", stand_in).put(".gitignore", "bin\n");
    let program = repository.0.path("bin/kehoach");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    for state in ["một", "hai"] {
        repository.0.put("xã Hải/ke-hoach.yaml", state);
        let _ = repository.git(&["add", "-A"]);
        let _ = repository.git(&["commit", "-q", "-m", state]);
    }
    repository.0.put("xã Hải/ke-hoach.yaml", "ba");
    let others = std::env::var_os("PATH").unwrap();
    let folders = std::iter::once(repository.0.path("bin"));
    let folders = folders.chain(std::env::split_paths(&others));
    let path = std::env::join_paths(folders).unwrap();
    let run = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).current_dir(repository.0.path("")).env("PATH", &path);
        run_of(command.env("GIT_CONFIG_GLOBAL", "/dev/null")).code(0).out
    };
    let said = run(env!("CARGO_BIN_EXE_kehoach"), &["git-setup"]);
    assert!(said.contains("diff.kehoach.command = kehoach diff --driver\n"), "{said}");
    let driven = "gọi: diff --driver xã Hải/ke-hoach.yaml | hai\n";
    assert_eq!(run("git", &["diff"]), driven);
    // Other files are not given to it, and git does not ask for them either: where it
    // does, it waits for an answer, of which there is none here.
    repository.0.put(".gitignore", "bin\n# ghi chú\n");
    assert_eq!(run("git", &["difftool", "-t", "kehoach"]), driven);
    // An answer that somebody has set stays, and is not taken back.
    let _ = repository.git(&["config", "difftool.prompt", "true"]);
    let said = run(env!("CARGO_BIN_EXE_kehoach"), &["git-setup"]);
    assert!(said.contains("difftool.prompt = true (để nguyên"), "{said}");
    let said = run(env!("CARGO_BIN_EXE_kehoach"), &["git-setup", "--undo"]);
    assert!(said.contains("để lại difftool.prompt = true"), "{said}");
    let _ = repository.git(&["config", "--unset", "difftool.prompt"]);
    let _ = run(env!("CARGO_BIN_EXE_kehoach"), &["git-setup"]);
    let log = run("git", &["log", "-1", "-p", "--ext-diff", "--format="]);
    assert!(log.contains("gọi: diff --driver") && log.contains("| một\n"), "{log}");
    let log = run("git", &["log", "-1", "-p", "--format="]);
    for (sign, state) in [("-", "một"), ("+", "hai")] {
        let is_text = |line: &str| {
            line.starts_with(&format!("{sign}gọi: text --textconv "))
                && line.ends_with(&format!("/ke-hoach.yaml | {state}"))
        };
        assert!(log.lines().any(is_text), "{log}");
    }
    let plain = run("git", &["diff", "--no-ext-diff", "--no-textconv"]);
    assert!(plain.contains("-hai\n") && plain.contains("+ba\n"), "{plain}");
}
