//! Where the lines of titles and names end.

use super::read::{Line, Pdf};
use crate::driver::{BASE, form_with, paper};

/// The lines of one title, joined with ` / `: from that which begins with `start` on, those
/// that stand over or under it and follow at the distance of lines.
#[track_caller]
fn lines_from(form: &str, page: usize, start: &str) -> String {
    let page = Pdf::read(&paper(form).pdf).pages.remove(page);
    let first = page.line(start);
    let mut y = first.y;
    let mut res: Vec<String> = Vec::new();
    let lines = page.lines();
    let near = |line: &&Line| {
        line.y >= first.y
            && line.bold == first.bold
            && line.x < first.right
            && first.x < line.right
    };
    for line in lines.iter().filter(near) {
        if line.y - y > 7.0 {
            break;
        }
        y = line.y;
        res.push(line.text.clone());
    }
    res.join(" / ")
}

/// Whether a title comes out in these lines, which ` / ` parts.
#[track_caller]
fn is_set_as(lines: &str, page: usize, make: impl Fn(&str) -> String) {
    let start: Vec<&str> =
        lines.split(' ').take_while(|word| *word != "/").take(2).collect();
    assert_eq!(
        lines_from(&make(&lines.replace(" / ", " ")), page, &start.join(" ")),
        lines
    );
}

fn with_subject(subject: &str) -> String {
    BASE.replace("Triển khai công tác giảm nghèo năm 2023", subject)
}

#[test]
fn a_subject_ends_its_lines_where_its_phrases_end() {
    for lines in [
        "Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững / trên địa bàn phường Bãi Cháy năm 2023",
        "Triển khai công tác phòng, chống thiên tai và tìm kiếm cứu nạn / trên địa bàn xã Sơn Trung giai đoạn 2021 - 2030",
        "Tuyển sinh vào lớp 6 các trường trung học cơ sở / trên địa bàn huyện năm học 2023 - 2024",
    ] {
        is_set_as(lines, 0, with_subject);
    }
}

#[test]
fn the_author_says_where_a_line_ends() {
    let form = with_subject("|\n    Thực hiện công\n    tác giảm nghèo năm 2023");
    assert_eq!(
        lines_from(&form, 0, "Thực hiện công"),
        "Thực hiện công / tác giảm nghèo năm 2023"
    );
}

/// The lines of the letterhead over the number that are not those of the state.
fn agency_lines(form: &str) -> String {
    let page = Pdf::read(&paper(form).pdf).pages.remove(0);
    let lines = page.lines().into_iter().map(|line| {
        let rest = line.text.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "");
        rest.replace("Độc lập - Tự do - Hạnh phúc", "").trim().to_owned()
    });
    let lines = lines.take_while(|line| !line.starts_with("Số:"));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

#[test]
fn the_name_of_an_agency_is_broken_between_its_words() {
    for lines in [
        "TỔ CÔNG TÁC CHUYỂN ĐỔI SỐ / XÃ SƠN TRUNG",
        "TRƯỜNG TRUNG HỌC CƠ SỞ / NGUYỄN DU",
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO / HUYỆN HIỆP HÒA",
        "CHI CỤC QUẢN LÝ / NÔNG LÂM SẢN VÀ THỦY SẢN",
    ] {
        let name = lines.replace(" / ", " ");
        let form = form_with(&format!(
            "co_quan:\n  ten: {name}\n  dia_danh: Kim Liên\nvan_ban:\n  so: 5\n  ky_hieu: KH-TCT\n  ngay: 2023-05-20\n  trich_yeu: Giảm nghèo\nky:\n  chuc_vu: Tổ trưởng\n  ho_ten: Nguyễn Văn An\n"
        ));
        assert_eq!(agency_lines(&form), lines);
    }
}

#[test]
fn captions_and_heads_of_tables_are_broken_as_titles_are() {
    let form = |caption: &str, label: &str| {
        form_with(&format!(
            "bang:\n  nha:\n    tieu_de: {caption}\n    cot:\n      - {{ ma: thon, nhan: Thôn, rong: 3 }}\n      - {{ ma: viec, nhan: {label}, rong: 2 }}\n    hang:\n      - [Sen, Quý I]\nnoi_dung:\n  - tieu_de: Mục đích\n    bang: nha\n"
        ))
    };
    is_set_as(
        "Kết quả thực hiện xóa nhà tạm, nhà dột nát cho hộ nghèo, / hộ cận nghèo trên địa bàn xã Kim Liên năm 2023",
        0,
        |caption| form(caption, "Thời gian"),
    );
    is_set_as(
        "Thời gian hoàn thành / nhiệm vụ được giao trong năm",
        0,
        |label| form("Kết quả", label),
    );
}
