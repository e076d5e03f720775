//! `nguon`: where money comes from, by name or by the level of the state's budget, each
//! source with an amount or with its share of the whole.

use rust_decimal::Decimal;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::quantity::{Money, Pending, Percent};
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::fields::SUPPRESSIONS;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::share;
use super::source_kind::SourceKind;
use super::spanned::Spanned;
use super::value;

const PORTION: KeyKind = KeyKind::Either(&[
    KeyKind::Money,
    KeyKind::Number("phần trăm của `so_tien`, ví dụ 70%"),
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
    /// What it gives, computed where the form gives a share.
    pub amount: Pending<Money>,
    /// Its share of the amount of the budget, where the form gives that in place of
    /// money.
    pub share: Option<Percent>,
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

/// What a source gives, as typed.
enum Portion {
    Amount(Pending<Money>),
    Share(Percent),
}

/// A source as typed: its share is not an amount yet.
struct TypedSource {
    name: SourceName,
    portion: Spanned<Portion>,
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
    Some(compute_amounts(r, sources, base))
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
    /// `so_tien` of the same budget.
    Known(Money),
    /// `chua_co`, which stands here.
    Pending(Span),
    /// There is an amount that could not be read, which is reported already.
    Unread,
    /// The budget has no `so_tien`.
    Missing,
}

fn read_named_source(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TypedSource> {
    let unreadable = make_unreadable_source(node.span);
    let Some(f) = r.fields(node, &SOURCE) else { return Some(unreadable) };
    let name = r.required(&f, "ten", FormReader::plain);
    let portion = r.required(&f, "so_tien", |r, n| Some(read_portion(r, n)));
    Some(TypedSource {
        name: name.map_or(unreadable.name, SourceName::Custom),
        portion: portion.unwrap_or(unreadable.portion),
    })
}

/// A source that is there and could not be read, which is reported already: it may be
/// all that the others leave.
fn make_unreadable_source(span: Span) -> TypedSource {
    let name = SourceName::Usual(Spanned { value: SourceKind::Other, span });
    let portion = Spanned { value: Portion::Amount(Pending::Unknown), span };
    TypedSource { name, portion }
}

fn read_usual_sources(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<TypedSource>> {
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
        res.push(TypedSource {
            name: SourceName::Usual(Spanned { value, span: entry.key_span }),
            portion: portion.unwrap_or(unreadable.portion),
        });
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

/// An amount or a share. One that cannot be read counts as pending: it is
/// named already.
fn read_portion(r: &mut FormReader<'_>, node: &YamlNode) -> Spanned<Portion> {
    let pending = Portion::Amount(Pending::Unknown);
    let is_share = node.scalar().is_some_and(|s| s.text.trim_end().ends_with('%'));
    let value = if is_share {
        read_share(r, node).map_or(pending, Portion::Share)
    } else {
        let amount = r.pending(node, value::read_money);
        amount.map_or(pending, |amount| Portion::Amount(amount.map(|money| money.value)))
    };
    Spanned { value, span: node.span }
}

fn read_share(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Percent> {
    let text = r.typed_text(node)?;
    let wanted = "một phần trăm, ví dụ 70% hoặc 33,5%";
    match Percent::read(&text) {
        Ok(share) if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&share.0) => {
            let message = format!("phần của một nguồn không thể là {share}");
            r.error(
                Diagnostic::error(&code::form::NOT_A_NUMBER, node.span, message)
                    .label("cần từ 0% đến 100%"),
            );
            None
        }
        Ok(share) => Some(share),
        Err(error) => {
            r.error(value::describe_number_error(&text, node.span, error, wanted));
            None
        }
    }
}

/// Sources with their amounts.
///
/// The shares are computed together, since rounding of one depends on the others; then
/// each source that gave a share takes the next of the amounts, in the order of the
/// form. Where the base is not known there are none, and these sources stay pending.
fn compute_amounts(
    r: &mut FormReader<'_>,
    sources: Vec<TypedSource>,
    base: &ShareBase,
) -> Vec<FundingSource> {
    let mut shares = Vec::new();
    for source in &sources {
        let Some(share) = source.portion.value.share() else { continue };
        if shares.is_empty() {
            require_share_base(r, source.portion.span, base);
        }
        shares.push(share);
    }
    let given = sources.iter().filter_map(|source| source.portion.value.amount()).sum();
    let mut amounts = match base {
        ShareBase::Known(amount) => share::compute_shares(*amount, given, &shares),
        ShareBase::Pending(_) | ShareBase::Unread | ShareBase::Missing => Vec::new(),
    }
    .into_iter();
    let mut res = Vec::with_capacity(sources.len());
    for TypedSource { name, portion } in sources {
        let share = portion.value.share();
        let amount = match share {
            Some(_) => amounts.next(),
            None => portion.value.amount(),
        };
        res.push(FundingSource {
            name,
            amount: amount.into(),
            share,
            span: portion.span,
        });
    }
    res
}

/// Reports a share, the first of its budget, that is a share of nothing known.
fn require_share_base(r: &mut FormReader<'_>, span: Span, base: &ShareBase) {
    let code = &code::form::SHARE_WITHOUT_AMOUNT;
    let finding = match base {
        ShareBase::Known(_) | ShareBase::Unread => return,
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
    fn amount(&self) -> Option<Money> {
        match self {
            Self::Amount(Pending::Known(money)) => Some(*money),
            Self::Amount(Pending::Unknown) | Self::Share(_) => None,
        }
    }

    fn share(&self) -> Option<Percent> {
        match self {
            Self::Share(share) => Some(*share),
            Self::Amount(_) => None,
        }
    }
}
