//! `phu_luc`: appendices.

use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::Node;

use super::budget::BUDGET;
use super::numbering::{self, Numbering};
use super::objective::OBJECTIVES;
use super::reader::{At, Reader};
use super::section::{self, Part, SECTION, UNIT};
use super::shape::{Choice, Kind, Shape, choice, optional};
use super::table::TABLE;
use super::task::TASKS;

/// The keys of an appendix.
pub(super) static APPENDIX: Shape = Shape {
    name: "phu_luc",
    doc: "Một phụ lục. Máy tự ghi “Phụ lục I”, dòng “(Kèm theo …)” và đánh số trang riêng.",
    keys: &[
        optional("ma", Kind::Id, "Mã, để nội dung viện dẫn: {{ phu_luc(\"mã\") }}."),
        optional(
            "tieu_de",
            Kind::Plain,
            "Tiêu đề, in hoa. Viết sau dấu `|` thì mỗi dòng của biểu là một dòng trên giấy.",
        ),
        optional("huong", Kind::Choice(TURNS), "Chiều của trang giấy."),
        optional(
            "danh_so",
            Kind::Plain,
            "Kiểu đánh số các mục của phụ lục. Mặc định: \"I.\".",
        ),
        optional("doan", Kind::Prose, "Các đoạn văn."),
        optional(
            "doan_danh_so",
            Kind::List(&Kind::Prose),
            "Các đoạn được đánh số, không có tiêu đề.",
        ),
        optional("muc", Kind::List(&Kind::Map(&SECTION)), "Các mục."),
        optional(
            "muc_tieu",
            Kind::Map(&OBJECTIVES),
            "Mục tiêu chung và mục tiêu cụ thể.",
        ),
        optional("nhiem_vu", Kind::Map(&TASKS), "Các nhiệm vụ."),
        optional(
            "phan_cong",
            Kind::List(&Kind::Map(&UNIT)),
            "Phân công theo từng đơn vị.",
        ),
        optional("kinh_phi", Kind::Map(&BUDGET), "Kinh phí."),
        optional("bang", Kind::Map(&TABLE), "Một bảng."),
    ],
};

/// The words under `huong`.
pub(super) static TURNS: &[Choice] = &[
    choice("doc", "Trang dọc. Đây là mặc định."),
    choice("ngang", "Trang ngang, cho bảng rộng."),
];

/// How the pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Portrait.
    Portrait,
    /// Landscape.
    Landscape,
}

/// An appendix.
#[derive(Debug, Clone)]
pub struct Appendix {
    /// Its id.
    pub id: Option<At<String>>,
    /// Its title.
    pub title: Option<Plain>,
    /// How its pages lie.
    pub turn: Turn,
    /// Numbering of its sections, where given.
    pub numbering: Option<Numbering>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Where it stands.
    pub span: Span,
}

pub(super) fn appendix(r: &mut Reader<'_>, node: &Node) -> Option<Appendix> {
    let f = r.fields(node, &APPENDIX)?;
    let id = r.optional(&f, "ma", Reader::id);
    let title = r.optional(&f, "tieu_de", Reader::plain);
    let turn = r.optional(&f, "huong", |r, n| r.choice(n, TURNS));
    let turn = if turn == Some(1) { Turn::Landscape } else { Turn::Portrait };
    let numbering = r.optional(&f, "danh_so", numbering::numbering);
    let parts = section::parts(r, &f);
    Some(Appendix { id, title, turn, numbering, parts, span: f.span })
}
