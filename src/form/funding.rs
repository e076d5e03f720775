//! `nguon`: where money comes from, by name or by the level of the state's budget, each
//! source with an amount or with its share of the whole.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::quantity::{Pending, Percent};
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::amount::{self, Amount};
use super::fields::SUPPRESSIONS;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::source_kind::SourceKind;
use super::spanned::Spanned;
use super::value::{self, Formula};

const PORTION: KeyKind = KeyKind::Either(&[
    KeyKind::Money,
    KeyKind::Number("phần trăm của `so_tien`, ví dụ 70%"),
    KeyKind::Number("một công thức, ví dụ du_toan.cuoi.thanh_tien"),
]);

/// The keys of a source that the form names.
pub(super) static SOURCE: Shape = Shape {
    name: "nguon",
    doc: "Một nguồn kinh phí.",
    keys: &[
        KeySpec::required("ten", KeyKind::Plain, "Tên nguồn, ví dụ: Ngân sách xã."),
        KeySpec::required("so_tien", PORTION, "Số tiền từ nguồn này."),
    ],
};

/// The keys of the usual sources.
pub(super) static SOURCES: Shape = Shape {
    name: "nguon",
    doc: "Các nguồn thường gặp. Mỗi nguồn ghi một số tiền, một phần trăm của `so_tien`, hoặc `chua_co`.",
    keys: &[
        KeySpec::optional("trung_uong", PORTION, "Ngân sách trung ương."),
        KeySpec::optional("tinh", PORTION, "Ngân sách tỉnh."),
        KeySpec::optional(
            "huyen",
            PORTION,
            "Ngân sách huyện, chỉ cho văn bản trước ngày 01/7/2025.",
        ),
        KeySpec::optional(
            "xa",
            PORTION,
            "Ngân sách xã; phường, đặc khu thì máy ghi ngân sách phường, đặc khu.",
        ),
        KeySpec::optional("xa_hoi_hoa", PORTION, "Xã hội hóa."),
        KeySpec::optional("khac", PORTION, "Nguồn khác."),
    ],
};

/// One source of money, with what it gives to a budget.
#[derive(Debug, Clone)]
pub struct FundingSource {
    /// One of the usual sources, or a name that the form gives.
    pub name: SourceName,
    /// What it gives, as the form says it.
    pub portion: Portion,
    /// Where its amount or share stands in the form.
    pub span: Span,
}

/// Which source of money it is.
#[derive(Debug, Clone)]
pub enum SourceName {
    /// A name that the form gives: `ten` of an item of the list.
    Custom(Plain),
    /// One of the usual sources, by its key: `tinh`, `xa`.
    Usual(Spanned<SourceKind>),
}

impl SourceName {
    /// What tells it from others: the name that the form gives, or the key of a usual one.
    #[must_use]
    pub fn to_key(&self) -> String {
        match self {
            Self::Custom(name) => name.collect_words(),
            Self::Usual(kind) => kind.value.key().to_owned(),
        }
    }

    /// The name that the form gives; `None` for one of the usual sources.
    #[must_use]
    pub fn custom_name(&self) -> Option<&Plain> {
        match self {
            Self::Custom(name) => Some(name),
            Self::Usual(_) => None,
        }
    }

    /// Which of the usual sources it is; `None` for one that the form names.
    #[must_use]
    pub fn usual_kind(&self) -> Option<SourceKind> {
        match self {
            Self::Custom(_) => None,
            Self::Usual(kind) => Some(kind.value),
        }
    }
}

/// What a source gives, as the form says it; what it comes to is asked of the figures.
#[derive(Debug, Clone)]
pub enum Portion {
    /// An amount.
    Amount(Pending<Amount>),
    /// A share of the amount of the budget.
    Share(Percent),
}

/// The sources under `nguon`; their shares are shares of `base`.
pub(super) fn read_sources(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    base: &ShareBase,
) -> Option<Vec<FundingSource>> {
    let sources = if has_own_names(node) {
        r.list(node, read_named_source)?
    } else {
        read_usual_sources(r, node)?
    };
    let mut shares = sources.iter().filter(|source| source.portion.share().is_some());
    if let Some(first) = shares.next() {
        require_share_base(r, first.span, base);
    }
    Some(sources)
}

/// Whether the sources are called by names of the form's (`ten`, `so_tien`) and not by
/// the keys of the usual ones.
fn has_own_names(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::Mapping { entries, .. } => {
            entries.iter().any(|entry| SOURCE.find(&entry.name).is_some())
        }
        _ => true,
    }
}

/// What the shares are shares of.
pub(super) enum ShareBase {
    /// An amount that the form gives, typed or computed.
    Known,
    /// `chua_co`, which stands here.
    Pending(Span),
    /// There is an amount that could not be read, which is reported already.
    Unread,
    /// The budget has no `so_tien`.
    Missing,
}

fn read_named_source(r: &mut FormReader<'_>, node: &YamlNode) -> Option<FundingSource> {
    let unreadable = make_unreadable_source(node.span);
    let Some(f) = r.fields(node, &SOURCE) else { return Some(unreadable) };
    let name = r.required(&f, "ten", FormReader::plain);
    let portion = r.required(&f, "so_tien", |r, n| Some(read_portion(r, n)));
    let (portion, span) = portion.unwrap_or((unreadable.portion, unreadable.span));
    let name = name.map_or(unreadable.name, SourceName::Custom);
    Some(FundingSource { name, portion, span })
}

/// A source that is there and could not be read, which is reported already: it may be
/// all that the others leave.
fn make_unreadable_source(span: Span) -> FundingSource {
    let name = SourceName::Usual(Spanned { value: SourceKind::Other, span });
    FundingSource { name, portion: Portion::Amount(Pending::Unknown), span }
}

fn read_usual_sources(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<FundingSource>> {
    let f = r.fields(node, &SOURCES)?;
    if f.is_empty() {
        r.report_wrong_type(node, "ít nhất một nguồn, ví dụ `xa: 5.000.000 đồng`");
        return None;
    }
    let mut res = Vec::new();
    for (value, key) in SourceKind::ALL {
        let Some(entry) = f.get(key) else { continue };
        let portion = r.optional(&f, key, |r, n| Some(read_portion(r, n)));
        let unreadable = make_unreadable_source(entry.key_span);
        let (portion, span) = portion.unwrap_or((unreadable.portion, unreadable.span));
        let name = SourceName::Usual(Spanned { value, span: entry.key_span });
        res.push(FundingSource { name, portion, span });
    }
    if let YamlValue::Mapping { entries, .. } = &node.value {
        for entry in entries {
            // A misspelt key is a source all the same.
            if SOURCES.find(&entry.name).is_none() && entry.name != SUPPRESSIONS {
                res.push(make_unreadable_source(entry.key_span));
            }
        }
    }
    Some(res)
}

/// An amount or a share, and where it stands. One that cannot be read counts as pending: it
/// is named already.
fn read_portion(r: &mut FormReader<'_>, node: &YamlNode) -> (Portion, Span) {
    let pending = Portion::Amount(Pending::Unknown);
    // `du_toan.cuoi.tien * 70%` is a formula that ends with a percent.
    let is_share = node.scalar().is_some_and(|scalar| {
        scalar.text.trim_end().ends_with('%') && !amount::is_whole_formula(&scalar.text)
    });
    let portion = if is_share {
        read_share(r, node).map(Portion::Share)
    } else {
        r.pending(node, amount::read_amount).map(Portion::Amount)
    };
    (portion.unwrap_or(pending), node.span)
}

fn read_share(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Percent> {
    let text = r.typed_text(node)?;
    let wanted = "một phần trăm, ví dụ 70% hoặc 33,5%";
    let share = value::read_percent(r, &text, node.span, wanted)?;
    value::require_share(r, share, node.span, "phần của một nguồn")
}

/// Reports a share, the first of its budget, that is a share of nothing known.
fn require_share_base(r: &mut FormReader<'_>, span: Span, base: &ShareBase) {
    let code = &code::form::SHARE_WITHOUT_AMOUNT;
    let finding = match base {
        ShareBase::Known | ShareBase::Unread => return,
        ShareBase::Missing => {
            let message = "nguồn ghi theo phần trăm nhưng không có `so_tien`";
            Diagnostic::error(code, span, message).label("phần trăm của số tiền nào?")
        }
        ShareBase::Pending(open) => {
            let message = "nguồn ghi theo phần trăm nhưng `so_tien` chưa có";
            Diagnostic::error(code, span, message)
                .label("chưa tính được thành tiền")
                .related(*open, "số tiền chưa có")
        }
    };
    r.error(finding.hint("ghi tổng số tiền ở `so_tien`; hoặc ghi nguồn này bằng số tiền, chưa biết thì ghi `chua_co`"));
}

impl Portion {
    /// The formula of its amount, if it has one.
    #[must_use]
    pub fn formula(&self) -> Option<&Formula> {
        match self {
            Self::Amount(amount) => amount::find_formula(amount),
            Self::Share(_) => None,
        }
    }

    /// As a list of changes says it: `5.000.000 đồng`, `70%`, a formula.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Share(share) => share.to_string(),
            Self::Amount(Pending::Known(Amount::Given(money))) => money.value.to_string(),
            Self::Amount(Pending::Known(Amount::Formula(formula))) => {
                formula.text.trim().to_owned()
            }
            Self::Amount(Pending::Known(Amount::OfSources(_)) | Pending::Unknown) => {
                "chưa có".to_owned()
            }
        }
    }

    /// The share, where the form gives one in place of money.
    #[must_use]
    pub fn share(&self) -> Option<Percent> {
        match self {
            Self::Share(share) => Some(*share),
            Self::Amount(_) => None,
        }
    }
}
