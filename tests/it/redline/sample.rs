//! A redline by hand, with marks of every kind.

use kehoach::document::{Align, Document};
use kehoach::redline::{
    Block, BlockContent, BlockMark, Cell, Column, GoesOn, HeaderCell, Inline, Issuance,
    MarkedLine, MarkedRun, PaperStanding, RecipientLine, Redline, Row, Table, TextMark,
};

use super::kept::{
    each_runs, kept, line_of, mark_block, mark_runs, paragraph_of, replace, run,
};
use crate::driver::{Form, root};

/// What the new version says and the old one does not.
pub(super) const NEW: &[&str] = &[
    "XÃ KIM LIÊN MỚI",
    "nhanh và bền vững",
    "Số: 07/KH-UBND",
    "- Mở 05 lớp",
    "III. KINH PHÍ",
    "Đoạn thêm vào",
    "Thôn\tDân tộc\tSố hộ\tHạn\tGhi chú",
    "Sen 3\tKinh\t7\t30/9/2023",
    "- Đảng ủy xã (để báo cáo);",
    "CHỦ TỊCH",
    "giám sát việc thực hiện[1].",
    "[1] Theo Luật Mặt trận",
];

/// What the old version says and the new one does not.
pub(super) const OLD: &[&str] = &[
    "Số: 05/KH-UBND",
    "UBND huyện Nam Đàn (để báo cáo)",
    "Mở 02 lớp",
    "Ưu tiên thôn đặc biệt khó khăn",
    "Sen 1\t1.250",
    "[1] Theo Nghị định",
    "DANH MỤC NHIỆM VỤ",
];

/// The form with every part.
pub(super) fn form() -> Form {
    Form::read(&root().join("tests/forms/day-du.yaml"))
}

/// That form changed in every part.
pub(super) fn changed(old: &Document) -> Redline {
    let mut r = kept(old);
    r.old = "Kế hoạch số 05/KH-UBND ngày 20 tháng 5 năm 2023 của Ủy ban nhân dân xã Kim Liên về giảm nghèo.yaml".to_owned();
    head(&mut r);
    body(&mut r.body);
    note(&mut r);
    r.body.iter_mut().for_each(|block| {
        if let BlockContent::Table(table) = &mut block.part {
            columns(table);
            rows(table);
            block.changed = true;
        }
    });
    end(&mut r);
    r
}

/// What both versions have that are issued by themselves.
fn issuance(r: &mut Redline) -> &mut Issuance {
    match &mut r.standing {
        PaperStanding::Issued(issuance) => issuance,
        _ => panic!("attached"),
    }
}

fn head(r: &mut Redline) {
    let agency = &mut r.letterhead.agency;
    agency.last_mut().unwrap().runs.push(run(TextMark::Added, " MỚI"));
    let issuance = issuance(r);
    assert!(replace(&mut issuance.number, "05", "07"));
    assert!(replace(&mut issuance.place_date, "20 tháng 5", "01 tháng 6"));
    let subject = &mut r.title.subject[0].runs;
    assert!(replace(subject, "bền vững", "nhanh và bền vững cho mọi hộ nghèo"));
    r.marks.urgency[0] = line_of(TextMark::Removed, "KHẨN");
    r.marks.urgency.push(line_of(TextMark::Added, "HỎA TỐC"));
}

/// Every block in which a text stands.
fn with<'a>(body: &'a mut [Block], text: &str) -> &'a mut Block {
    let at = body.iter().position(|block| {
        let mut block = block.clone();
        let mut found = false;
        each_runs(&mut block, &mut |runs| {
            found |= runs.iter().any(
                |run| matches!(&run.inline, Inline::Text { text: t, .. } if t.contains(text)),
            );
        });
        found
    });
    &mut body[at.unwrap_or_else(|| panic!("no block with {text}"))]
}

fn change(body: &mut [Block], old: &str, new: &str) {
    let block = with(body, old);
    let mut done = false;
    each_runs(block, &mut |runs| {
        if !done {
            done = replace(runs, old, new);
        }
    });
    assert!(done, "{old}");
    block.changed = true;
}

fn body(body: &mut Vec<Block>) {
    change(body, "02 lớp", "05 lớp dạy nghề cho lao động nông thôn và 02 lớp");
    change(body, "Đối tượng".to_uppercase().as_str(), "NGƯỜI HƯỞNG");
    change(body, "NHỮNG VẤN ĐỀ CHUNG", "VẤN ĐỀ CHUNG");
    mark_block(with(body, "Ưu tiên thôn"), BlockMark::Removed, TextMark::Removed);
    let long = "Đoạn thêm vào này dài hơn một dòng, để thấy nét gạch chân theo chữ xuống dòng dưới, kể cả chữ có dấu nặng như một, việc, ngại. ".repeat(3);
    let at = body.iter().position(|b| matches!(b.part, BlockContent::Table(_))).unwrap();
    body.insert(at, paragraph_of(BlockMark::Added, long.trim()));
    // The paragraph on the wild characters moves down, with a word changed.
    let wild =
        body.iter().position(|b| *b == *with(&mut body.clone(), "Dấu *sao*")).unwrap();
    let mut there = body[wild].clone();
    mark_block(&mut body[wild], BlockMark::MovedFrom, TextMark::Kept);
    body[wild].remark = Some("Mục III Phần II".to_owned());
    mark_block(&mut there, BlockMark::MovedTo, TextMark::Kept);
    there.remark = Some("Mục II Phần I".to_owned());
    each_runs(&mut there, &mut |runs| {
        replace(runs, "ngoặc", "ngoặc nhọn");
    });
    body.insert(at + 1, there);
    // A number that follows from another change is quiet.
    let heading = with(body, "KINH PHÍ");
    let BlockContent::Heading(heading) = &mut heading.part else { panic!("a heading") };
    heading.number =
        vec![run(TextMark::Renumbered, "II."), run(TextMark::Number, "III.")];
}

/// The first note is deleted, so that the second is the first.
fn note(r: &mut Redline) {
    let mut seen = 0;
    for block in &mut r.body {
        let before = seen;
        each_runs(block, &mut |runs| {
            for run in runs.iter_mut() {
                let Inline::Note { old, new, content } = &mut run.inline else {
                    continue;
                };
                seen += 1;
                if seen == 1 {
                    (*old, *new, run.mark) = (Some(1), None, TextMark::Removed);
                    mark_runs(content, TextMark::Removed);
                } else {
                    (*old, *new) = (Some(2), Some(1));
                    replace(content, "Việt Nam", "Việt Nam năm 2015");
                }
            }
        });
        block.changed |= seen > before;
    }
    assert_eq!(seen, 2);
}

fn text_cell(mark: TextMark, text: &str) -> Cell {
    Cell { content: vec![run(mark, text)], columns: 1, goes_on: GoesOn::default() }
}

/// The third column is gone, and one has come behind the first.
fn columns(table: &mut Table) {
    table.columns[2].mark = TextMark::Removed;
    let column =
        Column { mark: TextMark::Added, align: Align::Left, share: 0, names: false };
    table.columns.insert(1, column);
    assert_eq!(table.header.len(), 1);
    let header = &mut table.header[0];
    mark_runs(&mut header[2].label, TextMark::Removed);
    let label = vec![run(TextMark::Added, "Dân tộc")];
    header.insert(1, HeaderCell { label, at: 1, columns: 1, rows: 1 });
    for (at, cell) in (0..).zip(header) {
        cell.at = at;
    }
    for (at, row) in table.rows.iter_mut().enumerate() {
        mark_runs(&mut row.cells[2].content, TextMark::Removed);
        row.cells.insert(1, text_cell(TextMark::Added, ["Kinh", "Thái", "Kinh"][at % 3]));
    }
}

/// The first row is gone, and one has come behind the second.
fn rows(table: &mut Table) {
    let first = &mut table.rows[0];
    first.mark = BlockMark::Removed;
    for cell in &mut first.cells {
        mark_runs(&mut cell.content, TextMark::Removed);
    }
    // A column of the other version has an empty cell.
    first.cells[1].content.clear();
    let mut cells: Vec<Cell> = ["Sen 3", "Kinh", "7", "", "30/9/2023", ""]
        .iter()
        .map(|text| text_cell(TextMark::Added, text))
        .collect();
    cells[3].content.clear();
    cells[5].content.clear();
    let (role, named) = (table.rows[1].role, None);
    table.rows.insert(2, Row { mark: BlockMark::Added, role, named, cells });
    assert!(replace(&mut table.rows[1].cells[5].content, "duyệt", "phê duyệt"));
}

fn end(r: &mut Redline) {
    let closing = &mut issuance(r).closing;
    let first = closing.recipients[0].line.runs.clone();
    closing.recipients[0].line = MarkedLine { mark: TextMark::Removed, runs: first };
    let added = line_of(TextMark::Added, "Đảng ủy xã (để báo cáo);");
    closing.recipients.insert(1, RecipientLine { label: false, line: added });
    let signature = &mut closing.signatures[0];
    signature.authority[1] = line_of(TextMark::Removed, "KT. CHỦ TỊCH");
    signature.authority[2] = line_of(TextMark::Removed, "PHÓ CHỦ TỊCH");
    signature.authority.push(line_of(TextMark::Added, "CHỦ TỊCH"));
    assert!(replace(&mut signature.signer.runs, "Văn An", "Thị Bình"));
    let appendix = &mut r.appendices[0];
    appendix.mark = BlockMark::Removed;
    mark_runs(&mut appendix.label, TextMark::Removed);
    appendix.title.iter_mut().for_each(|line| {
        line.mark = TextMark::Removed;
        mark_runs(&mut line.runs, TextMark::Removed);
    });
    mark_runs(&mut appendix.source, TextMark::Removed);
    for block in &mut appendix.body {
        mark_block(block, BlockMark::Removed, TextMark::Removed);
    }
    let label = &mut r.appendices[1].label;
    *label = vec![
        run(TextMark::Kept, "Phụ lục"),
        MarkedRun { mark: TextMark::Renumbered, ..run(TextMark::Kept, " II") },
    ];
}
