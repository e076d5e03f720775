//! The recipes of the guide, run as they stand: git with `git-setup`, the hook before a
//! commit, the script of continuous integration, the hook of a server.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::driver::{Folder, Run, root, run_of};

/// A scratch repository with a real plan.
struct Repository(Folder);

impl Repository {
    fn new() -> Self {
        let folder = Folder::new();
        for name in ["ke-hoach.yaml", "ho-ngheo.csv"] {
            let from = root().join("data/son-trung-2023").join(name);
            folder.put(&format!("xã một/{name}"), fs::read(from).unwrap());
        }
        let res = Self(folder);
        let _ = res.git(&["init", "-q", "-b", "main"]).code(0);
        res.commit("một");
        res
    }

    /// A program in the repository, with ours before all on the `PATH`.
    fn command(&self, program: &str) -> Command {
        let ours = Path::new(env!("CARGO_BIN_EXE_kehoach")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(ours.to_owned()).chain(std::env::split_paths(&path));
        let mut command = Command::new(program);
        command.current_dir(self.0.path("")).env_clear();
        command.env("PATH", std::env::join_paths(paths).unwrap());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    fn git(&self, args: &[&str]) -> Run {
        let mut command = self.command("git");
        command.args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.vn",
            "--no-pager",
        ]);
        run_of(command.args(args))
    }

    fn sh(&self, recipe: &str, args: &[&str]) -> Run {
        let mut command = self.command("sh");
        run_of(command.arg(root().join("docs/git").join(recipe)).args(args))
    }

    fn commit(&self, message: &str) {
        let _ = self.git(&["add", "-A"]).code(0);
        let _ = self.git(&["commit", "-q", "-m", message]).code(0);
    }

    fn edit(&self, file: &str, old: &str, new: &str) {
        let name = format!("xã một/{file}");
        let text = String::from_utf8(self.0.read(&name)).unwrap();
        assert!(text.contains(old), "{old}");
        self.0.put(&name, text.replacen(old, new, 1));
    }
}

const LINE: (&str, &str) = ("Về tuyên truyền", "Về tuyên truyền, vận động");
const COUNT: (&str, &str) = ("Mai Hà;202;3", "Mai Hà;202;4");

#[test]
fn the_guide_shows_the_recipes_as_they_are() {
    let page = fs::read_to_string(root().join("docs/git.md")).unwrap();
    for name in ["pre-commit", "so-sanh.sh", "github.yml", "gitlab.yml", "post-receive"] {
        let recipe = fs::read_to_string(root().join("docs/git").join(name)).unwrap();
        assert!(page.contains(&format!("```text\n{recipe}```\n")), "{name} differs");
    }
}

#[test]
#[ignore = "needs git"]
fn git_speaks_of_plans_after_git_setup_and_not_after_its_undoing() {
    let repository = Repository::new();
    let before = fs::read_to_string(repository.0.path(".git/config")).unwrap();
    let _ = run_of(repository.command("kehoach").arg("git-setup")).code(0);
    repository.commit("hai");
    repository.edit("ke-hoach.yaml", LINE.0, LINE.1);
    let diff = repository.git(&["diff"]).code(0).out;
    assert!(diff.contains("Tóm tắt: 1 thay đổi\n"), "{diff}");
    assert!(diff.contains("Về tuyên truyền{+, vận động+}"), "{diff}");
    repository.commit("ba");
    let log = repository.git(&["log", "-p", "-1"]).code(0).out;
    assert!(log.contains("+2. Về tuyên truyền, vận động"), "{log}");
    let log = repository.git(&["log", "-p", "-1", "--ext-diff"]).code(0).out;
    assert!(log.contains("Tóm tắt: 1 thay đổi\n"), "{log}");
    repository.0.put("xã một/ke-hoach.yaml", "chưa phải là biểu\n");
    let diff = repository.git(&["diff"]).code(0);
    assert!(diff.err.contains("lỗi[") || diff.out.contains("Không so sánh được"));
    let text = repository.git(&["diff", "--no-ext-diff"]).code(0).out;
    assert!(text.contains("+chưa phải là biểu"), "a broken form as it stands: {text}");
    let undo = run_of(repository.command("kehoach").args(["git-setup", "--undo"]));
    let _ = undo.code(0);
    assert!(!repository.0.path(".gitattributes").exists());
    let after = fs::read_to_string(repository.0.path(".git/config")).unwrap();
    assert_eq!(before, after);
}

#[test]
#[ignore = "needs git"]
fn the_hook_before_a_commit_checks_what_is_staged() {
    let repository = Repository::new();
    repository.edit("ke-hoach.yaml", "nam: 2023", "nam: hai nghìn");
    let _ = repository.git(&["add", "-A"]).code(0);
    repository.edit("ke-hoach.yaml", "nam: hai nghìn", "nam: 2023");
    let run = repository.sh("pre-commit", &[]).code(1);
    assert!(run.err.contains("hai nghìn"), "{}", run.err);
    assert!(run.err.contains("Chưa ghi vào kho"), "{}", run.err);
    let _ = repository.git(&["add", "-A"]).code(0);
    repository.edit("ho-ngheo.csv", COUNT.0, COUNT.1);
    let _ = repository.git(&["add", "-A"]).code(0);
    let _ = repository.sh("pre-commit", &[]).code(0);
}

#[test]
#[ignore = "needs git"]
fn the_script_of_continuous_integration_tells_every_changed_plan() {
    let repository = Repository::new();
    let same = repository.sh("so-sanh.sh", &["HEAD", "HEAD"]).code(0);
    assert_eq!((same.out.as_str(), same.err.as_str()), ("", ""));
    // The form is as it was: the data beside it have moved.
    repository.edit("ho-ngheo.csv", COUNT.0, COUNT.1);
    repository.0.put("xã hai/ke-hoach.yaml", repository.0.read("xã một/ke-hoach.yaml"));
    repository.commit("hai");
    let run = repository.sh("so-sanh.sh", &["HEAD~1", "HEAD"]).code(1);
    assert!(
        run.out.contains("Hộ nghèo cuối năm 2022 / TS: 3 → <ins>4</ins> (+1)"),
        "{}",
        run.out
    );
    assert!(run.out.contains("**Kế hoạch mới:** xã hai"), "{}", run.out);
    let ids = ["rev-parse", "HEAD~1", "HEAD"];
    let ids = repository.git(&ids).code(0).out.replace('\n', " ");
    let mut server = repository.command("sh");
    let hook = root().join("docs/git/post-receive");
    server
        .arg("-c")
        .arg(format!("echo '{ids}refs/heads/main' | sh '{}'", hook.display()));
    let run = run_of(&mut server).code(0);
    assert!(run.out.starts_with("main:\n") && run.out.contains("(+1)"), "{}", run.out);
    let _ = repository.sh("so-sanh.sh", &["khong-co", "HEAD"]).code(2);
}
