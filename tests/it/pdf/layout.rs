//! Places and sizes on the page, against Nghị định số 30/2020/NĐ-CP, Phụ lục I.

use super::read::{Line, Page, Pdf, squeeze};
use crate::driver::{PLANS, data_form, form_with, paper};
use crate::goldens::forms;

/// A point of print in millimetres.
const POINT: f64 = 25.4 / 72.0;

fn plan(name: &str) -> Pdf {
    Pdf::read(&paper(&data_form(name)).pdf)
}

#[track_caller]
fn near(actual: f64, expected: f64, within: f64, what: &str) {
    assert!(
        (actual - expected).abs() <= within,
        "{what}: {actual:.2}, not {expected:.2}"
    );
}

#[test]
fn pages_are_upright_a4() {
    for name in PLANS {
        for page in plan(name).pages {
            near(page.width, 210.0, 0.1, "width");
            near(page.height, 297.0, 0.1, "height");
        }
    }
}

#[test]
fn an_appendix_may_lie() {
    let (_, form) = forms().into_iter().find(|(name, _)| name == "day-du").unwrap();
    let last = Pdf::read(&paper(&form).pdf).pages.pop().unwrap();
    near(last.width, 297.0, 0.1, "width");
    near(last.height, 210.0, 0.1, "height");
}

#[test]
fn no_glyph_stands_in_the_margins() {
    for name in PLANS {
        for (i, page) in plan(name).pages.iter().enumerate() {
            let shown =
                page.glyphs.iter().filter(|g| !g.artifact && !g.text.trim().is_empty());
            for glyph in shown {
                let within = glyph.x >= 29.9 && glyph.right <= 190.1;
                let between = glyph.y >= 20.0 && glyph.y <= 277.1;
                assert!(within && between, "{name}, page {}: {glyph:?}", i + 1);
            }
        }
    }
}

#[test]
fn the_letterhead_stands_where_the_norm_puts_it() {
    for name in PLANS {
        let page = &plan(name).pages[0];
        let (state, motto) = (page.line("CỘNG HÒA"), page.line("Độc lập"));
        near(state.y, 24.3, 0.3, "state name");
        near(motto.y, 29.6, 0.3, "motto");
        assert!(state.bold && motto.bold && state.x > 90.0, "{name}: {state:?}");
        let large = state.is_of(13.0) && motto.is_of(14.0);
        let small = state.is_of(12.0) && motto.is_of(13.0);
        assert!(large || small, "{name}: {state:?} {motto:?}");
        near((state.x + state.right) / 2.0, (motto.x + motto.right) / 2.0, 0.3, "middle");
        let rule = page.rule_under(&motto);
        near(rule.length(), motto.right - motto.x, 1.0, "rule under the motto");
        near(rule.y - motto.y, 2.0, 1.0, "space above the rule under the motto");
    }
}

#[test]
fn the_agency_stands_left_with_a_short_rule() {
    for name in PLANS {
        let page = &plan(name).pages[0];
        let left = |l: &Line| l.y < 45.0 && l.right < 112.0 && l.bold && l.x < 90.0;
        let lines: Vec<_> = page.lines().into_iter().filter(left).collect();
        near(lines[0].y, 24.3, 0.3, "first line of the agency");
        let last = lines.last().unwrap();
        short_rule(page, last, name);
    }
}

#[test]
fn the_title_stands_in_the_middle_with_a_short_rule() {
    for name in PLANS {
        let page = &plan(name).pages[0];
        let kind = page.line("KẾ HOẠCH");
        near(kind.y, 55.9, 0.3, "KẾ HOẠCH");
        near((kind.x + kind.right) / 2.0, 110.0, 0.3, "middle of KẾ HOẠCH");
        assert!(kind.bold && kind.is_of(14.0));
        let subject = |l: &Line| l.bold && l.y > kind.y && l.y < kind.y + 40.0;
        let rule_y = page.rule_under(&kind).y;
        let lines: Vec<_> =
            page.lines().into_iter().filter(|l| subject(l) && l.y < rule_y).collect();
        for line in &lines {
            near((line.x + line.right) / 2.0, 110.0, 0.3, "middle of the summary");
        }
        short_rule(page, lines.last().unwrap(), name);
    }
}

/// A rule a third to a half as long as its line, in its middle, 1 to 3 mm under it.
#[track_caller]
fn short_rule(page: &Page, line: &Line, name: &str) {
    let rule = page.rule_under(line);
    let share = rule.length() / (line.right - line.x);
    assert!((1.0 / 3.0..=0.5).contains(&share), "{name}: {share:.2} of {line:?}");
    assert!((1.0..=3.0).contains(&(rule.y - line.y)), "{name}: {rule:?} under {line:?}");
    near(
        (rule.x + rule.right) / 2.0,
        (line.x + line.right) / 2.0,
        0.3,
        "middle of the rule",
    );
}

#[test]
fn lines_and_paragraphs_have_the_pitch_of_word() {
    let words =
        "Thực hiện tốt công tác giảm nghèo trên địa bàn xã trong năm nay. ".repeat(8);
    let form = form_with(&format!(
        "noi_dung:\n  - doan: |\n      {words}\n      {words}\n      {words}\n"
    ));
    let page = Pdf::read(&paper(&form).pdf).pages.remove(0);
    let body = |l: &&Line| l.is_of(14.0) && !l.bold && l.y > 65.0 && l.y < 200.0;
    let lines = page.lines();
    let lines: Vec<_> = lines.iter().filter(body).collect();
    let starts: Vec<_> =
        lines.iter().filter(|l| l.text.starts_with("Thực hiện") && l.x > 39.0).collect();
    assert_eq!(starts.len(), 3);
    for pair in lines.windows(2) {
        let pitch = (pair[1].y - pair[0].y) / POINT;
        if pair[1].x > 39.0 {
            near(pitch, 22.1, 0.1, "pitch of paragraphs in points");
            near(pair[1].x, 40.0, 0.1, "first line");
        } else {
            near(pitch, 16.1, 0.1, "pitch of lines in points");
            near(pair[1].x, 30.0, 0.1, "other lines");
        }
        // All but the last line of a paragraph are justified.
        if pair[1].x < 39.0 {
            near(pair[0].right, 190.0, 0.3, "right edge");
        }
    }
}

#[test]
fn measures_of_the_form_are_kept() {
    let words =
        "Thực hiện tốt công tác giảm nghèo trên địa bàn xã trong năm nay. ".repeat(8);
    let form = form_with(&format!(
        "trinh_bay:\n  le: {{ tren: 25, duoi: 25, trai: 35, phai: 15 }}\n  co_chu: 13\n  gian_dong: 1,5\n  cach_doan: 10\n  thut_dong: 12,7\nnoi_dung:\n  - doan: |\n      {words}\n      {words}\n"
    ));
    let page = Pdf::read(&paper(&form).pdf).pages.remove(0);
    near(page.line("CỘNG HÒA").y, 29.3, 0.3, "state name");
    let lines = page.lines();
    let body: Vec<_> =
        lines.iter().filter(|l| l.is_of(13.0) && !l.bold && l.y > 72.0).collect();
    let body: Vec<_> = body
        .into_iter()
        .filter(|l| l.y < 200.0 && l.right > 194.0 || l.x > 47.0)
        .collect();
    near(body[0].x, 47.7, 0.1, "first line");
    near(body[1].x, 35.0, 0.1, "second line");
    near(body[0].right, 195.0, 0.3, "right edge");
    near((body[1].y - body[0].y) / POINT, 13.0 * 1.149 * 1.5, 0.1, "pitch in points");
}

#[test]
fn pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() {
    for name in PLANS {
        let pages = plan(name).pages;
        assert!(pages.len() > 1);
        let mut count = 0;
        for page in &pages {
            let lines = page.lines();
            // An appendix has numbers of its own.
            let begins = lines.first().is_some_and(|l| l.text.starts_with("Phụ lục"));
            count = if begins { 1 } else { count + 1 };
            let numbers: Vec<_> = lines.iter().filter(|l| l.y < 20.0).collect();
            if count == 1 {
                assert!(numbers.is_empty(), "{name}: {numbers:?}");
                continue;
            }
            let [number] = numbers[..] else { panic!("{name}: {numbers:?}") };
            assert_eq!(number.text, count.to_string());
            assert!(
                (13.0..=14.0).contains(&number.size) && !number.bold && number.artifact
            );
            near(
                (number.x + number.right) / 2.0,
                110.0,
                0.3,
                "middle of the page number",
            );
        }
    }
}

/// The signature block is whole on the last page, with text above it, over every
/// length of a page, whatever ends the body.
#[track_caller]
fn signature_over_every_length(end: &str, fewest: usize) {
    let mut heads = 0;
    for count in 12..72 {
        let lines = "      - Thực hiện tốt công tác giảm nghèo.\n".repeat(count);
        let form = form_with(&format!(
            "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n{lines}{end}"
        ));
        let pdf = Pdf::read(&paper(&form).pdf);
        let last = pdf.pages.last().unwrap();
        let lines = last.lines();
        for part in [
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Nguyễn Văn An",
            "Nơi nhận:",
            "Lưu: VT, VHXH",
        ] {
            let there = lines.iter().any(|l| l.text.contains(part));
            assert!(there, "{count} lines: {part} is not on the last page");
        }
        let top = last.line("TM. ỦY BAN").y;
        let above = lines.iter().filter(|l| !l.artifact && l.y < top).count();
        assert!(above >= fewest, "{count} lines: {above} above the signature");
        // A small table is never parted: its six cells may be all that stands above.
        heads += usize::from(pdf.pages.len() > 1 && above <= 6);
    }
    assert!(heads > 0, "no length put the signature near the head of a page");
}

#[test]
fn the_signature_stays_whole_with_two_lines_above_it_over_every_length_of_a_page() {
    signature_over_every_length(
        "ket_thuc: |\n  Trên đây là Kế hoạch giảm nghèo của xã; yêu cầu các đơn vị, các thôn nghiêm túc thực hiện, có gì vướng mắc báo cáo về Ủy ban nhân dân xã để được giải quyết.\n",
        2,
    );
}

#[test]
fn the_signature_stays_with_a_last_line_that_is_short() {
    signature_over_every_length("", 1);
}

#[test]
fn the_signature_stays_with_a_last_paragraph_that_has_a_note() {
    signature_over_every_length(
        "ket_thuc: |\n  Trên đây là Kế hoạch giảm nghèo của xã; yêu cầu các đơn vị, các thôn nghiêm túc thực hiện[^a], có gì vướng mắc báo cáo về Ủy ban nhân dân xã để được giải quyết.\nchu_thich:\n  a: Theo quy chế làm việc của Ủy ban nhân dân xã.\n",
        2,
    );
}

#[test]
fn the_signature_stays_with_the_last_rows_of_a_table() {
    signature_over_every_length(
        "    bang:\n      cot: [{ nhan: Thôn }, { nhan: Số hộ, kieu: so }]\n      hang:\n        - [Sen 1, 5]\n        - [Sen 2, 7]\n",
        1,
    );
}

#[test]
fn the_signature_stays_with_a_last_item_that_is_long() {
    signature_over_every_length(
        "      - Các đơn vị, các thôn nghiêm túc thực hiện Kế hoạch này; có gì vướng mắc báo cáo về Ủy ban nhân dân xã để được giải quyết, không để chậm trễ, đùn đẩy.\n",
        2,
    );
}

#[test]
fn the_signature_stays_with_a_last_item_that_has_a_note() {
    signature_over_every_length(
        "      - Báo cáo hằng quý[^a].\nchu_thich:\n  a: Theo quy chế làm việc của Ủy ban nhân dân xã.\n",
        2,
    );
}

#[test]
fn the_signatures_of_a_joint_paper_stay_whole_with_text_above_them() {
    let (_, joint) =
        forms().into_iter().find(|(name, _)| name == "ky-lien-tich").unwrap();
    let mut heads = 0;
    for count in (12..52).step_by(2) {
        let lines = "      Học sinh được khám sức khỏe định kỳ.\n".repeat(count);
        let text = joint.text.replace(
            "    doan: Học sinh",
            &format!("    doan: |\n{lines}      Học sinh"),
        );
        assert_ne!(text, joint.text);
        let pdf = Pdf::read(&paper(text.as_str()).pdf);
        // The last page but that of the appendix.
        let page = &pdf.pages[pdf.pages.len() - 2];
        let (left, middle) = (page.line("TM. BAN THƯỜNG VỤ"), page.line("KT. GIÁM ĐỐC"));
        let names = ["Lê Văn Cường", "Trần Thị Bình", "Nguyễn Văn An"];
        let [first, second, third] = names.map(|name| page.line(name));
        near(first.y, second.y, 0.1, "names on one line");
        near(second.y, third.y, 0.1, "names on one line");
        assert!(
            left.right < middle.x && first.right < second.x && second.right < third.x
        );
        near(left.y, middle.y, 0.1, "authorities on one line");
        assert!(page.line("Nơi nhận:").y > third.y && page.line("- Lưu:").y > third.y);
        let all = page.lines();
        let above = all.iter().filter(|l| !l.artifact && l.y < left.y - 0.1).count();
        assert!(above >= 1, "{count} lines: nothing above the signatures");
        heads += usize::from(pdf.pages.len() > 2 && above <= 4);
    }
    assert!(heads > 0, "no length put the signatures near the head of a page");
}

#[test]
fn a_post_of_a_joint_paper_breaks_after_no_short_word_where_its_neighbours_have_room() {
    let (_, joint) =
        forms().into_iter().find(|(name, _)| name == "ky-lien-tich").unwrap();
    let signer = joint.text.rfind("Sở Giáo dục và Đào tạo").unwrap();
    let (before, after) = joint.text.split_at(signer);
    let post = "Phó Chỉ huy trưởng";
    let text = before.to_owned() + &after.replacen("Sở Giáo dục và Đào tạo", post, 1);
    let page = Pdf::read(&paper(text.as_str()).pdf).pages.remove(0);
    let found = page.lines().into_iter().any(|l| l.text.ends_with("PHÓ CHỈ HUY TRƯỞNG"));
    assert!(found, "{:#?}", page.lines());
}

#[test]
fn an_attached_paper_has_a_line_with_its_decision_and_a_short_rule_under_it() {
    let (_, form) = forms().into_iter().find(|(name, _)| name == "kem-theo").unwrap();
    let known = form
        .text
        .replace("so: chua_co\n  ngay: 2026-04", "so: 228/QĐ-UBND\n  ngay: 2026-04-28");
    assert_ne!(known, form.text);
    for text in [form.text.as_str(), &known] {
        let pdf = Pdf::read(&paper(text).pdf);
        let page = &pdf.pages[0];
        let lines = page.lines();
        for absent in ["Số:", "Kim Liên, ngày", "Nơi nhận", "TM."] {
            assert!(!lines.iter().any(|l| l.text.starts_with(absent)), "{absent}");
        }
        let (kind, first) = (page.line("KẾ HOẠCH"), page.line("(Kèm theo Quyết định"));
        near((kind.x + kind.right) / 2.0, 110.0, 0.3, "middle of KẾ HOẠCH");
        // The line may be broken; the rule stands under its end.
        let is_last = |l: &&Line| l.y >= first.y && l.text.trim_end().ends_with(')');
        let rule_y = page.rule_under(lines.iter().find(is_last).unwrap()).y;
        let source: Vec<_> =
            lines.iter().filter(|l| l.y >= first.y && l.y < rule_y).collect();
        assert!(source.iter().all(|l| l.is_of(14.0)));
        let glyphs = page.glyphs.iter().filter(|g| g.y >= first.y - 0.1 && g.y < rule_y);
        for glyph in glyphs.filter(|g| !g.text.trim().is_empty()) {
            assert!(glyph.font.ends_with("-Italic"), "{glyph:?}");
        }
        short_rule(page, source.last().unwrap(), "kem-theo");
        // The letterhead has no second row: the title is nearer than under a number.
        assert!(kind.y < 50.0, "{kind:?}");
    }
}

#[test]
fn every_numbered_title_has_text_under_it_on_its_page() {
    for count in 20..40 {
        let filler = "      - Thực hiện tốt công tác giảm nghèo.\n".repeat(count);
        let form = form_with(&format!(
            "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n{filler}  - tieu_de: Giải pháp\n    muc:\n      - tieu_de: Về tuyên truyền\n        doan: Tuyên truyền sâu rộng.\n"
        ));
        let pdf = Pdf::read(&paper(&form).pdf);
        for page in &pdf.pages {
            let lines = page.lines();
            let last = lines.iter().rfind(|l| !l.artifact).unwrap();
            let title = squeeze(&last.text);
            assert!(
                !title.ends_with("GIẢI PHÁP") && !title.ends_with("Về tuyên truyền"),
                "{count}"
            );
        }
    }
}
