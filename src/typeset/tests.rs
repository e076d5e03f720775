//! Small papers through Typst: what comes out, and what a fault becomes.

use super::*;
use crate::document::Page;

/// What a paper must say of itself for the standards of its PDF.
const HEAD: &str = "#set document(title: \"Kế hoạch\", author: \"Xã\", \
    date: datetime(year: 2025, month: 1, day: 2))\n\
    #set text(font: \"Liberation Serif\", lang: \"vi\")\n\
    #set page(width: 100mm, height: 100mm, margin: 20mm)\n";

/// The line of a paper on which its body begins.
const BODY_LINE: usize = 4;

fn lay_out_with(library: &str, body: &str) -> Result<Pages, TypesetError> {
    let main = format!("{HEAD}{body}");
    let source = TypstSource { main, library: library.to_owned() };
    let pages = lay_out_pages(&source, &Fonts::new(&Faces::embedded()));
    forget_old_memos();
    pages
}

fn lay_out(body: &str) -> Pages {
    lay_out_with("", body).unwrap_or_else(|err| panic!("{}", err.text))
}

fn find_fault(library: &str, body: &str) -> String {
    match lay_out_with(library, body) {
        Ok(_) => panic!("no fault is found in {body}"),
        Err(err) => err.text,
    }
}

/// The set-up of the pages of [`HEAD`].
fn make_setup() -> Page {
    Page {
        top: 200,
        bottom: 200,
        left: 200,
        right: 200,
        size: 22,
        line: 100,
        gap: 0,
        indent: 0,
    }
}

#[test]
fn a_paper_imports_its_library() {
    let body = "#import \"nd30.typ\": paper\n#paper[Nội dung]";
    let pages = lay_out_with("#let paper(body) = { body; pagebreak(); body }", body);
    assert_eq!(pages.unwrap_or_else(|err| panic!("{}", err.text)).count(), 2);
}

#[test]
fn a_paper_reads_no_other_file() {
    for body in ["#include \"khac.typ\"", "#read(\"/etc/passwd\")", "#image(\"a.png\")"] {
        let fault = find_fault("", body);
        assert!(fault.starts_with(&format!("main.typ:{BODY_LINE}: ")), "{fault}");
        assert!(fault.contains("access denied"), "{fault}");
    }
}

#[test]
fn a_warning_is_an_error_with_its_line() {
    let fault = find_fault("", "Một.\n#text(font: \"Khong Co\")[Hai.]");
    let line = BODY_LINE + 1;
    assert!(
        fault.starts_with(&format!("main.typ:{line}: unknown font family")),
        "{fault}"
    );
}

#[test]
fn an_error_has_the_line_of_the_file_in_which_it_is() {
    let in_paper = find_fault("", "\n#mot-ham()");
    let line = BODY_LINE + 1;
    assert!(
        in_paper.starts_with(&format!("main.typ:{line}: unknown variable")),
        "{in_paper}"
    );
    let library = "#let good = 1\n#let bad = khong-co";
    let in_library = find_fault(library, "#import \"nd30.typ\": *");
    assert!(in_library.starts_with("nd30.typ:2: unknown variable"), "{in_library}");
}

#[test]
fn pages_become_a_pdf_and_pictures() {
    let pages = lay_out("Trang một.\n#pagebreak()\nTrang hai.");
    assert_eq!(pages.count(), 2);
    let pdf = lopdf::Document::load_mem(&pages.pdf().unwrap()).unwrap();
    assert_eq!(pdf.get_pages().len(), 2);
    let pictures = pages.png(72).unwrap();
    assert_eq!(pictures.len(), 2);
    assert!(pictures.iter().all(|picture| picture.starts_with(b"\x89PNG")));
}

#[test]
fn one_source_gives_the_same_bytes_and_another_does_not() {
    let pdf = |body: &str| lay_out(body).pdf().unwrap();
    assert_eq!(pdf("Một."), pdf("Một."));
    assert_ne!(pdf("Một."), pdf("Hai."));
}

#[test]
fn some_pages_become_a_pdf_of_those_pages() {
    let pages = lay_out("Một.\n#pagebreak()\nHai.\n#pagebreak()\nBa.");
    let pdf = lopdf::Document::load_mem(&pages.pdf_of_pages(&[1, 3]).unwrap()).unwrap();
    assert_eq!(pdf.get_pages().len(), 2);
}

#[test]
fn a_paper_that_breaks_the_standard_is_no_pdf() {
    let pages = lay_out("#set document(title: none)\nKhông tên.");
    let fault = pages.pdf().unwrap_err().text;
    assert!(fault.contains("title"), "{fault}");
}

#[test]
fn a_text_past_the_margin_is_found_and_white_space_is_not() {
    let wide = lay_out("Vừa.\n#pagebreak()\n#box(width: 70mm)[#h(1fr)Quá]");
    let overruns = wide.overruns(&make_setup());
    let found: Vec<_> =
        overruns.iter().map(|o| (o.page, o.text.as_str(), o.excess)).collect();
    assert_eq!(found, [(2, "Quá", 100)]);
    let blank = lay_out("#box(width: 70mm)[Vừa#h(1fr)#sym.space.nobreak]");
    assert_eq!(blank.overruns(&make_setup()), []);
}

#[test]
fn pages_of_a_redline_with_a_mark_on_them_are_those_that_changed() {
    let mark = |what: &str| format!("#metadata(\"{what}\") <thay-doi>\n");
    let turn = "Chữ.\n#pagebreak()\n";
    let at_a_place = [turn, &mark("here"), turn, "Hết."].concat();
    assert_eq!(lay_out(&at_a_place).changed_pages(), [2]);
    let over_pages =
        [turn, &mark("from"), turn, turn, &mark("to"), turn, "Hết."].concat();
    assert_eq!(lay_out(&over_pages).changed_pages(), [2, 3, 4]);
    assert!(lay_out("#metadata(\"here\") <khac>\nChữ.").changed_pages().is_empty());
}

#[test]
fn a_paper_is_the_same_whatever_was_laid_out_before() {
    // The number of pages stands on the first, so that the pages before answer.
    let paper = |pages: usize| {
        let counter = "#context counter(page).final().first() trang\n";
        format!("{counter}{}", "#pagebreak()\nChữ.\n".repeat(pages))
    };
    let alone = std::thread::spawn(move || lay_out(&paper(3)).pdf().unwrap());
    let after = std::thread::spawn(move || {
        let first = lay_out(&paper(1)).pdf().unwrap();
        assert_ne!(first, lay_out(&paper(5)).pdf().unwrap());
        lay_out(&paper(3)).pdf().unwrap()
    });
    assert_eq!(alone.join().unwrap(), after.join().unwrap());
}
