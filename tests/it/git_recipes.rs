//! The recipes of the guide, run as they stand: git with `git-setup`, the hook before a
//! commit, the script of continuous integration, the hook of a server.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::driver::{Folder, Run, root, run_of};

/// A scratch repository with a real plan.
pub(crate) struct Repository(pub(crate) Folder);

impl Repository {
    pub(crate) fn new() -> Self {
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

    /// A program in the repository, with ours before all on the `PATH`, then stand-ins.
    pub(crate) fn command(&self, program: &str) -> Command {
        let ours = Path::new(env!("CARGO_BIN_EXE_kehoach")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let first = [ours.to_owned(), self.0.path(".git/stand-ins")];
        let paths = first.into_iter().chain(std::env::split_paths(&path));
        let mut command = Command::new(program);
        command.current_dir(self.0.path("")).env_clear();
        command.env("PATH", std::env::join_paths(paths).unwrap());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    pub(crate) fn git(&self, args: &[&str]) -> Run {
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

    /// A program of servers, in whose place this script is run.
    #[cfg(unix)]
    fn stand_in(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let name = format!(".git/stand-ins/{name}");
        self.0.put(&name, format!("#!/bin/sh\n{script}\n"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.0.path(&name), mode).unwrap();
    }

    /// A second plan, whose data stand at `data` as seen from it.
    fn second(&self, data: &str) {
        let text = String::from_utf8(self.0.read("xã một/ke-hoach.yaml")).unwrap();
        let text =
            text.replace("du_lieu: ho-ngheo.csv", &format!("du_lieu: {data}/a.csv"));
        self.0.put("xã \"hai\"/ke-hoach.yaml", text);
        let data = format!("xã \"hai\"/{data}/a.csv").replace("xã \"hai\"/../", "");
        self.0.put(&data, self.0.read("xã một/ho-ngheo.csv"));
        self.commit("biểu thứ hai");
        let text = String::from_utf8(self.0.read(&data)).unwrap();
        self.0.put(&data, text.replacen("Mai Hà;202;3;1", "Mai Hà;202;3;9", 1));
        let _ = self.git(&["add", "-A"]).code(0);
    }

    pub(crate) fn commit(&self, message: &str) {
        let _ = self.git(&["add", "-A"]).code(0);
        let _ = self.git(&["commit", "-q", "-m", message]).code(0);
    }

    pub(crate) fn edit(&self, file: &str, old: &str, new: &str) {
        let name = format!("xã một/{file}");
        let text = String::from_utf8(self.0.read(&name)).unwrap();
        assert!(text.contains(old), "{old}");
        self.0.put(&name, text.replacen(old, new, 1));
    }
}

pub(crate) const LINE: (&str, &str) = ("Về tuyên truyền", "Về tuyên truyền, vận động");
pub(crate) const COUNT: (&str, &str) = ("Mai Hà;202;3", "Mai Hà;202;4");

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
    // What still can be read of it is not the paper.
    repository.0.put("xã một/ke-hoach.yaml", "kehoach: 1\nnoi_dung: [a\n");
    let text = repository.git(&["diff", "--no-ext-diff"]).code(0).out;
    assert!(text.contains("\n+kehoach: 1\n+noi_dung: [a\n"), "{text}");
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

/// Data may stand below the folder of a plan, or where several plans read them.
#[test]
#[ignore = "needs git"]
fn data_count_wherever_they_stand() {
    for data in ["so-lieu", "../chung"] {
        let repository = Repository::new();
        repository.second(data);
        let run = repository.sh("pre-commit", &[]).code(1);
        assert!(run.err.contains("--> xã \"hai\"/ke-hoach.yaml"), "{}", run.err);
        repository.commit("hai");
        let run = repository.sh("so-sanh.sh", &["HEAD~1", "HEAD"]).code(1);
        assert_eq!(run.out.matches("**So sánh văn bản:**").count(), 1, "{}", run.out);
        assert!(run.out.contains("TS: 1 → <ins>9</ins> (+8)"), "{}", run.out);
    }
    let repository = Repository::new();
    let _ = repository.git(&["rm", "-q", "xã một/ho-ngheo.csv"]).code(0);
    let run = repository.sh("pre-commit", &[]).code(1);
    assert!(run.err.contains("lỗi[missing-file]"), "{}", run.err);
    // A plan that is taken out whole is none.
    let _ = repository.git(&["rm", "-q", "xã một/ke-hoach.yaml"]).code(0);
    let _ = repository.sh("pre-commit", &[]).code(0).err("");
}

#[test]
#[ignore = "needs git"]
fn the_script_knows_moved_plans_and_tells_unreadable_ones() {
    let repository = Repository::new();
    let _ = repository.git(&["mv", "--", "xã một", "-xã mới"]).code(0);
    repository.commit("hai");
    let _ = repository.sh("so-sanh.sh", &["HEAD~1", "HEAD"]).code(0).out("").err("");
    let form = repository.0.read("-xã mới/ke-hoach.yaml");
    let form = String::from_utf8(form).unwrap().replacen(LINE.0, LINE.1, 1);
    repository.0.put("-xã mới/ke-hoach.yaml", form);
    repository.commit("ba");
    let run = repository.sh("so-sanh.sh", &["HEAD~2", "HEAD"]).code(1);
    let head = "**So sánh văn bản:** HEAD\\~2:xã một/ke-hoach.yaml → HEAD:-xã mới";
    assert!(run.out.starts_with(head), "{}", run.out);
    let mut command = repository.command("sh");
    command.arg(root().join("docs/git/so-sanh.sh")).args(["HEAD~2", "HEAD"]);
    let short = run_of(command.env("KEHOACH_DAI_NHAT", "300")).code(1).out;
    assert!(run.out.contains("<details>") && !short.contains("details>"), "{short}");
    assert!(short.contains("Phần chi tiết dài quá"), "{short}");
    repository.0.put("-xã mới/ke-hoach.yaml", b"\xff");
    repository.commit("bốn");
    let run = repository.sh("so-sanh.sh", &["HEAD~1", "HEAD"]).code(2);
    let told = "**Không so sánh được:** `-xã mới/ke-hoach.yaml`\n\n    lỗi[not-utf8]";
    assert!(run.out.starts_with(told), "{}", run.out);
}

/// A repository as servers have it, without a working tree.
#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn a_server_tells_who_pushes_and_writes_who_reviews() {
    let repository = Repository::new();
    let server = Folder::new();
    let url = server.path("").to_string_lossy().into_owned();
    let _ = repository.git(&["init", "-q", "--bare", "-b", "main", &url]).code(0);
    let _ =
        repository.git(&["-C", &url, "config", "kehoach.thu", "a@example.vn"]).code(0);
    {
        use std::os::unix::fs::PermissionsExt as _;
        let hook = fs::read(root().join("docs/git/post-receive")).unwrap();
        server.put("hooks/post-receive", hook);
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(server.path("hooks/post-receive"), mode).unwrap();
    }
    repository.stand_in("sendmail", &format!("cat > '{url}/thu'"));
    let first = repository.git(&["push", "-q", &url, "main"]).code(0).err;
    assert_eq!(first, "", "a new branch has nothing to be compared with");
    // A plan whose name and words would be obeyed by a terminal.
    let form = String::from_utf8(repository.0.read("xã một/ke-hoach.yaml")).unwrap();
    let form = form.replacen(LINE.0, "\"Về \\e[31mtuyên truyền\\r\"", 1);
    repository.0.put("xã \u{1b}[2J/ke-hoach.yaml", &form);
    repository.edit("ho-ngheo.csv", COUNT.0, COUNT.1);
    repository.commit("hai");
    let mut push = repository.command("git");
    push.args(["push", "-q", &url, "main"]).env("GIT_PAGER_IN_USE", "true");
    let said = run_of(&mut push).code(0).err;
    assert!(said.starts_with("remote: Kế hoạch đã đổi ở nhánh main:"), "{said}");
    for line in said.lines() {
        assert!(line.starts_with("remote: "), "{line}");
        assert!(!line.trim_end().contains(char::is_control), "{line:?}");
    }
    assert!(said.contains("──── xã một/ke-hoach.yaml ────"), "{said}");
    assert!(said.contains("TS: 3 → 4 (+1)"), "{said}");
    assert!(!said.contains("<ins>") && !said.contains("**"), "{said}");
    let letter = String::from_utf8(server.read("thu")).unwrap();
    assert!(letter.starts_with("To: a@example.vn\nSubject: =?UTF-8?B?"), "{letter}");
    assert!(letter.contains("TS: 3 → 4 (+1)"), "{letter}");
    // What changes no plan is not spoken of.
    repository.0.put("ghi-chú.txt", "a");
    repository.commit("ba");
    let said = repository.git(&["push", "-q", &url, "main"]).code(0).err;
    assert_eq!(said, "");
}

/// The commands of a workflow, each a block below a key that ends with `|`.
#[cfg(unix)]
fn blocks(recipe: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/git").join(recipe)).unwrap();
    let mut lines = text.lines().peekable();
    let mut res = Vec::new();
    while let Some(line) = lines.next() {
        if !line.ends_with('|') {
            continue;
        }
        let width = |line: &str| line.len() - line.trim_start().len();
        let indent = width(lines.peek().unwrap());
        let mut block = String::new();
        while let Some(line) = lines.next_if(|line| width(line) >= indent) {
            block += &format!("{}\n", &line[indent..]);
        }
        res.push(block);
    }
    res
}

/// A workflow of a server: its environment, and the calls by which it writes a comment
/// and by which it writes it anew.
#[cfg(unix)]
struct Workflow {
    recipe: &'static str,
    env: &'static [(&'static str, &'static str)],
    new: &'static str,
    again: &'static str,
}

#[cfg(unix)]
const WORKFLOWS: [Workflow; 2] = [
    Workflow {
        recipe: "github.yml",
        env: &[
            ("CU", "HEAD~1"),
            ("MOI", "HEAD"),
            ("SO", "7"),
            ("GITHUB_REPOSITORY", "a/b"),
            ("RUNNER_TEMP", ".git"),
            ("GITHUB_STEP_SUMMARY", ".git/summary"),
        ],
        new: "--method POST repos/a/b/issues/7/comments",
        again: "--method PATCH repos/a/b/issues/comments/5",
    },
    Workflow {
        recipe: "gitlab.yml",
        env: &[
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD~1"),
            ("CI_COMMIT_SHA", "HEAD"),
            ("CI_API_V4_URL", "https://x"),
            ("CI_PROJECT_ID", "1"),
            ("CI_MERGE_REQUEST_IID", "7"),
            ("MA_TRUY_CAP", "k"),
        ],
        new: "https://x/projects/1/merge_requests/7/notes ",
        again: "--request PUT",
    },
];

/// What GitLab tells of the comments of a request.
#[cfg(unix)]
const NOTES: &str = r#"[{"id":3,"system":true,"body":"<!-- kehoach -->"},
{"id":4,"system":false,"body":"b"},{"id":5,"system":false,"body":"<!-- kehoach -->\na"}]"#;

#[cfg(unix)]
impl Workflow {
    /// A repository with a changed plan, in which the programs that speak to servers note
    /// how they are called and what they are to send.
    fn repository(&self) -> Repository {
        let repository = Repository::new();
        let script = fs::read(root().join("docs/git/so-sanh.sh")).unwrap();
        repository.0.put("docs/git/so-sanh.sh", script);
        let note = "printf '%s ' \"$@\" >> .git/calls; for word; do \
                    case $word in body=@*|body@*) cat \"${word#*@}\" >> .git/calls;; esac; done";
        let answer = |sign: &str, file: &str| {
            format!("case \"$*\" in *{sign}*) cat .git/{file};; *) {note};; esac")
        };
        repository.stand_in("gh", &answer("--jq", "id"));
        repository.stand_in("curl", &answer("per_page", "notes"));
        repository.edit("ho-ngheo.csv", COUNT.0, COUNT.1);
        repository.commit("hai");
        repository
    }

    /// Runs the step that writes, and gives back what was called.
    fn write(&self, repository: &Repository, code: i32) -> String {
        repository.0.put(".git/calls", "");
        let step = blocks(self.recipe).remove(0);
        let mut command = repository.command("sh");
        command.args(["-e", "-c", &step]).envs(self.env.iter().copied());
        let _ = run_of(&mut command).code(code);
        String::from_utf8(repository.0.read(".git/calls")).unwrap()
    }
}

/// One comment for each request: written when plans change, then written anew.
#[cfg(unix)]
#[test]
#[ignore = "needs git and jq"]
fn the_workflows_write_one_comment_and_write_it_anew() {
    for workflow in WORKFLOWS {
        let Workflow { recipe, new, again, .. } = workflow;
        let repository = workflow.repository();
        repository.0.put(".git/id", "").put(".git/notes", "[]");
        let calls = workflow.write(&repository, 0);
        assert!(calls.contains(new), "{recipe}: {calls}");
        assert!(calls.contains("TS: 3 → <ins>4</ins> (+1)"), "{recipe}: {calls}");
        repository.0.put(".git/id", "5\n").put(".git/notes", NOTES);
        let calls = workflow.write(&repository, 0);
        assert!(calls.contains(again) && !calls.contains(new), "{recipe}: {calls}");
        // A form that cannot be compared is trouble, and the comment says so.
        repository.0.put("xã một/ke-hoach.yaml", b"\xff");
        repository.commit("ba");
        let calls = workflow.write(&repository, 1);
        assert!(calls.contains("**Không so sánh được:**"), "{recipe}: {calls}");
        // Where nothing has changed, an old comment does not stay as it was.
        let _ = repository.git(&["commit", "-q", "--allow-empty", "-m", "bốn"]).code(0);
        let calls = workflow.write(&repository, 0);
        assert!(calls.contains("Không có kế hoạch nào thay đổi."), "{recipe}: {calls}");
        repository.0.put(".git/id", "").put(".git/notes", "[]");
        assert_eq!(workflow.write(&repository, 0), "", "{recipe}");
    }
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
    assert!(run.out.contains("**Kế hoạch mới:** `xã hai/ke-hoach.yaml`"), "{}", run.out);
    let _ = repository.sh("so-sanh.sh", &["khong-co", "HEAD"]).code(2);
}
