//! `tu_chi_tieu`: a table that is made from the indicators, a row each, a column a year.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::orientation::{self, ORIENTATIONS, PageOrientation};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value;

/// The words of the columns, in the order in which they stand where the form chooses none.
pub(super) static TARGET_FIELDS: &[Keyword] = &[
    Keyword::new("ten", "Tên chỉ tiêu."),
    Keyword::new("don_vi", "Đơn vị tính."),
    Keyword::new("dau", "Giá trị đầu kỳ."),
    Keyword::new("nam", "Chỉ tiêu từng năm, mỗi năm một cột."),
    Keyword::new("muc_tieu", "Giá trị phải đạt cuối kỳ."),
    Keyword::new("ca_giai_doan", "Cả giai đoạn: mức tăng, giảm; hoặc các năm cộng lại."),
];

const ONE_YEAR: KeyKind = KeyKind::Number("năm, bốn chữ số: cột của một năm ấy");

/// The keys of a column.
pub(super) static TARGET_COLUMN: Shape = Shape {
    name: "cot",
    doc: "Một cột của bảng chỉ tiêu, có tên riêng.",
    keys: &[
        KeySpec::required(
            "truong",
            KeyKind::Either(&[KeyKind::Choice(TARGET_FIELDS), ONE_YEAR]),
            "Cột in gì của chỉ tiêu.",
        ),
        KeySpec::required(
            "nhan",
            KeyKind::Plain,
            "Tên cột. Ở `nam` thì là tên chung, in phía trên các năm.",
        ),
    ],
};

/// The keys of a group of rows.
pub(super) static TARGET_GROUP: Shape = Shape {
    name: "danh_sach",
    doc: "Một nhóm chỉ tiêu.",
    keys: &[
        KeySpec::required("nhom", KeyKind::Plain, "Tên nhóm, in thành một dòng."),
        KeySpec::required(
            "chi_tieu",
            KeyKind::List(&KeyKind::Id),
            "Mã các chỉ tiêu của nhóm.",
        ),
    ],
};

/// The keys of the table.
pub(super) static TARGET_TABLE: Shape = Shape {
    name: "tu_chi_tieu",
    doc: "Một bảng do máy lập từ `chi_tieu`: mỗi chỉ tiêu một dòng, mỗi năm một cột. Chỉ ghi mã các chỉ tiêu cũng được: `tu_chi_tieu: [ngheo, can_ngheo]`.",
    keys: &[
        KeySpec::optional("tieu_de", KeyKind::Plain, "Tên bảng, in phía trên."),
        KeySpec::optional(
            "don_vi_tinh",
            KeyKind::Plain,
            "Đơn vị tính, in nghiêng bên phải phía trên bảng, khi mọi chỉ tiêu cùng một đơn vị.",
        ),
        KeySpec::required(
            "danh_sach",
            KeyKind::List(&KeyKind::Either(&[KeyKind::Id, KeyKind::Map(&TARGET_GROUP)])),
            "Mã các chỉ tiêu, theo thứ tự các dòng; hoặc các nhóm chỉ tiêu.",
        ),
        KeySpec::optional(
            "so_thu_tu",
            KeyKind::Plain,
            "Tên cột số thứ tự. Mặc định: TT.",
        ),
        KeySpec::optional(
            "cot",
            KeyKind::List(&KeyKind::Either(&[
                KeyKind::Choice(TARGET_FIELDS),
                ONE_YEAR,
                KeyKind::Map(&TARGET_COLUMN),
            ])),
            "Các cột, từ trái sang phải. Không ghi thì là mọi cột mà các chỉ tiêu có số.",
        ),
        KeySpec::optional(
            "hang_so_cot",
            KeyKind::YesNo,
            "`co` thì dưới đầu bảng có thêm dòng số của các cột: (1), (2), (3) …",
        ),
        KeySpec::optional(
            "ghi_chu",
            KeyKind::List(&KeyKind::Plain),
            "Ghi chú, in dưới bảng.",
        ),
        KeySpec::optional(
            "huong",
            KeyKind::Choice(ORIENTATIONS),
            "Chiều của trang giấy có bảng. Không ghi thì bảng rộng quá mới nằm ngang.",
        ),
    ],
};

/// A table made from indicators.
#[derive(Debug, Clone, Default)]
pub struct TargetTable {
    /// Its title above it.
    pub caption: Option<Plain>,
    /// The unit of all its figures.
    pub unit: Option<Plain>,
    /// Its rows.
    pub items: Vec<TargetItem>,
    /// The name of the column of order numbers, where the form has one of its own.
    pub order_label: Option<Plain>,
    /// Its columns; `None` for those of which the indicators have something.
    pub columns: Option<Vec<TargetColumn>>,
    /// Whether a row below the header numbers the columns.
    pub column_numbers: bool,
    /// Notes below it.
    pub notes: Vec<Plain>,
    /// How its page lies.
    pub orientation: Option<PageOrientation>,
    /// All of it in the form.
    pub span: Span,
}

/// A row of the table, or a group of rows.
#[derive(Debug, Clone)]
pub enum TargetItem {
    /// An indicator, by its id.
    Indicator(Spanned<String>),
    /// Indicators under one name.
    Group {
        /// The name.
        title: Plain,
        /// Their ids.
        ids: Vec<Spanned<String>>,
    },
}

impl TargetItem {
    /// The ids of its indicators.
    #[must_use]
    pub fn ids(&self) -> &[Spanned<String>] {
        match self {
            Self::Indicator(id) => std::slice::from_ref(id),
            Self::Group { ids, .. } => ids,
        }
    }
}

/// A column of the table.
#[derive(Debug, Clone)]
pub struct TargetColumn {
    /// What it shows.
    pub field: TargetField,
    /// Its name, where the form gives it one.
    pub label: Option<Plain>,
    /// Where the form names it.
    pub span: Span,
}

/// What a column shows of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetField {
    /// `ten`: what it is called.
    Name,
    /// `don_vi`: its unit.
    Unit,
    /// `dau`: its value at the start.
    Start,
    /// `nam`: its values by year, a column each.
    Years,
    /// The value of this year.
    Year(i32),
    /// `muc_tieu`: what is to be reached.
    Goal,
    /// `ca_giai_doan`: the change over all years, or their sum.
    Whole,
}

impl TargetField {
    /// The fields that have a word, in the order of `TARGET_FIELDS`.
    pub const NAMED: [Self; 6] =
        [Self::Name, Self::Unit, Self::Start, Self::Years, Self::Goal, Self::Whole];

    /// As the form writes it.
    #[must_use]
    pub fn word(self) -> String {
        match (self, Self::NAMED.iter().position(|named| *named == self)) {
            (Self::Year(year), _) => year.to_string(),
            (_, index) => TARGET_FIELDS[index.unwrap_or(0)].word.to_owned(),
        }
    }
}

/// The ids of indicators alone, or a table with keys of its own.
pub(super) fn read_target_table(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TargetTable> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let items = r.list(node, read_item)?;
        return Some(TargetTable { items, span: node.span, ..TargetTable::default() });
    }
    let f = r.fields(node, &TARGET_TABLE)?;
    let caption = r.optional(&f, "tieu_de", FormReader::plain);
    let unit = r.optional(&f, "don_vi_tinh", FormReader::plain);
    let items = r.required(&f, "danh_sach", |r, n| r.list(n, read_item));
    let order_label = r.optional(&f, "so_thu_tu", FormReader::plain);
    let columns = r.optional(&f, "cot", read_columns);
    let column_numbers = r.optional(&f, "hang_so_cot", FormReader::yes_no);
    let notes = r.optional(&f, "ghi_chu", |r, n| r.list(n, FormReader::plain));
    let orientation = r.optional(&f, "huong", orientation::read_orientation);
    // Columns that cannot be read are no reason to print others.
    if f.get("cot").is_some() && columns.is_none() {
        return None;
    }
    Some(TargetTable {
        caption,
        unit,
        items: items?,
        order_label,
        columns,
        column_numbers: column_numbers.unwrap_or(false),
        notes: notes.unwrap_or_default(),
        orientation,
        span: f.span,
    })
}

fn read_item(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TargetItem> {
    if node.scalar().is_some() {
        return read_indicator_id(r, node).map(TargetItem::Indicator);
    }
    let f = r.fields(node, &TARGET_GROUP)?;
    let title = r.required(&f, "nhom", FormReader::plain);
    let ids = r.required(&f, "chi_tieu", |r, n| r.list(n, read_indicator_id));
    Some(TargetItem::Group { title: title?, ids: ids? })
}

/// An id of an indicator; whether there is one, no reader of a part knows.
fn read_indicator_id(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<String>> {
    let text = r.typed_text(node)?;
    // As a text reads it: `chi_tieu.ngheo`.
    let id = text.strip_prefix("chi_tieu.").unwrap_or(&text);
    Some(Spanned { value: id.to_owned(), span: node.span })
}

/// The columns: each once, and that of the names among them.
fn read_columns(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Vec<TargetColumn>> {
    let count = r.diagnostics.len();
    let columns = r.list(node, read_column)?;
    for (index, column) in columns.iter().enumerate() {
        let is_again = columns[..index].iter().find(|c| c.field == column.field);
        if let Some(first) = is_again {
            let message = format!("bảng có hai cột `{}`", column.field.word());
            r.error(
                Diagnostic::error(&code::form::COLUMN_TWICE, column.span, message)
                    .label("lần thứ hai; xóa một trong hai")
                    .related(first.span, "lần thứ nhất"),
            );
        }
    }
    if !columns.iter().any(|column| column.field == TargetField::Name)
        && r.diagnostics.len() == count
    {
        r.error(
            Diagnostic::error(
                &code::form::MISSING_KEY,
                node.span,
                "bảng chỉ tiêu chưa có cột `ten`",
            )
            .label("không có tên thì không biết mỗi dòng là chỉ tiêu nào")
            .hint("thêm `ten` vào `cot`"),
        );
    }
    (r.diagnostics.len() == count).then_some(columns)
}

fn read_column(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TargetColumn> {
    if node.scalar().is_some() {
        let field = read_field(r, node)?;
        return Some(TargetColumn { field, label: None, span: node.span });
    }
    let f = r.fields(node, &TARGET_COLUMN)?;
    let field = r.required(&f, "truong", read_field);
    let label = r.required(&f, "nhan", FormReader::plain);
    Some(TargetColumn { field: field?, label: Some(label?), span: node.span })
}

fn read_field(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TargetField> {
    let text = r.peek_text(node);
    if let Some(year) = text.as_deref().and_then(value::parse_year) {
        return Some(TargetField::Year(year));
    }
    // `2026-2030` is no word that is nearly another one.
    if text.is_some_and(|text| {
        language::to_key(&text).starts_with(|c: char| c.is_ascii_digit())
    }) {
        r.report_wrong_type(node, "một năm bốn chữ số, mỗi năm một mục");
        return None;
    }
    r.choice(node, TARGET_FIELDS).map(|index| TargetField::NAMED[index])
}
