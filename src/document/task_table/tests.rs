//! What tables of tasks say, as lines of cells.

use std::path::Path;
use std::sync::Arc;

use crate::base::form_with;
use crate::check::check;
use crate::document::{Align, Block, Document, Table, compose};
use crate::font::Faces;
use crate::form::ByTable;
use crate::indicator::compute_figures;
use crate::running_text::Dictionary;
use crate::source::Source;

use super::super::text::to_text;

/// The paper of a plan with these keys.
fn compose_form(keys: &str) -> Document {
    let source = Source::new(Path::new("ke-hoach.yaml"), &form_with(keys));
    let (form, found) = crate::form::read(&source);
    let figures =
        Arc::new(compute_figures(form.as_ref().unwrap(), &ByTable::new(), &[]).figures);
    let checked =
        check(form, &figures, &source, &Dictionary::default(), &Faces::embedded(), found);
    compose(&checked.plan.unwrap_or_else(|| panic!("{:?}", checked.findings)))
}

fn list_tables(document: &Document) -> Vec<&Table> {
    let tables = document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) | Block::Specimen(_) => None,
    });
    tables.collect()
}

/// Header and rows, cells parted by `|`, lines of a cell by `/`; every row covers all
/// columns.
fn list_lines(table: &Table) -> Vec<String> {
    let header = table.header.iter().map(|row| {
        row.iter().map(|cell| cell.label.as_str()).collect::<Vec<_>>().join("|")
    });
    let rows = table.rows.iter().map(|row| {
        let width: usize = row.cells.iter().map(|cell| cell.columns as usize).sum();
        assert_eq!(width, table.columns.len(), "{:?}", row.cells);
        let cells = row.cells.iter().map(|cell| {
            let lines = cell.content.split(|i| *i == crate::document::Inline::Break);
            lines.map(to_text).collect::<Vec<_>>().join("/")
        });
        cells.collect::<Vec<_>>().join("|").replace("……………………", "…")
    });
    header.chain(rows).collect()
}

/// The paper of a plan with these tasks, under these keys of `bang`.
fn compose_table(table: &str, tasks: &str) -> Document {
    let indented: String = tasks.lines().map(|l| format!("        {l}\n")).collect();
    compose_form(&format!(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: {table}\n      danh_sach:\n{indented}"
    ))
}

/// The table of these tasks, under these keys of `bang`.
fn lines(table: &str, tasks: &str) -> Vec<String> {
    list_lines(list_tables(&compose_table(table, tasks))[0])
}

#[test]
fn the_usual_columns_are_those_of_which_a_task_says_something() {
    let tasks = "\
- { tieu_de: Rà soát, thoi_gian: 2023-07, phan_cong: A, ghi_chu: Đợt 1 }
- { tieu_de: Tập huấn, dia_diem: Nhà văn hóa, phan_cong: { chu_tri: B, phoi_hop: [C, D] }, thoi_gian: chua_co }
";
    let told = lines("co", tasks);
    let wanted = [
        "TT|Nhiệm vụ|Địa điểm|Đơn vị chủ trì|Đơn vị phối hợp|Thời gian thực hiện|Ghi chú",
        "1|Rà soát||A||Tháng 7/2023|Đợt 1",
        "2|Tập huấn|Nhà văn hóa|B|C; D|…|",
    ];
    assert_eq!(told, wanted);
}

const GROUPS: &str = "\
- tieu_de: Nhóm A
  nhiem_vu:
    - { tieu_de: Một, thoi_gian: 2023-07 }
    - tieu_de: Nhóm con
      nhiem_vu:
        - { tieu_de: Hai, thoi_gian: 2023-08 }
- tieu_de: Nhóm B
  nhiem_vu:
    - { tieu_de: Ba, thoi_gian: { doan: Cả năm. } }
";

#[test]
fn tasks_are_numbered_in_each_group_or_through() {
    let told = lines("{ cot: [tieu_de, thoi_gian] }", GROUPS);
    let wanted = ["I|Nhóm A", "1|Một|Tháng 7/2023", "2|Nhóm con", "2.1|Hai|Tháng 8/2023"];
    assert_eq!(told[1..5], wanted);
    assert_eq!(told[5..], ["II|Nhóm B", "1|Ba|Cả năm."]);
    let told = lines("{ danh_so: lien_tuc, cot: [tieu_de, thoi_gian] }", GROUPS);
    let numbers: Vec<_> =
        told[1..].iter().map(|l| l.split('|').next().unwrap()).collect();
    assert_eq!(numbers, ["I", "1", "I.1", "2", "II", "3"]);
    let told = lines("{ so_thu_tu: khong, cot: [tieu_de, thoi_gian] }", GROUPS);
    assert_eq!(
        told[..3],
        ["Nhiệm vụ|Thời gian thực hiện", "I. Nhóm A", "Một|Tháng 7/2023"]
    );
}

#[test]
fn columns_stand_in_the_order_and_under_the_names_of_the_form() {
    let tasks = "\
- tieu_de: Rà soát
  noi_dung: |
    Các bước:
    - Lập danh sách;
    - Niêm yết.
  phan_cong: { chu_tri: A, thuc_hien: [B, Các thôn], phoi_hop: [Các hội] }
- { tieu_de: Tập huấn, noi_dung: chua_co, phan_cong: { thuc_hien: [B, C] } }
";
    let table = "{ so_thu_tu: STT, cot: [{ truong: phan_cong, nhan: Ai làm }, noi_dung, { truong: tieu_de, nhan: Việc }] }";
    let wanted = [
        "STT|Ai làm|Nội dung|Việc",
        "1|A chủ trì, phối hợp với các hội; B và các thôn thực hiện.|Các bước:/- Lập danh sách;/- Niêm yết.|Rà soát",
        "2|B và C thực hiện.|…|Tập huấn",
    ];
    assert_eq!(lines(table, tasks), wanted);
}

#[test]
fn amounts_are_exact_in_the_unit_of_the_table_and_add_up() {
    let tasks = "\
- { tieu_de: A, kinh_phi: 5.500.000 đồng }
- { tieu_de: B, kinh_phi: { nguon: { tinh: 1 đồng, xa: 2 triệu đồng } } }
- { tieu_de: C, kinh_phi: Lồng ghép }
";
    let table =
        "{ don_vi_tinh: tỷ đồng, cot: [tieu_de, kinh_phi], tong: { nhan: Cộng } }";
    let wanted = [
        "TT|Nhiệm vụ|Kinh phí",
        "1|A|0,0055",
        "2|B|0,002000001/- Ngân sách tỉnh: 0,000000001/- Ngân sách xã: 0,002",
        "3|C|Lồng ghép",
        "Cộng|0,007500001",
    ];
    assert_eq!(lines(table, tasks), wanted);
}

#[test]
fn a_table_made_from_the_tasks_leaves_out_those_of_a_table_that_says_as_much() {
    let form = |columns: &str| {
        let document = compose_form(&format!(
            "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: {{ cot: [{columns}] }}\n      danh_sach:\n        - {{ tieu_de: Rà soát, thoi_gian: 2023-07, phan_cong: {{ chu_tri: A, phoi_hop: [B] }} }}\n  - tieu_de: Việc khác\n    nhiem_vu:\n      - {{ tieu_de: Họp, thoi_gian: 2023-08, phan_cong: C }}\n  - tieu_de: Bảng\n    tu_nhiem_vu: phan_cong\n"
        ));
        list_lines(list_tables(&document)[1])
    };
    assert_eq!(form("tieu_de, phan_cong, thoi_gian")[1..], ["1|Họp|C|Tháng 8/2023"]);
    let both = ["1|Rà soát|A|B|Tháng 7/2023", "2|Họp|C||Tháng 8/2023"];
    assert_eq!(form("tieu_de, chu_tri, thoi_gian")[1..], both);
}

#[test]
fn a_task_of_a_table_is_called_by_its_number() {
    let document = compose_form(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, thoi_gian] }\n      danh_sach:\n        - tieu_de: Nhóm\n          ma: nhom\n          nhiem_vu:\n            - { ma: ra-soat, tieu_de: Rà soát, thoi_gian: 2023-07 }\n  - doan: Xem {{ muc(\"ra-soat\") }} và {{ muc(\"nhom\") }}.\n",
    );
    let words: Vec<_> = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(to_text(&paragraph.content)),
            Block::Heading(_) | Block::Table(_) | Block::Specimen(_) => None,
        })
        .collect();
    assert_eq!(words, ["Xem nhiệm vụ số 1 nhóm I Phần I và nhóm I Phần I./."]);
}

#[test]
fn units_that_are_not_known_yet_are_blanks_to_fill_in() {
    let tasks = "\
- { tieu_de: Một, phan_cong: { chu_tri: A, phoi_hop: chua_co } }
- { tieu_de: Hai, phan_cong: { chu_tri: A, phoi_hop: [B, chua_co] } }
- { tieu_de: Ba, phan_cong: { chu_tri: chua_co, phoi_hop: [B] } }
- { tieu_de: Bốn, phan_cong: chua_co }
";
    let told = lines("{ cot: [tieu_de, chu_tri, phoi_hop] }", tasks);
    assert_eq!(told[1..], ["1|Một|A|…", "2|Hai|A|B; …", "3|Ba|…|B", "4|Bốn|…|"]);
    let doers = "\
- { tieu_de: Một, phan_cong: { thuc_hien: [A] } }
- { tieu_de: Hai, phan_cong: chua_co }
";
    let told = lines("{ cot: [tieu_de, thuc_hien] }", doers);
    assert_eq!(told[1..], ["1|Một|A", "2|Hai|…"]);
}

/// The shares of the columns of the table of these tasks, and the side of the last.
fn look(table: &str, tasks: &str) -> (Vec<u32>, Align) {
    let document = compose_table(table, tasks);
    let columns = &list_tables(&document)[0].columns;
    (columns.iter().map(|column| column.share).collect(), columns.last().unwrap().align)
}

#[test]
fn a_column_is_as_wide_as_its_words_ask_for_unless_the_form_says() {
    let long = "rà soát các quy định ".repeat(10);
    let tasks = format!(
        "- {{ tieu_de: {long}, phan_cong: A }}\n- {{ tieu_de: {long}, phan_cong: B }}\n"
    );
    let (shares, _) = look("{ cot: [tieu_de, chu_tri, ghi_chu] }", &tasks);
    assert_eq!(shares, [0, 28, 6, 6]);
    let (shares, _) =
        look("{ cot: [tieu_de, { truong: chu_tri, rong: 9 }, ghi_chu] }", &tasks);
    assert_eq!(shares, [0, 10, 9, 4]);
}

#[test]
fn amounts_stand_on_the_right_and_short_words_under_them() {
    let table = "{ cot: [tieu_de, kinh_phi] }";
    let row = |money: &str| format!("- {{ tieu_de: Một, kinh_phi: {money} }}\n");
    let amount = row("2.000.000 đồng");
    let short = row("Chi thường xuyên");
    let long = row("Lồng ghép trong kinh phí của chương trình mục tiêu");
    let sources = row("{ nguon: { xa: 2 triệu đồng } }");
    for (tasks, align) in [
        (format!("{amount}{amount}"), Align::Right),
        (format!("{amount}{short}"), Align::Right),
        (format!("{amount}{short}{short}"), Align::Left),
        (format!("{amount}{amount}{long}"), Align::Left),
        (format!("{amount}{sources}"), Align::Left),
    ] {
        assert_eq!(look(table, &tasks).1, align, "{tasks}");
    }
}

#[test]
fn the_column_of_numbers_is_there_or_not_and_has_a_name() {
    let tasks = "- { tieu_de: Rà soát }\n";
    for (keys, head) in [("", "TT|"), ("co", "TT|"), ("STT", "STT|"), ("khong", "")] {
        let key =
            if keys.is_empty() { String::new() } else { format!("so_thu_tu: {keys}, ") };
        let told = lines(&format!("{{ {key}cot: [tieu_de] }}"), tasks);
        assert_eq!(told[0], format!("{head}Nhiệm vụ"));
    }
}

#[test]
fn a_cell_of_money_has_what_the_total_counts_and_below_it_words_or_sources() {
    let tasks = "\
- { tieu_de: Một, kinh_phi: { so_tien: 5 triệu đồng, doan: Từ ngân sách xã } }
- { tieu_de: Hai, kinh_phi: { nguon: { xa: 2 triệu đồng } } }
- { tieu_de: Ba, kinh_phi: { nguon: { tinh: 2 triệu đồng, xa: 1 triệu đồng } } }
- { tieu_de: Bốn, kinh_phi: Lồng ghép }
";
    let told =
        lines("{ cot: [tieu_de, kinh_phi], don_vi_tinh: triệu đồng, tong: co }", tasks);
    let wanted = [
        "1|Một|5/Từ ngân sách xã",
        "2|Hai|2/- Ngân sách xã",
        "3|Ba|3/- Ngân sách tỉnh: 2/- Ngân sách xã: 1",
        "4|Bốn|Lồng ghép",
        "Tổng cộng|10",
    ];
    assert_eq!(told[1..], wanted);
}
