//! What the README shows is what the program does: its commands run, its form is right,
//! its sample of a finding is what is printed, its links lead somewhere.

use std::fs;
use std::path::Path;

use crate::driver::{Folder, Run, form_with, paper, root};

/// What stands before the arguments of a command of ours.
const PREFIXES: [&str; 2] = ["cargo run --release -- ", "kehoach "];

#[test]
fn every_command_of_the_readme_runs_as_it_says() {
    let folder = scratch();
    let mut count = 0;
    let mut last: Option<Run> = None;
    for block in blocks(&readme()) {
        if block.language == "text" {
            let run = last.as_ref().expect("a sample of output follows its command");
            let said = format!("{}{}", run.out, run.err);
            assert!(
                said.contains(&block.text),
                "not said:\n{}\nbut:\n{said}",
                block.text
            );
        } else if block.language == "sh" {
            for line in block.text.lines() {
                let Some(args) = PREFIXES.iter().find_map(|p| line.strip_prefix(p))
                else {
                    assert_eq!(
                        line, "cargo test --release",
                        "a command that no test runs"
                    );
                    continue;
                };
                let (args, code) = split_code(args);
                last = Some(folder.run(args.split_whitespace()).code(code));
                count += 1;
            }
        }
    }
    assert!(count >= 8, "{count} commands only");
    let first = folder.read("out/cam-luong-2023.pdf");
    assert!(
        first.starts_with(b"%PDF-"),
        "the first command builds the paper that is shown"
    );
}

#[test]
fn the_form_of_the_readme_is_a_whole_and_right_one() {
    let blocks = blocks(&readme());
    let form =
        blocks.iter().find(|b| b.language == "yaml").expect("the README shows a form");
    let run =
        scratch().put("vi-du/ke-hoach.yaml", &form.text).run(["check", "vi-du"]).code(0);
    assert!(run.err.contains("không có lỗi nào"), "{}", run.err);
    let text = paper(&form.text).text;
    // What the comments of the form say is printed.
    for printed in ["I. MỤC TIÊU", "5.000.000 đồng (năm triệu đồng)", "tháng 8 năm 2025"]
    {
        assert!(text.contains(printed), "{printed} is not in\n{text}");
    }
}

#[test]
fn the_table_of_the_readme_computes_what_it_says() {
    let blocks = blocks(&readme());
    let table = blocks.iter().filter(|b| b.language == "yaml").nth(1).unwrap();
    let folder = scratch();
    folder.put("bang/ke-hoach.yaml", form_with(&table.text));
    folder.put("bang/ho-ngheo.csv", "thon;ho;dau;giam\nMai Hà;202;3;1\nHồ Sơn;83;2;0\n");
    let run = folder.run(["text", "bang"]).code(0).err("");
    for printed in [
        "Đến cuối năm còn 4 hộ nghèo, tỷ lệ 1,40%.",
        "1\tMai Hà\t202\t3\t1\t2\t0,99",
        "Tổng cộng\t\t285\t5\t1\t4\t1,40",
    ] {
        assert!(run.out.contains(printed), "{printed} is not in\n{}", run.out);
    }
}

#[test]
fn the_readmes_test_command_is_the_one_of_continuous_integration() {
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == "cargo test --release"));
    assert!(readme().contains("```sh\ncargo test --release\n```"));
}

#[test]
fn every_link_between_the_pages_leads_to_a_file() {
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (link, _) in links.filter(|(link, _)| !link.contains("://")) {
            let file = link.split('#').next().unwrap();
            assert!(root().join(file).exists(), "{page}: {link} leads nowhere");
        }
    }
    assert!(root().join("docs/anh/trang-1.png").exists(), "the picture of the README");
}

struct Block {
    language: String,
    text: String,
}

/// The fenced blocks of a page, in order.
fn blocks(page: &str) -> Vec<Block> {
    let mut res = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else { continue };
        let inside: Vec<_> = lines.by_ref().take_while(|l| *l != "```").collect();
        let text = inside.join("\n") + "\n";
        res.push(Block { language: language.to_owned(), text });
    }
    res
}

/// The arguments and the exit code that a comment after them names.
fn split_code(args: &str) -> (&str, i32) {
    match args.split_once("# exits with ") {
        Some((args, code)) => (args, code.trim().parse().unwrap()),
        None => (args, 0),
    }
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap().replace("\r\n", "\n")
}

/// A folder with copies of what the commands read.
fn scratch() -> Folder {
    let folder = Folder::new();
    for part in ["data", "tests/as-published"] {
        for file in kehoach::source::list_files(&root().join(part)) {
            let name =
                file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            folder.put(&name, fs::read(Path::new(&file)).unwrap());
        }
    }
    folder
}
