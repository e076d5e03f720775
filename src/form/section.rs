//! Sections: numbered titles with their parts, in the order of the form.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::{Plain, Prose};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::budget::{self, BUDGET, Budget};
use super::fields::Fields;
use super::id::TableId;
use super::numbering::{self, EMPHASIS_WORDS, Numbering, TitleEmphasis};
use super::objective::{self, OBJECTIVES, Objectives};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::specimen::{SPECIMEN, SpecimenItem, read_specimen};
use super::summary::{SUMMARIES, TaskSummary, read_task_summary};
use super::table::TABLE;
use super::table_collector::TableCollector;
use super::target_table::{TARGET_TABLE, TargetTable, read_target_table};
use super::task::{self, TASKS, Tasks};
use super::timetable::TIMETABLE;

const PARTS: [&str; 12] = [
    "doan",
    "doan_danh_so",
    "muc",
    "muc_tieu",
    "nhiem_vu",
    "phan_cong",
    "kinh_phi",
    "bang",
    "lich",
    "tu_nhiem_vu",
    "tu_chi_tieu",
    "mau",
];

/// The keys of a section.
pub(super) static SECTION: Shape = Shape {
    name: "muc",
    doc: "Một mục của nội dung. Các phần của mục in ra theo đúng thứ tự ghi trong biểu. Mục không có `tieu_de` thì các phần của nó đứng tại chỗ, không đánh số.",
    keys: &[
        KeySpec::optional(
            "ma",
            KeyKind::Id,
            "Mã của mục, để chỗ khác viện dẫn: {{ muc(\"mã\") }}.",
        ),
        KeySpec::optional(
            "tieu_de",
            KeyKind::Plain,
            "Tiêu đề, không gõ số thứ tự: máy tự đánh số.",
        ),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`co` thì tiêu đề và đoạn đầu nằm trên một dòng, cách nhau bằng dấu hai chấm.",
        ),
        KeySpec::optional(
            "chu",
            KeyKind::Choice(EMPHASIS_WORDS),
            "Kiểu chữ của riêng tiêu đề này.",
        ),
        KeySpec::optional(
            "danh_so",
            KeyKind::Plain,
            "Kiểu đánh số các mục con, ví dụ: \"1.1.\".",
        ),
        KeySpec::optional(
            "doan",
            KeyKind::Prose,
            "Các đoạn văn: mỗi dòng một đoạn; mở đầu bằng `- ` hoặc `+ ` là gạch đầu dòng.",
        ),
        KeySpec::optional(
            "doan_danh_so",
            KeyKind::List(&KeyKind::Prose),
            "Các đoạn được đánh số, không có tiêu đề.",
        ),
        KeySpec::optional("muc", KeyKind::List(&KeyKind::Map(&SECTION)), "Các mục con."),
        KeySpec::optional(
            "muc_tieu",
            KeyKind::Map(&OBJECTIVES),
            "Mục tiêu chung và mục tiêu cụ thể.",
        ),
        KeySpec::optional(
            "nhiem_vu",
            KeyKind::Map(&TASKS),
            "Các nhiệm vụ: nội dung, thời gian, kinh phí, phân công.",
        ),
        KeySpec::optional(
            "phan_cong",
            KeyKind::List(&KeyKind::Map(&UNIT)),
            "Phân công theo từng đơn vị.",
        ),
        KeySpec::optional(
            "kinh_phi",
            KeyKind::Map(&BUDGET),
            "Kinh phí thực hiện; viết thẳng đoạn văn cũng được.",
        ),
        KeySpec::optional(
            "bang",
            KeyKind::Either(&[KeyKind::Id, KeyKind::Map(&TABLE)]),
            "Một bảng: mã của một bảng trong `bang` của biểu, hoặc ghi thẳng bảng tại đây.",
        ),
        KeySpec::optional(
            "lich",
            KeyKind::Map(&TIMETABLE),
            "Một lịch theo ngày, buổi, giờ.",
        ),
        KeySpec::optional(
            "tu_nhiem_vu",
            KeyKind::Choice(SUMMARIES),
            "Một bảng do máy lập từ các nhiệm vụ của kế hoạch.",
        ),
        KeySpec::optional(
            "tu_chi_tieu",
            KeyKind::Either(&[KeyKind::List(&KeyKind::Id), KeyKind::Map(&TARGET_TABLE)]),
            "Một bảng do máy lập từ `chi_tieu`: mỗi chỉ tiêu một dòng, mỗi năm một cột.",
        ),
        KeySpec::optional(
            "mau",
            KeyKind::List(&KeyKind::Map(&SPECIMEN)),
            "Một mẫu để người khác điền: đơn, phiếu, đề cương báo cáo.",
        ),
    ],
};

/// The keys of an assignment by unit.
pub(super) static UNIT: Shape = Shape {
    name: "phan_cong",
    doc: "Việc của một đơn vị.",
    keys: &[
        KeySpec::optional("ma", KeyKind::Id, "Mã, để chỗ khác viện dẫn."),
        KeySpec::required(
            "don_vi",
            KeyKind::Plain,
            "Tên đơn vị; thành tiêu đề có đánh số.",
        ),
        KeySpec::optional(
            "dan",
            KeyKind::Plain,
            "Lời đứng trước tên đơn vị, ví dụ: Đề nghị.",
        ),
        KeySpec::required("noi_dung", KeyKind::Prose, "Việc được giao."),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`co` thì tên đơn vị và việc được giao nằm trên một dòng.",
        ),
    ],
};

/// The title of a section.
#[derive(Debug, Clone)]
pub struct SectionTitle {
    /// The words of the title, without a number.
    pub text: Plain,
    /// Whether the first paragraph runs on after it.
    pub run_in: bool,
    /// How its letters are set, where the form says.
    pub emphasis: Option<TitleEmphasis>,
}

/// A section (`muc`): an optional title that the engine numbers, and parts in the order
/// of the form.
#[derive(Debug, Clone)]
pub struct Section {
    /// What references (`muc("…")`) and comparisons know it by.
    pub id: Option<Spanned<String>>,
    /// Its title; without one its parts stand in place.
    pub title: Option<SectionTitle>,
    /// Numbering of the level below, where given.
    pub numbering: Option<Numbering>,
    /// Its parts, in order.
    pub parts: Vec<SectionPart>,
    /// The whole section, its parts included.
    pub span: Span,
}

/// A part of a section.
#[derive(Debug, Clone)]
pub enum SectionPart {
    /// `doan`: paragraphs of running text.
    Prose(Prose),
    /// `doan_danh_so`: numbered paragraphs without titles.
    Numbered(Vec<Prose>),
    /// `muc`: sections of the level below.
    Sections(Vec<Section>),
    /// `muc_tieu`: general and specific objectives.
    Objectives(Objectives),
    /// `nhiem_vu`: tasks with their activities, time, money and assignment.
    Tasks(Tasks),
    /// `phan_cong`: what each unit is to do.
    Units(Vec<UnitAssignment>),
    /// `kinh_phi`: the money of the section, as an amount or in words.
    Budget(Budget),
    /// `bang`: where a table is printed, by its number among the tables of the form.
    Table(Spanned<TableId>),
    /// `tu_nhiem_vu`: a table that is made from the tasks of the plan.
    FromTasks(Spanned<TaskSummary>),
    /// `tu_chi_tieu`: a table that is made from the indicators.
    FromTargets(TargetTable),
    /// `mau`: a form that others fill in.
    Specimen(Vec<SpecimenItem>),
}

/// What one unit is to do.
#[derive(Debug, Clone)]
pub struct UnitAssignment {
    /// What references know it by.
    pub id: Option<Spanned<String>>,
    /// Name of the unit; it becomes the title, with a number.
    pub name: Plain,
    /// Words before the name: `Đề nghị`.
    pub lead: Option<Plain>,
    /// What the unit is to do.
    pub text: Prose,
    /// Whether the text runs on after the name.
    pub run_in: bool,
}

/// Sections; the tables that stand in them join `tables`.
pub(super) fn read_sections(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &YamlNode,
) -> Option<Vec<Section>> {
    r.list(node, |r, node| read_section(r, tables, node))
}

fn read_section(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &YamlNode,
) -> Option<Section> {
    let f = r.fields(node, &SECTION)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let text = r.optional(&f, "tieu_de", FormReader::plain);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no).unwrap_or(false);
    let emphasis = r.optional(&f, "chu", numbering::read_emphasis);
    let numbering = r.optional(&f, "danh_so", numbering::read_numbering);
    let parts = read_parts(r, tables, &f);
    if f.get("tieu_de").is_none() {
        for key in ["ma", "noi_lien", "chu", "danh_so"] {
            r.report_idle_key(&f, key, "`tieu_de`");
        }
    }
    let title = text.map(|text| SectionTitle { text, run_in, emphasis });
    let section = Section { id, title, numbering, parts, span: f.span };
    check_run_in_title(r, &section);
    Some(section)
}

/// The parts of a mapping, in the order in which they are written.
pub(super) fn read_parts(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    f: &Fields<'_>,
) -> Vec<SectionPart> {
    let mut res = Vec::new();
    for (name, node) in f.in_order().filter(|(name, _)| PARTS.contains(name)) {
        res.extend(r.required(f, name, |r, _| read_section_part(r, tables, name, node)));
    }
    res
}

fn read_section_part(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    name: &str,
    node: &YamlNode,
) -> Option<SectionPart> {
    match name {
        "doan" => r.prose(node).map(SectionPart::Prose),
        "doan_danh_so" => r.list(node, FormReader::prose).map(SectionPart::Numbered),
        "muc" => read_sections(r, tables, node).map(SectionPart::Sections),
        "muc_tieu" => objective::read_objectives(r, node).map(SectionPart::Objectives),
        "nhiem_vu" => task::read_tasks(r, node).map(SectionPart::Tasks),
        "phan_cong" => r.list(node, read_unit_assignment).map(SectionPart::Units),
        "kinh_phi" => budget::read_budget(r, node).map(SectionPart::Budget),
        "tu_nhiem_vu" => read_task_summary(r, node).map(SectionPart::FromTasks),
        "tu_chi_tieu" => read_target_table(r, node).map(SectionPart::FromTargets),
        "lich" => tables.read_timetable(r, node).map(SectionPart::Table),
        "mau" => read_specimen(r, tables, node).map(SectionPart::Specimen),
        _ => tables.read_printed(r, node).map(SectionPart::Table),
    }
}

fn check_run_in_title(r: &mut FormReader<'_>, section: &Section) {
    let Some(title) = section.title.as_ref().filter(|t| t.run_in) else { return };
    if matches!(section.parts.first(), Some(SectionPart::Prose(_))) {
        return;
    }
    let message = "`noi_lien: co` cần một đoạn văn ngay sau tiêu đề";
    r.error(
        Diagnostic::error(&code::form::RUN_IN_WITHOUT_TEXT, title.text.span, message)
            .label("tiêu đề này không có đoạn để nối liền")
            .hint("thêm `doan:` làm phần đầu của mục, hoặc bỏ `noi_lien`"),
    );
}

fn read_unit_assignment(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<UnitAssignment> {
    let f = r.fields(node, &UNIT)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let name = r.required(&f, "don_vi", FormReader::plain);
    let lead = r.optional(&f, "dan", FormReader::plain);
    let text = r.required(&f, "noi_dung", FormReader::prose);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no).unwrap_or(false);
    if name.is_none() || text.is_none() {
        r.unreadable_ids.extend(id.iter().map(|id| id.value.clone()));
    }
    Some(UnitAssignment { id, name: name?, lead, text: text?, run_in })
}
