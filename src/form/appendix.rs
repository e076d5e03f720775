//! `phu_luc`: appendices.

use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::budget::BUDGET;
use super::numbering::{self, Numbering};
use super::objective::OBJECTIVES;
use super::orientation::{self, ORIENTATIONS, PageOrientation};
use super::reader::FormReader;
use super::section::{self, SECTION, SectionPart, UNIT};
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::specimen::{SPECIMEN, SpecimenItem};
use super::summary::SUMMARIES;
use super::table::TABLE;
use super::table_collector::TableCollector;
use super::target_table::TARGET_TABLE;
use super::task::TASKS;
use super::timetable::TIMETABLE;

/// The keys of an appendix.
pub(super) static APPENDIX: Shape = Shape {
    name: "phu_luc",
    doc: "Một phụ lục. Máy tự ghi “Phụ lục I”, dòng “(Kèm theo …)” và đánh số trang riêng.",
    keys: &[
        KeySpec::optional(
            "ma",
            KeyKind::Id,
            "Mã, để nội dung viện dẫn: {{ phu_luc(\"mã\") }}.",
        ),
        KeySpec::optional(
            "tieu_de",
            KeyKind::Lines,
            "Tiêu đề, in hoa. Viết sau dấu `|` thì mỗi dòng của biểu là một dòng trên giấy.",
        ),
        KeySpec::optional(
            "huong",
            KeyKind::Choice(ORIENTATIONS),
            "Chiều của trang giấy. Không ghi thì phụ lục có bảng rộng quá mới nằm ngang.",
        ),
        KeySpec::optional(
            "danh_so",
            KeyKind::Plain,
            "Kiểu đánh số các mục của phụ lục. Mặc định: \"I.\".",
        ),
        KeySpec::optional(
            "dau_het",
            KeyKind::YesNo,
            "Có in dấu `./.` ở cuối phụ lục không. Không ghi thì phụ lục kết thúc bằng lời văn mới có; phụ lục kết thúc bằng bảng hoặc mẫu thì không.",
        ),
        KeySpec::optional("doan", KeyKind::Prose, "Các đoạn văn."),
        KeySpec::optional(
            "doan_danh_so",
            KeyKind::List(&KeyKind::Prose),
            "Các đoạn được đánh số, không có tiêu đề.",
        ),
        KeySpec::optional("muc", KeyKind::List(&KeyKind::Map(&SECTION)), "Các mục."),
        KeySpec::optional(
            "muc_tieu",
            KeyKind::Map(&OBJECTIVES),
            "Mục tiêu chung và mục tiêu cụ thể.",
        ),
        KeySpec::optional("nhiem_vu", KeyKind::Map(&TASKS), "Các nhiệm vụ."),
        KeySpec::optional(
            "phan_cong",
            KeyKind::List(&KeyKind::Map(&UNIT)),
            "Phân công theo từng đơn vị.",
        ),
        KeySpec::optional("kinh_phi", KeyKind::Map(&BUDGET), "Kinh phí."),
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

/// An appendix: the engine numbers it and sets the line “(Kèm theo …)”.
#[derive(Debug, Clone)]
pub struct Appendix {
    /// What references (`phu_luc("…")`) know it by.
    pub id: Option<Spanned<String>>,
    /// Its title, set in capitals.
    pub title: Option<Plain>,
    /// Whether its pages are upright or turned, where the form says.
    pub orientation: Option<PageOrientation>,
    /// Numbering of its sections, where given.
    pub numbering: Option<Numbering>,
    /// Whether `./.` stands at its end, where the form says.
    pub end_mark: Option<bool>,
    /// Its parts, in the order of the form.
    pub parts: Vec<SectionPart>,
    /// The whole appendix.
    pub span: Span,
}

/// Appendices; the tables that stand in them join `tables`.
pub(super) fn read_appendices(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &YamlNode,
) -> Option<Vec<Appendix>> {
    r.list(node, |r, node| read_appendix(r, tables, node))
}

fn read_appendix(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &YamlNode,
) -> Option<Appendix> {
    let f = r.fields(node, &APPENDIX)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.optional(&f, "tieu_de", FormReader::plain_lines);
    let orientation = r.optional(&f, "huong", orientation::read_orientation);
    let numbering = r.optional(&f, "danh_so", numbering::read_numbering);
    let end_mark = r.optional(&f, "dau_het", FormReader::yes_no);
    let parts = section::read_parts(r, tables, &f);
    if end_mark == Some(true) && !has_text_at_end(&parts) {
        r.report_idle_key(&f, "dau_het", "một đoạn văn ở cuối phụ lục");
    }
    Some(Appendix { id, title, orientation, numbering, end_mark, parts, span: f.span })
}

/// Whether parts may end in words, behind which a mark can stand.
fn has_text_at_end(parts: &[SectionPart]) -> bool {
    match parts.last() {
        Some(
            SectionPart::Table(_)
            | SectionPart::FromTasks(_)
            | SectionPart::FromTargets(_),
        ) => false,
        Some(SectionPart::Tasks(tasks)) => tasks.layout.table().is_none(),
        Some(SectionPart::Specimen(items)) => match items.last() {
            Some(SpecimenItem::Lines(..)) => true,
            Some(SpecimenItem::Part(part)) => has_text_at_end(std::slice::from_ref(part)),
            Some(
                SpecimenItem::State(_)
                | SpecimenItem::Head(_)
                | SpecimenItem::Frame(_)
                | SpecimenItem::Signatures(_),
            )
            | None => false,
        },
        Some(SectionPart::Sections(sections)) => {
            sections.last().is_none_or(|section| has_text_at_end(&section.parts))
        }
        _ => true,
    }
}
