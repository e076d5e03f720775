//! Clauses of the norm that the layout keeps: faces, sizes and places that the tests of
//! the PDF as a whole do not measure. Millimetres, from the top left corner.

use std::ops::RangeInclusive;

use lopdf::Object;
use lopdf::content::Content;

use crate::driver::{PLANS, data_form, form_with, paper};
use crate::pdf::read::{Line, Page, Pdf};

/// Margins of a paper that asks for none.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 190.0;
const TOP: f64 = 20.0;

/// What a measure may be off by: widths in a PDF are rounded.
const SLACK: f64 = 0.3;

fn laid_out(keys: &str) -> Pdf {
    Pdf::read(&paper(&form_with(keys)).pdf)
}

#[track_caller]
fn near(found: f64, wanted: f64, what: &str) {
    assert!((found - wanted).abs() <= SLACK, "{what}: {found:.2}, not {wanted:.2}");
}

/// The line that begins so, if it is all in this face and within these sizes.
#[track_caller]
fn looks(page: &Page, start: &str, face: &str, sizes: RangeInclusive<f64>) -> Line {
    let line = page.line(start);
    let wanted = format!("LiberationSerif{face}");
    for glyph in page.glyphs.iter().filter(|g| within(g.x, g.y, &line)) {
        assert_eq!(glyph.font, wanted, "{line:?}");
        assert!(sizes.contains(&glyph.size), "{line:?}");
    }
    line
}

fn within(x: f64, y: f64, line: &Line) -> bool {
    (y - line.y).abs() < 0.05 && x >= line.x && x < line.right
}

fn centre(line: &Line) -> f64 {
    f64::midpoint(line.x, line.right)
}

/// Whether a title has its line to itself, in the middle between the margins.
#[track_caller]
fn centred(line: &Line) {
    near(centre(line), f64::midpoint(LEFT, RIGHT), &line.text);
}

#[test]
fn page_numbers_of_an_appendix_are_its_own() {
    let rows: String =
        (1..80).map(|i| format!("        - [\"{i}\", Thôn {i}]\n")).collect();
    let keys = format!(
        "noi_dung:\n  - tieu_de: Mục đích\n    doan: Xem {{{{ phu_luc(\"a\") }}}}.\nphu_luc:\n  \
         - ma: a\n    bang:\n      cot: [ {{ nhan: TT }}, {{ nhan: Thôn }} ]\n      hang:\n{rows}"
    );
    let pages = laid_out(&keys).pages;
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (i, page) in pages.iter().enumerate().skip(1) {
        let above: Vec<_> = page.lines().into_iter().filter(|l| l.y < TOP).collect();
        let texts: Vec<_> = above.iter().map(|l| l.text.as_str()).collect();
        // Its first page, the second of the paper, shows no number.
        let wanted = if i == 1 { String::new() } else { i.to_string() };
        assert_eq!(texts.concat(), wanted);
    }
}

#[test]
fn the_letterhead_has_the_faces_that_the_decree_names() {
    let keys = "\
co_quan:
  ten: Phòng Văn hóa - Xã hội
  chu_quan: UBND xã Kim Liên
  dia_danh: Kim Liên
van_ban:
  so: 5
  ky_hieu: KH-VHXH
  ngay: 2023-05-20
  trich_yeu: Triển khai công tác giảm nghèo năm 2023
ky: { chuc_vu: Trưởng phòng, ho_ten: Nguyễn Văn An }
";
    let page = &laid_out(keys).pages[0];
    let state = looks(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "-Bold", 12.0..=13.0);
    let motto = looks(page, "Độc lập - Tự do - Hạnh phúc", "-Bold", 13.0..=14.0);
    let parent = looks(page, "UBND XÃ KIM LIÊN", "", 12.0..=13.0);
    let agency = looks(page, "PHÒNG VĂN HÓA - XÃ HỘI", "-Bold", 12.0..=13.0);
    let number = looks(page, "Số: 05/KH-VHXH", "", 13.0..=13.0);
    let date = looks(page, "Kim Liên, ngày 20 tháng 5 năm 2023", "-Italic", 13.0..=14.0);
    near(parent.y, state.y, "agency and state name in one line");
    near(number.y, date.y, "number and date in one line");
    near(centre(&motto), centre(&state), "motto under the state name");
    near(centre(&date), centre(&state), "date under the motto");
    near(centre(&agency), centre(&parent), "agency under its parent");
    near(centre(&number), centre(&agency), "number under the agency");
}

#[test]
fn legal_bases_are_italic_under_the_title() {
    let keys = "can_cu:\n  van_ban: [ Luật Việc làm ngày 16 tháng 11 năm 2013 ]\n";
    let page = &laid_out(keys).pages[0];
    let basis = looks(page, "Căn cứ Luật Việc làm", "-Italic", 13.0..=14.0);
    assert!(basis.y > page.line("Triển khai công tác").y, "under the summary");
    assert!(basis.y < page.line("I. MỤC ĐÍCH").y, "before the text");
}

#[test]
fn titles_of_each_level_look_as_the_decree_has_them() {
    let keys = "\
trinh_bay: { cap: [\"Phần I\", \"I.\", \"1.\", \"a)\"] }
noi_dung:
  - tieu_de: Tình hình thực hiện
    muc:
      - tieu_de: Kết quả
        muc:
          - tieu_de: Phạm vi và đối tượng
            muc:
              - tieu_de: Đối với các thôn
                doan: Thực hiện theo kế hoạch.
";
    let page = &laid_out(keys).pages[0];
    let part = looks(page, "Phần I", "-Bold", 13.0..=14.0);
    let title = looks(page, "TÌNH HÌNH THỰC HIỆN", "-Bold", 13.0..=14.0);
    assert_eq!(part.text, "Phần I", "its title is on the next line");
    centred(&part);
    centred(&title);
    let numbered = [
        looks(page, "I. KẾT QUẢ", "-Bold", 13.0..=14.0),
        looks(page, "1. Phạm vi và đối tượng", "-Bold", 13.0..=14.0),
        looks(page, "a) Đối với các thôn", "", 13.0..=14.0),
    ];
    for line in numbered {
        near(line.x, LEFT + 10.0, &line.text);
    }
}

#[test]
fn signature_and_recipients_are_as_the_decree_has_them() {
    let page = &laid_out("").pages[0];
    let head = looks(page, "Nơi nhận:", "-BoldItalic", 12.0..=12.0);
    let first = looks(page, "- Các thôn;", "", 11.0..=11.0);
    looks(page, "- Lưu: VT, VHXH.", "", 11.0..=11.0);
    let authority = looks(page, "TM. ỦY BAN NHÂN DÂN", "-Bold", 13.0..=14.0);
    let post = looks(page, "CHỦ TỊCH", "-Bold", 13.0..=14.0);
    let name = looks(page, "Nguyễn Văn An", "-Bold", 13.0..=14.0);
    near(head.x, LEFT, "recipients at the margin");
    near(first.x, LEFT, "recipients at the margin");
    near(head.y, authority.y, "recipients level with the authority");
    let half = f64::midpoint(f64::midpoint(LEFT, RIGHT), RIGHT);
    for line in [&authority, &post, &name] {
        assert!((centre(line) - half).abs() < 2.0, "{line:?} in the right half");
    }
    assert!(name.y - post.y > 20.0, "room for the signature");
}

#[test]
fn the_head_of_an_appendix_is_as_the_decree_has_it() {
    let keys = "\
noi_dung:
  - tieu_de: Mục đích
    doan: Xem {{ phu_luc(\"a\") }}.
phu_luc:
  - { ma: a, tieu_de: Biểu chi tiết, doan: Theo biểu. }
";
    let page = &laid_out(keys).pages[1];
    let label = looks(page, "Phụ lục", "-Bold", 14.0..=14.0);
    let title = looks(page, "BIỂU CHI TIẾT", "-Bold", 13.0..=14.0);
    let source = looks(page, "(Kèm theo", "-Italic", 13.0..=14.0);
    assert_eq!(label.text, "Phụ lục", "on a line of its own");
    for line in [&label, &title, &source] {
        centred(line);
    }
    assert!(label.y < title.y && title.y < source.y);
}

/// A frame: width and height, and its colour.
type Frame = ((f64, f64), Vec<f64>);

/// Numbers among the operands of an operator.
fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(|o| o.as_float().ok()).map(f64::from).collect()
}

/// The colours of the letters of a paper, and its drawn frames.
fn inks(pdf: &Pdf) -> (Vec<Vec<f64>>, Vec<Frame>) {
    let (mut letters, mut frames) = (Vec::new(), Vec::new());
    for id in pdf.document.get_pages().into_values() {
        let content = Content::decode(&pdf.document.get_page_content(id)).unwrap();
        let (mut fill, mut stroke, mut corners) = (Vec::new(), Vec::new(), Vec::new());
        for operation in content.operations {
            let n = numbers(&operation.operands);
            match operation.operator.as_str() {
                "scn" => fill = n,
                "SCN" => stroke = n,
                "Tj" | "TJ" if !letters.contains(&fill) => letters.push(fill.clone()),
                "m" => corners = vec![n],
                "l" => corners.push(n),
                "S" if corners.len() == 4 => {
                    let size =
                        |i: usize| (corners[2][i] - corners[0][i]).abs() * 25.4 / 72.0;
                    frames.push(((size(0), size(1)), stroke.clone()));
                }
                _ => {}
            }
        }
    }
    (letters, frames)
}

fn is_black(ink: &[f64]) -> bool {
    !ink.is_empty() && ink.iter().all(|part| *part < 0.001)
}

fn is_red(ink: &[f64]) -> bool {
    matches!(ink, [red, rest @ ..] if *red > 0.999 && is_black(rest))
}

#[test]
fn every_letter_is_black() {
    for name in PLANS {
        let (letters, frames) = inks(&Pdf::read(&paper(&data_form(name)).pdf));
        assert!(
            !letters.is_empty() && letters.iter().all(|ink| is_black(ink)),
            "{letters:?}"
        );
        assert!(frames.iter().all(|(_, ink)| is_black(ink)), "{frames:?}");
    }
}

#[test]
fn marks_are_worded_and_framed_as_the_decree_has_them() {
    let urgencies = [
        ("khan", "KHẨN", 20.0),
        ("thuong_khan", "THƯỢNG KHẨN", 40.0),
        ("hoa_toc", "HỎA TỐC", 30.0),
    ];
    for (key, word, width) in urgencies {
        let keys = format!(
            "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác\n  \
             do_khan: {key}\n  do_mat: toi_mat\n  luu_hanh: Lưu hành nội bộ\n"
        );
        let pdf = laid_out(&keys);
        let page = &pdf.pages[0];
        looks(page, word, "-Bold", 13.0..=14.0);
        looks(page, "TỐI MẬT", "-Bold", 13.0..=14.0);
        let circulation = looks(page, "LƯU HÀNH NỘI BỘ", "-Bold", 13.0..=14.0);
        assert!(circulation.y < page.line("CỘNG HÒA").y - 5.0, "above the state name");
        let (letters, frames) = inks(&pdf);
        assert!(letters.iter().all(|ink| is_black(ink) || is_red(ink)), "{letters:?}");
        assert!(letters.iter().any(|ink| is_red(ink)), "{letters:?}");
        let [(_, black), (_, secret), ((wide, _), urgent)] = &frames[..] else {
            panic!("{frames:?}")
        };
        assert!(is_black(black) && is_red(secret) && is_red(urgent), "{frames:?}");
        near(*wide, width, word);
        for ((_, height), _) in &frames {
            near(*height, 8.0, word);
        }
    }
}

#[test]
fn addressees_are_as_the_decree_has_them() {
    let of = |names: &str| {
        let keys = format!(
            "loai: bao_cao\nvan_ban:\n  so: 5\n  ngay: 2023-05-20\n  \
             trich_yeu: Kết quả công tác\n  kinh_gui: {names}\n"
        );
        laid_out(&keys).pages.remove(0)
    };
    let page = of("Ủy ban nhân dân tỉnh");
    let line = looks(&page, "Kính gửi: Ủy ban nhân dân tỉnh", "", 13.0..=14.0);
    near(centre(&line), f64::midpoint(LEFT, RIGHT), "one addressee in the middle");
    assert!(line.y > page.line("Kết quả công tác").y, "under the summary");

    let page = of("[Ủy ban nhân dân tỉnh, Sở Nội vụ]");
    let label = looks(&page, "Kính gửi:", "", 13.0..=14.0);
    let first = looks(&page, "- Ủy ban nhân dân tỉnh;", "", 13.0..=14.0);
    let last = looks(&page, "- Sở Nội vụ.", "", 13.0..=14.0);
    assert!(label.y < first.y && first.y < last.y, "each on a line of its own");
    near(first.x, last.x, "hyphens under each other");
    let colon = page.glyphs.iter().filter(|glyph| within(glyph.x, glyph.y, &label));
    let colon = colon.map(|glyph| glyph.x).fold(0.0, f64::max);
    near(first.x, colon, "hyphens under the colon");
}

#[test]
fn drafter_and_contact_line_are_as_the_decree_has_them() {
    let keys = "\
van_ban:
  so: 5
  ngay: 2023-05-20
  trich_yeu: Triển khai công tác
  nguoi_soan: PL
  so_ban: 300
  lien_he: Số 1 đường Trần Phú, xã Kim Liên, điện thoại 0123 456 789
";
    let page = &laid_out(keys).pages[0];
    let drafter = looks(page, "PL.(300)", "", 11.0..=11.0);
    let contact = looks(page, "Số 1 đường Trần Phú", "", 11.0..=12.0);
    assert!(drafter.y > page.line("- Lưu").y, "under the recipients");
    assert!(contact.y > 267.0 && contact.y < 277.0, "at the foot of page 1");
    let above = |y: f64| (0.0..8.0).contains(&(contact.y - y));
    let rule =
        page.rules.iter().find(|r| above(r.y)).expect("a rule above the contact line");
    near(rule.x, LEFT, "rule");
    near(rule.right, RIGHT, "rule over the whole width");
}
