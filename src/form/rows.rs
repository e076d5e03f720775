//! Where the rows of a table come from: typed in the form, or a data file beside it.

use crate::formula::Value as Figured;
use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value;

/// The keys of `du_lieu`.
pub(super) static DATA: Shape = Shape {
    name: "du_lieu",
    doc: "Tệp số liệu của bảng.",
    keys: &[
        KeySpec::required("tep", KeyKind::Plain, "Tên tệp, tính từ thư mục của biểu."),
        KeySpec::optional(
            "trang",
            KeyKind::Plain,
            "Tên trang tính, khi tệp có nhiều trang tính có số liệu.",
        ),
        KeySpec::optional(
            "dong_tieu_de",
            KeyKind::Number("số nguyên"),
            "Dòng ghi tên các cột. Không ghi thì máy tự tìm dòng có đủ tên các cột. Ghi 0 khi tệp không có dòng ấy: mọi cột gọi bằng chữ của cột.",
        ),
        KeySpec::optional(
            "het_o_dong",
            KeyKind::Number("số nguyên"),
            "Dòng cuối cùng của bảng trong tệp, khi dưới bảng còn ghi chú, bảng khác mà máy không tự phân biệt được.",
        ),
        KeySpec::optional(
            "hang_an",
            KeyKind::Choice(HIDDEN_ROWS),
            "Các hàng đang ẩn hoặc bị lọc trong tệp. Không ghi thì máy lấy như mọi hàng và nói rõ.",
        ),
        KeySpec::optional(
            "theo_don_vi",
            KeyKind::Plain,
            "Trong bộ kế hoạch: tên cột ghi mã đơn vị; bảng chỉ lấy các hàng của đơn vị đang làm.",
        ),
    ],
};

/// The keys of a cell that covers several columns.
pub(super) static CELL: Shape = Shape {
    name: "o",
    doc: "Một ô của `hang` trùm lên nhiều cột chữ liền nhau của hàng; tính là bấy nhiêu ô.",
    keys: &[
        KeySpec::required("chu", KeyKind::Lines, "Chữ trong ô."),
        KeySpec::required(
            "gop",
            KeyKind::Number(COVER_WORDS),
            "Ô trùm lên mấy cột, kể cả cột của nó.",
        ),
    ],
};

const COVER_WORDS: &str = "số nguyên từ 2 đến 60";

/// The words under `hang_an`.
pub(super) static HIDDEN_ROWS: &[Keyword] = &[
    Keyword::new("lay", "Lấy như mọi hàng."),
    Keyword::new("bo", "Không lấy vào bảng."),
];

/// What is done with rows that are hidden in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenRows {
    /// `lay`: they are rows like all others.
    Take,
    /// `bo`: they are left out.
    Skip,
}

/// Where the rows of a table come from.
#[derive(Debug, Clone)]
pub enum Rows {
    /// The form has them under `hang`.
    Typed(Vec<TypedRow>),
    /// A data file has them, which is read with the figures.
    File(DataFile),
    /// Values made by the program, by row: figures that a set reads out of its plans.
    Ready(Vec<Vec<Option<Figured>>>),
}

/// A row typed in the form.
#[derive(Debug, Clone)]
pub struct TypedRow {
    /// Its cells; `None` where one is left empty.
    pub cells: Vec<TypedCell>,
    /// The list of its cells.
    pub span: Span,
}

/// A cell typed in the form.
#[derive(Debug, Clone)]
pub struct TypedCell {
    /// What stands in it; `None` where nothing does.
    pub plain: Option<Plain>,
    /// Its text without the space around it; empty for an empty cell.
    pub text: String,
    /// How far it reaches in its row.
    pub reach: CellReach,
    /// The item of the row that it is.
    pub span: Span,
}

/// How far a typed cell reaches in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellReach {
    /// It stands in its own column.
    Own,
    /// It covers so many columns, its own and those of the cells after it, which are
    /// [`CellReach::Covered`].
    Wide(usize),
    /// The cell before it covers its column: nothing stands in it.
    Covered,
}

impl TypedCell {
    /// A cell in which nothing stands.
    pub(super) fn make_blank(span: Span) -> Self {
        Self { plain: None, text: String::new(), reach: CellReach::Own, span }
    }

    /// A cell of words that the program makes from what stands at `span`, a line a
    /// paragraph.
    pub(super) fn made(text: &str, span: Span) -> Self {
        let lines = text.lines().flat_map(|line| Plain::text(line, span).lines).collect();
        let plain = Some(Plain { lines, span });
        Self { plain, text: text.replace('\n', " "), reach: CellReach::Own, span }
    }
}

/// The data file that a table takes its rows from (`du_lieu`).
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Its name, from the folder of the form.
    pub file: Spanned<String>,
    /// Name of the sheet, where given.
    pub sheet: Option<Spanned<String>>,
    /// Row of the column names from 1, where given; 0 where the file names none.
    pub header_row: Option<Spanned<usize>>,
    /// The last row of the table from 1, where given.
    pub last_row: Option<Spanned<usize>>,
    /// What is done with hidden rows, where the form says.
    pub hidden: Option<Spanned<HiddenRows>>,
    /// Name of the column that says whose a row is, where the table has only the rows of
    /// one unit of a set.
    pub by_unit: Option<Spanned<String>>,
}

pub(super) fn read_data_file(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<DataFile> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let file = r.literal_at(node)?;
        return Some(DataFile {
            file,
            sheet: None,
            header_row: None,
            last_row: None,
            hidden: None,
            by_unit: None,
        });
    }
    let f = r.fields(node, &DATA)?;
    let file = r.required(&f, "tep", FormReader::literal_at);
    let sheet = r.optional(&f, "trang", FormReader::literal_at);
    let header_row = r.optional(&f, "dong_tieu_de", |r, n| {
        let row = value::read_count(r, n)?;
        let row = usize::try_from(row).ok();
        if row.is_none() {
            r.report_wrong_type(n, "số của một dòng, từ 1; 0 là không có dòng tên cột");
        }
        row.map(|value| Spanned { value, span: n.span })
    });
    let last_row = r.optional(&f, "het_o_dong", read_row_number);
    let hidden = r.optional(&f, "hang_an", |r, n| {
        const ALL: [HiddenRows; 2] = [HiddenRows::Take, HiddenRows::Skip];
        let value = ALL[r.choice(n, HIDDEN_ROWS)?];
        Some(Spanned { value, span: n.span })
    });
    let by_unit = r.optional(&f, "theo_don_vi", FormReader::literal_at);
    Some(DataFile { file: file?, sheet, header_row, last_row, hidden, by_unit })
}

/// The number of a row of a file, from 1.
fn read_row_number(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<usize>> {
    let row = value::read_count(r, node)?;
    let row = usize::try_from(row).ok().filter(|row| *row > 0);
    if row.is_none() {
        r.report_wrong_type(node, "số của một dòng, từ 1");
    }
    row.map(|value| Spanned { value, span: node.span })
}

pub(super) fn read_typed_rows(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<TypedRow>> {
    let YamlValue::Sequence { items, .. } = &node.value else {
        if node.value != YamlValue::Broken {
            r.report_wrong_type(node, "danh sách các hàng, mỗi hàng mở đầu bằng `- `");
        }
        return None;
    };
    Some(items.iter().filter_map(|row| read_typed_row(r, row)).collect())
}

fn read_typed_row(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TypedRow> {
    let YamlValue::Sequence { items, .. } = &node.value else {
        if node.value != YamlValue::Broken {
            r.report_wrong_type(node, "một hàng gồm các ô: [ô 1, ô 2, …]");
        }
        return None;
    };
    let mut cells = Vec::with_capacity(items.len());
    for item in items {
        if matches!(item.value, YamlValue::Mapping { .. }) {
            cells.extend(read_wide_cell(r, item)?);
        } else {
            cells.push(read_typed_cell(r, item)?);
        }
    }
    Some(TypedRow { cells, span: node.span })
}

/// A cell over several columns, and the blank cells that it covers: the row has as many
/// cells as without it.
fn read_wide_cell(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Vec<TypedCell>> {
    let f = r.fields(node, &CELL)?;
    let cell = r.required(&f, "chu", read_typed_cell);
    let count = r
        .required(&f, "gop", |r, n| value::read_bounded_count(r, n, 2..=60, COVER_WORDS));
    let (cell, count) = (cell?, usize::try_from(count?).ok()?);
    let span = cell.span;
    let mut res = vec![TypedCell { reach: CellReach::Wide(count), ..cell }];
    res.resize_with(count, || TypedCell {
        reach: CellReach::Covered,
        ..TypedCell::make_blank(span)
    });
    Some(res)
}

pub(super) fn read_typed_cell(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TypedCell> {
    let blank = TypedCell::make_blank(node.span);
    if node.value == YamlValue::Empty {
        return Some(blank);
    }
    let text = r.typed_text(node)?;
    if text.is_empty() {
        return Some(blank);
    }
    let mut plain = r.plain_lines(node)?;
    r.values.substitute(&mut plain);
    Some(TypedCell { plain: Some(plain), text, reach: CellReach::Own, span: node.span })
}
