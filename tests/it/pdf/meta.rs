//! What a reader, an archive and a screen reader want of the PDF.

use super::read::{Pdf, squeeze};
use crate::driver::{Form, PLANS, data_form, paper};
use crate::goldens::forms;

fn all() -> Vec<(String, Form)> {
    let plans = PLANS.iter().map(|name| ((*name).to_owned(), data_form(name)));
    plans.chain(forms()).collect()
}

#[test]
fn fonts_are_all_liberation_serif_and_in_the_paper() {
    for (name, form) in all() {
        let fonts = Pdf::read(&paper(&form).pdf).fonts();
        assert!(!fonts.is_empty());
        for (font, embedded) in fonts {
            assert!(embedded && font.starts_with("LiberationSerif"), "{name}: {font}");
        }
    }
}

#[test]
fn a_paper_is_tagged_titled_and_in_vietnamese_and_says_its_standards() {
    for name in PLANS {
        let pdf = Pdf::read(&paper(&data_form(name)).pdf);
        assert!(pdf.name_of("Lang").starts_with("vi"));
        let marked = pdf.catalog().get_deref(b"MarkInfo", &pdf.document).unwrap();
        assert!(marked.as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
        let metadata = pdf.metadata();
        for wanted in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "<rdf:li xml:lang=\"x-default\">Kế hoạch ",
            "<dc:language><rdf:Bag><rdf:li>vi",
        ] {
            assert!(metadata.contains(wanted), "{name}: {wanted} is not in {metadata}");
        }
    }
}

#[test]
fn headings_begin_at_the_first_level_and_skip_none() {
    for (name, form) in all() {
        let kinds = Pdf::read(&paper(&form).pdf).structure();
        let level =
            |kind: &String| kind.strip_prefix('H').and_then(|n| n.parse::<usize>().ok());
        let levels: Vec<usize> = kinds.iter().filter_map(level).collect();
        assert_eq!(levels.first(), Some(&1), "{name}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{name}: {levels:?}");
        }
    }
}

#[test]
fn the_text_of_a_paper_can_be_copied_out_of_it() {
    for (name, form) in all() {
        let paper = paper(&form);
        says_all(&name, &paper.pdf, &paper.text);
    }
}

/// What the text says stands in the paper.
#[track_caller]
pub(crate) fn says_all(name: &str, pdf: &[u8], text: &str) {
    let copied = Pdf::read(pdf).text();
    // Notes stand at the foot of their page.
    for line in raised(text).lines().flat_map(|line| line.split('\t')) {
        let wanted = squeeze(line);
        let there = copied.contains(&wanted) || across_pages(&copied, &wanted);
        assert!(there, "{name}: {wanted:?} is not in\n{copied}");
    }
}

#[test]
fn the_text_layer_holds_nothing_that_the_text_does_not() {
    for (name, form) in all() {
        let paper = paper(&form);
        says_no_more(&name, &paper.pdf, &paper.text);
    }
}

/// What stands in the paper is said by the text.
#[track_caller]
pub(crate) fn says_no_more(name: &str, pdf: &[u8], text: &str) {
    let mut known = words(&raised(text));
    let mut copied = words(&Pdf::read(pdf).text());
    known.sort();
    copied.sort();
    known.dedup();
    copied.dedup();
    copied.retain(|word| known.binary_search(word).is_err());
    assert!(copied.is_empty(), "{name}: {copied:?}");
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The text as paper has it: `[1]` is a raised `1`.
fn raised(text: &str) -> String {
    let mut res = format!("\n{text}");
    for number in 1..100 {
        res = res.replace(&format!("\n[{number}] "), &format!("\n{number}"));
        res = res.replace(&format!("[{number}]"), &number.to_string());
    }
    res
}

/// Whether a paragraph is there in two parts, with a page's foot between.
fn across_pages(copied: &str, wanted: &str) -> bool {
    wanted.match_indices(' ').any(|(at, _)| {
        let (head, tail) = (&wanted[..at], &wanted[at + 1..]);
        copied.find(head).is_some_and(|start| copied[start..].contains(tail))
            && head.len() > 20
    })
}
