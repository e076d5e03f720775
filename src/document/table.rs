//! Tables of the plan as they stand on paper: header, order numbers, groups, totals,
//! notes.

use crate::form::{
    CellKind, CellReach, Header, RowId, SumPlace, TOTAL_NAME, TableId, TableSpec,
};
use crate::indicator::{FootPart, RowPlace};
use crate::prose::Plain;

use super::composer::Composer;
use super::merged_cells::{mark_merged_cells, number_rows};
use super::origin::{BlockRole, Origin};
use super::printed_table::PrintedTable;
use super::text::{join_lines, to_inlines};
use super::{Block, Cell, HeaderCell, Inline, Orientation, Row, RowRole, Table};

impl Composer<'_> {
    /// Adds a table of the form, with the figures that were computed for it. Nothing is
    /// computed here: each cell prints the text that [`crate::indicator`] gives.
    pub(super) fn table(&mut self, table: TableId) {
        let printed = PrintedTable::new(self.plan, table);
        let spec = printed.spec;
        let caption = spec.caption.as_ref().map(|caption| self.string(caption));
        let unit = spec.unit.as_ref().map(|unit| self.unit_line(unit));
        let header = self.header(&printed);
        let rows = self.rows(&printed);
        let notes = self.table_notes(&printed);
        let id = spec.id.as_ref();
        let orientation = spec.orientation.map(Orientation::from);
        let orientation = orientation.or_else(|| self.turn_timetable(spec));
        self.push(Block::Table(Table {
            caption,
            unit,
            header,
            column_numbers: spec.look.column_numbers,
            columns: printed.document_columns(),
            rows,
            blank_height: spec.look.blank.map_or(0, |blank| blank.height * 10),
            notes,
            orientation,
            origin: self.with_place(Origin::with_id(BlockRole::Table, id, spec.span)),
        }));
    }

    /// The line above a table that says its unit, which the form may begin itself.
    pub(super) fn unit_line(&mut self, unit: &Plain) -> String {
        let unit = self.string(unit);
        let bare = unit.strip_prefix("Đơn vị tính").unwrap_or(&unit);
        format!("Đơn vị tính: {}", bare.trim_start_matches([':', ' ']))
    }

    /// The page of a timetable, which is turned as tables of tasks are.
    fn turn_timetable(&self, spec: &TableSpec) -> Option<Orientation> {
        let words = spec.columns.iter().filter(|column| column.look.share > 0).count();
        spec.timetable.as_ref().and_then(|_| self.turn_page(words))
    }

    /// The rows of the header: a name that nothing shares reaches down to the last.
    fn header(&mut self, printed: &PrintedTable<'_>) -> Vec<Vec<HeaderCell>> {
        let depth = printed.spec.header.iter().map(|h| printed.header_depth(h)).max();
        let depth = depth.unwrap_or(1).max(1);
        let mut rows = vec![Vec::new(); depth];
        if let Some(order) = &printed.spec.order_label {
            let label = self.string(order);
            let rows_covered = u32::try_from(depth).unwrap_or(1);
            rows[0].push(HeaderCell { label, columns: 1, rows: rows_covered });
        }
        for header in &printed.spec.header {
            self.header_cell(printed, header, 0, &mut rows);
        }
        rows
    }

    fn header_cell(
        &mut self,
        printed: &PrintedTable<'_>,
        header: &Header,
        level: usize,
        rows: &mut [Vec<HeaderCell>],
    ) {
        let covered = printed.covered_columns(header);
        if covered == 0 {
            return;
        }
        match header {
            Header::Column(column) => {
                let label = self.string(&printed.spec.columns[*column].label);
                let down = u32::try_from(rows.len() - level).unwrap_or(1);
                rows[level].push(HeaderCell { label, columns: 1, rows: down });
            }
            Header::Group { label, children } => {
                let label = self.string(label);
                rows[level].push(HeaderCell { label, columns: covered, rows: 1 });
                for child in children {
                    self.header_cell(printed, child, level + 1, rows);
                }
            }
        }
    }

    /// The rows below the header. Order numbers begin anew in each group; the total
    /// stands above or below all others, as the form says.
    fn rows(&mut self, printed: &PrintedTable<'_>) -> Vec<Row> {
        let mut res = Vec::new();
        let total_first = printed.spec.total.as_ref().is_some_and(|total| total.first);
        if total_first {
            res.extend(self.total_row(printed));
        }
        if printed.figures.groups().is_empty() {
            let rows = printed.figures.order().iter();
            res.extend(rows.map(|row| self.row(printed, *row)));
        }
        for (index, group) in printed.figures.groups().iter().enumerate() {
            let sums = printed.spec.grouping.as_ref().map(|grouping| grouping.sums);
            res.push(printed.group_row(index, sums == Some(SumPlace::WithName)));
            res.extend(group.rows.iter().map(|row| self.row(printed, *row)));
            if sums == Some(SumPlace::Below) {
                let label = self.subtotal_label(printed);
                let place = RowPlace::Group(index);
                res.push(printed.sum_row(RowRole::Subtotal, place, "", &label));
            }
        }
        let blanks = printed.spec.look.blank.map_or(0, |blank| blank.count);
        res.extend((0..blanks).map(|_| printed.blank_row()));
        if !total_first {
            res.extend(self.total_row(printed));
            res.extend(self.foot_rows(printed));
        }
        mark_merged_cells(printed, &mut res);
        if printed.numbered {
            number_rows(&mut res);
        }
        res
    }

    fn subtotal_label(&mut self, printed: &PrintedTable<'_>) -> String {
        let grouping = printed.spec.grouping.as_ref();
        let label = grouping.and_then(|grouping| grouping.sums_label.as_ref());
        label.map_or_else(|| "Cộng".to_owned(), |label| self.string(label))
    }

    fn total_row(&mut self, printed: &PrintedTable<'_>) -> Option<Row> {
        let total = printed.spec.total.as_ref()?;
        let label = total.label.as_ref();
        let label =
            label.map_or_else(|| total.usual_name().to_owned(), |l| self.string(l));
        Some(printed.sum_row(RowRole::Total, RowPlace::Total, "", &label))
    }

    /// The rows below the sum: what is added, the last total, its sources, its words.
    fn foot_rows(&mut self, printed: &PrintedTable<'_>) -> Vec<Row> {
        let Some(total) = &printed.spec.total else { return Vec::new() };
        let foot = &total.foot;
        let rows = printed.figures.foot().iter().enumerate();
        let mut res = Vec::with_capacity(rows.len());
        for (index, row) in rows {
            let place = RowPlace::Foot(index);
            let (role, label) = match row.part {
                FootPart::Added(added) => {
                    (RowRole::BelowSum, self.string(&foot.added[added].label))
                }
                FootPart::Last => {
                    let label = foot.last_label.as_ref();
                    let label = label.map(|label| self.string(label));
                    (RowRole::Total, label.unwrap_or_else(|| TOTAL_NAME.to_owned()))
                }
                FootPart::SourcesHead => (RowRole::BelowSum, "Trong đó:".to_owned()),
                FootPart::Source(source) => {
                    let name = self.source_name(&foot.sources[source].name);
                    (RowRole::BelowSum, format!("- {name}"))
                }
                FootPart::Words => {
                    res.push(printed.words_row(place));
                    continue;
                }
            };
            res.push(printed.sum_row(role, place, "", &label));
        }
        res
    }

    /// A row of the data, without its order number: that depends on the rows above it.
    fn row(&mut self, printed: &PrintedTable<'_>, row: RowId) -> Row {
        let place = RowPlace::Row(row);
        let mut cells: Vec<Cell> = Vec::with_capacity(printed.columns.len() + 1);
        for &column in &printed.columns {
            let typed = printed.typed_cell(row, column);
            if typed.is_some_and(|cell| cell.reach == CellReach::Covered)
                && let Some(wide) = cells.last_mut()
            {
                wide.columns += 1;
                continue;
            }
            let is_text = printed.figures.columns()[column].kind == CellKind::Text;
            let typed = typed.and_then(|cell| cell.plain.as_ref());
            cells.push(Cell::single(match typed {
                Some(words) if is_text => self.cell_lines(words),
                _ => match printed.file_lines(row, column) {
                    Some(lines) if is_text => {
                        join_lines(lines.iter().map(|l| to_inlines(l)))
                    }
                    _ => printed.show_cell(place, column),
                },
            }));
        }
        let key = printed.naming.and_then(|naming| printed.figures.text(place, naming));
        let key = key.unwrap_or_default();
        Row { role: RowRole::Plain, named: None, cells, key, place: Some(place) }
    }

    /// A cell of words that is typed in the form, with its `{{ … }}`: each of its lines is
    /// a paragraph of the cell.
    fn cell_lines(&mut self, words: &Plain) -> Vec<Inline> {
        let lines: Vec<_> = words.lines.iter().map(|line| self.inlines(line)).collect();
        join_lines(lines)
    }

    fn table_notes(&mut self, printed: &PrintedTable<'_>) -> Vec<Vec<Inline>> {
        let typed = printed.spec.notes.iter();
        let mut res: Vec<_> = typed.map(|note| self.inlines(&note.joined())).collect();
        let rounded = printed.figures.rounding_notes().iter();
        res.extend(rounded.map(|note| vec![Inline::plain(note.as_str())]));
        res
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::text::to_text;
    use super::super::{CellDepth, Document, compose};
    use super::*;
    use crate::base::form_with;
    use crate::check::check;
    use crate::font::Faces;
    use crate::form::ByTable;
    use crate::indicator::compute_figures;
    use crate::running_text::Dictionary;
    use crate::source::Source;

    fn paper(keys: &str) -> Document {
        let source = Source::new(Path::new("ke-hoach.yaml"), &form_with(keys));
        let (form, found) = crate::form::read(&source);
        let computed = compute_figures(form.as_ref().unwrap(), &ByTable::new(), &[]);
        let figures = Arc::new(computed.figures);
        let checked = check(
            form,
            &figures,
            &source,
            &Dictionary::default(),
            &Faces::embedded(),
            found,
        );
        compose(&checked.plan.unwrap_or_else(|| panic!("{:?}", checked.findings)))
    }

    /// The rows of the first table, a cell that goes on from the one above as `^`.
    fn shown_rows(document: &Document) -> Vec<String> {
        let table = document.body.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading(_) | Block::Paragraph(_) | Block::Specimen(_) => None,
        });
        let table = table.unwrap();
        let depths = table.cell_depths(None);
        let rows = table.rows.iter().enumerate().map(|(index, row)| {
            let cells = row.cells.iter().enumerate().map(|(at, cell)| {
                match depths.get(index, at) {
                    CellDepth::Above => "^".to_owned(),
                    CellDepth::Rows(_) => to_text(&cell.content),
                }
            });
            cells.collect::<Vec<_>>().join("|")
        });
        rows.collect()
    }

    #[test]
    fn days_that_are_not_known_yet_say_what_is_known_and_are_never_one() {
        let lines = |columns: &str, days: &str| {
            let document = paper(&format!(
                "noi_dung:\n  - tieu_de: Lịch\n    lich:\n      cot: {columns}\n      ngay:\n{days}"
            ));
            shown_rows(&document)
        };
        let open = "        - { ngay: chua_co, sang: [A, B] }\n        - { ngay: chua_co, sang: [C], toi: [D] }\n";
        assert_eq!(
            lines("[ngay, buoi, noi_dung]", open),
            ["……|Sáng|A", "^|^|B", "……|Sáng|C", "^|Tối|D"]
        );
        assert_eq!(
            lines("[buoi_ngay, noi_dung]", open),
            ["Sáng ……|A", "^|B", "Sáng ……|C", "Tối ……|D"]
        );
        let range = "        - { tu: 2023-04-10, den: chua_co, sang: [A] }\n        - { tu: chua_co, den: 2023-04-12, viec: [B] }\n";
        assert_eq!(
            lines("[ngay, buoi, noi_dung]", range),
            ["Từ thứ Hai, 10/4/2023 đến ……|Sáng|A", "Từ …… đến thứ Tư, 12/4/2023||B"]
        );
        assert_eq!(
            lines("[buoi_ngay, noi_dung]", range),
            ["Sáng 10/4/2023 - ……|A", "…… - 12/4/2023|B"]
        );
    }

    #[test]
    fn equal_cells_are_one_within_those_to_their_left_and_a_group() {
        let document = paper(
            "\
noi_dung:
  - tieu_de: Bảng
    bang:
      so_thu_tu: TT
      cot:
        - { ma: cum, nhan: Cụm }
        - { ma: ngay, nhan: Ngày, gop: co }
        - { ma: mon, nhan: Môn, gop: co }
        - { ma: gio, nhan: Giờ }
      nhom: { theo: cum, tong: khong }
      hang:
        - [A, Sáng, Văn, 7]
        - [A, Sáng, Văn, 8]
        - [A, Sáng, Toán, 9]
        - [A, Chiều, Toán, 10]
        - [B, Chiều, Toán, 11]
        - [B, '', Toán, 12]
        - [B, '', Toán, 13]
        - [C, chua_co, Lý, 14]
        - [C, chua_co, Lý, 15]
        - - C
          - |
            Chiều
            tối
          - Lý
          - 16
        - [C, Chiều tối, Lý, 17]
",
        );
        let expected = [
            "I|A",
            "1|Sáng|Văn|7",
            "^|^|^|8",
            "^|^|Toán|9",
            "2|Chiều|Toán|10",
            "II|B",
            "1|Chiều|Toán|11",
            "2||Toán|12",
            "3||Toán|13",
            "III|C",
            "1|……………………|Lý|14",
            "2|……………………|Lý|15",
            "3|Chiều tối|Lý|16",
            "^|^|^|17",
        ];
        assert_eq!(shown_rows(&document), expected);
    }

    #[test]
    fn a_wide_cell_ends_the_cells_that_it_covers_and_nought_prints_as_asked() {
        let document = paper(
            "\
noi_dung:
  - tieu_de: Bảng
    bang:
      khoa: gio
      so_khong: gach
      hang_trong: 1
      cot:
        - { ma: gio, nhan: Giờ }
        - { ma: viec, nhan: Việc, gop: co }
        - { ma: noi, nhan: Nơi, gop: co }
        - { ma: ho, nhan: Hộ, kieu: so }
        - { ma: nua, nhan: Nửa, kieu: { thap_phan: 0 }, cong_thuc: ho / 10, so_khong: trong }
      hang:
        - [A, Họp, Sân, 0]
        - [B, { chu: Nghỉ, gop: 2 }, 4]
        - [C, Họp, Sân, 0]
        - - D
          - Họp
          - |
            Sân
            Nhà
          - 7
      tong: {}
",
        );
        let expected = [
            "A|Họp|Sân|-|",
            "B|Nghỉ|4|0",
            "C|Họp|Sân|-|",
            "D|^|Sân Nhà|7|1",
            "||||",
            "Tổng cộng|||11|1",
        ];
        assert_eq!(shown_rows(&document), expected);
    }

    #[test]
    fn what_rounding_makes_nought_prints_as_a_figure() {
        let document = paper(
            "\
noi_dung:
  - tieu_de: Bảng
    bang:
      don_vi_tinh: triệu đồng
      lam_tron: phan_bo
      so_khong: trong
      cot:
        - { ma: thon, nhan: Thôn }
        - { ma: von, nhan: Vốn, kieu: { tien: 0 } }
        - { ma: phan, nhan: Một phần ba, kieu: { tien: 0 }, cong_thuc: von / 3 }
      hang:
        - [Mai Hà, 1]
        - [Hà Tràng, 1]
        - [Hà Đông, 1]
        - [Hồ Sơn, 0]
      tong: {}
",
        );
        let expected =
            ["Mai Hà|1|1", "Hà Tràng|1|0", "Hà Đông|1|0", "Hồ Sơn||", "Tổng cộng|3|1"];
        assert_eq!(shown_rows(&document), expected);
    }

    #[test]
    fn computed_words_are_not_those_of_the_next_cell() {
        let document = paper(
            "\
noi_dung:
  - tieu_de: Bảng
    bang:
      cot:
        - { ma: thon, nhan: Thôn }
        - { ma: dau, nhan: Đầu năm }
        - { ma: loai, nhan: Loại, kieu: chu, cong_thuc: 'neu(dau > 3, \"nhiều\", \"ít\")' }
        - { ma: ghi, nhan: Ghi chú }
      hang:
        - [Mai Hà, 5, 'năm {{ nam }}']
        - [Hà Tràng, 2, không]
        - [Hà Đông, 4, 'nhiều', 'năm {{ nam }}']
",
        );
        let rows = shown_rows(&document);
        let year = "năm 2023";
        assert_eq!(rows[0], format!("Mai Hà|5|nhiều|{year}"));
        assert_eq!(rows[1], "Hà Tràng|2|ít|không");
        assert_eq!(rows[2], format!("Hà Đông|4|nhiều|{year}"));
    }
}
