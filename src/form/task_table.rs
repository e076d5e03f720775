//! `bang` of `nhiem_vu`: tasks as the rows of a table, in the columns that the form chooses.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::quantity::MoneyScale;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::assignment::{UnitsKey, report_both_units};
use super::column_look::{ALIGNS, CellAlign, read_align, read_share};
use super::fields::Fields;
use super::orientation::{self, ORIENTATIONS, PageOrientation};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::task_field::TaskField;

/// The keys of a table of tasks.
pub(super) static TASK_TABLE: Shape = Shape {
    name: "bảng nhiệm vụ",
    doc: "Các nhiệm vụ in thành một bảng, mỗi nhiệm vụ một hàng; nhóm nhiệm vụ thành dòng tên nhóm.",
    keys: &[
        KeySpec::optional("tieu_de", KeyKind::Plain, "Tên bảng, in phía trên."),
        KeySpec::optional(
            "don_vi_tinh",
            KeyKind::Plain,
            "Đơn vị tính của cột kinh phí: đồng (mặc định), nghìn đồng, triệu đồng, tỷ đồng; in nghiêng bên phải phía trên bảng.",
        ),
        KeySpec::optional(
            "so_thu_tu",
            KeyKind::Plain,
            "Tên cột số thứ tự, ví dụ: STT. Mặc định: TT; `khong` thì không có cột ấy.",
        ),
        KeySpec::optional(
            "danh_so",
            KeyKind::Choice(NUMBERINGS),
            "Số thứ tự của các nhiệm vụ khi có nhóm.",
        ),
        KeySpec::optional(
            "cot",
            KeyKind::List(&KeyKind::Either(&[
                KeyKind::Choice(COLUMNS),
                KeyKind::Map(&TASK_COLUMN),
            ])),
            "Các cột, từ trái sang phải. Không ghi thì là các cột thường dùng mà nhiệm vụ có nội dung.",
        ),
        KeySpec::optional(
            "hang_so_cot",
            KeyKind::YesNo,
            "`co` thì dưới đầu bảng có thêm dòng số của các cột: (1), (2), (3) …",
        ),
        KeySpec::optional(
            "tong",
            KeyKind::Either(&[KeyKind::YesNo, KeyKind::Map(&TASK_TOTAL)]),
            "Hàng tổng của cột kinh phí.",
        ),
        KeySpec::optional(
            "huong",
            KeyKind::Choice(ORIENTATIONS),
            "Chiều của trang giấy có bảng. Không ghi thì bảng rộng quá mới nằm ngang.",
        ),
        KeySpec::optional(
            "ghi_chu",
            KeyKind::List(&KeyKind::Plain),
            "Ghi chú, in dưới bảng.",
        ),
    ],
};

/// The keys of a column of a table of tasks.
pub(super) static TASK_COLUMN: Shape = Shape {
    name: "cột của bảng nhiệm vụ",
    doc: "Một cột của bảng nhiệm vụ.",
    keys: &[
        KeySpec::required(
            "truong",
            KeyKind::Choice(COLUMNS),
            "Khóa của nhiệm vụ mà cột này in.",
        ),
        KeySpec::optional("nhan", KeyKind::Plain, "Tên cột."),
        KeySpec::optional("can", KeyKind::Choice(ALIGNS), "Lời của cột căn về bên nào."),
        KeySpec::optional(
            "rong",
            KeyKind::Number("số nguyên"),
            "Phần của bề rộng bảng mà cột này chiếm, so với các cột khác.",
        ),
    ],
};

/// The keys of the total row of a table of tasks.
pub(super) static TASK_TOTAL: Shape = Shape {
    name: "tổng của bảng nhiệm vụ",
    doc: "Hàng tổng của cột kinh phí, ở cuối bảng.",
    keys: &[KeySpec::optional("nhan", KeyKind::Plain, "Tên hàng. Mặc định: Tổng cộng.")],
};

/// The words for columns.
pub(super) static COLUMNS: &[Keyword] = &[
    Keyword::new("tieu_de", "Tên nhiệm vụ; bảng nào cũng có cột này."),
    Keyword::new("noi_dung", "Nội dung, hoạt động."),
    Keyword::new("hinh_thuc", "Hình thức thực hiện."),
    Keyword::new("dia_diem", "Địa điểm."),
    Keyword::new("thoi_gian", "Thời gian thực hiện."),
    Keyword::new("ket_qua", "Sản phẩm, kết quả."),
    Keyword::new("kinh_phi", "Kinh phí: số tiền, nguồn, hoặc lời văn."),
    Keyword::new("phan_cong", "Phân công: cả câu, trong một cột."),
    Keyword::new("chu_tri", "Đơn vị chủ trì."),
    Keyword::new("thuc_hien", "Đơn vị thực hiện."),
    Keyword::new("phoi_hop", "Đơn vị phối hợp."),
    Keyword::new("ghi_chu", "Ghi chú; có thể để trống cả cột."),
];

/// The words under `danh_so` of a table of tasks.
pub(super) static NUMBERINGS: &[Keyword] = &[
    Keyword::new("theo_nhom", "Đánh lại từ 1 trong mỗi nhóm. Đây là mặc định."),
    Keyword::new("lien_tuc", "Đánh liền từ nhiệm vụ đầu đến nhiệm vụ cuối."),
];

/// Tasks as the rows of a table.
#[derive(Debug, Clone, Default)]
pub struct TaskTable {
    /// Its title, set above it.
    pub caption: Option<Plain>,
    /// The column of order numbers.
    pub order: OrderColumn,
    /// How tasks in groups are numbered.
    pub numbering: TaskNumbering,
    /// Its columns.
    pub columns: TaskColumns,
    /// Whether the form names one more that could not be read, and may be of any part.
    pub has_unread_column: bool,
    /// In what amounts are counted, and how the form says it.
    pub unit: Option<Spanned<MoneyScale>>,
    /// Whether a row under the header numbers the columns.
    pub column_numbers: bool,
    /// The total row, where asked for.
    pub total: Option<TaskTotal>,
    /// Whether its page is upright or turned, where the form says.
    pub orientation: Option<PageOrientation>,
    /// Notes, set below it in their order.
    pub notes: Vec<Plain>,
    /// What stands under `bang`.
    pub span: Span,
}

/// The column of order numbers of a table of tasks.
#[derive(Debug, Clone, Default)]
pub enum OrderColumn {
    /// Under the usual name.
    #[default]
    Usual,
    /// Under a name of the form's.
    Named(Plain),
    /// There is none.
    None,
}

/// How tasks in groups are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TaskNumbering {
    /// From 1 in each group.
    #[default]
    ByGroup,
    /// From the first task of the table to its last.
    Through,
}

/// The columns of a table of tasks, but that of the order numbers.
#[derive(Debug, Clone, Default)]
pub enum TaskColumns {
    /// The title, and the parts of which some task says something.
    #[default]
    Usual,
    /// Those that the form names, each once, the title among them.
    Chosen(Vec<TaskColumn>),
}

/// What a column of a table of tasks prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnField {
    /// `tieu_de`: the title of the task.
    Title,
    /// A part of the task.
    Part(TaskField),
}

impl ColumnField {
    /// Its word in the form, which is the key of what it prints.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "tieu_de",
            Self::Part(field) => field.key(),
        }
    }

    /// The name of the column, where the form gives none.
    #[must_use]
    pub fn default_label(self) -> &'static str {
        match self {
            Self::Title => "Nhiệm vụ",
            Self::Part(field) => field.default_column(),
        }
    }

    fn from_index(index: usize) -> Option<Self> {
        let word = COLUMNS.get(index)?.word;
        if word == Self::Title.key() {
            return Some(Self::Title);
        }
        TaskField::from_key(word).map(Self::Part)
    }
}

/// A column of a table of tasks.
#[derive(Debug, Clone)]
pub struct TaskColumn {
    /// What it prints.
    pub field: ColumnField,
    /// Its name, where the form gives one.
    pub label: Option<Plain>,
    /// On which side its text stands, where the form says.
    pub align: Option<CellAlign>,
    /// Share of the width, in parts; zero where the form does not say.
    pub share: u32,
    /// Where the form names it; empty for a usual one.
    pub span: Span,
}

/// The total row of a table of tasks.
#[derive(Debug, Clone)]
pub struct TaskTotal {
    /// Its name, where the form gives one.
    pub label: Option<Plain>,
    /// Where the form asks for it.
    pub span: Span,
}

impl TaskColumn {
    /// One that the form says nothing of.
    pub(super) fn usual(field: ColumnField) -> Self {
        let span = Span::default();
        Self { field, label: None, align: None, share: 0, span }
    }

    /// Whether it prints a part of a task.
    #[must_use]
    pub fn shows(&self, field: TaskField) -> bool {
        let ColumnField::Part(part) = self.field else { return false };
        part == field
            || part == TaskField::Assignment && TaskField::UNITS.contains(&field)
            || field == TaskField::Assignment && TaskField::UNITS.contains(&part)
    }
}

/// `bang` of `nhiem_vu`; `None` for `khong` too.
pub(super) fn read_task_table(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TaskTable> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let table = TaskTable { span: node.span, ..TaskTable::default() };
        return r.yes_no(node)?.then_some(table);
    }
    let f = r.fields(node, &TASK_TABLE)?;
    let caption = r.optional(&f, "tieu_de", FormReader::plain);
    let unit = r.optional(&f, "don_vi_tinh", read_unit);
    let order = r.optional(&f, "so_thu_tu", read_order_column);
    let numbering = r.optional(&f, "danh_so", |r, n| r.choice(n, NUMBERINGS));
    let chosen = r.optional(&f, "cot", read_columns);
    let column_numbers = r.optional(&f, "hang_so_cot", FormReader::yes_no);
    let total = r.optional(&f, "tong", read_total);
    let orientation = r.optional(&f, "huong", orientation::read_orientation);
    let notes = r.optional(&f, "ghi_chu", |r, n| r.list(n, FormReader::plain));
    let has_unread_column = chosen.as_ref().is_some_and(|read| !read.is_whole);
    let chosen = chosen.map(|read| read.columns);
    if let Some(columns) = chosen.as_ref().filter(|_| !has_unread_column) {
        check_columns(r, &f, columns);
    }
    Some(TaskTable {
        caption,
        order: order.unwrap_or_default(),
        numbering: match numbering {
            Some(1) => TaskNumbering::Through,
            _ => TaskNumbering::ByGroup,
        },
        columns: chosen.map_or(TaskColumns::Usual, TaskColumns::Chosen),
        has_unread_column,
        unit,
        column_numbers: column_numbers.unwrap_or(false),
        total,
        orientation,
        notes: notes.unwrap_or_default(),
        span: f.span,
    })
}

/// `don_vi_tinh`: in what amounts of the table are counted.
fn read_unit(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<MoneyScale>> {
    let text = r.typed_text(node)?;
    let scale = MoneyScale::from_unit(&text);
    if scale.is_none() {
        r.report_wrong_type(node, "`đồng`, `nghìn đồng`, `triệu đồng` hoặc `tỷ đồng`");
    }
    scale.map(|value| Spanned { value, span: node.span })
}

fn read_order_column(r: &mut FormReader<'_>, node: &YamlNode) -> Option<OrderColumn> {
    match r.peek_text(node).as_deref() {
        Some("khong") => Some(OrderColumn::None),
        Some("co") => Some(OrderColumn::Usual),
        _ => r.plain(node).map(OrderColumn::Named),
    }
}

/// `tong`; `None` for `khong` too.
fn read_total(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TaskTotal> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let total = TaskTotal { label: None, span: node.span };
        return r.yes_no(node)?.then_some(total);
    }
    let f = r.fields(node, &TASK_TOTAL)?;
    let label = r.optional(&f, "nhan", FormReader::plain);
    Some(TaskTotal { label, span: node.span })
}

/// The columns that could be read, and whether those are all.
struct ReadColumns {
    columns: Vec<TaskColumn>,
    is_whole: bool,
}

/// `cot`.
fn read_columns(r: &mut FormReader<'_>, node: &YamlNode) -> Option<ReadColumns> {
    let mut is_whole = true;
    let columns = r.list(node, |r, node| {
        let column = read_column(r, node);
        is_whole &= column.is_some();
        column
    })?;
    let mut res: Vec<TaskColumn> = Vec::new();
    for column in columns {
        match res.iter().find(|first| first.field == column.field) {
            Some(first) => report_twice(r, first, &column),
            None => res.push(column),
        }
    }
    Some(ReadColumns { columns: res, is_whole })
}

fn read_column(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TaskColumn> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let field = r.choice(node, COLUMNS).and_then(ColumnField::from_index)?;
        return Some(TaskColumn { span: node.span, ..TaskColumn::usual(field) });
    }
    let f = r.fields(node, &TASK_COLUMN)?;
    let field = r.required(&f, "truong", |r, n| r.choice(n, COLUMNS));
    let label = r.optional(&f, "nhan", FormReader::plain);
    let align = r.optional(&f, "can", read_align);
    let share = r.optional(&f, "rong", read_share).unwrap_or(0);
    let field = field.and_then(ColumnField::from_index)?;
    let span = f.get("truong").map_or(node.span, |entry| entry.value.span);
    Some(TaskColumn { field, label, align, share, span })
}

fn report_twice(r: &mut FormReader<'_>, first: &TaskColumn, second: &TaskColumn) {
    let message = format!("bảng có hai cột `{}`", second.field.key());
    r.error(
        Diagnostic::error(&code::form::TASK_COLUMNS, second.span, message)
            .label("lần thứ hai")
            .related(first.span, "lần thứ nhất")
            .hint("xóa một trong hai cột"),
    );
}

/// What the columns of a table owe each other and the other keys.
fn check_columns(r: &mut FormReader<'_>, f: &Fields<'_>, columns: &[TaskColumn]) {
    let Some(entry) = f.get("cot") else { return };
    if !columns.iter().any(|column| column.field == ColumnField::Title) {
        let message = "bảng nhiệm vụ chưa có cột tên nhiệm vụ";
        r.error(
            Diagnostic::error(&code::form::TASK_COLUMNS, entry.key_span, message)
                .label("cần cột `tieu_de`")
                .hint("thêm `tieu_de` làm cột đầu: `cot: [tieu_de, chu_tri, thoi_gian]`"),
        );
    }
    let all =
        columns.iter().find(|c| c.field == ColumnField::Part(TaskField::Assignment));
    let units = TaskField::UNITS.map(ColumnField::Part);
    let one = columns.iter().find(|column| units.contains(&column.field));
    if let (Some(all), Some(one)) = (all, one) {
        let [all, one] =
            [all, one].map(|c| UnitsKey { key: c.field.key(), span: c.span });
        report_both_units(r, &all, &one);
    }
    if !columns.iter().any(|column| column.shows(TaskField::Budget)) {
        r.report_idle_key(f, "tong", "cột `kinh_phi` trong `cot`");
        r.report_idle_key(f, "don_vi_tinh", "cột `kinh_phi` trong `cot`");
    }
}
