//! Plans of a whole repository compared at once, and the page on two people who have
//! changed one plan, whose commands are run as they stand.

use std::fs;

use super::docs::blocks;
use super::driver::{Run, root, run_of};
use super::git_recipes::{COUNT, LINE, Repository};

/// Runs the program in a folder of the repository.
fn diff(repository: &Repository, folder: &str, args: &[&str]) -> Run {
    let mut command = repository.command("kehoach");
    run_of(command.current_dir(repository.0.path(folder)).arg("diff").args(args))
}

/// Three plans more: one as it is, one whose folder has the same name, one ignored.
fn repository() -> Repository {
    let repository = Repository::new();
    for name in ["ke-hoach.yaml", "ho-ngheo.csv"] {
        let bytes = repository.0.read(&format!("xã một/{name}"));
        repository.0.put(&format!("huyện/xã một/{name}"), &bytes);
        repository.0.put(&format!("xã hai/{name}"), &bytes);
        repository.0.put(&format!("out/{name}"), &bytes);
    }
    repository.0.put(".gitignore", "out\n");
    repository.commit("hai");
    repository
}

#[test]
#[ignore = "needs git"]
fn every_plan_that_has_changed_has_a_heading_and_the_others_are_counted() {
    let repository = repository();
    let same = diff(&repository, "", &["HEAD"]).code(0).err("").out;
    assert_eq!(same, "3 văn bản: hai phiên bản như nhau\n");
    // The form is as it was: the data beside it have moved.
    repository.edit("ho-ngheo.csv", COUNT.0, COUNT.1);
    repository.0.put("mới/ke-hoach.yaml", repository.0.read("xã hai/ke-hoach.yaml"));
    repository.0.put("mới/ho-ngheo.csv", repository.0.read("xã hai/ho-ngheo.csv"));
    for folder in ["", "huyện/xã một"] {
        let said = diff(&repository, folder, &["HEAD"]).code(1).err("").out;
        let headings: Vec<_> =
            said.lines().filter(|line| line.starts_with("────")).collect();
        assert_eq!(
            headings,
            ["──── mới/ke-hoach.yaml ────", "──── xã một/ke-hoach.yaml ────"]
        );
        assert!(said.contains("Bản cũ:  HEAD:xã một/ke-hoach.yaml\n"), "{said}");
        assert!(said.contains("Bản mới: xã một/ke-hoach.yaml\n"), "{said}");
        assert!(said.contains("TS: 3 → 4 (+1)"), "{said}");
        assert!(said.ends_with("\n4 văn bản: 2 khác, 2 như nhau\n"), "{said}");
    }
    repository.commit("ba");
    let said = diff(&repository, "", &["HEAD~1", "HEAD", "--to", "md"]).code(1).out;
    assert!(said.contains("### xã một/ke-hoach.yaml\n\n**So sánh"), "{said}");
    assert!(said.ends_with("\n---\n\n4 văn bản: 2 khác, 2 như nhau\n"), "{said}");
    let said = diff(&repository, "", &["HEAD~1..HEAD", "--to", "json"]).code(1).out;
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let same = json.as_array().unwrap().iter().filter(|plan| plan["same"] == true);
    assert_eq!((json.as_array().unwrap().len(), same.count()), (4, 2), "{said}");
    // Two folders have one name.
    repository
        .0
        .put("huyện/xã một/ho-ngheo.csv", repository.0.read("xã một/ho-ngheo.csv"));
    let _ = diff(&repository, "", &["HEAD~1", "--to", "pdf"]).code(1).err("");
    for name in ["xã một", "huyện-xã một"] {
        let file = format!("out/{name}-so-sanh.pdf");
        assert!(repository.0.path(&file).exists(), "{:?}", repository.0.files());
    }
}

#[test]
#[ignore = "needs git"]
fn a_plan_that_has_moved_is_one_and_one_that_cannot_be_read_has_its_heading() {
    let repository = repository();
    let _ = repository.git(&["mv", "xã hai", "xã ba"]).code(0);
    let said = diff(&repository, "", &["HEAD"]).code(0).err("").out;
    assert_eq!(said, "3 văn bản: hai phiên bản như nhau\n");
    let form = String::from_utf8(repository.0.read("xã ba/ke-hoach.yaml")).unwrap();
    repository.0.put("xã ba/ke-hoach.yaml", form.replacen(LINE.0, LINE.1, 1));
    repository.0.put("xã một/ke-hoach.yaml", b"\xff");
    let run = diff(&repository, "", &["HEAD"]).code(2);
    assert!(run.err.contains("lỗi[not-utf8]"), "{}", run.err);
    let said = run.out;
    assert!(said.contains("Bản cũ:  HEAD:xã hai/ke-hoach.yaml\n"), "{said}");
    assert!(said.contains("Bản mới: xã ba/ke-hoach.yaml\n"), "{said}");
    assert!(said.contains("{+, vận động+}"), "{said}");
    let told = "──── xã một/ke-hoach.yaml ────\nKhông so sánh được: biểu có lỗi.\n";
    assert!(said.contains(told), "{said}");
    assert!(said.contains("3 văn bản: 1 khác, 1 như nhau, 1 không so sánh"), "{said}");
}

#[test]
#[ignore = "needs git"]
fn a_repository_without_plans_is_told() {
    let repository = Repository::new();
    let _ = repository.git(&["rm", "-q", "-r", "xã một"]).code(0);
    repository.commit("hai");
    let run = diff(&repository, "", &["HEAD"]).code(2).out("");
    assert!(run.err.contains("lỗi[no-form]"), "{}", run.err);
}

/// Two people have changed one line of a plan, and each a line of its own.
fn conflict() -> Repository {
    let repository = Repository::new();
    let _ = repository.git(&["mv", "xã một", "xa"]).code(0);
    repository.commit("hai");
    let form = String::from_utf8(repository.0.read("xa/ke-hoach.yaml")).unwrap();
    let edit = |title: &str, from: &str, to: &str| {
        let text = form.replacen(LINE.0, title, 1).replacen(from, to, 1);
        assert_ne!(text, form, "{title}");
        repository.0.put("xa/ke-hoach.yaml", text);
    };
    let _ = repository.git(&["checkout", "-q", "-b", "nhanh-b"]).code(0);
    edit("Về thông tin", "Trên đây là", "Nay ban hành");
    repository.commit("bên kia");
    let _ = repository.git(&["checkout", "-q", "main"]).code(0);
    edit(LINE.1, "", "");
    let data = String::from_utf8(repository.0.read("xa/ho-ngheo.csv")).unwrap();
    repository.0.put("xa/ho-ngheo.csv", data.replacen(COUNT.0, COUNT.1, 1));
    repository.commit("của ta");
    repository
}

/// The commands of the page, in their order.
fn page_commands() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/xung-dot.md")).unwrap();
    let shown =
        blocks(&page).into_iter().filter(|(_, language, _)| language == "console");
    shown
        .flat_map(|(_, _, body)| body.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
#[ignore = "needs git"]
fn the_page_on_two_people_who_changed_one_plan_works_in_its_order() {
    let repository = conflict();
    let run = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "git" => repository.git(&words[1..]),
            _ => run_of(repository.command(words[0]).args(&words[1..])),
        }
    };
    let merge = |title: &str| {
        let theirs = repository.git(&["show", "nhanh-b:xa/ke-hoach.yaml"]).code(0).out;
        let text = theirs.replacen("Về thông tin", title, 1);
        repository.0.put("xa/ke-hoach.yaml", text);
    };
    let (ours, theirs) = ("{+, vận động+}", "[-tuyên truyền-]{+thông tin+}");
    for line in page_commands() {
        // What the reader does by hand comes before.
        if line == "kehoach check xa" {
            let marked = repository.git(&["checkout", "-m", "xa/ke-hoach.yaml"]);
            let _ = marked.code(0);
            let said = run("kehoach check xa").code(1).err;
            assert!(said.contains("[conflict-marker]"), "{said}");
            merge(LINE.1);
        }
        let said = run(&line);
        let (code, told): (i32, &[&str]) = match line.as_str() {
            "git merge nhanh-b" => (1, &["CONFLICT"]),
            "git status --short" => (0, &["UU xa/ke-hoach.yaml"]),
            "kehoach diff :1:xa/ke-hoach.yaml :2:xa/ke-hoach.yaml" => (1, &[ours]),
            "kehoach diff :1:xa/ke-hoach.yaml :3:xa/ke-hoach.yaml" => (1, &[theirs]),
            "kehoach diff :2:xa/ke-hoach.yaml :3:xa/ke-hoach.yaml" => {
                (1, &["[-tuyên truyền, vận động-]{+thông tin+}"])
            }
            // The data are merged: nothing but words differs.
            "kehoach diff :2:xa/ke-hoach.yaml :3:xa/ke-hoach.yaml --figures" => {
                (1, &["không có con số nào đổi"])
            }
            "kehoach diff HEAD MERGE_HEAD -- xa" => (1, &["TS: 4 → 3 (−1)"]),
            "kehoach diff HEAD...MERGE_HEAD -- xa" => (1, &[theirs]),
            "kehoach diff HEAD -- xa" | "kehoach diff HEAD^1 HEAD" => {
                (1, &["[-Trên đây là-]{+Nay ban hành+}"])
            }
            "kehoach diff MERGE_HEAD -- xa" | "kehoach diff HEAD^2 HEAD" => {
                (1, &["TS: 3 → 4 (+1)", "[-thông tin-]{+tuyên truyền, vận động+}"])
            }
            _ => (0, &[]),
        };
        assert_eq!(said.code, Some(code), "{line}\n{}{}", said.out, said.err);
        for part in told {
            assert!(said.out.contains(part), "{line}: {part}\n{}", said.out);
        }
        if line == "git merge --abort" {
            let _ = run("git merge nhanh-b").code(1);
        }
    }
    let history = repository.git(&["log", "-1", "--format=%p"]).code(0).out;
    assert_eq!(history.split_whitespace().count(), 2, "merged: {history}");
}
