//! `bang`: a table as written: where its rows come from, its columns, what is summed and
//! what must hold.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::blank::{self, BLANK_ROWS, BlankRows, TableLook, ZEROS};
use super::column::{self, COLUMN, CellKind, ColumnSpec, TYPE_WORDS, TypePattern};
use super::fields::{Fields, has_entry};
use super::grouping::{self, GROUPING, Grouping, SORT, Sort};
use super::id::{ByColumn, ColumnId};
use super::orientation::{self, ORIENTATIONS, PageOrientation};
use super::reader::FormReader;
use super::row_rule::{self, RowRule};
use super::rows::{self, CELL, DATA, DataFile, Rows, TypedCell, TypedRow};
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::timetable::Timetable;
use super::total_row::{self, TOTAL, TotalRow};
use super::value::{self, Formula};

/// The keys of `bang`.
pub(super) static TABLE: Shape = Shape {
    name: "bang",
    doc: "Một bảng: các cột có kiểu; số liệu ghi ngay trong biểu (`hang`) hoặc lấy từ tệp (`du_lieu`); cột tính được thì ghi `cong_thuc`, không gõ số.",
    keys: &[
        KeySpec::optional("tieu_de", KeyKind::Plain, "Tên bảng, in phía trên."),
        KeySpec::optional(
            "don_vi_tinh",
            KeyKind::Plain,
            "Đơn vị tính, in nghiêng bên phải phía trên bảng. Ghi nghìn đồng, triệu đồng hay tỷ đồng thì mọi cột tiền của bảng tính theo đơn vị ấy.",
        ),
        KeySpec::optional(
            "du_lieu",
            KeyKind::Either(&[KeyKind::Plain, KeyKind::Map(&DATA)]),
            "Tệp số liệu CSV, Excel (XLSX, XLSB, XLS) hoặc ODS, đặt cạnh biểu.",
        ),
        KeySpec::optional(
            "hang",
            KeyKind::List(&KeyKind::List(&KeyKind::Either(&[
                KeyKind::Lines,
                KeyKind::Map(&CELL),
            ]))),
            "Các hàng; mỗi hàng là danh sách ô của các cột không có công thức, theo thứ tự các cột.",
        ),
        KeySpec::optional(
            "hang_trong",
            KeyKind::Either(&[
                KeyKind::Number(blank::COUNT_WORDS),
                KeyKind::Map(&BLANK_ROWS),
            ]),
            "Số hàng để trống cho người nhận ghi tay. Bảng chỉ có hàng trống thì không cần `hang`, `du_lieu`.",
        ),
        KeySpec::optional(
            "khoa",
            KeyKind::Id,
            "Mã của cột gọi tên mỗi hàng. Không ghi thì là cột chữ đầu tiên.",
        ),
        KeySpec::optional(
            "so_thu_tu",
            KeyKind::Plain,
            "Tên cột số thứ tự đứng đầu bảng, ví dụ: TT. Máy tự đánh số các hàng.",
        ),
        KeySpec::optional(
            "so_le",
            KeyKind::Number("số nguyên từ 0 đến 6"),
            "Số chữ số lẻ của các cột phần trăm và số thập phân trong bảng.",
        ),
        KeySpec::optional(
            "so_khong",
            KeyKind::Choice(ZEROS),
            "Ô số bằng 0 in thế nào; trong phép tính vẫn là 0.",
        ),
        KeySpec::required(
            "cot",
            KeyKind::List(&KeyKind::Map(&COLUMN)),
            "Các cột, từ trái sang phải. Nhóm cột có tên chung thì ghi `nhan` và `cot` của nhóm.",
        ),
        KeySpec::optional(
            "hang_so_cot",
            KeyKind::YesNo,
            "`co` thì dưới đầu bảng có thêm dòng số của các cột: (1), (2), (3) …",
        ),
        KeySpec::optional(
            "kieu",
            KeyKind::ById(&KeyKind::Either(&[
                KeyKind::Choice(TYPE_WORDS),
                KeyKind::Map(&column::TYPE),
            ])),
            "Kiểu của các cột theo mã; dấu `*` thay cho phần bất kỳ của mã: `\"tl_*\": phan_tram`.",
        ),
        KeySpec::optional(
            "nhom",
            KeyKind::Map(&GROUPING),
            "Nhóm các hàng (theo huyện, theo dự án …), có dòng tên nhóm và số cộng của nhóm.",
        ),
        KeySpec::optional(
            "sap_xep",
            KeyKind::Either(&[KeyKind::Id, KeyKind::Map(&SORT)]),
            "Sắp xếp các hàng theo một cột. Không ghi thì giữ thứ tự đã có.",
        ),
        KeySpec::optional("tong", KeyKind::Map(&TOTAL), "Hàng tổng."),
        KeySpec::optional(
            "kiem_tra",
            KeyKind::List(&KeyKind::Plain),
            "Các điều phải đúng ở mọi hàng và hàng tổng, ví dụ: giam <= dau.",
        ),
        KeySpec::optional(
            "hang_tong",
            KeyKind::Plain,
            "Hàng nào của số liệu là hàng tổng: một điều kiện trên các cột của hàng, ví dụ: thon = \"Cả xã\"; hoặc `khong`. Không ghi thì máy nhận theo tên hàng và theo phép cộng.",
        ),
        KeySpec::optional(
            "bo_hang",
            KeyKind::Plain,
            "Hàng nào của số liệu không lấy vào bảng (hàng cộng của nhóm …): một điều kiện, ví dụ: thon = \"Vùng thấp\" hoac thon = \"Vùng cao\"; hoặc `khong`. Không ghi thì máy nhận hàng cộng của nhóm theo phép cộng.",
        ),
        KeySpec::optional(
            "ghi_chu",
            KeyKind::List(&KeyKind::Plain),
            "Ghi chú, in dưới bảng.",
        ),
        KeySpec::optional(
            "lam_tron",
            KeyKind::Choice(ROUNDINGS),
            "Khi các số đã làm tròn cộng lại không đúng bằng số tổng đã làm tròn.",
        ),
        KeySpec::optional(
            "huong",
            KeyKind::Choice(ORIENTATIONS),
            "Chiều của trang giấy có bảng. Không ghi thì bảng rộng quá mới nằm ngang.",
        ),
    ],
};

/// The words under `lam_tron`.
pub(super) static ROUNDINGS: &[Keyword] = &[
    Keyword::new("ghi_chu", "In một ghi chú dưới bảng. Đây là mặc định."),
    Keyword::new(
        "phan_bo",
        "Phân bổ phần chênh cho các số có phần dư lớn nhất, và ghi chú cách làm.",
    ),
];

/// A table as written, before any of its cells is computed.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// Its id, where it is one of the form's `bang`.
    pub id: Option<Spanned<String>>,
    /// Its title, set above it.
    pub caption: Option<Plain>,
    /// `Đơn vị tính`, which says too in what the amounts of its columns are counted.
    pub unit: Option<Plain>,
    /// Where its rows come from.
    pub rows: Rows,
    /// The column that names a row, where given.
    pub key: Option<Spanned<String>>,
    /// Label of the column of order numbers, where there is one.
    pub order_label: Option<Plain>,
    /// Decimal places of its percents and decimals, where given.
    pub places: Option<u32>,
    /// What it prints beside them.
    pub look: TableLook,
    /// All columns in the order of the form, also those that no paper prints.
    pub columns: ByColumn<ColumnSpec>,
    /// Its header, from left to right.
    pub header: Vec<Header>,
    /// How its rows are grouped.
    pub grouping: Option<Grouping>,
    /// How its rows are sorted.
    pub sort: Option<Sort>,
    /// Its total row, where it has one.
    pub total: Option<TotalRow>,
    /// What must hold in every row.
    pub checks: Vec<Formula>,
    /// Which row of the data is the total, where the form says.
    pub total_rule: Option<RowRule>,
    /// Which rows of the data are left out, where the form says.
    pub skip_rule: Option<RowRule>,
    /// Notes, set below it in their order.
    pub notes: Vec<Plain>,
    /// What is done where shown parts do not make the shown total.
    pub rounding: Rounding,
    /// Whether its page is upright or turned, where the form says.
    pub orientation: Option<PageOrientation>,
    /// What it was made from, where it is a timetable.
    pub timetable: Option<Timetable>,
    /// The group of keys that describes it.
    pub span: Span,
}

/// A part of the header.
#[derive(Debug, Clone)]
pub enum Header {
    /// One column, by its number.
    Column(ColumnId),
    /// Columns with a name in common.
    Group {
        /// The name that the columns have in common.
        label: Plain,
        /// The columns and groups below the name.
        children: Vec<Header>,
    },
}

/// What is done where shown parts do not make the shown total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rounding {
    /// `ghi_chu`: a note below the table says that they differ.
    #[default]
    Note,
    /// The difference goes to the parts with the largest remainders.
    Distribute,
}

/// Rows of a header at most.
const MOST_HEADER_ROWS: usize = 3;

impl TableSpec {
    /// A table that no form has written under `bang`: what is given, and no more.
    pub(super) fn new(columns: ByColumn<ColumnSpec>, rows: Rows, span: Span) -> Self {
        Self {
            id: None,
            caption: None,
            unit: None,
            rows,
            key: None,
            order_label: None,
            places: None,
            look: TableLook::default(),
            header: columns.ids().map(Header::Column).collect(),
            columns,
            grouping: None,
            sort: None,
            total: None,
            checks: Vec::new(),
            total_rule: None,
            skip_rule: None,
            notes: Vec::new(),
            rounding: Rounding::default(),
            orientation: None,
            timetable: None,
            span,
        }
    }

    /// The file that its rows come from.
    #[must_use]
    pub fn file(&self) -> Option<&DataFile> {
        match &self.rows {
            Rows::File(file) => Some(file),
            Rows::Typed(_) | Rows::Ready(_) => None,
        }
    }

    /// The column of an id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<ColumnId> {
        self.columns.position(|c| c.id.as_ref().is_some_and(|name| name.value == id))
    }

    /// The columns of the cells of a typed row, in their order: all columns, or those that
    /// are not computed; `None` for a row with another number of cells.
    #[must_use]
    pub fn typed_columns(&self, row: &TypedRow) -> Option<Vec<ColumnId>> {
        let mut res: Vec<_> = self.columns.ids().collect();
        if row.cells.len() != res.len() {
            res.retain(|column| !self.columns[*column].is_computed());
        }
        (row.cells.len() == res.len()).then_some(res)
    }

    /// The cell of a typed row in a column. A row has a cell for each column, or for each
    /// that is not computed; `None` in a computed column of the latter.
    #[must_use]
    pub fn typed_cell<'r>(
        &self,
        row: &'r TypedRow,
        column: ColumnId,
    ) -> Option<&'r TypedCell> {
        if row.cells.len() == self.columns.len() {
            return row.cells.get(column.index());
        }
        if self.columns[column].is_computed() {
            return None;
        }
        let before = self.columns.before(column).iter().filter(|c| !c.is_computed());
        row.cells.get(before.count())
    }
}

/// A table, with the id under which it stands. Every key is read before anything is given
/// up, since each may have findings; a table without columns or rows is then none.
pub(super) fn read_table(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    id: Option<Spanned<String>>,
) -> Option<TableSpec> {
    let f = r.fields(node, &TABLE)?;
    let caption = r.optional(&f, "tieu_de", FormReader::plain);
    let unit = r.optional(&f, "don_vi_tinh", FormReader::plain);
    let key = r.optional(&f, "khoa", FormReader::id);
    let order_label = r.optional(&f, "so_thu_tu", FormReader::plain);
    let places = r.optional(&f, "so_le", column::read_decimal_places);
    let mut columns = ByColumn::new();
    let header = r.required(&f, "cot", |r, n| read_header(r, n, &mut columns, 1));
    let patterns = r.optional(&f, "kieu", |r, n| r.by_id(n, column::read_type));
    let data = r.optional(&f, "du_lieu", rows::read_data_file);
    let typed = r.optional(&f, "hang", rows::read_typed_rows);
    let look = blank::read_table_look(r, &f);
    let grouping = r.optional(&f, "nhom", grouping::read_grouping);
    let sort = r.optional(&f, "sap_xep", grouping::read_sort);
    let total = r.optional(&f, "tong", total_row::read_total_row);
    let checks = r.optional(&f, "kiem_tra", |r, n| r.list(n, value::read_formula));
    let total_rule = r.optional(&f, "hang_tong", row_rule::read_row_rule);
    let skip_rule = r.optional(&f, "bo_hang", row_rule::read_row_rule);
    let notes = r.optional(&f, "ghi_chu", |r, n| r.list(n, FormReader::plain));
    let rounding = r.optional(&f, "lam_tron", read_rounding);
    let orientation = r.optional(&f, "huong", orientation::read_orientation);
    // What concerns all columns, or two keys at once, comes when all are read.
    check_column_ids(r, &columns);
    apply_type_patterns(r, patterns.unwrap_or_default(), &mut columns);
    check_rows(r, &f);
    let rows = pick_rows(data, typed, look.blank)?;
    Some(TableSpec {
        id,
        caption,
        unit,
        rows,
        key,
        order_label,
        places,
        look,
        columns,
        header: header?,
        grouping,
        sort,
        total,
        checks: checks.unwrap_or_default(),
        total_rule,
        skip_rule,
        notes: notes.unwrap_or_default(),
        rounding: rounding.unwrap_or_default(),
        orientation,
        timetable: None,
        span: f.span,
    })
}

/// Where both were given, the table is looked at with the rows of the file. A table of
/// rows to write in has none of its own.
fn pick_rows(
    data: Option<DataFile>,
    typed: Option<Vec<TypedRow>>,
    blank: Option<BlankRows>,
) -> Option<Rows> {
    let typed = typed.or(blank.map(|_| Vec::new()));
    data.map(Rows::File).or(typed.map(Rows::Typed))
}

fn read_rounding(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Rounding> {
    const ALL: [Rounding; 2] = [Rounding::Note, Rounding::Distribute];
    r.choice(node, ROUNDINGS).map(|index| ALL[index])
}

/// Rows come from one place: the form or a file. A table to be filled in needs none.
fn check_rows(r: &mut FormReader<'_>, f: &Fields<'_>) {
    let typed = f.get("hang");
    let has_file = f.get("du_lieu").is_some();
    let is_blank = f.get("hang_trong").is_some();
    if has_file != typed.is_some() || (is_blank && !has_file) {
        return;
    }
    // Of two places the second is marked; of none, the table.
    let span = typed.map_or(f.span, |entry| entry.key_span);
    let span = r.source.first_line(span);
    r.error(if has_file {
        let message = "bảng có cả `du_lieu` và `hang`; số liệu chỉ lấy từ một nơi";
        Diagnostic::error(&code::form::TABLE_ROWS, span, message)
            .label("bỏ một trong hai khóa")
    } else {
        let message = "bảng chưa có số liệu";
        Diagnostic::error(&code::form::TABLE_ROWS, span, message)
            .label("cần thêm `du_lieu:` hoặc `hang:`")
            .hint("`du_lieu: ten-tep.csv` lấy số liệu từ tệp đặt cạnh biểu; `hang:` ghi số liệu ngay tại đây; bảng để ghi tay thì `hang_trong: 10`")
    });
}

/// The header from left to right. Columns go to `columns` as they are met, so that their
/// numbers are those of the leaves of the header; a group that nests too deep is named and
/// read all the same, or its columns would be missing in formulas.
fn read_header(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    columns: &mut ByColumn<ColumnSpec>,
    depth: usize,
) -> Option<Vec<Header>> {
    r.list(node, |r, n| {
        if !has_entry(n, "cot") {
            return Some(Header::Column(columns.push(column::read_column(r, n)?)));
        }
        let f = r.fields(n, &COLUMN)?;
        if depth == MOST_HEADER_ROWS {
            let message = format!("đầu bảng có hơn {MOST_HEADER_ROWS} tầng");
            r.error(
                Diagnostic::error(
                    &code::form::HEADER_DEPTH,
                    r.source.first_line(n.span),
                    message,
                )
                .label("nhóm cột này lồng quá sâu"),
            );
        }
        for key in column::OF_ONE {
            r.report_idle_key(&f, key, "một cột, không phải nhóm cột");
        }
        let label = r.required(&f, "nhan", FormReader::plain);
        let children =
            r.required(&f, "cot", |r, n| read_header(r, n, columns, depth + 1));
        Some(Header::Group { label: label?, children: children? })
    })
}

/// No two columns are called by one id.
fn check_column_ids(r: &mut FormReader<'_>, columns: &ByColumn<ColumnSpec>) {
    let ids: Vec<_> = columns.iter().filter_map(|c| c.id.as_ref()).collect();
    for (index, id) in ids.iter().enumerate() {
        let first = ids[..index].iter().find(|other| other.value == id.value);
        let Some(first) = first else { continue };
        let message = format!("hai cột của bảng cùng mang mã `{}`", id.value);
        r.error(
            Diagnostic::error(&code::form::DUPLICATE_ID, id.span, message)
                .label("lần thứ hai")
                .related(first.span, "lần thứ nhất"),
        );
    }
}

/// Gives columns that name no type the type of the first pattern that matches their id.
/// A pattern that matches a column which has a type is used too: only one that matches no
/// column is a fault.
fn apply_type_patterns(
    r: &mut FormReader<'_>,
    patterns: Vec<(Spanned<String>, TypePattern)>,
    columns: &mut ByColumn<ColumnSpec>,
) {
    for (pattern, kind) in patterns {
        let mut used = false;
        for column in columns.iter_mut() {
            let Some(id) = &column.id else { continue };
            if !column::match_pattern(&pattern.value, &id.value) {
                continue;
            }
            used = true;
            if column.kind.is_none() {
                column.kind = Some(kind.kind);
                column.places = column.places.or(kind.places);
            }
        }
        if !used {
            let ids = columns.iter().filter_map(|c| c.id.as_ref());
            let nearest =
                language::find_nearest(&pattern.value, ids.map(|id| id.value.as_str()));
            let message = format!("không có cột nào mang mã `{}`", pattern.value);
            let finding =
                Diagnostic::error(&code::form::UNKNOWN_COLUMN, pattern.span, message);
            r.error(match nearest {
                Some(nearest) => finding.suggest(nearest),
                None => finding.hint("dấu `*` thay cho phần bất kỳ của mã: `tl_*`"),
            });
        }
    }
    // A unit of money says that the cells are money.
    for column in columns.iter_mut().filter(|c| c.unit.is_some()) {
        column.kind = column.kind.or(Some(CellKind::Money));
    }
}
