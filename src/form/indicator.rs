//! `chi_tieu`: named figures of the plan.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language::{Reading, fold, read_decimal};
use crate::prose::Plain;
use crate::quantity::{Count, Money, NumberError, Pending, Percent, Quantity};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::value::{self, Formula};

const FIGURE: KeyKind = KeyKind::Number("con số theo đơn vị, hoặc công thức");

/// The keys of an indicator.
pub(super) static INDICATOR: Shape = Shape {
    name: "chi_tieu",
    doc: "Một con số có tên; trong lời văn đọc bằng {{ chi_tieu.mã }}. Ghi `gia_tri`; hoặc ghi `dau` và `muc_tieu`, khi ấy đọc được cả {{ chi_tieu.mã.dau }}, {{ chi_tieu.mã.giam }}, {{ chi_tieu.mã.tang }}.",
    keys: &[
        KeySpec::required("ten", KeyKind::Plain, "Tên chỉ tiêu."),
        KeySpec::optional(
            "gia_tri",
            FIGURE,
            "Giá trị: một con số, hoặc một công thức, ví dụ: ngheo.tong.giam.",
        ),
        KeySpec::optional("dau", FIGURE, "Giá trị đầu kỳ, để tính mức tăng, giảm."),
        KeySpec::optional("muc_tieu", FIGURE, "Giá trị phải đạt cuối kỳ."),
        KeySpec::optional(
            "don_vi",
            KeyKind::Plain,
            "Đơn vị: hộ, người, lớp …; `%` là phần trăm; `đồng` là số tiền.",
        ),
    ],
};

/// A figure that the plan calls by an id: one value, or one at the start and one to be
/// reached.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name, as messages and lists of changes call it.
    pub name: Plain,
    /// What kind of figure it is, by its unit.
    pub kind: FigureKind,
    /// Its value; where there is none, it is the target.
    pub value: Option<Pending<IndicatorValue>>,
    /// Its value at the start.
    pub start: Option<Pending<IndicatorValue>>,
    /// Its value to be reached.
    pub target: Option<Pending<IndicatorValue>>,
    /// Its unit, where the figure itself does not print one.
    pub unit: Option<String>,
}

/// What kind of figure an indicator is, which its unit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// A number of things; its unit is a word, or none.
    Number,
    /// A rate: its unit is `%`.
    Percent,
    /// An amount of money: its unit is `đồng`.
    Money,
}

/// Where one figure of an indicator comes from.
#[derive(Debug, Clone)]
pub enum IndicatorValue {
    /// Typed in the form.
    Given(Spanned<Quantity>),
    /// Computed from tables and other indicators.
    Formula(Formula),
}

/// The named figures, by their ids.
pub(super) fn read_indicators(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<(Spanned<String>, Indicator)>> {
    r.by_id(node, read_indicator)
}

fn read_indicator(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Indicator> {
    let f = r.fields(node, &INDICATOR)?;
    let name = r.required(&f, "ten", FormReader::plain);
    let name = name.map(|plain| r.substitute(plain));
    let unit = r.optional(&f, "don_vi", FormReader::literal);
    let kind = match unit.as_deref() {
        Some("%") => FigureKind::Percent,
        Some(unit) if fold(unit) == "dong" => FigureKind::Money,
        _ => FigureKind::Number,
    };
    let value = read_figure_under(r, &f, "gia_tri", kind);
    let start = read_figure_under(r, &f, "dau", kind);
    let target = read_figure_under(r, &f, "muc_tieu", kind);
    if f.get("gia_tri").is_none() && f.get("muc_tieu").is_none() {
        let key = if f.get("dau").is_some() { "muc_tieu" } else { "gia_tri" };
        report_missing_value(r, f.span, key);
        return None;
    }
    // One figure that cannot be read makes the indicator unreadable: what reads it must
    // not take another of its figures in its place.
    for (key, figure) in [("gia_tri", &value), ("dau", &start), ("muc_tieu", &target)] {
        if f.get(key).is_some() && figure.is_none() {
            return None;
        }
    }
    let unit = unit.filter(|_| kind == FigureKind::Number);
    Some(Indicator { name: name?, kind, value, start, target, unit })
}

fn read_figure_under(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    key: &str,
    kind: FigureKind,
) -> Option<Pending<IndicatorValue>> {
    r.optional(f, key, |r, n| r.pending(n, |r, n| read_indicator_value(r, n, kind)))
}

fn report_missing_value(r: &mut FormReader<'_>, span: Span, key: &str) {
    let span = r.source.first_line(span);
    let message = format!("nhóm `chi_tieu` thiếu khóa `{key}`");
    r.error(
        Diagnostic::error(&code::form::MISSING_KEY, span, message)
            .label(format!("cần thêm `{key}:`"))
            .hint(
                "ghi `gia_tri`; hoặc ghi `dau` và `muc_tieu` để máy tính mức tăng, giảm",
            ),
    );
}

/// A figure begins with a digit or a sign; what begins otherwise is a formula.
fn read_indicator_value(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    kind: FigureKind,
) -> Option<IndicatorValue> {
    let text = r.typed_text(node)?;
    let typed =
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '\u{2212}'));
    // `100 - a.tong.h` begins with a figure too.
    let computes = [" + ", " - ", "*", "/", "("].iter().any(|sign| text.contains(sign));
    if typed && !computes {
        return read_quantity(r, node, kind)
            .map(|value| IndicatorValue::Given(Spanned { value, span: node.span }));
    }
    value::read_formula(r, node).map(IndicatorValue::Formula)
}

/// A figure of a kind; a number is whole, or has decimals where it is written with a
/// comma.
fn read_quantity(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    kind: FigureKind,
) -> Option<Quantity> {
    let text = r.typed_text(node)?;
    let read = match kind {
        FigureKind::Percent => Percent::read(&text).map(Quantity::from),
        FigureKind::Money => Money::read(&text).map(Quantity::from),
        FigureKind::Number if text.contains(',') => match read_decimal(&text) {
            Reading::Exact(value) => Ok(Quantity::from(value)),
            _ => Err(NumberError::NotANumber),
        },
        FigureKind::Number => Count::read(&text).map(Quantity::from),
    };
    match read {
        Ok(quantity) => Some(quantity),
        Err(error) => {
            let wanted = "một số; số thập phân viết dấu phẩy: 3,5";
            r.error(value::describe_number_error(&text, node.span, error, wanted));
            None
        }
    }
}
