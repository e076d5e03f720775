//! Two versions of a paper in one, as its readers see it.

mod kept;
mod sample;

use std::sync::OnceLock;

use kehoach::build::{Timings, WhichPages};
use kehoach::document::{self, Document};
use kehoach::fit;
use kehoach::output;
use kehoach::redline::{BlockContent, BlockMark, Inline, Redline, TextMark};
use kehoach::source::Source;
use proptest::prelude::*;

use crate::driver::{AsForm, PLANS, data_form, engine, same};
use crate::goldens::forms;
use crate::pdf::meta::says_all;
use crate::pdf::read::Pdf;
use kept::{each_runs, kept, mark_block, paragraph_of, replace, run};

/// What a form says.
fn document(form: &(impl AsForm + ?Sized)) -> Document {
    let source = Source::new(form.path(), form.text());
    let examined = engine().examine_source(source, &mut Timings::default());
    document::compose(&examined.plan.unwrap())
}

#[track_caller]
fn pdf(redline: &Redline, which: WhichPages) -> Vec<u8> {
    engine().redline(redline, which, &mut Timings::default()).unwrap()
}

/// The documents of all plans and forms, by name.
fn documents() -> &'static [(String, Document)] {
    static DOCUMENTS: OnceLock<Vec<(String, Document)>> = OnceLock::new();
    DOCUMENTS.get_or_init(read_documents)
}

fn read_documents() -> Vec<(String, Document)> {
    let plans = PLANS.iter().map(|name| ((*name).to_owned(), data_form(name)));
    plans.chain(forms()).map(|(name, form)| (name, document(&form))).collect()
}

#[test]
fn a_paper_without_a_change_is_itself_in_both_versions() {
    for (name, document) in documents() {
        let redline = kept(document);
        let text = output::render_text(document);
        same(&text, &output::render_text(&redline.accepted()));
        same(&text, &output::render_text(&redline.rejected()));
        let fits = fit::lay_out_tables(&redline.combined(), engine().faces());
        assert_eq!(fits, fit::lay_out_tables(document, engine().faces()), "{name}");
    }
}

/// Puts a piece with one of these marks into every text, somewhere.
fn strew(redline: &mut Redline, marks: [TextMark; 2], mut at: usize) {
    let appendices = redline.appendices.iter_mut().flat_map(|a| &mut a.body);
    for block in redline.body.iter_mut().chain(appendices) {
        each_runs(block, &mut |runs| {
            at = at.wrapping_mul(31).wrapping_add(7);
            let mark = marks[at % marks.len()];
            let whole =
                runs.iter().position(|run| matches!(run.inline, Inline::Text { .. }));
            let Some(place) = whole else { return runs.push(run(mark, "x")) };
            let mut tail = runs[place].clone();
            let (Inline::Text { text: head, .. }, Inline::Text { text: rest, .. }) =
                (&mut runs[place].inline, &mut tail.inline)
            else {
                return;
            };
            let cut = head.char_indices().map(|(i, _)| i).nth(at % 5).unwrap_or(0);
            *rest = head.split_off(cut);
            runs.splice(place + 1..=place, [run(mark, "x y"), tail]);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn what_only_the_other_version_has_is_never_in_the_text(at in 0usize..10_000) {
        for (_, document) in documents() {
            let text = output::render_text(document);
            let mut redline = kept(document);
            strew(&mut redline, [TextMark::Added, TextMark::Number], at);
            prop_assert_eq!(&text, &output::render_text(&redline.rejected()));
            prop_assert_ne!(&text, &output::render_text(&redline.accepted()));
            let mut redline = kept(document);
            strew(&mut redline, [TextMark::Removed, TextMark::Renumbered], at);
            prop_assert_eq!(&text, &output::render_text(&redline.accepted()));
            prop_assert_ne!(&text, &output::render_text(&redline.rejected()));
        }
    }
}

#[test]
fn marks_of_all_kinds_are_accepted_and_rejected() {
    let old = document(&sample::form());
    let redline = sample::changed(&old);
    same(&output::render_text(&old), &output::render_text(&redline.rejected()));
    let accepted = output::render_text(&redline.accepted());
    for there in sample::NEW {
        assert!(accepted.contains(there), "{there}\n{accepted}");
    }
    for gone in sample::OLD {
        assert!(!accepted.contains(gone), "{gone}\n{accepted}");
    }
}

#[test]
fn every_text_of_a_paper_stands_on_the_pages_of_its_redline() {
    for (name, document) in documents() {
        let bytes = pdf(&kept(document), WhichPages::All);
        says_all(name, &bytes, &output::render_text(document));
    }
}

#[test]
fn a_paper_with_marks_of_all_kinds_becomes_a_pdf() {
    let redline = sample::changed(&document(&sample::form()));
    let bytes = pdf(&redline, WhichPages::All);
    assert_eq!(bytes, pdf(&redline, WhichPages::All), "the same bytes each time");
}

#[test]
fn a_paper_whose_blocks_are_all_of_one_mark_becomes_a_pdf() {
    let marks = [
        (BlockMark::Removed, TextMark::Removed),
        (BlockMark::Added, TextMark::Added),
        (BlockMark::MovedFrom, TextMark::Kept),
        (BlockMark::MovedTo, TextMark::Kept),
    ];
    for (at, (name, document)) in documents().iter().enumerate() {
        let (block_mark, mark) = marks[at % marks.len()];
        let mut redline = kept(document);
        let appendices = redline.appendices.iter_mut().flat_map(|a| &mut a.body);
        redline.body.iter_mut().chain(appendices).for_each(|block| {
            mark_block(block, block_mark, mark);
        });
        let bytes = pdf(&redline, WhichPages::All);
        assert!(bytes.starts_with(b"%PDF"), "{name}");
    }
}

#[test]
fn pages_without_a_change_are_left_out_on_request() {
    let mut redline = kept(&document(&data_form(PLANS[3])));
    let all = Pdf::read(&pdf(&redline, WhichPages::All)).pages.len();
    assert!(all > 5, "{all} pages");
    // Without any change the first page says so.
    assert_eq!(Pdf::read(&pdf(&redline, WhichPages::ChangedOnly)).pages.len(), 1);
    let long = "Nội dung bổ sung của kế hoạch. ".repeat(150);
    let middle = redline.body.len() / 2;
    redline.body.insert(middle, paragraph_of(BlockMark::Added, &long));
    let bytes = pdf(&redline, WhichPages::ChangedOnly);
    let pages = Pdf::read(&bytes).pages;
    assert!((2..=4).contains(&pages.len()), "{} pages", pages.len());
    for page in &pages {
        let text: String = page.lines().iter().map(|line| line.text.as_str()).collect();
        assert!(text.contains("bổ sung của kế hoạch"), "{text}");
    }
    assert_eq!(bytes, pdf(&redline, WhichPages::ChangedOnly), "the same bytes each time");
}

#[test]
fn a_bar_stands_beside_what_has_changed_and_the_foot_names_both_versions() {
    let mut redline = kept(&document(crate::driver::BASE));
    let text = "Đoạn được thêm vào.";
    redline.body.insert(1, paragraph_of(BlockMark::Added, text));
    redline.old = "ke-hoach-".to_owned() + &"rat-dai-".repeat(30) + "cu.yaml";
    let page = &Pdf::read(&pdf(&redline, WhichPages::All)).pages[0];
    let line = page.line(text);
    let [bar] = page.bars[..] else { panic!("{:?}", page.bars) };
    assert!((bar.x - 24.0).abs() < 0.1, "6 mm beside a margin of 30 mm: {bar:?}");
    assert!(bar.top < line.y && line.y < bar.bottom, "{bar:?} beside {line:?}");
    let foot = page.line("Bản cũ: ke-hoach-rat-dai-");
    assert!(foot.text.ends_with("cu.yaml · Bản mới: ke-hoach-moi.yaml"), "{foot:?}");
    assert!(foot.artifact && foot.is_of(9.0) && foot.y > page.height - 20.0);
    assert!(foot.x >= 30.0 && foot.right <= 190.0, "one line between the margins");
    assert!(page.line("chữ gạch ngang: bỏ").y > foot.y);
}

#[test]
fn only_the_page_of_a_changed_cell_has_a_change() {
    let rows: String =
        (1..120).map(|i| format!("        - [\"{i}\", Thôn {i}]\n")).collect();
    let keys = format!(
        "noi_dung:\n  - tieu_de: Mục đích\n    doan: Xem {{{{ phu_luc(\"a\") }}}}.\nphu_luc:\n  \
         - ma: a\n    bang:\n      cot: [ {{ nhan: TT }}, {{ nhan: Thôn }} ]\n      hang:\n{rows}"
    );
    let mut redline = kept(&document(&crate::driver::form_with(&keys)));
    let block = &mut redline.appendices[0].body[0];
    block.changed = true;
    let BlockContent::Table(table) = &mut block.part else { panic!("{block:?}") };
    assert!(replace(&mut table.rows[60].cells[1].content, "Thôn 61", "Bản 61"));
    assert!(Pdf::read(&pdf(&redline, WhichPages::All)).pages.len() > 3);
    let pages = Pdf::read(&pdf(&redline, WhichPages::ChangedOnly)).pages;
    assert_eq!(pages.len(), 1);
    let lines = pages[0].lines();
    assert!(lines.iter().any(|line| line.text.contains("Bản 61")), "{lines:?}");
}
