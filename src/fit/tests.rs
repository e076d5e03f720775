//! Tables of every size fit, or say what they lack.

use proptest::{collection::vec, prop_assert, prop_assert_eq, proptest};

use super::extent::cut_into_runs;
use super::*;
use crate::document::{Align, Cell, Column, HeaderCell, Inline, Origin, Row, RowRole};

fn make_page() -> Page {
    let (top, bottom, left, right) = (200, 200, 300, 200);
    Page { top, bottom, left, right, size: 28, line: 100, gap: 60, indent: 100 }
}

fn make_content(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.to_owned(), bold: false, italic: false }]
}

fn make_table(labels: &[&str], rows: &[Vec<&str>]) -> Table {
    let is_figure = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let align = |at: usize| match rows.iter().all(|row| is_figure(row[at])) {
        true => Align::Right,
        false => Align::Left,
    };
    let columns = (0..labels.len()).map(|at| Column {
        align: align(at),
        share: 0,
        names: false,
        id: None,
        index: None,
    });
    let label =
        |label: &&str| HeaderCell { label: (*label).to_owned(), columns: 1, rows: 1 };
    let cell =
        |text: &&str| Cell { content: make_content(text), columns: 1, goes_on: false };
    let row = |row: &Vec<&str>| Row {
        role: RowRole::Plain,
        named: None,
        cells: row.iter().map(cell).collect(),
        key: String::new(),
        place: None,
    };
    Table {
        caption: None,
        unit: None,
        header: vec![labels.iter().map(label).collect()],
        column_numbers: false,
        columns: columns.collect(),
        rows: rows.iter().map(row).collect(),
        blank_height: 0,
        notes: Vec::new(),
        orientation: None,
        origin: Origin::default(),
    }
}

fn lay_out(table: &Table, allowed: AllowedOrientation) -> TableLayout {
    lay_out_table(table, &make_page(), allowed, &Faces::embedded())
}

#[test]
fn a_small_table_stands_upright_in_full_size_and_fills_the_page() {
    let table = make_table(&["Thôn", "Số hộ"], &[vec!["Mai Hà", "202"]]);
    let layout = lay_out(&table, AllowedOrientation::Either);
    assert_eq!((layout.size, layout.landscape, layout.whole), (26, false, true));
    assert_eq!(layout.widths.iter().sum::<u32>(), 16_000);
}

#[test]
fn columns_with_the_same_label_are_equally_wide() {
    let labels = ["Thôn", "TS", "%", "TS", "%"];
    let table = make_table(&labels, &[vec!["Mai Hà", "1.202", "3,33", "3", "0,33"]]);
    let widths = lay_out(&table, AllowedOrientation::Either).widths;
    // What rounding leaves goes to one of them.
    assert!(widths[1].abs_diff(widths[3]) < 5, "{widths:?}");
    assert!(widths[2].abs_diff(widths[4]) < 5, "{widths:?}");
}

#[test]
fn shares_of_the_author_are_kept() {
    let mut table = make_table(&["A", "B"], &[vec!["một hai ba bốn năm sáu", "x"]]);
    (table.columns[0].share, table.columns[1].share) = (1, 3);
    assert_eq!(lay_out(&table, AllowedOrientation::Either).widths, [4000, 12_000]);
}

#[test]
fn a_wide_table_is_turned_unless_the_author_says_no() {
    let labels = ["Số tiền"; 14];
    let table = make_table(&labels, &[vec!["123.456.789"; 14]]);
    let turned = lay_out(&table, AllowedOrientation::Either);
    assert!(turned.landscape && turned.shortage.is_none());
    let upright = lay_out(&table, AllowedOrientation::Portrait);
    assert!(!upright.landscape);
    let lack = upright.shortage.expect("14 sums do not fit upright");
    assert!(lack.need > lack.have && lack.have == 1600, "{lack:?}");
    assert_eq!(lack.columns, ["Số tiền"; 3]);
    assert!(upright.columns.iter().all(|keep| keep.word < 11));
}

#[test]
fn a_row_taller_than_a_page_may_break_and_no_other() {
    let long = "hỗ trợ hộ nghèo phát triển sản xuất ".repeat(120);
    let table = make_table(&["Nội dung"], &[vec![long.trim()], vec!["ngắn"]]);
    let rows = lay_out(&table, AllowedOrientation::Either).rows;
    assert_eq!(rows.iter().map(|row| row.tall).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_last_total_keeps_the_row_before_it() {
    let mut table = make_table(&["Thôn", "Số hộ"], &vec![vec!["Mai Hà", "202"]; 12]);
    table.rows[11].role = RowRole::Total;
    assert_eq!(lay_out(&table, AllowedOrientation::Either).foot, 2);
    (table.rows[9].role, table.rows[9].named) = (RowRole::Group, Some(0));
    let layout = lay_out(&table, AllowedOrientation::Either);
    assert_eq!(layout.foot, 3);
    assert_eq!(layout.rows[9].label, Some(0));
}

proptest! {
    #[test]
    fn nothing_is_wider_than_its_column_but_what_may_break_anywhere(
        words in vec("([a-zA-Zđăêộ]{1,9}|[0-9]{1,3}(\\.[0-9]{3}){0,3}|68/KH-UBND|20/4/2023|số|hộ|- )( ?)", 1..60),
        columns in 2_usize..25,
        count in 1_usize..6,
        upright in proptest::bool::ANY,
    ) {
        let text = words.concat();
        let texts: Vec<&str> = (0..columns * count)
            .map(|at| {
                let from = (at * 7) % words.len();
                let start: usize = words[..from].iter().map(String::len).sum();
                let end: usize = words[..(from + 1 + at % 5).min(words.len())].iter().map(String::len).sum();
                text[start..end].trim()
            })
            .collect();
        let rows: Vec<_> = texts.chunks(columns).map(<[&str]>::to_vec).collect();
        let table = make_table(&texts[..columns], &rows);
        let faces = Faces::embedded();
        let allowed = if upright { AllowedOrientation::Portrait } else { AllowedOrientation::Either };
        let layout = lay_out_table(&table, &make_page(), allowed, &faces);
        let across = if layout.landscape { 24_700 } else { 16_000 };
        prop_assert_eq!(layout.widths.iter().sum::<u32>(), across);
        for row in &rows {
            for ((text, keep), width) in row.iter().zip(&layout.columns).zip(&layout.widths) {
                let room = u64::from(width - 2 * layout.inset);
                for run in cut_into_runs(&make_content(text), false, *keep, &faces) {
                    let wide = u64::from(run.width) * u64::from(layout.size) * 2540 / (2 * 72 * 2048);
                    prop_assert!(wide <= room || run.word > keep.word, "{text:?} in {width}");
                    prop_assert!(layout.shortage.is_some() || keep.word == u32::MAX);
                }
            }
        }
    }
}

const AGENDA: &str = "Nghe báo cáo của Ủy ban nhân dân xã về tình hình quản lý tài nguyên, môi trường và thảo luận với các thôn";

#[test]
fn a_long_text_over_two_columns_leaves_the_others_their_room() {
    let rows = vec![vec!["7 giờ", "Trưởng đoàn", AGENDA]; 4];
    let mut table = make_table(&["Giờ", "Người", "Nội dung"], &rows);
    let cells = &mut table.rows[3].cells;
    cells.remove(0);
    cells[0] = Cell { columns: 2, ..cells[1].clone() };
    let layout = lay_out(&table, AllowedOrientation::Portrait);
    assert_eq!(layout.size, 26);
    assert!(layout.widths[2] > 7_000, "{:?}", layout.widths);
}

#[test]
fn a_cell_over_several_rows_counts_once_where_room_is_given_out() {
    let name = "Công ty trách nhiệm hữu hạn một thành viên khai thác và chế biến khoáng sản Sơn Trung";
    let mut table = make_table(&["Công ty", "Việc"], &vec![vec![name, AGENDA]; 6]);
    let apart = lay_out(&table, AllowedOrientation::Portrait).widths[1];
    for row in &mut table.rows[1..] {
        row.cells[0].goes_on = true;
    }
    let merged = lay_out(&table, AllowedOrientation::Portrait).widths[1];
    assert!(merged > apart + 1_000, "{apart} {merged}");
}
