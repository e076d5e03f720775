//! Money: an amount, its sources, or words where no figure is known.

use crate::prose::{Plain, Prose};
use crate::quantity::Money;
use crate::source::Span;
use crate::yaml::{Node, Value};

use super::reader::{At, Open, Reader};
use super::shape::{Kind, Shape, optional, required};
use super::value;

/// The keys of `kinh_phi`.
pub(super) static BUDGET: Shape = Shape {
    name: "kinh_phi",
    doc: "Kinh phí: số tiền, nguồn, hoặc lời văn khi chưa có con số.",
    keys: &[
        optional("nhan", Kind::Plain, "Nhãn đứng trước số tiền."),
        optional("so_tien", Kind::Money, "Số tiền, ví dụ: 5.000.000 đồng."),
        optional(
            "nguon",
            Kind::List(&Kind::Map(&SOURCE)),
            "Các nguồn, mỗi nguồn một số tiền; tổng phải bằng `so_tien`.",
        ),
        optional("bang_chu", Kind::YesNo, "`khong` thì không in số tiền bằng chữ."),
        optional(
            "doan",
            Kind::Prose,
            "Lời văn; ở nhiệm vụ thì in thay cho câu máy tự đặt.",
        ),
        optional("noi_lien", Kind::YesNo, "`khong` thì nhãn đứng riêng một dòng."),
    ],
};

/// The keys of a source of money.
pub(super) static SOURCE: Shape = Shape {
    name: "nguon",
    doc: "Một nguồn kinh phí.",
    keys: &[
        required("ten", Kind::Plain, "Tên nguồn, ví dụ: Ngân sách xã."),
        required("so_tien", Kind::Money, "Số tiền từ nguồn này."),
    ],
};

/// An amount and where it comes from.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Its label, where given.
    pub label: Option<Plain>,
    /// The amount.
    pub amount: Option<Open<At<Money>>>,
    /// Its sources.
    pub sources: Vec<FundingSource>,
    /// Whether the amount is written in words as well.
    pub in_words: bool,
    /// Words.
    pub text: Option<Prose>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// One source of money.
#[derive(Debug, Clone)]
pub struct FundingSource {
    /// Its name.
    pub name: Plain,
    /// How much.
    pub amount: At<Money>,
}

impl Budget {
    /// Money of which nothing is known but that the key is there.
    pub(super) fn open(span: Span) -> Self {
        Self {
            label: None,
            amount: Some(Open::Unknown),
            sources: Vec::new(),
            in_words: true,
            text: None,
            run_in: None,
            span,
        }
    }
}

pub(super) fn budget(r: &mut Reader<'_>, node: &Node) -> Option<Budget> {
    let mut res = Budget { amount: None, ..Budget::open(node.span) };
    if !matches!(node.value, Value::Mapping { .. }) {
        // Words are words; what begins with a digit is meant as an amount.
        let text = r.scalar(node)?.text.trim();
        if text == crate::prose::OPEN {
            res.amount = Some(Open::Unknown);
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            res.amount = Some(value::money(r, node).map_or(Open::Unknown, Open::Known));
        } else {
            res.text = Some(r.prose(node)?);
        }
        return Some(res);
    }
    let f = r.fields(node, &BUDGET)?;
    res.label = r.optional(&f, "nhan", Reader::plain);
    res.amount = r.given(&f, "so_tien", value::money);
    res.sources = r.optional(&f, "nguon", |r, n| r.list(n, source)).unwrap_or_default();
    res.in_words = r.optional(&f, "bang_chu", Reader::yes_no).unwrap_or(true);
    res.text = r.optional(&f, "doan", Reader::prose);
    res.run_in = r.optional(&f, "noi_lien", Reader::yes_no);
    Some(res)
}

fn source(r: &mut Reader<'_>, node: &Node) -> Option<FundingSource> {
    let f = r.fields(node, &SOURCE)?;
    let name = r.required(&f, "ten", Reader::plain);
    let amount = r.required(&f, "so_tien", value::money);
    Some(FundingSource { name: name?, amount: amount? })
}
