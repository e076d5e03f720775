//! The page of the guide on how sheets are read: its pictures are of the very workbooks
//! that the program reads here, and it says of them what the page shows.
//!
//! | file | what it does |
//! |---|---|
//! | `shown_sheet` | the sheets: what their cells hold, how they are shown, what is read |
//! | `draw` | a sheet as a picture |

mod draw;
mod shown_sheet;

use std::fs;

use super::docs::{blocks, pages};
use super::driver::{Folder, UPDATE, form_with, root, same};
use shown_sheet::{ShownSheet, list_sheets};

/// The page of the guide.
const PAGE: &str = "doc-bang-tinh.md";

fn page() -> String {
    pages().into_iter().find(|(name, _)| name == PAGE).unwrap().1
}

#[test]
fn each_picture_of_the_guide_is_that_of_its_sheet() {
    let page = page();
    for sheet in list_sheets() {
        let picture = draw::draw_sheet(&sheet);
        let name = format!("docs/anh/{}.svg", sheet.name);
        let path = root().join(&name);
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&path, &picture).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        same(&picture, &kept);
        assert!(page.contains(&format!("](anh/{}.svg)", sheet.name)), "{name}");
    }
}

/// Every form of the page reads the workbooks of the pictures; every command of it runs, and
/// what the page shows below a command is said.
#[test]
fn the_guide_says_of_each_sheet_what_the_program_says() {
    let folder = Folder::new();
    let sheets = list_sheets();
    let mut last = String::new();
    let mut count = 0;
    for (line, language, body) in blocks(&page()) {
        if let Some(name) = language.strip_prefix("yaml ") {
            let plan = name.strip_suffix(".yaml").unwrap();
            folder.put(&format!("{plan}/ke-hoach.yaml"), form_with(&body));
            put_workbooks(&folder, plan, &sheets);
        } else if language == "console" {
            for command in body.lines() {
                let run = folder.run(command.split(' ').skip(1));
                assert!(matches!(run.code, Some(0 | 1)), "{line}: {}", run.err);
                last = run.out + &run.err;
                count += 1;
            }
        } else if language == "text" {
            for said in body.lines() {
                assert!(last.contains(said), "{PAGE}:{line}\n{said}\nbut:\n{last}");
            }
        }
    }
    assert!(count >= 5, "only {count} commands were run");
}

fn put_workbooks(folder: &Folder, plan: &str, sheets: &[ShownSheet]) {
    for sheet in sheets {
        folder.put(&format!("{plan}/{}.xlsx", sheet.name), sheet.write_workbook());
    }
}
