//! `bang`: a typed table.

use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::{Node, Value};

use super::reader::Reader;
use super::shape::{Choice, Kind, Shape, choice, optional, required};
use super::value;

/// The keys of `bang`.
pub(super) static TABLE: Shape = Shape {
    name: "bang",
    doc: "Một bảng: các cột có kiểu, các hàng ghi đủ ô.",
    keys: &[
        optional("tieu_de", Kind::Plain, "Tên bảng, in phía trên."),
        optional(
            "don_vi_tinh",
            Kind::Plain,
            "Đơn vị tính, in nghiêng bên phải phía trên bảng.",
        ),
        required("cot", Kind::List(&Kind::Map(&COLUMN)), "Các cột, từ trái sang phải."),
        required(
            "hang",
            Kind::List(&Kind::List(&Kind::Plain)),
            "Các hàng; mỗi hàng là danh sách các ô, đủ số cột.",
        ),
    ],
};

/// The keys of a column.
pub(super) static COLUMN: Shape = Shape {
    name: "cot",
    doc: "Một cột của bảng.",
    keys: &[
        required("nhan", Kind::Plain, "Tên cột, in ở hàng đầu."),
        optional(
            "kieu",
            Kind::Choice(CELL_KINDS),
            "Kiểu của các ô; máy kiểm tra và căn lề theo kiểu.",
        ),
        optional("can", Kind::Choice(ALIGNS), "Căn lề, nếu muốn khác với kiểu."),
        optional(
            "rong",
            Kind::Number("số nguyên"),
            "Phần chiều rộng của cột so với các cột khác; không ghi thì vừa với nội dung.",
        ),
    ],
};

/// The words under `kieu`.
pub(super) static CELL_KINDS: &[Choice] = &[
    choice("chu", "Chữ; căn trái. Đây là mặc định."),
    choice("so", "Số; căn phải. Số lẻ viết dấu phẩy: 3,5."),
    choice(
        "tien",
        "Số tiền; căn phải. Bảng tính theo nghìn, triệu, tỷ đồng thì chỉ ghi con số.",
    ),
    choice("ngay", "Ngày; căn giữa."),
];

/// The words under `can`.
pub(super) static ALIGNS: &[Choice] = &[
    choice("trai", "Căn trái."),
    choice("giua", "Căn giữa."),
    choice("phai", "Căn phải."),
];

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its title.
    pub caption: Option<Plain>,
    /// `Đơn vị tính`.
    pub unit: Option<Plain>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with as many cells as there are columns.
    pub rows: Vec<Vec<Plain>>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its header.
    pub label: Plain,
    /// What its cells hold.
    pub kind: CellKind,
    /// How they are set.
    pub align: CellAlign,
    /// Share of the width; nought for as wide as its content.
    pub share: u32,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Words.
    Text,
    /// A number.
    Count,
    /// An amount.
    Money,
    /// A date.
    Date,
}

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellAlign {
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

pub(super) fn table(r: &mut Reader<'_>, node: &Node) -> Option<Table> {
    let f = r.fields(node, &TABLE)?;
    let caption = r.optional(&f, "tieu_de", Reader::plain);
    let unit = r.optional(&f, "don_vi_tinh", Reader::plain);
    let columns = r.required(&f, "cot", |r, n| r.list(n, column));
    let rows_node = f.get("hang").map(|e| &e.value);
    let columns = columns?;
    let scaled = unit.as_ref().is_some_and(|u| is_scaled(&u.words()));
    let rows = rows(r, rows_node?, &columns, scaled);
    Some(Table { caption, unit, columns, rows })
}

fn column(r: &mut Reader<'_>, node: &Node) -> Option<Column> {
    const KINDS: [CellKind; 4] =
        [CellKind::Text, CellKind::Count, CellKind::Money, CellKind::Date];
    const SET: [CellAlign; 3] = [CellAlign::Left, CellAlign::Center, CellAlign::Right];
    let f = r.fields(node, &COLUMN)?;
    let label = r.required(&f, "nhan", Reader::plain);
    let kind = r
        .optional(&f, "kieu", |r, n| r.choice(n, CELL_KINDS))
        .map_or(KINDS[0], |i| KINDS[i]);
    let align = r.optional(&f, "can", |r, n| r.choice(n, ALIGNS)).map(|i| SET[i]);
    let share = r.optional(&f, "rong", value::count);
    let own = match kind {
        CellKind::Text => CellAlign::Left,
        CellKind::Count | CellKind::Money => CellAlign::Right,
        CellKind::Date => CellAlign::Center,
    };
    let share = share.and_then(|s| u32::try_from(s).ok()).unwrap_or(0);
    Some(Column { label: label?, kind, align: align.unwrap_or(own), share })
}

fn rows(
    r: &mut Reader<'_>,
    node: &Node,
    columns: &[Column],
    scaled: bool,
) -> Vec<Vec<Plain>> {
    let Value::Sequence { items, .. } = &node.value else {
        if node.value != Value::Broken {
            r.expected(node, "danh sách các hàng, mỗi hàng mở đầu bằng `- `");
        }
        return Vec::new();
    };
    items.iter().filter_map(|row| one_row(r, row, columns, scaled)).collect()
}

fn one_row(
    r: &mut Reader<'_>,
    node: &Node,
    columns: &[Column],
    scaled: bool,
) -> Option<Vec<Plain>> {
    let Value::Sequence { items, .. } = &node.value else {
        if node.value != Value::Broken {
            r.expected(node, "một hàng gồm các ô: [ô 1, ô 2, …]");
        }
        return None;
    };
    if items.len() != columns.len() {
        let message =
            format!("hàng này có {} ô, bảng có {} cột", items.len(), columns.len());
        r.error(
            crate::diagnostic::Diagnostic::error("row-length", node.span, message)
                .label(format!("cần {} ô", columns.len()))
                .hint("ô để trống ghi \"\"; ô có dấu phẩy thì đặt trong dấu nháy kép"),
        );
        return None;
    }
    let cells = items.iter().zip(columns);
    let kind = |column: &Column| match column.kind {
        // In a table in millions, an amount is a number of millions.
        CellKind::Money if scaled => CellKind::Count,
        kind => kind,
    };
    cells.map(|(item, column)| cell(r, item, kind(column))).collect()
}

/// Whether a unit is thousands, millions or thousands of millions of đồng.
fn is_scaled(unit: &str) -> bool {
    let unit = crate::language::fold(unit);
    ["nghin", "ngan", "trieu", "ty"]
        .iter()
        .any(|scale| unit.split(' ').any(|w| w == *scale))
}

/// A cell prints as its type prints; an empty one stays empty.
fn cell(r: &mut Reader<'_>, node: &Node, kind: CellKind) -> Option<Plain> {
    let blank = |span: Span| Plain { lines: vec![Vec::new()], span };
    if node.value == Value::Empty
        || node.scalar().is_some_and(|s| s.text.trim().is_empty())
    {
        return Some(blank(node.span));
    }
    let computed = node.scalar().is_some_and(|s| s.text.contains("{{"));
    let open = node.scalar().is_some_and(|s| s.text.trim() == crate::prose::OPEN);
    if computed || open {
        return r.plain(node);
    }
    let text = match kind {
        CellKind::Text => return r.plain(node),
        CellKind::Count => value::number(r, node)?,
        CellKind::Money => crate::language::grouped(value::money(r, node)?.value.dong()),
        CellKind::Date => value::date(r, node)?.value.short("…"),
    };
    let piece = crate::prose::Piece::Text {
        text,
        style: crate::prose::Style::default(),
        span: node.span,
    };
    Some(Plain { lines: vec![vec![piece]], span: node.span })
}
