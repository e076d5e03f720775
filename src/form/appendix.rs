//! `phu_luc`: appendices.

use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::Node;

use super::budget::BUDGET;
use super::numbering::{self, Numbering};
use super::objective::OBJECTIVES;
use super::orientation::{self, TURNS, Turn};
use super::reader::FormReader;
use super::section::{self, Part, SECTION, UNIT};
use super::shape::{Key, Kind, Shape};
use super::spanned::At;
use super::summary::SUMMARIES;
use super::table::TABLE;
use super::table_collector::TableCollector;
use super::task::TASKS;

/// The keys of an appendix.
pub(super) static APPENDIX: Shape = Shape {
    name: "phu_luc",
    doc: "Một phụ lục. Máy tự ghi “Phụ lục I”, dòng “(Kèm theo …)” và đánh số trang riêng.",
    keys: &[
        Key::optional("ma", Kind::Id, "Mã, để nội dung viện dẫn: {{ phu_luc(\"mã\") }}."),
        Key::optional(
            "tieu_de",
            Kind::Plain,
            "Tiêu đề, in hoa. Viết sau dấu `|` thì mỗi dòng của biểu là một dòng trên giấy.",
        ),
        Key::optional(
            "huong",
            Kind::Choice(TURNS),
            "Chiều của trang giấy. Không ghi thì phụ lục có bảng rộng quá mới nằm ngang.",
        ),
        Key::optional(
            "danh_so",
            Kind::Plain,
            "Kiểu đánh số các mục của phụ lục. Mặc định: \"I.\".",
        ),
        Key::optional("doan", Kind::Prose, "Các đoạn văn."),
        Key::optional(
            "doan_danh_so",
            Kind::List(&Kind::Prose),
            "Các đoạn được đánh số, không có tiêu đề.",
        ),
        Key::optional("muc", Kind::List(&Kind::Map(&SECTION)), "Các mục."),
        Key::optional(
            "muc_tieu",
            Kind::Map(&OBJECTIVES),
            "Mục tiêu chung và mục tiêu cụ thể.",
        ),
        Key::optional("nhiem_vu", Kind::Map(&TASKS), "Các nhiệm vụ."),
        Key::optional(
            "phan_cong",
            Kind::List(&Kind::Map(&UNIT)),
            "Phân công theo từng đơn vị.",
        ),
        Key::optional("kinh_phi", Kind::Map(&BUDGET), "Kinh phí."),
        Key::optional(
            "bang",
            Kind::Either(&[Kind::Id, Kind::Map(&TABLE)]),
            "Một bảng: mã của một bảng trong `bang` của biểu, hoặc ghi thẳng bảng tại đây.",
        ),
        Key::optional(
            "tu_nhiem_vu",
            Kind::Choice(SUMMARIES),
            "Một bảng do máy lập từ các nhiệm vụ của kế hoạch.",
        ),
    ],
};

/// An appendix: the engine numbers it and sets the line “(Kèm theo …)”.
#[derive(Debug, Clone)]
pub struct Appendix {
    /// What references (`phu_luc("…")`) know it by.
    pub id: Option<At<String>>,
    /// Its title, set in capitals.
    pub title: Option<Plain>,
    /// Whether its pages are upright or turned, where the form says.
    pub turn: Option<Turn>,
    /// Numbering of its sections, where given.
    pub numbering: Option<Numbering>,
    /// Its parts, in the order of the form.
    pub parts: Vec<Part>,
    /// The whole appendix.
    pub span: Span,
}

/// Appendices; the tables that stand in them join `tables`.
pub(super) fn read_appendices(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &Node,
) -> Option<Vec<Appendix>> {
    r.list(node, |r, node| read_appendix(r, tables, node))
}

fn read_appendix(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &Node,
) -> Option<Appendix> {
    let f = r.fields(node, &APPENDIX)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.optional(&f, "tieu_de", FormReader::plain);
    let turn = r.optional(&f, "huong", orientation::read_orientation);
    let numbering = r.optional(&f, "danh_so", numbering::read_numbering);
    let parts = section::read_parts(r, tables, &f);
    Some(Appendix { id, title, turn, numbering, parts, span: f.span })
}
