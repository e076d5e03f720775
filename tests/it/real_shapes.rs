//! Three whole papers of shapes that offices have: a plan attached to a decision, a plan of
//! an inspection team, an enrolment plan of a school. What their words are is in
//! `goldens`; here is what is seen on their pages.

use super::driver::{Form, Paper, examine, paper, root};
use super::pdf::read::{Line, Page, Pdf};

/// Margins of a paper that asks for none, in millimetres.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 190.0;

/// What a measure may be off by.
const SLACK: f64 = 0.6;

fn form(name: &str) -> Form {
    Form::read(&root().join(format!("tests/forms/{name}.yaml")))
}

/// A paper with its pages.
fn laid_out(name: &str) -> (Paper, Pdf) {
    let made = paper(&form(name));
    let pdf = Pdf::read(&made.pdf);
    (made, pdf)
}

/// The page on which a line begins so, with its place among the pages.
#[track_caller]
fn page_of<'a>(pdf: &'a Pdf, start: &str) -> (usize, &'a Page) {
    let has = |page: &&Page| page.lines().iter().any(|l| l.text.starts_with(start));
    let found = pdf.pages.iter().position(|page| has(&page));
    let index = found.unwrap_or_else(|| panic!("no page has a line {start:?}"));
    (index, &pdf.pages[index])
}

fn is_landscape(page: &Page) -> bool {
    page.width > page.height
}

fn lines_that_contain(pdf: &Pdf, text: &str) -> Vec<Line> {
    let lines = pdf.pages.iter().flat_map(Page::lines);
    lines.filter(|line| line.text.contains(text)).collect()
}

#[test]
fn the_three_papers_have_nothing_to_be_told() {
    for name in ["kem-theo-thoat-nuoc", "kiem-tra-doan", "tuyen-sinh-truong"] {
        let report = examine(&form(name));
        assert!(report.findings.is_empty(), "{name}: {:#?}", report.findings);
    }
}

#[test]
fn an_attached_plan_names_its_decision_and_nothing_that_the_decision_has() {
    let (made, pdf) = laid_out("kem-theo-thoat-nuoc");
    let body = made.text.split("\nPhụ lục I\n").next().unwrap();
    for line in body.lines() {
        for start in ["Số:", "Nơi nhận", "TM.", "KT.", "Sông Vân, ngày"] {
            assert!(!line.starts_with(start), "{line}");
        }
    }
    assert!(body.trim_end().ends_with("./."), "{body}");
    let first = &pdf.pages[0];
    first.line("(Kèm theo Quyết định số");
    // The blanks for number and day part a line of the page.
    let lines = first.lines();
    let source = lines.iter().find(|l| l.text.ends_with("Sông Vân)")).unwrap();
    let starts = lines.iter().filter(|l| (l.y - source.y).abs() < 0.05).map(|l| l.x);
    let start = starts.fold(source.x, f64::min);
    let rule = first.rule_under(source);
    let share = rule.length() / (source.right - start);
    assert!((0.3..=0.52).contains(&share), "{share}: {rule:?} {source:?} from {start}");
    let middle = f64::midpoint(rule.x, rule.right);
    assert!((middle - f64::midpoint(LEFT, RIGHT)).abs() < SLACK, "{rule:?}");
    // The rule stands under the source line alone: none is left under the subject.
    let subject = first.line("trong mùa mưa năm 2026");
    assert!(first.rules.iter().all(|r| r.y < subject.y || r.y > source.y), "{first:?}");
    assert!(made.text.contains("\n2.1.1. Duy trì thường xuyên"), "{}", made.text);
}

#[test]
fn the_appendices_of_an_attached_plan_are_a_turned_table_a_list_and_a_form() {
    let (made, pdf) = laid_out("kem-theo-thoat-nuoc");
    let (_, table) = page_of(&pdf, "CÁC ĐIỂM ÚNG NGẬP");
    assert!(is_landscape(table));
    let (_, list) = page_of(&pdf, "DANH SÁCH BAN CHỈ ĐẠO");
    assert!(!is_landscape(list));
    // The basin is one cell for all its rows, and three members have one post.
    assert_eq!(lines_that_contain(&pdf, "Thành viên").len(), 1);
    let tail = made.text.split("DANH SÁCH BAN CHỈ ĐẠO").nth(1).unwrap();
    assert!(!tail.contains("./."), "{tail}");
    let (_, report) = page_of(&pdf, "Kết quả thoát nước, chống úng ngập tháng");
    report.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
}

#[test]
fn a_team_signs_with_both_titles_of_its_head() {
    let (_, pdf) = laid_out("kiem-tra-doan");
    let (_, page) = page_of(&pdf, "TM. ĐOÀN KIỂM TRA");
    let lines = ["TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN", "PHÓ GIÁM ĐỐC SỞ XÂY DỰNG"]
        .map(|start| page.line(start));
    for pair in lines.windows(2) {
        assert!(pair[0].y < pair[1].y, "{pair:?}");
        let centres = [&pair[0], &pair[1]].map(|l| f64::midpoint(l.x, l.right));
        assert!((centres[0] - centres[1]).abs() < SLACK, "{pair:?}");
    }
    let name = page.line("Nguyễn Đình Khang");
    assert!(name.y - lines[2].y > 15.0, "no room to sign: {name:?}");
}

#[test]
fn a_timetable_is_turned_and_the_outline_behind_it_has_its_own_signature() {
    let (_, pdf) = laid_out("kiem-tra-doan");
    let (first, table) = page_of(&pdf, "Gói thầu số 05");
    assert!(is_landscape(table), "{} x {}", table.width, table.height);
    // Two packages of one company are inspected from one day, which stands once.
    assert_eq!(lines_that_contain(&pdf, "24/3/2026").len(), 1);
    assert_eq!(lines_that_contain(&pdf, "31/3/2026").len(), 1);
    // Two paragraphs of a cell are two lines that begin at one place.
    let package = table.line("Gói thầu số 05");
    let owner = table.line("Chủ đầu tư: Ban Quản lý dự án giao thông");
    assert!((package.x - owner.x).abs() < SLACK && owner.y > package.y);
    let (second, outline) = page_of(&pdf, "LÃNH ĐẠO ĐƠN VỊ");
    assert!(second > first && !is_landscape(outline));
    outline.line("(Ký tên, đóng dấu)");
}

#[test]
fn each_application_has_its_own_head_a_box_for_a_photo_and_lines_to_the_margin() {
    let (_, pdf) = laid_out("tuyen-sinh-truong");
    for title in ["ĐƠN ĐĂNG KÝ DỰ TUYỂN VÀO LỚP", "ĐƠN ĐỀ NGHỊ TUYỂN THẲNG VÀO LỚP"]
    {
        let mut with_title = pdf.pages.iter().filter(|page| {
            let lines = page.lines();
            let has = |text: &str| lines.iter().any(|l| l.text.starts_with(text));
            has(title) && has("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        });
        let page = with_title.next().unwrap_or_else(|| panic!("{title}"));
        let photo = page.frames.iter().find(|frame| {
            (frame.right - frame.x - 30.0).abs() < SLACK
                && (frame.bottom - frame.top - 40.0).abs() < SLACK
        });
        let photo =
            photo.unwrap_or_else(|| panic!("no box of 30 x 40 mm: {:?}", page.frames));
        assert!(photo.x >= LEFT - SLACK && photo.right <= RIGHT + SLACK);
        // No line runs into it.
        for line in page.lines() {
            let inside = line.y > photo.top + SLACK && line.y < photo.bottom;
            let label = line.text.starts_with("Ảnh");
            let apart = line.right <= photo.x + SLACK || line.x >= photo.right;
            assert!(!inside || label || apart, "{line:?} runs into {photo:?}");
        }
    }
    for start in ["Nơi sinh:", "Họ và tên cha: ", "Nguyện vọng khác:"] {
        let (_, page) = page_of(&pdf, start);
        let line = page.line(start);
        assert!((line.right - RIGHT).abs() < 2.0, "{start} ends at {}", line.right);
    }
}

#[test]
fn the_head_of_a_school_signs_in_his_own_right() {
    let (made, pdf) = laid_out("tuyen-sinh-truong");
    let body = made.text.split("\nPhụ lục I\n").next().unwrap();
    assert!(body.contains("\nHIỆU TRƯỞNG\n") && !body.contains("TM."), "{body}");
    assert!(body.contains("\nBản điện tử:\n"), "{body}");
    // The morning stands once beside its five rows.
    assert_eq!(lines_that_contain(&pdf, "Sáng").len(), 1);
    assert_eq!(lines_that_contain(&pdf, "Nghỉ giữa buổi").len(), 1);
}
