//! Money: an amount, its sources, or words where no figure is known.

use crate::prose::{PENDING, Plain, Prose};
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::amount::{self, AMOUNT, Amount};
use super::fields::Fields;
use super::funding::{self, FundingSource, SOURCE, SOURCES, ShareBase};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::value::Formula;

/// The keys of `kinh_phi`.
pub(super) static BUDGET: Shape = Shape {
    name: "kinh_phi",
    doc: "Kinh phí: số tiền, nguồn, hoặc lời văn khi chưa có con số.",
    keys: &[
        KeySpec::optional("nhan", KeyKind::Plain, "Nhãn đứng trước số tiền."),
        KeySpec::optional(
            "so_tien",
            AMOUNT,
            "Số tiền, ví dụ: 5.000.000 đồng; hoặc công thức lấy từ bảng dự toán, ví dụ: du_toan.cuoi.thanh_tien.",
        ),
        KeySpec::optional(
            "nguon",
            KeyKind::Either(&[
                KeyKind::List(&KeyKind::Map(&SOURCE)),
                KeyKind::Map(&SOURCES),
            ]),
            "Các nguồn, mỗi nguồn một số tiền hoặc một phần trăm của `so_tien`; cộng lại phải bằng `so_tien`. Chỉ ghi nguồn thì máy tự cộng.",
        ),
        KeySpec::optional(
            "bang_chu",
            KeyKind::YesNo,
            "`khong` thì không in số tiền bằng chữ.",
        ),
        KeySpec::optional(
            "doan",
            KeyKind::Prose,
            "Lời văn; ở nhiệm vụ thì in thay cho câu máy tự đặt.",
        ),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`khong` thì nhãn đứng riêng một dòng.",
        ),
    ],
};

/// An amount and where it comes from.
#[derive(Debug, Clone)]
pub struct Budget {
    /// What stands before the amount, where the form says.
    pub label: Option<Plain>,
    /// The whole amount: typed, computed, or the sum of the sources; `None` where there are
    /// words alone.
    pub amount: Option<Pending<Amount>>,
    /// Where the money comes from, in the order of the form.
    pub sources: Vec<FundingSource>,
    /// Whether the amount is written in words as well.
    pub in_words: bool,
    /// Words; those of a task print in place of the engine's sentence.
    pub text: Option<Prose>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// What stands under `kinh_phi`.
    pub span: Span,
}

impl Budget {
    /// Money of which nothing is known but that the key is there.
    pub(super) fn pending(span: Span) -> Self {
        Self {
            label: None,
            amount: Some(Pending::Unknown),
            sources: Vec::new(),
            in_words: true,
            text: None,
            run_in: None,
            span,
        }
    }

    /// The formulas of its amounts: of the whole, then of the sources.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let amount = self.amount.iter().filter_map(amount::find_formula);
        amount.chain(self.sources.iter().filter_map(|source| source.portion.formula()))
    }
}

pub(super) fn read_budget(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Budget> {
    let mut res = Budget { amount: None, ..Budget::pending(node.span) };
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        // Words are words; what begins with a digit is meant as an amount.
        r.scalar(node)?;
        let text = r.peek_text(node).unwrap_or_default();
        if text == PENDING {
            res.amount = Some(Pending::Unknown);
        } else if text.starts_with(|c: char| c.is_ascii_digit())
            || amount::is_whole_formula(&text)
        {
            res.amount = Some(amount::read_amount(r, node).into());
        } else {
            res.text = Some(r.prose(node)?);
        }
        return Some(res);
    }
    let f = r.fields(node, &BUDGET)?;
    res.label = r.optional(&f, "nhan", FormReader::plain);
    res.amount = r.optional_pending(&f, "so_tien", amount::read_amount);
    let base = find_share_base(&f, res.amount.as_ref());
    let sources = r.optional(&f, "nguon", |r, n| funding::read_sources(r, n, &base));
    res.sources = sources.unwrap_or_default();
    if res.amount.is_none() {
        let sources = f.get("nguon").filter(|_| !res.sources.is_empty());
        res.amount = sources.map(|e| Pending::Known(Amount::OfSources(e.value.span)));
    }
    res.in_words = r.optional(&f, "bang_chu", FormReader::yes_no).unwrap_or(true);
    res.text = r.optional(&f, "doan", FormReader::prose);
    res.run_in = r.optional(&f, "noi_lien", FormReader::yes_no);
    Some(res)
}

/// What the shares of the sources are of. What it comes to is not asked here.
fn find_share_base(f: &Fields<'_>, amount: Option<&Pending<Amount>>) -> ShareBase {
    let node = match (amount, f.get("so_tien")) {
        (Some(Pending::Known(_)), _) => return ShareBase::Known,
        (_, Some(entry)) => &entry.value,
        (Some(Pending::Unknown), None) => return ShareBase::Unread,
        (None, None) => return ShareBase::Missing,
    };
    // What is there and not known is pending, or could not be read.
    if node.scalar().is_some_and(|scalar| scalar.text.trim() == PENDING) {
        ShareBase::Pending(node.span)
    } else {
        ShareBase::Unread
    }
}
