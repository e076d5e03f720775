//! `nam`, `giai_doan`: the year of the plan, and its years where it is for more than one.

use std::ops::RangeInclusive;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::Form;
use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::value;

/// What a period needs, in messages.
pub(super) const PERIOD_WORDS: &str = "năm đầu và năm cuối, ví dụ 2026-2030";

/// The keys of a period.
pub(super) static PERIOD: Shape = Shape {
    name: "giai_doan",
    doc: "Giai đoạn của kế hoạch nhiều năm. Ghi gọn: `giai_doan: 2026-2030`. Lời văn đọc bằng {{ giai_doan }}, {{ giai_doan.tu }}, {{ giai_doan.den }}.",
    keys: &[
        KeySpec::required("tu", KeyKind::Number("năm, bốn chữ số"), "Năm đầu."),
        KeySpec::required("den", KeyKind::Number("năm, bốn chữ số"), "Năm cuối."),
    ],
};

/// The years of a plan for several years, the first before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanPeriod {
    first: i32,
    last: i32,
    /// Where the form says it.
    pub span: Span,
}

impl PlanPeriod {
    /// Its first year.
    #[must_use]
    pub fn first(&self) -> i32 {
        self.first
    }

    /// Its last year.
    #[must_use]
    pub fn last(&self) -> i32 {
        self.last
    }

    /// All its years.
    #[must_use]
    pub fn years(&self) -> RangeInclusive<i32> {
        self.first..=self.last
    }

    /// As papers write it: `2026 - 2030`.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{} - {}", self.first, self.last)
    }
}

impl Form {
    /// The years that the plan is for: its period, else its one year. `None` where the form
    /// has neither.
    #[must_use]
    pub fn plan_years(&self) -> Option<RangeInclusive<i32>> {
        match (&self.period, &self.year) {
            (Some(period), _) => Some(period.years()),
            (None, Some(year)) => Some(year.value..=year.value),
            (None, None) => None,
        }
    }
}

/// The year of the plan. One that cannot be read is noted as such: a text that reads it is
/// no second fault.
pub(super) fn read_plan_year(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
) -> Option<Spanned<i32>> {
    let year = r.required(f, "nam", value::read_year);
    r.unreadable_ids.extend(year.is_none().then(|| "nam".to_owned()));
    year
}

/// The period of a form. One that cannot be read is noted as such: a text that reads it is
/// no second fault.
pub(super) fn read_period_under(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
) -> Option<PlanPeriod> {
    let period = r.optional(f, "giai_doan", read_period);
    let is_broken = period.is_none() && f.get("giai_doan").is_some();
    r.unreadable_ids.extend(is_broken.then(|| "giai_doan".to_owned()));
    period
}

/// A period as two keys, or in one word with a dash.
fn read_period(r: &mut FormReader<'_>, node: &YamlNode) -> Option<PlanPeriod> {
    let (first, last) = if node.scalar().is_some() {
        let text = r.typed_text(node)?;
        let ends = text.split_once(['-', '–', '—']);
        let years = ends.and_then(|(first, last)| {
            value::parse_year(first).zip(value::parse_year(last))
        });
        if years.is_none() {
            r.report_wrong_type(node, PERIOD_WORDS);
        }
        years?
    } else {
        let f = r.fields(node, &PERIOD)?;
        let first = r.required(&f, "tu", value::read_year);
        let last = r.required(&f, "den", value::read_year);
        (first?.value, last?.value)
    };
    if first >= last {
        let message = format!(
            "giai đoạn từ năm {first} đến năm {last}: năm đầu phải trước năm cuối"
        );
        r.error(
            Diagnostic::error(&code::form::BACKWARD_RANGE, node.span, message)
                .label("hai năm này chưa đúng thứ tự")
                .hint("kế hoạch của một năm thì bỏ `giai_doan`, chỉ ghi `nam`"),
        );
        return None;
    }
    Some(PlanPeriod { first, last, span: node.span })
}
