//! The form as written: every key, every value with its place, nothing judged yet.
//!
//! What cannot be read is named at once and is then `None`; rules look at the rest.
//!
//! | file | what it does |
//! |---|---|
//! | [`shape`] | keys as data: name, meaning, kind; each file below has the tables of its keys |
//! | `reader` | a tree into typed values by a shape; what is missing, unknown or of the wrong type |
//! | `fields` | the entries of one mapping, as readers ask for them |
//! | `scalar` | a scalar as text, as a choice, as an id |
//! | `value` | a scalar as a figure, a date, a year, a formula, with a message for each way to fail |
//! | `spanned` | a value with its span |
//! | `id` | numbers of tables, columns and rows, and lists that only their own kind reads |
//! | `kind` | `loai`: the types of paper |
//! | `medium` | `ban`: on paper, or electronic |
//! | `head` | `co_quan`, `van_ban`: the issuing agency, the head of the paper |
//! | `attachment` | `kem_theo`: the decision with which a paper is issued |
//! | `standing` | issued by itself, or attached to a decision: what each has |
//! | `page` | `trinh_bay`: margins, sizes, numbering of the levels |
//! | `numbering` | `danh_so`, `chu`: how titles are numbered and set |
//! | `orientation` | `huong`: pages upright or turned |
//! | `basis` | `can_cu`, `van_ban_lien_quan`: legal bases and the register of legal papers |
//! | `period` | `giai_doan`: the years of a plan for more than one |
//! | `indicator` | `chi_tieu`: named figures |
//! | `year_target` | `nam` of an indicator: its figures year by year |
//! | `table` | `bang`: a table, its header and its columns |
//! | `blank` | `hang_trong`, `so_khong`: rows to write in, and what prints in place of 0 |
//! | `column` | `cot`, `kieu`: a column, and types by a pattern of ids |
//! | `column_look` | `can`, `rong`, `gop` of a column: how its cells are set |
//! | `row_rule` | `hang_tong`, `bo_hang`: which rows of the data are totals, which are none |
//! | `rows` | `hang`, `du_lieu`: rows typed in the form, or the file that has them |
//! | `grouping` | `nhom`, `sap_xep`: groups of rows and their sums, order |
//! | `total_row` | `tong` of a table: the total row and what stands below it |
//! | `table_collector` | all tables of a form, also those that stand where they are printed |
//! | `section` | `noi_dung`: sections and their parts |
//! | `objective` | `muc_tieu`: general and specific objectives |
//! | `task` | `nhiem_vu`: tasks and groups of tasks |
//! | `task_field` | the parts of a task: their keys, what they are called on paper |
//! | `task_layout` | tasks under titles and labels, or as the rows of a table |
//! | `task_table` | `bang` of `nhiem_vu`: tasks as the rows of a table |
//! | `task_columns` | which columns such a table has, by what its tasks say |
//! | `assignment` | `phan_cong` of a task: who leads it, who does it, who takes part |
//! | `task_file` | `du_lieu` of `nhiem_vu`: tasks that are read from a data file |
//! | `task_sheets` | the rows of such files as tasks |
//! | `time` | `thoi_gian`: when a task is done |
//! | `budget` | `kinh_phi`: an amount, its sources, or words |
//! | `amount` | `so_tien`: typed, or a formula |
//! | `funding` | `nguon`: where money comes from |
//! | `source_kind` | the usual sources, and what they are called |
//! | `share` | shares of an amount as whole đồng |
//! | `summary` | `tu_nhiem_vu`: tables that are made from the tasks |
//! | `target_table` | `tu_chi_tieu`: a table that is made from the indicators |
//! | `timetable` | `lich`: a timetable by days, parts of days and hours, as a table |
//! | `closing` | `noi_nhan`: recipients |
//! | `signature` | `ky`: who signs, and by which right |
//! | `specimen` | `mau`: forms that others fill in |
//! | `appendix` | `phu_luc`: appendices |
//! | `change_note` | `thay_doi`: why something has changed since the version before |
//! | `suppression` | `bo_qua`: rules suppressed beside a value, and where |
//! | `key_place` | which key a place belongs to |
//! | `parts` | the parts, tasks and ids of a form that is read |
//! | `visit` | every text of a form that is read, for rules and the search for characters |
//! | `set` | `bo-ke-hoach.yaml`: a set of plans |
//! | `set_context` | what a form of a set has from the set |
//! | `set_values` | values of the unit in fields that are read at once |

mod amount;
mod appendix;
mod assignment;
mod attachment;
mod basis;
mod blank;
mod budget;
mod change_note;
mod closing;
mod column;
mod column_look;
mod fields;
mod funding;
mod grouping;
mod head;
mod id;
mod indicator;
mod key_place;
mod kind;
mod medium;
mod numbering;
mod objective;
mod orientation;
mod page;
mod parts;
mod period;
mod reader;
mod row_rule;
mod rows;
mod scalar;
mod section;
mod set;
mod set_context;
mod set_values;
pub mod shape;
mod share;
mod signature;
mod source_kind;
mod spanned;
mod specimen;
mod standing;
mod summary;
mod suppression;
mod table;
mod table_collector;
mod target_table;
mod task;
mod task_columns;
mod task_field;
mod task_file;
mod task_layout;
mod task_sheets;
mod task_table;
mod time;
mod timetable;
mod total_row;
mod value;
mod visit;
mod year_target;

use crate::code;
use crate::diagnostic::{Diagnostic, TextKind, report_text_notes};
use crate::prose::Prose;
use crate::source::{Source, Span};
use crate::yaml::{self, YamlNode};

pub use amount::Amount;
pub use appendix::Appendix;
pub use assignment::Assignment;
pub use attachment::Attachment;
pub use basis::{Bases, Basis, BasisGroup, BasisJoin, BasisStyle, RegisteredPaper};
pub use blank::{BlankRows, TableLook, ZeroStyle};
pub use budget::Budget;
pub use change_note::ChangeNote;
pub use closing::{Recipient, Recipients};
pub use column::{
    CellKind, ColumnSpec, ColumnTotal, DigitGrouping, DividedFigure, PercentScale,
};
pub use column_look::{CellAlign, ColumnLook};
pub use funding::{FundingSource, Portion, SourceName};
pub use grouping::{GroupNumbers, Grouping, Sort, SumPlace};
pub use head::{Agency, Head, JointAgency, Registration};
pub use id::{
    ByColumn, ByRow, ByTable, ColumnId, ColumnTag, Id, IdVec, RowId, RowTag, TableColumn,
    TableId, TableTag,
};
pub use indicator::{Baseline, FigureKind, Indicator, IndicatorValue, is_percent_unit};
pub use key_place::{KeyPlaces, NearKey};
pub use kind::{DocumentKind, KINDS, find_document_kind};
pub use medium::Medium;
pub use numbering::{Numbering, TitleEmphasis};
pub use objective::{Objective, Objectives, Scope};
pub use orientation::PageOrientation;
pub use page::{DateStyle, MeasureEntry, PageSetup};
pub use parts::collect_all_parts;
pub use period::PlanPeriod;
pub use row_rule::RowRule;
pub use rows::{CellReach, DataFile, HiddenRows, Rows, TypedCell, TypedRow};
pub use section::{Section, SectionPart, SectionTitle, UnitAssignment};
pub use set::{
    NumberSeries, PaperNumbers, ROLLUP_TABLE, RollupQuery, SET, SET_NAME, Set,
    SetSuppression, read_set,
};
pub use set_context::{
    Issuer, SetContext, SetInputs, UNITS, read_condition, read_issuer,
};
pub use set_values::{CONDITION, DROP, UNIT, UnitValues};
pub use share::compute_shares;
pub use signature::{Behalf, Signature, SignatureText, Signatures};
pub use source_kind::SourceKind;
pub use spanned::{Spanned, Suppression};
pub use specimen::{
    LinePlace, SpecimenFrame, SpecimenHead, SpecimenItem, SpecimenSignature,
    SpecimenText, has_specimen_at_end,
};
pub use standing::{IssuedKeys, Standing};
pub use summary::TaskSummary;
pub use table::{Header, Rounding, TableSpec};
pub use target_table::{TargetColumn, TargetField, TargetItem, TargetTable};
pub use task::{LabelledText, Task, TaskGroup, TaskItem, Tasks};
pub use task_field::TaskField;
pub use task_file::{SheetField, TaskFile};
pub use task_layout::{TaskLabels, TaskLayout};
pub use task_sheets::{TaskSheet, TaskSheets};
pub use task_table::{
    ColumnField, OrderColumn, TaskColumn, TaskColumns, TaskNumbering, TaskTable,
    TaskTotal,
};
pub use time::TaskTime;
pub use timetable::{DaySpan, Timetable, TimetableEntry, TimetableField};
pub use total_row::{
    AddedAmount, AddedBase, RoundingUnit, SumFoot, TOTAL_NAME, TotalRow,
};
pub use value::Formula;
pub use visit::{Role, Text, collect_texts};
pub use year_target::{Direction, WholePeriod, YearTarget, YearTargets};

use change_note::read_change_notes;
use head::HeadKeys;
use kind::KIND_WORDS;
use reader::FormReader;
use shape::{IssueMode, KeyKind, KeySpec, Shape};
use table_collector::TableCollector;

/// The version of the form that this program reads.
pub const VERSION: i64 = 1;

/// The keys of the form.
pub static FORM: Shape = Shape {
    name: "",
    doc: "Biểu kế hoạch `ke-hoach.yaml`.",
    keys: &[
        KeySpec::required("kehoach", KeyKind::Number("1"), "Phiên bản của biểu: 1."),
        KeySpec::optional("loai", KeyKind::Choice(KIND_WORDS), "Loại văn bản."),
        KeySpec::required(
            "nam",
            KeyKind::Number("năm, bốn chữ số"),
            "Năm của kế hoạch, ví dụ: 2026.",
        ),
        KeySpec::optional(
            "giai_doan",
            KeyKind::Either(&[
                KeyKind::Number(period::PERIOD_WORDS),
                KeyKind::Map(&period::PERIOD),
            ]),
            "Giai đoạn, khi kế hoạch là của nhiều năm, ví dụ: 2026-2030. Khi ấy `nam` là năm ban hành hoặc năm đầu.",
        ),
        KeySpec::optional(
            "ban",
            KeyKind::Choice(medium::COPIES),
            "Bản giấy hay bản điện tử.",
        ),
        KeySpec::required(
            "co_quan",
            KeyKind::Map(&head::AGENCY),
            "Cơ quan ban hành: tên, địa danh.",
        ),
        KeySpec::required(
            "van_ban",
            KeyKind::Map(&head::HEAD),
            "Số, ngày, trích yếu của văn bản.",
        ),
        KeySpec::optional(
            "kem_theo",
            KeyKind::Map(&attachment::ATTACHMENT),
            "Văn bản ban hành kèm theo quyết định, nghị quyết: số, ngày của quyết định ấy. Có khóa này thì văn bản không có số, ngày, chữ ký, nơi nhận của mình.",
        ),
        KeySpec::optional(
            "trinh_bay",
            KeyKind::Map(&page::PAGE),
            "Cách trình bày, nếu muốn khác mặc định.",
        ),
        KeySpec::optional(
            "can_cu",
            KeyKind::Map(&basis::BASES),
            "Căn cứ ban hành và câu mở đầu.",
        ),
        KeySpec::optional(
            "van_ban_lien_quan",
            KeyKind::ById(&KeyKind::Map(&basis::PAPER)),
            "Các văn bản được viện dẫn, mỗi văn bản một mã.",
        ),
        KeySpec::optional(
            "chi_tieu",
            KeyKind::ById(&KeyKind::Map(&indicator::INDICATOR)),
            "Các con số có tên, để lời văn đọc từ một chỗ. Mã gồm chữ không dấu, chữ số, dấu `_`.",
        ),
        KeySpec::optional(
            "bang",
            KeyKind::ById(&KeyKind::Map(&table::TABLE)),
            "Các bảng số liệu, mỗi bảng một mã; mục và phụ lục in bảng bằng `bang: <mã>`, lời văn đọc bằng {{ mã.tong.cột }}.",
        ),
        KeySpec::required(
            "noi_dung",
            KeyKind::List(&KeyKind::Map(&section::SECTION)),
            "Nội dung: danh sách các mục.",
        ),
        KeySpec::optional(
            "ket_thuc",
            KeyKind::Prose,
            "Câu kết. Máy thêm dấu `./.` vào cuối nội dung.",
        ),
        KeySpec::optional(
            "chu_thich",
            KeyKind::ById(&KeyKind::Prose),
            "Chú thích cuối trang, mỗi chú thích một mã; trong lời văn ghi [^mã].",
        ),
        KeySpec::optional(
            "phu_luc",
            KeyKind::List(&KeyKind::Map(&appendix::APPENDIX)),
            "Các phụ lục.",
        ),
        KeySpec::required_if_issued(
            "noi_nhan",
            KeyKind::List(&KeyKind::Either(&[
                KeyKind::Plain,
                KeyKind::Map(&closing::FILED),
            ])),
            "Nơi nhận, mỗi nơi một dòng, không gõ dấu `-` và `;`. Dòng cuối: `luu: VT, …`. Tiêu đề của một nhóm: `nhan: Bản điện tử`.",
        ),
        KeySpec::required_if_issued(
            "ky",
            KeyKind::List(&KeyKind::Map(&signature::SIGNATURE)),
            "Quyền hạn, chức vụ, họ tên người ký. Văn bản liên tịch thì là danh sách hai hoặc ba người ký, cơ quan chủ trì trước.",
        ),
        KeySpec::optional(
            "thay_doi",
            KeyKind::List(&KeyKind::Map(&change_note::CHANGE_NOTE)),
            "Lý do của những điều đã đổi so với phiên bản trước; không in ra giấy.",
        ),
    ],
};

/// A form as written: one field for each key, `None` or empty where it is left out.
#[derive(Debug, Clone)]
pub struct Form {
    /// The type of paper; a plan where the form names none.
    pub kind: &'static DocumentKind,
    /// The year of the plan; `None` where it could not be read.
    pub year: Option<Spanned<i32>>,
    /// The years of a plan that is for several.
    pub period: Option<PlanPeriod>,
    /// What the paper is issued on.
    pub medium: Medium,
    /// Who issues the paper; `None` where that could not be read.
    pub agency: Option<Agency>,
    /// Subject (`trích yếu`) and marks of the paper.
    pub head: Option<Head>,
    /// Issued by itself, or attached to a decision.
    pub standing: Standing,
    /// Margins, sizes and numbering where they differ from the usual ones.
    pub page: PageSetup,
    /// The legal bases, with the opening sentence.
    pub bases: Option<Bases>,
    /// The register of legal papers that the text cites, by id.
    pub papers: Vec<(Spanned<String>, RegisteredPaper)>,
    /// Named figures (`chi_tieu`), by id.
    pub indicators: Vec<(Spanned<String>, Indicator)>,
    /// The tables: those of `bang`, then those that stand where they are printed.
    pub tables: ByTable<TableSpec>,
    /// The body (`noi_dung`): sections in their order.
    pub sections: Vec<Section>,
    /// The closing sentence, set after the body.
    pub closing: Option<Prose>,
    /// Footnotes, by the id that `[^id]` names.
    pub notes: Vec<(Spanned<String>, Prose)>,
    /// The appendices, numbered in this order.
    pub appendices: Vec<Appendix>,
    /// Why something is another than in the version before.
    pub change_notes: Vec<ChangeNote>,
    /// Every `bo_qua` of the form; reasons are read and not kept.
    pub suppressions: Vec<Suppression>,
    /// Where its keys stand.
    pub keys: KeyPlaces,
    /// Ids of entries that could not be read: a reference to one is no second fault.
    pub unreadable_ids: Vec<String>,
    /// What the form has from the set that it is of.
    pub set_inputs: SetInputs,
    /// Where the form stands: the whole file.
    pub span: Span,
}

/// Reads a form. `None` where the file has no shape at all; findings come either way.
#[must_use]
pub fn read(source: &Source) -> (Option<Form>, Vec<Diagnostic>) {
    read_with_sheets(source, source, &TaskSheets::default())
}

/// Reads a form with the rows of the files that it takes tasks from. `joined` has the form
/// and behind it the texts of these files.
#[must_use]
pub fn read_with_sheets(
    source: &Source,
    joined: &Source,
    sheets: &TaskSheets,
) -> (Option<Form>, Vec<Diagnostic>) {
    let (root, mut found) = yaml::parse(source);
    found.extend(report_text_notes(source, TextKind::Form));
    let Some(root) = root else {
        if found.is_empty() {
            found.push(describe_empty_form(source));
        }
        return (None, found);
    };
    let (form, mut found_in_form) = read_tree(joined, &root, None, sheets);
    if found.iter().any(|d| d.code == &code::yaml::YAML_TAB) {
        // What is missing may stand on the lines that could not be read.
        let missing = [&code::form::MISSING_KEY, &code::form::EMPTY_VALUE];
        found_in_form.retain(|d| !missing.contains(&d.code));
    }
    found.append(&mut found_in_form);
    (form, found)
}

/// Reads a form from its tree, which may be that of a unit of a set; `sheets` has the rows
/// of the files that it takes tasks from, as far as they are read.
#[must_use]
pub fn read_tree(
    source: &Source,
    root: &YamlNode,
    context: Option<&SetContext>,
    sheets: &TaskSheets,
) -> (Option<Form>, Vec<Diagnostic>) {
    let mut reader = match context {
        Some(context) => FormReader::with(source, context.values()),
        None => FormReader::new(source),
    };
    reader.task_sheets = sheets;
    if context.is_none()
        && let Some(finding) = set::refuse_set_member(root)
    {
        return (None, vec![finding]);
    }
    suppression::collect_suppressions(&mut reader, root);
    let form = read_form(&mut reader, root, context);
    (form, reader.diagnostics)
}

fn describe_empty_form(source: &Source) -> Diagnostic {
    let message = "tệp này chưa có gì";
    Diagnostic::error(&code::form::EMPTY_FORM, source.line(1), message)
        .hint("lập một biểu mẫu bằng lệnh `kehoach new`")
}

/// Reads every key in the order of the shape, so that findings come in it. `bang` is read
/// before the body and the appendices, which print its tables and add those that stand
/// where they are printed.
fn read_form(
    r: &mut FormReader<'_>,
    root: &YamlNode,
    context: Option<&SetContext>,
) -> Option<Form> {
    r.mode = find_mode(root);
    let f = r.fields(root, &FORM)?;
    let mut tables = TableCollector::after(
        context.map_or_else(ByTable::new, |context| context.tables.clone()),
    );
    let number = context.and_then(|context| context.number.as_ref());
    r.required(&f, "kehoach", value::check_version);
    let kind = r.optional(&f, "loai", |r, n| r.choice(n, KIND_WORDS)).unwrap_or(0);
    let year = period::read_plan_year(r, &f);
    let medium = r.optional(&f, "ban", medium::read_medium).unwrap_or_default();
    let agency = r.required(&f, "co_quan", head::read_agency);
    let keys = r.required(&f, "van_ban", |r, n| head::read_head(r, n, number));
    let HeadKeys { head, registration } = keys.unwrap_or_default();
    let attachment = r.optional(&f, "kem_theo", attachment::read_attachment);
    let page = r.optional(&f, "trinh_bay", page::read_page_setup);
    let bases = r.optional(&f, "can_cu", basis::read_bases);
    let papers = r.optional(&f, "van_ban_lien_quan", basis::read_register);
    let indicators = r.optional(&f, "chi_tieu", indicator::read_indicators);
    r.optional(&f, "bang", |r, n| tables.read(r, n));
    let sections =
        r.required(&f, "noi_dung", |r, n| section::read_sections(r, &mut tables, n));
    let closing = r.optional(&f, "ket_thuc", FormReader::prose);
    let notes = r.optional(&f, "chu_thich", |r, n| r.by_id(n, FormReader::prose));
    let appendices =
        r.optional(&f, "phu_luc", |r, n| appendix::read_appendices(r, &mut tables, n));
    Some(Form {
        kind: &KINDS[kind],
        year,
        period: period::read_period_under(r, &f),
        medium,
        agency,
        head,
        standing: standing::read_standing(r, &f, registration, attachment),
        page: page.unwrap_or_default(),
        bases,
        papers: papers.unwrap_or_default(),
        indicators: indicators.unwrap_or_default(),
        tables: tables.into_all(),
        sections: sections.unwrap_or_default(),
        closing,
        notes: notes.unwrap_or_default(),
        appendices: appendices.unwrap_or_default(),
        change_notes: r.optional(&f, "thay_doi", read_change_notes).unwrap_or_default(),
        suppressions: std::mem::take(&mut r.suppressions),
        keys: KeyPlaces::collect(root),
        unreadable_ids: std::mem::take(&mut r.unreadable_ids),
        set_inputs: context.map(|context| context.inputs.clone()).unwrap_or_default(),
        span: f.span,
    })
}

/// Whether the form is that of a paper which is attached to another.
fn find_mode(root: &YamlNode) -> IssueMode {
    match fields::has_entry(root, "kem_theo") {
        true => IssueMode::Attached,
        false => IssueMode::Issued,
    }
}
