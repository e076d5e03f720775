//! Clauses of the norm that the layout keeps, measured on the pages.

use crate::driver::{PLANS, data_form, form_with, paper};
use crate::ink::{Line, Page, Text, pages};

const MM: f32 = 72.0 / 25.4;

/// Margins of a paper that asks for none.
const LEFT: f32 = 30.0 * MM;
const RIGHT: f32 = 190.0 * MM;
const TOP: f32 = 20.0 * MM;
const BOTTOM: f32 = 277.0 * MM;

/// What a measure may be off by, in points: widths in a PDF are rounded.
const SLACK: f32 = 0.6;

const LONG: &str = "Thực hiện tốt công tác giảm nghèo trên địa bàn, bảo đảm đúng đối tượng, đúng thời gian, công khai, dân chủ, có sự tham gia của người dân; phân công rõ trách nhiệm của từng cơ quan, đơn vị, từng thôn trong tổ chức thực hiện.";

fn laid_out(keys: &str) -> Vec<Page> {
    pages(&paper(&form_with(keys)).pdf)
}

fn plans() -> impl Iterator<Item = Vec<Page>> {
    PLANS.into_iter().map(|name| pages(&paper(&data_form(name)).pdf))
}

#[track_caller]
fn near(found: f32, wanted: f32, what: &str) {
    assert!((found - wanted).abs() <= SLACK, "{what}: {found} pt, not {wanted} pt");
}

/// A text in this face and within these sizes.
#[track_caller]
fn looks(text: &Text, face: &str, sizes: std::ops::RangeInclusive<f32>) {
    let name = ["LiberationSerif", face].join(if face.is_empty() { "" } else { "-" });
    assert_eq!(text.face, name, "{text:?}");
    assert!(sizes.contains(&text.size), "{text:?}");
}

/// In the middle between the margins.
#[track_caller]
fn centred(text: &Text) {
    near(text.centre(), f32::midpoint(LEFT, RIGHT), &text.text);
}

#[test]
fn every_page_is_a4_and_only_an_appendix_is_turned() {
    let keys = "\
noi_dung:
  - tieu_de: Mục đích
    doan: Xem {{ phu_luc(\"a\") }} và {{ phu_luc(\"b\") }}.
phu_luc:
  - { ma: a, doan: Theo biểu. }
  - { ma: b, huong: ngang, doan: Theo biểu. }
";
    let sheets: Vec<_> = laid_out(keys).iter().map(|p| (p.width, p.height)).collect();
    let (short, long) = (210.0 * MM, 297.0 * MM);
    assert_eq!(sheets.len(), 3);
    for ((width, height), (w, h)) in
        sheets.into_iter().zip([(short, long), (short, long), (long, short)])
    {
        near(width, w, "width");
        near(height, h, "height");
    }
}

#[test]
fn no_text_passes_the_margins() {
    for page in plans().flatten() {
        // The number of the page stands above the text.
        for text in page.texts.iter().filter(|t| t.y > TOP) {
            assert!(text.x >= LEFT - SLACK, "{text:?}");
            assert!(text.right() <= RIGHT + SLACK, "{text:?}");
            assert!(text.y <= BOTTOM, "{text:?}");
        }
    }
}

#[test]
fn every_letter_is_of_the_one_family_and_black() {
    let mut faces: Vec<String> = Vec::new();
    for text in plans().flatten().flat_map(|p| p.texts) {
        assert!(text.ink.iter().all(|i| *i == 0.0), "{text:?}");
        assert!(!text.text.contains('\u{fffd}'), "{text:?}");
        if !faces.contains(&text.face) {
            faces.push(text.face);
        }
    }
    faces.sort();
    let family =
        ["", "-Bold", "-BoldItalic", "-Italic"].map(|face| format!("LiberationSerif{face}"));
    assert_eq!(faces, family);
}

/// What stands in the top margin.
fn above(page: &Page) -> Vec<&Text> {
    page.texts.iter().filter(|t| t.y < TOP).collect()
}

#[track_caller]
fn numbered(page: &Page, number: usize) {
    let above = above(page);
    let [text] = above[..] else { panic!("{above:?}") };
    assert_eq!(text.text, number.to_string());
    looks(text, "", 13.0..=14.0);
    let middle = page.width / 2.0 + (LEFT - (210.0 * MM - RIGHT)) / 2.0;
    near(text.centre(), middle, "page number");
}

#[test]
fn page_numbers_stand_in_the_top_margin_from_the_second_page() {
    for pages in plans() {
        assert!(above(&pages[0]).is_empty(), "page 1 shows no number");
        assert!(pages.len() > 1);
        for (i, page) in pages.iter().enumerate().skip(1) {
            numbered(page, i + 1);
        }
    }
}

#[test]
fn page_numbers_of_an_appendix_are_its_own() {
    let rows: String = (1..80).map(|i| format!("        - [\"{i}\", Thôn {i}]\n")).collect();
    let keys = format!(
        "noi_dung:\n  - tieu_de: Mục đích\n    doan: Xem {{{{ phu_luc(\"a\") }}}}.\nphu_luc:\n  \
         - ma: a\n    bang:\n      cot: [ {{ nhan: TT }}, {{ nhan: Thôn }} ]\n      hang:\n{rows}"
    );
    let pages = laid_out(&keys);
    assert!(pages.len() > 2, "{} pages", pages.len());
    assert!(above(&pages[1]).is_empty(), "page 1 of the appendix shows no number");
    for (i, page) in pages.iter().enumerate().skip(2) {
        numbered(page, i);
    }
}

const OFFICE: &str = "\
co_quan:
  ten: Phòng Văn hóa - Xã hội
  chu_quan: Ủy ban nhân dân xã Kim Liên
  dia_danh: Kim Liên
van_ban:
  so: 5
  ky_hieu: KH-VHXH
  ngay: 2023-05-20
  trich_yeu: Triển khai công tác giảm nghèo năm 2023
ky: { chuc_vu: Trưởng phòng, ho_ten: Nguyễn Văn An }
";

#[test]
fn the_letterhead_is_as_the_decree_has_it() {
    let pages = laid_out(OFFICE);
    let page = &pages[0];
    let state = page.text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let motto = page.text("Độc lập - Tự do - Hạnh phúc");
    let parent = page.text("ỦY BAN NHÂN DÂN");
    let agency = page.text("PHÒNG VĂN HÓA - XÃ HỘI");
    let number = page.text("Số: 05/KH-VHXH");
    let date = page.text("Kim Liên, ngày 20 tháng 5 năm 2023");
    looks(state, "Bold", 12.0..=13.0);
    looks(motto, "Bold", 13.0..=14.0);
    looks(parent, "", 12.0..=13.0);
    looks(agency, "Bold", 12.0..=13.0);
    looks(number, "", 13.0..=13.0);
    looks(date, "Italic", 13.0..=14.0);
    near(parent.y, state.y, "agency and state name in one line");
    near(number.y, date.y, "number and date in one line");
    near(motto.centre(), state.centre(), "motto under the state name");
    near(date.centre(), state.centre(), "date under the motto");
    near(agency.centre(), parent.centre(), "agency under its parent");
    near(number.centre(), agency.centre(), "number under the agency");
    assert!(parent.right() < state.x && number.right() < date.x, "left and right stay apart");
}

/// The rule under a text, and the text.
#[track_caller]
fn ruled<'a>(page: &'a Page, start: &str) -> (&'a Line, &'a Text) {
    let text = page.text(start);
    let below = |line: &&Line| {
        let centre = line.x + line.length / 2.0;
        (0.0..6.0 * MM).contains(&(line.y - text.y)) && (centre - text.centre()).abs() <= SLACK
    };
    let line = page.lines.iter().find(below);
    (line.unwrap_or_else(|| panic!("no rule under {start} in {:?}", page.lines)), text)
}

#[test]
fn rules_are_as_long_as_the_decree_asks() {
    let long = format!("van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: {}\n", &LONG[..170]);
    for (keys, last) in [("", "Triển khai công tác"), (&long, "tham gia")] {
        let pages = laid_out(keys);
        let page = &pages[0];
        let (line, motto) = ruled(page, "Độc lập");
        near(line.length, motto.width, "rule under the motto");
        let title = page.texts.iter().rfind(|t| t.face.ends_with("Bold") && t.text.contains(last));
        let title = title.map_or("Triển khai", |t| t.text.as_str());
        for start in ["XÃ KIM LIÊN", title] {
            let (line, text) = ruled(page, start);
            let share = line.length / text.width;
            assert!((1.0 / 3.0..=0.5).contains(&share), "{share} of {}", text.text);
            // It stands clear of the letters: those below the line reach 0.22 em.
            assert!(line.y - text.y > 0.22 * text.size, "{} from {start}", line.y - text.y);
            assert!(line.ink.iter().all(|i| *i == 0.0));
        }
    }
}

#[test]
fn title_and_summary_are_as_the_decree_has_them() {
    let pages = laid_out("");
    let (kind, subject) = (pages[0].text("KẾ HOẠCH"), pages[0].text("Triển khai công tác"));
    for text in [kind, subject] {
        looks(text, "Bold", 13.0..=14.0);
        centred(text);
    }
    assert_eq!(kind.text.trim(), "KẾ HOẠCH", "on a line of its own");
    let step = subject.y - kind.y;
    assert!((14.0..20.0).contains(&step), "the summary is {step} pt under the type");
}

#[test]
fn legal_bases_are_italic_under_the_title() {
    let keys = "can_cu:\n  van_ban: [ Luật Việc làm ngày 16 tháng 11 năm 2013 ]\n";
    let pages = laid_out(keys);
    let basis = pages[0].text("Căn cứ Luật Việc làm");
    looks(basis, "Italic", 13.0..=14.0);
    assert!(basis.y > pages[0].text("Triển khai công tác").y, "under the summary");
    assert!(basis.y < pages[0].text("I. MỤC ĐÍCH").y, "before the text");
}

#[test]
fn the_text_is_justified_with_indent_and_space_between_paragraphs() {
    let keys = format!(
        "noi_dung:\n  - tieu_de: Mục đích\n    doan: |\n      {LONG}\n      {LONG}\n"
    );
    let pages = laid_out(&keys);
    let page = &pages[0];
    let from = page.text("I. MỤC").y + 1.0;
    let until = page.text("Nơi nhận").y - 1.0;
    let mut lines: Vec<(f32, f32, f32)> = Vec::new();
    for text in page.texts.iter().filter(|t| (from..until).contains(&t.y)) {
        looks(text, "", 13.0..=14.0);
        match lines.last_mut() {
            Some(line) if (line.0 - text.y).abs() < 0.1 => line.2 = text.right(),
            _ => lines.push((text.y, text.x, text.right())),
        }
    }
    let starts: Vec<_> =
        (0..lines.len()).filter(|&i| lines[i].1 > LEFT + 5.0 * MM).collect();
    assert_eq!(starts.len(), 2, "two first lines in {lines:?}");
    let single = 1.149 * 14.0;
    for (i, line) in lines.iter().enumerate() {
        let first = starts.contains(&i);
        near(line.1, if first { LEFT + 10.0 * MM } else { LEFT }, "start of a line");
        let last = i + 1 == lines.len() || starts.contains(&(i + 1));
        if !last {
            near(line.2, RIGHT, "end of a line");
        }
        if i > 0 {
            let pitch = line.0 - lines[i - 1].0;
            let least = if first { single + 6.0 } else { single };
            assert!(pitch >= least - 0.1 && pitch <= least + 0.5 * single, "{pitch} pt");
        }
    }
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
    let pages = laid_out(keys);
    let page = &pages[0];
    for part in [page.text("Phần I"), page.text("TÌNH HÌNH THỰC HIỆN")] {
        looks(part, "Bold", 13.0..=14.0);
        centred(part);
    }
    assert_eq!(page.text("Phần I").text.trim(), "Phần I", "the title is on the next line");
    looks(page.text("I. KẾT QUẢ"), "Bold", 13.0..=14.0);
    looks(page.text("1. Phạm vi và đối tượng"), "Bold", 13.0..=14.0);
    looks(page.text("a) Đối với các thôn"), "", 13.0..=14.0);
    for start in ["I. KẾT", "1. Phạm", "a) Đối"] {
        near(page.text(start).x, LEFT + 10.0 * MM, start);
    }
}

#[test]
fn signature_and_recipients_are_as_the_decree_has_them() {
    let pages = laid_out("");
    let page = &pages[0];
    let (head, first) = (page.text("Nơi nhận:"), page.text("- Các thôn;"));
    let (authority, post) = (page.text("TM. ỦY BAN NHÂN DÂN"), page.text("CHỦ TỊCH"));
    let name = page.text("Nguyễn Văn An");
    looks(head, "BoldItalic", 12.0..=12.0);
    looks(first, "", 11.0..=11.0);
    looks(page.text("- Lưu: VT, VHXH."), "", 11.0..=11.0);
    near(head.x, LEFT, "recipients at the margin");
    near(first.x, LEFT, "recipients at the margin");
    near(head.y, authority.y, "recipients level with the authority");
    let middle = f32::midpoint(f32::midpoint(LEFT, RIGHT), RIGHT);
    for text in [authority, post, name] {
        looks(text, "Bold", 13.0..=14.0);
        assert!((text.centre() - middle).abs() < 2.0 * MM, "{text:?} in the right half");
    }
    assert!(name.y - post.y > 20.0 * MM, "room for the signature");
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
    let pages = laid_out(keys);
    let page = &pages[1];
    let (label, title, source) =
        (page.text("Phụ lục"), page.text("BIỂU CHI TIẾT"), page.text("(Kèm theo"));
    assert_eq!(label.text.trim(), "Phụ lục", "on a line of its own");
    looks(label, "Bold", 14.0..=14.0);
    looks(title, "Bold", 13.0..=14.0);
    looks(source, "Italic", 13.0..=14.0);
    for text in [label, title, source] {
        centred(text);
    }
    assert!(label.y < title.y && title.y < source.y);
}

#[test]
fn marks_are_worded_and_framed_as_the_decree_has_them() {
    let marks = [("khan", "KHẨN", 20.0), ("thuong_khan", "THƯỢNG KHẨN", 40.0), ("hoa_toc", "HỎA TỐC", 30.0)];
    for (key, word, width) in marks {
        let keys = format!(
            "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác\n  \
             do_khan: {key}\n  do_mat: toi_mat\n  luu_hanh: Lưu hành nội bộ\n"
        );
        let pages = laid_out(&keys);
        let page = &pages[0];
        let framed = |word: &str| {
            let text = page.text(word);
            looks(text, "Bold", 13.0..=14.0);
            let frame = page.frames.iter().find(|f| {
                f.x < text.x && text.right() < f.x + f.width && f.y < text.y && text.y < f.y + f.height
            });
            let frame = frame.unwrap_or_else(|| panic!("no frame around {word}"));
            near(frame.height, 8.0 * MM, word);
            assert_eq!(frame.ink, text.ink, "{word}");
            (frame, text)
        };
        let (frame, text) = framed(word);
        near(frame.width, width * MM, word);
        assert_eq!(text.ink, [1.0, 0.0, 0.0], "bright red");
        assert_eq!(framed("TỐI MẬT").1.ink, [1.0, 0.0, 0.0], "bright red");
        let (frame, text) = framed("LƯU HÀNH NỘI BỘ");
        assert!(text.ink.iter().all(|i| *i == 0.0), "black");
        assert!(frame.y + frame.height <= page.text("CỘNG HÒA").y, "above the state name");
    }
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
    let pages = laid_out(keys);
    let page = &pages[0];
    let (drafter, contact) = (page.text("PL.(300)"), page.text("Số 1 đường Trần Phú"));
    looks(drafter, "", 11.0..=11.0);
    assert!(drafter.y > page.text("- Lưu").y, "under the recipients");
    looks(contact, "", 11.0..=12.0);
    assert!(contact.y > BOTTOM - 10.0 * MM, "at the foot of page 1");
    let (rule, _) = page
        .lines
        .iter()
        .map(|line| (line, contact.y - line.y))
        .find(|(_, gap)| (0.0..8.0 * MM).contains(gap))
        .expect("a rule above the contact line");
    near(rule.x, LEFT, "rule");
    near(rule.length, RIGHT - LEFT, "rule over the whole width");
}
