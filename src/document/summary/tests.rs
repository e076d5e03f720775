//! What the tables say, as lines of cells.

use std::path::Path;
use std::sync::Arc;

use crate::check::check;
use crate::document::{Block, Document, Table, compose};
use crate::font::Faces;
use crate::form::ByTable;
use crate::indicator::compute_figures;
use crate::running_text::Dictionary;
use crate::source::Source;

use super::super::text::to_text;
use crate::base::form_with;

/// The paper of a plan with these tasks and this table made from them.
fn compose_form(tasks: &str, summary: &str) -> Document {
    let indented: String = tasks.lines().map(|l| format!("      {l}\n")).collect();
    let keys = format!(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n{indented}  - tieu_de: Bảng\n    tu_nhiem_vu: {summary}\n"
    );
    let source = Source::new(Path::new("ke-hoach.yaml"), &form_with(&keys));
    let (form, found) = crate::form::read(&source);
    let figures =
        Arc::new(compute_figures(form.as_ref().unwrap(), &ByTable::new(), &[]).figures);
    let checked =
        check(form, &figures, &source, &Dictionary::default(), &Faces::embedded(), found);
    compose(&checked.plan.unwrap_or_else(|| panic!("{:?}", checked.findings)))
}

fn find_table(document: &Document) -> &Table {
    let mut tables = document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) | Block::Specimen(_) => None,
    });
    tables.next_back().unwrap()
}

/// Header and rows, cells parted by `|`; `…` for a blank.
fn list_lines(tasks: &str, summary: &str) -> Vec<String> {
    let document = compose_form(tasks, summary);
    let table = find_table(&document);
    let header = table.header.iter().map(|row| {
        row.iter().map(|cell| cell.label.as_str()).collect::<Vec<_>>().join("|")
    });
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<_> = row.cells.iter().map(|cell| to_text(&cell.content)).collect();
        assert_eq!(
            row.cells.iter().map(|cell| cell.columns as usize).sum::<usize>(),
            table.columns.len(),
            "{cells:?}"
        );
        cells.join("|").replace("……………………", "…")
    });
    header.chain(rows).collect()
}

/// What stands after the table, and its notes.
fn list_paragraphs_below(tasks: &str, summary: &str) -> Vec<String> {
    let document = compose_form(tasks, summary);
    let notes = find_table(&document).notes.iter().map(|note| to_text(note));
    let after = document.body.iter().skip_while(|b| !matches!(b, Block::Table(_)));
    let after = after.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(to_text(&paragraph.content)),
        Block::Heading(_) | Block::Table(_) | Block::Specimen(_) => None,
    });
    notes.chain(after).collect()
}

#[test]
fn a_column_of_which_no_task_says_anything_is_left_out() {
    let tasks = "\
- { tieu_de: Rà soát, thoi_gian: chua_co, kinh_phi: Không, phan_cong: Văn phòng }
- { tieu_de: Báo cáo, ket_qua: Báo cáo., kinh_phi: Không, phan_cong: chua_co }
";
    let told = list_lines(tasks, "phan_cong");
    assert_eq!(
        told,
        [
            "TT|Nhiệm vụ|Đơn vị chủ trì|Sản phẩm",
            "1|Rà soát|Văn phòng|",
            "2|Báo cáo|…|Báo cáo"
        ]
    );
}

#[test]
fn groups_are_numbered_above_their_tasks_and_lone_tasks_among_them() {
    let tasks = "\
- { tieu_de: Rà soát, phan_cong: A }
- tieu_de: Dự án 1
  nhiem_vu:
    - { tieu_de: Tập huấn, phan_cong: B }
    - { tieu_de: Nhóm con, nhiem_vu: [{ tieu_de: Sửa nhà, phan_cong: C }] }
";
    let told = list_lines(tasks, "phan_cong");
    let rows =
        ["I|Rà soát|A", "II|Dự án 1", "1|Tập huấn|B", "2|Nhóm con", "2.1|Sửa nhà|C"];
    assert_eq!(told[1..], rows);
}

#[test]
fn one_source_is_a_column_and_five_are_words() {
    let one = "- { tieu_de: A, kinh_phi: { nguon: { xa: 5 triệu đồng } } }\n";
    let told = list_lines(one, "kinh_phi");
    let head = "TT|Nhiệm vụ|Ngân sách xã|Số tiền";
    assert_eq!(told, [head, "1|A|5.000.000|5.000.000", "Tổng cộng|5.000.000|5.000.000"]);
    let five = "\
- { tieu_de: A, kinh_phi: { nguon: { trung_uong: 1 triệu, tinh: 1 triệu, huyen: 1 triệu } } }
- { tieu_de: B, kinh_phi: { nguon: { xa: 2 triệu, khac: chua_co } } }
- { tieu_de: C, kinh_phi: { nguon: { xa: 2 triệu } } }
";
    let told = list_lines(five, "kinh_phi");
    assert_eq!(told[0], "TT|Nhiệm vụ|Nguồn kinh phí|Số tiền");
    assert_eq!(told[2], "2|B|Ngân sách xã: 2.000.000; Nguồn khác: …|…");
    assert_eq!(told[3..], ["3|C|Ngân sách xã|2.000.000", "Tổng cộng||…"]);
}

#[test]
fn the_total_stands_in_words_and_what_it_lacks_is_said() {
    let tasks = "\
- { tieu_de: A, kinh_phi: 26.000.000 đồng }
- { tieu_de: B, kinh_phi: Theo phân bổ của cấp trên }
- { tieu_de: C, kinh_phi: Không }
";
    let told = list_paragraphs_below(tasks, "kinh_phi");
    let note = "Ghi chú: Tổng trên chưa gồm kinh phí của 01 nhiệm vụ mà Kế hoạch chỉ nêu nguồn, chưa nêu số tiền./.";
    assert_eq!(told, ["(Bằng chữ: Hai mươi sáu triệu đồng)", note]);
}

#[test]
fn an_open_amount_leaves_the_total_open() {
    let tasks =
        "- { tieu_de: A, kinh_phi: 1 triệu }\n- { tieu_de: B, kinh_phi: chua_co }\n";
    let told = list_lines(tasks, "kinh_phi");
    assert_eq!(told[1..], ["1|A|1.000.000", "2|B|…", "Tổng cộng|…"]);
    assert_eq!(list_paragraphs_below(tasks, "kinh_phi"), ["(Bằng chữ: ……………………)./."]);
}

#[test]
fn tasks_stand_in_the_month_in_which_they_are_due() {
    let tasks = "\
- { tieu_de: A, thoi_gian: { lap_lai: hang_thang } }
- { tieu_de: B, thoi_gian: năm 2023 }
- { tieu_de: C, thoi_gian: quý III }
- { tieu_de: D, thoi_gian: { tu: 2023-07, den: 2023-09 } }
- { tieu_de: E, thoi_gian: 2023-09-05 }
- { tieu_de: F, thoi_gian: { truoc: 2023-09-01 } }
- { tieu_de: G, thoi_gian: 2024-01 }
- { tieu_de: H, thoi_gian: 2023-12 }
";
    let told = list_lines(tasks, "thoi_gian");
    let names =
        told[1..].iter().map(|line| line.rsplit_once('|').map_or(&**line, |l| l.0));
    let names: Vec<_> = names.collect();
    let wanted = [
        "Tháng 8/2023",
        "1|F",
        "Tháng 9/2023",
        "2|E",
        "3|D",
        "Quý III/2023",
        "4|C",
        "Tháng 12/2023",
        "5|H",
        "Năm 2023",
        "6|B",
        "Tháng 01/2024",
        "7|G",
        "Thường xuyên",
        "8|A",
    ];
    assert_eq!(names, wanted);
}

#[test]
fn tasks_without_a_time_are_counted_below() {
    let tasks = "\
- { tieu_de: A, thoi_gian: 2023-07 }
- { tieu_de: B, thoi_gian: chua_co }
- { tieu_de: C }
- { tieu_de: D, thoi_gian: { doan: Trong cả năm } }
";
    let note = "Bảng không gồm 02 nhiệm vụ chưa xác định thời hạn và 01 nhiệm vụ mà Kế hoạch chỉ nêu thời gian bằng lời.";
    assert_eq!(list_paragraphs_below(tasks, "thoi_gian"), [note]);
    assert_eq!(
        list_paragraphs_below("- { tieu_de: A, thoi_gian: 2023-07 }\n", "thoi_gian"),
        [""; 0]
    );
}
