//! `--print`: all papers in one file, each on sheets of its own.

use lopdf::{Document, Object};

use super::driver::{Folder, form_with, run_in};
use super::small_set::{MASTER, SET};

fn set() -> Folder {
    let folder = Folder::new();
    folder.put("bo-ke-hoach.yaml", SET).put("mau.yaml", form_with(MASTER));
    folder
}

const ARGS: [&str; 5] = ["batch", ".", "-o", "out", "--print"];

fn open(folder: &Folder) -> Document {
    Document::load_mem(&folder.read("out/tat-ca.pdf")).unwrap()
}

/// The name and the page number of each entry of the outline.
fn outline(pdf: &Document) -> Vec<(String, u32)> {
    let pages = pdf.get_pages();
    let at = |id| pages.iter().find(|(_, page)| **page == id).map(|(number, _)| *number);
    let reference = |object: &Object| object.as_reference().unwrap();
    let catalog = pdf.catalog().unwrap();
    let root = pdf.get_dictionary(reference(catalog.get(b"Outlines").unwrap())).unwrap();
    let (mut res, mut next) = (Vec::new(), root.get(b"First").ok().map(reference));
    while let Some(id) = next {
        let entry = pdf.get_dictionary(id).unwrap();
        let title = entry.get(b"Title").unwrap().as_str().unwrap();
        let units: Vec<_> =
            title[2..].chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
        let page = reference(&entry.get(b"Dest").unwrap().as_array().unwrap()[0]);
        res.push((String::from_utf16(&units).unwrap(), at(page).unwrap()));
        next = entry.get(b"Next").ok().map(reference);
    }
    res
}

#[test]
fn every_paper_begins_on_a_sheet_of_its_own() {
    let folder = set();
    let run = folder.run(ARGS).code(0);
    assert!(run.out.contains("out/tat-ca.pdf"), "{}", run.out);
    assert!(run.err.contains("tat-ca.pdf: 3 văn bản, 5 trang"), "{}", run.err);
    let pdf = open(&folder);
    assert_eq!(pdf.get_pages().len(), 5);
    let named = [("xã Mai Hà", 1), ("xã Kim Liên", 3), ("xã Nam Liên", 5)];
    assert_eq!(outline(&pdf), named.map(|(name, page)| (name.to_owned(), page)));
    for (number, page) in pdf.get_pages() {
        let blank = pdf.get_page_content(page).is_empty();
        assert_eq!(blank, number % 2 == 0, "page {number}");
        assert_eq!(pdf.get_page_fonts(page).unwrap().is_empty(), blank);
    }
}

#[test]
fn the_pages_are_those_of_the_papers() {
    let folder = set();
    let _ = folder.run(ARGS).code(0);
    let pdf = open(&folder);
    let pages = pdf.get_pages();
    for (at, name) in ["mh", "kl", "nl"].iter().enumerate() {
        let own = Document::load_mem(&folder.read(&format!("out/{name}.pdf"))).unwrap();
        let own_page = own.get_pages()[&1];
        let page = pages[&(u32::try_from(at).unwrap() * 2 + 1)];
        assert_eq!(pdf.get_page_content(page), own.get_page_content(own_page), "{name}");
    }
}

#[test]
fn its_title_says_that_it_is_for_the_printer() {
    let folder = set();
    let _ = folder.run(ARGS).code(0);
    let pdf = open(&folder);
    let info = pdf.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let title = pdf.get_dictionary(info).unwrap().get(b"Title").unwrap();
    let units: Vec<_> = title.as_str().unwrap()[2..]
        .chunks(2)
        .map(|b| u16::from_be_bytes([b[0], b[1]]))
        .collect();
    let title = String::from_utf16(&units).unwrap();
    assert!(title.ends_with(" (bản gộp, chỉ để in)"), "{title}");
    assert!(title.contains("giảm nghèo"), "{title}");
}

#[test]
fn the_same_papers_give_the_same_file() {
    let folder = set();
    let _ = folder.run(ARGS).code(0);
    let first = folder.read("out/tat-ca.pdf");
    let second = folder.run(ARGS.into_iter().chain(["--jobs", "1"])).code(0);
    assert!(second.err.contains("3 giữ nguyên"), "{}", second.err);
    assert!(first == folder.read("out/tat-ca.pdf"));
    let left = folder.files();
    assert!(!left.iter().any(|name| name.ends_with(".tam")), "{left:?}");
}

#[test]
fn what_is_not_in_it_is_named() {
    let folder = set();
    folder.put("bo-ke-hoach.yaml", format!("{SET}rieng: rieng\n"));
    folder.put("rieng/kl.yaml", "nam: không rõ\n");
    let run = run_in(&folder.path(""), ARGS).code(1);
    assert!(run.err.contains("tat-ca.pdf: 2 văn bản, 3 trang"), "{}", run.err);
    assert!(run.err.contains("thiếu 1: xã Kim Liên"), "{}", run.err);
    assert_eq!(outline(&open(&folder)).len(), 2);
}

#[test]
fn a_part_misses_no_paper_that_it_was_not_asked_for() {
    let folder = set();
    let run = folder.run(ARGS.into_iter().chain(["--only", "kl"])).code(0);
    assert!(run.err.contains("tat-ca.pdf: 1 văn bản"), "{}", run.err);
    assert!(!run.err.contains("thiếu"), "{}", run.err);
}

#[test]
fn without_a_pdf_there_is_nothing_to_join_and_a_script_is_told() {
    let folder = set();
    let run = folder.run(ARGS.into_iter().chain(["--to", "txt"])).code(1);
    assert!(run.err.contains("không có văn bản PDF nào"), "{}", run.err);
    assert!(!folder.path("out/tat-ca.pdf").exists());
}
