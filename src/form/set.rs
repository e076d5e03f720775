//! `bo-ke-hoach.yaml`: a set, as written. One master form, a table of units, and what must
//! hold over all of them.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::formula;
use crate::prose::{self, Plain};
use crate::source::{Source, Span};
use crate::yaml::{YamlNode, YamlValue};

use super::column::{self, CellKind, ColumnSpec, TYPE_WORDS};
use super::fields::has_entry;
use super::id::ByColumn;
use super::reader::FormReader;
use super::rows::Rows;
use super::set_values::UNIT;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::table::{self, TABLE, TableSpec};
use super::total_row::{SumFoot, TotalRow};
use super::value::{self, Formula};

/// Name of a set in its folder.
pub const SET_NAME: &str = "bo-ke-hoach.yaml";

/// The keys of a set.
pub static SET: Shape = Shape {
    name: "bo_ke_hoach",
    doc: "Bộ kế hoạch `bo-ke-hoach.yaml`: một biểu mẫu và một bảng đơn vị, làm ra mỗi đơn vị một văn bản.",
    keys: &[
        KeySpec::required("kehoach", KeyKind::Number("1"), "Phiên bản của biểu: 1."),
        KeySpec::required(
            "bieu_mau",
            KeyKind::Plain,
            "Tệp biểu mẫu, tính từ thư mục của bộ, ví dụ: ke-hoach-mau.yaml.",
        ),
        KeySpec::required(
            "don_vi",
            KeyKind::Map(&TABLE),
            "Bảng đơn vị, mỗi hàng một đơn vị; viết như một bảng dưới `bang`. Phải có `khoa`: cột phân biệt các đơn vị.",
        ),
        KeySpec::optional(
            "ten_don_vi",
            KeyKind::Id,
            "Mã của cột ghi tên đơn vị. Không ghi thì là cột `khoa`.",
        ),
        KeySpec::optional(
            "rieng",
            KeyKind::Plain,
            "Thư mục các tệp riêng: `<khóa>.yaml` ghi phần khác biểu mẫu của đơn vị ấy.",
        ),
        KeySpec::optional(
            "ten_tep",
            KeyKind::Plain,
            "Tên tệp của mỗi văn bản, ví dụ: \"{{ don_vi.ma }}\". Không ghi thì là khóa của đơn vị.",
        ),
        KeySpec::optional(
            "danh_so",
            KeyKind::Map(&NUMBERING),
            "Đánh số văn bản theo từng cơ quan ban hành.",
        ),
        KeySpec::optional(
            "tong_hop",
            KeyKind::List(&KeyKind::Map(&ROLLUP)),
            "Các số đọc từ kế hoạch đã lập của từng đơn vị; thành bảng `tong_hop`.",
        ),
        KeySpec::optional(
            "doi_chieu",
            KeyKind::List(&KeyKind::Plain),
            "Các điều phải đúng trên cả bộ, ví dụ: tong(don_vi.giam) = 1595.",
        ),
        KeySpec::optional(
            "chung",
            KeyKind::Plain,
            "Tệp biểu của kế hoạch chung của cơ quan lập bộ; trong đó đọc và in được bảng `don_vi`, `tong_hop`.",
        ),
        KeySpec::optional(
            "chi_so",
            KeyKind::Id,
            "Mã của cột được vẽ thành thanh trong báo cáo.",
        ),
        KeySpec::optional(
            "bo_qua",
            KeyKind::List(&KeyKind::Map(&SET_SUPPRESSION)),
            "Bỏ qua một gợi ý trên cả bộ hoặc ở một đơn vị, có nêu lý do.",
        ),
    ],
};

/// The keys of `danh_so`.
static NUMBERING: Shape = Shape {
    name: "danh_so",
    doc: "Đánh số văn bản: mỗi cơ quan ban hành một dãy số trong năm.",
    keys: &[
        KeySpec::required(
            "tu",
            KeyKind::Number("số nguyên"),
            "Số đầu tiên của mỗi cơ quan.",
        ),
        KeySpec::optional(
            "so_sach",
            KeyKind::Plain,
            "Tệp CSV ghi các số đã cấp, đặt cạnh bộ. Không ghi thì là so-van-ban.csv.",
        ),
        KeySpec::optional(
            "day_so",
            KeyKind::Choice(SERIES_WORDS),
            "Ai có một dãy số. Không ghi thì máy xem tên cơ quan trong biểu mẫu đọc cột nào của bảng đơn vị; chưa rõ thì máy hỏi.",
        ),
    ],
};

/// The words under `day_so`.
static SERIES_WORDS: &[Keyword] = &[
    Keyword::new(
        "don_vi",
        "Mỗi đơn vị là một cơ quan, có dãy số của mình, dù cùng tên với nơi khác.",
    ),
    Keyword::new(
        "co_quan",
        "Các đơn vị cùng cơ quan ban hành và cùng cơ quan chủ quản thì chung một dãy số.",
    ),
];

/// The keys of an item of `tong_hop`.
static ROLLUP: Shape = Shape {
    name: "tong_hop",
    doc: "Một số đọc từ kế hoạch của từng đơn vị.",
    keys: &[
        KeySpec::required("ma", KeyKind::Id, "Mã của cột trong bảng `tong_hop`."),
        KeySpec::required("nhan", KeyKind::Plain, "Tên của cột."),
        KeySpec::required(
            "tu",
            KeyKind::Plain,
            "Số nào của kế hoạch: `chi_tieu.giam`, `kinh_phi.tong`, hoặc một công thức.",
        ),
        KeySpec::optional(
            "kieu",
            KeyKind::Either(&[KeyKind::Choice(TYPE_WORDS), KeyKind::Map(&column::TYPE)]),
            "Kiểu của cột; không ghi thì là phần trăm nếu đọc một chỉ tiêu phần trăm, còn lại là số.",
        ),
    ],
};

/// The keys of an item of the set's `bo_qua`.
static SET_SUPPRESSION: Shape = Shape {
    name: "bo_qua (bộ)",
    doc: "Bỏ qua một gợi ý, có nêu lý do.",
    keys: &[
        KeySpec::required("ma", KeyKind::Id, "Mã của gợi ý, ví dụ: outlier."),
        KeySpec::optional(
            "don_vi",
            KeyKind::Plain,
            "Khóa của đơn vị. Không ghi thì là mọi đơn vị.",
        ),
        KeySpec::required("ly_do", KeyKind::Plain, "Lý do bỏ qua."),
    ],
};

/// A set of plans as written (`bo-ke-hoach.yaml`).
#[derive(Debug, Clone)]
pub struct Set {
    /// The file of the master form, from the folder of the set.
    pub master: Spanned<String>,
    /// The table with a row for each unit.
    pub units: TableSpec,
    /// The column with the names of the units, where given.
    pub name_column: Option<Spanned<String>>,
    /// The folder with the files of units that differ from the master.
    pub overrides: Option<Spanned<String>>,
    /// The pattern of file names.
    pub file_name: Option<Plain>,
    /// How papers are numbered; `None` where numbers are not given by the set.
    pub numbering: Option<PaperNumbers>,
    /// Figures read out of each plan.
    pub rollup: Vec<RollupQuery>,
    /// What must hold over the whole set.
    pub assertions: Vec<Formula>,
    /// The file of the plan of the office that makes the set.
    pub office: Option<Spanned<String>>,
    /// Id of the column that the report draws as bars.
    pub headline: Option<Spanned<String>>,
    /// Hints that are suppressed, in the whole set or for one unit.
    pub suppressions: Vec<SetSuppression>,
    /// Where the set stands: the whole file.
    pub span: Span,
}

/// How the papers of a set are numbered: one sequence for each office.
#[derive(Debug, Clone)]
pub struct PaperNumbers {
    /// The first number of each agency.
    pub from: Spanned<u32>,
    /// The file of the numbers given.
    pub ledger: Option<Spanned<String>>,
    /// Who has a sequence, where the set says so.
    pub series: Option<NumberSeries>,
    /// The group of keys under `danh_so`.
    pub span: Span,
}

/// Who has a sequence of numbers of its own (`day_so`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberSeries {
    /// Each unit: it is an office of its own, whatever its agency is called.
    Unit,
    /// Each agency of a superior: all units that it issues papers for share its sequence.
    Agency,
}

/// A figure read out of each plan.
#[derive(Debug, Clone)]
pub struct RollupQuery {
    /// Its column in the table `tong_hop`.
    pub column: ColumnSpec,
    /// What it is of a plan.
    pub from: Formula,
    /// Whether the set says of what type it is.
    pub has_kind: bool,
}

/// A hint that a set suppresses.
#[derive(Debug, Clone)]
pub struct SetSuppression {
    /// Code of the hint: a rule over the whole set.
    pub code: Spanned<String>,
    /// Key of the unit; of all where none is given.
    pub unit: Option<Spanned<String>>,
}

/// Name of the table of the figures read out of each plan.
pub const ROLLUP_TABLE: &str = "tong_hop";

/// The columns of that table that every set has.
const OWN_COLUMNS: [&str; 2] = ["khoa", "don_vi"];

impl Set {
    /// The table `tong_hop`: a row a unit with its key, its name and its figures.
    #[must_use]
    pub fn rollup_table(&self, rows: Vec<Vec<Option<formula::Value>>>) -> TableSpec {
        // Keys are for the office; its paper has names.
        let [key, name] = OWN_COLUMNS;
        let key_column = ColumnSpec { hidden: true, ..self.text_column(key, "Mã") };
        let mut columns =
            ByColumn::from(vec![key_column, self.text_column(name, "Đơn vị")]);
        columns.extend(self.rollup.iter().map(|query| query.column.clone()));
        TableSpec {
            id: Some(Spanned { value: ROLLUP_TABLE.to_owned(), span: self.span }),
            key: Some(Spanned { value: key.to_owned(), span: self.span }),
            order_label: self.units.order_label.clone(),
            total: Some(TotalRow {
                label: None,
                first: false,
                given: Vec::new(),
                foot: SumFoot::default(),
                span: self.span,
            }),
            ..TableSpec::new(columns, Rows::Ready(rows), self.span)
        }
    }

    /// A column of words that the set has without writing it.
    fn text_column(&self, id: &str, label: &str) -> ColumnSpec {
        let id = Spanned { value: id.to_owned(), span: self.span };
        ColumnSpec::new(id, Plain::text(label, self.span), CellKind::Text)
    }
}

/// The finding of a tree that is no form by itself: a set, or a form of one.
pub(super) fn refuse_set_member(root: &YamlNode) -> Option<Diagnostic> {
    if is_set(root) {
        return Some(describe_set_as_form(root));
    }
    let span = find_unit_reading(root)?;
    let message = "tệp này là biểu mẫu hoặc kế hoạch chung của một bộ kế hoạch";
    let finding = Diagnostic::error(&code::form::ONLY_IN_SET, span, message)
        .label("số và chữ này lấy ở bảng của bộ")
        .hint(format!("chạy cả bộ: kehoach batch {SET_NAME}"));
    Some(finding)
}

/// Where a text first reads a table of a set.
fn find_unit_reading(node: &YamlNode) -> Option<Span> {
    match &node.value {
        YamlValue::Scalar(scalar) => {
            let expressions = prose::find_expressions(&scalar.text);
            expressions
                .iter()
                .any(|e| e.reads(UNIT) || e.reads(ROLLUP_TABLE))
                .then_some(node.span)
        }
        YamlValue::Sequence { items, .. } => items.iter().find_map(find_unit_reading),
        YamlValue::Mapping { entries, .. } => {
            entries.iter().find_map(|entry| find_unit_reading(&entry.value))
        }
        YamlValue::Empty | YamlValue::Broken => None,
    }
}

/// Whether a tree is that of a set, and not of a form.
fn is_set(root: &YamlNode) -> bool {
    has_entry(root, "bieu_mau")
        && has_entry(root, "don_vi")
        && !has_entry(root, "noi_dung")
}

/// The finding of a set that is taken for a form.
fn describe_set_as_form(root: &YamlNode) -> Diagnostic {
    let span = match &root.value {
        YamlValue::Mapping { entries, .. } => entries.first().map(|entry| entry.key_span),
        _ => None,
    };
    let message = "tệp này là một bộ kế hoạch, không phải một biểu";
    Diagnostic::error(&code::form::ONLY_IN_SET, span.unwrap_or(root.span), message)
        .label("bộ có lệnh riêng")
        .hint(format!("chạy: kehoach batch {SET_NAME}"))
}

/// Reads a set from its tree. Findings come either way.
#[must_use]
pub fn read_set(source: &Source, root: &YamlNode) -> (Option<Set>, Vec<Diagnostic>) {
    let mut reader = FormReader::new(source);
    let set = read_set_tree(&mut reader, root);
    (set, reader.diagnostics)
}

/// Reads every key before the ones that must be there are missed. `bo_qua` has another
/// shape here than in a form: it names the unit that it is for.
fn read_set_tree(r: &mut FormReader<'_>, root: &YamlNode) -> Option<Set> {
    let f = r.fields(root, &SET)?;
    r.required(&f, "kehoach", value::check_version);
    let master = r.required(&f, "bieu_mau", FormReader::literal_at);
    let units = r.required(&f, "don_vi", read_unit_table);
    let name_column = r.optional(&f, "ten_don_vi", FormReader::column_id);
    let overrides = r.optional(&f, "rieng", FormReader::literal_at);
    let file_name = r.optional(&f, "ten_tep", FormReader::plain);
    let numbering = r.optional(&f, "danh_so", read_paper_numbers);
    let rollup = r.optional(&f, "tong_hop", |r, n| r.list(n, read_rollup_query));
    check_rollup_ids(r, rollup.as_deref().unwrap_or_default());
    let assertions = r.optional(&f, "doi_chieu", |r, n| r.list(n, value::read_formula));
    let office = r.optional(&f, "chung", FormReader::literal_at);
    let headline = r.optional(&f, "chi_so", FormReader::column_id);
    let suppressions =
        f.suppressions().map(|entry| r.list(&entry.value, read_set_suppression));
    Some(Set {
        master: master?,
        units: units?,
        name_column,
        overrides,
        file_name,
        numbering,
        rollup: rollup.unwrap_or_default(),
        assertions: assertions.unwrap_or_default(),
        office,
        headline,
        suppressions: suppressions.flatten().unwrap_or_default(),
        span: f.span,
    })
}

fn read_unit_table(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TableSpec> {
    let id = Spanned { value: UNIT.to_owned(), span: r.source.first_line(node.span) };
    let table = table::read_table(r, node, Some(id))?;
    if table.key.is_none() {
        let span = r.source.first_line(node.span);
        let message = "bảng đơn vị chưa nói cột nào phân biệt các đơn vị";
        r.error(
            Diagnostic::error(&code::form::MISSING_KEY, span, message)
                .label("cần thêm `khoa:`")
                .hint("`khoa: ma` khi cột `ma` ghi mã của từng đơn vị; hai đơn vị cùng tên vẫn khác mã"),
        );
    }
    Some(table)
}

fn read_paper_numbers(r: &mut FormReader<'_>, node: &YamlNode) -> Option<PaperNumbers> {
    let f = r.fields(node, &NUMBERING)?;
    let from = r.required(&f, "tu", |r, n| {
        let number = value::read_count(r, n)?;
        let from = u32::try_from(number).ok().filter(|from| *from > 0);
        if from.is_none() {
            r.report_wrong_type(n, "số văn bản, từ 1");
        }
        from.map(|value| Spanned { value, span: n.span })
    });
    let ledger = r.optional(&f, "so_sach", FormReader::literal_at);
    let series = r.optional(&f, "day_so", |r, n| r.choice(n, SERIES_WORDS));
    let series = series.map(|word| match word {
        0 => NumberSeries::Unit,
        _ => NumberSeries::Agency,
    });
    Some(PaperNumbers { from: from?, ledger, series, span: f.span })
}

fn read_rollup_query(r: &mut FormReader<'_>, node: &YamlNode) -> Option<RollupQuery> {
    let f = r.fields(node, &ROLLUP)?;
    let id = r.required(&f, "ma", FormReader::column_id);
    let label = r.required(&f, "nhan", FormReader::plain);
    let from = r.required(&f, "tu", value::read_formula);
    let kind = r.optional(&f, "kieu", column::read_type);
    let has_kind = kind.is_some();
    let (kind, places) = kind.map_or((CellKind::Number, None), |k| (k.kind, k.places));
    let column =
        ColumnSpec { places, span: f.span, ..ColumnSpec::new(id?, label?, kind) };
    Some(RollupQuery { column, from: from?, has_kind })
}

/// No two figures are called by one id, and none by that of a column that `tong_hop` has
/// of itself.
fn check_rollup_ids(r: &mut FormReader<'_>, queries: &[RollupQuery]) {
    let ids: Vec<_> =
        queries.iter().filter_map(|query| query.column.id.as_ref()).collect();
    for (index, id) in ids.iter().enumerate() {
        if OWN_COLUMNS.contains(&id.value.as_str()) {
            let message = format!("bảng `tong_hop` đã có sẵn cột `{}`", id.value);
            r.error(
                Diagnostic::error(&code::form::BAD_ID, id.span, message)
                    .label("cần một mã khác"),
            );
        } else if let Some(first) = ids[..index].iter().find(|o| o.value == id.value) {
            let message = format!("hai số ở `tong_hop` cùng mang mã `{}`", id.value);
            r.error(
                Diagnostic::error(&code::form::DUPLICATE_ID, id.span, message)
                    .label("lần thứ hai")
                    .related(first.span, "lần thứ nhất"),
            );
        }
    }
}

fn read_set_suppression(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<SetSuppression> {
    let f = r.fields(node, &SET_SUPPRESSION)?;
    let code = r.required(&f, "ma", FormReader::id);
    let unit = r.optional(&f, "don_vi", FormReader::literal_at);
    r.required(&f, "ly_do", FormReader::literal_at);
    Some(SetSuppression { code: code?, unit })
}
